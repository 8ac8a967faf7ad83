"""Tables of ``cache.db`` and how to open it. The version is ``PRAGMA user_version``; an unknown one is not used."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable
from enum import IntEnum
from pathlib import Path
from typing import Any

VERSION = 6
BUSY_MS = 5000
Row = tuple[Any, ...]
"""A row as sqlite3 gives it; the columns are what the tables below say."""
Rows = Callable[[str, Iterable[object]], list[Row]]
"""Asks a database: SQL and its arguments."""
AUTOCHECKPOINT_PAGES = 8000
LOG_FILE_BYTES = 64 * 1024 * 1024
"""Of SQLite's own log that stay once it has been worked in; a burst made it larger for a while."""


class Table(IntEnum):
    """Tables that the change journal speaks of. Numbers are on disk: append only.

    ``SERIES``: the key is that of a block of the tail, which brings newest values of any number of series.
    """

    BACKEND = 0
    ENTITY = 1
    SERIES = 2
    COUNTER = 3
    FRAME = 4
    RECEIPT = 5
    QUARANTINE = 6
    REGISTER = 7
    HOLDING = 8


_FIRST = """
CREATE TABLE backend (
  key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, url TEXT NOT NULL DEFAULT '',
  epoch TEXT NOT NULL DEFAULT '', seq INTEGER NOT NULL DEFAULT 0, chain INTEGER NOT NULL DEFAULT 0,
  head INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL DEFAULT 'never', reason TEXT NOT NULL DEFAULT '',
  heard_at INTEGER NOT NULL DEFAULT 0, heard_ns INTEGER NOT NULL DEFAULT 0, boot TEXT NOT NULL DEFAULT '',
  offset_ms INTEGER NOT NULL DEFAULT 0,
  counts BLOB NOT NULL DEFAULT x'7b7d');
CREATE TABLE entity (
  key INTEGER PRIMARY KEY, backend INTEGER NOT NULL, kind INTEGER NOT NULL, id TEXT NOT NULL,
  body BLOB NOT NULL, UNIQUE (backend, kind, id));
CREATE TABLE series (
  key INTEGER PRIMARY KEY, backend INTEGER NOT NULL, id TEXT NOT NULL, v INTEGER NOT NULL,
  at INTEGER NOT NULL, value REAL, flag TEXT NOT NULL, UNIQUE (backend, id));
CREATE TABLE chunk (
  series INTEGER NOT NULL, slot INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
  n INTEGER NOT NULL, blob BLOB NOT NULL, PRIMARY KEY (series, slot)) WITHOUT ROWID;
CREATE TABLE counter (
  key INTEGER PRIMARY KEY, backend INTEGER NOT NULL, system TEXT NOT NULL, measure TEXT NOT NULL,
  bucket INTEGER NOT NULL, n INTEGER NOT NULL, UNIQUE (backend, system, measure, bucket));
CREATE TABLE frame (
  key INTEGER PRIMARY KEY, backend INTEGER NOT NULL, seq INTEGER NOT NULL, whole INTEGER NOT NULL, blob BLOB NOT NULL);
CREATE INDEX frame_backend ON frame (backend, seq);
CREATE TABLE segment (
  key INTEGER PRIMARY KEY, backend INTEGER NOT NULL, epoch TEXT NOT NULL, first INTEGER NOT NULL,
  last INTEGER NOT NULL, at INTEGER NOT NULL, blob BLOB NOT NULL);
CREATE TABLE receipt (key INTEGER PRIMARY KEY, backend INTEGER NOT NULL, body BLOB NOT NULL);
CREATE TABLE quarantine (
  key INTEGER PRIMARY KEY, backend INTEGER NOT NULL, epoch TEXT NOT NULL, seq INTEGER NOT NULL,
  at INTEGER NOT NULL, reason TEXT NOT NULL, raw BLOB NOT NULL);
CREATE TABLE register (
  key INTEGER PRIMARY KEY, backend INTEGER NOT NULL, name TEXT NOT NULL, etag TEXT NOT NULL, body BLOB NOT NULL,
  UNIQUE (backend, name));
CREATE TABLE journal (change INTEGER PRIMARY KEY, rx_ns INTEGER NOT NULL, keys BLOB NOT NULL);
"""
_SECOND = """
CREATE TABLE past (
  backend INTEGER NOT NULL, id TEXT NOT NULL, v INTEGER NOT NULL, at INTEGER NOT NULL, body BLOB NOT NULL,
  PRIMARY KEY (backend, id, v)) WITHOUT ROWID;
CREATE TABLE holding (key INTEGER PRIMARY KEY, body BLOB NOT NULL);
DELETE FROM journal;
"""
_THIRD = """
CREATE TABLE done (
  key INTEGER PRIMARY KEY, backend INTEGER NOT NULL, kind INTEGER NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL,
  area TEXT NOT NULL, body BLOB NOT NULL, UNIQUE (backend, kind, id));
CREATE INDEX done_at ON done (kind, at);
"""
"""Alarms and cases that are over. Asked for when somebody wants to see them, so the journal does not tell of it."""
_FOURTH = """
CREATE TABLE tail (key INTEGER PRIMARY KEY, blob BLOB NOT NULL);
DELETE FROM journal;
"""
"""What the journal says of series changed: see ``Table``."""
_FIFTH = """
ALTER TABLE journal ADD COLUMN backend INTEGER NOT NULL DEFAULT 0;
ALTER TABLE journal ADD COLUMN at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE journal ADD COLUMN cursor BLOB;
ALTER TABLE journal ADD COLUMN block BLOB;
ALTER TABLE journal ADD COLUMN first INTEGER NOT NULL DEFAULT 0;
ALTER TABLE journal ADD COLUMN last INTEGER NOT NULL DEFAULT 0;
ALTER TABLE journal ADD COLUMN run BLOB;
CREATE TABLE settled (change INTEGER NOT NULL);
INSERT INTO settled SELECT coalesce(max(change), 0) FROM journal;
CREATE VIEW block AS
  SELECT key, blob FROM tail
  UNION ALL SELECT change, block FROM journal WHERE change > (SELECT change FROM settled) AND block IS NOT NULL;
DROP INDEX frame_backend;
"""
"""The journal's newest rows carry what is not settled yet (``console.store.fresh``); ``block``: the whole tail."""
_SIXTH = """
CREATE TABLE track (
  key INTEGER PRIMARY KEY, backend INTEGER NOT NULL, part INTEGER NOT NULL, hour INTEGER NOT NULL, blob BLOB NOT NULL,
  UNIQUE (backend, part, hour));
CREATE INDEX segment_at ON segment (backend, at);
"""
"""Thinned tracks (``console.store.thinned``); part -1 of an hour says that all of it is there."""
_STEPS = (_FIRST, _SECOND, _THIRD, _FOURTH, _FIFTH, _SIXTH)


def _tables(version: int) -> frozenset[str]:
    """The tables that a database of this version must have."""
    return frozenset(re.findall(r"CREATE TABLE (\w+)", "".join(_STEPS[:version])))


class SchemaTooNew(Exception):
    """The database was made by a newer version of this program."""


def open_writer(path: Path, create: bool) -> sqlite3.Connection:
    """Open for the one writer; ``create`` makes the tables of a new file. Raises ``sqlite3.DatabaseError`` if damaged.

    A file that should hold tables and holds none is damaged: filled anew in its place, readers would never notice.
    """
    mode = "rwc" if create else "rw"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_MS / 1000,
    )
    try:
        if create:
            connection.execute("PRAGMA auto_vacuum=INCREMENTAL")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute(f"PRAGMA wal_autocheckpoint={AUTOCHECKPOINT_PAGES}")
        connection.execute(f"PRAGMA journal_size_limit={LOG_FILE_BYTES}")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            raise SchemaTooNew(f"cache schema {version} is newer than {VERSION}")
        if version == 0 and not create:
            raise sqlite3.DatabaseError("the tables are gone")
        if version == 0:
            _advance(connection, 0)
    except Exception:
        connection.close()
        raise
    return connection


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Take a checked database of an earlier version over, all steps or none. Raises ``sqlite3.DatabaseError``."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if missing := _tables(version) - there:
        raise sqlite3.DatabaseError(f"tables are missing: {', '.join(sorted(missing))}")
    if version < VERSION:
        _advance(connection, version)


def _advance(connection: sqlite3.Connection, version: int) -> None:
    try:
        connection.executescript(f"BEGIN;{''.join(_STEPS[version:])}PRAGMA user_version={VERSION};COMMIT;")
    except sqlite3.Error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def open_reader(path: Path) -> sqlite3.Connection:
    """Open read-only. Autocommit; use ``fetchall``, for an unfinished cursor freezes ``data_version``."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_MS / 1000,
    )
    connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    return connection
