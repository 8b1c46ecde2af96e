"""Makes a wallet from new words, derives ten addresses, keeps one key in a keystore, and signs one
transaction of each type.

    python wallet.py [FILE]

FILE gets a line for each signed transaction, its sender and its bytes, for others to check.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

import kedge

CHAIN = 11_155_111
GWEI = 10**9


def keep_in_keystore(key: kedge.PrivateKey, folder: str) -> None:
    """Saves a key under a password and opens it again."""
    shown = 0

    def progress(done: int, total: int) -> None:
        nonlocal shown
        while shown < 10 and done * 10 >= total * (shown + 1):
            shown += 1
            print(f" {shown}0 %", end="", flush=True)

    print("\nkeystore, scrypt with N = 262,144:", end="")
    options = kedge.KeystoreOptions(progress=progress)
    path = kedge.save_key(key, "correct horse battery staple", folder, options)
    print(f"\n  {Path(path).name}")
    assert kedge.open_key(path, "correct horse battery staple").address == key.address
    try:
        kedge.open_key(path, "correct")
    except kedge.WrongPasswordError as error:
        print(f"  opened again; another password is refused: {error}")


def transactions(to: str, other: kedge.PrivateKey) -> list[tuple[str, dict[str, Any]]]:
    """The fields of one transaction of each type."""
    price = {"gas_price": 30 * GWEI}
    fees = {"max_fee_per_gas": 30 * GWEI, "max_priority_fee_per_gas": 15 * GWEI // 10}
    consent = kedge.Authorization(to, nonce=0).sign(other)
    return [
        ("legacy", price),
        ("access list", {**price, "access_list": [(to, [bytes(31) + b"\1"])]}),
        ("dynamic fee", fees),
        (
            "blob",
            {
                **fees,
                "max_fee_per_blob_gas": 2 * GWEI,
                "blob_versioned_hashes": [b"\1" + bytes(31)],
            },
        ),
        ("set code", {**fees, "authorizations": [consent]}),
    ]


def main(file: Path | None) -> None:
    phrase = kedge.generate_mnemonic()
    print("words:", phrase)
    account = kedge.HDKey.from_mnemonic(phrase).derive("m/44'/60'/0'/0")
    addresses = account.addresses(0, 10)
    for index, address in enumerate(addresses):
        print(f"  m/44'/60'/0'/0/{index}  {address}")

    key, other = account.derive("0").private_key, account.derive("1").private_key
    with tempfile.TemporaryDirectory() as folder:
        keep_in_keystore(key, folder)

    lines = []
    print(f"\n  {'transaction':12} {'bytes':>5}  {'hash':20} sender, recovered")
    for nonce, (name, fields) in enumerate(transactions(addresses[1], other)):
        raw, digest = kedge.sign_transaction(
            key,
            chain_id=CHAIN,
            nonce=nonce,
            gas_limit=100_000,
            to=addresses[1],
            value=kedge.parse_amount("0.25"),
            **fields,
        )
        sender = kedge.SignedTransaction(raw, chain_id=CHAIN).sender
        print(f"  {name:12} {len(raw):5}  {digest[:8].hex()}...  {sender}")
        lines.append(f"{sender} {raw.hex()}\n")
    if file is not None:
        file.write_text("".join(lines))


main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
