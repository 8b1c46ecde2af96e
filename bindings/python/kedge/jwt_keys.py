"""Keys for tokens and other signed content (JWK, RFC 7517)."""

from __future__ import annotations

from binascii import b2a_base64
from ctypes import byref, sizeof

from . import _abi
from ._call import Handle, Owner, borrow, produce, produce_text, write
from ._jwt_call import algorithm_number, json_text, produce_json
from ._library import functions
from ._values import optional_text, text, unsigned
from .jwt_enums import JWTAlgorithm

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from typing_extensions import Buffer

    from ._jwt_call import AlgorithmLike, JSONLike
    from ._values import Text

_RSA = range(_abi.KEDGE_RS256, _abi.KEDGE_PS512 + 1)
# Room at the first try: for the longest id, and for a key of 4,096 bits.
_ID = 1025
_KEY = 4096


class JWTKeyHandle(Handle):
    __slots__ = ()
    destroy = functions.kedge_jwt_key_destroy


class JWTKey(Owner):
    """A key for tokens: a shared secret, a key pair, or a public key.

    It has one algorithm, and signs or verifies with no other. Secrets are in memory that is locked
    and wiped. A key never changes, and any number of threads may use it; sets, verifiers and
    issuers that were made with it keep it when it is closed.

        with kedge.JWTKey.generate("ES256", id="2031-07") as key:
            print(key.public().to_public_jwk())
    """

    __slots__ = ()
    _handle: JWTKeyHandle | None

    def __init__(self) -> None:
        raise TypeError("call JWTKey.generate, from_secret, from_pem, from_der or from_jwk")

    @classmethod
    def from_secret(
        cls, secret: Buffer, algorithm: AlgorithmLike, *, id: str | None = None
    ) -> JWTKey:
        """A secret that both sides share, for HS256, HS384 and HS512.

        Args:
            secret: at least 32, 48 or 64 bytes, as many as the hash has. A `bytearray` can be wiped
                by the caller afterwards. What looks like a key in PEM, DER or JSON is refused,
                because everybody could sign with a public key that passes for a secret.
            algorithm: such as `JWTAlgorithm.HS256` or "HS256".
            id: the key's kid, 1 to 1,024 bytes in UTF-8.

        Raises:
            WeakKeyError: the secret is too short.
            WrongKeyKindError: it is a key, or the algorithm takes no secret.
            OutOfMemoryError, RandomUnavailableError, TooManyHandlesError: the system is at its end.
        """
        return cls._made(
            JWTKeyHandle(),
            functions.kedge_jwt_key_create_secret,
            *borrow(secret),
            algorithm_number(algorithm),
            *optional_text(id),
        )

    @classmethod
    def from_pem(cls, pem: Text, algorithm: AlgorithmLike, *, id: str | None = None) -> JWTKey:
        """A private key, a public key, or that of a certificate, which itself is not verified.

        Args:
            pem: one block: PRIVATE KEY, RSA PRIVATE KEY, EC PRIVATE KEY, PUBLIC KEY, RSA PUBLIC KEY
                or CERTIFICATE.
            algorithm: the only one that the key will sign or verify with.
            id: the key's kid, 1 to 1,024 bytes in UTF-8.

        Raises:
            MalformedKeyError: it is no such block, or not one.
            KeyEncryptedError: the private key is encrypted; decrypt it first.
            WrongKeyKindError: the key is not of the algorithm's kind.
            WeakKeyError, InvalidKeyError: the key breaks a rule.
            AlgorithmUnavailableError: libcrypto does not offer the algorithm.
        """
        return cls._made(
            JWTKeyHandle(),
            functions.kedge_jwt_key_create_pem,
            *text(pem),
            algorithm_number(algorithm),
            *optional_text(id),
        )

    @classmethod
    def from_der(cls, der: Buffer, algorithm: AlgorithmLike, *, id: str | None = None) -> JWTKey:
        """A private key, a public key, or that of a certificate, in DER.

        Args:
            der: PKCS#8, PKCS#1, SEC 1, SubjectPublicKeyInfo or X.509.
            algorithm: the only one that the key will sign or verify with.
            id: the key's kid, 1 to 1,024 bytes in UTF-8.

        Raises:
            MalformedKeyError, KeyEncryptedError, WrongKeyKindError, WeakKeyError, InvalidKeyError,
                AlgorithmUnavailableError: as in `from_pem`.
        """
        return cls._made(
            JWTKeyHandle(),
            functions.kedge_jwt_key_create_der,
            *borrow(der),
            algorithm_number(algorithm),
            *optional_text(id),
        )

    @classmethod
    def from_jwk(cls, jwk: JSONLike, algorithm: AlgorithmLike | None = None) -> JWTKey:
        """A JSON Web Key, with the id that it has. Its use and key_ops are kept to.

        Args:
            jwk: a mapping, or JSON.
            algorithm: None takes the key's own alg or, of a key on a curve without alg, the one
                that fits. A key that says another alg is refused.

        Raises:
            MalformedJWKError: a member is missing, too much, or breaks a rule; the text names it.
            WrongKeyKindError: the key is of another kind or alg, or fits several algorithms.
            KeyUseError: the key is not for signatures.
            WeakKeyError, InvalidKeyError: the key breaks a rule.
            AlgorithmUnavailableError: libcrypto does not offer the algorithm.

        Source: RFC 7517, RFC 7518 section 6, RFC 8037, RFC 8812.
        """
        number = 0 if algorithm is None else algorithm_number(algorithm) or 2**32 - 1
        create = functions.kedge_jwt_key_create_jwk
        return cls._made(JWTKeyHandle(), create, *json_text(jwk), number)

    @classmethod
    def generate(
        cls, algorithm: AlgorithmLike, *, modulus_bits: int | None = None, id: str | None = None
    ) -> JWTKey:
        """A new secret, as long as the algorithm's hash, or a new key pair.

        Args:
            algorithm: such as `JWTAlgorithm.ES256` or "ES256".
            modulus_bits: for RSA alone 2,048 to 16,384, a multiple of 8; 3,072 unless told, which
                take half a second.
            id: the key's kid, 1 to 1,024 bytes in UTF-8.

        Raises:
            WeakKeyError: `modulus_bits` is none of these.
            InvalidArgumentError: they are given for another algorithm.
            RandomUnavailableError: the operating system gave no randomness.
            AlgorithmUnavailableError: libcrypto does not offer the algorithm.
        """
        number = algorithm_number(algorithm)
        if modulus_bits is None:
            modulus_bits = 3072 if number in _RSA else 0
        return cls._made(
            JWTKeyHandle(),
            functions.kedge_jwt_key_generate,
            number,
            unsigned(modulus_bits, "modulus_bits", 32),
            *optional_text(id),
        )

    def _info(self) -> _abi.kedge_jwt_key_info:
        told = _abi.kedge_jwt_key_info(struct_size=sizeof(_abi.kedge_jwt_key_info))
        self._call(functions.kedge_jwt_key_get_info, byref(told))
        return told

    @property
    def algorithm(self) -> JWTAlgorithm:
        """The only algorithm that it signs or verifies with."""
        return JWTAlgorithm(self._info().algorithm)

    @property
    def id(self) -> str | None:
        """Its kid, if it has one."""
        return produce_text(functions.kedge_jwt_key_id, _ID, self._handle) or None

    @property
    def is_shared(self) -> bool:
        """Whether it is a secret that both sides share."""
        return bool(self._info().is_shared)

    @property
    def is_private(self) -> bool:
        """Whether it is a shared secret or a private key."""
        return bool(self._info().is_private)

    @property
    def can_sign(self) -> bool:
        """Whether it signs."""
        return bool(self._info().can_sign)

    @property
    def can_verify(self) -> bool:
        """Whether it verifies."""
        return bool(self._info().can_verify)

    def public(self) -> JWTKey:
        """The key that verifies what this one signs, with the same id and algorithm.

        Raises:
            WrongKeyKindError: a shared secret has no public part.
        """
        create = functions.kedge_jwt_key_create_public
        return self._made(JWTKeyHandle(), create, self._handle)

    def with_id(self, id: str | None) -> JWTKey:
        """The same key with another id of 1 to 1,024 bytes in UTF-8, or with none."""
        create = functions.kedge_jwt_key_create_identified
        return self._made(JWTKeyHandle(), create, self._handle, *optional_text(id))

    def thumbprint(self) -> bytes:
        """The 32 bytes that tell the key from others, the same for both parts of a pair.

        Source: RFC 7638, with SHA-256.
        """
        return write(
            _abi.KEDGE_JWK_THUMBPRINT_BYTES, functions.kedge_jwt_key_thumbprint, self._handle
        )

    def thumbprint_id(self) -> str:
        """The thumbprint as base64url, 43 letters, which make a good id: `with_id` takes it."""
        encoded = b2a_base64(self.thumbprint(), newline=False).decode()
        return encoded.rstrip("=").replace("+", "-").replace("/", "_")

    def to_public_jwk(self) -> dict[str, Any]:
        """The public key as a JSON Web Key with kid, alg and use.

        Raises:
            WrongKeyKindError: it is a shared secret.
        """
        return produce_json(functions.kedge_jwt_key_public_jwk, _KEY, self._handle)

    def to_private_jwk(self) -> dict[str, Any]:
        """The key as a JSON Web Key with its private numbers, or with the secret itself.

        From then on they are the caller's to protect.

        Raises:
            KeyIsPublicError: it is a public key.
        """
        return produce_json(functions.kedge_jwt_key_private_jwk, _KEY, self._handle)

    def to_public_pem(self) -> str:
        """The public key as PEM with the label PUBLIC KEY.

        Raises:
            WrongKeyKindError: it is a shared secret.
        """
        return produce_text(functions.kedge_jwt_key_public_pem, _KEY, self._handle)

    def to_private_pem(self) -> str:
        """The private key as PEM with the label PRIVATE KEY; see `to_private_jwk`.

        Raises:
            WrongKeyKindError: it is a shared secret.
            KeyIsPublicError: it is a public key.
        """
        return produce_text(functions.kedge_jwt_key_private_pem, _KEY, self._handle)

    def to_public_der(self) -> bytes:
        """The public key as SubjectPublicKeyInfo, DER.

        Raises:
            WrongKeyKindError: it is a shared secret.
        """
        return produce(functions.kedge_jwt_key_public_der, _KEY, self._handle)

    def to_private_der(self) -> bytes:
        """The private key as PKCS#8, DER; see `to_private_jwk`.

        Raises:
            WrongKeyKindError: it is a shared secret.
            KeyIsPublicError: it is a public key.
        """
        return produce(functions.kedge_jwt_key_private_der, _KEY, self._handle)
