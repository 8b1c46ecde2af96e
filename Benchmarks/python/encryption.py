"""Sealing from Python, beside what one would install otherwise."""

import os

import kedge
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from nacl.secret import SecretBox
from rows import Row, run

ring = kedge.Keyring()
ring.generate()
gcm, box = AESGCM(bytes(32)), SecretBox(bytes(32))
short, long = bytes(64), bytes(1 << 20)
sealed, gcm_sealed, box_sealed = ring.seal(short), gcm.encrypt(bytes(12), short, None), box.encrypt(short)

ROWS: list[Row] = [
    ("Python: keyring seal, 64 bytes", "µs", lambda: ring.seal(short),
     "cryptography AESGCM", lambda: gcm.encrypt(os.urandom(12), short, None), None),
    ("Python: keyring seal, 64 bytes, and pynacl", "µs", lambda: ring.seal(short),
     "pynacl SecretBox", lambda: box.encrypt(short), None),
    ("Python: keyring open, 64 bytes", "µs", lambda: ring.open(sealed),
     "cryptography AESGCM", lambda: gcm.decrypt(bytes(12), gcm_sealed, None), None),
    ("Python: keyring open, 64 bytes, and pynacl", "µs", lambda: ring.open(sealed),
     "pynacl SecretBox", lambda: box.decrypt(box_sealed), None),
    ("Python: stream seal, 1 MiB", "µs", lambda: ring.seal_stream(long),
     "cryptography AESGCM", lambda: gcm.encrypt(os.urandom(12), long, None), None),
    ("Python: stream seal, 1 MiB, and pynacl", "µs", lambda: ring.seal_stream(long),
     "pynacl SecretBox", lambda: box.encrypt(long), None),
]  # fmt: skip

run(ROWS)
