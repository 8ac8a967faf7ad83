"""Tables of ``ops.db``, by numbered steps. A file of a newer version is left alone: it cannot be made again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import msgspec

NAME = "ops.db"
_FIRST = """
CREATE TABLE outbox (
  place INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, backend TEXT NOT NULL, body BLOB NOT NULL,
  at INTEGER NOT NULL, expires INTEGER NOT NULL, stage TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
  outcome BLOB, changed INTEGER NOT NULL);
CREATE INDEX outbox_pending ON outbox (backend, place) WHERE stage = 'pending';
CREATE INDEX outbox_changed ON outbox (changed);
"""
_SECOND = """
ALTER TABLE outbox ADD COLUMN actor TEXT NOT NULL DEFAULT '';
CREATE INDEX outbox_expires ON outbox (backend, expires) WHERE stage = 'pending';
CREATE INDEX outbox_waiting ON outbox (stage) WHERE stage = 'pending';
CREATE TABLE absent (backend TEXT NOT NULL, actor TEXT NOT NULL, PRIMARY KEY (backend, actor)) WITHOUT ROWID;
"""


def _run(script: str) -> Callable[[sqlite3.Connection], None]:
    def step(db: sqlite3.Connection) -> None:
        for statement in script.split(";"):
            if statement.strip():
                db.execute(statement)

    return step


def _without_sessions(db: sqlite3.Connection) -> None:
    """The first version kept each person's session with the command: it goes, and the person is named beside."""
    _run(_SECOND)(db)
    for place, body in db.execute("SELECT place, body FROM outbox").fetchall():
        command = msgspec.json.decode(body)
        command["session"] = ""
        db.execute(
            "UPDATE outbox SET body = ?, actor = ? WHERE place = ?",
            (msgspec.json.encode(command), str(command["actor"]), place),
        )


_STEPS = (_run(_FIRST), _without_sessions)
VERSION = len(_STEPS)


def prepare(db: sqlite3.Connection) -> None:
    """Make or bring up to date, in one transaction. Raises ``sqlite3.Error``, for a newer version too."""
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    if version > VERSION:
        raise sqlite3.DatabaseError(f"it was written by a newer version of this program (format {version})")
    if version == VERSION:
        return
    db.execute("PRAGMA secure_delete=ON")
    db.execute("BEGIN IMMEDIATE")
    try:
        for step in _STEPS[version:]:
            step(db)
        db.execute(f"PRAGMA user_version={VERSION}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    if version:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
