"""The things a command centre talks about, one typed struct a kind, as they travel in the log.

Every struct is one event and the whole state of one entity after it: ``id`` names the entity, ``v`` is its version
(1, 2, 3 …), ``at`` when it happened. Applying an older version after a newer one changes nothing.

Units: times are milliseconds since 1970-01-01 UTC; coordinates WGS-84 degrees. Area codes: see ``area_code``.
"""

from __future__ import annotations

from enum import Enum
from typing import Annotated, ClassVar

import msgspec
from msgspec import Meta

SCHEMA = 1
"""The newest event schema this program understands; an event that says more is quarantined, not guessed at."""

Id = Annotated[str, Meta(min_length=1, max_length=128)]
Title = Annotated[str, Meta(max_length=500)]
Text = Annotated[str, Meta(max_length=8000)]
Millis = Annotated[int, Meta(ge=0, le=253_402_300_799_999)]
Version = Annotated[int, Meta(ge=1, le=2**62)]
Grade = Annotated[int, Meta(ge=1, le=4)]
Count = Annotated[int, Meta(ge=0, le=1_000_000)]
Longitude = Annotated[float, Meta(ge=-180, le=180)]
Latitude = Annotated[float, Meta(ge=-90, le=90)]


class System(Enum):
    """The five systems that meet in the centre, and the centre itself."""

    GRID = "grid"
    EMERGENCY = "emergency"
    ENVIRONMENT = "environment"
    VEHICLES = "vehicles"
    CITY = "city"
    CENTRE = "centre"


class Stage(Enum):
    """Where a case stands (GB/T 30428 lineage: 信息收集 … 综合评价, shortened to what the wall shows)."""

    REPORTED = "reported"
    FILED = "filed"
    DISPATCHED = "dispatched"
    HANDLING = "handling"
    CHECKING = "checking"
    CLOSED = "closed"


class Clock(Enum):
    """How the time until a case is due runs: round the clock, or in working time (see ``sla``)."""

    NATURAL = "natural"
    WORKING = "working"


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


class Decision(Enum):
    """What came of a request."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"


class Event(msgspec.Struct, frozen=True, tag_field="kind", omit_defaults=True, kw_only=True):
    """What every event carries, whatever its kind.

    ``by`` is the person whose act made this version, ``command`` the id of the command; empty if nobody's act did.
    """

    id: Id
    v: Version
    at: Millis
    by: Annotated[str, Meta(max_length=80)] = ""
    command: Annotated[str, Meta(max_length=40)] = ""
    schema: Annotated[int, Meta(ge=1)] = 1

    lasting: ClassVar[bool] = True
    """False for kinds that only feed a series and leave no entity behind."""

    @property
    def open(self) -> bool:
        """Whether the entity still wants a place in the tables of open things."""
        return True


class Alarm(Event, frozen=True, tag="Alarm", omit_defaults=True, kw_only=True):
    """An alarm with the orthogonal flags of ISA-18.2 / OPC UA Part 9. Priority 1 is the most urgent.

    ``latching`` is a property of the point, ``latched`` its state. ``until`` is when a shelf expires (0: never by
    itself), ``reason`` why it is hidden. ``acknowledged_by``/``_at``: by whose act it is acknowledged (at 0: by
    none that we know of). ``case`` is what it was dispatched as. The rules are in ``alarm_state``.
    """

    system: System
    priority: Grade
    title: Title
    source: Id
    rule: Id
    raised: Millis
    active: bool = True
    acknowledged: bool = False
    latched: bool = False
    shelved: bool = False
    suppressed: bool = False
    out_of_service: bool = False
    latching: bool = False
    until: Millis = 0
    reason: Title = ""
    incident: str = ""
    cleared: Millis | None = None
    area: str = ""
    lon: Longitude | None = None
    lat: Latitude | None = None
    value: float | None = None
    limit: float | None = None
    unit: str = ""
    series: str = ""
    state: str = ""
    case: str = ""
    acknowledged_by: str = ""
    acknowledged_at: Millis = 0

    @property
    def open(self) -> bool:
        """An alarm leaves the table when it is Normal again: cleared and acknowledged, not latched, not hidden."""
        return self.active or not self.acknowledged or self.latched or self.hidden

    @property
    def hidden(self) -> bool:
        """Whether a person or a rule keeps it from being annunciated; the condition is tracked underneath."""
        return self.shelved or self.suppressed or self.out_of_service


class Case(Event, frozen=True, tag="Case", omit_defaults=True, kw_only=True):
    """A grid event or a city-management case, from report to closure.

    ``department`` is the lead (主办), ``assisting`` help it (协办). ``origin`` is the alarm it was made from.
    ``charge`` is the area code of the level that has it in hand (empty: as reported). ``remark`` is the last reason
    or result given; the whole story is in the entries. Counts: ``urged`` 督办, ``extended`` 延期, ``returned`` 退回.
    """

    system: System
    stage: Stage
    category: str
    title: Title
    opened: Millis
    due: Millis
    closed: Millis | None = None
    overdue: bool = False
    rework: Annotated[int, Meta(ge=0, le=1_000_000)] = 0
    department: str = ""
    area: str = ""
    lon: Longitude | None = None
    lat: Latitude | None = None
    assisting: tuple[str, ...] = ()
    origin: str = ""
    incident: str = ""
    charge: str = ""
    clock: Clock = Clock.NATURAL
    urged: Count = 0
    urged_at: Millis = 0
    extended: Count = 0
    returned: Count = 0
    counties: tuple[str, ...] = ()
    remark: Title = ""

    @property
    def open(self) -> bool:
        """A case leaves the table when it is closed."""
        return self.stage is not Stage.CLOSED


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


class Part(Event, frozen=True, omit_defaults=True, kw_only=True):
    """What belongs to something larger and leaves the tables, as ``archived``, some time after that has ended."""

    archived: bool = False

    @property
    def open(self) -> bool:
        """It stays until the gateway archives it."""
        return not self.archived


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


class Sample(Event, frozen=True, tag="Sample", omit_defaults=True, kw_only=True):
    """One value of one series (``id``). ``value`` None is a gap that the station itself reported.

    ``flag`` is the data flag of HJ 212-2017 table 8: N is normal; anything else is shown, but not counted.
    """

    value: float | None = None
    flag: Annotated[str, Meta(max_length=2)] = "N"

    lasting: ClassVar[bool] = False


class Asset(Event, frozen=True, tag="Asset", omit_defaults=True, kw_only=True):
    """The changing state of a thing in the assets register (a station, camera, vehicle …)."""

    online: bool
    state: str = ""


class Resource(Event, frozen=True, tag="Resource", omit_defaults=True, kw_only=True):
    """A team, shelter, store or expert, and whether it can be called."""

    name: Title
    available: bool
    state: str = ""


class Warning(Event, frozen=True, tag="Warning", omit_defaults=True, kw_only=True):
    """A published warning (CAP / GB/T 35965.1). Level 1 is red."""

    level: Grade
    event: str
    headline: Title
    sender: str
    issued: Millis
    expires: Millis
    cancelled: bool = False
    area: str = ""
    expired: bool = False

    @property
    def open(self) -> bool:
        """A warning is taken off by its issuer's event, or by the gateway when its time is over."""
        return not (self.cancelled or self.expired)


class Duty(Part, frozen=True, tag="Duty", omit_defaults=True, kw_only=True):
    """Who is on duty in one shift: the leader, a 指挥长 a department, the 值班长, the 调度员 by department.

    ``commander`` is the one whom the wall names; ``remarks`` are what the roster's rules state without refusing, each
    as ``roster.encode`` writes it.
    """

    starts: Millis
    ends: Millis
    leader: str
    commander: str
    watch_leader: str
    dispatchers: dict[str, list[str]] = {}
    commanders: dict[str, str] = {}
    remarks: tuple[str, ...] = ()


class Meeting(Event, frozen=True, tag="Meeting", omit_defaults=True, kw_only=True):
    """A joint meeting (联席会议)."""

    title: Title
    starts: Millis


class Push(Event, frozen=True, tag="Push", omit_defaults=True, kw_only=True):
    """An event handed to a department's system, and how that went."""

    event: str
    department: str
    state: str


class WallState(Event, frozen=True, tag="WallState", omit_defaults=True, kw_only=True):
    """What the wall shows: one truth for every node and desk."""

    scene: str


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


class Swap(Part, frozen=True, tag="Swap", omit_defaults=True, kw_only=True):
    """A request (换班) that ``other`` takes ``person``'s place in a shift."""

    shift: str
    person: str
    other: str
    reason: Title
    asked_by: str
    decision: Decision = Decision.ASKED
    answer: Title = ""


class Handover(Part, frozen=True, tag="Handover", omit_defaults=True, kw_only=True):
    """交接班: ``body`` is what both sign, ``digest`` its SHA-256; locked once taken. See ``handover``."""

    shift: str
    body: Annotated[str, Meta(max_length=60_000)]
    digest: Annotated[str, Meta(max_length=64)]
    giver: str
    giver_id: str
    given: Millis
    taker: str = ""
    taker_id: str = ""
    taken: Millis = 0


AnyEvent = (
    Alarm
    | Case
    | Incident
    | Task
    | Sample
    | Asset
    | Resource
    | Warning
    | Duty
    | Meeting
    | Push
    | WallState
    | Note
    | Entry
    | Unit
    | Participant
    | Report
    | Dossier
    | Swap
    | Handover
)

KINDS: tuple[type[Event], ...] = (
    Alarm,
    Case,
    Incident,
    Task,
    Sample,
    Asset,
    Resource,
    Warning,
    Duty,
    Meeting,
    Push,
    WallState,
    Note,
    Entry,
    Unit,
    Participant,
    Report,
    Dossier,
    Swap,
    Handover,
)
KIND_NUMBER: dict[type[Event], int] = {kind: number for number, kind in enumerate(KINDS, start=1)}
"""The small integer under which a kind is stored. Append only: numbers are on disk."""
