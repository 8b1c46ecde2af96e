"""Typed data."""

from __future__ import annotations

import copy
import json
import pickle
from collections import OrderedDict
from collections.abc import Callable
from types import MappingProxyType
from typing import Any

import kedge
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

MAIL: dict[str, Any] = {
    "types": {
        "EIP712Domain": [
            {"name": "name", "type": "string"},
            {"name": "chainId", "type": "uint256"},
        ],
        "Person": [{"name": "name", "type": "string"}, {"name": "wallet", "type": "address"}],
        "Mail": [
            {"name": "from", "type": "Person"},
            {"name": "to", "type": "Person[]"},
            {"name": "amount", "type": "uint256"},
            {"name": "salt", "type": "bytes4"},
            {"name": "note", "type": "bytes"},
        ],
    },
    "primaryType": "Mail",
    "domain": {"name": "Post", "chainId": 1},
    "message": {
        "from": {"name": "A", "wallet": ADDRESS},
        "to": [{"name": "B", "wallet": OTHER}],
        "amount": 2**256 - 1,
        "salt": "0x01020304",
        "note": "0xff00ff00",
    },
}


def changed(**message: Any) -> dict[str, Any]:
    mail = copy.deepcopy(MAIL)
    mail["message"].update(message)
    return mail


def test_data_is_text_bytes_or_a_mapping() -> None:
    text = json.dumps(MAIL)
    padded = text.encode() + b" " * (-len(text) % 4)
    with kedge.TypedData(MAIL) as expected:
        for one in (text, text.encode(), OrderedDict(MAIL), MappingProxyType(MAIL)):
            assert kedge.TypedData(one).digest == expected.digest
        for form in FORMS:
            assert kedge.TypedData(form(padded)).digest == expected.digest
            within = changed(
                **{"salt": form(b"\1\2\3\4"), "note": form(b"\xff\0\xff\0")},
                to=(MappingProxyType({"name": "B", "wallet": form(data(OTHER))}),),
            )
            assert kedge.TypedData(within).digest == expected.digest
    refused(
        TypeError,
        lambda: kedge.TypedData(5),  # type: ignore[arg-type]
        lambda: kedge.TypedData([]),  # type: ignore[arg-type]
        lambda: kedge.TypedData(changed(amount=object())),
    )


def test_signing_and_recovering() -> None:
    with kedge.TypedData(MAIL) as mail, kedge.PrivateKey(SECRET) as key:
        signature = mail.sign(key)
        assert signature == key.sign(mail.digest) == mail.sign(key)
        assert mail.sign(key, hedged=True) != signature
        for form in FORMS[:4]:
            assert mail.recover(form(signature)) == ADDRESS
            mail.verify(form(signature), form(data(ADDRESS)))
        refused(kedge.WrongSignerError, lambda: mail.verify(signature, OTHER))
        for broken, error in (
            (bytes(65), kedge.InvalidSignatureError),
            (high_s(signature), kedge.HighSError),
        ):
            refused(error, lambda: mail.recover(broken), lambda: mail.verify(broken, ADDRESS))
        refused(
            ValueError,
            lambda: mail.recover(signature[:64]),
            lambda: mail.verify(b"", ADDRESS),
            lambda: mail.verify(signature, b""),
        )
        separator = mail.domain_separator
        assert mail.digest == kedge.keccak256(b"\x19\1" + separator + mail.struct_hash)
        assert mail.struct_hash == kedge.keccak256(mail.encoded_data)
        assert mail.encode_type("Person") == "Person(string name,address wallet)"
        assert mail.type_hash("Mail") == kedge.keccak256(mail.encode_type("Mail").encode())
        assert mail.encoded_data[:32] == mail.type_hash("Mail")
        refused(
            kedge.TypedDataTypeError,
            lambda: mail.encode_type("Letter"),
            lambda: mail.type_hash("Letter"),
        )


def test_data_that_breaks_a_rule_is_refused() -> None:
    def making(**changes: Any) -> Callable[[], object]:
        return lambda: kedge.TypedData({**MAIL, **changes})

    refused(
        kedge.MalformedJSONError, lambda: kedge.TypedData("{"), making(domain={"a": float("inf")})
    )
    refused(kedge.MalformedTypedDataError, lambda: kedge.TypedData({}), making(message=[]))
    refused(
        kedge.TypedDataTypeError,
        making(primaryType="Letter"),
        making(types={**MAIL["types"], "Mail": [{"name": "a", "type": "uint7"}]}),
    )
    refused(
        kedge.TypedDataValueError,
        lambda: kedge.TypedData(changed(amount=2**256)),
        lambda: kedge.TypedData(changed(amount=-1)),
        lambda: kedge.TypedData(changed(salt=b"\1\2\3")),
        lambda: kedge.TypedData(changed(to={})),
    )
    missing = copy.deepcopy(MAIL)
    del missing["message"]["amount"]
    refused(kedge.TypedDataMissingError, lambda: kedge.TypedData(missing))
    more = changed(more=1)
    assert kedge.TypedData(more).digest == kedge.TypedData(MAIL).digest
    refused(kedge.TypedDataUnknownMemberError, lambda: kedge.TypedData(more, strict=True))
    refused(
        kedge.TypedDataTooLargeError,
        lambda: kedge.TypedData(MAIL, max_depth=1),
        lambda: kedge.TypedData(MAIL, max_values=3),
        lambda: kedge.TypedData(" " * (2**22 + 1)),
    )
    refused(
        kedge.InvalidArgumentError,
        lambda: kedge.TypedData(MAIL, max_depth=0),
        lambda: kedge.TypedData(MAIL, max_depth=257),
    )


def test_closed_data_says_so_and_none_is_pickled() -> None:
    mail = kedge.TypedData(MAIL)
    refused(TypeError, lambda: pickle.dumps(mail))
    with kedge.PrivateKey(SECRET) as key:
        refused_when_closed(
            mail,
            lambda: mail.digest,
            lambda: mail.domain_separator,
            lambda: mail.struct_hash,
            lambda: mail.encoded_data,
            lambda: mail.encode_type("Mail"),
            lambda: mail.type_hash("Mail"),
            lambda: mail.sign(key),
            lambda: mail.recover(bytes(65)),
            lambda: mail.verify(bytes(65), ADDRESS),
        )
    with kedge.TypedData(MAIL) as mail:
        refused(kedge.InvalidHandleError, lambda: mail.sign(key))


def test_threads_share_data() -> None:
    with kedge.TypedData(MAIL) as mail, kedge.PrivateKey(SECRET) as key:
        expected = mail.sign(key)
        for found in in_threads(lambda number: {mail.sign(key) for _ in range(200)}):
            assert found == {expected}


def test_published_example() -> None:
    for case in cases("eip712/eip712_example.json", 1):
        name = case["typed_data"]["primaryType"]
        with kedge.TypedData(case["typed_data"], strict=True) as typed:
            assert typed.encode_type(name) == case["encode_type"]
            assert typed.type_hash(name) == data(case["type_hash"])
            assert typed.encoded_data == data(case["encode_data"])
            assert typed.struct_hash == data(case["struct_hash"])
            assert typed.domain_separator == data(case["domain_separator"])
            assert typed.digest == data(case["digest"])
            signature = data(case["r"]) + data(case["s"]) + bytes([case["v"]])
            assert typed.sign(kedge.PrivateKey(case["private_key"])) == signature
            assert typed.recover(signature) == kedge.format_address(case["address"])


def test_published_arrays() -> None:
    for case in cases("eip712/eip712_arrays.json", 3):
        if case["function"] == "signTypedData":
            with kedge.TypedData(case["typed_data"]) as typed:
                signature = typed.sign(kedge.PrivateKey(case["private_key"]))
            assert signature == data(case["expected"])
            continue
        made = {
            "types": {"EIP712Domain": [], **case["types"]},
            "primaryType": case["primary_type"],
            "domain": {},
            "message": case["message"],
        }
        with kedge.TypedData(made) as typed:
            found = {"encodeData": typed.encoded_data, "hashStruct": typed.struct_hash}
        assert found[case["function"]] == data(case["expected"])
