"""When a tone is due: one a priority, one summary after three within ten seconds, none in a playback."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from console.domain.truth import Quality

SUMMARY_AFTER = 3
SUMMARY_WITHIN = 10.0
SUMMARY = 0
"""The tone that says "several", in the place of a priority."""
SILENCE_SECONDS = 120.0
"""The silence key is for the burst at hand: a later alarm must be heard again."""


@dataclass(slots=True)
class SoundRule:
    """Decides on tones; knows no audio. Times in seconds of any monotonic clock."""

    silent_until: float = 0.0
    _played: deque[float] = field(default_factory=lambda: deque(maxlen=SUMMARY_AFTER))
    _summed: float = float("-inf")

    def tone(self, priority: int, now: float, quality: Quality) -> int | None:
        """The tone for a new alarm: its priority (1 to 4), ``SUMMARY``, or None for silence."""
        if quality is Quality.REPLAY or now < self.silent_until:
            return None
        if now - self._summed < SUMMARY_WITHIN:
            return None
        if len(self._played) == SUMMARY_AFTER and now - self._played[0] < SUMMARY_WITHIN:
            self._summed = now
            self._played.clear()
            return SUMMARY
        self._played.append(now)
        return max(1, min(4, priority))

    def silence(self, now: float) -> None:
        """The silence key: quiet for a while; a second press lets sounds be heard again."""
        self.silent_until = 0.0 if self.silent(now) else now + SILENCE_SECONDS

    def silent(self, now: float) -> bool:
        """Whether the silence key is in force."""
        return now < self.silent_until
