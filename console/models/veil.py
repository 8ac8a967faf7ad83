"""What a wall shows of people's words: a whole hall reads along, so numbers of people are masked on their way in."""

from __future__ import annotations

import msgspec

from console.domain.entities import Alarm, Case, Dossier, Entry, Event, Incident, Note, Report, Swap, Task, Warning
from console.domain.privacy import masked_text

_WORDS: dict[type[Event], tuple[str, ...]] = {
    Alarm: ("title", "reason"),
    Case: ("title", "remark", "feedback"),
    Incident: ("title", "source"),
    Task: ("title",),
    Note: ("text",),
    Entry: ("text",),
    Report: ("text",),
    Dossier: ("text",),
    Swap: ("reason", "answer"),
    Warning: ("headline",),
}


def veiled(event: Event) -> Event:
    """The event as a wall may have it; the same one if there is nothing to hide."""
    hidden = {}
    for field in _WORDS.get(type(event), ()):
        words: str = getattr(event, field)
        if (masked := masked_text(words)) != words:
            hidden[field] = masked
    return msgspec.structs.replace(event, **hidden) if hidden else event
