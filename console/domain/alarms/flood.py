"""The rate of annunciations in the last ten minutes, and the floods in it (EEMUA 191: more than ten begin one)."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from console.domain.alarms.alarm_targets import MINUTE, Targets

SECOND = 1_000
WINDOW = 10 * MINUTE
FLOODS_KEPT = 200


@dataclass(frozen=True, slots=True)
class Flood:
    """One flood; ``ended`` None while it lasts. ``peak``: the most in any 10 minutes, ``total`` annunciated in it."""

    began: int
    ended: int | None
    peak: int
    total: int


class FloodWatch:
    """Counts in buckets of a second. ``started`` (ms) is when counting began; all times are those of the events."""

    def __init__(self, started: int, targets: Targets) -> None:
        self._targets = targets
        self._seconds = [0] * (WINDOW // SECOND)
        self._edge = started // SECOND
        self._ended = 0
        self.rate = 0
        """Annunciated in the ten minutes up to the newest time seen."""
        self.most = 0
        self.flood: Flood | None = None
        self.floods: deque[Flood] = deque(maxlen=FLOODS_KEPT)
        """Those that are over."""

    def count(self, at: int) -> None:
        """One is annunciated; what is older than the window is not counted here."""
        self.advance(at)
        second = at // SECOND
        if self._edge - second < len(self._seconds):
            self._seconds[second % len(self._seconds)] += 1
            self.rate += 1
            self.most = max(self.most, self.rate)
            self._grows(at)

    def advance(self, now: int) -> None:
        """Let the window slide to ``now``; needed when nothing comes, so that a flood can end by itself."""
        second = now // SECOND
        if second <= self._edge:
            return
        size = len(self._seconds)
        for gone in range(self._edge + 1, min(second, self._edge + size) + 1):
            self.rate -= self._seconds[gone % size]
            self._seconds[gone % size] = 0
            if self.flood is not None and self.rate < self._targets.flood_ends_below:
                self._ends(self.flood, gone * SECOND)
        self._edge = second

    def flooded(self, now: int) -> int:
        """Time in flood since counting began, in ms."""
        return self._ended + (now - self.flood.began if self.flood else 0)

    def _grows(self, at: int) -> None:
        if self.flood is None and self.rate > self._targets.flood_begins_above:
            self.flood = Flood(at, None, self.rate, self.rate)
        elif self.flood is not None:
            flood = self.flood
            self.flood = Flood(flood.began, None, max(flood.peak, self.rate), flood.total + 1)

    def _ends(self, flood: Flood, at: int) -> None:
        self.floods.append(Flood(flood.began, at, flood.peak, flood.total))
        self._ended += at - flood.began
        self.flood = None
