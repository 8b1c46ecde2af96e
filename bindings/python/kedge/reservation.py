"""Places that rate limiters keep for calls which may pass later."""

from __future__ import annotations

from ctypes import byref, c_uint64
from time import sleep as _sleep

from . import _abi
from ._call import failure
from ._resilience_call import nanoseconds, seconds, told_failure
from ._values import NO_LIMIT, number_or_none

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ._resilience_call import Time


class Reservation:
    """Calls that a rate limiter will let pass after a wait.

    Attributes:
        wait: in how many seconds they may pass, which the caller waits.
    """

    __slots__ = ("wait", "_cancel", "_arguments", "_place")
    wait: float

    def __init__(self, cancel: Callable[..., int], arguments: tuple[Any, ...], place: Any) -> None:
        self._cancel = cancel
        self._arguments = arguments
        self._place = place

    def cancel(self) -> None:
        """Gives it back, so that others may pass instead.

        Raises:
            NotGivenBackError: its time has come, or others were made after it; or it was given back
                before.
        """
        status = self._cancel(*self._arguments, byref(self._place))
        if status:
            raise failure(status)

    def __repr__(self) -> str:
        return f"<Reservation in {self.wait} s>"


def reserved(
    reserve: Callable[..., int],
    cancel: Callable[..., int],
    arguments: tuple[Any, ...],
    count: int,
    within: Time | None,
) -> Reservation:
    """What a call of the library's reserves."""
    wait = c_uint64()
    reservation = Reservation(cancel, arguments, _abi.kedge_rate_place())
    longest = nanoseconds(within, "within")
    number = number_or_none(count)
    status = reserve(*arguments, number, longest, byref(reservation._place), byref(wait))
    if status:
        known = status == _abi.KEDGE_RATE_LIMITED
        raise told_failure(status, wait.value if known else NO_LIMIT)
    reservation.wait = seconds(wait.value)
    return reservation


def waited(reservation: Reservation) -> None:
    """Waits until calls may pass; gives them back where that is broken off."""
    if reservation.wait > 0:
        try:
            _sleep(reservation.wait)
        except BaseException:
            reservation._cancel(*reservation._arguments, byref(reservation._place))
            raise


async def awaited(reservation: Reservation) -> None:
    """As `waited`, while other tasks run."""
    if reservation.wait > 0:
        from asyncio import sleep

        try:
            await sleep(reservation.wait)
        except BaseException:
            reservation._cancel(*reservation._arguments, byref(reservation._place))
            raise
