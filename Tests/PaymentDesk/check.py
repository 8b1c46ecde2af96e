"""Checks from outside what a desk did: with eth-account, PyJWT, xxHash and the independent reader of sealed logs.

    DESK_PASSPHRASE=... python check.py FOLDER LANG

Prints a line for each thing that it confirmed, or for each that is wrong, and exits with 1 then. It has to run
while the tokens are still valid, within a day of their making.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jwt
import rlp
import xxhash
from eth_account import Account
from eth_account.signers.local import LocalAccount
from eth_utils.crypto import keccak

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Formats"))

import reader
from desk_folder import GWEI, DeskFolder, Wrong, require, signable_approval, wei

DECISION = "order", "id", "step"
STEPS = {
    "refused": (*DECISION, "reason"),
    "signed": (*DECISION, "account", "nonce", "kind", "to", "amount", "hash", "transaction"),
    "delivered": DECISION,
}
TYPES = {"legacy": 0, "access-list": 1, "fee-market": 2}


class UnknownKey(jwt.InvalidTokenError):
    """The token names a key that the set does not have."""


# What PyJWT has to say where a desk refuses a token.
REFUSALS: dict[str, type[Exception]] = {
    "token malformed": jwt.InvalidTokenError,
    "token algorithm": jwt.InvalidAlgorithmError,
    "token key": UnknownKey,
    "token signature": jwt.InvalidSignatureError,
    "token expired": jwt.ExpiredSignatureError,
    "token not yet valid": jwt.ImmatureSignatureError,
    "token issuer": jwt.InvalidIssuerError,
    "token audience": jwt.InvalidAudienceError,
    "token claim": jwt.MissingRequiredClaimError,
}


def text(value: object) -> str:
    return value if isinstance(value, str) else ""


def outcomes(desk: DeskFolder) -> str:
    counts: Counter[str] = Counter()
    for position, (outcome, expected) in enumerate(zip(desk.outcomes, desk.expected)):
        order = desk.orders[position]
        at = f"order {position}"
        found = {name: outcome[name] for name in ("outcome", "reason")}
        require(found == expected, f"{at}: {found}, expected {expected}")
        require(outcome["id"] == text(order.get("id")), f"{at}: the id {outcome['id']}")
        if outcome["outcome"] == "refused":
            rest = outcome["account"], outcome["nonce"], outcome["hash"]
            require(rest == (-1, -1, ""), f"{at}: refused, with {rest}")
        counts[outcome["outcome"]] += 1
    reasons = {outcome["reason"] for outcome in desk.outcomes} - {""}
    return f"{counts['delivered']} delivered, {counts['refused']} refused for {len(reasons)} reasons, as expected"


def log(desk: DeskFolder) -> str:
    ring = reader.open_ring((desk.own / "log.ring").read_bytes(), passphrase=desk.passphrase)
    log = reader.read_log(ring, (desk.own / "log").read_bytes())
    require(log.torn_bytes == 0, f"{log.torn_bytes} torn bytes at the end of the log")
    transactions = desk.journal()
    decided: set[int] = set()
    delivered: set[int] = set()
    last_signed = -1
    for number, raw in enumerate(log.records):
        at = f"record {number}"
        record: dict[str, Any] = json.loads(raw)
        position, step = record["order"], record["step"]
        require(tuple(record) == STEPS[step], f"{at}: the members {', '.join(record)}")
        compact = json.dumps(record, separators=(",", ":"), ensure_ascii=False)
        require(raw == compact.encode(), f"{at}: not compact")
        order, outcome = desk.orders[position], desk.outcomes[position]
        require(record["id"] == text(order.get("id")), f"{at}: the id {record['id']}")
        if step == "delivered":
            require(position in decided, f"{at}: order {position} was delivered before it was signed")
            require(position not in delivered, f"{at}: order {position} was delivered before")
            require(outcome["outcome"] == "delivered", f"{at}: order {position} was refused")
            delivered.add(position)
            continue
        require(position not in decided, f"{at}: order {position} was decided before")
        decided.add(position)
        require(outcome["outcome"] == ("refused" if step == "refused" else "delivered"), f"{at}: another outcome")
        if step == "refused":
            require(record["reason"] == outcome["reason"], f"{at}: {record['reason']}, not {outcome['reason']}")
            continue
        require(position > last_signed, f"{at}: order {position} was signed after order {last_signed}")
        last_signed = position
        for name in ("account", "nonce", "hash"):
            require(record[name] == outcome[name], f"{at}: {name} {record[name]}, not {outcome[name]}")
        require(record["kind"] == order["kind"], f"{at}: the kind {record['kind']}")
        require(record["to"].lower() == order["to"].lower(), f"{at}: to {record['to']}")
        require(wei(record["amount"]) == wei(order["amount"]), f"{at}: the amount {record['amount']}")
        require(record["transaction"] == transactions.get(record["id"]), f"{at}: another transaction was delivered")
    require(len(decided) == len(desk.orders), f"the log has decisions on {len(decided)} orders")
    require(delivered == set(desk.delivered()), f"the log has {len(delivered)} orders as delivered")
    return f"{len(log.records)} records of the log, opened by the independent reader, agree with the outcomes"


def journal(desk: DeskFolder) -> str:
    ids = [desk.outcomes[position]["id"] for position in desk.delivered()]
    require(len(ids) == len(set(ids)), "an id was delivered twice")
    found = desk.journal().keys()
    require(found == set(ids), f"the journal differs in {', '.join(sorted(found ^ set(ids))[:5])}")
    return f"{len(ids)} orders are in the upstream's journal, each once"


def fields(raw: bytes) -> dict[str, int | bytes]:
    """The fields of a transaction without its signature, numbers as numbers."""
    kind = raw[0] if raw[0] < 0x80 else 0
    items = rlp.decode(raw[1:] if kind else raw)
    common = "nonce", "gas_price", "gas", "to", "value", "data"
    names = {
        0: (*common, "v"),
        1: ("chain", *common, "access_list"),
        2: ("chain", "nonce", "priority_fee", "fee", *common[2:], "access_list"),
    }[kind]
    require(len(items) == len(names) + (2 if kind == 0 else 3), f"{len(items)} fields")
    values = {"type": kind} | dict(zip(names, items))
    if kind == 0:
        values["chain"] = ((int.from_bytes(values.pop("v"), "big") - 35) // 2).to_bytes(32, "big")
    binary = "type", "to", "data", "access_list"
    return {name: value if name in binary else int.from_bytes(value, "big") for name, value in values.items()}


def ordered(desk: DeskFolder, order: dict[str, Any], nonce: int) -> dict[str, int | bytes]:
    """The fields that the transaction of an order has to have."""
    values: dict[str, Any] = {
        "type": TYPES[order["kind"]],
        "chain": desk.desk["chain_id"],
        "nonce": nonce,
        "gas": desk.desk["gas_limit"],
        "to": bytes.fromhex(order["to"][2:]),
        "value": wei(order["amount"]),
        "data": b"",
    }
    if values["type"] == 2:
        values["fee"] = int(desk.desk["max_fee"]) * GWEI
        values["priority_fee"] = int(desk.desk["max_priority_fee"]) * GWEI
    else:
        values["gas_price"] = int(desk.desk["gas_price"]) * GWEI
    return values if values["type"] == 0 else values | {"access_list": []}


def signed_again(account: LocalAccount, values: dict[str, Any]) -> bytes:
    """The bytes that eth-account makes of the same fields."""
    names = {"chain": "chainId", "gas_price": "gasPrice", "access_list": "accessList"}
    names |= {"fee": "maxFeePerGas", "priority_fee": "maxPriorityFeePerGas"}
    given = {names.get(name, name): value for name, value in values.items()}
    if given["type"] == 0:
        del given["type"]
    return bytes(account.sign_transaction(given).raw_transaction)


def transactions(desk: DeskFolder) -> str:
    accounts = desk.accounts()
    journal = desk.journal()
    nonces: Counter[int] = Counter()
    for position in desk.delivered():
        order, outcome = desk.orders[position], desk.outcomes[position]
        at = f"order {position}"
        number, nonce = outcome["account"], outcome["nonce"]
        require(nonce == nonces[number], f"{at}: nonce {nonce} of account {number}, not {nonces[number]}")
        nonces[number] += 1
        raw = bytes.fromhex(journal[order["id"]].removeprefix("0x"))
        found, wanted = fields(raw), ordered(desk, order, nonce)
        for name in found.keys() | wanted.keys():
            require(found.get(name) == wanted.get(name), f"{at}: {name} {found.get(name)!r}, not {wanted.get(name)!r}")
        signer = Account.recover_transaction(raw)
        require(signer == accounts[number].address, f"{at}: signed by {signer}, not account {number}")
        require(outcome["hash"] == f"0x{keccak(raw).hex()}", f"{at}: the hash {outcome['hash']}")
        require(raw == signed_again(accounts[number], wanted), f"{at}: eth-account signs other bytes")
    counts = ", ".join(str(nonces[index]) for index in range(len(accounts)))
    return f"{nonces.total()} transactions say what was ordered, and eth-account signs the same: {counts} by account"


def owners(desk: DeskFolder) -> str:
    """The ring of docs/formats.md, "Places on a ring"."""
    names = [f"account-{index}" for index in range(desk.desk["accounts"])]
    points = sorted((xxhash.xxh3_64_intdigest(name.encode(), seed=seed), name) for name in names for seed in range(160))
    drain = desk.desk["drain"]
    rest = [point for point in points if point[1] != names[drain["account"]]]
    moved: set[str] = set()
    for position in desk.delivered():
        customer = claims_unverified(desk.orders[position]["token"])["sub"]
        place = xxhash.xxh3_64_intdigest(customer.encode())
        before, after = (
            next((name for point, name in circle if point >= place), circle[0][1]) for circle in (points, rest)
        )
        owner = before if position < drain["before_order"] else after
        number = desk.outcomes[position]["account"]
        require(names[number] == owner, f"order {position}: account {number}, not {owner}")
        if position >= drain["before_order"] and before != after:
            moved.add(customer)
    count = len(desk.delivered())
    return f"{count} accounts are those of the ring, also after its drain, which moved {len(moved)} customers"


def claims_unverified(token: str) -> dict[str, Any]:
    claims: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    return claims


def verified(desk: DeskFolder, keys: dict[str | None, jwt.PyJWK], token: str) -> dict[str, Any]:
    """The claims of a token that PyJWT finds good."""
    header = jwt.get_unverified_header(token)
    if header.get("kid") not in keys:
        raise UnknownKey(f"no key {header.get('kid')}")
    key = keys[header["kid"]]
    claims: dict[str, Any] = jwt.decode(
        token,
        key,
        [key.algorithm_name],
        issuer=desk.desk["issuer"],
        audience=desk.desk["audience"],
        options={"require": ["exp", "sub", "jti", "wallet"]},
    )
    return claims


def with_good_tokens(desk: DeskFolder) -> Iterator[int]:
    """Positions of the orders whose tokens were good, whatever came then."""
    for position, outcome in enumerate(desk.outcomes):
        if outcome["reason"] != "malformed order" and not outcome["reason"].startswith("token "):
            yield position


def tokens(desk: DeskFolder) -> str:
    keys = {key.key_id: key for key in jwt.PyJWKSet.from_dict(desk.read("keys")).keys}
    require(len(keys) == 3, f"PyJWT reads {len(keys)} keys")
    good = set(with_good_tokens(desk))
    taken: set[str] = set()
    refused = 0
    for position, (order, outcome) in enumerate(zip(desk.orders, desk.outcomes)):
        at, reason = f"order {position}", outcome["reason"]
        if position in good or reason == "token replayed":
            try:
                id = verified(desk, keys, order["token"])["jti"]
            except jwt.InvalidTokenError as error:
                raise Wrong(f"{at}: {reason or 'delivered'}, but PyJWT refuses the token: {error}") from None
            require((id in taken) == (reason == "token replayed"), f"{at}: {reason or 'delivered'}, with jti {id}")
            taken.add(id)
        elif reason.startswith("token "):
            try:
                verified(desk, keys, order["token"])
            except REFUSALS[reason]:
                refused += 1
            except jwt.InvalidTokenError as error:
                raise Wrong(f"{at}: {reason}, but PyJWT says {error!r}") from None
            else:
                raise Wrong(f"{at}: {reason}, but PyJWT finds the token good")
    replayed = sum(outcome["reason"] == "token replayed" for outcome in desk.outcomes)
    return f"{len(taken)} tokens are good for PyJWT, and each only once; {refused} are not, {replayed} came again"


def approvals(desk: DeskFolder) -> str:
    count = 0
    for position in desk.delivered():
        order = desk.orders[position]
        amount = wei(order["amount"])
        require(0 < amount <= wei(desk.desk["largest_amount"]), f"order {position}: paid {order['amount']}")
        if amount < wei(desk.desk["approval_from"]):
            continue
        message = {"order": order["id"], "to": order["to"].lower(), "amount": amount}
        signable = signable_approval(message, desk.desk["chain_id"])
        signer = Account.recover_message(signable, signature=order["approval"])
        wallet = claims_unverified(order["token"])["wallet"]
        require(signer == wallet, f"order {position}: approved by {signer}, not {wallet}")
        count += 1
    return f"{count} payments were approved by those who ordered them, says eth-account"


def main() -> None:
    parser = argparse.ArgumentParser(description="Checks from outside what a desk did.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("language", choices=["c", "python", "swift"])
    arguments = parser.parse_args()
    checks: list[Callable[[DeskFolder], str]]
    checks = [outcomes, log, journal, transactions, owners, tokens, approvals]
    failed = False
    try:
        desk = DeskFolder(arguments.folder, arguments.language)
    except (Wrong, OSError, ValueError, KeyError) as error:
        print("FAIL", f"the folder cannot be read: {error!r}")
        sys.exit(1)
    for check in checks:
        try:
            print("ok  ", check(desk))
        except (Wrong, reader.Refused) as error:
            print("FAIL", f"{check.__name__}: {error}")
            failed = True
        except Exception as error:  # what is broken may break in any way, and the other checks still tell more
            print("FAIL", f"{check.__name__}: {error!r}")
            failed = True
    sys.exit(failed)


if __name__ == "__main__":
    main()
