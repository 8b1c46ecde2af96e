"""Private and public keys of Ethereum's curve."""

from __future__ import annotations

from . import _abi
from ._call import Handle, Owner, borrow, failure, new_bytes, produce, write
from ._library import functions
from ._values import exactly, text, whole
from ._wallet_call import address_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Union

    from typing_extensions import Buffer

    from ._values import Text

_sign = functions.kedge_private_key_sign
_sign_message = functions.kedge_private_key_sign_message

_SIGNATURE = _abi.KEDGE_SIGNATURE_BYTES
_COMPACT = _abi.KEDGE_COMPACT_SIGNATURE_BYTES
_PUBLIC_KEY = _abi.KEDGE_PUBLIC_KEY_BYTES
_ADDRESS = _abi.KEDGE_ADDRESS_BYTES
_HASH = 32


class PrivateKeyHandle(Handle):
    __slots__ = ()
    destroy = functions.kedge_private_key_destroy


class _PublicKeyHandle(Handle):
    __slots__ = ()
    destroy = functions.kedge_public_key_destroy


class PrivateKey(Owner):
    """A private key, in memory that is locked and wiped. Any number of threads may use it.

    with kedge.PrivateKey.generate() as key:
        signature = key.sign_message("hello")
        assert kedge.recover_message("hello", signature) == key.address
    """

    __slots__ = ()
    _handle: PrivateKeyHandle | None

    def __init__(self, key: Union[str, Buffer]) -> None:
        """Takes a key.

        Args:
            key: 32 bytes, or 64 hex digits with or without 0x. A `bytearray` can be wiped by the
                caller afterwards.

        Raises:
            InvalidPrivateKeyError: it is 0, not below the order of the curve, or of another length.
            OutOfMemoryError, RandomUnavailableError, TooManyHandlesError: the system is at its end.
        """
        if isinstance(key, str):
            self._begin(PrivateKeyHandle(), functions.kedge_private_key_create_hex, *text(key))
        else:
            self._begin(PrivateKeyHandle(), functions.kedge_private_key_create, *borrow(key))

    @classmethod
    def generate(cls) -> PrivateKey:
        """A key from the operating system's randomness."""
        return cls._made(PrivateKeyHandle(), functions.kedge_private_key_generate)

    @property
    def address(self) -> str:
        """Its address, with the letters of EIP-55. Costs about 20 us."""
        return address_text(write(_ADDRESS, functions.kedge_private_key_address, self._handle))

    @property
    def public_key(self) -> PublicKey:
        """Its public key. Costs about 20 us."""
        return PublicKey(write(_PUBLIC_KEY, functions.kedge_private_key_public_key, self._handle))

    def sign(self, digest: Buffer, *, hedged: bool = False) -> bytes:
        """Signs a digest of 32 bytes.

        Args:
            digest: what the signature is of; hash a message first, or use `sign_message`.
            hedged: mix fresh randomness into the signature's nonce, so that no two signatures are
                alike. The default is RFC 6979 as it stands.

        Returns:
            65 bytes: r, s, and 27 or 28. s is never above half the order (EIP-2).
        """
        out = new_bytes(None, _SIGNATURE)
        status = _sign(self._handle, exactly(digest, _HASH, "digest"), bool(hedged), out)
        if status:
            raise failure(status)
        return out

    def sign_message(self, message: Text, *, hedged: bool = False) -> bytes:
        """Signs a message as `personal_sign` does (EIP-191, version 0x45).

        Args:
            message: text, which is taken as UTF-8, or bytes.
            hedged: as in `sign`.

        Returns:
            65 bytes: r, s, and 27 or 28.
        """
        data, length = text(message)
        out = new_bytes(None, _SIGNATURE)
        status = _sign_message(self._handle, data, length, bool(hedged), out)
        if status:
            raise failure(status)
        return out

    def export(self) -> bytes:
        """The key's 32 bytes, which from then on are the caller's to protect."""
        return write(_abi.KEDGE_PRIVATE_KEY_BYTES, functions.kedge_private_key_export, self._handle)

    def close(self) -> None:
        """Wipes the key; afterwards every call with it raises `InvalidHandleError`."""
        self._handle = None


class PublicKey(Owner):
    """A public key, read once and ready to verify. Any number of threads may use it."""

    __slots__ = ()
    _handle: _PublicKeyHandle | None

    def __init__(self, key: Buffer) -> None:
        """Reads a key.

        Args:
            key: 33 bytes that begin with 2 or 3, or 65 that begin with 4.

        Raises:
            InvalidPublicKeyError: it is none, or no point of the curve.
        """
        self._begin(_PublicKeyHandle(), functions.kedge_public_key_create, *borrow(key))

    @property
    def address(self) -> str:
        """Its address, with the letters of EIP-55."""
        return address_text(write(_ADDRESS, functions.kedge_public_key_address, self._handle))

    def to_bytes(self, *, compressed: bool = False) -> bytes:
        """The key in 65 bytes (4, x, y), or in 33 (the parity of y, x)."""
        size = _abi.KEDGE_PUBLIC_KEY_COMPRESSED_BYTES if compressed else _PUBLIC_KEY
        return produce(functions.kedge_public_key_write, size, self._handle, bool(compressed))

    def verify(self, digest: Buffer, signature: Buffer) -> None:
        """Checks a signature.

        Args:
            digest: the 32 bytes that were signed.
            signature: 64 bytes, r and s, or 65, whose last is not read.

        Raises:
            WrongSignerError: the signature is not this key's for this digest.
            HighSError, InvalidSignatureError: r or s is out of range.
        """
        copied = whole(signature)
        if len(copied) not in (_COMPACT, _SIGNATURE):
            raise ValueError(f"signature has {len(copied)} bytes: it needs 64 or 65")
        self._call(functions.kedge_public_key_verify, exactly(digest, _HASH, "digest"), copied)
