"""Keccak-256 as a user of the package sees it, and its published vectors."""

from __future__ import annotations

import copy
import hmac
import pickle
import random
from typing import Any

import pytest

import kedge
from published import records, text
from test_aes_gcm import FORMS

# The hash of nothing, in the Keccak submission's ShortMsgKAT_256.txt.
EMPTY = bytes.fromhex("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")


def test_the_empty_message_has_its_known_hash() -> None:
    assert kedge.keccak256(b"") == kedge.Keccak256().digest() == EMPTY


@pytest.mark.parametrize("name, cases", [("Short", 256), ("Long", 65)])
def test_published_messages_have_their_hashes_however_they_are_cut(name: str, cases: int) -> None:
    generator = random.Random(256)
    count = 0
    for case in records(text(f"keccak/{name}MsgKAT_256.txt", cases)):
        count += 1
        message = bytes.fromhex(case["Msg"])[: int(case["Len"]) // 8]
        expected = bytes.fromhex(case["MD"])
        assert kedge.keccak256(message) == expected
        state = kedge.Keccak256()
        rest = message
        while rest:
            size = generator.choice([1, 7, 135, 136, 137, 272, len(rest)])
            state.update(rest[:size])
            rest = rest[size:]
        assert state.digest() == expected
        assert state.hexdigest() == expected.hex()
    assert count == cases


def test_a_message_of_a_gibibyte_has_its_published_hash() -> None:
    (case,) = records(text("keccak/ExtremelyLongMsgKAT_256.txt", 1))
    chunk = case["Text"].encode() * 2**14
    state = kedge.Keccak256()
    for _ in range(int(case["Repeat"]) // 2**14):
        state.update(chunk)
    assert state.hexdigest() == case["MD"].lower()


@pytest.mark.parametrize("form", FORMS)
def test_data_is_anything_bytes_like(form: Any) -> None:
    data = b"some bytes" * 50
    expected = kedge.keccak256(data)
    assert kedge.keccak256(form(data)) == expected
    assert kedge.Keccak256(form(data)).digest() == expected
    state = kedge.Keccak256()
    state.update(form(data))
    assert state.digest() == expected


@pytest.mark.parametrize("wrong", ["", "text", 0, 5, None, 1.5, []])
def test_other_things_than_bytes_are_refused(wrong: Any) -> None:
    state = kedge.Keccak256()
    for call in (kedge.keccak256, kedge.Keccak256, state.update):
        with pytest.raises(TypeError):
            call(wrong)
    assert state.digest() == EMPTY


def test_it_has_what_the_hashes_of_hashlib_have() -> None:
    state = kedge.Keccak256(b"abc")
    assert (state.name, state.digest_size, state.block_size) == ("keccak256", 32, 136)
    assert len(state.digest()) == state.digest_size
    assert state.hexdigest() == state.digest().hex()


def test_hmac_of_the_standard_library_takes_it() -> None:
    key, message = b"k" * 20, b"message"

    def padded(value: int) -> bytes:
        return bytes(byte ^ value for byte in key.ljust(136, b"\0"))

    inner = kedge.keccak256(padded(0x36) + message)
    expected = kedge.keccak256(padded(0x5C) + inner)
    assert hmac.new(key, message, kedge.Keccak256).digest() == expected


def test_a_digest_does_not_end_a_hash() -> None:
    state = kedge.Keccak256(b"ab")
    assert state.digest() == state.digest() == kedge.keccak256(b"ab")
    state.update(b"c")
    assert state.digest() == kedge.keccak256(b"abc")


@pytest.mark.parametrize("duplicate", [kedge.Keccak256.copy, copy.copy])
def test_a_copy_goes_its_own_way(duplicate: Any) -> None:
    state = kedge.Keccak256(b"common ")
    other = duplicate(state)
    state.update(b"first")
    other.update(b"second")
    assert state.digest() == kedge.keccak256(b"common first")
    assert other.digest() == kedge.keccak256(b"common second")


def test_a_copy_of_a_subclass_is_of_the_subclass() -> None:
    class Address(kedge.Keccak256):
        pass

    assert type(Address(b"x").copy()) is Address


def test_a_hash_in_the_making_cannot_leave_the_process() -> None:
    state = kedge.Keccak256(b"abc")
    with pytest.raises(TypeError, match="copied or pickled"):
        pickle.dumps(state)
    with pytest.raises(TypeError, match="copied or pickled"):
        copy.deepcopy(state)
    assert state.digest() == kedge.keccak256(b"abc")


def test_a_hash_that_nobody_refers_to_ends_its_handle() -> None:
    before = kedge.live_handles()
    state = kedge.Keccak256()
    other = state.copy()
    assert kedge.live_handles() == before + 2
    del state, other
    assert kedge.live_handles() == before
