"""Failover: calls go to the first of several targets that can be called."""

from __future__ import annotations

from ctypes import byref, c_uint32, c_uint64, sizeof

from . import _abi
from ._call import Owner, clamped, failure, or_largest
from ._library import functions
from ._outcomes import FAILED, FAILED_FOR_GOOD, SUCCEEDED, Outcomes, decorated
from ._resilience_call import SharedHandle, told_failure
from ._told import Told

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable
    from typing import TypeVar

    from typing_extensions import Concatenate, ParamSpec

    from ._outcomes import Exceptions, Predicate
    from .breaker import CircuitBreaker

    P = ParamSpec("P")
    R = TypeVar("R")


class _FailoverHandle(SharedHandle):
    __slots__ = ()
    destroy = functions.kedge_failover_destroy


class FailoverTarget(Told):
    """One target of a failover.

    Attributes:
        name: for people.
        breaker: says whether calls may go to it; None where they always may.
        level: how much less a call gets from it than from the best: 0 to 255, no lower than that of
            the target before it.

    Two are equal when all of this is equal.
    """

    __slots__ = ("name", "breaker", "level")
    name: str
    breaker: CircuitBreaker | None
    level: int

    def __init__(self, name: str, breaker: CircuitBreaker | None = None, level: int = 0) -> None:
        self._keep(name, breaker, level)

    def __repr__(self) -> str:
        return f"<FailoverTarget {self.name!r}, level {self.level}>"


class FailoverTargetInfo(Told):
    """What a target came to.

    Attributes:
        calls: calls that went to it.
        failures: of them, those that failed.
        rejected: how often its breaker let a call pass on to the next target.
        saved: calls that it answered after a target before it had failed, or had let none pass.

    Two are equal when all of this is equal.
    """

    __slots__ = ("calls", "failures", "rejected", "saved")
    calls: int
    failures: int
    rejected: int
    saved: int

    def __init__(self, told: _abi.kedge_failover_target_info) -> None:
        self._keep(*(getattr(told, name) for name in self.__slots__))

    def __repr__(self) -> str:
        return f"<FailoverTargetInfo {self.calls} calls, {self.failures} failures>"


class Failover(Owner):
    """An ordered list of targets, of which a call goes to the first that can be called.

    Where that fails it goes on to the next. Any number of threads and tasks may use one. It
    decorates a function that is given the target first, with or without `async`:

        failover = kedge.Failover(["https://rpc-1.example", "https://rpc-2.example"])

        @failover
        def block_number(target):
            return fetch(target.name)

    Attributes:
        targets: the targets, the best first.
    """

    __slots__ = ("targets", "_outcomes")
    _handle: _FailoverHandle | None
    targets: tuple[FailoverTarget, ...]

    def __init__(
        self,
        targets: Iterable[FailoverTarget | str],
        *,
        failures: Exceptions = (Exception,),
        ignore: Exceptions = (),
        is_failure: Predicate | None = None,
    ) -> None:
        """Makes one.

        Args:
            targets: 1 to 64, the best first; a `str` is the name of one without a breaker.
            failures: exceptions that are failures of a target, after which the next is tried.
            ignore: exceptions among them that say nothing about the target.
            is_failure: given a result, whether that is a failure.

        Raises:
            InvalidArgumentError, InvalidPolicyError: there are none or too many, or a level breaks
                a rule.
            InvalidHandleError: a breaker was closed.
            OutOfMemoryError, TooManyHandlesError, RandomUnavailableError: the system is at its end.
        """
        self._outcomes = Outcomes(failures, ignore, (), is_failure)
        self.targets = tuple(
            FailoverTarget(target) if isinstance(target, str) else target for target in targets
        )
        array = (_abi.kedge_failover_target * len(self.targets))()
        handle = _FailoverHandle()
        handle.callbacks = []
        used: list[object] = []
        for place, target in zip(array, self.targets):
            name = target.name.encode()
            place.name, place.name_len = name, len(name)
            place.level = clamped(target.level, 32)
            if target.breaker is not None:
                breaker = target.breaker._handle
                used.append(breaker)
                if breaker is not None:
                    handle.callbacks.append(breaker.callbacks)
                # A closed one has a handle that no breaker has.
                place.breaker = 1 if breaker is None else breaker
        self._begin(handle, functions.kedge_failover_create, array, len(self.targets))
        del used  # the call needed it

    def call(
        self,
        function: Callable[Concatenate[FailoverTarget, P], R],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        """Calls a function with one target after another, until one does not fail.

        Args:
            function: is given the target first.

        Raises:
            NoTargetError: none could be called; `retry_after` says when one may.
            What the function raised at last.
        """
        attempts = _Attempts(self)
        while True:
            target = attempts.next()
            try:
                result = function(target, *args, **kwargs)
            except BaseException as error:
                if not attempts.failed(error):
                    raise
            else:
                if not attempts.returned(result):
                    return result

    async def acall(
        self,
        function: Callable[Concatenate[FailoverTarget, P], Awaitable[R]],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        """As `call`, of a function whose result is awaited."""
        attempts = _Attempts(self)
        while True:
            target = attempts.next()
            try:
                result = await function(target, *args, **kwargs)
            except BaseException as error:
                if not attempts.failed(error):
                    raise
            else:
                if not attempts.returned(result):
                    return result

    def __call__(self, function: Callable[Concatenate[FailoverTarget, P], R]) -> Callable[P, R]:
        """Decorates a function, or a coroutine function, which is given the target first."""
        made: Callable[P, R] = decorated(function, self.call, self.acall)
        return made

    @property
    def level(self) -> int:
        """At which level a call would be served now, as far as breakers tell.

        Raises:
            NoTargetError: at none.
            InvalidHandleError: the failover was closed.
        """
        level = c_uint32()
        self._call(functions.kedge_failover_get_level, byref(level))
        return level.value

    def set_minimum_level(self, level: int) -> None:
        """Has calls pass over all targets below a level from now on; 0 for none.

        Raises:
            InvalidPolicyError: it is above that of the last target.
            InvalidHandleError: the failover was closed.
        """
        self._call(functions.kedge_failover_set_minimum_level, clamped(level, 32))

    def target_info(self, target: int) -> FailoverTargetInfo:
        """What a target came to, by its number in the list."""
        info = _abi.kedge_failover_target_info(sizeof(_abi.kedge_failover_target_info))
        self._call(functions.kedge_failover_get_target_info, or_largest(target, 32), byref(info))
        return FailoverTargetInfo(info)


class _Attempts:
    """One call's way through the targets."""

    __slots__ = (
        "_failover", "_handle", "_call", "_permit", "_target", "_retry_after", "_has_next",
    )  # fmt: skip

    def __init__(self, failover: Failover) -> None:
        self._failover = failover
        self._handle = failover._handle
        self._call = _abi.kedge_failover_call()
        self._permit = _abi.kedge_permit()
        self._target, self._retry_after = c_uint32(), c_uint64()
        status = functions.kedge_failover_begin(self._handle, byref(self._call))
        if status:
            raise failure(status)
        self._has_next = False

    def next(self) -> FailoverTarget:
        """The target to call; the first, or the one that `_end` has found."""
        if not self._has_next:
            status = self._advance()
            if status:
                raise told_failure(status, self._retry_after.value)
        self._has_next = False
        return self._failover.targets[self._target.value]

    def failed(self, error: BaseException) -> bool:
        """Ends an attempt that raised; whether there is another."""
        return self._end(self._failover._outcomes.of(error))

    def returned(self, result: object) -> bool:
        """Ends an attempt that returned; whether there is another."""
        is_failure = self._failover._outcomes.is_failure
        try:
            failed = is_failure is not None and is_failure(result)
        except BaseException as error:
            self._end(self._failover._outcomes.of(error))
            raise
        return self._end(FAILED if failed else SUCCEEDED)

    def _end(self, outcome: int) -> bool:
        functions.kedge_failover_finish(
            self._handle, byref(self._call), self._target, byref(self._permit), outcome
        )
        # Only what says something about the target is a reason to go on to the next.
        if outcome != FAILED and outcome != FAILED_FOR_GOOD:
            return False
        self._has_next = not self._advance()
        return self._has_next

    def _advance(self) -> int:
        return functions.kedge_failover_next(
            self._handle,
            byref(self._call),
            byref(self._target),
            byref(self._permit),
            byref(self._retry_after),
        )
