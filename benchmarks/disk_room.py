"""How much room a computer needs, and that a wall which nobody touches stays within it.

    python benchmarks/disk_room.py rates            # bytes kept a value, an event, a report of a vehicle; and written
    python benchmarks/disk_room.py months [--months 12] [--series 40] [--restart-every 30]

``rates`` writes a realistic stream into the real cache, one kind at a time. ``months`` lets a cache live through months
with the clock turned by hand (values every five minutes, alarms, log, restarts) and prints a line a month: what it
holds, the file, what was written, how long a commit and the slowest step of keeping took.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from console.domain.entities import Alarm, Sample, System  # noqa: E402
from console.store.commit import Commit, Counts, Cursor  # noqa: E402
from console.store.generations import CacheRoot  # noqa: E402
from console.store.thinned import HOUR_MS, HourOfTracks  # noqa: E402
from console.store.writer import CacheWriter  # noqa: E402
from console.wire.codec import encode_event  # noqa: E402
from console.wire.positions import PositionFrame, encode_positions  # noqa: E402
from console.wire.segments import BinaryEvent  # noqa: E402
from tests.store.months import Machine, Wall  # noqa: E402

NOW = 1_780_000_000_000
SERIES = 3_000


def written() -> int:
    """Bytes that this process has handed to the system to write; 0 where nobody counts them."""
    try:
        lines = Path("/proc/self/io").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next(int(line.split()[1]) for line in lines if line.startswith("wchar"))


def _measure(name: str, unit: str, fill: Callable[[CacheWriter, int], int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        writer = CacheWriter(CacheRoot(Path(folder)))
        key = writer.backend("city", "http://127.0.0.1:1")
        before = written()
        n = fill(writer, key)
        pages, unused = (
            writer._db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count")
        )
        writer.close()
        size = (pages - unused) * 4096
        print(f"{name:<52} {size / n:7.1f} B kept, {(written() - before) / n:8.1f} B written a {unit}", flush=True)


def _values(each: int, log: bool, commits: int) -> Callable[[CacheWriter, int], int]:
    """A random walk with two decimals in each of 3,000 series, ``each`` values a transaction."""

    def fill(writer: CacheWriter, key: int) -> int:
        chance = np.random.default_rng(7)
        state = chance.uniform(10, 60, SERIES)
        place = 0
        for seq in range(1, commits + 1):
            commit = Commit(key, Cursor("e", seq, 0), Counts())
            raws = []
            for _ in range(each):
                series = place % SERIES
                state[series] += chance.normal(0, 0.8)
                v = place // SERIES + 1
                sample = Sample(id=f"st-{series}/PM25", v=v, at=NOW + v * 60_000, value=round(float(state[series]), 2))
                commit.samples.setdefault(sample.id, []).append(sample)
                raws.append(encode_event(sample))
                place += 1
            commit.segment = (place - each + 1, place, raws) if log else None
            writer.commit(commit)
        if hasattr(writer._series, "fold_all"):  # a cache of before the tail has nothing to fold
            with writer._transaction(0):
                writer._series.fold_all()
        return place

    return fill


def _frames(seconds: int) -> Iterator[PositionFrame]:
    """5,000 vehicles, a tenth of them reports each second, along straight roads with some noise."""
    chance, n = np.random.default_rng(3), 5_000
    lon, lat = chance.uniform(121_000_000, 121_600_000, n), chance.uniform(31_000_000, 31_400_000, n)
    course, speed = chance.uniform(0, 3600, n), chance.uniform(0, 900, n)
    for seq in range(1, seconds + 1):
        index = np.arange(seq % 10, n, 10, dtype=np.uint32)
        course[index] += chance.normal(0, 30, len(index))
        speed[index] = np.clip(speed[index] + chance.normal(0, 40, len(index)), 0, 900)
        step = speed[index] * 10 / 3.6
        lon[index] += step * np.sin(np.radians(course[index] / 10))
        lat[index] += step * np.cos(np.radians(course[index] / 10))
        yield PositionFrame(
            seq, NOW + seq * 1000, False, n, index, lon[index].astype(np.int32), lat[index].astype(np.int32),
            (course[index] % 3600).astype(np.uint16), speed[index].astype(np.uint16),
            chance.integers(0, 3, len(index)).astype(np.uint16), np.zeros(len(index), np.uint16),
        )  # fmt: skip


def _fleet(writer: CacheWriter, key: int) -> int:
    """Twenty minutes of them."""
    reports = 0
    for frame in _frames(1200):
        commit = Commit(key, Cursor("e", frame.seq, 0), Counts())
        commit.segment = (frame.seq, frame.seq, [BinaryEvent(encode_positions(frame))])
        writer.commit(commit)
        reports += len(frame.index)
    return reports


def _tracks() -> None:
    """An hour of them, thinned."""
    hour = HourOfTracks(NOW // HOUR_MS + 1)
    for frame in _frames(7200):
        hour.take(frame)
    start = time.process_time()
    parts = [blob for _, blob in hour.parts()]
    size, took = sum(map(len, parts)), time.process_time() - start
    print(f"thinned tracks of 5,000 vehicles, all on the road        {size / 300_000:7.1f} B kept a place, "
          f"{size * 24 / 1e6:.0f} MB a day; packed in {took * 1e3:.0f} ms an hour")  # fmt: skip


def rates() -> None:
    """One line a kind."""
    _measure("values, 750 a transaction (3,000/s)", "value", _values(750, False, 480))
    _measure("values, 10 a transaction (200/s)", "value", _values(10, False, 30_000))
    _measure("the same with the log", "value", _values(10, True, 30_000))
    _measure("log of positions, 500 of 5,000 vehicles a second", "report", _fleet)
    _tracks()


def _alarm(number: int, now: int) -> Alarm:
    """One of 200 that come and go in turn."""
    return Alarm(
        id=f"A-{number % 200}", v=number // 200 + 1, at=now, raised=now, system=System.CITY, priority=2,
        title="井盖移位", source="cam-17", rule="cover", active=number % 3 > 0, acknowledged=number % 3 == 0,
    )  # fmt: skip


def months(count: int, series: int, restart: int) -> None:
    """One line a month."""
    chance = np.random.default_rng(5)
    with tempfile.TemporaryDirectory() as folder:
        wall = Wall(Path(folder), Machine(NOW), series_days=90, log_days=30, cache_mb=96, log_mb=64)
        v, alarms = 0, 0
        print("month  holds MB  file MB  log MB  values kept  written MB  commit p50/p99 ms  slowest step ms")
        for month in range(1, count + 1):
            commits, steps, before = [], [], written()
            for day in range(30):
                for hour in range(24):
                    samples = []
                    for _ in range(12):
                        v += 1
                        at = wall.machine.now + (v % 12) * 300_000
                        values = np.round(chance.uniform(10, 60, series), 2).tolist()
                        samples += [Sample(id=f"s-{n}", v=v, at=at, value=value) for n, value in enumerate(values)]
                    alarms += 1
                    came = _alarm(alarms, wall.machine.now)
                    start = time.perf_counter()
                    wall.take(samples, [came], noise=chance.bytes(4000))
                    commits.append(time.perf_counter() - start)
                    wall.machine.pass_by(3_600_000)
                    if hour % 6 == 5:
                        wall.live()
                        while True:
                            start = time.perf_counter()
                            wait = wall.writer.tidy()
                            steps.append(time.perf_counter() - start)
                            if wait > 1.0:
                                break
                            wall.machine.pass_by(200)
                if day % restart == restart - 1:
                    wall.close()
                    wall.open()
            holding = wall.writer.holding
            pages = wall.column("PRAGMA page_count")[0] * 4096
            p50, p99 = np.percentile(np.array(commits) * 1e3, (50, 99))
            kept = wall.column("SELECT coalesce(sum(n), 0) FROM chunk")[0]
            print(f"{month:>5}  {holding.used / 1e6:>8.1f}  {pages / 1e6:>7.1f}  {holding.log_bytes / 1e6:>6.1f}"
                  f"  {kept:>11,}  {(written() - before) / 1e6:>10.1f}  {p50:>8.2f} /{p99:>6.2f}"
                  f"  {max(steps) * 1e3:>15.1f}", flush=True)  # fmt: skip
        wall.close()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("rates", "months"))
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--series", type=int, default=40)
    parser.add_argument("--restart-every", type=int, default=30, metavar="DAYS")
    args = parser.parse_args()
    if args.what == "rates":
        rates()
    else:
        months(args.months, args.series, args.restart_every)


if __name__ == "__main__":
    main()
