"""Whether a provider may be asked now: back-off after failures, a long rest after a no, and the day's quota."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable

from console.basemap.provider import State, Trouble

FIRST_S, LONGEST_S = 2.0, 300.0
"""Rest after the first failure, doubled each time, up to the longest; a third of it is left to chance."""
NO_S = 600.0
"""Rest after a wrong key or a refusal: somebody may be mending it."""
NOES = (Trouble.KEY, Trouble.REFUSED, Trouble.AWAY)
QUOTA_S = 3600.0
"""An used-up quota is tried again each hour, for providers reset theirs at hours of their own."""


class Gate:
    """One provider's door. Failures that come while it is closed already count as one."""

    def __init__(self, now: Callable[[], float] = time.monotonic, chance: Callable[[], float] = random.random) -> None:
        self._now, self._chance = now, chance
        self._lock = threading.Lock()
        self._until = 0.0
        self._fails = 0
        self.state = State()

    @property
    def open(self) -> bool:
        """Whether it may be asked."""
        return self._now() >= self._until

    def succeeded(self) -> None:
        """It answered as it should."""
        with self._lock:
            self._until, self._fails, self.state = 0.0, 0, State()

    def failed(self, trouble: Trouble, detail: str) -> None:
        """It did not. What is no picture in one place says nothing about the next."""
        with self._lock:
            now = self._now()
            if trouble is Trouble.BAD:
                self.state = State(trouble, detail)
                return
            if now < self._until and self.state.trouble is trouble:
                return
            self._fails += 1
            rest = {Trouble.QUOTA: QUOTA_S, **dict.fromkeys(NOES, NO_S)}.get(
                trouble, min(LONGEST_S, FIRST_S * 2 ** (self._fails - 1))
            )
            self._until = now + rest * (2 + self._chance()) / 3
            self.state = State(trouble, detail)
