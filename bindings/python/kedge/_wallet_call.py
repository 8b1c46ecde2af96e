"""What the calls of wallets share: addresses, and numbers of 256 bits."""

from __future__ import annotations

from _operator import index
from ctypes import byref, c_size_t

from . import _abi
from ._call import failure, new_bytes
from ._library import functions
from ._values import fixed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Union

    from typing_extensions import Buffer

    AddressLike = Union[str, Buffer]

_address_parse = functions.kedge_address_parse
_address_format = functions.kedge_address_format

_ADDRESS = _abi.KEDGE_ADDRESS_BYTES
_ADDRESS_TEXT = _abi.KEDGE_ADDRESS_TEXT_BYTES


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
