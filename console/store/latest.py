"""Reads series: newest values and history, out of rows and chunks and the tail that is not folded into them yet."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from console.domain.entities import Sample
from console.store import chunks
from console.store.chunks import Samples
from console.store.schema import Rows
from console.store.tails import Row, Tail, newest_of, sample_of


class LatestReader:
    """Part of a reader; every call within one snapshot of the database."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._names: dict[int, tuple[int, str]] = {}
        self._tail = Tail([])
        self._tail_version = -1

    def forget(self) -> None:
        """Another file comes: keys and versions are void."""
        self._names.clear()
        self._tail, self._tail_version = Tail([]), -1

    def all(self) -> list[tuple[int, Sample]]:
        """The newest value of every series, with its backend."""
        rows = self._rows("SELECT key, backend, id, v, at, value, flag FROM series", ())
        self._names = {int(row[0]): (int(row[1]), str(row[2])) for row in rows}
        tail = Tail(bytes(blob) for (blob,) in self._rows("SELECT blob FROM block ORDER BY key", ()))
        found = []
        for backend in {backend for backend, _ in self._names.values()}:
            mine = [(key, name, *rest) for key, owner, name, *rest in rows if owner == backend]
            found += [(backend, sample) for sample in newest_of(mine, tail)]
        return found

    def since(self, blocks: Collection[int]) -> list[tuple[int, Sample]]:
        """The newest values that these blocks of the tail brought; all of them if one is folded already."""
        if not blocks:
            return []
        first = min(blocks)
        floor, settled = self._rows("SELECT (SELECT min(key) FROM tail), (SELECT change FROM settled)", ())[0]
        if first <= settled and (floor is None or floor > first):
            return self.all()
        fresh = Tail(
            bytes(blob) for (blob,) in self._rows("SELECT blob FROM block WHERE key >= ? ORDER BY key", (first,))
        )
        newest = fresh.newest()
        self._learn(newest)
        return [
            (self._names[row.series][0], sample_of(self._names[row.series][1], row))
            for row in newest
            if row.series in self._names
        ]

    def _learn(self, rows: list[Row]) -> None:
        for row in rows:
            if row.series not in self._names:
                for backend, name in self._rows("SELECT backend, id FROM series WHERE key = ?", (row.series,)):
                    self._names[row.series] = (int(backend), str(name))

    def history(self, backend: int, series: str, start: int, end: int, version: int) -> Samples:
        """Samples of a series from ``start`` to ``end`` (ms), oldest first. ``version``: the database's, now."""
        known = self._rows("SELECT key, v FROM series WHERE backend = ? AND id = ?", (backend, series))
        if not known:
            return chunks.join([])
        key, v = known[0]
        rows = self._rows(
            "SELECT blob FROM chunk WHERE series = ? AND last >= ? AND first <= ? ORDER BY slot", (key, start, end)
        )
        folded = chunks.join([bytes(row[0]) for row in rows])
        if version != self._tail_version:
            self._tail = Tail(bytes(blob) for (blob,) in self._rows("SELECT blob FROM block ORDER BY key", ()))
            self._tail_version = version
        waiting = self._tail.samples(key, v)
        at = np.concatenate([folded.at, waiting.at])
        value = np.concatenate([folded.value, waiting.value])
        flag = np.concatenate([folded.flag, waiting.flag])
        inside = (at >= start) & (at <= end)
        return Samples(at[inside], value[inside], flag[inside])
