"""Look-ups: what a ring does besides keeping nodes."""

from __future__ import annotations

from ctypes import byref, c_size_t, c_uint64, sizeof

from . import _abi
from ._call import Owned, clamped, failure
from ._library import functions
from ._ring_call import address, hash_array, joined, key_hash, node_id, room
from ._values import text, unsigned
from .ring_nodes import Admission

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ._values import Text

# Looked up once: an attribute of an attribute is a tenth of a short call.
_owner = functions.kedge_ring_owner
_owner_of_hash = functions.kedge_ring_owner_of_hash
_admit = functions.kedge_ring_admit

_ADMISSION = sizeof(_abi.kedge_ring_admission)
_REPLICAS = 64  # room at the first try


class RingLookups(Owned):
    """Which nodes keys belong to, and which of them have room for a call."""

    __slots__ = ()

    def owner(self, key: Text) -> int:
        """Finds the node that a key belongs to.

        Args:
            key: any bytes; a `str` as UTF-8, which is the same key.

        Returns:
            The id of the node.

        Raises:
            RingEmptyError: the ring has no node.
            NoNodeUpError: it has none that is up and has a share of the keys.
            InvalidHandleError: it was closed.

        Under a microsecond, with a circle of 1,000 nodes too. Rendezvous hashing takes a hash for
        each node.
        """
        data, size = text(key)
        node = c_uint64()
        status = _owner(self._handle, data, size, byref(node))
        if status:
            raise failure(status)
        return node.value

    def owner_of_hash(self, hash: int) -> int:
        """Finds the node that a key belongs to by the key's hash.

        Args:
            hash: as the placement hashes keys: XXH3 of 64 bits with the circle and jump hash, XXH64
                with Envoy's placements, the first four bytes of MD5 with ketama, least first; or
                any other hash that spreads as evenly.

        Returns:
            The id of the node.

        Raises:
            InvalidKeyHashError: 2**32 or more with ketama.
            NotInThisPlacementError: rendezvous hashing needs the key itself.
            ValueError: it is not in 0 to 2**64 - 1.
            What `owner` raises.
        """
        node = c_uint64()
        status = _owner_of_hash(self._handle, key_hash(hash), byref(node))
        if status:
            raise failure(status)
        return node.value

    def owners_of(self, keys: Sequence[Text]) -> list[int]:
        """Finds the nodes that several keys belong to, all at one moment.

        Args:
            keys: any number, each as for `owner`.

        Returns:
            The id of a node for each key.

        Raises:
            TypeError: it is a single key.
            What `owner` raises, whichever keys there are.

        Some 60 nanoseconds for each key where all are bytes or all are ASCII, and twice that where
        they are not, with a circle of 1,000 nodes.
        """
        data, ends = joined(keys)
        return self._owners(
            functions.kedge_ring_owner_of_keys, len(ends), data, len(data), address(ends)
        )

    def owners_of_hashes(self, hashes: Iterable[int]) -> list[int]:
        """Finds the nodes that several hashes belong to, all at one moment.

        Args:
            hashes: any number, each as for `owner_of_hash`; an `array.array("Q")` is not copied.

        Returns:
            The id of a node for each hash.

        Raises:
            What `owner_of_hash` raises.

        Some 20 nanoseconds for each hash of an array, with a circle of 1,000 nodes.
        """
        numbers = hash_array(hashes)
        call = functions.kedge_ring_owner_of_hashes
        return self._owners(call, len(numbers), address(numbers))

    def _owners(self, call: Callable[..., int], count: int, *arguments: object) -> list[int]:
        nodes = room(count)
        self._call(call, *arguments, count, address(nodes))
        return nodes.tolist()

    def replicas(self, key: Text, count: int) -> list[int]:
        """Finds the distinct nodes that a key prefers, the owner first.

        They are of different zones as long as there are zones left; then come those that were
        passed over.

        Args:
            key: as for `owner`.
            count: how many, 1 or more.

        Returns:
            The ids of the nodes: all that are up, where those are fewer.

        Raises:
            InvalidArgumentError: the count is below 1.
            NotInThisPlacementError: jump hash has one node for a key.
            What `owner` raises.
        """
        return self._replicas(functions.kedge_ring_owners, count, *text(key))

    def replicas_of_hash(self, hash: int, count: int) -> list[int]:
        """Finds the distinct nodes that a hash prefers, as `replicas` does for a key.

        Raises:
            InvalidKeyHashError, NotInThisPlacementError, ValueError: as for `owner_of_hash`.
            What `replicas` raises.
        """
        return self._replicas(functions.kedge_ring_owners_of_hash, count, key_hash(hash))

    def _replicas(self, call: Callable[..., int], count: int, *arguments: object) -> list[int]:
        capacity = max(0, min(count, _REPLICAS))
        found = c_size_t()
        while True:
            nodes = room(max(1, capacity))
            self._call(call, *arguments, address(nodes), capacity, byref(found))
            if found.value < capacity or capacity >= count:
                return nodes[: found.value].tolist()
            capacity = min(count, 8 * capacity)

    def choice(self, key: Text, attempt: int) -> int:
        """Finds the node to try for a key after so many have failed.

        Args:
            key: as for `owner`.
            attempt: 0 for the owner, up to 2**32 - 1. With Envoy's placements the choice is
                Envoy's, and may be a node that was tried; with the others it is the next distinct
                node, as in `replicas`.

        Returns:
            The id of the node.

        Raises:
            NoFurtherNodeError: there are not so many distinct nodes that are up.
            NotInThisPlacementError: jump hash has one node for a key, that of attempt 0.
            What `owner` raises.
        """
        node = c_uint64()
        number = unsigned(attempt, "attempt", 32)
        self._call(functions.kedge_ring_choice, *text(key), number, byref(node))
        return node.value

    def choice_of_hash(self, hash: int, attempt: int) -> int:
        """Finds the node to try for a hash after so many have failed, as `choice` for a key.

        Raises:
            InvalidKeyHashError, NotInThisPlacementError, ValueError: as for `owner_of_hash`.
            What `choice` raises.
        """
        node = c_uint64()
        number = unsigned(attempt, "attempt", 32)
        self._call(functions.kedge_ring_choice_of_hash, key_hash(hash), number, byref(node))
        return node.value

    # --- bounded loads ---------------------------------------------------------------------------

    def admit(self, key: Text, bound_percent: int = 125) -> Admission:
        """Gives a call to the first node that a key prefers and that has room.

        No node has more than its share then. The bound holds at the instant of admission: all
        admissions and ends of one ring take place one after another.

            with ring.admit(key) as node:
                ask(node)

        Args:
            key: as for `owner`.
            bound_percent: how much of its share, by weight, of all calls under way a node may have:
                100 to 100,000. With 125 keys stay with their owners until one has a quarter more
                than its share.

        Returns:
            The admission, which tells the node, and ends the call.

        Raises:
            InvalidLoadBoundError: the bound is out of its range.
            NotInThisPlacementError: jump hash has one node for a key.
            What `owner` raises.

        Source: Mirrokni, Thorup and Zadimoghaddam, "Consistent Hashing with Bounded Loads" (2018).
        """
        return self._admission(_admit, bound_percent, *text(key))

    def admit_hash(self, hash: int, bound_percent: int = 125) -> Admission:
        """Gives a call to a node by the key's hash, as `admit` does by the key.

        Raises:
            InvalidKeyHashError, NotInThisPlacementError, ValueError: as for `owner_of_hash`.
            What `admit` raises.
        """
        return self._admission(functions.kedge_ring_admit_hash, bound_percent, key_hash(hash))

    def _admission(
        self, call: Callable[..., int], bound_percent: int, *arguments: object
    ) -> Admission:
        handle = self._handle
        node = c_uint64()
        told = _abi.kedge_ring_admission(_ADMISSION)
        status = call(handle, *arguments, clamped(bound_percent, 32), byref(node), byref(told))
        if status:
            raise failure(status)
        return Admission(handle, node.value, told)

    def finish(self, node: int) -> None:
        """Ends a call that was admitted, where its `Admission` is not at hand.

        Args:
            node: the id of the node that it was given.

        Raises:
            UnknownNodeError: the node has been removed, and its calls with it.
            NoCallUnderWayError: it has no call that could end.
            InvalidHandleError: the ring was closed.
        """
        self._call(functions.kedge_ring_finish, node_id(node))
