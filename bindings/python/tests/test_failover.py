"""Failover and deadlines as a user of the package sees them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

import kedge
from kedge import BreakerState, Deadline, FailoverTarget
from test_threads import in_threads
from wallets import refused, refused_when_closed


@pytest.fixture
def clock() -> Iterator[kedge.ManualClock]:
    with kedge.ManualClock() as made:
        yield made


def breaker(clock: kedge.ManualClock) -> kedge.CircuitBreaker:
    return kedge.CircuitBreaker(
        consecutive_failures=1, open_time=10, open_time_jitter=0, clock=clock
    )


class Service:
    """Answers with the target's name, unless that is down."""

    def __init__(self, *down: str) -> None:
        self.down = set(down)
        self.called: list[str] = []

    def __call__(self, target: FailoverTarget, suffix: str = "") -> str:
        self.called.append(target.name)
        if target.name in self.down:
            raise OSError(target.name)
        return target.name + suffix


# --- failover ------------------------------------------------------------------------------------


def test_a_call_goes_to_the_first_target_that_does_not_fail() -> None:
    service = Service("a", "b")
    with kedge.Failover(["a", "b", FailoverTarget("ç", level=2)]) as failover:
        assert failover.call(service, suffix="!") == "ç!"
        assert service.called == ["a", "b", "ç"]
        infos = [failover.target_info(number) for number in range(3)]
        assert [(info.calls, info.failures, info.saved) for info in infos] == [
            (1, 1, 0),
            (1, 1, 0),
            (1, 0, 1),
        ]
        assert repr(infos[0]) == "<FailoverTargetInfo 1 calls, 1 failures>"
        service.down.add("ç")
        with pytest.raises(OSError, match="ç"):
            failover.call(service)
        refused(
            kedge.InvalidArgumentError,
            lambda: failover.target_info(3),
            lambda: failover.target_info(-1),
        )


def test_open_breakers_are_passed_over(clock: kedge.ManualClock) -> None:
    first, second = breaker(clock), breaker(clock)
    service = Service("a", "b")
    with kedge.Failover([FailoverTarget("a", first), FailoverTarget("b", second, 1)]) as failover:
        assert failover.level == 0
        refused(OSError, lambda: failover.call(service))
        assert first.state is second.state is BreakerState.OPEN
        clock.advance(4)
        with pytest.raises(kedge.NoTargetError) as caught:
            failover.call(service)
        assert caught.value.retry_after == 6.0
        refused(kedge.NoTargetError, lambda: failover.level)
        first.close()
        clock.advance(6)
        service.down.clear()
        assert failover.call(service) == "a"  # which it keeps


def test_only_failures_of_a_target_lead_to_the_next() -> None:
    service = Service("a")
    with kedge.Failover(["a", "b"], failures=KeyError) as failover:
        refused(OSError, lambda: failover.call(service))
    with kedge.Failover(["a", "b"], ignore=OSError) as failover:
        refused(OSError, lambda: failover.call(service))
    with kedge.Failover(["a", "b"], is_failure=lambda name: name == "a") as failover:
        assert failover.call(Service()) == "b"
    with kedge.Failover(["a"], is_failure=lambda name: name == "a") as failover:
        assert (
            failover.call(Service()) == "a"
        )  # the last answer goes on, as the last exception does
    with kedge.Failover(["a", "b"], is_failure=lambda name: 1 // 0) as failover:
        refused(ZeroDivisionError, lambda: failover.call(Service()))
    with kedge.Failover(["a", "b"]) as failover, pytest.raises(KeyboardInterrupt):
        failover.call(_interrupted)
    assert service.called == ["a", "a"]


def _interrupted(target: FailoverTarget) -> None:
    raise KeyboardInterrupt


def test_a_minimum_level_passes_better_targets_over() -> None:
    with kedge.Failover(["a", FailoverTarget("b", level=5)]) as failover:
        failover.set_minimum_level(1)
        assert failover.level == 5 and failover.call(Service()) == "b"
        failover.set_minimum_level(0)
        assert failover.call(Service()) == "a"
        refused(
            kedge.InvalidPolicyError,
            lambda: failover.set_minimum_level(6),
            lambda: failover.set_minimum_level(2**40),
        )


def test_it_decorates_a_function_that_is_given_the_target() -> None:
    with kedge.Failover(["a", "b"]) as failover:

        @failover
        def name(target: FailoverTarget, suffix: str) -> str:
            """Names."""
            return Service("a")(target, suffix)

        assert name("!") == "b!" and name.__doc__ == "Names."
        assert set(in_threads(lambda number: name(suffix="?"))) == {"b?"}
    refused_when_closed(
        failover,
        lambda: name("!"),
        lambda: failover.level,
        lambda: failover.set_minimum_level(0),
        lambda: failover.target_info(0),
    )


def test_wrong_targets_are_refused(clock: kedge.ManualClock) -> None:
    closed = breaker(clock)
    closed.close()
    refused(kedge.InvalidHandleError, lambda: kedge.Failover([FailoverTarget("a", closed)]))
    refused(
        kedge.InvalidPolicyError, lambda: kedge.Failover([]), lambda: kedge.Failover(["a"] * 65)
    )
    for level in (-1, 256, 2**40):
        with pytest.raises(kedge.ResilienceError if level > 0 else BaseException):
            with kedge.Failover([FailoverTarget("a", level=level)]) as failover:
                assert failover.level == 0
                raise KeyError
    refused(kedge.InvalidPolicyError, lambda: kedge.Failover([FailoverTarget("a", level=1), "b"]))


# --- deadlines -----------------------------------------------------------------------------------


def test_a_deadline_is_the_current_one_within_its_block(clock: kedge.ManualClock) -> None:
    assert Deadline.current().remaining is None and not Deadline.current().is_over
    with kedge.deadline(2, clock=clock) as outer:
        assert Deadline.current() is outer and outer.remaining == 2.0
        clock.advance(0.5)
        with kedge.deadline(timedelta(seconds=1), clock=clock) as inner:
            assert Deadline.current() is inner and inner.remaining == 1.0
        with kedge.deadline(100, clock=clock) as later:
            assert later is outer  # that one comes earlier
        with kedge.deadline(None) as never:
            assert never is outer and Deadline.current().remaining == 1.5
        clock.advance(1.5)
        assert outer.is_over and outer.remaining == 0.0
        refused(kedge.DeadlineExceededError, outer.check, kedge.deadline(5, clock=clock).__enter__)
        assert Deadline.current() is outer
    assert Deadline.current().remaining is None


def test_a_time_that_is_over_is_a_timeout_error() -> None:
    with pytest.raises(TimeoutError) as caught, kedge.deadline(0):
        pytest.fail("the block was entered")
    assert type(caught.value) is kedge.DeadlineExceededError
    assert (caught.value.status, caught.value.retry_after) == (521, None)


def test_what_is_left_is_passed_on_as_text(clock: kedge.ManualClock) -> None:
    limit = kedge.deadline(1.2345, clock=clock)
    assert limit.text() == "1234"
    assert Deadline.from_text("1234", clock=clock).remaining == 1.234
    assert Deadline.from_text(b"0").is_over
    refused(kedge.InvalidArgumentError, Deadline(None).text)
    for wrong in ("", "-1", "01", "1.5", "1 ", "x", "9" * 30):
        refused(kedge.InvalidArgumentError, lambda wrong=wrong: Deadline.from_text(wrong))  # type: ignore[misc]


def test_deadlines_are_compared_by_what_is_left(clock: kedge.ManualClock) -> None:
    first, never = kedge.deadline(1, clock=clock), Deadline(None)
    assert first.earlier(never) is never.earlier(first) is first
    assert first.earlier(kedge.deadline(50)) is first
    assert kedge.deadline(first) is first
    assert repr(first) == "<Deadline in 1.0 s>" and "never" in repr(never)


def test_each_thread_has_its_own(clock: kedge.ManualClock) -> None:
    def work(number: int) -> Any:
        with kedge.deadline(1 + number, clock=clock):
            return Deadline.current().remaining

    assert in_threads(work) == [1.0, 2.0, 3.0, 4.0]


def test_wrong_times_are_refused(clock: kedge.ManualClock) -> None:
    refused(ValueError, lambda: kedge.deadline(-1), lambda: kedge.deadline(float("nan")))
    refused(TypeError, lambda: kedge.deadline("5"))  # type: ignore[arg-type]
    assert (kedge.deadline(1e300).remaining or 0) > 9e9
    limit = kedge.deadline(5, clock=clock)
    clock.close()
    refused(
        kedge.InvalidHandleError, lambda: limit.remaining, lambda: kedge.deadline(1, clock=clock)
    )
