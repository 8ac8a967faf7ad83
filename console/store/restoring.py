"""Reads what the feed needs to go on after a start."""

from __future__ import annotations

import sqlite3

from console.domain.entities import Sample
from console.store.tails import Tail, newest_of

Stored = tuple[list[bytes], list[Sample], list[tuple[str, str, int, int]], list[bytes]]
"""Entity bodies, newest samples, counters (system, measure, bucket, n), position frames."""


def state_of(database: sqlite3.Connection, backend: int) -> Stored:
    """A backend's state as the cursor stands for it."""
    entities = [row[0] for row in database.execute("SELECT body FROM entity WHERE backend = ?", (backend,))]
    rows = database.execute("SELECT key, id, v, at, value, flag FROM series WHERE backend = ?", (backend,)).fetchall()
    blocks = database.execute("SELECT blob FROM block ORDER BY key").fetchall()
    latest = newest_of(rows, Tail(blob for (blob,) in blocks))
    counters = database.execute(
        "SELECT system, measure, bucket, n FROM counter WHERE backend = ?", (backend,)
    ).fetchall()
    frames = [r[0] for r in database.execute("SELECT blob FROM frame WHERE backend = ? ORDER BY seq", (backend,))]
    return entities, latest, counters, frames
