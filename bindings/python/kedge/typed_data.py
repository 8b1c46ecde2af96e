"""Typed data that wallets show and sign (EIP-712)."""

from __future__ import annotations

from collections.abc import Mapping
from ctypes import byref

from . import _abi
from ._call import Handle, Owner, clamped, default_options, produce, produce_text, write
from ._library import functions
from ._values import exactly, text
from ._wallet_call import address_bytes, address_text
from ._wallet_json import json_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Union

    from typing_extensions import Buffer

    from ._wallet_call import AddressLike
    from .keys import PrivateKey

_HASH = 32
_SIGNATURE = _abi.KEDGE_SIGNATURE_BYTES


class _TypedDataHandle(Handle):
    __slots__ = ()
    destroy = functions.kedge_typed_data_destroy


class TypedData(Owner):
    """Typed data, read and checked.

    with kedge.TypedData(request) as data:
        signature = data.sign(key)
        assert data.recover(signature) == key.address
    """

    __slots__ = ()
    _handle: _TypedDataHandle | None

    def __init__(
        self,
        data: Union[str, Buffer, Mapping[str, Any]],
        *,
        strict: bool = False,
        max_depth: int = 64,
        max_values: int = 100_000,
    ) -> None:
        """Reads typed data.

        Args:
            data: an object with types, primaryType, domain and message: JSON text, or a mapping;
                bytes within it count as their hex digits.
            strict: refuse values that are no members of their type; else they are ignored.
            max_depth: how deep structs and arrays may lie in each other, 1 to 256.
            max_values: how many values there may be in all.

        Raises:
            MalformedJSONError, MalformedTypedDataError: it is no such object.
            TypedDataTypeError, TypedDataValueError, TypedDataMissingError,
                TypedDataUnknownMemberError: a type, a value or a member breaks a rule.
            TypedDataTooLargeError: it is beyond the limits.
        """
        options = default_options(
            _abi.kedge_typed_data_options, functions.kedge_typed_data_options_init
        )
        options.is_strict = bool(strict)
        options.max_depth = clamped(max_depth, 32)
        options.max_values = clamped(max_values, 64)
        encoded, length = json_text(data) if isinstance(data, Mapping) else text(data)
        create = functions.kedge_typed_data_create
        self._begin(_TypedDataHandle(), create, encoded, length, byref(options))

    @property
    def digest(self) -> bytes:
        """The 32 bytes that are signed."""
        return write(_HASH, functions.kedge_typed_data_hash, self._handle)

    @property
    def domain_separator(self) -> bytes:
        """The hash of the domain."""
        return write(_HASH, functions.kedge_typed_data_domain_separator, self._handle)

    @property
    def struct_hash(self) -> bytes:
        """The hash of the message."""
        return write(_HASH, functions.kedge_typed_data_struct_hash, self._handle)

    @property
    def encoded_data(self) -> bytes:
        """The bytes whose hash is `struct_hash`."""
        return produce(functions.kedge_typed_data_encode_data, 512, self._handle)

    def encode_type(self, name: str) -> str:
        """A type as its hash is made of, with those that it refers to.

        Raises:
            TypedDataTypeError: neither the message nor the domain has such a type.
        """
        return produce_text(functions.kedge_typed_data_encode_type, 512, self._handle, *text(name))

    def type_hash(self, name: str) -> bytes:
        """The hash of `encode_type`, which raises the same."""
        return write(_HASH, functions.kedge_typed_data_type_hash, self._handle, *text(name))

    def sign(self, key: PrivateKey, *, hedged: bool = False) -> bytes:
        """Signs the data.

        Returns:
            65 bytes: r, s, and 27 or 28.
        """
        return write(
            _SIGNATURE,
            functions.kedge_typed_data_sign,
            self._handle,
            key._handle,
            bool(hedged),
        )

    def recover(self, signature: Buffer) -> str:
        """The address whose key signed the data.

        Raises:
            InvalidSignatureError, HighSError: it is out of range, or no key makes it.
        """
        signature = exactly(signature, _SIGNATURE, "signature")
        return address_text(
            write(
                _abi.KEDGE_ADDRESS_BYTES,
                functions.kedge_typed_data_address,
                self._handle,
                signature,
            )
        )

    def verify(self, signature: Buffer, address: AddressLike) -> None:
        """Checks that the key of an address signed the data.

        Raises:
            WrongSignerError: another key did.
            InvalidSignatureError, HighSError: the signature is out of range, or no key makes it.
        """
        self._call(
            functions.kedge_typed_data_verify,
            exactly(signature, _SIGNATURE, "signature"),
            address_bytes(address),
        )
