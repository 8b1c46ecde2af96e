"""Routes orders to workers by customer, drains a worker, and shows that nobody else moves."""

from __future__ import annotations

from collections import Counter

import kedge

CUSTOMERS = [f"customer {number}" for number in range(400)]


def main() -> None:
    with kedge.HashRing() as ring:
        zones = {1: "east", 2: "east", 3: "west", 4: "west", 5: "north"}
        workers = ring.apply(
            [
                kedge.RingChange.add(f"worker-{number}", weight=2 if number == 1 else 1, zone=zone)
                for number, zone in zones.items()
            ]
        )
        names = {worker: ring.node(worker).name.decode() for worker in workers}
        drained = workers[2]

        before = ring.owners_of(CUSTOMERS)  # one call for all of them
        foretold = ring.preview([kedge.RingChange.set_state(drained, kedge.NodeState.DRAINING)])
        ring.set_state(drained, kedge.NodeState.DRAINING)
        after = ring.owners_of(CUSTOMERS)

        print(f"{'worker':10}{'before':>8}{'after':>8}{'share':>8}")
        counts = Counter(before), Counter(after)
        for share in foretold.shares:
            worker = share.node
            print(f"{names[worker]:10}{counts[0][worker]:8}{counts[1][worker]:8}{share.after:8.1%}")
        moved = [(old, new) for old, new in zip(before, after) if old != new]
        strays = sum(old != drained for old, _ in moved)
        print(f"{len(moved)} customers moved, {strays} of them of other workers")
        print(f"foretold: {foretold.moved:.1%} of all keys, {foretold.collateral:.1%} between others")

        copies = ring.replicas("customer 7", 3)
        print("copies of customer 7 in", ", ".join(ring.node(node).zone or "?" for node in copies))

        # A customer whose orders come all at once does not bring its worker down.
        served = Counter(ring.admit("customer 7", 125).node for _ in range(100))
        print("100 orders of customer 7 at once:", *sorted(served.values(), reverse=True))


if __name__ == "__main__":
    main()
