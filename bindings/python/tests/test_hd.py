"""Trees of keys."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

import kedge
from test_threads import in_threads
from wallets import DIGEST, FORMS, PHRASE, cases, data, refused, refused_when_closed

SEED = bytes(range(16))


@pytest.fixture
def master() -> Any:
    with kedge.HDKey(SEED) as made:
        yield made


def test_a_path_is_text_or_numbers(master: kedge.HDKey) -> None:
    account = master.derive("m/44'/60'/0'")
    hardened = kedge.HARDENED
    same = master.derive([44 + hardened, 60 + hardened, hardened])
    assert account.to_text() == same.to_text() == master.derive("m/44h/60h/0h").to_text()
    assert account.derive("0/5").address == account.derive((0, 5)).address
    assert kedge.parse_path(kedge.ETHEREUM_PATH) == [44 + hardened, 60 + hardened, hardened, 0, 0]
    assert kedge.format_path(kedge.parse_path(kedge.ETHEREUM_PATH)) == kedge.ETHEREUM_PATH
    assert kedge.parse_path("m") == [] and kedge.format_path([]) == "m"
    assert kedge.format_path([hardened - 1] * 255) == "m" + "/2147483647" * 255
    assert len(kedge.parse_path("m" + "/2147483647'" * 255)) == 255


def test_a_path_that_breaks_a_rule_is_refused(master: kedge.HDKey) -> None:
    for path in ("m/", "/0", "m//0", "m/x", "m/-1", "m/2147483648", "m/0''", "M/0"):
        refused(kedge.InvalidPathError, lambda: master.derive(path), lambda: kedge.parse_path(path))
    refused(
        kedge.HDKeyTooDeepError,
        lambda: master.derive([0] * 256),
        lambda: master.derive("m" + "/0" * 256),
        lambda: kedge.parse_path("m" + "/0" * 256),
        lambda: kedge.format_path([0] * 256),
    )
    for number in (-1, 2**32):
        refused(ValueError, lambda: master.derive([number]), lambda: kedge.format_path([number]))
    mistakes: list[Any] = [b"m/0", bytearray(b"\0"), memoryview(b"\0"), [1.0], ["0"]]
    refused(TypeError, *[lambda one=one: master.derive(one) for one in mistakes])
    # Relative to a key that is no master, "m" would mean another key.
    child = master.derive("0")
    assert child.derive("0").to_text() == master.derive("m/0/0").to_text()


def test_a_public_key_derives_and_does_not_sign(master: kedge.HDKey) -> None:
    account = master.derive("m/44'/60'/0'/0")
    public = account.public()
    assert public.addresses(0, 3) == account.addresses(0, 3)
    assert public.derive("7").address == account.derive("7").private_key.address
    assert public.public_key == account.private_key.public_key.to_bytes(compressed=True)
    assert kedge.HDKey.from_text(public.to_text()).address == account.address
    assert kedge.HDKey.from_text(account.to_text().encode()).private_key.sign(DIGEST)
    refused(
        kedge.HDKeyIsPublicError,
        lambda: public.private_key,
        lambda: public.derive("0'"),
        lambda: public.derive([kedge.HARDENED]),
    )


def test_what_is_known_of_a_key(master: kedge.HDKey) -> None:
    child = master.derive("0'/7")
    info = child.info
    assert (info.depth, info.child_number, info.is_private) == (2, 7, True)
    assert info.parent_fingerprint == master.derive("0'").info.fingerprint
    assert info == master.derive("0'/7").info != child.public().info
    assert pickle.loads(pickle.dumps(info)) == info
    with pytest.raises(AttributeError):
        info.depth = 5
    assert repr(child.public().info).endswith("public, depth 2>")


def test_addresses_are_derived_in_one_call(master: kedge.HDKey) -> None:
    expected = [master.derive([i]).address for i in range(20)]
    for threads in (1, 2, 64):
        assert master.addresses(0, 20, threads=threads) == expected
    assert master.addresses(5, 3) == expected[5:8]
    assert master.addresses(0, 0) == master.addresses(2**31 - 1, 0) == []
    assert master.addresses(2**31 - 1, 1) == [master.derive([2**31 - 1]).address]
    refused(
        ValueError,
        lambda: master.addresses(-1, 1),
        lambda: master.addresses(0, -1),
        lambda: master.addresses(2**31, 1),
        lambda: master.addresses(2**31 - 1, 2),
        lambda: master.addresses(0, 2**32),
    )
    refused(
        kedge.InvalidArgumentError,
        lambda: master.addresses(0, 1, threads=0),
        lambda: master.addresses(0, 1, threads=65),
    )


def test_what_is_no_seed_and_no_key_is_refused() -> None:
    refused(
        kedge.InvalidSeedError,
        lambda: kedge.HDKey(b""),
        lambda: kedge.HDKey(bytes(15)),
        lambda: kedge.HDKey(bytes(65)),
    )
    refused(kedge.InvalidExtendedKeyError, lambda: kedge.HDKey.from_text("xprv"))
    refused(kedge.MnemonicChecksumError, lambda: kedge.HDKey.from_mnemonic("zoo " * 12))
    refused(TypeError, lambda: kedge.HDKey("0" * 16))  # type: ignore[arg-type]
    for form in FORMS:
        with kedge.HDKey(form(SEED)) as key, kedge.HDKey(SEED) as same:
            assert key.address == same.address


def test_a_closed_key_says_so_and_none_is_pickled(master: kedge.HDKey) -> None:
    refused(TypeError, lambda: pickle.dumps(master))
    refused_when_closed(
        master,
        lambda: master.address,
        lambda: master.addresses(0, 1),
        lambda: master.derive("0"),
        lambda: master.derive([0]),
        lambda: master.info,
        lambda: master.private_key,
        lambda: master.public_key,
        master.public,
        master.to_text,
    )


def test_threads_share_a_key(master: kedge.HDKey) -> None:
    expected = master.addresses(0, 50)
    for found in in_threads(lambda number: [master.derive([i]).address for i in range(50)]):
        assert found == expected


def test_published_trees() -> None:
    published = cases("bip32/bip32_vectors.json", 33)
    for case in published["valid"]:
        with kedge.HDKey(bytes.fromhex(case["seed"])) as key:
            for chain in case["chains"]:
                child = key.derive(chain["path"])
                assert child.to_text() == chain["xprv"]
                assert child.public().to_text() == chain["xpub"]
                assert kedge.HDKey.from_text(chain["xprv"]).address == child.address
    for case in published["invalid_extended_keys"]:
        refused(kedge.InvalidExtendedKeyError, lambda: kedge.HDKey.from_text(case["key"]))


def test_published_accounts_of_a_mnemonic() -> None:
    case = cases("bip44/ethereum_dev_accounts.json", 10)
    assert case["mnemonic"] == PHRASE
    with kedge.HDKey.from_mnemonic(PHRASE) as master:
        for account in case["accounts"]:
            with master.derive(account["path"]).private_key as key:
                assert key.export() == data(account["private_key"])
                assert key.address == account["address"]
