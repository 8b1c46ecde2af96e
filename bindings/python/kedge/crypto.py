"""AES-GCM for interoperation."""

from __future__ import annotations

from ctypes import byref, c_size_t

from . import _abi
from ._call import Handle, Owner, borrow, default_options, failure, new_bytes, or_largest
from ._library import functions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from typing_extensions import Buffer

# Looked up once: an attribute of an attribute is a tenth of a short call.
_aes_gcm_seal = functions.kedge_aes_gcm_seal
_aes_gcm_open = functions.kedge_aes_gcm_open
_aes_gcm_seal_with_nonce = functions.kedge_aes_gcm_seal_with_nonce
_aes_gcm_open_with_nonce = functions.kedge_aes_gcm_open_with_nonce

_NONCE_BYTES = _abi.KEDGE_AES_GCM_NONCE_BYTES


class _AESGCMHandle(Handle):
    __slots__ = ()
    destroy = functions.kedge_aes_gcm_destroy


class AESGCM(Owner):
    """An AES-GCM key, for any number of messages and threads.

    This is the bare algorithm, for data that other software seals or opens. Calls on one key run in
    parallel: the interpreter's lock is released while the library works.

    Source: NIST SP 800-38D; RFC 5116 section 5.

        with kedge.AESGCM(key) as aes:
            sealed = aes.seal(b"attack at dawn", b"orders")
            assert aes.open(sealed, b"orders") == b"attack at dawn"
    """

    __slots__ = ("_tag_length",)
    _handle: _AESGCMHandle | None

    def __init__(
        self,
        key: Buffer,
        *,
        tag_length: int = _abi.KEDGE_AES_GCM_TAG_BYTES,
        require_locked_memory: bool = False,
    ) -> None:
        """Makes a key from bytes.

        The bytes are copied into locked, guarded memory that is wiped in the end; a key that comes
        as a `bytearray` can be wiped by the caller too.

        Args:
            key: 16, 24 or 32 bytes.
            tag_length: bytes of every tag made or checked with this key, 12 to 16.
            require_locked_memory: fail if the key's memory cannot be kept from being swapped out.

        Raises:
            InvalidKeyLengthError, InvalidTagLengthError: a length is not one of these.
            MemoryNotLockedError: memory could not be locked, and `require_locked_memory` is true.
            AlgorithmUnavailableError: libcrypto does not offer AES-GCM, or is set up without it.
            OutOfMemoryError, RandomUnavailableError, TooManyHandlesError: the system is at its end.
        """
        options = default_options(
            _abi.kedge_aes_gcm_options, functions.kedge_aes_gcm_options_init
        )
        options.tag_bytes = or_largest(tag_length, 32)
        options.require_locked_memory = bool(require_locked_memory)
        create = functions.kedge_aes_gcm_create
        self._begin(_AESGCMHandle(), create, *borrow(key), byref(options))
        self._tag_length = tag_length

    @property
    def tag_length(self) -> int:
        """Bytes of every tag made or checked with this key."""
        return self._tag_length

    def seal(self, plaintext: Buffer, associated_data: Buffer = b"") -> bytes:
        """Encrypts and authenticates a message under a nonce that the library makes.

        One key makes at most 2**32 nonces, counted in this object. A key that lives in several
        objects or processes is counted by nobody.

        Args:
            plaintext: any length up to 2**36 - 32 bytes.
            associated_data: authenticated and not part of the result.

        Returns:
            Nonce (12 bytes), ciphertext (as long as the plaintext), tag.

        Raises:
            KeyExhaustedError: the key made all its nonces.
            InvalidHandleError: the key was closed.
            MessageTooLongError, RandomUnavailableError, OutOfMemoryError,
                AlgorithmUnavailableError.
        """
        growth = _NONCE_BYTES + self._tag_length
        return self._transform(_aes_gcm_seal, (), plaintext, associated_data, growth)

    def open(self, sealed: Buffer, associated_data: Buffer = b"") -> bytes:
        """Opens what `seal` made.

        Args:
            sealed: nonce (12 bytes), ciphertext, tag.
            associated_data: as it was when the message was sealed.

        Returns:
            The plaintext.

        Raises:
            AuthenticationError: data, nonce, associated data or key are not those of the sealing.
            MessageTooShortError: it is shorter than what surrounds an empty message.
            InvalidHandleError: the key was closed.
            MessageTooLongError, OutOfMemoryError, AlgorithmUnavailableError.
        """
        growth = -_NONCE_BYTES - self._tag_length
        return self._transform(_aes_gcm_open, (), sealed, associated_data, growth)

    def seal_with_nonce(
        self, nonce: Buffer, plaintext: Buffer, associated_data: Buffer = b""
    ) -> bytes:
        """Encrypts and authenticates a message under the caller's nonce.

        Two messages under one nonce reveal both, and the means to forge others: use `seal` unless a
        protocol dictates the nonce.

        Args:
            nonce: 1 to 128 bytes, never used before with this key; 12 is fastest.
            plaintext: any length up to 2**36 - 32 bytes.
            associated_data: authenticated and not part of the result.

        Returns:
            Ciphertext (as long as the plaintext), tag.

        Raises:
            InvalidNonceLengthError: the nonce is empty or too long.
            InvalidHandleError: the key was closed.
            MessageTooLongError, OutOfMemoryError, AlgorithmUnavailableError.
        """
        call = _aes_gcm_seal_with_nonce
        return self._transform(call, borrow(nonce), plaintext, associated_data, self._tag_length)

    def open_with_nonce(
        self, nonce: Buffer, sealed: Buffer, associated_data: Buffer = b""
    ) -> bytes:
        """Opens what was sealed under the caller's nonce.

        Args:
            nonce: 1 to 128 bytes, those that the message was sealed under.
            sealed: ciphertext, tag.
            associated_data: as it was when the message was sealed.

        Returns:
            The plaintext.

        Raises:
            AuthenticationError: data, nonce, associated data or key are not those of the sealing.
            InvalidNonceLengthError: the nonce is empty or too long.
            MessageTooShortError: there is no room for a tag.
            InvalidHandleError: the key was closed.
            MessageTooLongError, OutOfMemoryError, AlgorithmUnavailableError.
        """
        call = _aes_gcm_open_with_nonce
        return self._transform(call, borrow(nonce), sealed, associated_data, -self._tag_length)

    def _transform(
        self,
        call: Callable[..., int],
        nonce: tuple[Any, ...],
        message: Buffer,
        associated_data: Buffer,
        growth: int,
    ) -> bytes:
        data, length = borrow(message)
        associated, associated_length = borrow(associated_data)
        size = max(0, length + growth)
        out = new_bytes(None, size)
        status = call(
            self._handle,
            *nonce,
            associated,
            associated_length,
            data,
            length,
            out,
            size,
            byref(c_size_t()),
        )
        if status:
            raise failure(status)
        return out

    def close(self) -> None:
        """Wipes and ends the key; afterwards every call raises `InvalidHandleError`.

        Another close does nothing. Calls that other threads are inside of finish as usual, and the
        last of them wipes the key. A key that nobody refers to any more is closed by itself.
        """
        self._handle = None
