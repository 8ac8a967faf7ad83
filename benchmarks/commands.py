"""What the reverse path costs, through real processes: durability under load, a conflict, a backlog after an outage.

    python benchmarks/commands.py [durable] [conflict] [backlog] [--rate 2000] [--count 10000]

``durable``: how long the desk waits until an act is on disk while the feed takes in ``rate`` events a second; beside it
what a bare flush of 4 KiB costs on the same disk in the same seconds, below which no act can be.
``conflict``: two feeds, two operators, the same alarm at the same moment; how long until both outboxes know the word
and both caches show the winner. ``backlog``: acts that were queued in an outage and survived the feed's death, from the
gateway's return until the last one has its answer on disk.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "tests"), str(Path(__file__).resolve().parents[1])]

from e2e.processes import Gateway, Plant, backend_of, contact, until  # noqa: E402

from console.commands import intents as do  # noqa: E402
from console.commands.desk_line import door_mark, submit, vouch  # noqa: E402
from console.commands.envelope import Command, Stage, make  # noqa: E402
from console.commands.outbox import Entry, OutboxReader  # noqa: E402
from console.commands.session import SignedIn, SignIn  # noqa: E402
from console.domain.entities import Alarm  # noqa: E402
from console.store.generations import CacheRoot  # noqa: E402
from console.store.reader import CacheReader  # noqa: E402

NAME = "city"
PAIRS = 60
ACTS = 1500


def signed_in(gateway: Gateway, user: str) -> SignedIn:
    """A demo person's session."""
    return SignIn([gateway.url], "bench").by_password(user, f"demo-{user}-2024")


def command(who: SignedIn, intent: do.AnyIntent, expected: int = -1) -> Command:
    """An act of now."""
    return make(intent, "Alarm", actor=who.person.id, session=who.session, terminal="bench", expected=expected,
                now_ms=int(time.time() * 1000))  # fmt: skip


def line(name: str, seconds: list[float]) -> None:
    """One line of figures in ms."""
    p50, p99 = np.percentile(np.array(seconds) * 1e3, (50, 99))
    print(f"{name:<52} p50 {p50:8.1f} ms  p99 {p99:8.1f} ms  worst {max(seconds) * 1e3:8.1f} ms  (n {len(seconds)})")


def durable(plant: Plant, rate: int) -> None:
    """One desk, an act at a random moment, again and again."""
    gateway = plant.gateway(options=("--vehicles", "1000", "--rate", str(rate)))
    gateway.await_ready()
    plant.feed(f"{NAME}={gateway.url}")
    contact(plant.cache, NAME)
    who, dice = signed_in(gateway, "watch"), random.Random(1)
    time.sleep(5.0)
    first, began, waited, flushed = backend_of(plant.cache, NAME), time.monotonic(), list[float](), list[float]()
    for n in range(ACTS):
        act = command(who, do.Comment(about="AL-1", text=f"remark {n}"))
        start = time.perf_counter()
        submit(plant.cache, NAME, [act])
        waited.append(time.perf_counter() - start)
        time.sleep(dice.uniform(0.0, 0.02))
        flushed.append(_flush(plant.folder / "probe"))
        time.sleep(dice.uniform(0.0, 0.02))
    last = backend_of(plant.cache, NAME)
    assert first and last
    taken = (last.cursor.seq - first.cursor.seq) / (time.monotonic() - began)
    line(f"act durable while the feed takes in {taken:,.0f} events/s", waited)
    line("  a bare flush of 4 KiB beside it", flushed)


def _flush(path: Path) -> float:
    with path.open("ab", buffering=0) as file:
        start = time.perf_counter()
        file.write(bytes(4096))
        os.fdatasync(file.fileno())
        return time.perf_counter() - start


class Desk:
    """One operator with a feed of their own."""

    def __init__(self, plant: Plant, gateway: Gateway, user: str) -> None:
        self.cache = plant.folder / f"cache-{user}"
        words = ("feed", "--cache", str(self.cache), "--backend", f"{NAME}={gateway.url}")
        plant.process(f"feed-{user}", *words)
        contact(self.cache, NAME)
        self.who = signed_in(gateway, user)
        self.outbox, self.reader = OutboxReader(self.cache), CacheReader(CacheRoot(self.cache))
        self.stages: dict[str, tuple[Stage, float]] = {}
        self.winners: dict[str, tuple[str, float]] = {}

    def look(self) -> None:
        """What a window would see now."""
        now = time.perf_counter()
        for entry in self.outbox.recent() or ():
            if entry.stage is not Stage.PENDING:
                self.stages.setdefault(entry.command.id, (entry.stage, now))
        changes = self.reader.poll()
        for _, _, event in changes.entities if changes else ():
            if isinstance(event, Alarm) and event.acknowledged:
                self.winners.setdefault(event.id, (event.acknowledged_by, now))


def conflict(plant: Plant) -> None:
    """Two acknowledge the same version of an alarm."""
    gateway = plant.gateway(options=("--vehicles", "1000", "--rate", "2000"))
    gateway.await_ready()
    desks = [Desk(plant, gateway, user) for user in ("watch", "grid")]
    seen: list[float] = []
    for n in range(PAIRS):
        seen.append(_duel(gateway, desks, f"AL-duel-{n}"))
    line("conflict, until both know the word and the winner", seen)


def _duel(gateway: Gateway, desks: list[Desk], name: str) -> float:
    now = int(time.time() * 1000)
    gateway.control(inject=[
        f'{{"kind":"Alarm","id":"{name}","v":1,"at":{now},"system":"city","priority":2,"title":"duel","source":"x",'
        f'"rule":"bench","raised":{now}}}'
    ])  # fmt: skip
    acts = [command(desk.who, do.Acknowledge(about=name), 1) for desk in desks]
    threads = [
        threading.Thread(target=submit, args=(desk.cache, NAME, [act])) for desk, act in zip(desks, acts, strict=True)
    ]
    start = time.perf_counter()
    for thread in threads:
        thread.start()

    def both() -> bool:
        for desk in desks:
            desk.look()
        pairs = list(zip(desks, acts, strict=True))
        return all(act.id in desk.stages and name in desk.winners for desk, act in pairs)

    while not both():
        time.sleep(0.002)
        assert time.perf_counter() - start < 10, "a conflict was not seen"
    for thread in threads:
        thread.join()
    assert {desk.stages[act.id][0] for desk, act in zip(desks, acts, strict=True)} == {Stage.DELIVERED, Stage.CONFLICT}
    assert len({desk.winners[name][0] for desk in desks}) == 1
    moments = [desk.stages[act.id][1] for desk, act in zip(desks, acts, strict=True)]
    return max(*moments, *(desk.winners[name][1] for desk in desks)) - start


def backlog(plant: Plant, count: int, rate: int) -> None:
    """An outage, many acts, the feed's death, the gateway's return."""
    gateway = plant.gateway(options=("--vehicles", "1000", "--rate", str(rate)))
    gateway.await_ready()
    feed = plant.feed(f"{NAME}={gateway.url}")
    contact(plant.cache, NAME)
    who = signed_in(gateway, "watch")
    gateway.kill()
    made = [command(who, do.Comment(about="AL-1", text=f"remark {n}")) for n in range(count)]
    for start in range(0, count, 500):
        submit(plant.cache, NAME, made[start : start + 500])
    feed.kill()
    before = door_mark(plant.cache)
    feed.start()
    until(lambda: door_mark(plant.cache) != before, 20, "the new feed's door")
    vouch(plant.cache, NAME, who.person.id, who.session)
    gateway.start()
    gateway.await_ready()
    began = time.perf_counter()
    reader = OutboxReader(plant.cache)
    until(lambda: reader.recent() is not None and reader.waiting < count, 120, "the first answer")
    first = time.perf_counter() - began
    until(lambda: (reader.recent(), reader.waiting == 0)[1], 600, lambda: f"{reader.waiting} still wait")
    took = time.perf_counter() - began
    entries = OutboxReader(plant.cache).recent(count + 1) or []
    _prove(entries, made)
    print(f"{count:,} acts delivered {took:.1f} s after the gateway's return (the first after {first:.1f} s), "
          f"in order, {rate} events/s beside them")  # fmt: skip


def _prove(entries: list[Entry], made: list[Command]) -> None:
    """All accepted, one effect each, in the order of their making."""
    entries = sorted(entries, key=lambda entry: entry.place)
    assert [entry.command.id for entry in entries] == [each.id for each in made]
    assert {entry.stage for entry in entries} == {Stage.DELIVERED}
    numbers = [entry.outcome.seq for entry in entries if entry.outcome]
    assert numbers == sorted(set(numbers)) and len(numbers) == len(made)


def main() -> None:
    """Measure what was asked for, else everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", help="durable, conflict, backlog")
    parser.add_argument("--rate", type=int, default=2000, help="events a second beside the acts")
    parser.add_argument("--count", type=int, default=10_000, help="acts in the backlog")
    args = parser.parse_args()
    measures = {
        "durable": lambda plant: durable(plant, args.rate),
        "conflict": conflict,
        "backlog": lambda plant: backlog(plant, args.count, args.rate),
    }
    for name in args.what or measures:
        with tempfile.TemporaryDirectory(prefix="commandwall-bench-") as folder:
            plant = Plant(Path(folder), whole_city=True)
            try:
                measures[name](plant)
            finally:
                plant.end()


if __name__ == "__main__":
    main()
