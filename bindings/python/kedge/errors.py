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


class TokenError(KedgeError):
    """The base of what only tokens, their keys and other signed content raise."""


class TokenRefusedError(TokenError):
    """The base of why a token, or other signed content, does not count."""


class TokenKeyError(TokenError):
    """The base of what is wrong with keys of tokens and sets of them."""


class MalformedTokenError(TokenRefusedError, ValueError):
    """A token is not three parts of base64url with dots between."""


class MalformedTokenHeaderError(TokenRefusedError, ValueError):
    """A token's header is no strict JSON object, or a member of it is of a wrong kind."""


class MalformedTokenClaimsError(TokenRefusedError, ValueError):
    """A token's claims are no strict JSON object, or one is of another kind than its name wants."""


class MalformedTokenSignatureError(TokenRefusedError, ValueError):
    """A token's signature is not base64url."""


class TokenTooLargeError(TokenRefusedError, ValueError):
    """A token, or a part of it, is larger than the limits."""


class AlgorithmNotAllowedError(TokenRefusedError):
    """A header's algorithm is not known, not allowed, or not that of the key."""


class UnknownTokenKeyError(TokenRefusedError, LookupError):
    """No key has the id that a header names, or none has its algorithm."""


class BadSignatureError(TokenRefusedError):
    """The key did not make the signature, or the token was changed."""


class TokenExpiredError(TokenRefusedError):
    """A token's time is over (exp)."""


class TokenNotYetValidError(TokenRefusedError):
    """A token's time has not begun (nbf)."""


class TokenIssuedInFutureError(TokenRefusedError):
    """A token says that it was issued in the future (iat)."""


class TokenTooOldError(TokenRefusedError):
    """A token was issued longer ago than `max_age_seconds` (iat)."""


class WrongIssuerError(TokenRefusedError):
    """A token is of another issuer (iss)."""


class WrongSubjectError(TokenRefusedError):
    """A token is about another subject (sub)."""


class WrongAudienceError(TokenRefusedError):
    """A token is for another audience (aud)."""


class WrongTokenTypeError(TokenRefusedError):
    """A token is of another type (typ)."""


class MissingClaimError(TokenRefusedError):
    """A token lacks a claim; the text names it."""


class UnknownCriticalHeaderError(TokenRefusedError):
    """crit names a header that is not understood, or is itself not as it has to be."""


class TokenReplayedError(TokenRefusedError):
    """A token of the same issuer and id was taken before (jti)."""


class TokenRevokedError(TokenRefusedError):
    """A token was revoked."""


class TokenStoreUnavailableError(TokenError):
    """The replay cache is full; the token was not taken."""


class ClaimNotFoundError(TokenError, LookupError):
    """There is no claim of that name."""


class ClaimKindError(TokenError, ValueError):
    """A claim is of another kind than the call reads, or does not fit it."""


class MalformedKeyError(TokenKeyError, ValueError):
    """Text or bytes are no key in PEM or DER."""


class KeyEncryptedError(TokenKeyError):
    """A private key is encrypted; decrypt it first."""


class MalformedJWKError(TokenKeyError, ValueError):
    """JSON is no JSON Web Key; the text names the member that breaks a rule."""


class WrongKeyKindError(TokenKeyError):
    """A key is of another kind than the algorithm or the call wants, or not known."""


class WeakKeyError(TokenKeyError, ValueError):
    """A secret is shorter than the hash, or an RSA key is too short, too long or weak."""


class InvalidKeyError(TokenKeyError, ValueError):
    """A key's numbers are out of range, off the curve, or do not fit each other."""


class KeyUseError(TokenKeyError):
    """A key says that it is not for signatures (use, key_ops)."""


class KeyIsPublicError(TokenKeyError):
    """A key is a public one, and the call needs the private one."""


class DuplicateKeyIDError(TokenKeyError, ValueError):
    """Two keys of a set have the same id."""


class MixedKeySetError(TokenKeyError, ValueError):
    """A set has shared secrets beside public or private keys."""


class MalformedKeySetError(TokenKeyError, ValueError):
    """JSON is no JSON Web Key Set, or there are more than 256 keys."""


class MalformedClaimsError(TokenError, ValueError):
    """Claims are no strict JSON object, or one is of another kind than its name wants."""


class DuplicateClaimError(TokenError, ValueError):
    """A claim is there twice, or the issuer's options set it already."""


class MalformedHeadersError(TokenError, ValueError):
    """Headers are no strict JSON object, or have a name that the library sets itself."""


class MalformedJWSError(TokenRefusedError, ValueError):
    """JSON is no JWS in its JSON serialization."""


class PayloadNotAllowedError(TokenError, ValueError):
    """The payload cannot stand in such a JWS, or stands where it should not, or does not."""


class StoreFullError(TokenError):
    """The store holds as many entries as it may."""


class RingError(KedgeError):
    """The base of what only rings raise."""


class RingEmptyError(RingError, LookupError):
    """The ring has no node."""


class NoNodeUpError(RingError, LookupError):
    """The ring has nodes, and none that is up has a share of the keys."""


class NoFurtherNodeError(RingError, LookupError):
    """There are not so many distinct nodes that are up."""


class UnknownNodeError(RingError, LookupError):
    """No node of the ring has the id or the name, or none any more."""


class DuplicateNodeNameError(RingError, ValueError):
    """A node of that name is in the ring already."""


class InvalidNodeWeightError(RingError, ValueError):
    """A weight of 0, or one that makes the sum of all weights 2**32 or more."""


class InvalidPointCountError(RingError, ValueError):
    """A placement's number of points is outside its range."""


class InvalidTableSizeError(RingError, ValueError):
    """The size of a Maglev table is not a prime from 2 to 5,000,011."""


class TooManyPointsError(RingError, ValueError):
    """The points of all nodes would be more than 2**24, or the nodes more than Maglev's slots."""


class NotInThisPlacementError(RingError):
    """The ring's placement has no such operation."""


class InvalidKeyHashError(RingError, ValueError):
    """A hash has more bits than those of the placement's keys."""


class InvalidLoadBoundError(RingError, ValueError):
    """A bound for loads is below 100 or above 100,000 percent."""


class NoCallUnderWayError(RingError):
    """The node has no admitted call that could end."""


class InvalidMembershipError(RingError, ValueError):
    """Text is no exported membership of a ring; the text says what is wrong."""


class ResilienceError(KedgeError):
    """The base of what only breakers, retries, limits, deadlines, failover and pipelines raise.

    Attributes:
        retry_after: in how many seconds it may be worth trying again; None where nobody knows.
    """

    retry_after: float | None = None


class InvalidPolicyError(ResilienceError, ValueError):
    """An option is outside its range; the text says which and what it has to be."""


class CircuitOpenError(ResilienceError):
    """A circuit breaker is open, by itself or by hand: the call was not made."""


class CircuitHalfOpenError(CircuitOpenError):
    """A circuit breaker is half-open, and as many calls as may pass are under way."""


class PermitFinishedError(ResilienceError):
    """The permit was finished before."""


class PermitTakenBackError(ResilienceError):
    """The permit was taken back: its call took too long, or the breaker changed its state."""


class NoEventError(ResilienceError, LookupError):
    """There is no event that nobody has fetched."""


class InvalidSavedStateError(ResilienceError, ValueError):
    """The text is no saved state of a breaker; the exception's text says what is wrong."""


class RegistryFullError(ResilienceError):
    """A registry has as many breakers, or options of breakers, as it may have."""


class RateLimitedError(ResilienceError):
    """The call would exceed a rate limit, now or within the time that it may wait."""


class OverRateLimitError(ResilienceError, ValueError):
    """A rate limit never lets so many calls pass at once."""


class NotGivenBackError(ResilienceError):
    """A reservation cannot be given back: its time has come, or others were made after it."""


class BulkheadFullError(ResilienceError):
    """All places of a bulkhead are taken, and nobody more may wait."""


class NotYetError(ResilienceError):
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


class BulkheadTimedOutError(_TimedOut):
    """No place came free within the time that one may wait; a `TimeoutError` too."""


class UnknownTicketError(ResilienceError, LookupError):
    """The ticket ended before, or is none of this bulkhead's."""


class NotHeldError(ResilienceError):
    """The place was given back before, or is none of this bulkhead's."""


class AttemptsUsedError(ResilienceError):
    """No further attempt: there have been as many as there may be."""


class TimeUsedError(ResilienceError):
    """No further attempt: its delay would end after the time that there is."""


class RetryBudgetUsedError(ResilienceError):
    """No further attempt: all users of the service together have made as many as they may."""


class NotRetryableError(ResilienceError):
    """No further attempt: the failure does not pass, or the call may not be made twice."""


class RetryAfterTooLongError(ResilienceError):
    """No further attempt: the service asked for more time than the policy grants."""


class DeadlineExceededError(_TimedOut):
    """The time for the call is over; a `TimeoutError` too."""


class NoTargetError(ResilienceError):
    """No target is left for the call."""


class NoGoodAnswerError(ResilienceError, LookupError):
    """No good answer is kept, or none that is young enough."""


class CallError(ResilienceError):
    """The call itself failed."""


class NothingToReportError(ResilienceError):
    """No attempt of the call is under way, and no fallback was asked for."""



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
    _abi.KEDGE_MALFORMED_TOKEN: MalformedTokenError,
    _abi.KEDGE_MALFORMED_TOKEN_HEADER: MalformedTokenHeaderError,
    _abi.KEDGE_MALFORMED_TOKEN_CLAIMS: MalformedTokenClaimsError,
    _abi.KEDGE_MALFORMED_TOKEN_SIGNATURE: MalformedTokenSignatureError,
    _abi.KEDGE_TOKEN_TOO_LARGE: TokenTooLargeError,
    _abi.KEDGE_ALGORITHM_NOT_ALLOWED: AlgorithmNotAllowedError,
    _abi.KEDGE_UNKNOWN_TOKEN_KEY: UnknownTokenKeyError,
    _abi.KEDGE_BAD_SIGNATURE: BadSignatureError,
    _abi.KEDGE_TOKEN_EXPIRED: TokenExpiredError,
    _abi.KEDGE_TOKEN_NOT_YET_VALID: TokenNotYetValidError,
    _abi.KEDGE_TOKEN_ISSUED_IN_FUTURE: TokenIssuedInFutureError,
    _abi.KEDGE_TOKEN_TOO_OLD: TokenTooOldError,
    _abi.KEDGE_WRONG_ISSUER: WrongIssuerError,
    _abi.KEDGE_WRONG_SUBJECT: WrongSubjectError,
    _abi.KEDGE_WRONG_AUDIENCE: WrongAudienceError,
    _abi.KEDGE_WRONG_TOKEN_TYPE: WrongTokenTypeError,
    _abi.KEDGE_MISSING_CLAIM: MissingClaimError,
    _abi.KEDGE_UNKNOWN_CRITICAL_HEADER: UnknownCriticalHeaderError,
    _abi.KEDGE_TOKEN_REPLAYED: TokenReplayedError,
    _abi.KEDGE_TOKEN_REVOKED: TokenRevokedError,
    _abi.KEDGE_TOKEN_STORE_UNAVAILABLE: TokenStoreUnavailableError,
    _abi.KEDGE_CLAIM_NOT_FOUND: ClaimNotFoundError,
    _abi.KEDGE_CLAIM_KIND: ClaimKindError,
    _abi.KEDGE_MALFORMED_KEY: MalformedKeyError,
    _abi.KEDGE_KEY_ENCRYPTED: KeyEncryptedError,
    _abi.KEDGE_MALFORMED_JWK: MalformedJWKError,
    _abi.KEDGE_WRONG_KEY_KIND: WrongKeyKindError,
    _abi.KEDGE_WEAK_KEY: WeakKeyError,
    _abi.KEDGE_INVALID_KEY: InvalidKeyError,
    _abi.KEDGE_KEY_USE: KeyUseError,
    _abi.KEDGE_KEY_IS_PUBLIC: KeyIsPublicError,
    _abi.KEDGE_DUPLICATE_KEY_ID: DuplicateKeyIDError,
    _abi.KEDGE_MIXED_KEY_SET: MixedKeySetError,
    _abi.KEDGE_MALFORMED_KEY_SET: MalformedKeySetError,
    _abi.KEDGE_MALFORMED_CLAIMS: MalformedClaimsError,
    _abi.KEDGE_DUPLICATE_CLAIM: DuplicateClaimError,
    _abi.KEDGE_MALFORMED_HEADERS: MalformedHeadersError,
    _abi.KEDGE_MALFORMED_JWS: MalformedJWSError,
    _abi.KEDGE_PAYLOAD_NOT_ALLOWED: PayloadNotAllowedError,
    _abi.KEDGE_STORE_FULL: StoreFullError,
    _abi.KEDGE_RING_EMPTY: RingEmptyError,
    _abi.KEDGE_NO_NODE_UP: NoNodeUpError,
    _abi.KEDGE_NO_FURTHER_NODE: NoFurtherNodeError,
    _abi.KEDGE_UNKNOWN_NODE: UnknownNodeError,
    _abi.KEDGE_DUPLICATE_NODE_NAME: DuplicateNodeNameError,
    _abi.KEDGE_INVALID_NODE_WEIGHT: InvalidNodeWeightError,
    _abi.KEDGE_INVALID_POINT_COUNT: InvalidPointCountError,
    _abi.KEDGE_INVALID_TABLE_SIZE: InvalidTableSizeError,
    _abi.KEDGE_TOO_MANY_POINTS: TooManyPointsError,
    _abi.KEDGE_NOT_IN_THIS_PLACEMENT: NotInThisPlacementError,
    _abi.KEDGE_INVALID_KEY_HASH: InvalidKeyHashError,
    _abi.KEDGE_INVALID_LOAD_BOUND: InvalidLoadBoundError,
    _abi.KEDGE_NO_CALL_UNDER_WAY: NoCallUnderWayError,
    _abi.KEDGE_INVALID_MEMBERSHIP: InvalidMembershipError,
    _abi.KEDGE_INVALID_POLICY: InvalidPolicyError,
    _abi.KEDGE_CIRCUIT_OPEN: CircuitOpenError,
    _abi.KEDGE_CIRCUIT_HALF_OPEN: CircuitHalfOpenError,
    _abi.KEDGE_PERMIT_FINISHED: PermitFinishedError,
    _abi.KEDGE_PERMIT_TAKEN_BACK: PermitTakenBackError,
    _abi.KEDGE_NO_EVENT: NoEventError,
    _abi.KEDGE_INVALID_SAVED_STATE: InvalidSavedStateError,
    _abi.KEDGE_REGISTRY_FULL: RegistryFullError,
    _abi.KEDGE_RATE_LIMITED: RateLimitedError,
    _abi.KEDGE_OVER_RATE_LIMIT: OverRateLimitError,
    _abi.KEDGE_NOT_GIVEN_BACK: NotGivenBackError,
    _abi.KEDGE_BULKHEAD_FULL: BulkheadFullError,
    _abi.KEDGE_NOT_YET: NotYetError,
    _abi.KEDGE_BULKHEAD_TIMED_OUT: BulkheadTimedOutError,
    _abi.KEDGE_UNKNOWN_TICKET: UnknownTicketError,
    _abi.KEDGE_NOT_HELD: NotHeldError,
    _abi.KEDGE_ATTEMPTS_USED: AttemptsUsedError,
    _abi.KEDGE_TIME_USED: TimeUsedError,
    _abi.KEDGE_RETRY_BUDGET_USED: RetryBudgetUsedError,
    _abi.KEDGE_NOT_RETRYABLE: NotRetryableError,
    _abi.KEDGE_RETRY_AFTER_TOO_LONG: RetryAfterTooLongError,
    _abi.KEDGE_DEADLINE_EXCEEDED: DeadlineExceededError,
    _abi.KEDGE_NO_TARGET: NoTargetError,
    _abi.KEDGE_NO_GOOD_ANSWER: NoGoodAnswerError,
    _abi.KEDGE_CALL_FAILED: CallError,
    _abi.KEDGE_NOTHING_TO_REPORT: NothingToReportError,
}
