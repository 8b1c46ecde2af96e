"""What docs/formats.md says of saved states of breakers, by Kedge and by what the page says."""

from __future__ import annotations

import contextlib
import json
import re
import time
from pathlib import Path

import kedge
import pytest

PAGE = (Path(__file__).resolve().parents[2] / "docs/formats.md").read_text(encoding="utf-8")
SECTION = PAGE.split("## States of breakers")[1].split("\n## ")[0]
EXAMPLE = SECTION.split("```\n")[1].strip()
MEMBERS = re.findall(r"^\| `(\w+)` \|", SECTION, re.MULTILINE)
# What is written of each state beside the version, the state and the time.
FURTHER = {
    "closed": ["failures"],
    "disabled": [],
    "metrics_only": [],
    "open": ["open_ns", "reopenings"],
    "forced_open": [],
}


def saved(breaker: kedge.CircuitBreaker) -> dict[str, object]:
    text = breaker.save()
    state = json.loads(text)
    assert text == json.dumps(state, separators=(",", ":")), "no white space"
    return state


def test_the_page_names_every_state_and_member() -> None:
    assert re.findall(r"`(\w+)`", SECTION.split("| `state` |")[1].splitlines()[0]) == [
        "closed", "disabled", "metrics_only", "open", "forced_open",
    ]  # fmt: skip
    assert MEMBERS == ["kedge_breaker", "state", "open_ns", "reopenings", "failures", "saved_at_ms"]


@pytest.mark.parametrize("name", FURTHER)
def test_a_saved_state_has_the_members_of_the_page_in_its_order(name: str) -> None:
    with contextlib.closing(kedge.CircuitBreaker()) as breaker:
        breaker.set_state(kedge.BreakerState[name.upper()])
        before = time.time_ns() // 1_000_000
        state = saved(breaker)
        after = time.time_ns() // 1_000_000
    present = ["kedge_breaker", "state", *FURTHER[name], "saved_at_ms"]
    assert list(state) == [member for member in MEMBERS if member in present]
    assert (state["kedge_breaker"], state["state"]) == (1, name)
    assert isinstance(state["saved_at_ms"], int) and before - 10 <= state["saved_at_ms"] <= after


def test_the_example_is_read_and_its_time_is_over() -> None:
    with contextlib.closing(kedge.CircuitBreaker()) as breaker:
        breaker.restore(EXAMPLE)
        # Its date is past, and so is the time that it was to be open for.
        breaker.run_due()
        assert breaker.state is kedge.BreakerState.HALF_OPEN
        state = saved(breaker)
    assert (state["state"], state["open_ns"], state["reopenings"]) == ("open", 0, 2)


def test_time_that_has_passed_is_taken_off_and_a_date_to_come_takes_nothing() -> None:
    now = time.time_ns() // 1_000_000
    for ago, least, most in ((2_000, 8 * 10**9, 9 * 10**9), (-60_000, 9 * 10**9, 10 * 10**9)):
        text = {**json.loads(EXAMPLE), "open_ns": 10**10, "saved_at_ms": now - ago}
        with contextlib.closing(kedge.CircuitBreaker()) as breaker:
            breaker.restore(json.dumps(text, separators=(",", ":")))
            left = saved(breaker)["open_ns"]
        assert isinstance(left, int) and least - 10**9 < left <= most
