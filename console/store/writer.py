"""The only writer of the cache: opens or rebuilds it, and commits effects and cursor in one transaction."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import msgspec

from console.config.storage import MB, StorageSettings
from console.domain.entities import KIND_NUMBER, Event
from console.store import moving
from console.store.commit import Commit, Counts, Cursor, LinkState, Receipt, SnapshotState
from console.store.fresh import Entry, Fresh, entry_of, runs_of, unpack_cursor
from console.store.generations import CacheError, CacheRoot
from console.store.holding import Holding
from console.store.journal import ChangeSet, JournalWriter
from console.store.keeping import Keeper, Surroundings
from console.store.lists import ListWriter
from console.store.opening import new_generation, open_current
from console.store.past import Past
from console.store.restoring import Stored, state_of
from console.store.rows import RowWriter
from console.store.schema import Table
from console.store.segments import SegmentWriter
from console.store.series import SeriesWriter

log = logging.getLogger(__name__)
TROUBLE_SECONDS = 60.0
"""After a step of keeping that the disk did not take."""
_encoder = msgspec.json.Encoder()


class CacheWriter:
    """One process's right to write the cache under ``root``, until ``close``."""

    def __init__(
        self, root: CacheRoot, settings: StorageSettings | None = None, segment_budget: int | None = None,
        machine: Surroundings | None = None,
    ) -> None:  # fmt: skip
        self._root = root
        self._settings = settings or StorageSettings()
        self._segment_budget = segment_budget if segment_budget is not None else self._settings.log_mb * MB
        self._machine = machine or Surroundings()
        root.make()
        root.lock()
        moving.throw_away_drafts(root)
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
        self._rows = RowWriter(database)
        self._series = SeriesWriter(database)
        self._fresh = Fresh(database)
        self._entry: Entry | None = None
        self._lists = ListWriter(database)
        self._journal = JournalWriter(database)
        self._offsets = dict(database.execute("SELECT key, offset_ms FROM backend").fetchall())
        past = Past(database, self._rows.has_entity)
        self._segments = SegmentWriter(database, past, self._segment_budget)
        self._keeper = Keeper(
            database, self._root, self._settings, past, self._segments, self._series.waits, self._machine
        )

    @property
    def holding(self) -> Holding:
        """What the cache held at the end of the last round of keeping."""
        return self._keeper.holding

    def tidy(self) -> float:
        """A small step of keeping within the limits, if one is due; seconds to the next. Raises ``sqlite3.Error``."""
        if wait := self._keeper.wait():
            return wait
        try:
            with self._transaction(0):
                self._keeper.step(self._changes)
        except BaseException:
            self._keeper.postpone(TROUBLE_SECONDS)
            raise
        if self._keeper.series_forgotten:
            self._keeper.series_forgotten = False
            self._series.reload()
        return self._keeper.wait()

    def _one(self, sql: str, *args: object) -> int:
        return int(self._db.execute(sql, args).fetchone()[0])

    @property
    def held(self) -> bool:
        """Whether a reader that does not end lets SQLite's own log grow beyond what is bearable."""
        return moving.is_held(self._db)

    def move(self, between: Callable[[], None]) -> None:
        """Go on in a new file, with everything in it; ``between`` may commit. Raises ``sqlite3.Error``, ``OSError``."""
        old = self._root.current()
        fresh = moving.move(self._root, self._db, between)
        self._db.close()
        if old is not None:
            self._root.drop(old)
        self._use(fresh)

    def rebuild(self, reason: str) -> None:
        """Begin a new generation because a row of this one can't be read; readers follow the pointer."""
        log.error("cache is damaged (%s): building a new one", reason)
        self.rebuilt = reason
        self._db.close()
        self._use(new_generation(self._root))

    def close(self) -> None:
        """Settle, checkpoint (a full disk leaves that to the next start) and let another writer in."""
        with suppress(sqlite3.Error):
            with self._transaction(0):
                self._settle()
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
        if (fresh := self._fresh.cursor(backend)) is not None:
            return fresh
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
                self._journal.add(rx_ns, self._changes.pack(), self._entry, self._fresh.first)
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            self._rows.reload()
            self._series.reload()
            self._fresh.reload()
            self._segments.reload()
            self._journal.reload()
            raise
        finally:
            self._changes, self._entry = ChangeSet(), None

    def commit(self, commit: Commit) -> None:
        """Write effects and cursor, all or nothing. Raises ``sqlite3.Error`` (full disk …); then nothing is in."""
        with self._transaction(commit.rx_ns):
            self._rows.write(commit, self._changes)
            block = self._series.append(commit.backend, commit.samples, self._journal.change + 1, self._changes)
            self._lists.poison(commit, self._changes)
            self._lists.receipts(commit.backend, commit.receipts, self._changes)
            self._lists.done(commit.backend, commit.done)
            self._changes.upsert(Table.BACKEND, commit.backend)
            at = self._machine.clock() + self._offsets.get(commit.backend, 0)
            self._entry = entry_of(commit, block, at)
            self._fresh.add(self._journal.change + 1, self._entry)
            if self._fresh.must:
                self._settle()

    def settle(self) -> None:
        """Put what only the journal carries where it belongs, if it is time. Raises ``sqlite3.Error``."""
        if self._fresh.due:
            with self._transaction(0):
                self._settle()

    def _settle(self) -> None:
        entries = self._fresh.take(self._journal.change + 1)
        self._entry = None
        self._series.settle([(number, each.block) for number, each in entries.items() if each.block is not None])
        for run, epoch in runs_of(entries.values()):
            self._segments.append(run.backend, epoch, run.first, run.last, run.at, run.run or b"")
        for entry in {entry.backend: entry for entry in entries.values()}.values():
            self._write_cursor(entry.backend, *unpack_cursor(entry.cursor))

    def link(self, backend: int, state: LinkState) -> None:
        """Write the last word on a link: a sign of life, or why there is none."""
        self._offsets[backend] = state.offset_ms
        if state.state == "live":
            self._keeper.hear(backend, state.heard_at + state.offset_ms)
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

    def done(self, backend: int, events: list[Event]) -> None:
        """Keep alarms and cases that ended before their backend's log was followed."""
        with self._transaction(0):
            self._lists.done(backend, {(KIND_NUMBER[type(event)], event.id): event for event in events})

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
            self._lists.receipts(backend, receipts, self._changes)

    def replace(self, backend: int, state: SnapshotState, counts: Counts, receipts: list[Receipt]) -> None:
        """Take a snapshot in: what is not in it is gone. Series keep their older history unless the log is a new one.

        Readers load everything again: numbers of a new log may be smaller than those they know.
        """
        with self._transaction(0):
            self._settle()
            self._journal.clear()
            for table in ("entity", "counter", "frame"):
                self._db.execute(f"DELETE FROM {table} WHERE backend = ?", (backend,))
            self._series.fold_all()
            self._db.execute("UPDATE series SET v = 0 WHERE backend = ?", (backend,))
            if self.cursor(backend)[0].epoch != state.cursor.epoch:
                self._forget_history(backend)
            self._rows.reload()
            commit = Commit(backend, state.cursor, counts, receipts=receipts)
            commit.entities = {(KIND_NUMBER[type(event)], event.id): event for event in state.entities}
            commit.counters = state.counters
            if state.fleet:
                commit.frames = [(state.cursor.seq, True, state.fleet)]
            self._rows.write(commit, self._changes)
            for series, (at, value) in state.history.items():
                self._series.splice(backend, series, at, value)
            for sample in state.latest:
                self._series.set_latest(backend, sample)
            commit.poison = state.poison
            self._lists.poison(commit, self._changes)
            self._lists.void(backend, state.cursor, self._changes)
            self._lists.receipts(backend, receipts, self._changes)
            self._write_cursor(backend, state.cursor, counts)
            self._changes.upsert(Table.BACKEND, backend)

    def _forget_history(self, backend: int) -> None:
        """A new log tells its own past, which may overlap the old one's: one chart must not show both."""
        for table in ("done", "track"):
            self._db.execute(f"DELETE FROM {table} WHERE backend = ?", (backend,))
        self._db.execute("DELETE FROM chunk WHERE series IN (SELECT key FROM series WHERE backend = ?)", (backend,))
        self._series.reload()

    def _write_cursor(self, backend: int, cursor: Cursor, counts: Counts) -> None:
        self._db.execute(
            "UPDATE backend SET epoch = ?, seq = ?, chain = ?, counts = ? WHERE key = ?",
            (cursor.epoch, cursor.seq, cursor.chain, _encoder.encode(counts), backend),
        )

    def state_of(self, backend: int) -> Stored:
        """What the feed needs to go on after a start."""
        return state_of(self._db, backend)
