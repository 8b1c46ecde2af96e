"""RLP."""

from __future__ import annotations

from typing import Any

import kedge
from wallets import FORMS, cases, data, refused


def test_items_come_and_go() -> None:
    tree = [b"cat", [b"", [b"\x80" * 60, []], b"\0"], []]
    assert kedge.rlp_decode(kedge.rlp_encode(tree)) == tree
    assert kedge.rlp_encode((b"cat", ())) == kedge.rlp_encode([b"cat", []])
    for number in (0, 1, 127, 128, 255, 256, 2**64, 2**256 - 1):
        expected = number.to_bytes((number.bit_length() + 7) // 8, "big")
        assert kedge.rlp_decode(kedge.rlp_encode(number)) == expected
        assert kedge.rlp_decode(kedge.rlp_encode([number])) == [expected]
    for size in (0, 1, 55, 56, 255, 256, 65_535, 65_536, 1_000_000):
        assert kedge.rlp_decode(kedge.rlp_encode([bytes(size)])) == [bytes(size)]


def test_every_form_of_bytes_is_the_same() -> None:
    for form in FORMS:
        assert kedge.rlp_encode([form(b"twelve bytes")]) == b"\xcd\x8ctwelve bytes"
        assert kedge.rlp_decode(form(b"\x8btwelve byte")) == b"twelve byte"


def test_what_is_not_canonical_is_refused() -> None:
    for encoded in (
        b"",
        b"\x81\x00",
        b"\x81\x7f",
        b"\xb8\x37" + bytes(55),
        b"\xb9\x00\x38" + bytes(56),
        b"\x82\x80",
        b"\xc1",
        b"\xc1\x81",
        b"\x80\x80",
        b"\xbf" + b"\xff" * 8,
        b"\xff" + b"\xff" * 8,
    ):
        refused(kedge.MalformedRLPError, lambda: kedge.rlp_decode(encoded))


def test_lists_lie_in_each_other_as_deep_as_the_limit() -> None:
    deep: list[Any] = []
    for _ in range(1023):
        deep = [deep]
    encoded = kedge.rlp_encode(deep)
    assert kedge.rlp_encode(kedge.rlp_decode(encoded, max_depth=1024)) == encoded
    refused(
        kedge.RLPTooDeepError,
        lambda: kedge.rlp_decode(encoded),
        lambda: kedge.rlp_decode(encoded, max_depth=1023),
        lambda: kedge.rlp_decode(b"\xc0", max_depth=0),
        lambda: kedge.rlp_decode(b"\xc0", max_depth=-1),
    )
    assert kedge.rlp_decode(b"\x05", max_depth=0) == b"\x05"
    refused(kedge.InvalidArgumentError, lambda: kedge.rlp_decode(encoded, max_depth=1025))
    within_itself: list[Any] = []
    within_itself.append(within_itself)
    refused(ValueError, lambda: kedge.rlp_encode([deep]), lambda: kedge.rlp_encode(within_itself))


def test_what_is_no_item_is_refused() -> None:
    refused(ValueError, lambda: kedge.rlp_encode(-1), lambda: kedge.rlp_encode([2**256]))
    mistakes: list[Any] = ["text", ["text"], 1.5, None, {b"a": b"b"}, object()]
    refused(TypeError, *[lambda one=one: kedge.rlp_encode(one) for one in mistakes])
    refused(
        TypeError,
        lambda: kedge.rlp_decode(5),  # type: ignore[arg-type]
        lambda: kedge.rlp_decode("\5"),  # type: ignore[arg-type]
    )


def test_published_cases() -> None:
    def item(value: Any) -> Any:
        if isinstance(value, list):
            return [item(one) for one in value]
        if isinstance(value, str):
            return int(value[1:]) if value.startswith("#") else value.encode()
        return value

    def content(value: Any) -> Any:
        if isinstance(value, list):
            return [content(one) for one in value]
        if isinstance(value, int):
            return value.to_bytes((value.bit_length() + 7) // 8, "big")
        return value

    for case in cases("rlp/rlptest.json", 28).values():
        value, encoded = item(case["in"]), data(case["out"])
        # A number beyond 256 bits is bytes to this library.
        if isinstance(value, int) and value >= 2**256:
            value = content(value)
        assert kedge.rlp_encode(value) == encoded
        assert kedge.rlp_decode(encoded) == content(value)
