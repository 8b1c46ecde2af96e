"""Signatures: whose they are, their forms, and those of messages (EIP-191)."""

from __future__ import annotations

from ctypes import c_int32

from . import _abi
from ._call import borrow, clamped, failure, new_bytes, write
from ._library import functions
from ._values import exactly, fixed, text
from ._wallet_call import address_bytes, address_text
from .keys import PublicKey

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from typing_extensions import Buffer

    from ._values import Text
    from ._wallet_call import AddressLike

_signature_address = functions.kedge_signature_address
_message_address = functions.kedge_message_address

_SIGNATURE = _abi.KEDGE_SIGNATURE_BYTES
_COMPACT = _abi.KEDGE_COMPACT_SIGNATURE_BYTES
_PUBLIC_KEY = _abi.KEDGE_PUBLIC_KEY_BYTES
_ADDRESS = _abi.KEDGE_ADDRESS_BYTES
_HASH = 32


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
