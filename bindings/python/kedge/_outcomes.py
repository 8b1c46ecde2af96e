"""What the end of a call means to breakers, retries and so on."""

from __future__ import annotations

from functools import wraps

from . import _abi
from .errors import (
    BulkheadFullError,
    BulkheadTimedOutError,
    CircuitOpenError,
    NoTargetError,
    OverRateLimitError,
    RateLimitedError,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Union

    Exceptions = Union[type[BaseException], tuple[type[BaseException], ...]]
    Predicate = Callable[[Any], object]

SUCCEEDED: int = _abi.KEDGE_CALL_SUCCEEDED
FAILED: int = _abi.KEDGE_CALL_FAILED_ONCE
IGNORED: int = _abi.KEDGE_CALL_IGNORED
FAILED_FOR_GOOD: int = _abi.KEDGE_CALL_FAILED_FOR_GOOD
TIMED_OUT: int = _abi.KEDGE_CALL_TIMED_OUT
CANCELLED: int = _abi.KEDGE_CALL_CANCELLED
CIRCUIT_OPEN: int = _abi.KEDGE_CALL_CIRCUIT_OPEN

# Nothing was sent.
_NOT_CALLED = (CircuitOpenError, NoTargetError)
# Nothing was sent, and it is no circuit that is open.
_HELD_BACK = (RateLimitedError, OverRateLimitError, BulkheadFullError, BulkheadTimedOutError)


class Outcomes:
    """Which exceptions and results are failures."""

    __slots__ = ("failures", "ignore", "give_up_on", "is_failure")

    def __init__(
        self,
        failures: Exceptions = (Exception,),
        ignore: Exceptions = (),
        give_up_on: Exceptions = (),
        is_failure: Predicate | None = None,
    ) -> None:
        self.failures = _classes(failures, "failures")
        self.ignore = _classes(ignore, "ignore")
        self.give_up_on = _classes(give_up_on, "give_up_on")
        if is_failure is not None and not callable(is_failure):
            raise TypeError(f"is_failure has to be a function, not {type(is_failure)}")
        self.is_failure = is_failure

    def of(self, error: BaseException) -> int:
        """What a call came to that raised this.

        What is no `Exception` is the end of the caller: a task that is cancelled, say. What this
        package's own guards raise says nothing about the service, because nothing was sent.
        """
        if isinstance(error, _NOT_CALLED):
            return CIRCUIT_OPEN
        if isinstance(error, self.ignore) or isinstance(error, _HELD_BACK):
            return IGNORED
        if isinstance(error, self.give_up_on):
            return FAILED_FOR_GOOD
        if isinstance(error, self.failures):
            return FAILED
        return IGNORED if isinstance(error, Exception) else CANCELLED


def _classes(given: Exceptions, name: str) -> tuple[type[BaseException], ...]:
    classes = given if isinstance(given, tuple) else (given,)
    for one in classes:
        if not (isinstance(one, type) and issubclass(one, BaseException)):
            raise TypeError(f"{name} has to be classes of exceptions, not {one!r}")
    return classes


def asked_time(error: BaseException) -> object:
    """The seconds for which the service asked to be left alone, where the exception has them."""
    return getattr(error, "retry_after", None)


def is_coroutine_function(function: object) -> bool:
    """Whether calling it gives something to await."""
    from inspect import iscoroutinefunction

    return iscoroutinefunction(function) or iscoroutinefunction(getattr(function, "__call__", None))


def decorated(
    function: Callable[..., Any], call: Callable[..., Any], acall: Callable[..., Any]
) -> Any:
    """What stands in a function's place: `call` makes its calls, or `acall` a coroutine function's.

    Args:
        call: is given the function and its arguments.
        acall: as `call`; what it gives is awaited.
    """
    if is_coroutine_function(function):

        @wraps(function)
        async def waiting(*args: Any, **kwargs: Any) -> Any:
            return await acall(function, *args, **kwargs)

        return waiting

    @wraps(function)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        return call(function, *args, **kwargs)

    return guarded
