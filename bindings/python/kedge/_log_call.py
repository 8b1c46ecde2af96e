"""What logs and their readers share: how they are opened, and what is known of one."""

from __future__ import annotations

from ctypes import addressof, byref, c_char, sizeof

from . import _abi
from ._call import Handle, default_options, failure
from ._library import functions
from ._told import Told

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from typing_extensions import Buffer

_Checkpoint = c_char * _abi.KEDGE_LOG_CHECKPOINT_BYTES


class LogInfo(Told):
    """What is known of one file of a log, as it was when it was asked.

    Attributes:
        first_record: number of the first record in this file.
        next_record: number that the next record gets. Records are numbered from 0 through all
            files of a log.
        torn_bytes: bytes of a record that a crash tore: what opening for appending cut off, or
            what a reader found at the end.
        key_id: id of the ring key that the file is sealed with.
        is_rotated: whether the records continue in another file.
    """

    __slots__ = ("first_record", "next_record", "torn_bytes", "key_id", "is_rotated")
    first_record: int
    next_record: int
    torn_bytes: int
    key_id: int
    is_rotated: bool

    def __init__(self, told: _abi.kedge_sealed_log_info) -> None:
        self._keep(
            told.first_record,
            told.next_record,
            told.torn_bytes,
            told.key_id,
            bool(told.is_rotated),
        )

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
        return f"LogInfo({values})"


def opening_options(checkpoint: Buffer | None) -> tuple[_abi.kedge_sealed_log_options, Any]:
    """The options, and what has to live as long as they are used."""
    options = default_options(
        _abi.kedge_sealed_log_options, functions.kedge_sealed_log_options_init
    )
    if checkpoint is None:
        return options, None
    data = memoryview(checkpoint).tobytes()
    if not data:  # for the library that is none, and a caller's lost checkpoint would go unnoticed
        raise ValueError("the checkpoint is empty; leave it out to open without one")
    kept = (c_char * len(data)).from_buffer_copy(data)
    options.checkpoint = addressof(kept)
    options.checkpoint_len = len(data)
    return options, kept


def read_info(call: Callable[..., int], handle: Handle | None) -> LogInfo:
    told = _abi.kedge_sealed_log_info(struct_size=sizeof(_abi.kedge_sealed_log_info))
    status = call(handle, byref(told))
    if status:
        raise failure(status)
    return LogInfo(told)


def read_checkpoint(call: Callable[..., int], handle: Handle | None) -> bytes:
    out = _Checkpoint()
    status = call(handle, out)
    if status:
        raise failure(status)
    return out.raw
