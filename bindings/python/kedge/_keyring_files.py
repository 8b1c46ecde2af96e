"""Streams and files in one call: what a keyring does besides keeping keys."""

from __future__ import annotations

from ctypes import byref, c_uint64

from . import _abi
from ._call import (
    Failures,
    Handle,
    borrow,
    clamped,
    default_options,
    path_bytes,
    produce,
    progress_callback,
)
from ._library import functions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from typing_extensions import Buffer

    from ._call import Path, Progress

SEGMENT_BYTES = _abi.KEDGE_STREAM_SEGMENT_BYTES


def stream_options(segment_bytes: int, threads: int) -> _abi.kedge_stream_options:
    options = default_options(_abi.kedge_stream_options, functions.kedge_stream_options_init)
    options.segment_bytes = clamped(segment_bytes, 32)
    options.threads = clamped(threads, 32)
    return options


def _file_options(
    segment_bytes: int, threads: int, replace: bool, durable: bool
) -> _abi.kedge_file_options:
    options = default_options(_abi.kedge_file_options, functions.kedge_file_options_init)
    options.segment_bytes = clamped(segment_bytes, 32)
    options.threads = clamped(threads, 32)
    options.replace_existing = bool(replace)
    options.durable = bool(durable)
    return options


class FileCalls:
    """Streams and files in one call, sealed with a ring's keys."""

    __slots__ = ()
    _handle: Handle | None

    def seal_stream(
        self,
        plaintext: Buffer,
        associated_data: Buffer = b"",
        *,
        segment_bytes: int = SEGMENT_BYTES,
        threads: int = 1,
    ) -> bytes:
        """Seals data that is in memory as a stream, which can be opened piece by piece.

        Args:
            plaintext: up to 2**48 bytes.
            associated_data: authenticated and not part of the result.
            segment_bytes: bytes of plaintext in a segment, 4,096 to 16,777,216.
            threads: threads that work on it, 1 to 64; they end with the call.

        Returns:
            The stream, as `SealedWriter` would have written it.

        Raises:
            InvalidArgumentError: an option is not one of these.
            NoPrimaryKeyError: there is no key to seal with.
            MessageTooLongError, OutOfMemoryError, RandomUnavailableError, InvalidHandleError.
        """
        options = stream_options(segment_bytes, threads)
        call = functions.kedge_stream_seal
        return self._transform(call, options, plaintext, associated_data)

    def open_stream(
        self, sealed: Buffer, associated_data: Buffer = b"", *, threads: int = 1
    ) -> bytes:
        """Opens a whole stream that is in memory.

        Args:
            sealed: the stream, from the first byte to the last.
            associated_data: as it was when the stream was sealed.
            threads: threads that work on it, 1 to 64; they end with the call.

        Returns:
            The plaintext.

        Raises:
            AuthenticationError: data or associated data are not those of the sealing.
            MalformedHeaderError, UnknownVersionError: it is not a stream, or a newer one.
            UnknownKeyError, KeyDisabledError, KeyDestroyedError: the ring cannot open it.
            MessageTooShortError, OutOfMemoryError, InvalidHandleError.
        """
        options = stream_options(SEGMENT_BYTES, threads)
        return self._transform(functions.kedge_stream_open, options, sealed, associated_data)

    def _transform(
        self,
        call: Callable[..., int],
        options: _abi.kedge_stream_options,
        message: Buffer,
        associated_data: Buffer,
    ) -> bytes:
        associated = borrow(associated_data)
        return produce(call, 0, self._handle, byref(options), *associated, *borrow(message))

    def seal_file(
        self,
        source: Path,
        destination: Path,
        *,
        associated_data: Buffer = b"",
        segment_bytes: int = SEGMENT_BYTES,
        threads: int = 1,
        replace: bool = False,
        durable: bool = True,
        progress: Progress | None = None,
    ) -> None:
        """Seals a file into another one, which is there as a whole or not at all.

        Args:
            source: the file to seal; it is left as it is.
            destination: the new file.
            associated_data: authenticated and not part of the file.
            segment_bytes: bytes of plaintext in a segment, 4,096 to 16,777,216.
            threads: threads that work on it, 1 to 64; they end with the call.
            replace: put it in the place of a file that is there.
            durable: return only when the file is on disk.
            progress: called with the bytes done and the bytes in all, in this thread, at least
                once. If it returns False, the call ends with `CancelledError`; what it raises, the
                call raises. Either way nothing is left behind.

        Raises:
            FileNotFoundError, FileExistsError, PermissionDeniedError, NoSpaceError,
                InputOutputError, FileChangedError: all of them are also of Python's `OSError`.
            CancelledError: `progress` returned False.
            NoPrimaryKeyError: there is no key to seal with.
            InvalidArgumentError, OutOfMemoryError, RandomUnavailableError, InvalidHandleError.
        """
        options = _file_options(segment_bytes, threads, replace, durable)
        call = functions.kedge_file_seal
        self._convert(call, (source, destination), options, associated_data, progress)

    def open_file(
        self,
        source: Path,
        destination: Path,
        *,
        associated_data: Buffer = b"",
        threads: int = 1,
        replace: bool = False,
        durable: bool = True,
        progress: Progress | None = None,
    ) -> None:
        """Opens a sealed file into another one, which is there as a whole or not at all.

        Args:
            source: the sealed file; it is left as it is.
            destination: the new file.
            associated_data: as it was when the file was sealed.
            threads: threads that work on it, 1 to 64; they end with the call.
            replace: put it in the place of a file that is there.
            durable: return only when the file is on disk.
            progress: as for `seal_file`.

        Raises:
            AuthenticationError: the file or the associated data is not that of the sealing.
            MalformedHeaderError, UnknownVersionError: it is not a sealed file, or a newer one.
            UnknownKeyError, KeyDisabledError, KeyDestroyedError: the ring cannot open it.
            What `seal_file` raises.
        """
        options = _file_options(SEGMENT_BYTES, threads, replace, durable)
        call = functions.kedge_file_open
        self._convert(call, (source, destination), options, associated_data, progress)

    def reseal_file(
        self,
        source: Path,
        destination: Path,
        *,
        associated_data: Buffer = b"",
        threads: int = 1,
        replace: bool = False,
        durable: bool = True,
        progress: Progress | None = None,
    ) -> None:
        """Seals what a sealed file holds anew, with the primary key, into another file.

        The plaintext is never on disk, nor shown to the caller. Segments keep their size.

        Args:
            source: the sealed file.
            destination: the new file; with `replace` it may be the same path.
            associated_data: as it was when the file was sealed; it stays the same.
            threads, replace, durable, progress: as for `seal_file`.

        Raises:
            What `open_file` and `seal_file` raise.
        """
        options = _file_options(SEGMENT_BYTES, threads, replace, durable)
        call = functions.kedge_file_reseal
        self._convert(call, (source, destination), options, associated_data, progress)

    def verify_file(
        self,
        path: Path,
        *,
        associated_data: Buffer = b"",
        threads: int = 1,
        progress: Progress | None = None,
    ) -> int:
        """Checks every byte of a sealed file without writing anything.

        Args:
            path: the sealed file.
            associated_data: as it was when the file was sealed.
            threads: threads that work on it, 1 to 64; they end with the call.
            progress: as for `seal_file`.

        Returns:
            Bytes of plaintext in it.

        Raises:
            What `open_file` raises.
        """
        options = _file_options(SEGMENT_BYTES, threads, False, True)
        length = c_uint64()
        call = functions.kedge_file_verify
        self._convert(call, (path,), options, associated_data, progress, byref(length))
        return length.value

    def _convert(
        self,
        call: Callable[..., int],
        paths: tuple[Path, ...],
        options: _abi.kedge_file_options,
        associated_data: Buffer,
        progress: Progress | None,
        *results: object,
    ) -> None:
        failures = Failures()
        options.progress = progress_callback(progress, failures)
        encoded = [path_bytes(path) for path in paths]
        associated = borrow(associated_data)
        status = call(self._handle, *encoded, byref(options), *associated, *results)
        failures.check(status, *paths)
