"""What a running feed writes to its disk, what that costs, and how soon a window has the news.

    python benchmarks/feed_written.py [--rate 200] [--vehicles 5000] [--seconds 60]

A real gateway with the simulated city, a real feed, and one reader at its doorbell. Printed: what the feed hands to the
system to write a day (write calls; and what of it dirtied the cache of the disk), which tables SQLite's pages were of,
the processor's time of feed and gateway, and the time from the wire to the reader.
"""

from __future__ import annotations

import argparse
import os
import socket
import sqlite3
import struct
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "tests"), str(Path(__file__).resolve().parents[1])]

from e2e.processes import Plant, contact  # noqa: E402

from console.store.doorbell import Doorbell  # noqa: E402
from console.store.generations import CacheRoot  # noqa: E402
from console.store.reader import CacheReader  # noqa: E402

WARM_UP_SECONDS = 15.0
DAY = 86_400


def written(pid: int) -> tuple[int, int]:
    """Bytes that a process has handed to write calls, and those of them that were to go to a disk."""
    words = dict(line.split(": ") for line in Path(f"/proc/{pid}/io").read_text(encoding="ascii").splitlines())
    return int(words["wchar"]), int(words["write_bytes"])


def processor(pid: int) -> float:
    """Seconds of the processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Pages:
    """Pages in SQLite's own log, by what they hold; looked at often enough that none is missed."""

    def __init__(self, database: Path) -> None:
        self._file = database.with_name(database.name + "-wal")
        self._database = database
        self._seen = 0
        self._salt = b""
        self.frames: Counter[int] = Counter()
        self.commits = 0
        self.take()
        self.frames.clear()
        self.commits = 0

    def take(self) -> None:
        """Count the frames that have come since the last look."""
        with self._file.open("rb") as file:
            head = file.read(32)
            if len(head) < 32:
                return
            size = struct.unpack(">I", head[8:12])[0]
            if head[16:24] != self._salt:
                self._salt, self._seen = head[16:24], 0
            file.seek(32 + self._seen * (size + 24))
            while len(frame := file.read(size + 24)) == size + 24 and frame[8:16] == self._salt:
                page, committed = struct.unpack(">II", frame[:8])
                self.frames[page] += 1
                self.commits += bool(committed)
                self._seen += 1

    def by_table(self) -> Counter[str]:
        """Frames by table or index."""
        with sqlite3.connect(f"{self._database.absolute().as_uri()}?mode=ro", uri=True) as reader:
            owner = dict(reader.execute("SELECT pageno, name FROM dbstat").fetchall())
        names: Counter[str] = Counter()
        for page, n in self.frames.items():
            names[owner.get(page, "given back")] += n
        return names


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rate", type=float, default=200.0, help="events a second")
    parser.add_argument("--vehicles", type=int, default=5_000)
    parser.add_argument("--seconds", type=float, default=60.0)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="commandwall-written-") as folder:
        plant = Plant(Path(folder), whole_city=True)
        try:
            measure(plant, args)
        finally:
            plant.end()


def measure(plant: Plant, args: argparse.Namespace) -> None:
    """One run; prints its figures."""
    gateway = plant.gateway(options=("--vehicles", str(args.vehicles), "--rate", str(args.rate)))
    gateway.await_ready()
    feed = plant.feed(f"city={gateway.url}")
    start = contact(plant.cache, "city").counts.received
    time.sleep(WARM_UP_SECONDS)
    root = CacheRoot(plant.cache)
    name = root.current()
    assert name is not None
    pages, before = Pages(root.database(name)), [(*written(each.pid), processor(each.pid)) for each in (feed, gateway)]
    began, first = time.monotonic(), contact(plant.cache, "city").counts.received
    waits = follow(plant.cache, began + args.seconds, pages)
    seconds = time.monotonic() - began
    events = contact(plant.cache, "city").counts.received - first
    assert first > start and events > 0, "the city stands still"
    commits, load = pages.commits / seconds, os.getloadavg()[0]
    print(f"{events / seconds:.0f} events/s in {commits:.1f} transactions/s, load {load:.1f}")
    for process, (calls, disk, used) in zip((feed, gateway), before, strict=True):
        now, day = written(process.pid), DAY / seconds / 1e9
        calls, disk = now[0] - calls, now[1] - disk
        core = (processor(process.pid) - used) / seconds
        print(f"{process.name:<8} {calls * day:5.1f} GB written a day, {disk * day:5.1f} of it for the disk,"
              f" {calls / events:6,.0f} B an event; {core:.2%} of a core")  # fmt: skip
    p50, p99 = np.percentile(np.array(waits), (50, 99))
    print(f"wire to reader p50 {p50:.2f}, p99 {p99:.2f} ms")
    for table, n in pages.by_table().most_common(12):
        print(f"  {table:<28} {n / seconds:6.1f} pages/s  {n / max(pages.commits, 1):6.2f} a transaction")


def follow(cache: Path, until: float, pages: Pages) -> list[float]:
    """Read what is new until then, as a window does; ms from the wire of each transaction."""
    reader, bell, waits = CacheReader(CacheRoot(cache)), Doorbell(cache), list[float]()
    reader.poll()
    wake, waker = socket.socketpair()
    looked = time.monotonic()
    while time.monotonic() < until:
        bell.wait(0.25, wake)
        if (changes := reader.poll()) is not None:
            waits += [(time.monotonic_ns() - rx) / 1e6 for rx in changes.rx_ns]
        if time.monotonic() - looked > 1.0:
            looked = time.monotonic()
            pages.take()
    pages.take()
    for each in (wake, waker):
        each.close()
    bell.close()
    reader.close()
    return waits


if __name__ == "__main__":
    main()
