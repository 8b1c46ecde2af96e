"""Tokens from Python, beside what one would install otherwise; each side has its key loaded once."""

from typing import Any

import jwt as pyjwt
import kedge
from joserfc import jwt as joserfc
from joserfc.jwk import ECKey, OctKey
from rows import Row, Work, run

AUDIENCE = "https://api.example.com"
# 200 bytes as JSON, with iat and exp, which the issuer adds.
GIVEN = {
    "iss": "https://issuer.example.com/tenant/7",
    "sub": "user-1234567890",
    "aud": AUDIENCE,
    "scope": "read write admin",
    "jti": "0123456789abcdef0123456789abc",
}
SECRET = bytes(range(32))

shared, pair = kedge.JWTKey.from_secret(SECRET, "HS256"), kedge.JWTKey.generate("ES256")
hs256, es256 = kedge.JWTIssuer(shared), kedge.JWTIssuer(pair)
hs256_token, es256_token = hs256.issue(GIVEN), es256.issue(GIVEN)
claims = kedge.JWTVerifier(shared, audiences=AUDIENCE).verify(hs256_token)


def kedge_verify(key: kedge.JWTKey, token: str) -> Work:
    verifier = kedge.JWTVerifier(key, audiences=AUDIENCE)
    return lambda: verifier.verify(token)


def pyjwt_verify(key: Any, algorithm: str, token: str) -> Work:
    return lambda: pyjwt.decode(token, key, algorithms=[algorithm], audience=AUDIENCE)


def joserfc_verify(key: Any, algorithm: str, token: str) -> Work:
    registry = joserfc.JWTClaimsRegistry(aud={"essential": True, "value": AUDIENCE}, exp={"essential": True})

    def verify() -> object:
        decoded = joserfc.decode(token, key, algorithms=[algorithm])
        registry.validate(decoded.claims)
        return decoded.claims

    return verify


pyjwt_pair = pyjwt.algorithms.ECAlgorithm(pyjwt.algorithms.ECAlgorithm.SHA256).prepare_key(pair.public().to_public_pem())
sides = {
    "HS256": (
        kedge_verify(shared, hs256_token),
        pyjwt_verify(SECRET, "HS256", hs256_token),
        joserfc_verify(OctKey.import_key(SECRET), "HS256", hs256_token),
    ),
    "ES256": (
        kedge_verify(pair.public(), es256_token),
        pyjwt_verify(pyjwt_pair, "ES256", es256_token),
        joserfc_verify(ECKey.import_key(pair.public().to_public_jwk()), "ES256", es256_token),
    ),
}
for kedge_side, pyjwt_side, joserfc_side in sides.values():
    assert kedge_side() == pyjwt_side() == joserfc_side()

ROWS: list[Row] = [
    ("Python: JWT HS256 verify", "µs", sides["HS256"][0], "PyJWT", sides["HS256"][1], 0.12),
    ("Python: JWT ES256 verify", "µs", sides["ES256"][0], "PyJWT", sides["ES256"][1], 0.75),
    ("Python: JWT HS256 verify, and joserfc", "µs", sides["HS256"][0], "joserfc", sides["HS256"][2], None),
    ("Python: JWT ES256 verify, and joserfc", "µs", sides["ES256"][0], "joserfc", sides["ES256"][2], None),
    ("Python: JWT HS256 sign", "µs", lambda: hs256.issue(GIVEN),
     "PyJWT", lambda: pyjwt.encode(claims, SECRET, "HS256"), None),
]  # fmt: skip

run(ROWS)
