"""The day's flows by area, from the kept counters: reported, closed, closed in time, raised.

Sums of the running day are kept as counters come, one addition each; only midnight adds them up anew.
"""

from __future__ import annotations

from collections import defaultdict

from console.domain.counters import HOUR, CounterKey

DAY = 24 * HOUR
Sums = dict[str, int]
"""By area code as it stands in the entities."""


class AreaFlows:
    """Counters that name an area, and what those of the day since ``day`` (ms) add up to."""

    def __init__(self) -> None:
        self.day = 0
        self._counts: dict[CounterKey, int] = {}
        self._sums: dict[tuple[str, str], Sums] = defaultdict(lambda: defaultdict(int))

    def clear(self) -> None:
        """Everything is void."""
        self._counts.clear()
        self._sums.clear()

    def add(self, counter: CounterKey, n: int) -> None:
        """A counter has grown by ``n``, or lost it."""
        left = self._counts.get(counter, 0) + n
        if left:
            self._counts[counter] = left
        else:
            self._counts.pop(counter, None)
        if self._of_the_day(counter):
            self._add(counter, n)

    def turn(self, day: int) -> None:
        """The day that is asked about begins at ``day`` (ms)."""
        if day == self.day:
            return
        self.day = day
        self._sums.clear()
        for counter, n in self._counts.items():
            if self._of_the_day(counter):
                self._add(counter, n)

    def _of_the_day(self, counter: CounterKey) -> bool:
        """Not of a later one either: a device whose clock is years ahead belongs to no day that anybody asks about."""
        return self.day <= counter.bucket < self.day + DAY or not self.day

    def sums(self, measure: str, system: str = "") -> Sums:
        """The day's flow by area, of one system or of all."""
        return {area: n for area, n in self._sums[measure, system].items() if n}

    def _add(self, counter: CounterKey, n: int) -> None:
        for system in ("", counter.system):
            self._sums[counter.plain, system][counter.area] += n
