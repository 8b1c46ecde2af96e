"""Retries: whether a call that failed is tried again, and when."""

from __future__ import annotations

from ctypes import byref, c_int32, c_uint64
from functools import wraps
from time import sleep as _sleep

from . import _abi
from ._call import Owned, clamped, default_options, failure
from ._library import functions
from ._outcomes import TIMED_OUT, Outcomes, asked_time, is_coroutine_function
from ._resilience_call import SharedHandle, clock_handle, millionths, nanoseconds, quick, seconds
from ._values import NO_LIMIT, number_or_none
from .deadlines import left_of_current
from .errors import DeadlineExceededError
from .resilience_enums import Backoff, CallOutcome, Jitter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import Any, TypeVar

    from typing_extensions import ParamSpec

    from ._outcomes import Exceptions
    from ._resilience_call import Time
    from .resilience_clock import ManualClock
    from .retry_budget import RetryBudget

    P = ParamSpec("P")
    R = TypeVar("R")

_begin = quick(functions.kedge_retry_begin)
_TWICE = (c_int32(0), c_int32(1))
_next = functions.kedge_retry_next


class _RetryHandle(SharedHandle):
    __slots__ = ()
    destroy = functions.kedge_retry_destroy


class RetryCall:
    """Where one call is in its retries, for whoever makes the attempts himself."""

    __slots__ = ("_retry", "_call")

    def __init__(self, retry: Retry, idempotent: bool) -> None:
        self._retry = retry
        self._call = _abi.kedge_retry_call()
        status = _begin(retry._handle, _TWICE[bool(idempotent)], byref(self._call))
        if status:
            raise failure(status)

    def delay(self, error: BaseException | CallOutcome) -> float:
        """Counts an attempt that failed, and tells how many seconds to wait before the next.

        Args:
            error: what it raised, or what it came to. An attribute `retry_after`, in seconds, says
                for how long the service asked to be left alone.

        Raises:
            AttemptsUsedError, TimeUsedError, RetryBudgetUsedError, NotRetryableError,
            CircuitOpenError, RetryAfterTooLongError: there is to be no other attempt.
            InvalidArgumentError: the outcome is no failure.
            InvalidHandleError: the policy was closed.
        """
        delay = c_uint64()
        status = self._after(error, delay)
        if status:
            raise failure(status)
        return seconds(delay.value)

    def _after(self, error: BaseException | CallOutcome, delay: c_uint64) -> int:
        asked = NO_LIMIT
        left = left_of_current()
        if isinstance(error, BaseException):
            outcome = self._retry._outcomes.of(error)
            if isinstance(error, DeadlineExceededError) and left == 0:
                outcome = TIMED_OUT
            asked = asked_nanoseconds(error)
        else:
            outcome = clamped(error, 32)
        return _next(self._retry._handle, byref(self._call), outcome, asked, left, byref(delay))


def asked_nanoseconds(error: BaseException) -> int:
    """For how long the service asked to be left alone."""
    asked = asked_time(error)
    if isinstance(asked, (int, float)) and asked >= 0:
        return nanoseconds(min(asked, 1e18), "retry_after")
    return NO_LIMIT


class Retry(Owned):
    """Tries a call again that failed, after delays that grow and are shortened at random.

    Any number of threads and tasks may use one. It decorates a function, with or without `async`:

        retry = kedge.Retry(idempotent=True, maximum_attempts=4)

        @retry
        def balance(address): ...

    When it gives up, the last attempt's own exception goes on. The end of a task is never followed
    by another attempt, and no delay is begun that would end after the current `Deadline`.
    """

    __slots__ = ("_outcomes", "_idempotent")
    _handle: _RetryHandle | None

    def __init__(
        self,
        *,
        idempotent: bool,
        maximum_attempts: int = 3,
        maximum_time: Time | None = None,
        first_delay: Time = 0.1,
        longest_delay: Time = 10.0,
        factor: float = 2.0,
        backoff: Backoff = Backoff.EXPONENTIAL,
        jitter: Jitter = Jitter.FULL,
        jitter_share: float = 0.0,
        retry_after_limit: Time = 60.0,
        retries_open_circuits: bool = False,
        budget: RetryBudget | None = None,
        retry_on: Exceptions = (Exception,),
        give_up_on: Exceptions = (),
        seed: int | None = None,
        clock: ManualClock | None = None,
    ) -> None:
        """Makes a policy.

        Args:
            idempotent: whether making a call twice does no more than making it once. A call that
                may not be made twice is tried again only if nothing was sent, because a circuit was
                open.
            maximum_attempts: how often a call is tried, the first time counted: 1 to 1,000.
            maximum_time: how many seconds all attempts and delays may take.
            first_delay: the delay, or the first.
            longest_delay: what delays do not grow beyond.
            factor: what they grow by, with `Backoff.EXPONENTIAL`: 1 to 1,000.
            backoff: how they grow.
            jitter: how they are shortened at random.
            jitter_share: by what share at most, with `Jitter.SHARE`.
            retry_after_limit: the longest time that a service may ask to be left alone for.
            retries_open_circuits: whether a call that an open circuit turned away is tried again.
            budget: what users of the service share.
            retry_on: exceptions after which there is another attempt.
            give_up_on: exceptions among them after which there is none.
            seed: decides the jitter.
            clock: for tests; delays are slept by the system's all the same.

        Raises:
            InvalidPolicyError: an option is outside its range.
            ValueError, TypeError: it is none that the library could be given.
            OutOfMemoryError, TooManyHandlesError, RandomUnavailableError: the system is at its end.
        """
        options = default_options(_abi.kedge_retry_options, functions.kedge_retry_options_init)
        options.clock = clock_handle(clock)
        if budget is not None:
            options.budget = budget._handle if budget._handle is not None else 1
        options.maximum_attempts = number_or_none(maximum_attempts)
        options.maximum_time_ns = nanoseconds(maximum_time, "maximum_time")
        options.first_ns = nanoseconds(first_delay, "first_delay")
        options.longest_ns = nanoseconds(longest_delay, "longest_delay")
        options.factor = factor
        options.backoff, options.jitter = clamped(backoff, 32), clamped(jitter, 32)
        options.jitter_share_ppm = millionths(jitter_share, "jitter_share")
        options.retry_after_limit_ns = nanoseconds(retry_after_limit, "retry_after_limit")
        options.retries_open_circuits = int(bool(retries_open_circuits))
        if seed is not None:
            options.seed, options.has_seed = seed & NO_LIMIT, 1
        self._outcomes = Outcomes(retry_on, (), give_up_on)
        self._idempotent = bool(idempotent)
        self._begin(_RetryHandle(), functions.kedge_retry_create, byref(options))

    def begin(self, *, idempotent: bool | None = None) -> RetryCall:
        """Begins a call whose attempts the caller makes himself, and counts it for the budget."""
        return RetryCall(self, self._idempotent if idempotent is None else idempotent)

    def call(self, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Calls a function until it succeeds or there is to be no other attempt.

        Raises:
            What the function raised at last.
        """
        return self._run(self._idempotent, function, args, kwargs)  # type: ignore[no-any-return]

    async def acall(
        self, function: Callable[P, Awaitable[R]], /, *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """As `call`, of a function whose result is awaited; delays leave other tasks alone."""
        return await self._arun(self._idempotent, function, args, kwargs)  # type: ignore[no-any-return]

    def __call__(
        self, function: Callable[P, R], *, idempotent: bool | None = None
    ) -> Callable[P, R]:
        """Decorates a function, or a coroutine function, so that each call of it is tried again.

        Args:
            idempotent: whether this one is, where that differs from the policy's others.
        """
        twice = self._idempotent if idempotent is None else idempotent
        if is_coroutine_function(function):

            @wraps(function)
            async def waiting(*args: Any, **kwargs: Any) -> Any:
                return await self._arun(twice, function, args, kwargs)

            return waiting  # type: ignore[return-value]

        @wraps(function)
        def repeated(*args: P.args, **kwargs: P.kwargs) -> R:
            return self._run(twice, function, args, kwargs)  # type: ignore[no-any-return]

        return repeated

    def _run(self, idempotent: bool, function: Callable[..., Any], args: Any, kwargs: Any) -> Any:
        call = RetryCall(self, idempotent)
        delay = c_uint64()
        while True:
            try:
                return function(*args, **kwargs)
            except BaseException as error:
                if call._after(error, delay):
                    raise
            _sleep(delay.value / 1e9)

    async def _arun(
        self, idempotent: bool, function: Callable[..., Any], args: Any, kwargs: Any
    ) -> Any:
        from asyncio import sleep

        call = RetryCall(self, idempotent)
        delay = c_uint64()
        while True:
            try:
                return await function(*args, **kwargs)
            except BaseException as error:
                if call._after(error, delay):
                    raise
            await sleep(delay.value / 1e9)

    def __repr__(self) -> str:
        return f"<Retry{' (closed)' if self._handle is None else ''}>"
