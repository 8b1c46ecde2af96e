"""RLP, transactions, authorizations and sidecars: rlp and eth-account."""

import rlp
from Crypto.Hash import keccak
from eth_account import Account
from eth_account.typed_transactions import TypedTransaction
from eth_utils import to_checksum_address
from hexbytes import HexBytes
from sections import section, some_bytes


def hexed(value):
    """Bytes as hex, inside lists too."""
    return [hexed(item) for item in value] if isinstance(value, list) else value.hex()


def some_tree(rng, depth):
    if depth == 0 or rng.random() < 0.5:
        return some_bytes(rng, rng.choice((1, 2, 40, 60, 300)))
    return [some_tree(rng, depth - 1) for _ in range(rng.choice((0, 1, 2, 3, 8)))]


@section("rlp")
def rlp_cases(rng):
    for _ in range(3000):
        tree = some_tree(rng, rng.randint(0, 6))
        yield {"tree": hexed(tree), "encoded": rlp.encode(tree)}


def some_number(rng, bits):
    """Below 2^bits; short numbers and the ends come up more often than others."""
    choice = rng.random()
    if choice < 0.1:
        return rng.choice((0, 1, 127, 128, 255, 256, 2**bits - 1))
    return rng.getrandbits(rng.randint(1, bits))


def some_key(rng):
    return rng.randbytes(31) + b"\x01"


def some_access_list(rng):
    return [
        {
            "address": to_checksum_address(rng.randbytes(20)),
            "storageKeys": ["0x" + rng.randbytes(32).hex() for _ in range(rng.choice((0, 1, 2, 5)))],
        }
        for _ in range(rng.choice((0, 0, 1, 2, 4)))
    ]


def some_authorization(rng, key):
    return {
        "chainId": rng.choice((0, 1, some_number(rng, 64))),
        "address": to_checksum_address(rng.randbytes(20)),
        "nonce": min(some_number(rng, 64), 2**64 - 2),
        "key": key,
    }


def some_transaction(rng, kind):
    """A transaction as eth-account takes it; None where a legacy one has no chain or no recipient."""
    gas = min(some_number(rng, 64), 2**63)
    transaction = {
        "type": kind,
        "chainId": min(max(some_number(rng, 63), 1), 2**63 - 37),
        "nonce": min(some_number(rng, 64), 2**64 - 2),
        "gas": gas,
        "to": to_checksum_address(rng.randbytes(20)),
        "value": some_number(rng, 256),
        "data": "0x" + some_bytes(rng, rng.choice((4, 68, 300))).hex(),
    }
    if kind < 3 and rng.random() < 0.2:
        transaction["to"] = None
    if kind == 0 and rng.random() < 0.3:
        transaction["chainId"] = None
    if kind < 2:
        transaction["gasPrice"] = some_number(rng, 192)
    else:
        transaction["maxFeePerGas"] = some_number(rng, 192)
        transaction["maxPriorityFeePerGas"] = rng.randint(0, transaction["maxFeePerGas"])
    if kind > 0:
        transaction["accessList"] = some_access_list(rng)
    if kind == 3:
        transaction["maxFeePerBlobGas"] = some_number(rng, 256)
        transaction["blobVersionedHashes"] = [
            "0x01" + rng.randbytes(31).hex() for _ in range(rng.choice((1, 1, 2, 6)))
        ]
    return transaction


def signed_transaction(transaction, key, authorizations=(), blobs=None):
    given = {name: value for name, value in transaction.items() if value is not None}
    if transaction["type"] == 0:
        del given["type"]
    if transaction["type"] == 4:
        given["authorizationList"] = [
            Account.sign_authorization({k: v for k, v in entry.items() if k != "key"}, entry["key"])
            for entry in authorizations
        ]
    return Account.sign_transaction(given, key, blobs=blobs)


def as_text(transaction):
    """Numbers in decimal digits: JSON's own are not read with all of theirs."""
    return {
        name: str(value) if isinstance(value, int) and name != "type" else value for name, value in transaction.items()
    }


@section("transactions")
def transaction_cases(rng):
    for turn in range(4000):
        kind = turn % 5
        transaction, key = some_transaction(rng, kind), some_key(rng)
        authorizations = [some_authorization(rng, some_key(rng)) for _ in range(rng.choice((1, 1, 2, 5)))]
        signed = signed_transaction(transaction, key, authorizations)
        case = {
            "transaction": as_text(transaction),
            "key": key,
            "raw": bytes(signed.raw_transaction),
            "hash": bytes(signed.hash),
            "sender": Account.from_key(key).address,
        }
        if kind == 4:
            case["authorizations"] = [
                {**as_text(entry), "key": entry["key"].hex(), "authority": Account.from_key(entry["key"]).address}
                for entry in authorizations
            ]
        yield case


@section("authorizations")
def authorization_cases(rng):
    for _ in range(1000):
        entry = some_authorization(rng, some_key(rng))
        signed = Account.sign_authorization({k: v for k, v in entry.items() if k != "key"}, entry["key"])
        yield {
            **as_text({k: v for k, v in entry.items() if k != "key"}),
            "key": entry["key"],
            "hash": bytes(signed.authorization_hash),
            "signature": bytes(signed.signature),
            "authority": signed.authority if isinstance(signed.authority, str) else "0x" + signed.authority.hex(),
        }


@section("sidecars")
def sidecar_cases(rng):
    for count in (1, 1, 2):
        transaction, key = some_transaction(rng, 3), some_key(rng)
        # eth-account does not read the network form of a transaction that has an access list.
        transaction["accessList"] = []
        del transaction["blobVersionedHashes"]
        # Field elements below the modulus.
        blobs = [b"".join(b"\x00" + rng.randbytes(31) for _ in range(4096)) for _ in range(count)]
        network = bytes(signed_transaction(transaction, key, blobs=blobs).raw_transaction)
        body, _, _, commitments, _ = rlp.decode(network[1:])
        # eth-account reads the form of version 0 and does not write it, and compares all of it but the proofs.
        proofs = [rng.randbytes(48) for _ in range(count)]
        old_network = b"\x03" + rlp.encode([body, blobs, commitments, proofs])
        assert TypedTransaction.from_bytes(HexBytes(old_network)).transaction.blob_data is not None
        yield {
            "transaction": as_text(transaction),
            "key": key,
            "blobs": hexed(blobs),
            "network": network,
            "old_network": old_network,
            "old_proofs": hexed(proofs),
            # EIP-4844: that of the transaction alone. eth-account's has the sidecar in it.
            "hash": keccak.new(digest_bits=256, data=b"\x03" + rlp.encode(body)).digest(),
            "sender": Account.from_key(key).address,
        }
