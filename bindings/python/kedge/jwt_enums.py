"""The enumerations of tokens, in a module that is imported when one of them is first used.

Python's own `enum` takes longer to import than all the rest of this package.
"""

from __future__ import annotations

from enum import IntEnum

from . import _abi


class JWTAlgorithm(IntEnum):
    """What a token, or other content, is signed with.

    Where an algorithm is asked for, the text that stands in a header's `alg` will also do.
    """

    HS256 = _abi.KEDGE_HS256
    """HMAC with SHA-256, a secret of at least 32 bytes."""
    HS384 = _abi.KEDGE_HS384
    """HMAC with SHA-384, a secret of at least 48 bytes."""
    HS512 = _abi.KEDGE_HS512
    """HMAC with SHA-512, a secret of at least 64 bytes."""
    RS256 = _abi.KEDGE_RS256
    """RSASSA-PKCS1-v1_5 with SHA-256."""
    RS384 = _abi.KEDGE_RS384
    """RSASSA-PKCS1-v1_5 with SHA-384."""
    RS512 = _abi.KEDGE_RS512
    """RSASSA-PKCS1-v1_5 with SHA-512."""
    PS256 = _abi.KEDGE_PS256
    """RSASSA-PSS with SHA-256."""
    PS384 = _abi.KEDGE_PS384
    """RSASSA-PSS with SHA-384."""
    PS512 = _abi.KEDGE_PS512
    """RSASSA-PSS with SHA-512."""
    ES256 = _abi.KEDGE_ES256
    """ECDSA over P-256 with SHA-256."""
    ES384 = _abi.KEDGE_ES384
    """ECDSA over P-384 with SHA-384."""
    ES512 = _abi.KEDGE_ES512
    """ECDSA over P-521 with SHA-512."""
    ES256K = _abi.KEDGE_ES256K
    """ECDSA over secp256k1 with SHA-256."""
    EDDSA = _abi.KEDGE_EDDSA
    """Ed25519."""

    @property
    def alg(self) -> str:
        """The text that stands for it in a header, such as "HS256"."""
        return "EdDSA" if self is JWTAlgorithm.EDDSA else self.name


class ClaimKind(IntEnum):
    """What kind of value a claim has."""

    NULL = _abi.KEDGE_CLAIM_NULL
    BOOLEAN = _abi.KEDGE_CLAIM_BOOLEAN
    NUMBER = _abi.KEDGE_CLAIM_NUMBER
    TEXT = _abi.KEDGE_CLAIM_TEXT
    ARRAY = _abi.KEDGE_CLAIM_ARRAY
    OBJECT = _abi.KEDGE_CLAIM_OBJECT


class JWSSerialization(IntEnum):
    """How signed content is written."""

    COMPACT = _abi.KEDGE_JWS_COMPACT
    """Three parts with dots between, fit for URLs."""
    FLATTENED = _abi.KEDGE_JWS_FLATTENED
    """A JSON object with one signature."""
    GENERAL = _abi.KEDGE_JWS_GENERAL
    """A JSON object with 1 to 64 signatures."""


class JWSRequirement(IntEnum):
    """Which of several signatures have to be good."""

    ALL = _abi.KEDGE_JWS_ALL
    """Every one."""
    ANY = _abi.KEDGE_JWS_ANY
    """One; the result says which are."""
