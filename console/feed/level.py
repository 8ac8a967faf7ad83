"""Whether a link may count as a sign of life: only when the mirror keeps up with the backend's log.

A backend that answers but whose stream brings nothing, or a mirror that still works through an outage, would
otherwise pass off old data as live.
"""

from __future__ import annotations

import math

import msgspec

from console.store.commit import LinkState

GRACE_SECONDS = 4.0
"""A mirror that was level this recently keeps up: a heartbeat's head runs ahead of the events behind it."""


class LevelKeeper:
    """Judges one link by its mirror's position; holds the last good sign of life while the mirror is behind."""

    def __init__(self, link: LinkState) -> None:
        self._sign = link
        self._level_at = -math.inf

    def judge(self, link: LinkState, seq: int, now: float) -> LinkState:
        """The word on the link that may be shown. ``seq``: the mirror's position; ``now``: monotonic seconds."""
        state = link.state
        if state == "live":
            if seq >= link.head:
                self._level_at = now
            if now - self._level_at <= GRACE_SECONDS:
                self._sign = link
                return link
            state = "catching up"
        else:
            self._level_at = -math.inf
        sign = self._sign
        return msgspec.structs.replace(
            link, state=state, heard_at=sign.heard_at, heard_ns=sign.heard_ns, boot=sign.boot
        )
