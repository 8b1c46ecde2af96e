"""Pipelines as a user of the package sees them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

import kedge
from kedge import (
    BreakerState,
    Deadline,
    Jitter,
    LayerKind,
    LayerOrder,
    PipelineAttempt,
    PipelineLayer,
)
from test_threads import THREADS, in_threads
from wallets import refused, refused_when_closed


@pytest.fixture
def clock() -> Iterator[kedge.ManualClock]:
    with kedge.ManualClock() as made:
        yield made


def breaker(clock: kedge.ManualClock | None = None, limit: int = 1) -> kedge.CircuitBreaker:
    return kedge.CircuitBreaker(
        consecutive_failures=limit,
        failure_rate=None,
        count_window=None,
        open_time=10,
        open_time_jitter=0,
        probes=1,
        clock=clock,
    )


def retry(attempts: int = 3, **options: Any) -> kedge.Retry:
    """Of delays that nobody notices."""
    return kedge.Retry(
        idempotent=True, maximum_attempts=attempts, first_delay=1e-6, jitter=Jitter.NONE, **options
    )


class Flaky:
    def __init__(self, *errors: BaseException) -> None:
        self.errors = list(errors)
        self.attempts: list[int] = []

    def __call__(self, answer: str = "answer") -> str:
        self.attempts.append(PipelineAttempt.current().number)
        if self.errors:
            raise self.errors.pop(0)
        return answer


def test_layers_are_put_in_order(clock: kedge.ManualClock) -> None:
    layers: list[Any] = [
        breaker(),
        retry(),
        PipelineLayer.attempt_deadline(0.5),
        PipelineLayer.deadline(2),
        kedge.Bulkhead(),
        kedge.RateLimiter(1, burst=1),
        kedge.Failover(["a"]),
        PipelineLayer.fallback(),
    ]
    with kedge.Pipeline(layers) as pipeline:
        assert [layer.kind for layer in pipeline.info.layers] == list(LayerKind)
        assert pipeline.describe().startswith("fallback > deadline 2")
        assert repr(pipeline) == f"<Pipeline {pipeline.describe()}>"
        assert [layer.kind for layer in pipeline.layers][0] is LayerKind.BREAKER
    with kedge.Pipeline(layers[:2], order=LayerOrder.AS_GIVEN) as pipeline:
        assert pipeline.describe() == "breaker > retry"
        assert repr(pipeline.layers[0]) == "<PipelineLayer breaker>"


def test_a_call_passes_and_is_counted() -> None:
    guard = breaker()
    with kedge.Pipeline([guard]) as pipeline:
        assert pipeline.run(Flaky(), answer="yes") == pipeline.run(Flaky(), "yes") == "yes"
        info = pipeline.info
        assert (info.calls, info.successes) == (2, 2) and guard.info.successes == 2
        assert repr(info) == "<PipelineInfo 2 calls, 2 successes>"
        refused(LookupError, PipelineAttempt.current)


def test_a_call_is_tried_again_if_it_may_be() -> None:
    with kedge.Pipeline([retry()]) as pipeline:
        flaky = Flaky(OSError(), ValueError())
        assert pipeline.run(flaky, idempotent=True) == "answer" and flaky.attempts == [1, 2, 3]
        last = OSError("third")
        with pytest.raises(OSError, match="third") as caught:
            pipeline.run(Flaky(OSError(), OSError(), last), idempotent=True)
        assert caught.value is last
        once = Flaky(OSError())
        refused(OSError, lambda: pipeline.run(once))
        assert once.attempts == [1]
        assert pipeline.info.layers[0].repeated == 4


def test_exceptions_are_what_the_pipeline_says() -> None:
    guard = breaker(limit=5)
    with kedge.Pipeline(
        [retry(), guard], failures=(OSError, KeyError), ignore=PermissionError, give_up_on=KeyError
    ) as pipeline:
        for error in (PermissionError(), ValueError(), KeyError(), KeyboardInterrupt()):
            flaky = Flaky(error)
            with pytest.raises(type(error)) as caught:
                pipeline.run(flaky, idempotent=True)
            assert caught.value is error and flaky.attempts == [1]
        assert (guard.info.ignored, guard.info.failures) == (3, 1)


def test_results_can_be_failures() -> None:
    with kedge.Pipeline([retry(2)], is_failure=lambda answer: answer == "bad") as pipeline:
        answers = ["good", "bad"]
        assert pipeline.run(answers.pop, idempotent=True) == "good"
        assert pipeline.run(lambda: "bad", idempotent=True) == "bad"
    with kedge.Pipeline([breaker()], is_failure=lambda answer: 1 // 0) as pipeline:
        refused(ZeroDivisionError, lambda: pipeline.run(int))


def test_the_layer_that_decided_raises(clock: kedge.ManualClock) -> None:
    guard = breaker(clock)
    with kedge.Pipeline([guard]) as pipeline:
        refused(OSError, lambda: pipeline.run(Flaky(OSError())))
        with pytest.raises(kedge.CircuitOpenError) as caught:
            pipeline.run(Flaky())
        assert caught.value.retry_after == 10.0 and caught.value.__cause__ is None
        guard.set_state(BreakerState.FORCED_OPEN)
        with pytest.raises(kedge.CircuitOpenError) as caught:
            pipeline.run(Flaky())
        assert caught.value.retry_after is None
        assert pipeline.info.layers[0].decided == 2
    limiter = kedge.RateLimiter(1, burst=1, clock=clock)
    with limiter, kedge.Pipeline([limiter]) as pipeline:
        pipeline.run(Flaky())
        with pytest.raises(kedge.RateLimitedError) as limited:
            pipeline.run(Flaky())
        assert limited.value.retry_after == 1.0
    bulkhead = kedge.Bulkhead(maximum_calls=1)
    with kedge.Pipeline([bulkhead]) as pipeline, bulkhead:
        refused(kedge.BulkheadFullError, lambda: pipeline.run(Flaky()))
    waiting = kedge.Bulkhead(maximum_calls=1, maximum_waiting=1, maximum_wait=0.001)
    with kedge.Pipeline([waiting]) as pipeline, waiting:
        refused(kedge.BulkheadTimedOutError, lambda: pipeline.run(Flaky()))
    down = breaker(clock)
    down.set_state(BreakerState.FORCED_OPEN)
    failover = kedge.Failover([kedge.FailoverTarget("a", down)])
    with failover, kedge.Pipeline([failover]) as pipeline:
        refused(kedge.NoTargetError, lambda: pipeline.run(Flaky()))


def test_what_was_raised_before_is_the_cause() -> None:
    error = OSError()
    guard = breaker()
    again = retry(retries_open_circuits=True, retry_after_limit=0)
    with kedge.Pipeline([again, guard]) as pipeline:
        with pytest.raises(kedge.CircuitOpenError) as caught:
            pipeline.run(Flaky(error), idempotent=True)
        assert caught.value.__cause__ is error


def test_deadlines_are_minded(clock: kedge.ManualClock) -> None:
    def work() -> float | None:
        remaining = Deadline.current().remaining
        clock.advance(1)
        return remaining

    def late() -> None:
        clock.advance(5)
        raise TimeoutError

    with kedge.Pipeline([PipelineLayer.deadline(2)], clock=clock) as pipeline:
        assert pipeline.run(work) == 2.0
        assert pipeline.run(work, deadline=0.5) == 0.5
        assert pipeline.run(work, deadline=kedge.deadline(1.5, clock=clock)) == 1.5
        with kedge.deadline(0.25, clock=clock):
            assert pipeline.run(work, deadline=1) == 0.25
        assert Deadline.current().remaining is None
        with pytest.raises(kedge.DeadlineExceededError) as caught:
            pipeline.run(late)
        assert type(caught.value.__cause__) is TimeoutError
        refused(kedge.DeadlineExceededError, lambda: pipeline.run(work, deadline=0))
        refused(ValueError, lambda: pipeline.run(work, deadline=-1))
        refused(TimeoutError, lambda: pipeline.run(Flaky(TimeoutError())))  # the call's own
        assert pipeline.info.layers[0].decided == 1


def test_attempts_have_a_time_of_their_own(clock: kedge.ManualClock) -> None:
    times = []

    def attempt() -> str:
        times.append(Deadline.current().remaining)
        if len(times) < 3:
            clock.advance(0.5)
            Deadline.current().check()
        return "answer"

    layers: list[Any] = [retry(), PipelineLayer.deadline(60), PipelineLayer.attempt_deadline(0.5)]
    with kedge.Pipeline(layers, clock=clock) as pipeline:
        assert pipeline.run(attempt, idempotent=True) == "answer"
    assert times == [0.5, 0.5, 0.5]


def test_a_fallback_answers(clock: kedge.ManualClock) -> None:
    guard = breaker(clock)
    with kedge.Pipeline([PipelineLayer.fallback(), guard]) as pipeline:
        error = OSError("down")
        given: list[BaseException] = []
        assert pipeline.run(Flaky(error), fallback=given.append) is None
        # The breaker is open now.
        assert pipeline.run(Flaky(), fallback=given.append) is None
        assert given[0] is error and type(given[1]) is kedge.CircuitOpenError
        refused(KeyError, lambda: pipeline.run(Flaky(), fallback=lambda given: {}["no"]))
        refused(kedge.CircuitOpenError, lambda: pipeline.run(Flaky()))
        clock.advance(10)
        refused(OSError, lambda: pipeline.run(Flaky(OSError())))
        with pytest.raises(KeyboardInterrupt):
            pipeline.run(Flaky(), fallback=_interrupted)
        clock.advance(10)
        assert pipeline.run(Flaky(), fallback=lambda given: "else") == "answer"
    with kedge.Pipeline([guard]) as pipeline:
        refused(OSError, lambda: pipeline.run(Flaky(OSError()), fallback=lambda given: "else"))


def _interrupted(error: BaseException) -> None:
    raise KeyboardInterrupt


def test_a_failover_tells_the_target() -> None:
    def call() -> str:
        target = PipelineAttempt.current().target
        assert target is not None
        if target.name == "a":
            raise OSError
        return target.name

    failover = kedge.Failover(["a", "b"])
    with failover, kedge.Pipeline([failover]) as pipeline:
        assert pipeline.run(call, idempotent=True) == "b" and failover.target_info(1).saved == 1
        assert pipeline.run(lambda: repr(PipelineAttempt.current())).startswith(
            "<PipelineAttempt 1"
        )


def test_it_decorates(clock: kedge.ManualClock) -> None:
    with kedge.Pipeline([retry()]) as pipeline:
        flaky = Flaky(OSError())

        @pipeline(idempotent=True)
        def fetch(deadline: str) -> str:
            """Fetches."""
            return flaky(deadline)

        @pipeline
        def total(first: int, second: int) -> int:
            return first + second

        assert fetch(deadline="its own argument") == "its own argument"
        assert fetch.__doc__ == "Fetches." and total(1, second=2) == 3


def test_what_a_call_holds_is_given_back_whatever_ends_it() -> None:
    bulkhead, guard = kedge.Bulkhead(maximum_calls=1), breaker(limit=100)
    with kedge.Pipeline([bulkhead, guard, retry(2)]) as pipeline:
        for error in (OSError(), KeyboardInterrupt(), SystemExit(), GeneratorExit()):
            with pytest.raises(type(error)):
                pipeline.run(Flaky(error, error), idempotent=True)
            assert bulkhead.info.calls_under_way == 0
        assert guard.info.successes == 0


def test_a_thread_that_queues_gets_its_place() -> None:
    bulkhead = kedge.Bulkhead(maximum_calls=1, maximum_waiting=1, maximum_wait=60)
    with kedge.Pipeline([bulkhead]) as pipeline:
        place = bulkhead.acquire()
        answers: list[str] = []
        waiter = threading.Thread(target=lambda: answers.append(pipeline.run(Flaky())))
        waiter.start()
        while not bulkhead.info.waiting:
            assert waiter.is_alive()
        place.release()
        waiter.join()
        assert answers == ["answer"]


def test_threads_share_one() -> None:
    with kedge.Pipeline([breaker(limit=10**6), retry()]) as pipeline:

        def work(number: int) -> int:
            return sum(
                pipeline.run(Flaky(OSError()), idempotent=True) == "answer" for _ in range(200)
            )

        assert in_threads(work) == [200] * THREADS
        assert pipeline.info.successes == THREADS * 200


def test_it_keeps_what_its_layers_name(clock: kedge.ManualClock) -> None:
    told: list[kedge.BreakerEvent] = []
    guard = kedge.CircuitBreaker(consecutive_failures=1, on_state_change=told.append, clock=clock)
    limiter = kedge.RateLimiter(1, burst=100)
    policy = retry(1)
    with kedge.Pipeline([limiter, policy, guard]) as pipeline:
        limiter.close()
        guard.close()
        policy.close()
        del guard
        refused(OSError, lambda: pipeline.run(Flaky(OSError())))
        assert len(told) == 1
        refused(kedge.CircuitOpenError, lambda: pipeline.run(Flaky()))


def test_a_closed_pipeline_refuses() -> None:
    pipeline = kedge.Pipeline([breaker()])
    decorated = pipeline(int)
    refused_when_closed(
        pipeline,
        lambda: pipeline.run(int),
        decorated,
        pipeline.describe,
        lambda: pipeline.info,
    )
    assert repr(pipeline) == "<Pipeline closed>"


def test_wrong_layers_are_refused() -> None:
    closed = breaker()
    closed.close()
    refused(
        kedge.InvalidPolicyError,
        lambda: kedge.Pipeline([]),
        lambda: kedge.Pipeline([PipelineLayer.deadline(1)] * 9),
        lambda: kedge.Pipeline([PipelineLayer.fallback()] * 2),
        lambda: kedge.Pipeline([PipelineLayer.deadline(0)]),
        lambda: kedge.Pipeline([PipelineLayer.deadline(10**9)]),
    )
    refused(kedge.InvalidHandleError, lambda: kedge.Pipeline([closed]))
    refused(TypeError, lambda: kedge.Pipeline([5]))  # type: ignore[list-item]
    refused(TypeError, lambda: kedge.Pipeline([breaker()], failures=5))  # type: ignore[arg-type]
    refused(ValueError, lambda: kedge.Pipeline([PipelineLayer.deadline(-1)]))
