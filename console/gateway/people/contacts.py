"""Telephone numbers: every console has them masked; one is shown whole to a person who says why, and that is on record.

The whole numbers stay in this process. ``contacts.json`` of the city's folder holds them.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from console.commands.session import Problem
from console.domain.audit import Entry
from console.domain.privacy import masked_phone
from console.domain.roles import Person, may
from console.gateway.people.administration import Denied
from console.gateway.people.audit_log import AuditLog

FILE = "contacts.json"
RIGHT = "reveal"
SHORTEST_REASON = 2


class Contact(msgspec.Struct, frozen=True):
    """A unit's or a person's number, and whose desk it rings at."""

    name: str
    phone: str
    post: str = ""


class Contacts:
    """The numbers of one city. Raises ``msgspec.DecodeError`` for a file that is not of its form."""

    def __init__(self, folder: Path | None = None) -> None:
        path = folder / FILE if folder else None
        rows = msgspec.json.decode(path.read_bytes(), type=list[Contact]) if path and path.is_file() else []
        self._by_name = {contact.name: contact for contact in rows}

    def masked(self) -> list[Contact]:
        """What every console may hold: the register ``contacts``."""
        return [msgspec.structs.replace(each, phone=masked_phone(each.phone)) for each in self._by_name.values()]

    def reveal(self, by: Person, name: str, reason: str, audit: AuditLog, now: Callable[[], int]) -> str:
        """The whole number. On record before it is told, and when it is refused.

        Raises ``Denied``, ``AuditUnavailable``: what cannot be put on record is not told.
        """

        def entry(result: str) -> Entry:
            return Entry(at=now(), actor=by.id, role=by.role.value, act=RIGHT, about=name, result=result, detail=reason)

        if not may(by.role, RIGHT):
            audit.note(entry("forbidden"))
            raise Denied(403, "The role may not see whole numbers.")
        if len(reason.strip()) < SHORTEST_REASON:
            audit.note(entry("invalid"))
            raise Denied(400, "A reason is needed.", Problem.NO_REASON)
        contact = self._by_name.get(name)
        if contact is None:
            audit.note(entry("invalid"))
            raise Denied(404, "There is no number of this name.", Problem.NO_NUMBER)
        audit.write(entry("accepted"))
        return contact.phone
