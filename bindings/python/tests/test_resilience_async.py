"""Guards around coroutine functions: real cancellation, and other tasks that run meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from typing import Any

import pytest

import kedge
from kedge import Deadline, Jitter, PipelineAttempt, PipelineLayer
from wallets import refused


def run(main: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(main)


@pytest.fixture
def clock() -> Iterator[kedge.ManualClock]:
    with kedge.ManualClock() as made:
        yield made


def breaker(**options: Any) -> kedge.CircuitBreaker:
    return kedge.CircuitBreaker(
        consecutive_failures=2, failure_rate=None, count_window=None, open_time=10, **options
    )


def retry(attempts: int = 3) -> kedge.Retry:
    return kedge.Retry(
        idempotent=True, maximum_attempts=attempts, first_delay=1e-6, jitter=Jitter.NONE
    )


async def cancelled(task: asyncio.Task[Any]) -> None:
    """Cancels a task that is under way, and sees it end so."""
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


class Flaky:
    """Raises what it is given, one after another, and then answers."""

    def __init__(self, *errors: BaseException) -> None:
        self.errors = list(errors)
        self.calls = 0

    async def __call__(self, answer: str = "answer") -> str:
        self.calls += 1
        await asyncio.sleep(0)
        if self.errors:
            raise self.errors.pop(0)
        return answer


class Hanging:
    """Never answers; tells when it is under way and when it was cancelled."""

    def __init__(self) -> None:
        self.started = asyncio.Event()
        self.cancelled = False

    async def __call__(self) -> None:
        self.started.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.cancelled = True
            raise


# --- breakers ------------------------------------------------------------------------------------


def test_a_breaker_guards_coroutine_functions_and_blocks() -> None:
    async def main() -> None:
        guard = breaker(is_failure=lambda answer: answer == "bad")

        @guard
        async def fetch(answer: str) -> str:
            """Fetches."""
            await asyncio.sleep(0)
            return answer

        assert asyncio.iscoroutinefunction(fetch) and fetch.__doc__ == "Fetches."
        assert await fetch("good") == await guard.acall(fetch, answer="good") == "good"
        async with guard:
            await asyncio.sleep(0)
        assert guard.info.successes == 4
        assert await fetch("bad") == "bad"
        with pytest.raises(TimeoutError):
            async with guard:
                raise TimeoutError
        with pytest.raises(kedge.CircuitOpenError):
            await fetch("good")
        with pytest.raises(kedge.CircuitOpenError):
            async with guard:
                pytest.fail("the block was entered")

    run(main())


def test_the_end_of_a_task_says_nothing_about_the_service() -> None:
    async def main() -> None:
        guard = breaker()

        async def block(hanging: Hanging) -> None:
            async with guard:
                await hanging()

        for way in (lambda call: guard(call)(), lambda call: guard.acall(call), block):
            hanging = Hanging()
            task = asyncio.ensure_future(way(hanging))
            await hanging.started.wait()
            await cancelled(task)
        info = guard.info
        assert (info.ignored, info.failures) == (3, 0)

    run(main())


def test_tasks_in_blocks_of_one_breaker_do_not_mix_them_up() -> None:
    async def main() -> None:
        guard = breaker()

        async def work(number: int) -> None:
            async with guard:
                await asyncio.sleep(0.0001 * (number % 3))
                if number % 5 == 0:
                    raise asyncio.CancelledError

        await asyncio.gather(*(work(number) for number in range(50)), return_exceptions=True)
        info = guard.info
        assert (info.successes, info.ignored, info.stale) == (40, 10, 0)

    run(main())


# --- retries -------------------------------------------------------------------------------------


def test_a_retry_tries_coroutine_functions_again() -> None:
    async def main() -> None:
        flaky = Flaky(OSError(), OSError())
        assert await retry().acall(flaky, answer="yes") == "yes" and flaky.calls == 3
        last = OSError("last")
        decorated = retry(2)(Flaky(OSError(), last))
        with pytest.raises(OSError, match="last") as caught:
            await decorated()
        assert caught.value is last

    run(main())


def test_a_task_that_is_cancelled_is_not_tried_again() -> None:
    async def main() -> None:
        hanging = Hanging()
        task: asyncio.Task[Any] = asyncio.ensure_future(retry().acall(hanging))
        await hanging.started.wait()
        await cancelled(task)
        slow = kedge.Retry(idempotent=True, first_delay=1000, longest_delay=1000)
        flaky = Flaky(OSError())
        task = asyncio.ensure_future(slow.acall(flaky))  # in its delay now, or soon
        while not flaky.calls or flaky.errors:
            await asyncio.sleep(0)
        await cancelled(task)
        assert flaky.calls == 1

    run(main())


# --- deadlines -----------------------------------------------------------------------------------


def test_a_block_is_cancelled_when_its_time_is_over() -> None:
    async def main() -> None:
        hanging = Hanging()
        with pytest.raises(kedge.DeadlineExceededError) as caught:
            async with kedge.deadline(0.001):
                await hanging()
        assert hanging.cancelled and isinstance(caught.value, TimeoutError)
        assert Deadline.current().remaining is None
        async with kedge.deadline(60) as limit:
            assert Deadline.current() is limit
            await asyncio.sleep(0)
        async with kedge.deadline(None):
            await asyncio.sleep(0)
        with pytest.raises(kedge.DeadlineExceededError):
            async with kedge.deadline(0):
                pytest.fail("the block was entered")
        with pytest.raises(KeyError):
            async with kedge.deadline(60):
                raise KeyError
        current = asyncio.current_task()
        assert current is not None and not getattr(current, "cancelling", int)()

    run(main())


def test_the_outer_of_two_deadlines_is_told_as_its_own() -> None:
    async def main() -> None:
        passed = []
        with pytest.raises(kedge.DeadlineExceededError):
            async with kedge.deadline(0.001):
                try:
                    async with kedge.deadline(60):
                        await asyncio.Event().wait()
                except kedge.DeadlineExceededError:
                    passed.append("inner")  # which is cut to the outer one
                    raise
        assert Deadline.current().remaining is None

    run(main())


def test_a_task_that_is_cancelled_within_a_deadline_is_so() -> None:
    async def main() -> None:
        hanging = Hanging()

        async def work() -> None:
            async with kedge.deadline(60):
                await hanging()

        task = asyncio.ensure_future(work())
        await hanging.started.wait()
        await cancelled(task)

    run(main())


# --- bulkheads and rate limiters -----------------------------------------------------------------


def test_tasks_wait_for_their_turn() -> None:
    async def main() -> None:
        bulkhead = kedge.Bulkhead(maximum_calls=2, maximum_waiting=100, maximum_wait=60)
        inside, most = [0], [0]

        @bulkhead
        async def work() -> None:
            inside[0] += 1
            most[0] = max(most[0], inside[0])
            await asyncio.sleep(0)
            inside[0] -= 1

        async def block() -> None:
            async with bulkhead:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                await asyncio.sleep(0)
                inside[0] -= 1

        await asyncio.gather(*(work() if number % 2 else block() for number in range(20)))
        assert await bulkhead.acall(Flaky()) == "answer"
        assert most[0] == 2 and bulkhead.info.admitted == 21
        assert bulkhead.info.calls_under_way == 0

    run(main())


def test_a_task_that_is_cancelled_leaves_the_queue() -> None:
    async def main() -> None:
        bulkhead = kedge.Bulkhead(maximum_calls=1, maximum_waiting=1, maximum_wait=60)
        with bulkhead:
            task = asyncio.ensure_future(bulkhead.aacquire())
            while not bulkhead.info.waiting:
                await asyncio.sleep(0)
            with pytest.raises(kedge.BulkheadFullError):
                await bulkhead.aacquire()
            await cancelled(task)
            assert bulkhead.info.waiting == 0
            with pytest.raises(kedge.BulkheadTimedOutError):
                await bulkhead.aacquire(timeout=0.001)
            assert bulkhead.info.waiting == 0
        (await bulkhead.aacquire()).release()
        short = kedge.Bulkhead(maximum_calls=1, maximum_waiting=1, maximum_wait=0.001)
        with short, pytest.raises(kedge.BulkheadTimedOutError):
            await short.aacquire()

    run(main())


def test_a_task_waits_for_a_rate_limit(clock: kedge.ManualClock) -> None:
    async def main() -> None:
        with kedge.RateLimiter(1000, burst=1) as limiter:
            for _ in range(3):
                await limiter.aacquire(timeout=1)
            assert limiter.info.admitted == 3
        with kedge.RateLimiter(1, burst=1, clock=clock) as limiter:
            await limiter.aacquire()
            with pytest.raises(kedge.RateLimitedError):
                await limiter.aacquire(timeout=0.5)
            task = asyncio.ensure_future(limiter.aacquire())
            while limiter.info.admitted < 2:
                await asyncio.sleep(0)
            await cancelled(task)
            assert limiter.info.admitted == 1
        with kedge.KeyedRateLimiter(1000, burst=1) as keyed:
            await keyed.aacquire("a")
            await keyed.aacquire("a", timeout=1)

    run(main())


# --- fallbacks, failover and faults --------------------------------------------------------------


def test_fallbacks_answer_for_coroutine_functions() -> None:
    async def main() -> None:
        async def instead(error: Exception) -> str:
            await asyncio.sleep(0)
            return "else"

        assert await kedge.fallback(instead)(Flaky(OSError()))() == "else"
        assert await kedge.fallback(lambda error: "else")(Flaky(OSError()))() == "else"
        assert await kedge.fallback(value=5)(Flaky())() == "answer"
        with kedge.LastGoodAnswer() as last:

            @kedge.fallback(instead, last_good=last)
            async def fetch(error: bool) -> Any:
                if error:
                    raise OSError
                return b"fresh"

            assert await fetch(True) == "else"
            assert await fetch(False) == await fetch(True) == b"fresh"
        hanging = Hanging()
        task = asyncio.ensure_future(kedge.fallback(value=5)(hanging)())
        await hanging.started.wait()
        await cancelled(task)

    run(main())


def test_failover_goes_on_to_the_next_target() -> None:
    async def main() -> None:
        async def name(target: kedge.FailoverTarget) -> str:
            await asyncio.sleep(0)
            if target.name == "a":
                raise OSError
            return target.name

        with kedge.Failover(["a", "b"]) as failover:
            assert await failover.acall(name) == await failover(name)() == "b"
            assert failover.target_info(0).failures == 2

            async def hang(target: kedge.FailoverTarget) -> None:
                await hanging()

            hanging = Hanging()
            task = asyncio.ensure_future(failover.acall(hang))
            await hanging.started.wait()
            await cancelled(task)
            assert failover.target_info(0).failures == 2

    run(main())


def test_faults_disturb_coroutine_functions() -> None:
    async def main() -> None:
        latency = kedge.FaultLatency.CONSTANT
        with kedge.FaultInjector(
            error_rate=1, maximum_faults=1, latency=latency, first=1e-6
        ) as faults:
            call = faults(Flaky())
            faults.enable()
            with pytest.raises(kedge.InjectedFault):
                await call()
            assert await call() == "answer"

    run(main())


# --- pipelines -----------------------------------------------------------------------------------


def test_a_pipeline_makes_calls_of_coroutine_functions() -> None:
    async def main() -> None:
        guard = breaker()
        with kedge.Pipeline([PipelineLayer.deadline(60), retry(), guard]) as pipeline:
            flaky = Flaky(OSError())
            assert await pipeline.arun(flaky, "yes", idempotent=True) == "yes"

            @pipeline(idempotent=True)
            async def fetch(answer: str) -> str:
                """Fetches."""
                assert PipelineAttempt.current().number == 1
                assert (Deadline.current().remaining or 0) > 50
                return answer

            assert await fetch(answer="yes") == "yes" and fetch.__doc__ == "Fetches."
            with pytest.raises(OSError):
                await pipeline.arun(Flaky(OSError()))
            assert guard.info.failures == 2 and pipeline.info.successes == 2
            assert Deadline.current().remaining is None

    run(main())


def test_an_attempt_is_cancelled_when_its_time_is_over() -> None:
    async def main() -> None:
        guard = breaker()
        layers: list[Any] = [retry(2), PipelineLayer.attempt_deadline(0.001), guard]
        with kedge.Pipeline(layers) as pipeline:
            hanging = Hanging()
            with pytest.raises(kedge.DeadlineExceededError):
                await pipeline.arun(hanging, idempotent=True)
            assert hanging.cancelled and guard.info.failures == 2
            assert [layer.repeated for layer in pipeline.info.layers] == [1, 0, 0]
        with kedge.Pipeline([PipelineLayer.deadline(0.001), kedge.Bulkhead()]) as pipeline:
            with pytest.raises(kedge.DeadlineExceededError):
                await pipeline.arun(Hanging())
            with pytest.raises(TimeoutError) as caught:
                await pipeline.arun(Flaky(TimeoutError()), deadline=60)
            assert type(caught.value) is TimeoutError  # the call's own

    run(main())


def test_a_task_that_is_cancelled_leaves_every_layer(clock: kedge.ManualClock) -> None:
    async def main() -> None:
        guard = breaker()
        bulkhead = kedge.Bulkhead(maximum_calls=1, maximum_waiting=1, maximum_wait=60)
        limiter = kedge.RateLimiter(1, burst=1, clock=clock)
        slow = kedge.Retry(idempotent=True, first_delay=1000, longest_delay=1000)
        layer = PipelineLayer.rate_limiter(limiter, maximum_wait=100)
        with kedge.Pipeline([bulkhead, guard, retry()]) as pipeline:
            hanging = Hanging()
            first = asyncio.ensure_future(pipeline.arun(hanging, idempotent=True))
            await hanging.started.wait()
            second = asyncio.ensure_future(pipeline.arun(Flaky()))  # queues
            while not bulkhead.info.waiting:
                await asyncio.sleep(0)
            await cancelled(second)
            await cancelled(first)
            info = bulkhead.info
            assert (info.waiting, info.calls_under_way) == (0, 0)
            assert (guard.info.ignored, guard.info.failures) == (1, 0)
        with limiter, kedge.Pipeline([layer]) as pipeline:
            await pipeline.arun(Flaky())
            task = asyncio.ensure_future(pipeline.arun(Flaky()))
            while limiter.info.admitted < 2:
                await asyncio.sleep(0)
            await cancelled(task)
            assert limiter.info.admitted == 1
        with kedge.Pipeline([slow, guard]) as pipeline:
            flaky = Flaky(OSError())
            task = asyncio.ensure_future(pipeline.arun(flaky, idempotent=True))
            while not guard.info.failures:
                await asyncio.sleep(0)
            await cancelled(task)
            assert flaky.calls == 1 and pipeline.info.calls == 1

    run(main())


def test_tasks_queue_for_a_place() -> None:
    async def main() -> None:
        bulkhead = kedge.Bulkhead(maximum_calls=1, maximum_waiting=50, maximum_wait=60)
        with kedge.Pipeline([bulkhead, PipelineLayer.deadline(60)]) as pipeline:
            answers = await asyncio.gather(*(pipeline.arun(Flaky()) for _ in range(10)))
            assert answers == ["answer"] * 10 and bulkhead.info.admitted == 10

    run(main())


def test_a_fallback_may_be_a_coroutine_function() -> None:
    async def main() -> None:
        async def instead(error: BaseException) -> str:
            await asyncio.sleep(0)
            return "else"

        async def failing(error: BaseException) -> str:
            raise KeyError

        with kedge.Pipeline([PipelineLayer.fallback()]) as pipeline:
            assert await pipeline.arun(Flaky(OSError()), fallback=instead) == "else"
            assert await pipeline.arun(Flaky(OSError()), fallback=lambda error: "else") == "else"
            with pytest.raises(KeyError):
                await pipeline.arun(Flaky(OSError()), fallback=failing)
            with pytest.raises(OSError):
                await pipeline.arun(Flaky(OSError()))
            hanging = Hanging()
            task = asyncio.ensure_future(pipeline.arun(hanging, fallback=instead))
            await hanging.started.wait()
            await cancelled(task)

    run(main())


def test_a_closed_guard_refuses_tasks_too() -> None:
    async def main() -> None:
        pipeline, guard, bulkhead = kedge.Pipeline([breaker()]), breaker(), kedge.Bulkhead()
        decorated = [pipeline(Flaky()), guard(Flaky()), bulkhead(Flaky()), retry()(Flaky())]
        for closed in (pipeline, guard, bulkhead):
            closed.close()
        for call in decorated[:3]:
            with pytest.raises(kedge.InvalidHandleError):
                await call()
        assert await decorated[3]() == "answer"

    run(main())
    refused(TypeError, lambda: kedge.Bulkhead(maximum_wait="1"))  # type: ignore[arg-type]
