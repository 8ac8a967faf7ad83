"""How fast the feed takes a log in: frames decoded, reduced and stored, as after an outage, without the network.

Run: ``python benchmarks/feed_ingest.py [--events 200000] [--batch 200] [--commit 5000]``.
One process, one thread. ``decode`` is frames to typed events; ``reduce`` adds the mirror's ledger and counters;
``store`` adds the commits (segment, rows, series, cursor); ``feed`` is the feed's own loop with its own times of
commit, catching up after an outage: what a reconnect costs, less the socket.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from console.domain.entities import Alarm, Case, Event, Sample, Stage, System
from console.feed.inbox import Frame
from console.feed.mirror import Mirror
from console.feed.process import BackendAddress, FeedProcess
from console.store.commit import Counts, Cursor
from console.store.generations import CacheRoot
from console.store.writer import CacheWriter
from console.wire.codec import decode_event, decode_frame, encode_batch, encode_event
from console.wire.messages import Batch

NOW = 1_780_000_000_000
SERIES = 3_000
STAGES = list(Stage)


def make_log(n: int, seed: int) -> list[bytes]:
    """A mixed city: 80 % samples, 12 % alarms that come and go, 8 % cases on their way."""
    chance, versions = random.Random(seed), dict[str, int]()
    return [encode_event(_event(chance, versions, NOW + number * 50)) for number in range(n)]


def _event(chance: random.Random, versions: dict[str, int], at: int) -> Event:
    kind = chance.random()
    name = f"{'s' if kind < 0.8 else 'a' if kind < 0.92 else 'c'}-{chance.randrange(SERIES)}"
    v = versions[name] = versions.get(name, 0) + 1
    if kind < 0.8:
        return Sample(id=name, v=v, at=at, value=round(chance.gauss(35, 9), 2))
    if kind < 0.92:
        return Alarm(
            id=name, v=v, at=at, raised=at, system=System.CITY, priority=v % 4 + 1, title="井盖移位，请就近处置",
            source="cam-17", rule="cover", active=v % 3 != 0, acknowledged=v % 3 != 1, area="310115001002003",
        )  # fmt: skip
    return Case(
        id=name, v=v, at=at, system=System.GRID, stage=STAGES[v % len(STAGES)], category="市容环境/暴露垃圾",
        title="小区北门堆放垃圾", opened=at, due=at + 7_200_000, area="310115001002003",
    )  # fmt: skip


def _decode(frames: list[bytes]) -> None:
    for frame in frames:
        batch = decode_frame(frame)
        assert isinstance(batch, Batch)
        for raw in batch.events:
            decode_event(raw)


def _take(mirror: Mirror, frames: list[bytes], commit: Callable[[], None] | None, every: int) -> None:
    done = 0
    for frame in frames:
        batch = decode_frame(frame)
        assert isinstance(batch, Batch)
        mirror.take_batch(batch, 1)
        done += len(batch.events)
        if commit and done >= every:
            commit()
            done = 0
    if commit:
        commit()


def _reduce(frames: list[bytes]) -> None:
    _take(Mirror(1, "city", Cursor("e"), Counts()), frames, None, 0)


def _store(frames: list[bytes], folder: Path, every: int) -> int:
    writer = CacheWriter(CacheRoot(folder))
    key = writer.backend("city", "http://127.0.0.1:1")
    mirror = Mirror(key, "city", Cursor("e"), Counts())
    _take(mirror, frames, lambda: writer.commit(mirror.commit()), every)
    assert mirror.counts.lost(mirror.cursor.seq) == mirror.counts.duplicated(mirror.cursor.seq) == 0
    writer.close()
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _feed(frames: list[bytes], folder: Path, events: int) -> None:
    feed = FeedProcess(folder, [BackendAddress("city", ("http://127.0.0.1:1",))])
    key, mirror = next(iter(feed._mirrors.items()))
    mirror.cursor = Cursor("e")
    mirror._fresh()
    mirror.begin_catch_up(NOW, NOW + 1, events)

    def bring() -> None:
        for frame in frames:
            feed._inbox.put(Frame(key, 0, time.monotonic_ns(), False, frame))

    threading.Thread(target=bring, daemon=True).start()
    while mirror.cursor.seq < events or mirror.dirty:
        feed._step()
    feed.stopping = True
    for session in feed._sessions.values():
        session.stop()
    feed.run()


def main() -> None:
    """Measure and print one line a stage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--batch", type=int, default=200)
    parser.add_argument("--commit", type=int, default=5_000, help="events in one transaction")
    args = parser.parse_args()
    log = make_log(args.events, 7)
    frames = [encode_batch("e", at + 1, log[at : at + args.batch]) for at in range(0, len(log), args.batch)]
    print(f"{args.events:,} events of {sum(map(len, log)) / len(log):.0f} B in batches of {args.batch}")
    with tempfile.TemporaryDirectory() as folder:
        size = [0]
        written: dict[str, int] = {}
        stages: dict[str, Callable[[], None]] = {
            "decode": lambda: _decode(frames),
            "reduce": lambda: _reduce(frames),
            "store": lambda: size.__setitem__(0, _store(frames, Path(folder) / "store", args.commit)),
            "feed": lambda: _feed(frames, Path(folder) / "feed", args.events),
        }
        for name, work in stages.items():
            began, before = time.perf_counter(), _written()
            work()
            seconds = time.perf_counter() - began
            if after := _written() - before:
                written[name] = after
            print(f"{name:>8}: {args.events / seconds:>10,.0f} events/s  {seconds / args.events * 1e6:6.2f} µs each")
            if name in written:
                print(f"{'':>8}  {written[name] / args.events:>10,.0f} B written an event")
    print(f"on disk: {size[0] / args.events:.0f} B an event")


def _written() -> int:
    """Bytes that this process has handed to the system to write; 0 where nobody counts them."""
    try:
        lines = Path("/proc/self/io").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next(int(line.split()[1]) for line in lines if line.startswith("wchar"))


if __name__ == "__main__":
    main()
