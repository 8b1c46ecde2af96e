"""The library itself: its version, and what is alive in it."""

from __future__ import annotations

from ._library import functions


def version() -> str:
    """The version of the library that was loaded, such as "0.1.0"."""
    return functions.kedge_version().decode()


def live_handles() -> int:
    """How many keys, hashes and other objects of the library are alive in this process.

    All threads and languages count. A program that drops what it makes ends where it began.
    """
    return functions.kedge_live_handles()
