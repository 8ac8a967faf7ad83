"""What the feed's log says of one link: each change once, and rarely that it still lasts."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

log = logging.getLogger(__name__)
REMIND_SECONDS = 600.0
"""A backend that stays silent is named again this often: a log must say so and not be full of it."""


class LinkLog:
    """Told of every attempt. ``clock``: monotonic seconds."""

    def __init__(self, label: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._label, self._clock = label, clock
        self._connected = False
        self._ever = False
        self._said_at: float | None = None

    def connected(self, url: str) -> None:
        """The stream has brought something."""
        if not self._connected:
            log.info("%s: connected to %s", self._label, url)
        self._connected = self._ever = True
        self._said_at = None

    def failed(self, reason: str) -> None:
        """An attempt, or the connection, has come to an end."""
        now = self._clock()
        if self._connected:
            log.info("%s: lost: %s", self._label, reason)
        elif self._said_at is None or now - self._said_at >= REMIND_SECONDS:
            said = "does not answer again yet" if self._ever else "has never answered since the feed began"
            log.info("%s: %s, trying on: %s", self._label, said, reason)
        else:
            return
        self._connected, self._said_at = False, now
