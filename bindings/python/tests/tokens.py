"""What the tests of tokens share."""

from __future__ import annotations

import base64
import functools
import hashlib
import hmac
import json
from typing import Any

import kedge

NOW = 1_900_000_000
SECRET = bytes(range(64))
ALGORITHMS = [algorithm.alg for algorithm in kedge.JWTAlgorithm]
RSA = [alg for alg in ALGORITHMS if alg[:2] in ("RS", "PS")]
SHARED = [alg for alg in ALGORITHMS if alg.startswith("HS")]
PAIRS = [alg for alg in ALGORITHMS if alg not in SHARED]


def encoded(data: bytes) -> str:
    """A part of a token: base64url without padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


@functools.cache
def _generated(alg: str) -> str:
    bits = 2048 if alg in RSA else None
    with kedge.JWTKey.generate(alg, modulus_bits=bits) as made:
        return json.dumps(made.to_private_jwk())


def jwk(alg: str) -> dict[str, Any]:
    """A private key as a JSON Web Key without id, the same one at every call."""
    found: dict[str, Any] = json.loads(_generated(alg))
    return found


def key(alg: str, id: str | None = None) -> kedge.JWTKey:
    """That key."""
    with kedge.JWTKey.from_jwk(jwk(alg)) as made:
        return made.with_id(id)


def verifying(alg: str, id: str | None = None) -> kedge.JWTKey:
    """The key that verifies what that one signs."""
    signing = key(alg, id)
    return signing if signing.is_shared else signing.public()


def signed(claims: str | bytes, header: dict[str, Any] | str | None = None) -> str:
    """A token with any content at all, signed with SECRET."""
    if not isinstance(header, str):
        header = json.dumps({"alg": "HS256", **(header or {})})
    content = claims.encode() if isinstance(claims, str) else claims
    parts = f"{encoded(header.encode())}.{encoded(content)}"
    return f"{parts}.{encoded(hmac.digest(SECRET, parts.encode(), hashlib.sha256))}"


def token(**claims: Any) -> str:
    return signed(json.dumps({"exp": NOW + 60, **claims}))


def verifier(secret: kedge.JWTKey, **options: Any) -> kedge.JWTVerifier:
    return kedge.JWTVerifier(secret.with_id(None), **{"clock": lambda: NOW, **options})
