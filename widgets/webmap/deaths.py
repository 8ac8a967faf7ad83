"""How often the page has died lately: three times within a minute is once too often."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

MOST = 3
WITHIN_S = 60.0
REST_S = 600.0
"""A machine on which the page kept dying is not offered it again by itself for so long."""


class DeathWatch:
    """Counts deaths against a clock. One watch may serve all maps of a process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._at: deque[float] = deque(maxlen=MOST)
        self._gave_up: float | None = None

    def note(self) -> bool:
        """A page died; True when that was the third time within a minute."""
        now = self._clock()
        self._at.append(now)
        if len(self._at) == MOST and now - self._at[0] <= WITHIN_S:
            self._gave_up = now
            self._at.clear()
            return True
        return False

    def forgive(self) -> None:
        """Somebody wants it again."""
        self._at.clear()
        self._gave_up = None

    @property
    def tired(self) -> bool:
        """Whether the page kept dying not long ago."""
        return self._gave_up is not None and self._clock() - self._gave_up < REST_S
