"""What transactions carry: authorizations (EIP-7702) and sidecars of blobs (EIP-4844)."""

from __future__ import annotations

from ctypes import byref
from struct import Struct

from . import _abi
from ._call import failure, write
from ._library import functions
from ._told import Told
from ._values import fixed, unsigned
from ._wallet_call import address_bytes, address_text, uint256

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from typing_extensions import Buffer

    from ._wallet_call import AddressLike
    from .keys import PrivateKey

_HASH = 32

# kedge_authorization: one call packs what would be an assignment for each field. A test compares it
# with the structure.
_AUTHORIZATION = Struct("=32s20sB3xQ32s32s")


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
            write(_abi.KEDGE_ADDRESS_BYTES, functions.kedge_authorization_address, byref(self._structure()))
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
