"""What the calls of resilience share: times, shares, handles, and what a block has entered."""

from __future__ import annotations

from contextvars import ContextVar
from ctypes import PYFUNCTYPE, byref, c_char, c_int32, c_void_p, cast
from math import isfinite

from . import _abi
from ._call import Handle, failure
from ._values import NO_LIMIT
from .errors import CLASSES, ResilienceError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import timedelta
    from typing import Any, Union

    from .resilience_clock import ManualClock

    Time = Union[float, timedelta]

# How long a thread waits inside the library before Python may handle a signal.
SLICE = 50_000_000

_SECOND = 1_000_000_000
_WHOLE = 1_000_000


# --- units ---------------------------------------------------------------------------------------


def nanoseconds(time: Time | None, name: str) -> int:
    """A time for the library, which takes one that is longer than all of them for too long.

    Raises:
        ValueError: it is negative or no finite number.
    """
    if time is None:
        return NO_LIMIT
    if isinstance(time, (int, float)):
        if not isfinite(time):
            raise ValueError(f"{name} is {time}: a finite number of seconds is taken")
        number = time * _SECOND if isinstance(time, int) else round(min(time, 1e18) * 1e9)
    else:
        try:
            number = ((time.days * 86_400 + time.seconds) * 1_000_000 + time.microseconds) * 1_000
        except AttributeError:
            raise TypeError(f"{name} has to be seconds or a timedelta, not {type(time)}") from None
    if number < 0:
        raise ValueError(f"{name} is {time}: it may not be negative")
    return min(number, NO_LIMIT - 1)


def seconds(number: int) -> float:
    """A time that the library told."""
    return number / 1e9


def optional_seconds(number: int) -> float | None:
    """A time that the library told, or None where it knows none."""
    return None if number == NO_LIMIT else number / 1e9


def millionths(share: float | None, name: str) -> int:
    """A share for the library.

    Raises:
        ValueError: it is not in 0 to 1.
    """
    if share is None:
        return NO_LIMIT
    if not 0 <= share <= 1:
        raise ValueError(f"{name} is {share}: a share of 0 to 1 is taken")
    return round(share * _WHOLE)


# --- handles -------------------------------------------------------------------------------------


class SharedHandle(Handle):
    """A handle of what others keep too, with the callbacks that have to live as long as they."""

    __slots__ = ("callbacks",)
    callbacks: list[object]


def clock_handle(clock: ManualClock | None) -> Any:
    """The clock's handle for a call, which takes NULL for the system's clock.

    Raises:
        InvalidHandleError: it was closed; NULL would be another clock.
    """
    if clock is None:
        return None
    # A closed one has a handle that no clock has.
    return clock._handle if clock._handle is not None else c_void_p(1)


def quick(function: Callable[..., int]) -> Callable[..., int]:
    """A function of the library that takes what `byref` makes, and nothing else.

    Two things that ctypes does for a call cost more than a call of a few nanoseconds itself, and
    are left out: to check what the arguments are, and to let other threads run meanwhile. So it is
    for functions alone that wait for nothing but a lock, and that call back without one.
    """
    address = cast(function, c_void_p).value  # type: ignore[arg-type]
    assert address is not None
    return PYFUNCTYPE(c_int32)(address)


def quick_handle(handle: Handle | None) -> Any:
    """A handle as `quick` functions take it; NULL for None.

    It keeps no reference, which the garbage collector would not see: who makes a call has to hold
    the handle itself until it has returned.
    """
    # Where the number points to, which is nowhere: nobody looks there.
    return byref(c_char.from_address(handle.value if handle is not None and handle.value else 0))


# --- failures ------------------------------------------------------------------------------------


def told_failure(status: int, retry_after: int) -> ResilienceError:
    """The exception for the last call of this thread, with the time that it told."""
    error = failure(status)
    if isinstance(error, ResilienceError):
        error.retry_after = optional_seconds(retry_after)
    return error  # type: ignore[return-value]


def made_failure(status: int, sentence: str, retry_after: int = NO_LIMIT) -> ResilienceError:
    """An exception for what no call of the library returned."""
    error = CLASSES[status](sentence, status, _abi.STATUS_NAMES[status])
    assert isinstance(error, ResilienceError)
    error.retry_after = optional_seconds(retry_after)
    return error


# --- with blocks ---------------------------------------------------------------------------------

# What the `with` blocks around the code that runs have entered: the innermost first, in this thread
# or task. It is never changed, so that a task which was begun inside a block has what is around it.
_entered: ContextVar[tuple[Any, ...] | None] = ContextVar("kedge_entered", default=None)


def enter(owner: object, entry: Any) -> None:
    """Keeps what a `with` block of an object that many share has entered."""
    _entered.set((owner, entry, _entered.get()))


def leave(owner: object) -> Any:
    """What the innermost `with` block of the object has entered, which ends."""
    passed: list[tuple[Any, ...]] = []
    entered = _entered.get()
    while entered is not None:
        if entered[0] is owner:
            entry, rest = entered[1], entered[2]
            # Blocks of generators may end in another order than that in which they began.
            for one in reversed(passed):
                rest = (one[0], one[1], rest)
            _entered.set(rest)
            return entry
        passed.append(entered)
        entered = entered[2]
    raise RuntimeError("the block was not entered in this thread or task")
