"""Work that costs much and is the same for everybody who asks: done once for all of them, and never all the time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")
REST = 2.0
"""Times as long as the last one took before the next begins: a third of one core at most, however many ask."""


class SharedWork(Generic[T]):
    """Belongs to the event loop. ``stamp`` says what the work is about: the same stamp, the same result.

    Who asks while it is being done gets what comes of it; who asks when nothing has changed gets the last one.
    """

    def __init__(
        self, work: Callable[[], Awaitable[T]], stamp: Callable[[], Hashable],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self._work, self._stamp, self._clock = work, stamp, clock
        self._running: asyncio.Task[T] | None = None
        self._last: tuple[Hashable, T] | None = None
        self._not_before = 0.0

    async def get(self) -> T:
        """The result. Whoever stops waiting for it takes it from nobody else."""
        if self._running is None:
            if self._last is not None and self._last[0] == self._stamp():
                return self._last[1]
            self._running = asyncio.create_task(self._run())
        return await asyncio.shield(self._running)

    async def _run(self) -> T:
        try:
            await asyncio.sleep(max(0.0, self._not_before - self._clock()))
            self._last = None  # it may be large
            began, stamp = self._clock(), self._stamp()
            done = await self._work()
            self._not_before = self._clock() + REST * (self._clock() - began)
            self._last = (stamp, done)
            return done
        finally:
            self._running = None
