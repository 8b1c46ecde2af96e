"""Transactions of every type: made, signed, read, and checked."""

from __future__ import annotations

from ctypes import addressof, byref, c_size_t, create_string_buffer, sizeof, string_at
from struct import Struct

from . import _abi
from ._call import ClosedByWith, Handle, Told, borrow, failure, new_bytes, produce
from ._library import functions
from ._wallet_call import (
    address_bytes,
    address_text,
    exactly,
    fixed,
    produce_text,
    text,
    uint256,
    unsigned,
    whole,
    write,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from typing_extensions import Buffer

    from ._wallet_call import AddressLike, Text
    from .keys import PrivateKey
    from .wallet_enums import TransactionType

    AccessList = Iterable[tuple[AddressLike, Sequence[Buffer]]]

_Fields = _abi.kedge_transaction_fields
_sign_fields = functions.kedge_transaction_sign_fields

_HASH = 32
_ADDRESS = _abi.KEDGE_ADDRESS_BYTES
_ANY = _abi.KEDGE_ANY_CHAIN

# kedge_transaction_fields, kedge_access_entry and kedge_authorization: one call packs what would be
# an assignment for each field. A test compares them with the structures.
_FIELDS = Struct("=QIiQQQ32s32s32s32s32sQQQQQQQQQ")
_ENTRY = Struct("=20s4xQQ")
_AUTHORIZATION = Struct("=32s20sB3xQ32s32s")


class _TransactionHandle(Handle):
    __slots__ = ()
    destroy = functions.kedge_transaction_destroy


class _SignedTransactionHandle(Handle):
    __slots__ = ()
    destroy = functions.kedge_signed_transaction_destroy


class Authorization(Told):
    """An account's consent to run the code of another account (EIP-7702). It never changes.

    Attributes:
        address: the account whose code is to run; the zero address undoes an earlier one.
        nonce: the nonce that the consenting account has to have.
        chain_id: the chain; 0 for every chain.
        y_parity, r, s: the signature, 0 until it is signed.
    """

    __slots__ = ("address", "nonce", "chain_id", "y_parity", "r", "s")
    address: str
    nonce: int
    chain_id: int
    y_parity: int
    r: int
    s: int

    def __init__(
        self,
        address: AddressLike,
        nonce: int,
        chain_id: int = 0,
        y_parity: int = 0,
        r: int = 0,
        s: int = 0,
    ) -> None:
        self._keep(address_text(address_bytes(address)), nonce, chain_id, y_parity, r, s)
        self._packed()  # refuses what no authorization can hold

    def _packed(self) -> bytes:
        return _AUTHORIZATION.pack(
            uint256(self.chain_id, "chain_id"),
            address_bytes(self.address),
            unsigned(self.y_parity, "y_parity", 8),
            unsigned(self.nonce, "nonce", 64),
            uint256(self.r, "r"),
            uint256(self.s, "s"),
        )

    @classmethod
    def _unpacked(cls, packed: bytes) -> Authorization:
        chain_id, address, y_parity, nonce, r, s = _AUTHORIZATION.unpack(packed)
        big = int.from_bytes
        return cls(address, nonce, big(chain_id, "big"), y_parity, big(r, "big"), big(s, "big"))

    def _structure(self) -> _abi.kedge_authorization:
        return _abi.kedge_authorization.from_buffer_copy(self._packed())

    @property
    def digest(self) -> bytes:
        """The 32 bytes that the account signs."""
        return write(_HASH, functions.kedge_authorization_hash, byref(self._structure()))

    def sign(self, key: PrivateKey, *, hedged: bool = False) -> Authorization:
        """The same, signed by `key`.

        Args:
            hedged: as in `PrivateKey.sign`.

        Raises:
            TransactionFieldError: the nonce is 2**64 - 1.
        """
        structure = self._structure()
        status = functions.kedge_authorization_sign(key._handle, bool(hedged), byref(structure))
        if status:
            raise failure(status)
        return self._unpacked(bytes(structure))

    @property
    def authority(self) -> str:
        """The account that consents.

        Raises:
            InvalidSignatureError, HighSError: nobody signed it.
        """
        return address_text(
            write(_ADDRESS, functions.kedge_authorization_address, byref(self._structure()))
        )

    def __repr__(self) -> str:
        return f"<Authorization of {self.address}, nonce {self.nonce}, chain {self.chain_id}>"


class BlobSidecar(Told):
    """What travels beside a blob transaction until it is in a block. It never changes.

    Commitments and proofs are the caller's; their sizes and the versioned hashes are checked.

    Attributes:
        blobs: 131,072 bytes each.
        commitments: 48 bytes for each blob.
        proofs: 48 bytes each: one for each blob in version 0 (EIP-4844), 128 in version 1
            (EIP-7594).
        version: 0 or 1.
    """

    __slots__ = ("blobs", "commitments", "proofs", "version")
    blobs: tuple[bytes, ...]
    commitments: tuple[bytes, ...]
    proofs: tuple[bytes, ...]
    version: int

    def __init__(
        self,
        blobs: Sequence[Buffer],
        commitments: Sequence[Buffer],
        proofs: Sequence[Buffer],
        version: int = 1,
    ) -> None:
        per_blob = _abi.KEDGE_CELL_PROOFS_PER_BLOB if version == 1 else 1
        if len(commitments) != len(blobs) or len(proofs) != len(blobs) * per_blob:
            raise ValueError(
                f"{len(blobs)} blobs need as many commitments, not {len(commitments)}, and"
                f" {len(blobs) * per_blob} proofs, not {len(proofs)}"
            )
        self._keep(
            tuple([fixed(blob, _abi.KEDGE_BLOB_BYTES, "a blob") for blob in blobs]),
            tuple([fixed(one, _abi.KEDGE_KZG_BYTES, "a commitment") for one in commitments]),
            tuple([fixed(proof, _abi.KEDGE_KZG_BYTES, "a proof") for proof in proofs]),
            unsigned(version, "version", 32),
        )

    @property
    def versioned_hashes(self) -> list[bytes]:
        """The hash of each blob's commitment, as the transaction names it."""
        return [
            write(_HASH, functions.kedge_blob_versioned_hash, commitment)
            for commitment in self.commitments
        ]

    def __repr__(self) -> str:
        return f"<BlobSidecar of version {self.version}, {len(self.blobs)} blobs>"


class Transaction(ClosedByWith):
    """A transaction that is not signed, every field of which is in its range.

    transaction = kedge.Transaction(
        chain_id=1, nonce=0, gas_limit=21_000, max_fee_per_gas=30 * 10**9,
        max_priority_fee_per_gas=10**9, to=address, value=10**18,
    )
    signed = transaction.sign(key)
    print(signed.raw.hex(), signed.hash.hex())
    """

    __slots__ = ("_handle", "__weakref__")
    _handle: _TransactionHandle | None

    def __init__(
        self,
        type: TransactionType | int | None = None,
        *,
        chain_id: int | None,
        nonce: int,
        gas_limit: int,
        gas_price: int = 0,
        max_priority_fee_per_gas: int = 0,
        max_fee_per_gas: int = 0,
        max_fee_per_blob_gas: int = 0,
        to: AddressLike | None = None,
        value: int = 0,
        data: Buffer = b"",
        access_list: AccessList = (),
        blob_versioned_hashes: Sequence[Buffer] = (),
        authorizations: Sequence[Authorization] = (),
    ) -> None:
        """Checks the fields.

        Args:
            type: 0 to 4; None takes the one that the fields are of: set code with authorizations,
                blob with blob hashes, legacy with a gas price and no access list, access list with
                both, else dynamic fee.
            chain_id: the chain, 1 to 2**63 - 37; None is any, which only legacy ones can be for.
            nonce: how many transactions the account sent before.
            gas_limit: the most gas that it may use.
            gas_price: wei for each unit of gas: legacy and access list.
            max_priority_fee_per_gas: the most beyond the base fee: from dynamic fee on.
            max_fee_per_gas: the most in all: from dynamic fee on.
            max_fee_per_blob_gas: wei for each unit of blob gas: blob.
            to: the recipient; None creates a contract.
            value: wei to transfer.
            data: what the recipient is called with, or the code that creates the contract.
            access_list: pairs of an address and its storage keys of 32 bytes.
            blob_versioned_hashes: 32 bytes for each blob.
            authorizations: accounts' consent to run the code of others.

        Raises:
            TransactionFieldError: a field is out of its range or has no place in the type.
            TransactionTypeError: there is no such type.
        """
        fields = _fields(
            type, chain_id, nonce, gas_limit, gas_price, max_priority_fee_per_gas, max_fee_per_gas,
            max_fee_per_blob_gas, to, value, data, access_list, blob_versioned_hashes,
            authorizations,
        )  # fmt: skip
        self._begin(functions.kedge_transaction_create, byref(fields))

    @classmethod
    def from_json(cls, json: Text) -> Transaction:
        """Reads the object that JSON-RPC calls a transaction, without a signature.

        Raises:
            MalformedJSONError, MalformedTransactionError: it is none.
            TransactionFieldError, TransactionTypeError: a field or the type breaks a rule.
        """
        return cls._made(functions.kedge_transaction_create_json, *text(json))

    @classmethod
    def decode(cls, data: Buffer, *, chain_id: int | None = None) -> Transaction:
        """Reads the bytes whose hash is signed.

        Args:
            data: as `encode` makes them.
            chain_id: refuse every other chain; None takes any.

        Raises:
            MalformedRLPError, MalformedTransactionError, TransactionTypeError,
                TransactionFieldError: it is none, or not written in the one canonical way.
            WrongChainError: it is not for that chain.
        """
        return cls._made(functions.kedge_transaction_decode, *borrow(data), _chain(chain_id))

    @classmethod
    def _made(cls, call: Callable[..., int], *arguments: object) -> Transaction:
        transaction = cls.__new__(cls)
        transaction._begin(call, *arguments)
        return transaction

    def _begin(self, call: Callable[..., int], *arguments: object) -> None:
        handle = _TransactionHandle()
        status = call(*arguments, byref(handle))
        if status:
            raise failure(status)
        self._handle = handle

    def encode(self) -> bytes:
        """The bytes whose hash is signed."""
        return produce(functions.kedge_transaction_encode, 256, self._handle)

    @property
    def digest(self) -> bytes:
        """The 32 bytes that are signed, for a hardware signer for instance."""
        return write(_HASH, functions.kedge_transaction_hash, self._handle)

    def to_json(self) -> str:
        """The transaction as JSON-RPC writes it."""
        return produce_text(functions.kedge_transaction_format, 1024, self._handle)

    def sign(self, key: PrivateKey, *, hedged: bool = False) -> SignedTransaction:
        """Signs the transaction. Costs about 25 us.

        Args:
            key: the sender's.
            hedged: as in `PrivateKey.sign`.
        """
        return SignedTransaction._made(
            functions.kedge_transaction_sign, self._handle, key._handle, bool(hedged)
        )

    def attach(self, signature: Buffer) -> SignedTransaction:
        """Adds a signature of `digest` that was made elsewhere.

        Args:
            signature: 65 bytes: r, s, and 27, 28, 0 or 1.

        Raises:
            InvalidSignatureError, HighSError: it is out of range.
        """
        return SignedTransaction._made(
            functions.kedge_transaction_attach,
            self._handle,
            exactly(signature, _abi.KEDGE_SIGNATURE_BYTES, "signature"),
        )

    @property
    def fields(self) -> dict[str, Any]:
        """What the transaction says, by the names of the arguments of `Transaction`."""
        found = _Fields(struct_size=sizeof(_Fields))
        handle = self._handle  # what the fields point to lives as long as it
        status = functions.kedge_transaction_read(handle, byref(found))
        if status:
            raise failure(status)
        return _read(found)

    def close(self) -> None:
        """Ends the transaction; afterwards every call with it raises `InvalidHandleError`."""
        self._handle = None


class SignedTransaction(ClosedByWith):
    """A transaction and its signature."""

    __slots__ = ("_handle", "__weakref__")
    _handle: _SignedTransactionHandle | None

    def __init__(self, raw: Buffer, *, chain_id: int | None = None) -> None:
        """Reads a signed transaction.

        Args:
            raw: its bytes as they are sent, with or without blobs.
            chain_id: refuse every other chain, and transactions for any; None takes all.

        Raises:
            MalformedRLPError, MalformedTransactionError, TransactionTypeError,
                TransactionFieldError: it is none, or not written in the one canonical way.
            InvalidSignatureError, HighSError: the signature is out of range.
            WrongChainError: it is not for that chain.
            InvalidSidecarError: blobs, commitments and proofs do not fit.
        """
        self._begin(functions.kedge_signed_transaction_decode, *borrow(raw), _chain(chain_id))

    @classmethod
    def from_json(cls, json: Text, *, chain_id: int | None = None) -> SignedTransaction:
        """Reads a transaction as a node answers it; its hash and sender are checked where given.

        Raises:
            MalformedJSONError, MalformedTransactionError, TransactionTypeError,
                TransactionFieldError: it is none, or has another hash or sender than it says.
            InvalidSignatureError, HighSError: the signature is out of range.
            WrongChainError: it is not for that chain.
        """
        return cls._made(
            functions.kedge_signed_transaction_create_json, *text(json), _chain(chain_id)
        )

    @classmethod
    def _made(cls, call: Callable[..., int], *arguments: object) -> SignedTransaction:
        signed = cls.__new__(cls)
        signed._begin(call, *arguments)
        return signed

    def _begin(self, call: Callable[..., int], *arguments: object) -> None:
        handle = _SignedTransactionHandle()
        status = call(*arguments, byref(handle))
        if status:
            raise failure(status)
        self._handle = handle

    @property
    def raw(self) -> bytes:
        """The bytes that are sent and hashed, without blobs."""
        return produce(functions.kedge_signed_transaction_encode, 512, self._handle)

    @property
    def network_form(self) -> bytes:
        """The bytes that are sent, with blobs.

        Raises:
            WithoutSidecarError: there are none.
        """
        return produce(functions.kedge_signed_transaction_network_form, 150_000, self._handle)

    @property
    def hash(self) -> bytes:
        """The 32 bytes that name the transaction."""
        return write(_HASH, functions.kedge_signed_transaction_hash, self._handle)

    @property
    def sender(self) -> str:
        """The account that signed it. Costs about 33 us.

        Raises:
            InvalidSignatureError: no key makes the signature.
        """
        return address_text(
            write(_ADDRESS, functions.kedge_signed_transaction_sender, self._handle)
        )

    @property
    def signature(self) -> bytes:
        """65 bytes: r, s, and 27 or 28."""
        return write(
            _abi.KEDGE_SIGNATURE_BYTES, functions.kedge_signed_transaction_signature, self._handle
        )

    @property
    def transaction(self) -> Transaction:
        """The same without the signature."""
        return Transaction._made(functions.kedge_signed_transaction_transaction, self._handle)

    def to_json(self) -> str:
        """The transaction as a node answers it."""
        return produce_text(functions.kedge_signed_transaction_format, 2048, self._handle)

    def attach_sidecar(self, sidecar: BlobSidecar) -> SignedTransaction:
        """The same with blobs, commitments and proofs.

        Raises:
            InvalidSidecarError: they do not fit the transaction's hashes.
            InvalidArgumentError: there is no such version of sidecars.
        """
        structure = _abi.kedge_blob_sidecar(struct_size=sizeof(_abi.kedge_blob_sidecar))
        kept = [
            create_string_buffer(b"".join(parts), max(1, sum(map(len, parts))))
            for parts in (sidecar.blobs, sidecar.commitments, sidecar.proofs)
        ]
        structure.version = sidecar.version
        structure.blobs, structure.commitments, structure.proofs = map(addressof, kept)
        structure.blob_count = len(sidecar.blobs)
        return self._made(
            functions.kedge_signed_transaction_attach_sidecar, self._handle, byref(structure)
        )

    @property
    def sidecar(self) -> BlobSidecar:
        """The blobs, commitments and proofs.

        Raises:
            WithoutSidecarError: there are none.
        """
        found = _abi.kedge_blob_sidecar(struct_size=sizeof(_abi.kedge_blob_sidecar))
        handle = self._handle  # what the structure points to lives as long as it
        status = functions.kedge_signed_transaction_sidecar(handle, byref(found))
        if status:
            raise failure(status)
        count = found.blob_count
        proofs = count * (_abi.KEDGE_CELL_PROOFS_PER_BLOB if found.version == 1 else 1)
        return BlobSidecar(
            _pieces(found.blobs, count, _abi.KEDGE_BLOB_BYTES),
            _pieces(found.commitments, count, _abi.KEDGE_KZG_BYTES),
            _pieces(found.proofs, proofs, _abi.KEDGE_KZG_BYTES),
            found.version,
        )

    def close(self) -> None:
        """Ends the transaction; afterwards every call with it raises `InvalidHandleError`."""
        self._handle = None


def sign_transaction(
    key: PrivateKey,
    type: TransactionType | int | None = None,
    *,
    chain_id: int | None,
    nonce: int,
    gas_limit: int,
    gas_price: int = 0,
    max_priority_fee_per_gas: int = 0,
    max_fee_per_gas: int = 0,
    max_fee_per_blob_gas: int = 0,
    to: AddressLike | None = None,
    value: int = 0,
    data: Buffer = b"",
    access_list: AccessList = (),
    blob_versioned_hashes: Sequence[Buffer] = (),
    authorizations: Sequence[Authorization] = (),
    hedged: bool = False,
) -> tuple[bytes, bytes]:
    """Checks, encodes, signs and hashes a transaction in one call: the short way, and the fastest.

    Args:
        key: the sender's.
        hedged: as in `PrivateKey.sign`.

    The other arguments are those of `Transaction`.

    Returns:
        The bytes to send, and the transaction's hash.

    Raises:
        TransactionFieldError: a field is out of its range or has no place in the type.
        TransactionTypeError: there is no such type.
    """
    fields = _fields(
        type, chain_id, nonce, gas_limit, gas_price, max_priority_fee_per_gas, max_fee_per_gas,
        max_fee_per_blob_gas, to, value, data, access_list, blob_versioned_hashes, authorizations,
    )  # fmt: skip
    size = 512 + fields.data_len
    digest = new_bytes(None, _HASH)
    length = c_size_t()
    while True:
        out = new_bytes(None, size)
        status = _sign_fields(
            key._handle, byref(fields), bool(hedged), out, size, byref(length), digest
        )
        if status == 0:
            return out[: length.value], digest
        if status != _abi.KEDGE_BUFFER_TOO_SMALL or length.value <= size:
            raise failure(status)
        size = length.value


def _chain(chain_id: int | None) -> int:
    if chain_id is None:
        return _ANY
    if chain_id == _ANY:
        raise ValueError(f"chain_id is {chain_id}: 0 to 2**64 - 2 are taken")
    return unsigned(chain_id, "chain_id", 64)


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


def _fields(
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


def _read(found: _abi.kedge_transaction_fields) -> dict[str, Any]:
    from .wallet_enums import TransactionType

    def number(field: Any) -> int:
        return int.from_bytes(bytes(field), "big")

    entries = []
    for i in range(found.access_list_count):
        entry = found.access_list[i]
        keys = _pieces(entry.storage_keys, entry.storage_key_count, 32)
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
        "to": address_text(string_at(found.to, _ADDRESS)) if found.to else None,
        "value": number(found.value),
        "data": string_at(found.data, found.data_len) if found.data_len else b"",
        "access_list": entries,
        "blob_versioned_hashes": _pieces(found.blob_versioned_hashes, found.blob_count, 32),
        "authorizations": [
            Authorization._unpacked(bytes(found.authorizations[i]))
            for i in range(found.authorization_count)
        ],
    }


def _pieces(address: int | None, count: int, size: int) -> list[bytes]:
    if not address or not count:
        return []
    joined = string_at(address, count * size)
    return [joined[i : i + size] for i in range(0, len(joined), size)]
