"""Rate limiters with keys: each client, address or tenant has the limit to itself."""

from __future__ import annotations

from ctypes import byref, c_int32, c_uint64, sizeof

from . import _abi
from ._call import Owner, clamped, default_options, failure
from ._library import functions
from ._resilience_call import SharedHandle, clock_handle, nanoseconds
from ._told import Told
from ._values import name_bytes, number_or_none, text
from .reservation import Reservation, awaited, reserved, waited
from .resilience_enums import RateLimitKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._resilience_call import Time
    from ._values import Text
    from .resilience_clock import ManualClock


class _KeyedHandle(SharedHandle):
    __slots__ = ()
    destroy = functions.kedge_keyed_rate_limiter_destroy


class KeyedRateLimiterInfo(Told):
    """What a rate limiter with keys has done, all of it at one moment.

    Attributes:
        admitted, limited: as in `RateLimiterInfo`, of all keys.
        key_count: keys that are remembered.
        maximum_keys: the most that are.
        forgotten_early: keys that had to make room although they were not as good as new. If it
            grows, `maximum_keys` is too small.

    Two are equal when all of this is equal.
    """

    __slots__ = ("admitted", "limited", "key_count", "maximum_keys", "forgotten_early")
    admitted: int
    limited: int
    key_count: int
    maximum_keys: int
    forgotten_early: int

    def __init__(self, told: _abi.kedge_keyed_rate_limiter_info) -> None:
        self._keep(*(getattr(told, name) for name in self.__slots__))

    def __repr__(self) -> str:
        return f"<KeyedRateLimiterInfo {self.key_count} keys, {self.admitted} admitted>"


class KeyedRateLimiter(Owner):
    """Lets calls pass no faster than a limit that each key has to itself: a client, say.

    When there are more keys than may be remembered, the one that was used longest ago is forgotten,
    and begins anew when it comes back. Any number of threads and tasks may use one.
    """

    __slots__ = ()
    _handle: _KeyedHandle | None

    def __init__(
        self,
        count: int,
        *,
        per: Time = 1.0,
        burst: int = 0,
        maximum_keys: int = 65_536,
        kind: RateLimitKind = RateLimitKind.TOKEN_BUCKET,
        clock: ManualClock | None = None,
    ) -> None:
        """Makes one that remembers no key yet.

        Args:
            maximum_keys: how many keys are remembered, 1 to 67,108,864; about 96 bytes for each.
            count, per, burst, kind, clock: as for `RateLimiter`, for each key.

        Raises:
            What `RateLimiter` raises.
        """
        options = default_options(
            _abi.kedge_keyed_rate_limiter_options, functions.kedge_keyed_rate_limiter_options_init
        )
        options.clock = clock_handle(clock)
        options.count, options.burst = number_or_none(count), number_or_none(burst)
        options.per_ns = nanoseconds(per, "per")
        options.maximum_keys = number_or_none(maximum_keys)
        options.kind = clamped(kind, 32)
        self._begin(_KeyedHandle(), functions.kedge_keyed_rate_limiter_create, byref(options))

    def try_acquire(self, key: Text, count: int = 1) -> bool:
        """Whether calls for a key may pass now, all of them or none; see `RateLimiter`.

        Args:
            key: any bytes, or a `str` as UTF-8.
        """
        call, number = functions.kedge_keyed_rate_limiter_acquire, number_or_none(count)
        status = call(self._handle, *text(key), number, None)
        if status and status != _abi.KEDGE_RATE_LIMITED:
            raise failure(status)
        return not status

    def acquire(self, key: Text, count: int = 1, *, timeout: Time | None = None) -> None:
        """Waits until calls for a key may pass; see `RateLimiter`."""
        waited(self.reserve(key, count, within=timeout))

    async def aacquire(self, key: Text, count: int = 1, *, timeout: Time | None = None) -> None:
        """As `acquire`, while other tasks run; one that is cancelled gives its place back."""
        await awaited(self.reserve(key, count, within=timeout))

    def reserve(self, key: Text, count: int = 1, *, within: Time | None = None) -> Reservation:
        """Takes places for a key's calls that may pass now or later; see `RateLimiter`."""
        name = name_bytes(key)
        arguments = (self._handle, name, len(name))
        reserve = functions.kedge_keyed_rate_limiter_reserve
        cancel = functions.kedge_keyed_rate_limiter_cancel
        return reserved(reserve, cancel, arguments, count, within)

    def available(self, key: Text) -> int:
        """How many calls for a key may pass at once now; to ask is no use of the key."""
        number = c_uint64()
        self._call(functions.kedge_keyed_rate_limiter_available, *text(key), byref(number))
        return number.value

    def forget(self, key: Text) -> bool:
        """Has a key begin anew, and tells whether it was remembered."""
        was = c_int32()
        self._call(functions.kedge_keyed_rate_limiter_forget, *text(key), byref(was))
        return bool(was.value)

    @property
    def info(self) -> KeyedRateLimiterInfo:
        """What it has done."""
        info = _abi.kedge_keyed_rate_limiter_info(sizeof(_abi.kedge_keyed_rate_limiter_info))
        self._call(functions.kedge_keyed_rate_limiter_get_info, byref(info))
        return KeyedRateLimiterInfo(info)
