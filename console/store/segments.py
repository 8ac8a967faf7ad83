"""Writes the log: compressed runs of events, the oldest ones out when it is too large or too old."""

from __future__ import annotations

import sqlite3

from console.store.past import Past

A_COMMIT = 2
"""Segments that one commit drops at most; what is still too much goes in the steps between commits."""


class SegmentWriter:
    """Works within the writer's transaction; ``reload`` after a rolled back one. ``budget`` in bytes of blobs."""

    def __init__(self, database: sqlite3.Connection, past: Past, budget: int) -> None:
        self._db, self._past = database, past
        self.budget = budget
        self.bytes = 0
        self.reload()

    def reload(self) -> None:
        """Count the bytes again."""
        row = self._db.execute("SELECT coalesce(sum(length(blob)), 0) FROM segment").fetchone()
        self.bytes = int(row[0])

    def append(self, backend: int, epoch: str, first: int, last: int, at: int, blob: bytes) -> None:
        """Add a run of events, packed: ``first`` to ``last`` of ``epoch``, taken in ``at`` (ms)."""
        self._db.execute(
            "INSERT INTO segment(backend, epoch, first, last, at, blob) VALUES(?, ?, ?, ?, ?, ?)",
            (backend, epoch, first, last, at, blob),
        )
        self.bytes += len(blob)
        if self.bytes > self.budget:
            self.trim(0, A_COMMIT)

    def trim(self, horizon: int, most: int) -> bool:
        """Drop the oldest segments that are too much or from before ``horizon`` (ms), ``most`` of them at most.

        True if there may be more to drop.
        """
        for _ in range(most):
            row = self._db.execute("SELECT key, backend, at FROM segment ORDER BY key LIMIT 1").fetchone()
            if row is None or (self.bytes <= self.budget and row[2] >= horizon):
                return False
            key, backend, _ = row
            (blob,) = self._db.execute("SELECT blob FROM segment WHERE key = ?", (key,)).fetchone()
            self._past.keep(backend, bytes(blob))
            self._db.execute("DELETE FROM segment WHERE key = ?", (key,))
            self.bytes -= len(blob)
        return True

    def since(self) -> int:
        """When the oldest kept segment was taken in, in ms; 0 if there is none."""
        row = self._db.execute("SELECT at FROM segment ORDER BY key LIMIT 1").fetchone()
        return int(row[0]) if row else 0
