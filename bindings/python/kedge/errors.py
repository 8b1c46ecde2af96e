"""The exceptions: one for each status of the library, under one base for each area."""

from __future__ import annotations

import builtins
import errno

from . import _abi

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# Filled by the classes themselves. A number that is not here, because a later library returns it,
# is a plain KedgeError.
CLASSES: dict[int, type[KedgeError]] = {}


class KedgeError(Exception):
    """A call of the library failed.

    Its text is the library's sentence for a person: which input, which rule, what to do; never a
    secret.

    Attributes:
        status: the library's number, fixed for ever, such as 100.
        status_name: its name, such as "KEDGE_AUTHENTICATION_FAILED".
    """

    def __init_subclass__(cls, *, status: int | None = None, **others: Any) -> None:
        super().__init_subclass__(**others)
        if status is not None:
            CLASSES[status] = cls

    def __init__(self, message: str, status: int, status_name: str) -> None:
        super().__init__(message, status, status_name)
        self.status = status
        self.status_name = status_name

    def __str__(self) -> str:
        return str(self.args[0])


# Which means that this package gave the library too little room: never its user's mistake.
CLASSES[_abi.KEDGE_BUFFER_TOO_SMALL] = KedgeError


class InvalidArgumentError(KedgeError, ValueError, status=_abi.KEDGE_INVALID_ARGUMENT):
    """An argument breaks a rule of the call."""


class InvalidHandleError(KedgeError, status=_abi.KEDGE_INVALID_HANDLE):
    """The object was closed."""


class OutOfMemoryError(KedgeError, MemoryError, status=_abi.KEDGE_OUT_OF_MEMORY):
    """The system has no memory left for what was asked."""


class BusyError(KedgeError, status=_abi.KEDGE_BUSY):
    """The object is in use by another thread, and cannot be shared."""


class RandomUnavailableError(KedgeError, status=_abi.KEDGE_RANDOM_UNAVAILABLE):
    """The operating system gave no randomness."""


class MemoryNotLockedError(KedgeError, status=_abi.KEDGE_MEMORY_NOT_LOCKED):
    """Secret memory could not be locked, and `require_locked_memory` asked for an error then."""


class TooManyHandlesError(KedgeError, status=_abi.KEDGE_TOO_MANY_HANDLES):
    """As many handles are alive as the library can hold."""


class AlgorithmUnavailableError(KedgeError, status=_abi.KEDGE_ALGORITHM_UNAVAILABLE):
    """The libcrypto in use does not offer the algorithm, or its configuration forbids it."""


class ForkedError(KedgeError, status=_abi.KEDGE_FORKED):
    """The object belongs to the parent process: it is tied to a file. Make a new one here."""


class CancelledError(KedgeError, status=_abi.KEDGE_CANCELLED):
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


class FileNotFoundError(FileError, builtins.FileNotFoundError, status=_abi.KEDGE_FILE_NOT_FOUND):
    """There is no file, or no folder, at the path."""

    _errno = errno.ENOENT


class FileExistsError(FileError, builtins.FileExistsError, status=_abi.KEDGE_FILE_EXISTS):
    """There is a file at the path already, and the call does not replace it."""

    _errno = errno.EEXIST


class PermissionDeniedError(
    FileError, builtins.PermissionError, status=_abi.KEDGE_PERMISSION_DENIED
):
    """The operating system does not let this process do that with the file."""

    _errno = errno.EACCES


class NoSpaceError(FileError, status=_abi.KEDGE_NO_SPACE):
    """No room is left: the disk, a quota or the largest size of a file."""

    _errno = errno.ENOSPC


class InputOutputError(FileError, status=_abi.KEDGE_IO_FAILED):
    """Reading or writing failed; the text gives the operating system's number."""


class FileChangedError(FileError, status=_abi.KEDGE_FILE_CHANGED):
    """A file that was being read changed meanwhile."""


class CryptoError(KedgeError):
    """The base of what only cryptography raises."""


class AuthenticationError(CryptoError, status=_abi.KEDGE_AUTHENTICATION_FAILED):
    """The data is not what was sealed under this key, nonce and associated data."""


class KeyExhaustedError(CryptoError, status=_abi.KEDGE_KEY_EXHAUSTED):
    """The key made as many nonces as it may; take a new key."""


class InvalidKeyLengthError(CryptoError, ValueError, status=_abi.KEDGE_INVALID_KEY_LENGTH):
    """A key's length is not one that the algorithm has."""


class InvalidNonceLengthError(CryptoError, ValueError, status=_abi.KEDGE_INVALID_NONCE_LENGTH):
    """A nonce's length is outside what the algorithm takes."""


class InvalidTagLengthError(CryptoError, ValueError, status=_abi.KEDGE_INVALID_TAG_LENGTH):
    """A tag's length is outside what the library accepts."""


class MessageTooLongError(CryptoError, ValueError, status=_abi.KEDGE_MESSAGE_TOO_LONG):
    """The message is longer than the algorithm can protect under one nonce."""


class MessageTooShortError(CryptoError, ValueError, status=_abi.KEDGE_MESSAGE_TOO_SHORT):
    """Sealed data is shorter than what surrounds an empty message: it was cut."""


class EncryptionError(KedgeError):
    """The base of what only keyrings, sealed data and logs raise."""


class UnknownKeyError(EncryptionError, LookupError, status=_abi.KEDGE_UNKNOWN_KEY):
    """The ring has no key with this id, or with the id that the sealed data names."""


class KeyDisabledError(EncryptionError, status=_abi.KEDGE_KEY_DISABLED):
    """The key is disabled; enable it to use it again."""


class KeyDestroyedError(EncryptionError, status=_abi.KEDGE_KEY_DESTROYED):
    """The key was destroyed: what was sealed with it never opens again."""


class KeyIsPrimaryError(EncryptionError, status=_abi.KEDGE_KEY_IS_PRIMARY):
    """The primary key can be neither disabled nor destroyed; make another one primary first."""


class NoPrimaryKeyError(EncryptionError, status=_abi.KEDGE_NO_PRIMARY_KEY):
    """The ring has no primary key to seal with."""


class KeyNeedsFileError(EncryptionError, status=_abi.KEDGE_KEY_NEEDS_FILE):
    """An AES-256-GCM key seals only in the ring file that counts its nonces."""


class ExportNotAllowedError(EncryptionError, status=_abi.KEDGE_EXPORT_NOT_ALLOWED):
    """The ring was not opened with `allow_export`."""


class TooManyKeysError(EncryptionError, status=_abi.KEDGE_TOO_MANY_KEYS):
    """The ring holds as many keys as it may (1,000)."""


class MalformedHeaderError(EncryptionError, ValueError, status=_abi.KEDGE_MALFORMED_HEADER):
    """The data does not begin with a header of this kind, or a field of it breaks a rule."""


class UnknownVersionError(EncryptionError, status=_abi.KEDGE_UNKNOWN_VERSION):
    """The data is of a format version that this library does not know: a newer one wrote it."""


class KeyringDamagedError(EncryptionError, status=_abi.KEDGE_KEYRING_DAMAGED):
    """The keyring's bytes were changed or cut, or are no keyring; or an older file was put back."""


class WrongUnlockError(EncryptionError, status=_abi.KEDGE_WRONG_UNLOCK):
    """The keyring is whole, and another passphrase or key unlocks it."""


class DerivationTooCostlyError(EncryptionError, status=_abi.KEDGE_DERIVATION_TOO_COSTLY):
    """The keyring asks for more memory or work to try a passphrase than the caller allows."""


class KeyServiceError(EncryptionError, status=_abi.KEDGE_KEY_SERVICE_FAILED):
    """The key service did not wrap or unwrap the ring's key."""


class KeyringHasNoFileError(EncryptionError, status=_abi.KEDGE_KEYRING_HAS_NO_FILE):
    """The call needs a ring that was opened from a file."""


class LogDamagedError(EncryptionError, status=_abi.KEDGE_LOG_DAMAGED):
    """A record of the log, or the log's end, was changed; the text names the record."""


class LogRolledBackError(EncryptionError, status=_abi.KEDGE_LOG_ROLLED_BACK):
    """The log is not the one of the checkpoint: records were cut off or replaced."""


class LogClosedError(EncryptionError, status=_abi.KEDGE_LOG_CLOSED):
    """The log was rotated: records go to the file that follows it."""


class EndOfLogError(EncryptionError, IndexError, status=_abi.KEDGE_END_OF_LOG):
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


class InvalidPrivateKeyError(WalletError, ValueError, status=_abi.KEDGE_INVALID_PRIVATE_KEY):
    """A private key is 0, not below the order of the curve, or of another length."""


class InvalidPublicKeyError(WalletError, ValueError, status=_abi.KEDGE_INVALID_PUBLIC_KEY):
    """Bytes are no public key: a point of the curve in 33 or 65 bytes."""


class InvalidSignatureError(WalletError, ValueError, status=_abi.KEDGE_INVALID_SIGNATURE):
    """r, s or v of a signature is out of range, or no key makes it."""


class HighSError(WalletError, ValueError, status=_abi.KEDGE_HIGH_S):
    """s of a signature is above half the order of the curve, which EIP-2 refuses."""


class WrongSignerError(WalletError, status=_abi.KEDGE_WRONG_SIGNER):
    """A signature is valid, and another key's."""


class InvalidAddressError(WalletError, ValueError, status=_abi.KEDGE_INVALID_ADDRESS):
    """Text is not 0x and 40 hex digits."""


class AddressChecksumError(WalletError, ValueError, status=_abi.KEDGE_ADDRESS_CHECKSUM):
    """The letters of an address are not those of its checksum: a digit was mistyped."""


class InvalidNumberError(WalletError, ValueError, status=_abi.KEDGE_INVALID_NUMBER):
    """Text is no number of the kind asked for, or too large."""


class InvalidUTF8Error(WalletError, ValueError, status=_abi.KEDGE_INVALID_UTF8):
    """Text is not UTF-8."""


class MalformedJSONError(WalletError, ValueError, status=_abi.KEDGE_MALFORMED_JSON):
    """Text is not strict JSON; the text of the exception tells where."""


class MnemonicLengthError(MnemonicError, status=_abi.KEDGE_MNEMONIC_LENGTH):
    """A mnemonic has not 12, 15, 18, 21 or 24 words, or entropy not their bytes."""


class MnemonicUnknownWordError(MnemonicError, status=_abi.KEDGE_MNEMONIC_UNKNOWN_WORD):
    """A word is not in the list.

    Attributes:
        position: which word it is, from 1; 0 where the call does not tell.
    """

    position = 0


class MnemonicChecksumError(MnemonicError, status=_abi.KEDGE_MNEMONIC_CHECKSUM):
    """Every word is known, and one was taken for another, or two changed places."""


class MnemonicAmbiguousError(MnemonicError, status=_abi.KEDGE_MNEMONIC_AMBIGUOUS):
    """A mnemonic is valid in more than one language; name the one that is meant."""


class InvalidSeedError(WalletError, ValueError, status=_abi.KEDGE_INVALID_SEED):
    """A seed has not 16 to 64 bytes or, once in 2**127, gives no key."""


class InvalidPathError(WalletError, ValueError, status=_abi.KEDGE_INVALID_PATH):
    """A derivation path breaks a rule."""


class InvalidExtendedKeyError(WalletError, ValueError, status=_abi.KEDGE_INVALID_EXTENDED_KEY):
    """Text is no xprv or xpub by all rules of BIP-32."""


class HDKeyIsPublicError(WalletError, status=_abi.KEDGE_HD_KEY_IS_PUBLIC):
    """An HD key is a public one, and the call needs the private key."""


class InvalidChildError(WalletError, status=_abi.KEDGE_INVALID_CHILD):
    """The child at that index does not exist, once in 2**127; take the next one."""


class HDKeyTooDeepError(WalletError, ValueError, status=_abi.KEDGE_HD_KEY_TOO_DEEP):
    """A path goes more than 255 levels below the master key."""


class MalformedKeystoreError(KeystoreError, ValueError, status=_abi.KEDGE_MALFORMED_KEYSTORE):
    """A keystore lacks a field of version 3, or a field breaks a rule."""


class KeystoreUnsupportedError(KeystoreError, status=_abi.KEDGE_KEYSTORE_UNSUPPORTED):
    """A keystore is of another version, or names a cipher or key derivation that is not of it."""


class WrongPasswordError(KeystoreError, status=_abi.KEDGE_WRONG_PASSWORD):
    """The password is another one, or the keystore was changed."""


class KeystoreTooCostlyError(KeystoreError, status=_abi.KEDGE_KEYSTORE_TOO_COSTLY):
    """A keystore asks for more memory or work than the caller allows."""


class KeystoreAddressError(KeystoreError, status=_abi.KEDGE_KEYSTORE_ADDRESS):
    """The key inside a keystore has another address than the keystore says."""


class KeystoreWithoutAddressError(KeystoreError, status=_abi.KEDGE_KEYSTORE_WITHOUT_ADDRESS):
    """A keystore does not say which address it is for."""


class MalformedRLPError(WalletError, ValueError, status=_abi.KEDGE_MALFORMED_RLP):
    """RLP is cut, has bytes left over, or is not written in the one canonical way."""


class RLPTooDeepError(WalletError, ValueError, status=_abi.KEDGE_RLP_TOO_DEEP):
    """Lists lie in each other deeper than the limit."""


class RLPStructureError(WalletError, ValueError, status=_abi.KEDGE_RLP_STRUCTURE):
    """An RLP item is of another kind than the one asked for, or a list is not balanced."""


class TransactionTypeError(TransactionError, status=_abi.KEDGE_TRANSACTION_TYPE):
    """The type of a transaction is not known."""


class MalformedTransactionError(TransactionError, status=_abi.KEDGE_MALFORMED_TRANSACTION):
    """Bytes or JSON are no transaction; the text names what is wrong."""


class TransactionFieldError(TransactionError, status=_abi.KEDGE_TRANSACTION_FIELD):
    """A field of a transaction is out of its range; the text names it."""


class WrongChainError(TransactionError, status=_abi.KEDGE_WRONG_CHAIN):
    """A transaction is for another chain, or for any where one was asked for."""


class InvalidSidecarError(TransactionError, status=_abi.KEDGE_INVALID_SIDECAR):
    """Blobs, commitments and proofs do not fit each other or the transaction."""


class WithoutSidecarError(TransactionError, status=_abi.KEDGE_WITHOUT_SIDECAR):
    """A transaction carries no blobs."""


class MalformedTypedDataError(TypedDataError, status=_abi.KEDGE_MALFORMED_TYPED_DATA):
    """JSON is no typed data."""


class TypedDataTypeError(TypedDataError, status=_abi.KEDGE_TYPED_DATA_TYPE):
    """A type is neither of EIP-712 nor defined; the text names it."""


class TypedDataValueError(TypedDataError, status=_abi.KEDGE_TYPED_DATA_VALUE):
    """A value does not fit its type; the text names the member."""


class TypedDataMissingError(TypedDataError, status=_abi.KEDGE_TYPED_DATA_MISSING):
    """A member has no value, and only a struct may go without; the text names it."""


class TypedDataUnknownMemberError(TypedDataError, status=_abi.KEDGE_TYPED_DATA_UNKNOWN_MEMBER):
    """A value is no member of its type, and `strict` is set; the text names it."""


class TypedDataTooLargeError(TypedDataError, status=_abi.KEDGE_TYPED_DATA_TOO_LARGE):
    """Typed data is deeper or larger than the limits."""


class ContractTypeError(ContractError, status=_abi.KEDGE_CONTRACT_TYPE):
    """A type or a signature is not written by the rules."""


class ContractValueError(ContractError, status=_abi.KEDGE_CONTRACT_VALUE):
    """A value does not fit its type; the text tells which."""


class MalformedContractDataError(ContractError, status=_abi.KEDGE_MALFORMED_CONTRACT_DATA):
    """Data is not what such types encode to."""


class WrongSelectorError(ContractError, status=_abi.KEDGE_WRONG_SELECTOR):
    """Data begins with the selector of another function or error."""


class ContractTooLargeError(ContractError, status=_abi.KEDGE_CONTRACT_TOO_LARGE):
    """The result would be larger than the data allows, or the types are too many."""


class TokenError(KedgeError):
    """The base of what only tokens, their keys and other signed content raise."""


class TokenRefusedError(TokenError):
    """The base of why a token, or other signed content, does not count."""


class TokenKeyError(TokenError):
    """The base of what is wrong with keys of tokens and sets of them."""


class MalformedTokenError(TokenRefusedError, ValueError, status=_abi.KEDGE_MALFORMED_TOKEN):
    """A token is not three parts of base64url with dots between."""


class MalformedTokenHeaderError(
    TokenRefusedError, ValueError, status=_abi.KEDGE_MALFORMED_TOKEN_HEADER
):
    """A token's header is no strict JSON object, or a member of it is of a wrong kind."""


class MalformedTokenClaimsError(
    TokenRefusedError, ValueError, status=_abi.KEDGE_MALFORMED_TOKEN_CLAIMS
):
    """A token's claims are no strict JSON object, or one is of another kind than its name wants."""


class MalformedTokenSignatureError(
    TokenRefusedError, ValueError, status=_abi.KEDGE_MALFORMED_TOKEN_SIGNATURE
):
    """A token's signature is not base64url."""


class TokenTooLargeError(TokenRefusedError, ValueError, status=_abi.KEDGE_TOKEN_TOO_LARGE):
    """A token, or a part of it, is larger than the limits."""


class AlgorithmNotAllowedError(TokenRefusedError, status=_abi.KEDGE_ALGORITHM_NOT_ALLOWED):
    """A header's algorithm is not known, not allowed, or not that of the key."""


class UnknownTokenKeyError(TokenRefusedError, LookupError, status=_abi.KEDGE_UNKNOWN_TOKEN_KEY):
    """No key has the id that a header names, or none has its algorithm."""


class BadSignatureError(TokenRefusedError, status=_abi.KEDGE_BAD_SIGNATURE):
    """The key did not make the signature, or the token was changed."""


class TokenExpiredError(TokenRefusedError, status=_abi.KEDGE_TOKEN_EXPIRED):
    """A token's time is over (exp)."""


class TokenNotYetValidError(TokenRefusedError, status=_abi.KEDGE_TOKEN_NOT_YET_VALID):
    """A token's time has not begun (nbf)."""


class TokenIssuedInFutureError(TokenRefusedError, status=_abi.KEDGE_TOKEN_ISSUED_IN_FUTURE):
    """A token says that it was issued in the future (iat)."""


class TokenTooOldError(TokenRefusedError, status=_abi.KEDGE_TOKEN_TOO_OLD):
    """A token was issued longer ago than `max_age_seconds` (iat)."""


class WrongIssuerError(TokenRefusedError, status=_abi.KEDGE_WRONG_ISSUER):
    """A token is of another issuer (iss)."""


class WrongSubjectError(TokenRefusedError, status=_abi.KEDGE_WRONG_SUBJECT):
    """A token is about another subject (sub)."""


class WrongAudienceError(TokenRefusedError, status=_abi.KEDGE_WRONG_AUDIENCE):
    """A token is for another audience (aud)."""


class WrongTokenTypeError(TokenRefusedError, status=_abi.KEDGE_WRONG_TOKEN_TYPE):
    """A token is of another type (typ)."""


class MissingClaimError(TokenRefusedError, status=_abi.KEDGE_MISSING_CLAIM):
    """A token lacks a claim; the text names it."""


class UnknownCriticalHeaderError(TokenRefusedError, status=_abi.KEDGE_UNKNOWN_CRITICAL_HEADER):
    """crit names a header that is not understood, or is itself not as it has to be."""


class TokenReplayedError(TokenRefusedError, status=_abi.KEDGE_TOKEN_REPLAYED):
    """A token of the same issuer and id was taken before (jti)."""


class TokenRevokedError(TokenRefusedError, status=_abi.KEDGE_TOKEN_REVOKED):
    """A token was revoked."""


class TokenStoreUnavailableError(TokenError, status=_abi.KEDGE_TOKEN_STORE_UNAVAILABLE):
    """The replay cache is full; the token was not taken."""


class ClaimNotFoundError(TokenError, LookupError, status=_abi.KEDGE_CLAIM_NOT_FOUND):
    """There is no claim of that name."""


class ClaimKindError(TokenError, ValueError, status=_abi.KEDGE_CLAIM_KIND):
    """A claim is of another kind than the call reads, or does not fit it."""


class MalformedKeyError(TokenKeyError, ValueError, status=_abi.KEDGE_MALFORMED_KEY):
    """Text or bytes are no key in PEM or DER."""


class KeyEncryptedError(TokenKeyError, status=_abi.KEDGE_KEY_ENCRYPTED):
    """A private key is encrypted; decrypt it first."""


class MalformedJWKError(TokenKeyError, ValueError, status=_abi.KEDGE_MALFORMED_JWK):
    """JSON is no JSON Web Key; the text names the member that breaks a rule."""


class WrongKeyKindError(TokenKeyError, status=_abi.KEDGE_WRONG_KEY_KIND):
    """A key is of another kind than the algorithm or the call wants, or not known."""


class WeakKeyError(TokenKeyError, ValueError, status=_abi.KEDGE_WEAK_KEY):
    """A secret is shorter than the hash, or an RSA key is too short, too long or weak."""


class InvalidKeyError(TokenKeyError, ValueError, status=_abi.KEDGE_INVALID_KEY):
    """A key's numbers are out of range, off the curve, or do not fit each other."""


class KeyUseError(TokenKeyError, status=_abi.KEDGE_KEY_USE):
    """A key says that it is not for signatures (use, key_ops)."""


class KeyIsPublicError(TokenKeyError, status=_abi.KEDGE_KEY_IS_PUBLIC):
    """A key is a public one, and the call needs the private one."""


class DuplicateKeyIDError(TokenKeyError, ValueError, status=_abi.KEDGE_DUPLICATE_KEY_ID):
    """Two keys of a set have the same id."""


class MixedKeySetError(TokenKeyError, ValueError, status=_abi.KEDGE_MIXED_KEY_SET):
    """A set has shared secrets beside public or private keys."""


class MalformedKeySetError(TokenKeyError, ValueError, status=_abi.KEDGE_MALFORMED_KEY_SET):
    """JSON is no JSON Web Key Set, or there are more than 256 keys."""


class MalformedClaimsError(TokenError, ValueError, status=_abi.KEDGE_MALFORMED_CLAIMS):
    """Claims are no strict JSON object, or one is of another kind than its name wants."""


class DuplicateClaimError(TokenError, ValueError, status=_abi.KEDGE_DUPLICATE_CLAIM):
    """A claim is there twice, or the issuer's options set it already."""


class MalformedHeadersError(TokenError, ValueError, status=_abi.KEDGE_MALFORMED_HEADERS):
    """Headers are no strict JSON object, or have a name that the library sets itself."""


class MalformedJWSError(TokenRefusedError, ValueError, status=_abi.KEDGE_MALFORMED_JWS):
    """JSON is no JWS in its JSON serialization."""


class PayloadNotAllowedError(TokenError, ValueError, status=_abi.KEDGE_PAYLOAD_NOT_ALLOWED):
    """The payload cannot stand in such a JWS, or stands where it should not, or does not."""


class StoreFullError(TokenError, status=_abi.KEDGE_STORE_FULL):
    """The store holds as many entries as it may."""


class RingError(KedgeError):
    """The base of what only rings raise."""


class RingEmptyError(RingError, LookupError, status=_abi.KEDGE_RING_EMPTY):
    """The ring has no node."""


class NoNodeUpError(RingError, LookupError, status=_abi.KEDGE_NO_NODE_UP):
    """The ring has nodes, and none that is up has a share of the keys."""


class NoFurtherNodeError(RingError, LookupError, status=_abi.KEDGE_NO_FURTHER_NODE):
    """There are not so many distinct nodes that are up."""


class UnknownNodeError(RingError, LookupError, status=_abi.KEDGE_UNKNOWN_NODE):
    """No node of the ring has the id or the name, or none any more."""


class DuplicateNodeNameError(RingError, ValueError, status=_abi.KEDGE_DUPLICATE_NODE_NAME):
    """A node of that name is in the ring already."""


class InvalidNodeWeightError(RingError, ValueError, status=_abi.KEDGE_INVALID_NODE_WEIGHT):
    """A weight of 0, or one that makes the sum of all weights 2**32 or more."""


class InvalidPointCountError(RingError, ValueError, status=_abi.KEDGE_INVALID_POINT_COUNT):
    """A placement's number of points is outside its range."""


class InvalidTableSizeError(RingError, ValueError, status=_abi.KEDGE_INVALID_TABLE_SIZE):
    """The size of a Maglev table is not a prime from 2 to 5,000,011."""


class TooManyPointsError(RingError, ValueError, status=_abi.KEDGE_TOO_MANY_POINTS):
    """The points of all nodes would be more than 2**24, or the nodes more than Maglev's slots."""


class NotInThisPlacementError(RingError, status=_abi.KEDGE_NOT_IN_THIS_PLACEMENT):
    """The ring's placement has no such operation."""


class InvalidKeyHashError(RingError, ValueError, status=_abi.KEDGE_INVALID_KEY_HASH):
    """A hash has more bits than those of the placement's keys."""


class InvalidLoadBoundError(RingError, ValueError, status=_abi.KEDGE_INVALID_LOAD_BOUND):
    """A bound for loads is below 100 or above 100,000 percent."""


class NoCallUnderWayError(RingError, status=_abi.KEDGE_NO_CALL_UNDER_WAY):
    """The node has no admitted call that could end."""


class InvalidMembershipError(RingError, ValueError, status=_abi.KEDGE_INVALID_MEMBERSHIP):
    """Text is no exported membership of a ring; the text says what is wrong."""


class ResilienceError(KedgeError):
    """The base of what only breakers, retries, limits, deadlines, failover and pipelines raise.

    Attributes:
        retry_after: in how many seconds it may be worth trying again; None where nobody knows.
    """

    retry_after: float | None = None


class InvalidPolicyError(ResilienceError, ValueError, status=_abi.KEDGE_INVALID_POLICY):
    """An option is outside its range; the text says which and what it has to be."""


class CircuitOpenError(ResilienceError, status=_abi.KEDGE_CIRCUIT_OPEN):
    """A circuit breaker is open, by itself or by hand: the call was not made."""


class CircuitHalfOpenError(CircuitOpenError, status=_abi.KEDGE_CIRCUIT_HALF_OPEN):
    """A circuit breaker is half-open, and as many calls as may pass are under way."""


class PermitFinishedError(ResilienceError, status=_abi.KEDGE_PERMIT_FINISHED):
    """The permit was finished before."""


class PermitTakenBackError(ResilienceError, status=_abi.KEDGE_PERMIT_TAKEN_BACK):
    """The permit was taken back: its call took too long, or the breaker changed its state."""


class NoEventError(ResilienceError, LookupError, status=_abi.KEDGE_NO_EVENT):
    """There is no event that nobody has fetched."""


class InvalidSavedStateError(ResilienceError, ValueError, status=_abi.KEDGE_INVALID_SAVED_STATE):
    """The text is no saved state of a breaker; the exception's text says what is wrong."""


class RegistryFullError(ResilienceError, status=_abi.KEDGE_REGISTRY_FULL):
    """A registry has as many breakers, or options of breakers, as it may have."""


class RateLimitedError(ResilienceError, status=_abi.KEDGE_RATE_LIMITED):
    """The call would exceed a rate limit, now or within the time that it may wait."""


class OverRateLimitError(ResilienceError, ValueError, status=_abi.KEDGE_OVER_RATE_LIMIT):
    """A rate limit never lets so many calls pass at once."""


class NotGivenBackError(ResilienceError, status=_abi.KEDGE_NOT_GIVEN_BACK):
    """A reservation cannot be given back: its time has come, or others were made after it."""


class BulkheadFullError(ResilienceError, status=_abi.KEDGE_BULKHEAD_FULL):
    """All places of a bulkhead are taken, and nobody more may wait."""


class NotYetError(ResilienceError, status=_abi.KEDGE_NOT_YET):
    """The ticket waits for its place."""


class _TimedOut(ResilienceError, builtins.TimeoutError):
    # OSError, which TimeoutError is one of, takes its arguments for a number and a text.
    def __init__(self, message: str, status: int, status_name: str) -> None:
        OSError.__init__(self, errno.ETIMEDOUT, message)
        self.status = status
        self.status_name = status_name

    def __str__(self) -> str:
        return str(self.strerror)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.strerror, self.status, self.status_name), self.__dict__


class BulkheadTimedOutError(_TimedOut, status=_abi.KEDGE_BULKHEAD_TIMED_OUT):
    """No place came free within the time that one may wait; a `TimeoutError` too."""


class UnknownTicketError(ResilienceError, LookupError, status=_abi.KEDGE_UNKNOWN_TICKET):
    """The ticket ended before, or is none of this bulkhead's."""


class NotHeldError(ResilienceError, status=_abi.KEDGE_NOT_HELD):
    """The place was given back before, or is none of this bulkhead's."""


class AttemptsUsedError(ResilienceError, status=_abi.KEDGE_ATTEMPTS_USED):
    """No further attempt: there have been as many as there may be."""


class TimeUsedError(ResilienceError, status=_abi.KEDGE_TIME_USED):
    """No further attempt: its delay would end after the time that there is."""


class RetryBudgetUsedError(ResilienceError, status=_abi.KEDGE_RETRY_BUDGET_USED):
    """No further attempt: all users of the service together have made as many as they may."""


class NotRetryableError(ResilienceError, status=_abi.KEDGE_NOT_RETRYABLE):
    """No further attempt: the failure does not pass, or the call may not be made twice."""


class RetryAfterTooLongError(ResilienceError, status=_abi.KEDGE_RETRY_AFTER_TOO_LONG):
    """No further attempt: the service asked for more time than the policy grants."""


class DeadlineExceededError(_TimedOut, status=_abi.KEDGE_DEADLINE_EXCEEDED):
    """The time for the call is over; a `TimeoutError` too."""


class NoTargetError(ResilienceError, status=_abi.KEDGE_NO_TARGET):
    """No target is left for the call."""


class NoGoodAnswerError(ResilienceError, LookupError, status=_abi.KEDGE_NO_GOOD_ANSWER):
    """No good answer is kept, or none that is young enough."""


class CallError(ResilienceError, status=_abi.KEDGE_CALL_FAILED):
    """The call itself failed."""


class NothingToReportError(ResilienceError, status=_abi.KEDGE_NOTHING_TO_REPORT):
    """No attempt of the call is under way, and no fallback was asked for."""
