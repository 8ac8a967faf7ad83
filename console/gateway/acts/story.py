"""What acts share: entries of the timeline that write themselves, ids that one command makes, next versions."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from console.domain.entities import KIND_NUMBER, Entry, Event, Stamp
from console.gateway.acts.desk import Desk

E = TypeVar("E", bound=Event)


def find(desk: Desk, kind: type[E], name: str) -> E | None:
    """An entity that is open even if events which still wait for their commit count."""
    entity = desk.find(kind, name)
    return entity if entity is not None and entity.open else None


def need(desk: Desk, kind: type[E], name: str) -> E:
    """An open entity of the version that the person saw; lost to whoever has closed it in this very moment."""
    entity = desk.need(kind, name)
    if not entity.open:
        raise desk.conflict(entity, "closed meanwhile")
    return entity


def fresh(desk: Desk, prefix: str, number: int = 0) -> str:
    """An id of something that this command makes: the same if the command is judged twice."""
    return f"{prefix}-{desk.command.id}-{number}" if number else f"{prefix}-{desk.command.id}"


def after(desk: Desk, before: E, **fields: Any) -> E:
    """The next version of an entity, by this act."""
    return msgspec.structs.replace(before, v=before.v + 1, at=desk.now, by=desk.person.name, command="", **fields)


def tell(desk: Desk, about: tuple[str, ...], sort: Stamp, text: str = "", **data: str) -> list[Event]:
    """One entry for each thing that the act is about (empty ids are left out)."""
    facts = {name: value for name, value in data.items() if value}
    return [
        Entry(id=fresh(desk, "EN", number), v=1, at=desk.now, by=desk.person.name, about=each, sort=sort, data=facts,
              text=text, department=desk.person.department)
        for number, each in enumerate(dict.fromkeys(name for name in about if name))
    ]  # fmt: skip


def every(desk: Desk, kind: type[E]) -> list[E]:
    """All open entities of a kind that are visible, each as the next append will find it."""
    number = KIND_NUMBER[kind]
    names = [name for each, name in desk.log.state.ledger.entities if each == number]
    return [entity for name in names if (entity := find(desk, kind, name)) is not None]
