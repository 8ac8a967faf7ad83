"""Time that does not jump: the wall clock as it was once read, carried on by the machine's own ticks.

Somebody sets the clock by a day, or a time server does: what runs out, runs out after the time that has really passed.
"""

from __future__ import annotations

import time
from collections.abc import Callable

JUMP_MS = 60_000
"""A correction of more than this is no correction."""


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

    def follow(self) -> int:
        """Follow a small correction of the wall clock; a jump is left alone: by how many ms it is ahead, else 0."""
        ahead = self._wall() - self()
        if abs(ahead) > JUMP_MS:
            return ahead
        self.set(self._wall())
        return 0
