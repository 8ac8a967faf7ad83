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
        if self.spent(key):
            return False
        times = self._seen.setdefault(key, deque())
        self._seen.move_to_end(key)
        if len(self._seen) > KEYS:
            self._seen.popitem(last=False)
        times.append(self._clock())
        return True

    def spent(self, key: str) -> bool:
        """Whether the next one would be one too many; counts nothing."""
        times, now = self._seen.get(key), self._clock()
        if times is None:
            return False
        while times and times[0] <= now - self._seconds:
            times.popleft()
        return len(times) >= self._most


class Sparing:
    """What others can cause without end is told now and then: ``most`` in ``seconds``, and how many were left out."""

    def __init__(self, most: int = 20, seconds: float = 60.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit, self._left_out = RateLimit(most, seconds, clock), 0

    def more(self) -> str | None:
        """None: say nothing. Else what to add to what is said: empty, or the number of those before it."""
        if not self._limit.allow(""):
            self._left_out += 1
            return None
        left, self._left_out = self._left_out, 0
        return f" ({left} more before this one)" if left else ""
