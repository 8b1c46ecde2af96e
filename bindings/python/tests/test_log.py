"""Sealed logs as a user of the package sees them."""

from __future__ import annotations

import builtins
import random
import resource
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import kedge
from independent import ASSOCIATED, VECTORS, reader, value

KEY = bytes(range(32))
RECORDS = [b"first", b"", b"x" * 10_000, b"last"]


@pytest.fixture
def ring() -> Iterator[kedge.Keyring]:
    with kedge.Keyring() as ring:
        ring.generate()
        yield ring


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "audit.log"


def fail(done: int, total: int) -> None:
    raise KeyError("from the callback")


def independent_ring(ring: kedge.Keyring) -> reader.Ring:
    return reader.open_ring(ring.save(kedge.WrappingKey(KEY)), key=KEY)


def write(ring: kedge.Keyring, path: Path, records: list[bytes] = RECORDS) -> bytes:
    """Makes a log, and returns its last checkpoint."""
    with kedge.SealedLog.create(ring, path, b"a") as log:
        for record in records:
            log.append(record)
        return log.checkpoint()


def test_what_is_appended_is_read_here_and_by_the_independent_reader(
    ring: kedge.Keyring, path: Path
) -> None:
    with kedge.SealedLog.create(ring, path, b"a") as log:
        assert [log.append(record) for record in RECORDS[:2]] == [0, 1]
        assert [log.append_batched(bytearray(record)) for record in RECORDS[2:]] == [2, 3]
        log.sync()
        checkpoint = log.checkpoint()
        assert len(checkpoint) == 120
        told = log.info()
        assert (told.first_record, told.next_record, told.torn_bytes) == (0, 4, 0)
        assert (told.key_id, told.is_rotated) == (ring.primary, False)
    with kedge.SealedLogReader(ring, path, b"a", checkpoint=checkpoint) as opened:
        assert list(opened) == list(enumerate(RECORDS))
        assert opened.checkpoint() == checkpoint
        opened.verify()
        assert opened.info().next_record == 4
    found = reader.read_log(independent_ring(ring), path.read_bytes(), b"a")
    assert found.records == RECORDS
    assert reader.check_checkpoint(independent_ring(ring), checkpoint, path.read_bytes(), b"a") == 4


def test_kedge_reads_the_test_vectors(tmp_path: Path) -> None:
    vector = VECTORS["log of three records"]
    rotated = VECTORS["the same log, rotated"]
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_bytes(bytes.fromhex(vector["log"]))
    second.write_bytes(bytes.fromhex(rotated["file that follows"]))
    unlock = kedge.WrappingKey(value("keyring under a key", "key"))
    with kedge.Keyring.load(value("keyring under a key", "ring"), unlock) as ring:
        checkpoint = bytes.fromhex(vector["checkpoint"])
        with kedge.SealedLogReader(ring, first, ASSOCIATED, checkpoint=checkpoint) as opened:
            expected = [bytes.fromhex(vector[f"record {number}"]) for number in range(3)]
            assert list(opened) == list(enumerate(expected))
        first.write_bytes(bytes.fromhex(vector["log"] + rotated["rotation record"]))
        checkpoint = bytes.fromhex(rotated["checkpoint"])
        with kedge.SealedLogReader(ring, first, ASSOCIATED, checkpoint=checkpoint) as opened:
            assert opened.info().is_rotated
            assert [number for number, _ in opened] == [0, 1, 2]
        with kedge.SealedLogReader(ring, second, ASSOCIATED) as opened:
            assert list(opened) == [(4, b"fifth record")]
            assert opened.info().first_record == 4


def test_records_are_read_in_any_order(ring: kedge.Keyring, path: Path) -> None:
    write(ring, path)
    with kedge.SealedLogReader(ring, path, b"a") as opened:
        assert next(opened) == (0, RECORDS[0])
        for number in random.Random(1).choices(range(4), k=20):
            assert opened[number] == RECORDS[number]
        assert next(opened) == (1, RECORDS[1])
        for wrong in (4, -1, 2**64, 2**64 + 1):
            with pytest.raises(IndexError) as caught:
                opened[wrong]
            assert isinstance(caught.value, kedge.EndOfLogError)


def test_a_log_is_continued(ring: kedge.Keyring, path: Path) -> None:
    checkpoint = write(ring, path)
    with kedge.SealedLog.open(ring, path, b"a", checkpoint=checkpoint) as log:
        assert log.append(b"more") == 4
        assert log.checkpoint() != checkpoint
    with kedge.SealedLog.open(ring, path, b"a", checkpoint=checkpoint) as log:
        assert log.info().next_record == 5


def test_one_object_at_a_time_appends(ring: kedge.Keyring, path: Path) -> None:
    with kedge.SealedLog.create(ring, path):
        with pytest.raises(kedge.BusyError):
            kedge.SealedLog.open(ring, path)
    with kedge.SealedLog.open(ring, path) as log:
        assert log.append(b"") == 0
    with pytest.raises(builtins.FileExistsError):
        kedge.SealedLog.create(ring, path)
    with pytest.raises(builtins.FileNotFoundError):
        kedge.SealedLog.open(ring, path.parent / "nowhere")
    with pytest.raises(TypeError):
        kedge.SealedLog()


def test_a_torn_tail_is_told_and_cut_off(ring: kedge.Keyring, path: Path) -> None:
    write(ring, path)
    whole = path.read_bytes()
    before = len(whole) - 96 - len(RECORDS[-1])
    for length in range(before + 1, len(whole)):
        path.write_bytes(whole[:length])
        with kedge.SealedLogReader(ring, path, b"a") as opened:
            assert [number for number, _ in opened] == [0, 1, 2]
            assert opened.info().torn_bytes == length - before
        assert len(path.read_bytes()) == length
        with kedge.SealedLog.open(ring, path, b"a") as log:
            assert log.info().torn_bytes == length - before
            assert log.append(RECORDS[-1]) == 3
        assert len(path.read_bytes()) == len(whole)


def test_closing_tells_that_there_was_no_room_for_what_is_batched(
    ring: kedge.Keyring, path: Path
) -> None:
    log = kedge.SealedLog.create(ring, path)
    log.append_batched(b"message")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, hard))
    try:
        with pytest.raises(kedge.NoSpaceError):
            log.close()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    with pytest.raises(kedge.InvalidHandleError):
        log.sync()
    log.close()


def test_a_checkpoint_tells_a_cut_log_and_another_one(ring: kedge.Keyring, path: Path) -> None:
    checkpoint = write(ring, path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) - 96 - len(RECORDS[-1])])
    for opening in (kedge.SealedLog.open, kedge.SealedLogReader):
        with pytest.raises(kedge.LogRolledBackError):
            opening(ring, path, b"a", checkpoint=checkpoint)
    path.unlink()
    write(ring, path)
    with pytest.raises(kedge.LogRolledBackError):
        kedge.SealedLogReader(ring, path, b"a", checkpoint=checkpoint)
    with pytest.raises(ValueError, match="empty"):
        kedge.SealedLogReader(ring, path, b"a", checkpoint=b"")
    with pytest.raises(kedge.InvalidArgumentError):
        kedge.SealedLogReader(ring, path, b"a", checkpoint=checkpoint[:-1])


def test_every_flipped_bit_is_found(ring: kedge.Keyring, path: Path) -> None:
    write(ring, path, [b"one", b"two"])
    whole = path.read_bytes()
    refusals = (
        kedge.LogDamagedError,
        kedge.AuthenticationError,
        kedge.MalformedHeaderError,
        kedge.UnknownVersionError,
        kedge.UnknownKeyError,
    )
    for position in range(8 * len(whole)):
        changed = bytearray(whole)
        changed[position // 8] ^= 1 << position % 8
        path.write_bytes(changed)
        with pytest.raises(refusals), kedge.SealedLogReader(ring, path, b"a") as opened:
            opened.verify()
    with pytest.raises(kedge.AuthenticationError):
        path.write_bytes(whole)
        kedge.SealedLogReader(ring, path, b"other")


def test_a_log_goes_on_in_another_file_under_another_key(
    ring: kedge.Keyring, path: Path, tmp_path: Path
) -> None:
    second = tmp_path / "audit.2.log"
    with kedge.SealedLog.create(ring, path, b"a") as log:
        log.append(b"before")
        ring.set_primary(ring.generate())
        log.rotate(ring, second)
        number = log.append(b"after")
    with kedge.SealedLog.open(ring, path, b"a") as log:
        assert log.info().is_rotated
        with pytest.raises(kedge.LogClosedError):
            log.append(b"too late")
    with kedge.SealedLogReader(ring, path, b"a") as opened:
        assert opened.info().is_rotated
        assert list(opened) == [(0, b"before")]
        following = opened.info().next_record
    with kedge.SealedLogReader(ring, second, b"a") as opened:
        told = opened.info()
        assert (told.first_record, told.key_id) == (following, ring.primary)
        assert list(opened) == [(number, b"after")]
    keys = independent_ring(ring)
    found = reader.read_log(keys, second.read_bytes(), b"a", after=(keys, path.read_bytes()))
    assert found.records == [b"after"]


def test_verifying_tells_how_far_it_is_and_can_be_cancelled(
    ring: kedge.Keyring, path: Path
) -> None:
    write(ring, path, [b"record"] * 100)
    calls: list[tuple[int, int]] = []
    with kedge.SealedLogReader(ring, path, b"a") as opened:
        opened.verify(lambda done, total: calls.append((done, total)))
        assert calls and calls == sorted(calls)
        with pytest.raises(kedge.CancelledError):
            opened.verify(lambda done, total: False)
        with pytest.raises(KeyError, match="from the callback"):
            opened.verify(fail)
        assert next(opened) == (0, b"record")


def test_a_record_has_its_longest(ring: kedge.Keyring, path: Path) -> None:
    with kedge.SealedLog.create(ring, path) as log:
        with pytest.raises(kedge.MessageTooLongError):
            log.append(bytes(16_777_217))
        assert log.append_batched(bytes(16_777_216)) == 0
        log.sync()
    with kedge.SealedLogReader(ring, path) as opened:
        assert opened[0] == bytes(16_777_216)


def test_many_threads_append_to_one_log(ring: kedge.Keyring, path: Path) -> None:
    numbers: list[int] = []
    with kedge.SealedLog.create(ring, path) as log:

        def work() -> None:
            for _ in range(25):
                numbers.append(log.append(b"record"))

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(numbers) == list(range(100))
    with kedge.SealedLogReader(ring, path) as opened:
        assert len(list(opened)) == 100


def test_closed_objects_are_refused(ring: kedge.Keyring, path: Path) -> None:
    log = kedge.SealedLog.create(ring, path)
    log.close()
    log.close()
    for call in (lambda: log.append(b""), log.sync, log.checkpoint, log.info):
        with pytest.raises(kedge.InvalidHandleError):
            call()
    opened = kedge.SealedLogReader(ring, path)
    opened.close()
    for reading in (lambda: next(opened), opened.verify, opened.info, lambda: opened[0]):
        with pytest.raises(kedge.InvalidHandleError):
            reading()


def test_what_a_log_told_of_itself_cannot_be_changed(ring: kedge.Keyring, path: Path) -> None:
    with kedge.SealedLog.create(ring, path) as log:
        told = log.info()
        with pytest.raises(AttributeError):
            told.next_record = 7
        assert "next_record=0" in repr(told)
