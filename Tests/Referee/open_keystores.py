"""Opens keystores that Kedge makes with eth-account, and the other way round; closes with "N passed, N failed".

Usage: open_keystores.py LIBRARY

LIBRARY is the path of libkedge.so. Needs the package `eth-account`. Every run takes other keys and passwords.
"""

import ctypes
import json
import os
import random
import sys
import tempfile

from eth_account import Account

KDFS = {"scrypt": 1, "pbkdf2": 2}


class Options(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_size_t),
        ("kdf", ctypes.c_uint32),
        ("scrypt_p", ctypes.c_uint32),
        ("scrypt_n", ctypes.c_uint64),
        ("scrypt_r", ctypes.c_uint32),
        ("writes_address", ctypes.c_int32),
        ("pbkdf2_iterations", ctypes.c_uint64),
        ("max_memory_bytes", ctypes.c_uint64),
        ("max_work", ctypes.c_uint64),
        ("max_iterations", ctypes.c_uint64),
        ("progress", ctypes.c_void_p),
        ("progress_context", ctypes.c_void_p),
    ]


class Kedge:
    def __init__(self, path):
        self.library = ctypes.CDLL(path)

    def call(self, name, *arguments):
        status = getattr(self.library, name)(*arguments)
        if status != 0:
            raise RuntimeError(f"{name}: {status}")

    def options(self, kdf, rng):
        options = Options()
        self.call("kedge_keystore_options_init", ctypes.byref(options), ctypes.c_size_t(ctypes.sizeof(options)))
        options.kdf = KDFS[kdf]
        options.scrypt_n, options.scrypt_r, options.scrypt_p = 2 ** rng.randint(1, 8), rng.randint(1, 9), rng.randint(1, 5)
        options.pbkdf2_iterations = rng.randint(1, 300)
        options.writes_address = rng.randint(0, 1)
        return options

    def key(self, key):
        handle = ctypes.c_void_p()
        self.call("kedge_private_key_create", key, ctypes.c_size_t(len(key)), ctypes.byref(handle))
        return handle

    def encrypt(self, key, password, options):
        handle, out, length = self.key(key), ctypes.create_string_buffer(1000), ctypes.c_size_t()
        self.call(
            "kedge_keystore_encrypt", handle, password, ctypes.c_size_t(len(password)), ctypes.byref(options), out,
            ctypes.c_size_t(len(out)), ctypes.byref(length),
        )
        self.call("kedge_private_key_destroy", handle)
        return out.raw[: length.value].decode()

    def save(self, key, password, options, folder):
        handle, out, length = self.key(key), ctypes.create_string_buffer(1000), ctypes.c_size_t()
        self.call(
            "kedge_keystore_save", handle, password, ctypes.c_size_t(len(password)), ctypes.byref(options),
            folder.encode(), out, ctypes.c_size_t(len(out)), ctypes.byref(length),
        )
        self.call("kedge_private_key_destroy", handle)
        with open(out.value, encoding="utf-8") as file:
            return file.read()

    def decrypt(self, text, password):
        handle, out, text = ctypes.c_void_p(), ctypes.create_string_buffer(32), text.encode()
        self.call(
            "kedge_keystore_decrypt", text, ctypes.c_size_t(len(text)), password, ctypes.c_size_t(len(password)), None,
            ctypes.byref(handle),
        )
        self.call("kedge_private_key_export", handle, out)
        self.call("kedge_private_key_destroy", handle)
        return out.raw


def check(kedge, rng, number, folder):
    kdf = ("scrypt", "pbkdf2")[number % 2]
    key = rng.randint(1, 2 ** rng.choice((8, 200, 255)) - 1).to_bytes(32, "big")
    password = rng.randbytes(rng.randint(0, 80))
    options = kedge.options(kdf, rng)
    text = kedge.save(key, password, options, folder) if number % 4 < 2 else kedge.encrypt(key, password, options)
    keystore = json.loads(text)
    address = Account.from_key(key).address[2:].lower()
    # eth-account takes a password as text or as bytes, and wants the file to be whole.
    return (
        bytes(Account.decrypt(keystore, password)) == key
        and keystore.get("address", address) == address
        and kedge.decrypt(text, password) == key
        and kedge.decrypt(json.dumps(Account.encrypt(key, password, kdf=kdf, iterations=16)), password) == key
    )


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    kedge, rng = Kedge(os.path.abspath(sys.argv[1])), random.Random()
    results = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(200):
            results.append(check(kedge, rng, number, folder))
    print(f"{sum(results)} passed, {len(results) - sum(results)} failed")
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
