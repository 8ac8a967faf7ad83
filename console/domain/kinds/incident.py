"""Incidents and everything that hangs on one: tasks, remarks, timeline, units, consultation, reports."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

from msgspec import Meta

from console.domain.kinds.base import Event, Grade, Latitude, Longitude, Millis, Part, Text, Title


class Stamp(Enum):
    """What a timeline entry tells; the words are the interface's, the facts are in the entry's ``data``."""

    OPENED = "opened"
    ATTACHED = "attached"
    GRADED = "graded"
    PLAN = "plan"
    TASK = "task"
    REPORT = "report"
    REPORT_MISSED = "report missed"
    UNIT = "unit"
    CONSULTATION = "consultation"
    CLOSED = "closed"
    DISPATCHED = "dispatched"
    RECEIVED = "received"
    FED_BACK = "fed back"
    TRANSFERRED = "transferred"
    URGED = "urged"
    EXTENDED = "extended"
    SENT_BACK = "sent back"
    ESCALATED = "escalated"
    COUNTY = "county"
    OVERDUE = "overdue"
    SHIFT = "shift"
    SWAP = "swap"
    ALARM = "alarm"
    FILED = "filed"
    DECLINED = "declined"
    VOIDED = "voided"
    DEFERRED = "deferred"
    RESUMED = "resumed"


class ReportStage(Enum):
    """初报, 续报, 终报 (domain notes 2.2)."""

    FIRST = "first"
    FURTHER = "further"
    FINAL = "final"


class Answer(Enum):
    """Where somebody who was asked into a video consultation stands."""

    INVITED = "invited"
    ANSWERED = "answered"
    DECLINED = "declined"
    LEFT = "left"


class Incident(Event, frozen=True, tag="Incident", omit_defaults=True, kw_only=True):
    """An emergency that several departments work on. Grade 1 is 特别重大.

    ``figures`` are the measures it was graded by (``grading``); ``level`` is the response level of ``plan``, 0 while
    none is activated. Units, tasks, reports and participants are entities of their own, so that departments which
    work at once never meet in one version.
    """

    cls: str
    grade: Grade
    title: Title
    opened: Millis
    closed: Millis | None = None
    area: str = ""
    lon: Longitude | None = None
    lat: Latitude | None = None
    alarms: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    figures: dict[str, float] = {}
    plan: str = ""
    level: Annotated[int, Meta(ge=0, le=4)] = 0
    activated: Millis = 0
    source: str = ""

    @property
    def open(self) -> bool:
        """A closed incident leaves the tables; its dossier stays for the final report and the export."""
        return self.closed is None


class Task(Part, frozen=True, tag="Task", omit_defaults=True, kw_only=True):
    """One line of a plan's checklist; ``line`` is its code in the plan, ``team`` the plan's group (抢险救援 …)."""

    incident: str
    title: Title
    due: Millis
    done: bool = False
    plan: str = ""
    line: str = ""
    team: str = ""
    unit: str = ""
    level: Annotated[int, Meta(ge=0, le=4)] = 0
    done_at: Millis = 0
    done_by: str = ""


class Note(Part, frozen=True, tag="Note", omit_defaults=True, kw_only=True):
    """A remark by a person on something; ``instruction``: a leader's (批示). ``pictures``: SHA-256 of each, in hex."""

    about: str
    text: Text
    author: str
    instruction: bool = False
    pictures: tuple[str, ...] = ()


class Entry(Part, frozen=True, tag="Entry", omit_defaults=True, kw_only=True):
    """One line of a timeline that writes itself: small, never changed, so 5,000 of them are 5,000 small events.

    ``about``: the incident, case, alarm or shift; ``by`` and ``department`` whose act it was (empty: a timer's).
    """

    about: str
    sort: Stamp
    data: dict[str, str] = {}
    text: Text = ""
    department: str = ""


class Unit(Part, frozen=True, tag="Unit", omit_defaults=True, kw_only=True):
    """A responsible unit in an incident, and when it joined, received, arrived and reported (0: not yet)."""

    incident: str
    unit: str
    joined: Millis = 0
    received: Millis = 0
    arrived: Millis = 0
    reported: Millis = 0


class Participant(Part, frozen=True, tag="Participant", omit_defaults=True, kw_only=True):
    """Somebody in the video consultation of an incident; ``consent``: to be recorded (None: not asked).

    The link as last ``measured``: ``loss`` in percent of packets, ``delay`` one way in ms. The media are another
    system's; see ``incident.link_of`` for what may be said of the link.
    """

    incident: str
    person: str
    answer: Answer
    invited: Millis = 0
    answered: Millis = 0
    left: Millis = 0
    consent: bool | None = None
    measured: Millis = 0
    loss: Annotated[float, Meta(ge=0, le=100)] = 0.0
    delay: Annotated[int, Meta(ge=0, le=600_000)] = 0


class Report(Part, frozen=True, tag="Report", omit_defaults=True, kw_only=True):
    """A report of an incident that was sent to ``to``: 初报, 续报 or 终报."""

    incident: str
    stage: ReportStage
    to: str
    text: Text
    channel: str = ""


class Dossier(Part, frozen=True, tag="Dossier", omit_defaults=True, kw_only=True):
    """An incident (same id) whose response has ended, kept for its final report, the evaluation and the export."""

    incident: Incident
    text: Text = ""
