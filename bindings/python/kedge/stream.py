"""Sealed streams: any length of data, sealed and opened piece by piece."""

from __future__ import annotations

from ctypes import byref

from ._call import Handle, Owner, borrow, produce
from ._keyring_files import SEGMENT_BYTES, stream_options
from ._library import functions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing_extensions import Buffer

    from .keyring import Keyring


class _StreamWriterHandle(Handle):
    __slots__ = ()
    destroy = functions.kedge_stream_writer_destroy


class _StreamReaderHandle(Handle):
    __slots__ = ()
    destroy = functions.kedge_stream_reader_destroy


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
