"""Breakers and retries against independent implementations, on the same random cases always."""

from __future__ import annotations

import random
from datetime import datetime, timedelta, timezone
from typing import Any

import circuitbreaker  # type: ignore[import-untyped]
import pybreaker
import pytest
import tenacity

import kedge
from kedge import BreakerState

STEPS = 400


class Refused(Exception):
    """A call of a history that fails."""


def end(fails: bool) -> str:
    if fails:
        raise Refused
    return "answer"


def history(seed: int) -> list[tuple[float, bool]]:
    """How much time goes by before each call, and whether it fails."""
    generator = random.Random(seed)
    share = generator.choice([0.3, 0.6, 0.9])
    return [
        (generator.choice([0.0, 0.5, 1.0, 4.0]), generator.random() < share) for _ in range(STEPS)
    ]


def kedges(clock: kedge.ManualClock, threshold: int) -> kedge.CircuitBreaker:
    return kedge.CircuitBreaker(
        consecutive_failures=threshold, failure_rate=None, count_window=None, probes=1,
        open_time=5, open_time_jitter=0, clock=clock,
    )  # fmt: skip


def answered(call: Any, fails: bool, rejection: type[Exception]) -> str:
    try:
        return str(call(fails))
    except Refused as refused:
        refused.__traceback__ = None  # peers keep the exception, and with it all that is around
        return "failure"
    except rejection:
        return "rejected"


@pytest.mark.parametrize("threshold", [1, 2, 5])
@pytest.mark.parametrize("seed", range(10))
def test_the_same_calls_pass_as_with_circuitbreaker(
    seed: int, threshold: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr(circuitbreaker, "monotonic", lambda: now[0])
    peer = circuitbreaker.CircuitBreaker(failure_threshold=threshold, recovery_timeout=5)
    seen = set()
    with kedge.ManualClock() as clock:
        own = kedges(clock, threshold)
        for time, fails in history(seed):
            now[0] += time
            clock.advance(time)
            ended = answered(own(end), fails, kedge.CircuitOpenError)
            theirs = answered(peer.decorate(end), fails, circuitbreaker.CircuitBreakerError)
            assert ended == theirs
            seen.add(ended)
            assert (own.state is BreakerState.CLOSED) == peer.closed
    assert {"answer", "failure"} <= seen


@pytest.mark.parametrize("threshold", [1, 2, 5])
@pytest.mark.parametrize("seed", range(10))
def test_the_same_calls_pass_as_with_pybreaker(
    seed: int, threshold: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [datetime(2026, 1, 1, tzinfo=timezone.utc)]

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return now[0]

    monkeypatch.setattr(pybreaker, "datetime", Clock)
    peer = pybreaker.CircuitBreaker(
        fail_max=threshold, reset_timeout=5, throw_new_error_on_trip=False
    )
    seen = set()
    with kedge.ManualClock() as clock:
        own = kedges(clock, threshold)
        for time, fails in history(seed):
            now[0] += timedelta(seconds=time)
            clock.advance(time)
            ended = answered(own(end), fails, kedge.CircuitOpenError)
            assert ended == answered(peer(end), fails, pybreaker.CircuitBreakerError)
            seen.add(ended)
            assert own.state.name.lower().replace("_", "-") == peer.current_state
    assert {"answer", "failure"} <= seen


@pytest.mark.parametrize("seed", range(20))
def test_exponential_delays_are_those_of_tenacity(seed: int) -> None:
    generator = random.Random(seed)
    first = generator.choice([0.001, 0.1, 0.25, 2.0])
    factor = generator.choice([1, 1.5, 2, 3, 10])
    longest = generator.choice([first, 5.0, 60.0, 3600.0])
    wait = tenacity.wait_exponential(multiplier=first, exp_base=factor, max=longest, min=0)
    retry = kedge.Retry(
        idempotent=True, maximum_attempts=30, first_delay=first, longest_delay=longest,
        factor=factor, jitter=kedge.Jitter.NONE,
    )  # fmt: skip
    call = retry.begin()
    state = tenacity.RetryCallState(tenacity.Retrying(), None, (), {})
    for attempt in range(1, 30):
        state.attempt_number = attempt
        assert call.delay(Refused()) == pytest.approx(wait(state), rel=1e-9, abs=1e-9)


def test_jitter_stays_within_what_it_is_called() -> None:
    bounds = {
        kedge.Jitter.NONE: (1.0, 1.0),
        kedge.Jitter.FULL: (0.0, 1.0),
        kedge.Jitter.EQUAL: (0.5, 1.0),
        kedge.Jitter.SHARE: (0.75, 1.0),
    }
    for jitter, (least, most) in bounds.items():
        retry = kedge.Retry(
            idempotent=True, maximum_attempts=500, first_delay=1, jitter=jitter, seed=5,
            jitter_share=0.25, backoff=kedge.Backoff.CONSTANT,
        )  # fmt: skip
        call = retry.begin()
        delays = [call.delay(Refused()) for _ in range(400)]
        assert least <= min(delays) and max(delays) <= most
        if least < most:  # with this seed
            assert min(delays) < least + 0.05 and max(delays) > most - 0.05
