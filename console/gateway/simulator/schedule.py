"""What happens when, in simulated time: due actions in order, so that a run depends on its seed alone."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from itertools import count

Action = Callable[[int], None]
"""Called with its own due time in ms."""


def next_turn(now: int, period: int, offset: int) -> int:
    """When the next turn after ``now`` is of what has its turn ``offset`` ms into each ``period``.

    Whoever starts again keeps the turns of the run before: none is waited for longer than a period.
    """
    return now + period - (now - offset) % period


class Schedule:
    """Actions by due time; those due together run in the order in which they were planned."""

    def __init__(self) -> None:
        self._due: list[tuple[int, int, Action]] = []
        self._order = count()

    def at(self, due: int, action: Action) -> None:
        """Plan an action for ``due`` (ms)."""
        heapq.heappush(self._due, (due, next(self._order), action))

    def every(self, first: int, period: int, action: Action) -> None:
        """Plan an action for ``first`` and each ``period`` ms after it."""

        def again(due: int) -> None:
            action(due)
            self.at(due + period, again)

        self.at(first, again)

    def run_one(self, now: int) -> bool:
        """Run the next action that is due by ``now``; False if there is none."""
        if not self._due or self._due[0][0] > now:
            return False
        due, _, action = heapq.heappop(self._due)
        action(due)
        return True

    def run_until(self, now: int) -> None:
        """Run everything that is due by ``now``."""
        while self.run_one(now):
            pass
