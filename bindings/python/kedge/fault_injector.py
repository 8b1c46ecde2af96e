"""Fault injection: some calls are made to fail or late, so that a test sees what callers do."""

from __future__ import annotations

from ctypes import byref, c_int32, c_uint64, sizeof
from time import sleep as _sleep

from . import _abi
from ._call import Owner, clamped, default_options, failure
from ._library import functions
from ._outcomes import decorated
from ._resilience_call import SharedHandle, millionths, nanoseconds, seconds
from ._told import Told
from ._values import number_or_none
from .resilience_enums import FaultLatency

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, TypeVar

    from typing_extensions import ParamSpec

    from ._resilience_call import Time

    P = ParamSpec("P")
    R = TypeVar("R")


class InjectedFault(Exception):
    """A failure that a fault injector made, for a test."""


class _InjectorHandle(SharedHandle):
    __slots__ = ()
    destroy = functions.kedge_fault_injector_destroy


class Fault(Told):
    """What is to be done to a call.

    Attributes:
        is_failure: whether it is to fail instead of being made.
        delay: for how many seconds it is to be held up before; 0 for not at all.

    Two are equal when all of this is equal.
    """

    __slots__ = ("is_failure", "delay")
    is_failure: bool
    delay: float

    def __init__(self, is_failure: bool, delay: float) -> None:
        self._keep(is_failure, delay)

    def __repr__(self) -> str:
        return f"<Fault {'failure' if self.is_failure else 'none'}, delay {self.delay} s>"


class FaultInjectorInfo(Told):
    """What a fault injector has done.

    Attributes:
        calls: calls that asked while it was enabled.
        failures: of those, the ones that were made to fail.
        delays: of those, the ones that were held up, some of which were made to fail too.
        faults: of those, the ones that were made to fail or held up.
        is_enabled: whether it is enabled.

    Two are equal when all of this is equal.
    """

    __slots__ = ("calls", "failures", "delays", "faults", "is_enabled")
    calls: int
    failures: int
    delays: int
    faults: int
    is_enabled: bool

    def __init__(self, told: _abi.kedge_fault_injector_info) -> None:
        counts = (getattr(told, name) for name in self.__slots__[:-1])
        self._keep(*counts, bool(told.is_enabled))

    def __repr__(self) -> str:
        return f"<FaultInjectorInfo {self.faults} faults of {self.calls} calls>"


class FaultInjector(Owner):
    """Makes some calls fail or late, so that a test sees what callers make of that.

    It does nothing until it is enabled. It decorates a function, with or without `async`, or is
    asked with `disturb` where a call is made.

        faults = kedge.FaultInjector(error_rate=0.1, maximum_faults=1000)
        faults.enable()
        fetch = faults(fetch)
    """

    __slots__ = ()
    _handle: _InjectorHandle | None

    def __init__(
        self,
        *,
        maximum_faults: int | None,
        error_rate: float = 0.0,
        latency: FaultLatency = FaultLatency.NONE,
        first: Time = 0.0,
        second: Time = 0.0,
        percentiles: Iterable[tuple[float, Time]] = (),
        seed: int | None = None,
    ) -> None:
        """Makes one that does nothing yet.

        Args:
            maximum_faults: after how many calls that were made to fail or held up it stops for
                good; None for never, which nobody is to say by mistake.
            error_rate: which share of calls fails, 0 to 1.
            latency: for how long calls are held up.
            first, second: in seconds, as `latency` has them.
            percentiles: of `FaultLatency.PERCENTILES`: shares that rise from 0 to 1, and the times
                that such a share of calls does not exceed.
            seed: decides the sequence of faults; it is another one each time unless told.

        Raises:
            InvalidPolicyError: an option is outside its range.
            ValueError: a time or a share is none that the library could be given.
            OutOfMemoryError, TooManyHandlesError, RandomUnavailableError: the system is at its end.
        """
        options = default_options(
            _abi.kedge_fault_injector_options, functions.kedge_fault_injector_options_init
        )
        options.error_rate_ppm = millionths(error_rate, "error_rate")
        options.maximum_faults = number_or_none(maximum_faults)
        options.latency = clamped(latency, 32)
        options.first_ns = nanoseconds(first, "first")
        options.second_ns = nanoseconds(second, "second")
        points = [
            _abi.kedge_fault_percentile(millionths(share, "share"), nanoseconds(time, "time"))
            for share, time in percentiles
        ]
        if points:
            options.percentiles = (_abi.kedge_fault_percentile * len(points))(*points)
            options.percentile_count = len(points)
        if seed is not None:
            options.seed, options.has_seed = seed & _abi.KEDGE_NO_LIMIT, 1
        self._begin(_InjectorHandle(), functions.kedge_fault_injector_create, byref(options))

    def enable(self) -> None:
        """Begins, or goes on with the sequence."""
        self._call(functions.kedge_fault_injector_enable)

    def disable(self) -> None:
        """Leaves all calls alone."""
        self._call(functions.kedge_fault_injector_disable)

    def next(self) -> Fault:
        """What is to be done to the next call; the caller does it."""
        is_failure, delay = c_int32(), c_uint64()
        status = functions.kedge_fault_injector_next(self._handle, byref(is_failure), byref(delay))
        if status:
            raise failure(status)
        return Fault(bool(is_failure.value), seconds(delay.value))

    def disturb(self) -> None:
        """Does to the next call what is to be done to it: first the wait, then the failure.

        Raises:
            InjectedFault: it is to fail.
            InvalidHandleError: the injector was closed.
        """
        fault = self.next()
        if fault.delay:
            _sleep(fault.delay)
        if fault.is_failure:
            raise InjectedFault("failure injected for a test")

    async def adisturb(self) -> None:
        """As `disturb`, while other tasks run."""
        fault = self.next()
        if fault.delay:
            from asyncio import sleep

            await sleep(fault.delay)
        if fault.is_failure:
            raise InjectedFault("failure injected for a test")

    def __call__(self, function: Callable[P, R]) -> Callable[P, R]:
        """Decorates a function, or a coroutine function, so that its calls are disturbed."""
        made: Callable[P, R] = decorated(function, self._disturbed, self._adisturbed)
        return made

    def _disturbed(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        self.disturb()
        return function(*args, **kwargs)

    async def _adisturbed(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        await self.adisturb()
        return await function(*args, **kwargs)

    @property
    def info(self) -> FaultInjectorInfo:
        """What it has done."""
        info = _abi.kedge_fault_injector_info(sizeof(_abi.kedge_fault_injector_info))
        self._call(functions.kedge_fault_injector_get_info, byref(info))
        return FaultInjectorInfo(info)
