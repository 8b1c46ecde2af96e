"""Private and public keys of Ethereum's curve, signatures, and messages (EIP-191)."""

from __future__ import annotations

from ctypes import c_int32

from . import _abi
from ._call import Handle, Owner, borrow, clamped, failure, new_bytes, produce, write
from ._library import functions
from ._values import exactly, fixed, text, whole
from ._wallet_call import address_bytes, address_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Union

    from typing_extensions import Buffer

    from ._values import Text
    from ._wallet_call import AddressLike

_sign = functions.kedge_private_key_sign
_sign_message = functions.kedge_private_key_sign_message
_signature_address = functions.kedge_signature_address
_message_address = functions.kedge_message_address

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


def recover(digest: Buffer, signature: Buffer) -> str:
    """The address whose key signed a digest. Costs about 33 us.

    Args:
        digest: the 32 bytes that were signed.
        signature: 65 bytes: r, s, and 27, 28, 0 or 1.

    Raises:
        InvalidSignatureError, HighSError: it is out of range, or no key makes it.
    """
    return address_text(
        write(
            _ADDRESS,
            _signature_address,
            exactly(digest, _HASH, "digest"),
            exactly(signature, _SIGNATURE, "signature"),
        )
    )


def recover_public_key(digest: Buffer, signature: Buffer) -> PublicKey:
    """The public key that signed a digest; see `recover`."""
    return PublicKey(
        write(
            _PUBLIC_KEY,
            functions.kedge_signature_public_key,
            exactly(digest, _HASH, "digest"),
            exactly(signature, _SIGNATURE, "signature"),
        )
    )


def verify(digest: Buffer, signature: Buffer, address: AddressLike) -> None:
    """Checks that the key of an address signed a digest.

    Raises:
        WrongSignerError: another key did.
        InvalidSignatureError, HighSError: the signature is out of range, or no key makes it.
    """
    status = functions.kedge_signature_verify(
        exactly(digest, _HASH, "digest"),
        exactly(signature, _SIGNATURE, "signature"),
        address_bytes(address),
    )
    if status:
        raise failure(status)


def recover_many(
    digests: Sequence[Buffer], signatures: Sequence[Buffer], *, threads: int = 1
) -> list[str | None]:
    """The addresses whose keys signed digests, in one call.

    Args:
        digests: 32 bytes each.
        signatures: 65 bytes each, as many as digests.
        threads: 1 to 64 that share the work; they end with the call.

    Returns:
        For each the address, or None where the signature is invalid.
    """
    joined_digests, joined_signatures, count = _joined(digests, signatures)
    addresses = new_bytes(None, _ADDRESS * count)
    statuses = (c_int32 * count)()
    status = functions.kedge_signatures_recover(
        joined_digests, joined_signatures, count, clamped(threads, 32), addresses, statuses
    )
    if status:
        raise failure(status)
    return [
        None if statuses[i] else address_text(addresses[i * _ADDRESS : (i + 1) * _ADDRESS])
        for i in range(count)
    ]


def verify_many(
    digests: Sequence[Buffer],
    signatures: Sequence[Buffer],
    addresses: Sequence[AddressLike],
    *,
    threads: int = 1,
) -> list[bool]:
    """Whether the keys of addresses signed digests, in one call.

    Args:
        digests: 32 bytes each.
        signatures: 65 bytes each, as many as digests.
        addresses: as many as digests.
        threads: 1 to 64 that share the work; they end with the call.
    """
    joined_digests, joined_signatures, count = _joined(digests, signatures)
    if len(addresses) != count:
        raise ValueError(f"{count} digests and {len(addresses)} addresses")
    statuses = (c_int32 * count)()
    status = functions.kedge_signatures_verify(
        joined_digests,
        joined_signatures,
        b"".join(map(address_bytes, addresses)),
        count,
        clamped(threads, 32),
        statuses,
    )
    if status:
        raise failure(status)
    return [one == 0 for one in statuses]


def _joined(digests: Sequence[Buffer], signatures: Sequence[Buffer]) -> tuple[bytes, bytes, int]:
    count = len(digests)
    if len(signatures) != count:
        raise ValueError(f"{count} digests and {len(signatures)} signatures")
    return (
        b"".join([fixed(digest, _HASH, "a digest") for digest in digests]),
        b"".join([fixed(signature, _SIGNATURE, "a signature") for signature in signatures]),
        count,
    )


def compact_signature(signature: Buffer) -> bytes:
    """A signature in 64 bytes, by EIP-2098.

    Args:
        signature: 65 bytes.
    """
    return write(
        _COMPACT,
        functions.kedge_signature_to_compact,
        exactly(signature, _SIGNATURE, "signature"),
    )


def expand_signature(compact: Buffer) -> bytes:
    """A signature in 65 bytes from the 64 of EIP-2098."""
    return write(
        _SIGNATURE,
        functions.kedge_signature_from_compact,
        exactly(compact, _COMPACT, "compact"),
    )


def hash_message(message: Text) -> bytes:
    """The digest of a message as `personal_sign` makes it (EIP-191, version 0x45)."""
    return write(_HASH, functions.kedge_message_hash, *text(message))


def hash_validator_data(validator: AddressLike, data: Buffer) -> bytes:
    """The digest of data for a validator contract (EIP-191, version 0x00)."""
    return write(
        _HASH, functions.kedge_message_validator_hash, address_bytes(validator), *borrow(data)
    )


def recover_message(message: Text, signature: Buffer) -> str:
    """The address whose key signed a message with `PrivateKey.sign_message` or `personal_sign`.

    Raises:
        InvalidSignatureError, HighSError: the signature is out of range, or no key makes it.
    """
    data, length = text(message)
    signature = exactly(signature, _SIGNATURE, "signature")
    return address_text(write(_ADDRESS, _message_address, data, length, signature))


def verify_message(message: Text, signature: Buffer, address: AddressLike) -> None:
    """Checks that the key of an address signed a message.

    Raises:
        WrongSignerError: another key did.
        InvalidSignatureError, HighSError: the signature is out of range, or no key makes it.
    """
    data, length = text(message)
    status = functions.kedge_message_verify(
        data, length, exactly(signature, _SIGNATURE, "signature"), address_bytes(address)
    )
    if status:
        raise failure(status)
