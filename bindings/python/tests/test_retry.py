"""Retries and their budgets as a user of the package sees them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import kedge
from kedge import Backoff, CallOutcome, Jitter, retry
from test_threads import THREADS, in_threads
from wallets import refused, refused_when_closed


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The delays that were slept, in no time."""
    delays: list[float] = []
    monkeypatch.setattr(retry, "_sleep", delays.append)
    return delays


@pytest.fixture
def clock() -> Iterator[kedge.ManualClock]:
    with kedge.ManualClock() as made:
        yield made


class Flaky:
    """Raises what it is given, one after another, and then answers."""

    def __init__(self, *errors: BaseException) -> None:
        self.errors = list(errors)
        self.calls = 0

    def __call__(self, answer: str = "answer") -> str:
        self.calls += 1
        if self.errors:
            raise self.errors.pop(0)
        return answer


def policy(**options: Any) -> kedge.Retry:
    return kedge.Retry(**{"idempotent": True, "jitter": Jitter.NONE, **options})


def test_a_call_is_tried_until_it_succeeds(slept: list[float]) -> None:
    call = Flaky(OSError(), ValueError())
    assert policy().call(call, answer="yes") == "yes"
    assert call.calls == 3 and slept == [0.1, 0.2]


def test_the_last_exception_goes_on(slept: list[float]) -> None:
    last = OSError("third")
    call = Flaky(OSError("first"), OSError("second"), last, OSError("never"))
    with pytest.raises(OSError, match="third") as caught:
        policy().call(call)
    assert caught.value is last and call.calls == 3 and len(slept) == 2


def test_a_decorated_function_is_as_it_was(slept: list[float]) -> None:
    failures = [OSError(), OSError()]

    @policy()
    def total(first: int, second: int = 0) -> int:
        """Adds up."""
        if failures:
            raise failures.pop()
        return first + second

    assert total(1, second=2) == 3 and len(slept) == 2
    assert (total.__name__, total.__doc__) == ("total", "Adds up.")


def test_a_call_that_may_not_be_made_twice_is_not(slept: list[float]) -> None:
    once = Flaky(OSError())
    refused(OSError, lambda: policy(idempotent=False).call(once))
    assert once.calls == 1
    refused(OSError, policy()(Flaky(OSError()), idempotent=False))
    assert policy(idempotent=False)(Flaky(OSError()), idempotent=True)() == "answer"
    sent_nothing = Flaky(kedge.CircuitOpenError("open", 501, "KEDGE_CIRCUIT_OPEN"))
    assert policy(idempotent=False, retries_open_circuits=True).call(sent_nothing) == "answer"


def test_some_exceptions_are_tried_again_and_others_not(slept: list[float]) -> None:
    chosen = policy(retry_on=OSError, give_up_on=(FileNotFoundError,))
    assert chosen.call(Flaky(OSError())) == "answer"
    open_circuit = kedge.CircuitOpenError("open", 501, "KEDGE_CIRCUIT_OPEN")
    for error in (FileNotFoundError(), ValueError(), KeyboardInterrupt(), open_circuit):
        call = Flaky(error)
        with pytest.raises(type(error)):
            chosen.call(call)
        assert call.calls == 1
    assert policy().call(Flaky(TimeoutError())) == "answer"


def test_what_the_service_asks_for_is_honoured(slept: list[float]) -> None:
    error = OSError()
    error.retry_after = 7.5  # type: ignore[attr-defined]
    assert policy().call(Flaky(error)) == "answer"
    assert slept == [7.5]
    error.retry_after = 61  # type: ignore[attr-defined]
    refused(OSError, lambda: policy().call(Flaky(error)))
    for nonsense in (-1, "soon", None, float("nan")):
        error.retry_after = nonsense  # type: ignore[attr-defined]
        assert policy().call(Flaky(error)) == "answer"
    assert slept == [7.5, 0.1, 0.1, 0.1, 0.1]


def test_each_reason_to_stop_is_told(clock: kedge.ManualClock) -> None:
    error = OSError()
    call = policy(maximum_attempts=2).begin()
    assert call.delay(error) == 0.1
    refused(kedge.AttemptsUsedError, lambda: call.delay(error))
    refused(kedge.NotRetryableError, lambda: policy().begin(idempotent=False).delay(error))
    refused(kedge.NotRetryableError, lambda: policy().begin().delay(KeyboardInterrupt()))
    refused(kedge.NotRetryableError, lambda: policy().begin().delay(CallOutcome.FAILED_FOR_GOOD))
    refused(kedge.CircuitOpenError, lambda: policy().begin().delay(CallOutcome.CIRCUIT_OPEN))
    refused(kedge.InvalidArgumentError, lambda: policy().begin().delay(CallOutcome.SUCCEEDED))
    refused(kedge.InvalidArgumentError, lambda: policy().begin().delay(99))  # type: ignore[arg-type]
    error.retry_after = 100.0  # type: ignore[attr-defined]
    refused(kedge.RetryAfterTooLongError, lambda: policy().begin().delay(error))
    timed = policy(maximum_time=1, first_delay=0.6, clock=clock).begin()
    assert timed.delay(OSError()) == 0.6
    clock.advance(0.6)
    refused(kedge.TimeUsedError, lambda: timed.delay(OSError()))


def test_no_delay_is_begun_that_the_current_deadline_ends(
    clock: kedge.ManualClock, slept: list[float]
) -> None:
    with kedge.deadline(1, clock=clock):
        refused(OSError, lambda: policy(first_delay=2).call(Flaky(OSError())))
        assert policy(first_delay=0.5).call(Flaky(OSError())) == "answer"
    assert slept == [0.5]


def test_delays_grow_as_they_are_told_to() -> None:
    constant = policy(maximum_attempts=9, backoff=Backoff.CONSTANT, first_delay=3).begin()
    assert [constant.delay(OSError()) for _ in range(8)] == [3.0] * 8
    growing = policy(maximum_attempts=9, factor=3, first_delay=1, longest_delay=20).begin()
    assert [growing.delay(OSError()) for _ in range(5)] == [1.0, 3.0, 9.0, 20.0, 20.0]
    options = {"backoff": Backoff.DECORRELATED, "seed": 5, "maximum_attempts": 100}
    first, second = (policy(**options).begin() for _ in range(2))
    delays = [first.delay(OSError()) for _ in range(99)]
    assert delays == [second.delay(OSError()) for _ in range(99)]
    assert all(0.1 <= delay <= 10 for delay in delays) and len(set(delays)) > 20


def test_users_of_one_service_share_a_budget(clock: kedge.ManualClock, slept: list[float]) -> None:
    with kedge.RetryBudget(share=0.5, floor_per_second=0, window=10, clock=clock) as budget:
        shared = policy(budget=budget)
        for _ in range(4):
            assert shared.call(Flaky()) == "answer"
        assert budget.info == kedge.RetryBudgetInfo(4, 0)
        budget.withdraw()
        budget.withdraw()
        refused(kedge.RetryBudgetUsedError, budget.withdraw)
        refused(OSError, lambda: policy(budget=budget).call(Flaky(OSError())))
        budget.deposit()
        assert budget.info.retries == 2 and budget.info.calls == 6
        clock.advance(30)
        assert budget.info == kedge.RetryBudgetInfo(0, 0)
        assert repr(budget.info) == "<RetryBudgetInfo 0 calls, 0 retries>"
    refused_when_closed(
        budget, budget.deposit, budget.withdraw, lambda: budget.info, lambda: policy(budget=budget)
    )
    assert shared.call(Flaky()) == "answer"  # the policy keeps it


def test_threads_share_one(slept: list[float]) -> None:
    shared = policy(maximum_attempts=4)

    def work(number: int) -> int:
        return sum(shared.call(Flaky(OSError(), OSError())) == "answer" for _ in range(200))

    assert in_threads(work) == [200] * THREADS
    assert len(slept) == THREADS * 400


def test_a_closed_policy_refuses() -> None:
    closed = policy()
    decorated, call = closed(Flaky()), closed.begin()
    refused_when_closed(
        closed,
        decorated,
        closed.begin,
        lambda: closed.call(Flaky()),
        lambda: call.delay(OSError()),
    )


@pytest.mark.parametrize(
    "options, error",
    [
        ({"maximum_attempts": 0}, kedge.InvalidPolicyError),
        ({"maximum_attempts": -1}, kedge.InvalidPolicyError),
        ({"maximum_attempts": 1001}, kedge.InvalidPolicyError),
        ({"first_delay": 0}, kedge.InvalidPolicyError),
        ({"first_delay": 11}, kedge.InvalidPolicyError),
        ({"factor": 0.5}, kedge.InvalidPolicyError),
        ({"factor": float("nan")}, kedge.InvalidPolicyError),
        ({"backoff": 0}, kedge.InvalidArgumentError),
        ({"jitter": 9}, kedge.InvalidArgumentError),
        ({"jitter_share": 1.5}, ValueError),
        ({"maximum_time": -1}, ValueError),
        ({"retry_on": "OSError"}, TypeError),
        ({"give_up_on": 5}, TypeError),
    ],
)
def test_wrong_options_are_refused(options: dict[str, Any], error: type[Exception]) -> None:
    refused(error, lambda: policy(**options))


def test_whether_a_call_is_idempotent_has_to_be_said() -> None:
    refused(TypeError, lambda: kedge.Retry())  # type: ignore[call-arg]
    refused(kedge.InvalidPolicyError, lambda: kedge.RetryBudget(window=0.5))
    refused(kedge.InvalidPolicyError, lambda: kedge.RetryBudget(share=-1))
