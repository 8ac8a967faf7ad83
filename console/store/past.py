"""An open alarm's history outlives the log: its versions are put by before the segment that holds them goes."""

from __future__ import annotations

import logging
import sqlite3
import zlib
from collections.abc import Callable

import msgspec

from console.domain.entities import KIND_NUMBER, Alarm
from console.wire.segments import BinaryEvent, DamagedSegment, unpack

log = logging.getLogger(__name__)
MOST_VERSIONS = 100
"""Of one alarm: its first and its newest ones. A point that chatters for months must not fill the disk."""
IsOpen = Callable[[int, int, str], bool]
"""Whether a backend's entity (kind number, id) is open."""
_NEEDLE = b'"Alarm"'


class _Peek(msgspec.Struct):
    id: str
    v: int
    at: int
    kind: str = ""


_peek = msgspec.json.Decoder(_Peek)


class Past:
    """Works within the writer's transaction."""

    def __init__(self, database: sqlite3.Connection, is_open: IsOpen) -> None:
        self._db, self._is_open = database, is_open

    def keep(self, backend: int, blob: bytes) -> None:
        """Put by what a segment holds of alarms that are still open. A damaged one holds nothing."""
        try:
            events = unpack(blob)
        except (DamagedSegment, zlib.error) as error:
            log.error("a segment of the log is damaged and goes as it is: %s", error)
            return
        kept: set[str] = set()
        for raw in events:
            if type(raw) is BinaryEvent or _NEEDLE not in raw:
                continue
            name = self._put(backend, raw)
            if name:
                kept.add(name)
        for name in kept:
            self._thin(backend, name)

    def _put(self, backend: int, raw: bytes) -> str:
        try:
            peek = _peek.decode(raw)
        except (msgspec.DecodeError, RecursionError, ValueError):
            return ""
        if peek.kind != "Alarm" or not self._is_open(backend, KIND_NUMBER[Alarm], peek.id):
            return ""
        self._db.execute(
            "INSERT OR REPLACE INTO past(backend, id, v, at, body) VALUES(?, ?, ?, ?, ?)",
            (backend, peek.id, peek.v, peek.at, raw),
        )
        return peek.id

    def _thin(self, backend: int, name: str) -> None:
        self._db.execute(
            "DELETE FROM past WHERE backend = :b AND id = :n "
            "AND v > (SELECT min(v) FROM past WHERE backend = :b AND id = :n) "
            "AND v < (SELECT v FROM past WHERE backend = :b AND id = :n ORDER BY v DESC LIMIT 1 OFFSET :most)",
            {"b": backend, "n": name, "most": MOST_VERSIONS - 2},
        )

    def closed(self, most: int) -> bool:
        """Forget alarms that have closed, so many rows at most; True if there may be more."""
        names = self._db.execute("SELECT DISTINCT backend, id FROM past").fetchall()
        left = most
        for backend, name in names:
            if self._is_open(backend, KIND_NUMBER[Alarm], name):
                continue
            left -= self._db.execute("DELETE FROM past WHERE backend = ? AND id = ?", (backend, name)).rowcount
            if left <= 0:
                return True
        return False
