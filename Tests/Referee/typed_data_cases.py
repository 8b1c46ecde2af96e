"""Typed data: eth-account."""

import json

from eth_account import Account
from eth_account._utils.encode_typed_data.encoding_and_hashing import encode_type
from eth_account.messages import encode_typed_data
from sections import section, some_bytes


# What the sections on wallets share: Solidity's types, and values of them.
IDENTIFIER = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$"


def some_identifier(rng, taken):
    while True:
        name = rng.choice(IDENTIFIER) + "".join(rng.choices(IDENTIFIER + "0123456789", k=rng.randint(0, 12)))
        if name not in taken:
            return name


def some_atomic_type(rng):
    kind = rng.choice(("uint", "int", "bytesN", "bool", "address", "string", "bytes"))
    if kind in ("uint", "int"):
        # Without a number it is an alias of 256 bits, whose name stays as it is.
        return kind if rng.random() < 0.05 else f"{kind}{rng.randint(1, 32) * 8}"
    return f"bytes{rng.randint(1, 32)}" if kind == "bytesN" else kind


def some_integer(rng, low, high):
    ends = (low, low + 1, -1, 0, 1, high - 1, high)
    if rng.random() < 0.3:
        return rng.choice([n for n in ends if low <= n <= high])
    return max(low, min(high, rng.getrandbits(rng.randint(1, 257)) * rng.choice((1, -1))))


def some_atomic_value(rng, name):
    """A value as it stands in JSON."""
    if name.startswith(("uint", "int")):
        bits = int(name.lstrip("uint") or 256)
        low, high = (0, 2**bits - 1) if name.startswith("uint") else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
        value = some_integer(rng, low, high)
        form = rng.random()
        if form < 0.5:
            return value
        return hex(value) if form < 0.75 and value >= 0 else str(value)
    if name == "bool":
        return rng.random() < 0.5
    if name == "string":
        letters = "aZ09 \"\\/\b\f\n\r\t\0\x7fäß€語😀\u2028"
        return "".join(rng.choices(letters, k=rng.randint(0, 40)))
    if name == "bytes":
        return "0x" + some_bytes(rng, 300).hex()
    if name == "address":
        # One case only: eth-account wants the checksum of a mixed one to be right.
        digits = rng.randbytes(20).hex()
        return "0x" + rng.choice((digits, digits.upper()))
    digits = rng.randbytes(int(name[5:])).hex()
    return "0x" + rng.choice((digits, digits.upper()))


def some_typed_value(rng, types, name, depth):
    if name.endswith("]"):
        element, _, length = name[:-1].rpartition("[")
        count = int(length) if length else (rng.randint(0, 3) if depth < 6 else 0)
        return [some_typed_value(rng, types, element, depth + 1) for _ in range(count)]
    if name not in types:
        return some_atomic_value(rng, name)
    if depth >= 6 or rng.random() < 0.15:
        return None
    value = {}
    for member in types[name]:
        content = some_typed_value(rng, types, member["type"], depth + 1)
        # A struct may be null or absent.
        if content is not None or rng.random() < 0.5:
            value[member["name"]] = content
    members = list(value.items())
    if rng.random() < 0.3:
        rng.shuffle(members)
    if rng.random() < 0.1:
        members.append((some_identifier(rng, value.keys() | {m["name"] for m in types[name]}), [None, {"of": 1}]))
    return dict(members)


def some_types(rng):
    names = []
    for _ in range(rng.randint(1, 6)):
        name = some_identifier(rng, [*names, "EIP712Domain"])
        # Colons are in use, though EIP-712 has none.
        names.append(name + ":" + some_identifier(rng, ()) if rng.random() < 0.03 else name)
    types = {}
    for position, name in enumerate(names):
        members = []
        for _ in range(rng.choice((0, 1, 2, 3, 4, 5, 6, 25)) if position else rng.randint(1, 6)):
            # To any type but the first, which eth-account finds by nothing leading to it but itself.
            targets = names[1:] + ([name] if position == 0 else [])
            kind = rng.choice(targets) if targets and rng.random() < 0.35 else some_atomic_type(rng)
            while rng.random() < 0.2:
                kind += rng.choice(("[]", "[]", f"[{rng.randint(1, 3)}]"))
            members.append({"name": some_identifier(rng, [m["name"] for m in members]), "type": kind})
        types[name] = members
    # Every type but the first has to be a part of another one.
    for name in names[1:]:
        if not any(m["type"].split("[")[0] == name for other in types if other != name for m in types[other]):
            taken = [m["name"] for m in types[names[0]]]
            types[names[0]].append({"name": some_identifier(rng, taken), "type": name})
    return names[0], types


# Left out is what eth-account takes and Kedge refuses: null for a string or bytes, bytesN that are shorter and padded, hex
# of an odd length, text and numbers for bools and bytes, arrays of another length than T[n], T[0], members of the same name.
@section("typed_data")
def typed_data_cases(rng):
    fields = {
        "name": "string",
        "version": "string",
        "chainId": "uint256",
        "verifyingContract": "address",
        "salt": "bytes32",
    }
    made = 0
    while made < 3000:
        primary, types = some_types(rng)
        message = some_typed_value(rng, types, primary, 0)
        if message is None or len(json.dumps(message)) > 20000:
            continue
        chosen = [field for field in fields if rng.random() < 0.6]
        domain = {field: some_atomic_value(rng, fields[field]) for field in chosen}
        document = {"types": types, "primaryType": primary, "domain": domain, "message": message}
        if rng.random() < 0.7:
            declared = [{"name": field, "type": fields[field]} for field in chosen]
            document["types"] = {"EIP712Domain": declared, **types}
        parts = list(document.items())
        rng.shuffle(parts)
        text = json.dumps(dict(parts), ensure_ascii=rng.random() < 0.5, indent=rng.choice((None, None, 1)))
        signable = encode_typed_data(full_message=json.loads(text))
        account = Account.from_key(rng.randrange(1, 2**255).to_bytes(32, "big"))
        signed = account.sign_message(signable)
        yield {
            "json": text,
            "domain": signable.header,
            "message": signable.body,
            "type": encode_type(primary, types),
            "digest": signed.message_hash,
            "key": account.key,
            "signature": signed.signature,
            "address": bytes.fromhex(account.address[2:]),
        }
        made += 1
