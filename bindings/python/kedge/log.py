"""Sealed logs: files of records that are only ever appended to."""

from __future__ import annotations

from ctypes import addressof, byref, c_char, c_uint64, sizeof

from . import _abi
from ._call import (
    Failures,
    Handle,
    Owner,
    Told,
    borrow,
    default_options,
    failure,
    or_largest,
    path_bytes,
    produce,
    progress_callback,
)
from ._library import functions
from .errors import EndOfLogError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, TypeVar

    from typing_extensions import Buffer

    from ._call import Path, Progress
    from .keyring import Keyring

    _SealedLog = TypeVar("_SealedLog", bound="SealedLog")

_Checkpoint = c_char * _abi.KEDGE_LOG_CHECKPOINT_BYTES
_USUAL_RECORD_BYTES = 4096


class _SealedLogHandle(Handle):
    __slots__ = ()
    destroy = functions.kedge_sealed_log_destroy


class _SealedLogReaderHandle(Handle):
    __slots__ = ()
    destroy = functions.kedge_sealed_log_reader_destroy


class LogInfo(Told):
    """What is known of one file of a log, as it was when it was asked.

    Attributes:
        first_record: number of the first record in this file.
        next_record: number that the next record gets. Records are numbered from 0 through all
            files of a log.
        torn_bytes: bytes of a record that a crash tore: what opening for appending cut off, or
            what a reader found at the end.
        key_id: id of the ring key that the file is sealed with.
        is_rotated: whether the records continue in another file.
    """

    __slots__ = ("first_record", "next_record", "torn_bytes", "key_id", "is_rotated")
    first_record: int
    next_record: int
    torn_bytes: int
    key_id: int
    is_rotated: bool

    def __init__(self, told: _abi.kedge_sealed_log_info) -> None:
        self._keep(
            told.first_record,
            told.next_record,
            told.torn_bytes,
            told.key_id,
            bool(told.is_rotated),
        )

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
        return f"LogInfo({values})"


def _options(checkpoint: Buffer | None) -> tuple[_abi.kedge_sealed_log_options, Any]:
    """The options, and what has to live as long as they are used."""
    options = default_options(
        _abi.kedge_sealed_log_options, functions.kedge_sealed_log_options_init
    )
    if checkpoint is None:
        return options, None
    data = memoryview(checkpoint).tobytes()
    if not data:  # for the library that is none, and a caller's lost checkpoint would go unnoticed
        raise ValueError("the checkpoint is empty; leave it out to open without one")
    kept = (c_char * len(data)).from_buffer_copy(data)
    options.checkpoint = addressof(kept)
    options.checkpoint_len = len(data)
    return options, kept


def _info(call: Callable[..., int], handle: Handle | None) -> LogInfo:
    told = _abi.kedge_sealed_log_info(struct_size=sizeof(_abi.kedge_sealed_log_info))
    status = call(handle, byref(told))
    if status:
        raise failure(status)
    return LogInfo(told)


def _checkpoint(call: Callable[..., int], handle: Handle | None) -> bytes:
    out = _Checkpoint()
    status = call(handle, out)
    if status:
        raise failure(status)
    return out.raw


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
        options, _kept = _options(checkpoint)
        handle = _SealedLogHandle()
        call = functions.kedge_sealed_log_open
        associated = borrow(associated_data)
        status = call(
            ring._handle, path_bytes(path), byref(options), *associated, byref(handle)
        )
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
        return _checkpoint(functions.kedge_sealed_log_checkpoint, self._handle)

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
        return _info(functions.kedge_sealed_log_get_info, self._handle)

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


class SealedLogReader(Owner):
    """A log that is read, while others may append to it.

    Iterating goes from the first record to the last and gives pairs of number and record; when it
    has ended, iterating again gives what was appended meanwhile. `reader[number]` gives one record.
    Every record is verified before it is given. One thread at a time: a call while another one is
    running raises `BusyError`.

        with kedge.SealedLogReader(ring, "audit.log") as reader:
            for number, record in reader:
                print(number, record.decode())
    """

    __slots__ = ()
    _handle: _SealedLogReaderHandle | None

    def __init__(
        self,
        ring: Keyring,
        path: Path,
        associated_data: Buffer = b"",
        *,
        checkpoint: Buffer | None = None,
    ) -> None:
        """Opens a log to read it.

        Args:
            ring: used for this call only.
            path: the file; a torn record at its end is left as it is.
            associated_data: as it was when the log was made.
            checkpoint: what `checkpoint` returned once: the log has to contain it.

        Raises:
            LogDamagedError: a record was changed.
            LogRolledBackError: it lacks records of the checkpoint, has others in their place, or
                is another file.
            AuthenticationError: the header or the associated data is not that of the sealing, or
                the checkpoint was changed.
            MalformedHeaderError, UnknownVersionError: it is not a log, or a newer one.
            UnknownKeyError, KeyDisabledError, KeyDestroyedError: the ring cannot open it.
            FileNotFoundError, PermissionDeniedError, InputOutputError, FileChangedError: as
                `OSError`.
            OutOfMemoryError, TooManyHandlesError, InvalidHandleError.
        """
        options, _kept = _options(checkpoint)
        handle = _SealedLogReaderHandle()
        call = functions.kedge_sealed_log_reader_open
        associated = borrow(associated_data)
        status = call(
            ring._handle, path_bytes(path), byref(options), *associated, byref(handle)
        )
        if status:
            raise failure(status, path)
        self._handle = handle

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        return self

    def __next__(self) -> tuple[int, bytes]:
        number = c_uint64()
        call = functions.kedge_sealed_log_reader_next
        try:
            record = produce(call, _USUAL_RECORD_BYTES, self._handle, more=(byref(number),))
        except EndOfLogError:
            raise StopIteration from None
        return number.value, record

    def __getitem__(self, number: int) -> bytes:
        """The record of a number; iterating goes on where it was.

        Raises:
            EndOfLogError: this file has no record of that number. It is an `IndexError` too.
            LogDamagedError: the record was changed.
            InputOutputError, FileChangedError: as `OSError`.
            OutOfMemoryError, InvalidHandleError.
        """
        read = functions.kedge_sealed_log_reader_read
        return produce(read, _USUAL_RECORD_BYTES, self._handle, or_largest(number, 64))

    def verify(self, progress: Progress | None = None) -> None:
        """Checks every record of the file; iterating goes on where it was.

        Args:
            progress: called with the records done and the records in all, in this thread. If it
                returns False, the call ends with `CancelledError`; what it raises, the call raises.

        Raises:
            LogDamagedError: a record was changed; the text names it.
            CancelledError: `progress` returned False.
            InputOutputError, FileChangedError: as `OSError`.
            OutOfMemoryError, InvalidHandleError.
        """
        failures = Failures()
        callback = progress_callback(progress, failures)
        verify = functions.kedge_sealed_log_reader_verify
        failures.check(verify(self._handle, callback, None))

    def checkpoint(self) -> bytes:
        """The log as it is now, in 120 bytes to keep elsewhere.

        Raises:
            LogDamagedError: a record was changed.
            InputOutputError, InvalidHandleError.
        """
        return _checkpoint(functions.kedge_sealed_log_reader_checkpoint, self._handle)

    def info(self) -> LogInfo:
        """What is known of the log.

        Raises:
            InvalidHandleError: the reader was closed.
        """
        return _info(functions.kedge_sealed_log_reader_get_info, self._handle)
