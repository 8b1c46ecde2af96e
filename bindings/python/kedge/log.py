"""Sealed logs: files of records that are only ever appended to."""

from __future__ import annotations

from ctypes import byref, c_uint64

from . import _abi
from ._call import Handle, Owner, borrow, failure, path_bytes
from ._library import functions
from ._log_call import LogInfo, opening_options, read_checkpoint, read_info

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from typing_extensions import Buffer

    from ._call import Path
    from .keyring import Keyring

    _SealedLog = TypeVar("_SealedLog", bound="SealedLog")


class _SealedLogHandle(Handle):
    __slots__ = ()
    destroy = functions.kedge_sealed_log_destroy


class SealedLog(Owner):
    """A log that records are appended to, each sealed and chained to the one before it.

    What `append` has returned for survives a crash of the process and of the machine. Any number
    of threads may append; one object at a time has the file open for appending.

        with kedge.SealedLog.create(ring, "audit.log") as log:
            number = log.append(b"user 7 signed in")
            keep_elsewhere(log.checkpoint())
    """

    __slots__ = ()
    _handle: _SealedLogHandle | None

    def __init__(self) -> None:
        raise TypeError("use SealedLog.create or SealedLog.open")

    @classmethod
    def create(
        cls: type[_SealedLog], ring: Keyring, path: Path, associated_data: Buffer = b""
    ) -> _SealedLog:
        """Makes a log without records, sealed with the ring's primary key.

        Args:
            ring: used for this call only.
            path: the new file, which only its owner can read.
            associated_data: authenticated and not part of the file.

        Raises:
            FileExistsError: there is a file already.
            FileNotFoundError, PermissionDeniedError, NoSpaceError, InputOutputError: as `OSError`.
            NoPrimaryKeyError: there is no key to seal with.
            OutOfMemoryError, RandomUnavailableError, TooManyHandlesError, InvalidHandleError.
        """
        handle = _SealedLogHandle()
        call = functions.kedge_sealed_log_create
        associated = borrow(associated_data)
        status = call(ring._handle, path_bytes(path), *associated, byref(handle))
        if status:
            raise failure(status, path)
        return cls._of(handle)

    @classmethod
    def open(
        cls: type[_SealedLog],
        ring: Keyring,
        path: Path,
        associated_data: Buffer = b"",
        *,
        checkpoint: Buffer | None = None,
    ) -> _SealedLog:
        """Opens a log to append to it, and cuts off a record that a crash tore.

        `info` tells how many bytes were cut off: nothing that `append` had returned for. A log that
        was rotated opens too, but takes no more records; if a crash interrupted its rotation,
        rotating it again to the same path completes that.

        Args:
            ring: used for this call only.
            path: the file.
            associated_data: as it was when the log was made.
            checkpoint: what `checkpoint` returned once: the log has to contain it.

        Raises:
            ValueError: the checkpoint is empty.
            LogDamagedError: a record was changed.
            LogRolledBackError: it lacks records of the checkpoint, has others in their place, or
                is another file.
            AuthenticationError: the header or the associated data is not that of the sealing, or
                the checkpoint was changed.
            MalformedHeaderError, UnknownVersionError: it is not a log, or a newer one.
            UnknownKeyError, KeyDisabledError, KeyDestroyedError: the ring cannot open it.
            BusyError: the file is open for appending elsewhere.
            FileNotFoundError, PermissionDeniedError, InputOutputError, FileChangedError: as
                `OSError`.
            OutOfMemoryError, TooManyHandlesError, InvalidHandleError.
        """
        options, _kept = opening_options(checkpoint)
        handle = _SealedLogHandle()
        call = functions.kedge_sealed_log_open
        associated = borrow(associated_data)
        status = call(ring._handle, path_bytes(path), byref(options), *associated, byref(handle))
        if status:
            raise failure(status, path)
        return cls._of(handle)

    def append(self, record: Buffer) -> int:
        """Appends a record, and returns when it is on disk.

        Args:
            record: up to 16,777,216 bytes.

        Returns:
            Its number.

        Raises:
            MessageTooLongError: the record is longer.
            NoSpaceError, InputOutputError: as `OSError`. Where there was no room, nothing was
                appended; where the disk failed, only opening the log again tells what is in it.
            LogClosedError: the log was rotated.
            ForkedError: the object belongs to the parent process.
            OutOfMemoryError, RandomUnavailableError, InvalidHandleError.
        """
        return self._append(functions.kedge_sealed_log_append, record)

    def append_batched(self, record: Buffer) -> int:
        """Appends a record that is on disk only when a `sync` or `append` after it has returned.

        Args:
            record: up to 16,777,216 bytes.

        Returns:
            Its number.

        Raises:
            What `append` raises.
        """
        return self._append(functions.kedge_sealed_log_append_batched, record)

    def _append(self, call: Callable[..., int], record: Buffer) -> int:
        number = c_uint64()
        self._call(call, *borrow(record), byref(number))
        return number.value

    def sync(self) -> None:
        """Returns when everything that was appended is on disk.

        Raises:
            NoSpaceError, InputOutputError: as `OSError`.
            ForkedError, InvalidHandleError.
        """
        self._call(functions.kedge_sealed_log_sync)

    def checkpoint(self) -> bytes:
        """The log as it is now, in 120 bytes to keep elsewhere.

        Whoever opens the log with them learns whether records were cut off or replaced since. What
        is only batched is not in it.

        Raises:
            ForkedError, InvalidHandleError.
        """
        return read_checkpoint(functions.kedge_sealed_log_checkpoint, self._handle)

    def rotate(self, ring: Keyring, path: Path) -> None:
        """Ends this file, and continues in a new one, sealed with the ring's primary key.

        This object appends to the new file from then on. The end of the old file takes a number of
        its own.

        Args:
            ring: used for this call only; it may be another ring.
            path: the new file.

        Raises:
            What `create` and `append` raise.
        """
        status = functions.kedge_sealed_log_rotate(self._handle, ring._handle, path_bytes(path))
        if status:
            raise failure(status, path)

    def info(self) -> LogInfo:
        """What is known of the log.

        Raises:
            InvalidHandleError: the log was closed.
        """
        return read_info(functions.kedge_sealed_log_get_info, self._handle)

    def close(self) -> None:
        """Syncs and ends the object; afterwards every call raises `InvalidHandleError`.

        Another close does nothing. An object that nobody refers to any more is closed by itself,
        but then nobody learns whether what was batched is on disk.

        Raises:
            NoSpaceError, InputOutputError: as `OSError`; the object is closed nonetheless, and
                records that were only batched may be lost.
        """
        handle, self._handle = self._handle, None
        if handle is not None:
            status = functions.kedge_sealed_log_sync(handle)
            if status and status != _abi.KEDGE_FORKED:  # a child has nothing to sync
                raise failure(status)
