"""A feed that is killed in the middle of its commits: the effects are in exactly up to the cursor, never otherwise."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from console.domain.counters import CounterKey
from console.domain.entities import Event
from console.store import fresh, series
from console.store.commit import Commit
from console.store.generations import CacheRoot
from console.store.reader import CacheReader
from console.store.writer import CacheWriter
from console.wire.segments import unpack
from tests.fakes.events import alarm, sample
from tests.store.kit import OPEN, commit_of, entities, fork, history, open_writer, whole

KILLS = 20
OPEN_AT_ONCE = 3
TOTAL = CounterKey("city", "alarm.annunciated", 60_000)
FILLER = [alarm(f"filler-{n}", title="填" * 200) for n in range(30)]


def _step(backend: int, seq: int) -> Commit:
    """Transaction ``seq``: alarm ``seq`` comes, the one three before goes, figures and a sample follow."""
    new: list[Event] = [alarm(f"A-{seq}"), sample("s", seq, float(seq)), *(filler for filler in FILLER)]
    gone = [alarm(f"A-{seq - OPEN_AT_ONCE}")] if seq > OPEN_AT_ONCE else []
    counters = {OPEN: min(seq, OPEN_AT_ONCE), TOTAL: seq}
    raw = [b"event %d" % seq]
    return commit_of(
        backend, seq, new, gone, counters, segment=(seq, seq, raw), frames=[(seq, seq % 7 == 0, b"frame %d" % seq)]
    )


def _commit_for_ever(path: Path, pipe: Any, hasty: bool = False) -> None:
    if hasty:  # folds, joins and drops of the series' tail every few commits
        series.LEAST_TAIL, series.A_SERIES, fresh.MOST = 20, 1, 3
    writer, backend = open_writer(path)
    seq = writer.cursor(backend)[0].seq
    pipe.send((writer.rebuilt, seq))
    while True:
        seq += 1
        pipe.send(seq)
        writer.commit(_step(backend, seq))


def _check(path: Path, backend: int = 1) -> int:
    changes = whole(path)
    row = changes.backends[0]
    seq = row.cursor.seq
    there = {name for name in entities(changes) if name.startswith("A-")}
    assert there == {f"A-{n}" for n in range(max(1, seq - OPEN_AT_ONCE + 1), seq + 1)}
    counters = {counter: n for *_, counter, n in changes.counters}
    assert counters == {OPEN: min(seq, OPEN_AT_ONCE), TOTAL: seq}
    assert row.counts.applied == seq
    assert [int(value) for _, value, _ in history(path, "s")] == list(range(1, seq + 1))
    assert changes.latest[0][1].v == seq
    frames = [blob for _, blob in changes.frames]
    assert frames == [b"frame %d" % n for n in range(seq // 7 * 7 or 1, seq + 1)]
    return seq


@pytest.mark.parametrize("hasty", [False, True])
def test_twenty_kills_leave_effects_exactly_up_to_the_cursor(tmp_path: Path, hasty: bool) -> None:
    chance = random.Random(7)
    before = 0
    for _ in range(KILLS):
        ours, theirs = fork.Pipe()
        child = fork.Process(target=_commit_for_ever, args=(tmp_path, theirs, hasty))
        child.start()
        try:
            rebuilt, begun_at = ours.recv()
            target = begun_at + chance.randint(1, 12)
            while ours.recv() < target:
                pass
        finally:
            child.kill()
            child.join(10)
        assert (rebuilt, begun_at) == ("", before)
        before = _check(tmp_path)
        assert not hasty or before < 60 or _folded(tmp_path)
        assert before >= target - 1, "a commit that was done is gone"
    CacheWriter(CacheRoot(tmp_path)).close()  # settles what only the journal carries
    writer = CacheWriter(CacheRoot(tmp_path))
    assert writer.rebuilt == ""
    segments = writer._db.execute("SELECT first, last, blob FROM segment ORDER BY key").fetchall()
    told = [(first, unpack(blob)) for first, _, blob in segments]
    assert [event for _, events in told for event in events] == [b"event %d" % n for n in range(1, before + 1)]
    assert all(events[0] == b"event %d" % first for first, events in told)
    assert [last + 1 for _, last, _ in segments[:-1]] == [first for first, *_ in segments[1:]]
    assert segments[-1][1] == before
    writer.close()


def _folded(path: Path) -> bool:
    """Whether what is killed is what is meant to be: some samples are in chunks, some in a joined tail."""
    writer = CacheWriter(CacheRoot(path))
    chunks, blocks = (writer._db.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("chunk", "tail"))
    writer.close()
    return chunks > 0 and blocks < 30


def test_a_reader_in_another_process_sees_cursor_and_effects_together(tmp_path: Path) -> None:
    ours, theirs = fork.Pipe()
    child = fork.Process(target=_commit_for_ever, args=(tmp_path, theirs))
    child.start()
    try:
        ours.recv()
        reader = CacheReader(CacheRoot(tmp_path))
        known: dict[int, str] = {}
        polls = 0
        while ours.recv() < 150:
            changes = reader.poll()
            if changes is None:
                continue
            polls += 1
            if changes.reload:
                known.clear()
            for key in changes.removed:
                known.pop(key, None)
            known.update({key: event.id for key, _, event in changes.entities if event.id.startswith("A-")})
            seq = changes.backends[0].cursor.seq
            assert set(known.values()) == {f"A-{n}" for n in range(max(1, seq - OPEN_AT_ONCE + 1), seq + 1)}
        assert polls > 1
        reader.close()
    finally:
        child.kill()
        child.join(10)
