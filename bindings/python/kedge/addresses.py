"""Addresses as text, addresses of contracts, and amounts as people write them."""

from __future__ import annotations

from . import _abi
from ._call import borrow, produce_text, write
from ._library import functions
from ._values import exactly, text, unsigned
from ._wallet_call import address_bytes, address_text, uint256

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing_extensions import Buffer

    from ._wallet_call import AddressLike

_ADDRESS = _abi.KEDGE_ADDRESS_BYTES


def parse_address(
    address: str, *, chain_id: int | None = None, require_checksum: bool = False
) -> bytes:
    """The 20 bytes of an address.

    Args:
        address: 0x and 40 hex digits. Letters of both cases have to be those of the checksum.
        chain_id: the chain whose checksum it is, for chains that use EIP-1191; None is EIP-55.
        require_checksum: refuse an address whose letters are all of one case, which has none.

    Raises:
        InvalidAddressError: it is no such text.
        AddressChecksumError: a digit was mistyped, or it is of another chain.
    """
    data, length = text(address)
    return write(
        _ADDRESS,
        functions.kedge_address_parse,
        data,
        length,
        _chain(chain_id),
        bool(require_checksum),
    )


def format_address(address: AddressLike, *, chain_id: int | None = None) -> str:
    """An address with the letters of its checksum.

    Args:
        address: 20 bytes, or text.
        chain_id: the chain, for chains that use EIP-1191; None is EIP-55.
    """
    return produce_text(
        functions.kedge_address_format,
        _abi.KEDGE_ADDRESS_TEXT_BYTES,
        address_bytes(address),
        _chain(chain_id),
    )


def _chain(chain_id: int | None) -> int:
    if chain_id is None:
        return 0
    if chain_id == 0:  # which the library takes for EIP-55
        raise ValueError("chain_id is 0: 1 to 2**64 - 1 are taken")
    return unsigned(chain_id, "chain_id", 64)


def contract_address(sender: AddressLike, nonce: int) -> str:
    """The address of the contract that a transaction or CREATE makes.

    Args:
        sender: the account that makes it.
        nonce: the account's nonce at that moment, 0 to 2**64 - 1.
    """
    return address_text(
        write(
            _ADDRESS,
            functions.kedge_address_of_creation,
            address_bytes(sender),
            unsigned(nonce, "nonce", 64),
        )
    )


def contract_address2(
    sender: AddressLike,
    salt: Buffer,
    init_code: Buffer | None = None,
    *,
    init_code_hash: Buffer | None = None,
) -> str:
    """The address of the contract that CREATE2 makes (EIP-1014).

    Args:
        sender: the contract that makes it.
        salt: 32 bytes.
        init_code: the code that makes it; or
        init_code_hash: its Keccak-256, 32 bytes.
    """
    code: tuple[object, ...]
    if init_code is not None and init_code_hash is None:
        call, code = functions.kedge_address_of_creation2, borrow(init_code)
    elif init_code_hash is not None and init_code is None:
        call = functions.kedge_address_of_creation2_hash
        code = (exactly(init_code_hash, 32, "init_code_hash"),)
    else:
        raise TypeError("give init_code or init_code_hash")
    return address_text(
        write(_ADDRESS, call, address_bytes(sender), exactly(salt, 32, "salt"), *code)
    )


def parse_amount(amount: str, decimals: int = 18) -> int:
    """An amount in its smallest unit: wei for ether.

    Args:
        amount: digits, with a point where there are decimals: "1.5".
        decimals: how many decimals the unit has, 0 to 77.

    Raises:
        InvalidNumberError: it is no such text, has more decimals, or more than 256 bits.
    """
    places = unsigned(decimals, "decimals", 32)
    return int.from_bytes(write(32, functions.kedge_amount_parse, *text(amount), places), "big")


def format_amount(amount: int, decimals: int = 18) -> str:
    """An amount of smallest units as a person reads it, without trailing zeros.

    Args:
        amount: 0 to 2**256 - 1.
        decimals: how many decimals the unit has, 0 to 77.
    """
    places = unsigned(decimals, "decimals", 32)
    return produce_text(functions.kedge_amount_format, 160, uint256(amount, "amount"), places)
