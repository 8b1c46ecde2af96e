"""Has eth-account confirm signed transactions.

    python confirm_transactions.py FILE

Each line of FILE is an address and the bytes of a transaction in hex. eth-account decodes the bytes,
recovers who signed them, and has to find that address. An authorization inside (EIP-7702) has to be
signed by the account that the transaction is sent to, as eth-keys recovers it.
"""

import sys
from pathlib import Path

import rlp
from eth_account import Account
from eth_keys import keys


def authorities(raw: bytes) -> list[bytes]:
    """Who signed the authorizations of a set code transaction."""
    found = []
    for chain_id, address, nonce, y_parity, r, s in rlp.decode(raw[1:])[9]:
        parts = (int.from_bytes(part, "big") for part in (y_parity, r, s))
        message = b"\x05" + rlp.encode([chain_id, address, nonce])
        signature = keys.Signature(vrs=tuple(parts))
        found.append(signature.recover_public_key_from_msg(message).to_canonical_address())
    return found


lines = Path(sys.argv[1]).read_text().split("\n")[:-1]
count = 0
for line in lines:
    sender, raw = line.split(" ")
    recovered = Account.recover_transaction("0x" + raw)
    if recovered != sender:
        sys.exit(f"eth-account recovers {recovered}, not {sender}, from {raw}")
    transaction = bytes.fromhex(raw)
    if transaction[0] != 4:
        continue
    recipient = rlp.decode(transaction[1:])[5]
    for authority in authorities(transaction):
        if authority != recipient:
            sys.exit(
                f"eth-keys recovers 0x{authority.hex()} from an authorization in {raw}, not its recipient"
            )
        count += 1
if not lines:
    sys.exit("there is no transaction to confirm")
print(f"eth-account confirms the signer of {len(lines)} transactions")
if count:
    print(f"eth-keys confirms the signer of {count} authorizations inside")
