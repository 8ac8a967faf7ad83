"""The gateway's one database: log segments and the last checkpoint of the state. Used from one writing thread.

``synchronous`` NORMAL survives a kill -9 of the process at any moment; FULL also a power cut at the price of one disk
flush a commit. A commit that holds people's acts is always flushed. After a power cut under NORMAL the commits since
the last flush may be gone: consoles notice by the rolling hash.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from console.gateway.done import KEPT
from console.gateway.state import QUARANTINE_KEPT

VERSION = 4
_SCHEMA = """
CREATE TABLE segment(first INTEGER PRIMARY KEY, last INTEGER NOT NULL, at INTEGER NOT NULL, prior INTEGER NOT NULL,
                     chain INTEGER NOT NULL, blob BLOB NOT NULL);
CREATE TABLE meta(name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE entity(kind INTEGER, id TEXT, body BLOB NOT NULL, PRIMARY KEY(kind, id)) WITHOUT ROWID;
CREATE TABLE latest(id TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE counter(system TEXT, measure TEXT, bucket INTEGER, count INTEGER NOT NULL,
                     PRIMARY KEY(system, measure, bucket)) WITHOUT ROWID;
CREATE TABLE block(series TEXT, number INTEGER, body BLOB NOT NULL, PRIMARY KEY(series, number)) WITHOUT ROWID;
CREATE TABLE quarantine(seq INTEGER PRIMARY KEY);
CREATE TABLE command(id TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID;
"""
_LATER = {
    2: "CREATE TABLE refused(id TEXT PRIMARY KEY, at INTEGER NOT NULL, body BLOB NOT NULL) WITHOUT ROWID;",
    3: "CREATE TABLE done(kind INTEGER, id TEXT, at INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY(kind, id)) "
    "WITHOUT ROWID;",
    4: "ALTER TABLE command ADD COLUMN at INTEGER NOT NULL DEFAULT 0; "
    "UPDATE command SET at = (SELECT coalesce(max(at), 0) FROM segment);",
}
"""What each later format has added."""
LOG_FILE_BYTES = 64 * 1024 * 1024
"""Of SQLite's own log that stay once it has been worked in."""


class StorageError(Exception):
    """The data folder cannot be used; the message is for the person who started the gateway."""


class Segment(NamedTuple):
    """One group commit: events ``first`` to ``last``; rolling hash before (``prior``) and after (``chain``) them."""

    first: int
    last: int
    at: int
    prior: int
    chain: int
    blob: bytes


class Refused(NamedTuple):
    """The word on a command that was not accepted, as it was answered (JSON)."""

    id: str
    at: int
    body: bytes


@dataclass(slots=True)
class Checkpoint:
    """The rows that bring the stored state up to ``meta['state_seq']``."""

    meta: dict[str, int | bytes]
    entities: list[tuple[int, str, bytes]] = field(default_factory=list)
    gone: list[tuple[int, str]] = field(default_factory=list)
    latest: list[tuple[str, bytes]] = field(default_factory=list)
    counters: list[tuple[str, str, int, int]] = field(default_factory=list)
    dropped: list[tuple[str, str, int]] = field(default_factory=list)
    blocks: list[tuple[str, int, bytes]] = field(default_factory=list)
    outdated: list[tuple[str, int]] = field(default_factory=list)
    quarantine: list[tuple[int]] = field(default_factory=list)
    commands: list[tuple[str, int, int]] = field(default_factory=list)
    done: list[tuple[int, str, int, bytes]] = field(default_factory=list)


class Storage:
    """Opens, writes and reads the database. A read connection is separate (``reader``) and never writes."""

    def __init__(self, folder: Path, *, full: bool = False) -> None:
        self.path = folder / "gateway.db"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._full = full
            self._db.execute(f"PRAGMA synchronous={'FULL' if full else 'NORMAL'}")
            self._db.execute("PRAGMA wal_autocheckpoint=8000")
            self._db.execute(f"PRAGMA journal_size_limit={LOG_FILE_BYTES}")
            self._create()
            self._bytes = int(self._db.execute("SELECT coalesce(sum(length(blob)), 0) FROM segment").fetchone()[0])
        except (OSError, sqlite3.Error) as error:
            raise StorageError(f"The data folder {folder} cannot be used: {error}.") from error

    def _create(self) -> None:
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version > VERSION:
            raise StorageError(f"{self.path} was written by a newer version of this program (format {version}).")
        if version < VERSION:
            made = "" if version else _SCHEMA
            added = " ".join(words for number, words in _LATER.items() if number > version)
            self._db.executescript(f"BEGIN; {made} {added} PRAGMA user_version={VERSION}; COMMIT;")

    def reader(self) -> sqlite3.Connection:
        """A read-only connection for another thread."""
        db = sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        db.execute("PRAGMA busy_timeout=5000")
        db.isolation_level = None
        return db

    def meta(self) -> dict[str, object]:
        """All named values: identity, floor, position of the checkpoint."""
        return dict(self._db.execute("SELECT name, value FROM meta"))

    def found(self, values: dict[str, object]) -> None:
        """Set the named values of a new log, all or none, and flushed: half an identity is none."""
        self._db.execute("PRAGMA synchronous=FULL")
        try:
            with Transaction(self._db):
                self._put_meta(values)
        finally:
            self._db.execute(f"PRAGMA synchronous={'FULL' if self._full else 'NORMAL'}")

    def _put_meta(self, values: dict[str, object]) -> None:
        self._db.executemany("INSERT OR REPLACE INTO meta VALUES(?, ?)", list(values.items()))

    def rows(self, table: str) -> Iterable[tuple[object, ...]]:
        """All rows of a checkpoint table, in key order."""
        return self._db.execute(f"SELECT * FROM {table}")

    def refused(self) -> list[Refused]:
        """The word on each command that was not accepted, of the kept time."""
        return [Refused(*row) for row in self._db.execute("SELECT id, at, body FROM refused")]

    def last_commit_at(self) -> int:
        """Time of the last group commit in ms; 0 for an empty log."""
        row = self._db.execute("SELECT at FROM segment ORDER BY first DESC LIMIT 1").fetchone()
        return int(row[0]) if row else 0

    def append(self, segment: Segment) -> None:
        """One group commit."""
        self._db.execute("INSERT INTO segment VALUES(?, ?, ?, ?, ?, ?)", segment)
        self._bytes += len(segment.blob)

    def append_acts(self, segment: Segment, refused: Sequence[Refused]) -> None:
        """One group commit that survives a power cut, and so does all that came before it.

        ``refused`` were judged before the acts in it: a repetition must not meet a state that they did not meet.
        """
        self._db.execute("PRAGMA synchronous=FULL")
        try:
            with Transaction(self._db) as db:
                db.executemany("INSERT OR REPLACE INTO refused VALUES(?, ?, ?)", refused)
                self.append(segment)
        finally:
            self._db.execute(f"PRAGMA synchronous={'FULL' if self._full else 'NORMAL'}")

    def checkpoint(self, rows: Checkpoint) -> None:
        """Write a checkpoint as one transaction: it is there whole or not at all."""
        put = "INSERT OR REPLACE INTO"
        with Transaction(self._db) as db:
            db.executemany(f"{put} entity VALUES(?, ?, ?)", rows.entities)
            db.executemany("DELETE FROM entity WHERE kind = ? AND id = ?", rows.gone)
            db.executemany(f"{put} latest VALUES(?, ?)", rows.latest)
            db.executemany(f"{put} counter VALUES(?, ?, ?, ?)", rows.counters)
            db.executemany("DELETE FROM counter WHERE system = ? AND measure = ? AND bucket = ?", rows.dropped)
            db.executemany(f"{put} block VALUES(?, ?, ?)", rows.blocks)
            db.executemany("DELETE FROM block WHERE series = ? AND number < ?", rows.outdated)
            db.executemany(f"{put} quarantine VALUES(?)", rows.quarantine)
            if rows.quarantine:
                newest = "SELECT seq FROM quarantine ORDER BY seq DESC LIMIT 1 OFFSET ?"
                db.execute(f"DELETE FROM quarantine WHERE seq <= ({newest})", (QUARANTINE_KEPT,))
            if rows.commands:
                db.executemany(f"{put} command VALUES(?, ?, ?)", rows.commands)
                db.execute("DELETE FROM command WHERE at <= ?", (rows.meta["command_floor"],))
            if rows.done:
                db.executemany(f"{put} done VALUES(?, ?, ?, ?)", rows.done)
                db.execute(
                    "DELETE FROM done WHERE (kind, id) IN "
                    "(SELECT kind, id FROM done ORDER BY at DESC LIMIT -1 OFFSET ?)", (KEPT,),
                )  # fmt: skip
            self._put_meta(dict(rows.meta))

    def trim(self, below: int, older_than: int, most_bytes: int, most_rows: int = 2_000) -> tuple[int, int] | None:
        """Delete the oldest segments that are too old or too much, never past ``below``; the new (floor, hash)."""
        over = self._bytes - most_bytes
        freed, floor, chain = 0, 0, 0
        query = "SELECT last, at, chain, length(blob) FROM segment WHERE last <= ? ORDER BY first LIMIT ?"
        for last, at, rolled, size in self._db.execute(query, (below, most_rows)).fetchall():
            if at >= older_than and freed >= over:
                break
            freed, floor, chain = freed + size, last, rolled
        self._db.execute("DELETE FROM refused WHERE at < ?", (older_than,))
        if not floor:
            return None
        with Transaction(self._db) as db:
            db.execute("DELETE FROM segment WHERE last <= ?", (floor,))
            self._put_meta({"floor": floor, "floor_chain": chain})
        self._bytes -= freed
        return floor, chain

    def close(self) -> None:
        """Close; the log is complete without it."""
        self._db.close()


class Transaction:
    """A write transaction that rolls back on any exception."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __enter__(self) -> sqlite3.Connection:
        self._db.execute("BEGIN IMMEDIATE")
        return self._db

    def __exit__(self, kind: object, *_: object) -> None:
        self._db.execute("ROLLBACK" if kind else "COMMIT")


def segments_from(db: sqlite3.Connection, seq: int, most: int, most_bytes: int) -> list[Segment]:
    """Segments that hold ``seq`` and what follows, up to ``most`` rows or ``most_bytes`` of blobs, at least one."""
    query = """SELECT * FROM segment WHERE first >= coalesce((SELECT max(first) FROM segment WHERE first <= ?), ?)
               ORDER BY first LIMIT ?"""
    found: list[Segment] = []
    size = 0
    for row in db.execute(query, (seq, seq, most)):
        found.append(Segment(*row))
        size += len(found[-1].blob)
        if size >= most_bytes:
            break
    return found
