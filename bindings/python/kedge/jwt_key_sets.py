"""Sets of keys for tokens and other signed content (JWK sets, RFC 7517)."""

from __future__ import annotations

from ctypes import byref, c_size_t, c_void_p, sizeof

from . import _abi
from ._call import Handle, Owner, produce_text
from ._jwt_call import algorithm_list, json_text, produce_json
from ._library import functions
from ._told import Told
from .errors import CLASSES, KedgeError
from .jwt_keys import JWTKey, JWTKeyHandle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, Union

    from ._jwt_call import AlgorithmLike, JSONLike

    JWTKeys = Union["JWTKeySet", JWTKey]

# Room at the first try: for the longest id, a sentence, and some keys.
_ID = 1025
_REASON = 512
_KEYS = 8192


class _KeySetHandle(Handle):
    __slots__ = ()
    destroy = functions.kedge_jwt_key_set_destroy


class SkippedJWTKey(Told):
    """A key that was left out of a set when it was read.

    Attributes:
        index: its position in the set that was read, from 0.
        id: its kid, where one could be read.
        error: the class of the exception that reading it alone would raise.
        reason: that exception's sentence.
    """

    __slots__ = ("index", "id", "error", "reason")
    index: int
    id: str | None
    error: type[KedgeError]
    reason: str

    def __init__(
        self, index: int, id: str | None, error: type[KedgeError], reason: str
    ) -> None:
        self._keep(index, id, error, reason)

    def __repr__(self) -> str:
        return f"<SkippedJWTKey {self.index}, {self.error.__name__}: {self.reason}>"


class JWTKeySet(Owner):
    """Keys among which the header of a token chooses: by kid, then by algorithm.

    Any number of threads may use it, also while `replace` changes it; verifiers that were made with
    it share it, and keep it when it is closed.

        keys = kedge.JWTKeySet.from_jwks(document)
        verifier = kedge.JWTVerifier(keys, issuers="https://login.example")
        keys.replace(kedge.JWTKeySet.from_jwks(newer_document))
    """

    __slots__ = ()
    _handle: _KeySetHandle | None

    def __init__(self, keys: Iterable[JWTKey] = ()) -> None:
        """Makes a set of keys.

        Args:
            keys: at most 256; either all are shared secrets or none is. An id stands at several
                keys only if those are one key with different algorithms.

        Raises:
            MalformedKeySetError: there are too many.
            DuplicateKeyIDError: two keys have the same id.
            MixedKeySetError: there are shared secrets beside others.
            InvalidHandleError: a key was closed.
        """
        handles = [key._handle for key in keys]  # kept until the call is over
        values = [handle.value if handle else None for handle in handles]
        array = (c_void_p * len(values))(*values)
        self._begin(_KeySetHandle(), functions.kedge_jwt_key_set_create, array, len(values))

    @classmethod
    def from_jwks(
        cls,
        jwks: JSONLike,
        algorithms: Iterable[AlgorithmLike] | AlgorithmLike | None = None,
    ) -> JWTKeySet:
        """A JSON Web Key Set.

        A key that cannot be used is left out, so that one bad key does not end all logins;
        `skipped` tells which and why.

        Args:
            jwks: a mapping, or JSON; at most 256 keys.
            algorithms: keys of others are left out. A key that names no algorithm and fits several,
                as RSA keys and shared secrets do, is taken for each of these, and left out where
                there are none. None takes them all.

        Raises:
            MalformedKeySetError: it is no set, or has too many keys.
            DuplicateKeyIDError: two keys have the same id.
            MixedKeySetError: there are shared secrets beside others.

        Source: RFC 7517 section 5.
        """
        create = functions.kedge_jwt_key_set_create_jwks
        return cls._made(_KeySetHandle(), create, *json_text(jwks), *algorithm_list(algorithms))

    def replace(self, other: JWTKeySet) -> None:
        """Puts the keys of another set in the place of this one's, for every verifier that has it.

        Verifications under way end with the keys that they began with.
        """
        self._call(functions.kedge_jwt_key_set_replace, other._handle)

    @property
    def keys(self) -> list[JWTKey]:
        """Its keys, in the order in which they were given or read."""
        copied, count, _ = self._copied()
        call = functions.kedge_jwt_key_set_get_key
        return [JWTKey._made(JWTKeyHandle(), call, copied._handle, i) for i in range(count)]

    @property
    def skipped(self) -> list[SkippedJWTKey]:
        """The keys that were left out when it was read."""
        copied, _, count = self._copied()
        found = []
        for position in range(count):
            told = _abi.kedge_jwt_skipped_key(struct_size=sizeof(_abi.kedge_jwt_skipped_key))
            copied._call(functions.kedge_jwt_key_set_get_skipped, position, byref(told))
            arguments = copied._handle, position
            id = produce_text(functions.kedge_jwt_key_set_skipped_id, _ID, *arguments)
            reason = produce_text(functions.kedge_jwt_key_set_skipped_reason, _REASON, *arguments)
            error = CLASSES.get(told.status, KedgeError)
            found.append(SkippedJWTKey(told.index, id if told.has_id else None, error, reason))
        return found

    def _copied(self) -> tuple[JWTKeySet, int, int]:
        """What it holds at one moment, which stays while another thread replaces it."""
        copied = JWTKeySet()
        copied.replace(self)
        keys, skipped = c_size_t(), c_size_t()
        copied._call(functions.kedge_jwt_key_set_count, byref(keys), byref(skipped))
        return copied, keys.value, skipped.value

    def to_public_jwks(self) -> dict[str, Any]:
        """The public keys as a JSON Web Key Set, in the order of the set.

        A key that it has for several algorithms under one id is written once, without alg.

        Raises:
            WrongKeyKindError: they are shared secrets.
        """
        return produce_json(functions.kedge_jwt_key_set_public_jwks, _KEYS, self._handle)

    def to_private_jwks(self) -> dict[str, Any]:
        """The keys as a JSON Web Key Set with the private numbers and secrets that they have.

        From then on they are the caller's to protect.
        """
        return produce_json(functions.kedge_jwt_key_set_private_jwks, _KEYS, self._handle)


def key_set(keys: JWTKeys) -> JWTKeySet:
    """Keys as the set that a call takes: a single key is a set of itself."""
    return JWTKeySet([keys]) if isinstance(keys, JWTKey) else keys
