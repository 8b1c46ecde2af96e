"""Keys, addresses, messages and numbers: coincurve, eth-keys and eth-account."""

import decimal

import coincurve
import eth_account
import eth_keys
import eth_utils
import rlp
from eth_account.messages import encode_defunct, encode_intended_validator
from eth_keys.backends import NativeECCBackend
from sections import section, some_bytes


ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141


def some_private_key(rng):
    """Mostly any; now and then one near the ends of the range."""
    if rng.random() < 0.1:
        number = rng.choice((rng.randint(1, 300), ORDER - rng.randint(1, 300), 1 << rng.randint(0, 255)))
    else:
        number = rng.randint(1, ORDER - 1)
    return number.to_bytes(32, "big")


def v_of_27(signature):
    return signature[:64] + bytes([signature[64] + 27])


@section("keys")
def key_cases(rng):
    for _ in range(1500):
        private_key, digest = some_private_key(rng), rng.randbytes(32)
        key = coincurve.PrivateKey(private_key)
        public_key = key.public_key.format(compressed=False)
        yield {
            "private_key": private_key,
            "digest": digest,
            "signature": v_of_27(key.sign_recoverable(digest, hasher=None)),
            "public_key": public_key,
            "compressed": key.public_key.format(),
            "address": eth_keys.keys.PublicKey(public_key[1:]).to_checksum_address(),
        }


@section("recoveries")
def recovery_cases(rng):
    """Signatures of any r, s and v, most of which nobody made: eth-keys in Python alone says whose they are, if anyone's."""
    backend = NativeECCBackend()
    for _ in range(1000):
        r = rng.choice((0, 5, ORDER - 1, ORDER, ORDER + 1)) if rng.random() < 0.05 else rng.randint(1, ORDER - 1)
        s = rng.choice((0, 1, ORDER, ORDER // 2)) if rng.random() < 0.05 else rng.randint(1, ORDER // 2)
        v, digest = rng.randint(0, 1), rng.randbytes(32)
        public_key = None
        if 0 < r < ORDER and 0 < s < ORDER:
            try:
                signature = eth_keys.keys.Signature(vrs=(v, r, s), backend=backend)
                public_key = signature.recover_public_key_from_msg_hash(digest).to_bytes()
            except (eth_keys.exceptions.BadSignature, ValueError):
                public_key = None
        yield {
            "digest": digest,
            "signature": v_of_27(r.to_bytes(32, "big") + s.to_bytes(32, "big") + bytes([v])),
            "public_key": public_key,
        }


@section("messages")
def message_cases(rng):
    for _ in range(1000):
        private_key, message = some_private_key(rng), some_bytes(rng, 500)
        account = eth_account.Account.from_key(private_key)
        signed = account.sign_message(encode_defunct(message))
        validator, data = rng.randbytes(20), some_bytes(rng, 300)
        validated = encode_intended_validator(eth_utils.to_checksum_address(validator), primitive=data)
        yield {
            "private_key": private_key,
            "message": message,
            "digest": bytes(signed.message_hash),
            "signature": bytes(signed.signature),
            "address": account.address,
            "validator": validator,
            "data": data,
            "validated": bytes(eth_account.messages._hash_eip191_message(validated)),
        }


@section("addresses")
def address_cases(rng):
    for _ in range(1000):
        creator, salt, code = rng.randbytes(20), rng.randbytes(32), some_bytes(rng, 300)
        nonce = rng.randint(0, (1 << rng.randint(0, 64)) - 1)
        hash_of = eth_utils.keccak
        yield {
            "creator": creator,
            "nonce": str(nonce),
            "salt": salt,
            "code": code,
            "text": eth_utils.to_checksum_address(creator),
            "created": hash_of(rlp.encode([creator, nonce]))[12:],
            "created2": hash_of(b"\xff" + creator + salt + hash_of(code))[12:],
        }


@section("numbers")
def number_cases(rng):
    with decimal.localcontext(decimal.Context(prec=200)):
        for _ in range(2000):
            number, decimals = rng.randint(0, (1 << rng.randint(0, 256)) - 1), rng.randint(0, 77)
            amount = format(decimal.Decimal(number).scaleb(-decimals), "f")
            if "." in amount:
                amount = amount.rstrip("0").rstrip(".")
            yield {
                "bytes": number.to_bytes(32, "big"),
                "decimal": str(number),
                "quantity": hex(number),
                "decimals": decimals,
                "amount": amount,
            }
