"""Permits: calls that a circuit breaker let pass."""

from __future__ import annotations

from ctypes import Array, byref, c_uint64

from . import _abi
from ._call import failure
from ._library import functions
from ._outcomes import FAILED, IGNORED, SUCCEEDED, TIMED_OUT, Outcomes
from ._resilience_call import SharedHandle, quick, told_failure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType
    from typing import Any

    Slot = tuple[Any, Any, Array[c_uint64]]

acquire_call = quick(functions.kedge_breaker_acquire)
success_call = quick(functions.kedge_breaker_success)
failure_call = quick(functions.kedge_breaker_failure)
ignore_call = quick(functions.kedge_breaker_ignore)

_FINISHED = _abi.KEDGE_PERMIT_FINISHED
_TAKEN_BACK = _abi.KEDGE_PERMIT_TAKEN_BACK

# Room for the permits of calls that decorators make, which is used again and again.
_slots: list[Slot] = []
take_slot = _slots.pop
give_slot = _slots.append


def new_slot() -> Slot:
    """Room for a permit and for a time: what `quick` functions take, and the numbers there."""
    numbers = (c_uint64 * 3)()
    return byref(numbers), byref(numbers, 16), numbers


def finish(handle: Any, slot: Slot, outcome: int) -> int:
    """Ends a call by what it came to."""
    if outcome == SUCCEEDED:
        return success_call(handle, slot[0])
    if FAILED <= outcome <= TIMED_OUT and outcome != IGNORED:
        return failure_call(handle, slot[0])
    return ignore_call(handle, slot[0])


def rejected(status: int, slot: Slot) -> Exception:
    """The exception for a call that may not be made; its room is free again."""
    error = told_failure(status, slot[2][2])
    give_slot(slot)
    return error


def entered(handle: Any) -> Slot:
    """A permit in room of its own.

    Raises:
        CircuitOpenError: there is none.
    """
    slot = new_slot()
    status = acquire_call(handle, slot[0], slot[1])
    if status:
        raise told_failure(status, slot[2][2])
    return slot


class BreakerHandle(SharedHandle):
    """A handle of a breaker."""

    __slots__ = ()
    destroy = functions.kedge_breaker_destroy


class Permit:
    """A call that a breaker let pass, which ends with one of `success`, `failure` and `ignore`.

    As a context manager it ends with the block, by what the block raised if it did; a block may end
    it before.
    """

    __slots__ = ("_outcomes", "_handle", "_quick", "_slot")

    def __init__(self, handle: BreakerHandle | None, quick: Any, outcomes: Outcomes) -> None:
        self._handle = handle  # which lives as long as what follows is used
        self._quick = quick
        self._outcomes = outcomes
        self._slot = entered(quick)

    def success(self) -> None:
        """The call succeeded; it counts as slow if it took too long.

        Raises:
            PermitFinishedError: it ended before.
            PermitTakenBackError: it took too long in half-open state, or the breaker went on to
                another state.
        """
        self._end(success_call(self._quick, self._slot[0]))

    def failure(self) -> None:
        """The call failed; raises what `success` raises."""
        self._end(failure_call(self._quick, self._slot[0]))

    def ignore(self) -> None:
        """The call says nothing about the service; raises what `success` raises."""
        self._end(ignore_call(self._quick, self._slot[0]))

    def _end(self, status: int) -> None:
        if status:
            raise failure(status)

    def __enter__(self) -> Permit:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        outcome = SUCCEEDED if value is None else self._outcomes.of(value)
        status = finish(self._quick, self._slot, outcome)
        if status not in (0, _FINISHED, _TAKEN_BACK):
            raise failure(status)
