"""The data of contract calls: the contract ABI of Solidity."""

from __future__ import annotations

from json import loads

from ._call import borrow, produce, produce_text, write
from ._library import functions
from ._values import text
from ._wallet_json import json_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, Optional

    Converter = Optional[Callable[[Any], Any]]

    from typing_extensions import Buffer


def encode_contract_data(types: str, values: Sequence[Any]) -> bytes:
    """Encodes values.

    Args:
        types: "(address,uint256)", with tuples and arrays as deep as wanted.
        values: one for each type: int, bool, str for addresses and strings, bytes, lists and tuples
            for arrays and tuples; `decimal.Decimal` or str for fixed-point numbers. Where the type
            is an integer or a string, bytes count as the text of their hex digits.

    Raises:
        ContractTypeError: the types are not written by the rules.
        ContractValueError: a value does not fit its type.
        ContractTooLargeError: there are more types than the library takes.
    """
    return produce(functions.kedge_contract_encode, 256, *text(types), *json_text(values))


def encode_contract_packed(types: str, values: Sequence[Any]) -> bytes:
    """Encodes values one behind the other, as Solidity's abi.encodePacked does.

    What is encoded so cannot be decoded, and two lists of values may give the same bytes. It takes
    and raises what `encode_contract_data` does.
    """
    return produce(functions.kedge_contract_encode_packed, 256, *text(types), *json_text(values))


def decode_contract_data(types: str, data: Buffer, *, allow_trailing: bool = False) -> list[Any]:
    """Decodes values.

    Args:
        types: "(address,uint256)".
        data: what was encoded.
        allow_trailing: accept bytes behind the last value.

    Returns:
        One for each type: integers as int, addresses with the letters of EIP-55, bytes as bytes,
        fixed-point numbers as text, arrays and tuples as lists.

    Raises:
        MalformedContractDataError: it is not what such types encode to.
        ContractTooLargeError: the result would be larger than the data allows.
    """
    found = produce_text(
        functions.kedge_contract_decode, 1024, *text(types), *borrow(data), bool(allow_trailing)
    )
    return _typed(types, loads(found))


def encode_call(signature: str, values: Sequence[Any]) -> bytes:
    """The data of a call: the function's selector, then its arguments.

    Args:
        signature: "transfer(address,uint256)".
        values: as `encode_contract_data` takes them.
    """
    return produce(functions.kedge_contract_encode_call, 256, *text(signature), *json_text(values))


def decode_call(signature: str, data: Buffer, *, allow_trailing: bool = False) -> list[Any]:
    """The arguments of a call, or of an error that a contract returned.

    Raises:
        WrongSelectorError: it is a call of another function.
        As `decode_contract_data`.
    """
    found = produce_text(
        functions.kedge_contract_decode_call,
        1024,
        *text(signature),
        *borrow(data),
        bool(allow_trailing),
    )
    return _typed(signature[signature.index("(") :], loads(found))


def function_selector(signature: str) -> bytes:
    """The 4 bytes that name a function or an error in call data."""
    return write(4, functions.kedge_contract_selector, *text(signature))


def event_topic(signature: str) -> bytes:
    """The 32 bytes that name an event in a log."""
    return write(32, functions.kedge_contract_topic, *text(signature))


def _typed(types: str, values: list[Any]) -> list[Any]:
    """Values as Python has them; the library wrote integers as text and bytes as hex digits."""
    convert = _converter(types)
    return convert(values) if convert else values


def _split(types: str) -> list[str]:
    """The types between the outer parentheses."""
    found, depth, start = [], 0, 1
    for position in range(1, len(types) - 1):
        character = types[position]
        depth += (character == "(") - (character == ")")
        if character == "," and not depth:
            found.append(types[start:position])
            start = position + 1
    if start < len(types) - 1:
        found.append(types[start:-1])
    return found


def _converter(kind: str) -> Converter:
    """What makes a value of a type of what the library wrote; None if it is that already."""
    if kind.endswith("]"):
        element = _converter(kind[: kind.rindex("[")])
        return (lambda values: [*map(element, values)]) if element else None
    if kind.startswith("("):
        members = [_converter(member) for member in _split(kind)]
        if not any(members):
            return None
        return lambda values: [
            convert(value) if convert else value for convert, value in zip(members, values)
        ]
    if kind.startswith(("uint", "int")):
        return int
    if kind.startswith("bytes") or kind == "function":
        return lambda value: bytes.fromhex(value[2:])
    return None
