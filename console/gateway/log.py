"""The event log: every event gets its number here, and is visible once its group commit is on disk.

``append`` gives a number at once and keeps the event pending; one commit at most every 50 ms (or a full group) writes
all pending events as one segment, then applies them to the state and wakes the streams. So nothing that a console has
seen can be missing after a kill -9.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

from console.domain.entities import KIND_NUMBER, Event
from console.domain.ledger import EntityKey
from console.gateway.lock import FolderLock
from console.gateway.recovery import Checkpointer, recover
from console.gateway.storage import Refused, Segment, Storage
from console.gateway.waiting import Waiting
from console.wire.codec import chain, encode_event
from console.wire.messages import BATCH_SECONDS
from console.wire.positions import BadPositions, decode_positions, stamp_seq
from console.wire.segments import BinaryEvent, pack

P = ParamSpec("P")
T = TypeVar("T")
logger = logging.getLogger(__name__)

DISK_TROUBLE = (OSError, sqlite3.Error)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else was first: the entity as it is now (None: it is closed, or was never there)."""

    current: Event | None


@dataclass(frozen=True, slots=True)
class LogSettings:
    """Times in seconds and sizes in bytes. ``full``: flush to disk on every commit (survives a power cut)."""

    full: bool = False
    group_seconds: float = BATCH_SECONDS
    group_events: int = 2_000
    checkpoint_seconds: float = 5.0
    keep_seconds: float = 7 * 86_400.0
    keep_bytes: int = 4 * 1024**3


class EventLog:
    """The log of one backend on SQLite. All methods belong to the event loop's thread."""

    def __init__(self, folder: Path, clock: Callable[[], int], settings: LogSettings | None = None) -> None:
        self._clock = clock
        self._settings = settings or LogSettings()
        self._lock = FolderLock(folder)
        self.storage = Storage(folder, full=self._settings.full)
        self.server, self.epoch = self._identity()
        meta = self.storage.meta()
        self.floor = cast(int, meta.get("floor", 0))
        self.floor_chain = cast(int, meta.get("floor_chain", 0))
        self.state = recover(self.storage)
        self._checkpointer = Checkpointer(self.state)
        self.created = cast(int, self.storage.meta()["created"])
        self.ended = self.storage.last_commit_at()
        self._safe = cast(int, meta.get("state_seq", 0))
        self._waiting = Waiting(self.state.seq + 1)
        self._writer = ThreadPoolExecutor(1, "gateway-log")
        self._refused = {each.id: each for each in self.storage.refused()}
        self._refusals: list[Refused] = []
        self._wake = asyncio.Event()
        self._stopping = False
        self._tasks: list[asyncio.Task[None]] = []
        self._news: asyncio.Future[None] | None = None
        self.on_commit: list[Callable[[int, Sequence[bytes]], None]] = []
        self.on_end: list[Callable[[], None]] = []
        """Told when nothing can be committed any more, for a reason that no waiting mends."""

    def _identity(self) -> tuple[str, str]:
        meta = self.storage.meta()
        if "epoch" not in meta:
            meta = {"server": secrets.token_hex(8), "epoch": secrets.token_hex(8), "created": self._clock()}
            self.storage.found(meta)
        return str(meta["server"]), str(meta["epoch"])

    @property
    def last(self) -> int:
        """Number of the last committed event."""
        return self.state.seq

    @property
    def pending(self) -> int:
        """Events that wait for their commit."""
        return len(self._waiting.events)

    def entity(self, key: EntityKey) -> Event | None:
        """An open entity as the next append will find it: pending events count."""
        return self._waiting.entity(key) or self.state.ledger.entities.get(key)

    def append(self, entity: EntityKey, expected_version: int, event: Event) -> int | Conflict:
        """Add one event if its entity still has ``expected_version`` (0: is not there); its number, or the conflict."""
        current = self.entity(entity)
        if (current.v if current else 0) != expected_version:
            return Conflict(current)
        seq = self._add([encode_event(event)])
        self._waiting.remember(seq, event, event.command)
        return seq

    def append_act(self, events: Sequence[Event]) -> int:
        """Add the events of one act: all in one commit, so that neither a full log nor a kill can leave half an act.

        Each one's version follows what ``entity`` gave in this very step of the loop. The last number.
        """
        seen: dict[EntityKey, int] = {}
        for event in events:
            key = (KIND_NUMBER[type(event)], event.id)
            current = self.entity(key)
            if seen.get(key, current.v if current else 0) != event.v - 1:
                raise AssertionError("an act read a stale version")
            seen[key] = event.v
        first = self._waiting.next
        last = self._waiting.add_act([encode_event(event) for event in events])
        self._wake.set()
        for seq, event in enumerate(events, first):
            self._waiting.remember(seq, event, event.command)
        return last

    def done(self, command: str) -> int:
        """Number of the last event that this command made, 0 if it has made none; pending events count."""
        return self._waiting.done(command) or self.state.commands.seq(command)

    @property
    def forgotten(self) -> int:
        """Time (ms) up to which commands are no longer known: one that was made by then may have been done."""
        return self.state.commands.floor

    def refuse(self, command: str, body: bytes) -> None:
        """Remember the word on a command that has no effect: on disk before any effect of a later one."""
        self._refused[command] = refused = Refused(command, self._clock(), body)
        self._refusals.append(refused)

    def refusal(self, command: str) -> bytes | None:
        """The word on a command that was judged before and not accepted."""
        refused = self._refused.get(command)
        return refused.body if refused else None

    def put(self, event: Event) -> int:
        """Add an event from the only source of its entity: no version to expect."""
        seq = self._add([encode_event(event)])
        self._waiting.remember(seq, event)
        return seq

    def append_many(self, events: Sequence[bytes]) -> int:
        """Add encoded events of which the log knows nothing (bulk samples, injected poison); the last number."""
        return self._add(events)

    def append_positions(self, frame: bytes) -> int:
        """Add a position frame; it gets its number stamped in. What is no position frame is taken as it stands."""
        try:
            decode_positions(frame)
        except BadPositions:
            return self._add([BinaryEvent(frame)])
        return self._add([BinaryEvent(stamp_seq(frame, self._waiting.next))])

    def _add(self, events: Sequence[bytes]) -> int:
        last = self._waiting.add(events)
        self._wake.set()
        return last

    async def committed(self, seq: int) -> None:
        """Wait until event ``seq`` is on disk and visible."""
        while self.state.seq < seq:
            if self._news is None or self._news.done():
                self._news = asyncio.get_running_loop().create_future()
            await asyncio.shield(self._news)

    async def settled(self) -> None:
        """Wait until everything appended so far is on disk and visible."""
        await self.committed(self._waiting.next - 1)

    def start(self) -> None:
        """Begin to commit. Needs the running event loop."""
        self._tasks = [asyncio.create_task(self._commits()), asyncio.create_task(self._checkpoints())]
        self._tasks[0].add_done_callback(self._ended)

    def _ended(self, commits: asyncio.Task[None]) -> None:
        """A log that takes events and commits none would leave every console with a live link and old data."""
        if not commits.cancelled() and (error := commits.exception()) is not None:
            logger.critical("the log commits no more", exc_info=error)
            for tell in self.on_end:
                tell()

    async def close(self) -> None:
        """Commit what is pending, write a checkpoint, release the folder. Raises what has ended the commits."""
        self._stopping = True
        self._wake.set()
        try:
            if self._tasks:
                await self._tasks[0]
                await self._rest_ended()
                await self.checkpoint()
        finally:
            await self._rest_ended()
            self._writer.shutdown()
            self.storage.close()
            self._lock.release()

    async def _rest_ended(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _commits(self) -> None:
        while True:
            await self._wake.wait()
            if not self._stopping and self.pending < self._settings.group_events:
                await asyncio.sleep(self._settings.group_seconds)
            while self.pending:
                try:
                    await self._commit()
                except DISK_TROUBLE as error:
                    if self._stopping:
                        logger.error("%d events were not written at the end: %s", self.pending, error)
                        return
                    logger.error("commit failed, will be tried again: %s", error)
                    await asyncio.sleep(1.0)
            if self._stopping:
                return
            self._wake.clear()

    async def _commit(self) -> None:
        first = self.state.seq + 1
        events = self._waiting.group(first, self._settings.group_events)
        last = first + len(events) - 1
        refused = list(self._refusals)
        acts = bool(refused) or self._waiting.has_act(last)
        rolled = await self._in_thread(self._write, first, events, refused if acts else None)
        self._waiting.committed(len(events), last)
        del self._refusals[: len(refused)]
        for seq, event in enumerate(events, first):
            self.state.apply(seq, event)
        self.state.chain = rolled
        for publish in self.on_commit:
            publish(first, events)
        if self._news is not None and not self._news.done():
            self._news.set_result(None)

    def _write(self, first: int, events: Sequence[bytes], refused: Sequence[Refused] | None) -> int:
        """One commit. ``refused`` not None: it holds people's acts and is flushed, for they are told "done"."""
        rolled = chain(self.state.chain, events)
        last = first + len(events) - 1
        segment = Segment(first, last, self._clock(), self.state.chain, rolled, pack(events))
        if refused is None:
            self.storage.append(segment)
        else:
            self.storage.append_acts(segment, refused)
        return rolled

    async def _checkpoints(self) -> None:
        while True:
            await asyncio.sleep(self._settings.checkpoint_seconds)
            await self.checkpoint()
            await self.trim()

    async def checkpoint(self) -> None:
        """Store what changed since the last checkpoint; a failure costs a longer replay, not data."""
        rows = self._checkpointer.collect()
        try:
            await self._in_thread(self.storage.checkpoint, rows)
        except DISK_TROUBLE as error:
            self._checkpointer.failed()
            logger.error("checkpoint failed: %s", error)
            return
        self._safe = cast(int, rows.meta["state_seq"])

    async def trim(self) -> None:
        """Delete what is too old or too much; what the last checkpoint does not cover stays."""
        settings = self._settings
        oldest = self._clock() - int(settings.keep_seconds * 1000)
        try:
            trimmed = await self._in_thread(self.storage.trim, self._safe, oldest, settings.keep_bytes)
        except DISK_TROUBLE as error:
            logger.error("trimming failed: %s", error)
            return
        if gone := [each for each in self._refused.values() if each.at < oldest]:
            self.state.commands.forget(max(each.at for each in gone))
            self._refused = {name: each for name, each in self._refused.items() if each.at >= oldest}
        if trimmed:
            self.floor, self.floor_chain = trimmed

    async def _in_thread(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._writer, partial(work, *args, **kwargs))
