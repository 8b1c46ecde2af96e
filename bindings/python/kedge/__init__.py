"""Kedge: security for Web3 services, the Python door to libkedge.

Everything here is thin: a call checks nothing that the library checks, and a failure is an
exception that carries the library's status and its sentence. Data goes in as anything that is
contiguous in memory (`bytes`, `bytearray`, `memoryview`, `array`, ...) and comes out as `bytes`.
"""

from __future__ import annotations

from .core import live_handles, version
from .crypto import AESGCM, Keccak256, keccak256
from .errors import (
    AlgorithmUnavailableError,
    AuthenticationError,
    BusyError,
    CancelledError,
    CryptoError,
    DerivationTooCostlyError,
    EncryptionError,
    EndOfLogError,
    ExportNotAllowedError,
    FileChangedError,
    FileError,
    FileExistsError as FileExistsError,
    FileNotFoundError as FileNotFoundError,
    ForkedError,
    InputOutputError,
    InvalidArgumentError,
    InvalidHandleError,
    InvalidKeyLengthError,
    InvalidNonceLengthError,
    InvalidTagLengthError,
    KedgeError,
    KeyDestroyedError,
    KeyDisabledError,
    KeyExhaustedError,
    KeyIsPrimaryError,
    KeyNeedsFileError,
    KeyServiceError,
    KeyringDamagedError,
    KeyringHasNoFileError,
    LogClosedError,
    LogDamagedError,
    LogRolledBackError,
    MalformedHeaderError,
    MemoryNotLockedError,
    MessageTooLongError,
    MessageTooShortError,
    NoPrimaryKeyError,
    NoSpaceError,
    OutOfMemoryError,
    PermissionDeniedError,
    RandomUnavailableError,
    TooManyHandlesError,
    TooManyKeysError,
    UnknownKeyError,
    UnknownVersionError,
    WrongUnlockError,
)
from .keyring import Keyring, RingKey
from .log import LogInfo, SealedLog, SealedLogReader
from .stream import SealedFile, SealedReader, SealedWriter, StreamOpener, StreamSealer
from .unlock import KeyService, Passphrase, Unlock, WrappingKey

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .key_enums import Algorithm, KeyState

# Without FileNotFoundError and FileExistsError, kinds of Python's own, in whose place
# `from kedge import *` would put them.
__all__ = [
    "AESGCM",
    "Algorithm",
    "AlgorithmUnavailableError",
    "AuthenticationError",
    "BusyError",
    "CancelledError",
    "CryptoError",
    "DerivationTooCostlyError",
    "EncryptionError",
    "EndOfLogError",
    "ExportNotAllowedError",
    "FileChangedError",
    "FileError",
    "ForkedError",
    "InputOutputError",
    "InvalidArgumentError",
    "InvalidHandleError",
    "InvalidKeyLengthError",
    "InvalidNonceLengthError",
    "InvalidTagLengthError",
    "Keccak256",
    "KedgeError",
    "KeyDestroyedError",
    "KeyDisabledError",
    "KeyExhaustedError",
    "KeyIsPrimaryError",
    "KeyNeedsFileError",
    "KeyService",
    "KeyServiceError",
    "KeyState",
    "Keyring",
    "KeyringDamagedError",
    "KeyringHasNoFileError",
    "LogClosedError",
    "LogDamagedError",
    "LogInfo",
    "LogRolledBackError",
    "MalformedHeaderError",
    "MemoryNotLockedError",
    "MessageTooLongError",
    "MessageTooShortError",
    "NoPrimaryKeyError",
    "NoSpaceError",
    "OutOfMemoryError",
    "Passphrase",
    "PermissionDeniedError",
    "RandomUnavailableError",
    "RingKey",
    "SealedFile",
    "SealedLog",
    "SealedLogReader",
    "SealedReader",
    "SealedWriter",
    "StreamOpener",
    "StreamSealer",
    "TooManyHandlesError",
    "TooManyKeysError",
    "UnknownKeyError",
    "UnknownVersionError",
    "Unlock",
    "WrappingKey",
    "WrongUnlockError",
    "keccak256",
    "live_handles",
    "version",
]


def __getattr__(name: str) -> object:
    # See key_enums.
    if name in ("Algorithm", "KeyState"):
        from . import key_enums

        value = globals()[name] = getattr(key_enums, name)
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
