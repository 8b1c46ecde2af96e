"""Draws what an outage is like for a server and for those who call it, with Kedge and without: resilience-outage.svg.

    resilience_pictures.py OUTAGE DIRECTORY

OUTAGE is the program that calls; it, and servers on this machine that become slow, broken and dead for a while, run for 22
seconds, all of it real. The picture says what happened in that run.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from statistics import mean

import svg

BIN_S = 0.25
# What the servers are, and for how long.
PHASES = [
    ("healthy", 2.5), ("slow", 4.0), ("healthy", 2.5), ("broken", 4.0), ("healthy", 2.5), ("dead", 4.0), ("healthy", 2.5),
]  # fmt: skip
SECONDS = int(sum(seconds for _, seconds in PHASES))
LABELS = {
    "slow": "slow: 0.8 s an answer",
    "broken": "broken: status 500",
    "dead": "dead: no connection",
}
CALLERS = ["naive", "guarded", "failover"]
LINES = {"naive": "missed", "guarded": "met", "failover": "third"}
NAMES = {
    "naive": "three retries at once",
    "guarded": "Kedge: deadlines, retries with a budget, a breaker",
    "failover": "and a second server",
}

LEFT, RIGHT = 60, 860
LOAD = (150, 310)  # top and bottom of a panel
SUCCESS = (356, 476)
HEIGHT = 512

Bins = list[dict[str, int]]


class Server:
    def __init__(self) -> None:
        command = [sys.executable, str(Path(__file__).with_name("outage_server.py"))]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        self.port = int(self.process.stdout.readline())

    def become(self, state: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(state + "\n")
        self.process.stdin.flush()

    def end(self) -> None:
        self.process.kill()
        self.process.wait()


def run(program: str) -> dict[str, Bins]:
    """What each caller met with; they call at the same time, each a server of its own."""
    servers = {caller: Server() for caller in CALLERS}
    second = Server()
    start = time.monotonic_ns() + 200_000_000
    callers = {
        caller: subprocess.Popen(
            [program, caller, str(server.port), str(second.port), str(start), str(SECONDS)],
            stdout=subprocess.PIPE,
            text=True,
        )
        for caller, server in servers.items()
    }
    at = start / 1e9
    for state, seconds in PHASES:
        time.sleep(max(0, at - time.monotonic()))
        for server in servers.values():
            server.become(state)
        at += seconds
    results = {}
    for caller, process in callers.items():
        output = process.communicate()[0]
        if process.returncode != 0:
            sys.exit(f"bench: {program} {caller} failed with status {process.returncode}")
        results[caller] = [json.loads(line) for line in output.splitlines()]
    for server in [*servers.values(), second]:
        server.end()
    return results


def x(seconds: float) -> float:
    return LEFT + (RIGHT - LEFT) * seconds / SECONDS


def text(x: float, y: float, words: str, anchor: str = "middle") -> str:
    return f'<text class="small" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{words}</text>'


def line(kind: str, values: list[float], most: float, panel: tuple[int, int]) -> str:
    """Steps: each value counts for all of its bin."""
    top, bottom = panel
    points = []
    for index, value in enumerate(values):
        y = bottom - (bottom - top) * value / most
        points += [f"{x(index * BIN_S):.1f},{y:.1f}", f"{x((index + 1) * BIN_S):.1f},{y:.1f}"]
    return f'<polyline class="line line-{kind}" points="{" ".join(points)}"/>'


def axis(panel: tuple[int, int], title: str, marks: list[tuple[float, str]]) -> list[str]:
    """Of each mark its place, from 0 below to 1, and its text."""
    top, bottom = panel
    parts = [text(20, top - 12, title, "start")]
    for place, words in marks:
        y = bottom - (bottom - top) * place
        parts.append(f'<line class="axis" x1="{LEFT}" x2="{RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(text(LEFT - 8, y + 4, words, "end"))
    return parts


def phases() -> list[str]:
    parts, at = [], 0.0
    for state, seconds in PHASES:
        if state != "healthy":
            left, width = x(at), x(seconds) - LEFT
            for top, bottom in (LOAD, SUCCESS):
                parts.append(f'<rect class="phase" x="{left:.1f}" y="{top}" width="{width:.1f}" height="{bottom - top}"/>')
            middle = left + width / 2
            parts.append(text(middle, LOAD[0] - 12, LABELS[state]))
        at += seconds
    return parts


def legend() -> list[str]:
    parts, left = [], 20
    for caller in CALLERS:
        parts.append(f'<polyline class="line line-{LINES[caller]}" points="{left},104 {left + 26},104"/>')
        parts.append(f'<text x="{left + 34}" y="108">{NAMES[caller]}</text>')
        left += 56 + round(6.6 * len(NAMES[caller]))
    return parts


def in_outages(bins: Bins, name: str) -> list[int]:
    values, at = [], 0.0
    for state, seconds in PHASES:
        if state != "healthy":
            values += [entry[name] for entry in bins[int(at / BIN_S) : int((at + seconds) / BIN_S)]]
        at += seconds
    return values


def picture(results: dict[str, Bins]) -> str:
    loads = {caller: [entry["first"] / BIN_S for entry in bins] for caller, bins in results.items()}
    shares = {
        caller: [entry["successes"] / max(1, entry["calls"]) for entry in bins] for caller, bins in results.items()
    }
    most = -(-max(max(loads[caller]) for caller in CALLERS) // 200) * 200
    marks = [(value / most, f"{value:,}") for value in range(0, int(most) + 1, 200)]
    parts = [
        *legend(),
        *phases(),
        *axis(LOAD, "attempts a second", marks),
        *axis(SUCCESS, "calls that succeed, by when they began", [(0, "0%"), (0.5, "50%"), (1, "100%")]),
        *(line(LINES[caller], loads[caller], most, LOAD) for caller in CALLERS[:2]),
        *(line(LINES[caller], shares[caller], 1, SUCCESS) for caller in CALLERS),
    ]
    for second in range(0, SECONDS + 1, 2):
        parts.append(text(x(second), SUCCESS[1] + 18, f"{second} s"))
    naive, guarded = (mean(in_outages(results[caller], "first")) / BIN_S for caller in CALLERS[:2])
    saved = sum(in_outages(results["failover"], "successes")) / sum(in_outages(results["failover"], "calls"))
    explanations = [
        f"200 calls a second to a server with three outages, in which it gets {naive:.0f} attempts a second from a"
        f" caller who just tries again and {guarded:.0f} from Kedge.",
        f"With a second server to go to, {saved:.1%} of the calls that begin in an outage succeed. One run, by quarters"
        " of a second.",
    ]
    label = "Attempts and successes while a server is slow, broken and dead"
    return svg.card("An outage, with Kedge and without", label, explanations, HEIGHT, parts)


program, docs = sys.argv[1], Path(sys.argv[2])
(docs / "resilience-outage.svg").write_text(picture(run(program)))
print(f"picture: {docs / 'resilience-outage.svg'}")
