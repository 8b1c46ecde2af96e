"""Fallbacks, last good answers and fault injectors as a user of the package sees them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import kedge
from kedge import FaultLatency, fault_injector
from wallets import FORMS, refused, refused_when_closed


@pytest.fixture
def clock() -> Iterator[kedge.ManualClock]:
    with kedge.ManualClock() as made:
        yield made


def fail(*args: object) -> Any:
    raise OSError(*args)


# --- last good answers ---------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_an_answer_comes_back(clock: kedge.ManualClock, form: Any) -> None:
    with kedge.LastGoodAnswer(clock=clock) as last:
        refused(kedge.NoGoodAnswerError, last.load)
        last.store(form(b"answer 1"))
        clock.advance(5)
        assert last.load() == b"answer 1" and last.load_with_age() == (b"answer 1", 5.0)
        assert last.load(maximum_age=5) == b"answer 1"
        refused(kedge.NoGoodAnswerError, lambda: last.load(maximum_age=4.9))
        last.store(form(b""))
        assert last.load() == b""
        last.clear()
        refused(kedge.NoGoodAnswerError, last.load)


def test_answers_of_every_length_come_back() -> None:
    with kedge.LastGoodAnswer(maximum_bytes=10_000) as last:
        for length in (1, 4095, 4096, 4097, 10_000):
            last.store(b"a" * length)
            assert last.load() == b"a" * length
        refused(kedge.InvalidArgumentError, lambda: last.store(bytes(10_001)))
        assert len(last.load()) == 10_000
    refused_when_closed(last, last.load, last.clear, lambda: last.store(b""))
    refused(kedge.InvalidPolicyError, lambda: kedge.LastGoodAnswer(maximum_bytes=0))


# --- fallbacks -----------------------------------------------------------------------------------


def test_a_value_or_a_function_answers() -> None:
    assert kedge.fallback(value=None)(fail)() is None
    error = kedge.fallback(lambda error: error)(fail)("why")
    assert isinstance(error, OSError) and error.args == ("why",)

    @kedge.fallback(value=5)
    def double(number: int) -> int:
        """Doubles."""
        return 2 * number

    assert double(4) == 8 and double.__doc__ == "Doubles."


def test_only_what_is_named_is_answered_for() -> None:
    guarded = kedge.fallback(value=5, on=(KeyError, OSError))
    assert guarded(fail)() == 5
    refused(ZeroDivisionError, guarded(lambda: 1 // 0))

    @kedge.fallback(value=5)
    def interrupted() -> int:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()


def test_the_last_good_answer_comes_first(clock: kedge.ManualClock) -> None:
    failing = [False]

    def fetch() -> bytes:
        return fail("down") if failing[0] else b"fresh"

    with kedge.LastGoodAnswer(clock=clock) as last:
        kept = kedge.fallback(last_good=last, maximum_age=60)(fetch)
        other = kedge.fallback(value=b"else", last_good=last, maximum_age=60)(fetch)
        failing[0] = True
        with pytest.raises(OSError, match="down"):
            kept()
        assert other() == b"else"
        failing[0] = False
        assert kept() == b"fresh"
        failing[0] = True
        assert kept() == other() == b"fresh"
        clock.advance(61)
        refused(OSError, kept)
        assert other() == b"else"


def test_a_fallback_without_an_answer_is_a_mistake() -> None:
    refused(
        TypeError,
        lambda: kedge.fallback(),
        lambda: kedge.fallback(5),  # type: ignore[arg-type]
        lambda: kedge.fallback(fail, value=5),
        lambda: kedge.fallback(value=5, on="OSError"),  # type: ignore[arg-type]
    )


# --- fault injectors -----------------------------------------------------------------------------


def test_an_injector_does_nothing_until_it_is_enabled() -> None:
    with kedge.FaultInjector(error_rate=1, maximum_faults=2) as faults:
        call = faults(lambda: "answer")
        assert call() == "answer"
        faults.enable()
        refused(kedge.InjectedFault, call, faults.disturb)
        assert call() == "answer"  # as many as there may be
        info = faults.info
        assert (info.failures, info.delays, info.faults) == (2, 0, 2)
        assert repr(info).startswith("<FaultInjectorInfo 2 faults of")
        faults.disable()
        assert faults.next() == kedge.Fault(False, 0.0) and not faults.info.is_enabled
    refused_when_closed(faults, faults.enable, faults.disable, faults.next, call)


def test_the_same_seed_gives_the_same_faults() -> None:
    def some(seed: int) -> list[kedge.Fault]:
        with kedge.FaultInjector(
            error_rate=0.5, maximum_faults=None, seed=seed, latency=FaultLatency.UNIFORM,
            first=0.1, second=0.2,
        ) as faults:  # fmt: skip
            faults.enable()
            return [faults.next() for _ in range(100)]

    first = some(5)
    assert first == some(5) != some(6)
    assert all(0.1 <= fault.delay <= 0.2 for fault in first)
    assert 20 < sum(fault.is_failure for fault in first) < 80  # with this seed


def test_calls_are_held_up(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(fault_injector, "_sleep", slept.append)
    points = [(0, 0.5), (0.5, 0.5), (1, 0.5)]
    several: list[dict[str, Any]] = [
        {"latency": FaultLatency.CONSTANT, "first": 0.5},
        {"latency": FaultLatency.PERCENTILES, "percentiles": points},
        {"latency": FaultLatency.NORMAL, "first": 0.5},
    ]
    for options in several:
        with kedge.FaultInjector(maximum_faults=None, **options) as faults:
            faults.enable()
            faults.disturb()
    assert slept == [0.5, 0.5, 0.5]


@pytest.mark.parametrize(
    "options, error",
    [
        ({}, TypeError),
        ({"maximum_faults": 0}, kedge.InvalidPolicyError),
        ({"maximum_faults": 1, "error_rate": 2}, ValueError),
        ({"maximum_faults": 1, "latency": 9}, kedge.InvalidPolicyError),
        ({"maximum_faults": 1, "latency": FaultLatency.PERCENTILES}, kedge.InvalidPolicyError),
        ({"maximum_faults": 1, "latency": 2, "first": 4000}, kedge.InvalidPolicyError),
        ({"maximum_faults": 1, "first": -1}, ValueError),
    ],
)
def test_wrong_options_are_refused(options: dict[str, Any], error: type[Exception]) -> None:
    refused(error, lambda: kedge.FaultInjector(**options))
