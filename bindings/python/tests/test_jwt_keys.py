"""Keys for tokens, and sets of them."""

from __future__ import annotations

import base64
import copy
import hashlib
import json
import pickle
from collections.abc import Callable
from typing import Any

import pytest

import kedge
from published import text
from test_fork import in_child
from test_threads import in_threads
from tokens import ALGORITHMS, PAIRS, RSA, SECRET, SHARED, encoded, jwk, key, verifying
from wallets import FORMS, refused, refused_when_closed


@pytest.mark.parametrize("alg", ALGORITHMS)
def test_a_key_of_each_algorithm_says_what_it_is(alg: str) -> None:
    shared = alg in SHARED
    made = key(alg, "an id")
    assert (made.algorithm.alg, made.id) == (alg, "an id")
    assert made.algorithm is kedge.JWTAlgorithm[alg.upper()]
    assert (made.is_shared, made.is_private, made.can_sign, made.can_verify) == (
        shared,
        True,
        True,
        True,
    )
    assert key(alg).id is None and made.with_id(None).id is None
    assert made.with_id("schöner").id == "schöner"
    if shared:
        refused(kedge.WrongKeyKindError, made.public)
    else:
        public = made.public()
        assert (public.algorithm.alg, public.id) == (alg, "an id")
        assert not public.is_shared and not public.is_private
        assert public.can_verify and not public.can_sign
        assert public.thumbprint() == made.thumbprint()
    assert len(made.thumbprint()) == 32
    assert made.thumbprint_id() == encoded(made.thumbprint())


@pytest.mark.parametrize("alg", ALGORITHMS)
def test_an_algorithm_is_a_number_or_the_text_of_a_header(alg: str) -> None:
    number = kedge.JWTAlgorithm[alg.upper()]
    assert number.alg == alg
    bits = 2048 if alg in RSA else None
    assert kedge.JWTKey.generate(number, modulus_bits=bits).algorithm is number
    if alg not in RSA:
        assert kedge.JWTKey.generate(alg).algorithm is number


def test_what_is_no_algorithm_is_refused() -> None:
    for name in ("none", "hs256", "EDDSA", "", "HS257", "HS256 "):
        refused(ValueError, lambda: kedge.JWTKey.generate(name))
    for number in (0, 15, -1, 2**32 + 1, 2**64 + 1):
        calls: list[Callable[[], object]] = [
            lambda: kedge.JWTKey.generate(number),  # type: ignore[arg-type]
            lambda: kedge.JWTKey.from_secret(SECRET, number),  # type: ignore[arg-type]
            lambda: kedge.JWTKey.from_jwk(jwk("HS256"), number),  # type: ignore[arg-type]
            lambda: kedge.JWTKeySet.from_jwks({"keys": []}, [number]),  # type: ignore[list-item]
        ]
        refused(kedge.InvalidArgumentError, *calls)
    refused(TypeError, lambda: kedge.JWTKey.generate(1.0))  # type: ignore[arg-type]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_bytes_is_the_same(form: Callable[[bytes], Any]) -> None:
    made = kedge.JWTKey.from_secret(SECRET, "HS256")
    assert kedge.JWTKey.from_secret(form(SECRET), "HS256").thumbprint() == made.thumbprint()

    def padded(text: bytes) -> bytes:
        return text + b" " * (-len(text) % 4)

    written = padded(json.dumps(made.to_private_jwk()).encode())
    assert kedge.JWTKey.from_jwk(form(written)).thumbprint() == made.thumbprint()
    pair = key("ES256")
    pem = (pair.to_private_pem() + "\n" * (-len(pair.to_private_pem()) % 4)).encode()
    assert kedge.JWTKey.from_pem(form(pem), "ES256").thumbprint() == pair.thumbprint()
    der = pair.to_private_der()
    if len(memoryview(form(bytes(4)))) == 4 or len(der) % 4 == 0:
        assert kedge.JWTKey.from_der(form(der), "ES256").thumbprint() == pair.thumbprint()
    keys = kedge.JWTKeySet.from_jwks(form(padded(json.dumps({"keys": [jwk("HS256")]}).encode())))
    assert len(keys.keys) == 1


@pytest.mark.parametrize("alg", PAIRS)
def test_a_pair_comes_back_from_pem_der_and_jwk(alg: str) -> None:
    made = key(alg, "7")
    public = made.public()
    again = [
        kedge.JWTKey.from_pem(made.to_private_pem(), alg, id="7"),
        kedge.JWTKey.from_der(made.to_private_der(), alg, id="7"),
        kedge.JWTKey.from_jwk(made.to_private_jwk()),
        kedge.JWTKey.from_jwk(json.dumps(made.to_private_jwk()), alg),
    ]
    for one in again:
        assert one.to_private_jwk() == made.to_private_jwk()
        assert one.to_private_pem() == made.to_private_pem()
        assert one.to_private_der() == made.to_private_der()
    for one in [made, *again, public]:
        assert one.to_public_jwk() == public.to_public_jwk()
        assert one.to_public_pem() == public.to_public_pem()
        assert one.to_public_der() == public.to_public_der()
    pem = public.to_public_pem()
    for one in (
        kedge.JWTKey.from_pem(pem, alg, id="7"),
        kedge.JWTKey.from_der(public.to_public_der(), alg, id="7"),
        kedge.JWTKey.from_jwk(public.to_public_jwk()),
    ):
        assert not one.is_private and one.to_public_jwk() == public.to_public_jwk()
    assert public.to_public_jwk().items() >= {"alg": alg, "kid": "7", "use": "sig"}.items()
    assert made.to_private_jwk().keys() > public.to_public_jwk().keys()
    for pem, label in ((made.to_private_pem(), "PRIVATE"), (pem, "PUBLIC")):
        assert pem.startswith(f"-----BEGIN {label} KEY-----\n")
    refused(
        kedge.KeyIsPublicError, public.to_private_jwk, public.to_private_pem, public.to_private_der
    )


@pytest.mark.parametrize("alg", SHARED)
def test_a_secret_is_private_alone(alg: str) -> None:
    made = kedge.JWTKey.from_secret(SECRET, alg, id="7")
    assert base64.urlsafe_b64decode(made.to_private_jwk()["k"] + "==") == SECRET
    assert kedge.JWTKey.from_jwk(made.to_private_jwk()).thumbprint() == made.thumbprint()
    refused(
        kedge.WrongKeyKindError,
        made.to_public_jwk,
        made.to_public_pem,
        made.to_public_der,
        made.to_private_pem,
        made.to_private_der,
    )


def test_what_is_no_key_is_refused() -> None:
    pair, public = key("ES256"), verifying("ES256")
    pem, private = public.to_public_pem(), pair.to_private_pem()
    refused(
        kedge.WeakKeyError,
        lambda: kedge.JWTKey.from_secret(b"", "HS256"),
        lambda: kedge.JWTKey.from_secret(SECRET[:31], "HS256"),
        lambda: kedge.JWTKey.from_secret(SECRET[:47], "HS384"),
        lambda: kedge.JWTKey.from_secret(SECRET[:63], "HS512"),
        lambda: kedge.JWTKey.generate("RS256", modulus_bits=1024),
        lambda: kedge.JWTKey.generate("RS256", modulus_bits=0),
    )
    refused(
        ValueError,
        lambda: kedge.JWTKey.generate("RS256", modulus_bits=2**32 + 2048),
        lambda: kedge.JWTKey.generate("ES256", modulus_bits=-1),
    )
    refused(
        kedge.WrongKeyKindError,
        lambda: kedge.JWTKey.from_secret(SECRET, "ES256"),
        lambda: kedge.JWTKey.from_secret(pem.encode(), "HS256"),
        lambda: kedge.JWTKey.from_secret(public.to_public_der(), "HS256"),
        lambda: kedge.JWTKey.from_secret(json.dumps(public.to_public_jwk()).encode(), "HS256"),
        lambda: kedge.JWTKey.from_pem(pem, "ES384"),
        lambda: kedge.JWTKey.from_pem(pem, "RS256"),
        lambda: kedge.JWTKey.from_jwk(public.to_public_jwk(), "ES384"),
        lambda: kedge.JWTKey.from_jwk({"kty": "oct", "k": "A" * 43}),
    )
    refused(
        kedge.MalformedKeyError,
        lambda: kedge.JWTKey.from_pem("", "ES256"),
        lambda: kedge.JWTKey.from_pem("text", "ES256"),
        lambda: kedge.JWTKey.from_pem(pem + private, "ES256"),
        lambda: kedge.JWTKey.from_der(b"", "ES256"),
        lambda: kedge.JWTKey.from_der(pair.to_private_der()[:-1], "ES256"),
    )
    refused(
        kedge.MalformedJWKError,
        lambda: kedge.JWTKey.from_jwk({}),
        lambda: kedge.JWTKey.from_jwk("text"),
        lambda: kedge.JWTKey.from_jwk('{"kty":"EC","kty":"EC"}'),
        lambda: kedge.JWTKey.from_jwk({**public.to_public_jwk(), "x": "*"}),
    )
    refused(
        kedge.InvalidKeyError,
        lambda: kedge.JWTKey.from_jwk({**public.to_public_jwk(), "x": public.to_public_jwk()["y"]}),
    )
    refused(
        kedge.KeyUseError,
        lambda: kedge.JWTKey.from_jwk({**public.to_public_jwk(), "use": "enc"}),
    )
    refused(
        kedge.InvalidArgumentError,
        lambda: kedge.JWTKey.generate("ES256", modulus_bits=2048),
        lambda: kedge.JWTKey.generate("ES256", id=""),
        lambda: kedge.JWTKey.generate("ES256", id="x" * 1025),
        lambda: pair.with_id(""),
    )
    assert pair.with_id("x" * 1024).id == "x" * 1024


def test_arguments_of_a_wrong_type_are_refused() -> None:
    pair = key("ES256")
    calls: list[Callable[[], object]] = [
        lambda: kedge.JWTKey(),
        lambda: kedge.JWTKey.from_secret("text" * 20, "HS256"),  # type: ignore[arg-type]
        lambda: kedge.JWTKey.from_secret(32, "HS256"),  # type: ignore[arg-type]
        lambda: kedge.JWTKey.from_pem(5, "ES256"),  # type: ignore[arg-type]
        lambda: kedge.JWTKey.from_jwk(5),  # type: ignore[arg-type]
        lambda: kedge.JWTKey.from_jwk({"kty": b"EC"}),
        lambda: kedge.JWTKey.generate("ES256", id=b"id"),  # type: ignore[arg-type]
        lambda: pair.with_id(5),  # type: ignore[arg-type]
        lambda: kedge.JWTKeySet.from_jwks([]),  # type: ignore[arg-type]
    ]
    refused(TypeError, *calls)
    refused(UnicodeEncodeError, lambda: pair.with_id("\ud800"))


def test_an_encrypted_key_is_told_from_a_malformed_one() -> None:
    from cryptography.hazmat.primitives import serialization

    private = serialization.load_pem_private_key(key("ES256").to_private_pem().encode(), None)
    pem = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(b"password"),
    )
    refused(kedge.KeyEncryptedError, lambda: kedge.JWTKey.from_pem(pem, "ES256"))


def test_a_key_or_set_that_was_closed_says_so_and_none_is_pickled() -> None:
    made = key("ES256")
    keys = kedge.JWTKeySet([made])
    for one in (made, keys):
        refused(TypeError, lambda: pickle.dumps(one))
    shared = copy.copy(made)
    refused_when_closed(
        made,
        lambda: made.algorithm,
        lambda: made.id,
        lambda: made.is_shared,
        lambda: made.is_private,
        lambda: made.can_sign,
        lambda: made.can_verify,
        made.public,
        lambda: made.with_id(None),
        made.thumbprint,
        made.thumbprint_id,
        made.to_public_jwk,
        made.to_private_jwk,
        made.to_public_pem,
        made.to_private_pem,
        made.to_public_der,
        made.to_private_der,
        lambda: kedge.JWTKeySet([made]),
        lambda: kedge.JWTIssuer(made),
        lambda: kedge.JWTVerifier(made),
        lambda: kedge.sign_jws(b"", made),
    )
    assert keys.keys[0].thumbprint() == shared.thumbprint()
    other = kedge.JWTKeySet()
    refused_when_closed(
        keys,
        lambda: keys.keys,
        lambda: keys.skipped,
        keys.to_public_jwks,
        keys.to_private_jwks,
        lambda: keys.replace(other),
        lambda: other.replace(keys),
        lambda: kedge.JWTVerifier(keys),
        lambda: kedge.verify_jws(keys, "a.b.c"),
    )


def test_a_set_keeps_the_order_of_its_keys() -> None:
    ids = [str(number) for number in range(20)]
    keys = kedge.JWTKeySet(key("ES256", id) for id in ids)
    assert [one.id for one in keys.keys] == ids and keys.skipped == []
    written = keys.to_public_jwks()
    assert [one["kid"] for one in written["keys"]] == ids
    assert all("d" not in one for one in written["keys"])
    again = kedge.JWTKeySet.from_jwks(written)
    assert again.to_public_jwks() == written and not again.keys[0].is_private
    private = keys.to_private_jwks()
    assert kedge.JWTKeySet.from_jwks(json.dumps(private)).to_private_jwks() == private
    assert kedge.JWTKeySet().keys == [] and kedge.JWTKeySet().to_public_jwks() == {"keys": []}
    secrets = kedge.JWTKeySet([key("HS256")])
    refused(kedge.WrongKeyKindError, secrets.to_public_jwks)
    assert secrets.to_private_jwks() == {"keys": [jwk("HS256")]}


def test_keys_that_may_not_stand_together_are_refused() -> None:
    first, second, secret = key("ES256", "1"), key("ES384", "1"), key("HS256", "2")
    both = [one.to_public_jwk() for one in (first, second)]
    refused(
        kedge.DuplicateKeyIDError,
        lambda: kedge.JWTKeySet([first, second]),
        lambda: kedge.JWTKeySet([first, first]),
        lambda: kedge.JWTKeySet.from_jwks({"keys": both}),
    )
    mixed = [first.to_public_jwk(), secret.to_private_jwk()]
    refused(
        kedge.MixedKeySetError,
        lambda: kedge.JWTKeySet([first, secret]),
        lambda: kedge.JWTKeySet.from_jwks({"keys": mixed}),
    )
    unnamed = key("ES256")
    refused(
        kedge.MalformedKeySetError,
        lambda: kedge.JWTKeySet([unnamed] * 257),
        lambda: kedge.JWTKeySet.from_jwks({"keys": [unnamed.to_public_jwk()] * 257}),
        lambda: kedge.JWTKeySet.from_jwks({}),
        lambda: kedge.JWTKeySet.from_jwks("[]"),
        lambda: kedge.JWTKeySet.from_jwks(b""),
    )
    assert len(kedge.JWTKeySet([unnamed] * 256).keys) == 256


def test_a_set_that_is_read_tells_which_keys_it_left_out_and_why() -> None:
    good = key("ES256", "good").to_public_jwk()
    rsa = key("RS256", "rsa").to_public_jwk()
    del rsa["alg"]
    document: dict[str, Any] = {
        "keys": [
            {"kty": "RSA", "n": "_" * 170 + "8", "e": "AQAB", "alg": "RS256", "kid": "weak"},
            good,
            {**good, "kid": "enc", "use": "enc"},
            {**good, "kid": "off", "x": good["y"]},
            rsa,
            {"kid": 5},
        ]
    }
    keys = kedge.JWTKeySet.from_jwks(document)
    assert [one.id for one in keys.keys] == ["good"]
    assert [(one.index, one.id, one.error) for one in keys.skipped] == [
        (0, "weak", kedge.WeakKeyError),
        (2, "enc", kedge.KeyUseError),
        (3, "off", kedge.InvalidKeyError),
        (4, "rsa", kedge.WrongKeyKindError),
        (5, None, kedge.MalformedJWKError),
    ]
    for one in keys.skipped:
        assert one.reason and one.error.__name__ in repr(one)
        with pytest.raises(one.error) as caught:
            kedge.JWTKey.from_jwk(document["keys"][one.index])
        assert str(caught.value) == one.reason
        assert pickle.loads(pickle.dumps(one)) == one and hash(one) == hash(copy.copy(one))
        with pytest.raises(AttributeError):
            one.index = 7
    several = kedge.JWTKeySet.from_jwks(document, ["ES256", kedge.JWTAlgorithm.PS256, "RS256"])
    assert sorted(one.algorithm.alg for one in several.keys) == ["ES256", "PS256", "RS256"]
    assert [one.index for one in several.skipped] == [0, 2, 3, 5]
    assert "alg" not in several.to_public_jwks()["keys"][1]
    assert [one.algorithm.alg for one in kedge.JWTKeySet.from_jwks(document, "RS256").keys] == [
        "RS256"
    ]
    refused(kedge.InvalidArgumentError, lambda: kedge.JWTKeySet.from_jwks(document, []))


def test_a_set_is_replaced_as_a_whole_while_threads_read_it() -> None:
    small = kedge.JWTKeySet([key("ES256", "a")])
    large = kedge.JWTKeySet([key("ES256", id) for id in "bcdefgh"])
    keys = kedge.JWTKeySet()
    keys.replace(small)

    def work(number: int) -> None:
        for _ in range(150):
            if number == 0:
                keys.replace(large)
                keys.replace(small)
            else:
                found = [one.id for one in keys.keys]
                assert found in (["a"], list("bcdefgh"))
                assert keys.skipped == []

    in_threads(work)
    keys.replace(keys)
    assert [one.id for one in keys.keys] == ["a"]


def test_a_key_made_before_a_fork_signs_in_the_child() -> None:
    made = key("ES256")
    token = in_child(lambda: kedge.JWTIssuer(made).issue({"a": 1}).encode())
    assert kedge.JWTVerifier(made).verify(token)["a"] == 1
    generated = {in_child(lambda: kedge.JWTKey.generate("HS256").thumbprint()) for _ in range(3)}
    assert len(generated) == 3


def test_the_published_thumbprint() -> None:
    source = text("jose/rfc7638/rfc7638_3.1.jwk", 1)
    expected = text("jose/rfc7638/rfc7638_3.1.thp", 1).strip()
    with kedge.JWTKey.from_jwk(source) as made:
        assert made.thumbprint_id() == expected
        assert made.id == "2011-04-29" and not made.is_private
        written = made.to_public_jwk()
    members = {name: written[name] for name in ("e", "kty", "n")}
    hashed = hashlib.sha256(json.dumps(members, separators=(",", ":")).encode())
    assert encoded(hashed.digest()) == expected


def test_the_published_keys() -> None:
    source = {
        "3_1.ec_public_key": ("ES512", False),
        "3_2.ec_private_key": ("ES512", True),
        "3_3.rsa_public_key": ("RS256", False),
        "3_4.rsa_private_key": ("RS256", True),
        "3_5.symmetric_key_mac_computation": ("HS256", True),
    }
    for name, (alg, private) in source.items():
        document = json.loads(text(f"jose/rfc7520/jwk/{name}.json", 5))
        with kedge.JWTKey.from_jwk(document, alg) as made:
            assert (made.id, made.is_private) == (document["kid"], private)
            written = made.to_private_jwk() if private else made.to_public_jwk()
            written["alg"] = document.get("alg", written["alg"])
            assert written == {"alg": alg, **document}
