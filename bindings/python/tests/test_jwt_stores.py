"""Tokens that were taken before, or revoked: the stores, and callbacks in their place."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import pytest

import kedge
from test_threads import in_threads
from tokens import NOW, signed, token, verifier
from wallets import refused, refused_when_closed


def test_a_replay_cache_takes_each_token_once(secret: kedge.JWTKey) -> None:
    now = NOW
    with kedge.JWTReplayCache(3) as cache:
        made = verifier(secret, replay_cache=cache, clock=lambda: now)
        twin = verifier(secret, replay_cache=cache, clock=lambda: now)
        first = token(jti="1")
        assert made.verify(first)["jti"] == "1" and cache.count == 1
        refused(kedge.TokenReplayedError, lambda: made.verify(first), lambda: twin.verify(first))
        assert twin.verify_token(token(jti="1", iss="other")).text("jti") == "1"
        refused(kedge.MissingClaimError, lambda: made.verify(token()))
        assert made.verify(token(jti="2")) and cache.count == 3
        refused(kedge.TokenStoreUnavailableError, lambda: made.verify(token(jti="3")))
        assert not issubclass(kedge.TokenStoreUnavailableError, kedge.TokenRefusedError)
        assert cache.remove_expired(NOW + 59) == 0 and cache.count == 3
        assert cache.remove_expired(NOW + 60) == 3 and cache.count == 0
        assert cache.remove_expired() == 0
        refused(ValueError, lambda: cache.remove_expired(2**63))
    refused_when_closed(cache, lambda: cache.count, cache.remove_expired)
    refused(kedge.InvalidHandleError, lambda: verifier(secret, replay_cache=cache))
    # The verifier keeps it. What expires when forgotten ones did may have been one of them.
    refused(kedge.TokenStoreUnavailableError, lambda: made.verify(token(jti="4")))
    assert made.verify(token(jti="4", exp=NOW + 61))
    refused(kedge.TokenReplayedError, lambda: made.verify(token(jti="4", exp=NOW + 61)))
    for capacity in (0, -1, 2**26 + 1, 2**64, 2**64 + 5):
        refused(kedge.InvalidArgumentError, lambda: kedge.JWTReplayCache(capacity))


def test_a_replay_cache_takes_a_token_once_from_any_number_of_threads(
    secret: kedge.JWTKey,
) -> None:
    made = verifier(secret, replay_cache=kedge.JWTReplayCache(1000))
    tokens = [token(jti=str(number)) for number in range(300)]

    def work(_: int) -> set[str]:
        taken = set()
        for one in tokens:
            try:
                taken.add(made.verify(one)["jti"])
            except kedge.TokenReplayedError:
                pass
        return taken

    taken = in_threads(work)
    assert sum(map(len, taken)) == len(set().union(*taken)) == 300


def test_revoked_tokens_do_not_count(secret: kedge.JWTKey) -> None:
    with kedge.JWTRevocations(3) as revoked:
        made = verifier(secret, revocations=revoked)
        good = token(iss="me", sub="alice", jti="1", iat=NOW - 10)
        assert made.verify(good)
        revoked.add_token("me", "1", until=NOW + 60, now=NOW)
        refused(kedge.TokenRevokedError, lambda: made.verify(good))
        assert made.verify(token(iss="me", sub="alice", jti="2", iat=NOW - 10))
        assert made.verify(token(sub="alice", jti="1", iat=NOW - 10))
        revoked.add_subject("me", "alice", issued_before=NOW - 9, until=NOW + 60, now=NOW)
        refused(
            kedge.TokenRevokedError,
            lambda: made.verify(token(iss="me", sub="alice", iat=NOW - 10)),
            lambda: made.verify(token(iss="me", sub="alice")),
        )
        assert made.verify(token(iss="me", sub="alice", iat=NOW - 9))
        assert made.verify(token(iss="me", sub="bob", iat=NOW - 10))
        revoked.add_issuer(None, issued_before=NOW, now=NOW)
        refused(kedge.TokenRevokedError, lambda: made.verify(token(iat=NOW - 1)))
        assert made.verify(token(iss="you", iat=NOW - 1))
        assert revoked.count == 3
        revoked.add_token("me", "past", until=NOW, now=NOW)
        assert revoked.count == 3
        calls: list[Callable[[], object]] = [
            lambda: revoked.add_token("me", "3", now=NOW),
            lambda: revoked.add_subject("me", "eve", issued_before=1, now=NOW),
            lambda: revoked.add_issuer("me", issued_before=1, now=NOW),
        ]
        refused(kedge.StoreFullError, *calls)
        assert revoked.remove_expired(NOW + 60) == 2 and revoked.count == 1
        revoked.add_token("me", "4")
        assert revoked.remove_expired() == 0 and revoked.count == 2
        refused(TypeError, lambda: revoked.add_token("me", None))  # type: ignore[arg-type]
        refused(ValueError, lambda: revoked.add_token("me", "5", until=2**63))
    refused_when_closed(revoked, lambda: revoked.count, revoked.remove_expired, *calls)
    refused(kedge.InvalidHandleError, lambda: verifier(secret, revocations=revoked))
    refused(kedge.TokenRevokedError, lambda: made.verify(token(iat=NOW - 1)))  # which keeps it


def test_a_store_of_the_callers_is_asked(secret: kedge.JWTKey) -> None:
    asked: list[Any] = []

    def admit(identity: kedge.JWTIdentity, now: int) -> bool:
        asked.append((identity, now))
        return identity.id != "taken"

    def is_revoked(identity: kedge.JWTIdentity, now: int) -> bool:
        asked.append(now)
        return identity.subject == "eve"

    made = verifier(secret, admit=admit, is_revoked=is_revoked, leeway_seconds=5)
    good = token(iss="mé", sub="", jti="1", iat=NOW - 3)
    assert made.verify(good)["jti"] == "1"
    identity = kedge.JWTIdentity("mé", "", "1", NOW - 3, NOW + 65)
    assert sorted(asked, key=str) == sorted([(identity, NOW), NOW], key=str)
    assert "mé" in repr(identity) and pickle.loads(pickle.dumps(identity)) == identity
    refused(kedge.TokenReplayedError, lambda: made.verify(token(jti="taken")))
    refused(kedge.TokenRevokedError, lambda: made.verify_token(token(jti="1", sub="eve")))
    asked.clear()
    refused(kedge.BadSignatureError, lambda: made.verify(good[:-4] + "AAAA"))
    refused(kedge.TokenExpiredError, lambda: made.verify(token(jti="1", exp=NOW - 9)))
    assert asked == []
    lasting = verifier(secret, is_revoked=is_revoked, requires_expiry=False)
    assert lasting.verify(signed("{}")) == {}


def test_verifiers_that_share_a_cache_have_the_same_times(secret: kedge.JWTKey) -> None:
    cache = kedge.JWTReplayCache(10)
    first, second = (verifier(secret, replay_cache=cache, leeway_seconds=5) for _ in range(2))
    for other in ({}, {"leeway_seconds": 6}, {"leeway_seconds": 5, "max_age_seconds": 60}):
        with pytest.raises(kedge.InvalidArgumentError, match="it has to be the same of all"):
            verifier(secret, replay_cache=cache, **other)
    first.verify(token(jti="1"))
    refused(kedge.TokenReplayedError, lambda: second.verify(token(jti="1")))


@pytest.mark.parametrize("fault", [RuntimeError, KeyboardInterrupt])
def test_what_a_callback_raises_comes_out_and_the_token_is_refused(
    secret: kedge.JWTKey, fault: type[BaseException]
) -> None:
    def fail(*_: object) -> Any:
        raise fault("here")

    cache, patient = kedge.JWTReplayCache(10), kedge.JWTReplayCache(10)
    options: list[dict[str, Any]] = [
        {"admit": fail},
        {"is_revoked": fail},
        {"clock": fail},
        {"clock": fail, "replay_cache": cache},
        {"clock": fail, "requires_expiry": False},
        {"clock": fail, "replay_cache": patient, "max_age_seconds": 2**40, "leeway_seconds": 86_400},
        {"is_revoked": fail, "replay_cache": cache},
    ]
    for one in options:
        made = verifier(secret, **one)
        for call in (made.verify, made.verify_token):
            for _ in range(2):
                with pytest.raises(fault, match="here") as caught:
                    call(token(jti="1", iat=NOW))
                assert caught.traceback[-1].name == "fail"
        refused(kedge.MalformedTokenError, lambda: made.verify(""))
    with pytest.raises(fault):
        verifier(secret, clock=fail, requires_expiry=False).verify(signed("{}"))
    with pytest.raises(fault):  # and no store has taken a token whose time nobody knows
        verifier(secret, clock=fail, replay_cache=cache).verify(token(jti="1"))
    assert cache.count == patient.count == 0
    issuers: list[dict[str, Any]] = [{}, {"lifetime_seconds": None, "adds_issued_at": False}]
    for one in issuers:
        issuer = kedge.JWTIssuer(secret, clock=fail, not_before_seconds=1, **one)
        for claims in ({}, {"a": "x" * 3000}):
            with pytest.raises(fault):
                issuer.issue(claims)


def test_a_callback_has_to_answer(secret: kedge.JWTKey) -> None:
    for answer in (None, 0, 1, "", "yes"):
        odd: Any = lambda *_: answer  # noqa: E731
        for one in ({"admit": odd}, {"is_revoked": odd}):
            refused(TypeError, lambda: verifier(secret, **one).verify(token(jti="1")))
    for answer, error in (("", TypeError), (None, TypeError), (2**63, ValueError)):
        odd = lambda: answer  # noqa: E731
        refused(error, lambda: verifier(secret, clock=odd).verify(token()))
    for number in (float("nan"), float("inf")):
        odd = lambda: number  # noqa: E731
        refused(ValueError, lambda: verifier(secret, clock=odd).verify(token()))


def test_a_callback_may_verify_close_and_fail_within(secret: kedge.JWTKey) -> None:
    depth = 0

    def admit(identity: kedge.JWTIdentity, now: int) -> bool:
        nonlocal depth
        depth += 1
        if depth < 4:
            text = "x" * depth
            assert made.verify(token(jti="inner", text=text))["text"] == text
            refused(kedge.BadSignatureError, lambda: made.verify(token()[:-4] + "AAAA"))
            refused(kedge.MissingClaimError, lambda: made.verify(token()))
        return True

    made = verifier(secret, admit=admit)
    assert made.verify(token(jti="outer"))["jti"] == "outer" and depth == 4

    def close(identity: kedge.JWTIdentity, now: int) -> bool:
        closing.close()
        return True

    closing = verifier(secret, admit=close)
    assert closing.verify(token(jti="1"))["jti"] == "1"
    refused(kedge.InvalidHandleError, lambda: closing.verify(token(jti="1")))
