"""Keystores."""

from __future__ import annotations

import builtins
import json
import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kedge
from test_threads import in_threads
from wallets import ADDRESS, FORMS, SECRET, cases, data, refused

PASSWORD = "correct horse battery staple"


def cheap(**changes: Any) -> kedge.KeystoreOptions:
    return kedge.KeystoreOptions(**{"scrypt_n": 1024, **changes})


@pytest.fixture
def key() -> Any:
    with kedge.PrivateKey(SECRET) as made:
        yield made


@pytest.mark.parametrize("kdf", ["SCRYPT", "PBKDF2"])
def test_a_key_comes_back_under_its_password_alone(key: kedge.PrivateKey, kdf: str) -> None:
    options = cheap(kdf=kedge.KeystoreKDF[kdf], pbkdf2_iterations=1000)
    made = kedge.encrypt_key(key, PASSWORD, options)
    assert json.loads(made)["version"] == 3
    assert kedge.keystore_address(made) == kedge.keystore_address(made.encode()) == ADDRESS
    with kedge.decrypt_key(made, PASSWORD) as opened:
        assert opened.export() == SECRET
    refused(kedge.WrongPasswordError, lambda: kedge.decrypt_key(made, PASSWORD + " "))
    assert made != kedge.encrypt_key(key, PASSWORD, options)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_bytes_is_the_same(
    key: kedge.PrivateKey, form: Callable[[bytes], Any]
) -> None:
    password = "pässwörd12".encode()
    made = kedge.encrypt_key(key, form(password), cheap())
    assert kedge.decrypt_key(made, password.decode()).address == ADDRESS
    padded = made.encode() + b" " * (-len(made) % 4)
    assert kedge.decrypt_key(form(padded), form(password)).address == ADDRESS


def test_a_keystore_may_keep_its_address_to_itself(key: kedge.PrivateKey) -> None:
    made = kedge.encrypt_key(key, b"", cheap(writes_address=False))
    refused(kedge.KeystoreWithoutAddressError, lambda: kedge.keystore_address(made))
    assert kedge.decrypt_key(made, "").address == ADDRESS


def test_keystores_that_break_a_rule_are_told_apart(key: kedge.PrivateKey) -> None:
    made = kedge.encrypt_key(key, PASSWORD, cheap())

    def changed(*path: str, value: object) -> str:
        tree = part = json.loads(made)
        for name in path[:-1]:
            part = part[name]
        part[path[-1]] = value
        return json.dumps(tree)

    def opening(text: str) -> Callable[[], object]:
        return lambda: kedge.decrypt_key(text, PASSWORD)

    refused(kedge.MalformedJSONError, opening("{"), opening(made[:-1]))
    refused(
        kedge.MalformedKeystoreError,
        opening("{}"),
        opening("[]"),
        opening(changed("crypto", "mac", value="00")),
        opening(changed("crypto", "kdfparams", "n", value=1000)),
    )
    refused(
        kedge.KeystoreUnsupportedError,
        opening(changed("version", value=4)),
        opening(changed("crypto", "cipher", value="aes-256-gcm")),
        opening(changed("crypto", "kdf", value="argon2id")),
    )
    refused(kedge.KeystoreTooCostlyError, opening(changed("crypto", "kdfparams", "n", value=2**30)))
    refused(kedge.KeystoreAddressError, opening(changed("address", value="0" * 40)))
    refused(kedge.WrongPasswordError, opening(changed("crypto", "mac", value="0" * 64)))
    refused(kedge.MalformedJSONError, lambda: kedge.keystore_address(""))


def test_limits_hold_when_opening_and_when_making(key: kedge.PrivateKey) -> None:
    made = kedge.encrypt_key(key, PASSWORD, cheap())
    for limits in ({"max_memory_bytes": 1000}, {"max_work": 1000}, {"max_work": -1}):
        limited = cheap(**limits)
        refused(
            kedge.KeystoreTooCostlyError,
            lambda: kedge.decrypt_key(made, PASSWORD, limited),
            lambda: kedge.encrypt_key(key, PASSWORD, limited),
        )
    rounds = {"kdf": kedge.KeystoreKDF.PBKDF2, "pbkdf2_iterations": 1001}
    made = kedge.encrypt_key(key, PASSWORD, cheap(**rounds))
    refused(
        kedge.KeystoreTooCostlyError,
        lambda: kedge.decrypt_key(made, PASSWORD, kedge.KeystoreOptions(max_iterations=1000)),
    )
    refused(
        kedge.InvalidArgumentError,
        *[
            lambda wrong=wrong: kedge.encrypt_key(key, PASSWORD, cheap(**wrong))
            for wrong in (
                {"kdf": 3},
                {"kdf": -1},
                {"scrypt_n": 1000},
                {"scrypt_n": -2},
                {"scrypt_r": 0},
                {"scrypt_p": -1},
                {"kdf": kedge.KeystoreKDF.PBKDF2, "pbkdf2_iterations": 0},
            )
        ],
    )


def test_a_key_is_kept_in_a_file_of_its_owners(key: kedge.PrivateKey, tmp_path: Path) -> None:
    for folder in (tmp_path, str(tmp_path), os.fsencode(tmp_path)):
        path = kedge.save_key(key, PASSWORD, folder, cheap())
        assert Path(path).parent == tmp_path
        assert Path(path).name.startswith("UTC--")
        assert Path(path).name.endswith("--" + ADDRESS[2:].lower())
        assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
        assert kedge.open_key(path, PASSWORD).address == ADDRESS
        assert kedge.open_key(Path(path), PASSWORD).address == ADDRESS
    refused(kedge.WrongPasswordError, lambda: kedge.open_key(path, ""))
    assert len(list(tmp_path.iterdir())) == 3
    missing = tmp_path / "missing"
    for call in (
        lambda: kedge.open_key(missing, PASSWORD),
        lambda: kedge.save_key(key, PASSWORD, missing, cheap()),
    ):
        with pytest.raises(builtins.FileNotFoundError) as caught:
            call()
        assert caught.value.filename == str(missing)
    refused(ValueError, lambda: kedge.open_key("a\0b", ""))


def test_a_path_longer_than_usual_fits(key: kedge.PrivateKey, tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["long" * 40] * 5)
    folder.mkdir(parents=True)
    path = kedge.save_key(key, PASSWORD, folder, cheap())
    assert kedge.open_key(path, PASSWORD).address == ADDRESS


@pytest.mark.parametrize("kdf", ["SCRYPT", "PBKDF2"])
def test_progress_is_told_and_cancels(key: kedge.PrivateKey, kdf: str, tmp_path: Path) -> None:
    parts: list[tuple[int, int]] = []
    kind = {"kdf": kedge.KeystoreKDF[kdf], "pbkdf2_iterations": 50_000}
    watched = cheap(**kind, progress=lambda done, total: parts.append((done, total)))
    made = kedge.encrypt_key(key, PASSWORD, watched)
    assert parts and parts[-1][0] == parts[-1][1]
    assert [done for done, _ in parts] == sorted(done for done, _ in parts)
    parts.clear()
    assert kedge.decrypt_key(made, PASSWORD, watched).address == ADDRESS
    assert parts
    path = kedge.save_key(key, PASSWORD, tmp_path, watched)

    def raising(done: int, total: int) -> None:
        raise KeyError("the window was closed")

    for cancelling, error in (
        (cheap(**kind, progress=lambda done, total: False), kedge.CancelledError),
        (cheap(**kind, progress=raising), KeyError),
    ):
        refused(
            error,
            lambda: kedge.encrypt_key(key, PASSWORD, cancelling),
            lambda: kedge.decrypt_key(made, PASSWORD, cancelling),
            lambda: kedge.save_key(key, PASSWORD, tmp_path, cancelling),
            lambda: kedge.open_key(path, PASSWORD, cancelling),
        )
    assert [str(one) for one in tmp_path.iterdir()] == [path]


def test_threads_share_options_and_each_gets_its_own_failure(key: kedge.PrivateKey) -> None:
    def progress(done: int, total: int) -> None:
        raise KeyError(threading.get_ident())

    shared = cheap(progress=progress)

    def work(number: int) -> None:
        for _ in range(5):
            with pytest.raises(KeyError) as caught:
                kedge.encrypt_key(key, PASSWORD, shared)
            assert caught.value.args == (threading.get_ident(),)

    in_threads(work)


def test_a_closed_key_is_not_kept(key: kedge.PrivateKey, tmp_path: Path) -> None:
    key.close()
    refused(
        kedge.InvalidHandleError,
        lambda: kedge.encrypt_key(key, PASSWORD, cheap()),
        lambda: kedge.save_key(key, PASSWORD, tmp_path, cheap()),
    )
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["v3_wiki_vectors", "v3_capital_crypto_key"])
def test_published_keystores(name: str) -> None:
    for case in cases(f"keystore/{name}.json", 3).values():
        with kedge.decrypt_key(json.dumps(case["json"]), case["password"]) as key:
            assert key.export() == data(case["priv"])
