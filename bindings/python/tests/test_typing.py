"""The package under a strict type checker, as a user's script meets it."""

from __future__ import annotations

import sys
from pathlib import Path

from processes import python

USER = """
from __future__ import annotations

import io

import kedge


def seal(key: kedge.AESGCM, message: bytearray) -> bytes:
    return key.seal(message, associated_data=memoryview(b"header"))


class Vault(kedge.AESGCM):
    def greet(self) -> str:
        return self.open(self.seal(b"hello")).decode()


def wrap(key: bytes) -> bytes:
    return key


def encrypt(service: kedge.KeyService) -> bytes:
    with kedge.Keyring(allow_export=True) as ring:
        key_id: int = ring.generate(kedge.Algorithm.XAES_256_GCM)
        states: list[kedge.KeyState] = [key.state for key in ring.keys()]
        target = io.BytesIO()
        with kedge.SealedWriter(ring, target, b"backup", segment_bytes=4096) as writer:
            writer.write(bytearray(b"message"))
        target.seek(0)
        with kedge.SealedReader(ring, target, b"backup") as reader:
            opened: bytes = reader.read()
        primary: int | None = ring.primary
        assert opened == b"message" and primary == key_id and states
        return ring.save(service)


def main() -> None:
    saved = encrypt(kedge.KeyService(wrap, unwrap=wrap))
    ring = kedge.Keyring.load(saved, kedge.KeyService(wrap, wrap))
    assert ring.key(ring.primary or 0).state is kedge.KeyState.ENABLED
    with Vault(bytes(32), tag_length=12, require_locked_memory=False) as vault:
        greeting: str = vault.greet()
        nonce = bytes(12)
        opened: bytes = vault.open_with_nonce(nonce, vault.seal_with_nonce(nonce, b"message"))
        length: int = vault.tag_length
    state = kedge.Keccak256(b"common")
    state.update(bytearray(b"more"))
    other: kedge.Keccak256 = state.copy()
    digests: tuple[bytes, str] = (other.digest(), other.hexdigest())
    try:
        seal(vault, bytearray(b"message"))
    except kedge.KedgeError as error:
        number: int = error.status
        name: str = error.status_name
        print(greeting, opened, length, digests, number, name)
    print(kedge.version(), kedge.live_handles(), kedge.keccak256(b""))


main()
"""
MISTAKES = [
    'kedge.keccak256("text")',
    "kedge.AESGCM(bytes(32), 16)",
    'kedge.AESGCM(bytes(32), tag_length="16")',
    "kedge.AESGCM(bytes(32)).seal(5)",
    "kedge.Keccak256(b'').digest() + 'text'",
    "number: str = kedge.live_handles()",
    "kedge.Keyring().generate('AES')",
    "kedge.Keyring().seal('text')",
    "kedge.Keyring().save(bytes(32))",
    "kedge.WrappingKey('text')",
    "kedge.Keyring().seal_file('a', 'b', progress=lambda done: None)",
    "kedge.SealedLog.open(kedge.Keyring(), 'path', checkpoint='text')",
]


def mypy(*arguments: str, cwd: Path) -> tuple[int, str]:
    result = python(
        "-m", "mypy", "--strict", "--cache-dir", str(cwd / "cache"), *arguments, cwd=cwd
    )
    return result.returncode, result.stdout + result.stderr


def test_a_users_script_passes_and_runs(tmp_path: Path) -> None:
    script = tmp_path / "user.py"
    script.write_text(USER)
    status, said = mypy(str(script), cwd=tmp_path)
    assert status == 0, said
    result = python(str(script))
    assert result.returncode == 0, result.stderr
    assert "KEDGE_INVALID_HANDLE" in result.stdout


def test_a_users_mistakes_are_found(tmp_path: Path) -> None:
    script = tmp_path / "mistakes.py"
    script.write_text("\n".join(["import kedge", *MISTAKES, ""]))
    status, said = mypy(str(script), cwd=tmp_path)
    assert status == 1
    for line in range(2, len(MISTAKES) + 2):
        assert f"mistakes.py:{line}: error:" in said, said


def test_the_package_itself_passes(tmp_path: Path) -> None:
    status, said = mypy("-p", "kedge", cwd=tmp_path)
    assert status == 0, said


def test_every_public_name_has_a_docstring() -> None:
    kedge = sys.modules["kedge"]
    for name in kedge.__all__:
        item = getattr(kedge, name)
        assert item.__doc__, name
        for member, value in vars(item).items() if isinstance(item, type) else ():
            if callable(value) and not member.startswith("_"):
                assert value.__doc__, f"{name}.{member}"
