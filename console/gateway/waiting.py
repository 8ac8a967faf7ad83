"""What was appended to the log and is not committed yet: events, entities as they will be, and who made them."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from console.domain.entities import KIND_NUMBER, Event
from console.domain.ledger import EntityKey

PENDING_LIMIT = 500_000
"""Events that may wait for a disk that does not write; then the log refuses more."""


class LogUnavailable(Exception):
    """The disk has not taken the last events; nothing more is accepted until it does."""


class Waiting:
    """In the order of the log; ``next`` is the number of the next event that comes."""

    def __init__(self, next_: int) -> None:
        self.next = next_
        self.events: list[bytes] = []
        self._ahead: dict[EntityKey, tuple[int, Event]] = {}
        self._commanded: dict[str, int] = {}
        self._acts: deque[tuple[int, int]] = deque()
        """First and last number of the acts of several events."""

    def add(self, events: Sequence[bytes]) -> int:
        """The number of the last of them. Raises ``LogUnavailable``."""
        if len(self.events) + len(events) > PENDING_LIMIT:
            raise LogUnavailable(f"{len(self.events)} events wait for the disk")
        self.events.extend(events)
        self.next += len(events)
        return self.next - 1

    def add_act(self, events: Sequence[bytes]) -> int:
        """As ``add``, for events that go in one commit."""
        first = self.next
        last = self.add(events)
        if last > first:
            self._acts.append((first, last))
        return last

    def remember(self, seq: int, event: Event, command: str = "") -> None:
        """Event ``seq`` says how an entity is from then on, and what a command has done."""
        if event.lasting:
            self._ahead[KIND_NUMBER[type(event)], event.id] = (seq, event)
        if command:
            self._commanded[command] = seq

    def entity(self, key: EntityKey) -> Event | None:
        """An entity as it will be, open or not; None if nothing that waits says so."""
        ahead = self._ahead.get(key)
        return ahead[1] if ahead else None

    def done(self, command: str) -> int:
        """Number of the last event that this command made, 0 if none waits."""
        return self._commanded.get(command, 0)

    def group(self, first: int, most: int) -> list[bytes]:
        """What the next commit takes, from event ``first`` on: a full group, and the rest of the act at its end."""
        last = first + most - 1
        while self._acts and self._acts[0][1] <= last:
            self._acts.popleft()
        if self._acts and self._acts[0][0] <= last:
            last = self._acts[0][1]
        return self.events[: last - first + 1]

    def has_act(self, last: int) -> bool:
        """Whether people's acts are among the events up to ``last``."""
        return any(seq <= last for seq in self._commanded.values())

    def committed(self, n: int, seq: int) -> None:
        """The first ``n`` events are on disk, up to number ``seq``."""
        del self.events[:n]
        if self._ahead:
            self._ahead = {key: ahead for key, ahead in self._ahead.items() if ahead[0] > seq}
        if self._commanded:
            self._commanded = {name: made for name, made in self._commanded.items() if made > seq}
