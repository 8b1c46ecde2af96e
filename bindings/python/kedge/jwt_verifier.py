"""What verifies tokens (JWT, RFC 7519)."""

from __future__ import annotations

from ctypes import byref, c_size_t, create_string_buffer

from . import _abi
from ._call import Failures, Handle, Owner, borrow, clamped, default_options, failure, new_bytes
from ._jwt_call import algorithm_list, clock_callback, decode_json, seconds, text_list
from ._library import functions
from ._values import number_or_none, optional_text, unsigned
from .jwt_key_sets import key_set
from .jwt_stores import store_callback
from .jwt_token import JWTToken, JWTTokenHandle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from ._jwt_call import AlgorithmLike, Clock
    from ._values import Text
    from .jwt_key_sets import JWTKeys
    from .jwt_stores import JWTReplayCache, JWTRevocations, StoreCall

_verify = functions.kedge_jwt_verify

# Most tokens are shorter. Their claims are written to memory that a verifier uses again, as much of
# it as there were verifications at once, because making some for each would be a tenth of the time.
_ROOM = 4096


class _VerifierHandle(Handle):
    __slots__ = ("callbacks",)
    callbacks: tuple[Any, ...]  # what the library calls lives as long as the handle
    destroy = functions.kedge_jwt_verifier_destroy


class JWTVerifier(Owner):
    """What verifies tokens, by rules that never change. Any number of threads may use it.

    The defaults are the strict ones: a token has to expire, and one that names an audience is
    refused as long as there are no `audiences`. A key has one algorithm, and a token's has to be
    it; keys that a header brings along are ignored.

        verifier = kedge.JWTVerifier(keys, issuers="https://login.example", audiences="payments")
        try:
            claims = verifier.verify(received)
        except kedge.TokenRefusedError as error:
            print(error)
    """

    __slots__ = ("_failures", "_rooms")
    _handle: _VerifierHandle | None

    def __init__(
        self,
        keys: JWTKeys,
        *,
        algorithms: Iterable[AlgorithmLike] | AlgorithmLike | None = None,
        issuers: Iterable[str] | str | None = None,
        audiences: Iterable[str] | str | None = None,
        required_claims: Iterable[str] | str | None = None,
        critical_headers: Iterable[str] | str | None = None,
        subject: str | None = None,
        type: str | None = None,
        leeway_seconds: int = 0,
        max_age_seconds: int | None = None,
        max_token_bytes: int = 16_384,
        max_header_bytes: int = 4096,
        max_depth: int = 32,
        cached_tokens: int = 0,
        requires_expiry: bool = True,
        accepts_any_audience: bool = False,
        replay_cache: JWTReplayCache | None = None,
        revocations: JWTRevocations | None = None,
        admit: StoreCall | None = None,
        is_revoked: StoreCall | None = None,
        clock: Clock | None = None,
    ) -> None:
        """Makes a verifier.

        What `admit`, `is_revoked` and `clock` raise is raised by the call that verifies, and the
        token is refused. They run in that call's thread, maybe in several at once. Where a list is
        taken, one text stands for a list of it, and an empty list is refused.

        Args:
            keys: a set, which the verifier shares, also when it is replaced; or a single key.
            algorithms: what a token may be signed with; None for those of the keys.
            issuers: one of these has to be the whole of iss; None for any or none.
            audiences: one of these has to be aud, or in it; None where the verifier is known by no
                name.
            required_claims: names of claims that have to be there, with a value other than null.
            critical_headers: names of headers that crit may have, because the caller acts on them.
            subject: the whole of sub; None for any or none.
            type: the typ of the header, whatever the case of its letters and with or without
                application/; None for any or none.
            leeway_seconds: how far the clocks of issuer and verifier may lie apart, 0 to 86,400.
            max_age_seconds: how long after iat a token is refused, whatever its exp, 1 to 2**40;
                iat is then required. None for no limit.
            max_token_bytes: the longest token, 1 to 1,048,576.
            max_header_bytes: the longest header as it stands in the token, 1 to 65,536.
            max_depth: how many arrays and objects may stand inside one another, 1 to 128.
            cached_tokens: how many tokens with good signatures by key pairs are remembered, 0 to
                65,536, so that the same signature is not computed again. All other rules are
                applied every time.
            requires_expiry: False lets a token go without exp.
            accepts_any_audience: aud is somebody else's to judge. Not together with `audiences`.
            replay_cache: takes each token once. Requires jti, and exp or a maximum age.
                Verifiers that share one have the same leeway and maximum age. Not together with
                `admit`.
            revocations: knows which tokens no longer count. Not together with `is_revoked`.
            admit: a replay store of the caller's. It is called with a `JWTIdentity` and the time,
                takes the token and tells that it did as one step: True, or False if the token was
                taken before.
            is_revoked: a revocation list of the caller's. It is called with a `JWTIdentity` and the
                time, and returns True if the token no longer counts, else False.
            clock: returns the time in Unix seconds, as `time.time` does; None for the system's.

        Raises:
            InvalidArgumentError: an option is out of its range, or does not go with another.
            InvalidHandleError: the keys or a store were closed.
            OutOfMemoryError, TooManyHandlesError: the system is at its end.
        """
        options = default_options(
            _abi.kedge_jwt_verifier_options, functions.kedge_jwt_verifier_options_init
        )
        options.algorithms, options.algorithm_count = algorithm_list(algorithms)
        options.issuers, options.issuer_count = text_list(issuers)
        options.audiences, options.audience_count = text_list(audiences)
        options.required_claims, options.required_claim_count = text_list(required_claims)
        options.critical_headers, options.critical_header_count = text_list(critical_headers)
        options.subject, options.subject_len = optional_text(subject)
        options.type, options.type_len = optional_text(type)
        options.leeway_seconds = seconds(leeway_seconds, "leeway_seconds")
        options.max_age_seconds = number_or_none(max_age_seconds)
        options.max_token_bytes = clamped(max_token_bytes, 64)
        options.max_header_bytes = clamped(max_header_bytes, 64)
        options.max_depth = clamped(max_depth, 32)
        options.cached_tokens = unsigned(cached_tokens, "cached_tokens", 32)
        options.requires_expiry = bool(requires_expiry)
        options.accepts_any_audience = bool(accepts_any_audience)
        stores = _live_handle(replay_cache), _live_handle(revocations)  # kept until it has theirs
        options.replay_cache, options.revocations = stores
        failures = Failures()
        handle = _VerifierHandle()
        handle.callbacks = (
            store_callback(admit, failures, refuses=False),
            store_callback(is_revoked, failures, refuses=True),
            clock_callback(clock, failures),
        )
        options.admit, options.is_revoked, options.clock = handle.callbacks
        # None where nothing is called back, which costs a verification nothing then.
        self._failures = failures if admit or is_revoked or clock else None
        self._rooms: list[tuple[Any, Any]] = []
        create = functions.kedge_jwt_verifier_create
        self._begin(handle, create, key_set(keys)._handle, byref(options))

    def verify(self, token: Text) -> dict[str, Any]:
        """Verifies a token and returns its claims.

        Sizes and form are looked at first, then the header, then the signature, and the claims only
        when that is good.

        Args:
            token: three parts of base64url with dots between.

        Returns:
            The claims, with numbers as `json` reads them. An integer of more digits than `int`
            takes from text is a `decimal.Decimal`, which keeps them all.

        Raises:
            TokenRefusedError: the token does not count, as one of these:
                MalformedTokenError, MalformedTokenHeaderError, MalformedTokenClaimsError,
                MalformedTokenSignatureError, TokenTooLargeError: it is no token.
                AlgorithmNotAllowedError, UnknownTokenKeyError, BadSignatureError: none of the keys
                made it.
                TokenExpiredError, TokenNotYetValidError, TokenIssuedInFutureError,
                TokenTooOldError: its time is not now.
                WrongIssuerError, WrongSubjectError, WrongAudienceError, WrongTokenTypeError,
                MissingClaimError, UnknownCriticalHeaderError: it is not for this verifier.
                TokenReplayedError, TokenRevokedError: it no longer counts.
            TokenStoreUnavailableError: the replay cache is full.
            InvalidHandleError: the verifier was closed.
            OutOfMemoryError: the system is at its end.

        Source: RFC 7519 section 7.2, RFC 8725.
        """
        data, size = _token(token)
        if size > _ROOM:
            return self._verify_long(data, size)
        try:
            room = self._rooms.pop()
        except IndexError:
            room = create_string_buffer(_ROOM), byref(c_size_t())
        out, length = room
        status = _verify(self._handle, data, size, out, _ROOM, length)
        if status or self._failures:
            self._check(status)
        document = out.value  # up to the NUL behind it: strict JSON has none
        self._rooms.append(room)
        claims: dict[str, Any] = decode_json(document.decode())
        return claims

    def _verify_long(self, data: Any, size: int) -> dict[str, Any]:
        out = new_bytes(None, size)
        length = c_size_t()
        self._check(_verify(self._handle, data, size, out, size, byref(length)))
        claims: dict[str, Any] = decode_json(out[: length.value].decode())
        return claims

    def verify_token(self, token: Text) -> JWTToken:
        """Verifies a token as `verify` does, and keeps what it says, to be read claim by claim."""
        data, size = _token(token)
        handle = JWTTokenHandle()
        self._check(functions.kedge_jwt_verify_token(self._handle, data, size, byref(handle)))
        return JWTToken._of(handle)

    def _check(self, status: int) -> None:
        if self._failures:
            self._failures.check(status)
        elif status:
            raise failure(status)


def _token(token: Text) -> tuple[Any, int]:
    if isinstance(token, str):
        try:
            encoded = token.encode("ascii")
        except UnicodeEncodeError:
            encoded = b""  # which is no token either, and refused as none
        return encoded, len(encoded)
    return borrow(token)


def _live_handle(store: JWTReplayCache | JWTRevocations | None) -> Any:
    """The handle of a store. That of a closed one would be none, and nothing would be asked."""
    if store is None:
        return None
    handle = store._handle
    if handle is None:
        store.count  # noqa: B018, which raises what calls with it raise
    return handle
