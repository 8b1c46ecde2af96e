"""What a child process inherits."""

from __future__ import annotations

import os
from collections.abc import Callable

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
