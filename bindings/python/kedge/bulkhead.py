"""Bulkheads: so many calls at once, and a bounded, fair queue for the rest."""

from __future__ import annotations

from ctypes import byref, c_uint64, sizeof

from . import _abi
from ._call import Owned, default_options, failure
from ._library import functions
from ._outcomes import decorated
from ._resilience_call import SLICE, clock_handle, enter, leave, made_failure, nanoseconds, quick
from ._values import NO_LIMIT, number_or_none
from .bulkhead_place import BulkheadHandle, BulkheadInfo, Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from types import TracebackType
    from typing import TypeVar

    from typing_extensions import ParamSpec

    from ._resilience_call import Time
    from .resilience_clock import ManualClock

    P = ParamSpec("P")
    R = TypeVar("R")

# Between looks after a ticket a task sleeps for so many seconds at first, and at last.
FIRST_LOOK = 0.0005
LAST_LOOK = 0.02


_enqueue = quick(functions.kedge_bulkhead_enqueue)


class Bulkhead(Owned):
    """Lets so many calls through at once, and has others wait in a bounded, fair queue.

    It keeps one dependency that has become slow from taking all threads, connections or memory. Any
    number of threads and tasks may use one. It guards what it decorates, or the block of a `with`,
    each with or without `async`:

        bulkhead = kedge.Bulkhead(maximum_calls=10, maximum_waiting=50, maximum_wait=2)

        with bulkhead:
            ...
    """

    __slots__ = ("_last_look",)
    _handle: BulkheadHandle | None

    def __init__(
        self,
        *,
        maximum_calls: int = 25,
        maximum_waiting: int = 0,
        maximum_wait: Time = 0.0,
        claim_time: Time = 1.0,
        clock: ManualClock | None = None,
    ) -> None:
        """Makes one with all places free.

        Args:
            maximum_calls: how many may be under way at once, 1 to 1,000,000.
            maximum_waiting: how many may wait for a place, 0 to 1,000,000.
            maximum_wait: how many seconds each of them may wait.
            claim_time: how long a place that was granted to a task is kept for it if it does not
                come; 1 ms or more.
            clock: for tests.

        Raises:
            InvalidPolicyError: an option is outside its range.
            ValueError: a time is negative or no finite number.
            OutOfMemoryError, TooManyHandlesError, RandomUnavailableError: the system is at its end.
        """
        options = default_options(
            _abi.kedge_bulkhead_options, functions.kedge_bulkhead_options_init
        )
        options.clock = clock_handle(clock)
        options.maximum_calls = number_or_none(maximum_calls)
        options.maximum_waiting = number_or_none(maximum_waiting)
        options.maximum_wait_ns = nanoseconds(maximum_wait, "maximum_wait")
        options.claim_time_ns = nanoseconds(claim_time, "claim_time")
        self._begin(BulkheadHandle(), functions.kedge_bulkhead_create, byref(options))
        # A task has to look after its ticket more often than its place is kept.
        self._last_look = min(LAST_LOOK, options.claim_time_ns / 4e9)

    # --- places ----------------------------------------------------------------------------------

    def try_acquire(self) -> Place | None:
        """A place if one is free; None if all are taken, or others wait."""
        number = c_uint64()
        handle = self._handle
        status = functions.kedge_bulkhead_acquire(handle, byref(number))
        if status == _abi.KEDGE_BULKHEAD_FULL:
            return None
        if status:
            raise failure(status)
        return Place(handle, number)

    def acquire(self, timeout: Time | None = None) -> Place:
        """Takes a place, and waits for one while other threads run.

        Args:
            timeout: for how many seconds at most; `maximum_wait` ends it too.

        Raises:
            BulkheadFullError: nobody more may wait.
            BulkheadTimedOutError: none came free in time.
            InvalidHandleError: the bulkhead was closed.
        """
        left = nanoseconds(timeout, "timeout")
        handle = self._handle
        number, ticket = _entered(handle)
        if not ticket.value:
            return Place(handle, number)
        place, waits = byref(number), functions.kedge_bulkhead_wait
        try:
            # In slices, between which Python handles signals.
            while (status := waits(handle, ticket, min(left, SLICE), place)) == _NOT_YET:
                left = left if left == NO_LIMIT else max(0, left - SLICE)
                if not left:
                    raise made_failure(
                        _abi.KEDGE_BULKHEAD_TIMED_OUT, "no place came free within the timeout"
                    )
        except BaseException:
            functions.kedge_bulkhead_cancel(handle, ticket)
            raise
        if status:
            raise failure(status)
        return Place(handle, number)

    async def aacquire(self, timeout: Time | None = None) -> Place:
        """As `acquire`, while other tasks run; one that is cancelled leaves the queue."""
        from asyncio import sleep
        from time import monotonic

        limit = None if timeout is None else nanoseconds(timeout, "timeout") / 1e9 + monotonic()
        handle = self._handle
        number, ticket = _entered(handle)
        if not ticket.value:
            return Place(handle, number)
        place, poll, look = byref(number), functions.kedge_bulkhead_poll, FIRST_LOOK
        try:
            while (status := poll(handle, ticket, place, None)) == _NOT_YET:
                if limit is not None and monotonic() >= limit:
                    raise made_failure(
                        _abi.KEDGE_BULKHEAD_TIMED_OUT, "no place came free within the timeout"
                    )
                await sleep(look)
                look = min(look * 1.5, self._last_look)
        except BaseException:
            functions.kedge_bulkhead_cancel(handle, ticket)
            raise
        if status:
            raise failure(status)
        return Place(handle, number)

    # --- calls -----------------------------------------------------------------------------------

    def call(self, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Calls a function with a place held, which it waits for.

        Raises:
            What `acquire` and the function raise.
        """
        with self.acquire():
            return function(*args, **kwargs)

    async def acall(
        self, function: Callable[P, Awaitable[R]], /, *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """As `call`, of a function whose result is awaited."""
        with await self.aacquire():
            return await function(*args, **kwargs)

    def __call__(self, function: Callable[P, R]) -> Callable[P, R]:
        """Decorates a function, or a coroutine function, so that each call of it has a place."""
        made: Callable[P, R] = decorated(function, self.call, self.acall)
        return made

    def __enter__(self) -> Place:
        place = self.acquire()
        enter(self, place)
        return place

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        leave(self).__exit__(kind, value, traceback)

    async def __aenter__(self) -> Place:
        place = await self.aacquire()
        enter(self, place)
        return place

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        leave(self).__exit__(kind, value, traceback)

    @property
    def info(self) -> BulkheadInfo:
        """Its counts at one moment."""
        info = _abi.kedge_bulkhead_info(sizeof(_abi.kedge_bulkhead_info))
        self._call(functions.kedge_bulkhead_get_info, byref(info))
        return BulkheadInfo(info)

    def __repr__(self) -> str:
        return f"<Bulkhead{' (closed)' if self._handle is None else ''}>"


_NOT_YET = _abi.KEDGE_NOT_YET


def _entered(handle: BulkheadHandle | None) -> tuple[c_uint64, c_uint64]:
    """A place, or a ticket for one: one of the two is not 0."""
    number, ticket = c_uint64(), c_uint64()
    status = _enqueue(handle, byref(number), byref(ticket))
    if status and status != _NOT_YET:
        raise failure(status)
    return number, ticket
