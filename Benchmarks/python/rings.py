"""Look-ups in rings from Python, beside what one would install otherwise."""

import secrets

import kedge
from rows import Row, run
from uhashring import HashRing

NODES, KEYS = 1_000, 1_000

names = [f"node-{number}" for number in range(NODES)]
keys = [secrets.token_hex(8) for _ in range(KEYS)]
ring = kedge.HashRing()
for name in names:
    ring.add(name)
peer = HashRing(names)


def one_by_one() -> None:
    for key in keys:
        peer.get_node(key)


ROWS: list[Row] = [
    ("Python: ring lookup, batch of 1,000 keys", "µs", lambda: ring.owners_of(keys), "uhashring", one_by_one, 0.1),
]

run(ROWS)
