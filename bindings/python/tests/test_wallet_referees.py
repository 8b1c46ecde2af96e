"""Wallets against independent implementations, both ways, on the same random cases always."""

from __future__ import annotations

import decimal
import json
import random
import unicodedata
from typing import Any

import coincurve
import eth_abi
import eth_abi.packed
import eth_keys
import pytest
import rlp
from eth_account import Account
from eth_account.hdaccount import key_from_seed
from eth_account.messages import encode_defunct, encode_intended_validator, encode_typed_data
from mnemonic import Mnemonic

import kedge
from wallets import ORDER, data, high_s

TRANSACTIONS = 3000


def some_number(generator: random.Random, bits: int) -> int:
    """Of any size up to so many bits; the ends come up more often than others."""
    if generator.random() < 0.2:
        ends = [0, 1, 127, 128, 255, 256, 2**bits - 1]
        return generator.choice([one for one in ends if one < 2**bits])
    return generator.getrandbits(generator.randrange(1, bits + 1))


def some_key(generator: random.Random) -> bytes:
    return generator.choice(
        [generator.randrange(1, ORDER), generator.randrange(1, 2**64), ORDER - 1]
    ).to_bytes(32, "big")


def some_address(generator: random.Random) -> str:
    return kedge.format_address(generator.randbytes(20))


def some_transaction(generator: random.Random, kind: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """A transaction as kedge takes it, and as eth-account does."""
    ours: dict[str, Any] = {
        "chain_id": min(max(some_number(generator, 63), 1), 2**63 - 37),
        "nonce": min(some_number(generator, 64), 2**64 - 2),
        "gas_limit": min(some_number(generator, 64), 2**63),
        "to": some_address(generator),
        "value": some_number(generator, 256),
        "data": generator.randbytes(generator.choice([0, 1, 4, 68, 300])),
    }
    if kind < 3 and generator.random() < 0.2:
        ours["to"] = None
    if kind == 0 and generator.random() < 0.3:
        ours["chain_id"] = None
    if kind < 2:
        ours["gas_price"] = some_number(generator, 192)
    else:
        ours["max_fee_per_gas"] = some_number(generator, 192)
        ours["max_priority_fee_per_gas"] = generator.randint(0, ours["max_fee_per_gas"])
    if kind > 0:
        ours["access_list"] = [
            (some_address(generator), [generator.randbytes(32) for _ in range(count)])
            for count in generator.choices([0, 1, 2, 5], k=generator.choice([0, 0, 1, 3]))
        ]
    if kind == 3:
        ours["max_fee_per_blob_gas"] = some_number(generator, 256)
        count = generator.choice([1, 1, 2, 6])
        ours["blob_versioned_hashes"] = [b"\1" + generator.randbytes(31) for _ in range(count)]
    names = {
        "gas_limit": "gas",
        "access_list": "accessList",
        "blob_versioned_hashes": "blobVersionedHashes",
    }
    theirs: dict[str, Any] = {"type": kind} if kind else {}
    for name, value in ours.items():
        head, *rest = name.split("_")
        if value is not None:
            theirs[names.get(name, head + "".join(map(str.capitalize, rest)))] = value
    theirs["data"] = "0x" + ours["data"].hex()
    if kind > 0:
        theirs["accessList"] = [
            {"address": address, "storageKeys": ["0x" + key.hex() for key in keys]}
            for address, keys in ours["access_list"]
        ]
    if kind == 3:
        theirs["blobVersionedHashes"] = ["0x" + one.hex() for one in ours["blob_versioned_hashes"]]
    return ours, theirs


@pytest.mark.parametrize("kind", range(5))
def test_eth_account_signs_the_same_transactions_and_recovers_them(kind: int) -> None:
    generator = random.Random(f"transactions of type {kind}")
    for turn in range(TRANSACTIONS // 5):
        ours, theirs = some_transaction(generator, kind)
        secret = some_key(generator)
        with kedge.PrivateKey(secret) as key:
            if kind == 4:
                consents = [
                    kedge.Authorization(
                        some_address(generator),
                        min(some_number(generator, 64), 2**64 - 2),
                        generator.choice([0, 1, some_number(generator, 64)]),
                    )
                    for _ in range(generator.choice([1, 1, 3]))
                ]
                ours["authorizations"] = [one.sign(key) for one in consents]
                theirs["authorizationList"] = [
                    Account.sign_authorization(
                        {"chainId": one.chain_id, "address": one.address, "nonce": one.nonce},
                        secret,
                    )
                    for one in consents
                ]
            referee = Account.sign_transaction(theirs, secret)
            raw, digest = kedge.sign_transaction(key, kind, **ours)
            assert raw == bytes(referee.raw_transaction)
            assert digest == bytes(referee.hash)
            with kedge.SignedTransaction(bytes(referee.raw_transaction)) as signed:
                assert signed.sender == key.address
                read = signed.transaction.fields
                assert {name: read[name] for name in ours} == ours
                assert kedge.SignedTransaction.from_json(signed.to_json()).raw == raw
                for one in read["authorizations"]:
                    assert one.authority == key.address
            if turn % 10 == 0:  # which takes it milliseconds
                assert Account.recover_transaction(raw) == key.address
                hedged, _ = kedge.sign_transaction(key, kind, **ours, hedged=True)
                assert Account.recover_transaction(hedged) == key.address


def test_coincurve_and_eth_keys_agree_on_keys_and_signatures() -> None:
    generator = random.Random("keys and signatures")
    for turn in range(2000):
        secret, digest = some_key(generator), generator.randbytes(32)
        referee = coincurve.PrivateKey(secret)
        theirs = referee.sign_recoverable(digest, hasher=None)
        theirs = theirs[:64] + bytes([27 + theirs[64]])
        with kedge.PrivateKey(secret) as key, key.public_key as public:
            assert public.to_bytes() == referee.public_key.format(compressed=False)
            assert public.to_bytes(compressed=True) == referee.public_key.format()
            assert key.sign(digest) == theirs
            hedged = key.sign(digest, hedged=True)
            recovered = coincurve.PublicKey.from_signature_and_message(
                hedged[:64] + bytes([hedged[64] - 27]), digest, hasher=None
            )
            assert recovered == referee.public_key
            assert kedge.recover_public_key(digest, theirs).to_bytes() == public.to_bytes()
            public.verify(digest, theirs)
            forged = bytearray(theirs)
            forged[generator.randrange(64)] ^= 1 << generator.randrange(8)
            with pytest.raises(
                (kedge.WrongSignerError, kedge.HighSError, kedge.InvalidSignatureError)
            ):
                public.verify(digest, forged)
            with pytest.raises(kedge.HighSError):
                public.verify(digest, high_s(theirs))
            if turn % 10 == 0:
                other = eth_keys.keys.PrivateKey(secret)
                assert other.public_key.to_checksum_address() == key.address
                signature = other.sign_msg_hash(digest).to_bytes()
                assert signature[:64] + bytes([signature[64] + 27]) == theirs


def test_eth_account_agrees_on_messages() -> None:
    generator = random.Random("messages")
    letters = "aZ09 \n\0\x7fäß€語\U0001f600"
    for _ in range(1000):
        secret = some_key(generator)
        account = Account.from_key(secret)
        text = "".join(generator.choices(letters, k=generator.choice([0, 1, 9, 10, 99, 100, 500])))
        signable = encode_defunct(text=text)
        theirs = Account.sign_message(signable, secret)
        with kedge.PrivateKey(secret) as key:
            assert key.address == account.address
            ours = key.sign_message(text)
            assert ours == bytes(theirs.signature)
            assert kedge.hash_message(text.encode()) == bytes(theirs.message_hash)
            assert Account.recover_message(signable, signature=ours) == key.address
            assert kedge.recover_message(text, theirs.signature) == account.address
            validator, content = generator.randbytes(20), generator.randbytes(len(text))
            signed = Account.sign_message(encode_intended_validator(validator, content), secret)
            assert kedge.hash_validator_data(validator, content) == bytes(signed.message_hash)


def some_value(generator: random.Random, kind: str, types: dict[str, Any]) -> Any:
    """A value of a type of EIP-712's, with bytes as bytes."""
    if kind.endswith("]"):
        element, _, count = kind[:-1].rpartition("[")
        length = int(count) if count else generator.randrange(4)
        return [some_value(generator, element, types) for _ in range(length)]
    if kind in types:
        return {
            member["name"]: some_value(generator, member["type"], types) for member in types[kind]
        }
    if kind == "string":
        return "".join(generator.choices('aZ "\\/\n\0é語\U0001f600', k=generator.randrange(30)))
    if kind == "bool":
        return generator.random() < 0.5
    if kind == "address":
        return some_address(generator)
    if kind.startswith("uint"):
        return some_number(generator, int(kind[4:]))
    if kind.startswith("int"):
        return some_number(generator, int(kind[3:]) - 1) * generator.choice([1, -1])
    return generator.randbytes(int(kind[5:] or generator.randrange(70)))


def test_eth_account_agrees_on_typed_data() -> None:
    generator = random.Random("typed data")
    for _ in range(1000):
        types: dict[str, Any] = {}
        # Each type refers to those that were made before it, and to all of them at least once.
        for name in generator.sample(["Mail", "Person", "Order", "A", "_b", "Z9"], k=3):
            kinds = [*types]
            for _ in range(generator.randrange(1, 5)):
                kind = generator.choice(
                    ["string", "bool", "address", "bytes", "uint256", "uint8", "int256", "int8"]
                    + ["bytes1", "bytes32", *types]
                )
                kinds.append(kind + generator.choice(["", "", "[]", "[2]", "[][1]"]))
            types[name] = [{"name": f"m{i}", "type": kind} for i, kind in enumerate(kinds)]
        primary = [*types][-1]
        domain = {"name": "Kedge", "version": "1", "chainId": some_number(generator, 64)}
        declared = [("name", "string"), ("version", "string"), ("chainId", "uint256")]
        document = {
            "types": {"EIP712Domain": [{"name": n, "type": t} for n, t in declared], **types},
            "primaryType": primary,
            "domain": domain,
            "message": some_value(generator, primary, types),
        }
        secret = some_key(generator)
        signable = encode_typed_data(full_message=document)
        theirs = Account.sign_message(signable, secret)
        with kedge.PrivateKey(secret) as key, kedge.TypedData(document, strict=True) as typed:
            assert typed.domain_separator == signable.header
            assert typed.struct_hash == signable.body
            assert typed.digest == bytes(theirs.message_hash)
            ours = typed.sign(key)
            assert ours == bytes(theirs.signature)
            assert typed.recover(theirs.signature) == key.address
            assert Account.recover_message(signable, signature=ours) == key.address


@pytest.mark.parametrize("kdf", ["scrypt", "pbkdf2"])
def test_eth_account_opens_keystores_and_the_reverse(kdf: str) -> None:
    generator = random.Random(f"keystores of {kdf}")
    for _ in range(60):
        secret = some_key(generator)
        password = "".join(generator.choices("aZ09 äß語\U0001f600", k=generator.randrange(30)))
        work = 2 ** generator.randrange(1, 9) if kdf == "scrypt" else generator.randrange(1, 500)
        options = kedge.KeystoreOptions(
            kdf=kedge.KeystoreKDF[kdf.upper()],
            scrypt_n=work,
            scrypt_r=generator.randrange(1, 9),
            scrypt_p=generator.randrange(1, 4),
            pbkdf2_iterations=work,
        )
        with kedge.PrivateKey(secret) as key:
            made = kedge.encrypt_key(key, password, options)
            assert bytes(Account.decrypt(made, password)) == secret
            theirs = Account.encrypt(secret, password, kdf=kdf, iterations=work)
            with kedge.decrypt_key(json.dumps(theirs), password) as opened:
                assert opened.export() == secret
            with pytest.raises(kedge.WrongPasswordError):
                kedge.decrypt_key(json.dumps(theirs), password + "x")
            assert kedge.keystore_address(json.dumps(theirs)) == key.address


def some_item(generator: random.Random, depth: int) -> Any:
    if depth and generator.random() < 0.6:
        return [some_item(generator, depth - 1) for _ in range(generator.randrange(6))]
    return generator.randbytes(generator.choice([0, 1, 1, 2, 32, 54, 55, 56, 57, 255, 256, 257]))


def test_rlp_agrees() -> None:
    generator = random.Random("RLP")
    for _ in range(3000):
        item = some_item(generator, generator.randrange(6))
        encoded = kedge.rlp_encode(item)
        assert encoded == rlp.encode(item)
        assert kedge.rlp_decode(encoded) == item
        number = some_number(generator, 256)
        assert kedge.rlp_encode([number, item]) == rlp.encode([number, item])
        broken = bytearray(encoded)
        broken[generator.randrange(min(len(broken), 12))] ^= 1 << generator.randrange(8)
        try:
            theirs = rlp.decode(bytes(broken))
        except rlp.exceptions.DecodingError:
            with pytest.raises(kedge.MalformedRLPError):
                kedge.rlp_decode(broken)
        else:
            assert kedge.rlp_decode(broken) == theirs


def some_argument(generator: random.Random, depth: int) -> tuple[str, Any, Any]:
    """A type of contracts, a value as eth_abi takes it, and as kedge returns it."""
    choice = generator.random()
    if depth and choice < 0.25:
        parts = [some_argument(generator, depth - 1) for _ in range(generator.randrange(1, 4))]
        name = f"({','.join(part[0] for part in parts)})"
        return name, tuple(part[1] for part in parts), [part[2] for part in parts]
    if depth and choice < 0.5:
        state = generator.getstate()
        name = some_argument(generator, depth - 1)[0]
        elements = []
        length = generator.randrange(1, 4)
        for _ in range(length):
            generator.setstate(state)  # the same type, and so the same value
            elements.append(some_argument(generator, depth - 1))
        ending = generator.choice(["[]", f"[{length}]"])
        return name + ending, [one[1] for one in elements], [one[2] for one in elements]
    bits = 8 * generator.randrange(1, 33)
    kind = generator.choice(
        ["uint", "int", "fixed", "bytesM", "address", "bool", "bytes", "string"]
    )
    if kind == "uint":
        number = some_number(generator, bits)
        return f"uint{bits}", number, number
    if kind == "int":
        number = some_number(generator, bits - 1) * generator.choice([1, -1])
        return f"int{bits}", number, number
    if kind == "fixed":
        value = decimal.Decimal(generator.randrange(-(10**9), 10**9)).scaleb(-6)
        text = format(value.normalize(), "f")
        return "fixed64x6", value, "0" if text == "-0" else text
    if kind == "address":
        address = some_address(generator)
        return kind, address, address
    if kind == "bool":
        truth = generator.random() < 0.5
        return kind, truth, truth
    if kind == "string":
        text = "".join(generator.choices('aZ09"\\\n\0é語\U0001f600', k=generator.randrange(70)))
        return kind, text, text
    count = bits // 8 if kind == "bytesM" else generator.randrange(70)
    content = generator.randbytes(count)
    return (f"bytes{count}" if kind == "bytesM" else "bytes"), content, content


def test_eth_abi_agrees() -> None:
    generator = random.Random("contract data")
    for _ in range(3000):
        drawn = [some_argument(generator, generator.randrange(4)) for _ in range(3)]
        types, values = [one[0] for one in drawn], [one[1] for one in drawn]
        joined = f"({','.join(types)})"
        encoded = kedge.encode_contract_data(joined, values)
        assert encoded == eth_abi.encode(types, values)
        assert kedge.decode_contract_data(joined, encoded) == [one[2] for one in drawn]
        assert eth_abi.decode(types, encoded) == eth_abi.decode(
            types, kedge.encode_contract_data(joined, [one[2] for one in drawn])
        )
        if not any("[" in name for name in types):
            packed = kedge.encode_contract_packed(joined, values)
            assert packed == eth_abi.packed.encode_packed(types, values)
        call = kedge.encode_call(f"f{joined}", values)
        assert call[:4] == kedge.keccak256(f"f{joined}".encode())[:4] and call[4:] == encoded
        assert kedge.decode_call(f"f{joined}", call) == [one[2] for one in drawn]


@pytest.mark.parametrize("language", [one.name.lower() for one in kedge.Language])
def test_mnemonic_agrees(language: str) -> None:
    generator = random.Random(f"mnemonics in {language}")
    referee, ours = Mnemonic(language), kedge.Language[language.upper()]
    for turn in range(100):
        entropy = generator.randbytes(generator.choice([16, 20, 24, 28, 32]))
        phrase = kedge.mnemonic_from_entropy(entropy, ours)
        theirs = referee.to_mnemonic(entropy)
        assert phrase.split() == unicodedata.normalize("NFKD", theirs).split()
        form = generator.choice(["NFC", "NFD", "NFKC", "NFKD"])
        assert kedge.mnemonic_to_entropy(unicodedata.normalize(form, theirs), ours) == entropy
        if language not in ("russian", "turkish"):  # whose composed lists it looks up as they are
            assert bytes(referee.to_entropy(phrase.split())) == entropy
        if turn % 10 == 0:
            passphrase = "".join(
                generator.choices("aZ äß㍍ガ語\U0001f600", k=generator.randrange(20))
            )
            assert kedge.mnemonic_seed(phrase, passphrase) == Mnemonic.to_seed(theirs, passphrase)


def test_eth_account_agrees_on_the_keys_of_a_mnemonic() -> None:
    generator = random.Random("HD keys")
    for _ in range(150):
        seed = generator.randbytes(64)
        steps = [
            f"{generator.randrange(2**31)}{generator.choice(['', chr(39)])}"
            for _ in range(generator.randrange(1, 6))
        ]
        path = "m/" + "/".join(steps)
        theirs = bytes(key_from_seed(seed, path))
        with kedge.HDKey(seed) as master:
            with master.derive(path).private_key as key:
                assert key.export() == theirs
            parent = master.derive(steps[:-1] and "/".join(steps[:-1]) or "m")
            if not steps[-1].endswith("'"):
                account = Account.from_key(theirs)
                assert parent.public().addresses(int(steps[-1]), 1) == [account.address]
    Account.enable_unaudited_hdwallet_features()
    for _ in range(20):
        phrase = kedge.generate_mnemonic(generator.choice([12, 24]))
        with kedge.HDKey.from_mnemonic(phrase, "extra") as master:
            expected = Account.from_mnemonic(phrase, "extra")
            assert master.derive(kedge.ETHEREUM_PATH).address == expected.address
    account, phrase = Account.create_with_mnemonic()
    with kedge.HDKey.from_mnemonic(phrase) as master:
        assert master.derive(kedge.ETHEREUM_PATH).private_key.export() == data(account.key.hex())
