"""Bulkheads as a user of the package sees them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

import kedge
from test_threads import THREADS, in_threads
from wallets import refused, refused_when_closed


@pytest.fixture
def clock() -> Iterator[kedge.ManualClock]:
    with kedge.ManualClock() as made:
        yield made


def test_places_are_taken_and_given_back() -> None:
    bulkhead = kedge.Bulkhead(maximum_calls=2)
    first, second = bulkhead.acquire(), bulkhead.try_acquire()
    assert second is not None and bulkhead.try_acquire() is None
    refused(kedge.BulkheadFullError, bulkhead.acquire, bulkhead.__enter__)
    first.release()
    refused(kedge.NotHeldError, first.release)
    with bulkhead, pytest.raises(kedge.BulkheadFullError):
        bulkhead.acquire()
    second.release()
    info = bulkhead.info
    assert (info.calls_under_way, info.admitted, info.refused) == (0, 3, 4)
    assert repr(info) == "<BulkheadInfo 0 under way, 0 waiting>"


def test_a_place_given_back_within_its_block_is_no_error() -> None:
    bulkhead = kedge.Bulkhead(maximum_calls=1)
    with bulkhead as place:
        place.release()
    with bulkhead.acquire() as place:
        place.release()
    assert bulkhead.info.calls_under_way == 0


def test_it_decorates_and_calls() -> None:
    bulkhead = kedge.Bulkhead(maximum_calls=1)

    @bulkhead
    def under_way(extra: int) -> int:
        """Counts."""
        return bulkhead.info.calls_under_way + extra

    assert under_way(extra=5) == 6 and under_way.__doc__ == "Counts."
    assert bulkhead.call(under_way.__wrapped__, 1) == 2  # type: ignore[attr-defined]
    with pytest.raises(ZeroDivisionError), bulkhead:
        1 / 0  # noqa: B018
    assert bulkhead.info.calls_under_way == 0


def test_threads_wait_for_their_turn_and_never_exceed_the_limit() -> None:
    bulkhead = kedge.Bulkhead(maximum_calls=2, maximum_waiting=THREADS, maximum_wait=60)
    inside, most, lock = [0], [0], threading.Lock()

    def work(number: int) -> None:
        for _ in range(200):
            with bulkhead:
                with lock:
                    inside[0] += 1
                    most[0] = max(most[0], inside[0])
                with lock:
                    inside[0] -= 1

    in_threads(work)
    info = bulkhead.info
    assert most[0] <= 2 and info.admitted == THREADS * 200 and info.calls_under_way == 0


def test_a_thread_that_waits_lets_others_run_and_gets_the_place() -> None:
    bulkhead = kedge.Bulkhead(maximum_calls=1, maximum_waiting=1, maximum_wait=60)
    place, got = bulkhead.acquire(), threading.Event()

    def wait() -> None:
        with bulkhead:
            got.set()

    waiter = threading.Thread(target=wait)
    waiter.start()
    while not bulkhead.info.waiting:  # it would never come if the thread kept others from running
        assert waiter.is_alive()
    refused(kedge.BulkheadFullError, bulkhead.acquire)
    place.release()
    waiter.join()
    assert got.is_set()


def test_who_waits_in_vain_leaves_the_queue() -> None:
    bulkhead = kedge.Bulkhead(maximum_calls=1, maximum_waiting=5, maximum_wait=60)
    with bulkhead:
        refused(kedge.BulkheadTimedOutError, lambda: bulkhead.acquire(timeout=0.001))
        refused(kedge.BulkheadTimedOutError, lambda: bulkhead.acquire(timeout=0))
        assert bulkhead.info.waiting == 0
    short = kedge.Bulkhead(maximum_calls=1, maximum_waiting=5, maximum_wait=0.001)
    with short, pytest.raises(TimeoutError) as caught:
        short.acquire()
    assert type(caught.value) is kedge.BulkheadTimedOutError and caught.value.status == 513


def test_a_closed_bulkhead_refuses() -> None:
    bulkhead = kedge.Bulkhead()
    decorated, place = bulkhead(int), bulkhead.acquire()
    refused_when_closed(
        bulkhead,
        bulkhead.acquire,
        bulkhead.try_acquire,
        decorated,
        bulkhead.__enter__,
        lambda: bulkhead.info,
    )
    place.release()


@pytest.mark.parametrize(
    "options, error",
    [
        ({"maximum_calls": 0}, kedge.InvalidPolicyError),
        ({"maximum_calls": -1}, kedge.InvalidPolicyError),
        ({"maximum_waiting": 10**9}, kedge.InvalidPolicyError),
        ({"maximum_wait": 10**9}, kedge.InvalidPolicyError),
        ({"claim_time": 0}, kedge.InvalidPolicyError),
        ({"maximum_wait": -1}, ValueError),
        ({"maximum_wait": "1"}, TypeError),
    ],
)
def test_wrong_options_are_refused(options: dict[str, Any], error: type[Exception]) -> None:
    refused(error, lambda: kedge.Bulkhead(**options))
