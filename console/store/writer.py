"""The only writer of the cache: opens or rebuilds it, and commits effects and cursor in one transaction."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import msgspec

from console.domain.counters import CounterKey
from console.domain.entities import KIND_NUMBER, Sample
from console.store.commit import Commit, Counts, Cursor, LinkState, Receipt, SnapshotState
from console.store.generations import CacheError, CacheRoot
from console.store.journal import KEPT_CHANGES, ChangeSet
from console.store.opening import new_generation, open_current
from console.store.rows import RowKeys
from console.store.schema import Table
from console.store.series import SeriesWriter
from console.wire.segments import pack

log = logging.getLogger(__name__)
KEPT_POISON = 10_000
"""Quarantine rows kept, as many as a gateway keeps: a source gone mad must not fill the disk."""
KEPT_RECEIPTS = 5_000
"""A link that flaps every minute writes this many in three days and a half."""
_encoder = msgspec.json.Encoder()


class CacheWriter:
    """One process's right to write the cache under ``root``, until ``close``."""

    def __init__(self, root: CacheRoot, segment_budget: int = 2 * 1024**3) -> None:
        self._root = root
        self._segment_budget = segment_budget
        root.make()
        root.lock()
        self._changes = ChangeSet()
        try:
            database, self.rebuilt = open_current(root)
        except CacheError:
            root.unlock()
            raise
        """Why a new generation had to be made, in words; empty when the old one was good."""
        self._use(database)

    def _use(self, database: sqlite3.Connection) -> None:
        self._db = database
        self._keys = RowKeys(database)
        self._series = SeriesWriter(database)
        self._change = self._one("SELECT coalesce(max(change), 0) FROM journal")
        self._segment_bytes = self._sum_segments()

    def _sum_segments(self) -> int:
        return self._one("SELECT coalesce(sum(length(blob)), 0) FROM segment")

    def _one(self, sql: str, *args: object) -> int:
        return int(self._db.execute(sql, args).fetchone()[0])

    def rebuild(self, reason: str) -> None:
        """Begin a new generation because a row of this one can't be read; readers follow the pointer."""
        log.error("cache is damaged (%s): building a new one", reason)
        self.rebuilt = reason
        self._db.close()
        self._use(new_generation(self._root))

    def close(self) -> None:
        """Checkpoint (a full disk leaves that to the next start) and let another writer in."""
        with suppress(sqlite3.Error):
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._db.close()
        self._root.unlock()

    def backend(self, name: str, url: str) -> int:
        """The key of a backend, made on first sight."""
        with self._transaction(0):
            self._db.execute(
                "INSERT INTO backend(name, url) VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET url = excluded.url",
                (name, url),
            )
            key = self._one("SELECT key FROM backend WHERE name = ?", name)
            self._changes.upsert(Table.BACKEND, key)
        return key

    def cursor(self, backend: int) -> tuple[Cursor, Counts]:
        """How far the backend's effects are in."""
        epoch, seq, chain, counts = self._db.execute(
            "SELECT epoch, seq, chain, counts FROM backend WHERE key = ?", (backend,)
        ).fetchone()
        return Cursor(epoch, seq, chain), msgspec.json.decode(counts, type=Counts)

    @contextmanager
    def _transaction(self, rx_ns: int) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            if self._changes:
                self._change += 1
                self._db.execute(
                    "INSERT INTO journal(change, rx_ns, keys) VALUES(?, ?, ?)",
                    (self._change, rx_ns, self._changes.pack()),
                )
                self._db.execute("DELETE FROM journal WHERE change <= ?", (self._change - KEPT_CHANGES,))
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            self._keys.reload()
            self._series.reload()
            self._segment_bytes = self._sum_segments()
            raise
        finally:
            self._changes = ChangeSet()

    def commit(self, commit: Commit) -> None:
        """Write effects and cursor, all or nothing. Raises ``sqlite3.Error`` (full disk …); then nothing is in."""
        with self._transaction(commit.rx_ns):
            self._write_entities(commit)
            self._write_samples(commit)
            self._write_counters(commit)
            self._write_frames(commit.backend, commit.frames)
            self._write_segment(commit)
            self._write_poison(commit)
            self._write_receipts(commit.backend, commit.receipts)
            self._write_cursor(commit.backend, commit.cursor, commit.counts)

    def link(self, backend: int, state: LinkState) -> None:
        """Write the last word on a link: a sign of life, or why there is none."""
        with self._transaction(0):
            self._db.execute(
                "UPDATE backend SET state=?, reason=?, heard_at=?, heard_ns=?, boot=?, offset_ms=?, head=? WHERE key=?",
                (*msgspec.structs.astuple(state), backend),
            )
            self._changes.upsert(Table.BACKEND, backend)

    def register(self, backend: int, name: str, etag: str, body: bytes) -> None:
        """Keep a static register (areas, assets …) for off-line starts."""
        with self._transaction(0):
            self._db.execute("DELETE FROM register WHERE backend = ? AND name = ?", (backend, name))
            key = self._db.execute(
                "INSERT INTO register(backend, name, etag, body) VALUES(?, ?, ?, ?)", (backend, name, etag, body)
            ).lastrowid
            self._changes.upsert(Table.REGISTER, int(key or 0))

    def etags(self, backend: int) -> dict[str, str]:
        """The stamps of the registers that are kept."""
        return dict(self._db.execute("SELECT name, etag FROM register WHERE backend = ?", (backend,)).fetchall())

    def link_state(self, backend: int) -> LinkState:
        """The last word on a link, as it was left."""
        row = self._db.execute(
            "SELECT state, reason, heard_at, heard_ns, boot, offset_ms, head FROM backend WHERE key = ?", (backend,)
        ).fetchone()
        return LinkState(*row)

    def receipts(self, backend: int, receipts: list[Receipt]) -> None:
        """Write receipts that belong to no commit."""
        with self._transaction(0):
            self._write_receipts(backend, receipts)

    def replace(self, backend: int, state: SnapshotState, counts: Counts, receipts: list[Receipt]) -> None:
        """Take a snapshot in: what is not in it is gone. Series keep their older history unless the log is a new one.

        Readers load everything again: numbers of a new log may be smaller than those they know.
        """
        with self._transaction(0):
            self._db.execute("DELETE FROM journal")
            self._change += 1
            for table in ("entity", "counter", "frame"):
                self._db.execute(f"DELETE FROM {table} WHERE backend = ?", (backend,))
            self._db.execute("UPDATE series SET v = 0 WHERE backend = ?", (backend,))
            if self.cursor(backend)[0].epoch != state.cursor.epoch:
                self._forget_history(backend)
            self._keys.reload()
            commit = Commit(backend, state.cursor, counts, receipts=receipts)
            commit.entities = {(KIND_NUMBER[type(event)], event.id): event for event in state.entities}
            commit.counters = state.counters
            self._write_entities(commit)
            self._write_counters(commit)
            for series, (at, value) in state.history.items():
                self._series.splice(backend, series, at, value)
            for sample in state.latest:
                self._series.set_latest(backend, sample, self._changes)
            if state.fleet:
                self._write_frames(backend, [(state.cursor.seq, True, state.fleet)])
            commit.poison = state.poison
            self._write_poison(commit)
            self._void_quarantine(backend, state.cursor)
            self._write_receipts(backend, receipts)
            self._write_cursor(backend, state.cursor, counts)

    def _forget_history(self, backend: int) -> None:
        """A new log tells its own past, which may overlap the old one's: one chart must not show both."""
        self._db.execute("DELETE FROM chunk WHERE series IN (SELECT key FROM series WHERE backend = ?)", (backend,))
        self._series.reload()

    def _void_quarantine(self, backend: int, cursor: Cursor) -> None:
        """Numbers beyond a snapshot's are of a history that is no more: they stay listed, but stand for nothing."""
        gone = self._db.execute(
            "UPDATE quarantine SET epoch = '' WHERE backend = ? AND epoch = ? AND seq > ? RETURNING key",
            (backend, cursor.epoch, cursor.seq),
        ).fetchall()
        for (key,) in gone:
            self._changes.upsert(Table.QUARANTINE, int(key))

    def _write_cursor(self, backend: int, cursor: Cursor, counts: Counts) -> None:
        self._db.execute(
            "UPDATE backend SET epoch = ?, seq = ?, chain = ?, counts = ? WHERE key = ?",
            (cursor.epoch, cursor.seq, cursor.chain, _encoder.encode(counts), backend),
        )
        self._changes.upsert(Table.BACKEND, backend)

    def _write_entities(self, commit: Commit) -> None:
        for (kind, name), event in commit.entities.items():
            key = self._keys.entity(commit.backend, kind, name)
            if event is None:
                if self._keys.forget_entity(commit.backend, kind, name):
                    self._db.execute("DELETE FROM entity WHERE key = ?", (key,))
                    self._changes.remove(Table.ENTITY, key)
                continue
            self._db.execute(
                "INSERT INTO entity(key, backend, kind, id, body) VALUES(?, ?, ?, ?, ?) "
                "ON CONFLICT(key) DO UPDATE SET body = excluded.body",
                (key, commit.backend, kind, name, _encoder.encode(event)),
            )
            self._changes.upsert(Table.ENTITY, key)

    def _write_samples(self, commit: Commit) -> None:
        for series, samples in commit.samples.items():
            self._series.append(commit.backend, series, samples, self._changes)

    def _write_counters(self, commit: Commit) -> None:
        for counter, n in commit.counters.items():
            if counter.bucket and not n:
                self._forget_counter(commit.backend, counter)
                continue
            key = self._keys.counter(commit.backend, counter)
            self._db.execute(
                "INSERT INTO counter(key, backend, system, measure, bucket, n) VALUES(?, ?, ?, ?, ?, ?) "
                "ON CONFLICT(key) DO UPDATE SET n = excluded.n",
                (key, commit.backend, *counter, n),
            )
            self._changes.upsert(Table.COUNTER, key)

    def _forget_counter(self, backend: int, counter: CounterKey) -> None:
        key = self._keys.forget_counter(backend, counter)
        if key is not None:
            self._db.execute("DELETE FROM counter WHERE key = ?", (key,))
            self._changes.remove(Table.COUNTER, key)

    def _write_frames(self, backend: int, frames: list[tuple[int, bool, bytes]]) -> None:
        for seq, whole, blob in frames:
            if whole:
                self._db.execute("DELETE FROM frame WHERE backend = ?", (backend,))
            key = self._db.execute(
                "INSERT INTO frame(backend, seq, whole, blob) VALUES(?, ?, ?, ?)", (backend, seq, whole, blob)
            ).lastrowid
            self._changes.upsert(Table.FRAME, int(key or 0))

    def _write_segment(self, commit: Commit) -> None:
        if commit.segment is None:
            return
        first, last, events = commit.segment
        blob = pack(events)
        self._segment_bytes += len(blob)
        self._db.execute(
            "INSERT INTO segment(backend, epoch, first, last, at, blob) VALUES(?, ?, ?, ?, ?, ?)",
            (commit.backend, commit.cursor.epoch, first, last, int(time.time() * 1000), blob),
        )
        while self._segment_bytes > self._segment_budget:
            row = self._db.execute("SELECT key, length(blob) FROM segment ORDER BY key LIMIT 1").fetchone()
            self._db.execute("DELETE FROM segment WHERE key = ?", row[:1])
            self._segment_bytes -= int(row[1])

    def _write_poison(self, commit: Commit) -> None:
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
            self._changes.upsert(Table.QUARANTINE, int(key or 0))
        if commit.poison:
            self._db.execute(
                "DELETE FROM quarantine WHERE key <= (SELECT max(key) FROM quarantine) - ?", (KEPT_POISON,)
            )

    def _write_receipts(self, backend: int, receipts: list[Receipt]) -> None:
        for receipt in receipts:
            key = self._db.execute(
                "INSERT INTO receipt(backend, body) VALUES(?, ?)", (backend, _encoder.encode(receipt))
            ).lastrowid
            self._changes.upsert(Table.RECEIPT, int(key or 0))
        if receipts:
            self._db.execute("DELETE FROM receipt WHERE key <= (SELECT max(key) FROM receipt) - ?", (KEPT_RECEIPTS,))

    def state_of(self, backend: int) -> tuple[list[bytes], list[Sample], list[tuple[str, str, int, int]], list[bytes]]:
        """What the feed needs to go on after a start: entity bodies, newest samples, counters, position frames."""
        entities = [row[0] for row in self._db.execute("SELECT body FROM entity WHERE backend = ?", (backend,))]
        latest = [
            Sample(id=name, v=v, at=at, value=value, flag=flag)
            for name, v, at, value, flag in self._db.execute(
                "SELECT id, v, at, value, flag FROM series WHERE backend = ? AND v > 0", (backend,)
            )
        ]
        counters = self._db.execute(
            "SELECT system, measure, bucket, n FROM counter WHERE backend = ?", (backend,)
        ).fetchall()
        frames = [r[0] for r in self._db.execute("SELECT blob FROM frame WHERE backend = ? ORDER BY seq", (backend,))]
        return entities, latest, counters, frames
