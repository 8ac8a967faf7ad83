"""How many requests a day a provider has had from this machine: some allow so many and then say no to everybody."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

BEIJING_S = 8 * 3600
SAVE_EACH = 20


class Day(msgspec.Struct):
    """Days since 1970 at +08:00, and the requests of that day."""

    day: int = 0
    used: int = 0


class DayCount:
    """Kept in a file, so that a restart does not forget. ``limit`` 0: no limit is known, and nothing is counted."""

    def __init__(self, path: Path, limit: int, now: Callable[[], float] = time.time) -> None:
        self._path, self.limit, self._now = path, limit, now
        self._lock = threading.Lock()
        self._day = Day()
        with contextlib.suppress(OSError, msgspec.DecodeError):
            self._day = msgspec.json.decode(path.read_bytes(), type=Day)

    @property
    def used(self) -> int:
        """Requests of today."""
        return self._day.used if self._day.day == self._today() else 0

    def take(self) -> bool:
        """Count one request; False when the day's are used up."""
        if not self.limit:
            return True
        with self._lock:
            if self._day.day != self._today():
                self._day = Day(self._today())
            if self._day.used >= self.limit:
                return False
            self._day.used += 1
            if self._day.used % SAVE_EACH == 0 or self._day.used == self.limit:
                self.save()
        return True

    def save(self) -> None:
        """Write it down; a full disk costs only the count."""
        if self.limit:
            with contextlib.suppress(OSError):
                self._path.parent.mkdir(parents=True, exist_ok=True)
                draft = self._path.with_suffix(".new")
                draft.write_bytes(msgspec.json.encode(self._day))
                draft.replace(self._path)

    def _today(self) -> int:
        return int((self._now() + BEIJING_S) // 86_400)
