"""Who may read here: one line a key, as its SHA-256, so that the file opens no door. Read again when it changes.

A key is 256 random bits, belongs to one station and never ends by itself: a wall that nobody touches for months must
not go dark on a date. It ends when its line is taken out.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import logging
import os
import re
import secrets
import stat
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from console.config.settings import SettingsError

PREFIX = "cwr_"
"""Tells a person, and a search for secrets, what it is."""
KEYS_EACH = 2
"""Keys of one reader at a time: the one in use, and the one that takes its place."""
LOOK_SECONDS = 1.0
_LINE = re.compile(r"([0-9a-f]{64}) (\d{4}-\d\d-\d\d) (\S(?:.{0,38}\S)?)")
_OTHERS_WRITE = 0o022
logger = logging.getLogger(__name__)


class Reader(NamedTuple):
    """One key of one station: its hash, the day it was made, the station's name."""

    hash: str
    made: str
    name: str

    @property
    def mark(self) -> str:
        """What a person tells keys apart by."""
        return self.hash[:8]


def new_key() -> str:
    """A key: 256 random bits."""
    return PREFIX + secrets.token_urlsafe(32)


def hash_of(key: str) -> str:
    """256 random bits need no slow hash."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


def parse(text: str) -> list[Reader]:
    """The readers of a file. Raises ``ValueError`` that names the line."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line.rstrip())
        if match is None or not match[3].isprintable():
            raise ValueError(f"line {number} is not “SHA-256 DATE NAME”")
        found.append(Reader(*match.groups()))
    return found


def load(path: Path) -> list[Reader]:
    """Raises ``SettingsError`` with one sentence."""
    try:
        if os.name == "posix" and path.stat().st_mode & _OTHERS_WRITE:
            raise SettingsError(f"readers file {path} can be written by others: chmod 644")
        return parse(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"readers file {path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise SettingsError(f"readers file {path}: {error}") from error


def save(path: Path, readers: Sequence[Reader]) -> None:
    """Replace the file as a whole, with the rights of the one before. Raises ``OSError``.

    A new one may be read by all: the gateway seldom runs as who keeps the keys, and hashes open no door.
    """
    before = path.stat() if path.exists() else None
    draft = path.with_name(f"{path.name}.new")
    draft.unlink(missing_ok=True)
    file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(file, "w", encoding="utf-8", newline="\n") as out:
        if os.name == "posix":
            if before is not None and (before.st_uid, before.st_gid) != (os.geteuid(), os.getegid()):
                with contextlib.suppress(PermissionError):
                    os.fchown(out.fileno(), before.st_uid, before.st_gid)
            os.fchmod(out.fileno(), stat.S_IMODE(before.st_mode) if before is not None else 0o644)
        out.write("# One key a line: SHA-256, day, station. Kept by `commandwall reader` (docs/readers.md).\n")
        out.writelines(f"{each.hash} {each.made} {each.name}\n" for each in readers)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(path)


class Readers:
    """The keys that are good now. Belongs to one thread. Raises ``SettingsError`` if the file can't be used at first.

    A file that cannot be used later changes nothing: whoever could read before still can, and the log says so.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp = self._stat()
        self._readers = load(path)
        self._looked = time.monotonic()

    def who(self, key: str) -> Reader | None:
        """Whose key this is. Each key is compared, in a time that says nothing about any of them."""
        self._look()
        asked, found = hash_of(key), None
        for reader in self._readers:
            if hmac.compare_digest(reader.hash, asked):
                found = reader
        return found

    def stands(self, reader: Reader) -> bool:
        """Whether a key that was good still is."""
        self._look()
        return reader in self._readers

    def knows(self, name: str) -> bool:
        """Whether a station of this name has a key."""
        self._look()
        return any(reader.name == name for reader in self._readers)

    def _look(self) -> None:
        if time.monotonic() - self._looked < LOOK_SECONDS:
            return
        self._looked = time.monotonic()
        stamp = self._stat()
        if stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            self._readers = load(self._path)
            logger.info("readers: %d keys are good now", len(self._readers))
        except SettingsError as error:
            logger.error("the readers stay as they were: %s", error)

    def _stat(self) -> tuple[int, int, int]:
        try:
            stat = self._path.stat()
        except OSError:
            return 0, 0, 0
        return stat.st_mtime_ns, stat.st_size, stat.st_ino
