"""A token that was verified."""

from __future__ import annotations

from ctypes import byref, c_double, c_int32, c_int64, c_uint32, sizeof

from . import _abi
from ._call import Handle, Owner, produce_text
from ._jwt_call import produce_json
from ._library import functions
from ._values import text
from .jwt_enums import ClaimKind, JWTAlgorithm

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

# Room at the first try.
_JSON = 1024
_VALUE = 256


class JWTTokenHandle(Handle):
    __slots__ = ()
    destroy = functions.kedge_jwt_token_destroy


class JWTToken(Owner):
    """A token that was verified, to be read claim by claim. Any number of threads may use it.

    Its numbers keep every digit: `raw` gives a claim as it stands in the token.

        with verifier.verify_token(received) as token:
            print(token.text("sub"), token.expires_at)
    """

    __slots__ = ()
    _handle: JWTTokenHandle | None

    def __init__(self) -> None:
        raise TypeError("JWTVerifier.verify_token makes tokens")

    @property
    def claims(self) -> dict[str, Any]:
        """All claims, read anew at each use."""
        return produce_json(functions.kedge_jwt_token_claims, _JSON, self._handle)

    @property
    def header(self) -> dict[str, Any]:
        """The header, read anew at each use."""
        return produce_json(functions.kedge_jwt_token_header, _JSON, self._handle)

    def kind(self, name: str) -> ClaimKind:
        """What kind of value a claim has.

        Raises:
            ClaimNotFoundError: there is none of that name.
        """
        return ClaimKind(self._number(functions.kedge_jwt_token_kind, name, c_uint32()))

    def text(self, name: str) -> str:
        """A claim that is text.

        Raises:
            ClaimNotFoundError: there is none of that name.
            ClaimKindError: it is of another kind.
        """
        return produce_text(functions.kedge_jwt_token_text, _VALUE, self._handle, *text(name))

    def integer(self, name: str) -> int:
        """A claim that is an integer, from -2**63 to 2**63 - 1, without fraction and exponent.

        Raises:
            ClaimNotFoundError: there is none of that name.
            ClaimKindError: it is of another kind, or not in that range.
        """
        return int(self._number(functions.kedge_jwt_token_integer, name, c_int64()))

    def number(self, name: str) -> float:
        """A claim that is a number, as the nearest float.

        Raises:
            ClaimNotFoundError: there is none of that name.
            ClaimKindError: it is of another kind, or beyond what a float has.
        """
        return float(self._number(functions.kedge_jwt_token_number, name, c_double()))

    def boolean(self, name: str) -> bool:
        """A claim that is true or false.

        Raises:
            ClaimNotFoundError: there is none of that name.
            ClaimKindError: it is of another kind.
        """
        return bool(self._number(functions.kedge_jwt_token_boolean, name, c_int32()))

    def raw(self, name: str) -> str:
        """A claim of any kind as JSON, as it stands in the token.

        Raises:
            ClaimNotFoundError: there is none of that name.
        """
        return produce_text(functions.kedge_jwt_token_raw, _VALUE, self._handle, *text(name))

    def _number(self, call: Callable[..., int], name: str, number: Any) -> Any:
        self._call(call, *text(name), byref(number))
        return number.value

    def _info(self) -> _abi.kedge_jwt_token_info:
        told = _abi.kedge_jwt_token_info(struct_size=sizeof(_abi.kedge_jwt_token_info))
        self._call(functions.kedge_jwt_token_get_info, byref(told))
        return told

    @property
    def algorithm(self) -> JWTAlgorithm:
        """What it was signed with."""
        return JWTAlgorithm(self._info().algorithm)

    @property
    def expires_at(self) -> int | None:
        """exp in Unix seconds, rounded down, if the token has it."""
        told = self._info()
        return told.expires_at if told.has_expires_at else None

    @property
    def not_before(self) -> int | None:
        """nbf in Unix seconds, rounded up, if the token has it."""
        told = self._info()
        return told.not_before if told.has_not_before else None

    @property
    def issued_at(self) -> int | None:
        """iat in Unix seconds, rounded down, if the token has it."""
        told = self._info()
        return told.issued_at if told.has_issued_at else None
