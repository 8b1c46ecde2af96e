"""Circuit breakers: they keep calls away from a service for a while when too many fail."""

from __future__ import annotations

from ctypes import byref, c_uint32, sizeof
from functools import wraps

from . import _abi
from ._breaker_options import packed
from ._call import Owned, failure, produce_text
from ._library import functions
from ._outcomes import Outcomes, is_coroutine_function
from ._resilience_call import enter, leave, quick_handle
from ._values import text
from .breaker_permit import (
    BreakerHandle,
    Permit,
    acquire_call,
    entered,
    failure_call,
    finish,
    give_slot,
    new_slot,
    rejected,
    success_call,
    take_slot,
)
from .breaker_report import BreakerEvent, BreakerInfo
from .resilience_enums import BreakerState

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from types import TracebackType
    from typing import Any, TypeVar

    from typing_extensions import ParamSpec, Unpack

    from ._breaker_options import BreakerOptions
    from ._values import Text

    P = ParamSpec("P")
    R = TypeVar("R")

_SAVED = 256
_NO_STATE = 0xFFFFFFFF


class CircuitBreaker(Owned):
    """Keeps calls away from a service for a while when too many fail or are slow.

    Any number of threads and tasks may use one. It guards what it decorates, what `call` is given,
    or the block of a `with`, each with or without `async`:

        breaker = kedge.CircuitBreaker(consecutive_failures=5, open_time=10)

        @breaker
        def balance(address): ...

        try:
            balance("0x...")
        except kedge.CircuitOpenError as error:
            print("again in", error.retry_after, "seconds")
    """

    __slots__ = ("_quick", "_outcomes")
    _handle: BreakerHandle | None
    _outcomes: Outcomes

    def __init__(self, **options: Unpack[BreakerOptions]) -> None:
        """Makes a closed breaker.

        It opens when any of the limits is reached that are set; unless told, when half of the last
        100 calls failed. Times are seconds or a `timedelta`, rates are shares of 0 to 1.

        Args:
            consecutive_failures: opens after so many failures without a success between them; None
                (the default) for no such limit.
            failure_rate: opens at this share of failures in a window; 0.5 unless told.
            slow_call_rate: opens at this share of slow calls; None unless told.
            slow_call_time: from how long on a call is slow; goes with `slow_call_rate`.
            count_window: the window of the last so many calls, 1 to 1,000,000; 100 unless told,
                None for none.
            time_window: the window of the last so much time; None (the default) for none.
            time_window_steps: into how many steps it is divided, 1 to 1,000; 10 unless told.
            minimum_calls: calls of a window below which it has no rate; 10 unless told.
            open_time: how long it stays open; 30 unless told.
            open_time_factor: what that is multiplied with each time that it opens again without
                having closed, 1 to 1,000; 1 unless told.
            maximum_open_time: what that does not grow beyond; an hour unless told.
            open_time_jitter: by what share at most each open time is shortened at random; 0.1
                unless told.
            open_time_rule: says instead how long it stays open, given how often it has opened again
                without having closed.
            probes: how many calls pass in half-open state, 1 to 10,000; 5 unless told.
            probe_failure_rate: at which share of failures among them it opens again;
                `failure_rate` unless told, or a single failure where there is none.
            probe_time: for how long such a call may go without an end, after which it has failed;
                30 unless told.
            maximum_half_open_time: how long it stays half-open at most; 60 unless told.
            event_capacity: changes of state that wait for `events`, 1 to 65,536; 64 unless told.
            seed: decides the jitter.
            on_state_change: is given each change of state in the thread whose call made it, with no
                lock held; what it raises goes to `sys.unraisablehook`, as with `open_time_rule`.
            clock: a `ManualClock`, for tests.
            failures: exceptions that are failures; all of `Exception` unless told. What is none of
                these, such as the end of a task that is cancelled, says nothing about the service.
            ignore: exceptions that say nothing about the service either.
            is_failure: given a result, whether that is a failure.

        Raises:
            InvalidPolicyError: an option is outside its range.
            ValueError, TypeError: it is none that the library could be given.
            OutOfMemoryError, TooManyHandlesError, RandomUnavailableError: the system is at its end.
        """
        packed_options, outcomes, callbacks = packed(options)
        handle = BreakerHandle()
        handle.callbacks = callbacks
        self._begin(handle, functions.kedge_breaker_create, byref(packed_options))
        self._keep(handle, outcomes)

    @classmethod
    def _shared(cls, handle: BreakerHandle, outcomes: Outcomes) -> CircuitBreaker:
        made = cls.__new__(cls)
        made._keep(handle, outcomes)
        return made

    def _keep(self, handle: BreakerHandle, outcomes: Outcomes) -> None:
        self._handle = handle
        self._quick = quick_handle(handle)
        self._outcomes = outcomes

    def close(self) -> None:
        """Ends it; afterwards every call with it raises `InvalidHandleError`.

        Another close does nothing. Calls that are under way end as usual. Failovers, pipelines and
        registries that have the breaker keep it.
        """
        self._handle = None
        self._quick = quick_handle(None)

    # --- calls -----------------------------------------------------------------------------------

    def acquire(self) -> Permit:
        """Asks whether a call may be made.

        Returns:
            What is to be told how the call ended.

        Raises:
            CircuitOpenError: it may not; `retry_after` says when one may.
            CircuitHalfOpenError: as many as may pass in half-open state are under way.
            InvalidHandleError: the breaker was closed.
        """
        return Permit(self._handle, self._quick, self._outcomes)

    def call(self, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Calls a function if it may be called, and counts what that comes to.

        Raises:
            What `acquire` and the function raise.
        """
        owner = self._handle  # noqa: F841 - it lives until this returns
        handle = self._quick
        slot = entered(handle)
        try:
            result = function(*args, **kwargs)
            is_failure = self._outcomes.is_failure
            failed = is_failure is not None and is_failure(result)
        except BaseException as error:
            finish(handle, slot, self._outcomes.of(error))
            raise
        (failure_call if failed else success_call)(handle, slot[0])
        return result

    async def acall(
        self, function: Callable[P, Awaitable[R]], /, *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """As `call`, of a function whose result is awaited."""
        owner = self._handle  # noqa: F841 - it lives until this returns
        handle = self._quick
        slot = entered(handle)
        try:
            result = await function(*args, **kwargs)
            is_failure = self._outcomes.is_failure
            failed = is_failure is not None and is_failure(result)
        except BaseException as error:
            finish(handle, slot, self._outcomes.of(error))
            raise
        (failure_call if failed else success_call)(handle, slot[0])
        return result

    def __call__(self, function: Callable[P, R]) -> Callable[P, R]:
        """Decorates a function, or a coroutine function, so that each call of it is guarded."""
        if is_coroutine_function(function):
            acall: Any = self.acall

            @wraps(function)
            async def waiting(*args: Any, **kwargs: Any) -> Any:
                return await acall(function, *args, **kwargs)

            return waiting  # type: ignore[return-value]
        outcomes = self._outcomes
        is_failure = outcomes.is_failure

        # The same as `call`, with as little as can be between the caller and the function.
        @wraps(function)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                slot = take_slot()
            except IndexError:
                slot = new_slot()
            owner = self._handle  # noqa: F841 - it lives until this returns
            handle = self._quick
            permit = slot[0]
            if status := acquire_call(handle, permit, slot[1]):
                raise rejected(status, slot)
            try:
                result = function(*args, **kwargs)
                if is_failure is not None and is_failure(result):
                    failure_call(handle, permit)
                else:
                    success_call(handle, permit)
            except BaseException as error:
                finish(handle, slot, outcomes.of(error))
                give_slot(slot)
                raise
            give_slot(slot)
            return result

        return guarded

    def __enter__(self) -> Permit:
        permit = Permit(self._handle, self._quick, self._outcomes)
        enter(self, permit)
        return permit

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        leave(self).__exit__(kind, value, traceback)

    async def __aenter__(self) -> Permit:
        return self.__enter__()

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.__exit__(kind, value, traceback)

    # --- state -----------------------------------------------------------------------------------

    @property
    def state(self) -> BreakerState:
        """Its state as the last call left it; `run_due` brings it up to date."""
        number = c_uint32()
        self._call(functions.kedge_breaker_get_state, byref(number))
        return BreakerState(number.value)

    @property
    def info(self) -> BreakerInfo:
        """Its state and all its counts at one moment."""
        info = _abi.kedge_breaker_info(sizeof(_abi.kedge_breaker_info))
        self._call(functions.kedge_breaker_get_info, byref(info))
        return BreakerInfo.told(info)

    def set_state(self, state: BreakerState) -> None:
        """Has it go over to a state by hand; calls that are under way count for nothing then.

        Args:
            state: open for an open time, half-open for a round of probes, closed with nothing
                counted, the others until somebody says otherwise.

        Raises:
            InvalidArgumentError: there is no such state.
            InvalidHandleError: the breaker was closed.
        """
        # Not `clamped`: 0 is a state.
        number = state if 0 <= state <= _NO_STATE else _NO_STATE
        self._call(functions.kedge_breaker_set_state, number)

    def reset(self) -> None:
        """Closes the circuit, with nothing counted."""
        self.set_state(BreakerState.CLOSED)

    def run_due(self) -> None:
        """Does what is due although no call comes: an open breaker becomes half-open, say."""
        self._call(functions.kedge_breaker_run_due)

    def events(self) -> list[BreakerEvent]:
        """Changes of state since the last time, the oldest first; `on_state_change` gets them else.

        Raises:
            InvalidHandleError: the breaker was closed.
        """
        event = _abi.kedge_breaker_event(sizeof(_abi.kedge_breaker_event))
        events: list[BreakerEvent] = []
        while not (status := functions.kedge_breaker_next_event(self._handle, byref(event))):
            events.append(BreakerEvent.told(event))
        if status != _abi.KEDGE_NO_EVENT:
            raise failure(status)
        return events

    def save(self) -> str:
        """Its state as JSON, for `restore` after a restart: open time that is left, and so on.

        Calls of windows are not kept; a half-open breaker is saved as an open one whose time is
        over.
        """
        return produce_text(functions.kedge_breaker_save, _SAVED, self._handle)

    def restore(self, saved: Text) -> None:
        """Goes over to a state that this or another breaker saved.

        Time that has passed since counts as open time, by the wall clock.

        Raises:
            InvalidSavedStateError: it is none; nothing has changed.
            InvalidHandleError: the breaker was closed.
        """
        self._call(functions.kedge_breaker_restore, *text(saved))

    def __repr__(self) -> str:
        return f"<CircuitBreaker {'closed' if self._handle is None else self.state.name}>"
