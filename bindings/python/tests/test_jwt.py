"""Tokens: issued, verified and refused."""

from __future__ import annotations

import base64
import copy
import decimal
import json
import pickle
import sys
import time
from collections.abc import Callable
from types import MappingProxyType
from typing import Any

import pytest

import kedge
from published import text
from test_fork import in_child
from test_threads import in_threads
from tokens import ALGORITHMS, NOW, key, signed, token, verifier, verifying
from wallets import FORMS, refused, refused_when_closed


@pytest.mark.parametrize("alg", ALGORITHMS)
def test_a_token_of_each_algorithm_comes_back(alg: str) -> None:
    claims = {"sub": "alice", "list": [1, 2.5, None, True, {"ü": "€\U0001f600"}], "": ""}
    with kedge.JWTIssuer(key(alg, "7"), issuer="me") as issuer:
        issued = issuer.issue(claims)
    keys = kedge.JWTKeySet([verifying(alg, "7")])
    found = kedge.JWTVerifier(keys, issuers="me", algorithms=alg).verify(issued)
    assert found.items() >= {**claims, "iss": "me"}.items()
    assert found["exp"] - found["iat"] == 3600 and abs(found["iat"] - time.time()) < 60
    with kedge.JWTVerifier(keys).verify_token(issued) as verified:
        assert verified.header == {"alg": alg, "typ": "JWT", "kid": "7"}
        assert verified.algorithm.alg == alg and verified.claims == found
    head, content, signature = issued.split(".")
    changed = content[:-8] + ("A" if content[-8] != "A" else "B") + content[-7:]
    for forged in (f"{head}.{changed}.{signature}", f"{head}.{content}.{'A' * len(signature)}"):
        refused(kedge.BadSignatureError, lambda: kedge.JWTVerifier(keys).verify(forged))
    other = kedge.JWTKey.generate(alg, modulus_bits=2048 if alg[0] in "RP" else None, id="7")
    refused(kedge.BadSignatureError, lambda: kedge.JWTVerifier(other).verify(issued))
    other = other.with_id("8")
    refused(kedge.UnknownTokenKeyError, lambda: kedge.JWTVerifier(other).verify(issued))


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_token_is_the_same(
    secret: kedge.JWTKey, form: Callable[[bytes], Any]
) -> None:
    issuer = kedge.JWTIssuer(secret, lifetime_seconds=None, adds_issued_at=False)
    claims = b'{"a":[1,2]}'
    claims += b" " * (-len(claims) % 4)
    content = signed('{"a":[1,2]}', {"pad": "x"})
    while len(content) % 4:
        content = signed('{"a":[1,2]}', {"pad": "x" * len(content)})
    with kedge.JWTVerifier(secret, requires_expiry=False) as made:
        assert made.verify(form(content.encode())) == made.verify(content) == {"a": [1, 2]}
        assert made.verify_token(form(content.encode())).claims == {"a": [1, 2]}
        assert made.verify(issuer.issue(form(claims))) == {"a": [1, 2]}
        assert issuer.issue(form(claims)) == issuer.issue(claims.decode())


def test_claims_of_every_size_come_back(secret: kedge.JWTKey) -> None:
    issuer = kedge.JWTIssuer(secret, max_token_bytes=2**20)
    made = kedge.JWTVerifier(secret, max_token_bytes=2**20)
    for count in [*range(0, 200, 7), *range(2900, 3100, 9), 5000, 20_000, 700_000]:
        issued = issuer.issue({"text": "é" * (count // 2) + "x" * (count % 2)})
        for _ in range(2):
            assert len(made.verify(issued)["text"].encode()) == count
        with made.verify_token(issued) as verified:
            assert len(verified.text("text").encode()) == count
            assert len(verified.raw("text").encode()) == count + 2


def test_what_is_no_token_is_refused(secret: kedge.JWTKey) -> None:
    made = verifier(secret)
    good = token()
    head, content, signature = good.split(".")
    assert made.verify(good) == {"exp": NOW + 60}
    cases: dict[type[Exception], list[Any]] = {
        kedge.MalformedTokenError: [
            *("", b"", ".", "..", "é", "\ud800", good + "é", "x", b"\xff", signed("")),
        ],
        kedge.MalformedTokenHeaderError: [
            f"{head}=.{content}.{signature}",
            signed("{}", "[]"),
            signed("{}", '{"alg":"HS256","alg":"HS256"}'),
            signed("{}", '{"alg":5}'),
        ],
        kedge.MalformedTokenSignatureError: [f"{good}=", f"{good[:-1]}*"],
        kedge.MalformedTokenClaimsError: [
            signed("[]"),
            signed('{"exp":1,"exp":2}'),
            signed('{"exp":"1"}'),
            signed(b'{"a":"\xff"}'),
            signed('{"a":"\\u0000"}'),
            signed('{"a":"\\ud800"}'),
            signed("{}x"),
        ],
        kedge.TokenTooLargeError: [token(a="x" * 20_000), signed("{}", {"a": "x" * 5000})],
        kedge.AlgorithmNotAllowedError: [
            signed("{}", {"alg": "none"}),
            signed("{}", {"alg": "hs256"}),
        ],
        kedge.UnknownTokenKeyError: [signed("{}", {"alg": "HS384"})],
        kedge.UnknownCriticalHeaderError: [
            signed("{}", {"crit": ["x"], "x": 1}),
            signed("{}", {"crit": []}),
            signed("{}", {"b64": False, "crit": ["b64"]}),
        ],
        kedge.BadSignatureError: [good[:-4] + "AAAA"],
        kedge.MissingClaimError: [signed("{}")],
    }
    for error, tokens in cases.items():
        for one in tokens:
            with pytest.raises(kedge.TokenRefusedError) as caught:
                made.verify(one)
            assert type(caught.value) is error, one
            refused(error, lambda: made.verify_token(one))
    refused(TypeError, lambda: made.verify(5), lambda: made.verify(None))  # type: ignore[arg-type]


def test_each_rule_has_an_exception_of_its_own(secret: kedge.JWTKey) -> None:
    rules: list[tuple[dict[str, Any], dict[str, Any], type[Exception]]] = [
        ({}, {"exp": NOW}, kedge.TokenExpiredError),
        ({"leeway_seconds": 10}, {"exp": NOW - 10}, kedge.TokenExpiredError),
        ({}, {"nbf": NOW + 1}, kedge.TokenNotYetValidError),
        ({}, {"iat": NOW + 1}, kedge.TokenIssuedInFutureError),
        ({"max_age_seconds": 60}, {"iat": NOW - 60}, kedge.TokenTooOldError),
        ({"max_age_seconds": 60}, {}, kedge.MissingClaimError),
        ({"issuers": "me"}, {"iss": "you"}, kedge.WrongIssuerError),
        ({"issuers": ["me", "us"]}, {"iss": "m"}, kedge.WrongIssuerError),
        ({"subject": "me"}, {"sub": "you"}, kedge.WrongSubjectError),
        ({"audiences": "me"}, {"aud": ["you", "them"]}, kedge.WrongAudienceError),
        ({}, {"aud": "me"}, kedge.WrongAudienceError),
        ({"type": "at+jwt"}, {}, kedge.WrongTokenTypeError),
        ({"required_claims": "scope"}, {"scope": None}, kedge.MissingClaimError),
        ({"required_claims": ["exp", "scope"]}, {}, kedge.MissingClaimError),
        ({"algorithms": ["HS384", "ES256"]}, {}, kedge.AlgorithmNotAllowedError),
        ({"max_token_bytes": 20}, {}, kedge.TokenTooLargeError),
        ({"max_header_bytes": 10}, {}, kedge.TokenTooLargeError),
        ({"max_depth": 1}, {"a": []}, kedge.TokenTooLargeError),
    ]
    for options, claims, error in rules:
        made = verifier(secret, **options)
        refused(error, lambda: made.verify(token(**claims)))
        assert issubclass(error, kedge.TokenRefusedError)
    accepted: list[tuple[dict[str, Any], dict[str, Any]]] = [
        ({"leeway_seconds": 10}, {"exp": NOW - 9, "nbf": NOW + 10, "iat": NOW + 10}),
        ({"max_age_seconds": 61}, {"iat": NOW - 60}),
        ({"issuers": ("us", "me")}, {"iss": "me"}),
        ({"subject": "me"}, {"sub": "me"}),
        ({"audiences": {"me"}}, {"aud": ["you", "me"]}),
        ({"accepts_any_audience": True}, {"aud": "you"}),
        ({"required_claims": ["scope"]}, {"scope": ""}),
        ({"algorithms": kedge.JWTAlgorithm.HS256}, {}),
        ({"max_depth": 2}, {"a": []}),
        ({"cached_tokens": 100}, {}),
    ]
    for options, claims in accepted:
        made = verifier(secret, **options)
        assert made.verify(token(**claims)) == {"exp": NOW + 60, **claims}
    made = verifier(secret, requires_expiry=False, type="at+jwt", critical_headers="x")
    header = {"typ": "application/AT+JWT", "crit": ["x"], "x": 1}
    assert made.verify(signed("{}", header)) == {}


def test_options_out_of_range_or_at_odds_are_refused(secret: kedge.JWTKey) -> None:
    cache, revoked = kedge.JWTReplayCache(1), kedge.JWTRevocations(1)
    options: list[dict[str, Any]] = [
        {name: []}
        for name in ("algorithms", "issuers", "audiences", "required_claims", "critical_headers")
    ]
    options += [{"issuers": ""}, {"subject": ""}, {"type": ""}, {"critical_headers": ["x", "alg"]}]
    for name, most in {
        "leeway_seconds": 86_400,
        "max_age_seconds": 2**40,
        "max_token_bytes": 2**20,
        "max_header_bytes": 2**16,
        "max_depth": 128,
        "cached_tokens": 65_536,
    }.items():
        assert verifier(secret, **{name: most})
        options += [{name: most + 1}, {name: -1}]
        numbers = (2**63, 2**64 - 1, 2**64, 2**64 + 1, -(2**64) + 1)
        options += [{name: number} for number in numbers]
    options += [
        {"audiences": "me", "accepts_any_audience": True},
        {"replay_cache": cache, "admit": lambda identity, now: True},
        {"revocations": revoked, "is_revoked": lambda identity, now: False},
    ]
    for one in options:
        try:
            kedge.JWTVerifier(secret, **one)
        except ValueError:  # which an InvalidArgumentError is too
            continue
        pytest.fail(f"{one} were taken")
    refused(
        ValueError,
        lambda: kedge.JWTVerifier(secret, leeway_seconds=2**63),
        lambda: kedge.JWTVerifier(secret, algorithms="none"),
    )
    mistakes: list[Callable[[], object]] = [
        lambda: kedge.JWTVerifier(secret, issuers=[b"me"]),  # type: ignore[list-item]
        lambda: kedge.JWTVerifier(secret, issuers=b"me"),  # type: ignore[arg-type]
        lambda: kedge.JWTVerifier(secret, subject=5),  # type: ignore[arg-type]
        lambda: kedge.JWTVerifier(secret, leeway_seconds=0.5),  # type: ignore[arg-type]
    ]
    refused(TypeError, *mistakes)


def test_a_token_is_read_claim_by_claim(secret: kedge.JWTKey) -> None:
    claims = (
        ' {"exp":1900000060.5,"nbf":1.5,"iat":1899999999.5,"text":"\\u00e9\\n","none":null,'
        '"yes":true,"integer":-9223372036854775808,"big":123456789012345678901234567890,'
        '"half":0.5,"list":[1, 2],"object":{"a": 1},"":"empty"} '
    )
    with verifier(secret).verify_token(signed(claims, {"typ": "x"})) as found:
        assert (found.expires_at, found.not_before, found.issued_at) == (NOW + 60, 2, NOW - 1)
        assert found.claims == json.loads(claims) == verifier(secret).verify(signed(claims))
        assert found.header == {"alg": "HS256", "typ": "x"}
        assert found.algorithm is kedge.JWTAlgorithm.HS256
        assert (found.text("text"), found.text("")) == ("é\n", "empty")
        assert (found.integer("integer"), found.boolean("yes")) == (-(2**63), True)
        assert (found.number("half"), found.number("big")) == (0.5, 1.2345678901234568e29)
        assert found.raw("big") == "123456789012345678901234567890"
        assert (found.raw("list"), found.raw("object")) == ("[1, 2]", '{"a": 1}')
        assert (found.raw("text"), found.raw("none")) == ('"\\u00e9\\n"', "null")
        kinds = {"none": "NULL", "yes": "BOOLEAN", "half": "NUMBER", "text": "TEXT"}
        for name, kind in {**kinds, "list": "ARRAY", "object": "OBJECT"}.items():
            assert found.kind(name) is kedge.ClaimKind[kind]
        refused(
            kedge.ClaimKindError,
            lambda: found.text("half"),
            lambda: found.integer("half"),
            lambda: found.integer("big"),
            lambda: found.number("text"),
            lambda: found.boolean("none"),
        )
        calls = found.text, found.integer, found.number, found.boolean, found.raw, found.kind
        refused(kedge.ClaimNotFoundError, *[lambda call=call: call("nothing") for call in calls])
        refused(TypeError, lambda: found.text(5), kedge.JWTToken)  # type: ignore[arg-type]
    with verifier(secret, requires_expiry=False).verify_token(signed("{}")) as empty:
        assert (empty.expires_at, empty.not_before, empty.issued_at) == (None, None, None)


def test_numbers_keep_every_digit(secret: kedge.JWTKey) -> None:
    made = verifier(secret)
    limit = sys.get_int_max_str_digits()
    for digits in ("9" * limit, "9" * (limit + 1), "-" + "9" * (limit + 1)):
        found = made.verify(signed(f'{{"exp":{NOW + 1},"n":[{digits}]}}'))["n"][0]
        assert type(found) is (int if len(digits) == limit else decimal.Decimal)
        assert found == decimal.Decimal(digits)


def test_what_an_issuer_adds(secret: kedge.JWTKey) -> None:
    every = kedge.JWTIssuer(
        secret,
        issuer="me",
        subject="you",
        audiences=["a", "b"],
        type="at+jwt",
        headers={"jku": "ü"},
        lifetime_seconds=60,
        not_before_seconds=-5,
        adds_id=True,
        clock=lambda: NOW + 0.75,
    )
    issued = every.issue({"x": 1})
    head, content, _ = (base64.urlsafe_b64decode(part + "==") for part in issued.split("."))
    assert head.decode() == '{"alg":"HS256","typ":"at+jwt","kid":"7","jku":"ü"}'
    added = '"iss":"me","sub":"you","aud":["a","b"]'
    times = f'"iat":{NOW},"nbf":{NOW - 5},"exp":{NOW + 60}'
    assert content.decode().startswith(f'{{"x":1,{added},{times},"jti":"')
    made = verifier(secret, audiences="b", type="at+jwt")
    assert len(made.verify(issued)["jti"]) == 22 and issued != every.issue({"x": 1})
    least = kedge.JWTIssuer(
        secret,
        audiences="a",
        type=None,
        lifetime_seconds=None,
        adds_issued_at=False,
        adds_key_id=False,
    )
    assert least.issue() == signed('{"aud":"a"}', '{"alg":"HS256"}')
    assert least.issue("{}") == least.issue({}) == least.issue(b"") == least.issue()
    assert least.issue(MappingProxyType({"b": MappingProxyType({"c": (1,)})})) == least.issue(
        '{"b":{"c":[1]}}'
    )
    keeps = kedge.JWTIssuer(secret, issuer="me", keeps_given_claims=True)
    assert kedge.JWTVerifier(secret).verify(keeps.issue({"iss": "you"}))["iss"] == "you"


def test_claims_and_headers_that_cannot_be_signed_are_refused(secret: kedge.JWTKey) -> None:
    issuer = kedge.JWTIssuer(secret, issuer="me", max_token_bytes=1000)
    unsignable: list[Any] = ["[]", "x", b"\xff", {"aud": 5}, {"exp": "1"}, '{"a":1}x', {"a": "\0"}]
    refused(
        kedge.MalformedClaimsError, *[lambda one=one: issuer.issue(one) for one in unsignable]
    )
    refused(
        kedge.DuplicateClaimError,
        lambda: issuer.issue({"iss": "me"}),
        lambda: issuer.issue({"exp": 1}),
    )
    refused(kedge.TokenTooLargeError, lambda: issuer.issue({"a": "x" * 1000}))
    refused(
        kedge.MalformedHeadersError,
        lambda: kedge.JWTIssuer(secret, headers={"alg": "none"}),
        lambda: kedge.JWTIssuer(secret, headers="[]"),
    )
    public = verifying("ES256")
    refused(kedge.KeyIsPublicError, lambda: kedge.JWTIssuer(public))
    for lifetime in (0, -1):
        refused(
            kedge.InvalidArgumentError,
            lambda: kedge.JWTIssuer(secret, lifetime_seconds=lifetime),
        )
    refused(kedge.InvalidArgumentError, lambda: kedge.JWTIssuer(secret, audiences=[]))
    for value in (b"bytes", {1, 2}, object(), float("nan")):
        refused(
            ValueError if value != value else TypeError, lambda: issuer.issue({"a": value})
        )
    refused(TypeError, lambda: issuer.issue(5))  # type: ignore[arg-type]
    refused(UnicodeEncodeError, lambda: issuer.issue({"a": "\ud800"}))


def test_a_verifier_shares_its_keys_and_keeps_them(secret: kedge.JWTKey) -> None:
    pair = key("ES256", "7")
    keys = kedge.JWTKeySet([pair.public()])
    made = kedge.JWTVerifier(keys, cached_tokens=10)
    issued = kedge.JWTIssuer(pair).issue()
    for _ in range(3):
        assert made.verify(issued)
    keys.replace(kedge.JWTKeySet())
    refused(kedge.UnknownTokenKeyError, lambda: made.verify(issued))
    keys.replace(kedge.JWTKeySet([pair.public()]))
    keys.close()
    pair.close()
    assert made.verify(issued)


def test_what_was_closed_says_so_and_none_is_pickled(secret: kedge.JWTKey) -> None:
    made, issuer = verifier(secret), kedge.JWTIssuer(secret)
    found = made.verify_token(token())
    for one in (made, issuer, found, kedge.JWTReplayCache(1), kedge.JWTRevocations(1)):
        refused(TypeError, lambda: pickle.dumps(one))
    shared = copy.copy(made)
    refused_when_closed(
        made,
        lambda: made.verify(token()),
        lambda: made.verify_token(token()),
        lambda: made.verify(token(a="x" * 5000)),
    )
    assert shared.verify(token()) and found.claims
    refused_when_closed(issuer, issuer.issue)
    refused_when_closed(
        found,
        lambda: found.claims,
        lambda: found.header,
        lambda: found.algorithm,
        lambda: found.expires_at,
        lambda: found.not_before,
        lambda: found.issued_at,
        lambda: found.kind("exp"),
        lambda: found.text("exp"),
        lambda: found.integer("exp"),
        lambda: found.number("exp"),
        lambda: found.boolean("exp"),
        lambda: found.raw("exp"),
    )


def test_threads_share_a_verifier_and_an_issuer(secret: kedge.JWTKey) -> None:
    issuer = kedge.JWTIssuer(secret, clock=lambda: NOW)
    made = verifier(secret, admit=lambda identity, now: True)
    plain = kedge.JWTVerifier(secret.with_id(None), requires_expiry=False)

    def work(number: int) -> None:
        for count in range(300):
            text = f"{number} {count} " + "x" * (count * 20)
            issued = issuer.issue({"jti": text})
            assert made.verify(issued)["jti"] == text
            assert plain.verify(signed(json.dumps({"jti": text})))["jti"] == text
            with pytest.raises(kedge.BadSignatureError):
                made.verify(issued[:-4] + "AAAA")

    in_threads(work)
    assert 1 <= len(plain._rooms) <= 4


@pytest.mark.parametrize("_", range(10))
def test_a_verifier_can_be_closed_under_load(secret: kedge.JWTKey, _: int) -> None:
    made = verifier(secret, is_revoked=lambda identity, now: False)
    good = token()

    def work(number: int) -> None:
        for count in range(100_000):
            if number == 0 and count == 20:
                made.close()
            try:
                assert made.verify(good) == {"exp": NOW + 60}
            except kedge.InvalidHandleError:
                return
        pytest.fail("the verifier outlived its close")

    in_threads(work)


def test_what_was_made_before_a_fork_works_in_the_child(secret: kedge.JWTKey) -> None:
    issuer = kedge.JWTIssuer(secret, adds_id=True)
    cache = kedge.JWTReplayCache(100)
    made = kedge.JWTVerifier(secret, replay_cache=cache)
    tokens = {in_child(lambda: issuer.issue().encode()) for _ in range(3)}
    assert len(tokens | {issuer.issue().encode()}) == 4
    first = tokens.pop()
    assert in_child(lambda: made.verify(first)["jti"].encode())
    assert made.verify(first) and cache.count == 1  # the child had a copy of its own
    for one in tokens:
        made.verify(one)
        assert in_child(lambda: str(cache.count).encode()) == str(cache.count).encode()


def test_the_published_tokens() -> None:
    claims = {"iss": "joe", "exp": 1300819380, "http://example.com/is_root": True}
    for name, alg in {"A.1": "HS256", "A.2": "RS256", "A.3": "ES256"}.items():
        source = text(f"jose/rfc7515/rfc7515_{name}.jwk", 4)
        received = text(f"jose/rfc7515/rfc7515_{name}.jwsc", 4).strip()
        with kedge.JWTKey.from_jwk(source, alg) as published:
            made = kedge.JWTVerifier(published, issuers="joe", clock=lambda: 1300819379)
            assert made.verify(received) == claims
            now = kedge.JWTVerifier(published)
            refused(kedge.TokenExpiredError, lambda: now.verify(received))
            unsigned = text("jose/rfc7515/rfc7515_A.5.jwsc", 4).strip()
            refused(kedge.MalformedTokenError, lambda: made.verify(unsigned.rstrip(".")))
            with pytest.raises(kedge.TokenRefusedError):
                made.verify(unsigned)
