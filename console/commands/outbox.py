"""``ops.db``: the outbox, the person's own acts. Nothing in it is ever deleted by itself.

A new act is flushed to disk before anybody is told that it is kept. The gateway's words on it are not flushed by
themselves: after a power cut the command is sent again, and gets the same word.
"""

from __future__ import annotations

import logging
import re
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from console.commands.envelope import BATCH_BYTES, BATCH_COMMANDS, STAGE_OF, Command, Outcome, Stage, Verdict
from console.commands.outbox_schema import NAME, prepare

_command = msgspec.json.Decoder(Command)
_outcome = msgspec.json.Decoder(Outcome)
_encoder = msgspec.json.Encoder()
log = logging.getLogger(__name__)
_PICTURE = re.compile(rb'"([0-9a-f]{64})"')
"""A SHA-256 in hex, as pictures are named; the digest of a hand-over looks alike, and names no picture."""
UNREADABLE = Outcome(verdict=Verdict.INVALID, reason="this program cannot read the act")
CHECKPOINT_PAGES = 4000
"""The log grows to 16 MB before an act waits for its being worked in."""


NO_BACKEND = "there is no backend "
"""How the message begins when the feed does not follow the backend that an act is for."""


class NotSaved(Exception):
    """The act is not on disk; the message says why. What was typed must not be thrown away."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One command in the outbox. ``for_login``: it waits until its person has logged in again."""

    place: int
    backend: str
    command: Command
    stage: Stage
    outcome: Outcome | None
    attempts: int
    changed: int
    for_login: bool = False


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A row of which this program can read only what stands beside the command. ``sent``: a gateway answered to it."""

    id: str
    backend: str
    actor: str
    at: int
    sent: bool


class Outbox:
    """The writing end, in the feed process. Safe to use from several threads."""

    flush = "FULL"
    """SQLite's ``synchronous`` for new acts; anything less loses them in a power cut (``benchmarks/power_cut.py``)."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._guard = threading.Lock()
        self._db = sqlite3.connect(folder / NAME, isolation_level=None, check_same_thread=False, timeout=5)
        try:
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=FULL")
            self._db.execute(f"PRAGMA wal_autocheckpoint={CHECKPOINT_PAGES}")
            prepare(self._db)
        except BaseException:
            self._db.close()
            raise

    def close(self) -> None:
        """Let the file go."""
        with self._guard:
            self._db.close()

    @contextmanager
    def _transaction(self, level: str = "NORMAL") -> Iterator[None]:
        with self._guard:
            self._db.execute(f"PRAGMA synchronous={level}")
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def add(self, backend: str, commands: Sequence[Command], now: int) -> None:
        """Make commands durable, all or none, without their sessions. Adding one twice changes nothing.

        Raises ``NotSaved``.
        """
        rows = [
            (c.id, backend, c.actor, _encoder.encode(msgspec.structs.replace(c, session="")), c.at, c.expires,
             Stage.PENDING.value, now)
            for c in commands
        ]  # fmt: skip
        try:
            with self._transaction(self.flush):
                self._db.executemany(
                    "INSERT INTO outbox(id, backend, actor, body, at, expires, stage, changed) "
                    "VALUES(?,?,?,?,?,?,?,?) ON CONFLICT(id) DO NOTHING",
                    rows,
                )
        except sqlite3.Error as error:
            raise NotSaved(str(error)) from error

    def pending(self, backend: str, limit: int = 100) -> list[Entry]:
        """The oldest commands that wait for this backend, in the order of their making."""
        return self._select("WHERE stage = 'pending' AND o.backend = ? ORDER BY place LIMIT ?", (backend, limit))

    def actors(self, backend: str) -> set[str]:
        """Whose commands wait for this backend."""
        with self._guard:
            rows = self._db.execute(
                "SELECT DISTINCT actor FROM outbox WHERE stage = 'pending' AND backend = ?", (backend,)
            ).fetchall()
        return {str(row[0]) for row in rows}

    def batch(self, backend: str, actors: Iterable[str]) -> list[Entry]:
        """The oldest commands of these persons, in the order of their making: as many as go into one request."""
        names = list(actors)
        marks = ",".join("?" * len(names))
        theirs = f"stage = 'pending' AND o.backend = ? AND o.actor IN ({marks})"
        with self._guard:
            sizes = self._db.execute(
                f"SELECT place, length(body) FROM outbox o WHERE {theirs} ORDER BY place LIMIT ?",
                (backend, *names, BATCH_COMMANDS),
            ).fetchall()
        last, size = 0, 0
        for place, length in sizes:
            size += length
            if last and size > BATCH_BYTES:
                break
            last = place
        return self._select(f"WHERE {theirs} AND place <= ? ORDER BY place", (backend, *names, last))

    def overdue(self, backend: str, now: int) -> list[int]:
        """Places of commands whose meaning has ended while they waited; ``now`` in ms of the backend's clock."""
        with self._guard:
            rows = self._db.execute(
                "SELECT place FROM outbox WHERE stage = 'pending' AND backend = ? AND expires < ? "
                "ORDER BY place LIMIT ?",
                (backend, now, BATCH_COMMANDS),
            ).fetchall()
        return [int(row[0]) for row in rows]

    def settle(self, place: int, outcome: Outcome, now: int) -> None:
        """Write down the gateway's word."""
        self.settle_all([(place, outcome)], now)

    def settle_all(self, words: Sequence[tuple[int, Outcome]], now: int) -> None:
        """Write down the gateway's words, all or none."""
        if not words:
            return
        rows = [(STAGE_OF[said.verdict].value, _encoder.encode(said), now, place) for place, said in words]
        with self._transaction():
            self._db.executemany(
                "UPDATE outbox SET stage = ?, outcome = ?, attempts = attempts + 1, changed = ? WHERE place = ?", rows
            )

    def attempted(self, places: Sequence[int]) -> None:
        """They were tried and nobody answered."""
        if places:
            with self._transaction():
                self._db.executemany(
                    "UPDATE outbox SET attempts = attempts + 1 WHERE place = ?", [(place,) for place in places]
                )

    def set_absent(self, backend: str, actors: Iterable[str]) -> bool:
        """Whose commands wait for a login; nobody else's do. True if that is news."""
        wanted = set(actors)
        with self._guard:
            rows = self._db.execute("SELECT actor FROM absent WHERE backend = ?", (backend,)).fetchall()
        known = {str(row[0]) for row in rows}
        if known == wanted:
            return False
        with self._transaction():
            self._db.executemany(
                "DELETE FROM absent WHERE backend = ? AND actor = ?", [(backend, name) for name in known - wanted]
            )
            self._db.executemany("INSERT INTO absent VALUES(?, ?)", [(backend, name) for name in wanted - known])
        return True

    def pictures(self) -> set[str]:
        """The pictures that acts name which wait to be delivered, also of acts that this program cannot read."""
        with self._guard:
            rows = self._db.execute("SELECT body FROM outbox WHERE stage = 'pending'").fetchall()
        return {name.decode() for (body,) in rows for name in _PICTURE.findall(body)}

    def _select(self, where: str, args: Sequence[object]) -> list[Entry]:
        """Those that can be read; the others are set aside as refused, or they would hold up all behind them."""
        with self._guard:
            rows = self._db.execute(f"{_SELECT} {where}", args).fetchall()
        entries = [_entry(row) for row in rows]
        if spoiled := [row[0] for row, entry in zip(rows, entries, strict=True) if entry is None]:
            log.error("acts %s in the outbox cannot be read by this program, they stay there unsent", spoiled)
            self.settle_all([(place, UNREADABLE) for place in spoiled], int(time.time() * 1000))
        return [entry for entry in entries if entry is not None]


_SELECT = (
    "SELECT place, o.backend, body, stage, outcome, attempts, changed, a.actor IS NOT NULL AND stage = 'pending', "
    "o.id, o.actor, o.at "
    "FROM outbox o LEFT JOIN absent a ON a.backend = o.backend AND a.actor = o.actor"
)


_Row = tuple[int, str, bytes, str, bytes | None, int, int, int, str, str, int]


def _unreadable(row: _Row) -> Unreadable:
    outcome = row[4]
    sent = bool(outcome) and outcome != _encoder.encode(UNREADABLE)
    return Unreadable(row[8], row[1], row[9], row[10], sent)


def _entry(row: _Row) -> Entry | None:
    """None for what this program cannot read: a newer one wrote it, or the disk has changed it."""
    place, backend, body, stage, outcome, attempts, changed, absent = row[:8]
    try:
        said = _outcome.decode(outcome) if outcome else None
        return Entry(place, backend, _command.decode(body), Stage(stage), said, attempts, changed, bool(absent))
    except (msgspec.DecodeError, ValueError):
        return None


MOST_WAITING = 5_000
"""So many acts of an outage are known one by one at a desk, so that no alarm is acted on twice."""


class OutboxReader:
    """The reading end, in a window: what is new since the last look."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._db: sqlite3.Connection | None = None
        self._version = -1
        self.waiting = 0
        """How many wait in all, as of the last look; ``recent`` may be a part of them."""
        self.unreadable: list[Unreadable] = []
        """Of the rows of the last look those that are no entries: somebody did something, and must hear of it."""

    def recent(self, limit: int = 500) -> list[Entry] | None:
        """What waits and the newest commands if anything changed, the newest first; else None.

        A missing or busy file is nothing new. Of more than ``MOST_WAITING`` that wait the oldest are left out.
        """
        try:
            if self._db is None:
                if not self._path.exists():
                    return None
                self._db = sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None,
                                           check_same_thread=False, timeout=5)  # fmt: skip
            version = int(self._db.execute("PRAGMA data_version").fetchone()[0])
            if version == self._version:
                return None
            newest = self._db.execute(f"{_SELECT} ORDER BY place DESC LIMIT ?", (limit,)).fetchall()
            older = self._db.execute(
                f"{_SELECT} WHERE stage = 'pending' AND place < ? ORDER BY place DESC LIMIT ?",
                (newest[-1][0] if newest else 0, MOST_WAITING),
            ).fetchall()
            rows = [*newest, *older]
            self.waiting = int(self._db.execute("SELECT count(*) FROM outbox WHERE stage = 'pending'").fetchone()[0])
            self._version = version
            entries = [(row, _entry(row)) for row in rows]
            self.unreadable = [_unreadable(row) for row, entry in entries if entry is None]
            return [entry for _, entry in entries if entry is not None]
        except sqlite3.Error:
            self.close()
            return None

    def close(self) -> None:
        """Let the file go."""
        if self._db is not None:
            self._db.close()
            self._db = None
