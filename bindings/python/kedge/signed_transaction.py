"""Transactions with their signatures."""

from __future__ import annotations

from ctypes import addressof, byref, create_string_buffer, sizeof

from . import _abi
from ._call import Handle, Owner, borrow, failure, produce, produce_text, write
from ._library import functions
from ._transaction_fields import chain_number, pieces
from ._values import text
from ._wallet_call import address_text
from .transaction_parts import BlobSidecar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing_extensions import Buffer

    from ._values import Text
    from .transactions import Transaction

_HASH = 32
_ADDRESS = _abi.KEDGE_ADDRESS_BYTES


class SignedTransactionHandle(Handle):
    __slots__ = ()
    destroy = functions.kedge_signed_transaction_destroy


class SignedTransaction(Owner):
    """A transaction and its signature."""

    __slots__ = ()
    _handle: SignedTransactionHandle | None

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
        self._begin(SignedTransactionHandle(), decode, *borrow(raw), chain_number(chain_id))

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
        return cls._made(SignedTransactionHandle(), create, *text(json), chain_number(chain_id))

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
        from .transactions import Transaction, TransactionHandle

        call = functions.kedge_signed_transaction_transaction
        return Transaction._made(TransactionHandle(), call, self._handle)

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
        return self._made(SignedTransactionHandle(), attach, self._handle, byref(structure))

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
