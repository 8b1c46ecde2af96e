"""Rate limiters as a user of the package sees them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import kedge
from kedge import RateLimitKind, reservation
from test_threads import in_threads
from wallets import FORMS, refused, refused_when_closed


@pytest.fixture
def clock() -> Iterator[kedge.ManualClock]:
    with kedge.ManualClock() as made:
        yield made


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch, clock: kedge.ManualClock) -> list[float]:
    """The waits that were slept, by the clock of the test."""
    waits: list[float] = []

    def sleep(time: float) -> None:
        waits.append(time)
        clock.advance(time)

    monkeypatch.setattr(reservation, "_sleep", sleep)
    return waits


@pytest.mark.parametrize("kind", [RateLimitKind.TOKEN_BUCKET, RateLimitKind.GCRA])
def test_a_burst_passes_and_then_the_rate(clock: kedge.ManualClock, kind: RateLimitKind) -> None:
    with kedge.RateLimiter(2, per=1, burst=3, kind=kind, clock=clock) as limiter:
        assert [limiter.try_acquire() for _ in range(4)] == [True, True, True, False]
        clock.advance(0.5)
        assert [limiter.try_acquire() for _ in range(2)] == [True, False]
        clock.advance(10)
        assert limiter.info == _info(4, 2, 3)
        assert limiter.try_acquire(3) and not limiter.try_acquire(2)
        refused(kedge.OverRateLimitError, lambda: limiter.try_acquire(4))
        refused(kedge.InvalidArgumentError, lambda: limiter.try_acquire(0))


def _info(admitted: int, limited: int, available: int) -> kedge.RateLimiterInfo:
    made = kedge.RateLimiterInfo.__new__(kedge.RateLimiterInfo)
    made._keep(admitted, limited, available)
    return made


def test_a_sliding_window_has_no_burst(clock: kedge.ManualClock) -> None:
    kind = RateLimitKind.SLIDING_WINDOW
    with kedge.RateLimiter(2, per=10, kind=kind, clock=clock) as limiter:
        assert [limiter.try_acquire() for _ in range(3)] == [True, True, False]
        clock.advance(10)
        assert limiter.try_acquire()


def test_acquire_waits_in_order(clock: kedge.ManualClock, slept: list[float]) -> None:
    with kedge.RateLimiter(2, burst=1, clock=clock) as limiter:
        for _ in range(3):
            limiter.acquire()
        assert slept == [0.5, 0.5]
        with pytest.raises(kedge.RateLimitedError) as caught:
            limiter.acquire(timeout=0.25)
        assert caught.value.retry_after == 0.25 and len(slept) == 2
        limiter.acquire(timeout=0.5)


def test_a_wait_that_is_broken_off_gives_its_place_back(
    clock: kedge.ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(time: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(reservation, "_sleep", interrupted)
    with kedge.RateLimiter(1, burst=1, clock=clock) as limiter:
        limiter.acquire()
        with pytest.raises(KeyboardInterrupt):
            limiter.acquire()
        assert limiter.info.admitted == 1


def test_reservations_are_given_back_once(clock: kedge.ManualClock) -> None:
    with kedge.RateLimiter(1, burst=1, clock=clock) as limiter:
        assert limiter.reserve().wait == 0.0
        held = limiter.reserve()
        assert held.wait == 1.0 and repr(held) == "<Reservation in 1.0 s>"
        refused(kedge.RateLimitedError, lambda: limiter.reserve(within=0.5))
        held.cancel()
        refused(kedge.NotGivenBackError, held.cancel)
        assert limiter.reserve().wait == 1.0


def test_each_key_has_the_limit_to_itself(clock: kedge.ManualClock, slept: list[float]) -> None:
    with kedge.KeyedRateLimiter(1, burst=1, maximum_keys=2, clock=clock) as limiter:
        assert limiter.try_acquire("a") and limiter.try_acquire(b"b")
        assert not limiter.try_acquire("a")
        refused(kedge.OverRateLimitError, lambda: limiter.try_acquire("a", 2))
        assert limiter.available("a") == 0 and limiter.available("c") == 1
        limiter.acquire("a")
        with pytest.raises(kedge.RateLimitedError) as caught:
            limiter.acquire("a", timeout=0)
        assert caught.value.retry_after == 1.0 and slept == [1.0]
        held = limiter.reserve(bytearray(b"a"))
        held.cancel()
        assert limiter.forget("a") is True and limiter.forget("a") is False
        assert limiter.try_acquire("a") and limiter.try_acquire("c")
        info = limiter.info
        assert (info.key_count, info.maximum_keys, info.limited) == (2, 2, 2)
        assert repr(info) == "<KeyedRateLimiterInfo 2 keys, 5 admitted>"


@pytest.mark.parametrize("form", FORMS)
def test_a_key_is_its_bytes(clock: kedge.ManualClock, form: Any) -> None:
    with kedge.KeyedRateLimiter(1, burst=1, clock=clock) as limiter:
        assert limiter.try_acquire("key.") and not limiter.try_acquire(form(b"key."))
        assert limiter.available(form(b"key.")) == 0 and limiter.forget(form(b"key."))


def test_threads_never_exceed_the_limit(clock: kedge.ManualClock) -> None:
    with kedge.RateLimiter(1, burst=100, clock=clock) as limiter:
        passed = in_threads(lambda number: sum(limiter.try_acquire() for _ in range(300)))
        assert sum(passed) == 100


def test_a_closed_limiter_refuses(clock: kedge.ManualClock) -> None:
    limiter = kedge.RateLimiter(1, burst=1, clock=clock)
    refused_when_closed(
        limiter, limiter.try_acquire, limiter.acquire, limiter.reserve, lambda: limiter.info
    )
    keyed = kedge.KeyedRateLimiter(1, burst=1, clock=clock)
    refused_when_closed(
        keyed,
        lambda: keyed.try_acquire("a"),
        lambda: keyed.acquire("a"),
        lambda: keyed.reserve("a"),
        lambda: keyed.available("a"),
        lambda: keyed.forget("a"),
        lambda: keyed.info,
    )


@pytest.mark.parametrize(
    "options, error",
    [
        ({"count": 1}, kedge.InvalidPolicyError),  # no burst
        ({"count": 0, "burst": 1}, kedge.InvalidPolicyError),
        ({"count": -1, "burst": 1}, kedge.InvalidPolicyError),
        ({"count": 1, "burst": 1, "per": 0}, kedge.InvalidPolicyError),
        ({"count": 1, "burst": 1, "per": -1}, ValueError),
        ({"count": 1, "burst": 1, "kind": 9}, kedge.InvalidPolicyError),
    ],
)
def test_wrong_options_are_refused(options: dict[str, Any], error: type[Exception]) -> None:
    refused(error, lambda: kedge.RateLimiter(**options), lambda: kedge.KeyedRateLimiter(**options))
