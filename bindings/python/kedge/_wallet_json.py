"""Values of Python's as the JSON that calls of wallets take."""

from __future__ import annotations

import json
from operator import index

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from typing_extensions import Buffer


def _other(value: Any) -> Any:
    """What `json` has no form for: bytes as 0x and hex digits, decimals and integers as theirs."""
    if hasattr(value, "keys"):
        return dict(value)
    if hasattr(value, "__index__"):
        return index(value)
    from decimal import Decimal

    if isinstance(value, Decimal):
        return format(value, "f")
    return "0x" + byte_view(value).tobytes().hex()


def byte_view(data: Buffer) -> memoryview:
    """The bytes of bytes-like data; a single number, such as a `c_uint64`, is none.

    Raises:
        TypeError: it is not bytes-like.
    """
    view = memoryview(data)
    if view.ndim == 0:
        raise TypeError(f"{type(data).__name__} is a number and not bytes: give bytes or an int")
    return view


_encode = json.JSONEncoder(default=_other, separators=(",", ":")).encode


def json_text(value: Any) -> tuple[bytes, int]:
    """JSON for a call.

    Raises:
        TypeError: there is a value of another kind than text, numbers, bytes, lists and mappings.
        ValueError, RecursionError: a value lies within itself, or too deep.
    """
    encoded = _encode(value).encode()
    return encoded, len(encoded)
