"""What a ring tells of itself and its nodes."""

from __future__ import annotations

from ctypes import byref, c_uint64, sizeof

from . import _abi
from ._call import Owned, produce, produce_ids, produce_text
from ._library import functions
from ._ring_call import node_id
from ._values import text
from .errors import UnknownNodeError
from .ring_enums import NodeState, Placement
from .ring_nodes import RingNode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._values import Text

# Room at the first try, which most names and zones fit.
_NAME = 64


class RingQueries(Owned):
    """The nodes of a ring, and its version and the like."""

    __slots__ = ()

    def node(self, node: int) -> RingNode:
        """What is known of a node.

        Raises:
            UnknownNodeError: no node has the id, or none any more.
            InvalidHandleError: the ring was closed.
        """
        told = _abi.kedge_ring_node(struct_size=sizeof(_abi.kedge_ring_node))
        self._call(functions.kedge_ring_get_node, node_id(node), byref(told))
        zone = None
        if told.has_zone:
            call = functions.kedge_ring_node_zone
            zone = produce_text(call, _NAME, self._handle, told.node)
        state = NodeState(told.state)
        return RingNode(told.node, self.name(told.node), told.weight, zone, state, told.load)

    def name(self, node: int) -> bytes:
        """The name of a node.

        Raises:
            UnknownNodeError: no node has the id, or none any more.
            InvalidHandleError: the ring was closed.
        """
        return produce(functions.kedge_ring_node_name, _NAME, self._handle, node_id(node))

    def find(self, name: Text) -> int:
        """The id of the node that has the name.

        Raises:
            UnknownNodeError: none has it.
            OutOfMemoryError, InvalidHandleError.
        """
        node = c_uint64()
        self._call(functions.kedge_ring_find, *text(name), byref(node))
        return node.value

    @property
    def node_ids(self) -> list[int]:
        """The ids of all nodes, in whatever state, in the order in which they were added."""
        return produce_ids(functions.kedge_ring_nodes, len(self), self._handle)

    @property
    def nodes(self) -> list[RingNode]:
        """What is known of all nodes, in the order in which they were added.

        They are asked one after another, some 4 microseconds each; one that is removed meanwhile is
        left out.
        """
        found = []
        for node in self.node_ids:
            try:
                found.append(self.node(node))
            except UnknownNodeError:
                pass
        return found

    @property
    def version(self) -> int:
        """Goes up by one with each change, from 0."""
        version: int = self._info().version
        return version

    @property
    def placement(self) -> Placement:
        """How it finds the node that a key belongs to."""
        return Placement(self._info().placement)

    @property
    def up_count(self) -> int:
        """How many nodes are up and have a share of the keys."""
        up_count: int = self._info().up_count
        return up_count

    @property
    def total_load(self) -> int:
        """How many calls were admitted and have not ended."""
        total_load: int = self._info().total_load
        return total_load

    def __len__(self) -> int:
        node_count: int = self._info().node_count
        return node_count

    def _info(self) -> _abi.kedge_ring_info:
        told = _abi.kedge_ring_info(struct_size=sizeof(_abi.kedge_ring_info))
        self._call(functions.kedge_ring_get_info, byref(told))
        return told
