"""Tokens and signed content: PyJWT, joserfc and jwcrypto.

What these packages draw at random is drawn here from the section's own generator, so that the same cases come out each
time: the primes of RSA, the salt of RSA-PSS; ECDSA takes its nonces from the message (RFC 6979).
"""

import base64
import json
import random
import string
import warnings

import jwt as pyjwt
import jwt.algorithms
from Crypto.Hash import SHA256, SHA384, SHA512
from Crypto.PublicKey import RSA
from Crypto.Signature import pss
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils
from joserfc import jwk as joserfc_jwk
from joserfc import jws as joserfc_jws
from joserfc._rfc7518 import jws_algs
from joserfc.jws import JWSRegistry
from jwcrypto import jwa, jwk, jws
from sections import section, some_bytes

CURVES = {
    "ES256": (ec.SECP256R1(), 32),
    "ES384": (ec.SECP384R1(), 48),
    "ES512": (ec.SECP521R1(), 66),
    "ES256K": (ec.SECP256K1(), 32),
}
HASHES = {"256": hashes.SHA256(), "384": hashes.SHA384(), "512": hashes.SHA512()}
HMACS = ["HS256", "HS384", "HS512"]
RSAS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"]
ALGORITHMS = HMACS + RSAS + [*CURVES, "EdDSA"]


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Repeatable:
    """Takes the randomness out of the packages' signatures."""

    rng = random.Random()

    @classmethod
    def install(cls):
        def ecdsa(hash_algorithm):
            return ec.ECDSA(hash_algorithm, deterministic_signing=True)

        def sign_jwcrypto_ec(self, key, payload):
            private = key.get_op_key("sign", self._curve)
            r, s = utils.decode_dss_signature(private.sign(payload, ecdsa(self.hashfn)))
            size = (private.curve.key_size + 7) // 8
            return r.to_bytes(size, "big") + s.to_bytes(size, "big")

        def sign_jwcrypto_rsa(self, key, payload):
            private = key.get_op_key("sign")
            if isinstance(self.padfn, padding.PSS):
                return cls.pss(private, self.hashfn.name, payload)
            return private.sign(payload, self.padfn, self.hashfn)

        jwt.algorithms.ECDSA = jws_algs.ECDSA = ecdsa
        jwt.algorithms.RSAPSSAlgorithm.sign = lambda self, message, key: cls.pss(key, self.hash_alg.name, message)
        jws_algs.RSAPSSAlgorithm.sign = lambda self, message, key: cls.pss(
            key.get_op_key("sign"), self.hash_alg.name, message
        )
        jwa._RawEC.sign = sign_jwcrypto_ec
        jwa._RawRSA.sign = sign_jwcrypto_rsa

    @classmethod
    def pss(cls, private, hash_name, message):
        numbers = private.private_numbers()
        public = numbers.public_numbers
        key = RSA.construct((public.n, public.e, numbers.d, numbers.p, numbers.q), consistency_check=False)
        digest = {"sha256": SHA256, "sha384": SHA384, "sha512": SHA512}[hash_name].new(message)
        return pss.new(key, salt_bytes=digest.digest_size, rand_func=cls.rng.randbytes).sign(digest)


class Key:
    """One key in the forms that the packages want."""

    def __init__(self, algorithm, private):
        self.algorithm = algorithm
        if algorithm in HMACS:
            members = {"kty": "oct", "k": b64(private)}
            self.pyjwt = self.pyjwt_public = private
        else:
            encoding, pem = serialization.NoEncryption(), serialization.Encoding.PEM
            text = private.private_bytes(pem, serialization.PrivateFormat.PKCS8, encoding)
            members = json.loads(jwk.JWK.from_pem(text).export_private())
            members.pop("kid", None)
            self.pyjwt, self.pyjwt_public = private, private.public_key()
        self.members = members | {"alg": algorithm}
        self.jwcrypto = jwk.JWK(**members)
        self.joserfc = joserfc_jwk.import_key(members)

    @property
    def public(self):
        secret = ("d", "p", "q", "dp", "dq", "qi")
        return {name: value for name, value in self.members.items() if name not in secret}


def make_keys():
    """Two keys for each algorithm."""
    rng = random.Random("kedge referee, keys for tokens")
    moduli = [RSA.generate(bits, rng.randbytes).export_key() for bits in (2048, 3072)]
    pairs = [serialization.load_pem_private_key(text, None) for text in moduli]
    keys = {}
    for algorithm in ALGORITHMS:
        if algorithm in HMACS:
            least = int(algorithm[2:]) // 8
            privates = [rng.randbytes(least), rng.randbytes(least + rng.randint(1, 150))]
        elif algorithm in RSAS:
            privates = pairs
        elif algorithm in CURVES:
            curve, size = CURVES[algorithm]
            # Below the order of each curve, the larger ones by their leading zeros.
            privates = [ec.derive_private_key(int.from_bytes(rng.randbytes(size - 1), "big"), curve) for _ in range(2)]
        else:
            privates = [ed25519.Ed25519PrivateKey.from_private_bytes(rng.randbytes(32)) for _ in range(2)]
        keys[algorithm] = [Key(algorithm, private) for private in privates]
    return keys


warnings.simplefilter("ignore")
Repeatable.install()
KEYS = make_keys()
REGISTRY = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)


@section("jose_keys")
def jose_key_cases(rng):
    for pair in KEYS.values():
        for index, key in enumerate(pair):
            yield {
                "alg": key.algorithm,
                "index": index,
                "private": json.dumps(key.members),
                "public": json.dumps(key.public),
            }


def some_text(rng, longest):
    letters = string.ascii_letters + string.digits + " ./-_\"\\\n\t<>&é€ßЖ漢𝄞"
    return "".join(rng.choice(letters) for _ in range(rng.randint(0, longest)))


def some_json(rng, depth=2):
    kind = rng.randrange(7 if depth else 5)
    if kind == 0:
        return some_text(rng, 30)
    if kind == 1:
        return rng.randint(-(2**53), 2**53)
    if kind == 2:
        return rng.choice([True, False, None])
    if kind == 3:
        return round(rng.uniform(-1e6, 1e6), 3)
    if kind == 4:
        return ""
    if kind == 5:
        return [some_json(rng, depth - 1) for _ in range(rng.randint(0, 4))]
    return {some_text(rng, 12): some_json(rng, depth - 1) for _ in range(rng.randint(0, 4))}


def some_header(rng):
    header = {}
    if rng.random() < 0.5:
        header["typ"] = rng.choice(["JWT", "at+jwt", "example"])
    if rng.random() < 0.3:
        header["cty"] = "text/plain"
    for _ in range(rng.choice((0, 0, 1, 3))):
        header["x" + "".join(rng.choices(string.ascii_lowercase, k=8))] = some_json(rng)
    return header


def compact(rng, by, key, payload, header):
    """A compact document of one package."""
    if by == "PyJWT":
        return pyjwt.api_jws.encode(payload, key.pyjwt, algorithm=key.algorithm, headers=header)
    protected = {"alg": key.algorithm} | header
    if by == "joserfc":
        return joserfc_jws.serialize_compact(protected, payload, key.joserfc, registry=REGISTRY)
    made = jws.JWS(payload)
    made.add_signature(key.jwcrypto, None, json.dumps(protected), None)
    return made.serialize(compact=True)


def is_good(by, key, document):
    """Whether another package takes the document."""
    try:
        if by == "PyJWT":
            pyjwt.api_jws.decode(document, key.pyjwt_public, algorithms=[key.algorithm])
        elif by == "joserfc":
            joserfc_jws.deserialize_compact(document, key.joserfc, registry=REGISTRY)
        else:
            read = jws.JWS()
            read.deserialize(document, key.jwcrypto, key.algorithm)
        return True
    except Exception:
        return False


PACKAGES = ["PyJWT", "joserfc", "jwcrypto"]


def flipped(rng, data):
    place = rng.randrange(len(data) * 8)
    changed = bytearray(data)
    changed[place // 8] ^= 1 << place % 8
    return bytes(changed)


def other_half(key, signature):
    """The same signature with n - s for s, which is as good."""
    order = {
        "ES256": 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
        "ES256K": 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141,
    }[key.algorithm]
    s = int.from_bytes(signature[32:], "big")
    return signature[:32] + (order - s).to_bytes(32, "big")


def broken(rng, key, document):
    """The document with something wrong, and what has to come of it."""
    header, payload, signature = document.split(".")
    kind = rng.randrange(10)
    if kind == 0:
        return f"{header}.{payload}.{b64(flipped(rng, unb64(signature)))}", "badSignature"
    if kind == 1 and payload:
        return f"{header}.{b64(flipped(rng, unb64(payload)))}.{signature}", "badSignature"
    if kind == 2:
        members = json.loads(unb64(header)) | {"alg": rng.choice([a for a in ALGORITHMS if a != key.algorithm])}
        return f"{b64(json.dumps(members).encode())}.{payload}.{signature}", "algorithm"
    if kind == 3:
        members = json.loads(unb64(header)) | {"alg": rng.choice(["none", "None", "HS1", "", key.algorithm.lower()])}
        return f"{b64(json.dumps(members).encode())}.{payload}.{rng.choice([signature, ''])}", "algorithm"
    if kind == 4:
        return f"{header}.{payload}.{b64(unb64(signature)[:-1])}", "badSignature"
    if kind == 5:
        return f"{header}.{payload}.{b64(unb64(signature) + bytes(1))}", "badSignature"
    if kind == 6:
        shapes = [f"{document}=", f"{document}.", f"{header}.{payload}", f" {document}", f"{document}\n"]
        return rng.choice(shapes), "malformed"
    if kind == 7:
        members = json.loads(unb64(header)) | {"crit": rng.choice([[], ["b64"], ["exp"], ["alg"], "b64", [1]])}
        return f"{b64(json.dumps(members).encode())}.{payload}.{signature}", "critical"
    if kind == 8 and key.algorithm in CURVES:
        size = len(unb64(signature)) // 2
        r, s = unb64(signature)[:size], unb64(signature)[size:]
        der = utils.encode_dss_signature(int.from_bytes(r, "big"), int.from_bytes(s, "big"))
        return f"{header}.{payload}.{b64(der)}", "badSignature"
    return f"{header}.{payload}.{b64(bytes(len(unb64(signature))))}", "badSignature"


@section("jws_compact")
def jws_compact_cases(rng):
    Repeatable.rng = rng
    for number in range(1400):
        algorithm = ALGORITHMS[number % len(ALGORITHMS)]
        key_index = rng.randrange(2)
        key, other = KEYS[algorithm][key_index], KEYS[algorithm][1 - key_index]
        by = PACKAGES[number // len(ALGORITHMS) % 3]
        payload = some_bytes(rng, 3000 if number % 50 == 0 else 200)
        document, outcome = compact(rng, by, key, payload, some_header(rng)), "good"
        reader = PACKAGES[(PACKAGES.index(by) + 1) % 3]
        assert is_good(reader, key, document), (by, reader, document)
        form = rng.randrange(4)
        if form == 0:
            document, outcome = broken(rng, key, document)
            assert not is_good("joserfc", key, document) or document.endswith("\n")
        elif form == 1:
            key_index, outcome = 1 - key_index, "badSignature"
            assert not is_good(reader, other, document)
        elif form == 2 and algorithm in ("ES256", "ES256K"):
            head, _, signature = document.rpartition(".")
            document = f"{head}.{b64(other_half(key, unb64(signature)))}"
            assert is_good(reader, key, document)
        yield {
            "by": by, "alg": algorithm, "key": key_index, "document": document, "payload": payload, "outcome": outcome
        }


@section("jws_detached")
def jws_detached_cases(rng):
    """Payloads that travel by another way, encoded for the signature or not."""
    Repeatable.rng = rng
    for number in range(300):
        algorithm = ALGORITHMS[number % len(ALGORITHMS)]
        key_index = rng.randrange(2)
        key = KEYS[algorithm][key_index]
        is_encoded, payload = rng.random() < 0.5, some_bytes(rng, 300) or b"."
        header = some_header(rng) | ({} if is_encoded else {"b64": False, "crit": ["b64"]})
        if number // len(ALGORITHMS) % 2 == 0:
            by = "PyJWT"
            document = pyjwt.api_jws.encode(
                payload, key.pyjwt, algorithm=algorithm, headers=header, is_payload_detached=True
            )
        else:
            by, made = "jwcrypto", jws.JWS(payload)
            made.add_signature(key.jwcrypto, None, json.dumps({"alg": algorithm} | header), None)
            made.detach_payload()
            document = made.serialize(compact=True)
        outcome = "good"
        if rng.random() < 0.3:
            payload, outcome = rng.choice([flipped(rng, payload), payload + b"\n", payload[:-1]]), "badSignature"
        yield {
            "by": by, "alg": algorithm, "key": key_index, "document": document, "payload": payload, "outcome": outcome
        }


@section("jws_json")
def jws_json_cases(rng):
    """Flattened and general documents; `good` says which signatures are good."""
    Repeatable.rng = rng
    for number in range(600):
        count = rng.choice((1, 1, 2, 3, 4))
        by = ("joserfc", "jwcrypto")[number % 2]
        is_encoded = rng.random() < 0.7
        payload = some_bytes(rng, 200) if is_encoded else some_text(rng, 100).encode() or b"."
        keys = [KEYS[rng.choice(ALGORITHMS)][0] for _ in range(count)]
        protected = [{"alg": key.algorithm} | some_header(rng) for key in keys]
        for header in protected:
            if not is_encoded:
                header |= {"b64": False, "crit": ["b64"]}
        unprotected = [{"y" + name: value for name, value in some_header(rng).items()} for _ in keys]
        if by == "joserfc":
            document = []
            for key, covered, header in zip(keys, protected, unprotected):
                member = {"protected": covered} | ({"header": header} if header else {})
                document.append(joserfc_jws.serialize_json(member, payload, key.joserfc, registry=REGISTRY))
        else:
            document = []
            for key, covered, header in zip(keys, protected, unprotected):
                made = jws.JWS(payload if is_encoded else payload.decode())
                made.add_signature(key.jwcrypto, None, json.dumps(covered), json.dumps(header) if header else None)
                document.append(json.loads(made.serialize()))
        text = document[0]["payload"]
        good = [True] * count
        for index in range(count):
            if rng.random() < 0.15:
                signature = flipped(rng, unb64(document[index]["signature"]))
                document[index]["signature"], good[index] = b64(signature), False
        if count == 1 and rng.random() < 0.7:
            whole = document[0]
        else:
            whole = {"payload": text, "signatures": [{k: v for k, v in d.items() if k != "payload"} for d in document]}
        if rng.random() < 0.2:
            whole["comment"] = some_json(rng)
        yield {
            "by": by,
            "keys": [key.algorithm for key in keys],
            "document": json.dumps(whole, ensure_ascii=rng.random() < 0.5, indent=rng.choice((None, None, 1))),
            "payload": payload,
            "good": good,
        }


@section("jwt_tokens")
def jwt_token_cases(rng):
    """Tokens with random claims, in the years around `now`."""
    Repeatable.rng = rng
    now = 1_800_000_000
    for number in range(1400):
        algorithm = ALGORITHMS[number % len(ALGORITHMS)]
        key_index = rng.randrange(2)
        key = KEYS[algorithm][key_index]
        by = PACKAGES[number // len(ALGORITHMS) % 3]
        claims = {"iss": "https://issuer.example", "aud": rng.choice(["a", ["a"], ["b", "a"]])}
        claims["exp"] = now + rng.choice((rng.randint(1, 10**6), rng.randint(1, 10**6) + 0.5))
        outcome = "good"
        fate = rng.randrange(8)
        if fate == 0:
            claims["exp"], outcome = now - rng.randint(1, 10**6), "expired"
        elif fate == 1:
            claims["nbf"], outcome = now + rng.randint(1, 10**6), "notYetValid"
        elif fate == 2:
            claims["aud"], outcome = rng.choice(["b", ["b"], "A", "aa", []]), "wrongAudience"
        elif fate == 3:
            claims["iss"], outcome = rng.choice(["https://issuer.example/", "https://issuer", ""]), "wrongIssuer"
        for _ in range(rng.randint(0, 4)):
            claims["c" + some_text(rng, 10)] = some_json(rng)
        payload = json.dumps(claims, ensure_ascii=rng.random() < 0.5).encode()
        document = compact(rng, by, key, payload, some_header(rng) | {"typ": "JWT"})
        if fate == 4:
            document, outcome = broken(rng, key, document)
        yield {
            "by": by, "alg": algorithm, "key": key_index, "token": document, "claims": payload.decode(),
            "now": now, "outcome": outcome,
        }
