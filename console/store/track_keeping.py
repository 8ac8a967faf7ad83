"""Keeps tracks longer than the log that they come in: each hour that is over is thinned, in steps of the keeper."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator

from console.store.thinned import HOUR_MS, HourOfTracks
from console.wire.positions import BadPositions, decode_positions
from console.wire.segments import DamagedSegment, binary_events

log = logging.getLogger(__name__)
LATE_MS = 180_000
"""What reports later than this after its hour is in the log only. A run of the log is a minute long at most."""
WHOLE = -1
"""The part that says that its hour is all there."""


class TrackKeeper:
    """Works within the writer's transaction; a step that is broken off is made again from the hour's beginning."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database

    def steps(self, now: int) -> Iterator[None]:
        """Thin every hour that is over by ``now`` (ms) and is not thinned yet: a segment or a part a step."""
        for (backend,) in self._db.execute("SELECT key FROM backend").fetchall():
            while (hour := self._next(backend, now)) is not None and (hour + 1) * HOUR_MS + LATE_MS <= now:
                yield from self._thin(backend, hour)

    def _next(self, backend: int, now: int) -> int | None:
        """The first hour after those that are done which the log holds anything of.

        Hours ahead of ``now`` are from when the clocks were ahead, and must not end what is thinned today.
        """
        (done,) = self._db.execute(
            "SELECT max(hour) FROM track WHERE backend = ? AND part = ? AND hour <= ?", (backend, WHOLE, now // HOUR_MS)
        ).fetchone()
        (at,) = self._db.execute(
            "SELECT min(at) FROM segment WHERE backend = ? AND at >= ?", (backend, (done + 1) * HOUR_MS if done else 0)
        ).fetchone()
        return None if at is None else int(at) // HOUR_MS

    def _thin(self, backend: int, hour: int) -> Iterator[None]:
        tracks = HourOfTracks(hour)
        keys = self._db.execute(
            "SELECT key FROM segment WHERE backend = ? AND at >= ? AND at < ? ORDER BY key",
            (backend, tracks.start, tracks.start + HOUR_MS + LATE_MS),
        ).fetchall()
        for (key,) in keys:
            for (blob,) in self._db.execute("SELECT blob FROM segment WHERE key = ?", (key,)).fetchall():
                _take(tracks, bytes(blob))
            yield
        for part, blob in tracks.parts():
            self._put(backend, part, hour, blob)
            yield
        self._put(backend, WHOLE, hour, b"")

    def _put(self, backend: int, part: int, hour: int, blob: bytes) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO track(backend, part, hour, blob) VALUES(?, ?, ?, ?)", (backend, part, hour, blob)
        )

    def trim(self, horizon: int, now: int, most: int) -> bool:
        """Drop the oldest parts of hours that were over before ``horizon`` (ms); True if there may be more.

        Hours ahead of ``now`` (ms) stay until they are old too, and hold up nothing behind them.
        """
        rows = self._db.execute(
            "SELECT key, hour FROM track WHERE hour <= ? ORDER BY key LIMIT ?", (now // HOUR_MS, most)
        ).fetchall()
        old = [(key,) for key, hour in rows if (hour + 1) * HOUR_MS <= horizon]
        self._db.executemany("DELETE FROM track WHERE key = ?", old)
        return len(old) == most

    def since(self) -> int:
        """When the oldest thinned hour began (ms), 0 if there is none."""
        row = self._db.execute("SELECT hour FROM track ORDER BY key LIMIT 1").fetchone()
        return int(row[0]) * HOUR_MS if row else 0


def _take(tracks: HourOfTracks, blob: bytes) -> None:
    try:
        frames = binary_events(blob)
    except DamagedSegment as error:
        log.error("a segment of the log is damaged, its positions are in no track: %s", error)
        return
    for frame in frames:
        try:
            tracks.take(decode_positions(frame))
        except BadPositions:
            continue
