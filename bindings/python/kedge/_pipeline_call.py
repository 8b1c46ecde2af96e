"""One call's way through a pipeline."""

from __future__ import annotations

from contextvars import ContextVar
from ctypes import byref, c_int32, c_uint32, c_uint64, sizeof

from . import _abi
from ._call import failure
from ._library import functions
from ._outcomes import CANCELLED, FAILED, IGNORED, SUCCEEDED, TIMED_OUT, Outcomes
from ._resilience_call import SLICE, made_failure, quick
from ._values import NO_LIMIT
from .bulkhead import FIRST_LOOK
from .deadlines import Deadline, Timer, exceeded, moment_after, replace_current
from .retry import asked_nanoseconds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .pipeline import Pipeline

_begin = quick(functions.kedge_pipeline_begin)
_advance = quick(functions.kedge_pipeline_advance)
_report = quick(functions.kedge_pipeline_report)

ATTEMPT = _abi.KEDGE_STEP_ATTEMPT
QUEUE = _abi.KEDGE_STEP_QUEUE
FALLBACK = _abi.KEDGE_STEP_FALLBACK
ENDED = _abi.KEDGE_STEP_ENDED

_ONCE, _AGAIN = c_int32(0), c_int32(1)
_FOREVER = c_uint64(NO_LIMIT)
_OUTCOMES = [c_uint32(number) for number in range(CANCELLED + 2)]
# What decided, where the layer's own error is raised.
_DECIDED = {
    _abi.KEDGE_CAUSE_CIRCUIT_OPEN: "a circuit breaker is open, so that the call was not made",
    _abi.KEDGE_CAUSE_RATE_LIMITED: "the call would exceed a rate limit, so that it was not made",
    _abi.KEDGE_CAUSE_BULKHEAD_FULL: "all places of a bulkhead are taken, and nobody more may wait",
    _abi.KEDGE_CAUSE_BULKHEAD_TIMED_OUT: "no place of a bulkhead came free in time",
    _abi.KEDGE_CAUSE_DEADLINE_EXCEEDED: "the time for the call is over",
    _abi.KEDGE_CAUSE_NO_TARGET: "no target is left for the call",
}

# The pipeline that runs, the number of the attempt, and that of the target.
attempted: ContextVar[tuple[Pipeline, int, int] | None] = ContextVar("kedge_attempt", default=None)


def _new_room() -> tuple[Any, Any, Any]:
    """Room for a call and its step: what `quick` functions take, and the step."""
    step = _abi.kedge_pipeline_step(sizeof(_abi.kedge_pipeline_step))
    return byref(_abi.kedge_pipeline_call()), byref(step), step


class PipelineCall:
    """A call, between its beginning and its end."""

    __slots__ = (
        "_pipeline", "_handle", "_quick", "_call", "_step", "_call_ref", "_step_ref", "_outcomes",
        "_has_result", "_result", "_error", "_succeeded", "_room",
    )  # fmt: skip

    def __init__(self, pipeline: Pipeline, idempotent: bool, moment: int) -> None:
        self._pipeline = pipeline
        self._handle, self._quick = pipeline._handle, pipeline._quick
        self._outcomes: Outcomes = pipeline._outcomes
        self._room: tuple[Any, Any, Any] | None = _new_room()
        self._call_ref, self._step_ref, self._step = self._room
        self._error: BaseException | None = None
        self._result: Any = None
        self._has_result = self._succeeded = False
        limit = _FOREVER if moment == NO_LIMIT else c_uint64(moment)
        status = _begin(self._quick, _AGAIN if idempotent else _ONCE, limit, self._call_ref)
        if status:
            raise failure(status)

    def advance(self) -> int:
        """What is to be done next."""
        status = _advance(self._quick, self._call_ref, self._step_ref)
        if status:
            raise failure(status)
        return self._step.kind  # type: ignore[no-any-return]

    def cancel(self) -> None:
        """Ends it wherever it stands: what it holds is given back. Once is enough."""
        room, self._room = self._room, None
        if room is not None:
            functions.kedge_pipeline_cancel(self._handle, self._call_ref)

    # --- attempts --------------------------------------------------------------------------------

    def enter(self) -> tuple[Any, Deadline | None]:
        """Begins an attempt; what this returns is for `leave`."""
        step = self._step
        before = attempted.get()
        attempted.set((self._pipeline, step.attempt, step.target))
        if step.time_ns == NO_LIMIT:
            return before, None
        clock = self._pipeline._clock
        return before, replace_current(Deadline._at(moment_after(step.time_ns, clock), clock))

    def leave(self, before: tuple[Any, Deadline | None]) -> None:
        """Ends what `enter` began."""
        attempted.set(before[0])
        if before[1] is not None:
            replace_current(before[1])

    def timer(self) -> Timer | None:
        """What cancels the task when the time of the attempt is over."""
        if self._step.time_ns == NO_LIMIT:
            return None
        timer = Timer(self._step.time_ns)
        timer.start()
        return timer

    def succeed(self, result: Any) -> None:
        """Says what an attempt returned."""
        is_failure = self._outcomes.is_failure
        if is_failure is not None:
            try:
                failed = is_failure(result)
            except BaseException as error:
                self.fail(error, False)
                return
            if failed:
                self._keep(result, None)
                _report(self._quick, self._call_ref, _OUTCOMES[FAILED], _FOREVER)
                return
        self._keep(result, None)
        self._succeeded = True
        _report(self._quick, self._call_ref, _OUTCOMES[SUCCEEDED], _FOREVER)

    def fail(self, error: BaseException, is_over: bool) -> None:
        """Says what an attempt raised; raises it where nobody wants the answer any more.

        Args:
            is_over: whether it was raised because the time was over.
        """
        if is_over:
            outcome = TIMED_OUT
            over = exceeded()
            over.__cause__ = error
            error = over
        else:
            outcome = self._outcomes.of(error)
        if outcome == CANCELLED:
            self.cancel()
            raise error
        self._keep(None, error)
        asked = asked_nanoseconds(error)
        limit = _FOREVER if asked == NO_LIMIT else c_uint64(asked)
        _report(self._quick, self._call_ref, _OUTCOMES[outcome], limit)

    def is_over(self, error: BaseException) -> bool:
        """Whether what an attempt raised means that its time is over."""
        if self._step.time_ns == NO_LIMIT or not isinstance(error, TimeoutError):
            return False
        return Deadline.current().is_over

    def _keep(self, result: Any, error: BaseException | None) -> None:
        self._result, self._error, self._has_result = result, error, error is None

    # --- fallbacks -------------------------------------------------------------------------------

    def failed_with(self) -> BaseException:
        """What a fallback answers for: the error of the layer that decided, or the function's."""
        return self._decision() or self._error or _not_made()

    def answer(self, result: Any) -> None:
        """Says what a fallback returned."""
        self._keep(result, None)
        self._succeeded = True
        _report(self._quick, self._call_ref, _OUTCOMES[SUCCEEDED], _FOREVER)

    def no_answer(self, error: BaseException | None) -> None:
        """Says that there is no fallback, or that it raised."""
        if error is not None:
            self._keep(None, error)
        outcome = _OUTCOMES[IGNORED if error is None else FAILED]
        _report(self._quick, self._call_ref, outcome, _FOREVER)

    # --- waiting ---------------------------------------------------------------------------------

    def wait(self) -> None:
        """Waits as the step says, while other threads run and signals are handled."""
        step, left = self._step, self._step.time_ns
        if step.kind == QUEUE:
            step.time_ns = min(left, SLICE)
            left = 0
            self._wait()
        while left:
            step.time_ns = min(left, SLICE)
            left -= step.time_ns
            self._wait()

    def _wait(self) -> None:
        status = functions.kedge_pipeline_wait(self._handle, self._call_ref, self._step_ref)
        if status:
            raise failure(status)

    def seconds(self) -> float:
        """For how long a task sleeps."""
        return self._step.time_ns / 1e9  # type: ignore[no-any-return]

    def look(self, times: int) -> float:
        """For how long a task sleeps that queues, after it has looked so often."""
        growing = FIRST_LOOK * 1.5 ** min(times, 30)
        return min(growing, self._pipeline._last_look, self.seconds())

    # --- end -------------------------------------------------------------------------------------

    def result(self) -> Any:
        """What the call came to."""
        self._room = None
        if self._succeeded:
            return self._result
        error = self._decision()
        if error is None and self._has_result:
            return self._result
        error, self._error = error or self._error or _not_made(), None  # its traceback refers to this
        raise error

    def _decision(self) -> BaseException | None:
        """The error of the layer that decided, caused by what the function raised before."""
        told = _abi.kedge_pipeline_result(sizeof(_abi.kedge_pipeline_result))
        status = functions.kedge_pipeline_get_result(self._handle, self._call_ref, byref(told))
        if status:
            raise failure(status)
        decided = _DECIDED.get(told.cause)
        if decided is None or isinstance(self._error, _same(told.status)):
            return None
        error = made_failure(told.status, decided, told.retry_after_ns)
        error.__cause__ = self._error
        return error


def _same(status: int) -> type[Exception]:
    from .errors import CLASSES

    return CLASSES[status]


def _not_made() -> BaseException:
    return made_failure(_abi.KEDGE_CALL_FAILED, "a layer of the pipeline did not let the call pass")
