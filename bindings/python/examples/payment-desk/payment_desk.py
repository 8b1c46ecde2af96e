"""A payment desk: takes orders with tokens, decides on each, signs the good ones from the accounts of one
wallet, delivers them over HTTP, and keeps everything in a sealed log. Killed at any moment and started
again, it goes on where it was: each order is delivered exactly once.

    python payment_desk.py FOLDER URL        takes the orders of FOLDER, delivers to URL/orders/<id>
    python payment_desk.py verify FOLDER     verifies the log, and tells what was paid

FOLDER holds desk.json, keys.json, wallet.json and orders.json, as Tests/PaymentDesk/orders.py of the
checkout makes them; Tests/PaymentDesk/upstream.py is the upstream. The environment variable DESK_PASSPHRASE
opens the wallet and the log.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple, TypedDict
from urllib.parse import quote, urlsplit

import kedge

AT_ONCE = 8  # deliveries under way
ATTEMPT_TIME = 1.0  # seconds
PAUSE = 0.05  # seconds until the next try where nobody says how long to wait
PATIENCE = 60.0  # seconds until a delivery is given up; the next start of the desk takes it up again
STAGES = "verify", "route", "sign", "deliver", "log"

KINDS = {
    "legacy": kedge.TransactionType.LEGACY,
    "access-list": kedge.TransactionType.ACCESS_LIST,
    "fee-market": kedge.TransactionType.DYNAMIC_FEE,
}
TOKEN_REASONS: dict[type[Exception], str] = {  # for any other exception it is "token malformed"
    kedge.AlgorithmNotAllowedError: "token algorithm",
    kedge.UnknownTokenKeyError: "token key",
    kedge.BadSignatureError: "token signature",
    kedge.TokenExpiredError: "token expired",
    kedge.TokenNotYetValidError: "token not yet valid",
    kedge.TokenIssuedInFutureError: "token not yet valid",
    kedge.WrongIssuerError: "token issuer",
    kedge.WrongAudienceError: "token audience",
    kedge.MissingClaimError: "token claim",
    kedge.TokenReplayedError: "token replayed",
}


def members(**types: str) -> list[dict[str, str]]:
    return [{"name": name, "type": type} for name, type in types.items()]


APPROVAL_TYPES = {
    "EIP712Domain": members(name="string", version="string", chainId="uint256"),
    "Approval": members(order="string", to="address", amount="uint256"),
}

Record = dict[str, Any]  # what the log says of an order


class Refused(Exception):
    """An order breaks a rule; the text is the reason."""


class NotTaken(Exception):
    """The upstream will never take an order as it is."""


# --- input ---------------------------------------------------------------------------------------


class Settings(TypedDict):
    """desk.json: amounts in ether and fees in gwei, as text."""

    issuer: str
    audience: str
    chain_id: int
    accounts: int
    path: str
    largest_amount: str
    approval_from: str
    drain: dict[str, int]
    gas_limit: int
    gas_price: str
    max_fee: str
    max_priority_fee: str


class Order(NamedTuple):
    id: str
    token: str
    to: str
    amount: str
    kind: str
    approval: str | None

    @classmethod
    def of(cls, told: Any) -> Order:
        found = told if isinstance(told, dict) else {}
        order = cls(*(found.get(name) for name in cls._fields))  # type: ignore[arg-type]
        needed = order if "approval" in found else order[:-1]
        if not all(isinstance(member, str) for member in needed) or order.kind not in KINDS:
            raise Refused("malformed order")
        return order


def gwei(text: str) -> int:
    return kedge.parse_amount(text, 9)


def open_accounts(settings: Settings, keystore: Path, passphrase: str) -> list[kedge.PrivateKey]:
    """The keys that sign. The keystore holds what the words of the wallet stand for."""
    with kedge.open_key(keystore, passphrase) as secret:
        words = kedge.mnemonic_from_entropy(secret.export())
    with kedge.HDKey.from_mnemonic(words) as master, master.derive(settings["path"]) as parent:
        return [parent.derive(str(number)).private_key for number in range(settings["accounts"])]


# --- decisions -----------------------------------------------------------------------------------


class Rules:
    """Whether an order is good. The first rule that it breaks is the reason why not."""

    def __init__(self, settings: Settings, keys: kedge.JWTKeySet, order_count: int) -> None:
        self.chain_id = settings["chain_id"]
        self.largest_amount = kedge.parse_amount(settings["largest_amount"])
        self.approval_from = kedge.parse_amount(settings["approval_from"])
        self.customers: set[str] = set()
        self.ids: set[str] = set()  # of orders that were decided and had a good token
        self.verifier = kedge.JWTVerifier(
            keys,
            algorithms=("ES256", "RS256", "EdDSA"),
            issuers=settings["issuer"],
            audiences=settings["audience"],
            required_claims=("sub", "jti", "wallet"),
            replay_cache=kedge.JWTReplayCache(max(1, order_count)),
        )

    def claims(self, token: str) -> dict[str, Any]:
        """What a token says. Each is taken once."""
        try:
            claims = self.verifier.verify(token)
        except kedge.TokenRefusedError as error:
            raise Refused(TOKEN_REASONS.get(type(error), "token malformed")) from error
        self.customers.add(claims["sub"])
        return claims

    def amount(self, order: Order, wallet: object) -> int:
        """Applies the rules after the token's; returns the amount in wei."""
        if order.id in self.ids:
            raise Refused("repeated id")
        self.ids.add(order.id)
        try:
            kedge.parse_address(order.to)
        except kedge.WalletError as error:
            raise Refused("bad address") from error
        try:
            amount = kedge.parse_amount(order.amount)
        except kedge.InvalidNumberError:
            amount = 0
        if amount == 0:
            raise Refused("bad amount")
        if amount > self.largest_amount:
            raise Refused("excessive amount")
        if amount >= self.approval_from:
            self.check_approval(order, amount, str(wallet))
        return amount

    def check_approval(self, order: Order, amount: int, wallet: str) -> None:
        """A large payment needs a signature of the customer's own wallet (EIP-712)."""
        if order.approval is None:
            raise Refused("approval missing")
        if not re.fullmatch("0x[0-9a-fA-F]{130}", order.approval):
            raise Refused("approval signature")
        domain = {"name": "Payment desk", "version": "1", "chainId": self.chain_id}
        message = {"order": order.id, "to": order.to, "amount": amount}
        document = {"types": APPROVAL_TYPES, "primaryType": "Approval", "domain": domain, "message": message}
        try:
            kedge.TypedData(document).verify(bytes.fromhex(order.approval[2:]), wallet)
        except kedge.WalletError as error:
            raise Refused("approval signature") from error


# --- the log -------------------------------------------------------------------------------------


def compact(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


class Book:
    """The sealed log, and what it says of each order by position."""

    def __init__(self, folder: Path, passphrase: str) -> None:
        self.decided: dict[int, Record] = {}
        self.delivered: set[int] = set()
        ring_file, log_file = folder / "log.ring", folder / "log"
        with kedge.Passphrase(passphrase) as unlock:
            open_ring = kedge.Keyring.from_file if ring_file.exists() else kedge.Keyring.create
            ring = open_ring(ring_file, unlock)
        with ring:
            if ring.primary is None:  # at the first start, or where that was killed right here
                ring.generate()
            open_log = kedge.SealedLog.open if log_file.exists() else kedge.SealedLog.create
            self.log = open_log(ring, log_file)
            with kedge.SealedLogReader(ring, log_file) as reader:
                for _, record in reader:
                    self.note(json.loads(record))

    def note(self, record: Record) -> bytes:
        """Keeps in mind what a record says; returns it as the log has it."""
        if record["step"] == "delivered":
            self.delivered.add(record["order"])
        else:
            self.decided[record["order"]] = record
        return compact(record)

    async def decide(self, record: Record) -> None:
        """A signed order is on disk before anybody hears of it. Other tasks run meanwhile."""
        append = self.log.append if record["step"] == "signed" else self.log.append_batched
        await asyncio.to_thread(append, self.note(record))

    def deliver(self, decided: Record) -> None:
        """Should this be lost, the order is delivered again, and the upstream knows it already."""
        record = {"order": decided["order"], "id": decided["id"], "step": "delivered"}
        self.log.append_batched(self.note(record))


# --- delivery ------------------------------------------------------------------------------------


class Upstream:
    """Who takes what was signed. It may be away for a while, and no order is lost by that."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme != "http" or parts.hostname is None:
            raise ValueError(f"{url} is not of the form http://host:port")
        self.host, self.port, self.path = parts.hostname, parts.port or 80, parts.path.rstrip("/")
        self.attempts = 0
        self.places = kedge.Bulkhead(maximum_calls=AT_ONCE, maximum_waiting=1, maximum_wait=2 * PATIENCE)
        self.breaker = kedge.CircuitBreaker(
            consecutive_failures=5,
            failure_rate=None,
            count_window=None,
            open_time=0.2,
            probes=1,
            probe_time=ATTEMPT_TIME,  # or retry_after of those who wait for a probe's end would be 30 seconds
        )
        self.retry = kedge.Retry(idempotent=True, maximum_attempts=3, first_delay=0.02)
        layers = self.retry, self.breaker, kedge.PipelineLayer.attempt_deadline(ATTEMPT_TIME)
        self.pipeline = kedge.Pipeline(layers, ignore=(NotTaken,))

    async def deliver(self, record: Record) -> None:
        """Returns when the upstream has the order: what the pipeline gives up is taken up again."""
        body = compact({"transaction": record["transaction"]})
        async with kedge.deadline(PATIENCE):
            while True:
                try:
                    return await self.pipeline.arun(self.post, record["id"], body, idempotent=True)
                except (OSError, kedge.ResilienceError) as error:
                    await asyncio.sleep(getattr(error, "retry_after", None) or PAUSE)

    async def post(self, id: str, body: bytes) -> None:
        """One attempt."""
        self.attempts += 1
        head = (
            f"POST {self.path}/orders/{quote(id, safe='')} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        reader, writer = await asyncio.open_connection(self.host, self.port)
        try:
            writer.write(head.encode() + body)
            answer = await reader.read()
        finally:
            writer.close()
        found = re.match(rb"HTTP/1\.[01] (\d{3})", answer)
        status = int(found[1]) if found else 0
        if 400 <= status < 500 and status not in (408, 429):  # the order is wrong, and stays wrong
            raise NotTaken(f"the upstream answers {status} to {id}")
        if status not in (200, 201):
            raise ConnectionError(f"the upstream answers {status or 'nothing'} to {id}")


# --- the desk ------------------------------------------------------------------------------------


class Desk:
    """Takes the orders in their order, while those before are being delivered."""

    def __init__(self, folder: Path, url: str, passphrase: str) -> None:
        self.settings: Settings = json.loads((folder / "desk.json").read_bytes())
        self.orders: list[Any] = json.loads((folder / "orders.json").read_bytes())
        keys = kedge.JWTKeySet.from_jwks((folder / "keys.json").read_bytes())
        self.rules = Rules(self.settings, keys, len(self.orders))
        self.accounts = open_accounts(self.settings, folder / "wallet.json", passphrase)
        self.nonces = [0] * len(self.accounts)
        self.ring = kedge.HashRing()
        self.nodes = [self.ring.add(f"account-{number}") for number in range(len(self.accounts))]
        self.moved = self.strays = 0  # customers
        self.seconds = dict.fromkeys(STAGES, 0.0)
        self.upstream = Upstream(url)
        self.own_folder = folder / "python"
        self.own_folder.mkdir(exist_ok=True)
        self.book = Book(self.own_folder, passphrase)

    async def run(self) -> None:
        async with asyncio.TaskGroup() as deliveries:
            for position, told in enumerate(self.orders):
                if position == self.settings["drain"]["before_order"]:
                    self.drain()
                record = self.book.decided.get(position)
                if record is None:
                    record = self.decide(position, told)
                    with self.timed("log"):
                        await self.book.decide(record)
                else:
                    self.remember(record, told)
                if record["step"] == "signed" and position not in self.book.delivered:
                    place = await self.upstream.places.aacquire()  # no signing far ahead of delivery
                    deliveries.create_task(self.deliver(record, place))
                self.show_progress()
        self.book.log.sync()
        if self.settings["drain"]["before_order"] < len(self.orders):
            self.count_moved()

    def decide(self, position: int, told: Any) -> Record:
        """Signs an order if it is good; returns what the log is to say of it."""
        id = told.get("id") if isinstance(told, dict) else None
        record: Record = {"order": position, "id": id if isinstance(id, str) else ""}
        try:
            with self.timed("verify"):
                order = Order.of(told)
                claims = self.rules.claims(order.token)
                amount = self.rules.amount(order, claims["wallet"])
        except Refused as refusal:
            return record | {"step": "refused", "reason": str(refusal)}
        with self.timed("route"):
            account = self.nodes.index(self.ring.owner(claims["sub"]))
        nonce = self.nonces[account]
        with self.timed("sign"):
            transaction, hash = kedge.sign_transaction(
                self.accounts[account],
                KINDS[order.kind],
                nonce=nonce,
                to=order.to,
                value=amount,
                **self.chain_and_fees(order.kind),
            )
        self.nonces[account] += 1
        record |= {"step": "signed", "account": account, "nonce": nonce}
        record |= {"kind": order.kind, "to": order.to, "amount": order.amount}
        return record | {"hash": "0x" + hash.hex(), "transaction": "0x" + transaction.hex()}

    def chain_and_fees(self, kind: str) -> dict[str, Any]:
        told = self.settings
        fields = {"chain_id": told["chain_id"], "gas_limit": told["gas_limit"]}
        if kind != "fee-market":
            return fields | {"gas_price": gwei(told["gas_price"])}
        most, tip = gwei(told["max_fee"]), gwei(told["max_priority_fee"])
        return fields | {"max_fee_per_gas": most, "max_priority_fee_per_gas": tip}

    def remember(self, record: Record, told: Any) -> None:
        """Takes over what was decided before this start."""
        if record.get("reason", "").startswith(("malformed order", "token ")):
            return
        with suppress(Refused):  # the replay cache has to know the token, if it has not expired since
            self.rules.claims(Order.of(told).token)
        self.rules.ids.add(record["id"])
        if record["step"] == "signed":
            self.nonces[record["account"]] = record["nonce"] + 1

    @property
    def drained(self) -> int:
        return self.nodes[self.settings["drain"]["account"]]

    def drain(self) -> None:
        """Gives the customers of one account to the others."""
        self.ring.set_state(self.drained, kedge.NodeState.DRAINING)

    def count_moved(self) -> None:
        """How many customers have another account because of the drain, and how many of them need not."""
        customers = list(self.rules.customers)
        self.ring.set_state(self.drained, kedge.NodeState.UP)
        before = self.ring.owners_of(customers)
        self.drain()
        moved = Counter(old for old, new in zip(before, self.ring.owners_of(customers)) if old != new)
        self.moved = moved.pop(self.drained, 0)
        self.strays = moved.total()

    async def deliver(self, record: Record, place: kedge.Place) -> None:
        with place, self.timed("deliver"):
            await self.upstream.deliver(record)
        with self.timed("log"):
            self.book.deliver(record)
        self.show_progress()

    # --- what it tells ---

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        begun = perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] += perf_counter() - begun

    shown = 0

    def show_progress(self) -> None:
        decided, delivered = len(self.book.decided), len(self.book.delivered)
        line = f"{decided} of {len(self.orders)} orders decided, {delivered} delivered"
        if sys.stdout.isatty():
            print(f"\r{line}", end="", flush=True)
        elif decided // 100 > self.shown:
            self.shown = decided // 100
            print(line, flush=True)

    def write_outcomes(self) -> None:
        outcomes = []
        for position, record in sorted(self.book.decided.items()):
            outcome = "delivered" if position in self.book.delivered else "refused"
            nothing = {"reason": "", "account": -1, "nonce": -1, "hash": ""}
            found = {name: record.get(name, none) for name, none in nothing.items()}
            outcomes.append({"id": record["id"], "outcome": outcome} | found)
        new = self.own_folder / "outcomes.json.new"
        new.write_bytes(compact(outcomes) + b"\n")
        new.replace(self.own_folder / "outcomes.json")

    def table(self) -> Iterator[tuple[str, object]]:
        reasons = Counter(record.get("reason") for record in self.book.decided.values())
        yield "accepted", reasons.pop(None, 0)
        yield "delivered", len(self.book.delivered)
        yield "refused", reasons.total()
        yield from ((f"  {reason}", count) for reason, count in sorted(reasons.items(), key=str))
        yield "attempts at this start", self.upstream.attempts
        yield "  retries", sum(layer.repeated for layer in self.upstream.pipeline.info.layers)
        changes = ((event.from_state.name, event.to_state.name) for event in self.upstream.breaker.events())
        for (old, new), count in Counter(changes).items():
            yield f"breaker {old} to {new}".lower().replace("_", "-"), count
        yield "customers moved by the drain", self.moved
        yield "  of other accounts", self.strays
        yield from ((f"{stage}, milliseconds", round(time * 1000)) for stage, time in self.seconds.items())


def verify(folder: Path, passphrase: str) -> None:
    """Checks every record of the log, and adds up what was paid."""
    steps: Counter[str] = Counter()
    signed: dict[int, Record] = {}
    paid: Counter[int] = Counter()
    with kedge.Passphrase(passphrase) as unlock, kedge.Keyring.from_file(folder / "log.ring", unlock) as ring:
        with kedge.SealedLogReader(ring, folder / "log") as reader:
            reader.verify()
            for _, data in reader:
                record = json.loads(data)
                steps[record["step"]] += 1
                if record["step"] == "signed":
                    signed[record["order"]] = record
                elif record["step"] == "delivered":
                    payment = signed[record["order"]]
                    paid[payment["account"]] += kedge.parse_amount(payment["amount"])
    print(f"{steps.total()} records, each authentic and in its place:", end=" ")
    print(", ".join(f"{count} {step}" for step, count in steps.items()))
    for account, amount in sorted(paid.items()):
        print(f"account {account} paid {kedge.format_amount(amount)} ether")


def main(arguments: list[str]) -> int:
    passphrase = os.environ.get("DESK_PASSPHRASE")
    if len(arguments) != 2 or not passphrase:
        print(__doc__, file=sys.stderr)
        return 2
    failures: list[BaseException] = []
    try:
        if arguments[0] == "verify":
            verify(Path(arguments[1], "python"), passphrase)
        else:
            desk = Desk(Path(arguments[0]), arguments[1], passphrase)
            with desk.book.log:
                asyncio.run(desk.run())
            desk.write_outcomes()
            print()
            for name, value in desk.table():
                print(f"{name:32}{value:>10}")
    except* (kedge.KedgeError, NotTaken, OSError, ValueError, LookupError) as group:
        failures.extend(group.exceptions)
    for failure in failures:
        print(f"payment-desk: {type(failure).__name__}: {failure}", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
