"""Keccak-256, the hash of Ethereum."""

from __future__ import annotations

from ctypes import byref, c_char

from . import _abi
from ._call import Handle, borrow, failure
from ._library import functions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing_extensions import Buffer

# Looked up once: an attribute of an attribute is a tenth of a short call.
_keccak256_hash = functions.kedge_keccak256_hash
_keccak256_update = functions.kedge_keccak256_update

_Hash32 = c_char * _abi.KEDGE_KECCAK256_BYTES


class _Keccak256Handle(Handle):
    __slots__ = ()
    destroy = functions.kedge_keccak256_destroy


def keccak256(data: Buffer) -> bytes:
    """Hashes data with Keccak-256, the hash of Ethereum.

    Args:
        data: any length.

    Returns:
        32 bytes.

    Source: the Keccak submission to SHA-3 (padding 0x01), which is not SHA3-256 of FIPS 202
        (padding 0x06).
    """
    address, length = borrow(data)
    out = _Hash32()
    status = _keccak256_hash(address, length, out)
    if status:
        raise failure(status)
    return out.raw


class Keccak256:
    """A Keccak-256 hash of data that comes in pieces, used like the hashes of `hashlib`.

    One thread at a time: a call while another one is running raises `BusyError`.

    Attributes:
        name: "keccak256".
        digest_size: bytes of the hash, 32.
        block_size: bytes that the permutation takes at once, 136.
    """

    __slots__ = ("_handle", "__weakref__")

    name = "keccak256"
    digest_size = _abi.KEDGE_KECCAK256_BYTES
    block_size = 136

    def __init__(self, data: Buffer = b"") -> None:
        """Begins a hash with `data`, of any length.

        Raises:
            OutOfMemoryError, RandomUnavailableError, TooManyHandlesError: the system is at its end.
        """
        handle = _Keccak256Handle()
        status = functions.kedge_keccak256_create(byref(handle))
        if status:
            raise failure(status)
        self._handle = handle
        self.update(data)

    def update(self, data: Buffer) -> None:
        """Adds data, of any length.

        Raises:
            BusyError: another thread is using the object.
        """
        address, length = borrow(data)
        status = _keccak256_update(self._handle, address, length)
        if status:
            raise failure(status)

    def digest(self) -> bytes:
        """The hash of everything added so far, 32 bytes; more may be added afterwards.

        Raises:
            BusyError: another thread is using the object.
        """
        out = _Hash32()
        status = functions.kedge_keccak256_digest(self._handle, out)
        if status:
            raise failure(status)
        return out.raw

    def hexdigest(self) -> str:
        """`digest` as 64 characters of lower-case hex.

        Raises:
            BusyError: another thread is using the object.
        """
        return self.digest().hex()

    def copy(self) -> Keccak256:
        """Another hash that begins with everything added so far.

        Raises:
            BusyError: another thread is using the object.
            OutOfMemoryError, RandomUnavailableError, TooManyHandlesError: the system is at its end.
        """
        handle = _Keccak256Handle()
        status = functions.kedge_keccak256_copy(self._handle, byref(handle))
        if status:
            raise failure(status)
        other = object.__new__(type(self))
        other._handle = handle
        return other

    __copy__ = copy
