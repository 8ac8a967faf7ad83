"""A cache that an earlier version wrote is taken over as it stands: nothing is asked for again, nothing is lost."""

from __future__ import annotations

import sqlite3
import struct
import zlib
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from console.app.doctor import Verdict, _integrity
from console.commands.outbox import NAME, Outbox
from console.store import schema
from console.store.generations import CacheError, CacheRoot
from console.store.opening import open_current
from console.store.reader import CacheReader
from tests.fakes.events import EPOCH, NOW, alarm, raws, sample
from tests.store.kit import commit_of, entities, history, open_writer, whole

FIRST = Path(__file__).with_name("cache_v1.sql")


def made_by_version_1(path: Path) -> Path:
    """As version 1 wrote it: an alarm, 61 samples in a full and a growing chunk, a segment, a journal row."""
    name = "g20260101-000000-abcdef"
    (path / name).mkdir(parents=True)
    (path / "current").write_text(name)
    with closing(sqlite3.connect(path / name / "cache.db", isolation_level=None)) as db:
        db.executescript(FIRST.read_text(encoding="utf-8"))
        db.execute("PRAGMA journal_mode=WAL")
        db.execute(
            "INSERT INTO backend(key, name, url, epoch, seq, chain) VALUES(1, 'city', 'http://127.0.0.1:1', ?, 62, 5)",
            (EPOCH,),
        )
        (raw,) = raws([alarm("A-1")])
        db.execute("INSERT INTO entity VALUES(1, 1, 1, 'A-1', ?)", (raw,))
        db.execute("INSERT INTO series VALUES(1, 1, 's', 61, ?, 61.0, 'N')", (NOW + 61_000,))
        at = np.array([NOW + n * 1000 for n in range(1, 61)], "<i8")
        value = np.arange(1.0, 61.0)
        columns = np.diff(at, prepend=0).astype("<i8").tobytes() + value.tobytes() + b"N" * 60
        db.execute(
            "INSERT INTO chunk VALUES(1, 0, ?, ?, 60, ?)",
            (NOW + 1000, NOW + 60_000, struct.pack("<BH", 1, 60) + zlib.compress(columns, 1)),
        )
        growing = struct.pack("<BHqdB", 0, 1, NOW + 61_000, 61.0, ord("N"))
        db.execute("INSERT INTO chunk VALUES(1, 1, ?, ?, 1, ?)", (NOW + 61_000, NOW + 61_000, growing))
        log = zlib.compress(struct.pack("<II", 1, len(raw)) + raw, 1)
        db.execute("INSERT INTO segment VALUES(1, 1, ?, 62, 62, ?, ?)", (EPOCH, NOW, log))
        db.execute("INSERT INTO journal VALUES(900, 1, ?)", (struct.pack("<q", 1 << 4 | 1 << 1),))
    return path / name / "cache.db"


def test_a_cache_of_version_1_is_taken_over_with_everything_in_it(tmp_path: Path) -> None:
    made_by_version_1(tmp_path)
    outbox = Outbox(tmp_path)
    before = (tmp_path / NAME).read_bytes()
    writer, backend = open_writer(tmp_path)
    assert writer.rebuilt == "" and writer._db.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
    assert (writer.cursor(backend)[0].seq, backend) == (62, 1)
    writer.commit(commit_of(backend, 63, [alarm("A-2"), sample("s", 62, 62.0)]))
    writer.close()
    changes = whole(tmp_path)
    assert set(entities(changes)) == {"A-1", "A-2"}
    assert [(each.v, each.value) for _, each in changes.latest] == [(62, 62.0)]
    assert history(tmp_path, "s") == [(NOW + n * 1000, float(n), "N") for n in range(1, 63)]
    assert (tmp_path / NAME).read_bytes() == before
    outbox.close()


def test_a_cache_of_version_1_on_a_full_disk_is_not_thrown_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = made_by_version_1(tmp_path)

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(schema, "_advance", full)
    with pytest.raises(CacheError, match="taken over"):
        open_current(CacheRoot(tmp_path))
    monkeypatch.undo()
    assert CacheRoot(tmp_path).database(str(CacheRoot(tmp_path).current())) == database
    open_current(CacheRoot(tmp_path))[0].close()


def test_a_cache_of_version_4_goes_on_after_its_newest_block(tmp_path: Path) -> None:
    """Version 4 kept each transaction's samples in the tail; a block must never get a number below an older one's."""
    name = "g20260101-000000-abcdef"
    (tmp_path / name).mkdir(parents=True)
    (tmp_path / "current").write_text(name)
    with closing(sqlite3.connect(tmp_path / name / "cache.db", isolation_level=None)) as db:
        db.executescript("".join(schema._STEPS[:4]) + "PRAGMA user_version=4; PRAGMA journal_mode=WAL;")
        db.execute("INSERT INTO backend(key, name, epoch, seq, chain) VALUES(1, 'city', ?, 7, 5)", (EPOCH,))
        db.execute("INSERT INTO series VALUES(1, 1, 's', 0, 0, NULL, 'N')")
        block = struct.pack("<IIqqdB", 1, 1, 7, NOW + 7000, 7.0, ord("N"))
        db.execute("INSERT INTO tail VALUES(900, ?)", (block,))
        db.execute("INSERT INTO journal VALUES(900, 1, ?)", (struct.pack("<q", 900 << 5 | 2 << 1),))
    writer, backend = open_writer(tmp_path)
    assert writer.rebuilt == "" and writer.cursor(backend)[0].seq == 7
    writer.commit(commit_of(backend, 8, [sample("s", 8, 8.0)]))
    assert history(tmp_path, "s") == [(NOW + 7000, 7.0, "N"), (NOW + 8000, 8.0, "N")]
    writer.close()
    writer, _ = open_writer(tmp_path)
    assert writer._db.execute("SELECT min(key) FROM tail").fetchone() == (900,)
    assert history(tmp_path, "s") == [(NOW + 7000, 7.0, "N"), (NOW + 8000, 8.0, "N")]
    assert [each.value for _, each in whole(tmp_path).latest] == [8.0]
    writer.close()


def test_a_window_of_this_version_says_why_it_reads_nothing_of_an_older_cache_until_the_feed_has_taken_it_over(
    tmp_path: Path,
) -> None:
    made_by_version_1(tmp_path)
    reader = CacheReader(CacheRoot(tmp_path))
    try:
        assert reader.poll() is None
        assert "no such" in reader.trouble
        database, reason = open_current(CacheRoot(tmp_path))
        database.close()
        assert not reason
        reader.close()
        reader = CacheReader(CacheRoot(tmp_path))
        assert reader.poll() is not None and not reader.trouble
    finally:
        reader.close()


def test_doctor_says_that_the_cache_is_of_another_version(tmp_path: Path) -> None:
    made_by_version_1(tmp_path)
    root = CacheRoot(tmp_path)
    found = _integrity(root, root.current() or "")
    assert found.verdict is Verdict.FAULT
    assert "made by an older version" in found.detail and "restart the feed" in found.detail
