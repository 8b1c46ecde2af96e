"""Addresses as text, addresses of contracts, and amounts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import kedge
from wallets import ADDRESS, FORMS, OTHER, cases, data, refused


def test_addresses_are_read_and_written() -> None:
    bytes20 = data(ADDRESS)
    for text in (ADDRESS, ADDRESS.lower(), "0x" + ADDRESS[2:].upper()):
        assert kedge.parse_address(text) == bytes20
        assert kedge.format_address(text) == ADDRESS
    refused(
        kedge.AddressChecksumError,
        lambda: kedge.parse_address(ADDRESS.lower(), require_checksum=True),
        lambda: kedge.parse_address(ADDRESS.replace("F", "f", 1)),
        lambda: kedge.parse_address(ADDRESS, chain_id=30),
        lambda: kedge.format_address(ADDRESS.replace("F", "f", 1)),
    )
    refused(
        kedge.InvalidAddressError,
        lambda: kedge.parse_address(""),
        lambda: kedge.parse_address(ADDRESS[2:]),
        lambda: kedge.parse_address(ADDRESS + "0"),
        lambda: kedge.parse_address("0x" + "ü" * 20),
        lambda: kedge.contract_address("vitalik.eth", 0),
    )


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_bytes_is_the_same(form: Callable[[bytes], Any]) -> None:
    code = b"\x60\x00\x60\x00" * 3
    assert kedge.format_address(form(data(ADDRESS))) == ADDRESS
    assert kedge.contract_address(form(data(ADDRESS)), 1) == kedge.contract_address(ADDRESS, 1)
    expected = kedge.contract_address2(ADDRESS, bytes(32), code)
    assert kedge.contract_address2(form(data(ADDRESS)), form(bytes(32)), form(code)) == expected
    digest = form(kedge.keccak256(code))
    assert kedge.contract_address2(ADDRESS, form(bytes(32)), init_code_hash=digest) == expected


def test_contracts_addresses_take_one_kind_of_code_and_whole_salts() -> None:
    refused(
        TypeError,
        lambda: kedge.contract_address2(ADDRESS, bytes(32)),
        lambda: kedge.contract_address2(ADDRESS, bytes(32), b"", init_code_hash=bytes(32)),
        lambda: kedge.contract_address(20, 0),  # type: ignore[arg-type]
        lambda: kedge.contract_address(ADDRESS, 1.0),  # type: ignore[arg-type]
    )
    refused(
        ValueError,
        lambda: kedge.contract_address2(ADDRESS, bytes(31), b""),
        lambda: kedge.contract_address2(ADDRESS, bytes(32), init_code_hash=b""),
        lambda: kedge.contract_address(bytes(19), 0),
        lambda: kedge.contract_address(ADDRESS, -1),
        lambda: kedge.contract_address(ADDRESS, 2**64),
        lambda: kedge.format_address(ADDRESS, chain_id=0),
        lambda: kedge.parse_address(ADDRESS, chain_id=-1),
        lambda: kedge.parse_address(ADDRESS, chain_id=2**64),
    )
    assert kedge.contract_address(ADDRESS, 2**64 - 1) != kedge.contract_address(OTHER, 2**64 - 1)


def test_amounts_are_read_and_written() -> None:
    for text, decimals, amount in (
        ("1.5", 18, 15 * 10**17),
        ("0", 0, 0),
        ("0.000001", 6, 1),
        (str(2**256 - 1), 0, 2**256 - 1),
        ("1", 77, 10**77),
    ):
        assert kedge.parse_amount(text, decimals) == amount
        assert kedge.format_amount(amount, decimals) == text
    refused(
        kedge.InvalidNumberError,
        lambda: kedge.parse_amount(""),
        lambda: kedge.parse_amount("-1"),
        lambda: kedge.parse_amount("1e3"),
        lambda: kedge.parse_amount("0.1", 0),
        lambda: kedge.parse_amount(str(2**256), 0),
    )
    refused(
        kedge.InvalidArgumentError,
        lambda: kedge.parse_amount("1", 78),
        lambda: kedge.format_amount(1, 78),
    )
    refused(
        ValueError,
        lambda: kedge.parse_amount("1", -1),
        lambda: kedge.parse_amount("1", 2**32 + 6),
        lambda: kedge.format_amount(1, -1),
        lambda: kedge.format_amount(-1),
        lambda: kedge.format_amount(2**256),
    )
    refused(TypeError, lambda: kedge.format_amount(1.5))  # type: ignore[arg-type]


def test_published_checksums() -> None:
    for addresses in cases("eip55/eip55.json", 8)["valid"].values():
        for address in addresses:
            assert kedge.format_address(address.lower()) == address
            assert kedge.parse_address(address, require_checksum=True) == data(address)
    for chain in cases("eip55/eip1191.json", 39):
        chain_id = chain["chain_id"] if chain["checksum_uses_chain_id"] else None
        for address in chain["addresses"]:
            assert kedge.format_address(data(address), chain_id=chain_id) == address
            assert kedge.parse_address(address, chain_id=chain_id) == data(address)


def test_published_addresses_of_contracts() -> None:
    for case in cases("eip1014/create2.json", 7):
        code = data(case["init_code"])
        found = kedge.contract_address2(case["deployer"], data(case["salt"]), code)
        assert found == case["address"]
