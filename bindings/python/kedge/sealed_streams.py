"""Sealed streams as files: one to write to, and one to read from."""

from __future__ import annotations

import errno
import io

from . import _abi
from ._keyring_files import SEGMENT_BYTES
from .stream import StreamOpener, StreamSealer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType
    from typing import Protocol, TypeVar

    from typing_extensions import Buffer

    from .keyring import Keyring

    _SealedWriter = TypeVar("_SealedWriter", bound="SealedWriter")

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
