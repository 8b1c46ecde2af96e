"""What unlocks a keyring: a passphrase, a key, or a key service."""

from __future__ import annotations

from ctypes import byref, memmove, string_at

from . import _abi
from ._call import ClosedByWith, Failures, Handle, borrow, clamped, default_options, failure
from ._library import functions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Union

    from typing_extensions import Buffer


class _UnlockHandle(Handle):
    __slots__ = ()
    destroy = functions.kedge_unlock_destroy


class Unlock(ClosedByWith):
    """What unlocks a keyring: a `Passphrase`, a `WrappingKey` or a `KeyService`.

    It may be used for any number of rings and by any number of threads, and closed as soon as the
    ring is open.
    """

    __slots__ = ("_handle", "_failures", "_callbacks", "__weakref__")

    def __init__(self) -> None:
        raise TypeError("make a Passphrase, a WrappingKey or a KeyService")

    def _begin(
        self,
        handle: _UnlockHandle,
        status: int,
        callbacks: tuple[Any, ...] = (),
        failures: Failures | None = None,
    ) -> None:
        if status:
            raise failure(status)
        self._handle: _UnlockHandle | None = handle
        # What the library may call: each ring that was opened with it keeps it too.
        self._callbacks = callbacks
        self._failures = failures or Failures()

    def close(self) -> None:
        """Wipes what it holds; afterwards every call with it raises `InvalidHandleError`.

        Another close does nothing. An object that nobody refers to any more is closed by itself.
        """
        self._handle = None


def checked(unlock: Unlock) -> Unlock:
    """The unlock, which is a passphrase's text by mistake now and then."""
    if not isinstance(unlock, Unlock):
        raise TypeError(
            f"unlock has to be a Passphrase, a WrappingKey or a KeyService, not {type(unlock)}"
        )
    return unlock


class Passphrase(Unlock):
    """A passphrase, made into a key by scrypt, which takes time and memory on purpose.

    Source: RFC 7914.
    """

    __slots__ = ()

    def __init__(
        self,
        passphrase: Union[str, Buffer],
        *,
        scrypt_n: int = 131_072,
        scrypt_r: int = 8,
        scrypt_p: int = 1,
        max_memory_bytes: int = 512 * 2**20,
        max_work: int = 2**24,
    ) -> None:
        """Makes an unlock from a passphrase.

        Args:
            passphrase: text, which is taken as UTF-8 and not normalised, or bytes. A `bytearray`
                can be wiped by the caller afterwards.
            scrypt_n: N of scrypt for rings that are saved with it, a power of two, 2 to 2**31. The
                default takes 128 MiB and some tenths of a second.
            scrypt_r: r of scrypt.
            scrypt_p: p of scrypt.
            max_memory_bytes: the most memory that a ring's own parameters may ask for; checked
                before any is reserved.
            max_work: the most work that they may ask for, as N * r * p.

        Raises:
            InvalidArgumentError: a parameter of scrypt is not one of these, or beyond the limits.
            OutOfMemoryError, RandomUnavailableError, TooManyHandlesError: the system is at its end.
        """
        options = default_options(
            _abi.kedge_passphrase_options, functions.kedge_passphrase_options_init
        )
        options.scrypt_n = clamped(scrypt_n, 64)
        options.scrypt_r = clamped(scrypt_r, 32)
        options.scrypt_p = clamped(scrypt_p, 32)
        options.max_memory_bytes = clamped(max_memory_bytes, 64)
        options.max_work = clamped(max_work, 64)
        data, length = borrow(passphrase.encode() if isinstance(passphrase, str) else passphrase)
        handle = _UnlockHandle()
        create = functions.kedge_unlock_create_passphrase
        self._begin(handle, create(data, length, byref(options), byref(handle)))


class WrappingKey(Unlock):
    """A key of 32 random bytes, from a key file or a secret store."""

    __slots__ = ()

    def __init__(self, key: Buffer) -> None:
        """Makes an unlock from a key, which is copied into locked memory.

        Args:
            key: 32 bytes. A `bytearray` can be wiped by the caller afterwards.

        Raises:
            InvalidKeyLengthError: it has another length.
            OutOfMemoryError, RandomUnavailableError, TooManyHandlesError: the system is at its end.
        """
        data, length = borrow(key)
        handle = _UnlockHandle()
        self._begin(handle, functions.kedge_unlock_create_key(data, length, byref(handle)))


class KeyService(Unlock):
    """A key service outside, such as a cloud's or a hardware module, which wraps the ring's key.

    What its functions raise is raised by the call of the ring that needed them.
    """

    __slots__ = ()

    def __init__(
        self, wrap: Callable[[bytes], Buffer], unwrap: Callable[[bytes], Buffer]
    ) -> None:
        """Makes an unlock from two functions.

        They run in the thread of the call that needs them, and may take long: no lock is held.

        Args:
            wrap: takes a data key of 32 bytes and returns it wrapped, 1 to 4,096 bytes.
            unwrap: takes what `wrap` returned and returns the data key.

        Raises:
            OutOfMemoryError, RandomUnavailableError, TooManyHandlesError: the system is at its end.
        """
        failures = Failures()
        callbacks = _service_call(wrap, failures), _service_call(unwrap, failures)
        handle = _UnlockHandle()
        status = functions.kedge_unlock_create_service(*callbacks, None, byref(handle))
        self._begin(handle, status, callbacks, failures)


def _service_call(function: Callable[[bytes], Buffer], failures: Failures) -> Any:
    def call(data: int, length: int, out: int, capacity: int, out_len: Any, _: int | None) -> int:
        try:
            answer, answer_length = borrow(function(string_at(data, length)))
            if not 0 < answer_length <= capacity:
                raise ValueError(
                    f"the key service returned {answer_length} bytes instead of 1 to {capacity}"
                )
            memmove(out, answer, answer_length)
            out_len[0] = answer_length
            return 0
        except BaseException as exception:
            failures.keep(exception)
            return 1

    return _abi.kedge_key_service_call(call)
