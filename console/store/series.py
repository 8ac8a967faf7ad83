"""Writes series: the newest value as a row, the history in chunks. The growing chunk is held in memory too."""

from __future__ import annotations

import logging
import math
import sqlite3

from console.domain.entities import Sample
from console.store import chunks
from console.store.chunks import CHUNK, DamagedChunk
from console.store.journal import ChangeSet
from console.store.schema import Table

log = logging.getLogger(__name__)
_NORMAL = ord("N")


class _Tail:
    """The chunk of one series that still grows."""

    __slots__ = ("at", "flag", "key", "slot", "value")

    def __init__(self, key: int, slot: int) -> None:
        self.key = key
        self.slot = slot
        self.at: list[int] = []
        self.value: list[float] = []
        self.flag: list[int] = []

    def add(self, at: int, value: float | None, flag: int) -> None:
        self.at.append(at)
        self.value.append(math.nan if value is None else value)
        self.flag.append(flag)

    def next(self) -> None:
        self.slot += 1
        self.at, self.value, self.flag = [], [], []

    def row(self) -> tuple[int, int, int, int, int, bytes]:
        blob = chunks.pack(self.at, self.value, self.flag)
        return self.key, self.slot, min(self.at), max(self.at), len(self.at), blob


_PUT = "INSERT OR REPLACE INTO chunk(series, slot, first, last, n, blob) VALUES(?, ?, ?, ?, ?, ?)"


class SeriesWriter:
    """Appends samples within the writer's transaction. ``reload`` after a rolled back one."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database
        self._tails: dict[tuple[int, str], _Tail] = {}

    def reload(self) -> None:
        """Forget what is in memory; it is read again when it is needed."""
        self._tails.clear()

    def append(self, backend: int, series: str, samples: list[Sample], changes: ChangeSet) -> None:
        """Add samples in the order they came; the last one is the newest value."""
        newest = samples[-1]
        tail = self._tail(backend, series)
        rows = []
        for sample in samples:
            tail.add(sample.at, sample.value, ord(sample.flag[:1] or " "))
            if len(tail.at) >= CHUNK:
                rows.append(tail.row())
                tail.next()
        if tail.at:
            rows.append(tail.row())
        self._db.executemany(_PUT, rows)
        self._put_latest(tail.key, newest, changes)

    def set_latest(self, backend: int, sample: Sample, changes: ChangeSet) -> None:
        """Set the newest value alone (a snapshot brings the history apart)."""
        self._put_latest(self._tail(backend, sample.id).key, sample, changes)

    def splice(self, backend: int, series: str, at: list[int], value: list[float | None]) -> None:
        """Replace the history from ``at[0]`` on; what is older stays."""
        if not at:
            return
        tail = self._tail(backend, series)
        keep = self._db.execute(
            "SELECT slot, blob FROM chunk WHERE series = ? AND last >= ? ORDER BY slot", (tail.key, at[0])
        ).fetchall()
        older = chunks.join([blob for _, blob in keep])
        self._db.execute("DELETE FROM chunk WHERE series = ? AND last >= ?", (tail.key, at[0]))
        tail.slot = self._next_slot(tail.key) + (1 if keep else 0)
        tail.at, tail.value, tail.flag = [], [], []
        rows = []
        mask = older.at < at[0]
        kept = zip(older.at[mask].tolist(), older.value[mask].tolist(), older.flag[mask].tolist(), strict=True)
        fresh = ((when, number, _NORMAL) for when, number in zip(at, value, strict=True))
        for when, number, flag in (*kept, *fresh):
            tail.add(when, number, flag)
            if len(tail.at) >= CHUNK:
                rows.append(tail.row())
                tail.next()
        if tail.at:
            rows.append(tail.row())
        self._db.executemany(_PUT, rows)

    def _put_latest(self, key: int, sample: Sample, changes: ChangeSet) -> None:
        self._db.execute(
            "UPDATE series SET v = ?, at = ?, value = ?, flag = ? WHERE key = ?",
            (sample.v, sample.at, sample.value, sample.flag, key),
        )
        changes.upsert(Table.SERIES, key)

    def _next_slot(self, key: int) -> int:
        return int(
            self._db.execute("SELECT coalesce(max(slot) + 1, 0) FROM chunk WHERE series=?", (key,)).fetchone()[0]
        )

    def _tail(self, backend: int, series: str) -> _Tail:
        tail = self._tails.get((backend, series))
        if tail is None:
            tail = self._tails[backend, series] = self._load_tail(backend, series)
        return tail

    def _load_tail(self, backend: int, series: str) -> _Tail:
        self._db.execute(
            "INSERT INTO series(backend, id, v, at, flag) VALUES(?, ?, 0, 0, 'N') ON CONFLICT DO NOTHING",
            (backend, series),
        )
        row = self._db.execute("SELECT key FROM series WHERE backend = ? AND id = ?", (backend, series)).fetchone()
        key = int(row[0])
        last = self._db.execute(
            "SELECT slot, n, blob FROM chunk WHERE series = ? ORDER BY slot DESC LIMIT 1", (key,)
        ).fetchone()
        if last is None:
            return _Tail(key, 0)
        slot, n, blob = last
        if n >= CHUNK:
            return _Tail(key, slot + 1)
        tail = _Tail(key, slot)
        try:
            columns = chunks.unpack(blob)
        except DamagedChunk as error:
            log.error("%s: the newest chunk is damaged, going on with the next: %s", series, error)
            return _Tail(key, slot + 1)
        tail.at, tail.value, tail.flag = columns.at.tolist(), columns.value.tolist(), columns.flag.tolist()
        return tail
