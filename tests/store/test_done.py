"""What is over stays to be read for a while: written with the commit, asked for by day and area, bounded."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from console.domain.entities import KIND_NUMBER, Alarm, Case, Event, Stage
from console.store import lists, schema, writer
from console.store import reader as reading
from console.store.generations import CacheRoot
from console.store.reader import CacheReader
from tests.fakes.events import HOUR, NOW, alarm, case
from tests.store.kit import commit_of, open_writer

ALARM, CASE = KIND_NUMBER[Alarm], KIND_NUMBER[Case]


def closed(name: str, at: int = NOW, area: str = "330102001") -> Case:
    return case(name, v=2, at=at, area=area, stage=Stage.CLOSED)


def reader_of(root: Path) -> CacheReader:
    reader = CacheReader(CacheRoot(root))
    reader.poll()
    return reader


def write(held: writer.CacheWriter, backend: int, seq: int, *events: Event) -> None:
    commit = commit_of(backend, seq)
    commit.done = {(KIND_NUMBER[type(event)], event.id): event for event in events}
    held.commit(commit)


def test_it_is_found_by_kind_time_and_area_newest_first(tmp_path: Path) -> None:
    held, backend = open_writer(tmp_path)
    old, mine, other, later = (
        closed("old", NOW - HOUR), closed("mine"), closed("other", area="330103001"), closed("later", NOW + 1)
    )  # fmt: skip
    write(held, backend, 1, old, mine, other, later, alarm(v=2, area="330102001", active=False, acknowledged=True))
    reader = reader_of(tmp_path)
    assert reader.done(CASE, NOW, "330102") == [(backend, later), (backend, mine)]
    assert [event.id for _, event in reader.done(CASE, NOW, "")] == ["later", "other", "mine"]
    assert [event.id for _, event in reader.done(ALARM, 0, "3301")] == ["A-1"]
    reader.close()
    held.close()


def test_one_that_ended_again_is_listed_once_as_it_ended_last(tmp_path: Path) -> None:
    held, backend = open_writer(tmp_path)
    write(held, backend, 1, closed("a"))
    again = closed("a", NOW + HOUR, "330103")
    write(held, backend, 2, again)
    reader = reader_of(tmp_path)
    assert reader.done(CASE, 0, "") == [(backend, again)]
    reader.close()
    held.close()


def test_it_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "KEPT_DONE", 3)
    monkeypatch.setattr(reading, "DONE_MOST", 2)
    held, backend = open_writer(tmp_path)
    for number in range(5):
        write(held, backend, number + 1, closed(f"c{number}", NOW + number))
    reader = reader_of(tmp_path)
    assert [event.id for _, event in reader.done(CASE, 0, "")] == ["c4", "c3"]
    reader.close()
    held.close()
    with sqlite3.connect(tmp_path / str(CacheRoot(tmp_path).current()) / "cache.db") as db:
        assert db.execute("SELECT id FROM done ORDER BY id").fetchall() == [("c2",), ("c3",), ("c4",)]


def as_version_2(root: Path) -> Path:
    """A cache as the version before this table left it."""
    path = CacheRoot(root).database(str(CacheRoot(root).current()))
    with sqlite3.connect(path) as db:
        db.executescript(
            "DROP TABLE track; DROP INDEX segment_at;"
            "DROP TABLE done; DROP VIEW block; DROP TABLE tail; DROP TABLE settled; DROP TABLE journal;"
            "CREATE TABLE journal (change INTEGER PRIMARY KEY, rx_ns INTEGER NOT NULL, keys BLOB NOT NULL);"
            "CREATE INDEX frame_backend ON frame (backend, seq); PRAGMA user_version=2;"
        )
    db.close()
    return path


def test_a_cache_of_the_version_before_keeps_all_it_has_and_gets_the_table(tmp_path: Path) -> None:
    held, backend = open_writer(tmp_path)
    held.commit(commit_of(backend, 1, [alarm()]))
    held.close()
    path = as_version_2(tmp_path)
    reader = reader_of(tmp_path)
    assert reader.done(CASE, 0, "") == [], "a window that is newer than its feed"
    reader.close()
    held, again = open_writer(tmp_path)
    assert not held.rebuilt and again == backend and held.cursor(backend)[0].seq == 1
    write(held, backend, 2, closed("a"))
    held.close()
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
        assert db.execute("SELECT count(*) FROM done").fetchone() == (1,)
