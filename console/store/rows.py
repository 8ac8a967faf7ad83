"""Writes the rows that are addressed by name: entities and counters under integer keys, and position frames.

The keys are held in memory, so that no lookup touches the disk.
"""

from __future__ import annotations

import sqlite3

import msgspec

from console.domain.counters import CounterKey
from console.store.commit import Commit
from console.store.journal import ChangeSet
from console.store.schema import Table

_encoder = msgspec.json.Encoder()


class RowWriter:
    """Works within the writer's transaction; ``reload`` after a rolled back one."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database
        self._next_entity = self._next_counter = 1
        self.reload()

    def reload(self) -> None:
        """Read the keys again from the tables."""
        self._entity: dict[tuple[int, int, str], int] = {
            (backend, kind, name): key
            for key, backend, kind, name in self._db.execute("SELECT key, backend, kind, id FROM entity")
        }
        self._counter: dict[tuple[int, CounterKey], int] = {
            (backend, CounterKey(system, measure, bucket)): key
            for key, backend, system, measure, bucket in self._db.execute(
                "SELECT key, backend, system, measure, bucket FROM counter"
            )
        }
        self._next_entity = max(self._next_entity, max(self._entity.values(), default=0) + 1)
        self._next_counter = max(self._next_counter, max(self._counter.values(), default=0) + 1)

    def has_entity(self, backend: int, kind: int, name: str) -> bool:
        """Whether the entity has a row: it is open."""
        return (backend, kind, name) in self._entity

    def write(self, commit: Commit, changes: ChangeSet) -> None:
        """A commit's entities, counters and frames."""
        for (kind, name), event in commit.entities.items():
            if event is None:
                self._forget_entity(commit.backend, kind, name, changes)
            else:
                self._put_entity(commit.backend, kind, name, _encoder.encode(event), changes)
        for counter, n in commit.counters.items():
            if counter.bucket and not n:
                self._forget_counter(commit.backend, counter, changes)
            else:
                self._put_counter(commit.backend, counter, n, changes)
        for frame in commit.frames:
            self._put_frame(commit.backend, *frame, changes)

    def _put_entity(self, backend: int, kind: int, name: str, body: bytes, changes: ChangeSet) -> None:
        key = self._entity.get((backend, kind, name))
        if key is None:
            key = self._entity[backend, kind, name] = self._next_entity
            self._next_entity += 1
        self._db.execute(
            "INSERT INTO entity(key, backend, kind, id, body) VALUES(?, ?, ?, ?, ?) "
            "ON CONFLICT(key) DO UPDATE SET body = excluded.body",
            (key, backend, kind, name, body),
        )
        changes.upsert(Table.ENTITY, key)

    def _forget_entity(self, backend: int, kind: int, name: str, changes: ChangeSet) -> None:
        key = self._entity.pop((backend, kind, name), None)
        if key is not None:
            self._db.execute("DELETE FROM entity WHERE key = ?", (key,))
            changes.remove(Table.ENTITY, key)

    def _put_counter(self, backend: int, counter: CounterKey, n: int, changes: ChangeSet) -> None:
        key = self._counter.get((backend, counter))
        if key is None:
            key = self._counter[backend, counter] = self._next_counter
            self._next_counter += 1
        self._db.execute(
            "INSERT INTO counter(key, backend, system, measure, bucket, n) VALUES(?, ?, ?, ?, ?, ?) "
            "ON CONFLICT(key) DO UPDATE SET n = excluded.n",
            (key, backend, *counter, n),
        )
        changes.upsert(Table.COUNTER, key)

    def _forget_counter(self, backend: int, counter: CounterKey, changes: ChangeSet) -> None:
        key = self._counter.pop((backend, counter), None)
        if key is not None:
            self._db.execute("DELETE FROM counter WHERE key = ?", (key,))
            changes.remove(Table.COUNTER, key)

    def _put_frame(self, backend: int, seq: int, whole: bool, blob: bytes, changes: ChangeSet) -> None:
        if whole:
            self._db.execute("DELETE FROM frame WHERE backend = ?", (backend,))
        key = self._db.execute(
            "INSERT INTO frame(backend, seq, whole, blob) VALUES(?, ?, ?, ?)", (backend, seq, whole, blob)
        ).lastrowid
        changes.upsert(Table.FRAME, int(key or 0))
