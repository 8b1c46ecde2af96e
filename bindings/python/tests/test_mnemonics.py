"""Mnemonics."""

from __future__ import annotations

import random
import unicodedata

import pytest

import kedge
from wallets import FORMS, PHRASE, cases, refused

ZEROS = "abandon " * 11 + "about"


def test_words_come_and_go() -> None:
    for words in (12, 15, 18, 21, 24):
        for language in kedge.Language:
            phrase = kedge.generate_mnemonic(words, language)
            assert len(phrase.split()) == words
            kedge.check_mnemonic(phrase, language)
            entropy = kedge.mnemonic_to_entropy(phrase, language)
            assert len(entropy) == words * 4 // 3
            assert kedge.mnemonic_from_entropy(entropy, language) == phrase
    assert kedge.generate_mnemonic() != kedge.generate_mnemonic()
    assert kedge.mnemonic_language(PHRASE) is kedge.Language.ENGLISH
    assert kedge.mnemonic_word(0) == "abandon" and kedge.mnemonic_word(2047) == "zoo"
    assert kedge.mnemonic_word(0, kedge.Language.CZECH) == "abdikace"


def test_a_mistake_is_told_by_its_kind_and_place() -> None:
    with pytest.raises(kedge.MnemonicUnknownWordError) as caught:
        kedge.check_mnemonic(PHRASE.replace("junk", "jnuk"))
    assert caught.value.position == 12
    with pytest.raises(kedge.MnemonicUnknownWordError) as caught:
        kedge.mnemonic_to_entropy(PHRASE.replace("junk", "jnuk"))
    assert caught.value.position == 0
    for call in (kedge.check_mnemonic, kedge.mnemonic_to_entropy, kedge.mnemonic_seed):
        refused(kedge.MnemonicChecksumError, lambda: call("zoo " * 12))
        refused(kedge.MnemonicLengthError, lambda: call("zoo " * 11), lambda: call(""))
        refused(kedge.InvalidUTF8Error, lambda: call(b"\xff"))
    refused(
        kedge.MnemonicLengthError,
        lambda: kedge.generate_mnemonic(13),
        lambda: kedge.generate_mnemonic(2**32 - 1),
        lambda: kedge.mnemonic_from_entropy(bytes(15)),
    )
    refused(kedge.MnemonicUnknownWordError, lambda: kedge.mnemonic_language("zoo kedge " * 6))
    spanish = kedge.Language.SPANISH
    refused(kedge.MnemonicUnknownWordError, lambda: kedge.check_mnemonic(PHRASE, spanish))
    assert issubclass(kedge.MnemonicChecksumError, kedge.MnemonicError)


def test_words_of_two_languages_are_ambiguous() -> None:
    english, french = kedge.Language.ENGLISH, kedge.Language.FRENCH
    lists = [{kedge.mnemonic_word(i, one) for i in range(2048)} for one in (english, french)]
    shared = sorted(lists[0] & lists[1])
    generator = random.Random("ambiguous")
    for _ in range(100_000):
        phrase = " ".join(generator.choices(shared, k=12))
        try:
            kedge.check_mnemonic(phrase, english)
            kedge.check_mnemonic(phrase, french)
        except kedge.MnemonicChecksumError:
            continue
        break
    refused(
        kedge.MnemonicAmbiguousError,
        lambda: kedge.mnemonic_to_entropy(phrase),
        lambda: kedge.mnemonic_language(phrase),
    )
    kedge.check_mnemonic(phrase)
    entropies = {kedge.mnemonic_to_entropy(phrase, one) for one in (english, french)}
    assert len(entropies) == 2


def test_suggestions_are_near() -> None:
    assert kedge.suggest_words("abandn") == ["abandon"]
    assert kedge.suggest_words("accion", kedge.Language.SPANISH, limit=1) == [
        unicodedata.normalize("NFKD", "acción")
    ]
    assert len(kedge.suggest_words("a", limit=64)) == 64
    assert kedge.suggest_words("qqqqqqqq") == []
    refused(kedge.InvalidUTF8Error, lambda: kedge.suggest_words(b"\xff"))  # type: ignore[arg-type]


def test_numbers_out_of_range_are_refused_and_never_taken_for_others() -> None:
    refused(
        kedge.InvalidArgumentError,
        lambda: kedge.mnemonic_word(2048),
        lambda: kedge.suggest_words("a", limit=0),
        lambda: kedge.suggest_words("a", limit=65),
        lambda: kedge.suggest_words("a" * 65),
        lambda: kedge.mnemonic_word(0, 13),  # type: ignore[arg-type]
        lambda: kedge.mnemonic_word(0, 0),  # type: ignore[arg-type]
        lambda: kedge.check_mnemonic(PHRASE, 13),  # type: ignore[arg-type]
    )
    refused(
        ValueError,
        lambda: kedge.mnemonic_word(-1),
        lambda: kedge.mnemonic_word(2**32),
        lambda: kedge.suggest_words("a", limit=-1),
        lambda: kedge.generate_mnemonic(2**32 + 12),
        lambda: kedge.check_mnemonic(PHRASE, -1),  # type: ignore[arg-type]
    )
    # Text is no entropy, even where it has a right length.
    refused(TypeError, lambda: kedge.mnemonic_from_entropy("0" * 16))  # type: ignore[arg-type]


def test_every_form_of_bytes_is_the_same() -> None:
    padded = ZEROS.encode() + b" " * (-len(ZEROS) % 4)
    for form in FORMS:
        assert kedge.mnemonic_from_entropy(form(bytes(16))) == ZEROS
        assert kedge.mnemonic_to_entropy(form(padded)) == bytes(16)
        assert kedge.mnemonic_seed(form(padded)) == kedge.mnemonic_seed(ZEROS)


@pytest.mark.parametrize("language", ["english", "japanese"])
def test_published_mnemonics(language: str) -> None:
    list_of = kedge.Language[language.upper()]
    for entropy, phrase, seed, _ in cases("bip39/vectors.json", 48)[language]:
        assert kedge.mnemonic_to_entropy(phrase, list_of).hex() == entropy
        made = kedge.mnemonic_from_entropy(bytes.fromhex(entropy), list_of)
        assert made.split() == unicodedata.normalize("NFKD", phrase).split()
        assert kedge.mnemonic_seed(phrase, "TREZOR").hex() == seed


def test_published_japanese_passphrases() -> None:
    for case in cases("bip39/test_JP_BIP39.json", 24):
        assert kedge.mnemonic_seed(case["mnemonic"], case["passphrase"]).hex() == case["seed"]
        with kedge.HDKey.from_mnemonic(case["mnemonic"], case["passphrase"]) as key:
            assert key.to_text() == case["bip32_xprv"]
