"""What the calls of rings share: ids, hashes, and lists of keys."""

from __future__ import annotations

from array import array
from ctypes import byref, c_uint64
from itertools import accumulate

from ._values import name_bytes, unsigned

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from ._values import Text

_HASHES = 1 << 64


def node_id(node: int) -> int:
    """The id for ctypes, which would cut a longer number down to the id of another node."""
    return node if 0 <= node < _HASHES else 0


def key_hash(hash: int) -> int:
    """The hash for ctypes, which would cut a longer number down to another hash."""
    return hash if type(hash) is int and 0 <= hash < _HASHES else unsigned(hash, "hash", 64)


def address(numbers: array[int]) -> Any:
    """Where the numbers of an array("Q") are; it cannot be resized while this is alive."""
    return byref(c_uint64.from_buffer(numbers)) if numbers else None


def room(count: int) -> array[int]:
    """An array("Q") for a call to fill."""
    return array("Q", bytes(8 * count))


def joined(keys: Sequence[Text]) -> tuple[bytes, array[int]]:
    """The bytes of keys one after another, and where each of them ends.

    A few steps for all keys together wherever these are of one kind, because a step of Python's for
    each would cost more than finding its node.
    """
    if isinstance(keys, (str, bytes, bytearray, memoryview)):
        raise TypeError(f"keys has to be a sequence of keys, not one key of {type(keys)}")
    if not isinstance(keys, (list, tuple)):
        keys = list(keys)
    try:
        text = "".join(keys)  # type: ignore[arg-type]
    except TypeError:
        pass
    else:
        if text.isascii():
            return text.encode(), _ends(keys)
        encoded = [key.encode() for key in keys]  # type: ignore[union-attr]
        return b"".join(encoded), _ends(encoded)
    try:
        data = b"".join(keys)  # type: ignore[arg-type]
        ends = _ends(keys)
    except (TypeError, BufferError):
        pass
    else:
        # Something of items larger than bytes has fewer items than bytes.
        if ends[-1] == len(data):
            return data, ends
    encoded = [name_bytes(key) for key in keys]
    return b"".join(encoded), _ends(encoded)


def _ends(keys: Iterable[Any]) -> array[int]:
    return array("Q", accumulate(map(len, keys)))


def hash_array(hashes: Iterable[int]) -> array[int]:
    """Hashes as an array("Q"), which is not copied if it is one."""
    if isinstance(hashes, array) and hashes.typecode == "Q":
        return hashes
    try:
        return array("Q", iter(hashes))
    except OverflowError:
        raise ValueError("a hash is out of its range: 0 to 2**64 - 1 are taken") from None
