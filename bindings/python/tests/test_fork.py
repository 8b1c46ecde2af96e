"""What a child process inherits."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import kedge

KEY = bytes(range(32))
MESSAGES = 2000


def in_child(work: Callable[[], bytes]) -> bytes:
    """What `work()` returns in a forked child."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(reader)
            with open(writer, "wb") as pipe:
                pipe.write(work())
            status = 0
        finally:
            os._exit(status)
    os.close(writer)
    with open(reader, "rb") as pipe:
        result = pipe.read()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    return result


@pytest.mark.parametrize("used_before", [0, 1, 100])
def test_a_child_never_repeats_a_nonce_of_its_parent(used_before: int) -> None:
    with kedge.AESGCM(KEY) as key:
        nonces = {key.seal(b"")[:12] for _ in range(used_before)}
        sealed = in_child(lambda: b"".join(key.seal(b"") for _ in range(MESSAGES)))
        messages = [sealed[start : start + 28] for start in range(0, len(sealed), 28)]
        assert {key.open(message) for message in messages} == {b""}
        nonces |= {message[:12] for message in messages}
        nonces |= {key.seal(b"")[:12] for _ in range(MESSAGES)}
        assert len(nonces) == used_before + 2 * MESSAGES


def test_two_children_have_different_nonces() -> None:
    with kedge.AESGCM(KEY) as key:

        def nonces() -> bytes:
            return b"".join(key.seal(b"")[:12] for _ in range(500))

        both = in_child(nonces) + in_child(nonces)
        assert len({both[start : start + 12] for start in range(0, len(both), 12)}) == 1000


def test_objects_go_on_working_in_a_child_and_end_there_alone() -> None:
    key = kedge.AESGCM(KEY)
    state = kedge.Keccak256(b"common ")
    before = kedge.live_handles()

    def work() -> bytes:
        state.update(b"child")
        sealed = key.seal(state.digest())
        key.close()
        assert kedge.live_handles() == before - 1
        return sealed

    assert key.open(in_child(work)) == kedge.keccak256(b"common child")
    assert kedge.live_handles() == before
    assert state.digest() == kedge.keccak256(b"common ")


def test_a_ring_in_memory_goes_on_in_a_child() -> None:
    with kedge.Keyring() as ring:
        ring.generate()

        def work() -> bytes:
            return b"".join(ring.seal(b"") for _ in range(500))

        both = in_child(work) + in_child(work) + work()
        messages = {both[start : start + 88] for start in range(0, len(both), 88)}
        assert len({message[48:72] for message in messages}) == 1500
        assert {ring.open(message) for message in messages} == {b""}


def refused(*calls: Callable[[], object]) -> Callable[[], bytes]:
    """For a child: one letter for each call, "f" if it is refused because of the fork."""

    def work() -> bytes:
        letters = b""
        for call in calls:
            try:
                call()
                letters += b"-"
            except kedge.ForkedError:
                letters += b"f"
        return letters

    return work


def test_a_ring_in_a_file_opens_in_a_child_but_changes_nothing_there(tmp_path: Path) -> None:
    unlock = kedge.WrappingKey(KEY)
    with kedge.Keyring.create(tmp_path / "ring", unlock) as ring:
        ring.generate()
        sealed = ring.seal(b"message")
        assert in_child(lambda: ring.open(sealed)) == b"message"
        assert in_child(refused(ring.generate, ring.reload)) == b"ff"
        ring.set_primary(ring.generate(kedge.Algorithm.AES_256_GCM))
        assert ring.open(ring.seal(b"message")) == b"message"
        assert in_child(refused(lambda: ring.seal(b"message"))) == b"f"


def test_files_that_are_open_are_refused_in_a_child(tmp_path: Path) -> None:
    with kedge.Keyring() as ring:
        ring.generate()
        (tmp_path / "sealed").write_bytes(ring.seal_stream(b"message"))
        with kedge.SealedFile(ring, tmp_path / "sealed") as file:
            assert in_child(refused(lambda: file.read_at(0, 7))) == b"f"
            assert file.read() == b"message"
        with kedge.SealedLog.create(ring, tmp_path / "log") as log:
            assert in_child(refused(lambda: log.append(b""), log.sync)) == b"ff"
            assert log.append(b"") == 0
