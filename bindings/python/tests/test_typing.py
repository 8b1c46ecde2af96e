"""The package under a strict type checker, as a user's script meets it."""

from __future__ import annotations

import sys
from pathlib import Path

from processes import python

USER = """
from __future__ import annotations

import asyncio
import datetime
import io
import time

import kedge
from kedge import *


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


def admit(identity: kedge.JWTIdentity, now: int) -> bool:
    return identity.id is not None and now > 0


def tokens() -> dict[str, object]:
    key: kedge.JWTKey = kedge.JWTKey.generate(kedge.JWTAlgorithm.ES256, id="2031")
    public = kedge.JWTKey.from_jwk(key.public().to_public_jwk(), "ES256")
    keys = kedge.JWTKeySet.from_jwks(kedge.JWTKeySet([public]).to_public_jwks(), ["ES256"])
    left_out: list[kedge.SkippedJWTKey] = keys.skipped
    with kedge.JWTIssuer(
        key, issuer="me", audiences=["you"], headers={"jku": "here"}, adds_id=True, clock=time.time
    ) as issuer:
        token: str = issuer.issue({"sub": "alice", "n": [1, 2.5, None]})
    verifier = kedge.JWTVerifier(
        keys,
        issuers="me",
        audiences=("you",),
        required_claims=["sub"],
        admit=admit,
        clock=time.time,
    )
    cache = kedge.JWTReplayCache(10)
    kedge.JWTVerifier(key, accepts_any_audience=True, replay_cache=cache).verify(token.encode())
    with verifier.verify_token(token) as verified:
        subject: str = verified.text("sub")
        expires: int | None = verified.expires_at
        kind: kedge.ClaimKind = verified.kind("n")
    assert (subject, kind) == ("alice", kedge.ClaimKind.ARRAY) and expires
    assert left_out == [] and cache.count == 1
    document: str = kedge.sign_jws(
        b"content",
        [kedge.JWSSigner(key, {"typ": "x"}, '{"note":1}'), key],
        serialization=kedge.JWSSerialization.GENERAL,
    )
    with kedge.verify_jws(keys, document, requirement=kedge.JWSRequirement.ANY) as content:
        good: list[bool] = [signature.is_good for signature in content.signatures]
        assert content.payload == b"content" and all(good) and content.key().id == "2031"
    return verifier.verify(bytearray(token.encode()))


def rings() -> float:
    with kedge.HashRing(placement=kedge.Placement.CIRCLE, points_per_weight=40) as ring:
        first: int = ring.add("10.0.0.1", 2, zone="a", state=kedge.NodeState.UP)
        changes = [kedge.RingChange.add(bytearray(b"10.0.0.2")), kedge.RingChange.set_zone(1, None)]
        report: kedge.RingReport = ring.apply_reporting(changes)
        owners: list[int] = ring.owners_of(["user:1", b"user:2", memoryview(b"user:3")])
        owners += ring.owners_of(["user:1", "user:2"]) + ring.owners_of_hashes(range(5))
        with ring.admit("user:1", bound_percent=150) as node:
            told: kedge.RingNode = ring.node(node)
            assert told.load == 1 and told.state is kedge.NodeState.UP
        admission: kedge.Admission = ring.admit_hash(5)
        admission.finish()
        shares: dict[int, float] = {share.node: share.after for share in report.shares}
        with kedge.HashRing.from_membership(ring.export()) as copied:
            assert copied.find("10.0.0.1") == first and set(owners) <= set(copied.node_ids)
            assert len(copied) == len(report.shares) == 2 and copied.version == report.version
    return sum(shares.values())


def changed(event: kedge.BreakerEvent) -> None:
    assert event.to_state is not event.from_state


def guards() -> float:
    breaker = kedge.CircuitBreaker(
        consecutive_failures=5, open_time=datetime.timedelta(seconds=10), failures=(OSError,),
        on_state_change=changed, open_time_rule=lambda reopenings: 1.5 * reopenings,
    )

    @breaker
    def total(first: int, second: int = 0) -> int:
        return first + second

    retry = kedge.Retry(idempotent=True, backoff=kedge.Backoff.CONSTANT, first_delay=0.001)
    bulkhead = kedge.Bulkhead(maximum_calls=1)

    @retry
    @bulkhead
    async def double(number: int) -> int:
        async with breaker as permit:
            permit.ignore()
        return 2 * number

    numbers: list[int] = [total(1, second=2), asyncio.run(double(4)), breaker.call(total, 5)]
    state: kedge.BreakerState = breaker.state
    with bulkhead, kedge.deadline(60) as limit, kedge.RateLimiter(1, per=1, burst=5) as limiter:
        left: float | None = limit.remaining
        wait: float = limiter.reserve(2, within=5).wait
        layer = kedge.PipelineLayer.rate_limiter(limiter, maximum_wait=1)
        with kedge.Pipeline([layer, breaker, retry, kedge.PipelineLayer.deadline(5)]) as pipeline:
            numbers.append(pipeline.run(total, 1, idempotent=True, deadline=limit))
            layers: tuple[kedge.PipelineLayerInfo, ...] = pipeline.info.layers
    with kedge.Failover(["a", kedge.FailoverTarget("b", breaker)]) as failover:

        @failover
        def name(target: kedge.FailoverTarget, suffix: str) -> str:
            return target.name + suffix

        named: str = name("!")
    try:
        breaker.set_state(kedge.BreakerState.FORCED_OPEN)
        total(1)
    except kedge.CircuitOpenError as error:
        after: float | None = error.retry_after
        assert after is None
    assert numbers == [3, 8, 5, 1] and named == "a!" and len(layers) == 4 and wait == 0
    assert state is kedge.BreakerState.CLOSED and kedge.fallback(value=5)(total)(1) == 5
    return left or 0


def main() -> None:
    assert len(wallet()) == 2
    assert 0 < guards() <= 60
    assert 0.99 < rings() < 1.01
    assert tokens()["sub"] == "alice"
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
    classes: list[type[kedge.KedgeError]] = [BusyError, kedge.FileExistsError]
    assert not any(issubclass(FileExistsError, one) for one in classes)


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
    "kedge.JWTKey.generate(5.5)",
    "kedge.JWTKey.from_secret('text', 'HS256')",
    "kedge.JWTKeySet('key')",
    "kedge.JWTVerifier(kedge.JWTKeySet(), issuers=5)",
    "kedge.JWTVerifier(kedge.JWTKeySet(), 'HS256')",
    "kedge.JWTVerifier(kedge.JWTKeySet(), admit=lambda identity: True)",
    "kedge.JWTVerifier(kedge.JWTKeySet()).verify(5)",
    "kedge.JWTIssuer(kedge.JWTKey.generate('ES256')).issue(['text'])",
    "kedge.sign_jws(5, kedge.JWTKey.generate('ES256'))",
    "kedge.HashRing(kedge.Placement.CIRCLE)",
    "kedge.HashRing(placement='circle')",
    "kedge.HashRing().add('node', weight='1')",
    "kedge.HashRing().add('node', zone=b'zone')",
    "kedge.HashRing().owner(5)",
    "kedge.HashRing().owners_of([5])",
    "kedge.HashRing().owner_of_hash('key')",
    "kedge.HashRing().apply(['node'])",
    "kedge.RingChange.remove('node')",
    "kedge.CircuitBreaker(5)",
    "kedge.CircuitBreaker(fail_max=5)",
    "kedge.CircuitBreaker(open_time='5')",
    "kedge.CircuitBreaker(on_state_change=lambda: None)",
    "kedge.CircuitBreaker()(len)(5)",
    "kedge.CircuitBreaker().call(len, 5)",
    "kedge.Retry()",
    "kedge.Retry(idempotent=True, retry_on='OSError')",
    "kedge.RateLimiter('1')",
    "kedge.Bulkhead(5)",
    "kedge.deadline('5')",
    "kedge.Pipeline([5])",
    "kedge.Failover([5])",
    "kedge.FaultInjector(error_rate=0.5)",
    "kedge.LastGoodAnswer().store('text')",
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


def test_the_payment_desk_passes(tmp_path: Path) -> None:
    desk = Path(__file__).resolve().parent.parent / "examples/payment-desk/payment_desk.py"
    status, said = mypy(str(desk), cwd=tmp_path)
    assert status == 0, said


def test_every_public_name_has_a_docstring() -> None:
    kedge = sys.modules["kedge"]
    for name in kedge.__all__:
        item = getattr(kedge, name)
        assert item.__doc__, name
        for member, value in vars(item).items() if isinstance(item, type) else ():
            if callable(value) and not member.startswith("_"):
                assert value.__doc__, f"{name}.{member}"
