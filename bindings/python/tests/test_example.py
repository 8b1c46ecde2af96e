"""The example runs as it stands, and says what it should."""

from __future__ import annotations

from pathlib import Path

import kedge
from processes import python

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "crypto.py"


def test_the_example_prints_what_it_promises() -> None:
    result = python(str(EXAMPLE))
    assert result.returncode == 0, result.stderr
    lines = dict(line.split(maxsplit=1) for line in result.stdout.splitlines())
    assert len(lines.pop("sealed")) == 2 * (12 + len("attack at dawn") + 16)
    assert lines == {
        "libkedge": kedge.version(),
        "opened": "attack at dawn",
        "refused": "KEDGE_AUTHENTICATION_FAILED",
        "selector": "a9059cbb",  # transfer(address,uint256) of ERC-20
        "alive": "0 handles",
    }
