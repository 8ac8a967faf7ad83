"""Series in chunks of 60: what was written is read back, across chunks, restarts, gaps and snapshots."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.store.chunks import CHUNK, DamagedChunk, join, pack, unpack
from console.store.generations import CacheRoot
from console.store.reader import CacheReader
from tests.fakes.events import EPOCH, NOW, sample
from tests.store.kit import commit_of, history, open_writer, replace, snapshot_of

_value = st.floats(width=64) | st.just(math.nan)
_row = st.tuples(st.integers(-(2**50), 2**50), _value, st.integers(0, 255))


@given(st.lists(_row, min_size=1, max_size=CHUNK))
def test_a_chunk_holds_its_columns_growing_or_full(rows: list[tuple[int, float, int]]) -> None:
    at, value, flag = (list(column) for column in zip(*rows, strict=True))
    got = unpack(pack(at, value, flag))
    assert got.at.tolist() == at
    assert np.array_equal(got.value, np.array(value), equal_nan=True)
    assert got.flag.tolist() == flag


def test_a_growing_chunk_has_17_bytes_a_sample_and_a_full_one_fewer() -> None:
    at = [NOW + n * 60_000 for n in range(CHUNK)]
    growing = pack(at[:10], [1.5] * 10, [78] * 10)
    assert len(growing) == 3 + 10 * 17
    assert len(pack(at, [1.5] * CHUNK, [78] * CHUNK)) < CHUNK * 17 / 4


@given(st.binary(max_size=80))
def test_garbled_chunks_are_refused_or_whole(blob: bytes) -> None:
    try:
        got = unpack(blob)
    except DamagedChunk:
        return
    assert len(got.at) == len(got.value) == len(got.flag)


def test_no_chunks_are_an_empty_series() -> None:
    assert len(join([]).at) == 0


@pytest.mark.parametrize("sizes", [[59], [60], [61], [1] * 61, [59, 1, 1], [60, 60], [7] * 30, [500]])
def test_appends_of_any_size_are_read_back(tmp_path: Path, sizes: list[int]) -> None:
    writer, backend = open_writer(tmp_path)
    n = 0
    for seq, size in enumerate(sizes, start=1):
        writer.commit(commit_of(backend, seq, [sample("s", n + i, float(n + i)) for i in range(1, size + 1)]))
        n += size
    writer.close()
    assert history(tmp_path, "s") == [(NOW + i * 1000, float(i), "N") for i in range(1, n + 1)]


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(1, 70), st.booleans()), min_size=1, max_size=6))
def test_restarts_between_appends_change_nothing(tmp_path_factory, parts: list[tuple[int, bool]]) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path_factory.mktemp("series")
    writer, backend = open_writer(path)
    n = 0
    for seq, (size, restart) in enumerate(parts, start=1):
        writer.commit(commit_of(backend, seq, [sample("s", n + i, float(n + i)) for i in range(1, size + 1)]))
        n += size
        if restart:
            writer.close()
            writer, backend = open_writer(path)
    assert writer._db.execute("SELECT coalesce(max(n), 0) FROM chunk").fetchone()[0] <= CHUNK
    writer.close()
    assert [value for _, value, _ in history(path, "s")] == [float(i) for i in range(1, n + 1)]


def test_a_gap_and_a_flag_are_read_back(tmp_path: Path) -> None:
    writer, backend = open_writer(tmp_path)
    writer.commit(
        commit_of(backend, 1, [sample("s", 1, None), sample("s", 2, 2.0, flag="D"), sample("s", 3, 3.0, flag="")])
    )
    writer.close()
    rows = history(tmp_path, "s")
    assert math.isnan(rows[0][1])
    assert [flag for *_, flag in rows] == ["N", "D", " "]


def test_the_window_of_a_reading_is_inclusive(tmp_path: Path) -> None:
    writer, backend = open_writer(tmp_path)
    writer.commit(commit_of(backend, 1, [sample("s", n) for n in range(1, 201)]))
    reader = CacheReader(CacheRoot(tmp_path))
    reader.poll()
    got = reader.samples(backend, "s", NOW + 59_000, NOW + 62_000)
    assert [(int(at) - NOW) // 1000 for at in got.at] == [59, 60, 61, 62]
    assert len(reader.samples(backend, "other", 0, 2 * NOW).at) == 0
    assert len(reader.samples(backend + 1, "s", 0, 2 * NOW).at) == 0
    reader.close()
    writer.close()


def _spliced(path: Path, before: int, begins: int, n: int) -> list[tuple[int, float]]:
    writer, backend = open_writer(path)
    if before:
        writer.commit(commit_of(backend, 1, [sample("s", i, float(i)) for i in range(1, before + 1)]))
    at = [NOW + i * 1000 for i in range(begins, begins + n)]
    state = snapshot_of(2, sample("s", 9000, -1.0, at=at[-1]), history={"s": (at, [-float(i) for i in range(n)])})
    replace(writer, backend, state)
    writer.commit(commit_of(backend, 3, [sample("s", 9001, 77.0, at=at[-1] + 1000)]))
    writer.close()
    return [((at - NOW) // 1000, value) for at, value, _ in history(path, "s")]


@pytest.mark.parametrize(
    ("before", "begins", "n"),
    [
        (0, 1, 5),
        (0, 1, 130),
        (10, 6, 3),
        (10, 11, 60),
        (130, 100, 50),
        (130, 61, 1),
        (60, 61, 2),
        (60, 1, 61),
        (130, 1, 3),
    ],
)
def test_a_snapshot_replaces_history_from_its_first_sample_on(tmp_path: Path, before: int, begins: int, n: int) -> None:
    older = [(i, float(i)) for i in range(1, min(before, begins - 1) + 1)]
    newer = [(begins + i, -float(i)) for i in range(n)]
    assert _spliced(tmp_path, before, begins, n) == [*older, *newer, (begins + n, 77.0)]


def test_a_snapshot_without_history_keeps_what_is_there(tmp_path: Path) -> None:
    writer, backend = open_writer(tmp_path)
    writer.commit(commit_of(backend, 1, [sample("s", 1, 1.0)]))
    replace(writer, backend, snapshot_of(5, sample("s", 4, 4.0), epoch=EPOCH, history={"s": ([], [])}))
    writer.commit(commit_of(backend, 6, [sample("s", 5, 5.0)]))
    writer.close()
    assert [value for _, value, _ in history(tmp_path, "s")] == [1.0, 5.0]
