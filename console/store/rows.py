"""Integer keys of rows that are addressed by name, held in memory by the writer so that no lookup touches the disk."""

from __future__ import annotations

import sqlite3

from console.domain.counters import CounterKey


class RowKeys:
    """Names to keys for entities and counters. ``reload`` after a rolled back transaction."""

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

    def entity(self, backend: int, kind: int, name: str) -> int:
        """The entity's key; a new one if it has none."""
        key = self._entity.get((backend, kind, name))
        if key is None:
            key = self._entity[backend, kind, name] = self._next_entity
            self._next_entity += 1
        return key

    def has_entity(self, backend: int, kind: int, name: str) -> bool:
        """Whether the entity has a row: it is open."""
        return (backend, kind, name) in self._entity

    def forget_entity(self, backend: int, kind: int, name: str) -> bool:
        """The entity's row goes; True if it had one."""
        return self._entity.pop((backend, kind, name), None) is not None

    def counter(self, backend: int, counter: CounterKey) -> int:
        """The counter's key; a new one if it has none."""
        key = self._counter.get((backend, counter))
        if key is None:
            key = self._counter[backend, counter] = self._next_counter
            self._next_counter += 1
        return key

    def forget_counter(self, backend: int, counter: CounterKey) -> int | None:
        """The counter's row goes: its key, None if it had no row."""
        return self._counter.pop((backend, counter), None)
