"""What the cache costs: transactions by size, a reader's polls beside them, a snapshot, a cold start.

Run: ``python benchmarks/store_write.py [--open 20000] [--seconds 3]``.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import numpy as np

from console.domain.entities import KIND_NUMBER, Alarm, Sample, System
from console.store.commit import Commit, Counts, Cursor, SnapshotState
from console.store.generations import CacheRoot
from console.store.reader import CacheReader
from console.store.writer import CacheWriter

NOW = 1_780_000_000_000
KIND = KIND_NUMBER[Alarm]
SERIES = 3_000


def _alarm(number: int, v: int) -> Alarm:
    return Alarm(
        id=f"A-{number}", v=v, at=NOW + v, raised=NOW, system=System.CITY, priority=number % 4 + 1,
        title="井盖移位，请就近处置", source="cam-17", rule="cover", area="310115001002003",
    )  # fmt: skip


def _written() -> int:
    """Bytes that this process has handed to the system to write; 0 where nobody counts them."""
    try:
        lines = Path("/proc/self/io").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next(int(line.split()[1]) for line in lines if line.startswith("wchar"))


def _line(name: str, times: list[float], each: int = 1, written: int = 0) -> None:
    p50, p99 = np.percentile(np.array(times) * 1e3, (50, 99))
    rows = each * len(times)
    bytes_each = f"   {written / rows:>8,.0f} B written a row" if written else ""
    print(f"{name:<34} p50 {p50:8.2f} ms   p99 {p99:8.2f} ms   {rows / sum(times):>10,.0f} rows/s{bytes_each}")


def _commits(writer: CacheWriter, key: int, reader: CacheReader, rows: int, kind: str, seconds: float) -> None:
    writing: list[float] = []
    reading: list[float] = []
    began, seq, before = time.perf_counter(), writer.cursor(key)[0].seq, _written()
    while time.perf_counter() - began < seconds:
        seq += 1
        commit = Commit(key, Cursor("e", seq, 0), Counts())
        for n in range(rows):
            number = seq * rows + n
            if kind == "alarms":
                commit.entities[KIND, f"A-{number % 20_000}"] = _alarm(number % 20_000, seq + 1)
            else:
                name = f"s-{number % SERIES}"
                commit.samples.setdefault(name, []).append(
                    Sample(id=name, v=seq * rows + n, at=NOW + seq * 1000, value=1.5)
                )
        start = time.perf_counter()
        writer.commit(commit)
        written = time.perf_counter()
        reader.poll()
        writing.append(written - start)
        reading.append(time.perf_counter() - written)
    _line(f"commit of {rows} {kind}", writing, rows, _written() - before)
    _line("  read by a window", reading, rows)


def main() -> None:
    """Measure and print one line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--open", type=int, default=20_000, help="open alarms in the snapshot")
    parser.add_argument("--seconds", type=float, default=3.0)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        writer, reader = CacheWriter(CacheRoot(root)), CacheReader(CacheRoot(root))
        key = writer.backend("city", "http://127.0.0.1:1")
        day = [NOW + n * 60_000 for n in range(1440)]
        history = {f"s-{n}": (day, [float(n)] * 1440) for n in range(300)}
        state = SnapshotState(Cursor("e", 0, 0), [_alarm(n, 1) for n in range(args.open)], history=history)
        start = time.perf_counter()
        writer.replace(key, state, Counts(), [])
        _line(f"snapshot: {args.open} alarms, 432,000 values", [time.perf_counter() - start], args.open + 432_000)
        start = time.perf_counter()
        reader.poll()
        _line("  read by a window", [time.perf_counter() - start], args.open)
        for rows, kind in ((1, "alarms"), (100, "alarms"), (1, "samples"), (10, "samples"), (5_000, "samples")):
            _commits(writer, key, reader, rows, kind, args.seconds)
        reader.close()
        writer.close()
        start = time.perf_counter()
        again = CacheWriter(CacheRoot(root))
        again.state_of(key)
        size = sum(file.stat().st_size for file in root.rglob("*") if file.is_file())
        _line(f"start on {size / 1e6:.0f} MB", [time.perf_counter() - start], args.open)
        again.close()


if __name__ == "__main__":
    main()
