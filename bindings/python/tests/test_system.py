"""What happens when the system is at its end: each in a process of its own."""

from __future__ import annotations

import platform
from pathlib import Path

import pytest

from processes import output


def test_memory_that_cannot_be_locked_is_an_error_where_asked() -> None:
    code = """
import os, resource
import kedge
resource.setrlimit(resource.RLIMIT_MEMLOCK, (0, 0))
if os.getuid() == 0:
    os.setuid(65534)  # root may lock whatever the limit says
with kedge.AESGCM(bytes(32)) as key:
    key.seal(b"goes on by default")
try:
    kedge.AESGCM(bytes(32), require_locked_memory=True)
except kedge.MemoryNotLockedError as error:
    print(error.status_name, kedge.live_handles(), error)
"""
    assert output(code).startswith("KEDGE_MEMORY_NOT_LOCKED 0 secret memory could not be locked")


def test_a_full_table_of_handles_is_an_error() -> None:
    code = """
from ctypes import byref, c_void_p
import kedge
from kedge._library import functions
handles = [c_void_p()]
while functions.kedge_keccak256_create(byref(handles[-1])) == 0:
    handles.append(c_void_p())
for make in (kedge.Keccak256, lambda: kedge.AESGCM(bytes(32))):
    try:
        make()
    except kedge.TooManyHandlesError as error:
        print(error.status_name, error)
functions.kedge_keccak256_destroy(handles[0])
assert len(kedge.Keccak256().digest()) == 32
"""
    first, second = output(code).splitlines()
    assert first == second
    assert first.startswith("KEDGE_TOO_MANY_HANDLES 1048576 handles are alive")


@pytest.mark.skipif(platform.machine() != "x86_64", reason="the filter has x86-64's numbers")
def test_a_system_without_randomness_is_an_error() -> None:
    code = """
import ctypes, struct
import kedge
PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2
LOAD, JUMP_IF_EQUAL, RETURN = 0x20, 0x15, 0x06
ALLOW, FAIL_WITH = 0x7FFF0000, 0x50000
SYS_getrandom, EPERM = 318, 1
steps = [
    (LOAD, 0, 0, 0),
    (JUMP_IF_EQUAL, 0, 1, SYS_getrandom),
    (RETURN, 0, 0, FAIL_WITH | EPERM),
    (RETURN, 0, 0, ALLOW),
]
body = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
head = struct.pack("HxxxxxxQ", len(steps), ctypes.addressof(body))
libc = ctypes.CDLL(None)
assert libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
assert libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, head, 0, 0) == 0
for make in (kedge.Keccak256, lambda: kedge.AESGCM(bytes(32))):
    try:
        make()
    except kedge.RandomUnavailableError as error:
        print(error.status_name, error)
print(len(kedge.keccak256(b"needs none")), kedge.live_handles())
"""
    first, second, rest = output(code).splitlines()
    assert first == second
    assert first.startswith("KEDGE_RANDOM_UNAVAILABLE the operating system gave no randomness")
    assert rest == "32 0"


def test_a_libcrypto_that_is_set_up_without_aes_is_an_error(tmp_path: Path) -> None:
    settings = tmp_path / "openssl.cnf"
    settings.write_text(
        "openssl_conf = init\n[init]\nproviders = list\n[list]\nnull = one\n[one]\nactivate = 1\n"
    )
    code = """
import kedge
try:
    kedge.AESGCM(bytes(32))
except kedge.AlgorithmUnavailableError as error:
    print(error.status_name, kedge.live_handles())
"""
    assert output(code, OPENSSL_CONF=str(settings)) == "KEDGE_ALGORITHM_UNAVAILABLE 0"
