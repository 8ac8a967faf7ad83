"""Any way of delivering a log, and any crash in between, ends with the state of a straight replay."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.entities import Event, Sample, Stage
from console.domain.ledger import Ledger, state_digest
from console.feed.mirror import Gap, Mirror
from console.store.commit import Cursor, SnapshotState
from console.store.generations import CacheRoot
from console.store.reader import CacheReader
from console.store.writer import CacheWriter
from console.wire.codec import Reject, chain, decode_event, decode_frame
from console.wire.messages import Batch
from console.wire.positions import Fleet
from tests.fakes.events import EPOCH, NOW, alarm, batch_frame, case, raws, sample

MINUTES = 60_000
History = dict[str, tuple[list[int], list[float | None]]]


@st.composite
def logs(draw: Any) -> list[bytes]:
    """A log of 1 to 40 events: alarms and cases that come, change and go, samples, late versions, poison."""
    versions: dict[str, int] = {}
    events: list[bytes] = []
    for n in range(draw(st.integers(1, 40))):
        name = draw(st.sampled_from(["a", "b", "c"]))
        kind = draw(st.sampled_from(["alarm", "case", "sample", "poison", "late"]))
        if kind == "poison":
            events.append(b'{"kind":"Alarm","id":"x","v":%d}' % (n + 1))
            continue
        key = f"{kind}-{name}"
        v = versions[key] = versions.get(key, 0) + 1
        at = NOW + n * 40 * MINUTES
        made: Event
        if kind == "alarm":
            flags = draw(st.fixed_dictionaries({"active": st.booleans(), "acknowledged": st.booleans()}))
            made = alarm(name, v, at=at, **flags)
        elif kind == "case":
            made = case(name, v, draw(st.sampled_from(list(Stage))), at=at, opened=at, overdue=draw(st.booleans()))
        elif kind == "sample":
            made = sample(name, v, float(n), at=at)
        else:
            made = sample(name, 1, -1.0, at=at)
        events += raws([made])
    return events


def _poison(raw: bytes) -> bool:
    return isinstance(decode_event(raw), Reject)


@dataclass
class Server:
    """The truth: the whole log, and its state at any position by a straight replay."""

    log: list[bytes]

    def replay(self, seq: int) -> tuple[Ledger, History]:
        ledger, history = Ledger(), {}
        for raw in self.log[:seq]:
            event = decode_event(raw)
            if isinstance(event, Event) and ledger.apply(event) and isinstance(event, Sample):
                at, value = history.setdefault(event.id, ([], []))
                at.append(event.at)
                value.append(event.value)
        return ledger, history

    def snapshot(self, seq: int) -> SnapshotState:
        ledger, history = self.replay(seq)
        cursor = Cursor(EPOCH, seq, chain(0, self.log[:seq]))
        return SnapshotState(
            cursor, list(ledger.entities.values()), list(ledger.latest.values()), dict(ledger.counters), history
        )

    def batch(self, first: int, last: int) -> Batch:
        frame = decode_frame(batch_frame(first, self.log[first - 1 : last]))
        assert isinstance(frame, Batch)
        return frame


def _digest(ledger: Ledger) -> str:
    return state_digest(ledger.entities.values(), ledger.latest.values(), ledger.counters, b"")["state"]


@dataclass
class Console:
    """The feed's middle: a mirror over a real cache; a crash throws away what is not committed."""

    root: Path
    writer: CacheWriter = field(init=False)
    mirror: Mirror = field(init=False)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        self.writer = CacheWriter(CacheRoot(self.root))
        key = self.writer.backend("city", "http://127.0.0.1:1")
        self.mirror = Mirror(key, "city", *self.writer.cursor(key))
        self.mirror.restore(*self.writer.state_of(key))

    def commit(self) -> None:
        if self.mirror.dirty:
            self.writer.commit(self.mirror.commit())

    def crash(self) -> None:
        self.writer.close()
        self.start()

    def adopt(self, state: SnapshotState) -> None:
        receipts = self.mirror.adopt(state, NOW, NOW + 1, "a test")
        self.writer.replace(self.mirror.backend, state, self.mirror.counts, receipts)

    def on_disk(self) -> tuple[str, Cursor, list[int], History]:
        reader = CacheReader(CacheRoot(self.root))
        changes = reader.poll()
        assert changes is not None
        digest = state_digest(
            [event for *_, event in changes.entities], [each for _, each in changes.latest],
            {counter: n for *_, counter, n in changes.counters}, Fleet().canonical(),
        )  # fmt: skip
        series = {each.id: reader.samples(self.mirror.backend, each.id, 0, 2 * NOW) for _, each in changes.latest}
        reader.close()
        history: History = {name: (each.at.tolist(), each.value.tolist()) for name, each in series.items()}
        quarantined = sorted(row.seq for row in changes.quarantine)
        return digest["state"], changes.backends[0].cursor, quarantined, history


_step = st.tuples(
    st.sampled_from(["next", "next", "next", "again", "skip", "commit", "crash", "snapshot"]),
    st.integers(1, 12),
    st.integers(0, 12),
)


@settings(max_examples=60)
@given(logs(), st.lists(_step, max_size=25))
def test_any_schedule_ends_as_a_straight_replay(
    tmp_path_factory: Any, log: list[bytes], steps: list[tuple[str, int, int]]
) -> None:
    server = Server(log)
    console = Console(tmp_path_factory.mktemp("cache"))
    console.adopt(server.snapshot(0))
    base = 0
    for kind, size, back in [*steps, ("next", len(log), 0)]:
        seq = console.mirror.cursor.seq
        if kind == "commit":
            console.commit()
        elif kind == "crash":
            console.crash()
        elif kind == "snapshot":
            base = min(len(log), seq + back)
            console.adopt(server.snapshot(base))
        elif kind == "skip" and seq + back + 2 <= len(log):
            try:
                console.mirror.take_batch(server.batch(seq + back + 2, min(len(log), seq + back + 1 + size)), 1)
                raise AssertionError("a gap was not noticed")
            except Gap:
                assert console.mirror.cursor.seq == seq
        else:
            first = max(1, seq + 1 - (back if kind == "again" else 0))
            if first <= len(log):
                console.mirror.take_batch(server.batch(first, min(len(log), first + size - 1)), 1)
    console.commit()
    truth, past = server.replay(len(log))
    digest, cursor, quarantined, history = console.on_disk()
    assert cursor == Cursor(EPOCH, len(log), chain(0, log))
    assert _digest(console.mirror.ledger) == _digest(truth)
    assert digest == _digest(truth)
    assert history == past
    assert [seq for seq in quarantined if seq > base] == [
        seq for seq, raw in enumerate(log, start=1) if seq > base and _poison(raw)
    ]
    counts = console.mirror.counts
    assert counts.lost(len(log)) == counts.duplicated(len(log)) == 0
    console.writer.close()
