"""Reads what Kedge writes: docs/formats.md, the standard library and PyPI's cryptography.

A second opinion for the tests, short enough to be read beside the page. It takes whole files as
`bytes`, and is neither fast nor careful with secrets in memory.

    python reader.py ring ring.kedge --passphrase "correct horse"
    python reader.py message ring.kedge note.kedge --key 000102...1f --associated-data id:7
    python reader.py stream ring.kedge backup.kedge --key 000102...1f >backup.tar
    python reader.py log ring.kedge audit.log audit.2.log --key 000102...1f
"""

from __future__ import annotations

import argparse
import hashlib
import hmac
import sys
from collections.abc import Callable
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.cmac import CMAC
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

XAES_256_GCM, AES_256_GCM = 1, 2
PASSPHRASE, KEY, KEY_SERVICE = 1, 2, 3
ENABLED, DISABLED, DESTROYED = 1, 2, 3
DATA, ROTATION = 0, 1
RECORD_MAX = SEGMENT_MAX = 16_777_216
SCRYPT_MEMORY_MAX = 1 << 30


class Refused(Exception):
    """The data is not what the page describes, or does not authenticate."""


def require(condition: bool, reason: str) -> None:
    if not condition:
        raise Refused(reason)


def number(data: bytes) -> int:
    return int.from_bytes(data, "big")


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def hkdf(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(secret)


def mac(key: bytes, data: bytes) -> bytes:
    return hmac.digest(key, data, "sha256")


def xaes_key(key: bytes, nonce: bytes) -> bytes:
    """The AES-256-GCM key of C2SP's XAES-256-GCM for the first 12 bytes of a nonce."""
    halves = b""
    for counter in (1, 2):
        cmac = CMAC(AES(key))
        cmac.update(bytes([0, counter]) + b"X\0" + nonce[:12])
        halves += cmac.finalize()
    return halves


def decrypt(algorithm: int, key: bytes, nonce: bytes, sealed: bytes, associated: bytes) -> bytes:
    if algorithm == XAES_256_GCM:
        key, nonce = xaes_key(key, nonce), nonce[12:]
    try:
        return AESGCM(key).decrypt(nonce, sealed, associated)
    except InvalidTag:
        raise Refused("the tag is wrong") from None


def check_head(data: bytes, kind: bytes, least: int) -> None:
    require(len(data) >= 16 and data[:4] == b"KDGE" and data[4:5] == kind, "another kind of data")
    require(data[5] == 1, f"format version {data[5]}")
    require(len(data) >= least, "too short")
    require(data[7] == 0, "byte 7 is not 0")


# --- keyring -----------------------------------------------------------------------------------


class Key(NamedTuple):
    id: int
    algorithm: int
    state: int
    opens_only: bool
    created_at: int
    sealed_count: int
    reserved_count: int
    secret: bytes

    def derive(self, purpose: bytes, length: int) -> bytes:
        info = b"kedge ring key v1 " + purpose
        info += bytes([self.algorithm]) + self.id.to_bytes(8, "big")
        return hkdf(self.secret, b"", info, length)


class Ring(NamedTuple):
    id: int
    lock: int
    primary: int
    keys: dict[int, Key]

    def key_of(self, head: bytes) -> Key:
        """The key that a common head names."""
        key = self.keys.get(number(head[8:16]))
        require(key is not None, f"no key {number(head[8:16]):016x} in the ring")
        assert key is not None
        require(head[6] == key.algorithm, "another algorithm than the key's own")
        require(key.state == ENABLED, f"the key's state is {key.state}")
        return key


def open_ring(
    data: bytes,
    *,
    passphrase: bytes | None = None,
    key: bytes | None = None,
    unwrap: Callable[[bytes], bytes] | None = None,
) -> Ring:
    """A keyring, unlocked with what its lock asks for."""
    require(len(data) >= 32 and sha256(data[:-32]) == data[-32:], "damaged: the hash is wrong")
    check_head(data, b"r", 172)
    lock, salt, width = data[6], data[16:48], number(data[48:52])
    require(width <= 4096 and len(data) >= 172 + width, "too short")
    parameters = data[52 : 52 + width]
    if lock == PASSPHRASE:
        require(passphrase is not None, "a passphrase unlocks this ring")
        require(width == 12, "wrong parameters of a passphrase")
        log_n, r, p = (number(parameters[i : i + 4]) for i in (0, 4, 8))
        require(1 <= log_n <= 31 and r >= 1 and p >= 1, "wrong parameters of scrypt")
        memory = 128 * r * ((1 << log_n) + p + 2)
        require(memory <= SCRYPT_MEMORY_MAX, "scrypt asks for too much memory")
        secret = hashlib.scrypt(
            passphrase or b"", salt=salt, n=1 << log_n, r=r, p=p, maxmem=memory, dklen=32
        )
    elif lock == KEY:
        require(key is not None, "a key unlocks this ring")
        require(width == 0, "a ring under a key has no parameters")
        secret = key or b""
    else:
        require(lock == KEY_SERVICE, f"lock {lock}")
        require(unwrap is not None, "a key service unlocks this ring")
        require(width >= 1, "no wrapped data key")
        assert unwrap is not None
        secret = unwrap(parameters)
    require(len(secret) == 32, "the secret has not 32 bytes")

    derived = hkdf(secret, salt, b"kedge keyring v1" + data[: 52 + width], 64)
    wrapping_key, commitment = derived[:32], derived[32:]
    require(commitment == data[52 + width : 84 + width], "another passphrase or key unlocks it")
    nonce, sealed = data[84 + width : 108 + width], data[108 + width : -32]
    body = decrypt(XAES_256_GCM, wrapping_key, nonce, sealed, data[: 84 + width])

    primary, count = number(body[:8]), number(body[8:12])
    require(count <= 1000 and body[12:16] == bytes(4), "a field of the body breaks a rule")
    require(len(body) == 16 + 72 * count, "the body has another length")
    keys: dict[int, Key] = {}
    for start in range(16, len(body), 72):
        entry = body[start : start + 72]
        created_at = int.from_bytes(entry[16:24], "big", signed=True)
        counts = number(entry[24:32]), number(entry[32:40])
        item = Key(
            number(entry[:8]), entry[8], entry[9], entry[10] == 1, created_at, *counts, entry[40:]
        )
        require(item.id != 0 and item.id not in keys, "a key's id is 0 or there twice")
        require(item.algorithm in (XAES_256_GCM, AES_256_GCM), "unknown algorithm")
        require(item.state in (ENABLED, DISABLED, DESTROYED), "unknown state")
        require(entry[10] <= 1 and entry[11:16] == bytes(5), "a field of a key breaks a rule")
        require(item.state != DESTROYED or item.secret == bytes(32), "a destroyed key is there")
        require(item.reserved_count <= 2**32 and item.reserved_count % 2**20 == 0, "wrong count")
        require(item.algorithm == AES_256_GCM or item.reserved_count == 0, "wrong count")
        keys[item.id] = item
    require(primary == 0 or (primary in keys and keys[primary].state == ENABLED), "wrong primary")
    return Ring(number(data[8:16]), lock, primary, keys)


# --- sealed message ----------------------------------------------------------------------------


def open_message(ring: Ring, data: bytes, associated: bytes = b"") -> bytes:
    check_head(data, b"m", 76)
    key = ring.key_of(data)
    derived = key.derive(b"message", 64)
    message_key, commitment = derived[:32], derived[32:]
    require(data[16:48] == commitment, "sealed with another key")
    end = 48 + (24 if key.algorithm == XAES_256_GCM else 12)
    require(len(data) >= end + 16, "too short")
    return decrypt(key.algorithm, message_key, data[48:end], data[end:], data[:48] + associated)


# --- stream and sealed file --------------------------------------------------------------------


def open_stream(ring: Ring, data: bytes, associated: bytes = b"") -> bytes:
    check_head(data, b"s", 84 + 16)
    key = ring.key_of(data)
    size = number(data[16:20])
    require(4096 <= size <= SEGMENT_MAX, "a segment size that may not be")
    info = b"kedge stream v1" + data[:52] + sha256(associated)
    derived = hkdf(key.derive(b"stream", 32), data[20:52], info, 64)
    stream_key, commitment = derived[:32], derived[32:]
    require(data[52:84] == commitment, "sealed with another key or associated data")

    starts = range(84, len(data), size + 16)
    require(len(data) - starts[-1] >= (17 if len(starts) > 1 else 16), "cut")
    plaintext = b""
    for index, start in enumerate(starts):
        is_last = index == len(starts) - 1
        nonce = bytes(3) + index.to_bytes(8, "big") + bytes([is_last])
        segment = data[start : start + size + 16]
        plaintext += decrypt(AES_256_GCM, stream_key, nonce, segment, b"")
    return plaintext


# --- log ---------------------------------------------------------------------------------------


class Log(NamedTuple):
    """One file of a log: every record verified."""

    salt: bytes
    first: int
    """Number of the first record."""
    records: list[bytes]
    """The plaintexts of the data records."""
    chain: list[bytes]
    """The chain value before each record, and after the last one."""
    torn_bytes: int
    next_salt: bytes | None
    """The salt of the file that follows; None if the log was not rotated."""

    @property
    def next(self) -> int:
        """Number that the next record gets, here or in the file that follows."""
        return self.first + len(self.chain) - 1


def _log_keys(ring: Ring, data: bytes, associated: bytes) -> tuple[bytes, bytes]:
    """The record key and the MAC key of a log file."""
    check_head(data, b"l", 120)
    info = b"kedge log v1" + data[:88] + sha256(associated)
    derived = hkdf(ring.key_of(data).derive(b"log", 32), data[16:48], info, 96)
    require(data[88:120] == derived[64:], "sealed with another key or associated data")
    return derived[:32], derived[32:64]


def read_log(
    ring: Ring, data: bytes, associated: bytes = b"", after: tuple[Ring, bytes] | None = None
) -> Log:
    """A log file; `after` is the file before it and its ring, if that shall be checked too."""
    record_key, mac_key = _log_keys(ring, data, associated)
    first = number(data[48:56])
    if after is not None:
        before = read_log(*after, associated)
        require(before.next_salt == data[16:48], "the file before it names another salt")
        require(before.next == first, "it does not begin where the file before it ended")
        require(before.chain[-1] == data[56:88], "it does not continue the chain")
    chain = [sha256(data[:120])]
    records: list[bytes] = []
    next_salt = None
    position = 120
    torn = 0
    while position < len(data):
        require(next_salt is None, "there is something behind the rotation record")
        head = data[position : position + 80]
        if len(head) < 80:
            torn = len(head)
            break
        index = (first + len(chain) - 1).to_bytes(8, "big")
        require(mac(mac_key, index + head[:64])[:16] == head[64:], f"record {number(index)}: MAC")
        length, kind = number(head[:4]), head[4]
        require(length <= RECORD_MAX and kind in (DATA, ROTATION), "a field breaks a rule")
        require(head[5:8] == bytes(3), "bytes 5 to 7 are not 0")
        require(head[32:64] == chain[-1], f"record {number(index)}: chain")
        end = position + 80 + length + 16
        if end > len(data):
            torn = len(data) - position
            break
        sealed = data[position + 80 : end]
        plaintext = decrypt(XAES_256_GCM, record_key, head[8:32], sealed, index + head)
        if kind == ROTATION:
            require(length == 32, "a rotation record holds a salt")
            next_salt = plaintext
        else:
            records.append(plaintext)
        chain.append(sha256(data[position:end]))
        position = end
    return Log(data[16:48], first, records, chain, torn, next_salt)


def check_checkpoint(ring: Ring, checkpoint: bytes, data: bytes, associated: bytes = b"") -> int:
    """The number in a checkpoint of the log file `data`, which has to contain it."""
    _, mac_key = _log_keys(ring, data, associated)
    check_head(checkpoint, b"c", 120)
    require(len(checkpoint) == 120, "too long")
    require(checkpoint[6:16] == data[6:16], "a checkpoint under another key")
    expected = mac(mac_key, b"kedge checkpoint v1" + checkpoint[:88])
    require(checkpoint[88:] == expected, "the checkpoint's MAC is wrong")
    log = read_log(ring, data, associated)
    index = number(checkpoint[48:56])
    require(checkpoint[16:48] == log.salt, "a checkpoint of another file")
    require(log.first <= index <= log.next, "records are missing")
    require(log.chain[index - log.first] == checkpoint[56:88], "records were replaced")
    return index


# --- command line ------------------------------------------------------------------------------


def main() -> None:
    parser = argparse.ArgumentParser(description="Reads what Kedge writes.")
    parser.add_argument("what", choices=["ring", "message", "stream", "log"])
    parser.add_argument("ring")
    parser.add_argument("file", nargs="*", help="several for a log: each after the one before it")
    parser.add_argument("--passphrase", type=str.encode)
    parser.add_argument("--key", type=bytes.fromhex)
    parser.add_argument("--associated-data", type=str.encode, default=b"")
    arguments = parser.parse_args()

    def contents(path: str) -> bytes:
        with open(path, "rb") as file:
            return file.read()

    ring = open_ring(contents(arguments.ring), passphrase=arguments.passphrase, key=arguments.key)
    if arguments.what == "ring":
        print(f"ring {ring.id:016x}, primary key {ring.primary:016x}")
        for key in ring.keys.values():
            print(
                f"key {key.id:016x}, algorithm {key.algorithm}, state {key.state},"
                f" made at {key.created_at}, sealed {key.sealed_count}"
            )
    before = None
    for path in arguments.file:
        data = contents(path)
        if arguments.what == "log":
            log = read_log(ring, data, arguments.associated_data, before)
            for index, record in enumerate(log.records, log.first):
                print(index, record)
            print(f"next record {log.next}, torn bytes {log.torn_bytes}")
            before = (ring, data)
        else:
            opener = open_message if arguments.what == "message" else open_stream
            sys.stdout.buffer.write(opener(ring, data, arguments.associated_data))


if __name__ == "__main__":
    try:
        main()
    except Refused as refusal:
        sys.exit(f"refused: {refusal}")
