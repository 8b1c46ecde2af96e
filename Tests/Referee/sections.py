"""What the cases of every area share.

To add a section: write a generator function that takes a `random.Random` and yields dictionaries, and mark it with
`@section(name)`. Byte strings become hex. Every section draws from a generator of its own, so a new one leaves the
others as they are.
"""

SECTIONS = {}


def section(name):
    def register(generator):
        SECTIONS[name] = generator
        return generator

    return register


def some_bytes(rng, longest):
    """Up to `longest` bytes; the lengths around the ends of blocks come up more often than others."""
    if rng.random() < 0.3:
        ends = [n for n in (0, 1, 16, 32, 55, 56, 64, 111, 112, 128, 136, 256, 272, 408) if n <= longest]
        length = rng.choice(ends) + rng.choice((-1, 0, 0, 1))
        return rng.randbytes(max(0, min(length, longest)))
    return rng.randbytes(rng.randint(0, longest))
