"""What the store's tests share: small commits, and a whole reading of a cache."""

from __future__ import annotations

import multiprocessing
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from console.domain.counters import CounterKey
from console.domain.entities import KIND_NUMBER, Event, Sample
from console.store.changes import Changes
from console.store.commit import Commit, Counts, Cursor, Receipt, SnapshotState
from console.store.generations import CacheRoot
from console.store.reader import CacheReader
from console.store.writer import CacheWriter
from tests.fakes.events import EPOCH, NOW

OPEN = CounterKey("city", "alarm.open", 0)

fork: Any = multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn")


def open_writer(path: Path, **settings: Any) -> tuple[CacheWriter, int]:
    writer = CacheWriter(CacheRoot(path), **settings)
    return writer, writer.backend("city", "http://127.0.0.1:1")


def commit_of(
    backend: int,
    seq: int,
    upsert: Iterable[Event] = (),
    remove: Iterable[Event] = (),
    counters: Mapping[CounterKey, int] | None = None,
    **parts: Any,
) -> Commit:
    """A commit by hand: the cursor at ``seq``, rows to write and rows to take away."""
    commit = Commit(backend, Cursor(EPOCH, seq, seq), Counts(received=seq, applied=seq), **parts)
    for event in upsert:
        if isinstance(event, Sample):
            commit.samples.setdefault(event.id, []).append(event)
        else:
            commit.entities[KIND_NUMBER[type(event)], event.id] = event
    commit.entities.update({(KIND_NUMBER[type(event)], event.id): None for event in remove})
    commit.counters.update(counters or {})
    return commit


def snapshot_of(seq: int, *events: Event, epoch: str = EPOCH, **parts: Any) -> SnapshotState:
    entities = [event for event in events if not isinstance(event, Sample)]
    latest = [event for event in events if isinstance(event, Sample)]
    return SnapshotState(Cursor(epoch, seq, 0), entities, latest, **parts)


def replace(writer: CacheWriter, backend: int, state: SnapshotState, receipts: list[Receipt] | None = None) -> None:
    writer.replace(backend, state, Counts(base=state.cursor.seq), receipts or [])


def look(reader: CacheReader) -> Changes | None:
    """A poll that also looks at the generation pointer, which a reader does by itself once a second."""
    reader._pointer_due = 0.0
    return reader.poll()


def whole(path: Path) -> Changes:
    """Everything in the cache, through a fresh reader."""
    reader = CacheReader(CacheRoot(path))
    try:
        changes = reader.poll()
        assert changes is not None and changes.reload
        return changes
    finally:
        reader.close()


def entities(changes: Changes) -> dict[str, Event]:
    return {event.id: event for _, _, event in changes.entities}


def history(path: Path, series: str, backend: int = 1) -> list[tuple[int, float, str]]:
    reader = CacheReader(CacheRoot(path))
    reader.poll()
    samples = reader.samples(backend, series, 0, 2 * NOW)
    reader.close()
    return [
        (int(at), float(value), chr(flag))
        for at, value, flag in zip(samples.at, samples.value, samples.flag, strict=True)
    ]


def stuck(path: Path) -> sqlite3.Connection:
    """A program that began to read and stopped in the middle."""
    name = str(CacheRoot(path).current())
    held = sqlite3.connect(f"{CacheRoot(path).database(name).as_uri()}?mode=ro", uri=True, isolation_level=None)
    held.execute("BEGIN")
    held.execute("SELECT count(*) FROM entity").fetchone()
    return held
