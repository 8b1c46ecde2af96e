"""Places in a bulkhead, and how many of them are held and waited for."""

from __future__ import annotations

from ctypes import c_uint64

from . import _abi
from ._call import failure
from ._library import functions
from ._resilience_call import SharedHandle, quick
from ._told import Told

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType

_release = quick(functions.kedge_bulkhead_release)


class BulkheadHandle(SharedHandle):
    __slots__ = ()
    destroy = functions.kedge_bulkhead_destroy


class BulkheadInfo(Told):
    """A bulkhead's counts at one moment.

    Attributes:
        calls_under_way: places that are held.
        granted: places that are kept for tickets that nobody has looked after since.
        waiting: tickets that wait.
        admitted: calls that got a place.
        refused: calls that were turned away because nobody more could wait.
        timed_out: tickets that waited in vain.
        reclaimed: granted places that nobody came for in time, and that went to others.

    Two are equal when all of this is equal.
    """

    __slots__ = (
        "calls_under_way", "granted", "waiting", "admitted", "refused", "timed_out", "reclaimed",
    )  # fmt: skip
    calls_under_way: int
    granted: int
    waiting: int
    admitted: int
    refused: int
    timed_out: int
    reclaimed: int

    def __init__(self, told: _abi.kedge_bulkhead_info) -> None:
        self._keep(*(getattr(told, name) for name in self.__slots__))

    def __repr__(self) -> str:
        return f"<BulkheadInfo {self.calls_under_way} under way, {self.waiting} waiting>"


class Place:
    """A place in a bulkhead, which is given back at the end of a `with` block or by `release`."""

    __slots__ = ("_handle", "_number")

    def __init__(self, handle: BulkheadHandle | None, number: c_uint64) -> None:
        self._handle = handle
        self._number = number

    def release(self) -> None:
        """Gives it back, to the first who waits.

        Raises:
            NotHeldError: it was given back before.
        """
        status = _release(self._handle, self._number)
        if status:
            raise failure(status)

    def __enter__(self) -> Place:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        status = _release(self._handle, self._number)
        if status and status != _abi.KEDGE_NOT_HELD:
            raise failure(status)
