"""Writes the lists of what happened on the way: events not understood, what reconnects brought, what is over."""

from __future__ import annotations

import sqlite3
import time

import msgspec

from console.domain.entities import Alarm, Case, Event
from console.domain.ledger import EntityKey
from console.store.commit import Commit, Cursor, Receipt
from console.store.journal import ChangeSet
from console.store.schema import Table

KEPT_POISON = 10_000
"""Quarantine rows kept, as many as a gateway keeps: a source gone mad must not fill the disk."""
KEPT_RECEIPTS = 5_000
"""A link that flaps every minute writes this many in three days and a half."""
KEPT_DONE = 50_000
"""Alarms and cases that are over, of all backends: two days of a large city, a minute of a flood."""
_encoder = msgspec.json.Encoder()


class ListWriter:
    """Works within the writer's transaction; each list keeps its newest rows."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database

    def poison(self, commit: Commit, changes: ChangeSet) -> None:
        """Add a commit's quarantine rows."""
        for poison in commit.poison:
            key = self._db.execute(
                "INSERT INTO quarantine(backend, epoch, seq, at, reason, raw) VALUES(?, ?, ?, ?, ?, ?)",
                (
                    commit.backend,
                    commit.cursor.epoch,
                    poison.seq,
                    int(time.time() * 1000),
                    poison.reason[:500],
                    poison.raw[:4096],
                ),
            ).lastrowid
            changes.upsert(Table.QUARANTINE, int(key or 0))
        if commit.poison:
            self._db.execute(
                "DELETE FROM quarantine WHERE key <= (SELECT max(key) FROM quarantine) - ?", (KEPT_POISON,)
            )

    def void(self, backend: int, cursor: Cursor, changes: ChangeSet) -> None:
        """Numbers beyond a snapshot's are of a history that is no more: they stay listed, but stand for nothing."""
        gone = self._db.execute(
            "UPDATE quarantine SET epoch = '' WHERE backend = ? AND epoch = ? AND seq > ? RETURNING key",
            (backend, cursor.epoch, cursor.seq),
        ).fetchall()
        for (key,) in gone:
            changes.upsert(Table.QUARANTINE, int(key))

    def receipts(self, backend: int, receipts: list[Receipt], changes: ChangeSet) -> None:
        """Add receipts."""
        for receipt in receipts:
            key = self._db.execute(
                "INSERT INTO receipt(backend, body) VALUES(?, ?)", (backend, _encoder.encode(receipt))
            ).lastrowid
            changes.upsert(Table.RECEIPT, int(key or 0))
        if receipts:
            self._db.execute("DELETE FROM receipt WHERE key <= (SELECT max(key) FROM receipt) - ?", (KEPT_RECEIPTS,))

    def done(self, backend: int, done: dict[EntityKey, Event]) -> None:
        """Add alarms and cases that are over; one that ended again stands as it ended last."""
        for (kind, name), event in done.items():
            area = event.area if isinstance(event, Alarm | Case) else ""
            self._db.execute(
                "INSERT INTO done(backend, kind, id, at, area, body) VALUES(?, ?, ?, ?, ?, ?) "
                "ON CONFLICT(backend, kind, id) DO UPDATE SET at = excluded.at, area = excluded.area, "
                "body = excluded.body",
                (backend, kind, name, event.at, area, _encoder.encode(event)),
            )
        if done:
            self._db.execute("DELETE FROM done WHERE key <= (SELECT max(key) FROM done) - ?", (KEPT_DONE,))
