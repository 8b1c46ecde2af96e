"""Values of Python's as the JSON that calls of wallets take."""

from __future__ import annotations

import json
from operator import index

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _other(value: Any) -> Any:
    """What `json` has no form for: bytes as 0x and hex digits, decimals and integers as theirs."""
    if hasattr(value, "keys"):
        return dict(value)
    if is_bytes(value):
        return "0x" + memoryview(value).tobytes().hex()
    from decimal import Decimal

    if isinstance(value, Decimal):
        return format(value, "f")
    return index(value)


def is_bytes(value: Any) -> bool:
    """Whether a value has bytes. A single number has none, though a c_uint64 lends its memory."""
    try:
        view = memoryview(value)
    except TypeError:
        return False
    return view.ndim > 0 or view.format.startswith("T")  # a ctypes.Structure


_encode = json.JSONEncoder(default=_other, separators=(",", ":")).encode


def json_text(value: Any) -> tuple[bytes, int]:
    """JSON for a call.

    Raises:
        TypeError: there is a value of another kind than text, numbers, bytes, lists and mappings.
        ValueError, RecursionError: a value lies within itself, or too deep.
    """
    encoded = _encode(value).encode()
    return encoded, len(encoded)
