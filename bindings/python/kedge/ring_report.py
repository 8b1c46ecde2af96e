"""What a change of a ring moves, or would."""

from __future__ import annotations

from ctypes import byref, sizeof

from . import _abi
from ._call import Handle, Owner
from ._library import functions
from ._told import Told

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    _Struct = TypeVar(
        "_Struct", _abi.kedge_ring_report_info, _abi.kedge_ring_share, _abi.kedge_ring_range
    )


class RingReportHandle(Handle):
    __slots__ = ()
    destroy = functions.kedge_ring_report_destroy


class RingShare(Told):
    """How large a share of all keys a node has.

    Attributes:
        node: its id.
        before: from 0 to 1.
        after: from 0 to 1.

    Two are equal when all of this is equal.
    """

    __slots__ = ("node", "before", "after")
    node: int
    before: float
    after: float

    def __init__(self, node: int, before: float, after: float) -> None:
        self._keep(node, before, after)

    def __repr__(self) -> str:
        return f"<RingShare of {self.node}: {self.before:.3%} to {self.after:.3%}>"


class RingRange(Told):
    """Hashes whose keys change their node.

    Attributes:
        first: the first hash, 0 to 2**64 - 1; with Maglev a slot of the table, which has the hashes
            that are so modulo its size.
        last: the last, which belongs to the range.
        before: the id of the node that had them; None for none.
        after: the id of the node that gets them; None for none.

    Two are equal when all of this is equal.
    """

    __slots__ = ("first", "last", "before", "after")
    first: int
    last: int
    before: int | None
    after: int | None

    def __init__(self, first: int, last: int, before: int | None, after: int | None) -> None:
        self._keep(first, last, before, after)

    def __repr__(self) -> str:
        return f"<RingRange {self.first:#x} to {self.last:#x}: {self.before} to {self.after}>"


class RingReport(Owner):
    """What a change of a ring moves, or would. It never changes, and outlives the ring.

    Any number of threads may use it.

        report = ring.preview([kedge.RingChange.remove(node)])
        print(f"{report.moved:.1%} of all keys would move")

    Attributes:
        version: the ring's version after the change.
        moved: the share of all keys that change their node, from 0 to 1.
        collateral: the part of it that goes from one node to another of which neither was changed:
            0 with `Placement.CIRCLE`.
        range_count: how many ranges there are.
        added: the ids of the nodes that were added, in the order of the changes; none of a preview.
    """

    __slots__ = ("version", "moved", "collateral", "range_count", "added", "_share_count")
    _handle: RingReportHandle | None

    def __init__(self, handle: RingReportHandle, added: list[int]) -> None:
        self._handle = handle
        told = _abi.kedge_ring_report_info(struct_size=sizeof(_abi.kedge_ring_report_info))
        self._call(functions.kedge_ring_report_get_info, byref(told))
        self.version: int = told.version
        self.moved: float = told.moved
        self.collateral: float = told.collateral
        self.range_count: int = told.range_count
        self.added = added
        self._share_count: int = told.share_count

    @property
    def shares(self) -> list[RingShare]:
        """The shares of all nodes of before and after, in the order in which they were added.

        Over a microsecond for each, every time.
        """
        call = functions.kedge_ring_report_share
        return [
            RingShare(share.node, share.before, share.after)
            for share in self._read(call, _abi.kedge_ring_share, self._share_count)
        ]

    @property
    def ranges(self) -> list[RingRange]:
        """The hashes that change their node, in ascending order.

        Empty with jump and rendezvous hashing. Over a microsecond for each, every time.
        """
        call = functions.kedge_ring_report_range
        return [
            RingRange(span.first, span.last, span.before or None, span.after or None)
            for span in self._read(call, _abi.kedge_ring_range, self.range_count)
        ]

    def _read(self, call: Callable[..., int], kind: type[_Struct], count: int) -> list[_Struct]:
        found = []
        for index in range(count):
            told = kind(struct_size=sizeof(kind))
            self._call(call, index, byref(told))
            found.append(told)
        return found

    def close(self) -> None:
        """Ends it; afterwards `shares` and `ranges` raise `InvalidHandleError`."""
        self._handle = None

    def __repr__(self) -> str:
        moved = f"{self.moved:.3%} of all keys, {self.collateral:.3%} collateral"
        return f"<RingReport to version {self.version}: {moved}>"
