"""The change journal: one row a transaction, holding the keys of the rows that it touched, packed.

Rows that close leave their table, so a reader that compares numbers alone would never see them go: removals are
entries too. One packed row costs a tenth of a row a change (docs/adr/0004).
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Iterable

import numpy as np

from console.store.fresh import NOTHING, Entry
from console.store.schema import Table

KEPT_CHANGES = 4000
"""Transactions a reader may be behind before it must load everything again."""
KEPT_BYTES = 8 * 1024 * 1024
"""And no more than this: its rows carry samples and log for a while, and are no place to keep them."""
TRIMS = 64
"""Older ones go a sixty-fourth of them at a time: each time a page of the table's beginning is written too."""


class JournalWriter:
    """Works within the writer's transaction; ``reload`` after a rolled back one.

    ``change`` is the number of the newest row.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database
        self.reload()

    def reload(self) -> None:
        """Count its rows again."""
        rows = self._db.execute(
            "SELECT change, length(keys) + coalesce(length(block), 0) + coalesce(length(run), 0) FROM journal "
            "ORDER BY change"
        ).fetchall()
        self._rows: deque[tuple[int, int]] = deque(rows)
        self._bytes = sum(size for _, size in rows)
        self.change = int(rows[-1][0]) if rows else 0

    def clear(self) -> None:
        """Whoever reads has to load everything again."""
        self._db.execute("DELETE FROM journal")
        self._rows.clear()
        self._bytes = 0
        self.change += 1

    def add(self, rx_ns: int, keys: bytes, entry: Entry | None, first_fresh: int) -> None:
        """The row of a transaction, and what it carries; older rows go, but for those from ``first_fresh`` on."""
        self.change += 1
        self._db.execute(
            "INSERT INTO journal(change, rx_ns, keys, backend, at, cursor, block, first, last, run) "
            "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (self.change, rx_ns, keys, *(entry or NOTHING)),
        )
        size = len(keys) + (entry.size if entry else 0)
        self._rows.append((self.change, size))
        self._bytes += size
        if self.change % max(1, KEPT_CHANGES // TRIMS) == 0:
            self._trim(first_fresh)

    def _trim(self, first_fresh: int) -> None:
        """The newest row stays, however large: a start goes on counting from it."""
        gone = 0
        while len(self._rows) > 1 and (len(self._rows) > KEPT_CHANGES or self._bytes > KEPT_BYTES):
            change, size = self._rows[0]
            if change >= first_fresh:
                break
            self._rows.popleft()
            self._bytes -= size
            gone = change
        if gone:
            self._db.execute("DELETE FROM journal WHERE change <= ?", (gone,))


class ChangeSet:
    """Keys touched in one transaction, by table: upserted or removed, the last word counts."""

    def __init__(self) -> None:
        self.upserted: dict[Table, set[int]] = {table: set() for table in Table}
        self.removed: dict[Table, set[int]] = {table: set() for table in Table}

    def __bool__(self) -> bool:
        return any(self.upserted.values()) or any(self.removed.values())

    def upsert(self, table: Table, key: int) -> None:
        """A row was written."""
        self.removed[table].discard(key)
        self.upserted[table].add(key)

    def remove(self, table: Table, key: int) -> None:
        """A row was deleted."""
        self.upserted[table].discard(key)
        self.removed[table].add(key)

    def pack(self) -> bytes:
        """As int64: key * 32 + table * 2 + (1 if removed)."""
        codes = [key << 5 | table << 1 for table, keys in self.upserted.items() for key in keys]
        codes += [key << 5 | table << 1 | 1 for table, keys in self.removed.items() for key in keys]
        return np.array(codes, np.int64).tobytes()


def merge(packed: Iterable[bytes]) -> ChangeSet:
    """Several transactions' changes as one, in order."""
    changes = ChangeSet()
    for blob in packed:
        for code in np.frombuffer(blob, np.int64).tolist():
            table, key = Table(code >> 1 & 15), code >> 5
            if code & 1:
                changes.remove(table, key)
            else:
                changes.upsert(table, key)
    return changes
