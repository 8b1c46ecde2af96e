"""The published test vectors, read in place and never copied.

`KEDGE_VECTORS` names their folder; the default is `../shared/vectors` beside the checkout.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

_CHECKOUT = Path(__file__).resolve().parents[3]
FOLDER = Path(os.environ.get("KEDGE_VECTORS") or _CHECKOUT.parent / "shared" / "vectors")


def text(path: str, cases: int) -> str:
    """One file of the collection; where that is absent, the test skips, or fails under `CI`."""
    if not FOLDER.is_dir():
        message = (
            f"{cases} published cases of {path} left out: KEDGE_VECTORS names no folder of them"
        )
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return (FOLDER / path).read_text(encoding="utf-8")


def records(source: str) -> Iterator[dict[str, str]]:
    """The cases of a NIST response file: `Name = value` lines, a blank line after each case.

    Every case carries the `[Name = value]` lines that were in force; a line without a value stands
    for itself.
    """
    group: dict[str, str] = {}
    case: dict[str, str] = {}
    for line in [*source.splitlines(), ""]:
        line = line.strip()
        if line.startswith("#"):
            continue
        if line.startswith("["):
            name, value = line.strip("[]").split("=")
            group[name.strip()] = value.strip()
        elif line:
            name, _, value = line.partition("=")
            case[name.strip()] = value.strip()
        elif case:
            yield {**group, **case}
            case = {}
