"""What issues tokens (JWT, RFC 7519)."""

from __future__ import annotations

from ctypes import byref

from . import _abi
from ._call import Failures, Handle, Owner, clamped, default_options, produce_text
from ._jwt_call import clock_callback, json_text, optional_json, seconds, text_list
from ._library import functions
from ._values import number_or_none, optional_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from ._jwt_call import Clock, JSONLike
    from .jwt_keys import JWTKey

_issue = functions.kedge_jwt_issue
# Room at the first try for all of a token but the claims that are given: header, claims that the
# issuer adds, and the signature of an RSA key of 4,096 bits.
_REST = 1024


class _IssuerHandle(Handle):
    __slots__ = ("callback",)
    callback: Any  # what the library calls lives as long as the handle
    destroy = functions.kedge_jwt_issuer_destroy


class JWTIssuer(Owner):
    """What issues tokens, with claims and headers that never change. Any thread may use it.

    with kedge.JWTIssuer(key, issuer="https://login.example", lifetime_seconds=600) as issuer:
        token = issuer.issue({"sub": "alice", "scope": ["read", "write"]})
    """

    __slots__ = ("_failures",)
    _handle: _IssuerHandle | None

    def __init__(
        self,
        key: JWTKey,
        *,
        issuer: str | None = None,
        subject: str | None = None,
        audiences: Iterable[str] | str | None = None,
        type: str | None = "JWT",
        headers: JSONLike | None = None,
        lifetime_seconds: int | None = 3600,
        not_before_seconds: int | None = None,
        max_token_bytes: int = 16_384,
        adds_issued_at: bool = True,
        adds_id: bool = False,
        adds_key_id: bool = True,
        keeps_given_claims: bool = False,
        clock: Clock | None = None,
    ) -> None:
        """Makes an issuer.

        Args:
            key: a shared secret or a private key. The issuer keeps what it needs of it.
            issuer: iss; None adds none.
            subject: sub; None adds none.
            audiences: aud, one as a string, several as a list; None adds none.
            type: typ of the header; None adds none.
            headers: further headers, a mapping or JSON, without alg, typ, kid, crit and b64.
            lifetime_seconds: seconds from now to exp, 1 or more. None adds none, and verifiers
                refuse such a token unless told otherwise.
            not_before_seconds: seconds from now to nbf, below zero for clocks that are behind; None
                adds none.
            max_token_bytes: the longest token.
            adds_issued_at: whether iat is added.
            adds_id: whether jti is added, 128 random bits as base64url.
            adds_key_id: whether the key's id, if it has one, is kid of the header.
            keeps_given_claims: True keeps a claim that is given and that the issuer would add;
                otherwise such claims are refused.
            clock: returns the time in Unix seconds, as `time.time` does; None for the system's.
                What it raises is raised by `issue`.

        Raises:
            KeyIsPublicError: the key verifies only.
            MalformedHeadersError: the headers are no JSON object, or have a name that is not
                theirs.
            InvalidArgumentError: an option is out of its range.
            InvalidHandleError: the key was closed.
            OutOfMemoryError, TooManyHandlesError: the system is at its end.
        """
        options = default_options(
            _abi.kedge_jwt_issuer_options, functions.kedge_jwt_issuer_options_init
        )
        options.issuer, options.issuer_len = optional_text(issuer)
        options.subject, options.subject_len = optional_text(subject)
        options.audiences, options.audience_count = text_list(audiences)
        options.type, options.type_len = optional_text(type)
        options.headers = optional_json(headers)
        options.headers_len = len(options.headers or b"")
        options.lifetime_seconds = number_or_none(lifetime_seconds)
        if not_before_seconds is not None:
            options.adds_not_before = 1
            options.not_before_seconds = seconds(not_before_seconds, "not_before_seconds")
        options.max_token_bytes = clamped(max_token_bytes, 64)
        options.adds_issued_at = bool(adds_issued_at)
        options.adds_id = bool(adds_id)
        options.adds_key_id = bool(adds_key_id)
        options.keeps_given_claims = bool(keeps_given_claims)
        failures = Failures()
        handle = _IssuerHandle()
        handle.callback = options.clock = clock_callback(clock, failures)
        self._failures = failures if clock else None
        self._begin(handle, functions.kedge_jwt_issuer_create, key._handle, byref(options))

    def issue(self, claims: JSONLike = b"") -> str:
        """Issues a token.

        Args:
            claims: a mapping, or a JSON object, in which iss, sub and jti are text, aud is text or
                a list of it, and exp, nbf and iat are numbers. JSON is signed byte for byte, and
                the claims that the issuer adds follow it.

        Returns:
            Three parts of base64url with dots between.

        Raises:
            MalformedClaimsError: they are no such object.
            DuplicateClaimError: a claim is there twice, or the issuer adds it.
            TokenTooLargeError: the token would be longer than `max_token_bytes`.
            TypeError, ValueError, RecursionError: a value of the mapping has no form in JSON.
            InvalidHandleError: the issuer was closed.
            RandomUnavailableError, AlgorithmUnavailableError, OutOfMemoryError: the system is at
                its end.
        """
        data, length = json_text(claims)
        try:
            return produce_text(_issue, length * 4 // 3 + _REST, self._handle, data, length)
        finally:
            if self._failures:
                self._failures.check(0)
