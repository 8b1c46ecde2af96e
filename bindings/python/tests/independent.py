"""The independent reader and the test vectors of docs/formats.md."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

FORMATS = Path(__file__).resolve().parents[3] / "Tests" / "Formats"
sys.path.insert(0, str(FORMATS))

import reader as reader  # noqa: E402

VECTORS: dict[str, dict[str, Any]] = json.loads((FORMATS / "vectors.json").read_text())
ASSOCIATED = b"kedge test vector"


def value(vector: str, name: str) -> bytes:
    """Bytes of a test vector."""
    return bytes.fromhex(VECTORS[vector][name])
