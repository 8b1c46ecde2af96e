"""Values of Python's as ctypes takes them: bytes of a fixed size, text and numbers."""

from __future__ import annotations

from _operator import index

from . import _abi
from ._call import borrow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Union

    from typing_extensions import Buffer

    Text = Union[str, Buffer]

NO_LIMIT: int = _abi.KEDGE_NO_LIMIT


def whole(data: Buffer) -> bytes:
    """A copy of `data` as bytes, which `bytes()` would also make of a number."""
    return data if type(data) is bytes else memoryview(data).tobytes()


def exactly(data: Buffer, count: int, name: str) -> Any:
    """`data` as ctypes takes it, after its length was checked: the library reads `count` bytes."""
    if type(data) is bytes and len(data) == count:
        return data
    borrowed, length = borrow(data)
    if length != count:
        raise ValueError(f"{name} has {length} bytes: it needs {count}")
    return borrowed


def fixed(data: Buffer, count: int, name: str) -> bytes:
    """A copy of `data` as bytes, after its length was checked."""
    copied = whole(data)
    if len(copied) != count:
        raise ValueError(f"{name} has {count} bytes, not {len(copied)}")
    return copied


def text(value: Text) -> tuple[Any, int]:
    """Text for a call: a `str` as UTF-8, or bytes as they are."""
    if isinstance(value, str):
        encoded = value.encode()
        return encoded, len(encoded)
    return borrow(value)


def optional_text(value: str | None) -> tuple[bytes | None, int]:
    """Text for a call, which takes NULL for none."""
    if value is None:
        return None, 0
    encoded = str.encode(value)
    return encoded, len(encoded)


def name_bytes(name: Text) -> bytes:
    """A name as bytes: a `str` as UTF-8."""
    return name.encode() if isinstance(name, str) else whole(name)


def unsigned(number: int, name: str, bits: int) -> int:
    """`number`, after it was checked that ctypes or `struct` take it as it is.

    Unlike `clamped`, for where the library takes the smallest or the largest number.
    """
    number = index(number)
    if not 0 <= number < 1 << bits:
        raise ValueError(f"{name} is {number}: 0 to 2**{bits} - 1 are taken")
    return number


def number_or_none(number: int | None) -> int:
    """A count for the library, which has a number for none; too small or too large ones stay so."""
    return NO_LIMIT if number is None else max(0, min(number, NO_LIMIT - 1))
