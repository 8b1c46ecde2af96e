"""Seals a folder of files with progress, lists and verifies them, reads from the middle of one,
changes the key, and is killed half-way through a long file.

    python encryption.py [FOLDER]       docs of the current folder unless told
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import kedge

LONG_FILE_MIB = 64


def show_progress(before: int, everything: int, dies_half_way: bool) -> Callable[[int, int], None]:
    """A function for `progress` that prints each tenth of several files in a row."""
    shown = before * 10 // everything if everything else 0

    def progress(done: int, _total: int) -> None:
        nonlocal shown
        while shown < 10 and (before + done) * 10 >= everything * (shown + 1):
            shown += 1
            print(f" {shown}0 %", end="\n" if shown == 10 else "", flush=True)
            if dies_half_way and shown == 5:
                os.kill(os.getpid(), signal.SIGKILL)

    return progress


def main(folder: Path, vault: Path) -> None:
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name[0] != ".")
    if not files:
        sys.exit(f"no files in {folder}")
    passphrase = kedge.Passphrase("correct horse battery staple")
    ring = kedge.Keyring.create(vault / ".ring", passphrase)
    old_key = ring.generate()

    # A file is bound to its name: under another one it does not open.
    print(f"sealing {len(files)} files of {folder}:", end="")
    before, everything = 0, sum(path.stat().st_size for path in files)
    for path in files:
        ring.seal_file(
            path,
            vault / path.name,
            associated_data=path.name.encode(),
            threads=2,
            progress=show_progress(before, everything, dies_half_way=False),
        )
        before += path.stat().st_size

    print(f"  {'file':32} {'bytes':>10} {'sealed':>10}")
    for path in files:
        sealed = vault / path.name
        length = ring.verify_file(sealed, associated_data=path.name.encode())
        print(f"  {path.name:32.32} {length:10} {sealed.stat().st_size:10}  authentic")

    first = files[0].name
    with kedge.SealedFile(ring, vault / first, first.encode()) as file:
        middle = file.size // 2
        text = file.read_at(middle, 48)
        print(f"{len(text)} bytes of {first} from byte {middle} on: {text!r}")

    note = ring.seal(b"sealed with the old key")
    new_key = ring.generate()
    ring.set_primary(new_key)
    for path in files:
        sealed = vault / path.name
        ring.reseal_file(sealed, sealed, associated_data=path.name.encode(), replace=True)
    ring.destroy_key(old_key)
    print(f"key {old_key:016x} replaced by {new_key:016x}:", end=" ")
    print(f"{len(files)} files sealed anew, the old key destroyed")
    try:
        ring.open(note)
    except kedge.KeyDestroyedError as error:
        print("a note that was left under the old key:", error.status_name)

    with open(vault / ".long", "wb") as long_file:
        long_file.truncate(LONG_FILE_MIB << 20)
    files_before = len(os.listdir(vault))
    print(f"sealing {LONG_FILE_MIB} MiB in place of {first},", end=" ")
    print("in a process that kills itself:", end="", flush=True)
    child = os.fork()
    if child == 0:
        ring.seal_file(
            vault / ".long",
            vault / first,
            associated_data=first.encode(),
            threads=2,
            replace=True,
            progress=show_progress(0, LONG_FILE_MIB << 20, dies_half_way=True),
        )
        os._exit(0)
    result = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(", then", f"signal {-result}" if result < 0 else f"exit {result}")

    ring.close()
    with kedge.Keyring.from_file(vault / ".ring", passphrase) as ring:
        verified = sum(
            ring.verify_file(vault / path.name, associated_data=path.name.encode())
            for path in files
        )
    left = len(os.listdir(vault)) - files_before
    print("afterwards, with the ring opened again:", end=" ")
    print(f"{verified} of {everything} bytes authentic, {left} files left half done")


source = Path(sys.argv[1] if len(sys.argv) > 1 else "docs")
if not source.is_dir():
    sys.exit(f"{source} is no folder: name one that has files")
with tempfile.TemporaryDirectory(prefix="kedge-vault-") as name:
    main(source, Path(name))
print("handles left alive:", kedge.live_handles())
