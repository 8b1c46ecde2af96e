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
    CryptoError,
    InvalidArgumentError,
    InvalidHandleError,
    InvalidKeyLengthError,
    InvalidNonceLengthError,
    InvalidTagLengthError,
    KedgeError,
    KeyExhaustedError,
    MemoryNotLockedError,
    MessageTooLongError,
    MessageTooShortError,
    OutOfMemoryError,
    RandomUnavailableError,
    TooManyHandlesError,
)

__all__ = [
    "AESGCM",
    "AlgorithmUnavailableError",
    "AuthenticationError",
    "BusyError",
    "CryptoError",
    "InvalidArgumentError",
    "InvalidHandleError",
    "InvalidKeyLengthError",
    "InvalidNonceLengthError",
    "InvalidTagLengthError",
    "KedgeError",
    "Keccak256",
    "KeyExhaustedError",
    "MemoryNotLockedError",
    "MessageTooLongError",
    "MessageTooShortError",
    "OutOfMemoryError",
    "RandomUnavailableError",
    "TooManyHandlesError",
    "keccak256",
    "live_handles",
    "version",
]
