"""The page, the vectors and the reader agree, and the reader refuses what was changed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import make_vectors
import reader
import writer
from reader import Refused, Ring

VECTORS: dict[str, dict[str, Any]] = json.loads((HERE / "vectors.json").read_text())
ASSOCIATED = b"kedge test vector"
LOG = VECTORS["log of three records"]
ROTATED = VECTORS["the same log, rotated"]


def value(vector: str, name: str) -> bytes:
    return bytes.fromhex(VECTORS[vector][name])


def test_the_reader_knows_xaes_as_its_authors_do() -> None:
    # C2SP, XAES-256-GCM, test vectors: the first one.
    nonce = b"ABCDEFGHIJKLMNOPQRSTUVWX"
    sealed = bytes.fromhex("ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271")
    opened = reader.decrypt(reader.XAES_256_GCM, b"\1" * 32, nonce, sealed, b"")
    assert opened == b"XAES-256-GCM"


def open_ring(lock: str) -> Ring:
    vector = VECTORS[f"keyring under a {lock}"]
    data = bytes.fromhex(vector["ring"])
    if lock == "passphrase":
        return reader.open_ring(data, passphrase=bytes.fromhex(vector["passphrase"]))
    if lock == "key":
        return reader.open_ring(data, key=bytes.fromhex(vector["key"]))
    answers = {bytes.fromhex(vector["wrapped data key"]): bytes.fromhex(vector["data key"])}
    return reader.open_ring(data, unwrap=answers.__getitem__)


@pytest.fixture(scope="module")
def ring() -> Ring:
    return open_ring("key")


def test_page_and_json_are_what_make_vectors_writes() -> None:
    subprocess.run([sys.executable, HERE / "make_vectors.py", "--check"], check=True)


@pytest.mark.parametrize("lock", ["passphrase", "key", "key service"])
def test_a_ring_opens(lock: str) -> None:
    ring = open_ring(lock)
    assert ring.id == 0x4B65646765526E67
    assert f"{ring.primary:016x}" == VECTORS[f"keyring under a {lock}"]["primary"]
    listed = [
        {
            "id": f"{key.id:016x}",
            "algorithm": key.algorithm,
            "state": key.state,
            "opens only": int(key.opens_only),
            "created at": key.created_at,
            "sealed": key.sealed_count,
            "reserved": key.reserved_count,
            "key": key.secret.hex(),
        }
        for key in ring.keys.values()
    ]
    assert listed == list(VECTORS["keys in the rings"].values())


@pytest.mark.parametrize("algorithm", ["XAES-256-GCM", "AES-256-GCM"])
def test_a_message_opens(ring: Ring, algorithm: str) -> None:
    name = f"sealed message, {algorithm}"
    plaintext = reader.open_message(ring, value(name, "sealed"), value(name, "associated data"))
    assert plaintext == value(name, "plaintext")


def test_streams_open(ring: Ring) -> None:
    assert reader.open_stream(ring, value("empty stream", "stream")) == b""
    vector = VECTORS["stream of two segments"]
    data = stream()
    assert (len(data), data[:84].hex()) == (vector["stream length"], vector["header"])
    assert data[-32:].hex() == vector["last 32 bytes"]
    assert reader.sha256(data).hex() == vector["stream SHA-256"]
    plaintext = bytes(7 * index % 251 for index in range(5000))
    assert reader.sha256(plaintext).hex() == vector["plaintext SHA-256"]
    assert reader.open_stream(ring, data, ASSOCIATED) == plaintext


def stream() -> bytes:
    salt = value("stream of two segments", "salt")
    plaintext = make_vectors.STREAM_PLAINTEXT
    return writer.stream(make_vectors.XAES, plaintext, ASSOCIATED, salt, 4096)


def test_a_log_opens_with_its_checkpoint(ring: Ring) -> None:
    data = bytes.fromhex(LOG["log"])
    log = reader.read_log(ring, data, ASSOCIATED)
    assert log.records == [bytes.fromhex(LOG[f"record {index}"]) for index in range(3)]
    assert (log.first, log.next, log.torn_bytes, log.next_salt) == (0, 3, 0, None)
    checkpoint = bytes.fromhex(LOG["checkpoint"])
    assert reader.check_checkpoint(ring, checkpoint, data, ASSOCIATED) == 3


def test_a_rotated_log_continues(ring: Ring) -> None:
    data = bytes.fromhex(LOG["log"] + ROTATED["rotation record"])
    following = bytes.fromhex(ROTATED["file that follows"])
    checkpoint = bytes.fromhex(ROTATED["checkpoint"])
    assert reader.check_checkpoint(ring, checkpoint, data, ASSOCIATED) == 4
    log = reader.read_log(ring, following, ASSOCIATED, after=(ring, data))
    assert (log.first, log.records, log.next) == (4, [b"fifth record"], 5)
    with pytest.raises(Refused, match="behind the rotation record"):
        reader.read_log(ring, data + b"torn", ASSOCIATED)
    with pytest.raises(Refused, match="another salt"):
        reader.read_log(ring, following, ASSOCIATED, after=(ring, bytes.fromhex(LOG["log"])))


def test_a_log_cut_anywhere_keeps_its_whole_records(ring: Ring) -> None:
    data = bytes.fromhex(LOG["log"])
    checkpoint = bytes.fromhex(LOG["checkpoint"])
    ends = [120]
    for index in range(3):
        ends.append(ends[-1] + 96 + len(bytes.fromhex(LOG[f"record {index}"])))
    assert ends[-1] == len(data)
    for length in range(len(data)):
        if length < 120:
            with pytest.raises(Refused):
                reader.read_log(ring, data[:length], ASSOCIATED)
            continue
        log = reader.read_log(ring, data[:length], ASSOCIATED)
        whole = max(index for index, end in enumerate(ends) if end <= length)
        assert (len(log.records), log.torn_bytes) == (whole, length - ends[whole])
        with pytest.raises(Refused, match="records are missing"):
            reader.check_checkpoint(ring, checkpoint, data[:length], ASSOCIATED)


OPENERS: dict[str, tuple[bytes, Callable[[Ring, bytes], object]]] = {
    "message": (
        value("sealed message, AES-256-GCM", "sealed"),
        lambda ring, data: reader.open_message(ring, data, ASSOCIATED),
    ),
    "stream": (
        value("empty stream", "stream"),
        lambda ring, data: reader.open_stream(ring, data),
    ),
    "log": (
        bytes.fromhex(LOG["log"]),
        lambda ring, data: reader.read_log(ring, data, ASSOCIATED),
    ),
    "checkpoint": (
        bytes.fromhex(LOG["checkpoint"]),
        lambda ring, data: reader.check_checkpoint(
            ring, data, bytes.fromhex(LOG["log"]), ASSOCIATED
        ),
    ),
    "ring": (
        value("keyring under a key", "ring"),
        lambda _, data: reader.open_ring(data, key=value("keyring under a key", "key")),
    ),
    "ring with its hash mended": (
        value("keyring under a key", "ring")[:-32],
        lambda _, data: reader.open_ring(
            data + reader.sha256(data), key=value("keyring under a key", "key")
        ),
    ),
}


@pytest.mark.parametrize("what", OPENERS)
def test_every_flipped_bit_is_refused(ring: Ring, what: str) -> None:
    data, opener = OPENERS[what]
    opener(ring, data)
    for position in range(8 * len(data)):
        changed = bytearray(data)
        changed[position // 8] ^= 1 << position % 8
        with pytest.raises(Refused):
            opener(ring, bytes(changed))


def test_a_stream_whose_segments_were_cut_or_swapped_is_refused(ring: Ring) -> None:
    data = stream()
    first, last = data[84 : 84 + 4112], data[84 + 4112 :]
    for segments in (first, last, last + first, first + first, first + last + last, b""):
        with pytest.raises(Refused):
            reader.open_stream(ring, data[:84] + segments, ASSOCIATED)


def test_wrong_associated_data_is_refused(ring: Ring) -> None:
    with pytest.raises(Refused):
        reader.open_message(ring, OPENERS["message"][0], b"other")
    with pytest.raises(Refused):
        reader.open_stream(ring, OPENERS["stream"][0], b"other")
    with pytest.raises(Refused):
        reader.read_log(ring, OPENERS["log"][0], b"other")


def test_a_wrong_unlock_is_told_from_damage() -> None:
    data = value("keyring under a key", "ring")
    with pytest.raises(Refused, match="another passphrase or key"):
        reader.open_ring(data, key=bytes(32))
    with pytest.raises(Refused, match="damaged"):
        reader.open_ring(data[:-1], key=value("keyring under a key", "key"))


def test_the_command_line_reads_files(tmp_path: Path) -> None:
    names = {"ring": VECTORS["keyring under a passphrase"]["ring"]}
    names["message"] = VECTORS["sealed message, XAES-256-GCM"]["sealed"]
    names["log"] = LOG["log"]
    for name, data in names.items():
        (tmp_path / name).write_bytes(bytes.fromhex(data))

    def run(*arguments: str) -> bytes:
        unlock = ["--passphrase", value("keyring under a passphrase", "passphrase").decode()]
        command = [sys.executable, str(HERE / "reader.py"), *arguments, *unlock]
        command += ["--associated-data", ASSOCIATED.decode()]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, check=True).stdout

    assert b"primary key 0123456789abcdef" in run("ring", "ring")
    assert run("message", "ring", "message") == make_vectors.PLAINTEXT
    assert b"0 b'first record'" in run("log", "ring", "log")
