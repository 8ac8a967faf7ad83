"""A full disk: the commit says so, nothing of it is in, and the same commit goes in when there is room again."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest

from console.domain.counters import CounterKey
from console.store import fresh
from console.store.generations import CacheRoot
from console.store.reader import CacheReader
from tests.fakes.events import NOW, alarm, sample
from tests.store.kit import OPEN, commit_of, entities, fork, history, look, open_writer, whole

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no limit on a file's size here")
HOUR = CounterKey("grid", "case.opened", NOW)


def _big(backend: int) -> Any:
    rows = [alarm(f"B-{n}", title="长" * 400) for n in range(400)]
    return commit_of(
        backend, 2, [*rows, sample(v=2), sample("other")], [alarm("first")], {OPEN: 400, HOUR: 1},
        segment=(2, 2, [bytes(n * n % 251 for n in range(200_000))]), frames=[(2, True, b"new")],
    )  # fmt: skip


def _fill(path: Path, pipe: Any) -> None:
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    writer, backend = open_writer(path)
    first = [alarm("first"), sample(v=1)]
    writer.commit(commit_of(backend, 1, first, counters={OPEN: 1}, frames=[(1, True, b"old")]))
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    name = CacheRoot(path).current()
    size = (path / str(name) / "cache.db-wal").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100_000, hard))
    big = _big(backend)
    segment_bytes = writer._segments.bytes
    said = []
    for _ in range(3):
        try:
            writer.commit(big)
            said.append("in")
        except sqlite3.Error as error:
            said.append(f"{type(error).__name__}: {error}")
    pipe.send((said, writer.cursor(backend)[0].seq, writer._segments.bytes - segment_bytes))
    pipe.recv()
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    writer.commit(big)
    pipe.send(writer.cursor(backend)[0].seq)
    writer.close()


def test_a_full_disk_takes_all_or_nothing_and_the_same_commit_later(tmp_path: Path) -> None:
    ours, theirs = fork.Pipe()
    child = fork.Process(target=_fill, args=(tmp_path, theirs))
    child.start()
    assert ours.poll(30)
    said, seq, drift = ours.recv()
    assert len(said) == 3 and all(word.startswith("OperationalError") for word in said), said
    assert (seq, drift) == (1, 0)
    reader = CacheReader(CacheRoot(tmp_path))
    changes = look(reader)
    assert changes is not None
    assert entities(changes) == {"first": alarm("first")}
    assert [(counter, n) for *_, counter, n in changes.counters] == [(OPEN, 1)]
    assert changes.frames == [(1, b"old")]
    assert [(at, value) for at, value, _ in history(tmp_path, "st-1/PM25")] == [(NOW + 1000, 1.5)]
    ours.send("room")
    assert ours.poll(30)
    assert ours.recv() == 2
    child.join(10)
    told = reader.poll()
    assert told is not None
    assert {event.id for _, _, event in told.entities} == {f"B-{n}" for n in range(400)}
    assert len(told.removed) == 1
    reader.close()
    after = whole(tmp_path)
    assert len(after.entities) == 400
    assert {counter: n for *_, counter, n in after.counters} == {OPEN: 400, HOUR: 1}
    assert [at for at, *_ in history(tmp_path, "st-1/PM25")] == [NOW + 1000, NOW + 2000]
    assert len(history(tmp_path, "other")) == 1


@pytest.mark.parametrize(("table", "most"), [("segment", 1), ("journal", 1), ("journal", 128)])
def test_a_commit_that_fails_half_way_leaves_the_memory_as_the_disk_is(
    tmp_path: Path, table: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fresh, "MOST", most)
    writer, backend = open_writer(tmp_path)
    writer.commit(commit_of(backend, 1, [alarm("first"), sample(v=1)]))
    writer._db.execute(f"CREATE TRIGGER jam BEFORE INSERT ON {table} BEGIN SELECT RAISE(FAIL, 'jammed'); END")
    second = commit_of(
        backend, 2, [alarm("second"), sample(v=2)], [alarm("first")], {HOUR: 1}, segment=(2, 2, [b"raw"])
    )
    with pytest.raises(sqlite3.Error, match="jammed"):
        writer.commit(second)
    assert set(entities(whole(tmp_path))) == {"first"}
    assert len(history(tmp_path, "st-1/PM25")) == 1
    writer._db.execute("DROP TRIGGER jam")
    writer.commit(second)
    assert set(entities(whole(tmp_path))) == {"second"}
    assert [at for at, *_ in history(tmp_path, "st-1/PM25")] == [NOW + 1000, NOW + 2000]
    assert writer.cursor(backend)[0].seq == 2
    writer.close()
