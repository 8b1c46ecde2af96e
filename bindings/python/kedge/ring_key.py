"""What a keyring tells of its keys."""

from __future__ import annotations

from . import _abi
from ._told import Told
from .key_enums import Algorithm, KeyState


class RingKey(Told):
    """What a keyring tells of one of its keys, as it was when it was asked.

    Attributes:
        id: its id, 1 to 2**64 - 1.
        algorithm: what it encrypts with.
        state: what it may be used for.
        created_at: when it was generated or imported, in Unix seconds, as `time.time` counts.
        sealed_count: messages sealed with it, as far as this object and the saved ring know.
        reserved_count: nonces reserved for it in the ring's file; 0 for XAES-256-GCM.
        is_primary: whether it is the key that seals.
        can_seal: whether it could seal in this ring, were it the primary key.

    Two are equal when all of this is equal.
    """

    __slots__ = (
        "id",
        "algorithm",
        "state",
        "created_at",
        "sealed_count",
        "reserved_count",
        "is_primary",
        "can_seal",
    )
    id: int
    algorithm: Algorithm
    state: KeyState
    created_at: int
    sealed_count: int
    reserved_count: int
    is_primary: bool
    can_seal: bool

    def __init__(self, told: _abi.kedge_keyring_key) -> None:
        self._keep(
            told.id,
            Algorithm(told.algorithm),
            KeyState(told.state),
            told.created_at,
            told.sealed_count,
            told.reserved_count,
            bool(told.is_primary),
            bool(told.can_seal),
        )

    def __repr__(self) -> str:
        primary = ", primary" if self.is_primary else ""
        return f"<RingKey {self.id:#018x}, {self.algorithm.name}, {self.state.name}{primary}>"
