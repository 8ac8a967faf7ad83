"""Whose desk is alive, as the desks themselves say every few seconds: the measured link of a consultation's seats.

Kept in memory only: after a restart nobody is known to be there until they say so again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from console.commands.session import Beat
from console.domain.entities import KIND_NUMBER, Answer, Participant
from console.domain.roles import Person
from console.gateway.log import Conflict, EventLog

WRITE_EVERY_MS = 5_000
"""A seat's measure is written into the log at most so often; it counts as unknown three times as long after."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The last sign of life of somebody's desk."""

    at: int
    beat: Beat


class Presence:
    """Remembers who was heard when, by the person's name and by their department."""

    def __init__(self, now: Callable[[], int]) -> None:
        self._now = now
        self._heard: dict[str, Heard] = {}

    def take(self, person: Person, beat: Beat) -> None:
        """A desk says that it is there, and how its link is."""
        heard = Heard(self._now(), beat)
        for name in (person.name, person.department):
            if name:
                self._heard[name] = heard

    def age(self, heard: Heard) -> int:
        """How long ago that was, in ms."""
        return max(0, self._now() - heard.at)

    def of(self, name: str) -> Heard | None:
        """The last sign of life of a person's or a department's desk."""
        return self._heard.get(name)


class SeatWatch:
    """Writes the measured link of those who are in a consultation. Belongs to the event loop's thread."""

    def __init__(self, log: EventLog, presence: Presence, now: Callable[[], int]) -> None:
        self._log, self._presence, self._now = log, presence, now

    def tick(self) -> int:
        """Look once; how many seats were written."""
        number, written = KIND_NUMBER[Participant], 0
        seats = [event for event in self._log.state.ledger.entities.values() if isinstance(event, Participant)]
        for seat in seats:
            heard = self._presence.of(seat.person) if seat.answer is Answer.ANSWERED else None
            if heard is None:
                continue
            at = self._now() - self._presence.age(heard)
            if at - seat.measured < WRITE_EVERY_MS:
                continue
            beat = heard.beat
            measured = msgspec.structs.replace(
                seat,
                v=seat.v + 1,
                at=self._now(),
                by="",
                command="",
                measured=at,
                delay=beat.delay,
                loss=beat.loss,
            )
            written += not isinstance(self._log.append((number, seat.id), seat.v, measured), Conflict)
        return written
