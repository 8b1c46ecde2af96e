"""Circuit breakers by name."""

from __future__ import annotations

from ctypes import byref, c_int32

from ._breaker_options import packed
from ._call import Owner, clamped, failure, produce
from ._library import functions
from ._outcomes import Outcomes
from ._resilience_call import SharedHandle
from ._values import text
from .breaker import CircuitBreaker
from .breaker_permit import BreakerHandle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ._breaker_options import BreakerOptions

# Room for the names at the first try.
_NAMES = 1024


class _RegistryHandle(SharedHandle):
    __slots__ = ()
    destroy = functions.kedge_breaker_registry_destroy


class BreakerRegistry(Owner):
    """Circuit breakers by name, each made when it is first asked for.

    Any number of threads may use one. `len()` tells how many there are, `in` whether there is one.

        breakers = kedge.BreakerRegistry(maximum_count=100, open_time=10)
        breakers["payments"].call(pay)
    """

    __slots__ = ("_outcomes", "_outcomes_by_name")
    _handle: _RegistryHandle | None

    def __init__(self, *, maximum_count: int = 10_000, **defaults: Unpack[BreakerOptions]) -> None:
        """Makes a registry without breakers.

        Args:
            maximum_count: how many there may be, 1 to 1,000,000, so that names which strangers
                choose do not fill the memory.
            defaults: the options of `CircuitBreaker`, for those that have none of their own. The
                clock is that of all.

        Raises:
            InvalidArgumentError: the count is none of these.
            What `CircuitBreaker` raises.
        """
        options, outcomes, callbacks = packed(defaults)
        handle = _RegistryHandle()
        handle.callbacks = callbacks
        count = clamped(maximum_count, 64)
        self._begin(handle, functions.kedge_breaker_registry_create, byref(options), count)
        self._outcomes = outcomes
        self._outcomes_by_name: dict[str, Outcomes] = {}

    def set_options(self, name: str, **options: Unpack[BreakerOptions]) -> None:
        """Gives the breaker of a name options of its own; none at all for the defaults again.

        A breaker that was made already keeps what it was made with, until it is removed; what is a
        failure is that of whoever asks for it from now on.

        Raises:
            RegistryFullError: as many names have options as there may be breakers.
            What `CircuitBreaker` raises.
        """
        handle = self._handle
        if not options:
            self._call(functions.kedge_breaker_registry_set_options, *_name(name), None)
            self._outcomes_by_name.pop(name, None)
            return
        packed_options, outcomes, callbacks = packed(options)
        if handle is not None:
            # As long as anything of this registry: breakers may have been made with it already.
            handle.callbacks.extend(callbacks)
        self._call(
            functions.kedge_breaker_registry_set_options, *_name(name), byref(packed_options)
        )
        self._outcomes_by_name[name] = outcomes

    def get(self, name: str) -> CircuitBreaker:
        """The breaker of a name, which is made if there is none.

        All that are got for one name are one breaker, also when the registry was closed since. Keep
        it where calls are many.

        Raises:
            RegistryFullError: there are as many as there may be.
            OutOfMemoryError, TooManyHandlesError, InvalidHandleError.
        """
        registry, handle = self._handle, BreakerHandle()
        status = functions.kedge_breaker_registry_get(registry, *_name(name), byref(handle))
        if status:
            raise failure(status)
        assert registry is not None
        handle.callbacks = registry.callbacks
        return CircuitBreaker._shared(handle, self._outcomes_by_name.get(name, self._outcomes))

    __getitem__ = get

    def remove(self, name: str) -> bool:
        """Forgets a breaker, and tells whether there was one.

        Who has it keeps it, and the next who asks for the name gets another.
        """
        was_there = c_int32()
        self._call(functions.kedge_breaker_registry_remove, *_name(name), byref(was_there))
        return bool(was_there.value)

    @property
    def names(self) -> list[str]:
        """The names of all breakers, in their order by Unicode."""
        told = produce(functions.kedge_breaker_registry_names, _NAMES, self._handle)
        return told.decode().split("\0")[:-1]

    def __len__(self) -> int:
        return len(self.names)

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def __repr__(self) -> str:
        return f"<BreakerRegistry of {'nothing' if self._handle is None else len(self)}>"


def _name(name: str) -> tuple[bytes, int]:
    encoded, length = text(str.__str__(name))
    return encoded, length
