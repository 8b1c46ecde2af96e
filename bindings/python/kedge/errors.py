"""The exceptions: one for each status of the library, under one base for each area."""

from __future__ import annotations

import builtins
import errno

from . import _abi

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class KedgeError(Exception):
    """A call of the library failed.

    Its text is the library's sentence for a person: which input, which rule, what to do; never a
    secret.

    Attributes:
        status: the library's number, fixed for ever, such as 100.
        status_name: its name, such as "KEDGE_AUTHENTICATION_FAILED".
    """

    def __init__(self, message: str, status: int, status_name: str) -> None:
        super().__init__(message, status, status_name)
        self.status = status
        self.status_name = status_name

    def __str__(self) -> str:
        return str(self.args[0])


class InvalidArgumentError(KedgeError, ValueError):
    """An argument breaks a rule of the call."""


class InvalidHandleError(KedgeError):
    """The object was closed."""


class OutOfMemoryError(KedgeError, MemoryError):
    """The system has no memory left for what was asked."""


class BusyError(KedgeError):
    """The object is in use by another thread, and cannot be shared."""


class RandomUnavailableError(KedgeError):
    """The operating system gave no randomness."""


class MemoryNotLockedError(KedgeError):
    """Secret memory could not be locked, and `require_locked_memory` asked for an error then."""


class TooManyHandlesError(KedgeError):
    """As many handles are alive as the library can hold."""


class AlgorithmUnavailableError(KedgeError):
    """The libcrypto in use does not offer the algorithm, or its configuration forbids it."""


class ForkedError(KedgeError):
    """The object belongs to the parent process: it is tied to a file. Make a new one here."""


class CancelledError(KedgeError):
    """The progress function returned False."""


class FileError(KedgeError, OSError):
    """The base of what goes wrong with a file; an `OSError` of Python's too.

    Attributes:
        errno: the number of the operating system's that comes closest.
        strerror: the library's sentence.
        filename: the path that the call was given; None where it was given none.
        filename2: the second path of a call that was given two.
    """

    _errno = errno.EIO

    # OSError takes its arguments for a number, a text and a file's name.
    def __init__(self, message: str, status: int, status_name: str) -> None:
        OSError.__init__(self, self._errno, message)
        self.status = status
        self.status_name = status_name

    def __str__(self) -> str:
        paths = [repr(path) for path in (self.filename, self.filename2) if path is not None]
        return f"{self.strerror}: {' -> '.join(paths)}" if paths else str(self.strerror)

    def __reduce__(self) -> tuple[Any, ...]:
        paths = {"filename": self.filename, "filename2": self.filename2}
        return type(self), (self.strerror, self.status, self.status_name), paths


class FileNotFoundError(FileError, builtins.FileNotFoundError):
    """There is no file, or no folder, at the path."""

    _errno = errno.ENOENT


class FileExistsError(FileError, builtins.FileExistsError):
    """There is a file at the path already, and the call does not replace it."""

    _errno = errno.EEXIST


class PermissionDeniedError(FileError, builtins.PermissionError):
    """The operating system does not let this process do that with the file."""

    _errno = errno.EACCES


class NoSpaceError(FileError):
    """No room is left: the disk, a quota or the largest size of a file."""

    _errno = errno.ENOSPC


class InputOutputError(FileError):
    """Reading or writing failed; the text gives the operating system's number."""


class FileChangedError(FileError):
    """A file that was being read changed meanwhile."""


class CryptoError(KedgeError):
    """The base of what only cryptography raises."""


class AuthenticationError(CryptoError):
    """The data is not what was sealed under this key, nonce and associated data."""


class KeyExhaustedError(CryptoError):
    """The key made as many nonces as it may; take a new key."""


class InvalidKeyLengthError(CryptoError, ValueError):
    """A key's length is not one that the algorithm has."""


class InvalidNonceLengthError(CryptoError, ValueError):
    """A nonce's length is outside what the algorithm takes."""


class InvalidTagLengthError(CryptoError, ValueError):
    """A tag's length is outside what the library accepts."""


class MessageTooLongError(CryptoError, ValueError):
    """The message is longer than the algorithm can protect under one nonce."""


class MessageTooShortError(CryptoError, ValueError):
    """Sealed data is shorter than what surrounds an empty message: it was cut."""


class EncryptionError(KedgeError):
    """The base of what only keyrings, sealed data and logs raise."""


class UnknownKeyError(EncryptionError, LookupError):
    """The ring has no key with this id, or with the id that the sealed data names."""


class KeyDisabledError(EncryptionError):
    """The key is disabled; enable it to use it again."""


class KeyDestroyedError(EncryptionError):
    """The key was destroyed: what was sealed with it never opens again."""


class KeyIsPrimaryError(EncryptionError):
    """The primary key can be neither disabled nor destroyed; make another one primary first."""


class NoPrimaryKeyError(EncryptionError):
    """The ring has no primary key to seal with."""


class KeyNeedsFileError(EncryptionError):
    """An AES-256-GCM key seals only in the ring file that counts its nonces."""


class ExportNotAllowedError(EncryptionError):
    """The ring was not opened with `allow_export`."""


class TooManyKeysError(EncryptionError):
    """The ring holds as many keys as it may (1,000)."""


class MalformedHeaderError(EncryptionError, ValueError):
    """The data does not begin with a header of this kind, or a field of it breaks a rule."""


class UnknownVersionError(EncryptionError):
    """The data is of a format version that this library does not know: a newer one wrote it."""


class KeyringDamagedError(EncryptionError):
    """The keyring's bytes were changed or cut, or are no keyring; or an older file was put back."""


class WrongUnlockError(EncryptionError):
    """The keyring is whole, and another passphrase or key unlocks it."""


class DerivationTooCostlyError(EncryptionError):
    """The keyring asks for more memory or work to try a passphrase than the caller allows."""


class KeyServiceError(EncryptionError):
    """The key service did not wrap or unwrap the ring's key."""


class KeyringHasNoFileError(EncryptionError):
    """The call needs a ring that was opened from a file."""


class LogDamagedError(EncryptionError):
    """A record of the log, or the log's end, was changed; the text names the record."""


class LogRolledBackError(EncryptionError):
    """The log is not the one of the checkpoint: records were cut off or replaced."""


class LogClosedError(EncryptionError):
    """The log was rotated: records go to the file that follows it."""


class EndOfLogError(EncryptionError, IndexError):
    """There is no record of that number in this file."""


class WalletError(KedgeError):
    """The base of what only wallets raise."""


class MnemonicError(WalletError, ValueError):
    """The base of what is wrong with a mnemonic."""


class KeystoreError(WalletError):
    """The base of what is wrong with a keystore."""


class TransactionError(WalletError, ValueError):
    """The base of what is wrong with a transaction."""


class TypedDataError(WalletError, ValueError):
    """The base of what is wrong with typed data."""


class ContractError(WalletError, ValueError):
    """The base of what is wrong with types, values or data of a contract."""


class InvalidPrivateKeyError(WalletError, ValueError):
    """A private key is 0, not below the order of the curve, or of another length."""


class InvalidPublicKeyError(WalletError, ValueError):
    """Bytes are no public key: a point of the curve in 33 or 65 bytes."""


class InvalidSignatureError(WalletError, ValueError):
    """r, s or v of a signature is out of range, or no key makes it."""


class HighSError(WalletError, ValueError):
    """s of a signature is above half the order of the curve, which EIP-2 refuses."""


class WrongSignerError(WalletError):
    """A signature is valid, and another key's."""


class InvalidAddressError(WalletError, ValueError):
    """Text is not 0x and 40 hex digits."""


class AddressChecksumError(WalletError, ValueError):
    """The letters of an address are not those of its checksum: a digit was mistyped."""


class InvalidNumberError(WalletError, ValueError):
    """Text is no number of the kind asked for, or too large."""


class InvalidUTF8Error(WalletError, ValueError):
    """Text is not UTF-8."""


class MalformedJSONError(WalletError, ValueError):
    """Text is not strict JSON; the text of the exception tells where."""


class MnemonicLengthError(MnemonicError):
    """A mnemonic has not 12, 15, 18, 21 or 24 words, or entropy not their bytes."""


class MnemonicUnknownWordError(MnemonicError):
    """A word is not in the list.

    Attributes:
        position: which word it is, from 1; 0 where the call does not tell.
    """

    position = 0


class MnemonicChecksumError(MnemonicError):
    """Every word is known, and one was taken for another, or two changed places."""


class MnemonicAmbiguousError(MnemonicError):
    """A mnemonic is valid in more than one language; name the one that is meant."""


class InvalidSeedError(WalletError, ValueError):
    """A seed has not 16 to 64 bytes or, once in 2**127, gives no key."""


class InvalidPathError(WalletError, ValueError):
    """A derivation path breaks a rule."""


class InvalidExtendedKeyError(WalletError, ValueError):
    """Text is no xprv or xpub by all rules of BIP-32."""


class HDKeyIsPublicError(WalletError):
    """An HD key is a public one, and the call needs the private key."""


class InvalidChildError(WalletError):
    """The child at that index does not exist, once in 2**127; take the next one."""


class HDKeyTooDeepError(WalletError, ValueError):
    """A path goes more than 255 levels below the master key."""


class MalformedKeystoreError(KeystoreError, ValueError):
    """A keystore lacks a field of version 3, or a field breaks a rule."""


class KeystoreUnsupportedError(KeystoreError):
    """A keystore is of another version, or names a cipher or key derivation that is not of it."""


class WrongPasswordError(KeystoreError):
    """The password is another one, or the keystore was changed."""


class KeystoreTooCostlyError(KeystoreError):
    """A keystore asks for more memory or work than the caller allows."""


class KeystoreAddressError(KeystoreError):
    """The key inside a keystore has another address than the keystore says."""


class KeystoreWithoutAddressError(KeystoreError):
    """A keystore does not say which address it is for."""


class MalformedRLPError(WalletError, ValueError):
    """RLP is cut, has bytes left over, or is not written in the one canonical way."""


class RLPTooDeepError(WalletError, ValueError):
    """Lists lie in each other deeper than the limit."""


class RLPStructureError(WalletError, ValueError):
    """An RLP item is of another kind than the one asked for, or a list is not balanced."""


class TransactionTypeError(TransactionError):
    """The type of a transaction is not known."""


class MalformedTransactionError(TransactionError):
    """Bytes or JSON are no transaction; the text names what is wrong."""


class TransactionFieldError(TransactionError):
    """A field of a transaction is out of its range; the text names it."""


class WrongChainError(TransactionError):
    """A transaction is for another chain, or for any where one was asked for."""


class InvalidSidecarError(TransactionError):
    """Blobs, commitments and proofs do not fit each other or the transaction."""


class WithoutSidecarError(TransactionError):
    """A transaction carries no blobs."""


class MalformedTypedDataError(TypedDataError):
    """JSON is no typed data."""


class TypedDataTypeError(TypedDataError):
    """A type is neither of EIP-712 nor defined; the text names it."""


class TypedDataValueError(TypedDataError):
    """A value does not fit its type; the text names the member."""


class TypedDataMissingError(TypedDataError):
    """A member has no value, and only a struct may go without; the text names it."""


class TypedDataUnknownMemberError(TypedDataError):
    """A value is no member of its type, and `strict` is set; the text names it."""


class TypedDataTooLargeError(TypedDataError):
    """Typed data is deeper or larger than the limits."""


class ContractTypeError(ContractError):
    """A type or a signature is not written by the rules."""


class ContractValueError(ContractError):
    """A value does not fit its type; the text tells which."""


class MalformedContractDataError(ContractError):
    """Data is not what such types encode to."""


class WrongSelectorError(ContractError):
    """Data begins with the selector of another function or error."""


class ContractTooLargeError(ContractError):
    """The result would be larger than the data allows, or the types are too many."""


# The one place where a status becomes a class. A number that is not here, because a later library
# returns it, is a plain KedgeError; so is KEDGE_BUFFER_TOO_SMALL, which means that this package
# gave the library too little room.
CLASSES: dict[int, type[KedgeError]] = {
    _abi.KEDGE_INVALID_ARGUMENT: InvalidArgumentError,
    _abi.KEDGE_INVALID_HANDLE: InvalidHandleError,
    _abi.KEDGE_BUFFER_TOO_SMALL: KedgeError,
    _abi.KEDGE_OUT_OF_MEMORY: OutOfMemoryError,
    _abi.KEDGE_BUSY: BusyError,
    _abi.KEDGE_RANDOM_UNAVAILABLE: RandomUnavailableError,
    _abi.KEDGE_MEMORY_NOT_LOCKED: MemoryNotLockedError,
    _abi.KEDGE_TOO_MANY_HANDLES: TooManyHandlesError,
    _abi.KEDGE_ALGORITHM_UNAVAILABLE: AlgorithmUnavailableError,
    _abi.KEDGE_FORKED: ForkedError,
    _abi.KEDGE_FILE_NOT_FOUND: FileNotFoundError,
    _abi.KEDGE_FILE_EXISTS: FileExistsError,
    _abi.KEDGE_PERMISSION_DENIED: PermissionDeniedError,
    _abi.KEDGE_NO_SPACE: NoSpaceError,
    _abi.KEDGE_IO_FAILED: InputOutputError,
    _abi.KEDGE_FILE_CHANGED: FileChangedError,
    _abi.KEDGE_CANCELLED: CancelledError,
    _abi.KEDGE_AUTHENTICATION_FAILED: AuthenticationError,
    _abi.KEDGE_KEY_EXHAUSTED: KeyExhaustedError,
    _abi.KEDGE_INVALID_KEY_LENGTH: InvalidKeyLengthError,
    _abi.KEDGE_INVALID_NONCE_LENGTH: InvalidNonceLengthError,
    _abi.KEDGE_INVALID_TAG_LENGTH: InvalidTagLengthError,
    _abi.KEDGE_MESSAGE_TOO_LONG: MessageTooLongError,
    _abi.KEDGE_MESSAGE_TOO_SHORT: MessageTooShortError,
    _abi.KEDGE_UNKNOWN_KEY: UnknownKeyError,
    _abi.KEDGE_KEY_DISABLED: KeyDisabledError,
    _abi.KEDGE_KEY_DESTROYED: KeyDestroyedError,
    _abi.KEDGE_KEY_IS_PRIMARY: KeyIsPrimaryError,
    _abi.KEDGE_NO_PRIMARY_KEY: NoPrimaryKeyError,
    _abi.KEDGE_KEY_NEEDS_FILE: KeyNeedsFileError,
    _abi.KEDGE_EXPORT_NOT_ALLOWED: ExportNotAllowedError,
    _abi.KEDGE_TOO_MANY_KEYS: TooManyKeysError,
    _abi.KEDGE_MALFORMED_HEADER: MalformedHeaderError,
    _abi.KEDGE_UNKNOWN_VERSION: UnknownVersionError,
    _abi.KEDGE_KEYRING_DAMAGED: KeyringDamagedError,
    _abi.KEDGE_WRONG_UNLOCK: WrongUnlockError,
    _abi.KEDGE_DERIVATION_TOO_COSTLY: DerivationTooCostlyError,
    _abi.KEDGE_KEY_SERVICE_FAILED: KeyServiceError,
    _abi.KEDGE_KEYRING_HAS_NO_FILE: KeyringHasNoFileError,
    _abi.KEDGE_LOG_DAMAGED: LogDamagedError,
    _abi.KEDGE_LOG_ROLLED_BACK: LogRolledBackError,
    _abi.KEDGE_LOG_CLOSED: LogClosedError,
    _abi.KEDGE_END_OF_LOG: EndOfLogError,
    _abi.KEDGE_INVALID_PRIVATE_KEY: InvalidPrivateKeyError,
    _abi.KEDGE_INVALID_PUBLIC_KEY: InvalidPublicKeyError,
    _abi.KEDGE_INVALID_SIGNATURE: InvalidSignatureError,
    _abi.KEDGE_HIGH_S: HighSError,
    _abi.KEDGE_WRONG_SIGNER: WrongSignerError,
    _abi.KEDGE_INVALID_ADDRESS: InvalidAddressError,
    _abi.KEDGE_ADDRESS_CHECKSUM: AddressChecksumError,
    _abi.KEDGE_INVALID_NUMBER: InvalidNumberError,
    _abi.KEDGE_INVALID_UTF8: InvalidUTF8Error,
    _abi.KEDGE_MALFORMED_JSON: MalformedJSONError,
    _abi.KEDGE_MNEMONIC_LENGTH: MnemonicLengthError,
    _abi.KEDGE_MNEMONIC_UNKNOWN_WORD: MnemonicUnknownWordError,
    _abi.KEDGE_MNEMONIC_CHECKSUM: MnemonicChecksumError,
    _abi.KEDGE_MNEMONIC_AMBIGUOUS: MnemonicAmbiguousError,
    _abi.KEDGE_INVALID_SEED: InvalidSeedError,
    _abi.KEDGE_INVALID_PATH: InvalidPathError,
    _abi.KEDGE_INVALID_EXTENDED_KEY: InvalidExtendedKeyError,
    _abi.KEDGE_HD_KEY_IS_PUBLIC: HDKeyIsPublicError,
    _abi.KEDGE_INVALID_CHILD: InvalidChildError,
    _abi.KEDGE_HD_KEY_TOO_DEEP: HDKeyTooDeepError,
    _abi.KEDGE_MALFORMED_KEYSTORE: MalformedKeystoreError,
    _abi.KEDGE_KEYSTORE_UNSUPPORTED: KeystoreUnsupportedError,
    _abi.KEDGE_WRONG_PASSWORD: WrongPasswordError,
    _abi.KEDGE_KEYSTORE_TOO_COSTLY: KeystoreTooCostlyError,
    _abi.KEDGE_KEYSTORE_ADDRESS: KeystoreAddressError,
    _abi.KEDGE_KEYSTORE_WITHOUT_ADDRESS: KeystoreWithoutAddressError,
    _abi.KEDGE_MALFORMED_RLP: MalformedRLPError,
    _abi.KEDGE_RLP_TOO_DEEP: RLPTooDeepError,
    _abi.KEDGE_RLP_STRUCTURE: RLPStructureError,
    _abi.KEDGE_TRANSACTION_TYPE: TransactionTypeError,
    _abi.KEDGE_MALFORMED_TRANSACTION: MalformedTransactionError,
    _abi.KEDGE_TRANSACTION_FIELD: TransactionFieldError,
    _abi.KEDGE_WRONG_CHAIN: WrongChainError,
    _abi.KEDGE_INVALID_SIDECAR: InvalidSidecarError,
    _abi.KEDGE_WITHOUT_SIDECAR: WithoutSidecarError,
    _abi.KEDGE_MALFORMED_TYPED_DATA: MalformedTypedDataError,
    _abi.KEDGE_TYPED_DATA_TYPE: TypedDataTypeError,
    _abi.KEDGE_TYPED_DATA_VALUE: TypedDataValueError,
    _abi.KEDGE_TYPED_DATA_MISSING: TypedDataMissingError,
    _abi.KEDGE_TYPED_DATA_UNKNOWN_MEMBER: TypedDataUnknownMemberError,
    _abi.KEDGE_TYPED_DATA_TOO_LARGE: TypedDataTooLargeError,
    _abi.KEDGE_CONTRACT_TYPE: ContractTypeError,
    _abi.KEDGE_CONTRACT_VALUE: ContractValueError,
    _abi.KEDGE_MALFORMED_CONTRACT_DATA: MalformedContractDataError,
    _abi.KEDGE_WRONG_SELECTOR: WrongSelectorError,
    _abi.KEDGE_CONTRACT_TOO_LARGE: ContractTooLargeError,
}
