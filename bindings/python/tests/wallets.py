"""What the tests of wallets share."""

from __future__ import annotations

import array
import json
from collections.abc import Callable
from typing import Any

import pytest

import kedge
from published import text

SECRET = bytes.fromhex("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80")
ADDRESS = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"  # of SECRET
OTHER = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
PHRASE = "test test test test test test test test test test test junk"
ORDER = 0xFFFFFFFF_FFFFFFFF_FFFFFFFF_FFFFFFFE_BAAEDCE6_AF48A03B_BFD25E8C_D0364141
DIGEST = bytes(range(32))
# As bytes-like as can be; the last has items of four bytes.
FORMS: list[Callable[[bytes], Any]] = [
    bytes,
    bytearray,
    memoryview,
    lambda data: memoryview(bytearray(data)),
    lambda data: array.array("B", data),
    lambda data: array.array("I", data),
]


def cases(path: str, count: int) -> Any:
    """A published file of JSON."""
    return json.loads(text(path, count))


def data(hexed: str) -> bytes:
    """The bytes that hex digits with or without 0x stand for."""
    return bytes.fromhex(hexed.removeprefix("0x"))


def high_s(signature: bytes) -> bytes:
    """The second form of a signature, with s above half the order."""
    s = ORDER - int.from_bytes(signature[32:64], "big")
    return signature[:32] + s.to_bytes(32, "big") + bytes([55 - signature[64]])


def refused(error: type[Exception], *calls: Callable[[], object]) -> None:
    """Every call raises exactly this class."""
    for number, call in enumerate(calls):
        try:
            call()
        except Exception as raised:
            assert type(raised) is error, f"call {number} raised {raised!r}"
        else:
            pytest.fail(f"call {number} raised nothing instead of {error.__name__}")


def refused_when_closed(closed: Any, *calls: Callable[[], object]) -> None:
    """Every call raises InvalidHandleError once `closed` is, and closing it again is nothing."""
    closed.close()
    closed.close()
    refused(kedge.InvalidHandleError, *calls)
