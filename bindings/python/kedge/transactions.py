"""Transactions of every type: made, signed, read, and checked."""

from __future__ import annotations

from ctypes import addressof, byref, create_string_buffer, sizeof

from . import _abi
from ._call import Handle, Owner, borrow, failure, new_bytes, produce, produce_text, write
from ._library import functions
from ._transaction_fields import pack_fields, pieces, read_fields
from ._values import exactly, text, unsigned
from ._wallet_call import address_text
from .transaction_parts import BlobSidecar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from typing_extensions import Buffer

    from ._transaction_fields import AccessList
    from ._values import Text
    from ._wallet_call import AddressLike
    from .keys import PrivateKey
    from .transaction_parts import Authorization
    from .wallet_enums import TransactionType

_Fields = _abi.kedge_transaction_fields
_sign_fields = functions.kedge_transaction_sign_fields

_HASH = 32
_ADDRESS = _abi.KEDGE_ADDRESS_BYTES
_ANY = _abi.KEDGE_ANY_CHAIN


class _TransactionHandle(Handle):
    __slots__ = ()
    destroy = functions.kedge_transaction_destroy


class _SignedTransactionHandle(Handle):
    __slots__ = ()
    destroy = functions.kedge_signed_transaction_destroy


class Transaction(Owner):
    """A transaction that is not signed, every field of which is in its range.

    transaction = kedge.Transaction(
        chain_id=1, nonce=0, gas_limit=21_000, max_fee_per_gas=30 * 10**9,
        max_priority_fee_per_gas=10**9, to=address, value=10**18,
    )
    signed = transaction.sign(key)
    print(signed.raw.hex(), signed.hash.hex())
    """

    __slots__ = ()
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
        fields = pack_fields(
            type, chain_id, nonce, gas_limit, gas_price, max_priority_fee_per_gas, max_fee_per_gas,
            max_fee_per_blob_gas, to, value, data, access_list, blob_versioned_hashes,
            authorizations,
        )  # fmt: skip
        self._begin(_TransactionHandle(), functions.kedge_transaction_create, byref(fields))

    @classmethod
    def from_json(cls, json: Text) -> Transaction:
        """Reads the object that JSON-RPC calls a transaction, without a signature.

        Raises:
            MalformedJSONError, MalformedTransactionError: it is none.
            TransactionFieldError, TransactionTypeError: a field or the type breaks a rule.
        """
        create = functions.kedge_transaction_create_json
        return cls._made(_TransactionHandle(), create, *text(json))

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
        decode = functions.kedge_transaction_decode
        return cls._made(_TransactionHandle(), decode, *borrow(data), _chain(chain_id))

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
            _SignedTransactionHandle(),
            functions.kedge_transaction_sign,
            self._handle,
            key._handle,
            bool(hedged),
        )

    def attach(self, signature: Buffer) -> SignedTransaction:
        """Adds a signature of `digest` that was made elsewhere.

        Args:
            signature: 65 bytes: r, s, and 27, 28, 0 or 1.

        Raises:
            InvalidSignatureError, HighSError: it is out of range.
        """
        return SignedTransaction._made(
            _SignedTransactionHandle(),
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
        return read_fields(found)


class SignedTransaction(Owner):
    """A transaction and its signature."""

    __slots__ = ()
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
        decode = functions.kedge_signed_transaction_decode
        self._begin(_SignedTransactionHandle(), decode, *borrow(raw), _chain(chain_id))

    @classmethod
    def from_json(cls, json: Text, *, chain_id: int | None = None) -> SignedTransaction:
        """Reads a transaction as a node answers it; its hash and sender are checked where given.

        Raises:
            MalformedJSONError, MalformedTransactionError, TransactionTypeError,
                TransactionFieldError: it is none, or has another hash or sender than it says.
            InvalidSignatureError, HighSError: the signature is out of range.
            WrongChainError: it is not for that chain.
        """
        create = functions.kedge_signed_transaction_create_json
        return cls._made(_SignedTransactionHandle(), create, *text(json), _chain(chain_id))

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
        call = functions.kedge_signed_transaction_transaction
        return Transaction._made(_TransactionHandle(), call, self._handle)

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
        attach = functions.kedge_signed_transaction_attach_sidecar
        return self._made(_SignedTransactionHandle(), attach, self._handle, byref(structure))

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
            pieces(found.blobs, count, _abi.KEDGE_BLOB_BYTES),
            pieces(found.commitments, count, _abi.KEDGE_KZG_BYTES),
            pieces(found.proofs, proofs, _abi.KEDGE_KZG_BYTES),
            found.version,
        )


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
    fields = pack_fields(
        type, chain_id, nonce, gas_limit, gas_price, max_priority_fee_per_gas, max_fee_per_gas,
        max_fee_per_blob_gas, to, value, data, access_list, blob_versioned_hashes, authorizations,
    )  # fmt: skip
    size = 512 + fields.data_len
    digest = new_bytes(None, _HASH)
    arguments = key._handle, byref(fields), bool(hedged)
    return produce(_sign_fields, size, *arguments, more=(digest,)), digest


def _chain(chain_id: int | None) -> int:
    if chain_id is None:
        return _ANY
    if chain_id == _ANY:
        raise ValueError(f"chain_id is {chain_id}: 0 to 2**64 - 2 are taken")
    return unsigned(chain_id, "chain_id", 64)
