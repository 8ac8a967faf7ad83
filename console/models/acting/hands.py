"""One pair of hands that takes a desk's acts to the feed: one after another, in the order in which they were made.

An act takes its flush to disk, and a dead feed is waited for; a person who acts on two hundred alarms meanwhile must
not have two hundred threads, nor their second thought overtake the first.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable

logger = logging.getLogger(__name__)


class Hands:
    """The thread begins with the first work, and ends with ``end`` after all that was given before."""

    def __init__(self) -> None:
        self._work: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def give(self, work: Callable[..., None], *args: object) -> None:
        """Do this when everything given before is done. From one thread only; no widget may hang on it."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="desk-submit", daemon=True)
            self._thread.start()
        self._work.put(lambda: work(*args))

    def _run(self) -> None:
        while (work := self._work.get()) is not None:
            try:
                work()
            except Exception:  # a fault of ours with one act must not lose all that come after it
                logger.exception("work of the desk failed")
            del work  # what it was about is not kept until the next

    def end(self, patience: float) -> None:
        """Take nothing more; wait ``patience`` seconds at most for what was given: it is daemon and dies with us."""
        if self._thread is not None:
            self._work.put(None)
            self._thread.join(patience)
            self._thread = None
