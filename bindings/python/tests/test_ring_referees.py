"""Rings against independent implementations, on the same random cases always."""

from __future__ import annotations

import bisect
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import CDLL, POINTER, c_char_p, c_int, c_size_t, c_uint16, c_uint32, c_uint64, c_void_p
from typing import Any

import pytest
import uhashring  # type: ignore[import-untyped]
import xxhash
from pymemcache.client.rendezvous import RendezvousHash  # type: ignore[import-untyped]

import kedge
from kedge import NodeState, Placement

# A machine without it fails here, on purpose: a referee that is left out agrees with everything.
_memcached = CDLL("libmemcached.so.11")
_memcached.memcached_create.restype = c_void_p
_memcached.memcached_create.argtypes = (c_void_p,)
_memcached.memcached_free.restype = None
_memcached.memcached_free.argtypes = (c_void_p,)
_memcached.memcached_behavior_set.restype = c_int
_memcached.memcached_behavior_set.argtypes = (c_void_p, c_int, c_uint64)
_memcached.memcached_server_add_with_weight.restype = c_int
_memcached.memcached_server_add_with_weight.argtypes = (c_void_p, c_char_p, c_uint16, c_uint32)
_memcached.memcached_generate_hash.restype = c_uint32
_memcached.memcached_generate_hash.argtypes = (c_void_p, c_char_p, c_size_t)
_memcached.memcached_server_instance_by_position.restype = c_void_p
_memcached.memcached_server_instance_by_position.argtypes = (c_void_p, c_uint32)
_memcached.memcached_server_name.restype = c_char_p
_memcached.memcached_server_name.argtypes = (c_void_p,)
_memcached.memcached_server_port.restype = c_uint16
_memcached.memcached_server_port.argtypes = (c_void_p,)

KETAMA_WEIGHTED = 16  # MEMCACHED_BEHAVIOR_..., libmemcached-1.0/types/behavior.h

KEYS = 300


def some_host(generator: random.Random) -> str:
    if generator.random() < 0.5:
        return ".".join(str(generator.randrange(256)) for _ in range(4))
    letters = "abcdefghijklmnopqrstuvwxyz0123456789-"
    return "c" + "".join(generator.choices(letters, k=generator.choice([1, 8, 30]))) + ".example"


def some_key(generator: random.Random) -> str:
    return "".join(
        generator.choices("abcXYZ0123456789:_-/", k=generator.choice([1, 7, 16, 60, 240]))
    )


def some_text(generator: random.Random) -> str:
    letters = generator.choice(["abc.:-/0123456789", "äöü€ß", "\U0001f600\uffff \x00\x7f"])
    return "".join(
        generator.choices(letters, k=generator.choice([1, 2, 3, 4, 5, 15, 40, 250, 300]))
    )


def distinct(
    make: Callable[[random.Random], str], generator: random.Random, count: int
) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        found[make(generator)] = None
    return list(found)


def ring_of(placement: Placement, nodes: dict[str, int], **options: Any) -> kedge.HashRing:
    ring = kedge.HashRing(placement=placement, **options)
    ids = ring.apply([kedge.RingChange.add(name, weight) for name, weight in nodes.items()])
    assert ids == ring.node_ids and len(ids) == len(nodes)
    return ring


def owner_names(ring: kedge.HashRing, keys: list[str]) -> list[str]:
    names = {node.id: node.name.decode() for node in ring.nodes}
    return [names[node] for node in ring.owners_of(keys)]


# --- ketama --------------------------------------------------------------------------------------


@contextmanager
def libmemcached(servers: list[tuple[str, int, int]]) -> Iterator[Callable[[str], str]]:
    """Which server libmemcached asks for a key, of servers by host, port and weight."""
    client = _memcached.memcached_create(None)
    try:
        assert _memcached.memcached_behavior_set(client, KETAMA_WEIGHTED, 1) == 0
        for host, port, weight in servers:
            added = _memcached.memcached_server_add_with_weight(client, host.encode(), port, weight)
            assert added == 0

        def server(key: str) -> str:
            index = _memcached.memcached_generate_hash(client, key.encode(), len(key))
            found = _memcached.memcached_server_instance_by_position(client, index)
            name = _memcached.memcached_server_name(found).decode()
            return f"{name}:{_memcached.memcached_server_port(found)}"

        yield server
    finally:
        _memcached.memcached_free(client)


def some_servers(generator: random.Random) -> list[tuple[str, int, int]]:
    heaviest = generator.choice([1, 2, 10, 1000])
    hosts = distinct(some_host, generator, generator.randint(1, 40))
    return [
        (
            host,
            generator.choice([11211, 11211, 11212, generator.randint(1, 65535)]),
            generator.randint(1, heaviest),
        )
        for host in hosts
    ]


@pytest.mark.parametrize("seed", range(25))
def test_libmemcached_asks_the_same_servers(seed: int) -> None:
    generator = random.Random(f"libmemcached {seed}")
    for _ in range(10):
        servers = some_servers(generator)
        named = {f"{host}:{port}": weight for host, port, weight in servers}
        keys = distinct(some_key, generator, KEYS)
        with libmemcached(servers) as server:
            theirs = [server(key) for key in keys]
        with ring_of(Placement.KETAMA_LIBMEMCACHED, named) as ring:
            assert owner_names(ring, keys) == theirs, servers


@pytest.mark.parametrize("seed", range(10))
def test_uhashring_agrees_about_ketama_without_weights(seed: int) -> None:
    generator = random.Random(f"uhashring {seed}")
    for count in (1, 2, 7, generator.randint(8, 60)):
        nodes = distinct(some_text, generator, count)
        keys = distinct(some_text, generator, KEYS)
        theirs = uhashring.HashRing(nodes, hash_fn="ketama")
        with ring_of(Placement.KETAMA_SPYMEMCACHED, dict.fromkeys(nodes, 1)) as ring:
            assert owner_names(ring, keys) == [theirs.get_node(key) for key in keys]
            hashes = [theirs.hashi(key) for key in keys]
            assert ring.owners_of_hashes(hashes) == ring.owners_of(keys)


@pytest.mark.parametrize("seed", range(10))
def test_uhashring_agrees_about_libketamas_weights(seed: int) -> None:
    generator = random.Random(f"weights {seed}")
    for count in (1, 2, 7, generator.randint(8, 40)):
        names = distinct(some_host, generator, count)
        # Weights that add up to a power of two, so that shares are exact in single precision too;
        # uhashring computes in whole numbers.
        weights = [generator.randint(1, 100) for _ in names]
        weights[-1] += (1 << sum(weights).bit_length()) - sum(weights)
        nodes = dict(zip(names, weights))
        keys = distinct(some_key, generator, KEYS)
        theirs = uhashring.HashRing(nodes, hash_fn="ketama")
        with ring_of(Placement.KETAMA_LIBKETAMA, nodes) as ring:
            assert owner_names(ring, keys) == [theirs.get_node(key) for key in keys]


# --- rendezvous hashing --------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(10))
def test_pymemcache_agrees_about_rendezvous_hashing(seed: int) -> None:
    generator = random.Random(f"pymemcache {seed}")
    for count in (1, 2, generator.randint(3, 12)):
        # Its MurmurHash3 reads letters as bytes: with others it is another hash than any.
        nodes = [f"{host}:11211" for host in distinct(some_host, generator, count)]
        keys = distinct(some_key, generator, 100)
        theirs = RendezvousHash(list(nodes))
        with ring_of(Placement.RENDEZVOUS, dict.fromkeys(nodes, 1)) as ring:
            assert owner_names(ring, keys) == [theirs.get_node(key) for key in keys]
            gone = generator.choice(nodes)
            ring.set_state(ring.find(gone), NodeState.DRAINING)
            theirs.remove_node(gone)
            if len(nodes) > 1:
                assert owner_names(ring, keys) == [theirs.get_node(key) for key in keys]


# --- hashes of keys ------------------------------------------------------------------------------


def some_keys(generator: random.Random) -> list[bytes]:
    """Keys of every length up to where the hash takes its last way, and some beyond."""
    return [generator.randbytes(length) for length in [*range(300), 511, 512, 1024, 5000]]


@pytest.mark.parametrize(
    "placement, hash",
    [
        (Placement.CIRCLE, xxhash.xxh3_64_intdigest),
        (Placement.JUMP, xxhash.xxh3_64_intdigest),
        (Placement.ENVOY_XXHASH64, xxhash.xxh64_intdigest),
        (Placement.ENVOY_MURMURHASH2, xxhash.xxh64_intdigest),
        (Placement.ENVOY_MAGLEV, xxhash.xxh64_intdigest),
    ],
)
def test_a_key_belongs_where_its_hash_does(
    placement: Placement, hash: Callable[[bytes], int]
) -> None:
    keys = some_keys(random.Random(f"hashes {placement}"))
    hashes = [hash(key) for key in keys]
    with ring_of(placement, {f"node {number}": 1 for number in range(50)}) as ring:
        owners = ring.owners_of(keys)
        assert len(set(owners)) > 40
        assert owners == ring.owners_of_hashes(hashes)
        assert owners == [ring.owner(key) for key in keys]
        assert owners == [ring.owner_of_hash(number) for number in hashes]
        for key, number in zip(keys, hashes):
            assert ring.choice(key, 0) == ring.choice_of_hash(number, 0) == ring.owner(key)
            if placement is not Placement.JUMP:
                assert ring.choice(key, 3) == ring.choice_of_hash(number, 3)
                assert ring.replicas(key, 3) == ring.replicas_of_hash(number, 3)


# --- the circle ----------------------------------------------------------------------------------


class Circle:
    """What docs say of the circle, in as few lines as they take."""

    def __init__(self, nodes: dict[bytes, int], points_per_weight: int) -> None:
        self.points = sorted(
            (xxhash.xxh3_64_intdigest(name, seed=index), name)
            for name, weight in nodes.items()
            for index in range(weight * points_per_weight)
        )

    def walk(self, hash: int) -> Iterator[bytes]:
        """Nodes from a hash on, as often as they come."""
        first = bisect.bisect_left(self.points, (hash, b""))
        for index in range(len(self.points)):
            yield self.points[(first + index) % len(self.points)][1]

    def owner(self, key: bytes) -> bytes:
        return next(self.walk(xxhash.xxh3_64_intdigest(key)))

    def replicas(self, key: bytes, count: int) -> list[bytes]:
        return list(dict.fromkeys(self.walk(xxhash.xxh3_64_intdigest(key))))[:count]


def agree(ring: kedge.HashRing, circle: Circle, keys: list[bytes]) -> None:
    names = {node.id: node.name for node in ring.nodes}
    assert [names[node] for node in ring.owners_of(keys)] == [circle.owner(key) for key in keys]
    for key in keys[:20]:
        theirs = circle.replicas(key, 4)
        assert [names[node] for node in ring.replicas(key, 4)] == theirs
        for attempt, name in enumerate(theirs):
            assert names[ring.choice(key, attempt)] == name
    for position in {0, len(circle.points) // 2, len(circle.points) - 1}:
        hash, _ = circle.points[position]
        for near in (hash - 1, hash, hash + 1):  # at a point, and on both sides of it
            assert names[ring.owner_of_hash(near)] == next(circle.walk(near))
    assert names[ring.owner_of_hash(0)] == circle.points[0][1]
    assert names[ring.owner_of_hash(2**64 - 1)] == circle.points[0][1]


@pytest.mark.parametrize("points_per_weight", [1, 3, 160])
@pytest.mark.parametrize("seed", range(8))
def test_the_circle_is_as_it_is_documented(seed: int, points_per_weight: int) -> None:
    generator = random.Random(f"circle {seed} {points_per_weight}")
    nodes: dict[bytes, int] = {}
    draining: set[bytes] = set()
    with kedge.HashRing(points_per_weight=points_per_weight) as ring:
        for _ in range(25):
            step = generator.randrange(6 if nodes else 1)
            name = (
                generator.choice(list(nodes))
                if step > 1
                else generator.randbytes(generator.choice([0, 1, 9, 17, 140, 260]))
            )
            weight = generator.randint(1, 5)
            if step < 2 and name not in nodes:
                ring.add(name, weight)
                nodes[name] = weight
            elif step == 2 and len(nodes) > 8:
                ring.remove(ring.find(name))
                del nodes[name]
                draining.discard(name)
            elif step == 3:
                ring.set_weight(ring.find(name), weight)
                nodes[name] = weight
            elif step == 4:
                ring.set_state(ring.find(name), generator.choice(list(NodeState)[1:]))
                draining.add(name)
            elif step == 5:
                ring.set_state(ring.find(name), NodeState.UP)
                draining.discard(name)
            up = {name: weight for name, weight in nodes.items() if name not in draining}
            assert ring.up_count == len(up) and len(ring) == len(nodes)
            if up:
                keys = [generator.randbytes(generator.randrange(40)) for _ in range(60)]
                agree(ring, Circle(up, points_per_weight), keys)


@pytest.mark.parametrize("seed", range(8))
def test_a_report_is_what_two_circles_differ_in(seed: int) -> None:
    generator = random.Random(f"report {seed}")
    before = {f"node {number}": generator.randint(1, 4) for number in range(6)}
    with ring_of(Placement.CIRCLE, before, points_per_weight=10) as ring:
        names = {node.id: node.name for node in ring.nodes}
        changed = generator.sample(list(before), 2)
        after = {**before, changed[1]: 5, "new": 2}
        del after[changed[0]]
        changes = [
            kedge.RingChange.remove(ring.find(changed[0])),
            kedge.RingChange.set_weight(ring.find(changed[1]), 5),
            kedge.RingChange.add("new", 2),
        ]
        report = ring.preview(changes)
        assert ring.version == 1 and ring.node_ids == list(names)
        made = ring.apply_reporting(changes)
        assert (made.ranges, made.shares, made.moved) == (
            report.ranges,
            report.shares,
            report.moved,
        )
        names[made.added[0]] = b"new"
    circles = [
        Circle({name.encode(): weight for name, weight in nodes.items()}, 10)
        for nodes in (before, after)
    ]
    shares = [dict.fromkeys(names.values(), 0), dict.fromkeys(names.values(), 0)]
    moved = 0
    ranges: list[tuple[int, int, bytes, bytes]] = []
    ends = sorted({hash for circle in circles for hash, _ in circle.points})
    for first, last in zip([0, *(end + 1 for end in ends)], [*ends, 2**64 - 1]):
        old, new = (next(circle.walk(last)) for circle in circles)
        shares[0][old] += last - first + 1
        shares[1][new] += last - first + 1
        if old != new:
            moved += last - first + 1
            if ranges and ranges[-1][1] + 1 == first and ranges[-1][2:] == (old, new):
                ranges[-1] = ranges[-1][0], last, old, new
            else:
                ranges.append((first, last, old, new))
    assert ranges == [
        (one.first, one.last, names[one.before or 0], names[one.after or 0]) for one in made.ranges
    ]
    assert made.range_count == len(ranges)
    assert made.moved == pytest.approx(moved / 2**64) and made.collateral == 0
    for share in made.shares:
        assert share.before == pytest.approx(shares[0][names[share.node]] / 2**64)
        assert share.after == pytest.approx(shares[1][names[share.node]] / 2**64)
    assert len(made.shares) == len(names)
