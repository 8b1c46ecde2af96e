"""Issues a token, verifies it, takes it once, replaces the keys, and revokes it."""

from __future__ import annotations

from typing import Any

import kedge

NOW = 1_900_000_000  # a fixed time, so that this prints the same always


def shown(name: str, verifier: kedge.JWTVerifier, token: str) -> None:
    """Prints what a verifier says to a token."""
    try:
        print(f"{name:24}", verifier.verify(token)["sub"])
    except kedge.TokenRefusedError as error:
        print(f"{name:24}", error.status_name)


def main() -> None:
    old, new = (kedge.JWTKey.generate("ES256", id=id) for id in ("2030-01", "2030-02"))

    # The service that knows who users are signs with the private key...
    issuer = kedge.JWTIssuer(
        old,
        issuer="https://login.example",
        audiences="payments",
        lifetime_seconds=600,
        adds_id=True,
        clock=lambda: NOW,
    )
    token = issuer.issue({"sub": "alice", "scope": ["read", "write"]})

    # ...and publishes the public one, which is all that others need.
    document = kedge.JWTKeySet([old]).to_public_jwks()
    keys = kedge.JWTKeySet.from_jwks(document)
    print(f"{'published':24}", ", ".join(document["keys"][0]))

    now = NOW
    revocations = kedge.JWTRevocations(1000)
    options: dict[str, Any] = {"issuers": "https://login.example", "clock": lambda: now}
    verifier = kedge.JWTVerifier(keys, audiences="payments", revocations=revocations, **options)
    once = kedge.JWTVerifier(
        keys, audiences="payments", replay_cache=kedge.JWTReplayCache(1000), **options
    )
    shown("verified", verifier, token)
    shown("taken once", once, token)
    shown("taken again", once, token)
    shown("by another service", kedge.JWTVerifier(keys, audiences="mail", **options), token)
    shown("changed", verifier, token.replace(".", ".A", 1))

    with verifier.verify_token(token) as verified:
        print(f"{'claim by claim':24}", verified.raw("scope"), verified.expires_at)

    keys.replace(kedge.JWTKeySet([new.public()]))
    shown("after the keys changed", verifier, token)
    keys.replace(kedge.JWTKeySet([old.public(), new.public()]))
    shown("with both keys", verifier, token)

    revocations.add_subject("https://login.example", "alice", issued_before=NOW + 1, now=NOW)
    shown("revoked", verifier, token)
    now = NOW + 600
    shown("ten minutes later", once, token)

    # A token is signed content whose content is claims. This is any content, signed by two.
    signed = kedge.sign_jws("a note", [old, new], serialization=kedge.JWSSerialization.GENERAL)
    with kedge.verify_jws(keys, signed) as content:
        signers = ", ".join(content.key(index).id or "" for index in range(2))
        print(f"{'signed content':24}", content.payload.decode(), "by", signers)


main()
print("handles left alive:", kedge.live_handles())
