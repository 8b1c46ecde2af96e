"""A clock for tests."""

from __future__ import annotations

from ._call import Handle, Owner
from ._library import functions
from ._resilience_call import nanoseconds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._resilience_call import Time


class _ManualClockHandle(Handle):
    __slots__ = ()
    destroy = functions.kedge_manual_clock_destroy


class ManualClock(Owner):
    """A clock that moves only when told, to be given to breakers, limits and so on in tests."""

    __slots__ = ()

    def __init__(self, now: Time = 0.0) -> None:
        """Makes one.

        Args:
            now: what it shows at first, in seconds.
        """
        handle = _ManualClockHandle()
        self._begin(handle, functions.kedge_manual_clock_create, nanoseconds(now, "now"))

    def advance(self, time: Time) -> None:
        """Moves it forward.

        Args:
            time: by how many seconds; 0 moves nothing.

        Raises:
            ValueError: it is negative.
            InvalidHandleError: the clock was closed.
        """
        self._call(functions.kedge_manual_clock_advance, nanoseconds(time, "time"))
