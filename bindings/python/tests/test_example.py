"""The examples run as they stand, and say what they should."""

from __future__ import annotations

import re
from pathlib import Path

import kedge
from processes import python

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
CONFIRM = EXAMPLES.parents[2] / "Tests" / "Referee" / "confirm_transactions.py"


def test_the_example_of_cryptography_prints_what_it_promises() -> None:
    result = python(str(EXAMPLES / "crypto.py"))
    assert result.returncode == 0, result.stderr
    lines = dict(line.split(maxsplit=1) for line in result.stdout.splitlines())
    assert len(lines.pop("sealed")) == 2 * (12 + len("attack at dawn") + 16)
    assert lines == {
        "libkedge": kedge.version(),
        "opened": "attack at dawn",
        "refused": "KEDGE_AUTHENTICATION_FAILED",
        "selector": "a9059cbb",  # transfer(address,uint256) of ERC-20
        "alive": "0 handles",
    }


def test_the_example_of_encryption_at_rest_prints_what_it_promises(tmp_path: Path) -> None:
    (tmp_path / "first.txt").write_bytes(b"the first file")
    (tmp_path / "second.txt").write_bytes(b"the second file, which is longer")
    result = python(str(EXAMPLES / "encryption.py"), str(tmp_path))
    assert result.returncode == 0, result.stderr
    keys = re.compile(r"key [0-9a-f]{16} replaced by [0-9a-f]{16}:")
    assert keys.sub("key OLD replaced by NEW:", result.stdout).splitlines() == [
        f"sealing 2 files of {tmp_path}: 10 % 20 % 30 % 40 % 50 % 60 % 70 % 80 % 90 % 100 %",
        "  file                                  bytes     sealed",
        "  first.txt                                14        114  authentic",
        "  second.txt                               32        132  authentic",
        "7 bytes of first.txt from byte 7 on: b'st file'",
        "key OLD replaced by NEW: 2 files sealed anew, the old key destroyed",
        "a note that was left under the old key: KEDGE_KEY_DESTROYED",
        "sealing 64 MiB in place of first.txt, in a process that kills itself:"
        " 10 % 20 % 30 % 40 % 50 %, then signal 9",
        "afterwards, with the ring opened again: 46 of 46 bytes authentic, 0 files left half done",
        "handles left alive: 0",
    ]


def test_the_example_of_sealed_logs_prints_what_it_promises() -> None:
    result = python(str(EXAMPLES / "sealed_log.py"))
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines() == [
        "record 0 is on disk: alice signed in",
        "record 1 is on disk: alice paid 12 to bob",
        "record 2 is on disk: bob signed in",
        "record 3 is on disk: bob left",
        "after the crash: 103 torn bytes were cut off, 4 records are whole",
        "  0  alice signed in",
        "  1  alice paid 12 to bob",
        "  2  bob signed in",
        "  3  bob left",
        "  4  a bright morning",
        "record 1 alone: alice paid 12 to bob",
        "with an entry cut off: KEDGE_LOG_ROLLED_BACK",
        "handles left alive: 0",
    ]


def test_the_example_of_tokens_prints_what_it_promises() -> None:
    result = python(str(EXAMPLES / "tokens.py"))
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines() == [
        "published                kty, use, alg, kid, crv, x, y",
        "verified                 alice",
        "taken once               alice",
        "taken again              KEDGE_TOKEN_REPLAYED",
        "by another service       KEDGE_WRONG_AUDIENCE",
        "changed                  KEDGE_BAD_SIGNATURE",
        'claim by claim           ["read","write"] 1900000600',
        "after the keys changed   KEDGE_UNKNOWN_TOKEN_KEY",
        "with both keys           alice",
        "revoked                  KEDGE_TOKEN_REVOKED",
        "ten minutes later        KEDGE_TOKEN_EXPIRED",
        "signed content           a note by 2030-01, 2030-02",
        "handles left alive: 0",
    ]


def test_the_example_of_a_wallet_prints_what_it_promises(tmp_path: Path) -> None:
    file = tmp_path / "transactions"
    result = python(str(EXAMPLES / "wallet.py"), str(file))
    assert result.returncode == 0, result.stderr
    lines = result.stdout.splitlines()
    words = lines[0].removeprefix("words: ")
    kedge.check_mnemonic(words, kedge.Language.ENGLISH)
    with kedge.HDKey.from_mnemonic(words) as master:
        addresses = master.derive("m/44'/60'/0'/0").addresses(0, 10)
    assert lines[1:11] == [
        f"  m/44'/60'/0'/0/{index}  {address}" for index, address in enumerate(addresses)
    ]
    assert lines[11:13] == [
        "",
        "keystore, scrypt with N = 262,144: 10 % 20 % 30 % 40 % 50 % 60 % 70 % 80 % 90 % 100 %",
    ]
    assert re.fullmatch(rf"  UTC--[-.T0-9]+Z--{addresses[0][2:].lower()}", lines[13])
    assert lines[14].startswith("  opened again; another password is refused: ")
    assert lines[15] == ""
    signed = [line.split(" ") for line in file.read_text().splitlines()]
    expected = [["transaction", "bytes", "hash", "sender,", "recovered"]]
    for name, (sender, hexed) in zip(
        ["legacy", "access list", "dynamic fee", "blob", "set code"], signed
    ):
        raw = bytes.fromhex(hexed)
        assert sender == addresses[0]
        digest = kedge.keccak256(raw).hex()[:16] + "..."
        expected.append([*name.split(), str(len(raw)), digest, sender])
    assert [line.split() for line in lines[16:]] == expected
    confirmed = python(str(CONFIRM), str(file))
    assert confirmed.stdout == (
        "eth-account confirms the signer of 5 transactions\n"
        "eth-keys confirms the signer of 1 authorizations inside\n"
    )


def test_resilience() -> None:
    lines = python(str(EXAMPLES / "resilience.py")).stdout.splitlines()
    assert lines[0] == (
        "payments through: deadline 2.0 seconds > retry > failover > attempt deadline 0.2 seconds"
    )
    assert lines[2].split()[-3:] == ["100", "100", "0"]
    assert lines[3].split()[-3:] == ["100", "0", "100"]
    assert lines[5] == "  closed -> open: consecutive failures"
    assert lines[-1].endswith("saved by the second, none lost")
