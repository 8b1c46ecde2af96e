"""The data of contract calls."""

from __future__ import annotations

import sys
from ctypes import c_uint8, c_uint64
from decimal import Decimal
from typing import Any

import pytest

import kedge
from wallets import ADDRESS, FORMS, cases, data, refused

TRANSFER = "transfer(address,uint256)"


def test_calls_come_and_go() -> None:
    call = kedge.encode_call(TRANSFER, [ADDRESS, 5])
    assert call[:4] == kedge.function_selector(TRANSFER) == bytes.fromhex("a9059cbb")
    assert kedge.decode_call(TRANSFER, call) == [ADDRESS, 5]
    assert call[4:] == kedge.encode_contract_data("(address,uint256)", (data(ADDRESS), "0x5"))
    assert kedge.decode_call(TRANSFER, call + b"more", allow_trailing=True) == [ADDRESS, 5]
    assert kedge.event_topic("Transfer(address,address,uint256)").hex().startswith("ddf252ad")
    refused(kedge.MalformedContractDataError, lambda: kedge.decode_call(TRANSFER, call + b"more"))
    refused(
        kedge.WrongSelectorError,
        lambda: kedge.decode_call("transfer(address,uint128)", call),
        lambda: kedge.decode_call(TRANSFER, b""),
    )


@pytest.mark.parametrize(
    "types, values",
    [
        ("()", []),
        ("(uint8)", [255]),
        ("(int256,int8)", [-(2**255), -128]),
        ("(bool,bool)", [True, False]),
        ("(string,bytes)", ["schöne Grüße \0 \U0001f600", b"\0\xff"]),
        ("(bytes1,bytes32,function)", [b"\1", bytes(32), bytes(24)]),
        ("(uint256[],bytes[2],string[][1])", [[1, 2**256 - 1], [b"", b"x"], [["a", "b"]]]),
        ("((uint8,bytes)[2][],int256)", [[[[1, b"x"], [2, b"yy"]], [[3, b""], [4, b"z"]]], -5]),
        ("((address,(bool,(string,bytes4))),())", [[ADDRESS, [True, ["s", b"four"]]], []]),
        ("(fixed128x18,ufixed8x1)", ["-1.5", "25.5"]),
        ("(address[0])", [[]]),
    ],
)
def test_values_come_back_as_pythons(types: str, values: list[Any]) -> None:
    encoded = kedge.encode_contract_data(types, values)
    assert kedge.decode_contract_data(types, encoded) == values
    assert kedge.encode_contract_data(types, tuple(values)) == encoded


def test_every_form_of_bytes_is_the_same() -> None:
    expected = kedge.encode_contract_data("(bytes12)", [b"twelve bytes"])
    for form in FORMS:
        assert kedge.encode_contract_data("(bytes12)", [form(b"twelve bytes")]) == expected
        assert kedge.decode_contract_data("(bytes12)", form(expected)) == [b"twelve bytes"]


def test_decimals_are_fixed_point_numbers() -> None:
    for value, text in ((Decimal("1E+3"), "1000"), (Decimal("-0.25"), "-0.25")):
        encoded = kedge.encode_contract_data("(fixed128x18)", [value])
        assert encoded == kedge.encode_contract_data("(fixed128x18)", [text])


def test_types_and_values_that_break_a_rule_are_refused() -> None:
    for types in (
        "",
        "uint8",
        "(uint7)",
        "(uint8",
        "(uint8 )",
        "(uint8 a)",
        "(bytes33)",
        "(int[-1])",
    ):
        refused(
            kedge.ContractTypeError,
            lambda: kedge.encode_contract_data(types, [1]),
            lambda: kedge.encode_contract_packed(types, [1]),
            lambda: kedge.decode_contract_data(types, bytes(32)),
        )
    refused(
        kedge.ContractTypeError,
        lambda: kedge.encode_call("(uint8)", [1]),
        lambda: kedge.decode_call("transfer", bytes(4)),
        lambda: kedge.function_selector("transfer"),
        lambda: kedge.event_topic("Transfer(address owner)"),
    )
    for types, values in (
        ("(uint8)", [256]),
        ("(uint8)", [-1]),
        ("(uint8)", []),
        ("(uint8)", [1, 2]),
        ("(uint8)", [1.5]),
        ("(bool)", ["yes"]),
        ("(bytes2)", [b"abc"]),
        ("(uint8[2])", [[1]]),
        ("(address)", [bytes(19)]),
        ("(address)", [ADDRESS.replace("F", "f", 1)]),
        ("(uint8)", {"a": 1}),
    ):
        refused(kedge.ContractValueError, lambda: kedge.encode_contract_data(types, values))
    refused(
        kedge.MalformedJSONError,
        lambda: kedge.encode_contract_data("(uint256)", [float("nan")]),
        lambda: kedge.encode_contract_data("(string)", ["\ud800"]),
    )
    loop: list[Any] = []
    loop.append(loop)
    refused(ValueError, lambda: kedge.encode_contract_data("(uint8)", loop))
    refused(
        TypeError,
        lambda: kedge.encode_contract_data("(address)", [object()]),
        lambda: kedge.decode_contract_data("(uint8)", 32),  # type: ignore[arg-type]
    )


def test_data_that_is_not_of_the_types_is_refused() -> None:
    for types, encoded in (
        ("(uint8)", b""),
        ("(uint8)", bytes(31)),
        ("(uint8)", b"\1" + bytes(31)),
        ("(bool)", bytes(31) + b"\2"),
        ("(address)", b"\1" * 32),
        ("(bytes1)", b"\1" * 32),
        ("(string)", bytes(31) + b"\x20" + bytes(31) + b"\1\xff" + bytes(31)),
        ("(bytes)", b"\xff" * 32),
        ("()", b"\0"),
    ):
        refused(
            kedge.MalformedContractDataError, lambda: kedge.decode_contract_data(types, encoded)
        )
    refused(
        kedge.ContractTooLargeError,
        lambda: kedge.decode_contract_data("(uint8[1000000000])", b""),
        lambda: kedge.encode_contract_data("(" + "uint8," * 4096 + "uint8)", []),
    )


def test_types_may_lie_in_each_other_as_deep_as_the_library_takes_them() -> None:
    types, value = "uint8", 7
    for _ in range(63):
        types, value = f"({types})", [value]  # type: ignore[assignment]
    encoded = kedge.encode_contract_data(f"({types})", [value])
    assert kedge.decode_contract_data(f"({types})", encoded) == [value]
    deep: list[Any] = []
    for _ in range(10_000):
        deep = [deep]
    before = sys.getrecursionlimit()  # py_ecc raises it beyond what the stack holds
    sys.setrecursionlimit(1000)
    try:
        refused(RecursionError, lambda: kedge.encode_contract_data("(uint8)", deep))
    finally:
        sys.setrecursionlimit(before)


def test_published_calls() -> None:
    published = cases("abi/solidity_spec_examples.json", 7)
    for case in published["calls"]:
        call = kedge.encode_call(case["signature"], case["args"])
        assert call == data(case["call_data"])
        assert kedge.function_selector(case["signature"]) == data(case["selector"])
        again = kedge.decode_call(case["signature"], data(case["call_data"]))
        assert kedge.encode_call(case["signature"], again) == call
    for case in published["packed"]:
        types = f"({','.join(case['types'])})"
        assert kedge.encode_contract_packed(types, case["args"]) == data(case["packed"])


def test_published_encodings() -> None:
    for case in cases("abi/eth_abi_encodings.json", 76):
        types, values = case["type"], case["value"]
        encoded = data(case["encoding"])
        if not (types.startswith("(") and types.endswith(")")):
            types, values = f"({types})", [values]
            alone = kedge.encode_contract_data(types, values)
            assert alone in (encoded, bytes(31) + b"\x20" + encoded)
            encoded = alone
        assert kedge.encode_contract_data(types, values) == encoded
        again = kedge.decode_contract_data(types, encoded)
        assert kedge.encode_contract_data(types, again) == encoded
        if case.get("packed"):
            assert kedge.encode_contract_packed(types, values) == data(case["packed"])


def test_a_number_is_not_taken_for_bytes() -> None:
    class Seven:
        def __index__(self) -> int:
            return 7

    seven = kedge.encode_contract_data("(uint256)", [7])
    assert kedge.encode_contract_data("(uint256)", [Seven()]) == seven
    assert kedge.rlp_encode([Seven()]) == kedge.rlp_encode([7])
    for number in (c_uint64(7), c_uint8(7), 1.5 + 0j):
        with pytest.raises(TypeError, match="cannot be interpreted as an integer"):
            kedge.encode_contract_data("(uint256)", [number])
        with pytest.raises(TypeError, match="cannot be interpreted as an integer"):
            kedge.rlp_encode([number])
    # An array is bytes, though it may have an __index__ too.
    seven_bytes = type("Seven", (bytearray,), {"__index__": lambda _: 7})(b"\1\2")
    assert kedge.rlp_encode(seven_bytes) == kedge.rlp_encode(b"\1\2")
    assert kedge.encode_contract_data("(bytes2)", [seven_bytes])[:2] == b"\1\2"
