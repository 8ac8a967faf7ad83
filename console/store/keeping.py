"""Keeps the cache within its limits of age and size, a small step between two transactions at a time.

A step is one transaction of a few milliseconds, so that no commit and no reader waits for it, and a kill in the middle
leaves either all of it or nothing. A round is many steps; it ends with a word on what the cache holds.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from console.config.storage import MB, StorageSettings
from console.domain.retention import DAY_MS, Reached, SafeTime, next_share, outdated, reached
from console.domain.steady import ticks as machine_ticks
from console.domain.steady import wall
from console.store.generations import CacheRoot
from console.store.holding import Holding
from console.store.journal import ChangeSet
from console.store.past import Past
from console.store.schema import Table
from console.store.segments import SegmentWriter
from console.store.track_keeping import TrackKeeper

STEP_SECONDS = 0.005
BETWEEN_SECONDS = 0.1
ROUND_SECONDS = {Reached.NOTHING: 120.0, Reached.BUDGET: 5.0, Reached.DISK: 600.0}
"""Between two rounds: soon again while the budget is met; slowly where others fill the disk, who may clear it yet."""
_RUN = 32
"""Chunks of one series that are looked at together."""
_SEGMENTS, _ROWS, _PAGES, _PARTS = 2, 500, 256, 32
_SLACK_PAGES = 16_384
"""Free pages (64 MB) that stay in the file to be used again; what is more, and more than a quarter, is given back."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the keeper asks of the machine; tests put months into it."""

    clock: Callable[[], int] = wall
    ticks: Callable[[], float] = machine_ticks
    free: Callable[[Path], int] = lambda path: shutil.disk_usage(path).free


class Keeper:
    """Steps within the writer's transaction. ``settings`` say what is kept how long."""

    def __init__(
        self, database: sqlite3.Connection, root: CacheRoot, settings: StorageSettings, past: Past,
        segments: SegmentWriter, waits: Callable[[int], bool], machine: Surroundings,
    ) -> None:  # fmt: skip
        self._db, self._root, self._settings, self._machine = database, root, settings, machine
        self._past, self._segments, self._waits = past, segments, waits
        self._tracks = TrackKeeper(database)
        self._log_budget = segments.budget
        self._time = SafeTime()
        self._round: Iterator[None] | None = None
        self._changes = ChangeSet()
        self._due = 0.0
        row = database.execute("SELECT body FROM holding WHERE key = 1").fetchone()
        self.holding = msgspec.json.decode(row[0], type=Holding) if row else Holding()
        self._share = self.holding.share
        self._limit_log()
        self.series_forgotten = False
        """Rows of series went: who knows their keys must look again."""

    def hear(self, backend: int, told: int) -> None:
        """A backend says what time it is (ms)."""
        self._time.hear(backend, told, self._machine.ticks())

    def wait(self) -> float:
        """Seconds until the next step is due, 0 for now."""
        return max(0.0, self._due - self._machine.ticks())

    def postpone(self, seconds: float) -> None:
        """The disk does not take it now."""
        self._round = None
        self._due = self._machine.ticks() + seconds

    def step(self, changes: ChangeSet) -> None:
        """A few milliseconds of work."""
        self._changes = changes
        self._round = self._round or self._whole_round()
        until = time.monotonic() + STEP_SECONDS
        for _ in self._round:
            if time.monotonic() >= until:
                self._due = self._machine.ticks() + BETWEEN_SECONDS
                return
        self._round = None
        self._due = self._machine.ticks() + ROUND_SECONDS[self.holding.reached]

    def _whole_round(self) -> Iterator[None]:
        self._judge()
        yield
        now = self._time.now(self._machine.clock(), self._machine.ticks())
        if now:
            yield from self._series(now)
        horizon = now - int(self._settings.log_days * self._share * DAY_MS)
        while self._segments.trim(horizon, _SEGMENTS):
            yield
        while self._past.closed(_ROWS):
            yield
        yield from self._tracks.steps(now)
        while self._tracks.trim(now - int(self._settings.track_days * self._share * DAY_MS), now, _PARTS):
            yield
        yield from self._give_back()
        self._write(self._measure())

    def _judge(self) -> None:
        """Decide how much is kept in this round; what was set aside goes before anything of use."""
        settings = self._settings
        self._root.trim_aside(self._machine.clock() - settings.aside_days * DAY_MS)
        now = self._measure()
        if now.reached is Reached.BUDGET:
            self._root.trim_aside(None)
            now = self._measure()
        share = next_share(self._share, now.reached, now.used, now.budget, settings.series_days)
        if share != self._share:
            self._share = share
            self._limit_log()

    def _limit_log(self) -> None:
        self._segments.budget = int(self._log_budget * self._share)

    def _measure(self) -> Holding:
        settings, path = self._settings, Path(self._db.execute("PRAGMA database_list").fetchone()[2])
        page_size, pages, unused = (self._pragma(name) for name in ("page_size", "page_count", "freelist_count"))
        wal = _size(path.with_name(path.name + "-wal"))
        aside = sum(_size(file) for folder in self._root.aside() for file in folder.iterdir())
        used, budget = (pages - unused) * page_size + aside, settings.cache_mb * MB
        free, spare = self._machine.free(self._root.path), settings.spare_mb * MB
        return Holding(
            self._machine.clock(), reached(used, budget, free, spare), self._share, used, budget, free, spare, wal,
            settings.series_days * self._share, settings.series_days, self._segments.bytes, self._segments.since(),
            self._tracks.since(),
        )  # fmt: skip

    def _pragma(self, name: str) -> int:
        return int(self._db.execute(f"PRAGMA {name}").fetchone()[0])

    def _write(self, holding: Holding) -> None:
        self.holding = holding
        self._db.execute("INSERT OR REPLACE INTO holding(key, body) VALUES(1, ?)", (msgspec.json.encode(holding),))
        self._changes.upsert(Table.HOLDING, 1)

    def _series(self, now: int) -> Iterator[None]:
        horizon = now - int(self._settings.series_days * self._share * DAY_MS)
        for (key,) in self._db.execute("SELECT key FROM series").fetchall():
            while self._cut(key, horizon, now):
                yield
            yield

    def _cut(self, series: int, horizon: int, now: int) -> bool:
        """Drop the oldest chunks of one series that are outdated; True if there may be more of them."""
        rows = self._db.execute(
            "SELECT slot, first, last FROM chunk WHERE series = ? ORDER BY slot LIMIT ?", (series, _RUN)
        ).fetchall()
        gone = 0
        for slot, first, last in rows:
            if not outdated(first, last, horizon, now):
                break
            self._db.execute("DELETE FROM chunk WHERE series = ? AND slot = ?", (series, slot))
            gone += 1
        if gone == len(rows) < _RUN and not self._waits(series):  # nothing is left of it
            self.series_forgotten |= (
                self._db.execute("DELETE FROM series WHERE key = ? AND v = 0", (series,)).rowcount > 0
            )
        return gone == _RUN

    def _give_back(self) -> Iterator[None]:
        """Make the file smaller; one from before this version only uses its free pages again."""
        while True:
            unused = self._pragma("freelist_count")
            if unused <= max(_SLACK_PAGES, self._pragma("page_count") // 4):
                return
            self._db.execute(f"PRAGMA incremental_vacuum({_PAGES})").fetchall()
            if self._pragma("freelist_count") == unused:
                return
            yield


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
