"""Trees of keys (BIP-32, BIP-44)."""

from __future__ import annotations

from ctypes import byref, c_size_t, c_uint32, sizeof

from . import _abi
from ._call import Handle, Owner, borrow, clamped, failure, new_bytes, produce_text, write
from ._library import functions
from ._told import Told
from ._values import text, unsigned
from ._wallet_call import address_text
from .keys import PrivateKey, PrivateKeyHandle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, Union

    from typing_extensions import Buffer

    from ._values import Text

HARDENED = _abi.KEDGE_HARDENED
ETHEREUM_PATH = "m/44'/60'/0'/0/0"
_ADDRESS = _abi.KEDGE_ADDRESS_BYTES
_TEXT = _abi.KEDGE_EXTENDED_KEY_TEXT_BYTES


class _HDKeyHandle(Handle):
    __slots__ = ()
    destroy = functions.kedge_hd_key_destroy


class HDKeyInfo(Told):
    """What is known of an HD key.

    Attributes:
        depth: levels below the master key, 0 to 255.
        child_number: the number that it was derived with, plus `HARDENED` for a hardened one.
        fingerprint: the first four bytes of the hash of its public key, as a number.
        parent_fingerprint: the same of its parent; 0 for a master key.
        is_private: whether it is a private key.
    """

    __slots__ = ("depth", "child_number", "fingerprint", "parent_fingerprint", "is_private")
    depth: int
    child_number: int
    fingerprint: int
    parent_fingerprint: int
    is_private: bool

    def __init__(self, told: _abi.kedge_hd_key_info) -> None:
        self._keep(
            told.depth,
            told.child_number,
            told.fingerprint,
            told.parent_fingerprint,
            bool(told.is_private),
        )

    def __repr__(self) -> str:
        kind = "private" if self.is_private else "public"
        return f"<HDKeyInfo {self.fingerprint:08x}, {kind}, depth {self.depth}>"


class HDKey(Owner):
    """A key of a tree, private or public. Any number of threads may use it.

    with kedge.HDKey.from_mnemonic(phrase) as master:
        account = master.derive("m/44'/60'/0'/0")
        print(account.addresses(0, 10))
    """

    __slots__ = ()
    _handle: _HDKeyHandle | None

    def __init__(self, seed: Buffer) -> None:
        """Makes the master key of a seed.

        Args:
            seed: 16 to 64 bytes.

        Raises:
            InvalidSeedError: it has another length or, once in 2**127, gives no key.
        """
        data, length = borrow(seed)
        self._begin(_HDKeyHandle(), functions.kedge_hd_key_create_seed, data, length)

    @classmethod
    def from_mnemonic(cls, phrase: Text, passphrase: Text = "") -> HDKey:
        """The master key of a mnemonic. Takes about half a millisecond.

        Args:
            phrase: the words; they are checked, in whichever language.
            passphrase: text that is not part of the words; another one gives another wallet.

        Raises:
            MnemonicError: it is no mnemonic.
        """
        create = functions.kedge_hd_key_create_mnemonic
        return cls._made(_HDKeyHandle(), create, *text(phrase), *text(passphrase))

    @classmethod
    def from_text(cls, extended_key: Text) -> HDKey:
        """The key that an xprv or xpub writes.

        Raises:
            InvalidExtendedKeyError: it breaks a rule of BIP-32.
        """
        create = functions.kedge_hd_key_create_text
        return cls._made(_HDKeyHandle(), create, *text(extended_key))

    def derive(self, path: Union[str, Sequence[int]]) -> HDKey:
        """A key further down.

        Args:
            path: text such as "m/44'/60'/0'/0/0", or relative to this key, "0/5"; or numbers, with
                `HARDENED` added to a hardened one.

        Raises:
            InvalidPathError: the path breaks a rule.
            HDKeyIsPublicError: a hardened step below a public key.
            HDKeyTooDeepError: it goes more than 255 levels below the master key.
        """
        if isinstance(path, str):
            derive = functions.kedge_hd_key_derive
            return self._made(_HDKeyHandle(), derive, self._handle, *text(path))
        derive = functions.kedge_hd_key_derive_numbers
        return self._made(_HDKeyHandle(), derive, self._handle, _numbers(path), len(path))

    def public(self) -> HDKey:
        """The public twin, which derives addresses and cannot sign."""
        return self._made(_HDKeyHandle(), functions.kedge_hd_key_public, self._handle)

    def to_text(self) -> str:
        """The key as an xprv or xpub. An xprv is a secret."""
        return produce_text(functions.kedge_hd_key_format, _TEXT, self._handle)

    @property
    def info(self) -> HDKeyInfo:
        """What is known of the key."""
        told = _abi.kedge_hd_key_info(struct_size=sizeof(_abi.kedge_hd_key_info))
        self._call(functions.kedge_hd_key_get_info, byref(told))
        return HDKeyInfo(told)

    @property
    def private_key(self) -> PrivateKey:
        """The key as one that signs.

        Raises:
            HDKeyIsPublicError: it is a public key.
        """
        call = functions.kedge_hd_key_private_key
        return PrivateKey._made(PrivateKeyHandle(), call, self._handle)

    @property
    def public_key(self) -> bytes:
        """The public key in 33 bytes."""
        return write(
            _abi.KEDGE_PUBLIC_KEY_COMPRESSED_BYTES,
            functions.kedge_hd_key_public_key,
            self._handle,
        )

    @property
    def address(self) -> str:
        """The address, with the letters of EIP-55."""
        return address_text(write(_ADDRESS, functions.kedge_hd_key_address, self._handle))

    def addresses(self, first: int, count: int, *, threads: int = 1) -> list[str]:
        """The addresses of the normal children first to first + count - 1.

        Args:
            first: 0 or more.
            count: how many; the last child's number stays below 2**31.
            threads: 1 to 64 that share the work; they end with the call.

        Raises:
            InvalidChildError: once in 2**127, one of them does not exist.
        """
        first, count = unsigned(first, "first", 32), unsigned(count, "count", 32)
        if first + count > 2**31:
            raise ValueError(f"first + count is {first + count}: at most 2**31 is taken")
        out = new_bytes(None, _ADDRESS * count)
        self._call(functions.kedge_hd_key_addresses, first, count, clamped(threads, 32), out)
        return [address_text(out[i : i + _ADDRESS]) for i in range(0, len(out), _ADDRESS)]

    def close(self) -> None:
        """Wipes the key; afterwards every call with it raises `InvalidHandleError`."""
        self._handle = None


def _numbers(path: Sequence[int]) -> Any:
    if isinstance(path, (str, bytes, bytearray, memoryview)):
        raise TypeError("a path is a text, or a sequence of numbers")
    numbers = [unsigned(number, "a number of the path", 32) for number in path]
    return (c_uint32 * len(numbers))(*numbers)


def parse_path(path: str) -> list[int]:
    """The numbers of a derivation path, with `HARDENED` added to hardened ones.

    Raises:
        InvalidPathError: the path breaks a rule.
    """
    numbers = (c_uint32 * 255)()
    count = c_size_t()
    status = functions.kedge_path_parse(*text(path), numbers, len(numbers), byref(count))
    if status:
        raise failure(status)
    return numbers[: count.value]


def format_path(numbers: Sequence[int]) -> str:
    """The text of a derivation path, from "m" on."""
    count = len(numbers)
    return produce_text(functions.kedge_path_format, 16 * (count + 1), _numbers(numbers), count)
