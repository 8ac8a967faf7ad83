"""Writes series: what a transaction brings as one block of the tail, folded into chunks of 60 a few at a time.

A series' row and its chunks hold everything up to the version in the row; what is newer is in the tail. So a
transaction writes one block whatever the number of series, and a chunk is written about once, when it is full.
"""

from __future__ import annotations

import logging
import math
import sqlite3
from collections import deque

import numpy as np
from numpy.typing import NDArray

from console.domain.entities import Sample
from console.store import chunks, tails
from console.store.chunks import CHUNK, DamagedChunk
from console.store.growing import NOWHERE, Growing
from console.store.journal import ChangeSet
from console.store.schema import Table
from console.store.tails import Part, Row, Tail

log = logging.getLogger(__name__)
LEAST_TAIL, MOST_TAIL, A_SERIES = 50_000, 300_000, 80
"""Samples that the tail may hold: so many a series, within bounds; beyond that the oldest are folded early."""
FOLDS, SAMPLES_A_FOLD = 16, 40
"""Series folded in one transaction: a few, and enough to keep up with what it brings."""
_PUT = "INSERT OR REPLACE INTO chunk(series, slot, first, last, n, blob) VALUES(?, ?, ?, ?, ?, ?)"


class SeriesWriter:
    """Works within the writer's transaction. ``reload`` after a rolled back one."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database
        self.reload()

    def reload(self) -> None:
        """Forget what is in memory, and read again what waits in the tail."""
        self._tails: dict[tuple[int, str], Growing] = {}
        self._open: dict[int, Growing] = {}
        """Series with samples that no chunk holds yet, by key."""
        self._full: deque[Growing] = deque()
        self._blocks: deque[tuple[int, int]] = deque()
        """Key and number of samples of each block of the tail."""
        self._held = 0
        self._fresh = self._first_fresh()
        """The first block that is not in the tail yet."""
        series = self._db.execute("SELECT key, backend, id, v FROM series").fetchall()
        known = {key: (backend, name, v) for key, backend, name, v in series}
        blocks = self._db.execute("SELECT key, blob FROM block ORDER BY key").fetchall()
        for block, blob in blocks:
            self._note(block, len(Tail([blob]).rows))
        numbers = np.repeat([block for block, _ in self._blocks], [n for _, n in self._blocks])
        for key, part in Tail(blob for _, blob in blocks).by_series():
            if key in known:
                backend, name, v = known[key]
                self._take_up(self._tail(backend, name), part.above(v), numbers)

    def _first_fresh(self) -> int:
        (last,) = self._db.execute("SELECT max(key) FROM tail").fetchone()
        (first,) = self._db.execute("SELECT min(key) FROM block WHERE key > ?", (last or 0,)).fetchone()
        return NOWHERE if first is None else int(first)

    def _take_up(self, tail: Growing, part: Part, numbers: NDArray[np.int64]) -> None:
        if len(part.at):
            tail.extend(part.at, part.value, part.flag, part.v, numbers[part.number].tolist())
            self._open[tail.key] = tail
            if len(tail.at) >= CHUNK:
                self._full.append(tail)

    def waits(self, key: int) -> bool:
        """Whether a series has samples that only the tail holds."""
        return key in self._open

    def append(self, backend: int, samples: dict[str, list[Sample]], block: int, changes: ChangeSet) -> bytes | None:
        """Add samples in the order they came, as block number ``block``: larger than any before it.

        The block, which the transaction has to keep until ``settle`` gets it; None if there is no sample.
        """
        rows: list[Row] = []
        for series, several in samples.items():
            tail = self._tail(backend, series)
            before = len(tail.at)
            for sample in several:
                value = math.nan if sample.value is None else sample.value
                rows.append(Row(tail.key, sample.v, sample.at, value, sample.flag))
                tail.add(sample.at, value, sample.flag, sample.v, block)
            self._open[tail.key] = tail
            if before < CHUNK <= len(tail.at):
                self._full.append(tail)
        if not rows:
            return None
        self._note(block, len(rows))
        self._fresh = min(self._fresh, block)
        changes.upsert(Table.SERIES, block)
        self._fold(FOLDS + len(rows) // SAMPLES_A_FOLD)
        return tails.pack(rows)

    def _note(self, block: int, n: int) -> None:
        self._blocks.append((block, n))
        self._held += n

    def settle(self, blocks: list[tuple[int, bytes]]) -> None:
        """Put blocks, all that there are beside the tail, into it: as one, under the number of the last of them."""
        self._fresh = NOWHERE
        whole = tails.join(blob for _, blob in blocks)
        if whole is None:
            self._db.executemany("INSERT INTO tail(key, blob) VALUES(?, ?)", blocks)
        elif blocks:
            first, last = blocks[0][0], blocks[-1][0]
            self._db.execute("INSERT INTO tail(key, blob) VALUES(?, ?)", (last, whole))
            count = sum(self._blocks.pop()[1] for _ in blocks)
            self._blocks.append((last, count))
            for tail in self._open.values():
                tail.joined(first, last)
        self._drop()

    def _fold(self, most: int) -> None:
        while self._full and most:
            tail = self._full.popleft()
            if len(tail.at) >= CHUNK:
                self._write_chunks(tail, whole=False)
                most -= 1
        limit = min(MOST_TAIL, max(LEAST_TAIL, A_SERIES * len(self._open)))
        if self._held <= limit:
            return
        for tail in sorted(self._open.values(), key=Growing.oldest)[:most]:
            self._write_chunks(tail, whole=True)
        self._drop()

    def fold_all(self) -> None:
        """Everything into chunks: the tail is empty after it."""
        for tail in list(self._open.values()):
            self._write_chunks(tail, whole=True)
        self._drop()

    def _write_chunks(self, tail: Growing, whole: bool) -> None:
        """Write full chunks, and with ``whole`` the growing one; the series' row knows how far they go."""
        rows = []
        last: Row | None = None
        while len(tail.at) >= CHUNK:
            rows.append(tail.chunk(CHUNK))
            last = tail.cut(CHUNK)
        if whole and tail.waiting:
            rows.append(tail.chunk(len(tail.at)))
            last = tail.settle()
        self._db.executemany(_PUT, rows)
        if last is not None:
            self._put_latest(last)
        if not tail.waiting:
            self._open.pop(tail.key, None)

    def _drop(self) -> None:
        """Blocks of which every sample is in a chunk go."""
        floor = min(map(Growing.oldest, self._open.values()), default=NOWHERE)
        gone = 0
        while self._blocks and self._blocks[0][0] < min(floor, self._fresh):
            gone, n = self._blocks.popleft()
            self._held -= n
        if gone:
            self._db.execute("DELETE FROM tail WHERE key <= ?", (gone,))

    def set_latest(self, backend: int, sample: Sample) -> None:
        """Set the newest value alone (a snapshot brings the history apart)."""
        value = math.nan if sample.value is None else sample.value
        self._put_latest(Row(self._tail(backend, sample.id).key, sample.v, sample.at, value, sample.flag))

    def splice(self, backend: int, series: str, at: list[int], value: list[float | None]) -> None:
        """Replace the history from ``at[0]`` on; what is older stays. The tail must be empty."""
        if not at:
            return
        tail = self._tail(backend, series)
        keep = self._db.execute(
            "SELECT slot, blob FROM chunk WHERE series = ? AND last >= ? ORDER BY slot", (tail.key, at[0])
        ).fetchall()
        older = chunks.join([blob for _, blob in keep])
        self._db.execute("DELETE FROM chunk WHERE series = ? AND last >= ?", (tail.key, at[0]))
        tail.begin(self._next_slot(tail.key) + (1 if keep else 0))
        rows = []
        mask = older.at < at[0]
        kept = zip(older.at[mask].tolist(), older.value[mask].tolist(), map(chr, older.flag[mask]), strict=True)
        fresh = ((when, math.nan if v is None else v, "N") for when, v in zip(at, value, strict=True))
        for when, number, flag in (*kept, *fresh):
            tail.put(when, number, flag)
            if len(tail.at) >= CHUNK:
                rows.append(tail.chunk(CHUNK))
                tail.cut(CHUNK)
        if tail.at:
            rows.append(tail.chunk(len(tail.at)))
        self._db.executemany(_PUT, rows)

    def _put_latest(self, row: Row) -> None:
        value = None if math.isnan(row.value) else row.value
        self._db.execute(
            "UPDATE series SET v = ?, at = ?, value = ?, flag = ? WHERE key = ?",
            (row.v, row.at, value, row.flag, row.series),
        )

    def _next_slot(self, key: int) -> int:
        return int(
            self._db.execute("SELECT coalesce(max(slot) + 1, 0) FROM chunk WHERE series=?", (key,)).fetchone()[0]
        )

    def _tail(self, backend: int, series: str) -> Growing:
        tail = self._tails.get((backend, series))
        if tail is None:
            tail = self._tails[backend, series] = self._load_tail(backend, series)
        return tail

    def _load_tail(self, backend: int, series: str) -> Growing:
        row = self._db.execute("SELECT key FROM series WHERE backend = ? AND id = ?", (backend, series)).fetchone()
        if row is None:
            new = "INSERT INTO series(backend, id, v, at, flag) VALUES(?, ?, 0, 0, 'N')"
            return Growing(int(self._db.execute(new, (backend, series)).lastrowid or 0), 0)
        key = int(row[0])
        last = self._db.execute(
            "SELECT slot, n, blob FROM chunk WHERE series = ? ORDER BY slot DESC LIMIT 1", (key,)
        ).fetchone()
        if last is None:
            return Growing(key, 0)
        slot, n, blob = last
        if n >= CHUNK:
            return Growing(key, slot + 1)
        tail = Growing(key, slot)
        try:
            columns = chunks.unpack(blob)
        except DamagedChunk as error:
            log.error("%s: the newest chunk is damaged, going on with the next: %s", series, error)
            return Growing(key, slot + 1)
        for when, value, flag in zip(columns.at.tolist(), columns.value.tolist(), map(chr, columns.flag), strict=True):
            tail.put(when, value, flag)
        return tail
