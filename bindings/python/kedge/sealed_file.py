"""Sealed files, read from any place in them."""

from __future__ import annotations

import io
from ctypes import byref, c_size_t, c_uint64, memmove

from . import _abi
from ._call import Failures, Handle, borrow, failure, new_bytes, path_bytes
from ._library import functions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeVar

    from typing_extensions import Buffer

    from ._call import Path
    from .keyring import Keyring

    _SealedFile = TypeVar("_SealedFile", bound="SealedFile")


class _SealedFileHandle(Handle):
    __slots__ = ("callback",)
    callback: Any  # what the library calls lives as long as the handle
    destroy = functions.kedge_sealed_file_destroy


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
        status = open_source(ring._handle, handle.callback, None, size, *associated, byref(handle))
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
