"""AES-GCM as a user of the package sees it."""

from __future__ import annotations

import array
import copy
import mmap
import pickle
import weakref
from typing import Any

import pytest

import kedge

KEY = bytes(range(32))
NONCE = bytes(range(12))
FORMS = [
    bytes,
    bytearray,
    memoryview,
    lambda data: memoryview(bytearray(data)),
    lambda data: memoryview(b"-" + data + b"-")[1:-1],
    lambda data: memoryview(bytearray(b"-" + data + b"-"))[1:-1],
    lambda data: array.array("B", data),
    lambda data: type("Subclass", (bytes,), {"__len__": lambda self: 2**40})(data),
]


@pytest.mark.parametrize("key_length", [16, 24, 32])
@pytest.mark.parametrize("tag_length", range(12, 17))
@pytest.mark.parametrize("length", [0, 1, 15, 16, 17, 4096, 100_003])
def test_what_is_sealed_opens(key_length: int, tag_length: int, length: int) -> None:
    message = b"m" * length
    with kedge.AESGCM(KEY[:key_length], tag_length=tag_length) as key:
        assert key.tag_length == tag_length
        sealed = key.seal(message, b"associated")
        assert type(sealed) is bytes
        assert len(sealed) == 12 + length + tag_length
        assert key.open(sealed, b"associated") == message
        assert key.open_with_nonce(sealed[:12], sealed[12:], b"associated") == message
        assert key.seal_with_nonce(sealed[:12], message, b"associated") == sealed[12:]


def test_a_nonce_is_made_for_every_message() -> None:
    with kedge.AESGCM(KEY) as key:
        assert len({key.seal(b"")[:12] for _ in range(10_000)}) == 10_000


@pytest.mark.parametrize("length", [1, 7, 8, 11, 12, 13, 16, 127, 128])
def test_nonces_of_every_length_are_taken(length: int) -> None:
    with kedge.AESGCM(KEY) as key:
        sealed = key.seal_with_nonce(b"n" * length, b"message")
        assert key.open_with_nonce(b"n" * length, sealed) == b"message"


@pytest.mark.parametrize("form", FORMS)
def test_every_argument_is_anything_bytes_like(form: Any) -> None:
    data = b"some bytes" * 7
    with kedge.AESGCM(KEY) as plain, kedge.AESGCM(form(KEY)) as key:
        sealed = key.seal_with_nonce(form(NONCE), form(data), form(b"associated"))
        assert sealed == plain.seal_with_nonce(NONCE, data, b"associated")
        assert key.open_with_nonce(form(NONCE), form(sealed), form(b"associated")) == data
        assert plain.open(form(key.seal(form(data), form(b"associated"))), b"associated") == data


@pytest.mark.parametrize("form", FORMS[:-1])
def test_empty_arguments_of_every_form_are_taken(form: Any) -> None:
    with kedge.AESGCM(KEY) as key:
        assert key.open(key.seal(form(b""), form(b""))) == b""


def test_a_view_of_wide_items_is_taken_as_its_bytes() -> None:
    numbers = array.array("I", [1, 2, 3])
    with kedge.AESGCM(KEY) as key:
        assert key.open(key.seal(numbers)) == numbers.tobytes()


def test_a_mapped_file_is_taken() -> None:
    with mmap.mmap(-1, 5000) as mapping, kedge.AESGCM(KEY) as key:
        assert key.open(key.seal(mapping)) == bytes(5000)


@pytest.mark.parametrize("wrong", ["text", 5, None, 1.5, [1, 2], object()])
def test_other_things_than_bytes_are_refused(wrong: Any) -> None:
    with pytest.raises(TypeError):
        kedge.AESGCM(wrong)
    with kedge.AESGCM(KEY) as key:
        for call in (key.seal, key.open):
            with pytest.raises(TypeError):
                call(wrong)
            with pytest.raises(TypeError):
                call(b"", wrong)
        for with_nonce in (key.seal_with_nonce, key.open_with_nonce):
            for arguments in ((wrong, b""), (NONCE, wrong), (NONCE, b"", wrong)):
                with pytest.raises(TypeError):
                    with_nonce(*arguments)


def test_data_with_gaps_is_refused() -> None:
    with kedge.AESGCM(KEY) as key:
        for view in (memoryview(b"abcdef")[::2], memoryview(bytearray(b"abcdef"))[::2]):
            with pytest.raises(BufferError):
                key.seal(view)


def test_the_input_is_left_as_it_was_and_free() -> None:
    message = bytearray(b"message")
    with kedge.AESGCM(KEY) as key:
        sealed = bytearray(key.seal(message))
        before = bytes(sealed)
        key.open(sealed)
        assert bytes(message) == b"message"
        assert bytes(sealed) == before
        message.append(0)
        sealed.clear()


def test_the_key_is_a_copy() -> None:
    secret = bytearray(KEY)
    with kedge.AESGCM(secret) as key, kedge.AESGCM(KEY) as same:
        secret[:] = bytes(32)
        assert same.open(key.seal(b"message")) == b"message"


def test_any_changed_bit_is_noticed() -> None:
    with kedge.AESGCM(KEY) as key:
        sealed = key.seal(b"message", b"associated")
        for bit in range(len(sealed) * 8):
            forged = bytearray(sealed)
            forged[bit // 8] ^= 1 << bit % 8
            with pytest.raises(kedge.AuthenticationError):
                key.open(forged, b"associated")
            with pytest.raises(kedge.AuthenticationError):
                key.open_with_nonce(forged[:12], forged[12:], b"associated")


def test_other_associated_data_or_another_key_does_not_open() -> None:
    with kedge.AESGCM(KEY) as key, kedge.AESGCM(KEY[::-1]) as other:
        sealed = key.seal(b"message", b"associated")
        for opener, associated in ((key, b""), (key, b"associated "), (other, b"associated")):
            with pytest.raises(kedge.AuthenticationError):
                opener.open(sealed, associated)


def test_cut_data_does_not_open() -> None:
    with kedge.AESGCM(KEY) as key:
        sealed = key.seal(b"message")
        for length in range(28):
            with pytest.raises(kedge.MessageTooShortError, match=str(length)):
                key.open(sealed[:length])
        for length in range(16):
            with pytest.raises(kedge.MessageTooShortError, match=str(length)):
                key.open_with_nonce(NONCE, sealed[:length])
        for length in range(28, len(sealed)):
            with pytest.raises(kedge.AuthenticationError):
                key.open(sealed[:length])


@pytest.mark.parametrize("length", [0, 1, 15, 17, 23, 25, 31, 33, 64])
def test_a_key_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(kedge.InvalidKeyLengthError, match=f"{length}.*16, 24 or 32") as caught:
        kedge.AESGCM(bytes(length))
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize("length", [-1, 0, 4, 8, 11, 17, 32, 2**32, 2**32 + 16, -(2**64) + 16])
def test_a_tag_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(kedge.InvalidTagLengthError, match="12 to 16"):
        kedge.AESGCM(KEY, tag_length=length)


@pytest.mark.parametrize("length", [0, 129, 1000])
def test_a_nonce_of_another_length_is_refused(length: int) -> None:
    with kedge.AESGCM(KEY) as key:
        with pytest.raises(kedge.InvalidNonceLengthError, match=str(length)):
            key.seal_with_nonce(bytes(length), b"message")
        with pytest.raises(kedge.InvalidNonceLengthError, match=str(length)):
            key.open_with_nonce(bytes(length), bytes(32))


def test_options_are_named() -> None:
    with pytest.raises(TypeError):
        kedge.AESGCM(KEY, 16)  # type: ignore[call-arg, misc, unused-ignore]


def test_locked_memory_can_be_required() -> None:
    with kedge.AESGCM(KEY, require_locked_memory=True) as key:
        assert key.open(key.seal(b"message")) == b"message"


def test_a_closed_key_refuses_every_call() -> None:
    key = kedge.AESGCM(KEY)
    sealed = key.seal(b"message")
    key.close()
    key.close()
    for call in (
        lambda: key.seal(b"message"),
        lambda: key.open(sealed),
        lambda: key.seal_with_nonce(NONCE, b"message"),
        lambda: key.open_with_nonce(NONCE, sealed),
    ):
        with pytest.raises(kedge.InvalidHandleError):
            call()


def test_close_and_leaving_a_block_end_the_handle() -> None:
    before = kedge.live_handles()
    key = kedge.AESGCM(KEY)
    assert kedge.live_handles() == before + 1
    key.close()
    assert kedge.live_handles() == before
    with pytest.raises(RuntimeError, match="on purpose"), kedge.AESGCM(KEY):
        raise RuntimeError("on purpose")
    assert kedge.live_handles() == before


def test_a_key_that_nobody_refers_to_ends_its_handle() -> None:
    before = kedge.live_handles()
    key = kedge.AESGCM(KEY)
    reference = weakref.ref(key)
    del key
    assert reference() is None
    assert kedge.live_handles() == before


def test_a_failed_creation_leaves_no_handle() -> None:
    before = kedge.live_handles()
    with pytest.raises(kedge.InvalidKeyLengthError):
        kedge.AESGCM(b"short")
    assert kedge.live_handles() == before


def test_a_key_cannot_leave_the_process() -> None:
    with kedge.AESGCM(KEY) as key:
        with pytest.raises(TypeError, match="copied or pickled"):
            pickle.dumps(key)
        with pytest.raises(TypeError, match="copied or pickled"):
            copy.deepcopy(key)
        assert key.open(key.seal(b"still alive")) == b"still alive"
