"""Circuit breakers as a user of the package sees them."""

from __future__ import annotations

import copy
import gc
import pickle
import sys
from collections.abc import Callable, Generator, Iterator
from datetime import timedelta
from typing import Any

import pytest

import kedge
from kedge import BreakerReason, BreakerState
from test_fork import in_child
from test_threads import THREADS, in_threads
from wallets import refused, refused_when_closed


@pytest.fixture
def clock() -> Iterator[kedge.ManualClock]:
    with kedge.ManualClock() as made:
        yield made


def consecutive(clock: kedge.ManualClock, limit: int = 2, **options: Any) -> kedge.CircuitBreaker:
    """One that opens for ten seconds after so many failures, and closes after one success."""
    given: dict[str, Any] = {
        "consecutive_failures": limit,
        "failure_rate": None,
        "count_window": None,
        "open_time": 10,
        "open_time_jitter": 0,
        "probes": 1,
        "clock": clock,
    }
    return kedge.CircuitBreaker(**{**given, **options})


def fail(error: BaseException | None = None) -> None:
    raise ValueError("no") if error is None else error


def fails(breaker: kedge.CircuitBreaker, times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(ValueError, match="no"):
            breaker.call(fail)


# --- states --------------------------------------------------------------------------------------


def test_it_opens_rejects_and_closes_again(clock: kedge.ManualClock) -> None:
    breaker = consecutive(clock)
    states = []
    for _ in range(2):
        fails(breaker)
        states.append(breaker.state)
    assert states == [BreakerState.CLOSED, BreakerState.OPEN]
    clock.advance(4)
    with pytest.raises(kedge.CircuitOpenError) as caught:
        breaker.call(fail)
    assert caught.value.retry_after == 6.0 and caught.value.status == 501
    clock.advance(timedelta(seconds=6))
    assert breaker.call(int) == 0
    assert breaker.state is BreakerState.CLOSED
    info = breaker.info
    assert (info.successes, info.failures, info.rejected, info.generation) == (1, 2, 1, 4)


def test_half_open_lets_as_many_pass_as_it_has_probes(clock: kedge.ManualClock) -> None:
    breaker = consecutive(clock, probe_time=3)
    fails(breaker, 2)
    clock.advance(10)
    with breaker.acquire():
        assert breaker.info.state is BreakerState.HALF_OPEN
        with pytest.raises(kedge.CircuitHalfOpenError) as caught:
            breaker.acquire()
        assert isinstance(caught.value, kedge.CircuitOpenError)
        assert caught.value.retry_after == 3.0
        assert breaker.info.probes_under_way == 1
    assert breaker.state is BreakerState.CLOSED


def test_events_tell_every_change_once(clock: kedge.ManualClock) -> None:
    breaker = consecutive(clock)
    fails(breaker, 2)
    clock.advance(10)
    breaker.run_due()
    breaker.reset()
    told = breaker.events()
    assert [(event.from_state, event.to_state, event.reason, event.at) for event in told] == [
        (BreakerState.CLOSED, BreakerState.OPEN, BreakerReason.CONSECUTIVE_FAILURES, 0.0),
        (BreakerState.OPEN, BreakerState.HALF_OPEN, BreakerReason.OPEN_TIME_OVER, 10.0),
        (BreakerState.HALF_OPEN, BreakerState.CLOSED, BreakerReason.MANUAL, 10.0),
    ]
    assert [event.sequence for event in told] == [1, 2, 3]
    assert breaker.events() == []
    assert copy.copy(told[0]) == told[0] and pickle.loads(pickle.dumps(told[0])) == told[0]
    assert repr(told[0]) == "<BreakerEvent 1, CLOSED -> OPEN, CONSECUTIVE_FAILURES>"
    with pytest.raises(AttributeError):
        told[0].sequence = 5


def test_a_listener_is_told_instead_and_may_call_back(clock: kedge.ManualClock) -> None:
    told: list[kedge.BreakerEvent] = []
    seen: list[BreakerState] = []

    def listen(event: kedge.BreakerEvent) -> None:
        told.append(event)
        seen.append(breaker.state)

    breaker = consecutive(clock, on_state_change=listen)
    fails(breaker, 2)
    breaker.set_state(BreakerState.FORCED_OPEN)
    assert (
        [event.to_state for event in told]
        == seen
        == [
            BreakerState.OPEN,
            BreakerState.FORCED_OPEN,
        ]
    )
    assert breaker.events() == []
    with pytest.raises(kedge.CircuitOpenError) as caught:
        breaker.acquire()
    assert caught.value.retry_after is None


def test_a_breaker_that_its_own_callback_knows_is_found_by_the_garbage_collector() -> None:
    before = kedge.live_handles()
    breaker = kedge.CircuitBreaker(on_state_change=lambda event: breaker.reset())
    decorated = breaker(int)
    assert decorated() == 0 and kedge.live_handles() == before + 1
    del breaker, decorated
    gc.collect()
    assert kedge.live_handles() == before


def test_what_a_callback_raises_goes_to_the_hook_and_harms_no_call(
    clock: kedge.ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught: list[Any] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda told: caught.append(told.exc_value))
    first, second = KeyError("listener"), KeyError("rule")
    breaker = consecutive(
        clock, on_state_change=lambda event: fail(first), open_time_rule=lambda count: fail(second)
    )
    fails(breaker, 2)
    assert set(caught) == {first, second}
    assert breaker.info.retry_after == 10.0  # open_time, in place of the rule's


def test_a_rule_says_how_long_it_stays_open(clock: kedge.ManualClock) -> None:
    asked: list[int] = []

    def rule(reopenings: int) -> float:
        asked.append(reopenings)
        return 1.5 + reopenings

    breaker = consecutive(clock, open_time_rule=rule)
    fails(breaker, 2)
    assert breaker.info.retry_after == 1.5
    clock.advance(1.5)
    fails(breaker)
    assert breaker.info.retry_after == 2.5 and breaker.info.reopenings == 1
    assert asked == [0, 1]


@pytest.mark.parametrize("state", list(BreakerState))
def test_every_state_is_set_by_hand(clock: kedge.ManualClock, state: BreakerState) -> None:
    breaker = consecutive(clock)
    breaker.set_state(state)
    assert breaker.state is state and breaker.info.state is state
    passes = state not in (BreakerState.OPEN, BreakerState.FORCED_OPEN)
    if passes:
        assert breaker.call(int) == 0
    else:
        refused(kedge.CircuitOpenError, lambda: breaker.call(int))


def test_an_unknown_state_is_refused(clock: kedge.ManualClock) -> None:
    breaker = consecutive(clock)
    refused(
        kedge.InvalidArgumentError,
        lambda: breaker.set_state(3),  # type: ignore[arg-type]
        lambda: breaker.set_state(-1),  # type: ignore[arg-type]
        lambda: breaker.set_state(2**40),  # type: ignore[arg-type]
    )


def test_rates_and_slow_calls_open_it(clock: kedge.ManualClock) -> None:
    breaker = kedge.CircuitBreaker(
        failure_rate=0.5, count_window=4, minimum_calls=4, clock=clock, open_time_jitter=0
    )
    breaker.call(int)
    breaker.call(int)
    fails(breaker, 2)
    assert breaker.events()[0].reason is BreakerReason.FAILURE_RATE
    slow = kedge.CircuitBreaker(
        slow_call_rate=1.0, slow_call_time=0.25, time_window=10, count_window=None,
        minimum_calls=1, clock=clock,
    )  # fmt: skip
    slow.call(clock.advance, 0.25)
    assert slow.events()[0].reason is BreakerReason.SLOW_CALL_RATE
    assert slow.info.slow_calls == 1


def test_state_is_saved_and_restored(clock: kedge.ManualClock) -> None:
    breaker, other = consecutive(clock), consecutive(clock)
    fails(breaker, 2)
    saved = breaker.save()
    other.restore(saved)
    assert other.state is BreakerState.OPEN
    assert other.events()[0].reason is BreakerReason.RESTORED
    other.reset()
    other.restore(saved.encode())
    refused(
        kedge.InvalidSavedStateError,
        lambda: breaker.restore(""),
        lambda: breaker.restore("{}"),
        lambda: breaker.restore("x" * 5000),
    )


# --- what is a failure ---------------------------------------------------------------------------


def test_exceptions_are_failures_ignored_or_neither(clock: kedge.ManualClock) -> None:
    breaker = consecutive(clock, 100, failures=(OSError, TimeoutError), ignore=FileNotFoundError)
    ends: list[tuple[BaseException, str]] = [
        (OSError(), "failures"),
        (TimeoutError(), "failures"),
        (FileNotFoundError(), "ignored"),
        (ValueError(), "ignored"),
        (KeyboardInterrupt(), "ignored"),
        (SystemExit(), "ignored"),
        (GeneratorExit(), "ignored"),
    ]
    decorated = breaker(fail)
    ways: list[Callable[[BaseException], object]] = [decorated, lambda e: breaker.call(fail, e)]

    def block(error: BaseException) -> None:
        with breaker:
            raise error

    def permit(error: BaseException) -> None:
        with breaker.acquire():
            raise error

    for way in [*ways, block, permit]:
        for error, counted in ends:
            before = breaker.info
            with pytest.raises(type(error)):
                way(error)
            after = breaker.info
            assert getattr(after, counted) == getattr(before, counted) + 1, (way, error)
            assert after.successes == before.successes == 0


def test_errors_of_the_packages_own_guards_are_no_failures(clock: kedge.ManualClock) -> None:
    breaker, inner = consecutive(clock), consecutive(clock)
    inner.set_state(BreakerState.FORCED_OPEN)
    for _ in range(5):
        with pytest.raises(kedge.CircuitOpenError):
            breaker.call(inner.call, int)
    assert breaker.info.ignored == 5 and breaker.state is BreakerState.CLOSED


def test_results_can_be_failures(clock: kedge.ManualClock) -> None:
    breaker = consecutive(clock, is_failure=lambda result: result >= 500)
    answer = breaker(lambda status: status)
    assert answer(200) == 200 and breaker.call(int, 503) == 503
    assert answer(500) == 500
    assert breaker.state is BreakerState.OPEN
    raising = consecutive(clock, is_failure=lambda result: 1 / result)
    guarded = raising(lambda: 0)
    refused(ZeroDivisionError, guarded, lambda: raising.call(int))
    assert raising.info.failures == 2


def test_a_permit_ends_once(clock: kedge.ManualClock) -> None:
    breaker = consecutive(clock, 100)
    for end in ("success", "failure", "ignore"):
        permit = breaker.acquire()
        getattr(permit, end)()
        refused(kedge.PermitFinishedError, permit.success, permit.failure, permit.ignore)
    with breaker as permit:
        permit.failure()  # by what the block found out, and not by its end
    info = breaker.info
    assert (info.successes, info.failures, info.ignored) == (1, 2, 1)


def test_a_permit_of_half_open_state_is_taken_back(clock: kedge.ManualClock) -> None:
    breaker = consecutive(clock, probe_time=1)
    fails(breaker, 2)
    clock.advance(10)
    permit = breaker.acquire()
    clock.advance(2)
    breaker.run_due()
    refused(kedge.PermitTakenBackError, permit.success)
    clock.advance(10)
    with breaker:
        clock.advance(2)
        breaker.run_due()  # the block's end is no error then
    assert breaker.info.probes_taken_back == 2


# --- decorators ----------------------------------------------------------------------------------


def test_a_decorated_function_is_as_it_was(clock: kedge.ManualClock) -> None:
    breaker = consecutive(clock)

    @breaker
    def total(first: int, *rest: int, scale: int = 1) -> int:
        """Adds up."""
        return scale * (first + sum(rest))

    assert total(1, 2, 3, scale=2) == 12
    assert (total.__name__, total.__doc__) == ("total", "Adds up.")
    assert breaker.call(total, 5, scale=3) == 15


def test_a_decorated_function_may_call_itself(clock: kedge.ManualClock) -> None:
    breaker = consecutive(clock)

    @breaker
    def depth(left: int) -> int:
        return 1 + depth(left - 1) if left else 0

    assert depth(50) == 50 and breaker.info.successes == 51


def test_blocks_may_lie_in_each_other(clock: kedge.ManualClock) -> None:
    outer, inner = consecutive(clock), consecutive(clock)
    with outer, inner, outer:
        pass
    assert (outer.info.successes, inner.info.successes) == (2, 1)

    def block() -> Generator[None, None, None]:
        with outer:
            yield

    first, second = block(), block()
    next(first), next(second)
    first.close()
    second.close()
    assert outer.info.ignored == 2  # GeneratorExit
    with pytest.raises(RuntimeError):
        outer.__exit__(None, None, None)


def test_threads_share_one_exactly(clock: kedge.ManualClock) -> None:
    breaker = consecutive(clock, 10**6)
    good, bad = breaker(int), breaker(fail)

    def work(number: int) -> None:
        for _ in range(500):
            good()
            with breaker:
                pass
            with pytest.raises(ValueError, match="no"):
                bad()

    in_threads(work)
    info = breaker.info
    assert (info.successes, info.failures) == (THREADS * 1000, THREADS * 500)


def test_threads_that_open_it_tell_a_listener_without_a_deadlock(clock: kedge.ManualClock) -> None:
    told: list[int] = []

    def listen(event: kedge.BreakerEvent) -> None:
        told.append(event.sequence)

    quick = {"open_time": 1e-9, "maximum_open_time": 1e-9, "event_capacity": 65_536}  # so that none is lost
    breaker = consecutive(clock, 1, on_state_change=listen, **quick)
    bad = breaker(fail)

    def work(number: int) -> None:
        for _ in range(300):
            clock.advance(1e-9)
            with pytest.raises((ValueError, kedge.CircuitOpenError)):
                bad()

    in_threads(work)
    assert told == list(range(1, len(told) + 1)) and told


def test_a_child_of_a_fork_goes_on_with_it(clock: kedge.ManualClock) -> None:
    breaker = consecutive(clock)
    fails(breaker, 2)
    assert in_child(lambda: breaker.state.name.encode()) == b"OPEN"


# --- the end, and wrong arguments ----------------------------------------------------------------


def test_a_closed_breaker_refuses(clock: kedge.ManualClock) -> None:
    breaker = consecutive(clock)
    guarded, saved, permit = breaker(int), breaker.save(), breaker.acquire()
    refused_when_closed(
        breaker,
        breaker.acquire,
        guarded,
        lambda: breaker.call(int),
        lambda: breaker.state,
        lambda: breaker.info,
        breaker.events,
        breaker.reset,
        breaker.run_due,
        breaker.save,
        lambda: breaker.restore(saved),
        breaker.__enter__,
    )
    permit.success()  # a call that is under way ends as usual
    assert repr(breaker) == "<CircuitBreaker closed>"


def test_a_closed_clock_is_none_to_use(clock: kedge.ManualClock) -> None:
    clock.close()
    refused(kedge.InvalidHandleError, lambda: consecutive(clock), lambda: clock.advance(1))


@pytest.mark.parametrize(
    "options, error",
    [
        ({"consecutive_failures": 0}, kedge.InvalidPolicyError),
        ({"consecutive_failures": -5}, kedge.InvalidPolicyError),
        ({"consecutive_failures": 2**70}, kedge.InvalidPolicyError),
        ({"probes": 2**40}, kedge.InvalidPolicyError),
        ({"open_time": 0}, kedge.InvalidPolicyError),
        ({"open_time": 1e300}, kedge.InvalidPolicyError),
        ({"open_time": 10**30}, kedge.InvalidPolicyError),
        ({"open_time": timedelta(days=400)}, kedge.InvalidPolicyError),
        ({"open_time_factor": 0.5}, kedge.InvalidPolicyError),
        ({"failure_rate": 0}, kedge.InvalidPolicyError),
        ({"failure_rate": 50}, ValueError),
        ({"failure_rate": float("nan")}, ValueError),
        ({"open_time": -1}, ValueError),
        ({"open_time": float("inf")}, ValueError),
        ({"open_time": timedelta(seconds=-1)}, ValueError),
        ({"open_time": "5"}, TypeError),
        ({"open_time": None}, TypeError),
        ({"on_state_change": 5}, TypeError),
        ({"open_time_rule": "5"}, TypeError),
        ({"failures": 5}, TypeError),
        ({"ignore": (ValueError, "x")}, TypeError),
        ({"is_failure": 5}, TypeError),
        ({"fail_max": 5}, TypeError),
    ],
)
def test_wrong_options_are_refused(options: dict[str, Any], error: type[Exception]) -> None:
    refused(error, lambda: kedge.CircuitBreaker(**options))


def test_a_breaker_cannot_be_copied(clock: kedge.ManualClock) -> None:
    breaker = consecutive(clock)
    refused(TypeError, lambda: copy.copy(breaker._handle), lambda: pickle.dumps(breaker))


# --- registries ----------------------------------------------------------------------------------


def test_a_registry_makes_each_breaker_once(clock: kedge.ManualClock) -> None:
    with kedge.BreakerRegistry(
        maximum_count=2, consecutive_failures=1, clock=clock, ignore=KeyError
    ) as registry:
        assert len(registry) == 0 and registry.names == []
        first, again = registry["a"], registry.get("a")
        fails(first)
        assert again.state is BreakerState.OPEN
        assert registry["é"].state is BreakerState.CLOSED
        assert registry.names == ["a", "é"] and "a" in registry and "b" not in registry
        refused(kedge.RegistryFullError, lambda: registry["b"])
        assert registry.remove("a") is True and registry.remove("a") is False
        assert registry["a"].state is BreakerState.CLOSED
    assert first.state is BreakerState.OPEN  # who has one keeps it
    refused_when_closed(
        registry,
        lambda: registry["a"],
        lambda: registry.names,
        lambda: registry.remove("a"),
        lambda: registry.set_options("a"),
        lambda: registry.set_options("a", probes=1),
    )


def test_names_of_a_registry_have_options_of_their_own(clock: kedge.ManualClock) -> None:
    told: list[kedge.BreakerEvent] = []
    with kedge.BreakerRegistry(clock=clock) as registry:
        registry.set_options("a", consecutive_failures=1, on_state_change=told.append)
        breaker = registry["a"]
        fails(registry["b"])
    del registry
    fails(breaker)  # the callback lives as long as the breaker
    assert breaker.state is BreakerState.OPEN and len(told) == 1
    with kedge.BreakerRegistry(clock=clock) as registry:
        registry.set_options("a", consecutive_failures=1)
        registry.set_options("a")
        fails(registry["a"])
        assert registry["a"].state is BreakerState.CLOSED
        refused(kedge.InvalidPolicyError, lambda: registry.set_options("a", probes=0))
        refused(TypeError, lambda: registry[5], lambda: registry.get(b"a"))  # type: ignore[arg-type]
    refused(kedge.InvalidPolicyError, lambda: kedge.BreakerRegistry(probes=0))
