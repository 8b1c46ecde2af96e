"""Makes a folder of input for payment desks: orders with tokens and approvals, keys, a wallet, and what the
outcome of each order has to be.

    DESK_PASSPHRASE=... python orders.py FOLDER [--orders 400] [--seed 7]

Four orders of five are good. The others break one rule each, or one rule and a later one that must then not
count. Everything depends on the seed alone but for what has to be new: the times of the tokens, the
signatures of ES256 and the salt of the wallet's keystore.
"""

from __future__ import annotations

import argparse
import hmac
import itertools
import json
import os
import random
import sys
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jwt
from Crypto.PublicKey import RSA
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from eth_account import Account
from eth_account.signers.local import LocalAccount
from eth_keyfile.keyfile import create_keyfile_json
from eth_utils.address import is_hex_address, to_checksum_address
from eth_utils.conversions import to_hex
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm

from desk_folder import ETHER, signable_approval, wei

DAY, HOUR = 86_400, 3600
CHAIN = 131_277_322_940_537
ISSUER, AUDIENCE = "https://id.example", "payment-desk"
KINDS = "legacy", "access-list", "fee-market"
ALGORITHMS = {"es": "ES256", "rs": "RS256", "ed": "EdDSA"}
MISSING = object()

Fault = Callable[["Maker", "Draft"], None]


class Draft:
    """An order in the making."""

    def __init__(self, id: str, customer: str, wallet: LocalAccount, to: str, amount: str, kind: str) -> None:
        self.id, self.customer, self.wallet = id, customer, wallet
        self.to, self.amount, self.kind = to, amount, kind
        self.claims: dict[str, Any] = {}
        """Changes to the claims of a good token."""
        self.token: Callable[[dict[str, Any]], str] | None = None
        """Signs the claims, where that is not done as usual."""
        self.is_approved: bool | None = None
        """None where the amount tells."""
        self.approval: dict[str, Any] = {}
        """Changes to the message of a good approval, and to its chainId."""
        self.changes: dict[str, Any] = {}
        """Changes to the finished order."""


class Maker:
    """Makes orders one after the other, and remembers of those before what later ones need."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.now = int(time.time())
        bits, some = self.random.getrandbits, self.random.randbytes
        rsa = RSA.generate(2048, randfunc=some).export_key()
        self.keys: dict[str, Any] = {
            "es": derive_private_key(bits(255), SECP256R1()),
            "rs": load_pem_private_key(rsa, None),
            "ed": Ed25519PrivateKey.from_private_bytes(some(32)),
        }
        self.stranger = derive_private_key(bits(255), SECP256R1())
        self.customers = {f"customer-{number}": Account.from_key(some(32)) for number in range(1, 41)}
        self.recipients = [to_checksum_address(some(20)) for _ in range(60)]
        self.entropy = some(32)
        self.verified: list[dict[str, Any]] = []
        """Orders whose tokens were good: neither token nor id may come again."""
        self.free_ids: list[str] = []
        """Ids of orders that were malformed or had a bad token, so that they are still free."""
        self.free_tokens: list[tuple[str, str]] = []
        """Customers and good tokens of malformed orders, which nobody looked at."""
        self.variants: dict[str, Iterator[Fault]] = {}

    def key_set(self) -> dict[str, Any]:
        made: dict[str, Callable[..., dict[str, Any]]]
        made = {"es": ECAlgorithm.to_jwk, "rs": RSAAlgorithm.to_jwk, "ed": OKPAlgorithm.to_jwk}
        keys = []
        for kid, to_jwk in made.items():
            key = {"kid": kid, **to_jwk(self.keys[kid].public_key(), as_dict=True)}
            key.pop("key_ops", None)
            keys.append(key | {"alg": ALGORITHMS[kid], "use": "sig"})
        return {"keys": keys}

    def sign(self, claims: dict[str, Any]) -> str:
        """A token, signed with one of the keys."""
        kid = self.random.choice(list(ALGORITHMS))
        return jwt.encode(claims, self.keys[kid], ALGORITHMS[kid], {"kid": kid})

    def amount(self) -> str:
        """Most are small; the others need an approval."""
        if self.random.random() < 0.7:
            return str(self.random.randint(1, 999) / 1000)
        return str(self.random.randint(100, 500) / 100)

    def draft(self, position: int) -> Draft:
        customer = self.random.choice(list(self.customers))
        to, kind = self.random.choice(self.recipients), self.random.choice(KINDS)
        return Draft(f"order-{position + 1:04}", customer, self.customers[customer], to, self.amount(), kind)

    def finish(self, draft: Draft) -> dict[str, Any]:
        issued = self.now - self.random.randint(0, 600)
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": draft.customer,
            "iat": issued,
            "exp": issued + DAY,
            "jti": self.random.randbytes(12).hex(),
            "wallet": draft.wallet.address,
        }
        put(claims, draft.claims)
        order = {
            "id": draft.id,
            "token": (draft.token or self.sign)(claims),
            "to": draft.to,
            "amount": draft.amount,
            "kind": draft.kind,
        }
        amount = wei(draft.amount)
        if draft.is_approved is None:
            draft.is_approved = amount >= ETHER
        if draft.is_approved:
            message = {"order": draft.id, "to": draft.to.lower(), "amount": amount, **draft.approval}
            chain = message.pop("chainId", CHAIN)
            order["approval"] = approved(draft.wallet, message, chain)
        put(order, draft.changes)
        return order

    def order(self, position: int, reason: str) -> dict[str, Any]:
        """An order that is refused for this reason, or is good."""
        draft = self.draft(position)
        if not reason:
            if self.random.random() < 0.3:
                self.next_of("")(self, draft)
            order = self.finish(draft)
        else:
            self.next_of(reason)(self, draft)
            later = LATER.get(reason, [])
            if later and self.random.random() < 0.4:
                self.next_of(self.random.choice(later))(self, draft)
            order = self.finish(draft)
        if reason == "malformed order":
            if isinstance(order.get("token"), str):
                self.free_tokens.append((draft.customer, order["token"]))
        if reason == "malformed order" or reason.startswith("token "):
            taken = {one["id"] for one in self.verified} | set(self.free_ids)
            if isinstance(order.get("id"), str) and order["id"] not in taken:
                self.free_ids.append(order["id"])
        else:
            self.verified.append(order)
        return order

    def next_of(self, reason: str) -> Fault:
        """The next way in which the rule is broken; each has its turn."""
        if reason not in self.variants:
            variants = FAULTS[reason].copy()
            self.random.shuffle(variants)
            self.variants[reason] = itertools.cycle(variants)
        return next(self.variants[reason])


def put(target: dict[str, Any], changes: dict[str, Any]) -> None:
    for name, value in changes.items():
        if value is MISSING:
            target.pop(name, None)
        else:
            target[name] = value


def approved(wallet: LocalAccount, message: dict[str, Any], chain: int) -> str:
    """An approval; of an address that is none, one of address 0."""
    if not is_hex_address(message["to"]):
        message["to"] = "0x" + "00" * 20
    return to_hex(wallet.sign_message(signable_approval(message, chain)).signature)


def base64url(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


# --- ways to break a rule ----------------------------------------------------------------------------------


def changed(**changes: Any) -> Fault:
    """Changes to the finished order."""
    return lambda maker, draft: draft.changes.update(changes)


def claims(**changes: Any) -> Fault:
    return lambda maker, draft: draft.claims.update(changes)


def times(**offsets: int) -> Fault:
    """Claims that are times, in seconds from now."""
    return lambda maker, draft: draft.claims.update({name: maker.now + add for name, add in offsets.items()})


def token(make: Callable[[Maker, dict[str, Any]], str]) -> Fault:
    """Another token than the usual one for the claims."""

    def fault(maker: Maker, draft: Draft) -> None:
        draft.token = lambda claims: make(maker, claims)

    return fault


def amount(text: str) -> Fault:
    def fault(maker: Maker, draft: Draft) -> None:
        draft.amount = text

    return fault


def to(make: Callable[[str], str]) -> Fault:
    def fault(maker: Maker, draft: Draft) -> None:
        draft.to = make(draft.to)

    return fault


def approval(**changes: Any) -> Fault:
    """An approval of something else."""

    def fault(maker: Maker, draft: Draft) -> None:
        draft.amount = "2.5"
        draft.approval = changes

    return fault


def approval_text(make: Callable[[str], str]) -> Fault:
    """Another text than that of the good signature."""

    def fault(maker: Maker, draft: Draft) -> None:
        draft.amount = "1.75"
        message = {"order": draft.id, "to": draft.to.lower(), "amount": wei(draft.amount)}
        draft.changes["approval"] = make(approved(draft.wallet, message, CHAIN))

    return fault


def approved_by_another(maker: Maker, draft: Draft) -> None:
    draft.amount = "3.2"
    draft.claims["wallet"] = draft.wallet.address
    draft.wallet = next(wallet for wallet in maker.customers.values() if wallet != draft.wallet)


def not_approved(text: str) -> Fault:
    def fault(maker: Maker, draft: Draft) -> None:
        draft.amount, draft.is_approved = text, False

    return fault


def unsecured(maker: Maker, claims: dict[str, Any]) -> str:
    """The algorithm none, and nothing behind the second dot."""
    return jwt.encode(claims, "", "none", {"kid": "es"})


def none_with_signature(maker: Maker, claims: dict[str, Any]) -> str:
    return unsecured(maker, claims) + maker.sign(claims).rpartition(".")[2]


def keyed_with_public_key(maker: Maker, claims: dict[str, Any]) -> str:
    """HS256 whose secret is the public RSA key, which everybody knows."""
    secret = maker.keys["rs"].public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    header = {"alg": "HS256", "typ": "JWT", "kid": "rs"}
    text = ".".join(base64url(json.dumps(part).encode()) for part in (header, claims))
    return f"{text}.{base64url(hmac.digest(secret, text.encode(), 'sha256'))}"


def other_claims(maker: Maker, claims: dict[str, Any]) -> str:
    """Somebody else's name under a good signature."""
    header, payload, signature = maker.sign(claims).split(".")
    payload = base64url(json.dumps(claims | {"sub": "customer-99"}).encode())
    return f"{header}.{payload}.{signature}"


def other_signature(maker: Maker, claims: dict[str, Any]) -> str:
    text, _, signature = maker.sign(claims).rpartition(".")
    return f"{text}.{signature[:9]}{'A' if signature[9] != 'A' else 'B'}{signature[10:]}"


def replayed(maker: Maker, draft: Draft) -> None:
    """A new order with an old token."""
    old = maker.random.choice(maker.verified)
    draft.token = lambda claims: str(old["token"])


def sent_again(maker: Maker, draft: Draft) -> None:
    """An order from before, as it was."""
    draft.changes.update({"approval": MISSING, **maker.random.choice(maker.verified)})


def repeated(maker: Maker, draft: Draft) -> None:
    """An old id for a new order."""
    draft.id = maker.random.choice(maker.verified)["id"]


def wrong_capitals(address: str) -> str:
    place = next(place for place in range(2, 42) if address[place].isalpha())
    return address[:place] + address[place].swapcase() + address[place + 1 :]


# --- unusual orders that are good --------------------------------------------------------------------------


def free_id(maker: Maker, draft: Draft) -> None:
    """The id of an order whose token was not good."""
    if maker.free_ids:
        draft.id = maker.free_ids.pop(0)


def free_token(maker: Maker, draft: Draft) -> None:
    """The token of an order that was refused before anybody looked at the token."""
    if maker.free_tokens:
        draft.customer, text = maker.free_tokens.pop(0)
        draft.wallet = maker.customers[draft.customer]
        draft.token = lambda claims: text


def needlessly_approved(maker: Maker, draft: Draft) -> None:
    draft.amount, draft.is_approved = "0.5", True


FAULTS: dict[str, list[Fault]] = {
    "": [
        to(str.lower),
        amount("5"),
        amount("1"),
        amount("0.999999999999999999"),
        amount("0.000000000000000001"),
        amount("1.50"),
        claims(aud=["accounting", AUDIENCE]),
        claims(nbf=1_000_000_000),
        claims(scope="payments", nested={"lists": [[1, 2.5, None], "\u00e4\u4e16\U0001f600"]}),
        free_id,
        free_token,
        needlessly_approved,
    ],
    "malformed order": [
        changed(id=MISSING),
        changed(id=17),
        changed(token=MISSING),
        changed(token=17),
        changed(to=MISSING),
        changed(to=None),
        changed(amount=MISSING),
        changed(amount=0.25),
        changed(kind=MISSING),
        changed(kind="blob"),
        changed(kind=["legacy"]),
        changed(approval=17),
    ],
    "token malformed": [
        token(lambda maker, claims: ""),
        token(lambda maker, claims: "a token"),
        token(lambda maker, claims: maker.sign(claims).rpartition(".")[0]),
        token(lambda maker, claims: "!" + maker.sign(claims)),
        token(unsecured),
        token(lambda maker, claims: base64url(b'{"alg":') + "." + maker.sign(claims).partition(".")[2]),
        claims(exp="tomorrow"),
    ],
    "token algorithm": [
        token(none_with_signature),
        token(keyed_with_public_key),
        token(lambda maker, claims: jwt.encode(claims, maker.keys["rs"], "PS256", {"kid": "rs"})),
        token(lambda maker, claims: jwt.encode(claims, maker.keys["rs"], "RS512", {"kid": "rs"})),
    ],
    "token key": [
        token(lambda maker, claims: jwt.encode(claims, maker.stranger, "ES256", {"kid": "es-2"})),
        token(lambda maker, claims: jwt.encode(claims, maker.keys["rs"], "RS256", {"kid": "RS"})),
        token(lambda maker, claims: jwt.encode(claims, maker.keys["ed"], "EdDSA", {"kid": ""})),
    ],
    "token signature": [
        token(lambda maker, claims: jwt.encode(claims, maker.stranger, "ES256", {"kid": "es"})),
        token(other_claims),
        token(other_signature),
    ],
    "token expired": [times(exp=-1), times(exp=-HOUR), times(iat=-40 * DAY, exp=-39 * DAY)],
    "token not yet valid": [times(nbf=12 * HOUR), times(nbf=20 * HOUR)],
    "token issuer": [claims(iss="https://id.example.net"), claims(iss=ISSUER + "/"), claims(iss="https://ID.example")],
    "token audience": [claims(aud="accounting"), claims(aud=["accounting", "payment"]), claims(aud=AUDIENCE + "-2")],
    "token claim": [
        claims(sub=MISSING),
        claims(jti=MISSING),
        claims(wallet=MISSING),
        claims(wallet=None),
        claims(exp=MISSING),
    ],
    "token replayed": [replayed, sent_again],
    "repeated id": [repeated],
    "bad address": [
        to(wrong_capitals),
        to(lambda address: address[:-2]),
        to(lambda address: address + "00"),
        to(lambda address: address[:-1] + "g"),
        to(lambda address: "vendor.example"),
        to(lambda address: ""),
    ],
    "bad amount": [
        *map(amount, ["0", "0.0", "-1", "+1", "1e-3", "", "a lot", "1,5", "1.2.3", " 1", "1_0", "0x1", "\u0663"]),
        amount("0.0000000000000000001"),
        amount("NaN"),
    ],
    "excessive amount": [amount("5.000000000000000001"), amount("6"), amount("1000000"), not_approved("5.5")],
    "approval missing": [not_approved("1"), not_approved("1.000000000000000001"), not_approved("4.75")],
    "approval signature": [
        approval(order="order-0000"),
        approval(to="0x" + "11" * 20),
        approval(amount=ETHER),
        approval(chainId=1),
        approved_by_another,
        approval_text(lambda text: "0x1234"),
        approval_text(lambda text: "I approve"),
        approval_text(lambda text: text[:-2]),
        approval_text(lambda text: text[:10] + ("0" if text[10] != "0" else "1") + text[11:]),
    ],
}
REASONS = [reason for reason in FAULTS if reason]

# What may be wrong beside the reason: rules that come later do not count.
LATER = {reason: ["bad address", "bad amount"] for reason in REASONS[: REASONS.index("bad address")]}
LATER["bad address"] = ["bad amount"]


def make(folder: Path, count: int, seed: int, passphrase: str) -> None:
    maker = Maker(seed)
    # The first orders are good, so that there is something to repeat.
    refused = maker.random.sample(range(3, count), count // 5)
    rounds = len(refused) // len(REASONS) + 1
    reasons = dict(zip(refused, REASONS * rounds))
    orders, expected = [], []
    for position in range(count):
        reason = reasons.get(position, "")
        orders.append(maker.order(position, reason))
        expected.append({"outcome": "refused" if reason else "delivered", "reason": reason})
    desk = {
        "issuer": ISSUER,
        "audience": AUDIENCE,
        "chain_id": CHAIN,
        "accounts": 5,
        "path": "m/44'/60'/0'/0",
        "largest_amount": "5",
        "approval_from": "1",
        "drain": {"account": 2, "before_order": count // 2},
        "gas_limit": 21_000,
        "gas_price": "20",
        "max_fee": "30",
        "max_priority_fee": "1",
    }
    wallet = create_keyfile_json(maker.entropy, passphrase.encode(), kdf="scrypt", iterations=4096)
    folder.mkdir(parents=True, exist_ok=True)
    documents = {"desk": desk, "keys": maker.key_set(), "wallet": wallet, "orders": orders, "expected": expected}
    for name, document in documents.items():
        (folder / f"{name}.json").write_text(json.dumps(document, indent=1) + "\n")
    print(f"{count} orders, of which {len(refused)} are to be refused for {len(set(reasons.values()))} reasons")


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes a folder of input for payment desks.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--orders", type=int, default=400)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    if arguments.orders < 10:
        sys.exit("there have to be 10 orders or more")
    if "DESK_PASSPHRASE" not in os.environ:
        sys.exit("the passphrase of the wallet is missing: DESK_PASSPHRASE")
    make(arguments.folder, arguments.orders, arguments.seed, os.environ["DESK_PASSPHRASE"])


if __name__ == "__main__":
    main()
