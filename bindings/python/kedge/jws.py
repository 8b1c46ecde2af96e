"""Signed content of any kind (JWS, RFC 7515), of which a token is the case with claims."""

from __future__ import annotations

from ctypes import byref, c_size_t, sizeof

from . import _abi
from ._call import Handle, Owner, default_options, failure, produce, produce_text
from ._jwt_call import algorithm_list, optional_json, produce_json, text_list
from ._library import functions
from ._told import Told
from ._values import text, unsigned
from .errors import CLASSES, KedgeError
from .jwt_enums import JWTAlgorithm
from .jwt_key_sets import key_set
from .jwt_keys import JWTKey, JWTKeyHandle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, Union

    from ._jwt_call import AlgorithmLike, JSONLike
    from ._values import Text
    from .jwt_enums import JWSRequirement, JWSSerialization
    from .jwt_key_sets import JWTKeys

    Signers = Union[Iterable[Union["JWSSigner", JWTKey]], "JWSSigner", JWTKey]

# Room at the first try: for the headers and one signature, for a payload, and for a header.
_SIGNATURE = 1024
_PAYLOAD = 1024
_HEADER = 256


class _ContentHandle(Handle):
    __slots__ = ()
    destroy = functions.kedge_jws_content_destroy


class JWSSigner:
    """Who signs, and what the headers of the signature say.

    Attributes:
        key: a shared secret or a private key.
        protected_header: further members of the header that is signed, as JSON; None for none.
        unprotected_header: the header that no signature covers, as JSON; None for none.
    """

    __slots__ = ("key", "protected_header", "unprotected_header")

    def __init__(
        self,
        key: JWTKey,
        protected_header: JSONLike | None = None,
        unprotected_header: JSONLike | None = None,
    ) -> None:
        """Makes a signer.

        Args:
            key: its id, if it has one, becomes kid of the protected header.
            protected_header: a mapping or a JSON object, without alg, kid, b64 and crit.
            unprotected_header: a mapping or a JSON object; None in the compact serialization.
        """
        self.key = key
        self.protected_header = optional_json(protected_header)
        self.unprotected_header = optional_json(unprotected_header)


def sign_jws(
    payload: Text,
    signers: Signers,
    *,
    serialization: JWSSerialization | None = None,
    is_detached: bool = False,
    encodes_payload: bool = True,
) -> str:
    """Signs content of any kind.

    Args:
        payload: bytes, or text, which is taken as UTF-8.
        signers: who signs; a key alone signs without further headers. Up to 64 in the general
            serialization, else one.
        serialization: compact unless told.
        is_detached: the payload is left out, to travel by another way.
        encodes_payload: False signs and writes the payload as it is (b64 of RFC 7797), and then one
            that is not detached has to be fit for its place.

    Raises:
        KeyIsPublicError, KeyUseError: a key does not sign.
        MalformedHeadersError: a header is no JSON object, or has a name that is not its.
        PayloadNotAllowedError: the payload cannot stand there unencoded.
        TokenTooLargeError: the result would be too large.
        InvalidArgumentError: there are no signers or too many, or an unprotected header where there
            is no place for it.
        InvalidHandleError: a key was closed.
        AlgorithmUnavailableError, OutOfMemoryError: the system is at its end.
    """
    if isinstance(signers, (JWSSigner, JWTKey)):
        signers = [signers]
    all_signers = [JWSSigner(one) if isinstance(one, JWTKey) else one for one in signers]
    handles = [signer.key._handle for signer in all_signers]  # kept until the call is over
    entries = (_abi.kedge_jws_signer * len(all_signers))()
    for entry, signer, handle in zip(entries, all_signers, handles):
        entry.key = handle.value if handle else None
        entry.protected_header = signer.protected_header
        entry.protected_header_len = len(signer.protected_header or b"")
        entry.unprotected_header = signer.unprotected_header
        entry.unprotected_header_len = len(signer.unprotected_header or b"")
    options = default_options(_abi.kedge_jws_options, functions.kedge_jws_options_init)
    if serialization is not None:
        options.serialization = unsigned(serialization, "serialization", 32)
    options.is_detached = bool(is_detached)
    options.encodes_payload = bool(encodes_payload)
    data, length = text(payload)
    return produce_text(
        functions.kedge_jws_sign,
        length * 4 // 3 + _SIGNATURE * len(all_signers),
        entries,
        len(all_signers),
        data,
        length,
        byref(options),
    )


def verify_jws(
    keys: JWTKeys,
    document: Text,
    payload: Text | None = None,
    *,
    algorithms: Iterable[AlgorithmLike] | AlgorithmLike | None = None,
    critical_headers: Iterable[str] | str | None = None,
    max_payload_bytes: int = 1_048_576,
    requirement: JWSRequirement | None = None,
) -> JWSContent:
    """Verifies signed content, in any serialization.

    alg counts only in the protected header, and keys that a header brings along are ignored.

    Args:
        keys: a set, or a single key.
        document: three parts with dots between, or a JSON document.
        payload: what the signature is of, if it came by another way; None where the document holds
            it.
        algorithms: those that are allowed; None for those of the keys.
        critical_headers: names that crit may have besides b64, because the caller acts on them.
        max_payload_bytes: the longest payload that a document may hold.
        requirement: of several signatures, every one has to be good unless told.

    Raises:
        MalformedJWSError, MalformedTokenHeaderError, MalformedTokenSignatureError,
            TokenTooLargeError: it is no signed content.
        AlgorithmNotAllowedError, UnknownTokenKeyError, BadSignatureError: no key of these made it.
        UnknownCriticalHeaderError: crit names a header that is not among these.
        PayloadNotAllowedError: the payload is detached and was not given, or was given and is not. A
            compact form without its payload looks like one of an empty payload, which is a
            BadSignatureError.
        InvalidHandleError: the keys were closed.
        OutOfMemoryError, TooManyHandlesError: the system is at its end.

    Source: RFC 7515 section 5.2, RFC 7797.
    """
    options = default_options(
        _abi.kedge_jws_verifier_options, functions.kedge_jws_verifier_options_init
    )
    options.algorithms, options.algorithm_count = algorithm_list(algorithms)
    options.critical_headers, options.critical_header_count = text_list(critical_headers)
    options.max_payload_bytes = unsigned(max_payload_bytes, "max_payload_bytes", 64)
    if requirement is not None:
        options.requirement = unsigned(requirement, "requirement", 32)
    of = key_set(keys)
    detached: tuple[Any, ...] = ()
    call = functions.kedge_jws_verify
    if payload is not None:
        detached = text(payload)
        call = functions.kedge_jws_verify_detached
    return JWSContent._made(
        _ContentHandle(), call, of._handle, *text(document), *detached, byref(options)
    )


class JWSSignature(Told):
    """One signature of content that was verified.

    Attributes:
        is_good: whether it is good; only `JWSRequirement.ANY` lets others be.
        algorithm: what it was made with; None if it is not good.
        error: the class of the exception that tells why it is not good, else None.
    """

    __slots__ = ("is_good", "algorithm", "error")
    is_good: bool
    algorithm: JWTAlgorithm | None
    error: type[KedgeError] | None

    def __init__(self, told: _abi.kedge_jws_signature) -> None:
        if told.status:
            self._keep(False, None, CLASSES.get(told.status, KedgeError))
        else:
            self._keep(True, JWTAlgorithm(told.algorithm), None)

    def __repr__(self) -> str:
        if self.error:
            return f"<JWSSignature {self.error.__name__}>"
        return f"<JWSSignature {self.algorithm and self.algorithm.alg}, good>"


class JWSContent(Owner):
    """Content that was verified. Any number of threads may use it.

    with kedge.verify_jws(keys, document) as content:
        print(content.payload, content.header())
    """

    __slots__ = ()
    _handle: _ContentHandle | None

    def __init__(self) -> None:
        raise TypeError("verify_jws makes contents")

    @property
    def payload(self) -> bytes:
        """The payload that the document held.

        Raises:
            PayloadNotAllowedError: it was detached, and the caller has it.
        """
        return produce(functions.kedge_jws_content_payload, _PAYLOAD, self._handle)

    @property
    def signatures(self) -> list[JWSSignature]:
        """Its signatures, in the order of the document, those that are not good among them."""
        handle = self._handle
        count = c_size_t()
        status = functions.kedge_jws_content_signature_count(handle, byref(count))
        if status:
            raise failure(status)
        found = []
        for position in range(count.value):
            told = _abi.kedge_jws_signature(struct_size=sizeof(_abi.kedge_jws_signature))
            status = functions.kedge_jws_content_get_signature(handle, position, byref(told))
            if status:
                raise failure(status)
            found.append(JWSSignature(told))
        return found

    def header(self, index: int = 0) -> dict[str, Any]:
        """The protected header of a good signature, counted from 0.

        Raises:
            BadSignatureError: it is not good.
            InvalidArgumentError: there is none of that number.
        """
        call = functions.kedge_jws_content_header
        return produce_json(call, _HEADER, self._handle, unsigned(index, "index", 64))

    def key(self, index: int = 0) -> JWTKey:
        """The key that made a good signature, counted from 0.

        Raises:
            BadSignatureError: it is not good.
            InvalidArgumentError: there is none of that number.
        """
        call = functions.kedge_jws_content_get_key
        return JWTKey._made(JWTKeyHandle(), call, self._handle, unsigned(index, "index", 64))
