"""Runs the benchmark programs and makes one table of their rows, as text, as JSON and as a chart."""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import platform
import subprocess
import sys
from datetime import date
from html import escape
from math import floor, log10
from pathlib import Path
from typing import Any

import svg

Row = dict[str, Any]

SIZE_LIMIT_MB = 10


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--quick", action="store_true")
    options.add_argument("--only", default="")
    options.add_argument("--json", type=Path)
    options.add_argument("--chart", type=Path)
    options.add_argument("programs", nargs="+", type=Path)
    arguments = options.parse_args()

    passed_on = ["--only", arguments.only] + ["--quick"] * arguments.quick
    rows = [row for program in arguments.programs for row in run(program, passed_on)]
    rows += [row for row in [size()] if arguments.only.lower() in row["name"].lower()]
    if not rows:
        sys.exit(f"bench: no row's name contains {arguments.only!r}")
    rows = [judged(row) for row in rows]

    print(f"\n{conditions()}{'; a quick run' if arguments.quick else ''}\n")
    print(table(rows))
    if arguments.json:
        arguments.json.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
    if arguments.chart:
        arguments.chart.write_text(chart([row for row in rows if row["target"] is not None]))
        print(f"\nchart: {arguments.chart}")


def run(program: Path, options: list[str]) -> list[Row]:
    print(f"bench: running {program.name}", flush=True)
    command = [sys.executable] * (program.suffix == ".py") + [str(program), *options]
    result = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if result.returncode != 0:
        sys.exit(f"bench: {program.name} failed with status {result.returncode}")
    return [json.loads(line) for line in result.stdout.splitlines()]


def size() -> Row:
    megabytes = os.stat(os.environ["KEDGE_LIBRARY"]).st_size / 1e6
    return {
        "name": "Size of libkedge.so, stripped", "kedge": megabytes, "peer": SIZE_LIMIT_MB, "peer_name": "the limit",
        "unit": "MB", "target": 1.0,
    }  # fmt: skip


def judged(row: Row) -> Row:
    """The row with its ratio, and whether that meets the target; judged by the figures as they are printed."""
    ratio = round(row["kedge"] / row["peer"], 3)
    target = None if row["target"] is None else round(row["target"], 3)
    return {
        "name": row["name"],
        "kedge": row["kedge"],
        "peer": row["peer"],
        "peer_name": row["peer_name"],
        "unit": row["unit"],
        "ratio": ratio,
        "target": target,
        "met": None if target is None else ratio <= target,
    }


def conditions() -> str:
    """What the figures depend on, and when they were measured; nothing that names the machine."""
    facts: dict[str, str] = {}
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        key, _, value = line.partition(":")
        facts.setdefault(key.strip(), value.strip())
    instructions = {"aes", "vaes", "sha_ni", "avx2", "avx512f"} & set(facts.get("flags", "").split())
    libcrypto = ctypes.CDLL("libcrypto.so.3")
    libcrypto.OpenSSL_version.restype = ctypes.c_char_p
    return "; ".join([
        f"{facts.get('model name', platform.machine())}, {os.cpu_count()} CPUs ({', '.join(sorted(instructions))})",
        libcrypto.OpenSSL_version(0).decode().rsplit(" ", 3)[0],
        f"Python {platform.python_version()}",
        f"{date.today():%Y-%m-%d}",
    ])  # fmt: skip


def number(value: float) -> str:
    """Three significant digits, but never an exponent."""
    return f"{value:,.{max(0, 2 - floor(log10(value)))}f}"


def table(rows: list[Row]) -> str:
    lines = [("what", "Kedge", "peer", "peer is", "ratio", "target", "met")]
    for row in rows:
        lines.append((
            row["name"],
            f"{number(row['kedge'])} {row['unit']}",
            f"{number(row['peer'])} {row['unit']}",
            row["peer_name"],
            f"{row['ratio']:.3f}",
            "-" if row["target"] is None else f"{row['target']:.3f}",
            "-" if row["met"] is None else "yes" if row["met"] else "NO",
        ))  # fmt: skip
    widths = [max(map(len, column)) for column in zip(*lines)]
    alignments = "<>><>><"
    texts = ["  ".join(f"{cell:{a}{w}}" for cell, a, w in zip(line, alignments, widths)).rstrip() for line in lines]
    judgements = [row["met"] for row in rows if row["met"] is not None]
    rule = "  ".join("-" * width for width in widths)
    closing = "\nratio = Kedge / peer; lower is better."
    if judgements:
        closing += f" {sum(judgements)} of {len(judgements)} targets met."
    return "\n".join([texts[0], rule, *texts[1:], closing])


# --- chart -----------------------------------------------------------------------------------------------------------

TOP, STEP = 92, 38
BAR_LEFT, TARGET_AT, LONGEST = 350, 280, 380  # in the bars' own units, the target's line and the longest bar


def chart(rows: list[Row]) -> str:
    height = TOP + STEP * len(rows) + 12
    line = BAR_LEFT + TARGET_AT
    parts = [
        f'<text class="small" x="{line}" y="{TOP - 6}" text-anchor="middle">target</text>',
    ]
    for index, row in enumerate(rows):
        y = TOP + STEP * index
        judgement = "met" if row["met"] else "missed"
        length = min(TARGET_AT * row["ratio"] / row["target"], LONGEST)
        parts += [
            f'<text x="20" y="{y + 15}">{escape(row["name"])}</text>',
            f'<text class="small" x="20" y="{y + 30}">{number(row["kedge"])} {row["unit"]}; '
            f"{escape(row['peer_name'])}: {number(row['peer'])} {row['unit']}</text>",
            f'<rect class="{judgement}" x="{BAR_LEFT}" y="{y + 7}" width="{length:.1f}" height="18" rx="2"/>',
            f'<text x="{BAR_LEFT + LONGEST + 10}" y="{y + 21}">{row["ratio"]:.3f}'
            f' <tspan class="small">{"target" if row["met"] else "above"} {row["target"]:.3f}</tspan></text>',
        ]
    parts.append(f'<line class="target" x1="{line}" x2="{line}" y1="{TOP}" y2="{height - 12}"/>')
    explanations = [
        "A bar is Kedge / peer, drawn so that every target, the highest ratio allowed, is on the dashed line."
        " Shorter is better.",
        conditions(),
    ]
    return svg.card("Kedge beside its peers", "Kedge beside its peers, against the targets", explanations, height, parts)


main()
