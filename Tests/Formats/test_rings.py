"""What docs/formats.md says of places on a ring and of memberships, by xxHash's own binding and by Kedge."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path

import kedge
import xxhash

PAGE = (Path(__file__).resolve().parents[2] / "docs/formats.md").read_text(encoding="utf-8")
PLACES = PAGE.split("## Places on a ring")[1].split("\n## ")[0]
MEMBERSHIPS = PAGE.split("## Memberships of rings")[1].split("\n## ")[0]
NODES = {b"node-a": 1, b"node-b": 1, b"\xff": 1, b"": 2}


def rows(header: str) -> list[list[str]]:
    """The cells of the table that begins with this header."""
    lines = PLACES.split(header)[1].splitlines()[2:]
    table = itertools.takewhile(bool, lines)
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def written(cell: str) -> bytes:
    """The bytes that a cell of the page stands for."""
    if cell == "(empty)":
        return b""
    if cell == "00 01 02 ... ff, 256 bytes":
        return bytes(range(256))
    if match := re.fullmatch(r"([0-9a-f]{2}), ([0-9,]+) times", cell):
        return bytes.fromhex(match[1]) * int(match[2].replace(",", ""))
    return bytes.fromhex(cell.split(" ")[0])


def points() -> list[tuple[int, bytes]]:
    return sorted(
        (xxhash.xxh3_64_intdigest(name, seed=index), name)
        for name, weight in NODES.items()
        for index in range(160 * weight)
    )


def test_the_points_of_the_page_are_those_of_xxhash() -> None:
    table = rows("| name | point 0 |")
    assert len(table) == 3
    for name, *cells in table:
        for index, cell in enumerate(cells):
            assert int(cell, 16) == xxhash.xxh3_64_intdigest(written(name), seed=index)
    ends = re.search(r"(\d+) points, the lowest at (\w+), the last at (\w+):", PLACES)
    assert ends is not None
    circle = points()
    assert (int(ends[1]), int(ends[2], 16), int(ends[3], 16)) == (len(circle), circle[0][0], circle[-1][0])


def test_the_keys_of_the_page_belong_where_it_says() -> None:
    table = rows("| key | place | node |")
    assert len(table) == 6
    circle = points()
    with kedge.HashRing() as ring:
        for name, weight in NODES.items():
            ring.add(name, weight=weight)
        for key_cell, place, node in table:
            key = written(key_cell)
            assert int(place, 16) == xxhash.xxh3_64_intdigest(key)
            owner = next((name for point, name in circle if point >= int(place, 16)), circle[0][1])
            assert owner == written(node) == ring.node(ring.owner(key)).name
            assert ring.owner_of_hash(int(place, 16)) == ring.owner(key)


def test_the_membership_of_the_page_is_what_is_written() -> None:
    example = MEMBERSHIPS.split("```")[1].strip()
    with kedge.HashRing.from_membership(example) as ring:
        assert ring.export() == example
        assert ring.version == 2
        assert ring.add("next") == json.loads(example)["next_id"]


def test_every_placement_of_the_page_can_be_read() -> None:
    listing = MEMBERSHIPS.split("Names of placements and their sizes:")[1].split("\n\n")[0]
    names = re.findall(r"`(\w+)`", listing)
    sizes = {"points_per_weight": 160, "minimum_size": 1024, "maximum_size": 8388608, "table_size": 65537}
    placements = [name for name in names if name not in sizes]
    assert len(placements) == 9 == len(kedge.Placement)
    needed = {
        "circle": ["points_per_weight"],
        "envoy_ring_xxhash64": ["minimum_size", "maximum_size"],
        "envoy_ring_murmurhash2": ["minimum_size", "maximum_size"],
        "envoy_maglev": ["table_size"],
    }
    for name in placements:
        placement = {"name": name, **{size: sizes[size] for size in needed.get(name, [])}}
        text = json.dumps(
            {"kedge_ring": 1, "placement": placement, "version": 0, "next_id": 1, "nodes": []}, separators=(",", ":")
        )
        with kedge.HashRing.from_membership(text) as ring:
            assert ring.export() == text
