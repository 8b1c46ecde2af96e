"""What the calls of wallets share: addresses, numbers and bytes of a fixed size."""

from __future__ import annotations

from _operator import index
from ctypes import byref, c_size_t

from . import _abi
from ._call import borrow, failure, new_bytes, produce
from ._library import functions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Union

    from typing_extensions import Buffer

    AddressLike = Union[str, Buffer]
    Text = Union[str, Buffer]

_address_parse = functions.kedge_address_parse
_address_format = functions.kedge_address_format

_ADDRESS = _abi.KEDGE_ADDRESS_BYTES
_ADDRESS_TEXT = _abi.KEDGE_ADDRESS_TEXT_BYTES


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


def write(size: int, call: Callable[..., int], *arguments: object) -> bytes:
    """What a call writes to its last parameter, which has a fixed size."""
    out = new_bytes(None, size)
    status = call(*arguments, out)
    if status:
        raise failure(status)
    return out


def produce_text(call: Callable[..., int], size: int, *arguments: object) -> str:
    """The text that a call writes to its last three parameters; `size` counts the NUL."""
    # produce() cuts what it made to the length that the library tells, which does not count it.
    return produce(call, size, *arguments).decode()


def address_bytes(address: AddressLike) -> bytes:
    """The 20 bytes of an address, given as text or as they are."""
    if isinstance(address, str):
        encoded = address.encode()
        out = new_bytes(None, _ADDRESS)
        status = _address_parse(encoded, len(encoded), 0, 0, out)
        if status:
            raise failure(status)
        return out
    return fixed(address, _ADDRESS, "an address")


def address_text(address20: bytes) -> str:
    """The text of an address by EIP-55."""
    out = new_bytes(None, _ADDRESS_TEXT)
    status = _address_format(address20, 0, out, _ADDRESS_TEXT, byref(c_size_t()))
    if status:
        raise failure(status)
    return out[:-1].decode()


def uint256(number: int, name: str) -> bytes:
    """A number of 256 bits as the library takes it."""
    try:
        return index(number).to_bytes(32, "big")
    except OverflowError:
        raise ValueError(f"{name} is {number}: 0 to 2**256 - 1 are taken") from None


def unsigned(number: int, name: str, bits: int) -> int:
    """`number`, after it was checked that ctypes or `struct` take it as it is.

    Unlike `clamped`, for where the library takes the smallest or the largest number.
    """
    number = index(number)
    if not 0 <= number < 1 << bits:
        raise ValueError(f"{name} is {number}: 0 to 2**{bits} - 1 are taken")
    return number
