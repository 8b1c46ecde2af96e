"""Mnemonics of BIP-39: words that stand for the seed of a wallet."""

from __future__ import annotations

from ctypes import byref, c_size_t, c_uint32

from . import _abi
from ._call import borrow, failure, produce, produce_text, write
from ._library import functions
from ._values import text, unsigned
from .errors import MnemonicUnknownWordError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing_extensions import Buffer

    from ._values import Text
    from .wallet_enums import Language

_MAX = _abi.KEDGE_MNEMONIC_MAX_BYTES
_ANY = _abi.KEDGE_LANGUAGE_ANY
_ENGLISH = _abi.KEDGE_LANGUAGE_ENGLISH


def _language(language: Language | None, default: int) -> int:
    return default if language is None else unsigned(language, "language", 32)


def generate_mnemonic(words: int = 12, language: Language | None = None) -> str:
    """A mnemonic from the operating system's randomness.

    Args:
        words: 12, 15, 18, 21 or 24.
        language: the list that the words are from; English unless told.

    Raises:
        MnemonicLengthError: another number of words.
        RandomUnavailableError: the operating system gave no randomness.
    """
    return produce_text(
        functions.kedge_mnemonic_generate,
        _MAX,
        _language(language, _ENGLISH),
        unsigned(words, "words", 32),
    )


def mnemonic_from_entropy(entropy: Buffer, language: Language | None = None) -> str:
    """The mnemonic that stands for 16, 20, 24, 28 or 32 bytes, in English unless told.

    Raises:
        MnemonicLengthError: another number of bytes.
    """
    return produce_text(
        functions.kedge_mnemonic_from_entropy,
        _MAX,
        _language(language, _ENGLISH),
        *borrow(entropy),
    )


def mnemonic_to_entropy(phrase: Text, language: Language | None = None) -> bytes:
    """The bytes that a mnemonic stands for.

    Args:
        phrase: words with white space between them, in any normal form of Unicode.
        language: the list that the words are from; None finds it out.

    Raises:
        MnemonicUnknownWordError, MnemonicLengthError, MnemonicChecksumError: it is no mnemonic.
        MnemonicAmbiguousError: it is one in two languages, which give other bytes.
    """
    return produce(
        functions.kedge_mnemonic_to_entropy, 32, *text(phrase), _language(language, _ANY)
    )


def check_mnemonic(phrase: Text, language: Language | None = None) -> None:
    """Checks a mnemonic that a person typed.

    Args:
        phrase: words with white space between them, in any normal form of Unicode.
        language: the list that the words are from; None is any.

    Raises:
        MnemonicUnknownWordError: a word is in no list; its `position` counts from 1.
        MnemonicLengthError: there are not 12, 15, 18, 21 or 24 words.
        MnemonicChecksumError: a word was taken for another, or two changed places.
    """
    position = c_size_t()
    status = functions.kedge_mnemonic_check(
        *text(phrase), _language(language, _ANY), byref(position)
    )
    if status:
        error = failure(status)
        if isinstance(error, MnemonicUnknownWordError):
            error.position = position.value
        raise error


def mnemonic_language(phrase: Text) -> Language:
    """The language of a mnemonic.

    Raises:
        MnemonicAmbiguousError: it is a mnemonic in more than one.
        MnemonicUnknownWordError, MnemonicLengthError, MnemonicChecksumError: it is no mnemonic.
    """
    from .wallet_enums import Language

    language = c_uint32()
    status = functions.kedge_mnemonic_language(*text(phrase), byref(language))
    if status:
        raise failure(status)
    return Language(language.value)


def mnemonic_seed(phrase: Text, passphrase: Text = "") -> bytes:
    """The 64 bytes of seed that a mnemonic and a passphrase give. Takes about half a millisecond.

    `HDKey.from_mnemonic` makes keys without the seed leaving locked memory.

    Args:
        phrase: the words; they are checked, in whichever language.
        passphrase: text that is not part of the words; another one gives another wallet.

    Raises:
        MnemonicError: it is no mnemonic.
    """
    return write(
        _abi.KEDGE_SEED_BYTES, functions.kedge_mnemonic_seed, *text(phrase), *text(passphrase)
    )


def suggest_words(word: str, language: Language | None = None, limit: int = 5) -> list[str]:
    """The words of a list that are closest to a mistyped one, the nearest first.

    Args:
        word: what was typed, at most 64 bytes of UTF-8.
        language: the list; English unless told.
        limit: how many words at most, 1 to 64.
    """
    found = produce_text(
        functions.kedge_mnemonic_suggest,
        _MAX,
        _language(language, _ENGLISH),
        *text(word),
        unsigned(limit, "limit", 32),
    )
    return found.split("\n") if found else []


def mnemonic_word(index: int, language: Language | None = None) -> str:
    """A word of a list, 0 to 2047, in English unless told."""
    return produce_text(
        functions.kedge_mnemonic_word,
        64,
        _language(language, _ENGLISH),
        unsigned(index, "index", 32),
    )
