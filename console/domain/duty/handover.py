"""交接班: a draft put together from what is open, signed by both, locked by its hash (domain notes 6).

The draft lists pending as well as processed matters: 未结事件, 预警, 设备状态, 领导批示. What is signed is the
canonical body (UTF-8 JSON, sorted keys, no spaces); its SHA-256 names it, so that both sign the same words and later
changes show. It can't be taken by the one who gave it. The next shift starts with exactly what the body lists as open.

Sections longer than ``SECTION_LINES`` name the most urgent and count the rest: a flood must not make a hand-over
impossible, and the count is signed with the rest. Times are ms.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from console.domain.alarms.alarm_state import state_of
from console.domain.entities import Alarm, Asset, Case, Event, Handover, Incident, Millis, Note, Task, Warning, Wish

SECTION_LINES = 60
BODY_LIMIT = 60_000
"""Characters of a body: what an event may hold."""
FORMAT = 1
MAX_MS = 1 << 62


class Section(Enum):
    """The parts of a draft, in the order in which they are read."""

    ALARMS = "alarms"
    SHELVED = "shelved"
    INCIDENTS = "incidents"
    TASKS = "tasks"
    CASES = "cases"
    COMMANDS = "commands"
    WARNINGS = "warnings"
    DEVICES = "devices"
    INSTRUCTIONS = "instructions"
    DONE = "done"


class Why(Enum):
    """Why a signature is refused; the words are the interface's."""

    NOT_ITS_DIGEST = "the digest is not that of the body"
    NOT_CANONICAL = "the body is not in its canonical form"
    LOCKED = "the hand-over is locked"
    NOT_THE_GIVER = "another person has given it"
    SAME_PERSON = "it can't be taken by the one who gave it"
    OTHER_VERSION = "another version was given"


@dataclass(frozen=True, slots=True)
class Line:
    """One matter: the entity's id and the facts that are read aloud."""

    id: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """A hand-over before it is signed; ``more`` counts what a section leaves out."""

    shift: str
    since: int
    at: int
    sections: Mapping[Section, Sequence[Line]]
    more: Mapping[Section, int] = field(default_factory=dict)
    remarks: str = ""

    def count(self, section: Section) -> int:
        """How many matters there are, with those that are only counted."""
        return len(self.sections.get(section, ())) + self.more.get(section, 0)


def assemble(
    shift: str,
    since: int,
    at: int,
    entities: Iterable[Event],
    commands: Iterable[Line] = (),
    done: Iterable[Line] = (),
    devices: Iterable[Line] = (),
    remarks: str = "",
    cases: bool = True,
) -> Draft:
    """The draft from the open entities as they are now.

    ``since``: when the last hand-over was given; leaders' instructions count from then. ``commands`` are the desk's
    own acts that still wait; ``done`` what was closed in the shift; ``devices`` what else is out of order here, after
    the assets that are off line. ``cases`` False leaves the routine cases out, but
    for those that are overdue or urged, or wait for somebody's word on a request.
    """
    found: dict[Section, list[tuple[tuple[Any, ...], Line]]] = {section: [] for section in Section}
    for entity in entities:
        for section, order, line in _lines(entity, since, cases):
            found[section].append((order, line))
    for section, lines in ((Section.COMMANDS, commands), (Section.DONE, done)):
        found[section] = [((number,), line) for number, line in enumerate(lines)]
    found[Section.DEVICES] += [((MAX_MS, number), line) for number, line in enumerate(devices)]
    sections, more = {}, {}
    for section, rows in found.items():
        rows.sort(key=lambda row: (row[0], row[1].id))
        sections[section] = [line for _, line in rows[:SECTION_LINES]]
        if len(rows) > SECTION_LINES:
            more[section] = len(rows) - SECTION_LINES
    return Draft(shift, since, at, sections, more, remarks)


def _lines(entity: Event, since: int, cases: bool) -> list[tuple[Section, tuple[Any, ...], Line]]:
    if isinstance(entity, Alarm):
        section = Section.SHELVED if entity.hidden else Section.ALARMS
        facts = {"title": entity.title, "state": state_of(entity).value, "priority": str(entity.priority),
                 "raised": str(entity.raised)}  # fmt: skip
        if entity.hidden:
            facts |= {"reason": entity.reason, "until": str(entity.until)}
        return [(section, (entity.acknowledged, entity.priority, entity.raised), Line(entity.id, facts))]
    if isinstance(entity, Incident):
        facts = {"title": entity.title, "class": entity.cls, "grade": str(entity.grade), "opened": str(entity.opened),
                 "plan": entity.plan, "level": str(entity.level)}  # fmt: skip
        return [(Section.INCIDENTS, (entity.grade, entity.opened), Line(entity.id, facts))]
    if isinstance(entity, Task) and not entity.done:
        facts = {"title": entity.title, "incident": entity.incident, "due": str(entity.due), "unit": entity.unit}
        return [(Section.TASKS, (entity.due,), Line(entity.id, facts))]
    if isinstance(entity, Case) and (cases or entity.late or entity.urged or entity.request is not None):
        facts = {"title": entity.title, "stage": entity.stage.value, "department": entity.department,
                 "due": str(entity.due), "overdue": str(int(entity.late)), "urged": str(entity.urged)}  # fmt: skip
        if (request := entity.request) is not None:
            facts["extension" if request.wish is Wish.EXTEND else "deferral"] = str(request.until)
        return [(Section.CASES, (not entity.urged, not entity.late, entity.due), Line(entity.id, facts))]
    return _quiet_lines(entity, since)


def _quiet_lines(entity: Event, since: int) -> list[tuple[Section, tuple[Any, ...], Line]]:
    if isinstance(entity, Warning):
        facts = {"headline": entity.headline, "level": str(entity.level), "expires": str(entity.expires)}
        return [(Section.WARNINGS, (entity.level, entity.issued), Line(entity.id, facts))]
    if isinstance(entity, Asset) and not entity.online:
        return [(Section.DEVICES, (entity.at,), Line(entity.id, {"state": entity.state, "since": str(entity.at)}))]
    if isinstance(entity, Note) and entity.instruction and entity.at >= since:
        facts = {"about": entity.about, "text": entity.text[:200], "author": entity.author, "at": str(entity.at)}
        return [(Section.INSTRUCTIONS, (entity.at,), Line(entity.id, facts))]
    return []


def body_of(draft: Draft) -> str:
    """The canonical body; what doesn't fit the limit is counted instead of named, the longest section first."""
    sections = {section: list(draft.sections.get(section, ())) for section in Section}
    more = dict(draft.more)
    while len(body := _body(draft, sections, more)) > BODY_LIMIT:
        longest = max(sections, key=lambda section: len(sections[section]))
        if not sections[longest]:
            raise ValueError("the remarks alone are too long")
        drop = max(1, len(sections[longest]) // 4)
        del sections[longest][-drop:]
        more[longest] = more.get(longest, 0) + drop
    return body


def _body(draft: Draft, sections: Mapping[Section, Sequence[Line]], more: Mapping[Section, int]) -> str:
    return canonical({
        "format": FORMAT, "shift": draft.shift, "since": draft.since, "at": draft.at, "remarks": draft.remarks,
        "sections": {section.value: [{"id": line.id, **line.facts} for line in lines]
                     for section, lines in sections.items()},
        "more": {section.value: count for section, count in more.items()},
    })  # fmt: skip


def canonical(document: Mapping[str, Any]) -> str:
    """The one text of a document: sorted keys, no spaces, no escapes but those that JSON needs."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(body: str) -> str:
    """SHA-256 of the body's UTF-8 bytes, in hex. Raises ``ValueError`` for text that has no bytes."""
    return hashlib.sha256(body.encode("utf-8")).hexdigest()


class _Document(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of a body."""

    format: int
    shift: str
    since: Millis
    at: Millis
    remarks: str
    sections: dict[Section, list[dict[str, str]]]
    more: dict[Section, Annotated[int, Meta(ge=0)]]


def read(body: str) -> Draft:
    """The draft that a body was made from; raises ``ValueError`` if it is no canonical body."""
    try:
        document = msgspec.json.decode(body, type=_Document)
        same = document.format == FORMAT and canonical(json.loads(body)) == body
        sections = {name: [_line(dict(line)) for line in lines] for name, lines in document.sections.items()}
    except (msgspec.DecodeError, ValueError, KeyError, RecursionError) as error:
        raise ValueError(Why.NOT_CANONICAL.value) from error
    if not same:
        raise ValueError(Why.NOT_CANONICAL.value)
    return Draft(document.shift, document.since, document.at, sections, document.more, document.remarks)


def _line(facts: dict[str, str]) -> Line:
    return Line(facts.pop("id"), facts)


def giving(before: Handover | None, body: str, digest: str, giver_id: str) -> Why | None:
    """Why this person can't give this body; None if they can. Until it is taken the giver may sign anew."""
    if before is not None and before.taken:
        return Why.LOCKED
    if before is not None and before.giver_id != giver_id:
        return Why.NOT_THE_GIVER
    try:
        read(body)
        same = digest_of(body) == digest
    except ValueError:
        return Why.NOT_CANONICAL
    return None if same else Why.NOT_ITS_DIGEST


def taking(handover: Handover, digest: str, taker_id: str) -> Why | None:
    """Why this person can't take it; None if they can."""
    if handover.taken:
        return Why.LOCKED
    if handover.giver_id == taker_id:
        return Why.SAME_PERSON
    if digest != handover.digest or digest_of(handover.body) != handover.digest:
        return Why.OTHER_VERSION
    return None


def intact(handover: Handover) -> bool:
    """Whether the body still is what was signed."""
    return digest_of(handover.body) == handover.digest
