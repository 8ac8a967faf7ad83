"""Remarks and leaders' instructions."""

from __future__ import annotations

from console.commands import intents as do
from console.domain.entities import Event, Note
from console.domain.roles import Role
from console.gateway.acts.desk import Desk
from console.gateway.acts.story import fresh

NO_INSTRUCTION = "only a commander or a watch leader gives instructions"
_LEADERS = (Role.COMMANDER, Role.WATCH_LEADER)


def comment(desk: Desk, intent: do.Comment) -> list[Event]:
    """备注, or 批示 by those who may. Remarks never meet: each is an entity of its own."""
    text = intent.text.strip()
    if not text:
        raise desk.invalid("a remark needs words")
    if intent.instruction and desk.person.role not in _LEADERS:
        raise desk.invalid(NO_INSTRUCTION)
    return [
        Note(id=fresh(desk, "NO"), v=1, at=desk.now, by=desk.person.name, about=intent.about, text=text,
             author=desk.person.name, instruction=intent.instruction, pictures=intent.pictures)
    ]  # fmt: skip
