"""What an act may look at, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from console.commands.envelope import Command, Outcome, Verdict
from console.domain.entities import KIND_NUMBER, Event
from console.domain.roles import Person
from console.gateway.log import EventLog

E = TypeVar("E", bound=Event)


class Refused(Exception):
    """The act does not come about; ``outcome`` says why."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.reason)
        self.outcome = outcome


def any_picture(_name: str) -> bool:
    """Of a gateway that keeps no pictures: nobody can look."""
    return True


@dataclass(frozen=True, slots=True)
class Desk:
    """One act at the gateway: whose, when (ms of the gateway's clock), and the log as it stands.

    ``has_picture``: whether a picture of this name is kept here.
    """

    log: EventLog
    person: Person
    command: Command
    now: int
    has_picture: Callable[[str], bool] = any_picture

    def find(self, kind: type[E], name: str) -> E | None:
        """An entity as the next append will find it; it may have been closed in this very moment."""
        entity = self.log.entity((KIND_NUMBER[kind], name))
        return entity if isinstance(entity, kind) else None

    def need(self, kind: type[E], name: str) -> E:
        """An open entity of the version that the person saw. Raises ``Refused``."""
        entity = self.there(kind, name)
        self.as_seen(entity)
        return entity

    def there(self, kind: type[E], name: str) -> E:
        """An open entity, whatever its version. Raises ``Refused``."""
        entity = self.find(kind, name)
        if entity is None:
            raise Refused(Outcome(verdict=Verdict.INVALID, reason=f"{kind.__name__} is closed or unknown"))
        return entity

    def as_seen(self, entity: Event) -> None:
        """Raises ``Refused`` if the person saw another version."""
        if self.command.expected not in (-1, entity.v):
            raise self.conflict(entity)

    def conflict(self, entity: Event, reason: str = "") -> Refused:
        """Another act or a change came first: whose, and when. Without a reason of the rules it says which of both."""
        reason = reason or ("somebody was first" if entity.by else "it has changed meanwhile")
        return Refused(Outcome(verdict=Verdict.CONFLICT, reason=reason, by=entity.by, at=entity.at))

    def invalid(self, reason: str) -> Refused:
        """The act makes no sense in this state."""
        return Refused(Outcome(verdict=Verdict.INVALID, reason=reason))
