"""An incident as many departments see it at once: its timeline, units and consultation, put together from small parts.

The incident itself changes rarely (grade, plan, end). Everything that departments do at the same time is a part of its
own: an ``Entry`` a line of the timeline, a ``Unit`` a responsible unit, a ``Participant`` a seat in the consultation, a
``Report`` a report, a ``Task`` a line of the checklist. So two departments never meet in one version, and a timeline of
5,000 lines grows by 300 bytes a line.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

import msgspec

from console.domain.entities import Answer, Entry, Note, Participant, Stamp, Unit

SECOND = 1_000
LINK_SILENT_MS = 15 * SECOND
"""A link whose last measure is older than this is unknown. Configurable."""
POOR_LOSS = 5.0
LOST_LOSS = 50.0
POOR_DELAY = 400
"""From where a link is poor (% of packets, ms one way; ITU-T G.114 names 400 ms) or lost. Configurable."""


class Link(Enum):
    """Health of one participant's link; unknown never looks like good."""

    GOOD = "good"
    POOR = "poor"
    LOST = "lost"
    UNKNOWN = "unknown"
    ABSENT = "absent"


class AlreadySo(Exception):
    """The mark is there already; ``at`` says since when."""

    def __init__(self, at: int) -> None:
        super().__init__("already marked")
        self.at = at


def part_id(prefix: str, *names: str) -> str:
    """A short id of a part that is the same wherever and whenever it is worked out from the same names."""
    digest = hashlib.sha256("\x1f".join(names).encode()).hexdigest()
    return f"{prefix}-{digest[:32]}"


UNIT_MARKS = ("joined", "received", "arrived", "reported")


def mark_unit(before: Unit | None, incident: str, name: str, mark: str, by: str, at: int) -> Unit:
    """A unit joined, received the order, arrived, or reported. A later mark implies that it has joined.

    Raises ``AlreadySo`` if it bears the mark; only ``reported`` may be said again and keeps the last time.
    """
    unit = before or Unit(id=part_id("UN", incident, name), v=1, at=at, incident=incident, unit=name, joined=at)
    there: int = getattr(unit, mark)
    if before is not None and there and mark != "reported":
        raise AlreadySo(there)
    fields: dict[str, Any] = {mark: at, "at": at, "by": by, "command": ""}
    return msgspec.structs.replace(unit, v=before.v + 1 if before else 1, **fields)


def mark_participant(before: Participant | None, incident: str, name: str, mark: str, by: str, at: int) -> Participant:
    """A person was invited, answered, declined, left, or said yes (consents) or no (objects) to being recorded.

    Who left or declined may be invited again. Raises ``AlreadySo`` where nothing would change.
    """
    seat = before or Participant(
        id=part_id("PA", incident, name), v=1, at=at, incident=incident, person=name, answer=Answer.INVITED, invited=at
    )
    fields: dict[str, Any]
    if mark in ("consents", "objects"):
        fields = {"consent": mark == "consents"}
    else:
        answer = Answer(mark)
        fields = {"answer": answer} | {
            Answer.INVITED: {"invited": at},
            Answer.ANSWERED: {"answered": at},
            Answer.DECLINED: {"answered": at},
            Answer.LEFT: {"left": at},
        }[answer]
        if before is not None and before.answer is answer:
            raise AlreadySo(before.at)
    version = before.v + 1 if before else 1
    return msgspec.structs.replace(seat, v=version, at=at, by=by, command="", **fields)


def link_of(seat: Participant, now: int, silent: int = LINK_SILENT_MS) -> Link:
    """What may be said of a participant's link: nothing while they aren't in, unknown when the measure is old."""
    if seat.answer is not Answer.ANSWERED:
        return Link.ABSENT
    if not seat.measured or now - seat.measured > silent:
        return Link.UNKNOWN
    if seat.loss >= LOST_LOSS:
        return Link.LOST
    return Link.POOR if seat.loss >= POOR_LOSS or seat.delay >= POOR_DELAY else Link.GOOD


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the timeline as it is shown and exported; ``sort`` None is a person's note."""

    at: int
    id: str
    sort: Stamp | None
    by: str
    department: str
    text: str
    data: dict[str, str]


def timeline(entries: Iterable[Entry], notes: Iterable[Note] = ()) -> list[Moment]:
    """The timeline of one thing in order, the newest last; equal times keep the order of their ids."""
    moments = [Moment(e.at, e.id, e.sort, e.by, e.department, e.text, e.data) for e in entries]
    moments += [Moment(n.at, n.id, None, n.author, "", n.text, {}) for n in notes]
    moments.sort(key=lambda moment: (moment.at, moment.id))
    return moments
