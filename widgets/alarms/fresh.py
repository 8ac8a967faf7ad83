"""Which rows move: those raised a moment ago, for three seconds, once a second."""

from __future__ import annotations

from collections.abc import Callable

from console.models.rows import AlarmRow

MOTION_SECONDS = 3.0
RECENT_MS = 60_000
"""Only rows raised within this time move when first seen: an old alarm scrolled into sight does not."""
_KEPT = 2_000


class FreshRows:
    """Remembers when each recent row was first on the screen, so that none moves for longer than three seconds."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self.enabled = True
        self.monotonic = monotonic
        self._seen: dict[int, float] = {}
        self._until = 0.0

    def flash(self, row: AlarmRow, now: int) -> bool:
        """Whether the row is lit at this moment: half a second lit, half a second not, three times."""
        if not self.enabled or row.acknowledged or not row.active or not -RECENT_MS < now - row.raised < RECENT_MS:
            return False
        moment = self.monotonic()
        first = self._seen.get(row.key)
        if first is None:
            first = moment
            self._remember(row.key, moment)
        spent = moment - first
        return spent < MOTION_SECONDS and spent % 1.0 < 0.5

    def moving(self) -> bool:
        """Whether any row still has motion before it."""
        return self.monotonic() < self._until

    def _remember(self, key: int, moment: float) -> None:
        if len(self._seen) >= _KEPT:
            for old in list(self._seen)[: _KEPT // 2]:
                del self._seen[old]
        self._seen[key] = moment
        self._until = moment + MOTION_SECONDS + 0.6
