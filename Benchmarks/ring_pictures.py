"""Draws how evenly each placement shares keys out, and how many it moves when a node leaves.

The memberships are always the same, and shares are those of all hashes, not of some keys: so are the pictures,
ring-balance.svg and ring-movement.svg in the directory that is named.
"""

from __future__ import annotations

import random
import sys
from html import escape
from pathlib import Path
from statistics import mean

import kedge
import svg
from kedge import Placement

NODES, MEMBERSHIPS = 10, 50

TOP, STEP = 84, 26
BAR_LEFT, LONGEST = 330, 370

NAMES = {
    Placement.CIRCLE: "Kedge's circle, 160 points a node",
    Placement.KETAMA_LIBKETAMA: "ketama, libketama",
    Placement.KETAMA_LIBMEMCACHED: "ketama, libmemcached",
    Placement.KETAMA_SPYMEMCACHED: "ketama, spymemcached",
    Placement.ENVOY_XXHASH64: "Envoy ring_hash, XXH64",
    Placement.ENVOY_MURMURHASH2: "Envoy ring_hash, MurmurHash2",
    Placement.ENVOY_MAGLEV: "Envoy Maglev, 65,537 slots",
    Placement.JUMP: "jump hash",
    Placement.RENDEZVOUS: "rendezvous hashing",
}


def memberships() -> list[list[str]]:
    numbers = random.Random(1)
    return [[f"10.0.{numbers.randrange(256)}.{host}:11211" for host in range(NODES)] for _ in range(MEMBERSHIPS)]


def peak_share(placement: Placement, names: list[str]) -> float:
    """The largest share of all keys that a node has, over the mean share."""
    with kedge.HashRing(placement=placement) as ring:
        with ring.apply_reporting([kedge.RingChange.add(name) for name in names]) as report:
            return max(share.after for share in report.shares) * len(names)


def movements(placement: Placement, names: list[str]) -> list[tuple[float, float]]:
    """For each node that can leave, how many keys then move: its own, and others."""
    with kedge.HashRing(placement=placement) as ring:
        nodes = [ring.add(name) for name in names]
        if placement == Placement.JUMP:
            nodes = nodes[-1:]
        results = []
        for node in nodes:
            with ring.preview([kedge.RingChange.remove(node)]) as report:
                results.append((report.moved - report.collateral, report.collateral))
        return results


def modulo_movements() -> list[tuple[float, float]]:
    """The same where a node is found in a list by the remainder of a hash."""
    results = []
    hashes = range(NODES * (NODES - 1))  # from here on it begins anew
    for leaving in range(NODES):
        rest = [node for node in range(NODES) if node != leaving]
        moved = sum(rest[hash % len(rest)] != hash % NODES for hash in hashes) / len(hashes)
        results.append((1 / NODES, moved - 1 / NODES))
    return results


def bar(row: int, name: str, lengths: list[tuple[str, float]], label: str) -> list[str]:
    """Of one placement: pieces one behind the other, each with its class and its part of the longest bar."""
    y, x = TOP + STEP * row, float(BAR_LEFT)
    parts = [f'<text x="20" y="{y + 17}">{escape(name)}</text>']
    for kind, length in lengths:
        parts.append(f'<rect class="{kind}" x="{x:.1f}" y="{y + 4}" width="{length * LONGEST:.1f}" height="16" rx="2"/>')
        x += length * LONGEST
    return [*parts, f'<text class="small" x="{BAR_LEFT + LONGEST + 12}" y="{y + 16}">{escape(label)}</text>']


def ours(placement: Placement) -> str:
    return "met" if placement == Placement.CIRCLE else "other"


def balance() -> str:
    peaks = {placement: [peak_share(placement, names) for names in memberships()] for placement in NAMES}
    scale = max(max(values) for values in peaks.values()) - 1
    parts = []
    for row, (placement, values) in enumerate(peaks.items()):
        label = f"{mean(values):.2f}, worst {max(values):.2f}"
        parts += bar(row, NAMES[placement], [(ours(placement), (mean(values) - 1) / scale)], label)
        worst, y = BAR_LEFT + (max(values) - 1) / scale * LONGEST, TOP + STEP * row
        parts.append(f'<line class="target" x1="{worst:.1f}" x2="{worst:.1f}" y1="{y + 3}" y2="{y + 21}"/>')
    explanations = [
        f"How many keys the one of {NODES} equal nodes has that has the most, over what each should have. Bars begin at"
        " 1.00; shorter is better.",
        f"Bars: the average over {MEMBERSHIPS} memberships with names of their own; dashed: the worst of them.",
    ]
    label = "The largest share of a node over the mean share, by placement"
    return svg.card("How evenly keys are shared out", label, explanations, TOP + STEP * len(peaks) + 12, parts)


def movement() -> str:
    rows = [
        (ours(placement), NAMES[placement] + (", the last node" if placement == Placement.JUMP else ""),
         [result for names in memberships() for result in movements(placement, names)])
        for placement in NAMES
    ]  # fmt: skip
    rows.append(("other", "hash modulo the number of nodes", modulo_movements()))
    parts = []
    for row, (kind, name, results) in enumerate(rows):
        own, others = (mean(values) for values in zip(*results))
        parts += bar(row, name, [(kind, own), ("missed", others)], f"{own:.1%} own, {others:.1%} others'")
    explanations = [
        f"One of {NODES} equal nodes leaves: the share of all keys that move, from none to all. Its own have to, about"
        f" {1 / NODES:.0%} (blue or grey);",
        f"those of nodes that stay do not (orange). Averages over {MEMBERSHIPS} memberships and each of their nodes.",
    ]
    label = "The share of keys that move when one of ten nodes leaves, by placement"
    return svg.card("What moves when a node leaves", label, explanations, TOP + STEP * len(rows) + 12, parts)


docs = Path(sys.argv[1])
for name, draw in (("ring-balance.svg", balance), ("ring-movement.svg", movement)):
    (docs / name).write_text(draw())
    print(f"picture: {docs / name}")
