"""Makes the test vectors: vectors.json, and the section "Test vectors" of docs/formats.md.

    python Tests/Formats/make_vectors.py            write both
    python Tests/Formats/make_vectors.py --check    write nothing; fail if one of them is stale

Everything is fixed, so the same bytes come out every time.
"""

from __future__ import annotations

import hashlib
import json
import sys
import textwrap
from pathlib import Path

import writer
from reader import (
    AES_256_GCM,
    DESTROYED,
    DISABLED,
    ENABLED,
    KEY,
    KEY_SERVICE,
    PASSPHRASE,
    XAES_256_GCM,
    Key,
)

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent.parent / "docs" / "formats.md"
JSON = HERE / "vectors.json"
HEADING = "## Test vectors\n"


def counting(first: int, length: int) -> bytes:
    return bytes((first + index) % 256 for index in range(length))


XAES = Key(0x0123456789ABCDEF, XAES_256_GCM, ENABLED, False, 1767225600, 3, 0, counting(0, 32))
AES = Key(0xFEDCBA9876543210, AES_256_GCM, ENABLED, False, 1767225601, 1, 2**20, counting(32, 32))
KEYS = [
    XAES,
    AES,
    Key(0x00000000000000AA, XAES_256_GCM, DISABLED, False, -1, 0, 0, counting(64, 32)),
    Key(0xAA00000000000000, AES_256_GCM, DESTROYED, True, 0, 2**32, 2**32, bytes(32)),
]
RING_ID = 0x4B65646765526E67
PASSPHRASE_BYTES = "correct horse battery staple \u2713".encode()
UNLOCK_KEY = counting(96, 32)
WRAPPED = b"a wrapped data key"
DATA_KEY = counting(128, 32)
ASSOCIATED = b"kedge test vector"
PLAINTEXT = b"What is sealed here opens in thirty years."
STREAM_PLAINTEXT = bytes(index * 7 % 251 for index in range(5000))
SEGMENT_BYTES = 4096
RECORDS = [b"first record", b"", counting(0, 100)]


def vectors() -> dict[str, dict[str, object]]:
    made: dict[str, dict[str, object]] = {
        "keys in the rings": {
            f"key {index}": {
                "id": f"{key.id:016x}",
                "algorithm": key.algorithm,
                "state": key.state,
                "opens only": int(key.opens_only),
                "created at": key.created_at,
                "sealed": key.sealed_count,
                "reserved": key.reserved_count,
                "key": key.secret.hex(),
            }
            for index, key in enumerate(KEYS)
        }
    }
    common = {"id": RING_ID, "primary": XAES.id}
    locks = {
        "passphrase": {"lock": PASSPHRASE, "secret": PASSPHRASE_BYTES, "scrypt": (4, 8, 1)},
        "key": {"lock": KEY, "secret": UNLOCK_KEY},
        "key service": {"lock": KEY_SERVICE, "secret": DATA_KEY, "wrapped": WRAPPED},
    }
    for number, (name, lock) in enumerate(locks.items()):
        salt, nonce = counting(160 + number, 32), counting(192 + number, 24)
        data = writer.ring(KEYS, **common, salt=salt, nonce=nonce, **lock)  # type: ignore[arg-type]
        secret = lock["secret"]
        assert isinstance(secret, bytes)
        made[f"keyring under a {name}"] = {
            "ring id": f"{RING_ID:016x}",
            "primary": f"{XAES.id:016x}",
            "salt": salt.hex(),
            "nonce": nonce.hex(),
            **(
                {"passphrase": secret.hex(), "log2 N": 4, "r": 8, "p": 1}
                if name == "passphrase"
                else {"key" if name == "key" else "data key": secret.hex()}
            ),
            **({"wrapped data key": WRAPPED.hex()} if name == "key service" else {}),
            "ring": data.hex(),
        }
    for name, key, length in (("XAES-256-GCM", XAES, 24), ("AES-256-GCM", AES, 12)):
        nonce = counting(200, length)
        made[f"sealed message, {name}"] = {
            "key id": f"{key.id:016x}",
            "nonce": nonce.hex(),
            "associated data": ASSOCIATED.hex(),
            "plaintext": PLAINTEXT.hex(),
            "sealed": writer.message(key, PLAINTEXT, ASSOCIATED, nonce).hex(),
        }
    salt = counting(100, 32)
    data = writer.stream(XAES, STREAM_PLAINTEXT, ASSOCIATED, salt, SEGMENT_BYTES)
    made["stream of two segments"] = {
        "key id": f"{XAES.id:016x}",
        "salt": salt.hex(),
        "associated data": ASSOCIATED.hex(),
        "segment size": SEGMENT_BYTES,
        "plaintext": "5,000 bytes; byte i is (7 * i) mod 251",
        "plaintext SHA-256": hashlib.sha256(STREAM_PLAINTEXT).hexdigest(),
        "header": data[:84].hex(),
        "last 32 bytes": data[-32:].hex(),
        "stream length": len(data),
        "stream SHA-256": hashlib.sha256(data).hexdigest(),
    }
    data = writer.stream(AES, b"", b"", salt, SEGMENT_BYTES)
    made["empty stream"] = {
        "key id": f"{AES.id:016x}",
        "salt": salt.hex(),
        "associated data": "",
        "segment size": SEGMENT_BYTES,
        "plaintext": "",
        "stream": data.hex(),
    }
    salt, next_salt = counting(50, 32), counting(51, 32)
    nonces = [counting(10 + index, 24) for index in range(5)]
    log = writer.LogWriter(XAES, ASSOCIATED, salt)
    for record, nonce in zip(RECORDS, nonces):
        log.append(record, nonce)
    made["log of three records"] = {
        "key id": f"{XAES.id:016x}",
        "salt": salt.hex(),
        "associated data": ASSOCIATED.hex(),
        **{f"record {index}": record.hex() for index, record in enumerate(RECORDS)},
        **{f"nonce {index}": nonces[index].hex() for index in range(len(RECORDS))},
        "log": log.data.hex(),
        "checkpoint": log.checkpoint().hex(),
    }
    log.rotate(next_salt, nonces[3])
    following = writer.LogWriter(AES, ASSOCIATED, next_salt, log.next, log.chain)
    following.append(b"fifth record", nonces[4])
    made["the same log, rotated"] = {
        "nonce 3": nonces[3].hex(),
        "rotation record": log.data[-128:].hex(),
        "checkpoint": log.checkpoint().hex(),
        "key id of the file that follows": f"{AES.id:016x}",
        "salt of the file that follows": next_salt.hex(),
        "record 4": b"fifth record".hex(),
        "nonce 4": nonces[4].hex(),
        "file that follows": following.data.hex(),
    }
    return made


INTRODUCTION = """
Made by `Tests/Formats/make_vectors.py`, which also writes them to `Tests/Formats/vectors.json`; the salts and nonces are fixed
here, and random in life. Bytes are in hex; numbers that stand for themselves are decimal. The keys stand in all three keyrings,
in this order; what is sealed is sealed with key 0 or key 1.
"""


def section(made: dict[str, dict[str, object]]) -> str:
    text = HEADING + INTRODUCTION
    for title, values in made.items():
        text += f"\n### {title[0].upper()}{title[1:]}\n\n```\n"
        if title == "keys in the rings":
            for name, key in values.items():
                assert isinstance(key, dict)
                text += f"{name}\n" + "".join(line(f"  {item}", key[item]) for item in key)
        else:
            text += "".join(line(name, value) for name, value in values.items())
        text += "```\n"
    return text


def line(name: str, value: object) -> str:
    rows = textwrap.wrap(str(value), 96) or ["(empty)"]
    if len(rows) == 1 and len(name) + len(rows[0]) < 110:
        return f"{name} = {rows[0]}\n"
    return f"{name} =\n" + "".join(f"    {row}\n" for row in rows)


def main() -> None:
    made = vectors()
    page = PAGE.read_text(encoding="utf-8")
    outputs = {
        JSON: json.dumps(made, indent=1) + "\n",
        PAGE: page[: page.index(HEADING)] + section(made),
    }
    if sys.argv[1:] not in ([], ["--check"]):
        sys.exit("usage: make_vectors.py [--check]")
    for path, text in outputs.items():
        if sys.argv[1:] == []:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            sys.exit(f"{path.name} is stale: run Tests/Formats/make_vectors.py and commit the result")


if __name__ == "__main__":
    main()
