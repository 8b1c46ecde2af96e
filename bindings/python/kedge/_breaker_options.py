"""The options of breakers: what a user says, and what the library takes."""

from __future__ import annotations

import sys

from . import _abi
from ._call import clamped, default_options
from ._library import functions
from ._outcomes import Outcomes
from ._resilience_call import clock_handle, millionths, nanoseconds
from ._values import number_or_none
from .breaker_report import BreakerEvent

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Optional, TypedDict

    from ._outcomes import Exceptions, Predicate
    from ._resilience_call import Time
    from .resilience_clock import ManualClock

    class BreakerOptions(TypedDict, total=False):
        consecutive_failures: Optional[int]
        failure_rate: Optional[float]
        slow_call_rate: Optional[float]
        slow_call_time: Optional[Time]
        count_window: Optional[int]
        time_window: Optional[Time]
        time_window_steps: int
        minimum_calls: int
        open_time: Time
        open_time_factor: float
        maximum_open_time: Optional[Time]
        open_time_jitter: float
        open_time_rule: Optional[Callable[[int], Time]]
        probes: int
        probe_failure_rate: Optional[float]
        probe_time: Time
        maximum_half_open_time: Time
        event_capacity: int
        seed: Optional[int]
        on_state_change: Optional[Callable[[BreakerEvent], object]]
        clock: Optional[ManualClock]
        failures: Exceptions
        ignore: Exceptions
        is_failure: Optional[Predicate]


_TIMES = {
    "slow_call_time": "slow_call_ns",
    "time_window": "time_window_ns",
    "open_time": "open_time_ns",
    "maximum_open_time": "maximum_open_time_ns",
    "probe_time": "probe_time_ns",
    "maximum_half_open_time": "maximum_half_open_ns",
}
_SHARES = {
    "failure_rate": "failure_rate_ppm",
    "slow_call_rate": "slow_call_rate_ppm",
    "open_time_jitter": "open_time_jitter_ppm",
    "probe_failure_rate": "probe_failure_rate_ppm",
}
_COUNTS = ("consecutive_failures", "count_window", "minimum_calls")
_SMALL_COUNTS = ("time_window_steps", "probes", "event_capacity")
_JUDGED = ("failures", "ignore", "is_failure")
# Those that None is a value of; None for another means nothing.
_OPTIONAL = {
    "consecutive_failures", "failure_rate", "slow_call_rate", "slow_call_time", "count_window",
    "time_window", "maximum_open_time", "probe_failure_rate",
}  # fmt: skip


def packed(given: BreakerOptions) -> tuple[Any, Outcomes, list[object]]:
    """Options for a call, what is a failure, and the callbacks that have to live as the breaker."""
    rest: dict[str, Any] = dict(given)
    outcomes = Outcomes(**{name: rest.pop(name) for name in _JUDGED if name in rest})
    options = default_options(_abi.kedge_breaker_options, functions.kedge_breaker_options_init)
    options.clock = clock_handle(rest.pop("clock", None))
    callbacks: list[object] = []
    on_state_change = rest.pop("on_state_change", None)
    open_time_rule = rest.pop("open_time_rule", None)
    seed = rest.pop("seed", None)
    if seed is not None:
        options.seed, options.has_seed = seed & _abi.KEDGE_NO_LIMIT, 1
    for name, value in rest.items():
        if value is None and name not in _OPTIONAL:
            raise TypeError(f"{name} may not be None")
        if name in _TIMES:
            setattr(options, _TIMES[name], nanoseconds(value, name))
        elif name in _SHARES:
            setattr(options, _SHARES[name], millionths(value, name))
        elif name in _COUNTS:
            setattr(options, name, number_or_none(value))
        elif name in _SMALL_COUNTS:
            setattr(options, name, clamped(value, 32))
        elif name == "open_time_factor":
            options.open_time_factor = value
        else:
            raise TypeError(f"a breaker has no option {name!r}")
    if on_state_change is not None:
        options.listener = _listener(on_state_change)
        callbacks.append(options.listener)
    if open_time_rule is not None:
        options.open_time_rule = _open_time_rule(open_time_rule, options.open_time_ns)
        callbacks.append(options.open_time_rule)
    return options, outcomes, callbacks


def _listener(on_state_change: Callable[[BreakerEvent], object]) -> Any:
    def listener(address: int, _: int | None) -> None:
        try:
            on_state_change(BreakerEvent.told(_abi.kedge_breaker_event.from_address(address)))
        except BaseException as error:
            _not_raised(error, on_state_change)

    return _abi.kedge_breaker_listener(_function(listener, on_state_change))


def _open_time_rule(rule: Callable[[int], Time], instead: int) -> Any:
    def call(reopenings: int, _: int | None) -> int:
        try:
            return nanoseconds(rule(reopenings), "open time")
        except BaseException as error:
            _not_raised(error, rule)
            return instead

    return _abi.kedge_open_time_rule(_function(call, rule))


def _function(callback: Callable[..., Any], given: object) -> Callable[..., Any]:
    if not callable(given):
        raise TypeError(f"a function is needed, not {given!r}")
    return callback


class _NotRaised:
    """What `sys.unraisablehook` is told of an exception that nobody can be given."""

    def __init__(self, error: BaseException, callback: object) -> None:
        self.exc_type = type(error)
        self.exc_value = error
        self.exc_traceback = error.__traceback__
        self.err_msg = None
        self.object = callback


def _not_raised(error: BaseException, callback: object) -> None:
    # Whoever's call changed the state has an answer of its own, which this must not replace.
    sys.unraisablehook(_NotRaised(error, callback))  # type: ignore[arg-type]
