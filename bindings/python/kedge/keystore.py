"""Keystores: private keys in JSON files under a password (Web3 secret storage, version 3)."""

from __future__ import annotations

import os
from ctypes import byref, c_size_t

from . import _abi
from ._call import (
    Failures,
    clamped,
    default_options,
    new_bytes,
    path_bytes,
    produce_text,
    progress_callback,
    write,
)
from ._library import functions
from ._values import text
from ._wallet_call import address_text
from .errors import KedgeError
from .keys import PrivateKey, PrivateKeyHandle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Union

    from typing_extensions import Buffer

    from ._call import Path, Progress
    from ._values import Text
    from .wallet_enums import KeystoreKDF


class KeystoreOptions:
    """How keystores are made, and what opening one may cost. Any number of threads may use it."""

    __slots__ = ("_options", "_failures", "_callback")

    def __init__(
        self,
        *,
        kdf: KeystoreKDF | None = None,
        scrypt_n: int = 262_144,
        scrypt_r: int = 8,
        scrypt_p: int = 1,
        pbkdf2_iterations: int = 600_000,
        writes_address: bool = True,
        max_memory_bytes: int = 512 * 2**20,
        max_work: int = 2**24,
        max_iterations: int = 10_000_000,
        progress: Progress | None = None,
    ) -> None:
        """Sets what differs from the defaults.

        Args:
            kdf: scrypt unless told.
            scrypt_n: N of scrypt, a power of two, 2 to 2**31; the default is geth's.
            scrypt_r: r of scrypt.
            scrypt_p: p of scrypt.
            pbkdf2_iterations: rounds of PBKDF2.
            writes_address: whether the address stands in the keystore.
            max_memory_bytes: the most memory that a keystore may ask for; checked before any is
                reserved.
            max_work: the most work of scrypt that it may ask for, as N * r * p.
            max_iterations: the most rounds of PBKDF2 that it may ask for.
            progress: called with the parts done and all parts while a key is derived; it cancels by
                returning False. With scrypt the parts are an estimate.
        """
        self._failures = Failures()
        options = default_options(
            _abi.kedge_keystore_options, functions.kedge_keystore_options_init
        )
        options.kdf = _abi.KEDGE_KDF_SCRYPT if kdf is None else clamped(kdf, 32)
        options.scrypt_n = clamped(scrypt_n, 64)
        options.scrypt_r = clamped(scrypt_r, 32)
        options.scrypt_p = clamped(scrypt_p, 32)
        options.pbkdf2_iterations = clamped(pbkdf2_iterations, 64)
        options.writes_address = bool(writes_address)
        options.max_memory_bytes = clamped(max_memory_bytes, 64)
        options.max_work = clamped(max_work, 64)
        options.max_iterations = clamped(max_iterations, 64)
        self._callback = progress_callback(progress, self._failures, _abi.kedge_keystore_progress)
        options.progress = self._callback
        self._options = options


def encrypt_key(
    key: PrivateKey, password: Union[str, Buffer], options: KeystoreOptions | None = None
) -> str:
    """A keystore for a private key, as JSON. Takes about a second on purpose.

    Args:
        key: the key.
        password: text, which is taken as UTF-8 and not normalised, or bytes.
        options: the defaults are geth's.

    Raises:
        InvalidArgumentError: a parameter is out of its range or beyond the limits.
        CancelledError: `progress` returned False.
    """
    options = options or KeystoreOptions()
    encrypt = functions.kedge_keystore_encrypt
    try:
        return produce_text(encrypt, 1024, key._handle, *text(password), byref(options._options))
    except KedgeError:
        options._failures.check(0)
        raise


def decrypt_key(
    keystore: Text, password: Union[str, Buffer], options: KeystoreOptions | None = None
) -> PrivateKey:
    """The private key in a keystore. Takes as long as the keystore asks for, up to the limits.

    Args:
        keystore: the JSON.
        password: text, which is taken as UTF-8 and not normalised, or bytes.
        options: limits and progress.

    Raises:
        WrongPasswordError: the password is another one, or the keystore was changed.
        MalformedKeystoreError, MalformedJSONError, KeystoreUnsupportedError: it cannot be read.
        KeystoreTooCostlyError: it asks for more than the limits.
        KeystoreAddressError: the key inside has another address than the keystore says.
        CancelledError: `progress` returned False.
    """
    options = options or KeystoreOptions()
    handle = PrivateKeyHandle()
    status = functions.kedge_keystore_decrypt(
        *text(keystore), *text(password), byref(options._options), byref(handle)
    )
    options._failures.check(status)
    return PrivateKey._of(handle)


def save_key(
    key: PrivateKey,
    password: Union[str, Buffer],
    folder: Path,
    options: KeystoreOptions | None = None,
) -> str:
    """Writes a keystore into a folder under geth's name, `UTC--<time>--<address>`.

    The file appears whole or not at all, readable by its owner only.

    Returns:
        The file's path.

    Raises:
        As `encrypt_key`, and `FileError`.
    """
    options = options or KeystoreOptions()
    encoded = path_bytes(folder)
    size = len(encoded) + 128
    out, written = new_bytes(None, size), c_size_t()
    data, length = text(password)
    status = functions.kedge_keystore_save(
        key._handle, data, length, byref(options._options), encoded, out, size, byref(written)
    )
    options._failures.check(status, folder)
    return os.fsdecode(out[: written.value])


def open_key(
    path: Path, password: Union[str, Buffer], options: KeystoreOptions | None = None
) -> PrivateKey:
    """The private key in a keystore file.

    Raises:
        As `decrypt_key`, and `FileError`.
    """
    options = options or KeystoreOptions()
    handle = PrivateKeyHandle()
    data, length = text(password)
    status = functions.kedge_keystore_open(
        path_bytes(path), data, length, byref(options._options), byref(handle)
    )
    options._failures.check(status, path)
    return PrivateKey._of(handle)


def keystore_address(keystore: Text) -> str:
    """The address that a keystore says it is for, which costs no derivation.

    Raises:
        KeystoreWithoutAddressError: it does not say.
    """
    return address_text(
        write(_abi.KEDGE_ADDRESS_BYTES, functions.kedge_keystore_address, *text(keystore))
    )
