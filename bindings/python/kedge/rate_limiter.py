"""Rate limiters: they let calls pass no faster than a limit."""

from __future__ import annotations

from ctypes import byref, c_uint64, sizeof

from . import _abi
from ._call import Owner, clamped, default_options, failure
from ._library import functions
from ._resilience_call import SharedHandle, clock_handle, nanoseconds, quick
from ._told import Told
from ._values import number_or_none
from .reservation import Reservation, awaited, reserved, waited
from .resilience_enums import RateLimitKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._resilience_call import Time
    from .resilience_clock import ManualClock


_acquire = quick(functions.kedge_rate_limiter_acquire)
_ONE = c_uint64(1)


class _LimiterHandle(SharedHandle):
    __slots__ = ()
    destroy = functions.kedge_rate_limiter_destroy


class RateLimiterInfo(Told):
    """What a rate limiter has done.

    Attributes:
        admitted: calls that were let pass, or reserved and not given back.
        limited: calls that were refused; not those that are refused for ever.
        available: how many may come at once now.

    Two are equal when all of this is equal.
    """

    __slots__ = ("admitted", "limited", "available")
    admitted: int
    limited: int
    available: int

    def __init__(self, told: _abi.kedge_rate_limiter_info) -> None:
        self._keep(*(getattr(told, name) for name in self.__slots__))

    def __repr__(self) -> str:
        return f"<RateLimiterInfo {self.admitted} admitted, {self.limited} limited>"


class RateLimiter(Owner):
    """Lets calls pass no faster than a limit.

    Any number of threads and tasks may use one.

        limiter = kedge.RateLimiter(100, per=1, burst=20)
        if limiter.try_acquire():
            ...
        limiter.acquire(timeout=5)
        await limiter.aacquire()
    """

    __slots__ = ()
    _handle: _LimiterHandle | None

    def __init__(
        self,
        count: int,
        *,
        per: Time = 1.0,
        burst: int = 0,
        kind: RateLimitKind = RateLimitKind.TOKEN_BUCKET,
        clock: ManualClock | None = None,
    ) -> None:
        """Makes one of which nothing was asked yet.

        Args:
            count: how many calls in every `per`; 1 or more.
            per: in seconds; up to 365 days.
            burst: how many may come at once after a rest; 1 or more. There is no default, and a
                sliding window has none.
            kind: how it counts.
            clock: for tests; `acquire` sleeps by the system's all the same.

        Raises:
            InvalidPolicyError: an option is outside its range.
            ValueError: a time is negative or no finite number.
            OutOfMemoryError, TooManyHandlesError, RandomUnavailableError: the system is at its end.
        """
        options = default_options(
            _abi.kedge_rate_limiter_options, functions.kedge_rate_limiter_options_init
        )
        options.clock = clock_handle(clock)
        options.count, options.burst = number_or_none(count), number_or_none(burst)
        options.per_ns = nanoseconds(per, "per")
        options.kind = clamped(kind, 32)
        self._begin(_LimiterHandle(), functions.kedge_rate_limiter_create, byref(options))

    def try_acquire(self, count: int = 1) -> bool:
        """Whether calls may pass now, all of them or none; if so, they were counted.

        Raises:
            OverRateLimitError: they never may at once.
            InvalidArgumentError: the count is 0.
            InvalidHandleError: the limiter was closed.
        """
        number = _ONE if count == 1 else c_uint64(number_or_none(count))
        status = _acquire(self._handle, number, None)
        if status and status != _abi.KEDGE_RATE_LIMITED:
            raise failure(status)
        return not status

    def acquire(self, count: int = 1, *, timeout: Time | None = None) -> None:
        """Waits until calls may pass, in the order of those who wait.

        Args:
            timeout: for how many seconds at most; if that is not enough it does not wait at all.

        Raises:
            RateLimitedError: it would have to wait longer; `retry_after` says after which time it
                would not.
            What `try_acquire` raises.
        """
        waited(self.reserve(count, within=timeout))

    async def aacquire(self, count: int = 1, *, timeout: Time | None = None) -> None:
        """As `acquire`, while other tasks run; one that is cancelled gives its place back."""
        await awaited(self.reserve(count, within=timeout))

    def reserve(self, count: int = 1, *, within: Time | None = None) -> Reservation:
        """Takes places for calls that may pass now or later, which the caller waits for.

        Args:
            within: the longest wait that is accepted.

        Raises:
            What `acquire` raises.
        """
        arguments = (self._handle,)
        reserve = functions.kedge_rate_limiter_reserve
        return reserved(reserve, functions.kedge_rate_limiter_cancel, arguments, count, within)

    @property
    def info(self) -> RateLimiterInfo:
        """What it has done, and could do now."""
        info = _abi.kedge_rate_limiter_info(sizeof(_abi.kedge_rate_limiter_info))
        self._call(functions.kedge_rate_limiter_get_info, byref(info))
        return RateLimiterInfo(info)
