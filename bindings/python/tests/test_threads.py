"""Several threads on one object, and objects that end under their users."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

import kedge
from kedge import crypto

KEY = bytes(range(32))
THREADS = 4


def in_threads(work: Callable[[int], Any]) -> list[Any]:
    """What `work` returns in each of several threads that begin together."""
    barrier = threading.Barrier(THREADS)

    def begin(number: int) -> Any:
        barrier.wait()
        return work(number)

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(begin, range(THREADS)))


def test_threads_share_a_key() -> None:
    with kedge.AESGCM(KEY) as key:

        def work(number: int) -> set[bytes]:
            nonces = set()
            for count in range(1500):
                message = bytes([number]) * (count % 300)
                sealed = key.seal(message, b"%d" % count)
                nonces.add(sealed[:12])
                assert key.open(sealed, b"%d" % count) == message
                forged = sealed[:-1] + bytes([sealed[-1] ^ 1])
                with pytest.raises(kedge.AuthenticationError):
                    key.open(forged, b"%d" % count)
            return nonces

        assert len(set().union(*in_threads(work))) == THREADS * 1500


def test_each_thread_reads_the_sentence_of_its_own_failure() -> None:
    def work(number: int) -> None:
        for _ in range(1000):
            with pytest.raises(kedge.InvalidKeyLengthError, match=f"is {number + 40}:"):
                kedge.AESGCM(bytes(number + 40))

    in_threads(work)


@pytest.mark.parametrize("_", range(30))
def test_a_key_can_be_closed_under_load(_: int) -> None:
    key = kedge.AESGCM(KEY)
    message = b"message" * 1000
    opener = kedge.AESGCM(KEY)

    def work(number: int) -> int:
        for count in range(100_000):
            if number == 0 and count == 20:
                key.close()
            try:
                assert opener.open(key.seal(message)) == message
            except kedge.InvalidHandleError:
                return count
        pytest.fail("the key outlived its close")

    assert max(in_threads(work)) > 0


def test_a_close_waits_for_the_calls_that_are_running(monkeypatch: pytest.MonkeyPatch) -> None:
    before = kedge.live_handles()
    key = kedge.AESGCM(KEY)
    real = crypto._aes_gcm_seal

    def close_at_the_worst_moment(*arguments: Any) -> int:
        key.close()
        assert kedge.live_handles() == before + 1
        return int(real(*arguments))

    monkeypatch.setattr(crypto, "_aes_gcm_seal", close_at_the_worst_moment)
    sealed = key.seal(b"message")
    assert kedge.live_handles() == before
    with kedge.AESGCM(KEY) as other:
        assert other.open(sealed) == b"message"


def test_a_hash_that_two_threads_use_at_once_says_so() -> None:
    state = kedge.Keccak256()
    data = bytes(2**24)
    stop = threading.Event()

    def update() -> None:
        while not stop.is_set():
            try:
                state.update(data)
            except kedge.BusyError:
                pass

    thread = threading.Thread(target=update)
    thread.start()
    try:
        for call in (state.digest, state.copy, lambda: state.update(b"more")):
            with pytest.raises(kedge.BusyError):
                while thread.is_alive():
                    call()
    finally:
        stop.set()
        thread.join()
    assert len(state.digest()) == 32
