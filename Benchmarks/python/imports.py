"""How long a program takes that only imports kedge, beside one that does nothing."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from statistics import median

NAME = "Load: import kedge"
LIMIT_MS = 25


def run(code: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
    return (time.perf_counter() - start) * 1e3


# Compiled files are kept, as those of an installed package are, but not beside the sources.
compiled = tempfile.TemporaryDirectory()
environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
environment["PYTHONPYCACHEPREFIX"] = compiled.name

options = argparse.ArgumentParser()
options.add_argument("--quick", action="store_true")
options.add_argument("--only", default="")
arguments = options.parse_args()
if arguments.only.lower() in NAME.lower():
    run("import kedge")
    pairs = [(run("import kedge"), run("")) for _ in range(15 if arguments.quick else 101)]
    kedge, bare = (median(times) for times in zip(*pairs))
    row = {"name": NAME, "peer_name": "bare Python", "unit": "ms"}
    print(json.dumps(row | {"kedge": kedge, "peer": bare, "target": LIMIT_MS / bare}))
