"""Keeps the cache within its limits while the feed works: small steps between commits, told when a limit is met."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import time
from collections.abc import Callable

from console.domain.retention import Reached
from console.store.holding import holding_words
from console.store.writer import TROUBLE_SECONDS, CacheWriter

log = logging.getLogger(__name__)
LOOK_SECONDS = 10.0
"""How often it is looked whether anything is to be done, at least."""
BUSY_SECONDS = 0.5
"""Between two steps while frames wait."""


class Stopping(Exception):
    """The feed is told to stop: whatever takes long is broken off."""


class Housekeeper:
    """Belongs to the writer's thread. ``ring`` wakes the windows; ``between`` goes on with the feed's work."""

    def __init__(self, writer: CacheWriter, ring: Callable[[], None], between: Callable[[], None]) -> None:
        self._writer, self._ring, self._between = writer, ring, between
        self._due = 0.0
        self._sound_at = 0.0
        self._limit = Reached.NOTHING

    def look(self, busy: bool) -> None:
        """A step, if one is due; seldom while there is much to take in (``busy``).

        A disk that does not take it is told once a minute. Raises ``sqlite3.DatabaseError`` for a damaged cache.
        """
        now = time.monotonic()
        if now < self._sound_at:
            return
        try:
            self._writer.settle()
            if now < self._due + (BUSY_SECONDS if busy else 0.0):
                return
            self._let_go()
            wait = min(self._writer.tidy(), LOOK_SECONDS)
        except (OSError, sqlite3.OperationalError) as error:
            if "malformed" in str(error):
                raise
            log.error("the cache could not be tidied, trying again later: %s", error)
            wait = TROUBLE_SECONDS
            self._sound_at = now + wait
        self._due = time.monotonic() + wait
        self._tell()

    def _let_go(self) -> None:
        """Move the cache away from a reader that does not end, going on with the work meanwhile."""
        if self._writer.held:
            with contextlib.suppress(Stopping):
                self._writer.move(self._between)
                self._ring()

    def _tell(self) -> None:
        holding = self._writer.holding
        if holding.reached is not self._limit:
            self._limit = holding.reached
            log.warning("%s", holding_words(holding))
            self._ring()
