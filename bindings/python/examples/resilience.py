"""An upstream dies and comes back: payments go on through another, and the first is left alone."""

from __future__ import annotations

import asyncio
from collections import Counter

import kedge

CALLS = 100
PHASES = ("all is well", "the upstream is dead", "the upstream is back")


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readline()
    writer.write(b"paid\n")
    writer.close()


async def pay(port: int) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"order\n")
    try:
        return await reader.readline()
    finally:
        writer.close()


async def main() -> None:
    first = await asyncio.start_server(answer, "127.0.0.1", 0)
    second = await asyncio.start_server(answer, "127.0.0.1", 0)
    ports = {
        "first": first.sockets[0].getsockname()[1],
        "second": second.sockets[0].getsockname()[1],
    }
    breaker = kedge.CircuitBreaker(
        consecutive_failures=3, failure_rate=None, count_window=None, open_time=0.1, probes=2
    )
    targets = [kedge.FailoverTarget("first", breaker), kedge.FailoverTarget("second", level=1)]
    failover = kedge.Failover(targets)
    pipeline = kedge.Pipeline(
        [
            kedge.PipelineLayer.deadline(2.0),
            kedge.Retry(idempotent=True),
            failover,
            kedge.PipelineLayer.attempt_deadline(0.2),
        ]
    )
    print("payments through:", pipeline.describe())
    answered: Counter[str] = Counter()

    async def attempt() -> bytes:
        target = kedge.PipelineAttempt.current().target
        assert target is not None
        paid = await pay(ports[target.name])
        answered[target.name] += 1
        return paid

    print(f"{'':22}{'payments':>9}{'first':>8}{'second':>8}")
    for phase in PHASES:
        if phase == "the upstream is dead":
            first.close()
            await first.wait_closed()
        elif phase == "the upstream is back":
            first = await asyncio.start_server(answer, "127.0.0.1", ports["first"])
        answered.clear()
        for _ in range(CALLS):
            await pipeline.arun(attempt, idempotent=True)
            await asyncio.sleep(0.004)
        print(f"{phase:22}{CALLS:9}{answered['first']:8}{answered['second']:8}")
    for event in breaker.events():
        states = event.from_state, event.to_state, event.reason
        print("  {} -> {}: {}".format(*(state.name.lower().replace("_", " ") for state in states)))
    saved = failover.target_info(1).saved
    kept_away = failover.target_info(0).rejected
    print(f"{kept_away} kept away from the first, {saved} saved by the second, none lost")
    first.close()
    second.close()
    pipeline.close()
    failover.close()
    breaker.close()


if __name__ == "__main__":
    asyncio.run(main())
