"""The exceptions: one for each status of the library, under one base for each area."""

from __future__ import annotations

from . import _abi


class KedgeError(Exception):
    """A call of the library failed.

    Its text is the library's sentence for a person: which input, which rule, what to do; never a
    secret.

    Attributes:
        status: the library's number, fixed for ever, such as 100.
        status_name: its name, such as "KEDGE_AUTHENTICATION_FAILED".
    """

    def __init__(self, message: str, status: int, status_name: str) -> None:
        super().__init__(message, status, status_name)
        self.status = status
        self.status_name = status_name

    def __str__(self) -> str:
        return str(self.args[0])


class InvalidArgumentError(KedgeError, ValueError):
    """An argument breaks a rule of the call."""


class InvalidHandleError(KedgeError):
    """The object was closed."""


class OutOfMemoryError(KedgeError, MemoryError):
    """The system has no memory left for what was asked."""


class BusyError(KedgeError):
    """The object is in use by another thread, and cannot be shared."""


class RandomUnavailableError(KedgeError):
    """The operating system gave no randomness."""


class MemoryNotLockedError(KedgeError):
    """Secret memory could not be locked, and `require_locked_memory` asked for an error then."""


class TooManyHandlesError(KedgeError):
    """As many handles are alive as the library can hold."""


class AlgorithmUnavailableError(KedgeError):
    """The libcrypto in use does not offer the algorithm, or its configuration forbids it."""


class CryptoError(KedgeError):
    """The base of what only cryptography raises."""


class AuthenticationError(CryptoError):
    """The data is not what was sealed under this key, nonce and associated data."""


class KeyExhaustedError(CryptoError):
    """The key made as many nonces as it may; take a new key."""


class InvalidKeyLengthError(CryptoError, ValueError):
    """A key's length is not one that the algorithm has."""


class InvalidNonceLengthError(CryptoError, ValueError):
    """A nonce's length is outside what the algorithm takes."""


class InvalidTagLengthError(CryptoError, ValueError):
    """A tag's length is outside what the library accepts."""


class MessageTooLongError(CryptoError, ValueError):
    """The message is longer than the algorithm can protect under one nonce."""


class MessageTooShortError(CryptoError, ValueError):
    """Sealed data is shorter than what surrounds an empty message: it was cut."""


# The one place where a status becomes a class. A number that is not here, because a later library
# returns it, is a plain KedgeError; so is KEDGE_BUFFER_TOO_SMALL, which means that this package
# gave the library too little room.
CLASSES: dict[int, type[KedgeError]] = {
    _abi.KEDGE_INVALID_ARGUMENT: InvalidArgumentError,
    _abi.KEDGE_INVALID_HANDLE: InvalidHandleError,
    _abi.KEDGE_BUFFER_TOO_SMALL: KedgeError,
    _abi.KEDGE_OUT_OF_MEMORY: OutOfMemoryError,
    _abi.KEDGE_BUSY: BusyError,
    _abi.KEDGE_RANDOM_UNAVAILABLE: RandomUnavailableError,
    _abi.KEDGE_MEMORY_NOT_LOCKED: MemoryNotLockedError,
    _abi.KEDGE_TOO_MANY_HANDLES: TooManyHandlesError,
    _abi.KEDGE_ALGORITHM_UNAVAILABLE: AlgorithmUnavailableError,
    _abi.KEDGE_AUTHENTICATION_FAILED: AuthenticationError,
    _abi.KEDGE_KEY_EXHAUSTED: KeyExhaustedError,
    _abi.KEDGE_INVALID_KEY_LENGTH: InvalidKeyLengthError,
    _abi.KEDGE_INVALID_NONCE_LENGTH: InvalidNonceLengthError,
    _abi.KEDGE_INVALID_TAG_LENGTH: InvalidTagLengthError,
    _abi.KEDGE_MESSAGE_TOO_LONG: MessageTooLongError,
    _abi.KEDGE_MESSAGE_TOO_SHORT: MessageTooShortError,
}
