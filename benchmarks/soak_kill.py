"""Rounds of kill -9 of gateway, feed and window at random moments, then proof that cache and gateway are equal.

    python benchmarks/soak_kill.py --rounds 100 --seed 1

Each round kills one, two or all three after a random time and starts them again; every tenth round, and at the end,
the city is paused and ``commandwall digest`` must say that both add up to the same, with nothing lost or doubled.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "tests"), str(Path(__file__).resolve().parents[1])]

from e2e.processes import COMMAND, Gateway, Plant, Process, contact, level, until  # noqa: E402

PROVE_EVERY = 10
LONGEST_SECONDS = 4.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=1000.0, help="events a second")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="commandwall-soak-") as folder:
        plant = Plant(Path(folder), whole_city=True)
        try:
            return soak(plant, args.rounds, random.Random(args.seed), args.rate)
        finally:
            plant.end()


def soak(plant: Plant, rounds: int, dice: random.Random, rate: float) -> int:
    """Kill, start, prove."""
    gateway = plant.gateway(options=("--vehicles", "1000", "--rate", str(rate)))
    gateway.await_ready()
    feed = plant.feed(f"city={gateway.url}")
    window = plant.window()
    victims: list[Process] = [gateway, feed, window]
    kills = dict.fromkeys((victim.name for victim in victims), 0)
    contact(plant.cache, "city")
    for done in range(1, rounds + 1):
        for victim in dice.sample(victims, dice.randint(1, len(victims))):
            time.sleep(dice.uniform(0.0, LONGEST_SECONDS))
            victim.kill()
            victim.start()
            kills[victim.name] += 1
        if done % PROVE_EVERY == 0 or done == rounds:
            prove(plant, gateway, done, kills)
    until(lambda: "live" in window.panes().values(), 60.0, window.health)
    print("every digest was equal, nothing lost, nothing doubled, the wall is live")
    return 0


def prove(plant: Plant, gateway: Gateway, done: int, kills: dict[str, int]) -> None:
    """Fails with what differs."""
    gateway.await_ready()
    row = level(plant.cache, "city", gateway, 120.0)
    words = ["digest", "--cache", str(plant.cache), "--gateway", gateway.url, "--wait", "30"]
    subprocess.run([COMMAND, *words], check=True, stdout=subprocess.DEVNULL)
    counts = row.counts
    print(
        f"round {done}: equal at {row.cursor.seq:,}; kills {kills}; reconnects {counts.reconnects}, "
        f"snapshots {counts.snapshots}, redelivered {counts.redelivered}, "
        f"lost {counts.lost(row.cursor.seq)}, doubled {counts.duplicated(row.cursor.seq)}",
        flush=True,
    )
    gateway.control(paused=False)


if __name__ == "__main__":
    sys.exit(main())
