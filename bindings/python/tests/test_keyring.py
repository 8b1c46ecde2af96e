"""Keyrings as a user of the package sees them."""

from __future__ import annotations

import array
import builtins
import copy
import hashlib
import math
import pickle
import stat
import threading
import time
from pathlib import Path
from typing import Any

import pytest

import independent
import kedge
from independent import ASSOCIATED, VECTORS, reader, value
from kedge import Algorithm, KeyState

KEY = bytes(range(32))
FORMS = [
    bytes,
    bytearray,
    memoryview,
    lambda data: memoryview(bytearray(b"-" + data + b"-"))[1:-1],
    lambda data: array.array("B", data),
]


def cheap(text: str = "correct horse") -> kedge.Passphrase:
    return kedge.Passphrase(text, scrypt_n=16)


class Service:
    """A key service that wraps with an exclusive or, and counts."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def wrap(self, key: bytes) -> bytes:
        self.calls.append("wrap")
        return b"wrapped:" + bytes(byte ^ 0x5A for byte in key)

    def unwrap(self, wrapped: bytes) -> bytes:
        self.calls.append("unwrap")
        assert wrapped[:8] == b"wrapped:"
        return bytes(byte ^ 0x5A for byte in wrapped[8:])

    def unlock(self) -> kedge.KeyService:
        return kedge.KeyService(self.wrap, self.unwrap)


def mended(ring: bytes) -> bytes:
    """A ring's bytes with the hash at their end made right again."""
    return ring[:-32] + hashlib.sha256(ring[:-32]).digest()


# --- keys ----------------------------------------------------------------------------------------


def test_a_new_ring_is_empty_and_seals_nothing() -> None:
    with kedge.Keyring() as ring:
        assert ring.primary is None
        assert ring.keys() == []
        with pytest.raises(kedge.NoPrimaryKeyError):
            ring.seal(b"message")


def test_the_first_key_becomes_primary_and_others_do_not() -> None:
    with kedge.Keyring() as ring:
        first = ring.generate()
        second = ring.generate()
        assert ring.primary == first
        assert [key.id for key in ring.keys()] == [first, second]
        assert [key.is_primary for key in ring.keys()] == [True, False]
        ring.set_primary(second)
        assert ring.primary == second


def test_a_key_tells_what_it_is() -> None:
    before = int(time.time())
    with kedge.Keyring() as ring:
        key_id = ring.generate()
        for _ in range(3):
            ring.seal(b"")
        key = ring.key(key_id)
    assert (key.id, key.algorithm, key.state) == (key_id, Algorithm.XAES_256_GCM, KeyState.ENABLED)
    assert before <= key.created_at <= int(time.time())
    assert (key.sealed_count, key.reserved_count) == (3, 0)
    assert (key.is_primary, key.can_seal) == (True, True)
    assert "XAES_256_GCM" in repr(key)


def test_what_a_ring_told_of_a_key_cannot_be_changed() -> None:
    with kedge.Keyring() as ring:
        key_id = ring.generate()
        key, again = ring.key(key_id), ring.key(key_id)
        assert key == again and hash(key) == hash(again)
        with pytest.raises(AttributeError):
            key.state = KeyState.DISABLED
        with pytest.raises(AttributeError):
            del key.id
        ring.seal(b"")
        assert ring.key(key_id) != key


def test_what_a_ring_told_of_a_key_can_be_copied_and_pickled() -> None:
    ring = kedge.Keyring()
    told = ring.key(ring.generate())
    for again in (copy.deepcopy(told), pickle.loads(pickle.dumps(told))):
        assert again == told and hash(again) == hash(told) and again.state is told.state
    ring.disable(ring.generate())
    assert told != ring.keys()[1] and told != told.id


def test_a_ring_may_wait_for_ever_for_another_process(tmp_path: Path) -> None:
    with kedge.WrappingKey(bytes(32)) as unlock:
        ring = kedge.Keyring.create(tmp_path / "ring", unlock, lock_timeout=math.inf)
    assert ring.generate() == ring.primary


def test_more_keys_than_one_look_holds_are_all_listed() -> None:
    with kedge.Keyring() as ring:
        ids = [ring.generate() for _ in range(40)]
        assert [key.id for key in ring.keys()] == ids


def test_a_thousand_keys_are_the_most() -> None:
    with kedge.Keyring() as ring:
        for _ in range(1000):
            ring.generate()
        with pytest.raises(kedge.TooManyKeysError):
            ring.generate()


def test_a_disabled_key_opens_nothing_until_it_is_enabled() -> None:
    with kedge.Keyring() as ring:
        first = ring.generate()
        sealed = ring.seal(b"message")
        ring.set_primary(ring.generate())
        assert ring.open(sealed) == b"message"
        ring.disable(first)
        assert ring.key(first).state is KeyState.DISABLED
        with pytest.raises(kedge.KeyDisabledError):
            ring.open(sealed)
        ring.enable(first)
        assert ring.open(sealed) == b"message"


def test_a_destroyed_key_opens_nothing_ever_again() -> None:
    with kedge.Keyring() as ring:
        first = ring.generate()
        sealed = ring.seal(b"message")
        ring.set_primary(ring.generate())
        ring.destroy_key(first)
        assert ring.key(first).state is KeyState.DESTROYED
        with pytest.raises(kedge.KeyDestroyedError):
            ring.open(sealed)
        with pytest.raises(kedge.KeyDestroyedError):
            ring.enable(first)
        saved = ring.save(kedge.WrappingKey(KEY))
        assert reader.open_ring(saved, key=KEY).keys[first].secret == bytes(32)


def test_the_primary_key_can_be_neither_disabled_nor_destroyed() -> None:
    with kedge.Keyring() as ring:
        key_id = ring.generate()
        with pytest.raises(kedge.KeyIsPrimaryError):
            ring.disable(key_id)
        with pytest.raises(kedge.KeyIsPrimaryError):
            ring.destroy_key(key_id)


def test_ids_that_no_key_has_are_unknown_also_beyond_64_bits() -> None:
    with kedge.Keyring(allow_export=True) as ring:
        key_id = ring.generate()
        calls = [ring.set_primary, ring.enable, ring.disable, ring.destroy_key, ring.key]
        for call in [*calls, ring.export_key]:
            for wrong in (key_id ^ 1, key_id + 2**64, key_id - 2**64):
                with pytest.raises(kedge.UnknownKeyError):
                    call(wrong)


def test_keys_are_exported_only_if_that_is_allowed() -> None:
    with kedge.Keyring() as ring:
        key_id = ring.import_key(KEY)
        with pytest.raises(kedge.ExportNotAllowedError):
            ring.export_key(key_id)
    with kedge.Keyring(allow_export=True) as ring:
        assert ring.export_key(ring.import_key(bytearray(KEY))) == KEY


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_an_imported_key_has_32_bytes(length: int) -> None:
    with kedge.Keyring() as ring:
        with pytest.raises(kedge.InvalidKeyLengthError, match=str(length)) as caught:
            ring.import_key(bytes(length))
        assert caught.value.status == 102


def test_an_algorithm_that_does_not_exist_is_refused() -> None:
    with kedge.Keyring() as ring:
        for wrong in (0, 3, -1, 2**32 + 1):
            with pytest.raises(kedge.InvalidArgumentError):
                ring.generate(wrong)  # type: ignore[arg-type]


# --- messages ------------------------------------------------------------------------------------


@pytest.mark.parametrize("length", [0, 1, 15, 16, 17, 4096, 100_003])
def test_what_is_sealed_opens(length: int) -> None:
    message = b"m" * length
    with kedge.Keyring() as ring:
        ring.generate()
        sealed = ring.seal(message, b"associated")
        assert type(sealed) is bytes
        assert len(sealed) == length + 88
        assert ring.open(sealed, b"associated") == message


@pytest.mark.parametrize("form", FORMS)
def test_every_argument_is_anything_bytes_like(form: Any) -> None:
    with kedge.Keyring() as ring:
        ring.import_key(form(KEY))
        sealed = ring.seal(form(b"message"), form(b"associated"))
        assert ring.open(form(sealed), form(b"associated")) == b"message"
        sealed = ring.reseal(form(sealed), form(b"associated"))
        assert ring.sealed_key_id(form(sealed)) == ring.primary
        saved = ring.save(kedge.WrappingKey(form(KEY)))
        assert kedge.Keyring.load(form(saved), kedge.WrappingKey(KEY)).primary == ring.primary


def test_no_two_sealings_are_alike() -> None:
    with kedge.Keyring() as ring:
        ring.generate()
        assert len({ring.seal(b"") for _ in range(1000)}) == 1000


def test_every_flipped_bit_and_every_cut_is_refused() -> None:
    refusals = (
        kedge.AuthenticationError,
        kedge.MalformedHeaderError,
        kedge.UnknownVersionError,
        kedge.UnknownKeyError,
        kedge.MessageTooShortError,
    )
    with kedge.Keyring() as ring:
        ring.generate()
        sealed = ring.seal(b"message")
        for position in range(8 * len(sealed)):
            changed = bytearray(sealed)
            changed[position // 8] ^= 1 << position % 8
            with pytest.raises(refusals):
                ring.open(changed)
        for length in range(len(sealed)):
            with pytest.raises(refusals):
                ring.open(sealed[:length])


def test_other_associated_data_and_another_ring_are_refused() -> None:
    with kedge.Keyring() as ring, kedge.Keyring() as other:
        ring.generate()
        other.generate()
        sealed = ring.seal(b"message", b"associated")
        with pytest.raises(kedge.AuthenticationError):
            ring.open(sealed, b"other")
        with pytest.raises(kedge.UnknownKeyError):
            other.open(sealed, b"associated")


def test_resealing_moves_a_message_to_the_primary_key() -> None:
    with kedge.Keyring() as ring:
        first = ring.generate()
        sealed = ring.seal(b"message", b"associated")
        second = ring.generate()
        ring.set_primary(second)
        moved = ring.reseal(sealed, b"associated")
        assert (ring.sealed_key_id(sealed), ring.sealed_key_id(moved)) == (first, second)
        ring.destroy_key(first)
        assert ring.open(moved, b"associated") == b"message"
        with pytest.raises(kedge.AuthenticationError):
            ring.reseal(moved, b"other")


def test_a_message_of_a_newer_library_is_told_apart() -> None:
    with kedge.Keyring() as ring:
        ring.generate()
        sealed = bytearray(ring.seal(b"message"))
        sealed[5] = 2
        with pytest.raises(kedge.UnknownVersionError):
            ring.open(sealed)
        with pytest.raises(kedge.UnknownVersionError):
            ring.sealed_key_id(sealed)


def test_a_closed_ring_is_refused() -> None:
    ring = kedge.Keyring()
    ring.generate()
    sealed = ring.seal(b"message")
    ring.close()
    ring.close()
    for call in (lambda: ring.open(sealed), ring.generate, ring.keys, lambda: ring.primary):
        with pytest.raises(kedge.InvalidHandleError):
            call()


def test_rings_and_unlocks_are_neither_copied_nor_pickled() -> None:
    with kedge.Keyring() as ring, kedge.WrappingKey(KEY) as unlock:
        for item in (ring, unlock):
            with pytest.raises(TypeError):
                copy.deepcopy(item)
            with pytest.raises(TypeError):
                pickle.dumps(item)


def test_many_threads_use_one_ring() -> None:
    with kedge.Keyring() as ring:
        key_id = ring.generate()
        failed: list[BaseException] = []

        def work() -> None:
            try:
                for number in range(200):
                    message = number.to_bytes(4, "big")
                    assert ring.open(ring.seal(message)) == message
            except BaseException as exception:
                failed.append(exception)

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failed == []
        assert ring.key(key_id).sealed_count == 800


# --- saving --------------------------------------------------------------------------------------


def test_a_saved_ring_opens_what_it_sealed() -> None:
    service = Service()
    with kedge.Keyring() as ring:
        ring.generate()
        ring.disable(ring.generate())
        sealed = ring.seal(b"message", b"associated")
        for make in (cheap, lambda: kedge.WrappingKey(KEY), service.unlock):
            saved = ring.save(make())
            with kedge.Keyring.load(saved, make()) as loaded:
                assert loaded.keys() == ring.keys()
                assert loaded.open(sealed, b"associated") == b"message"
    assert service.calls == ["wrap", "unwrap"]


def test_the_independent_reader_opens_what_kedge_saves_and_seals() -> None:
    service = Service()
    with kedge.Keyring() as ring:
        first = ring.generate()
        sealed = ring.seal(b"message", b"associated")
        rings = [
            reader.open_ring(ring.save(cheap()), passphrase=b"correct horse"),
            reader.open_ring(ring.save(kedge.WrappingKey(KEY)), key=KEY),
            reader.open_ring(ring.save(service.unlock()), unwrap=service.unwrap),
        ]
        key = ring.key(first)
    for opened in rings:
        assert opened.primary == first
        assert opened.keys[first].created_at == key.created_at
        assert opened.keys[first].sealed_count == key.sealed_count
        assert reader.open_message(opened, sealed, b"associated") == b"message"


def unlock_of(lock: str) -> kedge.Unlock:
    name = f"keyring under a {lock}"
    if lock == "passphrase":
        return kedge.Passphrase(value(name, "passphrase"))
    if lock == "key":
        return kedge.WrappingKey(value(name, "key"))
    answers = {value(name, "wrapped data key"): value(name, "data key")}
    return kedge.KeyService(lambda key: key, answers.__getitem__)


@pytest.mark.parametrize("lock", ["passphrase", "key", "key service"])
def test_kedge_opens_the_test_vectors(lock: str) -> None:
    data = value(f"keyring under a {lock}", "ring")
    with kedge.Keyring.load(data, unlock_of(lock)) as ring:
        listed = [
            (f"{key.id:016x}", key.algorithm, key.state, key.created_at, key.sealed_count)
            for key in ring.keys()
        ]
        names = ("id", "algorithm", "state", "created at", "sealed")
        expected = [
            tuple(key[name] for name in names)
            for key in VECTORS["keys in the rings"].values()
        ]
        assert listed == expected
        assert f"{ring.primary:016x}" == VECTORS[f"keyring under a {lock}"]["primary"]
        for algorithm in ("XAES-256-GCM", "AES-256-GCM"):
            name = f"sealed message, {algorithm}"
            assert ring.open(value(name, "sealed"), ASSOCIATED) == value(name, "plaintext")


def test_a_passphrase_is_text_or_its_utf_8() -> None:
    with kedge.Keyring() as ring:
        ring.generate()
        saved = ring.save(cheap("straße ✓"))
        with kedge.Keyring.load(saved, kedge.Passphrase("straße ✓".encode())) as loaded:
            assert loaded.primary == ring.primary


def test_the_usual_cost_of_a_passphrase_is_in_the_ring() -> None:
    with kedge.Keyring() as ring:
        saved = ring.save(kedge.Passphrase("correct horse"))
    assert (saved[52:56], saved[56:60], saved[60:64]) == (
        (17).to_bytes(4, "big"),
        (8).to_bytes(4, "big"),
        (1).to_bytes(4, "big"),
    )


@pytest.mark.parametrize(
    "options",
    [
        {"scrypt_n": 0},
        {"scrypt_n": 1},
        {"scrypt_n": 1000},
        {"scrypt_n": 2**64 + 16},
        {"scrypt_n": -16},
        {"scrypt_r": 0},
        {"scrypt_r": 2**32 + 8},
        {"scrypt_p": 0},
    ],
)
def test_parameters_of_scrypt_that_may_not_be_are_refused(options: dict[str, int]) -> None:
    with pytest.raises(kedge.InvalidArgumentError):
        kedge.Keyring().save(kedge.Passphrase("correct horse", **options))


def test_a_ring_that_asks_for_too_much_is_refused_before_it_gets_it() -> None:
    with kedge.Keyring() as ring:
        ring.generate()
        saved = ring.save(cheap())
        hostile = bytearray(saved)
        hostile[52:56] = (31).to_bytes(4, "big")
        with pytest.raises(kedge.DerivationTooCostlyError):
            kedge.Keyring.load(mended(bytes(hostile)), cheap())
        with pytest.raises(kedge.DerivationTooCostlyError):
            limits = {"scrypt_n": 2, "max_memory_bytes": 10_000}
            kedge.Keyring.load(saved, kedge.Passphrase("correct horse", **limits))
        with pytest.raises(kedge.DerivationTooCostlyError):
            limits = {"scrypt_n": 2, "max_work": 100}
            kedge.Keyring.load(saved, kedge.Passphrase("correct horse", **limits))


def test_damage_a_wrong_unlock_and_a_newer_version_are_three_errors() -> None:
    with kedge.Keyring() as ring:
        ring.generate()
        saved = ring.save(kedge.WrappingKey(KEY))
    for wrong in (kedge.WrappingKey(bytes(32)), cheap()):
        with pytest.raises(kedge.WrongUnlockError):
            kedge.Keyring.load(saved, wrong)
    newer = bytearray(saved)
    newer[5] = 2
    with pytest.raises(kedge.UnknownVersionError):
        kedge.Keyring.load(mended(bytes(newer)), kedge.WrappingKey(KEY))
    for position in range(8 * len(saved)):
        changed = bytearray(saved)
        changed[position // 8] ^= 1 << position % 8
        with pytest.raises(kedge.KeyringDamagedError):
            kedge.Keyring.load(changed, kedge.WrappingKey(KEY))


def test_what_a_key_service_raises_reaches_the_caller() -> None:
    def fail(_: bytes) -> bytes:
        raise ConnectionError("the service is away")

    service = Service()
    with kedge.Keyring() as ring:
        ring.generate()
        with pytest.raises(ConnectionError, match="the service is away"):
            ring.save(kedge.KeyService(fail, fail))
        saved = ring.save(service.unlock())
    with pytest.raises(ConnectionError, match="the service is away"):
        kedge.Keyring.load(saved, kedge.KeyService(service.wrap, fail))


@pytest.mark.parametrize("answer", [b"", bytes(4097)])
def test_an_answer_of_a_key_service_that_may_not_be_is_refused(answer: bytes) -> None:
    with pytest.raises(ValueError, match="1 to 4096"):
        kedge.Keyring().save(kedge.KeyService(lambda _: answer, lambda _: answer))


def test_a_key_service_that_unwraps_to_another_key_is_a_wrong_unlock() -> None:
    service = Service()
    saved = kedge.Keyring().save(service.unlock())
    with pytest.raises(kedge.WrongUnlockError):
        kedge.Keyring.load(saved, kedge.KeyService(service.wrap, lambda _: bytes(32)))
    with pytest.raises(kedge.KeyServiceError):
        kedge.Keyring.load(saved, kedge.KeyService(service.wrap, lambda _: bytes(31)))


def test_a_key_service_may_use_the_library() -> None:
    service = Service()

    def unwrap(wrapped: bytes) -> bytes:
        with kedge.Keyring() as other:
            other.generate()
            assert other.open(other.seal(wrapped)) == wrapped
            with pytest.raises(kedge.UnknownKeyError):
                other.key(1)
        return service.unwrap(wrapped)

    saved = kedge.Keyring().save(service.unlock())
    kedge.Keyring.load(saved, kedge.KeyService(service.wrap, unwrap)).close()


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_wrapping_key_has_32_bytes(length: int) -> None:
    with pytest.raises(kedge.InvalidKeyLengthError):
        kedge.WrappingKey(bytes(length))


def test_a_closed_unlock_is_refused() -> None:
    unlock = kedge.WrappingKey(KEY)
    unlock.close()
    with pytest.raises(kedge.InvalidHandleError):
        kedge.Keyring().save(unlock)


def test_a_passphrase_that_is_only_text_is_a_type_error(tmp_path: Path) -> None:
    ring, text = kedge.Keyring(), "correct horse"
    calls: list[Any] = [
        lambda: kedge.Keyring.create(tmp_path / "ring", text),
        lambda: kedge.Keyring.from_file(tmp_path / "ring", text),
        lambda: kedge.Keyring.load(b"", text),
        lambda: ring.save(text),
        lambda: ring.save_file(tmp_path / "ring", text),
        lambda: ring.change_unlock(text),
    ]
    for call in calls:
        with pytest.raises(TypeError, match="has to be a Passphrase"):
            call()
    assert not (tmp_path / "ring").exists()


def test_an_unlock_of_no_kind_cannot_be_made() -> None:
    with pytest.raises(TypeError):
        kedge.Unlock()


# --- files ---------------------------------------------------------------------------------------


def test_a_ring_in_a_file_keeps_every_change(tmp_path: Path) -> None:
    path = tmp_path / "service.ring"
    with kedge.Keyring.create(path, cheap()) as ring:
        first = ring.generate()
        sealed = ring.seal(b"message")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with kedge.Keyring.from_file(str(path), cheap()) as ring:
        assert ring.primary == first
        assert ring.open(sealed) == b"message"
        ring.set_primary(ring.generate())
        ring.destroy_key(first)
    opened = reader.open_ring(path.read_bytes(), passphrase=b"correct horse")
    assert opened.keys[first].state == KeyState.DESTROYED
    assert [entry.name for entry in tmp_path.iterdir() if entry.suffix == ".ring"] == [path.name]


def test_a_ring_is_made_only_where_no_file_is(tmp_path: Path) -> None:
    path = tmp_path / "service.ring"
    path.write_bytes(b"something else")
    with pytest.raises(builtins.FileExistsError) as caught:
        kedge.Keyring.create(path, cheap())
    assert isinstance(caught.value, kedge.FileExistsError)
    assert path.read_bytes() == b"something else"
    with pytest.raises(builtins.FileNotFoundError):
        kedge.Keyring.from_file(tmp_path / "nowhere", cheap())
    with pytest.raises(builtins.FileNotFoundError):
        kedge.Keyring.create(tmp_path / "nowhere" / "service.ring", cheap())
    with pytest.raises(ValueError, match="NUL"):
        kedge.Keyring.create("a\0b", cheap())


def test_another_object_sees_a_change_when_it_reloads(tmp_path: Path) -> None:
    path = tmp_path / "service.ring"
    with kedge.Keyring.create(path, cheap()) as ring:
        ring.generate()
        with kedge.Keyring.from_file(path, cheap()) as other:
            key_id = ring.generate()
            ring.set_primary(key_id)
            other.reload()
            assert other.primary == key_id
            assert other.generate() in [key.id for key in other.keys()]
        ring.reload()
        assert len(ring.keys()) == 3


def test_another_unlock_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "service.ring"
    service = Service()
    with kedge.Keyring.create(path, cheap()) as ring:
        key_id = ring.generate()
        ring.change_unlock(kedge.WrappingKey(KEY))
        with pytest.raises(kedge.WrongUnlockError):
            kedge.Keyring.from_file(path, cheap())
        ring.change_unlock(service.unlock())
        ring.generate()
    with kedge.Keyring.from_file(path, service.unlock()) as ring:
        assert ring.primary == key_id
        assert len(ring.keys()) == 2


def test_a_ring_under_a_key_service_goes_on_when_the_unlock_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "service.ring"
    service = Service()
    with service.unlock() as unlock:
        ring = kedge.Keyring.create(path, unlock)
    del unlock
    ring.generate()
    ring.reload()
    assert len(ring.keys()) == 1
    ring.close()


def test_a_ring_in_memory_has_no_file_to_change() -> None:
    with kedge.Keyring() as ring:
        with pytest.raises(kedge.KeyringHasNoFileError):
            ring.reload()
        with pytest.raises(kedge.KeyringHasNoFileError):
            ring.change_unlock(kedge.WrappingKey(KEY))


def test_a_ring_is_saved_to_a_file_of_another_unlock(tmp_path: Path) -> None:
    path = tmp_path / "copy.ring"
    with kedge.Keyring() as ring:
        ring.generate()
        ring.save_file(path, kedge.WrappingKey(KEY))
        with kedge.Keyring.from_file(path, kedge.WrappingKey(KEY)) as copied:
            assert copied.keys() == ring.keys()


def test_an_aes_key_seals_in_its_file_only(tmp_path: Path) -> None:
    path = tmp_path / "service.ring"
    with kedge.Keyring.create(path, cheap()) as ring:
        key_id = ring.generate(Algorithm.AES_256_GCM)
        sealed = ring.seal(b"message", b"associated")
        assert len(sealed) == len(b"message") + 76
        assert ring.open(sealed, b"associated") == b"message"
        assert ring.key(key_id).reserved_count >= 2**20
        saved = ring.save(kedge.WrappingKey(KEY))
        opened = reader.open_ring(path.read_bytes(), passphrase=b"correct horse")
        assert reader.open_message(opened, sealed, b"associated") == b"message"
        empty = ring.seal(b"")
        assert ring.open(empty) == b""
    with kedge.Keyring.load(saved, kedge.WrappingKey(KEY)) as copied:
        assert copied.open(sealed, b"associated") == b"message"
        assert not copied.key(key_id).can_seal
        with pytest.raises(kedge.KeyNeedsFileError):
            copied.seal(b"message")


def test_an_aes_key_is_made_in_a_file_only() -> None:
    with kedge.Keyring() as ring:
        with pytest.raises(kedge.KeyNeedsFileError):
            ring.generate(Algorithm.AES_256_GCM)


def test_two_objects_of_one_file_never_share_a_nonce(tmp_path: Path) -> None:
    path = tmp_path / "service.ring"
    with kedge.Keyring.create(path, cheap()) as ring:
        ring.generate(Algorithm.AES_256_GCM)
        with kedge.Keyring.from_file(path, cheap()) as other:
            nonces = [item.seal(b"")[48:60] for item in (ring, other) for _ in range(500)]
    assert len(set(nonces)) == 1000


def test_the_reader_stands_where_these_tests_look_for_it() -> None:
    assert independent.FORMATS.joinpath("reader.py").exists()
