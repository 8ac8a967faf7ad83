"""``ops.db``: the outbox, the person's own acts. Every commit is flushed to disk; nothing is ever deleted by itself."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from console.commands.envelope import STAGE_OF, Command, Outcome, Stage

NAME = "ops.db"
VERSION = 1
_DDL = """
CREATE TABLE outbox (
  place INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, backend TEXT NOT NULL, body BLOB NOT NULL,
  at INTEGER NOT NULL, expires INTEGER NOT NULL, stage TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
  outcome BLOB, changed INTEGER NOT NULL);
CREATE INDEX outbox_pending ON outbox (backend, place) WHERE stage = 'pending';
CREATE INDEX outbox_changed ON outbox (changed);
"""
_command = msgspec.json.Decoder(Command)
_outcome = msgspec.json.Decoder(Outcome)
_encoder = msgspec.json.Encoder()


class NotSaved(Exception):
    """The act is not on disk; the message says why. What was typed must not be thrown away."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One command in the outbox."""

    place: int
    backend: str
    command: Command
    stage: Stage
    outcome: Outcome | None
    attempts: int
    changed: int


class Outbox:
    """The writing end, in the feed process. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._guard = threading.Lock()
        self._db = sqlite3.connect(folder / NAME, isolation_level=None, check_same_thread=False, timeout=5)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=FULL")
        if self._db.execute("PRAGMA user_version").fetchone()[0] == 0:
            self._db.executescript(f"BEGIN;{_DDL}PRAGMA user_version={VERSION};COMMIT;")

    def close(self) -> None:
        """Let the file go."""
        with self._guard:
            self._db.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._guard:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def add(self, backend: str, commands: list[Command], now: int) -> None:
        """Make commands durable, all or none. Adding one twice changes nothing. Raises ``NotSaved``."""
        rows = [(c.id, backend, _encoder.encode(c), c.at, c.expires, Stage.PENDING.value, now) for c in commands]
        try:
            with self._transaction():
                self._db.executemany(
                    "INSERT INTO outbox(id, backend, body, at, expires, stage, changed) VALUES(?,?,?,?,?,?,?) "
                    "ON CONFLICT(id) DO NOTHING",
                    rows,
                )
        except sqlite3.Error as error:
            raise NotSaved(str(error)) from error

    def pending(self, backend: str, limit: int = 100) -> list[Entry]:
        """The oldest commands that wait for this backend, in the order of their making."""
        with self._guard:
            rows = self._db.execute(
                f"{_SELECT} WHERE stage = 'pending' AND backend = ? ORDER BY place LIMIT ?", (backend, limit)
            ).fetchall()
        return [_entry(row) for row in rows]

    def settle(self, place: int, outcome: Outcome, now: int) -> None:
        """Write down the gateway's word."""
        with self._transaction():
            self._db.execute(
                "UPDATE outbox SET stage = ?, outcome = ?, attempts = attempts + 1, changed = ? WHERE place = ?",
                (STAGE_OF[outcome.verdict].value, _encoder.encode(outcome), now, place),
            )

    def attempted(self, place: int) -> None:
        """It was tried and nobody answered."""
        with self._transaction():
            self._db.execute("UPDATE outbox SET attempts = attempts + 1 WHERE place = ?", (place,))


_SELECT = "SELECT place, backend, body, stage, outcome, attempts, changed FROM outbox"


def _entry(row: tuple[int, str, bytes, str, bytes | None, int, int]) -> Entry:
    place, backend, body, stage, outcome, attempts, changed = row
    said = _outcome.decode(outcome) if outcome else None
    return Entry(place, backend, _command.decode(body), Stage(stage), said, attempts, changed)


class OutboxReader:
    """The reading end, in a window: what is new since the last look."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._db: sqlite3.Connection | None = None
        self._version = -1

    def recent(self, limit: int = 500) -> list[Entry] | None:
        """The newest commands if anything changed, else None. A missing or busy file is nothing new."""
        try:
            if self._db is None:
                if not self._path.exists():
                    return None
                self._db = sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None,
                                           check_same_thread=False, timeout=5)  # fmt: skip
            version = int(self._db.execute("PRAGMA data_version").fetchone()[0])
            if version == self._version:
                return None
            rows = self._db.execute(f"{_SELECT} ORDER BY place DESC LIMIT ?", (limit,)).fetchall()
            self._version = version
            return [_entry(row) for row in rows]
        except sqlite3.Error:
            self.close()
            return None

    def close(self) -> None:
        """Let the file go."""
        if self._db is not None:
            self._db.close()
            self._db = None
