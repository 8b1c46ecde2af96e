"""Values of Python's as the JSON that calls of wallets take."""

from __future__ import annotations

import json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _other(value: Any) -> Any:
    """What `json` has no form for: bytes as 0x and hex digits, decimals as their digits."""
    if hasattr(value, "keys"):
        return dict(value)
    from decimal import Decimal

    if isinstance(value, Decimal):
        return format(value, "f")
    return "0x" + memoryview(value).tobytes().hex()


_encode = json.JSONEncoder(default=_other, separators=(",", ":")).encode


def json_text(value: Any) -> tuple[bytes, int]:
    """JSON for a call.

    Raises:
        TypeError: there is a value of another kind than text, numbers, bytes, lists and mappings.
        ValueError, RecursionError: a value lies within itself, or too deep.
    """
    encoded = _encode(value).encode()
    return encoded, len(encoded)
