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


def wallet() -> list[str]:
    phrase: str = kedge.generate_mnemonic(24, kedge.Language.FRENCH)
    account: kedge.HDKey = kedge.HDKey.from_mnemonic(phrase).derive("m/44'/60'/0'/0")
    addresses: list[str] = account.addresses(0, 2, threads=2)
    with account.derive([0]).private_key as key:
        options = kedge.KeystoreOptions(scrypt_n=1024, progress=lambda done, total: None)
        keystore: str = kedge.encrypt_key(key, bytearray(b"password"), options)
        assert kedge.decrypt_key(keystore, "password").address == key.address == addresses[0]
        consent: kedge.Authorization = kedge.Authorization(addresses[1], 0).sign(key)
        raw, digest = kedge.sign_transaction(
            key,
            kedge.TransactionType.SET_CODE,
            chain_id=1,
            nonce=0,
            gas_limit=100_000,
            max_fee_per_gas=kedge.parse_amount("30", 9),
            to=memoryview(bytes(20)),
            data=bytearray(b"data"),
            access_list=[(addresses[1], [bytes(32), bytearray(32)])],
            authorizations=[consent],
        )
        signed: kedge.SignedTransaction = kedge.SignedTransaction(raw, chain_id=1)
        assert (signed.sender, signed.hash) == (key.address, digest)
        fields = signed.transaction.fields
        assert kedge.Transaction(**fields).sign(key, hedged=True).transaction.digest
        signature: bytes = key.sign_message("hello")
        kedge.verify_message("hello", signature, key.address)
        found: list[str | None] = kedge.recover_many([digest], [key.sign(digest)])
        with kedge.TypedData(
            {
                "types": {"Note": [{"name": "text", "type": "bytes"}]},
                "primaryType": "Note",
                "domain": {"name": "Kedge"},
                "message": {"text": b"hello"},
            }
        ) as note:
            assert note.recover(note.sign(key)) == found[0]
    item: kedge.rlp.Item = kedge.rlp_decode(kedge.rlp_encode([b"cat", (1, [b""])]))
    call: bytes = kedge.encode_call("f(uint8,bytes)", [1, b"data"])
    assert item == [b"cat", [b"\\1", [b""]]] and kedge.decode_call("f(uint8,bytes)", call)[0] == 1
    return addresses


def main() -> None:
    assert len(wallet()) == 2
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
    "kedge.PrivateKey(5)",
    "kedge.PrivateKey.generate().sign('text')",
    "kedge.sign_transaction(kedge.PrivateKey.generate(), nonce=0, gas_limit=1)",
    "kedge.Transaction(chain_id='1', nonce=0, gas_limit=1)",
    "kedge.HDKey('seed')",
    "kedge.HDKey(bytes(16)).derive(44)",
    "kedge.mnemonic_from_entropy('text')",
    "kedge.generate_mnemonic(12, 'english')",
    "kedge.rlp_encode(1.5)",
    "kedge.encode_call(b'f()', 5)",
    "kedge.recover(bytes(32), bytes(65)).hex()",
    "kedge.open_key('path', 5)",
    "kedge.NotThere",
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
