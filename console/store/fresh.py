"""What came last, carried by the journal's own rows until it is settled: one page a transaction instead of four.

SQLite writes a whole page for every table that a transaction touches. At a quiet rate a transaction brings a dozen
events, so its samples, its run of the log and its cursor travel in the row of the journal that is written anyway, and
some sixty of them are put into ``tail``, ``segment`` and ``backend`` together (docs/adr/0113).
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from console.store.commit import Commit, Counts, Cursor
from console.store.growing import NOWHERE
from console.wire.segments import DamagedSegment, pack, unpack

log = logging.getLogger(__name__)
DUE, MOST = 64, 128
"""Transactions after which they are settled: between two commits, at the latest within one."""
DUE_BYTES, MOST_BYTES = 192 * 1024, 384 * 1024
"""The same for what they carry: packing it anew takes some milliseconds."""
LARGE = 16 * 1024
"""Bytes of samples and log with which a transaction is settled at once: it fills pages of its own."""
OLD_SECONDS = 60.0
_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(tuple[str, int, int, tuple[int, ...]])


class Entry(NamedTuple):
    """What one transaction brings, as columns of the journal's row.

    ``cursor`` is packed; ``block``: its samples as a block of the tail; ``run``: events ``first`` to ``last`` of the
    log, packed, taken in ``at`` (ms).
    """

    backend: int
    at: int
    cursor: bytes
    block: bytes | None
    first: int
    last: int
    run: bytes | None

    @property
    def size(self) -> int:
        """Bytes of samples and log."""
        return len(self.block or b"") + len(self.run or b"")


NOTHING = (0, 0, None, None, 0, 0, None)
"""The same columns of a transaction that brings none of it, or settles it itself."""


def entry_of(commit: Commit, block: bytes | None, at: int) -> Entry:
    """What a commit brings, taken in ``at`` (ms); ``block``: its samples."""
    first, last, events = commit.segment or (0, 0, [])
    cursor = pack_cursor(commit.cursor, commit.counts)
    return Entry(commit.backend, at, cursor, block, first, last, pack(events) if commit.segment else None)


def pack_cursor(cursor: Cursor, counts: Counts) -> bytes:
    """A cursor and its conservation figures in some forty bytes."""
    return _encoder.encode((cursor.epoch, cursor.seq, cursor.chain, msgspec.structs.astuple(counts)))


def unpack_cursor(blob: bytes) -> tuple[Cursor, Counts]:
    """What ``pack_cursor`` packed. Raises ``msgspec.DecodeError``."""
    epoch, seq, chain, counts = _decoder.decode(blob)
    return Cursor(epoch, seq, chain), Counts(*counts)


class Fresh:
    """The entries that only the journal holds, by transaction; works within the writer's transaction.

    ``reload`` after a rolled back one. Raises ``sqlite3.DatabaseError`` for a damaged one.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database
        self.reload()

    def reload(self) -> None:
        """Read again what is not settled."""
        self._since = time.monotonic()
        rows = self._db.execute(
            "SELECT change, backend, at, cursor, block, first, last, run FROM journal "
            "WHERE change > (SELECT change FROM settled) AND cursor IS NOT NULL ORDER BY change"
        ).fetchall()
        self._entries = {change: Entry(*columns) for change, *columns in rows}
        self._bytes = sum(entry.size for entry in self._entries.values())
        try:
            for entry in self._entries.values():
                unpack_cursor(entry.cursor)
        except (msgspec.DecodeError, TypeError) as error:
            raise sqlite3.DatabaseError(f"a row of the journal cannot be read: {error}") from error

    def add(self, change: int, entry: Entry) -> None:
        """Take in what transaction ``change`` brings."""
        if not self._entries:
            self._since = time.monotonic()
        self._entries[change] = entry
        self._bytes += entry.size

    @property
    def due(self) -> bool:
        """Whether it is time to settle, between two transactions."""
        waited = time.monotonic() - self._since
        return bool(self._entries) and (len(self._entries) >= DUE or self._bytes >= DUE_BYTES or waited >= OLD_SECONDS)

    @property
    def must(self) -> bool:
        """Whether what was added last has to be settled in its own transaction, and all before it."""
        newest = next(reversed(self._entries.values()))
        return len(self._entries) >= MOST or self._bytes >= MOST_BYTES or newest.size > LARGE

    @property
    def first(self) -> int:
        """The first transaction that is not settled: from there on the journal must stay."""
        return next(iter(self._entries), NOWHERE)

    def cursor(self, backend: int) -> tuple[Cursor, Counts] | None:
        """A backend's cursor, if it is not settled."""
        newest = next((each for each in reversed(self._entries.values()) if each.backend == backend), None)
        return unpack_cursor(newest.cursor) if newest else None

    def take(self, now: int) -> dict[int, Entry]:
        """Hand over everything, to be settled in transaction ``now``, whose own row will carry nothing."""
        entries, self._entries, self._bytes = self._entries, {}, 0
        if carried := [change for change in entries if change < now]:
            self._db.execute("UPDATE settled SET change = ?", (carried[-1],))
        return entries


def runs_of(entries: Iterable[Entry]) -> Iterator[tuple[Entry, str]]:
    """The runs of the log, each with its epoch: those of one log, which follow each other, as one.

    A damaged one stays as it is, and so do the others.
    """
    logs: dict[tuple[int, str], list[Entry]] = {}
    for entry in entries:
        if entry.run is not None:
            logs.setdefault((entry.backend, unpack_cursor(entry.cursor)[0].epoch), []).append(entry)
    for (_, epoch), runs in logs.items():
        try:
            yield _joined(runs), epoch
        except DamagedSegment as error:
            log.error("a run of the log is damaged and stays as it is: %s", error)
            yield from ((run, epoch) for run in runs)


def _joined(runs: list[Entry]) -> Entry:
    if len(runs) == 1:
        return runs[0]
    events = [event for run in runs for event in unpack(run.run or b"")]
    return runs[-1]._replace(first=runs[0].first, run=pack(events))
