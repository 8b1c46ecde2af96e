"""Pipelines: guards around a call, one inside another."""

from __future__ import annotations

from ctypes import byref, sizeof
from functools import wraps

from . import _abi
from ._call import Owner, clamped, failure, produce_text
from ._library import functions
from ._outcomes import Outcomes, is_coroutine_function
from ._pipeline_call import ATTEMPT, ENDED, FALLBACK, QUEUE, PipelineCall, attempted
from ._resilience_call import SharedHandle, clock_handle, nanoseconds, quick_handle
from ._values import NO_LIMIT
from .bulkhead import LAST_LOOK, Bulkhead
from .deadlines import Deadline, left_of_current, moment_after
from .failover import Failover, FailoverTarget
from .pipeline_layers import PipelineInfo, PipelineLayer, PipelineLayerInfo, packed
from .resilience_enums import LayerKind, LayerOrder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable
    from typing import Any, TypeVar, Union, overload

    from typing_extensions import ParamSpec

    from ._outcomes import Exceptions, Predicate
    from ._resilience_call import Time
    from .pipeline_layers import Layer
    from .resilience_clock import ManualClock

    P = ParamSpec("P")
    R = TypeVar("R")
    Limit = Union[Time, Deadline, None]
    Instead = Callable[[BaseException], Any]

_TEXT = 512


class _PipelineHandle(SharedHandle):
    __slots__ = ()
    destroy = functions.kedge_pipeline_destroy


class PipelineAttempt:
    """What a call that a pipeline makes may know of itself.

    Attributes:
        number: 1 for the first attempt.
        target: of a pipeline with a failover, which target to call; else None.
    """

    __slots__ = ("number", "target")
    number: int
    target: FailoverTarget | None

    def __init__(self, number: int, target: FailoverTarget | None) -> None:
        self.number = number
        self.target = target

    @classmethod
    def current(cls) -> PipelineAttempt:
        """The attempt that the code which runs is part of.

        Raises:
            LookupError: it is part of none.
        """
        running = attempted.get()
        if running is None:
            raise LookupError("no pipeline makes this call")
        pipeline, number, target = running
        if target == _abi.KEDGE_NO_LAYER or pipeline._targets is None:
            return cls(number, None)
        return cls(number, pipeline._targets[target])

    def __repr__(self) -> str:
        return f"<PipelineAttempt {self.number}, target {self.target!r}>"


class Pipeline(Owner):
    """Guards around a call, one inside another, in an order that everybody can see.

    Any number of threads and tasks may use one. It keeps what its layers name: closing those does
    not end it.

        pipeline = kedge.Pipeline(
            [kedge.PipelineLayer.deadline(2), kedge.Retry(idempotent=True), breaker]
        )
        print(pipeline.describe())
        answer = pipeline.run(fetch, url, idempotent=True)

        @pipeline(idempotent=True)
        async def fetch(url): ...

    While an attempt runs, its time is the current `Deadline`, and `PipelineAttempt.current()` tells
    the target. An attempt of a coroutine function is cancelled when its time is over; no thread can
    be, so others are to mind their time themselves.

    Attributes:
        layers: the layers, as they were given.
    """

    __slots__ = ("layers", "_quick", "_outcomes", "_clock", "_targets", "_last_look")
    _handle: _PipelineHandle | None
    layers: tuple[PipelineLayer, ...]

    def __init__(
        self,
        layers: Iterable[Layer],
        *,
        order: LayerOrder = LayerOrder.RECOMMENDED,
        failures: Exceptions = (Exception,),
        ignore: Exceptions = (),
        give_up_on: Exceptions = (),
        is_failure: Predicate | None = None,
        clock: ManualClock | None = None,
    ) -> None:
        """Makes one.

        What is a failure is the pipeline's to say; what its layers would say by themselves does not
        count.

        Args:
            layers: 1 to 8 of `PipelineLayer` and of what is a layer by itself.
            order: whether they are put in the recommended order, or stay as they are given, the
                outermost first.
            failures: exceptions that are failures, after which there may be another attempt.
            ignore: exceptions that say nothing about the service, and are raised at once.
            give_up_on: exceptions that are failures, after which there is no other attempt.
            is_failure: given a result, whether that is a failure.
            clock: of its deadlines, for tests.

        Raises:
            InvalidPolicyError, InvalidArgumentError: there are no layers or too many, or a time is
                outside its range.
            InvalidHandleError: what a layer names was closed.
            TypeError: one of them is no layer.
            OutOfMemoryError, TooManyHandlesError, RandomUnavailableError: the system is at its end.
        """
        self._outcomes = Outcomes(failures, ignore, give_up_on, is_failure)
        array, self.layers, callbacks = packed(layers)
        handle = _PipelineHandle()
        handle.callbacks = callbacks
        arguments = (array, len(self.layers), clamped(order, 32), clock_handle(clock))
        self._begin(handle, functions.kedge_pipeline_create, *arguments)
        self._quick = quick_handle(handle)
        self._clock = clock
        guards = [layer.guard for layer in self.layers]
        # The innermost failover is the one that chooses the target.
        failovers = [guard for guard in guards if isinstance(guard, Failover)]
        self._targets = failovers[-1].targets if failovers else None
        looks = (guard._last_look for guard in guards if isinstance(guard, Bulkhead))
        self._last_look = min(looks, default=LAST_LOOK)

    def close(self) -> None:
        """Ends it; afterwards every call with it raises `InvalidHandleError`.

        Another close does nothing. Calls that are under way end as usual.
        """
        self._handle = None
        self._quick = quick_handle(None)

    # --- calls -----------------------------------------------------------------------------------

    def run(
        self,
        function: Callable[..., R],
        /,
        *args: Any,
        idempotent: bool = False,
        fallback: Instead | None = None,
        deadline: Limit = None,
        **kwargs: Any,
    ) -> R:
        """Calls a function through all layers, and waits where they have it wait.

        Args:
            function: is given the other arguments.
            idempotent: whether making the call twice does no more than making it once; others are
                not tried again.
            fallback: is given the exception, and answers where everything has failed and the
                pipeline has that layer.
            deadline: when the time is over: a `Deadline`, or seconds from now on. The current
                deadline counts too.

        Raises:
            What the function, or the fallback, raised at last.
            CircuitOpenError, RateLimitedError, BulkheadFullError, BulkheadTimedOutError,
            DeadlineExceededError, NoTargetError: a layer decided so; what the function raised
                before is the cause.
            InvalidHandleError: the pipeline was closed.
        """
        call = PipelineCall(self, idempotent, self._moment(deadline))
        try:
            while (kind := call.advance()) != ENDED:
                if kind == ATTEMPT:
                    before = call.enter()
                    try:
                        try:
                            result = function(*args, **kwargs)
                        except BaseException as error:
                            call.fail(error, call.is_over(error))
                        else:
                            call.succeed(result)
                    finally:
                        call.leave(before)
                elif kind == FALLBACK:
                    if fallback is None:
                        call.no_answer(None)
                        continue
                    try:
                        answer = fallback(call.failed_with())
                    except Exception as error:
                        call.no_answer(error)
                    else:
                        call.answer(answer)
                else:
                    call.wait()
        except BaseException:
            call.cancel()
            raise
        return call.result()  # type: ignore[no-any-return]

    async def arun(
        self,
        function: Callable[..., Awaitable[R]],
        /,
        *args: Any,
        idempotent: bool = False,
        fallback: Instead | None = None,
        deadline: Limit = None,
        **kwargs: Any,
    ) -> R:
        """As `run`, of a function whose result is awaited, while other tasks run.

        A task that is cancelled leaves every layer. The fallback may be a coroutine function.
        """
        from asyncio import sleep

        call = PipelineCall(self, idempotent, self._moment(deadline))
        looks = 0
        try:
            while (kind := call.advance()) != ENDED:
                if kind == ATTEMPT:
                    before = call.enter()
                    try:
                        timer = call.timer()
                        try:
                            result = await function(*args, **kwargs)
                        except BaseException as error:
                            is_over = timer is not None and timer.stop(error)
                            call.fail(error, is_over or call.is_over(error))
                        else:
                            if timer is not None:
                                timer.stop(None)
                            call.succeed(result)
                    finally:
                        call.leave(before)
                elif kind == FALLBACK:
                    if fallback is None:
                        call.no_answer(None)
                        continue
                    try:
                        answer = fallback(call.failed_with())
                        if is_coroutine_function(fallback):
                            answer = await answer
                    except Exception as error:
                        call.no_answer(error)
                    else:
                        call.answer(answer)
                elif kind == QUEUE:
                    await sleep(call.look(looks))
                    looks += 1
                else:
                    await sleep(call.seconds())
        except BaseException:
            call.cancel()
            raise
        return call.result()  # type: ignore[no-any-return]

    if TYPE_CHECKING:

        @overload
        def __call__(
            self,
            function: Callable[P, R],
            *,
            idempotent: bool = False,
            fallback: Instead | None = None,
            deadline: Limit = None,
        ) -> Callable[P, R]: ...

        @overload
        def __call__(
            self,
            function: None = None,
            *,
            idempotent: bool = False,
            fallback: Instead | None = None,
            deadline: Limit = None,
        ) -> Callable[[Callable[P, R]], Callable[P, R]]: ...

    def __call__(
        self,
        function: Callable[..., Any] | None = None,
        *,
        idempotent: bool = False,
        fallback: Instead | None = None,
        deadline: Limit = None,
    ) -> Any:
        """Decorates a function, or a coroutine function, so that `run` or `arun` makes its calls.

        Args:
            function: left out where the others are told: `@pipeline(idempotent=True)`.
            idempotent, fallback, deadline: as for `run`.
        """
        told: dict[str, Any] = {
            "idempotent": idempotent,
            "fallback": fallback,
            "deadline": deadline,
        }

        def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
            if is_coroutine_function(function):

                @wraps(function)
                async def waiting(*args: Any, **kwargs: Any) -> Any:
                    bound = lambda: function(*args, **kwargs)  # noqa: E731
                    return await self.arun(bound, **told)

                return waiting

            @wraps(function)
            def guarded(*args: Any, **kwargs: Any) -> Any:
                return self.run(lambda: function(*args, **kwargs), **told)

            return guarded

        return decorate if function is None else decorate(function)

    def _moment(self, deadline: Limit) -> int:
        left = left_of_current()
        if deadline is not None:
            own = deadline._left() if isinstance(deadline, Deadline) else None
            left = min(left, nanoseconds(deadline, "deadline") if own is None else own)  # type: ignore[arg-type]
        return NO_LIMIT if left == NO_LIMIT else moment_after(left, self._clock)

    # --- what it came to -------------------------------------------------------------------------

    def describe(self) -> str:
        """Its layers from the outside, for people: "deadline 2.0 seconds > retry > breaker"."""
        return produce_text(functions.kedge_pipeline_describe, _TEXT, self._handle)

    @property
    def info(self) -> PipelineInfo:
        """What it and its layers came to."""
        info = _abi.kedge_pipeline_info(sizeof(_abi.kedge_pipeline_info))
        handle = self._handle
        status = functions.kedge_pipeline_get_info(handle, byref(info))
        if status:
            raise failure(status)
        layers = []
        for number in range(info.layer_count):
            layer = _abi.kedge_pipeline_layer_info(sizeof(_abi.kedge_pipeline_layer_info))
            status = functions.kedge_pipeline_get_layer_info(handle, number, byref(layer))
            if status:
                raise failure(status)
            kind = LayerKind(layer.kind)
            layers.append(PipelineLayerInfo(kind, layer.decided, layer.repeated))
        return PipelineInfo(info.calls, info.successes, tuple(layers))

    def __repr__(self) -> str:
        return f"<Pipeline {'closed' if self._handle is None else self.describe()}>"
