"""Independent implementations as referees, in both directions, on the same random cases always."""

from __future__ import annotations

import random

import pytest
from Crypto.Cipher import AES
from Crypto.Hash import keccak
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

import kedge

CASES = 3000


def some_length(generator: random.Random) -> int:
    """Mostly short, around the blocks' edges, at times long."""
    return generator.choice(
        [0, generator.randrange(1, 100), 16 * generator.randrange(1, 20), generator.randrange(5000)]
    )


def test_cryptography_opens_what_kedge_seals_and_the_reverse() -> None:
    generator = random.Random("one-shot AES-GCM")
    for _ in range(CASES):
        secret = generator.randbytes(generator.choice([16, 24, 32]))
        nonce = generator.randbytes(generator.choice([12, generator.randrange(8, 129)]))
        message = generator.randbytes(some_length(generator))
        associated = generator.randbytes(some_length(generator))
        referee = AESGCM(secret)
        with kedge.AESGCM(secret) as key:
            sealed = key.seal(message, associated)
            assert referee.decrypt(sealed[:12], sealed[12:], associated) == message
            sealed = key.seal_with_nonce(nonce, message, associated)
            assert referee.decrypt(nonce, sealed, associated) == message
            sealed = referee.encrypt(nonce, message, associated)
            assert key.open_with_nonce(nonce, sealed, associated) == message


def test_cryptography_agrees_on_tags_of_every_length_and_on_forgeries() -> None:
    generator = random.Random("AES-GCM in steps")
    for _ in range(CASES):
        secret = generator.randbytes(generator.choice([16, 24, 32]))
        nonce = generator.randbytes(generator.randrange(8, 129))
        tag_length = generator.randrange(12, 17)
        message = generator.randbytes(some_length(generator))
        associated = generator.randbytes(some_length(generator))
        encryptor = Cipher(algorithms.AES(secret), modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(associated)
        ciphertext = encryptor.update(message) + encryptor.finalize()
        sealed = ciphertext + encryptor.tag[:tag_length]
        with kedge.AESGCM(secret, tag_length=tag_length) as key:
            assert key.seal_with_nonce(nonce, message, associated) == sealed
            assert key.open_with_nonce(nonce, sealed, associated) == message

            forged = bytearray(sealed)
            forged[generator.randrange(len(forged))] ^= 1 << generator.randrange(8)
            tag = bytes(forged[-tag_length:])
            mode = modes.GCM(nonce, tag, min_tag_length=tag_length)
            decryptor = Cipher(algorithms.AES(secret), mode).decryptor()
            decryptor.authenticate_additional_data(associated)
            decryptor.update(bytes(forged[:-tag_length]))
            with pytest.raises(InvalidTag):
                decryptor.finalize()
            with pytest.raises(kedge.AuthenticationError):
                key.open_with_nonce(nonce, forged, associated)


def test_pycryptodome_agrees_on_nonces_that_cryptography_does_not_take() -> None:
    generator = random.Random("AES-GCM with short nonces")
    for _ in range(CASES):
        secret = generator.randbytes(generator.choice([16, 24, 32]))
        nonce = generator.randbytes(generator.randrange(1, 8))
        tag_length = generator.randrange(12, 17)
        message = generator.randbytes(some_length(generator))
        associated = generator.randbytes(some_length(generator))
        cipher = AES.new(secret, AES.MODE_GCM, nonce=nonce, mac_len=tag_length)
        cipher.update(associated)
        ciphertext, tag = cipher.encrypt_and_digest(message)
        with kedge.AESGCM(secret, tag_length=tag_length) as key:
            assert key.open_with_nonce(nonce, ciphertext + tag, associated) == message
            sealed = key.seal_with_nonce(nonce, message, associated)
        cipher = AES.new(secret, AES.MODE_GCM, nonce=nonce, mac_len=tag_length)
        cipher.update(associated)
        opened = cipher.decrypt_and_verify(sealed[:-tag_length], sealed[-tag_length:])
        assert opened == message


def test_pycryptodome_agrees_on_keccak() -> None:
    generator = random.Random("Keccak-256")
    for _ in range(CASES):
        message = generator.randbytes(some_length(generator))
        cut = generator.randrange(len(message) + 1)
        expected = keccak.new(digest_bits=256, data=message).digest()
        assert kedge.keccak256(message) == expected
        state = kedge.Keccak256(message[:cut])
        copied = state.copy()
        copied.update(message[cut:])
        assert copied.digest() == expected
