"""The enumerations of resilience, in a module that is imported when one of them is first used.

Python's own `enum` takes longer to import than all the rest of this package.
"""

from __future__ import annotations

from enum import IntEnum

from . import _abi


class BreakerState(IntEnum):
    """What a circuit breaker does with calls."""

    CLOSED = _abi.KEDGE_BREAKER_CLOSED
    """They pass and are judged."""
    DISABLED = _abi.KEDGE_BREAKER_DISABLED
    """They pass, and nothing is counted."""
    METRICS_ONLY = _abi.KEDGE_BREAKER_METRICS_ONLY
    """They pass and are counted, and it never opens."""
    OPEN = _abi.KEDGE_BREAKER_OPEN
    """They are rejected until the open time is over."""
    HALF_OPEN = _abi.KEDGE_BREAKER_HALF_OPEN
    """A set number of them pass, which decide whether it closes or opens again."""
    FORCED_OPEN = _abi.KEDGE_BREAKER_FORCED_OPEN
    """They are rejected until somebody says otherwise."""


class BreakerReason(IntEnum):
    """Why a circuit breaker changed its state."""

    CONSECUTIVE_FAILURES = _abi.KEDGE_REASON_CONSECUTIVE_FAILURES
    """So many failures without a success between them."""
    FAILURE_RATE = _abi.KEDGE_REASON_FAILURE_RATE
    """The share of failures of a window reached its limit."""
    SLOW_CALL_RATE = _abi.KEDGE_REASON_SLOW_CALL_RATE
    """The share of slow calls of a window reached its limit."""
    OPEN_TIME_OVER = _abi.KEDGE_REASON_OPEN_TIME_OVER
    """The open time is over."""
    PROBES_SUCCEEDED = _abi.KEDGE_REASON_PROBES_SUCCEEDED
    """Not too many of the calls that passed in half-open state failed or were slow."""
    PROBES_FAILED = _abi.KEDGE_REASON_PROBES_FAILED
    """Too many of them failed, or were taken back."""
    PROBES_SLOW = _abi.KEDGE_REASON_PROBES_SLOW
    """Too many of them were slow."""
    HALF_OPEN_TIME_OVER = _abi.KEDGE_REASON_HALF_OPEN_TIME_OVER
    """It was in half-open state for too long."""
    MANUAL = _abi.KEDGE_REASON_MANUAL
    """Somebody said so."""
    RESTORED = _abi.KEDGE_REASON_RESTORED
    """It was restored from what was saved."""


class CallOutcome(IntEnum):
    """What a call came to."""

    SUCCEEDED = _abi.KEDGE_CALL_SUCCEEDED
    """A success."""
    FAILED = _abi.KEDGE_CALL_FAILED_ONCE
    """A failure that may pass."""
    IGNORED = _abi.KEDGE_CALL_IGNORED
    """It says nothing about the service, and is not tried again: a request that was wrong, say."""
    FAILED_FOR_GOOD = _abi.KEDGE_CALL_FAILED_FOR_GOOD
    """A failure that comes back however often the call is made."""
    TIMED_OUT = _abi.KEDGE_CALL_TIMED_OUT
    """The time that it was given is over."""
    CANCELLED = _abi.KEDGE_CALL_CANCELLED
    """The caller wants the answer no more."""
    CIRCUIT_OPEN = _abi.KEDGE_CALL_CIRCUIT_OPEN
    """A breaker of the caller's own let it not pass."""


class Backoff(IntEnum):
    """How delays between attempts grow."""

    CONSTANT = _abi.KEDGE_BACKOFF_CONSTANT
    """Always the first."""
    EXPONENTIAL = _abi.KEDGE_BACKOFF_EXPONENTIAL
    """The first, multiplied with a factor after each attempt, up to the longest."""
    DECORRELATED = _abi.KEDGE_BACKOFF_DECORRELATED
    """At random between the first and three times the one before, up to the longest."""


class Jitter(IntEnum):
    """How delays are shortened at random, so that callers do not come back all at once."""

    NONE = _abi.KEDGE_JITTER_NONE
    """Not at all."""
    FULL = _abi.KEDGE_JITTER_FULL
    """To anything between nothing and the whole delay."""
    EQUAL = _abi.KEDGE_JITTER_EQUAL
    """To anything between half of the delay and the whole."""
    SHARE = _abi.KEDGE_JITTER_SHARE
    """By up to a share of it."""


class RateLimitKind(IntEnum):
    """How a rate limiter counts."""

    TOKEN_BUCKET = _abi.KEDGE_RATE_TOKEN_BUCKET
    """A bucket of tokens, full at first and filled evenly, of which each call takes one."""
    GCRA = _abi.KEDGE_RATE_GCRA
    """The generic cell rate algorithm, which lets the same calls pass as the bucket."""
    SLIDING_WINDOW = _abi.KEDGE_RATE_SLIDING_WINDOW
    """At most so many calls in any time of the length, wherever it begins."""


class FaultLatency(IntEnum):
    """For how long a fault injector holds calls up."""

    NONE = _abi.KEDGE_FAULT_LATENCY_NONE
    """Not at all."""
    CONSTANT = _abi.KEDGE_FAULT_LATENCY_CONSTANT
    """Each call for `first`."""
    UNIFORM = _abi.KEDGE_FAULT_LATENCY_UNIFORM
    """Every time from `first` to `second` is as likely as any other."""
    EXPONENTIAL = _abi.KEDGE_FAULT_LATENCY_EXPONENTIAL
    """Many short times and few long ones, of the mean `first` and no longer than `second`."""
    NORMAL = _abi.KEDGE_FAULT_LATENCY_NORMAL
    """Around the mean `first` with the standard deviation `second`."""
    PERCENTILES = _abi.KEDGE_FAULT_LATENCY_PERCENTILES
    """As measured, evenly between each of the percentiles and the next."""


class LayerKind(IntEnum):
    """What a layer of a pipeline does, from the outside in the recommended order."""

    FALLBACK = _abi.KEDGE_LAYER_FALLBACK
    """Gives the call's fallback where everything inside has failed."""
    DEADLINE = _abi.KEDGE_LAYER_DEADLINE
    """Limits the time of everything inside."""
    RATE_LIMITER = _abi.KEDGE_LAYER_RATE_LIMITER
    """Lets calls pass no faster than a rate limiter allows."""
    BULKHEAD = _abi.KEDGE_LAYER_BULKHEAD
    """Lets so many calls pass at once as a bulkhead has places."""
    RETRY = _abi.KEDGE_LAYER_RETRY
    """Tries again what is inside."""
    FAILOVER = _abi.KEDGE_LAYER_FAILOVER
    """Goes to the first target that can be called, and on to the next where that fails."""
    BREAKER = _abi.KEDGE_LAYER_BREAKER
    """Keeps calls away while a breaker is open."""
    ATTEMPT_DEADLINE = _abi.KEDGE_LAYER_ATTEMPT_DEADLINE
    """Limits the time of one attempt."""


class LayerOrder(IntEnum):
    """In which order the layers of a pipeline are."""

    RECOMMENDED = _abi.KEDGE_ORDER_RECOMMENDED
    """As the list of `LayerKind` stands, the outermost first."""
    AS_GIVEN = _abi.KEDGE_ORDER_AS_GIVEN
    """As they are given, the outermost first."""
