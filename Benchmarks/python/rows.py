"""Times Kedge and its peers in turns and prints one line of JSON for each row."""

import argparse
import json
import time
from collections.abc import Callable
from statistics import median

Work = Callable[[], object]

# Name, unit, Kedge's work, the peer's name, its work, and the highest Kedge / peer, or None.
Row = tuple[str, str, Work, str, Work, "float | None"]
UNITS = {"ns": 1.0, "µs": 1e3, "ms": 1e6}


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


def run(rows: list[Row]) -> None:
    """Runs the rows that the command line asks for."""
    options = argparse.ArgumentParser()
    options.add_argument("--quick", action="store_true")
    options.add_argument("--only", default="")
    arguments = options.parse_args()
    for name, unit, kedge_work, peer_name, peer_work, target in rows:
        if arguments.only.lower() in name.lower():
            ours, theirs = measure(kedge_work, peer_work, 15 if arguments.quick else 101)
            row = {"name": name, "peer_name": peer_name, "unit": unit, "target": target}
            print(json.dumps(row | {"kedge": ours / UNITS[unit], "peer": theirs / UNITS[unit]}))
