"""Keeps an audit log that nobody can change unseen: appends, is torn by a crash, verifies against a
checkpoint, notices that records were cut off."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import kedge

with tempfile.TemporaryDirectory() as folder, kedge.Keyring() as ring:
    path = Path(folder, "audit.log")
    ring.generate()
    with kedge.SealedLog.create(ring, path) as log:
        for entry in "alice signed in", "alice paid 12 to bob", "bob signed in", "bob left":
            print(f"record {log.append(entry.encode())} is on disk: {entry}")
        checkpoint = log.checkpoint()  # to be kept where whoever can write the log cannot
        log.append(b"a long night")

    os.truncate(path, path.stat().st_size - 5)  # as a power failure in the last record would
    with kedge.SealedLog.open(ring, path, checkpoint=checkpoint) as log:
        info = log.info()
        print(f"after the crash: {info.torn_bytes} torn bytes were cut off,", end=" ")
        print(info.next_record, "records are whole")
        length = path.stat().st_size
        log.append(b"a bright morning")

    with kedge.SealedLogReader(ring, path, checkpoint=checkpoint) as reader:
        reader.verify()
        for number, record in reader:
            print(f"  {number}  {record.decode()}")
        print("record 1 alone:", reader[1].decode())

    os.truncate(path, length - 100)  # takes the last entry of the checkpoint away
    try:
        kedge.SealedLogReader(ring, path, checkpoint=checkpoint)
    except kedge.LogRolledBackError as error:
        print("with an entry cut off:", error.status_name)
print("handles left alive:", kedge.live_handles())
