"""One pair of hands that takes a desk's acts to the feed: one after another, in the order in which they were made.

An act takes its flush to disk, and a dead feed is waited for; a person who acts on two hundred alarms meanwhile must
not have two hundred threads, nor their second thought overtake the first.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable

logger = logging.getLogger(__name__)


class Hands:
    """There is one thread while there is work, and none while there is not."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._work: deque[Callable[[], None]] = deque()
        self._thread: threading.Thread | None = None

    def give(self, work: Callable[..., None], *args: object) -> None:
        """Do this when everything given before is done; no widget may hang on it."""
        with self._guard:
            self._work.append(lambda: work(*args))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="desk-submit", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while (work := self._next()) is not None:
            try:
                work()
            except Exception:  # a fault of ours with one act must not lose all that come after it
                logger.exception("work of the desk failed")

    def _next(self) -> Callable[[], None] | None:
        with self._guard:
            if self._work:
                return self._work.popleft()
            self._thread = None
            return None

    def end(self, patience: float) -> None:
        """Wait ``patience`` seconds at most for what was given."""
        with self._guard:
            thread = self._thread
        if thread is not None:
            thread.join(patience)
