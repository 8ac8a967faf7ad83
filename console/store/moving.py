"""Moves the cache into a new file while it goes on: for when a reader never lets SQLite's own log be worked in.

A program that stopped in the middle of reading (a window that hangs, a backup, a forgotten shell) holds an old view of
the file, and the log grows behind it without end. The copy goes a few pages at a time; what is written meanwhile, by
the same connection, reaches both. Then the pointer moves, and the old file goes with its last reader.
"""

from __future__ import annotations

import errno
import logging
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from console.store import schema
from console.store.generations import CacheRoot

log = logging.getLogger(__name__)
MOST_LOG = 512 * 1024 * 1024
"""Bytes of SQLite's own log; eight times what stays of it on a good day."""
SPARE = 256 * 1024 * 1024
"""Bytes that stay free beside the copy."""
PAGES = 512
DRAFT = "copy"
"""The folder of a copy that is not finished."""
_PATIENCE_MS = 200


def is_held(database: sqlite3.Connection, most: int | None = None) -> bool:
    """Whether the log is over ``most`` bytes and a reader keeps it from being begun anew."""
    path = Path(database.execute("PRAGMA database_list").fetchone()[2])
    try:
        size = path.with_name(path.name + "-wal").stat().st_size
    except OSError:
        return False
    if size <= (MOST_LOG if most is None else most):
        return False
    database.execute(f"PRAGMA busy_timeout={_PATIENCE_MS}")
    try:
        return bool(database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])
    finally:
        database.execute(f"PRAGMA busy_timeout={schema.BUSY_MS}")


def move(root: CacheRoot, database: sqlite3.Connection, between: Callable[[], None]) -> sqlite3.Connection:
    """The cache in a new generation, published; ``database`` is of no use after it.

    ``between`` is called every 2 MB and may write to ``database``; what it raises ends the copy, and all is as before.
    Raises ``sqlite3.Error``, ``OSError``.
    """
    throw_away_drafts(root)
    _want_room(root, database)
    draft = root.path / DRAFT
    draft.mkdir()
    name = root.name_of_now()
    try:
        copy = sqlite3.connect(draft / root.database(name).name, isolation_level=None)
        try:
            database.backup(copy, pages=PAGES, progress=lambda *_: between())
        finally:
            copy.close()
        draft.rename(root.path / name)
    except BaseException:
        throw_away_drafts(root)
        raise
    fresh = schema.open_writer(root.database(name), create=False)
    root.publish(name)
    log.warning("a reader has held the cache's log for too long: moved to generation %s", name)
    return fresh


def _want_room(root: CacheRoot, database: sqlite3.Connection) -> None:
    size, pages = (int(database.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_size", "page_count"))
    if shutil.disk_usage(root.path).free < size * pages + SPARE:
        raise OSError(errno.ENOSPC, "a reader holds the cache's log, and there is no room to move away from it")


def throw_away_drafts(root: CacheRoot) -> None:
    """What a kill left of a copy that was not finished."""
    shutil.rmtree(root.path / DRAFT, ignore_errors=True)
