"""Transactions of every type: made, checked, read, and signed."""

from __future__ import annotations

from ctypes import byref, sizeof

from . import _abi
from ._call import Handle, Owner, borrow, failure, new_bytes, produce, produce_text, write
from ._library import functions
from ._transaction_fields import chain_number, pack_fields, read_fields
from ._values import exactly, text
from .signed_transaction import SignedTransaction, SignedTransactionHandle

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


class TransactionHandle(Handle):
    __slots__ = ()
    destroy = functions.kedge_transaction_destroy


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
    _handle: TransactionHandle | None

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
        self._begin(TransactionHandle(), functions.kedge_transaction_create, byref(fields))

    @classmethod
    def from_json(cls, json: Text) -> Transaction:
        """Reads the object that JSON-RPC calls a transaction, without a signature.

        Raises:
            MalformedJSONError, MalformedTransactionError: it is none.
            TransactionFieldError, TransactionTypeError: a field or the type breaks a rule.
        """
        create = functions.kedge_transaction_create_json
        return cls._made(TransactionHandle(), create, *text(json))

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
        return cls._made(TransactionHandle(), decode, *borrow(data), chain_number(chain_id))

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
            SignedTransactionHandle(),
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
            SignedTransactionHandle(),
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
