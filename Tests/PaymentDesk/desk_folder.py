"""What a desk was given and what it left, for the programs that look at it from outside."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

from eth_account import Account
from eth_account.messages import SignableMessage, encode_typed_data
from eth_account.signers.local import LocalAccount
from eth_keyfile.keyfile import decode_keyfile_json
from mnemonic import Mnemonic

ETHER, GWEI = 10**18, 10**9


class Wrong(Exception):
    """Something is not as it has to be."""


def require(condition: bool, reason: str) -> None:
    if not condition:
        raise Wrong(reason)


def wei(amount: str) -> int:
    """0 for what is no amount."""
    match = re.fullmatch(r"([0-9]+)(?:\.([0-9]{1,18}))?", amount)
    return int(match[1]) * ETHER + int((match[2] or "").ljust(18, "0")) if match else 0


def signable_approval(message: dict[str, Any], chain: int) -> SignableMessage:
    """The typed data that an approval signs (EIP-712)."""
    domain = {"name": "Payment desk", "version": "1", "chainId": chain}
    members = {"order": "string", "to": "address", "amount": "uint256"}
    types = {"Approval": [{"name": name, "type": type} for name, type in members.items()]}
    return encode_typed_data(domain, types, message)


class DeskFolder:
    """A folder of input, and in it the folder of one desk."""

    def __init__(self, folder: Path, language: str) -> None:
        self.folder, self.own = folder, folder / language
        self.desk: dict[str, Any] = self.read("desk")
        self.orders: list[dict[str, Any]] = self.read("orders")
        self.expected: list[dict[str, str]] = self.read("expected")
        self.outcomes: list[dict[str, Any]] = json.loads((self.own / "outcomes.json").read_text())
        self.passphrase = os.environ["DESK_PASSPHRASE"].encode()
        require(
            len(self.orders) == len(self.expected) == len(self.outcomes),
            f"{len(self.orders)} orders, {len(self.expected)} expected outcomes, {len(self.outcomes)} outcomes",
        )

    def read(self, name: str) -> Any:
        return json.loads((self.folder / f"{name}.json").read_text())

    def delivered(self) -> list[int]:
        """Positions of the orders that the outcomes call delivered."""
        return [position for position, one in enumerate(self.outcomes) if one["outcome"] == "delivered"]

    def journal(self) -> dict[str, str]:
        """The upstream's transactions by the ids of their orders."""
        lines = (self.own / "upstream.journal").read_text().splitlines()
        entries = [json.loads(line) for line in lines]
        transactions = {entry["id"]: entry["transaction"] for entry in entries}
        require(len(transactions) == len(entries), "the journal has an order twice")
        return transactions

    def accounts(self) -> list[LocalAccount]:
        """The wallet's accounts, as eth-account derives them from the words."""
        Account.enable_unaudited_hdwallet_features()
        entropy = decode_keyfile_json(self.read("wallet"), self.passphrase)
        words = Mnemonic("english").to_mnemonic(entropy)
        paths = [f"{self.desk['path']}/{index}" for index in range(self.desk["accounts"])]
        return [Account.from_mnemonic(words, account_path=path) for path in paths]
