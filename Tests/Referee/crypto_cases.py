"""Hashes, key derivation and ciphers: cryptography and pycryptodome."""

import hashlib
import hmac

from Crypto.Hash import keccak
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.cmac import CMAC
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from sections import section, some_bytes


HASHES = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}


def each_hash(count):
    for _ in range(count):
        yield from HASHES.items()


@section("keccak256")
def keccak256_cases(rng):
    for _ in range(2000):
        message = some_bytes(rng, 700)
        yield {"message": message, "digest": keccak.new(digest_bits=256, data=message).digest()}


@section("sha2")
def sha2_cases(rng):
    for name, algorithm in each_hash(700):
        message = some_bytes(rng, 600)
        digest = hashes.Hash(algorithm)
        digest.update(message)
        yield {"hash": name, "message": message, "digest": digest.finalize()}


@section("hmac")
def hmac_cases(rng):
    for name, algorithm in each_hash(700):
        # Without these the empty key, which `cryptography` takes only in some versions, would be rare.
        key = b"" if rng.random() < 0.02 else some_bytes(rng, 300)
        message = some_bytes(rng, 600)
        if key:
            code = HMAC(key, algorithm)
            code.update(message)
            tag = code.finalize()
        else:
            tag = hmac.new(key, message, getattr(hashlib, name)).digest()
        yield {"hash": name, "key": key, "message": message, "tag": tag}


@section("hkdf")
def hkdf_cases(rng):
    for name, algorithm in each_hash(600):
        size = algorithm.digest_size
        length = rng.randint(1, 300)
        if rng.random() < 0.1:
            length = rng.choice((1, size - 1, size, size + 1, 2 * size, 255 * size))
        key, salt, info = some_bytes(rng, 200), some_bytes(rng, 200), some_bytes(rng, 200)
        yield {
            "hash": name,
            "key": key,
            "salt": salt,
            "info": info,
            "output": HKDF(algorithm, length, salt, info).derive(key),
        }


@section("hkdf_expand")
def hkdf_expand_cases(rng):
    for name, algorithm in each_hash(300):
        key = rng.randbytes(rng.randint(algorithm.digest_size, 200))
        info = some_bytes(rng, 200)
        length = rng.randint(1, 500)
        yield {"hash": name, "key": key, "info": info, "output": HKDFExpand(algorithm, length, info).derive(key)}


@section("pbkdf2")
def pbkdf2_cases(rng):
    for name, algorithm in each_hash(250):
        password, salt = some_bytes(rng, 200), some_bytes(rng, 200)
        iterations = rng.choice((1, 2, 3)) if rng.random() < 0.3 else rng.randint(1, 100)
        length = rng.randint(1, 200)
        yield {
            "hash": name,
            "password": password,
            "salt": salt,
            "iterations": iterations,
            "output": PBKDF2HMAC(algorithm, length, salt, iterations).derive(password),
        }


@section("scrypt")
def scrypt_cases(rng):
    for _ in range(300):
        password, salt = some_bytes(rng, 100), some_bytes(rng, 100)
        n, r, p = 1 << rng.randint(1, 9), rng.randint(1, 9), rng.randint(1, 4)
        length = rng.randint(1, 150)
        yield {
            "password": password,
            "salt": salt,
            "n": n,
            "r": r,
            "p": p,
            "output": Scrypt(salt, length, n, r, p).derive(password),
        }


@section("aes_ctr")
def aes_ctr_cases(rng):
    for _ in range(2000):
        key = rng.randbytes(rng.choice((16, 24, 32)))
        # A third of the counters carry over: past 32 bits, past 64 or past 128.
        ones = rng.choice((0, 0, 0, 0, 4, 8, 16))
        counter = rng.randbytes(16 - ones) + b"\xff" * ones
        message = some_bytes(rng, 400)
        encryptor = Cipher(algorithms.AES(key), modes.CTR(counter)).encryptor()
        output = encryptor.update(message) + encryptor.finalize()
        yield {"key": key, "counter": counter, "message": message, "output": output}


@section("cmac")
def cmac_cases(rng):
    for _ in range(2000):
        key = rng.randbytes(rng.choice((16, 24, 32)))
        message = some_bytes(rng, 400)
        code = CMAC(algorithms.AES(key))
        code.update(message)
        yield {"key": key, "message": message, "tag": code.finalize()}


def xaes_key(key, context):
    """The key of a message: NIST SP 800-108r1 in counter mode with CMAC, label "X"."""
    blocks = []
    for counter in (1, 2):
        code = CMAC(algorithms.AES(key))
        code.update(counter.to_bytes(2, "big") + b"X\x00" + context)
        blocks.append(code.finalize())
    return b"".join(blocks)


@section("xaes_256_gcm")
def xaes_256_gcm_cases(rng):
    for _ in range(2000):
        key, nonce = rng.randbytes(32), rng.randbytes(24)
        header, data, message = some_bytes(rng, 100), some_bytes(rng, 300), some_bytes(rng, 700)
        sealed = AESGCM(xaes_key(key, nonce[:12])).encrypt(nonce[12:], message, header + data)
        yield {"key": key, "nonce": nonce, "header": header, "data": data, "message": message, "sealed": sealed}
