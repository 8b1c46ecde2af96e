"""Keyrings: keys with ids, and what they seal and open."""

from __future__ import annotations

from ctypes import byref, c_char, c_uint64, sizeof

from . import _abi
from ._call import (
    ClosedByWith,
    borrow,
    clamped,
    default_options,
    failure,
    path_bytes,
    produce,
    produce_ids,
)
from ._keyring_files import FileCalls
from ._keyring_saving import KeyringHandle, SavingCalls
from ._library import functions
from .unlock import Unlock, checked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeVar

    from typing_extensions import Buffer

    from ._call import Path
    from .key_enums import Algorithm
    from .ring_key import RingKey

    _Keyring = TypeVar("_Keyring", bound="Keyring")

# Looked up once: an attribute of an attribute is a tenth of a short call.
_seal = functions.kedge_keyring_seal
_open = functions.kedge_keyring_open

_OVERHEAD = _abi.KEDGE_SEALED_OVERHEAD_BYTES
_USUAL_KEYS = 16  # room at the first try
_Key32 = c_char * _abi.KEDGE_RING_KEY_BYTES


def _number(algorithm: Algorithm | None) -> int:
    return _abi.KEDGE_XAES_256_GCM if algorithm is None else clamped(algorithm, 32)


def _id(key_id: int) -> int:
    """The id for ctypes, which would cut a longer number down to the id of another key."""
    return key_id if 0 <= key_id < 2**64 else 0


class Keyring(FileCalls, SavingCalls, ClosedByWith):
    """Keys with ids: the primary key seals, and every enabled key opens what it sealed.

    A ring lives in memory (`Keyring()`), in bytes (`save`, `Keyring.load`) or in a file
    (`Keyring.create`, `Keyring.from_file`), which every change is written to before the call
    returns. Any number of threads may use one ring; any number of processes may open one file.

        with kedge.Passphrase("correct horse battery staple") as passphrase:
            ring = kedge.Keyring.create("service.ring", passphrase)
        ring.generate()
        sealed = ring.seal(b"attack at dawn", b"orders")
        assert ring.open(sealed, b"orders") == b"attack at dawn"
    """

    __slots__ = ("_handle", "__weakref__")

    _handle: KeyringHandle | None

    def __init__(
        self,
        *,
        allow_export: bool = False,
        require_locked_memory: bool = False,
        lock_timeout: float = 10.0,
    ) -> None:
        """Makes a ring without keys, in memory.

        Args:
            allow_export: let `export_key` give keys out.
            require_locked_memory: fail if a key's memory cannot be kept from being swapped out.
            lock_timeout: how many seconds a call waits for another process that is changing the
                ring's file.

        Raises:
            OutOfMemoryError, RandomUnavailableError, TooManyHandlesError: the system is at its end.
        """
        options = allow_export, require_locked_memory, lock_timeout
        self._begin(functions.kedge_keyring_create, (), None, *options)

    @classmethod
    def create(
        cls: type[_Keyring],
        path: Path,
        unlock: Unlock,
        *,
        allow_export: bool = False,
        require_locked_memory: bool = False,
        lock_timeout: float = 10.0,
    ) -> _Keyring:
        """Makes a ring without keys in a new file, which only its owner can read.

        Args:
            path: the new file.
            unlock: what opens the file from now on.
            allow_export, require_locked_memory, lock_timeout: as for `Keyring()`.

        Raises:
            FileExistsError: there is a file already.
            FileNotFoundError, PermissionDeniedError, NoSpaceError, InputOutputError: as `OSError`.
            BusyError: another process holds the file's lock.
            KeyServiceError: the key service failed; what its functions raise is raised itself.
            MemoryNotLockedError, OutOfMemoryError, RandomUnavailableError, TooManyHandlesError.
        """
        ring = object.__new__(cls)
        options = allow_export, require_locked_memory, lock_timeout
        create = functions.kedge_keyring_create_file
        ring._begin(create, (path_bytes(path),), checked(unlock), *options, path)
        return ring

    @classmethod
    def from_file(
        cls: type[_Keyring],
        path: Path,
        unlock: Unlock,
        *,
        allow_export: bool = False,
        require_locked_memory: bool = False,
        lock_timeout: float = 10.0,
    ) -> _Keyring:
        """Opens a ring that is kept in a file.

        Args:
            path: the file.
            unlock: what opens it.
            allow_export, require_locked_memory, lock_timeout: as for `Keyring()`.

        Raises:
            KeyringDamagedError: the file was changed or cut, or is no ring at all.
            AuthenticationError: it was changed by somebody who mended its checksum.
            WrongUnlockError: another passphrase or key opens it.
            UnknownVersionError: a newer library wrote it.
            DerivationTooCostlyError: it asks for more than the passphrase's limits.
            FileNotFoundError, PermissionDeniedError, InputOutputError: as `OSError`.
            What `create` raises.
        """
        ring = object.__new__(cls)
        options = allow_export, require_locked_memory, lock_timeout
        open_file = functions.kedge_keyring_open_file
        ring._begin(open_file, (path_bytes(path),), checked(unlock), *options, path)
        return ring

    @classmethod
    def load(
        cls: type[_Keyring],
        data: Buffer,
        unlock: Unlock,
        *,
        allow_export: bool = False,
        require_locked_memory: bool = False,
        lock_timeout: float = 10.0,
    ) -> _Keyring:
        """Opens a ring from bytes, in memory.

        Args:
            data: what `save` returned.
            unlock: what opens it.
            allow_export, require_locked_memory, lock_timeout: as for `Keyring()`.

        Raises:
            KeyringDamagedError: the data was changed or cut, or is no ring at all.
            AuthenticationError: it was changed by somebody who mended its checksum.
            WrongUnlockError: another passphrase or key opens it.
            UnknownVersionError: a newer library wrote it.
            DerivationTooCostlyError: it asks for more than the passphrase's limits.
            KeyServiceError: the key service failed; what its functions raise is raised itself.
            MemoryNotLockedError, OutOfMemoryError, RandomUnavailableError, TooManyHandlesError.
        """
        ring = object.__new__(cls)
        options = allow_export, require_locked_memory, lock_timeout
        ring._begin(functions.kedge_keyring_load, borrow(data), checked(unlock), *options)
        return ring

    def _begin(
        self,
        call: Callable[..., int],
        source: tuple[Any, ...],
        unlock: Unlock | None,
        allow_export: bool,
        require_locked_memory: bool,
        lock_timeout: float,
        *paths: Path,
    ) -> None:
        options = default_options(
            _abi.kedge_keyring_options, functions.kedge_keyring_options_init
        )
        options.allow_export = bool(allow_export)
        options.require_locked_memory = bool(require_locked_memory)
        options.lock_timeout_ms = clamped(int(min(lock_timeout * 1000, 2**63)), 63)
        handle = KeyringHandle()
        handle.services = []
        if unlock is None:
            status = call(byref(options), byref(handle))
            if status:
                raise failure(status)
        else:
            handle.services.append((unlock._failures, unlock._callbacks))
            status = call(*source, unlock._handle, byref(options), byref(handle))
            unlock._failures.check(status, *paths)
        self._handle = handle

    # --- keys ------------------------------------------------------------------------------------

    def generate(self, algorithm: Algorithm | None = None) -> int:
        """Adds a new random key; the first key of a ring becomes its primary key.

        Args:
            algorithm: what it is to encrypt with; `Algorithm.XAES_256_GCM` unless told.

        Returns:
            Its id.

        Raises:
            TooManyKeysError: the ring is full.
            KeyNeedsFileError: an AES-256-GCM key needs a ring in a file.
            What a change of the ring's file raises: BusyError (another process holds it),
                ForkedError, KeyringDamagedError, WrongUnlockError, UnknownVersionError,
                AuthenticationError (it was changed meanwhile), and of `OSError` NoSpaceError,
                PermissionDeniedError, InputOutputError, FileNotFoundError.
            MemoryNotLockedError, OutOfMemoryError, RandomUnavailableError, InvalidHandleError.
        """
        key_id = c_uint64()
        generate = functions.kedge_keyring_generate
        self._check(generate(self._handle, _number(algorithm), byref(key_id)))
        return key_id.value

    def import_key(self, key: Buffer, algorithm: Algorithm | None = None) -> int:
        """Adds a key that the caller has; the first key of a ring becomes its primary key.

        Args:
            key: 32 bytes, random and used for nothing else. A `bytearray` can be wiped afterwards.
            algorithm: what it is to encrypt with; `Algorithm.XAES_256_GCM` unless told.

        Returns:
            Its new id.

        Raises:
            InvalidKeyLengthError: it has another length.
            What `generate` raises.
        """
        data, length = borrow(key)
        key_id = c_uint64()
        call = functions.kedge_keyring_import
        self._check(call(self._handle, _number(algorithm), data, length, byref(key_id)))
        return key_id.value

    def export_key(self, key_id: int) -> bytes:
        """A key itself, 32 bytes, if the ring was opened with `allow_export`.

        Raises:
            ExportNotAllowedError: it was not.
            UnknownKeyError, KeyDestroyedError: there is no such key, or none any more.
        """
        out = _Key32()
        self._check(functions.kedge_keyring_export(self._handle, _id(key_id), out))
        try:
            return out.raw
        finally:
            out.raw = bytes(sizeof(out))

    def set_primary(self, key_id: int) -> None:
        """Makes a key the one that seals from now on; the others still open.

        Raises:
            UnknownKeyError, KeyDisabledError, KeyDestroyedError: it cannot be.
            What a change of the ring's file raises, as for `generate`.
        """
        self._check(functions.kedge_keyring_set_primary(self._handle, _id(key_id)))

    def enable(self, key_id: int) -> None:
        """Lets a disabled key open again.

        Raises:
            UnknownKeyError, KeyDestroyedError: it cannot be enabled.
            What a change of the ring's file raises, as for `generate`.
        """
        self._check(functions.kedge_keyring_enable(self._handle, _id(key_id)))

    def disable(self, key_id: int) -> None:
        """Lets a key neither seal nor open until it is enabled again.

        Raises:
            KeyIsPrimaryError: make another key primary first.
            UnknownKeyError, KeyDestroyedError: it cannot be disabled.
            What a change of the ring's file raises, as for `generate`.
        """
        self._check(functions.kedge_keyring_disable(self._handle, _id(key_id)))

    def destroy_key(self, key_id: int) -> None:
        """Removes a key for ever: nothing that was sealed with it opens again.

        Copies of the ring that were saved before still hold it.

        Raises:
            KeyIsPrimaryError: make another key primary first.
            UnknownKeyError: there is no such key.
            What a change of the ring's file raises, as for `generate`.
        """
        self._check(functions.kedge_keyring_destroy_key(self._handle, _id(key_id)))

    @property
    def primary(self) -> int | None:
        """The id of the key that seals; None if there is none."""
        key_id = c_uint64()
        status = functions.kedge_keyring_primary(self._handle, byref(key_id))
        if status == _abi.KEDGE_NO_PRIMARY_KEY:
            return None
        if status:
            raise failure(status)
        return key_id.value

    def key(self, key_id: int) -> RingKey:
        """What the ring knows of a key.

        Raises:
            UnknownKeyError: there is no key of this id.
        """
        from .ring_key import RingKey

        told = _abi.kedge_keyring_key(struct_size=sizeof(_abi.kedge_keyring_key))
        status = functions.kedge_keyring_get_key(self._handle, _id(key_id), byref(told))
        if status:
            raise failure(status)
        return RingKey(told)

    def keys(self) -> list[RingKey]:
        """What the ring knows of its keys, in the order in which they came."""
        ids = produce_ids(functions.kedge_keyring_key_ids, _USUAL_KEYS, self._handle)
        return [self.key(key_id) for key_id in ids]

    # --- messages --------------------------------------------------------------------------------

    def seal(self, plaintext: Buffer, associated_data: Buffer = b"") -> bytes:
        """Encrypts and authenticates a message with the primary key.

        Args:
            plaintext: any length up to 2**36 - 32 bytes.
            associated_data: authenticated and not part of the result.

        Returns:
            The sealed message, which names its key: 88 bytes more than the plaintext with
            XAES-256-GCM, 76 with AES-256-GCM.

        Raises:
            NoPrimaryKeyError: there is no key to seal with.
            KeyNeedsFileError, KeyExhaustedError: an AES-256-GCM key that may not seal here, or no
                more.
            What a change of the ring's file raises, as for `generate`, with AES-256-GCM.
            MessageTooLongError, OutOfMemoryError, RandomUnavailableError, InvalidHandleError.
        """
        data, length = borrow(plaintext)
        associated = borrow(associated_data)
        return produce(_seal, length + _OVERHEAD, self._handle, *associated, data, length)

    def open(self, sealed: Buffer, associated_data: Buffer = b"") -> bytes:
        """Opens what `seal` made, with the key that it names.

        Args:
            sealed: the sealed message.
            associated_data: as it was when the message was sealed.

        Returns:
            The plaintext.

        Raises:
            AuthenticationError: data or associated data are not those of the sealing.
            MalformedHeaderError, UnknownVersionError: it is not a sealed message, or a newer one.
            UnknownKeyError, KeyDisabledError, KeyDestroyedError: the ring cannot open it.
            MessageTooShortError, OutOfMemoryError, InvalidHandleError.
        """
        data, length = borrow(sealed)
        associated = borrow(associated_data)
        size = max(0, length - _OVERHEAD)
        return produce(_open, size, self._handle, *associated, data, length)

    def reseal(self, sealed: Buffer, associated_data: Buffer = b"") -> bytes:
        """Seals what a sealed message holds anew, with the primary key.

        Args:
            sealed: the sealed message.
            associated_data: as it was when the message was sealed; it stays the same.

        Returns:
            The new sealed message.

        Raises:
            What `open` and `seal` raise.
        """
        data, length = borrow(sealed)
        associated = borrow(associated_data)
        call = functions.kedge_keyring_reseal
        return produce(call, length, self._handle, *associated, data, length)

    @staticmethod
    def sealed_key_id(sealed: Buffer) -> int:
        """The id of the key that a sealed message names.

        Nothing is verified; the message may name any key.

        Raises:
            MalformedHeaderError, UnknownVersionError, MessageTooShortError: it names none.
        """
        key_id = c_uint64()
        status = functions.kedge_keyring_sealed_key_id(*borrow(sealed), byref(key_id))
        if status:
            raise failure(status)
        return key_id.value

    def close(self) -> None:
        """Wipes and ends the ring; afterwards every call raises `InvalidHandleError`.

        Another close does nothing. Calls that other threads are inside of finish as usual. A ring
        that nobody refers to any more is closed by itself.
        """
        self._handle = None
