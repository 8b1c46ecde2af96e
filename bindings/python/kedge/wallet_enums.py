"""The enumerations of wallets, in a module that is imported when one of them is first used.

Python's own `enum` takes longer to import than all the rest of this package.
"""

from __future__ import annotations

from enum import IntEnum

from . import _abi


class Language(IntEnum):
    """The language of a mnemonic."""

    ENGLISH = _abi.KEDGE_LANGUAGE_ENGLISH
    JAPANESE = _abi.KEDGE_LANGUAGE_JAPANESE
    KOREAN = _abi.KEDGE_LANGUAGE_KOREAN
    SPANISH = _abi.KEDGE_LANGUAGE_SPANISH
    CHINESE_SIMPLIFIED = _abi.KEDGE_LANGUAGE_CHINESE_SIMPLIFIED
    CHINESE_TRADITIONAL = _abi.KEDGE_LANGUAGE_CHINESE_TRADITIONAL
    FRENCH = _abi.KEDGE_LANGUAGE_FRENCH
    ITALIAN = _abi.KEDGE_LANGUAGE_ITALIAN
    CZECH = _abi.KEDGE_LANGUAGE_CZECH
    PORTUGUESE = _abi.KEDGE_LANGUAGE_PORTUGUESE
    RUSSIAN = _abi.KEDGE_LANGUAGE_RUSSIAN
    """Outside BIP-39 proper, from Trezor's lists."""
    TURKISH = _abi.KEDGE_LANGUAGE_TURKISH
    """Outside BIP-39 proper, from Trezor's lists."""


class KeystoreKDF(IntEnum):
    """What makes a keystore's password costly to guess."""

    SCRYPT = _abi.KEDGE_KDF_SCRYPT
    PBKDF2 = _abi.KEDGE_KDF_PBKDF2


class TransactionType(IntEnum):
    """The kinds of transactions."""

    LEGACY = _abi.KEDGE_TRANSACTION_LEGACY
    """The first kind, with or without EIP-155."""
    ACCESS_LIST = _abi.KEDGE_TRANSACTION_ACCESS_LIST
    """With an access list (EIP-2930)."""
    DYNAMIC_FEE = _abi.KEDGE_TRANSACTION_DYNAMIC_FEE
    """With a fee that follows the base fee (EIP-1559)."""
    BLOB = _abi.KEDGE_TRANSACTION_BLOB
    """With blobs (EIP-4844)."""
    SET_CODE = _abi.KEDGE_TRANSACTION_SET_CODE
    """With authorizations that set accounts' code (EIP-7702)."""
