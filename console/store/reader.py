"""Reads the cache while the feed writes it: what changed since the last look, as finished rows.

A reader never blocks the writer: autocommit, ``fetchall``, no open cursor. It follows the generation pointer, and
loads everything again when it is further behind than the journal reaches.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterable, Iterator

import msgspec

from console.domain.entities import Alarm, AnyEvent, Event
from console.store import chunks
from console.store.changes import Changes, load
from console.store.chunks import Samples
from console.store.generations import CacheRoot
from console.store.journal import merge
from console.store.latest import LatestReader
from console.store.logbook import SLICE_SECONDS
from console.store.schema import Row, Table, open_reader
from console.store.tracks import Slice, fixes_of
from console.store.versions import versions_of

POINTER_SECONDS = 1.0
_ENDS = (
    "SELECT coalesce((SELECT min(change) FROM journal), 0), coalesce((SELECT max(change) FROM journal), 0)"  # no scan
)
DONE_MOST = 2_000
"""Rows that a list of what is over is made of at most: more than anybody reads."""
_event = msgspec.json.Decoder(AnyEvent)


class CacheReader:
    """One window's view of the cache. Not shared between threads without a lock of the caller's."""

    def __init__(self, root: CacheRoot) -> None:
        self._root = root
        self._db: sqlite3.Connection | None = None
        self._generation = ""
        self._change = 0
        self._version = -1
        self._pointer_due = 0.0
        self.trouble = ""
        """Why the cache can't be read, empty while it can."""
        self._latest = LatestReader(self._rows)

    def close(self) -> None:
        """Let the file go."""
        if self._db is not None:
            self._db.close()
            self._db = None
        self._generation = ""
        self._latest.forget()

    def poll(self) -> Changes | None:
        """What is new, or None. A cache that is not there yet, or is being replaced, is simply nothing new."""
        try:
            fresh = self._follow_pointer()
            if self._db is None:
                return None
            version = self._scalar("PRAGMA data_version")
            if not fresh and version == self._version:
                return None
            self._version = version
            changes = self._load_all() if fresh else self._load_changes()
            self.trouble = ""
            return changes
        except sqlite3.Error as error:
            self.trouble = str(error)
            self.close()
            self._pointer_due = time.monotonic() + POINTER_SECONDS
            return None

    def _follow_pointer(self) -> bool:
        now = time.monotonic()
        if now < self._pointer_due:
            return False
        self._pointer_due = now + POINTER_SECONDS
        name = self._root.current()
        if name is None or name == self._generation:
            return False
        self.close()
        self._db = open_reader(self._root.database(name))
        self._generation = name
        return True

    def _rows(self, sql: str, args: Iterable[object] = ()) -> list[Row]:
        if self._db is None:
            return []
        return self._db.execute(sql, tuple(args)).fetchall()

    def _scalar(self, sql: str) -> int:
        return int(self._rows(sql)[0][0])

    def _load_all(self) -> Changes:
        if self._db is None:
            return Changes()
        with self._snapshot():
            self._change = self._scalar("SELECT coalesce(max(change), 0) FROM journal")
            changes = Changes(reload=True, generation=self._generation)
            load(self._rows, changes, None)
            changes.latest = self._latest.all()
        return changes

    @contextlib.contextmanager
    def _snapshot(self) -> Iterator[None]:
        """Everything read inside is of one moment; the read lock ends with it."""
        assert self._db is not None
        self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._db.execute("COMMIT")

    def _load_changes(self) -> Changes | None:
        with self._snapshot():
            oldest, newest = self._rows(_ENDS)[0]
            journal = self._rows(
                "SELECT change, rx_ns, keys FROM journal WHERE change > ? ORDER BY change", [self._change]
            )
            if oldest <= self._change + 1 and self._change <= newest:
                return self._load_touched(journal)
        return self._load_all()

    def _load_touched(self, journal: list[Row]) -> Changes | None:
        if not journal:
            return None
        changes = Changes(generation=self._generation)
        changes.rx_ns = [int(rx) for _, rx, _ in journal if rx]
        touched = merge(bytes(keys) for _, _, keys in journal)
        load(self._rows, changes, touched.upserted)
        changes.latest = self._latest.since(touched.upserted[Table.SERIES])
        changes.removed = list(touched.removed[Table.ENTITY])
        changes.counters_removed = list(touched.removed[Table.COUNTER])
        self._change = int(journal[-1][0])
        return changes

    def samples(self, backend: int, series: str, start: int, end: int) -> Samples:
        """History of a series from ``start`` to ``end`` (ms), oldest first; empty if there is none."""
        if self._db is None:
            return chunks.join([])
        with self._snapshot():
            return self._latest.history(backend, series, start, end, self._scalar("PRAGMA data_version"))

    def done(self, kind: int, since: int, area: str) -> list[tuple[int, Event]]:
        """Alarms or cases that ended at ``since`` (ms) or later inside an area (its digits; empty: anywhere).

        With the key of their backend, newest first, at most ``DONE_MOST``. A cache of an older feed has none.
        """
        try:
            rows = self._rows(
                "SELECT backend, body FROM done WHERE kind = ? AND at >= ? AND substr(area, 1, ?) = ? "
                "ORDER BY at DESC, key DESC LIMIT ?",
                (kind, since, len(area), area, DONE_MOST),
            )
        except sqlite3.Error:
            return []
        return [(int(backend), _event.decode(bytes(body))) for backend, body in rows]

    def fixes_of(self, backend: int, vehicle: int, since: int) -> Iterator[Slice]:
        """Where a vehicle was, from the kept log; see ``console.store.tracks``."""
        return fixes_of(self._rows, backend, vehicle, since)

    def versions_of(self, backend: int, name: str, since: int, pause: float = SLICE_SECONDS) -> Iterator[list[Alarm]]:
        """What an alarm was before, from the kept log; see ``console.store.versions``."""
        return versions_of(self._rows, backend, name, since, pause)
