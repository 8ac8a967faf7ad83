"""What only the journal carries: read like the rest, settled together, and a damaged part of it costs that part."""

from __future__ import annotations

import random
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from console.domain.entities import KIND_NUMBER, Alarm
from console.store import fresh, journal
from console.store.commit import Counts, Cursor
from console.store.generations import CacheRoot
from console.store.logbook import newest_first
from console.store.reader import CacheReader
from console.store.writer import CacheWriter
from console.wire.segments import unpack
from tests.fakes.events import EPOCH, alarm, raws, sample
from tests.store.kit import commit_of, fork, history, look, open_writer, replace, snapshot_of, whole


def _write(writer: CacheWriter, backend: int, first: int, last: int) -> None:
    for seq in range(first, last + 1):
        raw = raws([sample("s", seq, float(seq))])
        writer.commit(commit_of(backend, seq, [sample("s", seq, float(seq))], segment=(seq, seq, raw)))


def _log(writer: CacheWriter, backend: int) -> list[list[bytes]]:
    """The runs of the log, the newest first."""

    def rows(sql: str, args: object = ()) -> list[tuple[object, ...]]:
        return writer._db.execute(sql, tuple(args)).fetchall()  # type: ignore[call-overload,no-any-return]

    return [unpack(blob) for _, blob in newest_first(rows, backend)]  # type: ignore[arg-type]


def _events(writer: CacheWriter, backend: int) -> list[bytes]:
    """The log, the oldest event first."""
    return [raw for run in reversed(_log(writer, backend)) for raw in run]


def _count(writer: CacheWriter, table: str) -> int:
    return int(writer._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_nothing_but_the_journal_is_written_until_it_is_settled(tmp_path: Path) -> None:
    writer, backend = open_writer(tmp_path)
    reader = CacheReader(CacheRoot(tmp_path))
    for seq in range(1, fresh.DUE + 1):
        writer.settle()
        assert (_count(writer, "tail"), _count(writer, "segment")) == (0, 0)
        _write(writer, backend, seq, seq)
        changes = look(reader)
        assert changes is not None and changes.backends[0].cursor == Cursor(EPOCH, seq, seq)
        assert changes.backends[0].counts == Counts(received=seq, applied=seq)
        assert [each.value for _, each in changes.latest] == [float(seq)]
    before = _log(writer, backend)
    writer.settle()
    assert (_count(writer, "tail"), _count(writer, "segment")) == (1, 1)
    assert look(reader) is None, "nothing is new"
    assert [raw for run in before for raw in run] == list(reversed(_log(writer, backend)[0]))
    assert len(_log(writer, backend)) == 1 and len(history(tmp_path, "s")) == fresh.DUE
    assert whole(tmp_path).backends[0].cursor.seq == fresh.DUE == writer.cursor(backend)[0].seq
    reader.close()
    writer.close()


def test_what_is_settled_while_somebody_reads_back_does_not_come_twice(tmp_path: Path) -> None:
    writer, backend = open_writer(tmp_path)
    _write(writer, backend, 1, 70)
    writer.settle()
    _write(writer, backend, 71, 140)

    def rows(sql: str, args: object = ()) -> list[tuple[object, ...]]:
        return writer._db.execute(sql, tuple(args)).fetchall()  # type: ignore[call-overload,no-any-return]

    walk = newest_first(rows, backend)  # type: ignore[arg-type]
    found = [unpack(next(walk)[1]) for _ in range(5)]
    writer.settle()
    _write(writer, backend, 141, 150)
    found += [unpack(blob) for _, blob in walk]
    events = [raw for run in found for raw in reversed(run)]
    assert events == [raw for seq in range(140, 0, -1) for raw in raws([sample("s", seq, float(seq))])]
    writer.close()


def test_a_large_transaction_settles_itself_and_all_before_it(tmp_path: Path) -> None:
    writer, backend = open_writer(tmp_path)
    _write(writer, backend, 1, 3)
    many = [sample(f"s-{n}", 4, 4.0) for n in range(2000)]
    writer.commit(commit_of(backend, 4, many, segment=(4, 2003, raws(many))))
    assert (_count(writer, "segment"), _count(writer, "tail")) == (1, 1)
    assert writer._db.execute("SELECT first, last FROM segment").fetchall() == [(1, 2003)]
    assert writer._db.execute("SELECT seq FROM backend").fetchone() == (4,)
    assert len(whole(tmp_path).latest) == 2001
    writer.close()


def test_two_backends_keep_their_own_cursor_and_log(tmp_path: Path) -> None:
    writer, city = open_writer(tmp_path)
    other = writer.backend("other", "http://127.0.0.1:2")
    _write(writer, city, 1, 4)
    _write(writer, other, 1, 2)
    _write(writer, city, 5, 5)
    for _ in range(2):
        assert [row.cursor.seq for row in whole(tmp_path).backends] == [5, 2]
        assert (writer.cursor(city)[0].seq, writer.cursor(other)[0].seq) == (5, 2)
        assert [sum(map(len, _log(writer, each))) for each in (city, other)] == [5, 2]
        with writer._transaction(0):
            writer._settle()
    writer.close()


def test_a_snapshot_does_not_lose_what_was_not_settled(tmp_path: Path) -> None:
    writer, backend = open_writer(tmp_path)
    _write(writer, backend, 1, 5)
    replace(writer, backend, snapshot_of(9, sample("s", 9, 9.0)))
    assert [value for _, value, _ in history(tmp_path, "s")] == [1.0, 2.0, 3.0, 4.0, 5.0]
    assert _events(writer, backend) == raws([sample("s", n, float(n)) for n in range(1, 6)])
    assert writer.cursor(backend)[0].seq == 9
    writer.close()


def _write_for_ever(path: Path, pipe: object) -> None:
    writer, backend = open_writer(path)
    _write(writer, backend, 1, 10)
    pipe.send("written")  # type: ignore[attr-defined]
    threading.Event().wait(60)


def _killed_with_ten(path: Path) -> None:
    """A cache whose writer was killed after ten transactions, none of them settled."""
    ours, theirs = fork.Pipe()
    child = fork.Process(target=_write_for_ever, args=(path, theirs))
    child.start()
    ours.recv()
    child.kill()
    child.join(10)


def _spoil(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(CacheRoot(path).database(str(CacheRoot(path).current())))) as database, database:
        database.execute(sql)


def test_a_kill_before_it_is_settled_costs_nothing(tmp_path: Path) -> None:
    _killed_with_ten(tmp_path)
    writer, backend = open_writer(tmp_path)
    assert writer.cursor(backend)[0].seq == 10
    assert [each.value for each in writer.state_of(backend)[1]] == [10.0]
    _write(writer, backend, 11, 12)
    writer.close()
    writer, _ = open_writer(tmp_path)
    assert [value for _, value, _ in history(tmp_path, "s")] == [float(n) for n in range(1, 13)]
    assert _events(writer, backend) == raws([sample("s", n, float(n)) for n in range(1, 13)])
    writer.close()


@pytest.mark.parametrize("blob", ["x''", "x'0100'", "x'ffffffff00'"])
def test_damaged_samples_in_the_journal_are_a_gap(tmp_path: Path, blob: str) -> None:
    _killed_with_ten(tmp_path)
    _spoil(tmp_path, f"UPDATE journal SET block = {blob} WHERE last = 4")
    for _ in range(2):  # carried, then settled
        writer, _ = open_writer(tmp_path)
        assert writer.rebuilt == ""
        assert [value for _, value, _ in history(tmp_path, "s")] == [1.0, 2.0, 3.0, *map(float, range(5, 11))]
        writer.close()


def test_a_damaged_run_in_the_journal_costs_that_run(tmp_path: Path) -> None:
    _killed_with_ten(tmp_path)
    _spoil(tmp_path, "UPDATE journal SET run = x'00' WHERE last = 4")
    writer, _ = open_writer(tmp_path)
    writer.close()
    writer, _ = open_writer(tmp_path)
    assert writer.rebuilt == ""
    runs = [blob for (blob,) in writer._db.execute("SELECT blob FROM segment ORDER BY key")]
    assert b"\x00" in runs and sum(len(unpack(blob)) for blob in runs if blob != b"\x00") == 9
    writer.close()


@pytest.mark.parametrize("blob", ["x''", "x'c1'", "x'93a1610102'"])
def test_a_damaged_cursor_in_the_journal_makes_the_cache_anew(tmp_path: Path, blob: str) -> None:
    _killed_with_ten(tmp_path)
    _spoil(tmp_path, f"UPDATE journal SET cursor = {blob} WHERE last = 4")
    writer, backend = open_writer(tmp_path)
    assert "journal" in writer.rebuilt
    assert writer.cursor(backend)[0] == Cursor()
    writer.close()


def test_an_alarm_is_told_at_once_whatever_is_settled_when(tmp_path: Path) -> None:
    writer, backend = open_writer(tmp_path)
    reader = CacheReader(CacheRoot(tmp_path))
    look(reader)
    writer.commit(commit_of(backend, 1, [alarm("A-1")], segment=(1, 1, raws([alarm("A-1")]))))
    changes = look(reader)
    assert changes is not None and [event.id for *_, event in changes.entities] == ["A-1"]
    assert writer._rows.has_entity(backend, KIND_NUMBER[Alarm], "A-1")
    assert [each.v for found in reader.versions_of(backend, "A-1", 2**50) for each in found] == []
    assert [each.v for found in reader.versions_of(backend, "A-1", 0) for each in found] == [alarm("A-1").v]
    reader.close()
    writer.close()


def test_the_journal_has_an_end_in_bytes_and_keeps_what_is_not_settled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "KEPT_BYTES", 30_000)
    monkeypatch.setattr(journal, "TRIMS", journal.KEPT_CHANGES)
    writer, backend = open_writer(tmp_path)
    chance = random.Random(5)
    for seq in range(1, 121):
        log = (seq, seq, [chance.randbytes(1000)])
        writer.commit(commit_of(backend, seq, [sample("s", seq, float(seq))], segment=log))
    assert _count(writer, "journal") == 120, "nothing is settled yet"
    writer.settle()
    _write(writer, backend, 121, 121)
    kept = _count(writer, "journal")
    assert 20 <= kept <= 30, "a kilobyte each"
    writer.close()
    writer, backend = open_writer(tmp_path)
    for seq in range(122, 127):
        _write(writer, backend, seq, seq)
    assert _count(writer, "journal") <= kept + 6
    assert len(history(tmp_path, "s")) == 126 and len(_events(writer, backend)) == 126
    writer.close()


def test_a_row_larger_than_the_whole_journal_may_be_stays_until_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "KEPT_BYTES", 1)
    monkeypatch.setattr(journal, "TRIMS", journal.KEPT_CHANGES)
    writer, backend = open_writer(tmp_path)
    _write(writer, backend, 1, fresh.MOST)
    writer.close()
    writer, backend = open_writer(tmp_path)
    _write(writer, backend, 201, 203)
    changes = whole(tmp_path)
    assert changes.backends[0].cursor == Cursor(EPOCH, 203, 203)
    assert [each.value for _, each in changes.latest] == [203.0]
    writer.close()


def test_many_bytes_are_settled_before_they_are_many_transactions(tmp_path: Path) -> None:
    writer, backend = open_writer(tmp_path)
    chance = random.Random(3)
    for seq in range(1, 40):
        writer.commit(commit_of(backend, seq, segment=(seq, seq, [chance.randbytes(12_000)])))
    assert _count(writer, "segment") == 1, "within a commit at the latest"
    first, last = writer._db.execute("SELECT first, last FROM segment").fetchone()
    assert (first, last * 12_000 > fresh.MOST_BYTES) == (1, True) and last < 39
    assert [len(run) for run in _log(writer, backend)] == [1] * (39 - last) + [last]
    writer.close()
