"""Contract data: eth-abi."""

import decimal

import eth_abi
import eth_abi.packed
from Crypto.Hash import keccak
from sections import section


def abi_leaf(rng):
    """The name of a type without components, and a function that draws a value: as eth_abi takes it, and as JSON has it."""
    bits = 8 * rng.randint(1, 32)
    places = rng.randint(1, 80)
    kind = rng.choice(("uint", "int", "ufixed", "fixed", "bytesM", "function", "address", "bool", "bytes", "string"))

    def integer():
        low, high = (0, 2**bits - 1) if kind in ("uint", "ufixed") else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
        edge = rng.random()
        if edge < 0.3:
            return rng.choice((low, high, low + 1, high - 1, max(low, -1), 0))
        return rng.randint(low, high) if edge < 0.7 else max(low, min(high, rng.randint(-1000, 1000)))

    def draw():
        if kind in ("uint", "int"):
            value = integer()
            return value, str(value)
        if kind in ("ufixed", "fixed"):
            with decimal.localcontext(decimal.Context(prec=100)):
                value = decimal.Decimal(integer()).scaleb(-places)
                text = format(value, "f")
                text = text.rstrip("0").rstrip(".") if "." in text else text
            return value, "0" if text == "-0" else text
        if kind == "bool":
            value = rng.random() < 0.5
            return value, value
        if kind == "address":
            value = rng.randbytes(20)
            return value, checksummed(value)
        if kind == "string":
            letters = [chr(c) for c in range(128)] + list("äß\u0301\u20ac\u4e2d\uffff\U0001f600")
            value = "".join(rng.choice(letters) for _ in range(rng.choice((0, 1, 5, 31, 32, 33, 70))))
            return value, value
        value = rng.randbytes({"bytesM": bits // 8, "function": 24}.get(kind, rng.choice((0, 1, 31, 32, 33, 64, 90))))
        return value, "0x" + value.hex()

    names = {"uint": f"uint{bits}", "int": f"int{bits}", "bytesM": f"bytes{bits // 8}"}
    names |= {"ufixed": f"ufixed{bits}x{places}", "fixed": f"fixed{bits}x{places}"}
    return names.get(kind, kind), draw


def checksummed(address):
    digest = keccak.new(digest_bits=256, data=address.hex().encode()).hexdigest()
    return "0x" + "".join(c.upper() if int(d, 16) >= 8 else c for c, d in zip(address.hex(), digest))


def abi_type(rng, depth):
    """A type, how it is packed, and a function that draws a value."""
    choice = rng.random()
    if depth == 0 or choice < 0.45:
        name, draw = abi_leaf(rng)

        def pack(value, in_array):
            if not in_array:
                return eth_abi.packed.encode_packed([name], [value])
            if name in ("bytes", "string"):
                raise NotPackable
            return eth_abi.encode([name], [value])

        return name, draw, pack
    if choice < 0.7:
        parts = [abi_type(rng, depth - 1) for _ in range(rng.randint(1, 4))]

        def draw():
            drawn = [part[1]() for part in parts]
            return tuple(value for value, _ in drawn), [text for _, text in drawn]

        def pack(value, in_array):
            return b"".join(part[2](item, in_array) for part, item in zip(parts, value))

        return f"({','.join(part[0] for part in parts)})", draw, pack
    name, draw_element, pack_element = abi_type(rng, depth - 1)
    length = rng.randint(1, 3) if choice < 0.85 else None

    def draw():
        drawn = [draw_element() for _ in range(rng.randint(0, 4) if length is None else length)]
        return [value for value, _ in drawn], [text for _, text in drawn]

    def pack(value, in_array):
        return b"".join(pack_element(item, True) for item in value)

    return f"{name}[{'' if length is None else length}]", draw, pack


class NotPackable(Exception):
    """The packed mode has no form for bytes and string inside an array."""


def abi_arguments(rng):
    parts = [abi_type(rng, rng.choice((0, 1, 2, 3))) for _ in range(rng.randint(1, 4))]
    drawn = [part[1]() for part in parts]
    types, values = [part[0] for part in parts], [value for value, _ in drawn]
    try:
        packed = b"".join(part[2](value, False) for part, value in zip(parts, values))
    except NotPackable:
        packed = None
    # eth_abi does not pad what is in an array, as Solidity does; without arrays both agree.
    if not any("[" in name for name in types):
        assert packed == eth_abi.packed.encode_packed(types, values)
    return types, values, [text for _, text in drawn], packed


@section("contract_abi")
def contract_abi_cases(rng):
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$"
    for _ in range(3000):
        types, values, texts, packed = abi_arguments(rng)
        name = rng.choice(letters) + "".join(rng.choice(letters + "0123456789") for _ in range(rng.randint(0, 12)))
        signature = f"{name}({','.join(types)})"
        yield {
            "signature": signature,
            "hash": keccak.new(digest_bits=256, data=signature.encode()).digest(),
            "types": f"({','.join(types)})",
            "values": texts,
            "encoding": eth_abi.encode(types, values),
            "packed": packed,
        }


def abi_damaged(rng, data):
    """The data with a few changes, most of them to its offsets and lengths."""
    data = bytearray(data)
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        change = rng.random()
        word = 32 * rng.randrange(max(1, len(data) // 32))
        if change < 0.25 and data:
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        elif change < 0.4:
            del data[rng.randrange(len(data) + 1) :]
        elif change < 0.8:
            number = rng.choice((0, 1, 2, 31, 32, 33, 64, 96, 128, len(data), len(data) - 32, 2**32, 2**63, 2**256 - 1))
            data[word : word + 32] = max(0, number).to_bytes(32, "big")
        elif change < 0.9 and data:
            other = 32 * rng.randrange(max(1, len(data) // 32))
            data[word : word + 32] = data[other : other + 32]
        else:
            data += rng.randbytes(rng.choice((1, 31, 32)))
    return bytes(data)


def abi_as_text(name, value):
    """A decoded value as JSON has it; `name` is the type's."""
    if name.endswith("]"):
        return [abi_as_text(name[: name.rindex("[")], item) for item in value]
    if name.startswith("("):
        parts, depth, start = [], 0, 1
        for at, character in enumerate(name):
            depth += (character == "(") - (character == ")")
            if (character == "," and depth == 1) or depth == 0:
                parts.append(name[start:at])
                start = at + 1
        return [abi_as_text(part, item) for part, item in zip(parts, value)]
    if isinstance(value, bytes):
        return "0x" + value.hex()
    if name == "address":
        return checksummed(bytes.fromhex(value[2:]))
    if isinstance(value, decimal.Decimal):
        text = format(value, "f")
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return "0" if text == "-0" else text
    return value if isinstance(value, (bool, str)) else str(value)


@section("contract_abi_damaged")
def contract_abi_damaged_cases(rng):
    for _ in range(4000):
        types, values, _, _ = abi_arguments(rng)
        data = abi_damaged(rng, eth_abi.encode(types, values))
        try:
            decoded = eth_abi.decode(types, data)
        except (eth_abi.exceptions.DecodingError, UnicodeDecodeError, OverflowError):
            decoded = None
        yield {
            "types": f"({','.join(types)})",
            "data": data,
            "values": None if decoded is None else abi_as_text(f"({','.join(types)})", decoded),
        }
