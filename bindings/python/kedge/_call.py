"""What every call of the library needs: inputs, outputs, handles, failures."""

from __future__ import annotations

import os
from _thread import get_ident
from ctypes import (
    byref,
    c_char,
    c_size_t,
    c_ssize_t,
    c_uint64,
    c_void_p,
    py_object,
    pythonapi,
    sizeof,
)

from . import _abi
from ._library import functions
from .errors import CLASSES, FileError, KedgeError

TYPE_CHECKING = False  # as in typing, whose import would take longer than all of this package's
if TYPE_CHECKING:
    from collections.abc import Callable
    from ctypes import Structure
    from types import TracebackType
    from typing import Any, NoReturn, Optional, TypeVar, Union

    from typing_extensions import Buffer, Self

    Path = Union[str, bytes, os.PathLike[str], os.PathLike[bytes]]
    Progress = Callable[[int, int], Optional[bool]]
    _Closed = TypeVar("_Closed", bound="ClosedByWith")
    _Options = TypeVar("_Options", bound=Structure)


def borrow(data: Buffer) -> tuple[Any, int]:
    """What ctypes takes as the address of `data`, and how many bytes there are.

    Nothing is copied, except from a read-only view, whose address ctypes does not tell. A
    `bytearray` cannot be resized while what this returns is alive.

    Raises:
        BufferError: the data is not contiguous.
        TypeError: it is not bytes-like.
    """
    if type(data) is bytes:
        return data, len(data)
    view = memoryview(data)
    if not view.c_contiguous:
        raise BufferError("the data is not contiguous in memory; pass bytes() of it")
    if not view.nbytes:
        return None, 0
    if view.readonly:
        return view.tobytes(), view.nbytes
    return byref(c_char.from_buffer(view)), view.nbytes


# `new_bytes(None, n)` makes bytes of length n for a call to fill, which is what CPython's C API has
# this function for: nobody else holds them yet. Indexing and not `pythonapi.name`, because the
# latter is shared by the whole process.
new_bytes: Callable[[None, int], bytes] = pythonapi["PyBytes_FromStringAndSize"]
new_bytes.restype = py_object  # type: ignore[attr-defined]
new_bytes.argtypes = (c_void_p, c_ssize_t)  # type: ignore[attr-defined]


class Handle(c_void_p):
    """A handle of the library, destroyed when the last reference to this object goes.

    Why references and not a lock? A handle may not be destroyed while a call is using it. A running
    call holds a reference to its arguments, so an owner that drops its own reference at any moment,
    in any thread, leaves the handle to the last call that is still inside; and no call pays for
    that.
    """

    __slots__ = ()
    destroy: Callable[..., int]

    def __del__(self) -> None:
        if self.value:
            self.destroy(self)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a handle of the library cannot be copied or pickled")


class ClosedByWith:
    """An object with `close`, which the end of a `with` block calls."""

    __slots__ = ()

    def close(self) -> None:
        """Ends the object; another close does nothing."""

    def __enter__(self: _Closed) -> _Closed:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


class Owned:
    """An object that has a handle of the library."""

    __slots__ = ("_handle", "__weakref__")
    _handle: Any

    @classmethod
    def _of(cls, handle: Handle) -> Self:
        """The owner of a handle that a call has filled."""
        owner = cls.__new__(cls)
        owner._handle = handle
        return owner

    @classmethod
    def _made(cls, handle: Handle, call: Callable[..., int], *arguments: object) -> Self:
        """The owner of a handle that `call` fills, in another way than the initializer does."""
        owner = cls.__new__(cls)
        owner._begin(handle, call, *arguments)
        return owner

    def _begin(self, handle: Handle, call: Callable[..., int], *arguments: object) -> None:
        """Takes a handle that `call` fills by its last parameter."""
        status = call(*arguments, byref(handle))
        if status:
            raise failure(status)
        self._handle = handle

    def _call(self, call: Callable[..., int], *arguments: object) -> None:
        """Calls with the handle in front."""
        status = call(self._handle, *arguments)
        if status:
            raise failure(status)

    def close(self) -> None:
        """Ends it; afterwards every call with it raises `InvalidHandleError`.

        Another close does nothing. Calls that other threads are inside of finish as usual. One that
        nobody refers to any more is closed by itself.
        """
        self._handle = None


class Owner(Owned, ClosedByWith):
    """An object that has a handle of the library, which the end of a `with` block closes."""

    __slots__ = ()


def failure(status: int, *paths: Path) -> KedgeError:
    """The exception for the last call of this thread, which returned `status`.

    Args:
        paths: the files that the call was about, one or two.
    """
    message = functions.kedge_last_error().decode()
    name = functions.kedge_status_name(status).decode()
    error = CLASSES.get(status, KedgeError)(message, status, name)
    if isinstance(error, FileError):
        for attribute, path in zip(("filename", "filename2"), paths):
            setattr(error, attribute, os.fspath(path))
    return error


def produce(
    call: Callable[..., int], size: int, *arguments: object, more: tuple[object, ...] = ()
) -> bytes:
    """What a call writes to its last three parameters: out, its capacity, and the length.

    Args:
        size: the length that is expected. If the library needs more, it says so without having done
            anything, and is called again.
        more: parameters that follow those three.
    """
    length = c_size_t()
    while True:
        out = new_bytes(None, size)
        status = call(*arguments, out, size, byref(length), *more)
        if status == 0:
            return out if length.value == size else out[: length.value]
        if status != _abi.KEDGE_BUFFER_TOO_SMALL or length.value <= size:
            raise failure(status)
        size = length.value


def produce_ids(call: Callable[..., int], count: int, *arguments: object) -> list[int]:
    """The ids that a call writes to its last three parameters; `count` is as `size` above."""
    found = c_size_t()
    while True:
        ids = bytearray(8 * max(1, count))
        status = call(*arguments, byref(c_uint64.from_buffer(ids)), count, byref(found))
        if status == 0:
            return memoryview(ids).cast("Q")[: found.value].tolist()
        if status != _abi.KEDGE_BUFFER_TOO_SMALL or found.value <= count:
            raise failure(status)
        count = found.value


def produce_text(call: Callable[..., int], size: int, *arguments: object) -> str:
    """The text that a call writes to its last three parameters; `size` counts the NUL."""
    # produce() cuts what it made to the length that the library tells, which does not count it.
    return produce(call, size, *arguments).decode()


def write(size: int, call: Callable[..., int], *arguments: object) -> bytes:
    """What a call writes to its last parameter, which has a fixed size."""
    out = new_bytes(None, size)
    status = call(*arguments, out)
    if status:
        raise failure(status)
    return out


def default_options(kind: type[_Options], init: Callable[..., int]) -> _Options:
    """Options as the library fills them in."""
    options = kind()
    status = init(byref(options), sizeof(options))
    if status:
        raise failure(status)
    return options


def clamped(value: int, bits: int) -> int:
    """`value` for an unsigned field or parameter of so many bits.

    ctypes would cut it down to some other value; this way one that does not fit stays too small or
    too large.
    """
    return max(0, min(value, (1 << bits) - 1))


def or_largest(value: int, bits: int) -> int:
    """`value` for an unsigned parameter of so many bits, or the largest one where it does not fit.

    For where the library refuses the largest and takes 0, which `clamped` makes of negative ones.
    """
    return value if 0 <= value < 1 << bits else (1 << bits) - 1


def path_bytes(path: Path) -> bytes:
    """A path as C takes it.

    Raises:
        ValueError: it contains a NUL.
    """
    encoded = os.fsencode(path)
    if b"\0" in encoded:
        raise ValueError("the path contains a NUL character")
    return encoded


class Failures:
    """What callbacks raised, each kept for the call that called back, which raises it.

    By thread, because a callback runs in the thread of its call, and others may call meanwhile.
    """

    __slots__ = ("_by_thread",)

    def __init__(self) -> None:
        self._by_thread: dict[int, BaseException] = {}

    def keep(self, exception: BaseException) -> None:
        self._by_thread[get_ident()] = exception

    def check(self, status: int, *paths: Path) -> None:
        """Raises what a callback of this thread raised, or what `status` stands for."""
        exception = self._by_thread.pop(get_ident(), None)
        if exception is not None:
            try:
                raise exception
            finally:
                del exception  # its traceback refers to this frame
        if status:
            raise failure(status, *paths)


def progress_callback(
    progress: Progress | None, failures: Failures, kind: Callable[..., Any] = _abi.kedge_progress
) -> Any:
    """`progress` as the library calls it, which has one type of function for each area."""
    if progress is None:
        return kind()

    def call(done: int, total: int, _: int | None) -> int:
        try:
            return int(progress(done, total) is False)
        except BaseException as exception:
            failures.keep(exception)
            return 1

    return kind(call)
