"""What a circuit breaker tells of itself."""

from __future__ import annotations

from ._resilience_call import optional_seconds, seconds
from ._told import Told
from .resilience_enums import BreakerReason, BreakerState

TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import _abi


class BreakerEvent(Told):
    """One change of a breaker's state.

    Attributes:
        sequence: 1 for a breaker's first; a gap shows that some were lost.
        at: when it was, in seconds of the breaker's clock, which began at no particular moment.
        from_state: the state before.
        to_state: the state since.
        reason: why it was.

    Two are equal when all of this is equal.
    """

    __slots__ = ("sequence", "at", "from_state", "to_state", "reason")
    sequence: int
    at: float
    from_state: BreakerState
    to_state: BreakerState
    reason: BreakerReason

    @classmethod
    def told(cls, event: _abi.kedge_breaker_event) -> BreakerEvent:
        """What the library told."""
        made = cls()
        made._keep(
            event.sequence,
            seconds(event.at_ns),
            BreakerState(getattr(event, "from")),
            BreakerState(event.to),
            BreakerReason(event.reason),
        )
        return made

    def __repr__(self) -> str:
        change = f"{self.from_state.name} -> {self.to_state.name}"
        return f"<BreakerEvent {self.sequence}, {change}, {self.reason.name}>"


class BreakerInfo(Told):
    """A breaker at one moment.

    Attributes:
        state: as the last call left it: an open breaker whose time is over stays so until a call
            comes.
        generation: goes up with each change of state, from 1.
        in_state: for how many seconds the state has been so.
        retry_after: in how many seconds a call may pass: 0 for now, None where nobody knows.
        reopenings: how often it has opened again without having closed.
        consecutive_failures: failures without a success between them, up to now.
        count_window_calls, count_window_failures, count_window_slow_calls: what is in the window of
            the last calls; 0 without one.
        count_window_has_rates: whether it has as many calls as a rate needs.
        time_window_calls, time_window_failures, time_window_slow_calls: what is in the window of
            the last time; 0 without one.
        time_window_has_rates: whether it has as many calls as a rate needs.
        successes, failures, slow_calls, ignored, rejected: calls since it was made; those that were
            taken back are failures, and slow ones are successes or failures too.
        stale: calls that ended after the state had changed, and counted for nothing.
        probes_admitted: calls that passed in half-open state: each is one of the following.
        probes_finished, probes_taken_back, probes_under_way: what became of them.
        events_lost: changes of state that nobody fetched in time.

    Two are equal when all of this is equal.
    """

    __slots__ = (
        "state", "generation", "in_state", "retry_after", "reopenings", "consecutive_failures",
        "count_window_calls", "count_window_failures", "count_window_slow_calls",
        "count_window_has_rates", "time_window_calls", "time_window_failures",
        "time_window_slow_calls", "time_window_has_rates", "successes", "failures", "slow_calls",
        "ignored", "rejected", "stale", "probes_admitted", "probes_finished", "probes_taken_back",
        "probes_under_way", "events_lost",
    )  # fmt: skip
    state: BreakerState
    generation: int
    in_state: float
    retry_after: float | None
    reopenings: int
    consecutive_failures: int
    count_window_calls: int
    count_window_failures: int
    count_window_slow_calls: int
    count_window_has_rates: bool
    time_window_calls: int
    time_window_failures: int
    time_window_slow_calls: int
    time_window_has_rates: bool
    successes: int
    failures: int
    slow_calls: int
    ignored: int
    rejected: int
    stale: int
    probes_admitted: int
    probes_finished: int
    probes_taken_back: int
    probes_under_way: int
    events_lost: int

    @classmethod
    def told(cls, info: _abi.kedge_breaker_info) -> BreakerInfo:
        """What the library told."""
        special = {
            "state": BreakerState(info.state),
            "in_state": seconds(info.in_state_ns),
            "retry_after": optional_seconds(info.retry_after_ns),
            "count_window_has_rates": bool(info.count_window_has_rates),
            "time_window_has_rates": bool(info.time_window_has_rates),
        }
        made = cls()
        made._keep(
            *(special[name] if name in special else getattr(info, name) for name in cls.__slots__)
        )
        return made

    def __repr__(self) -> str:
        return (
            f"<BreakerInfo {self.state.name}, {self.successes} successes,"
            f" {self.failures} failures, {self.rejected} rejected>"
        )
