"""Fallbacks: what is answered where a call has failed."""

from __future__ import annotations

from ctypes import byref, c_uint64
from functools import wraps

from . import _abi
from ._call import Owner, borrow, default_options, produce
from ._library import functions
from ._outcomes import Outcomes, is_coroutine_function
from ._resilience_call import SharedHandle, clock_handle, nanoseconds, seconds
from ._values import number_or_none
from .errors import NoGoodAnswerError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import Any, TypeVar, Union

    from typing_extensions import Buffer, ParamSpec

    from ._outcomes import Exceptions
    from ._resilience_call import Time
    from .resilience_clock import ManualClock

    P = ParamSpec("P")
    R = TypeVar("R")
    Instead = Union[Callable[[Exception], Any], Callable[[Exception], Awaitable[Any]]]

# Room at the first try.
_ANSWER = 4096


class _AnswerHandle(SharedHandle):
    __slots__ = ()
    destroy = functions.kedge_last_answer_destroy


class LastGoodAnswer(Owner):
    """Keeps the last good answer of a service, to be used while the service gives none.

    It is bytes, in memory that is wiped. Any number of threads may use one.
    """

    __slots__ = ()
    _handle: _AnswerHandle | None

    def __init__(self, *, maximum_bytes: int = 1_048_576, clock: ManualClock | None = None) -> None:
        """Makes one without an answer.

        Args:
            maximum_bytes: the longest answer that is kept, 1 to 1,073,741,824.
            clock: for tests.

        Raises:
            InvalidPolicyError: the number is none of these.
            OutOfMemoryError, TooManyHandlesError, RandomUnavailableError: the system is at its end.
        """
        options = default_options(
            _abi.kedge_last_answer_options, functions.kedge_last_answer_options_init
        )
        options.clock = clock_handle(clock)
        options.maximum_bytes = number_or_none(maximum_bytes)
        self._begin(_AnswerHandle(), functions.kedge_last_answer_create, byref(options))

    def store(self, answer: Buffer) -> None:
        """Keeps a copy of an answer, in the place of the one before.

        Raises:
            InvalidArgumentError: it is too long; the one before stays.
            OutOfMemoryError, InvalidHandleError.
        """
        self._call(functions.kedge_last_answer_store, *borrow(answer))

    def load(self, *, maximum_age: Time | None = None) -> bytes:
        """The answer that was kept last.

        Args:
            maximum_age: how many seconds old it may be; None for any age.

        Raises:
            NoGoodAnswerError: there is none of that age.
            InvalidHandleError: it was closed.
        """
        return self.load_with_age(maximum_age=maximum_age)[0]

    def load_with_age(self, *, maximum_age: Time | None = None) -> tuple[bytes, float]:
        """As `load`, and how many seconds ago it was stored."""
        longest = nanoseconds(maximum_age, "maximum_age")
        age = c_uint64()
        call = functions.kedge_last_answer_load
        answer = produce(call, _ANSWER, self._handle, longest, more=(byref(age),))
        return answer, seconds(age.value)

    def clear(self) -> None:
        """Keeps no answer any more."""
        self._call(functions.kedge_last_answer_clear)


_NOTHING = object()


def fallback(
    instead: Instead | None = None,
    /,
    *,
    value: object = _NOTHING,
    last_good: LastGoodAnswer | None = None,
    maximum_age: Time | None = None,
    on: Exceptions = (Exception,),
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A decorator that answers for a function, or a coroutine function, where that fails.

        @kedge.fallback(value=[])
        def recommendations(user): ...

        @kedge.fallback(lambda error: b"", last_good=kedge.LastGoodAnswer(), maximum_age=60)
        async def prices() -> bytes: ...

    Args:
        instead: is given the exception and answers; it may be a coroutine function if what is
            decorated is one.
        value: is the answer.
        last_good: keeps every answer of the function's, which has to be bytes, and gives the last
            one; where there is none, `instead` or `value` answers.
        maximum_age: how many seconds old that may be.
        on: exceptions in whose place there is an answer. The end of a task that is cancelled is
            none.

    Raises:
        TypeError: nothing is to answer, or both `instead` and `value`.
    """
    if instead is not None and value is not _NOTHING:
        raise TypeError("a fallback has either a function or a value, not both")
    if instead is None and value is _NOTHING and last_good is None:
        raise TypeError("a fallback needs a function, a value or a last good answer")
    if instead is not None and not callable(instead):
        raise TypeError(f"instead has to be a function, not {instead!r}; see value=")
    classes = Outcomes(on).failures
    longest = None if maximum_age is None else nanoseconds(maximum_age, "maximum_age") / 1e9

    def answer(error: Exception) -> Any:
        if last_good is not None:
            try:
                return last_good.load(maximum_age=longest)
            except NoGoodAnswerError:
                if instead is None and value is _NOTHING:
                    raise error
        return value if instead is None else instead(error)

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        if is_coroutine_function(function):
            asks = is_coroutine_function(instead)

            @wraps(function)
            async def waiting(*args: Any, **kwargs: Any) -> Any:
                try:
                    result = await function(*args, **kwargs)  # type: ignore[misc]
                except classes as error:
                    answered = answer(error)  # type: ignore[arg-type]
                    awaits = asks and not isinstance(answered, bytes)
                    return await answered if awaits else answered
                if last_good is not None:
                    last_good.store(result)
                return result

            return waiting  # type: ignore[return-value]

        @wraps(function)
        def answered(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                result = function(*args, **kwargs)
            except classes as error:
                return answer(error)  # type: ignore[arg-type, no-any-return]
            if last_good is not None:
                last_good.store(result)  # type: ignore[arg-type]
            return result

        return answered

    return decorate
