"""What every test has: the installed package, a count of handles, and a record of statuses.

Where `KEDGE_STATUS_LOG` names a file, one line `function status` is appended to it for every status
that a function of the library was seen to return, so that they can be compared with what its
documentation says.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from ctypes import c_int32
from pathlib import Path
from typing import Any

import pytest

import kedge
from kedge import _abi
from kedge._library import functions
from tokens import SECRET

_seen: set[tuple[str, int]] = set()


def _record_statuses() -> None:
    def recorder(name: str) -> Any:
        def record(status: int, function: Any, arguments: Any) -> int:
            _seen.add((name, status))
            return status

        return record

    for name, result, _ in _abi._PROTOTYPES:
        if result is c_int32:
            getattr(functions, name).errcheck = recorder(name)


def pytest_configure() -> None:
    source = Path(__file__).resolve().parent.parent
    if source in Path(kedge.__file__).resolve().parents:
        pytest.exit(
            "these tests are of the installed wheel: run `pytest`, not `python -m pytest`", 2
        )
    if os.environ.get("KEDGE_STATUS_LOG"):
        _record_statuses()


def pytest_sessionfinish() -> None:
    log = os.environ.get("KEDGE_STATUS_LOG")
    if log:
        with open(log, "a", encoding="utf-8") as file:
            file.writelines(f"{name} {status}\n" for name, status in sorted(_seen))


@pytest.fixture(autouse=True)
def as_many_handles_as_before() -> Iterator[None]:
    """Every test ends with the live handles that it began with."""
    before = kedge.live_handles()
    yield
    if kedge.live_handles() != before:
        gc.collect()  # an exception that a test caught may keep its frames, in a cycle
    assert kedge.live_handles() == before


@pytest.fixture
def secret() -> Iterator[kedge.JWTKey]:
    with kedge.JWTKey.from_secret(SECRET, "HS256", id="7") as made:
        yield made
