"""Sealing from Python, beside what one would install otherwise."""

import argparse
import json
import os
import time
from collections.abc import Callable
from statistics import median

import kedge
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from nacl.secret import SecretBox

Work = Callable[[], object]


def turn(work: Work, times: int) -> float:
    start = time.thread_time_ns()
    for _ in range(times):
        work()
    return (time.thread_time_ns() - start) / times


def measure(kedge_work: Work, peer_work: Work, rounds: int) -> tuple[float, float]:
    """The median nanoseconds of both, by turns: each begins every other round."""
    sides = [
        (work, max(1, int(2e6 / min(turn(work, 3) for _ in range(3)))), list[float]())
        for work in (kedge_work, peer_work)
    ]
    for round in range(rounds):
        for work, times, results in sides if round % 2 == 0 else reversed(sides):
            results.append(turn(work, times))
    return median(sides[0][2]), median(sides[1][2])


options = argparse.ArgumentParser()
options.add_argument("--quick", action="store_true")
options.add_argument("--only", default="")
arguments = options.parse_args()

ring = kedge.Keyring()
ring.generate()
gcm, box = AESGCM(bytes(32)), SecretBox(bytes(32))
short, long = bytes(64), bytes(1 << 20)
sealed, gcm_sealed, box_sealed = ring.seal(short), gcm.encrypt(bytes(12), short, None), box.encrypt(short)

ROWS: list[tuple[str, str, Work, str, Work]] = [
    ("Python: keyring seal, 64 bytes", "µs", lambda: ring.seal(short),
     "cryptography AESGCM", lambda: gcm.encrypt(os.urandom(12), short, None)),
    ("Python: keyring seal, 64 bytes, and pynacl", "µs", lambda: ring.seal(short),
     "pynacl SecretBox", lambda: box.encrypt(short)),
    ("Python: keyring open, 64 bytes", "µs", lambda: ring.open(sealed),
     "cryptography AESGCM", lambda: gcm.decrypt(bytes(12), gcm_sealed, None)),
    ("Python: keyring open, 64 bytes, and pynacl", "µs", lambda: ring.open(sealed),
     "pynacl SecretBox", lambda: box.decrypt(box_sealed)),
    ("Python: stream seal, 1 MiB", "µs", lambda: ring.seal_stream(long),
     "cryptography AESGCM", lambda: gcm.encrypt(os.urandom(12), long, None)),
    ("Python: stream seal, 1 MiB, and pynacl", "µs", lambda: ring.seal_stream(long),
     "pynacl SecretBox", lambda: box.encrypt(long)),
]  # fmt: skip

for name, unit, kedge_work, peer_name, peer_work in ROWS:
    if arguments.only.lower() in name.lower():
        ours, theirs = measure(kedge_work, peer_work, 15 if arguments.quick else 101)
        row = {"name": name, "peer_name": peer_name, "unit": unit, "target": None}
        print(json.dumps(row | {"kedge": ours / 1e3, "peer": theirs / 1e3}))
