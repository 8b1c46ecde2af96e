"""Transactions of every type."""

from __future__ import annotations

import ctypes
import json
import pickle
from collections.abc import Callable
from typing import Any

import pytest

import kedge
from kedge import _abi, _transaction_fields, transaction_parts
from test_threads import in_threads
from wallets import (
    ADDRESS,
    FORMS,
    OTHER,
    SECRET,
    cases,
    data,
    high_s,
    refused,
    refused_when_closed,
)

COMMON: dict[str, Any] = {
    "chain_id": 1,
    "nonce": 2**64 - 2,
    "gas_limit": 21_000,
    "to": OTHER,
    "value": 2**256 - 1,
    "data": b"\xa9\x05\x9c\xbb",
}
LISTED: dict[str, Any] = {"access_list": [(OTHER, [bytes(32), b"\1" * 32]), (ADDRESS, [])]}
FEES: dict[str, Any] = {"max_fee_per_gas": 30, "max_priority_fee_per_gas": 2}
CONSENT = kedge.Authorization(OTHER, 7, 1)
KINDS: dict[str, dict[str, Any]] = {
    "LEGACY": {**COMMON, "gas_price": 5},
    "ACCESS_LIST": {**COMMON, **LISTED, "gas_price": 5},
    "DYNAMIC_FEE": {**COMMON, **LISTED, **FEES},
    "BLOB": {
        **COMMON,
        **LISTED,
        **FEES,
        "max_fee_per_blob_gas": 9,
        "blob_versioned_hashes": [b"\1" + bytes(31), b"\1" * 32],
    },
    "SET_CODE": {**COMMON, **LISTED, **FEES, "authorizations": [CONSENT, CONSENT]},
}
NAMES = list(KINDS)


@pytest.fixture
def key() -> Any:
    with kedge.PrivateKey(SECRET) as made:
        yield made


def test_what_struct_packs_lies_where_ctypes_says() -> None:
    for structure, packer in (
        (_abi.kedge_transaction_fields, _transaction_fields._FIELDS),
        (_abi.kedge_access_entry, _transaction_fields._ENTRY),
        (_abi.kedge_authorization, transaction_parts._AUTHORIZATION),
    ):
        assert packer.size == ctypes.sizeof(structure)
        # Each value apart: its bytes are those of one field, in the same order.
        fields = [
            (getattr(structure, name).offset, getattr(structure, name).size)
            for name, *_ in structure._fields_
            if name != "reserved"
        ]
        kinds = packer.unpack(bytes(packer.size))
        assert len(kinds) == len(fields)
        for index, (offset, size) in enumerate(fields):
            values: list[Any] = list(kinds)
            values[index] = b"\xff" * len(kinds[index]) if isinstance(kinds[index], bytes) else 1
            packed = packer.pack(*values)
            touched = [at for at, byte in enumerate(packed) if byte]
            assert touched[0] == offset
            if isinstance(kinds[index], bytes):
                assert touched == list(range(offset, offset + size))
            else:
                assert touched == [offset]  # the lowest byte, in the byte order of the machine
                values[index] = 2 ** (8 * size - 1) - 1
                assert packer.unpack(packer.pack(*values))[index] == 2 ** (8 * size - 1) - 1


@pytest.mark.parametrize("name", NAMES)
def test_every_type_is_made_signed_and_read(key: kedge.PrivateKey, name: str) -> None:
    fields = KINDS[name]
    kind = kedge.TransactionType[name]
    with kedge.Transaction(**fields) as made:
        read = made.fields
        assert read["type"] is kind
        assert made.fields == kedge.Transaction(kind, **fields).fields
        assert {field: read[field] for field in fields} == fields
        assert all(not read[field] for field in set(read) - set(fields) - {"type"})
        assert kedge.Transaction(**read).encode() == made.encode()
        assert kedge.keccak256(made.encode()) == made.digest
        assert kedge.Transaction.decode(made.encode()).fields == read
        assert kedge.Transaction.from_json(made.to_json()).fields == read
        signed = made.sign(key)
        assert made.attach(key.sign(made.digest)).raw == signed.raw
    raw, digest = kedge.sign_transaction(key, **fields)
    assert (signed.raw, signed.hash, signed.sender) == (raw, digest, ADDRESS)
    assert signed.signature == key.sign(made_digest(fields))
    again = kedge.SignedTransaction(raw, chain_id=1)
    assert again.transaction.fields == read and again.hash == digest == kedge.keccak256(raw)
    told = json.loads(signed.to_json())
    assert (told["hash"], told["from"].lower()) == ("0x" + digest.hex(), ADDRESS.lower())
    assert kedge.SignedTransaction.from_json(signed.to_json(), chain_id=1).raw == raw
    hedged, _ = kedge.sign_transaction(key, **fields, hedged=True)
    assert hedged != raw and kedge.SignedTransaction(hedged).sender == ADDRESS


def made_digest(fields: dict[str, Any]) -> bytes:
    with kedge.Transaction(**fields) as made:
        return made.digest


def test_a_legacy_transaction_may_be_for_any_chain(key: kedge.PrivateKey) -> None:
    fields = {**KINDS["LEGACY"], "chain_id": None, "to": None}
    raw, _ = kedge.sign_transaction(key, **fields)
    read = kedge.SignedTransaction(raw).transaction.fields
    assert read["chain_id"] is None and read["to"] is None
    refused(kedge.WrongChainError, lambda: kedge.SignedTransaction(raw, chain_id=1))
    refused(
        kedge.TransactionFieldError,
        lambda: kedge.Transaction(**{**KINDS["DYNAMIC_FEE"], "chain_id": None}),
    )


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_bytes_is_the_same(
    key: kedge.PrivateKey, form: Callable[[bytes], Any]
) -> None:
    raw, digest = kedge.sign_transaction(key, **KINDS["BLOB"])
    same = {
        **KINDS["BLOB"],
        "to": form(data(OTHER)),
        "data": form(COMMON["data"]),
        "access_list": [
            (form(data(address)), tuple(form(one) for one in keys))
            for address, keys in LISTED["access_list"]
        ],
        "blob_versioned_hashes": [form(one) for one in KINDS["BLOB"]["blob_versioned_hashes"]],
    }
    assert kedge.sign_transaction(key, **same) == (raw, digest)
    assert kedge.Transaction(**same).sign(key).raw == raw
    if len(memoryview(form(bytes(4)))) == 4:
        signed = kedge.SignedTransaction(form(raw))
        assert kedge.Transaction.decode(form(signed.transaction.encode())).digest
        assert signed.transaction.attach(form(signed.signature)).raw == raw
        assert kedge.SignedTransaction.from_json(form(signed.to_json().encode())).raw == raw


def test_data_of_any_length_is_borrowed_once(key: kedge.PrivateKey) -> None:
    for size in (0, 1, 31, 511, 512, 100_000):
        code = bytes(index % 251 for index in range(size))
        raw, _ = kedge.sign_transaction(key, **{**KINDS["LEGACY"], "data": bytearray(code)})
        assert kedge.SignedTransaction(raw).transaction.fields["data"] == code
    many = [(bytes([index]) * 20, [bytes([index]) * 32] * index) for index in range(40)]
    with kedge.Transaction(**{**KINDS["DYNAMIC_FEE"], "access_list": many}) as made:
        read = made.fields["access_list"]
    assert [(data(address), keys) for address, keys in read] == many
    # An iterable that can be gone through once only.
    with kedge.Transaction(**{**KINDS["DYNAMIC_FEE"], "access_list": iter(many)}) as made:
        assert made.fields["access_list"] == read


def test_fields_out_of_range_are_refused(key: kedge.PrivateKey) -> None:
    fee = KINDS["DYNAMIC_FEE"]

    def making(**changes: Any) -> Callable[[], object]:
        return lambda: kedge.Transaction(**{**fee, **changes})

    refused(
        kedge.TransactionFieldError,
        making(nonce=2**64 - 1),
        making(chain_id=0),
        making(chain_id=2**63),
        making(chain_id=2**64 - 1),
        making(gas_price=1),
        making(max_priority_fee_per_gas=31),
        making(type=3),
        making(type=4),
        making(type=3, blob_versioned_hashes=[bytes(32)]),
        making(type=0),
        making(authorizations=[CONSENT], to=None),
        lambda: kedge.sign_transaction(key, **{**fee, "nonce": 2**64 - 1}),
        lambda: kedge.Authorization(OTHER, 2**64 - 1).sign(key),
    )
    refused(kedge.TransactionTypeError, making(type=5), making(type=2**32 - 1))
    refused(
        ValueError,
        making(type=-1),
        making(type=2**32),
        making(nonce=-1),
        making(nonce=2**64),
        making(gas_limit=-1),
        making(gas_limit=2**64),
        making(chain_id=-1),
        making(chain_id=2**64),
        making(value=-1),
        making(value=2**256),
        making(max_fee_per_gas=2**256),
        making(to=bytes(19)),
        making(to=b""),
        making(access_list=[(bytes(19), [])]),
        making(access_list=[(OTHER, [bytes(31)])]),
        making(blob_versioned_hashes=[bytes(33)]),
        lambda: kedge.Authorization(bytes(19), 0),
        lambda: kedge.Authorization(OTHER, -1),
        lambda: kedge.Authorization(OTHER, 2**64),
        lambda: kedge.Authorization(OTHER, 0, 2**256),
        lambda: kedge.Authorization(OTHER, 0, 1, 256),
        lambda: kedge.Authorization(OTHER, 0, 1, 0, -1),
    )
    refused(kedge.InvalidAddressError, making(to="vitalik.eth"))
    refused(
        TypeError,
        making(to=20),
        making(nonce=1.0),
        making(value=1.5),
        making(value="1"),
        making(data="0x"),
        making(data=5),
        making(access_list=[(OTHER, [32])]),
        making(blob_versioned_hashes=[32]),
    )


def test_what_is_no_transaction_is_refused(key: kedge.PrivateKey) -> None:
    raw, _ = kedge.sign_transaction(key, **KINDS["DYNAMIC_FEE"])
    with kedge.Transaction(**KINDS["DYNAMIC_FEE"]) as made:
        unsigned, signature = made.encode(), key.sign(made.digest)
        refused(
            kedge.InvalidSignatureError,
            lambda: made.attach(bytes(65)),
            lambda: made.attach(signature[:64] + b"\2"),
        )
        refused(kedge.HighSError, lambda: made.attach(high_s(signature)))
        refused(ValueError, lambda: made.attach(signature[:64]), lambda: made.attach(b""))
    refused(
        kedge.MalformedRLPError,
        lambda: kedge.SignedTransaction(raw[:-1]),
        lambda: kedge.SignedTransaction(raw + b"\0"),
        lambda: kedge.Transaction.decode(unsigned[:-1]),
    )
    refused(
        kedge.MalformedTransactionError,
        lambda: kedge.SignedTransaction(unsigned),
        lambda: kedge.Transaction.decode(raw),
        lambda: kedge.SignedTransaction(b"\xc0"),
        lambda: kedge.Transaction.from_json("[]"),
        lambda: kedge.Transaction.from_json("{}"),
        lambda: kedge.SignedTransaction.from_json("{}"),
    )
    refused(
        kedge.TransactionTypeError,
        lambda: kedge.SignedTransaction(b"\5" + raw[1:]),
        lambda: kedge.Transaction.decode(b"\5" + unsigned[1:]),
    )
    refused(kedge.MalformedJSONError, lambda: kedge.Transaction.from_json("{"))
    refused(
        kedge.WrongChainError,
        lambda: kedge.SignedTransaction(raw, chain_id=2),
        lambda: kedge.Transaction.decode(unsigned, chain_id=2),
        lambda: kedge.SignedTransaction.from_json(told(raw), chain_id=2),
    )
    for chain_id in (-1, 2**64 - 1, 2**64):
        refused(
            ValueError,
            lambda: kedge.SignedTransaction(raw, chain_id=chain_id),
            lambda: kedge.Transaction.decode(unsigned, chain_id=chain_id),
        )
    refused(
        kedge.TransactionFieldError,
        lambda: kedge.SignedTransaction.from_json(told(raw, hash="0x" + "00" * 32)),
        lambda: kedge.SignedTransaction.from_json(told(raw, **{"from": OTHER})),
    )
    order = "0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140"
    refused(
        kedge.InvalidSignatureError, lambda: kedge.SignedTransaction.from_json(told(raw, r="0x0"))
    )
    refused(kedge.HighSError, lambda: kedge.SignedTransaction.from_json(told(raw, s=order)))


def told(raw: bytes, **changes: str) -> str:
    with kedge.SignedTransaction(raw) as signed:
        return json.dumps({**json.loads(signed.to_json()), **changes})


def test_authorizations_never_change_and_tell_who_consents(key: kedge.PrivateKey) -> None:
    refused(kedge.InvalidSignatureError, lambda: CONSENT.authority)
    signed = CONSENT.sign(key)
    assert signed.authority == ADDRESS and signed.digest == CONSENT.digest
    assert (signed.address, signed.nonce, signed.chain_id) == (OTHER, 7, 1)
    assert signed == CONSENT.sign(key) != CONSENT and CONSENT != "something else"
    assert hash(signed) == hash(CONSENT.sign(key))
    assert CONSENT.sign(key, hedged=True).authority == ADDRESS
    assert pickle.loads(pickle.dumps(signed)) == signed
    expected = kedge.rlp_encode([1, data(OTHER), 7])
    assert signed.digest == kedge.keccak256(b"\5" + expected)
    for form in FORMS:
        assert kedge.Authorization(form(data(OTHER)), 7, 1) == CONSENT
    with pytest.raises(AttributeError):
        signed.nonce = 8
    half = kedge.Authorization(OTHER, 7, 1, signed.y_parity, signed.r, 2**256 - 1)
    refused(kedge.InvalidSignatureError, lambda: half.authority)
    s = int.from_bytes(high_s(bytes(32) + signed.s.to_bytes(32, "big") + b"\x1b")[32:64], "big")
    high = kedge.Authorization(OTHER, 7, 1, 1 - signed.y_parity, signed.r, s)
    refused(kedge.HighSError, lambda: high.authority)


@pytest.mark.parametrize("version, proofs", [(0, 1), (1, 128)])
def test_blobs_travel_beside_a_transaction(
    key: kedge.PrivateKey, version: int, proofs: int
) -> None:
    blobs = [bytes([index]) * 131_072 for index in (1, 2)]
    commitments = [bytes([index]) * 48 for index in (3, 4)]
    sidecar = kedge.BlobSidecar(blobs, commitments, [b"\5" * 48] * 2 * proofs, version)
    hashes = sidecar.versioned_hashes
    assert [one[:1] for one in hashes] == [b"\1", b"\1"]
    with kedge.Transaction(**{**KINDS["BLOB"], "blob_versioned_hashes": hashes}) as made:
        signed = made.sign(key)
    refused(kedge.WithoutSidecarError, lambda: signed.sidecar, lambda: signed.network_form)
    complete = signed.attach_sidecar(sidecar)
    assert complete.raw == signed.raw and complete.hash == signed.hash
    again = kedge.SignedTransaction(complete.network_form)
    assert again.sidecar == sidecar and again.hash == signed.hash and again.sender == ADDRESS
    assert pickle.loads(pickle.dumps(sidecar)) == sidecar
    assert repr(sidecar) == f"<BlobSidecar of version {version}, 2 blobs>"
    with pytest.raises(AttributeError):
        sidecar.version = 1 - version
    for form in FORMS:
        same = kedge.BlobSidecar(
            [form(one) for one in blobs],
            [form(one) for one in commitments],
            [form(one) for one in sidecar.proofs],
            version,
        )
        assert same == sidecar
    other = kedge.BlobSidecar(blobs[:1], commitments[:1], sidecar.proofs[:proofs], version)
    swapped = kedge.BlobSidecar(blobs, commitments[::-1], sidecar.proofs, version)
    refused(
        kedge.InvalidSidecarError,
        lambda: signed.attach_sidecar(other),
        lambda: signed.attach_sidecar(swapped),
        lambda: signed.attach_sidecar(kedge.BlobSidecar([], [], [], version)),
    )


def test_sidecars_of_wrong_sizes_are_refused(key: kedge.PrivateKey) -> None:
    blob, part = bytes(131_072), bytes(48)
    refused(
        ValueError,
        lambda: kedge.BlobSidecar([blob], [], [part] * 128),
        lambda: kedge.BlobSidecar([blob], [part], [part]),
        lambda: kedge.BlobSidecar([blob], [part], [part] * 128, 0),
        lambda: kedge.BlobSidecar([blob[1:]], [part], [part] * 128),
        lambda: kedge.BlobSidecar([blob], [part[1:]], [part] * 128),
        lambda: kedge.BlobSidecar([blob], [part], [part] * 127 + [part[1:]]),
    )
    refused(TypeError, lambda: kedge.BlobSidecar([131_072], [part], [part] * 128))  # type: ignore
    hashes = kedge.BlobSidecar([blob], [part], [part], 0).versioned_hashes
    raw, _ = kedge.sign_transaction(key, **{**KINDS["BLOB"], "blob_versioned_hashes": hashes})
    with kedge.SignedTransaction(raw) as signed:
        refused(
            kedge.InvalidArgumentError,
            lambda: signed.attach_sidecar(kedge.BlobSidecar([blob], [part], [part], 2)),
        )
        assert signed.attach_sidecar(kedge.BlobSidecar([blob], [part], [part], 0)).network_form
    # The last would be version 1 in 32 bits, whose 128 proofs are not there.
    for version in (-1, 2**32, 2**32 + 1):
        refused(ValueError, lambda: kedge.BlobSidecar([blob], [part], [part], version))


def test_closed_transactions_say_so_and_none_is_pickled(key: kedge.PrivateKey) -> None:
    made = kedge.Transaction(**KINDS["BLOB"])
    signed = made.sign(key)
    for one in (made, signed):
        refused(TypeError, lambda: pickle.dumps(one))
    refused_when_closed(
        made,
        made.encode,
        lambda: made.digest,
        made.to_json,
        lambda: made.sign(key),
        lambda: made.attach(signed.signature),
        lambda: made.fields,
    )
    sidecar = kedge.BlobSidecar([], [], [])
    signature = signed.signature
    refused_when_closed(
        signed,
        lambda: signed.raw,
        lambda: signed.network_form,
        lambda: signed.hash,
        lambda: signed.sender,
        lambda: signed.signature,
        lambda: signed.transaction,
        signed.to_json,
        lambda: signed.attach_sidecar(sidecar),
        lambda: signed.sidecar,
    )
    with kedge.Transaction(**KINDS["BLOB"]) as made:
        key.close()
        refused(
            kedge.InvalidHandleError,
            lambda: made.sign(key),
            lambda: CONSENT.sign(key),
            lambda: kedge.sign_transaction(key, **KINDS["BLOB"]),
        )
        assert made.attach(signature).sender == ADDRESS


@pytest.mark.parametrize("_", range(10))
def test_fields_are_read_whole_while_another_thread_closes(_: int) -> None:
    made = kedge.Transaction(**{**KINDS["SET_CODE"], "data": bytes(10_000)})
    expected = made.fields

    def work(number: int) -> None:
        for count in range(100_000):
            if number == 0 and count == 10:
                made.close()
            try:
                assert made.fields == expected
            except kedge.InvalidHandleError:
                return
        pytest.fail("the transaction outlived its close")

    in_threads(work)


def test_threads_share_a_key_and_a_transaction(key: kedge.PrivateKey) -> None:
    with kedge.Transaction(**KINDS["SET_CODE"]) as made:
        expected = made.sign(key).raw

        def work(number: int) -> set[bytes]:
            found = {made.sign(key).raw for _ in range(100)}
            return found | {kedge.sign_transaction(key, **KINDS["SET_CODE"])[0] for _ in range(100)}

        for found in in_threads(work):
            assert found == {expected}


@pytest.mark.parametrize(
    "path, count",
    [
        ("tx_legacy_155/legacy.json", 63),
        ("tx_2930/eip2930_chain.json", 23),
        ("tx_1559/eip1559_chain.json", 23),
        ("tx_4844/eip4844_chain.json", 6),
        ("tx_4844/eip4844_network_form.json", 1),
        ("tx_7702/eip7702_chain.json", 1),
        ("tx_7702/eip7702_eth_account.json", 3),
    ],
)
def test_published_transactions(path: str, count: int) -> None:
    published = cases(path, count)
    for case in published if isinstance(published, list) else [published]:
        raw = data(case["raw"])
        with kedge.SignedTransaction(raw) as signed:
            assert signed.raw == raw
            assert signed.hash == data(case["hash"])
            assert signed.sender == kedge.format_address(case["sender"])
            transaction = signed.transaction
            assert transaction.encode() == data(case["unsigned"])
            assert transaction.digest == data(case["signing_hash"])
            if case.get("private_key"):
                with kedge.PrivateKey(case["private_key"]) as key:
                    assert transaction.sign(key).raw == raw
                    fields = transaction.fields
                    assert kedge.sign_transaction(key, **fields) == (raw, signed.hash)
        if "network_form" in case:
            network = data(case["network_form"]["raw"])
            with kedge.SignedTransaction(network) as signed:
                assert signed.network_form == network and signed.raw == raw


def test_published_authorization() -> None:
    for case in cases("tx_7702/eip7702_authorization.json", 1):
        with kedge.PrivateKey(case["private_key"]) as key:
            made = kedge.Authorization(case["address"], case["nonce"], case["chain_id"]).sign(key)
        assert made.digest == data(case["authorization_hash"])
        signature = made.r.to_bytes(32, "big") + made.s.to_bytes(32, "big")
        assert signature + bytes([27 + made.y_parity]) == data(case["signature"])
        assert made.authority == case["authority"]
