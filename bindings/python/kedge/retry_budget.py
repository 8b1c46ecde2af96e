"""Retry budgets: what users of one service share, so that retries do not multiply its load."""

from __future__ import annotations

from ctypes import byref, sizeof

from . import _abi
from ._call import Owner, default_options
from ._library import functions
from ._resilience_call import SharedHandle, clock_handle, nanoseconds
from ._told import Told

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._resilience_call import Time
    from .resilience_clock import ManualClock


class _BudgetHandle(SharedHandle):
    __slots__ = ()
    destroy = functions.kedge_retry_budget_destroy


class RetryBudgetInfo(Told):
    """What a retry budget has counted.

    Attributes:
        calls: calls of the window.
        retries: retries of the window.

    Two are equal when all of this is equal.
    """

    __slots__ = ("calls", "retries")
    calls: int
    retries: int

    def __init__(self, calls: int, retries: int) -> None:
        self._keep(calls, retries)

    def __repr__(self) -> str:
        return f"<RetryBudgetInfo {self.calls} calls, {self.retries} retries>"


class RetryBudget(Owner):
    """What all users of one service share, so that retries do not multiply its load.

    Unless told, there may be a retry for five calls, and ten a second beside.
    """

    __slots__ = ()
    _handle: _BudgetHandle | None

    def __init__(
        self,
        *,
        share: float = 0.2,
        floor_per_second: float = 10.0,
        window: Time = 10.0,
        clock: ManualClock | None = None,
    ) -> None:
        """Makes one.

        Args:
            share: how many retries there may be for each call.
            floor_per_second: how many there may be beside, however few calls there are.
            window: over how many seconds they are counted, 1 to 3,600.
            clock: for tests.

        Raises:
            InvalidPolicyError: an option is outside its range.
            OutOfMemoryError, TooManyHandlesError, RandomUnavailableError: the system is at its end.
        """
        options = default_options(
            _abi.kedge_retry_budget_options, functions.kedge_retry_budget_options_init
        )
        options.clock = clock_handle(clock)
        options.share, options.floor_per_second = share, floor_per_second
        options.window_ns = nanoseconds(window, "window")
        self._begin(_BudgetHandle(), functions.kedge_retry_budget_create, byref(options))

    def deposit(self) -> None:
        """Counts a call, where it is no `Retry` that does."""
        self._call(functions.kedge_retry_budget_deposit)

    def withdraw(self) -> None:
        """Asks for a retry and counts it, where it is no `Retry` that does.

        Raises:
            RetryBudgetUsedError: there have been as many as there may be.
        """
        self._call(functions.kedge_retry_budget_withdraw)

    @property
    def info(self) -> RetryBudgetInfo:
        """What it has counted."""
        info = _abi.kedge_retry_budget_info(sizeof(_abi.kedge_retry_budget_info))
        self._call(functions.kedge_retry_budget_get_info, byref(info))
        return RetryBudgetInfo(info.calls, info.retries)
