"""The fields of a transaction as the library takes and tells them."""

from __future__ import annotations

from ctypes import addressof, string_at
from struct import Struct

from . import _abi
from ._values import fixed, unsigned, whole
from ._wallet_call import address_bytes, address_text, uint256
from .transaction_parts import Authorization

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from typing_extensions import Buffer

    from ._wallet_call import AddressLike

    AccessList = Iterable[tuple[AddressLike, Sequence[Buffer]]]

_Fields = _abi.kedge_transaction_fields

# kedge_transaction_fields and kedge_access_entry: one call packs what would be an assignment for
# each field. A test compares them with the structures.
_FIELDS = Struct("=QIiQQQ32s32s32s32s32sQQQQQQQQQ")
_ENTRY = Struct("=20s4xQQ")


def _type(
    gas_price: int, access_list: AccessList, blob_hashes: object, authorizations: object
) -> int:
    if authorizations:
        return _abi.KEDGE_TRANSACTION_SET_CODE
    if blob_hashes:
        return _abi.KEDGE_TRANSACTION_BLOB
    if not gas_price:
        return _abi.KEDGE_TRANSACTION_DYNAMIC_FEE
    return _abi.KEDGE_TRANSACTION_ACCESS_LIST if access_list else _abi.KEDGE_TRANSACTION_LEGACY


def pack_fields(
    type: int | None,
    chain_id: int | None,
    nonce: int,
    gas_limit: int,
    gas_price: int,
    max_priority_fee_per_gas: int,
    max_fee_per_gas: int,
    max_fee_per_blob_gas: int,
    to: AddressLike | None,
    value: int,
    data: Buffer,
    access_list: AccessList,
    blob_hashes: Sequence[Buffer],
    authorizations: Sequence[Authorization],
) -> _abi.kedge_transaction_fields:
    """The fields as the library takes them, in one piece of memory with all that they point to."""
    entries = [
        (address_bytes(address), [fixed(key, 32, "a storage key") for key in keys])
        for address, keys in access_list
    ]
    data = whole(data)
    if type is None:
        type = _type(gas_price, entries, blob_hashes, authorizations)
    recipient = b"" if to is None else address_bytes(to)
    hashes = b"".join([fixed(one, 32, "a blob's hash") for one in blob_hashes])
    consents = b"".join([one._packed() for one in authorizations])
    keys = b"".join([b"".join(keys) for _, keys in entries])
    # Behind the fields, in this order; structures first, so that they stay aligned.
    tail = _FIELDS.size + len(consents) + _ENTRY.size * len(entries)
    memory = bytearray().join((bytes(tail), keys, hashes, recipient, data))
    fields = _Fields.from_buffer(memory)
    base = addressof(fields)
    consents_at = base + _FIELDS.size
    entries_at = consents_at + len(consents)
    keys_at = base + tail
    hashes_at = keys_at + len(keys)
    recipient_at = hashes_at + len(hashes)
    _FIELDS.pack_into(
        memory,
        0,
        _FIELDS.size,
        unsigned(type, "type", 32),
        chain_id is not None,
        0 if chain_id is None else unsigned(chain_id, "chain_id", 64),
        unsigned(nonce, "nonce", 64),
        unsigned(gas_limit, "gas_limit", 64),
        uint256(gas_price, "gas_price"),
        uint256(max_priority_fee_per_gas, "max_priority_fee_per_gas"),
        uint256(max_fee_per_gas, "max_fee_per_gas"),
        uint256(max_fee_per_blob_gas, "max_fee_per_blob_gas"),
        uint256(value, "value"),
        recipient_at if recipient else 0,
        recipient_at + len(recipient) if data else 0,
        len(data),
        entries_at if entries else 0,
        len(entries),
        hashes_at if hashes else 0,
        len(blob_hashes),
        consents_at if consents else 0,
        len(authorizations),
    )
    if consents:
        memory[_FIELDS.size : _FIELDS.size + len(consents)] = consents
    offset = entries_at - base
    for address, one in entries:
        _ENTRY.pack_into(memory, offset, address, keys_at if one else 0, len(one))
        offset += _ENTRY.size
        keys_at += 32 * len(one)
    return fields


def read_fields(found: _abi.kedge_transaction_fields) -> dict[str, Any]:
    """What the library told, by the names of the arguments of `Transaction`."""
    from .wallet_enums import TransactionType

    def number(field: Any) -> int:
        return int.from_bytes(bytes(field), "big")

    entries = []
    for i in range(found.access_list_count):
        entry = found.access_list[i]
        keys = pieces(entry.storage_keys, entry.storage_key_count, 32)
        entries.append((address_text(bytes(entry.address)), keys))
    return {
        "type": TransactionType(found.type),
        "chain_id": found.chain_id if found.has_chain_id else None,
        "nonce": found.nonce,
        "gas_limit": found.gas_limit,
        "gas_price": number(found.gas_price),
        "max_priority_fee_per_gas": number(found.max_priority_fee_per_gas),
        "max_fee_per_gas": number(found.max_fee_per_gas),
        "max_fee_per_blob_gas": number(found.max_fee_per_blob_gas),
        "to": address_text(string_at(found.to, _abi.KEDGE_ADDRESS_BYTES)) if found.to else None,
        "value": number(found.value),
        "data": string_at(found.data, found.data_len) if found.data_len else b"",
        "access_list": entries,
        "blob_versioned_hashes": pieces(found.blob_versioned_hashes, found.blob_count, 32),
        "authorizations": [
            Authorization._unpacked(bytes(found.authorizations[i]))
            for i in range(found.authorization_count)
        ],
    }


def pieces(address: int | None, count: int, size: int) -> list[bytes]:
    """`count` pieces of `size` bytes that lie one behind the other at an address."""
    if not address or not count:
        return []
    joined = string_at(address, count * size)
    return [joined[i : i + size] for i in range(0, len(joined), size)]


def chain_number(chain_id: int | None) -> int:
    """A chain for a call, which has a number for any; no other is taken for that one."""
    if chain_id is None:
        return _abi.KEDGE_ANY_CHAIN
    if chain_id == _abi.KEDGE_ANY_CHAIN:
        raise ValueError(f"chain_id is {chain_id}: 0 to 2**64 - 2 are taken")
    return unsigned(chain_id, "chain_id", 64)
