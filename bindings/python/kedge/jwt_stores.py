"""What verifiers remember of tokens: those that were taken, and those that no longer count."""

from __future__ import annotations

from ctypes import byref, c_size_t
from time import time

from . import _abi
from ._call import Handle, Owner, clamped, failure
from ._jwt_call import NEVER, seconds
from ._library import functions
from ._told import Told
from ._values import optional_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ._call import Failures

    StoreCall = Callable[["JWTIdentity", int], bool]


class _ReplayCacheHandle(Handle):
    __slots__ = ()
    destroy = functions.kedge_jwt_replay_cache_destroy


class _RevocationsHandle(Handle):
    __slots__ = ()
    destroy = functions.kedge_jwt_revocations_destroy


class JWTIdentity(Told):
    """What tells a token from others, of a token whose signature and times are good.

    Attributes:
        issuer: iss, or None.
        subject: sub, or None.
        id: jti, or None.
        issued_at: iat in Unix seconds, rounded down, or None.
        refused_from: when the verifier refuses the token for its age, in Unix seconds; None for
            never.
    """

    __slots__ = ("issuer", "subject", "id", "issued_at", "refused_from")
    issuer: str | None
    subject: str | None
    id: str | None
    issued_at: int | None
    refused_from: int | None

    def __init__(
        self,
        issuer: str | None,
        subject: str | None,
        id: str | None,
        issued_at: int | None,
        refused_from: int | None,
    ) -> None:
        self._keep(issuer, subject, id, issued_at, refused_from)

    def __repr__(self) -> str:
        return f"<JWTIdentity issuer {self.issuer!r}, subject {self.subject!r}, id {self.id!r}>"


def store_callback(store: StoreCall | None, failures: Failures, refuses: bool) -> Any:
    """`store` as the library calls it.

    Args:
        refuses: the answer that refuses a token.
    """
    if store is None:
        return _abi.kedge_jwt_store_call()

    def call(address: int, now: int, _: int | None) -> int:
        try:
            told = _abi.kedge_jwt_identity.from_address(address)
            answer = store(
                JWTIdentity(
                    _decoded(told.issuer),
                    _decoded(told.subject),
                    _decoded(told.id),
                    told.issued_at if told.has_issued_at else None,
                    told.refused_from if told.has_refused_from else None,
                ),
                now,
            )
            if answer is not True and answer is not False:
                raise TypeError(f"{store!r} returned {answer!r} instead of True or False")
            return int(answer is refuses)
        except BaseException as exception:
            failures.keep(exception)
            return -1

    return _abi.kedge_jwt_store_call(call)


class JWTReplayCache(Owner):
    """Remembers the tokens that were taken, in this process's memory, so that each is taken once.

    It remembers iss and jti until the token is refused for its age, never less. Where there is no
    room for another, that one is refused and nothing is forgotten instead: make the capacity the
    tokens of one lifetime. Any number of verifiers with the same leeway and maximum age may share
    it, on any threads; a verifier that was made with it keeps it when it is closed. A child of a
    fork goes on with a copy of its own.
    """

    __slots__ = ()
    _handle: _ReplayCacheHandle | None

    def __init__(self, capacity: int) -> None:
        """Makes an empty one.

        Args:
            capacity: 1 to 67,108,864 tokens; some 50 bytes for each are taken at once.

        Raises:
            InvalidArgumentError: it is none of these.
            OutOfMemoryError, RandomUnavailableError, TooManyHandlesError: the system is at its end.
        """
        create = functions.kedge_jwt_replay_cache_create
        self._begin(_ReplayCacheHandle(), create, clamped(capacity, 64))

    @property
    def count(self) -> int:
        """How many tokens it remembers, expired ones that were not removed yet among them."""
        return _written(functions.kedge_jwt_replay_cache_count, self._handle)

    def remove_expired(self, now: int | None = None) -> int:
        """Forgets all tokens that have expired, and tells how many they were.

        Verifications do it too, little by little. Afterwards a token that expires no later than one
        of those is refused, since it may have been one of them.

        Args:
            now: Unix seconds; the system's unless told.
        """
        call = functions.kedge_jwt_replay_cache_remove_expired
        return _written(call, self._handle, _now(now))


class JWTRevocations(Owner):
    """Knows which tokens no longer count, in this process's memory.

    Single tokens, and all that a subject or an issuer got before a time. Where there is no room for
    another entry, adding it fails and nothing is forgotten instead. Any number of verifiers and
    threads may share it; a verifier that was made with it keeps it when it is closed. A child of a
    fork goes on with a copy of its own.
    """

    __slots__ = ()
    _handle: _RevocationsHandle | None

    def __init__(self, capacity: int) -> None:
        """Makes an empty one.

        Args:
            capacity: 1 to 67,108,864 entries; some 50 bytes for each are taken at once.

        Raises:
            InvalidArgumentError: it is none of these.
            OutOfMemoryError, RandomUnavailableError, TooManyHandlesError: the system is at its end.
        """
        create = functions.kedge_jwt_revocations_create
        self._begin(_RevocationsHandle(), create, clamped(capacity, 64))

    def add_token(
        self, issuer: str | None, id: str, *, until: int | None = None, now: int | None = None
    ) -> None:
        """Revokes one token.

        Args:
            issuer: the token's iss; None means tokens that have none, not any issuer's.
            id: the token's jti.
            until: when the token has expired, in Unix seconds; None keeps the entry for good. One
                that is past does nothing.
            now: Unix seconds; the system's unless told.

        Raises:
            StoreFullError: there is no room for another entry; nothing changed.
        """
        self._call(
            functions.kedge_jwt_revocations_add_token,
            *optional_text(issuer),
            *_text(id),
            _until(until),
            _now(now),
        )

    def add_subject(
        self,
        issuer: str | None,
        subject: str,
        *,
        issued_before: int,
        until: int | None = None,
        now: int | None = None,
    ) -> None:
        """Revokes the tokens of a subject whose iat is below a time, and those without iat.

        Args:
            issuer: the tokens' iss; None means tokens that have none, not any issuer's.
            subject: the tokens' sub.
            issued_before: Unix seconds; a token of that very second still counts, unless an earlier
                call said a later time.
            until: when the last of them has expired, in Unix seconds; None keeps the entry for
                good.
            now: Unix seconds; the system's unless told.

        Raises:
            StoreFullError: there is no room for another entry; nothing changed.
        """
        self._call(
            functions.kedge_jwt_revocations_add_subject,
            *optional_text(issuer),
            *_text(subject),
            seconds(issued_before, "issued_before"),
            _until(until),
            _now(now),
        )

    def add_issuer(
        self,
        issuer: str | None,
        *,
        issued_before: int,
        until: int | None = None,
        now: int | None = None,
    ) -> None:
        """Revokes the tokens of an issuer whose iat is below a time, and those without iat.

        Args:
            issuer: the tokens' iss; None means tokens that have none.
            issued_before: Unix seconds; a token of that very second still counts, unless an earlier
                call said a later time.
            until: when the last of them has expired, in Unix seconds; None keeps the entry for
                good.
            now: Unix seconds; the system's unless told.

        Raises:
            StoreFullError: there is no room for another entry; nothing changed.
        """
        self._call(
            functions.kedge_jwt_revocations_add_issuer,
            *optional_text(issuer),
            seconds(issued_before, "issued_before"),
            _until(until),
            _now(now),
        )

    @property
    def count(self) -> int:
        """How many entries it has, expired ones that were not removed yet among them."""
        return _written(functions.kedge_jwt_revocations_count, self._handle)

    def remove_expired(self, now: int | None = None) -> int:
        """Removes all entries that have expired, and tells how many they were.

        Calls that add one do it too, little by little.

        Args:
            now: Unix seconds; the system's unless told.
        """
        call = functions.kedge_jwt_revocations_remove_expired
        return _written(call, self._handle, _now(now))


def _written(call: Callable[..., int], *arguments: object) -> int:
    number = c_size_t()
    status = call(*arguments, byref(number))
    if status:
        raise failure(status)
    return number.value


def _now(now: int | None) -> int:
    return int(time()) if now is None else seconds(now, "now")


def _until(until: int | None) -> int:
    return NEVER if until is None else seconds(until, "until")


def _decoded(text: bytes | None) -> str | None:
    # All of it: strict JSON has no NUL in a text, so none ends it early.
    return None if text is None else text.decode()


def _text(value: str) -> tuple[bytes, int]:
    encoded = str.encode(value)
    return encoded, len(encoded)
