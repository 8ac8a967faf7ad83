"""Tiles of providers on disk: the bytes as they came, with when they came and how to ask whether they still hold."""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from console.basemap.folder import BudgetFolder
from console.basemap.provider import Place

SUFFIX = ".tile"
DAY = 86_400.0


class Head(msgspec.Struct, frozen=True):
    """The first line of a file. ``at``: seconds since 1970 when the provider last said that this is right."""

    at: float
    etag: str = ""
    modified: str = ""
    digest: str = ""


class Entry(msgspec.Struct, frozen=True):
    """A cached tile; an empty body means that the provider has none there."""

    head: Head
    body: bytes


_head = msgspec.json.Decoder(Head)
_encode = msgspec.json.encode


class DiskCache:
    """Survives restarts; what is broken or older than ``keep_days`` is as good as missing."""

    def __init__(self, folder: BudgetFolder, keep_days: float, now: Callable[[], float] = time.time) -> None:
        self._folder = folder
        self._keep = keep_days * DAY
        self._now = now

    def get(self, key: str, place: Place) -> Entry | None:
        """What is here under a provider's key; it counts as used now."""
        path = self._path(key, place)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        line, _, body = data.partition(b"\n")
        try:
            head = _head.decode(line)
        except msgspec.DecodeError:
            head = Head(0.0)
        if head.digest != _digest(body) or not -DAY < self._now() - head.at < self._keep:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
            return None
        self._folder.touch(path)
        return Entry(head, body)

    def put(self, key: str, place: Place, body: bytes, etag: str = "", modified: str = "") -> Entry:
        """Keep it. A full disk is no trouble: the entry is used and not kept."""
        entry = Entry(Head(self._now(), etag, modified, _digest(body)), body)
        with contextlib.suppress(OSError):
            self._folder.write(self._path(key, place), _encode(entry.head) + b"\n" + body)
        return entry

    def drop(self, key: str, place: Place) -> None:
        """It turned out to be of no use."""
        with contextlib.suppress(OSError):
            self._path(key, place).unlink(missing_ok=True)

    def age(self, entry: Entry) -> float:
        """Seconds since the provider last said that it is right."""
        return self._now() - entry.head.at

    def _path(self, key: str, place: Place) -> Path:
        z, x, y = place
        return self._folder.folder / key / str(z) / str(x) / f"{y}{SUFFIX}"


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:16]
