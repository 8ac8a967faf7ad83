"""``people.db``: accounts, sessions and failed attempts. Every commit is flushed: a revocation survives a power cut."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from console.gateway.storage import StorageError

NAME = "people.db"
VERSION = 1
_SCHEMA = """
CREATE TABLE person(id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, department TEXT NOT NULL,
                    origin TEXT NOT NULL, disabled INTEGER NOT NULL DEFAULT 0, hash TEXT NOT NULL DEFAULT '',
                    totp TEXT NOT NULL DEFAULT '', totp_step INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE TABLE failure(name TEXT PRIMARY KEY, count INTEGER NOT NULL, last INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE session(hash BLOB PRIMARY KEY, person TEXT NOT NULL, created INTEGER NOT NULL, used INTEGER NOT NULL,
                     expires INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX session_person ON session (person);
"""


def open_people(folder: Path) -> sqlite3.Connection:
    """The database, for this user's eyes only. Raises ``StorageError``."""
    path = folder / NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # before SQLite makes it readable for everybody
        path.chmod(0o600)
        db = sqlite3.connect(path, isolation_level=None, timeout=5)
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
        db.execute("PRAGMA secure_delete=ON")
        (version,) = db.execute("PRAGMA user_version").fetchone()
        if version > VERSION:
            raise StorageError(f"{path} was written by a newer version of this program (format {version}).")
        if version == 0:
            db.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version={VERSION}; COMMIT;")
        return db
    except (OSError, sqlite3.Error) as error:
        raise StorageError(f"{path} cannot be used: {error}.") from error
