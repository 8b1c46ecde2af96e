"""Nodes of a ring, changes of them, and calls that were given to them."""

from __future__ import annotations

from ctypes import Array, c_char_p, c_void_p, cast, sizeof

from . import _abi
from ._call import Handle, clamped, failure
from ._library import functions
from ._ring_call import node_id
from ._told import Told
from ._values import name_bytes, optional_text, unsigned
from .ring_enums import NodeState, RingChangeKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

    from ._values import Text


class RingNode(Told):
    """What a ring tells of one of its nodes, as it was when it was asked.

    Attributes:
        id: its id, 1 or more, which no other node of the ring is ever given.
        name: its name, which no other node has meanwhile.
        weight: its share of the keys, in relation to the others' weights.
        zone: where it stands; None for nowhere in particular.
        state: whether it is given keys.
        load: calls that were admitted to it and have not ended.

    Two are equal when all of this is equal.
    """

    __slots__ = ("id", "name", "weight", "zone", "state", "load")
    id: int
    name: bytes
    weight: int
    zone: str | None
    state: NodeState
    load: int

    def __init__(
        self, id: int, name: bytes, weight: int, zone: str | None, state: NodeState, load: int
    ) -> None:
        self._keep(id, name, weight, zone, state, load)

    def __repr__(self) -> str:
        zone = f", zone {self.zone!r}" if self.zone is not None else ""
        return f"<RingNode {self.id}, {self.name!r}, weight {self.weight}{zone}, {self.state.name}>"


class RingChange(Told):
    """One change of a ring, for a list of them that is made as one.

        ring.apply(
            [kedge.RingChange.add("10.0.0.4", weight=2), kedge.RingChange.remove(retired)]
        )

    Attributes:
        kind: what it does.
        node: the id of the node that changes; 0 for one that is added.
        name: the name of a node that is added; else empty.
        weight: that of a node that is added, or its new one; else 1.
        zone: that of a node that is added, or its new one; else None.
        state: that of a node that is added, or its new one; else up.

    Two are equal when all of this is equal.
    """

    __slots__ = ("kind", "node", "name", "weight", "zone", "state")
    kind: RingChangeKind
    node: int
    name: bytes
    weight: int
    zone: str | None
    state: NodeState

    def __init__(
        self,
        kind: RingChangeKind,
        *,
        node: int = 0,
        name: Text = b"",
        weight: int = 1,
        zone: str | None = None,
        state: NodeState = NodeState.UP,
    ) -> None:
        """Keeps what is to change; `add`, `remove` and so on are shorter.

        Nothing is looked at before a ring is given the change.
        """
        self._keep(kind, node, name_bytes(name), weight, zone, state)

    @classmethod
    def add(
        cls,
        name: Text,
        weight: int = 1,
        *,
        zone: str | None = None,
        state: NodeState = NodeState.UP,
    ) -> RingChange:
        """A new node; the arguments are those of `HashRing.add`."""
        return cls(RingChangeKind.ADD, name=name, weight=weight, zone=zone, state=state)

    @classmethod
    def remove(cls, node: int) -> RingChange:
        """The node goes."""
        return cls(RingChangeKind.REMOVE, node=node)

    @classmethod
    def set_weight(cls, node: int, weight: int) -> RingChange:
        """The node gets another weight."""
        return cls(RingChangeKind.SET_WEIGHT, node=node, weight=weight)

    @classmethod
    def set_state(cls, node: int, state: NodeState) -> RingChange:
        """The node gets another state."""
        return cls(RingChangeKind.SET_STATE, node=node, state=state)

    @classmethod
    def set_zone(cls, node: int, zone: str | None) -> RingChange:
        """The node gets another zone, or none."""
        return cls(RingChangeKind.SET_ZONE, node=node, zone=zone)

    def __repr__(self) -> str:
        named = repr(self.name) if self.kind is RingChangeKind.ADD else self.node
        return f"<RingChange {getattr(self.kind, 'name', self.kind)}, {named}>"


def packed(changes: Iterable[RingChange]) -> tuple[Array[_abi.kedge_ring_change], int, int]:
    """Changes for a call, how many they are, and how many of them add a node.

    What this returns keeps alive what it points to.
    """
    changes = tuple(changes)
    array = (_abi.kedge_ring_change * len(changes))()
    added = 0
    for place, change in zip(array, changes):
        place.struct_size = sizeof(_abi.kedge_ring_change)
        place.node = node_id(change.node)
        place.name = cast(c_char_p(change.name), c_void_p)  # a bare number would not keep it alive
        place.name_len = len(change.name)
        place.zone, place.zone_len = optional_text(change.zone)
        place.kind = clamped(change.kind, 32)
        place.weight = unsigned(change.weight, "weight", 32)
        place.state = clamped(change.state, 32)
        added += change.kind == RingChangeKind.ADD
    return array, len(changes), added


class Admission:
    """A call that was given to a node, until it ends.

        with ring.admit(key) as node:
            ask(node)

    It ends with the `with` block, or with `finish`; one that is dropped without either counts on.
    Where the id alone is passed on, `HashRing.finish` ends it in this one's stead.

    Attributes:
        node: the id of the node.
        load: calls under way on it when this one was admitted, with this one.
        bound: how many it could have then: the percentage of its share, by weight, of `total`,
            rounded up.
        total: calls under way on all nodes, with this one.
    """

    __slots__ = ("node", "load", "bound", "total", "_handles")

    def __init__(self, handle: Handle | None, node: int, told: _abi.kedge_ring_admission) -> None:
        self.node: int = node
        self.load: int = told.load
        self.bound: int = told.bound
        self.total: int = told.total
        # Its own, so that it can end when the ring was closed; in a list, from which only one thread
        # can take it.
        self._handles = [handle]

    def finish(self) -> None:
        """Ends the call; another `finish` does nothing, nor does one after the node was removed.

        Raises:
            NoCallUnderWayError: `HashRing.finish` ended all calls of the node before.
        """
        try:
            handle = self._handles.pop()
        except IndexError:
            return
        status = functions.kedge_ring_finish(handle, self.node)
        if status and status != _abi.KEDGE_UNKNOWN_NODE:
            raise failure(status)

    def __enter__(self) -> int:
        return self.node

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.finish()

    def __repr__(self) -> str:
        return f"<Admission to {self.node}, {self.load} of {self.bound}, {self.total} in all>"
