"""RLP, the encoding of Ethereum's data."""

from __future__ import annotations

from ctypes import addressof, byref, create_string_buffer, sizeof
from operator import index

from . import _abi
from ._call import Handle, borrow, clamped, failure, produce
from ._library import functions
from ._values import whole
from ._wallet_call import uint256
from ._wallet_json import is_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, Union

    from typing_extensions import Buffer

    Item = Union[bytes, list["Item"]]
    Encodable = Union[Buffer, int, Sequence["Encodable"]]

_read = functions.kedge_rlp_read
_Item = _abi.kedge_rlp_item
_END = object()
_DEEPEST = 1024  # as deep as the library reads


class _WriterHandle(Handle):
    __slots__ = ()
    destroy = functions.kedge_rlp_writer_destroy


def rlp_encode(item: Encodable) -> bytes:
    """Encodes bytes, a number below 2**256, or a list of such.

    Raises:
        ValueError: a number is negative or has more than 256 bits, or lists lie in each other
            deeper than 1,024.
        TypeError: there is something else, such as a text, which has bytes by its `encode` only.
    """
    writer = _WriterHandle()
    status = functions.kedge_rlp_writer_create(byref(writer))
    if status:
        raise failure(status)
    # A list of its own and not recursion, which Python bounds at a thousand levels.
    waiting: list[Any] = [item]
    depth = 0
    while waiting:
        one = waiting.pop()
        if one is _END:
            status = functions.kedge_rlp_writer_end_list(writer)
            depth -= 1
        elif isinstance(one, (list, tuple)):
            if depth == _DEEPEST:
                raise ValueError(f"lists lie in each other deeper than {_DEEPEST}")
            status = functions.kedge_rlp_writer_begin_list(writer)
            depth += 1
            waiting.append(_END)
            waiting.extend(reversed(one))
        elif is_bytes(one):
            status = functions.kedge_rlp_writer_bytes(writer, *borrow(one))
        else:
            status = functions.kedge_rlp_writer_uint256(writer, uint256(index(one), "a number"))
        if status:
            raise failure(status)
    return produce(functions.kedge_rlp_writer_finish, 256, writer)


def rlp_decode(data: Buffer, *, max_depth: int = 64) -> Item:
    """Decodes one item: bytes, or a list of items.

    Args:
        data: written in the one canonical way, with nothing left over.
        max_depth: how deep lists may lie in each other, 0 to 1,024.

    Raises:
        MalformedRLPError: it is not.
        RLPTooDeepError: lists lie deeper.
    """
    data = whole(data)
    status = functions.kedge_rlp_check(data, len(data), clamped(max_depth, 32))
    if status:
        raise failure(status)
    kept = create_string_buffer(data, len(data) or 1)
    base = addressof(kept)
    top: list[Item] = []
    waiting: list[tuple[int, int, list[Item]]] = [(0, len(data), top)]
    found = _Item(struct_size=sizeof(_Item))
    while waiting:
        start, end, items = waiting.pop()
        while start < end:
            status = _read(base + start, end - start, byref(found))
            if status:
                raise failure(status)
            content = (found.content or base) - base
            if found.is_list:
                children: list[Item] = []
                items.append(children)
                waiting.append((content, content + found.content_len, children))
            else:
                items.append(data[content : content + found.content_len])
            start += found.item_len
    return top[0]
