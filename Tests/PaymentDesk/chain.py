"""Submits what a desk delivered to a chain of py-evm, and confirms who has how much afterwards.

    DESK_PASSPHRASE=... python chain.py FOLDER LANG

The chain begins with 1,000 ether for each account of the desk's wallet. Prints a line for each thing that it
confirmed, or one for what is wrong, and exits with 1 then.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from desk_folder import ETHER, DeskFolder, Wrong, require, wei
from eth_tester import EthereumTester, PyEVMBackend
from eth_typing import ChecksumAddress, HexStr
from eth_utils.address import to_canonical_address, to_checksum_address
from eth_utils.conversions import to_bytes, to_hex
from web3 import EthereumTesterProvider, Web3

FUNDS = 1000 * ETHER
BLOCK = 16  # transactions; py-evm writes the whole block anew for each, so that large blocks are slow


def chain(accounts: Sequence[ChecksumAddress]) -> tuple[EthereumTester, Web3]:
    """A new chain, and web3 connected to it."""
    funded = {"balance": FUNDS, "nonce": 0, "code": b"", "storage": {}}
    backend = PyEVMBackend(genesis_state={to_canonical_address(account): funded for account in accounts})
    tester = EthereumTester(backend)
    return tester, Web3(EthereumTesterProvider(tester))


def submit(desk: DeskFolder, tester: EthereumTester, positions: list[int]) -> None:
    """Has py-evm execute all transactions, many in a block.

    They go to the backend, because eth-tester itself mines a block for each, or judges each without those that
    wait, so that only one nonce of an account may wait.
    """
    journal = desk.journal()
    for count, position in enumerate(positions, 1):
        outcome = desk.outcomes[position]
        try:
            hash = to_hex(tester.backend.send_raw_transaction(to_bytes(hexstr=HexStr(journal[outcome["id"]]))))
        except Exception as error:  # eth-tester and py-evm have many, without a common one
            raise Wrong(f"order {position}: the chain refuses the transaction: {error!r}") from None
        require(hash == outcome["hash"], f"order {position}: {hash} for the chain")
        if count % BLOCK == 0 or count == len(positions):
            tester.mine_block()


def confirm(desk: DeskFolder, web3: Web3, accounts: Sequence[ChecksumAddress], positions: list[int]) -> None:
    paid: Counter[ChecksumAddress] = Counter()
    left = {account: FUNDS for account in accounts}
    counts: Counter[ChecksumAddress] = Counter()
    fees = 0
    blocks = set()
    for position in positions:
        order, outcome = desk.orders[position], desk.outcomes[position]
        receipt: Any = web3.eth.get_transaction_receipt(outcome["hash"])
        account, to, amount = accounts[outcome["account"]], to_checksum_address(order["to"]), wei(order["amount"])
        require(receipt["status"] == 1, f"order {position}: the transaction failed")
        require(receipt["from"] == account, f"order {position}: paid by {receipt['from']}, not {account}")
        require(receipt["to"] == to, f"order {position}: paid to {receipt['to']}, not {to}")
        fee = receipt["gasUsed"] * receipt["effectiveGasPrice"]
        paid[to] += amount
        left[account] -= amount + fee
        counts[account] += 1
        fees += fee
        blocks.add(receipt["blockNumber"])
    print(f"ok   {len(positions)} transactions succeeded on chain {web3.eth.chain_id}, in {len(blocks)} blocks")

    total = Web3.from_wei(paid.total(), "ether")
    for to, amount in paid.items():
        balance = web3.eth.get_balance(to)
        require(balance == amount, f"{to} has {balance} wei, not {amount}")
    print(f"ok   {len(paid)} recipients have what was ordered for them, {total} ether together")

    for number, account in enumerate(accounts):
        balance, nonce = web3.eth.get_balance(account), web3.eth.get_transaction_count(account)
        require(balance == left[account], f"account {number} has {balance} wei, not {left[account]}")
        require(nonce == counts[account], f"account {number} has nonce {nonce}, not {counts[account]}")
    fee_text = Web3.from_wei(fees, "ether")
    print(f"ok   {len(accounts)} accounts have paid that and {fee_text} ether of fees, and nothing else")


def main() -> None:
    parser = argparse.ArgumentParser(description="Submits what a desk delivered to a chain of py-evm.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("language", choices=["c", "python", "swift"])
    arguments = parser.parse_args()
    try:
        desk = DeskFolder(arguments.folder, arguments.language)
        accounts = [account.address for account in desk.accounts()]
        tester, web3 = chain(accounts)
        found, wanted = web3.eth.chain_id, desk.desk["chain_id"]
        require(found == wanted, f"the orders are for chain {wanted}, and eth-tester's is {found}")
        positions = desk.delivered()
        require(len(positions) > 0, "nothing was delivered")
        positions.sort(key=lambda position: desk.outcomes[position]["nonce"])
        submit(desk, tester, positions)
        confirm(desk, web3, accounts, positions)
    except (Wrong, OSError, ValueError, KeyError) as error:
        print("FAIL", error if isinstance(error, Wrong) else repr(error))
        sys.exit(1)


if __name__ == "__main__":
    main()
