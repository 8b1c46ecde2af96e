"""Signed content of any kind."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import pickle
from collections.abc import Callable
from typing import Any

import pytest

import kedge
from published import text
from test_threads import in_threads
from tokens import ALGORITHMS, SECRET, encoded, key, verifying
from wallets import FORMS, refused, refused_when_closed

COMPACT, FLATTENED, GENERAL = kedge.JWSSerialization
ALL, ANY = kedge.JWSRequirement
PAYLOAD = b"some content"


@pytest.mark.parametrize("alg", ALGORITHMS)
@pytest.mark.parametrize("encodes", [True, False])
@pytest.mark.parametrize("detached", [False, True])
def test_content_of_each_algorithm_comes_back(alg: str, encodes: bool, detached: bool) -> None:
    signing, keys = key(alg, "7"), kedge.JWTKeySet([verifying(alg, "7")])
    payload = PAYLOAD if encodes or not detached else bytes(range(256))
    for serialization in kedge.JWSSerialization:
        document = kedge.sign_jws(
            payload,
            kedge.JWSSigner(signing, {"typ": "note"}),
            serialization=serialization,
            is_detached=detached,
            encodes_payload=encodes,
        )
        assert (document.count(".") == 2) == (serialization is COMPACT)
        given = payload if detached else None
        with kedge.verify_jws(keys, document, given, algorithms=[alg]) as content:
            expected: dict[str, Any] = {"alg": alg, "kid": "7", "typ": "note"}
            if not encodes:
                expected.update({"b64": False, "crit": ["b64"]})
            assert content.header() == content.header(0) == expected
            assert content.key().thumbprint() == signing.thumbprint()
            (signature,) = content.signatures
            assert signature.is_good and signature.error is None
            assert signature.algorithm is kedge.JWTAlgorithm[alg.upper()]
            if detached:
                with pytest.raises(kedge.PayloadNotAllowedError):
                    content.payload
            else:
                assert content.payload == payload
        if not detached:
            refused(
                kedge.PayloadNotAllowedError, lambda: kedge.verify_jws(keys, document, payload)
            )
        else:
            # Three parts without a payload are those of one without bytes, too.
            compact = serialization is COMPACT
            refused(
                kedge.BadSignatureError if compact else kedge.PayloadNotAllowedError,
                lambda: kedge.verify_jws(keys, document),
            )
            refused(
                kedge.BadSignatureError,
                lambda: kedge.verify_jws(keys, document, payload + b"x"),
                lambda: kedge.verify_jws(keys, document, b""),
            )


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_bytes_is_the_same(form: Callable[[bytes], Any]) -> None:
    made = kedge.JWTKey.from_secret(SECRET, "HS256")
    payload = b"content!"
    header = b'{"typ":"x" }'
    signer = kedge.JWSSigner(made, form(header))
    assert signer.protected_header == header and signer.unprotected_header is None
    document = kedge.sign_jws(payload, signer, serialization=FLATTENED)
    assert kedge.sign_jws(form(payload), signer, serialization=FLATTENED) == document
    document += " " * (-len(document) % 4)
    with kedge.verify_jws(made, form(document.encode())) as content:
        assert content.payload == payload
    detached = kedge.sign_jws(form(payload), made, is_detached=True, encodes_payload=False)
    kedge.verify_jws(made, detached, form(payload))


def test_payloads_of_every_size_come_back() -> None:
    made = key("HS256")
    for count in [*range(0, 40), *range(700, 1100, 13), 5000, 2**20]:
        payload = b"\xc3\xa9" * (count // 2) + b"x" * (count % 2)
        document = kedge.sign_jws(payload.decode(), made)
        with kedge.verify_jws(made, document) as content:
            assert content.payload == payload
    refused(
        kedge.TokenTooLargeError,
        lambda: kedge.verify_jws(made, kedge.sign_jws(bytes(2**20 + 1), made)),
        lambda: kedge.verify_jws(made, kedge.sign_jws(bytes(11), made), max_payload_bytes=10),
    )
    kedge.verify_jws(made, kedge.sign_jws(bytes(10), made), max_payload_bytes=10)


def test_several_sign_and_the_caller_says_how_many_have_to_be_good() -> None:
    algs = ["ES256", "EdDSA", "RS256", "ES384"]
    signers = [
        kedge.JWSSigner(key(alg, alg), {"n": count}, f'{{"note":{count}}}')
        for count, alg in enumerate(algs)
    ]
    document = kedge.sign_jws(PAYLOAD, signers, serialization=GENERAL)
    parsed = json.loads(document)
    assert [one["header"]["note"] for one in parsed["signatures"]] == [0, 1, 2, 3]
    keys = kedge.JWTKeySet([verifying(alg, alg) for alg in algs])
    for requirement in (None, ALL, ANY):
        with kedge.verify_jws(keys, document, requirement=requirement) as content:
            assert [one.is_good for one in content.signatures] == [True] * 4
            assert [content.header(index)["n"] for index in range(4)] == [0, 1, 2, 3]
            assert [content.key(index).id for index in range(4)] == algs
    some = kedge.JWTKeySet([verifying("EdDSA", "EdDSA"), verifying("ES384", "RS256")])
    refused(kedge.UnknownTokenKeyError, lambda: kedge.verify_jws(some, document))
    parsed["signatures"][3]["signature"] = "A" * 128
    some = kedge.JWTKeySet([verifying("EdDSA", "EdDSA"), verifying("ES384", "ES384")])
    with kedge.verify_jws(some, json.dumps(parsed), requirement=ANY) as content:
        first, second, third, fourth = content.signatures
        assert second.is_good and second.algorithm is kedge.JWTAlgorithm.EDDSA
        assert first.error is third.error is kedge.UnknownTokenKeyError
        assert fourth.error is kedge.BadSignatureError and fourth.algorithm is None
        assert "BadSignatureError" in repr(fourth) and "EdDSA" in repr(second)
        assert pickle.loads(pickle.dumps(content.signatures)) == content.signatures
        assert content.payload == PAYLOAD and content.header(1)["n"] == 1
        refused(
            kedge.BadSignatureError,
            lambda: content.header(),
            lambda: content.key(),
            lambda: content.header(3),
        )
        refused(
            kedge.InvalidArgumentError,
            lambda: content.header(4),
            lambda: content.key(2**64 - 1),
        )
        refused(ValueError, lambda: content.header(-1), lambda: content.key(2**64))
    none = kedge.JWTKeySet([verifying("ES384", "ES384")])
    with pytest.raises(kedge.TokenRefusedError):
        kedge.verify_jws(none, json.dumps(parsed), requirement=ANY)


def test_what_is_no_signed_content_is_refused() -> None:
    made = key("HS256", "7")
    good = kedge.sign_jws(PAYLOAD, made)
    head, content, signature = good.split(".")
    unsigned, other = encoded(b'{"alg":"none"}'), encoded(b'{"alg":"HS256","kid":"8"}')

    cases: list[tuple[type[Exception], Any]] = [
        (kedge.MalformedJWSError, '{"payload":5}'),
        (kedge.PayloadNotAllowedError, "{}"),
        (kedge.MalformedJWSError, '{"payload":"","payload":""}'),
        (kedge.MalformedTokenHeaderError, f"{head}=.{content}.{signature}"),
        (kedge.MalformedTokenSignatureError, good + "="),
        (kedge.AlgorithmNotAllowedError, f"{unsigned}.{content}."),
        (kedge.UnknownTokenKeyError, f"{other}.{content}.{signature}"),
        (kedge.BadSignatureError, f"{head}.{content[:-4]}AAAA.{signature}"),
        (kedge.UnknownCriticalHeaderError, with_critical_header(made)),
        (kedge.BadSignatureError, f"{head}..{signature}"),
    ]
    for error, document in cases:
        refused(error, lambda: kedge.verify_jws(made, document))
    for nothing in ("", ".", "x", b"\xff", "é"):
        with pytest.raises(kedge.TokenRefusedError):
            kedge.verify_jws(made, nothing)
    kedge.verify_jws(made, with_critical_header(made), critical_headers="x")
    refused(
        kedge.AlgorithmNotAllowedError,
        lambda: kedge.verify_jws(made, good, algorithms="ES256"),
    )
    mistakes: list[Callable[[], object]] = [
        lambda: kedge.verify_jws(made, 5),  # type: ignore[arg-type]
        lambda: kedge.verify_jws(made, good, 5),  # type: ignore[arg-type]
        lambda: kedge.sign_jws(5, made),  # type: ignore[arg-type]
        lambda: kedge.sign_jws(b"", 5),  # type: ignore[arg-type]
        lambda: kedge.JWSSigner(made, 5),  # type: ignore[arg-type]
        lambda: kedge.JWSContent(),
    ]
    refused(TypeError, *mistakes)


def with_critical_header(made: kedge.JWTKey) -> str:
    """Content whose header says that x is critical, which Kedge does not write."""
    parts = encoded(b'{"alg":"HS256","crit":["x"],"x":1}') + "." + encoded(PAYLOAD)
    secret = base64.urlsafe_b64decode(made.to_private_jwk()["k"] + "==")
    return f"{parts}.{encoded(hmac.digest(secret, parts.encode(), hashlib.sha256))}"


def test_what_cannot_be_signed_is_refused() -> None:
    made, public = key("ES256"), verifying("ES256")
    refused(
        kedge.KeyIsPublicError,
        lambda: kedge.sign_jws(PAYLOAD, public),
    )
    refused(
        kedge.MalformedHeadersError,
        lambda: kedge.sign_jws(PAYLOAD, kedge.JWSSigner(made, "[]")),
        lambda: kedge.sign_jws(PAYLOAD, kedge.JWSSigner(made, {"alg": "none"})),
        lambda: kedge.sign_jws(PAYLOAD, kedge.JWSSigner(made, {"b64": False})),
    )
    refused(
        kedge.PayloadNotAllowedError,
        lambda: kedge.sign_jws(b"a.b", made, encodes_payload=False),
        lambda: kedge.sign_jws(b"\xff", made, encodes_payload=False, serialization=FLATTENED),
    )
    refused(
        kedge.InvalidArgumentError,
        lambda: kedge.sign_jws(PAYLOAD, []),
        lambda: kedge.sign_jws(PAYLOAD, [made, made]),
        lambda: kedge.sign_jws(PAYLOAD, [made] * 65, serialization=GENERAL),
        lambda: kedge.sign_jws(PAYLOAD, made, serialization=7),  # type: ignore[arg-type]
        lambda: kedge.verify_jws(made, "a.b.c", requirement=7),  # type: ignore[arg-type]
        lambda: kedge.verify_jws(made, "a.b.c", algorithms=[]),
        lambda: kedge.verify_jws(made, "a.b.c", critical_headers=[]),
    )
    with pytest.raises(kedge.KedgeError):
        kedge.sign_jws(PAYLOAD, kedge.JWSSigner(made, None, {"note": 1}))
    document = kedge.sign_jws(PAYLOAD, [made] * 64, serialization=GENERAL)
    assert len(json.loads(document)["signatures"]) == 64


def test_content_that_was_closed_says_so_and_none_is_pickled() -> None:
    made = key("HS256")
    content = kedge.verify_jws(made, kedge.sign_jws(PAYLOAD, made))
    refused(TypeError, lambda: pickle.dumps(content))
    refused_when_closed(
        content,
        lambda: content.payload,
        lambda: content.signatures,
        content.header,
        content.key,
    )


def test_threads_share_keys_and_content() -> None:
    made = key("HS256")
    shared = kedge.verify_jws(made, kedge.sign_jws(PAYLOAD, made))

    def work(number: int) -> None:
        for count in range(200):
            payload = b"%d %d" % (number, count)
            with kedge.verify_jws(made, kedge.sign_jws(payload, made)) as content:
                assert content.payload == payload
            assert shared.payload == PAYLOAD and shared.key().algorithm.alg == "HS256"

    in_threads(work)


def test_the_published_examples_of_rfc_7515() -> None:
    claims = b'{"iss":"joe",\r\n "exp":1300819380,\r\n "http://example.com/is_root":true}'
    for name, alg in {"A.1": "HS256", "A.2": "RS256", "A.3": "ES256", "A.4": "ES512"}.items():
        document = text(f"jose/rfc7515/rfc7515_{name}.jwsc", 5).strip()
        payload = b"Payload" if name == "A.4" else claims
        with kedge.JWTKey.from_jwk(text(f"jose/rfc7515/rfc7515_{name}.jwk", 5), alg) as made:
            with kedge.verify_jws(made, document) as content:
                assert content.payload == payload
            head, _, signature = document.split(".")
            kedge.verify_jws(made, f"{head}..{signature}", payload)
            unsigned = text("jose/rfc7515/rfc7515_A.5.jwsc", 5).strip()
            refused(kedge.AlgorithmNotAllowedError, lambda: kedge.verify_jws(made, unsigned))
            if alg == "RS256":
                assert kedge.sign_jws(payload, made) == document


@pytest.mark.parametrize(
    "name",
    [
        "4_1.rsa_v15_signature",
        "4_2.rsa-pss_signature",
        "4_3.ecdsa_signature",
        "4_4.hmac-sha2_integrity_protection",
        "4_5.signature_with_detached_content",
        "4_6.protecting_specific_header_fields",
    ],
)
def test_the_published_examples_of_rfc_7520(name: str) -> None:
    case = json.loads(text(f"jose/rfc7520/jws/{name}.json", 8))
    payload = case["input"]["payload"].encode()
    detached = "detached" in name
    with kedge.JWTKey.from_jwk(case["input"]["key"], case["input"]["alg"]) as made:
        for document in case["output"].values():
            written = document if isinstance(document, str) else json.dumps(document)
            with kedge.verify_jws(made, written, payload if detached else None) as content:
                assert detached or content.payload == payload
                assert content.header() == case["signing"]["protected"]
        if case.get("reproducible"):
            unprotected = case["signing"].get("unprotected")
            signing = made.with_id(None) if unprotected else made
            signer = kedge.JWSSigner(signing, None, unprotected)
            for serialization, form in (
                (COMPACT, "compact"),
                (FLATTENED, "json_flat"),
                (GENERAL, "json"),
            ):
                if form in case["output"]:
                    signed = kedge.sign_jws(
                        payload, signer, serialization=serialization, is_detached=detached
                    )
                    published = case["output"][form]
                    assert (signed if form == "compact" else json.loads(signed)) == published


def test_published_examples_whose_algorithm_is_not_protected_are_refused() -> None:
    case = json.loads(text("jose/rfc7520/jws/4_7.protecting_content_only.json", 8))
    with kedge.JWTKey.from_jwk(case["input"]["key"], "HS256") as made:
        for document in case["output"].values():
            with pytest.raises(kedge.TokenRefusedError):
                kedge.verify_jws(made, json.dumps(document))
    case = json.loads(text("jose/rfc7520/jws/4_8.multiple_signatures.json", 8))
    document = json.dumps(case["output"]["json"])
    good = {"RS256": 0, "HS256": 2}
    for jwk, alg in zip(case["input"]["key"], case["input"]["alg"]):
        with kedge.JWTKey.from_jwk(jwk, alg) as made:
            if alg in good:
                with kedge.verify_jws(made, document, requirement=ANY) as content:
                    found = [one.is_good for one in content.signatures]
                    assert found == [index == good[alg] for index in range(3)]
                    assert content.payload.decode() == case["input"]["payload"]
            else:
                with pytest.raises(kedge.TokenRefusedError):
                    kedge.verify_jws(made, document, requirement=ANY)
            with pytest.raises(kedge.TokenRefusedError):
                kedge.verify_jws(made, document)


def test_the_published_examples_of_rfc_7797_and_8037() -> None:
    case = json.loads(text("jose/rfc7797/hmac-sha2_b64_false.json", 2))
    with kedge.JWTKey.from_jwk(case["input"]["key"]) as made:
        for document in case["output"].values():
            written = document if isinstance(document, str) else json.dumps(document)
            with kedge.verify_jws(made, written) as content:
                assert content.payload.decode() == case["input"]["payload"]
        signed = kedge.sign_jws(case["input"]["payload"], made, encodes_payload=False)
        assert signed == case["output"]["compact"]
        detached = json.loads(text("jose/rfc7797/4.2.hmac-sha2_b64_false.json", 2))
        for document in detached["output"].values():  # without crit
            with pytest.raises(kedge.TokenRefusedError):
                kedge.verify_jws(made, json.dumps(document))
    case = json.loads(text("jose/curve25519_rfc8037/jws.json", 1))
    with kedge.JWTKey.from_jwk(case["input"]["key"]) as made:
        assert kedge.sign_jws(case["input"]["payload"], made) == case["output"]["compact"]
        for document in case["output"].values():
            written = document if isinstance(document, str) else json.dumps(document)
            with kedge.verify_jws(made.public(), written) as content:
                assert content.payload.decode() == case["input"]["payload"]
