"""HD keys and RIPEMD-160: eth-account, coincurve and pycryptodome."""

import hashlib
import hmac

import coincurve
from Crypto.Hash import RIPEMD160
from eth_account import Account
from eth_account.hdaccount import key_from_seed
from sections import section, some_bytes


@section("ripemd160")
def ripemd160_cases(rng):
    for _ in range(1000):
        message = some_bytes(rng, 300)
        yield {"message": message, "digest": RIPEMD160.new(message).digest()}


BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
XPRV, XPUB, HARDENED = bytes.fromhex("0488ade4"), bytes.fromhex("0488b21e"), 1 << 31


def base58_check(payload):
    """The text of a payload that does not begin with a zero byte."""
    payload += hashlib.sha256(hashlib.sha256(payload).digest()).digest()[:4]
    number, text = int.from_bytes(payload, "big"), ""
    while number > 0:
        number, digit = divmod(number, 58)
        text = BASE58[digit] + text
    return text


def hd_key(seed, numbers):
    """The xprv and the xpub at the end of a path: BIP-32 with the curve of libsecp256k1."""
    halves = hmac.digest(b"Bitcoin seed", seed, "sha512")
    key, code, place = coincurve.PrivateKey(halves[:32]), halves[32:], bytes(9)
    for depth, number in enumerate(numbers, 1):
        public = key.public_key.format()
        data = (b"\x00" + key.secret if number >= HARDENED else public) + number.to_bytes(4, "big")
        halves = hmac.digest(code, data, "sha512")
        fingerprint = RIPEMD160.new(hashlib.sha256(public).digest()).digest()[:4]
        key, code = key.add(halves[:32]), halves[32:]
        place = bytes([depth]) + fingerprint + number.to_bytes(4, "big")
    head = place + code
    return base58_check(XPRV + head + b"\x00" + key.secret), base58_check(XPUB + head + key.public_key.format())


@section("hd_keys")
def hd_key_cases(rng):
    for _ in range(2000):
        seed = rng.randbytes(rng.choice((16, 32, 64, rng.randint(16, 64))))
        # Small numbers, the largest, and any; every second one is hardened.
        numbers = [
            rng.choice((rng.randrange(100), HARDENED - 1, rng.randrange(HARDENED))) + rng.choice((0, HARDENED))
            for _ in range(rng.choice((0, 1, 2, 3, 5, 5, 8)))
        ]
        path = "/".join(["m"] + [f"{n % HARDENED}'" if n >= HARDENED else str(n) for n in numbers])
        private_key = key_from_seed(seed, path)
        xprv, xpub = hd_key(seed, numbers)
        address = bytes.fromhex(Account.from_key(private_key).address[2:])
        yield {
            "seed": seed, "path": path, "numbers": numbers, "private_key": private_key, "address": address,
            "xprv": xprv, "xpub": xpub,
        }
