"""What every call of the library needs: inputs, outputs, handles, failures."""

from __future__ import annotations

from ctypes import byref, c_char, c_ssize_t, c_void_p, py_object, pythonapi

from ._library import functions
from .errors import CLASSES, KedgeError

TYPE_CHECKING = False  # as in typing, whose import would take longer than all of this package's
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, NoReturn

    from typing_extensions import Buffer


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


def failure(status: int) -> KedgeError:
    """The exception for the last call of this thread, which returned `status`."""
    message = functions.kedge_last_error().decode()
    name = functions.kedge_status_name(status).decode()
    return CLASSES.get(status, KedgeError)(message, status, name)
