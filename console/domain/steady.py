"""Time that does not jump: the wall clock as it was once read, carried on by the machine's own ticks.

Somebody sets the clock by a day, or a time server does: what runs out, runs out after the time that has really passed.
"""

from __future__ import annotations

import time
from collections.abc import Callable


def ticks() -> float:
    """Seconds since the machine started; they go on while it sleeps, where the system can tell."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)


def wall() -> int:
    """Milliseconds since 1970 as the system's clock says."""
    return time.time_ns() // 1_000_000


class SteadyClock:
    """Called, it gives ms since 1970. ``set`` puts it right by a better clock (a server's word)."""

    def __init__(self, wall: Callable[[], int] = wall, ticks: Callable[[], float] = ticks) -> None:
        self._wall, self._ticks = wall, ticks
        self.set(wall())

    def set(self, now: int) -> None:
        """From here on, time is counted from ``now`` (ms)."""
        self._base, self._since = now, self._ticks()

    def __call__(self) -> int:
        return self._base + int((self._ticks() - self._since) * 1000)

    def ahead(self) -> int:
        """By how many ms the wall clock is ahead of this one; negative when it is behind."""
        return self._wall() - self()
