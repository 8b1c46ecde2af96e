"""Circuit breakers from Python, as decorators of a function that does nothing, beside what one would install otherwise."""

import sys

import circuitbreaker
import kedge
import pybreaker
from rows import Row, run


def nothing() -> None:
    pass


ROWS: list[Row] = []
if hasattr(kedge, "CircuitBreaker"):
    ours = kedge.CircuitBreaker(consecutive_failures=5, open_time=30)(nothing)
    ROWS += [
        ("Python: breaker, decorator", "ns", ours,
         "circuitbreaker", circuitbreaker.circuit(failure_threshold=5, recovery_timeout=30)(nothing), 1.0),
        ("Python: breaker, decorator, and pybreaker", "ns", ours,
         "pybreaker", pybreaker.CircuitBreaker(fail_max=5, reset_timeout=30)(nothing), None),
    ]  # fmt: skip
else:
    print("bench: kedge has no CircuitBreaker in Python yet: its rows are left out", file=sys.stderr)

run(ROWS)
