"""The feed's writer loop: takes what the sessions bring, keeps the mirrors, commits, rings the doorbell."""

from __future__ import annotations

import contextlib
import logging
import queue
import sqlite3
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from console.config.storage import StorageSettings
from console.domain.entities import Event
from console.feed import inbox as box
from console.feed.housekeeping import Housekeeper, Stopping
from console.feed.intake import Intake
from console.feed.level import LevelKeeper
from console.feed.mirror import Mirror
from console.feed.session import Session
from console.store.commit import Commit, Receipt
from console.store.doorbell import DoorbellServer
from console.store.generations import CacheError, CacheRoot
from console.store.writer import CacheWriter
from console.wire.positions import BadPositions

log = logging.getLogger(__name__)
BULK_SECONDS = 0.25
"""Bulk is committed four times a second; a light load and every alarm at once."""
CATCH_UP_SECONDS = 0.5
"""While a backlog is worked through, this long is gathered: rows that change often are written once, not each time."""
LIGHT_EVENTS = 500
SAY_SECONDS = 60.0
"""What lasts is said once a minute."""
RETRY_SECONDS = 1.0
UNREADABLE = (msgspec.DecodeError, BadPositions, UnicodeDecodeError, sqlite3.DatabaseError)
"""What a row raises that was damaged inside, where no check of the file looks."""


@dataclass(frozen=True, slots=True)
class BackendAddress:
    """One backend: its name on screen, and gateways to fail over among."""

    name: str
    urls: tuple[str, ...]


class Unwritten(Exception):
    """Told to stop while the cache could not be written; the next start asks the backends for it again."""


def log_receipts(receipts: Iterable[Receipt]) -> None:
    """One line a receipt: how long the link was down, and what that brought."""
    for each in receipts:
        down = f"down for {(each.up_at - each.down_at) / 1000:.0f} s, " if each.down_at else ""
        log.info(
            "%s: receipt: %s%d events, %d alarms made up for%s",
            each.backend, down, each.events, each.alarms_backfilled, f"; {each.reason}" if each.reason else "",
        )  # fmt: skip


class FeedProcess:
    """Composes sessions, mirrors and the writer of one cache. Raises ``CacheError`` if the cache is not to be had."""

    def __init__(self, cache: Path, backends: list[BackendAddress], storage: StorageSettings | None = None) -> None:
        self._writer = CacheWriter(CacheRoot(cache), storage)
        self._bell = DoorbellServer(cache)
        self._inbox = box.make_inbox()
        self._mirrors: dict[int, Mirror] = {}
        self._sessions: dict[int, Session] = {}
        self._intake = Intake(self._mirrors, self._sessions)
        self._levels: dict[int, LevelKeeper] = {}
        self._waiting: list[box.Where] = []
        self._committed = 0.0
        self._last_size = 0
        self._house = Housekeeper(self._writer, self._bell.ring, self._between)
        self.stopping = False
        self.on_events: list[Callable[[str, Iterable[Event | None]], None]] = []
        """Told of what is in the cache at the start, and of what comes, by the backend's name."""
        try:
            self._add_all(backends)
        except sqlite3.OperationalError as error:
            raise CacheError(f"cache {cache} cannot be written: {error}") from error
        except UNREADABLE as error:
            self._writer.rebuild(f"a row cannot be read: {error}")
            self._add_all(backends)

    @property
    def sessions(self) -> list[Session]:
        """One a backend, in the order in which they were named."""
        return list(self._sessions.values())

    def ring(self) -> None:
        """Wake the windows; may be called from any thread."""
        self._bell.ring()

    def _add_all(self, backends: list[BackendAddress]) -> None:
        for address in backends:
            self._add(address)

    def _add(self, address: BackendAddress) -> None:
        key = self._writer.backend(address.name, ",".join(address.urls))
        cursor, counts = self._writer.cursor(key)
        mirror = Mirror(key, address.name, cursor, counts)
        mirror.restore(*self._writer.state_of(key))
        self._mirrors[key] = mirror
        link = self._writer.link_state(key)
        self._levels[key] = LevelKeeper(link)
        session = Session(key, address.name, list(address.urls), self._inbox, link)
        session.know_registers(self._writer.etags(key))
        self._sessions[key] = session
        if self._writer.rebuilt:
            log.warning("%s: the cache was made anew: %s", address.name, self._writer.rebuilt)
            now = int(time.time() * 1000)
            self._writer.receipts(key, [Receipt(address.name, 0, now, reason=f"rebuilt: {self._writer.rebuilt}")])

    def run(self) -> None:
        """Work until ``stopping``. A damaged database ends the process: its next start builds a new generation.

        Raises ``Unwritten`` if what came last could not be written.
        """
        for mirror in self._mirrors.values():
            self._tell(mirror, mirror.ledger.entities.values())
        for session in self._sessions.values():
            session.start()
        try:
            while not self.stopping:
                self._step()
        finally:
            for session in self._sessions.values():
                session.stop()
            try:
                self._commit()
            finally:
                self._bell.close()
                self._writer.close()

    def _step(self) -> None:
        try:
            item = self._inbox.get(timeout=self._patience())
        except queue.Empty:
            self._commit()
            self._house.look(busy=not self._inbox.empty())
            return
        self._take(item)
        if self._due():
            self._commit()
            self._house.look(busy=not self._inbox.empty())

    def _take(self, item: box.Item) -> None:
        """Take in what has come, for as long as the next commit allows."""
        started = time.monotonic()
        while True:
            self._handle(item)
            if self._due() or time.monotonic() - started > BULK_SECONDS:
                break
            try:
                item = self._inbox.get_nowait()
            except queue.Empty:
                break

    def _between(self) -> None:
        """Between two pieces of a copy. Raises ``Stopping`` when told to: then the copy is not needed."""
        if self.stopping:
            raise Stopping
        with contextlib.suppress(queue.Empty):
            self._take(self._inbox.get_nowait())
        if self._due():
            self._commit()

    def _patience(self) -> float:
        return max(0.005, BULK_SECONDS - (time.monotonic() - self._committed)) if self._dirty() else BULK_SECONDS

    def _dirty(self) -> bool:
        return bool(self._waiting) or any(mirror.dirty for mirror in self._mirrors.values())

    def _due(self) -> bool:
        if self._waiting:
            return True
        waited = time.monotonic() - self._committed
        if not self._inbox.empty() and any(mirror.catch_up for mirror in self._mirrors.values()):
            return waited >= CATCH_UP_SECONDS
        if any(mirror.urgent for mirror in self._mirrors.values()):
            return True
        light = self._last_size <= LIGHT_EVENTS and self._inbox.empty()
        return self._dirty() and (light or waited >= BULK_SECONDS)

    def _handle(self, item: box.Item) -> None:
        if isinstance(item, box.Frame | box.Unreadable | box.Stray):
            self._intake.take(item)
        elif isinstance(item, box.Link):
            self._link(item)
        elif isinstance(item, box.Where):
            self._waiting.append(item)
        elif isinstance(item, box.Up):
            self._up(item)
        elif isinstance(item, box.Snapshot):
            self._snapshot(item)
        elif isinstance(item, box.Done):
            self._retry(lambda: self._writer.done(item.backend, item.events))
        else:
            self._retry(lambda: self._writer.register(item.backend, item.name, item.etag, item.body))

    def _link(self, item: box.Link) -> None:
        seq = self._mirrors[item.backend].cursor.seq
        state = self._levels[item.backend].judge(item.state, seq, time.monotonic())
        self._retry(lambda: self._writer.link(item.backend, state))
        self._bell.ring()

    def _up(self, item: box.Up) -> None:
        mirror = self._mirrors[item.backend]
        mirror.counts.reconnects += 1
        mirror.begin_catch_up(item.down_at, item.up_at, item.head)
        mirror.finish_catch_up()

    def _snapshot(self, item: box.Snapshot) -> None:
        mirror = self._mirrors[item.backend]
        receipts = mirror.adopt(item.state, item.down_at, item.up_at, item.reason)
        self._retry(lambda: self._writer.replace(item.backend, item.state, mirror.counts, receipts))
        log_receipts(receipts)
        self._bell.ring()
        self._tell(mirror, item.state.entities)

    def _commit(self) -> None:
        size = 0
        for mirror in self._mirrors.values():
            if mirror.dirty:
                commit = mirror.commit()
                size += len(commit.segment[2]) if commit.segment else 0
                self._write(commit)
        self._last_size = size
        self._committed = time.monotonic()
        for where in self._waiting:
            where.cursor = self._mirrors[where.backend].cursor
            where.answered.set()
        self._waiting.clear()

    def _write(self, commit: Commit) -> None:
        self._retry(lambda: self._writer.commit(commit))
        log_receipts(commit.receipts)
        self._bell.ring()
        self._tell(self._mirrors[commit.backend], commit.entities.values())

    def _tell(self, mirror: Mirror, events: Iterable[Event | None]) -> None:
        for listener in self.on_events:
            listener(mirror.name, events)

    def _retry(self, write: Callable[[], None]) -> None:
        """Write until it is in: a full disk is waited out, the sockets hold back the rest.

        Raises ``Unwritten`` when told to stop meanwhile: what is not in has not moved the cursor either.
        """
        began, said = time.monotonic(), 0.0
        while True:
            try:
                write()
                if said:
                    log.info("the cache is written again after %.0f s", time.monotonic() - began)
                return
            except sqlite3.OperationalError as error:
                if "malformed" in str(error):
                    raise
                if self.stopping:
                    raise Unwritten(str(error)) from error
                if not said or time.monotonic() - said >= SAY_SECONDS:
                    said = time.monotonic()  # the log may lie on the very disk that is full
                    log.error("the cache cannot be written, trying again: %s", error)
                time.sleep(RETRY_SECONDS)
