"""Kedge: security for Web3 services, the Python door to libkedge.

Everything here is thin: a call checks nothing that the library checks, and a failure is an
exception that carries the library's status and its sentence. Data goes in as anything that is
contiguous in memory (`bytes`, `bytearray`, `memoryview`, `array`, ...) and comes out as `bytes`.
"""

from __future__ import annotations

from .core import live_handles, version
from .crypto import AESGCM
from .errors import (
    AddressChecksumError, AlgorithmNotAllowedError, AlgorithmUnavailableError, AttemptsUsedError,
    AuthenticationError, BadSignatureError, BulkheadFullError, BulkheadTimedOutError, BusyError,
    CallError, CancelledError, CircuitHalfOpenError, CircuitOpenError, ClaimKindError,
    ClaimNotFoundError, ContractError, ContractTooLargeError, ContractTypeError, ContractValueError,
    CryptoError, DeadlineExceededError, DerivationTooCostlyError, DuplicateClaimError,
    DuplicateKeyIDError, DuplicateNodeNameError, EncryptionError, EndOfLogError,
    ExportNotAllowedError, FileChangedError, FileError, FileExistsError as FileExistsError,
    FileNotFoundError as FileNotFoundError, ForkedError, HDKeyIsPublicError, HDKeyTooDeepError,
    HighSError, InputOutputError, InvalidAddressError, InvalidArgumentError, InvalidChildError,
    InvalidExtendedKeyError, InvalidHandleError, InvalidKeyError, InvalidKeyHashError,
    InvalidKeyLengthError, InvalidLoadBoundError, InvalidMembershipError, InvalidNodeWeightError,
    InvalidNonceLengthError, InvalidNumberError, InvalidPathError, InvalidPointCountError,
    InvalidPolicyError, InvalidPrivateKeyError, InvalidPublicKeyError, InvalidSavedStateError,
    InvalidSeedError, InvalidSidecarError, InvalidSignatureError, InvalidTableSizeError,
    InvalidTagLengthError, InvalidUTF8Error, KedgeError, KeyDestroyedError, KeyDisabledError,
    KeyEncryptedError, KeyExhaustedError, KeyIsPrimaryError, KeyIsPublicError, KeyNeedsFileError,
    KeyServiceError, KeyUseError, KeyringDamagedError, KeyringHasNoFileError, KeystoreAddressError,
    KeystoreError, KeystoreTooCostlyError, KeystoreUnsupportedError, KeystoreWithoutAddressError,
    LogClosedError, LogDamagedError, LogRolledBackError, MalformedClaimsError,
    MalformedContractDataError, MalformedHeaderError, MalformedHeadersError, MalformedJSONError,
    MalformedJWKError, MalformedJWSError, MalformedKeyError, MalformedKeySetError,
    MalformedKeystoreError, MalformedRLPError, MalformedTokenClaimsError, MalformedTokenError,
    MalformedTokenHeaderError, MalformedTokenSignatureError, MalformedTransactionError,
    MalformedTypedDataError, MemoryNotLockedError, MessageTooLongError, MessageTooShortError,
    MissingClaimError, MixedKeySetError, MnemonicAmbiguousError, MnemonicChecksumError,
    MnemonicError, MnemonicLengthError, MnemonicUnknownWordError, NoCallUnderWayError, NoEventError,
    NoFurtherNodeError, NoGoodAnswerError, NoNodeUpError, NoPrimaryKeyError, NoSpaceError,
    NoTargetError, NotGivenBackError, NotHeldError, NotInThisPlacementError, NotRetryableError,
    NotYetError, NothingToReportError, OutOfMemoryError, OverRateLimitError, PayloadNotAllowedError,
    PermissionDeniedError, PermitFinishedError, PermitTakenBackError, RLPStructureError,
    RLPTooDeepError, RandomUnavailableError, RateLimitedError, RegistryFullError, ResilienceError,
    RetryAfterTooLongError, RetryBudgetUsedError, RingEmptyError, RingError, StoreFullError,
    TimeUsedError, TokenError, TokenExpiredError, TokenIssuedInFutureError, TokenKeyError,
    TokenNotYetValidError, TokenRefusedError, TokenReplayedError, TokenRevokedError,
    TokenStoreUnavailableError, TokenTooLargeError, TokenTooOldError, TooManyHandlesError,
    TooManyKeysError, TooManyPointsError, TransactionError, TransactionFieldError,
    TransactionTypeError, TypedDataError, TypedDataMissingError, TypedDataTooLargeError,
    TypedDataTypeError, TypedDataUnknownMemberError, TypedDataValueError,
    UnknownCriticalHeaderError, UnknownKeyError, UnknownNodeError, UnknownTicketError,
    UnknownTokenKeyError, UnknownVersionError, WalletError, WeakKeyError, WithoutSidecarError,
    WrongAudienceError, WrongChainError, WrongIssuerError, WrongKeyKindError, WrongPasswordError,
    WrongSelectorError, WrongSignerError, WrongSubjectError, WrongTokenTypeError, WrongUnlockError,
)  # fmt: skip
from .keccak import Keccak256, keccak256
from .keyring import Keyring
from .unlock import KeyService, Passphrase, Unlock, WrappingKey

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._log_call import LogInfo
    from .addresses import (
        contract_address,
        contract_address2,
        format_address,
        format_amount,
        parse_address,
        parse_amount,
    )
    from .breaker import CircuitBreaker
    from .breaker_permit import Permit
    from .breaker_registry import BreakerRegistry
    from .breaker_report import BreakerEvent, BreakerInfo
    from .bulkhead import Bulkhead
    from .bulkhead_place import BulkheadInfo, Place
    from .contracts import (
        decode_call,
        decode_contract_data,
        encode_call,
        encode_contract_data,
        encode_contract_packed,
        event_topic,
        function_selector,
    )
    from .deadlines import Deadline, deadline
    from .failover import Failover, FailoverTarget, FailoverTargetInfo
    from .fallbacks import LastGoodAnswer, fallback
    from .fault_injector import Fault, FaultInjector, FaultInjectorInfo, InjectedFault
    from .hd import ETHEREUM_PATH, HARDENED, HDKey, HDKeyInfo, format_path, parse_path
    from .jws import JWSContent, JWSSignature, JWSSigner, sign_jws, verify_jws
    from .jwt_enums import ClaimKind, JWSRequirement, JWSSerialization, JWTAlgorithm
    from .jwt_issuer import JWTIssuer
    from .jwt_key_sets import JWTKeySet, SkippedJWTKey
    from .jwt_keys import JWTKey
    from .jwt_stores import JWTIdentity, JWTReplayCache, JWTRevocations
    from .jwt_token import JWTToken
    from .jwt_verifier import JWTVerifier
    from .key_enums import Algorithm, KeyState
    from .keyed_rate_limiter import KeyedRateLimiter, KeyedRateLimiterInfo
    from .keys import PrivateKey, PublicKey
    from .keystore import (
        KeystoreOptions,
        decrypt_key,
        encrypt_key,
        keystore_address,
        open_key,
        save_key,
    )
    from .log import SealedLog
    from .log_reader import SealedLogReader
    from .mnemonics import (
        check_mnemonic,
        generate_mnemonic,
        mnemonic_from_entropy,
        mnemonic_language,
        mnemonic_seed,
        mnemonic_to_entropy,
        mnemonic_word,
        suggest_words,
    )
    from .pipeline import Pipeline, PipelineAttempt
    from .pipeline_layers import PipelineInfo, PipelineLayer, PipelineLayerInfo
    from .rate_limiter import RateLimiter, RateLimiterInfo
    from .reservation import Reservation
    from .resilience_clock import ManualClock
    from .resilience_enums import (
        Backoff,
        BreakerReason,
        BreakerState,
        CallOutcome,
        FaultLatency,
        Jitter,
        LayerKind,
        LayerOrder,
        RateLimitKind,
    )
    from .retry import Retry, RetryCall
    from .retry_budget import RetryBudget, RetryBudgetInfo
    from .ring import HashRing
    from .ring_enums import NodeState, Placement, RingChangeKind
    from .ring_key import RingKey
    from .ring_nodes import Admission, RingChange, RingNode
    from .ring_report import RingRange, RingReport, RingShare
    from .rlp import rlp_decode, rlp_encode
    from .sealed_file import SealedFile
    from .sealed_streams import SealedReader, SealedWriter
    from .signatures import (
        compact_signature,
        expand_signature,
        hash_message,
        hash_validator_data,
        recover,
        recover_many,
        recover_message,
        recover_public_key,
        verify,
        verify_many,
        verify_message,
    )
    from .signed_transaction import SignedTransaction
    from .stream import StreamOpener, StreamSealer
    from .transaction_parts import Authorization, BlobSidecar
    from .transactions import Transaction, sign_transaction
    from .typed_data import TypedData
    from .wallet_enums import KeystoreKDF, Language, TransactionType

# Without FileNotFoundError and FileExistsError, kinds of Python's own, in whose place
# `from kedge import *` would put them.
__all__ = [
    "AESGCM", "AddressChecksumError", "Admission", "Algorithm", "AlgorithmNotAllowedError",
    "AlgorithmUnavailableError", "AttemptsUsedError", "AuthenticationError", "Authorization",
    "Backoff", "BadSignatureError", "BlobSidecar", "BreakerEvent", "BreakerInfo", "BreakerReason",
    "BreakerRegistry", "BreakerState", "Bulkhead", "BulkheadFullError", "BulkheadInfo",
    "BulkheadTimedOutError", "BusyError", "CallError", "CallOutcome", "CancelledError",
    "CircuitBreaker", "CircuitHalfOpenError", "CircuitOpenError", "ClaimKind", "ClaimKindError",
    "ClaimNotFoundError", "ContractError", "ContractTooLargeError", "ContractTypeError",
    "ContractValueError", "CryptoError", "Deadline", "DeadlineExceededError",
    "DerivationTooCostlyError", "DuplicateClaimError", "DuplicateKeyIDError",
    "DuplicateNodeNameError", "ETHEREUM_PATH", "EncryptionError", "EndOfLogError",
    "ExportNotAllowedError", "Failover", "FailoverTarget", "FailoverTargetInfo", "Fault",
    "FaultInjector", "FaultInjectorInfo", "FaultLatency", "FileChangedError", "FileError",
    "ForkedError", "HARDENED", "HDKey", "HDKeyInfo", "HDKeyIsPublicError", "HDKeyTooDeepError",
    "HashRing", "HighSError", "InjectedFault", "InputOutputError", "InvalidAddressError",
    "InvalidArgumentError", "InvalidChildError", "InvalidExtendedKeyError", "InvalidHandleError",
    "InvalidKeyError", "InvalidKeyHashError", "InvalidKeyLengthError", "InvalidLoadBoundError",
    "InvalidMembershipError", "InvalidNodeWeightError", "InvalidNonceLengthError",
    "InvalidNumberError", "InvalidPathError", "InvalidPointCountError", "InvalidPolicyError",
    "InvalidPrivateKeyError", "InvalidPublicKeyError", "InvalidSavedStateError", "InvalidSeedError",
    "InvalidSidecarError", "InvalidSignatureError", "InvalidTableSizeError",
    "InvalidTagLengthError", "InvalidUTF8Error", "JWSContent", "JWSRequirement", "JWSSerialization",
    "JWSSignature", "JWSSigner", "JWTAlgorithm", "JWTIdentity", "JWTIssuer", "JWTKey", "JWTKeySet",
    "JWTReplayCache", "JWTRevocations", "JWTToken", "JWTVerifier", "Jitter", "Keccak256",
    "KedgeError", "KeyDestroyedError", "KeyDisabledError", "KeyEncryptedError", "KeyExhaustedError",
    "KeyIsPrimaryError", "KeyIsPublicError", "KeyNeedsFileError", "KeyService", "KeyServiceError",
    "KeyState", "KeyUseError", "KeyedRateLimiter", "KeyedRateLimiterInfo", "Keyring",
    "KeyringDamagedError", "KeyringHasNoFileError", "KeystoreAddressError", "KeystoreError",
    "KeystoreKDF", "KeystoreOptions", "KeystoreTooCostlyError", "KeystoreUnsupportedError",
    "KeystoreWithoutAddressError", "Language", "LastGoodAnswer", "LayerKind", "LayerOrder",
    "LogClosedError", "LogDamagedError", "LogInfo", "LogRolledBackError", "MalformedClaimsError",
    "MalformedContractDataError", "MalformedHeaderError", "MalformedHeadersError",
    "MalformedJSONError", "MalformedJWKError", "MalformedJWSError", "MalformedKeyError",
    "MalformedKeySetError", "MalformedKeystoreError", "MalformedRLPError",
    "MalformedTokenClaimsError", "MalformedTokenError", "MalformedTokenHeaderError",
    "MalformedTokenSignatureError", "MalformedTransactionError", "MalformedTypedDataError",
    "ManualClock", "MemoryNotLockedError", "MessageTooLongError", "MessageTooShortError",
    "MissingClaimError", "MixedKeySetError", "MnemonicAmbiguousError", "MnemonicChecksumError",
    "MnemonicError", "MnemonicLengthError", "MnemonicUnknownWordError", "NoCallUnderWayError",
    "NoEventError", "NoFurtherNodeError", "NoGoodAnswerError", "NoNodeUpError", "NoPrimaryKeyError",
    "NoSpaceError", "NoTargetError", "NodeState", "NotGivenBackError", "NotHeldError",
    "NotInThisPlacementError", "NotRetryableError", "NotYetError", "NothingToReportError",
    "OutOfMemoryError", "OverRateLimitError", "Passphrase", "PayloadNotAllowedError",
    "PermissionDeniedError", "Permit", "PermitFinishedError", "PermitTakenBackError", "Pipeline",
    "PipelineAttempt", "PipelineInfo", "PipelineLayer", "PipelineLayerInfo", "Place", "Placement",
    "PrivateKey", "PublicKey", "RLPStructureError", "RLPTooDeepError", "RandomUnavailableError",
    "RateLimitKind", "RateLimitedError", "RateLimiter", "RateLimiterInfo", "RegistryFullError",
    "Reservation", "ResilienceError", "Retry", "RetryAfterTooLongError", "RetryBudget",
    "RetryBudgetInfo", "RetryBudgetUsedError", "RetryCall", "RingChange", "RingChangeKind",
    "RingEmptyError", "RingError", "RingKey", "RingNode", "RingRange", "RingReport", "RingShare",
    "SealedFile", "SealedLog", "SealedLogReader", "SealedReader", "SealedWriter",
    "SignedTransaction", "SkippedJWTKey", "StoreFullError", "StreamOpener", "StreamSealer",
    "TimeUsedError", "TokenError", "TokenExpiredError", "TokenIssuedInFutureError", "TokenKeyError",
    "TokenNotYetValidError", "TokenRefusedError", "TokenReplayedError", "TokenRevokedError",
    "TokenStoreUnavailableError", "TokenTooLargeError", "TokenTooOldError", "TooManyHandlesError",
    "TooManyKeysError", "TooManyPointsError", "Transaction", "TransactionError",
    "TransactionFieldError", "TransactionType", "TransactionTypeError", "TypedData",
    "TypedDataError", "TypedDataMissingError", "TypedDataTooLargeError", "TypedDataTypeError",
    "TypedDataUnknownMemberError", "TypedDataValueError", "UnknownCriticalHeaderError",
    "UnknownKeyError", "UnknownNodeError", "UnknownTicketError", "UnknownTokenKeyError",
    "UnknownVersionError", "Unlock", "WalletError", "WeakKeyError", "WithoutSidecarError",
    "WrappingKey", "WrongAudienceError", "WrongChainError", "WrongIssuerError", "WrongKeyKindError",
    "WrongPasswordError", "WrongSelectorError", "WrongSignerError", "WrongSubjectError",
    "WrongTokenTypeError", "WrongUnlockError", "check_mnemonic", "compact_signature",
    "contract_address", "contract_address2", "deadline", "decode_call", "decode_contract_data",
    "decrypt_key", "encode_call", "encode_contract_data", "encode_contract_packed", "encrypt_key",
    "event_topic", "expand_signature", "fallback", "format_address", "format_amount", "format_path",
    "function_selector", "generate_mnemonic", "hash_message", "hash_validator_data", "keccak256",
    "keystore_address", "live_handles", "mnemonic_from_entropy", "mnemonic_language",
    "mnemonic_seed", "mnemonic_to_entropy", "mnemonic_word", "open_key", "parse_address",
    "parse_amount", "parse_path", "recover", "recover_many", "recover_message",
    "recover_public_key", "rlp_decode", "rlp_encode", "save_key", "sign_jws", "sign_transaction",
    "suggest_words", "verify", "verify_jws", "verify_many", "verify_message", "version",
]  # fmt: skip

# Where the names are that are imported when one of them is first used: all of streams, logs,
# wallets, tokens and resilience, and the enumerations, because Python's own `enum` takes longer to
# import than the rest of this package.
_LATER = {
    name: module
    for module, names in {
        "_log_call": ("LogInfo",),
        "addresses": (
            "contract_address",
            "contract_address2",
            "format_address",
            "format_amount",
            "parse_address",
            "parse_amount",
        ),
        "breaker": ("CircuitBreaker",),
        "breaker_permit": ("Permit",),
        "breaker_registry": ("BreakerRegistry",),
        "breaker_report": ("BreakerEvent", "BreakerInfo"),
        "bulkhead": ("Bulkhead",),
        "bulkhead_place": ("BulkheadInfo", "Place"),
        "contracts": (
            "decode_call",
            "decode_contract_data",
            "encode_call",
            "encode_contract_data",
            "encode_contract_packed",
            "event_topic",
            "function_selector",
        ),
        "deadlines": ("Deadline", "deadline"),
        "failover": ("Failover", "FailoverTarget", "FailoverTargetInfo"),
        "fallbacks": ("LastGoodAnswer", "fallback"),
        "fault_injector": ("Fault", "FaultInjector", "FaultInjectorInfo", "InjectedFault"),
        "hd": ("ETHEREUM_PATH", "HARDENED", "HDKey", "HDKeyInfo", "format_path", "parse_path"),
        "jws": ("JWSContent", "JWSSignature", "JWSSigner", "sign_jws", "verify_jws"),
        "jwt_enums": ("ClaimKind", "JWSRequirement", "JWSSerialization", "JWTAlgorithm"),
        "jwt_issuer": ("JWTIssuer",),
        "jwt_key_sets": ("JWTKeySet", "SkippedJWTKey"),
        "jwt_keys": ("JWTKey",),
        "jwt_stores": ("JWTIdentity", "JWTReplayCache", "JWTRevocations"),
        "jwt_token": ("JWTToken",),
        "jwt_verifier": ("JWTVerifier",),
        "key_enums": ("Algorithm", "KeyState"),
        "keyed_rate_limiter": ("KeyedRateLimiter", "KeyedRateLimiterInfo"),
        "keys": ("PrivateKey", "PublicKey"),
        "keystore": (
            "KeystoreOptions",
            "decrypt_key",
            "encrypt_key",
            "keystore_address",
            "open_key",
            "save_key",
        ),
        "log": ("SealedLog",),
        "log_reader": ("SealedLogReader",),
        "mnemonics": (
            "check_mnemonic",
            "generate_mnemonic",
            "mnemonic_from_entropy",
            "mnemonic_language",
            "mnemonic_seed",
            "mnemonic_to_entropy",
            "mnemonic_word",
            "suggest_words",
        ),
        "pipeline": ("Pipeline", "PipelineAttempt"),
        "pipeline_layers": ("PipelineInfo", "PipelineLayer", "PipelineLayerInfo"),
        "rate_limiter": ("RateLimiter", "RateLimiterInfo"),
        "reservation": ("Reservation",),
        "resilience_clock": ("ManualClock",),
        "resilience_enums": (
            "Backoff",
            "BreakerReason",
            "BreakerState",
            "CallOutcome",
            "FaultLatency",
            "Jitter",
            "LayerKind",
            "LayerOrder",
            "RateLimitKind",
        ),
        "retry": ("Retry", "RetryCall"),
        "retry_budget": ("RetryBudget", "RetryBudgetInfo"),
        "ring": ("HashRing",),
        "ring_enums": ("NodeState", "Placement", "RingChangeKind"),
        "ring_key": ("RingKey",),
        "ring_nodes": ("Admission", "RingChange", "RingNode"),
        "ring_report": ("RingRange", "RingReport", "RingShare"),
        "rlp": ("rlp_decode", "rlp_encode"),
        "sealed_file": ("SealedFile",),
        "sealed_streams": ("SealedReader", "SealedWriter"),
        "signatures": (
            "compact_signature",
            "expand_signature",
            "hash_message",
            "hash_validator_data",
            "recover",
            "recover_many",
            "recover_message",
            "recover_public_key",
            "verify",
            "verify_many",
            "verify_message",
        ),
        "signed_transaction": ("SignedTransaction",),
        "stream": ("StreamOpener", "StreamSealer"),
        "transaction_parts": ("Authorization", "BlobSidecar"),
        "transactions": ("Transaction", "sign_transaction"),
        "typed_data": ("TypedData",),
        "wallet_enums": ("KeystoreKDF", "Language", "TransactionType"),
    }.items()
    for name in names
}


if not TYPE_CHECKING:  # a type checker would take every name for one that is there

    def __getattr__(name: str) -> object:
        if name in _LATER:
            from importlib import import_module

            value = globals()[name] = getattr(import_module("." + _LATER[name], __name__), name)
            return value
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_LATER})
