"""Where the cache lives: ``ROOT/<generation>/cache.db`` and an atomic pointer file ``ROOT/current``.

A reader on a renamed or rebuilt file would freeze for ever without an error, so a rebuild makes a new generation and
moves the pointer; readers look at it every second. The old generation is kept aside, never written again.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import sys
import time
from pathlib import Path
from typing import IO

POINTER = "current"
DATABASE = "cache.db"
_NAME = re.compile(r"g\d{8}-\d{6}-[0-9a-f]{6}")
PRIVATE = 0o700
"""Rights of a new cache: what is in it is about people. A folder that is there already keeps its own."""
KEPT_ASIDE = 2
"""Damaged generations that are kept for inspection; older ones are removed."""


class CacheError(Exception):
    """The cache directory cannot be used; the message is for the person at the keyboard."""


class CacheRoot:
    """One cache directory: its lock, its pointer, its generations."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: IO[str] | None = None

    def make(self) -> None:
        """Create the directory, or say why it can't be used."""
        try:
            self.path.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
            probe = self.path / f".probe-{os.getpid()}"
            probe.write_text("")
            probe.unlink()
        except OSError as error:
            raise CacheError(f"cache directory {self.path} cannot be written: {error.strerror}") from error

    def lock(self) -> None:
        """Become the only writer. The lock goes with the process, however it ends."""
        try:
            handle = (self.path / "lock").open("a+", encoding="utf-8")
        except OSError as error:
            raise CacheError(f"cache lock in {self.path} cannot be opened: {error.strerror}") from error
        try:
            _lock_file(handle)
        except OSError as error:
            handle.close()
            raise CacheError(f"another feed is already writing the cache {self.path}") from error
        self._lock = handle

    def unlock(self) -> None:
        """Let another writer in."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def current(self) -> str | None:
        """Name of the generation that readers should have open; None before the first one, or if it is no name."""
        try:
            name = (self.path / POINTER).read_bytes().decode("ascii", "replace").strip()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise CacheError(f"cache pointer in {self.path} cannot be read: {error.strerror}") from error
        return name if _NAME.fullmatch(name) else None

    def database(self, generation: str) -> Path:
        """The database file of a generation."""
        return self.path / generation / DATABASE

    def name_of_now(self) -> str:
        """A name for a new generation, later than that of any before it."""
        return time.strftime("g%Y%m%d-%H%M%S-") + secrets.token_hex(3)

    def new_generation(self) -> str:
        """Make an empty generation; it is not current until ``publish``."""
        name = self.name_of_now()
        (self.path / name).mkdir()
        return name

    def publish(self, generation: str) -> None:
        """Point readers at ``generation``, atomically."""
        draft = self.path / f"{POINTER}.new"
        draft.write_text(generation, encoding="ascii")
        draft.replace(self.path / POINTER)

    def aside(self) -> list[Path]:
        """Generations that are not current, oldest first."""
        now = self.current()
        return sorted(folder for folder in self.path.glob("g*-*") if folder.is_dir() and folder.name != now)

    def trim(self) -> None:
        """Remove all but the newest generations that were set aside."""
        for folder in self.aside()[:-KEPT_ASIDE]:
            _remove(folder)

    def drop(self, generation: str) -> None:
        """Remove a generation that nobody needs any more; its last reader keeps what it has open."""
        _remove(self.path / generation)

    def trim_aside(self, before: int | None) -> None:
        """Remove generations that were set aside: those last written before ``before`` (ms), or all of them."""
        for folder in self.aside():
            written = max((file.stat().st_mtime for file in folder.iterdir()), default=0.0)
            if before is None or written * 1000 < before:
                _remove(folder)


def _remove(folder: Path) -> None:
    """Where an open file can't be removed (Windows), the rest goes with a later try."""
    with contextlib.suppress(OSError):
        for file in folder.iterdir():
            file.unlink(missing_ok=True)
        folder.rmdir()


def _lock_file(handle: IO[str]) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
