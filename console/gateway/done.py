"""Alarms and cases that are over, for a while: what lies behind the figures of the day, for consoles that missed it.

They are no part of the state: the digest leaves them out, and a snapshot does not hold them. A console asks for them
when it begins to follow a log that it has not seen end them.
"""

from __future__ import annotations

from collections.abc import Iterator

from console.domain.entities import Alarm, Case, Event
from console.domain.ledger import EntityKey

KEPT = 20_000
MOST = 5_000
"""An answer holds so many at most, the newest: about 2 MB."""


class Done:
    """Raw events by entity, in the order in which they ended; the oldest go first."""

    def __init__(self) -> None:
        self._kept: dict[EntityKey, tuple[int, bytes]] = {}

    def put(self, key: EntityKey, at: int, raw: bytes) -> None:
        """An entity ended, at ``at`` ms, with this event."""
        self._kept.pop(key, None)
        self._kept[key] = (at, raw)
        while len(self._kept) > KEPT:
            del self._kept[next(iter(self._kept))]

    def note(self, key: EntityKey, event: Event, raw: bytes) -> None:
        """An event has been applied: keep it if it ended an alarm or a case."""
        if isinstance(event, Alarm | Case) and not event.open:
            self.put(key, event.at, bytes(raw))

    def since(self, at: int) -> list[bytes]:
        """What ended at ``at`` (ms) or later, the newest ``MOST``, in the order of ending."""
        return [raw for when, raw in self._kept.values() if when >= at][-MOST:]

    def rows(self, keys: set[EntityKey] | None) -> Iterator[tuple[int, str, int, bytes]]:
        """What a checkpoint stores: of these entities, or of all."""
        for key in self._kept if keys is None else keys & self._kept.keys():
            yield (*key, *self._kept[key])
