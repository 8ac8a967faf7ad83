"""A brake on guessing and flooding."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable

KEYS = 10_000
"""Addresses that are remembered; beyond that the one that was quiet longest is forgotten."""


class RateLimit:
    """At most ``most`` events in ``seconds`` for each key, on a clock that nobody can set."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._seconds, self._clock = most, seconds, clock
        self._seen: OrderedDict[str, deque[float]] = OrderedDict()

    def allow(self, key: str) -> bool:
        """Count one event; False if it is one too many (then it is not counted)."""
        now = self._clock()
        times = self._seen.setdefault(key, deque())
        self._seen.move_to_end(key)
        if len(self._seen) > KEYS:
            self._seen.popitem(last=False)
        while times and times[0] <= now - self._seconds:
            times.popleft()
        if len(times) >= self._most:
            return False
        times.append(now)
        return True
