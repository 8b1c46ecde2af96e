"""Rings as a user of the package sees them."""

from __future__ import annotations

import array
import copy
import json
import math
import pickle
import random
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import kedge
from kedge import NodeState, Placement, RingChange
from test_fork import in_child
from test_threads import THREADS, in_threads
from wallets import FORMS, refused, refused_when_closed

KEYS = [f"user:{number}" for number in range(500)]


def filled(
    placement: Placement = Placement.CIRCLE, count: int = 5, **options: Any
) -> kedge.HashRing:
    """A ring of nodes "node 0", "node 1", ..., which have the ids 1, 2, ..."""
    ring = kedge.HashRing(placement=placement, **options)
    assert [ring.add(f"node {number}") for number in range(count)] == list(range(1, count + 1))
    return ring


@pytest.fixture
def ring() -> Iterator[kedge.HashRing]:
    with filled() as made:
        yield made


# --- nodes and changes ---------------------------------------------------------------------------


def test_a_new_ring_is_empty_and_has_no_owner() -> None:
    with kedge.HashRing() as made:
        assert (len(made), made.up_count, made.total_load, made.version) == (0, 0, 0, 0)
        assert made.nodes == made.node_ids == made.apply([]) == []
        assert made.placement is Placement.CIRCLE
        refused(
            kedge.RingEmptyError,
            lambda: made.owner("key"),
            lambda: made.owner_of_hash(5),
            lambda: made.owners_of(["key"]),
            lambda: made.owners_of_hashes([5]),
            lambda: made.replicas("key", 2),
            lambda: made.choice("key", 0),
            lambda: made.admit("key"),
        )


def test_a_ring_tells_of_its_nodes() -> None:
    with kedge.HashRing() as made:
        first = made.add("nöde")
        second = made.add(b"\xff\x00", 3, zone="zürich", state=NodeState.DRAINING)
        third = made.add("", weight=2, zone="")
        assert made.node_ids == [first, second, third] and len(made) == 3 and made.up_count == 2
        assert (
            made.nodes
            == [made.node(node) for node in made.node_ids]
            == [
                kedge.RingNode(first, "nöde".encode(), 1, None, NodeState.UP, 0),
                kedge.RingNode(second, b"\xff\x00", 3, "zürich", NodeState.DRAINING, 0),
                kedge.RingNode(third, b"", 2, "", NodeState.UP, 0),
            ]
        )
        assert made.node(second).state is NodeState.DRAINING
        assert [made.name(node) for node in made.node_ids] == ["nöde".encode(), b"\xff\x00", b""]
        assert [made.find(name) for name in ("nöde", b"\xff\x00", "")] == [first, second, third]
        refused(kedge.UnknownNodeError, lambda: made.find("node"))


@pytest.mark.parametrize("length", [0, 1, 63, 64, 65, 5000])
def test_names_and_zones_of_every_length_come_back(length: int) -> None:
    with kedge.HashRing() as made:
        node = made.add(b"n" * length, zone="zé" * length)
        assert made.name(node) == b"n" * length and made.find("n" * length) == node
        assert made.node(node).zone == "zé" * length


def test_a_thousand_nodes_come_back() -> None:
    with kedge.HashRing(points_per_weight=1) as made:
        ids = made.apply(RingChange.add(f"node {number}") for number in range(1000))
        assert made.node_ids == ids == list(range(1, 1001)) and made.version == 1
        assert [node.name for node in made.nodes] == [b"node %d" % i for i in range(1000)]
        with kedge.HashRing.from_membership(made.export()) as again:
            assert again.nodes == made.nodes
        assert sorted(made.replicas("key", 10**30)) == ids  # more than fit at the first try
        assert made.replicas("key", 500) == made.replicas("key", 1000)[:500]


def test_nodes_change_one_by_one(ring: kedge.HashRing) -> None:
    ring.set_weight(2, 7)
    ring.set_state(3, NodeState.DOWN)
    ring.set_zone(4, "here")
    ring.remove(5)
    assert [(node.id, node.weight, node.state, node.zone) for node in ring.nodes] == [
        (1, 1, NodeState.UP, None),
        (2, 7, NodeState.UP, None),
        (3, 1, NodeState.DOWN, None),
        (4, 1, NodeState.UP, "here"),
    ]
    assert ring.version == 9
    ring.set_zone(4, None)
    ring.set_state(3, NodeState.UP)
    assert ring.node(4).zone is None and ring.up_count == 4
    assert ring.add("node 4") == 6  # an id is never given twice


def test_several_changes_are_made_as_one_or_not_at_all(ring: kedge.HashRing) -> None:
    changes = [
        RingChange.remove(1),
        RingChange.add("node 0", 2, zone="a"),
        RingChange.set_weight(2, 5),
        RingChange.set_state(3, NodeState.DRAINING),
        RingChange.set_zone(4, "b"),
        RingChange.add(b"more", state=NodeState.DOWN),
    ]
    before = ring.export()
    for bad, error in [
        (RingChange.remove(1), kedge.UnknownNodeError),
        (RingChange.add("more"), kedge.DuplicateNodeNameError),
        (RingChange.set_weight(2, 0), kedge.InvalidNodeWeightError),
        (RingChange(9), kedge.InvalidArgumentError),  # type: ignore[arg-type]
        (RingChange.set_state(2, 4), kedge.InvalidArgumentError),  # type: ignore[arg-type]
        (RingChange.set_weight(2, 2**32), ValueError),
        (RingChange.add("text", zone="\ud800"), UnicodeEncodeError),
    ]:
        for call in (ring.apply, ring.apply_reporting, ring.preview):
            refused(error, lambda: call([*changes, bad]))
    assert ring.export() == before
    assert ring.apply(tuple(changes)) == [6, 7] and ring.version == 6
    assert [(node.id, node.weight, node.state.name, node.zone) for node in ring.nodes] == [
        (2, 5, "UP", None),
        (3, 1, "DRAINING", None),
        (4, 1, "UP", "b"),
        (5, 1, "UP", None),
        (6, 2, "UP", "a"),
        (7, 1, "DOWN", None),
    ]


def test_what_a_ring_tells_cannot_be_changed_and_can_be_compared(ring: kedge.HashRing) -> None:
    report = ring.preview([RingChange.remove(1)])
    told: list[Any] = [
        ring.node(1),
        RingChange.add("name", 2, zone="z", state=NodeState.DOWN),
        RingChange.set_zone(2, None),
        report.shares[0],
        report.ranges[0],
    ]
    for one in told:
        assert one == pickle.loads(pickle.dumps(one)) == copy.copy(one)
        assert hash(one) == hash(copy.deepcopy(one)) and one != 5
        with pytest.raises(AttributeError):
            one.node = 5
    assert len(set(told)) == len(told)
    assert ring.node(1) != ring.node(2)
    assert repr(ring.node(1)) == "<RingNode 1, b'node 0', weight 1, UP>"
    assert "zone 'z'" in repr(kedge.RingNode(1, b"", 1, "z", NodeState.UP, 0))
    assert repr(told[1]) == "<RingChange ADD, b'name'>"
    assert repr(told[2]) == "<RingChange SET_ZONE, 2>"
    assert "to None" not in repr(told[4]) and "RingRange" in repr(told[4])
    assert "RingShare of 1: " in repr(told[3]) and "to version 6" in repr(report)
    for whole in (ring, report):
        with pytest.raises(TypeError):
            pickle.dumps(whole)


# --- look-ups ------------------------------------------------------------------------------------


def test_all_forms_of_a_key_are_the_same_key(ring: kedge.HashRing) -> None:
    for key in ["", "a", "user:1", "schlüssel", "\U0001f600", "x" * 5000, "\x00"]:
        owner = ring.owner(key)
        assert ring.owner(key.encode()) == ring.owners_of([key])[0] == owner
        assert ring.replicas(key, 1) == ring.replicas(key.encode(), 1) == [owner]
        assert ring.choice(key, 0) == ring.admit(key, 100_000).node == owner
    data = b"four bytes each!"
    for form in FORMS:
        assert ring.owner(form(data)) == ring.owner(data)
        assert ring.owners_of([form(data), form(data)]) == [ring.owner(data)] * 2
        node = ring.add(form(b"form"))
        assert ring.find(form(b"form")) == node and ring.name(node) == b"form"
        assert ring.apply([RingChange.remove(node), RingChange.add(form(b"form"))])
        ring.remove(ring.find(b"form"))
    refused(UnicodeEncodeError, lambda: ring.owner("\ud800"), lambda: ring.owners_of(["\ud800"]))
    refused(
        TypeError,
        lambda: ring.owner(5),  # type: ignore[arg-type]
        lambda: ring.owners_of([5]),  # type: ignore[list-item]
        lambda: ring.owners_of(["a", 5]),  # type: ignore[list-item]
        lambda: ring.owners_of(["a", None, b"a"]),  # type: ignore[list-item]
        lambda: ring.owners_of(5),  # type: ignore[arg-type]
    )


def test_many_keys_have_the_owners_that_each_has() -> None:
    generator = random.Random("keys")
    kinds: list[Callable[[], Any]] = [
        lambda: "".join(generator.choices("abc:/09", k=generator.randrange(30))),
        lambda: "".join(generator.choices("aäß€\U0001f600", k=generator.randrange(30))),
        lambda: generator.randbytes(generator.randrange(30)),
        lambda: bytearray(generator.randbytes(generator.randrange(30))),
        lambda: memoryview(generator.randbytes(generator.randrange(30))),
        lambda: array.array("I", generator.randbytes(4 * generator.randrange(9))),
        lambda: memoryview(generator.randbytes(24)).cast("B", (4, 6)),
    ]
    with filled(count=50) as made:
        for count in (0, 1, 2, 3, 40, 1000):
            for some in [*([kind] for kind in kinds), kinds[:2], kinds[2:], kinds]:
                keys = [generator.choice(some)() for _ in range(count)]
                owners = [made.owner(key) for key in keys]
                for sequence in (keys, tuple(keys), dict(enumerate(keys)).values()):
                    assert made.owners_of(sequence) == owners  # type: ignore[arg-type]
        assert made.owners_of(iter(KEYS)) == made.owners_of(KEYS)  # type: ignore[arg-type]


def test_a_single_key_in_place_of_several_is_refused(ring: kedge.HashRing) -> None:
    refused(TypeError, *[lambda one=one: ring.owners_of(one) for one in ["ab", b"ab"]])
    refused(TypeError, lambda: ring.owners_of(bytearray(b"ab")))  # type: ignore[arg-type]


def test_hashes_come_in_any_sequence(ring: kedge.HashRing) -> None:
    hashes = [0, 1, 2**63, 2**64 - 1, *(number * 2**55 for number in range(1, 500))]
    owners = [ring.owner_of_hash(hash) for hash in hashes]
    assert set(owners) == set(ring.node_ids)
    forms: list[Any] = [
        hashes,
        tuple(hashes),
        array.array("Q", hashes),
        memoryview(array.array("Q", hashes)),
        iter(hashes),
    ]
    for form in forms:
        assert ring.owners_of_hashes(form) == owners
    assert ring.owners_of_hashes(b"\x00\xff") == [ring.owner_of_hash(0), ring.owner_of_hash(255)]
    assert ring.owners_of_hashes(array.array("B", [7])) == [ring.owner_of_hash(7)]
    assert ring.owners_of_hashes([]) == ring.owners_of_hashes(array.array("Q")) == []
    assert ring.owner_of_hash(True) == ring.owner_of_hash(1)
    for hash in (-1, 2**64, 2**64 + 5):
        refused(
            ValueError,
            lambda: ring.owner_of_hash(hash),
            lambda: ring.owners_of_hashes([hash]),
            lambda: ring.replicas_of_hash(hash, 1),
            lambda: ring.choice_of_hash(hash, 0),
            lambda: ring.admit_hash(hash),
        )
    refused(TypeError, lambda: ring.owner_of_hash(1.5))  # type: ignore[arg-type]
    refused(TypeError, lambda: ring.owners_of_hashes([1.5]))  # type: ignore[list-item]


def test_replicas_are_distinct_and_begin_with_the_owner(ring: kedge.HashRing) -> None:
    for key in KEYS:
        order = ring.replicas(key, 9)
        assert sorted(order) == ring.node_ids and order[0] == ring.owner(key)
        assert [ring.replicas(key, count) for count in (1, 3, 5)] == [order[:1], order[:3], order]
        assert [ring.choice(key, attempt) for attempt in range(5)] == order
    refused(kedge.NoFurtherNodeError, lambda: ring.choice("key", 5))
    refused(kedge.NoFurtherNodeError, lambda: ring.choice("key", 2**32 - 1))
    refused(kedge.InvalidArgumentError, lambda: ring.replicas("key", 0))
    refused(kedge.InvalidArgumentError, lambda: ring.replicas_of_hash(5, -1))
    refused(ValueError, lambda: ring.choice("key", -1), lambda: ring.choice("key", 2**32))
    refused(ValueError, lambda: ring.choice_of_hash(5, -1))


def test_replicas_stand_in_different_zones_as_long_as_there_are_some(ring: kedge.HashRing) -> None:
    for node, zone in zip(ring.node_ids, "aaabc"):
        ring.set_zone(node, zone)
    zones = {node.id: node.zone for node in ring.nodes}
    for key in KEYS:
        order = ring.replicas(key, 5)
        assert sorted(zones[node] or "" for node in order[:3]) == ["a", "b", "c"]
        assert sorted(order) == ring.node_ids and order[0] == ring.owner(key)


def test_a_draining_node_is_passed_over_and_comes_back(ring: kedge.HashRing) -> None:
    before = {key: ring.replicas(key, 2) for key in KEYS}
    for state in (NodeState.DRAINING, NodeState.DOWN):
        ring.set_state(2, state)
        assert {key: ring.owner(key) for key in KEYS} == {
            key: second if first == 2 else first for key, (first, second) in before.items()
        }
    ring.set_state(2, NodeState.UP)
    assert {key: ring.replicas(key, 2) for key in KEYS} == before


def test_shares_follow_weights() -> None:
    with kedge.HashRing(points_per_weight=500) as made:
        weights = {made.add(f"node {weight}", weight): weight for weight in (1, 2, 5)}
        found = Counter(made.owners_of([str(number) for number in range(80_000)]))
        for node, weight in weights.items():
            assert found[node] == pytest.approx(weight * 10_000, rel=0.15)


@pytest.mark.parametrize("placement", Placement)
def test_every_placement_gives_each_node_keys(placement: Placement) -> None:
    with filled(placement, table_size=101) as made:
        assert made.placement is placement
        found = Counter(made.owners_of(KEYS))
        assert sorted(found) == made.node_ids and min(found.values()) > 30
        with kedge.HashRing.from_membership(made.export()) as again:
            assert again.placement is placement and again.owners_of(KEYS) == made.owners_of(KEYS)


# --- bounded loads -------------------------------------------------------------------------------


def test_an_admission_lasts_as_long_as_its_block(ring: kedge.HashRing) -> None:
    key = "key"
    with ring.admit(key) as node:
        assert node == ring.owner(key) and ring.node(node).load == ring.total_load == 1
        with pytest.raises(RuntimeError, match="here"):
            with ring.admit(key) as other:
                assert other != node and ring.total_load == 2
                raise RuntimeError("here")
        assert ring.total_load == 1
    assert ring.total_load == ring.node(node).load == 0
    first = ring.admit(key, bound_percent=100_000)
    second = ring.admit(key, bound_percent=100_000)
    assert (second.node, second.load, second.bound, second.total) == (node, 2, 400, 2)
    assert repr(second) == f"<Admission to {node}, 2 of 400, 2 in all>"
    ring.finish(node)  # in place of either of them
    first.finish()
    first.finish()
    refused(kedge.NoCallUnderWayError, second.finish, lambda: ring.finish(node))
    second.finish()
    assert ring.total_load == 0


def test_an_admission_ends_also_without_its_node_or_ring() -> None:
    before = kedge.live_handles()
    made = filled()
    first, second = made.admit("key"), made.admit("key")
    made.remove(first.node)
    assert made.total_load == 1
    first.finish()
    refused(kedge.UnknownNodeError, lambda: made.finish(first.node))
    made.close()
    assert kedge.live_handles() == before + 1
    second.finish()
    assert kedge.live_handles() == before


@pytest.mark.parametrize("percent", [100, 125, 300])
@pytest.mark.parametrize(
    "placement", [Placement.CIRCLE, Placement.ENVOY_MAGLEV, Placement.KETAMA_LIBKETAMA]
)
def test_no_node_has_more_than_its_bound(placement: Placement, percent: int) -> None:
    generator = random.Random(f"loads {placement} {percent}")
    with kedge.HashRing(placement=placement, table_size=1009) as made:
        weights = {
            made.add(f"node {number}", number % 3 + 1): number % 3 + 1 for number in range(9)
        }
        gone = made.add("gone", 4, state=NodeState.DRAINING)
        loads: Counter[int] = Counter()
        calls: list[kedge.Admission] = []
        for _ in range(600):
            if calls and generator.random() < 0.3:
                call = calls.pop(generator.randrange(len(calls)))
                call.finish()
                loads[call.node] -= 1
                continue
            key = f"key {min(generator.randrange(9) for _ in range(3))}"
            total = len(calls) + 1
            bounds = {
                node: math.ceil(weight * percent * total / (100 * sum(weights.values())))
                for node, weight in weights.items()
            }
            admitted = made.admit(key, percent)
            chosen = next(n for n in made.replicas(key, 10) if loads[n] < bounds[n])
            loads[chosen] += 1
            told = admitted.node, admitted.load, admitted.bound, admitted.total
            assert told == (chosen, loads[chosen], bounds[chosen], total)
            calls.append(admitted)
        assert {node.id: node.load for node in made.nodes} == {
            node: loads[node] for node in (*weights, gone)
        }
        assert made.total_load == len(calls)


# --- reports -------------------------------------------------------------------------------------


def test_a_report_tells_what_moves_and_outlives_the_ring() -> None:
    with filled(points_per_weight=50) as made:
        before = made.owners_of(KEYS)
        report = made.preview([RingChange.remove(2)])
        assert made.owners_of(KEYS) == before and made.version == 5
        real = made.apply_reporting(iter([RingChange.remove(2)]))
        after = made.owners_of(KEYS)
    assert (report.version, report.added) == (real.version, real.added) == (6, [])
    assert report.ranges == real.ranges and report.shares == real.shares
    shares = {share.node: share for share in report.shares}
    assert sorted(shares) == [1, 2, 3, 4, 5]
    assert shares[2].after == 0 and shares[2].before == report.moved
    for share in report.shares:
        assert share.after >= share.before or share.node == 2
    assert sum(share.after for share in report.shares) == pytest.approx(1)
    assert report.collateral == 0 and report.range_count == len(report.ranges) > 10
    assert all(span.before == 2 != span.after for span in report.ranges)
    assert sum(a != b for a, b in zip(before, after)) == pytest.approx(500 * report.moved, rel=0.5)
    with report:
        assert report.shares
    refused_when_closed(report, lambda: report.shares, lambda: report.ranges)
    assert report.moved == real.moved


def test_a_change_that_was_not_made_leaves_zones_as_they_were(ring: kedge.HashRing) -> None:
    for node, zone in zip(ring.node_ids, "abcde"):
        ring.set_zone(node, zone)
    for node in ring.node_ids:
        changes = [RingChange.set_weight(node, 2), RingChange.remove(node)]
        ring.preview(changes)
        refused(kedge.UnknownNodeError, lambda: ring.apply([*changes, RingChange.remove(99)]))
    twin = ring.add("more", zone="a")
    for key in KEYS:
        assert not {1, twin} <= set(ring.replicas(key, 5))


def test_a_report_of_a_first_and_a_last_node_has_ranges_from_and_to_nowhere() -> None:
    with kedge.HashRing(points_per_weight=1) as made:
        report = made.apply_reporting([RingChange.add("only")])
        assert report.added == [1] and report.moved == 1
        assert report.ranges == [kedge.RingRange(0, 2**64 - 1, None, 1)]
        assert report.shares == [kedge.RingShare(1, 0, 1)]
        report = made.apply_reporting([RingChange.remove(1)])
        assert report.ranges == [kedge.RingRange(0, 2**64 - 1, 1, None)]
        assert made.preview([]).ranges == [] and made.preview([]).shares == []


def test_other_placements_move_more_than_they_have_to() -> None:
    weights = [("a", 1), ("b", 2), ("c", 9)]
    for placement in (Placement.KETAMA_LIBKETAMA, Placement.ENVOY_MAGLEV):
        with kedge.HashRing(placement=placement) as made:
            made.apply(RingChange.add(name, weight) for name, weight in weights)
            report = made.preview([RingChange.add("d", 5)])
            assert 0 < report.collateral < report.moved < 1, placement
    for placement, moved in ((Placement.JUMP, 1 / 6), (Placement.RENDEZVOUS, 1 / 6)):
        with filled(placement) as made:
            report = made.preview([RingChange.add("more")])
            assert report.moved == pytest.approx(moved) and report.ranges == []


# --- memberships ---------------------------------------------------------------------------------


def test_a_membership_comes_back_as_it_was() -> None:
    with kedge.HashRing(points_per_weight=20) as made:
        assert kedge.HashRing.from_membership(made.export()).export() == made.export()
        made.add("nöde", 2, zone="zürich")
        made.remove(made.add("gone"))
        made.add(b"\xff", state=NodeState.DOWN)
        text = made.export()
        assert [node["id"] for node in json.loads(text)["nodes"]] == [1, 3]
        for form in (text, text.encode(), bytearray(text.encode())):
            with kedge.HashRing.from_membership(form) as again:
                assert again.export() == text and again.version == made.version == 4
                assert again.nodes == made.nodes and again.owners_of(KEYS) == made.owners_of(KEYS)
                assert again.add("gone") == 4
                assert again.version == 5


def test_a_membership_that_is_none_is_refused(ring: kedge.HashRing) -> None:
    text = ring.export()
    for bad in ("", "{}", "[]", text[:-1], text + "x", text.replace('"id":2', '"id":1')):
        refused(kedge.InvalidMembershipError, lambda: kedge.HashRing.from_membership(bad))
    errors: list[tuple[str, str, type[Exception]]] = [
        ('"kedge_ring":1', '"kedge_ring":2', kedge.InvalidMembershipError),
        ('"up"', '"off"', kedge.InvalidMembershipError),
        ('"points_per_weight":160', '"points_per_weight":0', kedge.InvalidPointCountError),
        ("node 1", "node 0", kedge.DuplicateNodeNameError),
        ('"weight":1', '"weight":4294967296', kedge.InvalidMembershipError),
        ('"weight":1', '"weight":4294967', kedge.TooManyPointsError),
    ]
    for old, new, error in errors:
        assert old in text
        refused(error, lambda: kedge.HashRing.from_membership(text.replace(old, new)))
    with filled(Placement.KETAMA_LIBKETAMA) as made:
        heavy = made.export().replace('"weight":1', '"weight":2147483648')
    refused(kedge.InvalidNodeWeightError, lambda: kedge.HashRing.from_membership(heavy))
    with pytest.raises(kedge.InvalidMembershipError, match="state"):
        kedge.HashRing.from_membership(text.replace('"up"', '"off"'))


# --- errors --------------------------------------------------------------------------------------


def test_options_out_of_their_range_are_refused() -> None:
    make = kedge.HashRing
    for count in (-1, 0, 65_537, 2**32 + 160):
        refused(kedge.InvalidPointCountError, lambda: make(points_per_weight=count))
    envoy = Placement.ENVOY_XXHASH64
    for options in ({"minimum_size": 0}, {"maximum_size": 1023}, {"maximum_size": 8_388_609}):
        refused(kedge.InvalidPointCountError, lambda: make(placement=envoy, **options))
    for size in (0, 1, 4, 65_536, 5_000_012, 2**32 + 101):
        refused(
            kedge.InvalidTableSizeError,
            lambda: make(placement=Placement.ENVOY_MAGLEV, table_size=size),
        )
    for placement in (-1, 0, 10, 2**32 + 1):
        refused(kedge.InvalidArgumentError, lambda: make(placement=placement))  # type: ignore[arg-type]
    refused(TypeError, lambda: make(Placement.JUMP))  # type: ignore[call-arg]


def test_an_unknown_node_is_refused(ring: kedge.HashRing) -> None:
    ring.remove(3)
    for node in (-1, 0, 3, 6, 2**64 - 1, 2**64 + 1):
        refused(
            kedge.UnknownNodeError,
            lambda: ring.remove(node),
            lambda: ring.set_weight(node, 1),
            lambda: ring.set_state(node, NodeState.UP),
            lambda: ring.set_zone(node, "zone"),
            lambda: ring.apply([RingChange.remove(node)]),
            lambda: ring.node(node),
            lambda: ring.name(node),
            lambda: ring.finish(node),
        )
    assert issubclass(kedge.UnknownNodeError, LookupError) and ring.version == 6


def test_what_a_node_cannot_be_is_refused(ring: kedge.HashRing) -> None:
    refused(
        kedge.DuplicateNodeNameError,
        lambda: ring.add("node 0"),
        lambda: ring.add(b"node 0", zone="elsewhere"),
    )
    refused(
        kedge.InvalidNodeWeightError,
        lambda: ring.add("more", 0),
        lambda: ring.add("more", 0, zone="zone"),
        lambda: ring.set_weight(1, 0),
        lambda: ring.add("more", 2**32 - 5),
    )
    for weight in (-1, 2**32, 2**32 + 1):
        refused(
            ValueError,
            lambda: ring.add("more", weight),
            lambda: ring.add("more", weight, zone="zone"),
            lambda: ring.set_weight(1, weight),
        )
    refused(kedge.TooManyPointsError, lambda: ring.add("more", 2**24 // 160))
    for state in (-1, 0, 4, 2**32 + 1):
        refused(
            kedge.InvalidArgumentError,
            lambda: ring.add("more", state=state),  # type: ignore[arg-type]
            lambda: ring.set_state(1, state),  # type: ignore[arg-type]
        )
    refused(TypeError, lambda: ring.add("more", zone=b"zone"))  # type: ignore[arg-type]
    refused(TypeError, lambda: ring.add(5))  # type: ignore[arg-type]
    assert len(ring) == ring.version == 5
    with kedge.HashRing(placement=Placement.ENVOY_MAGLEV, table_size=2) as small:
        small.apply([RingChange.add("a"), RingChange.add("b")])
        refused(kedge.TooManyPointsError, lambda: small.add("c"))


def test_a_ring_whose_nodes_are_all_down_says_so(ring: kedge.HashRing) -> None:
    ring.apply([RingChange.set_state(node, NodeState.DOWN) for node in ring.node_ids])
    refused(
        kedge.NoNodeUpError,
        lambda: ring.owner("key"),
        lambda: ring.owners_of(["key"]),
        lambda: ring.replicas("key", 1),
        lambda: ring.choice("key", 1),
        lambda: ring.admit("key"),
    )


def test_an_impossible_bound_and_too_long_a_hash_are_refused(ring: kedge.HashRing) -> None:
    for percent in (-1, 0, 99, 100_001, 2**32 + 125):
        refused(
            kedge.InvalidLoadBoundError,
            lambda: ring.admit("key", percent),
            lambda: ring.admit_hash(5, percent),
        )
    with filled(Placement.KETAMA_LIBMEMCACHED) as made:
        assert made.owner_of_hash(2**32 - 1) in made.node_ids
        refused(
            kedge.InvalidKeyHashError,
            lambda: made.owner_of_hash(2**32),
            lambda: made.owners_of_hashes([5, 2**32]),
            lambda: made.replicas_of_hash(2**32, 1),
            lambda: made.choice_of_hash(2**32, 1),
            lambda: made.admit_hash(2**32),
        )


def test_what_a_placement_does_not_have_is_refused() -> None:
    with filled(Placement.JUMP) as made:
        refused(
            kedge.NotInThisPlacementError,
            lambda: made.remove(1),
            lambda: made.add("more", 2),
            lambda: made.add("more", state=NodeState.DOWN),
            lambda: made.set_weight(1, 2),
            lambda: made.set_state(1, NodeState.DOWN),
            lambda: made.replicas("key", 2),
            lambda: made.replicas_of_hash(5, 2),
            lambda: made.choice("key", 1),
            lambda: made.admit("key"),
        )
        made.remove(5)
        assert made.choice("key", 0) == made.owner("key")
    with filled(Placement.RENDEZVOUS) as made:
        refused(
            kedge.NotInThisPlacementError,
            lambda: made.add("more", 2),
            lambda: made.owner_of_hash(5),
            lambda: made.owners_of_hashes([5]),
            lambda: made.replicas_of_hash(5, 2),
            lambda: made.choice_of_hash(5, 1),
            lambda: made.admit_hash(5),
        )
        assert made.admit("key").node == made.replicas("key", 2)[0]
    with filled(Placement.KETAMA_SPYMEMCACHED) as made:
        refused(kedge.NotInThisPlacementError, lambda: made.add("more", 2))


def test_a_closed_ring_refuses_every_call(ring: kedge.HashRing) -> None:
    changes = [RingChange.remove(1)]
    calls: list[Callable[[], object]] = [
        lambda: ring.owner("key"),
        lambda: ring.owner_of_hash(5),
        lambda: ring.owners_of(KEYS),
        lambda: ring.owners_of([]),
        lambda: ring.owners_of_hashes([5]),
        lambda: ring.replicas("key", 1),
        lambda: ring.replicas_of_hash(5, 1),
        lambda: ring.choice("key", 1),
        lambda: ring.choice_of_hash(5, 1),
        lambda: ring.admit("key"),
        lambda: ring.admit_hash(5),
        lambda: ring.finish(1),
        lambda: ring.add("more"),
        lambda: ring.add("more", zone="zone"),
        lambda: ring.remove(1),
        lambda: ring.set_weight(1, 2),
        lambda: ring.set_state(1, NodeState.UP),
        lambda: ring.set_zone(1, None),
        lambda: ring.apply(changes),
        lambda: ring.apply_reporting(changes),
        lambda: ring.preview(changes),
        lambda: ring.node(1),
        lambda: ring.name(1),
        lambda: ring.find("node 0"),
        lambda: ring.nodes,
        lambda: ring.node_ids,
        lambda: ring.version,
        lambda: ring.placement,
        lambda: ring.up_count,
        lambda: ring.total_load,
        lambda: len(ring),
        ring.export,
    ]
    refused_when_closed(ring, *calls)


# --- threads and processes -----------------------------------------------------------------------


def test_threads_see_all_of_a_change_or_none_of_it() -> None:
    with filled(count=2) as made:
        # One node goes and another comes in its place: never both, never neither.
        made.remove(2)

        def work(number: int) -> None:
            if number == 0:
                for count in range(300):
                    [node] = made.node_ids
                    made.apply([RingChange.remove(node), RingChange.add(f"next {count % 2}")])
                return
            while made.version < 303:
                assert len(set(made.owners_of(KEYS))) == 1
                assert len(made.replicas("key", 5)) == len(made.node_ids) == len(made) == 1
                assert len(made.nodes) <= 1
                with kedge.HashRing.from_membership(made.export()) as copied:
                    assert len(copied) == 1

        in_threads(work)


def test_threads_keep_to_the_bound_together() -> None:
    with filled() as made:

        def work(number: int) -> Counter[int]:
            found: Counter[int] = Counter()
            for count in range(2000):
                with made.admit(f"key {count % 3}") as node:
                    found[node] += 1
                admission = made.admit("hot", 100)
                assert admission.load <= admission.bound <= admission.total <= 2 * THREADS
                admission.finish()
                admission.finish()
            return found

        found: Counter[int] = sum(in_threads(work), Counter())
        assert sum(found.values()) == THREADS * 2000
        assert made.total_load == 0


@pytest.mark.parametrize("_", range(10))
def test_a_ring_can_be_closed_under_load(_: int) -> None:
    made = filled()

    def work(number: int) -> int:
        for count in range(100_000):
            if number == 0 and count == 20:
                made.close()
            try:
                assert set(made.owners_of(KEYS)) <= {1, 2, 3, 4, 5}
                with made.admit("key"):
                    made.set_weight(1, count % 3 + 1)
            except kedge.InvalidHandleError:
                return count
        pytest.fail("the ring outlived its close")

    assert max(in_threads(work)) > 0


def test_a_ring_goes_on_in_a_child_and_changes_there_alone(ring: kedge.HashRing) -> None:
    owners = ring.owners_of(KEYS)
    with ring.admit("key"):

        def work() -> bytes:
            assert ring.owners_of(KEYS) == owners and ring.total_load == 1
            ring.remove(ring.owner("key"))
            ring.add("of the child", zone="there")
            ring.admit("key")
            return ring.export().encode()

        with kedge.HashRing.from_membership(in_child(work)) as theirs:
            assert theirs.find("of the child") == 6 and theirs.version == 7
    assert ring.owners_of(KEYS) == owners and (ring.version, ring.total_load) == (5, 0)
