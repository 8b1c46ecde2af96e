"""Mnemonics and NFKD: the `mnemonic` package and Python's own tables."""

import unicodedata

from mnemonic import Mnemonic
from sections import section


def characters():
    """Every assigned character but surrogates: what has no meaning yet may get another form in another version."""
    return [c for c in map(chr, range(0x110000)) if unicodedata.category(c) not in ("Cn", "Cs")]


def nfkd(text):
    return unicodedata.normalize("NFKD", text).encode()


@section("nfkd_characters")
def nfkd_characters_cases(rng):
    for character in characters():
        if nfkd(character) != character.encode():
            yield {"text": character.encode(), "form": nfkd(character)}


@section("nfkd")
def nfkd_cases(rng):
    every = characters()
    changing = [c for c in every if nfkd(c) != c.encode()]
    marks = [c for c in every if unicodedata.combining(c)]
    for _ in range(3000):
        kinds = rng.choice(((every,), (changing,), (every, changing, marks), (changing, marks), (marks,)))
        length = rng.choice((1, 2, 5, 20, 20, 100)) if rng.random() < 0.99 else 1000
        text = "".join(rng.choice(rng.choice(kinds)) for _ in range(length))
        yield {"text": text.encode(), "form": nfkd(text)}


LANGUAGES = (
    "english japanese korean spanish chinese_simplified chinese_traditional french italian czech portuguese russian turkish"
).split()
SPACES = (" ", "  ", "\t", "\n", "\r\n", "\u3000", "\u00a0", "\u2003 ")


@section("mnemonic")
def mnemonic_cases(rng):
    every = characters()
    for number, name in enumerate(LANGUAGES, 1):
        referee = Mnemonic(name)
        for size in (16, 20, 24, 28, 32) * 40:
            entropy = rng.randbytes(size)
            phrase = referee.to_mnemonic(entropy)
            # Its own lists of these two are composed, and it looks decomposed words up.
            assert name in ("russian", "turkish") or referee.to_entropy(phrase.split()) == entropy
            # As people may type it: in any normal form, with any space.
            typed = unicodedata.normalize(rng.choice(("NFC", "NFD", "NFKC", "NFKD")), phrase).split()
            typed = "".join(rng.choice(SPACES) + word for word in typed) + rng.choice(("", *SPACES))
            passphrase = "".join(rng.choice(every) for _ in range(rng.choice((0, 1, 8, 40))))
            if rng.random() < 0.3:
                passphrase = "".join(chr(rng.randint(0, 127)) for _ in range(rng.randint(0, 200)))
            # A seed takes the tests most of a millisecond, so not every case has one.
            seed = Mnemonic.to_seed(phrase, passphrase) if rng.random() < 0.3 else b""
            yield {
                "language": number,
                "entropy": entropy,
                "phrase": nfkd(phrase) if name != "japanese" else "\u3000".encode().join(map(nfkd, phrase.split())),
                "typed": typed.encode(),
                "passphrase": passphrase.encode(),
                "seed": seed,
            }
