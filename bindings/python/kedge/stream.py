"""Sealed streams: any length of data, sealed and opened piece by piece."""

from __future__ import annotations

import errno
import io
from ctypes import byref, c_size_t, c_uint64, memmove

from . import _abi
from ._call import (
    Failures,
    Handle,
    Owner,
    borrow,
    failure,
    new_bytes,
    path_bytes,
    produce,
)
from ._file_calls import SEGMENT_BYTES, stream_options
from ._library import functions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Any, Protocol, TypeVar

    from typing_extensions import Buffer

    from ._call import Path
    from .keyring import Keyring

    _SealedWriter = TypeVar("_SealedWriter", bound="SealedWriter")
    _SealedFile = TypeVar("_SealedFile", bound="SealedFile")

    class Writable(Protocol):
        """What a `SealedWriter` writes to: any binary file."""

        def write(self, data: bytes, /) -> object: ...

    class Readable(Protocol):
        """What a `SealedReader` reads from: any binary file."""

        def read(self, size: int, /) -> bytes | None: ...


_HEADER_BYTES = _abi.KEDGE_STREAM_HEADER_BYTES
_CHUNK_BYTES = 65536


def _read(source: Readable, size: int) -> bytes:
    data = source.read(size)
    if data is None:
        raise BlockingIOError(errno.EAGAIN, "the source has nothing now; it has to block")
    return data


class _StreamWriterHandle(Handle):
    __slots__ = ()
    destroy = functions.kedge_stream_writer_destroy


class _StreamReaderHandle(Handle):
    __slots__ = ()
    destroy = functions.kedge_stream_reader_destroy


class _SealedFileHandle(Handle):
    __slots__ = ("callback",)
    callback: Any  # what the library calls lives as long as the handle
    destroy = functions.kedge_sealed_file_destroy


class StreamSealer(Owner):
    """Seals a stream: plaintext goes in with `update`, sealed bytes come out.

    `SealedWriter` does the same as a file. One thread at a time.

        sealer = kedge.StreamSealer(ring, b"backup 7")
        for chunk in chunks:
            send(sealer.update(chunk))
        send(sealer.finish())
    """

    __slots__ = ()
    _handle: _StreamWriterHandle | None

    def __init__(
        self,
        ring: Keyring,
        associated_data: Buffer = b"",
        *,
        segment_bytes: int = SEGMENT_BYTES,
    ) -> None:
        """Begins a stream that is sealed with the ring's primary key.

        Args:
            ring: used for this call only.
            associated_data: authenticated and not part of the stream.
            segment_bytes: bytes of plaintext in a segment, 4,096 to 16,777,216: what is held back
                until it can be sealed, and what a reader has to hold.

        Raises:
            InvalidArgumentError: an option is not one of these.
            NoPrimaryKeyError: there is no key to seal with.
            OutOfMemoryError, RandomUnavailableError, TooManyHandlesError, InvalidHandleError.
        """
        options = stream_options(segment_bytes, 1)
        create = functions.kedge_stream_writer_create
        arguments = ring._handle, byref(options), *borrow(associated_data)
        self._begin(_StreamWriterHandle(), create, *arguments)

    def update(self, plaintext: Buffer) -> bytes:
        """Takes more plaintext, and returns what is sealed by now; often nothing.

        Raises:
            BusyError: another thread is using the object.
            MessageTooLongError: a stream ends at 2**48 bytes of plaintext.
            InvalidHandleError: the stream is finished or closed.
            ForkedError: the object belongs to the parent process.
            OutOfMemoryError.
        """
        return produce(functions.kedge_stream_writer_update, 0, self._handle, *borrow(plaintext))

    def finish(self) -> bytes:
        """Ends the stream, and returns the rest of it.

        Raises:
            BusyError: another thread is using the object.
            InvalidHandleError: the stream is finished or closed.
        """
        rest = produce(functions.kedge_stream_writer_finish, 0, self._handle)
        self._handle = None
        return rest

    def close(self) -> None:
        """Ends the object without ending the stream, which then does not open as a whole."""
        self._handle = None


class StreamOpener(Owner):
    """Opens a stream: sealed bytes go in with `update`, verified plaintext comes out.

    `SealedReader` does the same as a file. One thread at a time.

    That the stream is whole is known only when `finish` has returned: until then what came out is
    the true beginning of it, and may not be all.
    """

    __slots__ = ()
    _handle: _StreamReaderHandle | None

    def __init__(self, ring: Keyring, header: Buffer, associated_data: Buffer = b"") -> None:
        """Begins to open a stream.

        Args:
            ring: used for this call only.
            header: the first 84 bytes of the stream.
            associated_data: as it was when the stream was sealed.

        Raises:
            AuthenticationError: header or associated data are not those of the sealing.
            MalformedHeaderError, UnknownVersionError: it is not a stream, or a newer one.
            UnknownKeyError, KeyDisabledError, KeyDestroyedError: the ring cannot open it.
            MessageTooShortError: there are fewer than 84 bytes.
            OutOfMemoryError, TooManyHandlesError, InvalidHandleError.
        """
        create = functions.kedge_stream_reader_create
        arguments = ring._handle, *borrow(header), *borrow(associated_data)
        self._begin(_StreamReaderHandle(), create, *arguments)

    def update(self, sealed: Buffer) -> bytes:
        """Takes more of the stream, and returns the plaintext that is verified by now.

        Raises:
            AuthenticationError: the stream was changed; the object is of no more use.
            BusyError: another thread is using the object.
            InvalidHandleError: the stream is finished or closed.
            OutOfMemoryError.
        """
        return produce(functions.kedge_stream_reader_update, 0, self._handle, *borrow(sealed))

    def finish(self) -> bytes:
        """Ends the stream, and returns the rest of the plaintext.

        Raises:
            AuthenticationError: the stream was changed, or cut.
            BusyError: another thread is using the object.
            InvalidHandleError: the stream is finished or closed.
        """
        rest = produce(functions.kedge_stream_reader_finish, 0, self._handle)
        self._handle = None
        return rest

    def close(self) -> None:
        """Ends the object; another close does nothing."""
        self._handle = None


class SealedWriter:
    """A file to write to, which seals what is written into another one.

    It works wherever a binary file is written to: `shutil.copyfileobj`, `tarfile.open` with mode
    "w|", `io.TextIOWrapper`.

    Why is it no `io.RawIOBase`? Because those end with the block they are used in, however it
    ends: a stream that an exception cut short would open as if it were whole. This one is finished
    by `close` or by the end of a block without an exception; otherwise it never opens as a whole.

        with open("backup.kedge", "wb") as file, kedge.SealedWriter(ring, file) as writer:
            writer.write(b"...")
    """

    __slots__ = ("_sealer", "_target", "__weakref__")

    def __init__(
        self,
        ring: Keyring,
        target: Writable,
        associated_data: Buffer = b"",
        *,
        segment_bytes: int = SEGMENT_BYTES,
    ) -> None:
        """Begins a stream.

        Args:
            ring: used for this call only.
            target: a binary file that blocks, or anything with its `write`. It is not closed.
            associated_data, segment_bytes: as for `StreamSealer`.

        Raises:
            What `StreamSealer` raises.
        """
        self._sealer: StreamSealer | None = StreamSealer(
            ring, associated_data, segment_bytes=segment_bytes
        )
        self._target = target

    def write(self, data: Buffer) -> int:
        """Seals more data, of any length; returns the number of its bytes.

        What does not fill a segment is kept until more comes, or `close`.

        Raises:
            ValueError: the writer is closed.
            What `StreamSealer.update` raises, and what the target's `write` raises.
        """
        sealer = self._sealer
        if sealer is None:
            raise ValueError("the writer is closed")
        self._put(sealer.update(data))
        return memoryview(data).nbytes

    def _put(self, sealed: bytes) -> None:
        while sealed:
            written = self._target.write(sealed)
            if not isinstance(written, int) and not isinstance(self._target, io.RawIOBase):
                return
            # An unbuffered file may take less than it is given; one that does not block, nothing.
            if not isinstance(written, int) or written <= 0:
                raise BlockingIOError(errno.EAGAIN, "the target takes nothing now; it has to block")
            sealed = sealed[written:]

    def flush(self) -> None:
        """Does nothing: a segment is sealed when it is full, and passed on at once."""

    def close(self) -> None:
        """Finishes the stream; another close does nothing."""
        sealer, self._sealer = self._sealer, None
        if sealer is not None:
            self._put(sealer.finish())

    def abort(self) -> None:
        """Ends the writer without finishing the stream, which then never opens as a whole."""
        self._sealer = None

    @property
    def closed(self) -> bool:
        """Whether the writer was closed or aborted."""
        return self._sealer is None

    def readable(self) -> bool:
        """False."""
        return False

    def writable(self) -> bool:
        """True."""
        return True

    def seekable(self) -> bool:
        """False."""
        return False

    def __enter__(self: _SealedWriter) -> _SealedWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if kind is None:
            self.close()
        else:
            self.abort()


class SealedReader(io.RawIOBase):
    """A file to read from, which opens a sealed stream that another one holds.

    It only ever returns verified data. That the stream is whole is known when the end was read:
    `read()` raises otherwise, and so does the last of several reads.

        with open("backup.kedge", "rb") as file, kedge.SealedReader(ring, file) as reader:
            shutil.copyfileobj(reader, target)

    Like every raw file it may return less than was asked for, and reads lines slowly: put it into
    an `io.BufferedReader` for those.
    """

    def __init__(self, ring: Keyring, source: Readable, associated_data: Buffer = b"") -> None:
        """Begins to open a stream.

        Args:
            ring: used for this call only.
            source: a binary file that blocks, or anything with its `read`. It is not closed.
            associated_data: as it was when the stream was sealed.

        Raises:
            What `StreamOpener` raises, and what the source's `read` raises.
        """
        super().__init__()
        header = b""
        while len(header) < _HEADER_BYTES:
            more = _read(source, _HEADER_BYTES - len(header))
            if not more:
                break
            header += more
        self._opener: StreamOpener | None = StreamOpener(ring, header, associated_data)
        self._source = source
        self._pending = memoryview(b"")

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: Buffer) -> int:
        """Fills a buffer with as much as is at hand, at least a byte; 0 at the end.

        Raises:
            ValueError: the reader is closed.
            AuthenticationError: the stream was changed, or cut.
            What the source's `read` raises.
        """
        if self.closed:
            raise ValueError("the reader is closed")
        view = memoryview(buffer).cast("B")
        while not self._pending and self._opener is not None and view:
            try:
                chunk = _read(self._source, _CHUNK_BYTES)
                if chunk:
                    self._pending = memoryview(self._opener.update(chunk))
                else:
                    self._pending = memoryview(self._opener.finish())
                    self._opener = None
            except BaseException:
                self.close()  # so that nobody who reads on takes this for the end
                raise
        count = min(len(view), len(self._pending))
        view[:count] = self._pending[:count]
        self._pending = self._pending[count:]
        return count

    def close(self) -> None:
        """Ends the reader; another close does nothing."""
        self._opener = None
        self._pending = memoryview(b"")
        super().close()


class SealedFile(io.RawIOBase):
    """A sealed file that is read from where one likes, and only as far as one reads.

    What it returns is verified; what is not read is not. `Keyring.verify_file` checks all. One
    thread at a time: a call while another one is running raises `BusyError`.

        with kedge.SealedFile(ring, "backup.kedge") as file:
            tail = file.read_at(file.size - 100, 100)
    """

    def __init__(self, ring: Keyring, path: Path, associated_data: Buffer = b"") -> None:
        """Opens a sealed file.

        Args:
            ring: used for this call only.
            path: the file.
            associated_data: as it was when the file was sealed.

        Raises:
            AuthenticationError: the file was changed at its beginning or its end, or the
                associated data is not that of the sealing.
            MalformedHeaderError, UnknownVersionError: it is not a sealed file, or a newer one.
            UnknownKeyError, KeyDisabledError, KeyDestroyedError: the ring cannot open it.
            FileNotFoundError, PermissionDeniedError, InputOutputError, FileChangedError: as
                `OSError`.
            MessageTooShortError, OutOfMemoryError, TooManyHandlesError, InvalidHandleError.
        """
        handle = _SealedFileHandle()
        call = functions.kedge_sealed_file_open
        associated = borrow(associated_data)
        status = call(ring._handle, path_bytes(path), *associated, byref(handle))
        self._begin(handle, Failures(), status, path)

    @classmethod
    def from_source(
        cls: type[_SealedFile],
        ring: Keyring,
        read_at: Callable[[int, int], Buffer],
        size: int,
        associated_data: Buffer = b"",
    ) -> _SealedFile:
        """Opens a sealed stream that is kept somewhere else, such as in an object store.

        Args:
            ring: used for this call only.
            read_at: takes an offset and a number of bytes, and returns exactly these bytes of the
                stream. What it raises is raised by the call that needed them.
            size: bytes of the whole stream.
            associated_data: as it was when the stream was sealed.

        Raises:
            ValueError: the size is negative, or `read_at` returned another number of bytes.
            What `SealedFile()` raises.
        """
        if not 0 <= size < 2**64:
            raise ValueError(f"a stream cannot have {size} bytes")
        failures = Failures()

        def call(offset: int, out: int, count: int, _: int | None) -> int:
            try:
                data, length = borrow(read_at(offset, count))
                if length != count:
                    raise ValueError(f"read_at returned {length} bytes instead of {count}")
                memmove(out, data, count)
                return 0
            except BaseException as exception:
                failures.keep(exception)
                return 1

        handle = _SealedFileHandle()
        handle.callback = _abi.kedge_read_at(call)
        associated = borrow(associated_data)
        open_source = functions.kedge_sealed_file_open_source
        status = open_source(
            ring._handle, handle.callback, None, size, *associated, byref(handle)
        )
        file = cls.__new__(cls)
        file._begin(handle, failures, status)
        return file

    def _begin(
        self, handle: _SealedFileHandle, failures: Failures, status: int, *paths: Path
    ) -> None:
        self._handle: _SealedFileHandle | None = None
        failures.check(status, *paths)
        length = c_uint64()
        status = functions.kedge_sealed_file_length(handle, byref(length))
        if status:
            raise failure(status)
        self._handle = handle
        self._failures = failures
        self._size = length.value
        self._position = 0

    @property
    def size(self) -> int:
        """Bytes of plaintext in the file."""
        return self._size

    def __len__(self) -> int:
        return self._size

    def __bool__(self) -> bool:
        return True

    def readable(self) -> bool:
        """True."""
        return True

    def seekable(self) -> bool:
        """True."""
        return True

    def tell(self) -> int:
        """Where `read` goes on, in bytes of plaintext."""
        self._check_open()
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Moves to another place, which may be behind the end; returns the new one.

        Raises:
            ValueError: the place is before the beginning, or `whence` is not one of `io.SEEK_*`.
        """
        self._check_open()
        bases = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}
        if whence not in bases:
            raise ValueError(f"whence is {whence}: it has to be 0, 1 or 2")
        position = bases[whence] + offset
        if position < 0:
            raise ValueError(f"{position} is before the beginning of the file")
        self._position = position
        return position

    def readinto(self, buffer: Buffer) -> int:
        """Fills a buffer from where the file is, and moves on; returns the number of bytes.

        Raises:
            ValueError: the file is closed.
            What `read_at` raises.
        """
        self._check_open()
        view = memoryview(buffer).cast("B")
        count = self._read_at(self._position, *borrow(view))
        self._position += count
        return count

    def readall(self) -> bytes:
        """Everything from where the file is to its end.

        Raises:
            What `readinto` raises.
        """
        self._check_open()
        data = self.read_at(self._position, max(0, self._size - self._position))
        self._position += len(data)
        return data

    def read_at(self, offset: int, count: int) -> bytes:
        """Reads from anywhere, without moving; fewer bytes only at the end.

        Args:
            offset: where to begin, in bytes of plaintext.
            count: how many bytes.

        Raises:
            ValueError: a number is negative, or the file is closed.
            AuthenticationError: this part of the file was changed.
            InputOutputError, FileChangedError: the file could not be read.
            BusyError: another thread is using the object.
            ForkedError: the object belongs to the parent process.
            What `read_at` of a source raises.
        """
        self._check_open()
        if offset < 0 or count < 0:
            raise ValueError("offset and count have to be 0 or more")
        out = new_bytes(None, max(0, min(count, self._size - offset)))
        return out[: self._read_at(offset, out, len(out))]

    def _read_at(self, offset: int, out: Any, capacity: int) -> int:
        if offset >= self._size or not capacity:
            return 0
        length = c_size_t()
        call = functions.kedge_sealed_file_read_at
        self._failures.check(call(self._handle, offset, out, capacity, byref(length)))
        return length.value

    def _check_open(self) -> None:
        if self._handle is None:
            raise ValueError("the file is closed")

    def close(self) -> None:
        """Ends the file; another close does nothing."""
        self._handle = None
        super().close()
