"""Runs Python in a process of its own, for what can be tried only once or would disturb others."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def python(
    *arguments: str, cwd: str | Path = "/", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Runs Python with `environment` on top of this process's, without its choice of a library."""
    inherited = {name: value for name, value in os.environ.items() if name != "KEDGE_LIBRARY"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env={**inherited, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def output(code: str, **environment: str) -> str:
    """What a program prints; it has to succeed."""
    result = python("-c", code, **environment)
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()
