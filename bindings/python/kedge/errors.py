"""The exceptions: one for each status of the library, under one base for each area."""

from __future__ import annotations

import builtins
import errno

from . import _abi

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


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


class ForkedError(KedgeError):
    """The object belongs to the parent process: it is tied to a file. Make a new one here."""


class CancelledError(KedgeError):
    """The progress function returned False."""


class FileError(KedgeError, OSError):
    """The base of what goes wrong with a file; an `OSError` of Python's too.

    Attributes:
        errno: the number of the operating system's that comes closest.
        strerror: the library's sentence.
        filename: the path that the call was given; None where it was given none.
        filename2: the second path of a call that was given two.
    """

    _errno = errno.EIO

    # OSError takes its arguments for a number, a text and a file's name.
    def __init__(self, message: str, status: int, status_name: str) -> None:
        OSError.__init__(self, self._errno, message)
        self.status = status
        self.status_name = status_name

    def __str__(self) -> str:
        paths = [repr(path) for path in (self.filename, self.filename2) if path is not None]
        return f"{self.strerror}: {' -> '.join(paths)}" if paths else str(self.strerror)

    def __reduce__(self) -> tuple[Any, ...]:
        paths = {"filename": self.filename, "filename2": self.filename2}
        return type(self), (self.strerror, self.status, self.status_name), paths


class FileNotFoundError(FileError, builtins.FileNotFoundError):
    """There is no file, or no folder, at the path."""

    _errno = errno.ENOENT


class FileExistsError(FileError, builtins.FileExistsError):
    """There is a file at the path already, and the call does not replace it."""

    _errno = errno.EEXIST


class PermissionDeniedError(FileError, builtins.PermissionError):
    """The operating system does not let this process do that with the file."""

    _errno = errno.EACCES


class NoSpaceError(FileError):
    """No room is left: the disk, a quota or the largest size of a file."""

    _errno = errno.ENOSPC


class InputOutputError(FileError):
    """Reading or writing failed; the text gives the operating system's number."""


class FileChangedError(FileError):
    """A file that was being read changed meanwhile."""


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


class EncryptionError(KedgeError):
    """The base of what only keyrings, sealed data and logs raise."""


class UnknownKeyError(EncryptionError, LookupError):
    """The ring has no key with this id, or with the id that the sealed data names."""


class KeyDisabledError(EncryptionError):
    """The key is disabled; enable it to use it again."""


class KeyDestroyedError(EncryptionError):
    """The key was destroyed: what was sealed with it never opens again."""


class KeyIsPrimaryError(EncryptionError):
    """The primary key can be neither disabled nor destroyed; make another one primary first."""


class NoPrimaryKeyError(EncryptionError):
    """The ring has no primary key to seal with."""


class KeyNeedsFileError(EncryptionError):
    """An AES-256-GCM key seals only in the ring file that counts its nonces."""


class ExportNotAllowedError(EncryptionError):
    """The ring was not opened with `allow_export`."""


class TooManyKeysError(EncryptionError):
    """The ring holds as many keys as it may (1,000)."""


class MalformedHeaderError(EncryptionError, ValueError):
    """The data does not begin with a header of this kind, or a field of it breaks a rule."""


class UnknownVersionError(EncryptionError):
    """The data is of a format version that this library does not know: a newer one wrote it."""


class KeyringDamagedError(EncryptionError):
    """The keyring's bytes were changed or cut, or are no keyring; or an older file was put back."""


class WrongUnlockError(EncryptionError):
    """The keyring is whole, and another passphrase or key unlocks it."""


class DerivationTooCostlyError(EncryptionError):
    """The keyring asks for more memory or work to try a passphrase than the caller allows."""


class KeyServiceError(EncryptionError):
    """The key service did not wrap or unwrap the ring's key."""


class KeyringHasNoFileError(EncryptionError):
    """The call needs a ring that was opened from a file."""


class LogDamagedError(EncryptionError):
    """A record of the log, or the log's end, was changed; the text names the record."""


class LogRolledBackError(EncryptionError):
    """The log is not the one of the checkpoint: records were cut off or replaced."""


class LogClosedError(EncryptionError):
    """The log was rotated: records go to the file that follows it."""


class EndOfLogError(EncryptionError, IndexError):
    """There is no record of that number in this file."""


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
    _abi.KEDGE_FORKED: ForkedError,
    _abi.KEDGE_FILE_NOT_FOUND: FileNotFoundError,
    _abi.KEDGE_FILE_EXISTS: FileExistsError,
    _abi.KEDGE_PERMISSION_DENIED: PermissionDeniedError,
    _abi.KEDGE_NO_SPACE: NoSpaceError,
    _abi.KEDGE_IO_FAILED: InputOutputError,
    _abi.KEDGE_FILE_CHANGED: FileChangedError,
    _abi.KEDGE_CANCELLED: CancelledError,
    _abi.KEDGE_AUTHENTICATION_FAILED: AuthenticationError,
    _abi.KEDGE_KEY_EXHAUSTED: KeyExhaustedError,
    _abi.KEDGE_INVALID_KEY_LENGTH: InvalidKeyLengthError,
    _abi.KEDGE_INVALID_NONCE_LENGTH: InvalidNonceLengthError,
    _abi.KEDGE_INVALID_TAG_LENGTH: InvalidTagLengthError,
    _abi.KEDGE_MESSAGE_TOO_LONG: MessageTooLongError,
    _abi.KEDGE_MESSAGE_TOO_SHORT: MessageTooShortError,
    _abi.KEDGE_UNKNOWN_KEY: UnknownKeyError,
    _abi.KEDGE_KEY_DISABLED: KeyDisabledError,
    _abi.KEDGE_KEY_DESTROYED: KeyDestroyedError,
    _abi.KEDGE_KEY_IS_PRIMARY: KeyIsPrimaryError,
    _abi.KEDGE_NO_PRIMARY_KEY: NoPrimaryKeyError,
    _abi.KEDGE_KEY_NEEDS_FILE: KeyNeedsFileError,
    _abi.KEDGE_EXPORT_NOT_ALLOWED: ExportNotAllowedError,
    _abi.KEDGE_TOO_MANY_KEYS: TooManyKeysError,
    _abi.KEDGE_MALFORMED_HEADER: MalformedHeaderError,
    _abi.KEDGE_UNKNOWN_VERSION: UnknownVersionError,
    _abi.KEDGE_KEYRING_DAMAGED: KeyringDamagedError,
    _abi.KEDGE_WRONG_UNLOCK: WrongUnlockError,
    _abi.KEDGE_DERIVATION_TOO_COSTLY: DerivationTooCostlyError,
    _abi.KEDGE_KEY_SERVICE_FAILED: KeyServiceError,
    _abi.KEDGE_KEYRING_HAS_NO_FILE: KeyringHasNoFileError,
    _abi.KEDGE_LOG_DAMAGED: LogDamagedError,
    _abi.KEDGE_LOG_ROLLED_BACK: LogRolledBackError,
    _abi.KEDGE_LOG_CLOSED: LogClosedError,
    _abi.KEDGE_END_OF_LOG: EndOfLogError,
}
