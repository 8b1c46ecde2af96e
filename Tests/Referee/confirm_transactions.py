"""Has eth-account confirm signed transactions.

    python confirm_transactions.py FILE

Each line of FILE is an address and the bytes of a transaction in hex. eth-account decodes the bytes,
recovers who signed them, and has to find that address.
"""

import sys
from pathlib import Path

from eth_account import Account

lines = Path(sys.argv[1]).read_text().split("\n")[:-1]
for line in lines:
    sender, raw = line.split(" ")
    recovered = Account.recover_transaction("0x" + raw)
    if recovered != sender:
        sys.exit(f"eth-account recovers {recovered}, not {sender}, from {raw}")
if not lines:
    sys.exit("there is no transaction to confirm")
print(f"eth-account confirms the signer of {len(lines)} transactions")
