"""Opens the current generation of a cache for its writer, or makes a new one when the old one is damaged."""

from __future__ import annotations

import logging
import sqlite3

from console.store import schema
from console.store.fresh import Fresh
from console.store.generations import CacheError, CacheRoot

log = logging.getLogger(__name__)


def open_current(root: CacheRoot) -> tuple[sqlite3.Connection, str]:
    """The database, and why a new generation had to be made (empty if the old one is good). Raises ``CacheError``."""
    name = root.current()
    reason = ""
    if name is not None:
        try:
            return _checked(root, name), ""
        except (sqlite3.DatabaseError, schema.SchemaTooNew) as error:
            reason = str(error)
    elif root.aside():
        reason = "the pointer to the current generation was damaged"
    if reason:
        log.error("cache generation %s is damaged (%s): building a new one", name or "", reason)
    return new_generation(root), reason


def _checked(root: CacheRoot, name: str) -> sqlite3.Connection:
    database = schema.open_writer(root.database(name), create=False)
    try:
        verdict = str(database.execute("PRAGMA quick_check(1)").fetchone()[0])
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict.splitlines()[0])
        try:
            schema.bring_up_to_date(database)
        except sqlite3.OperationalError as error:
            raise CacheError(f"cache in {root.path} cannot be taken over by this version: {error}") from error
        Fresh(database)  # what only the journal holds can be read
    except BaseException:
        database.close()
        raise
    return database


def new_generation(root: CacheRoot) -> sqlite3.Connection:
    """An empty generation, published to the readers; what was current is kept aside. Raises ``CacheError``."""
    try:
        name = root.new_generation()
        database = schema.open_writer(root.database(name), create=True)
        root.publish(name)
        root.trim()
    except (sqlite3.Error, OSError) as error:
        raise CacheError(f"cache in {root.path} cannot be created: {error}") from error
    return database
