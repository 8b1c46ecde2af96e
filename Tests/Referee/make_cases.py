"""Works out random cases with independent software, for Kedge's tests to agree with.

Usage: make_cases.py FILE

Needs the packages of scripts/requirements.txt. The same version of these scripts always writes the same cases.
"""

import json
import random
import sys
from importlib import import_module
from pathlib import Path

from sections import SECTIONS

SEED = "kedge referee 1"


def as_json(value):
    return value.hex() if isinstance(value, bytes) else value


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    for module in sorted(Path(__file__).parent.glob("*_cases.py")):
        if module.stem != Path(__file__).stem:
            import_module(module.stem)
    cases = {}
    for name, generator in SECTIONS.items():
        rng = random.Random(f"{SEED}, {name}")
        cases[name] = [{field: as_json(value) for field, value in case.items()} for case in generator(rng)]
    with open(sys.argv[1], "w", encoding="ascii") as file:
        json.dump(cases, file)
    print(", ".join(f"{name} {len(found)}" for name, found in cases.items()))


if __name__ == "__main__":
    main()
