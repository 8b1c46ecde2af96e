"""Writes each of Kedge's formats from docs/formats.md alone, with salts, nonces and ids given.

It is for test vectors: what is random in life is an argument here.
"""

from __future__ import annotations

import hashlib

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from reader import (
    AES_256_GCM,
    DATA,
    KEY,
    KEY_SERVICE,
    PASSPHRASE,
    ROTATION,
    XAES_256_GCM,
    Key,
    hkdf,
    mac,
    sha256,
    xaes_key,
)


def encrypt(algorithm: int, key: bytes, nonce: bytes, plaintext: bytes, associated: bytes) -> bytes:
    if algorithm == XAES_256_GCM:
        key, nonce = xaes_key(key, nonce), nonce[12:]
    return AESGCM(key).encrypt(nonce, plaintext, associated)


def head(kind: bytes, algorithm: int, id: int) -> bytes:
    return b"KDGE" + kind + bytes([1, algorithm, 0]) + id.to_bytes(8, "big")


def ring(
    keys: list[Key],
    *,
    id: int,
    primary: int,
    salt: bytes,
    nonce: bytes,
    lock: int,
    secret: bytes = b"",
    scrypt: tuple[int, int, int] = (4, 8, 1),
    wrapped: bytes = b"",
) -> bytes:
    """A keyring; `secret` is the passphrase, the key, or the data key that is `wrapped`."""
    parameters = b""
    if lock == PASSPHRASE:
        log_n, r, p = scrypt
        parameters = b"".join(value.to_bytes(4, "big") for value in scrypt)
        secret = hashlib.scrypt(secret, salt=salt, n=1 << log_n, r=r, p=p, dklen=32)
    elif lock == KEY_SERVICE:
        parameters = wrapped
    else:
        assert lock == KEY
    start = head(b"r", lock, id) + salt + len(parameters).to_bytes(4, "big") + parameters
    derived = hkdf(secret, salt, b"kedge keyring v1" + start, 64)
    start += derived[32:]
    body = primary.to_bytes(8, "big") + len(keys).to_bytes(4, "big") + bytes(4)
    for key in keys:
        body += key.id.to_bytes(8, "big") + bytes([key.algorithm, key.state, key.opens_only])
        body += bytes(5) + key.created_at.to_bytes(8, "big", signed=True)
        body += key.sealed_count.to_bytes(8, "big") + key.reserved_count.to_bytes(8, "big")
        body += key.secret
    data = start + nonce + encrypt(XAES_256_GCM, derived[:32], nonce, body, start)
    return data + sha256(data)


def message(key: Key, plaintext: bytes, associated: bytes, nonce: bytes) -> bytes:
    derived = key.derive(b"message", 64)
    start = head(b"m", key.algorithm, key.id) + derived[32:]
    sealed = encrypt(key.algorithm, derived[:32], nonce, plaintext, start + associated)
    return start + nonce + sealed


def stream(key: Key, plaintext: bytes, associated: bytes, salt: bytes, segment_bytes: int) -> bytes:
    data = head(b"s", key.algorithm, key.id) + segment_bytes.to_bytes(4, "big") + salt
    info = b"kedge stream v1" + data + sha256(associated)
    derived = hkdf(key.derive(b"stream", 32), salt, info, 64)
    data += derived[32:]
    starts = range(0, max(len(plaintext), 1), segment_bytes)
    for index, start in enumerate(starts):
        nonce = bytes(3) + index.to_bytes(8, "big") + bytes([index == len(starts) - 1])
        segment = plaintext[start : start + segment_bytes]
        data += encrypt(AES_256_GCM, derived[:32], nonce, segment, b"")
    return data


class LogWriter:
    """One file of a log: its bytes so far, and where it is."""

    def __init__(
        self,
        key: Key,
        associated: bytes,
        salt: bytes,
        first: int = 0,
        chain_before: bytes = bytes(32),
    ) -> None:
        start = head(b"l", key.algorithm, key.id) + salt + first.to_bytes(8, "big") + chain_before
        info = b"kedge log v1" + start + sha256(associated)
        derived = hkdf(key.derive(b"log", 32), salt, info, 96)
        self._record_key, self._mac_key = derived[:32], derived[32:64]
        self._key, self._salt = key, salt
        self.data = start + derived[64:]
        self.next = first
        self.chain = sha256(self.data)

    def append(self, plaintext: bytes, nonce: bytes, kind: int = DATA) -> None:
        index = self.next.to_bytes(8, "big")
        start = len(plaintext).to_bytes(4, "big") + bytes([kind, 0, 0, 0]) + nonce + self.chain
        start += mac(self._mac_key, index + start)[:16]
        record = start + encrypt(XAES_256_GCM, self._record_key, nonce, plaintext, index + start)
        self.data += record
        self.chain = sha256(record)
        self.next += 1

    def rotate(self, next_salt: bytes, nonce: bytes) -> None:
        """Ends the file; the next one continues at `next` and `chain` with that salt."""
        self.append(next_salt, nonce, ROTATION)

    def checkpoint(self) -> bytes:
        data = head(b"c", self._key.algorithm, self._key.id) + self._salt
        data += self.next.to_bytes(8, "big") + self.chain
        return data + mac(self._mac_key, b"kedge checkpoint v1" + data)
