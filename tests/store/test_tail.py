"""The tail before the chunks: folded, joined, dropped, rolled back or restarted, every value is there once."""

from __future__ import annotations

import math
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.entities import Sample
from console.store import fresh, tails
from console.store import series as series_module
from console.store.generations import CacheRoot
from console.store.reader import CacheReader
from console.store.tails import Row, Tail
from tests.fakes.events import NOW, alarm, sample
from tests.store.kit import commit_of, history, look, open_writer, replace, snapshot_of

NAMES = ["a", "b", "c", "slow"]


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Little is much: folds, joins and drops come after a few samples."""
    monkeypatch.setattr(series_module, "LEAST_TAIL", 90)
    monkeypatch.setattr(series_module, "A_SERIES", 1)
    monkeypatch.setattr(fresh, "MOST", 5)
    monkeypatch.setattr(series_module, "FOLDS", 1)


_flag = st.sampled_from(["N", "N", "N", "D", "", "nn", "超", "\x7f", "ÿ"])
_value = st.none() | st.floats(-1e6, 1e6)
_burst = st.tuples(st.sampled_from(NAMES), st.integers(1, 70), _value, _flag)
_step = st.one_of(
    st.lists(_burst, min_size=1, max_size=4),
    st.sampled_from(["restart", "rollback", "poll", "poll", "snapshot", "tidy"]),
)


@dataclass
class Model:
    """What must be read back: a plain list a series, and the newest of each."""

    rows: dict[str, list[Sample]] = field(default_factory=lambda: {name: [] for name in NAMES})
    v: dict[str, int] = field(default_factory=lambda: dict.fromkeys(NAMES, 0))

    def burst(self, name: str, n: int, value: float | None, flag: str) -> list[Sample]:
        made = []
        for _ in range(n):
            self.v[name] += 1
            number = None if value is None else value + self.v[name]
            made.append(Sample(id=name, v=self.v[name], at=NOW + self.v[name] * 1000, value=number, flag=flag))
        return made

    def newest(self) -> dict[str, Sample]:
        return {name: rows[-1] for name, rows in self.rows.items() if rows}


def _read(rows: list[tuple[int, float, str]]) -> list[tuple[int, float | None, str]]:
    return [(at, None if math.isnan(value) else value, flag) for at, value, flag in rows]


def _letter(flag: str) -> str:
    """History keeps the first letter of a flag, in one byte."""
    first = flag[:1] or " "
    return first if ord(first) < 256 else "?"


@settings(max_examples=60, deadline=None)
@given(st.lists(_step, min_size=1, max_size=25))
def _check_steps(tmp_path_factory: Any, steps: list[Any]) -> None:
    path = tmp_path_factory.mktemp("tail")
    writer, backend = open_writer(path)
    reader, known = CacheReader(CacheRoot(path)), dict[str, Sample]()
    model = Model()
    for seq, step in enumerate(steps, start=1):
        if isinstance(step, list):
            made = [each for burst in step for each in model.burst(*burst)]
            writer.commit(commit_of(backend, seq, made))
            for each in made:
                model.rows[each.id].append(each)
        elif step == "restart":
            writer.close()
            writer, backend = open_writer(path)
        elif step == "rollback":
            writer._db.execute("CREATE TRIGGER jam BEFORE INSERT ON journal BEGIN SELECT RAISE(FAIL, 'jammed'); END")
            lost = [Sample(id=name, v=model.v.get(name, 0) + 1, at=NOW, value=-1.0) for name in (*NAMES, "new")]
            with pytest.raises(sqlite3.Error, match="jammed"):
                writer.commit(commit_of(backend, seq, lost, segment=(seq, seq, [b"x"])))
            writer._db.execute("DROP TRIGGER jam")
        elif step == "snapshot":
            replace(writer, backend, snapshot_of(seq, *model.newest().values()))
        elif step == "tidy":
            writer.tidy()
        if step == "poll":
            _follow(reader, known)
    _follow(reader, known)
    assert known == model.newest()
    entities, latest, _, _ = writer.state_of(backend)
    assert {each.id: each for each in latest} == model.newest() and entities == []
    for name in NAMES:
        assert _read(history(path, name)) == [(each.at, each.value, _letter(each.flag)) for each in model.rows[name]]
        got = reader.samples(backend, name, 0, 2**62)
        assert got.at.tolist() == [each.at for each in model.rows[name]], "the same through a reader that was there"
    reader.close()
    writer.close()


def _follow(reader: CacheReader, known: dict[str, Sample]) -> None:
    changes = look(reader)
    if changes is None:
        return
    if changes.reload:
        known.clear()
    known.update({each.id: each for _, each in changes.latest})


@pytest.mark.usefixtures("hasty")
def test_every_value_is_there_once_whatever_happens(tmp_path_factory: pytest.TempPathFactory) -> None:
    _check_steps(tmp_path_factory)


_row = st.builds(
    Row, st.integers(1, 2**32 - 1), st.integers(1, 2**62), st.integers(0, 2**52), st.floats(allow_nan=False), _flag
)


@given(st.lists(st.lists(_row, min_size=1, max_size=6), max_size=5))
def test_blocks_hold_their_rows_joined_or_not(several: list[list[Row]]) -> None:
    blocks = [tails.pack(rows) for rows in several]
    flat = [row for rows in several for row in rows]
    newest = {row.series: row for row in flat}
    assert {row.series: row for row in Tail(blocks).newest()} == newest
    joined = tails.join(blocks)
    odd = any(row.flag and not (len(row.flag) == 1 and row.flag.isascii()) for row in flat)
    assert (joined is None) == odd
    if joined is not None:
        assert {row.series: row for row in Tail([joined]).newest()} == newest
        assert len(Tail([joined]).rows) == len(flat)


@given(st.lists(st.binary(max_size=80), max_size=3))
def test_garbled_blocks_are_left_out(blocks: list[bytes]) -> None:
    good = tails.pack([Row(7, 1, 2, 3.0, "N")])
    rows = {row.series: row for row in Tail([*blocks, good]).newest()}
    assert rows[7] == Row(7, 1, 2, 3.0, "N")


@pytest.mark.usefixtures("hasty")
def test_a_reader_that_was_away_while_blocks_were_folded_knows_the_newest_values(tmp_path: Path) -> None:
    writer, backend = open_writer(tmp_path)
    reader, known = CacheReader(CacheRoot(tmp_path)), dict[str, Sample]()
    writer.commit(commit_of(backend, 1, [sample("slow", 1, 1.0), alarm()]))
    _follow(reader, known)
    writer.commit(commit_of(backend, 2, [sample("slow", 2, 2.0)]))
    for seq in range(3, 60):
        writer.commit(commit_of(backend, seq, [sample("fast", seq * 10 + n, float(n)) for n in range(10)]))
    assert writer._db.execute("SELECT min(key) FROM tail").fetchone()[0] > 10, "the block of the slow one is gone"
    changes = look(reader)
    assert changes is not None and not changes.reload
    assert {each.id: each.v for _, each in changes.latest} == {"slow": 2, "fast": 599}
    reader.close()
    writer.close()


def test_a_quiet_series_does_not_hold_the_tail_and_a_quiet_hour_leaves_few_blocks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(series_module, "LEAST_TAIL", 500)
    monkeypatch.setattr(series_module, "A_SERIES", 1)
    writer, backend = open_writer(tmp_path)
    writer.commit(commit_of(backend, 1, [sample(f"hourly-{n}", 1, 1.0) for n in range(30)]))
    for seq in range(2, 2000):
        writer.commit(commit_of(backend, seq, [sample("fast", seq, 1.0)]))
    blocks, rows = writer._db.execute("SELECT count(*), sum(length(blob)) FROM tail").fetchone()
    assert rows <= 29 * 500 * 1.3 and blocks <= 2 * fresh.MOST
    assert len(history(tmp_path, "hourly-7")) == 1 and len(history(tmp_path, "fast")) == 1998
    writer.close()
