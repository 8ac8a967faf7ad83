"""Reads the cache while the feed writes it: what changed since the last look, as finished rows.

A reader never blocks the writer: autocommit, ``fetchall``, no open cursor. It follows the generation pointer, and
loads everything again when it is further behind than the journal reaches.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec

from console.domain.counters import CounterKey
from console.domain.entities import Alarm, AnyEvent, Event, Sample
from console.store import chunks
from console.store.chunks import Samples
from console.store.commit import Counts, Cursor, LinkState, Receipt
from console.store.generations import CacheRoot
from console.store.holding import Holding
from console.store.journal import merge
from console.store.latest import LatestReader
from console.store.schema import Table, open_reader
from console.store.tracks import Slice, fixes_of
from console.wire.segments import unpack

POINTER_SECONDS = 1.0
SCAN_SECONDS = 0.03
"""A look into the past may hold up the present for so long at a time."""
SCAN_MOST = 4.0
DONE_MOST = 2_000
"""Rows that a list of what is over is made of at most: more than anybody reads."""
Row = tuple[Any, ...]
"""A row as sqlite3 gives it; the columns are what the schema says."""
_BATCH = 500
_event = msgspec.json.Decoder(AnyEvent)


@dataclass(frozen=True, slots=True)
class BackendRow:
    """One backend: its cursor, conservation figures and link."""

    key: int
    name: str
    url: str
    cursor: Cursor
    counts: Counts
    link: LinkState


@dataclass(frozen=True, slots=True)
class QuarantineRow:
    """One event that was not taken in."""

    key: int
    backend: int
    epoch: str
    seq: int
    at: int
    reason: str
    raw: bytes


@dataclass(slots=True)
class Changes:
    """What is new since the last ``poll``. ``reload``: it is everything, whatever was known before is void.

    ``rx_ns`` are the monotonic times at which the frames behind each transaction were received.
    """

    reload: bool = False
    generation: str = ""
    rx_ns: list[int] = field(default_factory=list)
    backends: list[BackendRow] = field(default_factory=list)
    entities: list[tuple[int, int, Event]] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    latest: list[tuple[int, Sample]] = field(default_factory=list)
    counters: list[tuple[int, int, CounterKey, int]] = field(default_factory=list)
    counters_removed: list[int] = field(default_factory=list)
    frames: list[tuple[int, bytes]] = field(default_factory=list)
    receipts: list[tuple[int, Receipt]] = field(default_factory=list)
    quarantine: list[QuarantineRow] = field(default_factory=list)
    registers: list[tuple[int, str, bytes]] = field(default_factory=list)
    holding: list[Holding] = field(default_factory=list)


class CacheReader:
    """One window's view of the cache. Not shared between threads without a lock of the caller's."""

    def __init__(self, root: CacheRoot) -> None:
        self._root = root
        self._db: sqlite3.Connection | None = None
        self._generation = ""
        self._change = 0
        self._version = -1
        self._pointer_due = 0.0
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
            return self._load_all() if fresh else self._load_changes()
        except sqlite3.Error:
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
            for table in _SQL:
                self._load(changes, table, None)
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
            oldest, newest = self._rows("SELECT coalesce(min(change), 0), coalesce(max(change), 0) FROM journal")[0]
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
        for table in _SQL:
            self._load(changes, table, touched.upserted[table])
        changes.latest = self._latest.since(touched.upserted[Table.SERIES])
        changes.removed = list(touched.removed[Table.ENTITY])
        changes.counters_removed = list(touched.removed[Table.COUNTER])
        self._change = int(journal[-1][0])
        return changes

    def _load(self, changes: Changes, table: Table, keys: set[int] | None) -> None:
        if keys is not None and not keys:
            return
        for row in self._select(_SQL[table], keys):
            _FILL[table](changes, row)

    def _select(self, sql: str, keys: set[int] | None) -> Iterator[Row]:
        if keys is None:
            yield from self._rows(sql.format(where=""))
            return
        wanted = sorted(keys)
        for start in range(0, len(wanted), _BATCH):
            part = wanted[start : start + _BATCH]
            yield from self._rows(sql.format(where=f"WHERE key IN ({','.join('?' * len(part))})"), part)

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

    def versions_of(self, backend: int, name: str, since: int, pause: float = SCAN_SECONDS) -> Iterator[list[Alarm]]:
        """Versions of an alarm that the kept log holds, from the newest segment back to ``since`` (ms).

        Yields what each slice of at most about ``pause`` seconds found, so that the caller can do other work between
        two slices. Ends early at the alarm's first version, and after ``SCAN_MOST`` seconds of work: a log of days is
        too long to be read for one alarm. A damaged segment is skipped.
        """
        needle = msgspec.json.encode(name)
        below, found, until, left = 2**62, [], time.monotonic() + pause, SCAN_MOST
        while left > 0:
            rows = self._rows(
                "SELECT key, at, blob FROM segment WHERE backend = ? AND key < ? ORDER BY key DESC LIMIT 1",
                (backend, below),
            )
            if not rows or int(rows[0][1]) < since:
                break
            below = int(rows[0][0])
            found += _alarms_in(bytes(rows[0][2]), needle, name)
            if any(alarm.v == 1 for alarm in found):
                break
            if time.monotonic() > until:
                yield found
                left -= max(pause, 0.001)
                found, until = [], time.monotonic() + pause
        else:
            yield found
            return
        yield found + self._put_by(backend, name, since)

    def _put_by(self, backend: int, name: str, since: int) -> list[Alarm]:
        """What was kept of an open alarm when its part of the log went."""
        rows = self._rows(
            "SELECT body FROM past WHERE backend = ? AND id = ? AND at >= ? ORDER BY v", (backend, name, since)
        )
        events = (_event.decode(bytes(body)) for (body,) in rows)
        return [event for event in events if isinstance(event, Alarm)]


def _alarms_in(blob: bytes, needle: bytes, name: str) -> list[Alarm]:
    try:
        if needle not in zlib.decompress(blob):
            return []
        raws = [raw for raw in unpack(blob) if needle in raw]
        events = [_event.decode(raw) for raw in raws]
    except (zlib.error, ValueError, msgspec.DecodeError):
        return []
    return [event for event in events if isinstance(event, Alarm) and event.id == name]


def _backend(changes: Changes, row: Row) -> None:
    key, name, url, epoch, seq, chain, counts, *link = row
    state, reason, heard_at, heard_ns, boot, offset, head = link
    changes.backends.append(
        BackendRow(
            int(key),
            str(name),
            str(url),
            Cursor(str(epoch), int(seq), int(chain)),
            msgspec.json.decode(bytes(counts), type=Counts),
            LinkState(str(state), str(reason), int(heard_at), int(heard_ns), str(boot), int(offset), int(head)),
        )
    )


def _entity(changes: Changes, row: Row) -> None:
    key, backend, body = row
    changes.entities.append((int(key), int(backend), _event.decode(bytes(body))))


def _counter(changes: Changes, row: Row) -> None:
    key, backend, system, measure, bucket, n = row
    counter = CounterKey(str(system), str(measure), int(bucket))
    changes.counters.append((int(key), int(backend), counter, int(n)))


def _frame(changes: Changes, row: Row) -> None:
    backend, blob = row
    changes.frames.append((int(backend), bytes(blob)))


def _receipt(changes: Changes, row: Row) -> None:
    key, body = row
    changes.receipts.append((int(key), msgspec.json.decode(bytes(body), type=Receipt)))


def _quarantine(changes: Changes, row: Row) -> None:
    changes.quarantine.append(QuarantineRow(*row))


def _register(changes: Changes, row: Row) -> None:
    backend, name, body = row
    changes.registers.append((int(backend), str(name), bytes(body)))


def _holding(changes: Changes, row: Row) -> None:
    changes.holding.append(msgspec.json.decode(bytes(row[0]), type=Holding))


_SQL = {
    Table.BACKEND: "SELECT key, name, url, epoch, seq, chain, counts, "
    "state, reason, heard_at, heard_ns, boot, offset_ms, head FROM backend {where}",
    Table.ENTITY: "SELECT key, backend, body FROM entity {where}",
    Table.COUNTER: "SELECT key, backend, system, measure, bucket, n FROM counter {where}",
    Table.FRAME: "SELECT backend, blob FROM frame {where} ORDER BY seq",
    Table.RECEIPT: "SELECT key, body FROM receipt {where} ORDER BY key DESC LIMIT 100",
    Table.QUARANTINE: "SELECT key, backend, epoch, seq, at, reason, raw FROM quarantine {where} "
    "ORDER BY key DESC LIMIT 1000",
    Table.REGISTER: "SELECT backend, name, body FROM register {where}",
    Table.HOLDING: "SELECT body FROM holding {where}",
}
_FILL = {
    Table.BACKEND: _backend,
    Table.ENTITY: _entity,
    Table.COUNTER: _counter,
    Table.FRAME: _frame,
    Table.RECEIPT: _receipt,
    Table.QUARANTINE: _quarantine,
    Table.REGISTER: _register,
    Table.HOLDING: _holding,
}
