"""The enumerations of rings, in a module that is imported when one of them is first used.

Python's own `enum` takes longer to import than all the rest of this package.
"""

from __future__ import annotations

from enum import IntEnum

from . import _abi


class Placement(IntEnum):
    """How a ring finds the node that a key belongs to.

    The first is Kedge's own; the others place keys exactly as the systems do whose names they have.
    """

    CIRCLE = _abi.KEDGE_RING_CIRCLE
    """A circle with points by weight. Only keys of nodes that change move."""
    KETAMA_LIBKETAMA = _abi.KEDGE_RING_KETAMA_LIBKETAMA
    """Ketama as the original libketama has it; names as they are."""
    KETAMA_LIBMEMCACHED = _abi.KEDGE_RING_KETAMA_LIBMEMCACHED
    """Ketama as libmemcached has it with KETAMA_WEIGHTED; ":11211" at a name's end is left out."""
    KETAMA_SPYMEMCACHED = _abi.KEDGE_RING_KETAMA_SPYMEMCACHED
    """Ketama as spymemcached has it; names as they are, no weights."""
    ENVOY_XXHASH64 = _abi.KEDGE_RING_ENVOY_XXHASH64
    """Envoy's ring_hash with XXH64, its default."""
    ENVOY_MURMURHASH2 = _abi.KEDGE_RING_ENVOY_MURMURHASH2
    """Envoy's ring_hash with MurmurHash2 for nodes, and XXH64 for keys all the same."""
    ENVOY_MAGLEV = _abi.KEDGE_RING_ENVOY_MAGLEV
    """Envoy's Maglev, a table of slots."""
    JUMP = _abi.KEDGE_RING_JUMP
    """Jump hash: nodes in a row of which only the last can go; no weights, no states."""
    RENDEZVOUS = _abi.KEDGE_RING_RENDEZVOUS
    """Rendezvous hashing as pymemcache has it; no weights."""


class NodeState(IntEnum):
    """Whether a node of a ring is given keys."""

    UP = _abi.KEDGE_NODE_UP
    """It is."""
    DRAINING = _abi.KEDGE_NODE_DRAINING
    """It keeps its place and is passed over, so that it can end what it has begun."""
    DOWN = _abi.KEDGE_NODE_DOWN
    """It is passed over as it is when draining, because it cannot be reached."""


class RingChangeKind(IntEnum):
    """What a change of a ring does."""

    ADD = _abi.KEDGE_RING_ADD
    """A new node, with name, weight, zone and state."""
    REMOVE = _abi.KEDGE_RING_REMOVE
    """The node goes."""
    SET_WEIGHT = _abi.KEDGE_RING_SET_WEIGHT
    """The node gets another weight."""
    SET_STATE = _abi.KEDGE_RING_SET_STATE
    """The node gets another state."""
    SET_ZONE = _abi.KEDGE_RING_SET_ZONE
    """The node gets another zone, or none."""
