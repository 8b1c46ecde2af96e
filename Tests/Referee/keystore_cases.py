"""Keystores: eth-account and eth-keyfile."""

import json
import uuid

from Crypto.Hash import keccak
from eth_account import Account
from eth_keyfile import keyfile
from sections import section, some_bytes


def keystore_text(made):
    """A keystore's text with its names in the order that geth writes them in, and a derivation's too."""
    crypto = made["crypto"]
    names = ("c", "dklen", "n", "p", "prf", "r", "salt")
    ordered = {
        "address": made["address"].lower(),
        "crypto": {
            "cipher": crypto["cipher"],
            "ciphertext": crypto["ciphertext"],
            "cipherparams": crypto["cipherparams"],
            "kdf": crypto["kdf"],
            "kdfparams": {name: crypto["kdfparams"][name] for name in names if name in crypto["kdfparams"]},
            "mac": crypto["mac"],
        },
        "id": made["id"],
        "version": 3,
    }
    return json.dumps(ordered, separators=(",", ":"))


class Draws:
    """Stands in for the randomness of eth-keyfile."""

    def __init__(self, rng):
        self.rng = rng

    def get_random_bytes(self, count):
        return self.rng.randbytes(count)


@section("keystore")
def keystore_cases(rng):
    keyfile.Random = Draws(rng)
    keyfile.uuid4 = lambda: uuid.UUID(bytes=rng.randbytes(16), version=4)
    for number in range(400):
        # A key in 256 begins with a zero by chance; here more do.
        zeros = rng.choice((0, 0, 0, 1, 2, 31))
        key = bytes(zeros) + bytes([rng.randint(1, 254)]) + rng.randbytes(31 - zeros)
        password = some_bytes(rng, 100)
        kdf = ("scrypt", "pbkdf2")[number % 2]
        work = 2 ** rng.randint(1, 8) if kdf == "scrypt" else rng.randint(1, 300)
        keyfile.SCRYPT_R, keyfile.SCRYPT_P = rng.randint(1, 9), rng.randint(1, 5)
        made = keyfile.create_keyfile_json(key, password, kdf=kdf, iterations=work, salt_size=32)
        assert Account.decrypt(made, password) == key
        yield {"key": key, "password": password, "written": json.dumps(made), "text": keystore_text(made)}


@section("keystore_short")
def keystore_short_cases(rng):
    """Keys whose leading zeros were left out. eth-keyfile opens them and gives the bytes as they are."""
    for number in range(62):
        count = number % 31 + 1
        key = bytes([rng.randint(1, 255)]) + rng.randbytes(count - 1)
        password, salt, iv = some_bytes(rng, 50), rng.randbytes(32), rng.randbytes(16)
        parameters = {"dklen": 32, "n": 16, "p": 2, "r": 3, "salt": salt.hex()}
        derived = keyfile._derive_scrypt_key(parameters, password)
        ciphertext = keyfile.encrypt_aes_ctr(key, derived[:16], int.from_bytes(iv, "big"))
        mac = keccak.new(digest_bits=256, data=derived[16:] + ciphertext).digest()
        crypto = {
            "cipher": "aes-128-ctr",
            "ciphertext": ciphertext.hex(),
            "cipherparams": {"iv": iv.hex()},
            "kdf": "scrypt",
            "kdfparams": parameters,
            "mac": mac.hex(),
        }
        made = {"crypto": crypto, "version": 3}
        assert keyfile.decode_keyfile_json(made, password) == key
        yield {"key": key, "password": password, "written": json.dumps(made)}
