"""Rings: nodes that share keys among them."""

from __future__ import annotations

from ctypes import byref, c_uint64

from . import _abi
from ._call import Handle, Owner, clamped, default_options, produce_text
from ._library import functions
from ._ring_call import address, node_id, room
from ._ring_lookups import RingLookups
from ._ring_queries import RingQueries
from ._values import optional_text, text, unsigned
from .ring_enums import NodeState, Placement
from .ring_nodes import RingChange, packed
from .ring_report import RingReport, RingReportHandle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._values import Text

# Room at the first try: for the placement, and for each node.
_PLACEMENT = 256
_NODE = 100


class _RingHandle(Handle):
    __slots__ = ()
    destroy = functions.kedge_ring_destroy


class HashRing(RingLookups, RingQueries, Owner):
    """Nodes that share keys among them, so that each key has its node and few keys move.

    Any number of threads may use one ring. A look-up sees all of a change or none of it, and never
    waits for one. `len()` tells how many nodes there are, in whatever state.

        ring = kedge.HashRing()
        for name in ("10.0.0.1", "10.0.0.2", "10.0.0.3"):
            ring.add(name)
        node = ring.owner("user:1234")
        print(ring.name(node))
    """

    __slots__ = ()
    _handle: _RingHandle | None

    def __init__(
        self,
        *,
        placement: Placement = Placement.CIRCLE,
        points_per_weight: int = 160,
        minimum_size: int = 1024,
        maximum_size: int = 8_388_608,
        table_size: int = 65_537,
    ) -> None:
        """Makes a ring without nodes.

        Args:
            placement: how it finds the node that a key belongs to.
            points_per_weight: of the circle, 1 to 65,536. Shares come the closer to the weights
                the more there are.
            minimum_size: of Envoy's ring_hash, 1 to 8,388,608 points.
            maximum_size: of Envoy's ring_hash, `minimum_size` to 8,388,608 points.
            table_size: of Maglev, a prime from 2 to 5,000,011.

        Raises:
            InvalidArgumentError: there is no such placement.
            InvalidPointCountError, InvalidTableSizeError: a number of the placement's is out of its
                range.
            OutOfMemoryError, TooManyHandlesError, RandomUnavailableError: the system is at its end.
        """
        options = default_options(_abi.kedge_ring_options, functions.kedge_ring_options_init)
        options.placement = clamped(placement, 32)
        options.points_per_weight = clamped(points_per_weight, 32)
        options.minimum_size = clamped(minimum_size, 32)
        options.maximum_size = clamped(maximum_size, 32)
        options.table_size = clamped(table_size, 32)
        self._begin(_RingHandle(), functions.kedge_ring_create, byref(options))

    @classmethod
    def from_membership(cls, membership: Text) -> HashRing:
        """Makes a ring as `export` wrote it: the same placement, nodes, ids and version.

        Args:
            membership: JSON of less than 2**31 bytes.

        Raises:
            InvalidMembershipError: it is no exported membership; the text says what is wrong.
            What `HashRing` and `add` raise.

        As long as adding the nodes in one change.
        """
        return cls._made(_RingHandle(), functions.kedge_ring_import, *text(membership))

    def export(self) -> str:
        """Writes the placement and all nodes with their ids as JSON.

        It is always the same for the same ring; `from_membership` reads it, here or elsewhere, now
        or later.

        Raises:
            OutOfMemoryError, InvalidHandleError.
        """
        size = _PLACEMENT + _NODE * len(self)
        return produce_text(functions.kedge_ring_export, size, self._handle)

    # --- changes ---------------------------------------------------------------------------------

    def add(
        self,
        name: Text,
        weight: int = 1,
        *,
        zone: str | None = None,
        state: NodeState = NodeState.UP,
    ) -> int:
        """Adds a node.

        Args:
            name: any bytes, or a `str` as UTF-8, that no other node of the ring has for a name.
            weight: its share of the keys, in relation to the others' weights: 1 or more, and with
                those below 2**32.
            zone: where it stands, for replicas that are to stand apart; None for nowhere in
                particular.
            state: whether it is given keys.

        Returns:
            Its id, 1 or more, which no other node of the ring is ever given.

        Raises:
            DuplicateNodeNameError: a node of that name is in the ring already.
            InvalidNodeWeightError: the weight is 0, or too large together with the others.
            TooManyPointsError: the points of all nodes would be more than 2**24, or the nodes more
                than the slots of a Maglev table.
            NotInThisPlacementError: the placement has no weights or states other than these.
            ValueError: the weight is not in 0 to 2**32 - 1.
            OutOfMemoryError, InvalidHandleError.

        Some 50 microseconds with a circle of 160 points per weight; the other placements look at
        all nodes, Maglev at its whole table.
        """
        if zone is not None or state != NodeState.UP:
            return self.apply([RingChange.add(name, weight, zone=zone, state=state)])[0]
        node = c_uint64()
        number = unsigned(weight, "weight", 32)
        self._call(functions.kedge_ring_add, *text(name), number, byref(node))
        return node.value

    def remove(self, node: int) -> None:
        """Removes a node. Calls that were admitted to it do not count any more.

        Raises:
            UnknownNodeError: no node has the id, or none any more.
            NotInThisPlacementError: only the last node of a jump hash can go.
            OutOfMemoryError, InvalidHandleError.
        """
        self._call(functions.kedge_ring_remove, node_id(node))

    def set_weight(self, node: int, weight: int) -> None:
        """Gives a node another weight, as `add` takes it.

        Raises:
            UnknownNodeError: no node has the id, or none any more.
            InvalidNodeWeightError, TooManyPointsError, NotInThisPlacementError, ValueError,
            OutOfMemoryError, InvalidHandleError: as for `add`.
        """
        number = unsigned(weight, "weight", 32)
        self._call(functions.kedge_ring_set_weight, node_id(node), number)

    def set_state(self, node: int, state: NodeState) -> None:
        """Gives a node another state.

        Raises:
            UnknownNodeError: no node has the id, or none any more.
            InvalidArgumentError: there is no such state.
            NotInThisPlacementError: jump hash has no states.
            OutOfMemoryError, InvalidHandleError.
        """
        self._call(functions.kedge_ring_set_state, node_id(node), clamped(state, 32))

    def set_zone(self, node: int, zone: str | None) -> None:
        """Says where a node stands; None for nowhere in particular.

        Raises:
            UnknownNodeError: no node has the id, or none any more.
            OutOfMemoryError, InvalidHandleError.
        """
        self._call(functions.kedge_ring_set_zone, node_id(node), *optional_text(zone))

    def apply(self, changes: Iterable[RingChange]) -> list[int]:
        """Makes several changes as one: look-ups see all of them or none.

        Args:
            changes: at most 2**24, made in this order.

        Returns:
            The ids of the nodes that were added, in their order.

        Raises:
            What each change alone would raise; the ring is as it was then.
        """
        array, count, added = packed(changes)
        ids = room(added)
        self._call(functions.kedge_ring_apply, array, count, address(ids), None)
        return ids.tolist()

    def apply_reporting(self, changes: Iterable[RingChange]) -> RingReport:
        """Makes several changes as one, as `apply` does, and tells what they move.

        Raises:
            TooManyHandlesError, RandomUnavailableError: the change was made, only its report is not
                there.
            What `apply` raises.

        As long as the changes, and a pass over all points or slots.
        """
        array, count, added = packed(changes)
        ids, handle = room(added), RingReportHandle()
        self._call(functions.kedge_ring_apply, array, count, address(ids), byref(handle))
        return RingReport(handle, ids.tolist())

    def preview(self, changes: Iterable[RingChange]) -> RingReport:
        """Tells what several changes would move if they were made as one, and makes none of them.

        Raises:
            TooManyHandlesError, RandomUnavailableError: the system is at its end.
            What `apply` raises.

        As long as a pass over all points or slots; other changes wait meanwhile.
        """
        array, count, _ = packed(changes)
        handle = RingReportHandle()
        self._call(functions.kedge_ring_preview, array, count, byref(handle))
        return RingReport(handle, [])

    def close(self) -> None:
        """Ends the ring; afterwards every call with it raises `InvalidHandleError`.

        Another close does nothing. Calls that other threads are inside of finish as usual; reports
        and admissions stay. A ring that nobody refers to any more is closed by itself.
        """
        self._handle = None
