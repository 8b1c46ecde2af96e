"""Deadlines: the moment at which the time for a piece of work is over."""

from __future__ import annotations

import sys
from contextvars import ContextVar
from ctypes import byref, c_uint64

from . import _abi
from ._call import failure, produce_text
from ._library import functions
from ._resilience_call import (
    clock_handle,
    enter,
    leave,
    made_failure,
    nanoseconds,
    optional_seconds,
    quick,
)
from ._values import NO_LIMIT, text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from asyncio import TimerHandle
    from types import TracebackType

    from ._resilience_call import Time
    from ._values import Text
    from .resilience_clock import ManualClock

_TEXT = 12

_deadline_after = quick(functions.kedge_deadline_after)


class Deadline:
    """The moment at which the time for a piece of work is over.

    It is a moment and not a length of time, so that what takes several steps, attempts and services
    has one limit for all of them. Within its `with` block it is the current one, unless one around
    it comes earlier; an `async with` block is cancelled when the time is over:

        async with kedge.deadline(2.0):
            await fetch()

        with kedge.deadline(2.0) as limit:
            connection.settimeout(limit.remaining)

    Retries and pipelines mind the current one by themselves.
    """

    __slots__ = ("_moment", "_clock", "__weakref__")
    _moment: int
    _clock: ManualClock | None

    def __init__(self, time: Time | None, *, clock: ManualClock | None = None) -> None:
        """Makes the deadline that comes after a time.

        Args:
            time: seconds from now on, or a `timedelta`; 0 is over already, None is one that never
                comes.
            clock: for tests.

        Raises:
            ValueError: the time is negative or no finite number.
        """
        moment = c_uint64()
        after = nanoseconds(time, "time")
        status = functions.kedge_deadline_after(clock_handle(clock), after, byref(moment))
        if status:
            raise failure(status)
        self._moment = moment.value
        self._clock = clock

    @classmethod
    def _at(cls, moment: int, clock: ManualClock | None) -> Deadline:
        made = cls.__new__(cls)
        made._moment, made._clock = moment, clock
        return made

    @classmethod
    def current(cls) -> Deadline:
        """The one of the `with` block around; one that never comes where there is none."""
        return _current.get()

    @classmethod
    def from_text(cls, text: Text, *, clock: ManualClock | None = None) -> Deadline:
        """The deadline that a caller passed on, as `text` writes it.

        Raises:
            InvalidArgumentError: it is not whole milliseconds in decimal digits, and nothing else.
        """
        made = cls(None, clock=clock)
        made._moment = _after(_read(text), clock)
        return made

    @property
    def remaining(self) -> float | None:
        """The seconds that are left, 0 when it is over; None where it never comes.

        Raises:
            InvalidHandleError: the clock was closed.
        """
        return optional_seconds(self._left())

    @property
    def is_over(self) -> bool:
        """Whether no time is left."""
        return self._left() == 0

    def check(self) -> None:
        """Raises `DeadlineExceededError` if no time is left."""
        if self._left() == 0:
            raise exceeded()

    def text(self) -> str:
        """The time that is left, in whole milliseconds: for a service that is called.

        Raises:
            InvalidArgumentError: it never comes, and nothing is to be passed on.
        """
        return produce_text(functions.kedge_deadline_write, _TEXT, self._left())

    def earlier(self, other: Deadline) -> Deadline:
        """That of the two which comes first."""
        return self if self._left() <= other._left() else other

    def _left(self) -> int:
        if self._moment == NO_LIMIT:
            return NO_LIMIT
        left = c_uint64()
        clock = clock_handle(self._clock)
        status = functions.kedge_deadline_left(clock, self._moment, byref(left))
        if status and status != _abi.KEDGE_DEADLINE_EXCEEDED:
            raise failure(status)
        return left.value

    # --- with blocks -----------------------------------------------------------------------------

    def __enter__(self) -> Deadline:
        current = _current.get()
        deadline = self if current._moment == NO_LIMIT else self.earlier(current)
        deadline.check()
        enter(self, current)
        _current.set(deadline)
        return deadline

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        _current.set(leave(self))

    async def __aenter__(self) -> Deadline:
        deadline = self.__enter__()
        try:
            timer = Timer(deadline._left())
            timer.start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        enter(self, timer)
        return deadline

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        timer: Timer = leave(self)
        self.__exit__(kind, value, traceback)
        if timer.stop(value):
            raise exceeded() from value

    def __repr__(self) -> str:
        remaining = self.remaining
        return (
            "<Deadline that never comes>" if remaining is None else f"<Deadline in {remaining} s>"
        )


def deadline(time: Time | Deadline | None, *, clock: ManualClock | None = None) -> Deadline:
    """The deadline that comes after so many seconds, for a `with` block; see `Deadline`."""
    return time if isinstance(time, Deadline) else Deadline(time, clock=clock)


_current: ContextVar[Deadline] = ContextVar("kedge_deadline", default=Deadline(None))


def exceeded() -> Exception:
    """The exception for a time that is over."""
    return made_failure(_abi.KEDGE_DEADLINE_EXCEEDED, "the time for the call is over")


def left_of_current() -> int:
    """The nanoseconds that are left until the current deadline."""
    current = _current.get()
    return NO_LIMIT if current._moment == NO_LIMIT else current._left()


def replace_current(deadline: Deadline) -> Deadline:
    """Makes this the current deadline, and tells which one was."""
    current = _current.get()
    _current.set(deadline)
    return current


def moment_after(left: int, clock: ManualClock | None) -> int:
    """The moment that comes after so many nanoseconds."""
    return NO_LIMIT if left == NO_LIMIT else _after(left, clock)


def _after(left: int, clock: ManualClock | None) -> int:
    moment = c_uint64()
    status = _deadline_after(clock_handle(clock), c_uint64(left), byref(moment))
    if status:
        raise failure(status)
    return moment.value


def _read(written: Text) -> int:
    left = c_uint64()
    status = functions.kedge_deadline_read(*text(written), byref(left))
    if status:
        raise failure(status)
    return left.value


class Timer:
    """Cancels the task that runs when a time is over, and tells whether that is why it ended.

    As `asyncio.timeout` does, which Python has from 3.11 on; before, a cancellation from elsewhere
    in the same moment is taken for this one's.
    """

    __slots__ = ("_left", "_handle", "_task", "_cancelling", "_is_over")

    def __init__(self, left: int) -> None:
        self._left = left
        self._handle: TimerHandle | None = None
        self._is_over = False
        self._cancelling = 0

    def start(self) -> None:
        if self._left == NO_LIMIT:
            return
        from asyncio import current_task, get_running_loop

        task = current_task()
        if task is None:
            raise RuntimeError("a deadline with `async with` needs a task")
        self._task = task
        if sys.version_info >= (3, 11):
            self._cancelling = task.cancelling()
        self._handle = get_running_loop().call_later(self._left / 1e9, self._fire)

    def _fire(self) -> None:
        self._is_over = True
        self._task.cancel()

    def stop(self, error: BaseException | None) -> bool:
        """Ends it; whether what ended the block was this."""
        if self._handle is None:
            return False
        self._handle.cancel()
        if not self._is_over:
            return False
        from asyncio import CancelledError

        if sys.version_info >= (3, 11) and self._task.uncancel() > self._cancelling:
            return False
        return isinstance(error, CancelledError)
