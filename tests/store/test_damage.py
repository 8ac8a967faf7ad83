"""A damaged cache: a new generation is built, the old one is kept aside, readers follow, and the receipt says so."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from console.feed.process import BackendAddress, FeedProcess
from console.store.generations import CacheRoot
from console.store.reader import CacheReader
from tests.fakes.events import alarm, sample
from tests.store.kit import commit_of, entities, history, look, open_writer, whole


def _fill(path: Path) -> Path:
    """A cache with one commit of 300 alarms and 200 series; the database file."""
    writer, backend = open_writer(path)
    rows = [alarm(f"A-{n}", title="长" * 100) for n in range(300)]
    writer.commit(commit_of(backend, 5, [*rows, *(sample(f"s-{n}") for n in range(200))]))
    writer.close()
    return CacheRoot(path).database(str(CacheRoot(path).current()))


def _flip(database: Path) -> None:
    data = bytearray(database.read_bytes())
    for page in range(1, len(data) // 4096):
        data[page * 4096 : page * 4096 + 64] = b"\xa5" * 64 if page % 2 else bytes(64)
    database.write_bytes(data)


def _cut(database: Path) -> None:
    os.truncate(database, database.stat().st_size // 2 + 100)


def _empty(database: Path) -> None:
    os.truncate(database, 0)


def _newer(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA user_version=99")


def _no_database(database: Path) -> None:
    database.write_bytes(b"This is a letter, not a database. " * 500)


def _other_database(database: Path) -> None:
    database.unlink()
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript("CREATE TABLE songs(title); PRAGMA user_version=1;")


def _gone(database: Path) -> None:
    database.unlink()


DAMAGE: dict[str, Callable[[Path], None]] = {
    "flipped bytes": _flip,
    "truncated main file": _cut,
    "emptied main file": _empty,
    "a newer version": _newer,
    "not a database": _no_database,
    "another program's database": _other_database,
    "a missing file": _gone,
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_makes_a_new_generation_and_keeps_the_old_aside(tmp_path: Path, name: str) -> None:
    database = _fill(tmp_path)
    reader = CacheReader(CacheRoot(tmp_path))
    assert len(entities(look(reader))) == 300  # type: ignore[arg-type]
    DAMAGE[name](database)
    left = database.read_bytes() if database.exists() else None
    writer, backend = open_writer(tmp_path)
    assert writer.rebuilt
    assert CacheRoot(tmp_path).database(str(CacheRoot(tmp_path).current())) != database
    assert writer.cursor(backend)[0].seq == 0
    if left is not None:
        assert database.stat().st_size >= len(left) or name == "a newer version"
    writer.commit(commit_of(backend, 1, [alarm("after")]))
    changes = look(reader)
    assert changes is not None and changes.reload
    assert entities(changes) == {"after": alarm("after")}
    reader.close()
    writer.close()


def test_a_newer_version_is_left_as_it_is(tmp_path: Path) -> None:
    database = _fill(tmp_path)
    _newer(database)
    writer, _ = open_writer(tmp_path)
    writer.close()
    assert "newer" in writer.rebuilt
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT count(*) FROM entity").fetchone() == (300,)
        assert connection.execute("PRAGMA user_version").fetchone() == (99,)


@pytest.mark.parametrize("keep", [0, 31, 32, 4_152, 30_000, -4_000, -1])
def test_a_torn_wal_loses_whole_transactions_only(tmp_path: Path, keep: int) -> None:
    writer, backend = open_writer(tmp_path)
    for seq in range(1, 21):
        gone = [alarm(f"A-{seq - 1}")] if seq > 1 else []
        writer.commit(
            commit_of(backend, seq, [alarm(f"A-{seq}", title="长" * 300), sample("s", seq, float(seq))], gone)
        )
    name = str(CacheRoot(tmp_path).current())
    copy = tmp_path / "copy"
    (copy / name).mkdir(parents=True)
    for file in ("cache.db", "cache.db-wal"):
        (copy / name / file).write_bytes((tmp_path / name / file).read_bytes())
    (copy / "current").write_text(name)
    writer.close()
    wal = copy / name / "cache.db-wal"
    os.truncate(wal, keep if keep >= 0 else wal.stat().st_size + keep)
    survivor, backend = open_writer(copy)
    seq = survivor.cursor(backend)[0].seq
    assert seq < 20
    assert set(entities(whole(copy))) == ({f"A-{seq}"} if seq else set())
    assert [int(value) for _, value, _ in history(copy, "s")] == list(range(1, seq + 1))
    survivor.close()


def _spoil(path: Path, sql: str) -> None:
    database = CacheRoot(path).database(str(CacheRoot(path).current()))
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE entity SET body = x'7b22ff' WHERE key = 3",
        "UPDATE entity SET body = '{}' WHERE key = 3",
        "UPDATE backend SET counts = x'00'",
        "INSERT INTO frame(backend, seq, whole, blob) VALUES(1, 1, 1, x'43575046')",
    ],
)
def test_a_row_damaged_inside_is_found_at_the_feeds_start_and_the_cache_is_rebuilt(tmp_path: Path, sql: str) -> None:
    _fill(tmp_path)
    before = CacheRoot(tmp_path).current()
    _spoil(tmp_path, sql)
    feed = FeedProcess(tmp_path, [BackendAddress("city", ("http://127.0.0.1:1",))])
    feed.stopping = True
    for session in feed._sessions.values():
        session.stop()
    feed.run()
    changes = whole(tmp_path)
    assert changes.generation != before
    assert changes.entities == []
    assert [receipt.reason[:8] for _, receipt in changes.receipts] == ["rebuilt:"]


@pytest.mark.parametrize("blob", ["x''", "x'0100'", "x'01030000ff'", "x'000300'", "zeroblob(900)"])
def test_a_damaged_chunk_is_a_gap_and_the_series_goes_on(tmp_path: Path, blob: str) -> None:
    writer, backend = open_writer(tmp_path)
    writer.commit(commit_of(backend, 1, [sample("s", n) for n in range(1, 131)]))
    with writer._transaction(0):
        writer._series.fold_all()
    writer.close()
    _spoil(tmp_path, f"UPDATE chunk SET blob = {blob} WHERE slot IN (0, 2)")
    writer, backend = open_writer(tmp_path)
    assert writer.rebuilt == ""
    writer.commit(commit_of(backend, 2, [sample("s", 131, 9.0)]))
    seconds = [(at - sample("s", 0).at) // 1000 for at, *_ in history(tmp_path, "s")]
    assert seconds == [*range(61, 121), 131]
    writer.close()


@pytest.mark.parametrize("blob", ["x''", "x'0100'", "x'ffffffff00'", "CAST(x'02000000' || zeroblob(57) AS BLOB)"])
@pytest.mark.usefixtures("settled_at_once")
def test_a_damaged_block_of_the_tail_is_a_gap_and_the_series_goes_on(tmp_path: Path, blob: str) -> None:
    writer, backend = open_writer(tmp_path)
    for n in range(1, 6):
        writer.commit(commit_of(backend, n, [sample("s", n, float(n))]))
    writer.close()
    _spoil(tmp_path, f"UPDATE tail SET blob = {blob} WHERE key = (SELECT max(key) - 2 FROM tail)")
    writer, backend = open_writer(tmp_path)
    assert writer.rebuilt == ""
    writer.commit(commit_of(backend, 6, [sample("s", 6, 6.0)]))
    assert [value for _, value, _ in history(tmp_path, "s")] == [1.0, 2.0, 4.0, 5.0, 6.0]
    assert whole(tmp_path).latest[0][1].v == 6
    writer.close()
