"""Tokens against independent implementations, both ways, on the same random cases always."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

import joserfc.jwk
import joserfc.jws
import joserfc.jwt
import jwcrypto.jwk  # type: ignore[import-untyped]
import jwcrypto.jws  # type: ignore[import-untyped]
import jwt as pyjwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

import kedge
from tokens import ALGORITHMS, NOW, PAIRS, key, verifying

TOKENS = 40  # of each algorithm, each way
Sign = Callable[[bytes, dict[str, Any]], str]
Verify = Callable[[str], tuple[bytes, dict[str, Any]]]


def some_text(generator: random.Random) -> str:
    alphabets = ["abc.-_/+=", "äöü€ß", "\U0001f600\uffff", "\"\\\n\t\x01\x7f/", "\u2028<&>"]
    letters = "".join(generator.choices(alphabets, k=2))
    return "".join(generator.choices(letters, k=generator.choice([0, 1, 5, 40])))


def some_number(generator: random.Random) -> int | float:
    return generator.choice(
        [
            generator.randint(-3, 3),
            generator.getrandbits(generator.randrange(1, 300)),
            -generator.getrandbits(63),
            generator.uniform(-1, 1) * 10.0 ** generator.randint(-300, 300),
            0.0,
        ]
    )


def some_value(generator: random.Random, depth: int = 0) -> Any:
    kind = generator.randrange(7 if depth < 4 else 5)
    if kind == 5:
        return [some_value(generator, depth + 1) for _ in range(generator.choice([0, 1, 3]))]
    if kind == 6:
        return some_object(generator, depth + 1)
    values = [None, generator.random() < 0.5, some_number(generator), some_text(generator), 1.5]
    return values[kind]


def some_object(generator: random.Random, depth: int = 0) -> dict[str, Any]:
    count = generator.choice([0, 1, 3, 8])
    return {some_text(generator): some_value(generator, depth) for _ in range(count)}


def some_claims(generator: random.Random) -> dict[str, Any]:
    claims = some_object(generator)
    claims["exp"] = generator.choice([2**40, NOW + 10**8, NOW + 10**8 + 0.5])
    for name in ("sub", "jti", "iss"):
        if generator.random() < 0.4:
            claims[name] = some_text(generator)
    if generator.random() < 0.3:
        claims["nbf"] = claims["iat"] = generator.randint(0, 10**9)
    return claims


def some_document(generator: random.Random, claims: dict[str, Any]) -> bytes:
    """Claims as JSON in one of many forms."""
    return json.dumps(
        claims,
        ensure_ascii=generator.random() < 0.5,
        indent=generator.choice([None, None, 2]),
        separators=generator.choice([None, (",", ":"), (" , ", " : ")]),
    ).encode()


def with_pyjwt(alg: str) -> tuple[Sign, Verify]:
    if alg.startswith("HS"):
        signing = checking = pyjwt.PyJWK(key(alg).to_private_jwk(), alg).key
    else:
        signing = serialization.load_pem_private_key(key(alg).to_private_pem().encode(), None)
        checking = serialization.load_pem_public_key(key(alg).to_public_pem().encode())

    def sign(payload: bytes, header: dict[str, Any]) -> str:
        return pyjwt.PyJWS().encode(payload, signing, alg, header)

    def verify(token: str) -> tuple[bytes, dict[str, Any]]:
        found = pyjwt.PyJWS().decode_complete(token, checking, [alg])
        return found["payload"], found["header"]

    return sign, verify


def with_joserfc(alg: str) -> tuple[Sign, Verify]:
    signing = joserfc.jwk.import_key(key(alg).to_private_jwk())
    shared = alg.startswith("HS")
    checking = signing if shared else joserfc.jwk.import_key(key(alg).to_public_jwk())

    def sign(payload: bytes, header: dict[str, Any]) -> str:
        return joserfc.jws.serialize_compact({"alg": alg, **header}, payload, signing, [alg])

    def verify(token: str) -> tuple[bytes, dict[str, Any]]:
        found = joserfc.jws.deserialize_compact(token, checking, [alg])
        return found.payload, found.protected

    return sign, verify


def with_jwcrypto(alg: str) -> tuple[Sign, Verify]:
    signing = jwcrypto.jwk.JWK(**key(alg).to_private_jwk())
    shared = alg.startswith("HS")
    checking = signing if shared else jwcrypto.jwk.JWK(**key(alg).to_public_jwk())

    def sign(payload: bytes, header: dict[str, Any]) -> str:
        made = jwcrypto.jws.JWS(payload)
        made.allowed_algs = [alg]
        made.add_signature(signing, alg, json.dumps({"alg": alg, **header}))
        return str(made.serialize(compact=True))

    def verify(token: str) -> tuple[bytes, dict[str, Any]]:
        found = jwcrypto.jws.JWS()
        found.allowed_algs = [alg]
        found.deserialize(token, checking)
        return found.payload, dict(found.jose_header)

    return sign, verify


REFEREES = {"PyJWT": with_pyjwt, "joserfc": with_joserfc, "jwcrypto": with_jwcrypto}


@pytest.mark.parametrize("alg", ALGORITHMS)
@pytest.mark.parametrize("referee", REFEREES)
@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
def test_each_verifies_what_the_other_issues(referee: str, alg: str) -> None:
    generator = random.Random(f"{referee} {alg}")
    sign, verify = REFEREES[referee](alg)
    issuer = kedge.JWTIssuer(
        key(alg), lifetime_seconds=None, adds_issued_at=False, headers={"x5t": "ü"}
    )
    verifier = kedge.JWTVerifier(verifying(alg), clock=lambda: NOW)
    for _ in range(TOKENS):
        claims = some_claims(generator)
        document = some_document(generator, claims)
        forms: list[Any] = [claims, document, document.decode()]
        issued = issuer.issue(generator.choice(forms))
        payload, header = verify(issued)
        assert json.loads(payload) == claims
        assert header == {"alg": alg, "typ": "JWT", "x5t": "ü"}
        assert verifier.verify(issued) == claims

        received = sign(document, {"typ": "JWT"})
        assert verifier.verify(received) == claims
        with verifier.verify_token(received) as token:
            assert token.claims == claims and token.expires_at == int(claims["exp"])
            for name, value in claims.items():
                assert json.loads(token.raw(name)) == value
        head, content, signature = received.split(".")
        place = generator.randrange(len(signature) - 1)
        letter = generator.choice([one for one in "AZaz09-_" if one != signature[place]])
        forged = f"{head}.{content}.{signature[:place]}{letter}{signature[place + 1 :]}"
        with pytest.raises(kedge.BadSignatureError):
            verifier.verify(forged)


@pytest.mark.parametrize("alg", ALGORITHMS)
def test_joserfc_and_jwcrypto_read_signed_documents_and_write_them(alg: str) -> None:
    generator = random.Random(f"documents {alg}")
    public = verifying(alg, "7")
    written = public.to_private_jwk() if public.is_shared else public.to_public_jwk()
    for _ in range(10):
        payload = generator.randbytes(generator.choice([0, 1, 30, 500]))
        document = kedge.sign_jws(
            payload,
            kedge.JWSSigner(key(alg, "7"), {"typ": "x"}, {"note": 1}),
            serialization=generator.choice(list(kedge.JWSSerialization)[1:]),
        )
        found = jwcrypto.jws.JWS()
        found.allowed_algs = [alg]
        found.deserialize(document, jwcrypto.jwk.JWK(**written))
        assert found.payload == payload

        made = jwcrypto.jws.JWS(payload)
        made.allowed_algs = [alg]
        made.add_signature(
            jwcrypto.jwk.JWK(**key(alg).to_private_jwk()), alg, json.dumps({"alg": alg})
        )
        with kedge.verify_jws(public, made.serialize(compact=False)) as content:
            assert content.payload == payload and content.header() == {"alg": alg}


@pytest.mark.parametrize("alg", PAIRS)
def test_keys_of_cryptography_are_read_and_written_alike(alg: str) -> None:
    curves: dict[str, Any] = {"ES256": ec.SECP256R1, "ES384": ec.SECP384R1, "ES512": ec.SECP521R1}
    private: Any
    for _ in range(1 if alg[0] in "RP" else 20):
        if alg[0] in "RP":
            private = rsa.generate_private_key(65537, 2048)
        elif alg == "EdDSA":
            private = ed25519.Ed25519PrivateKey.generate()
        else:
            private = ec.generate_private_key(curves.get(alg, ec.SECP256K1)())
        public = private.public_key()
        pem, der = serialization.Encoding.PEM, serialization.Encoding.DER
        plain = serialization.NoEncryption()
        formats = [serialization.PrivateFormat.PKCS8]
        if alg != "EdDSA":
            formats.append(serialization.PrivateFormat.TraditionalOpenSSL)
        info = serialization.PublicFormat.SubjectPublicKeyInfo
        pkcs8 = private.private_bytes(der, formats[0], plain)
        spki = public.public_bytes(der, info)
        for form in formats:
            for made in (
                kedge.JWTKey.from_pem(private.private_bytes(pem, form, plain), alg),
                kedge.JWTKey.from_der(private.private_bytes(der, form, plain), alg),
            ):
                assert made.is_private and made.to_public_der() == spki
                read: Any = serialization.load_der_private_key(made.to_private_der(), None)
                assert read.private_bytes(der, formats[0], plain) == pkcs8
                read = serialization.load_pem_private_key(made.to_private_pem().encode(), None)
                assert read.private_bytes(der, formats[0], plain) == pkcs8
        for made in (
            kedge.JWTKey.from_pem(public.public_bytes(pem, info), alg),
            kedge.JWTKey.from_der(spki, alg),
        ):
            assert not made.is_private and made.to_public_der() == spki
            assert made.to_public_pem().encode() == public.public_bytes(pem, info)


@pytest.mark.parametrize("alg", ALGORITHMS)
def test_jwks_of_joserfc_and_jwcrypto_are_read_and_written_alike(alg: str) -> None:
    made = key(alg, "7")
    written = made.to_private_jwk()
    theirs = jwcrypto.jwk.JWK(**written)
    assert theirs.thumbprint() == made.thumbprint_id()
    assert joserfc.jwk.import_key(written).thumbprint() == made.thumbprint_id()
    again = kedge.JWTKey.from_jwk(theirs.export())
    assert again.to_private_jwk() == written
    again = kedge.JWTKey.from_jwk(joserfc.jwk.import_key(written).as_dict(private=True))
    assert again.to_private_jwk() == written
    if not made.is_shared:
        again = kedge.JWTKey.from_jwk(theirs.export_public())
        assert again.to_public_jwk() == made.to_public_jwk()
        found = kedge.JWTKeySet.from_jwks(f'{{"keys":[{theirs.export_public()}]}}')
        assert found.to_public_jwks() == {"keys": [made.to_public_jwk()]}


def test_pyjwt_takes_the_whole_token_and_gives_one() -> None:
    for alg in ("HS256", "ES256", "RS256", "EdDSA"):
        checking: Any = pyjwt.PyJWK(
            key(alg).to_private_jwk() if alg == "HS256" else key(alg).to_public_jwk(), alg
        )
        with kedge.JWTIssuer(key(alg, "7"), issuer="me", audiences=["a", "b"]) as issuer:
            issued = issuer.issue({"sub": "alice"})
        claims = pyjwt.decode(issued, checking, [alg], audience="b", issuer="me")
        assert claims["sub"] == "alice"
        signing = pyjwt.PyJWK(key(alg).to_private_jwk(), alg).key
        received = pyjwt.encode({**claims, "x": 1}, signing, alg)
        verifier = kedge.JWTVerifier(verifying(alg), audiences="a", issuers="me")
        assert verifier.verify(received) == {**claims, "x": 1}


def changed(generator: random.Random, token: str) -> str:
    """A token with one thing wrong in it, or two; sometimes none."""
    for _ in range(generator.choice([1, 1, 2])):
        position = generator.randrange(len(token))
        kind = generator.randrange(6)
        letter = generator.choice("AZaz09-_=.+/ \n{\"")
        if kind == 0:
            token = token[:position] + letter + token[position + 1 :]
        elif kind == 1:
            token = token[:position] + letter + token[position:]
        elif kind == 2:
            token = token[:position] + token[position + 1 :]
        elif kind == 3:
            token += generator.choice(["=", ".", "A", "==", " ", "\n"])
        elif kind == 4:
            parts = token.split(".")
            generator.shuffle(parts)
            token = ".".join(parts)
    return token


def with_strange_json(generator: random.Random, sign: Sign) -> str:
    """A token whose signature is good, over claims that are no good JSON, or hardly."""
    document = some_document(generator, some_claims(generator))
    position = generator.randrange(len(document))
    piece = generator.choice([b"", b",", b"}", b"\\", b"\x00", b"\xff", b'"', b"01", b"[", b"NaN"])
    return sign(document[:position] + piece + document[position + generator.randrange(2) :], {})


@pytest.mark.parametrize("alg", ["HS256", "ES256", "EdDSA"])
@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
def test_what_joserfc_refuses_is_refused(alg: str) -> None:
    generator = random.Random(f"refused {alg}")
    sign, _ = with_joserfc(alg)
    public = verifying(alg)
    known = public.to_private_jwk() if public.is_shared else public.to_public_jwk()
    checking = joserfc.jwk.import_key(known)
    rules = joserfc.jwt.JWTClaimsRegistry(now=NOW, exp={"essential": True})
    verifier = kedge.JWTVerifier(public, accepts_any_audience=True, clock=lambda: NOW)
    issuer = kedge.JWTIssuer(key(alg), adds_issued_at=False, lifetime_seconds=None)
    refused = taken = 0
    for number in range(600):
        if number % 3:
            token = changed(generator, issuer.issue(some_claims(generator)))
        else:
            token = with_strange_json(generator, sign)
        try:
            rules.validate(joserfc.jwt.decode(token, checking, [alg]).claims)
        except Exception:
            refused += 1
            with pytest.raises(kedge.TokenRefusedError):
                verifier.verify(token)
        else:
            taken += 1
    assert refused > 200 and taken > 20
