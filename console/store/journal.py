"""The change journal: one row a transaction, holding the keys of the rows that it touched, packed.

Rows that close leave their table, so a reader that compares numbers alone would never see them go: removals are
entries too. One packed row costs a tenth of a row a change (docs/adr/0004).
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from console.store.schema import Table

KEPT_CHANGES = 4000
"""Transactions a reader may be behind before it must load everything again."""
TRIMS = 64
"""Older ones go a sixty-fourth of them at a time: each time a page of the table's beginning is written too."""


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
