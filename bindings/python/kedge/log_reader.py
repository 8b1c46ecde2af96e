"""Sealed logs that are read."""

from __future__ import annotations

from ctypes import byref, c_uint64

from ._call import (
    Failures,
    Handle,
    Owner,
    borrow,
    failure,
    or_largest,
    path_bytes,
    produce,
    progress_callback,
)
from ._library import functions
from ._log_call import LogInfo, opening_options, read_checkpoint, read_info
from .errors import EndOfLogError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from typing_extensions import Buffer

    from ._call import Path, Progress
    from .keyring import Keyring

_USUAL_RECORD_BYTES = 4096


class _SealedLogReaderHandle(Handle):
    __slots__ = ()
    destroy = functions.kedge_sealed_log_reader_destroy


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
        options, _kept = opening_options(checkpoint)
        handle = _SealedLogReaderHandle()
        call = functions.kedge_sealed_log_reader_open
        associated = borrow(associated_data)
        status = call(ring._handle, path_bytes(path), byref(options), *associated, byref(handle))
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
        return read_checkpoint(functions.kedge_sealed_log_reader_checkpoint, self._handle)

    def info(self) -> LogInfo:
        """What is known of the log.

        Raises:
            InvalidHandleError: the reader was closed.
        """
        return read_info(functions.kedge_sealed_log_reader_get_info, self._handle)
