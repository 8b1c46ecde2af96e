"""Layers of pipelines, and what pipelines tell of themselves."""

from __future__ import annotations

from ctypes import c_void_p

from . import _abi
from ._resilience_call import nanoseconds
from ._told import Told
from .breaker import CircuitBreaker
from .bulkhead import Bulkhead
from .failover import Failover
from .rate_limiter import RateLimiter
from .resilience_enums import LayerKind
from .retry import Retry

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, Union

    from ._resilience_call import SharedHandle, Time

    Guard = Union[RateLimiter, Bulkhead, Retry, Failover, CircuitBreaker]
    Layer = Union["PipelineLayer", Guard]

# What a layer works with, and the field of the library's that it stands in.
_GUARDS = (
    (RateLimiter, LayerKind.RATE_LIMITER, "rate_limiter"),
    (Bulkhead, LayerKind.BULKHEAD, "bulkhead"),
    (Retry, LayerKind.RETRY, "retry"),
    (Failover, LayerKind.FAILOVER, "failover"),
    (CircuitBreaker, LayerKind.BREAKER, "breaker"),
)


class PipelineLayer(Told):
    """One layer of a pipeline.

    A breaker, a retry, a bulkhead or a failover is its own layer, and so is a rate limiter that
    calls do not wait for.

    Attributes:
        kind: what it does.
        guard: what it works with; None for deadlines and fallbacks.
        limit: of deadlines the time, of a rate limiter how long a call may wait.

    Two are equal when all of this is equal.
    """

    __slots__ = ("kind", "guard", "limit")
    kind: LayerKind
    guard: Guard | None
    limit: Time

    def __init__(self, kind: LayerKind, guard: Guard | None = None, limit: Time = 0.0) -> None:
        self._keep(kind, guard, limit)

    @classmethod
    def fallback(cls) -> PipelineLayer:
        """Gives the call's fallback where everything inside has failed."""
        return cls(LayerKind.FALLBACK)

    @classmethod
    def deadline(cls, time: Time) -> PipelineLayer:
        """Limits the seconds of everything inside."""
        return cls(LayerKind.DEADLINE, limit=time)

    @classmethod
    def attempt_deadline(cls, time: Time) -> PipelineLayer:
        """Limits the seconds of one attempt."""
        return cls(LayerKind.ATTEMPT_DEADLINE, limit=time)

    @classmethod
    def rate_limiter(cls, limiter: RateLimiter, maximum_wait: Time = 0.0) -> PipelineLayer:
        """Lets calls pass no faster than a rate limiter allows, after a wait of so many seconds."""
        return cls(LayerKind.RATE_LIMITER, limiter, maximum_wait)

    def __repr__(self) -> str:
        return f"<PipelineLayer {self.kind.name.lower()}>"


def packed(given: Iterable[Layer]) -> tuple[Any, tuple[PipelineLayer, ...], list[object]]:
    """Layers for a call, what they are, and the callbacks that have to live as the pipeline."""
    layers = tuple(_layer(layer) for layer in given)
    array = (_abi.kedge_pipeline_layer * len(layers))()
    callbacks: list[object] = []
    for place, layer in zip(array, layers):
        place.kind = max(0, min(layer.kind, 0xFFFFFFFF))
        place.limit_ns = nanoseconds(layer.limit, layer.kind.name.lower())
        for kind, _, field in _GUARDS:
            if isinstance(layer.guard, kind):
                handle: SharedHandle | None = layer.guard._handle
                # A closed one has a handle that none of its kind has. A copy of the number, because
                # the guard may be closed meanwhile; the array would not keep it alive.
                setattr(place, field, handle if handle is not None else c_void_p(1))
                callbacks.append(getattr(handle, "callbacks", None))
    return array, layers, callbacks


def _layer(given: Layer) -> PipelineLayer:
    if isinstance(given, PipelineLayer):
        return given
    for kind, number, _ in _GUARDS:
        if isinstance(given, kind):
            return PipelineLayer(number, given)
    raise TypeError(f"{given!r} is no layer of a pipeline; see PipelineLayer")


class PipelineLayerInfo(Told):
    """What a layer of a pipeline came to.

    Attributes:
        kind: what it does.
        decided: how often it decided how a call ended.
        repeated: attempts that it brought about beside the first: of a retry or a failover.

    Two are equal when all of this is equal.
    """

    __slots__ = ("kind", "decided", "repeated")
    kind: LayerKind
    decided: int
    repeated: int

    def __init__(self, kind: LayerKind, decided: int, repeated: int) -> None:
        self._keep(kind, decided, repeated)

    def __repr__(self) -> str:
        return f"<PipelineLayerInfo {self.kind.name}, decided {self.decided}>"


class PipelineInfo(Told):
    """What a pipeline came to.

    Attributes:
        calls: calls that began.
        successes: calls that ended with a success.
        layers: what each of its layers came to, from the outside.

    Two are equal when all of this is equal.
    """

    __slots__ = ("calls", "successes", "layers")
    calls: int
    successes: int
    layers: tuple[PipelineLayerInfo, ...]

    def __init__(self, calls: int, successes: int, layers: tuple[PipelineLayerInfo, ...]) -> None:
        self._keep(calls, successes, layers)

    def __repr__(self) -> str:
        return f"<PipelineInfo {self.calls} calls, {self.successes} successes>"
