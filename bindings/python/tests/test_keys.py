"""Private and public keys, signatures and messages."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest

import kedge
from test_fork import in_child
from test_threads import in_threads
from wallets import (
    ADDRESS,
    DIGEST,
    FORMS,
    ORDER,
    OTHER,
    SECRET,
    cases,
    data,
    high_s,
    refused,
    refused_when_closed,
)


@pytest.fixture
def key() -> Any:
    with kedge.PrivateKey(SECRET) as made:
        yield made


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_bytes_is_the_same(
    key: kedge.PrivateKey, form: Callable[[bytes], Any]
) -> None:
    signature = key.sign(DIGEST)
    message = b"a message!!!"
    signed = key.sign_message(message)
    assert kedge.PrivateKey(form(SECRET)).address == ADDRESS
    assert key.sign(form(DIGEST)) == signature
    assert key.sign_message(form(message)) == signed
    if len(memoryview(form(bytes(4)))) == 4:  # 65 bytes are no whole number of larger items
        assert kedge.recover(form(DIGEST), form(signature)) == ADDRESS
        kedge.verify(form(DIGEST), form(signature), form(data(ADDRESS)))
        assert kedge.recover_many([form(DIGEST)], [form(signature)]) == [ADDRESS]
        assert kedge.verify_many([form(DIGEST)], [form(signature)], [form(data(ADDRESS))]) == [True]
        assert kedge.recover_message(form(message), form(signed)) == ADDRESS
        public = key.public_key
        assert kedge.PublicKey(form(public.to_bytes(compressed=True))).address == ADDRESS
        public.verify(form(DIGEST), form(signature))
        public.verify(form(DIGEST), form(signature[:64]))
        compact = kedge.compact_signature(form(signature))
        assert kedge.expand_signature(form(compact)) == signature


def test_a_key_is_read_from_bytes_and_hex_digits_and_generated(key: kedge.PrivateKey) -> None:
    for text in (SECRET.hex(), "0x" + SECRET.hex(), SECRET.hex().upper()):
        assert kedge.PrivateKey(text).export() == SECRET
    first, second = kedge.PrivateKey.generate(), kedge.PrivateKey.generate()
    assert first.export() != second.export()
    assert kedge.recover(DIGEST, first.sign(DIGEST)) == first.address


def test_what_is_no_key_is_refused() -> None:
    zeros: list[Any] = [bytes(32), ORDER.to_bytes(32, "big"), b"", bytes(31), SECRET + b"\0"]
    texts: list[Any] = ["", "0x", "0x12", SECRET.hex() + "0", "0X" + SECRET.hex(), "g" * 64]
    refused(
        kedge.InvalidPrivateKeyError,
        *[lambda one=one: kedge.PrivateKey(one) for one in zeros + texts],
    )
    refused(TypeError, lambda: kedge.PrivateKey(5))  # type: ignore[arg-type]
    with kedge.PrivateKey(SECRET) as key:
        public = key.public_key.to_bytes()
    refused(
        kedge.InvalidPublicKeyError,
        lambda: kedge.PublicKey(b""),
        lambda: kedge.PublicKey(public[1:]),
        lambda: kedge.PublicKey(b"\5" + public[1:]),
        lambda: kedge.PublicKey(public[:-1] + bytes([public[-1] ^ 1])),
        lambda: kedge.PublicKey(bytes(33)),
    )


def test_a_hedged_signature_is_another_one_and_as_good(key: kedge.PrivateKey) -> None:
    assert key.sign(DIGEST) == key.sign(DIGEST)
    hedged = {key.sign(DIGEST, hedged=True) for _ in range(3)}
    assert len(hedged) == 3 and key.sign(DIGEST) not in hedged
    assert {kedge.recover(DIGEST, one) for one in hedged} == {ADDRESS}
    assert kedge.recover_message("m", key.sign_message("m", hedged=True)) == ADDRESS


def test_a_message_is_text_in_utf_8_or_bytes(key: kedge.PrivateKey) -> None:
    message = "schöne Grüße"
    signature = key.sign_message(message)
    assert signature == key.sign_message(message.encode())
    assert signature == key.sign(kedge.hash_message(message))
    assert kedge.hash_message("") == kedge.keccak256(b"\x19Ethereum Signed Message:\n0")
    kedge.verify_message(message, signature, ADDRESS)
    refused(kedge.WrongSignerError, lambda: kedge.verify_message(message, signature, OTHER))
    refused(UnicodeEncodeError, lambda: kedge.hash_message("\ud800"))


def test_invalid_signatures_are_told_apart(key: kedge.PrivateKey) -> None:
    signature = key.sign(DIGEST)
    public = key.public_key
    for broken, error in (
        (bytes(65), kedge.InvalidSignatureError),
        (signature[:64] + b"\x05", kedge.InvalidSignatureError),
        (high_s(signature), kedge.HighSError),
    ):
        calls: list[Callable[[], object]] = [
            lambda: kedge.recover(DIGEST, broken),
            lambda: kedge.recover_public_key(DIGEST, broken),
            lambda: kedge.verify(DIGEST, broken, ADDRESS),
            lambda: kedge.recover_message(b"", broken),
            lambda: kedge.verify_message(b"", broken, ADDRESS),
        ]
        refused(error, *calls)
        assert kedge.recover_many([DIGEST], [broken]) == [None]
        assert kedge.verify_many([DIGEST], [broken], [ADDRESS]) == [False]
    refused(kedge.HighSError, lambda: public.verify(DIGEST, high_s(signature)))
    refused(kedge.InvalidSignatureError, lambda: public.verify(DIGEST, bytes(64)))
    refused(kedge.HighSError, lambda: kedge.compact_signature(high_s(signature)))
    refused(kedge.InvalidSignatureError, lambda: kedge.expand_signature(bytes(64)))
    refused(
        kedge.WrongSignerError,
        lambda: kedge.verify(DIGEST, signature, OTHER),
        lambda: public.verify(bytes(32), signature),
    )


def test_wrong_lengths_are_refused_before_the_library_reads(key: kedge.PrivateKey) -> None:
    signature = key.sign(DIGEST)
    public = key.public_key
    for short in (b"", bytes(31), bytes(33), bytearray(31), memoryview(b"")):
        refused(
            ValueError,
            lambda: key.sign(short),
            lambda: kedge.recover(short, signature),
            lambda: kedge.recover(DIGEST, short),
            lambda: kedge.recover_public_key(short, signature),
            lambda: kedge.verify(DIGEST, signature, short),
            lambda: kedge.recover_many([short], [signature]),
            lambda: kedge.recover_many([DIGEST], [short]),
            lambda: kedge.verify_many([DIGEST], [signature], [short]),
            lambda: kedge.recover_message(b"", short),
            lambda: kedge.verify_message(b"", short, ADDRESS),
            lambda: kedge.compact_signature(short),
            lambda: kedge.expand_signature(short),
            lambda: kedge.hash_validator_data(short, b""),
            lambda: public.verify(short, signature),
            lambda: public.verify(DIGEST, short),
        )
    refused(
        ValueError,
        lambda: public.verify(DIGEST, signature + b"\0"),
        lambda: kedge.recover_many([DIGEST], []),
        lambda: kedge.verify_many([DIGEST], [signature], []),
    )
    mistakes: list[Callable[[], object]] = [
        lambda: key.sign(32),  # type: ignore[arg-type]
        lambda: key.sign("0" * 32),  # type: ignore[arg-type]
        lambda: public.verify(DIGEST, 64),  # type: ignore[arg-type]
        lambda: kedge.verify(DIGEST, signature, 20),  # type: ignore[arg-type]
        lambda: kedge.recover_many([32], [signature]),  # type: ignore[list-item]
    ]
    refused(TypeError, *mistakes)


def test_many_signatures_are_recovered_in_one_call(key: kedge.PrivateKey) -> None:
    digests = [bytes([i]) * 32 for i in range(100)]
    signatures = [bytes(65) if i % 10 == 3 else key.sign(one) for i, one in enumerate(digests)]
    expected = [None if i % 10 == 3 else ADDRESS for i in range(100)]
    for threads in (1, 2, 64):
        assert kedge.recover_many(digests, signatures, threads=threads) == expected
    told = kedge.verify_many(digests, signatures, [ADDRESS, OTHER] * 50, threads=2)
    assert told == [i % 2 == 0 and i % 10 != 3 for i in range(100)]
    assert kedge.recover_many([], []) == [] and kedge.verify_many([], [], []) == []
    for threads in (0, -1, 65, 2**40):
        refused(
            kedge.InvalidArgumentError,
            lambda: kedge.recover_many(digests, signatures, threads=threads),
            lambda: kedge.verify_many([], [], [], threads=threads),
        )


def test_a_closed_key_says_so_and_no_key_is_pickled(key: kedge.PrivateKey) -> None:
    public = key.public_key
    for one in (key, public):
        refused(TypeError, lambda: pickle.dumps(one))
    shared = copy.copy(key)
    refused_when_closed(
        key,
        lambda: key.address,
        lambda: key.public_key,
        lambda: key.sign(DIGEST),
        lambda: key.sign_message(""),
        key.export,
    )
    assert shared.address == ADDRESS
    shared.close()
    refused_when_closed(
        public,
        lambda: public.address,
        public.to_bytes,
        lambda: public.verify(DIGEST, bytes(64)),
    )


def test_threads_share_a_key(key: kedge.PrivateKey) -> None:
    def work(number: int) -> None:
        for count in range(300):
            digest = kedge.keccak256(b"%d %d" % (number, count))
            signature = key.sign(digest, hedged=count % 2 == 1)
            assert kedge.recover(digest, signature) == ADDRESS
            with pytest.raises(kedge.InvalidSignatureError):
                kedge.recover(digest, bytes(65))

    in_threads(work)


@pytest.mark.parametrize("_", range(10))
def test_a_key_can_be_closed_under_load(_: int) -> None:
    shared = kedge.PrivateKey(SECRET)
    expected = shared.sign(DIGEST)

    def work(number: int) -> None:
        for count in range(100_000):
            if number == 0 and count == 20:
                shared.close()
            try:
                assert shared.sign(DIGEST) == expected
            except kedge.InvalidHandleError:
                return
        pytest.fail("the key outlived its close")

    in_threads(work)


def test_a_key_made_before_a_fork_signs_in_the_child(key: kedge.PrivateKey) -> None:
    assert in_child(lambda: key.sign(DIGEST)) == key.sign(DIGEST)
    signatures = [in_child(lambda: key.sign(DIGEST, hedged=True)) for _ in range(2)]
    signatures.append(key.sign(DIGEST, hedged=True))
    assert len(set(signatures)) == 3
    assert {kedge.recover(DIGEST, one) for one in signatures} == {ADDRESS}
    generated = {in_child(lambda: kedge.PrivateKey.generate().export()) for _ in range(3)}
    assert len(generated | {kedge.PrivateKey.generate().export()}) == 4


def test_published_accounts() -> None:
    for case in cases("accounts/private_key_to_address.json", 20):
        with kedge.PrivateKey(case["private_key"]) as key:
            assert key.address == case["address"]
            assert key.public_key.to_bytes() == data(case["public_key"])


def test_published_messages() -> None:
    published = cases("eip191/eip191.json", 14)
    for case in published["personal_sign"]:
        with kedge.PrivateKey(case["private_key"]) as key:
            assert key.address == case["address"]
            assert key.sign_message(data(case["message"])) == data(case["signature"])
        address = kedge.recover_message(data(case["message"]), data(case["signature"]))
        assert address == case["address"]
        assert kedge.hash_message(data(case["message"])) == data(case["digest"])
    for case in published["personal_sign_hashes"]:
        assert kedge.hash_message(data(case["message"])) == data(case["digest"])
    for case in published["recover"]:
        signature = data(case["r"]) + data(case["s"]) + bytes([case["v"]])
        assert kedge.recover_message(data(case["message"]), signature) == case["address"]
    for case in published["intended_validator"]:
        digest = kedge.hash_validator_data(case["validator"], data(case["data"]))
        assert digest == kedge.keccak256(data(case["signed_data"]))


def test_published_compact_signatures() -> None:
    for case in cases("eip2098/compact_signatures.json", 2):
        signature = data(case["r"]) + data(case["s"]) + bytes([case["v"]])
        assert kedge.compact_signature(signature) == data(case["compact"])
        assert kedge.expand_signature(data(case["compact"])) == signature
