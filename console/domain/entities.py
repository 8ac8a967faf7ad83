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
    itself), ``reason`` why it is hidden. The rules are in ``alarm_state``.
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

    @property
    def open(self) -> bool:
        """An alarm leaves the table when it is Normal again: cleared and acknowledged, not latched, not hidden."""
        return self.active or not self.acknowledged or self.latched or self.hidden

    @property
    def hidden(self) -> bool:
        """Whether a person or a rule keeps it from being annunciated; the condition is tracked underneath."""
        return self.shelved or self.suppressed or self.out_of_service


class Case(Event, frozen=True, tag="Case", omit_defaults=True, kw_only=True):
    """A grid event or a city-management case, from report to closure."""

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

    @property
    def open(self) -> bool:
        """A case leaves the table when it is closed."""
        return self.stage is not Stage.CLOSED


class Incident(Event, frozen=True, tag="Incident", omit_defaults=True, kw_only=True):
    """An emergency that several departments work on. Grade 1 is 特别重大."""

    cls: str
    grade: Grade
    title: Title
    opened: Millis
    closed: Millis | None = None
    area: str = ""
    lon: Longitude | None = None
    lat: Latitude | None = None

    @property
    def open(self) -> bool:
        """Closed incidents live in the log only."""
        return self.closed is None


class Task(Event, frozen=True, tag="Task", omit_defaults=True, kw_only=True):
    """One line of a plan's checklist."""

    incident: str
    title: Title
    due: Millis
    done: bool = False


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

    @property
    def open(self) -> bool:
        """A cancelled or expired warning is taken off by its issuer's event."""
        return not self.cancelled


class Duty(Event, frozen=True, tag="Duty", omit_defaults=True, kw_only=True):
    """Who is on duty in one shift: the leader, a 指挥长 a department, the 值班长, the 调度员 by department."""

    starts: Millis
    ends: Millis
    leader: str
    commander: str
    watch_leader: str
    dispatchers: dict[str, list[str]] = {}


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


class Note(Event, frozen=True, tag="Note", omit_defaults=True, kw_only=True):
    """A remark by a person on something."""

    about: str
    text: Text
    author: str


AnyEvent = (
    Alarm | Case | Incident | Task | Sample | Asset | Resource | Warning | Duty | Meeting | Push | WallState | Note
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
)
KIND_NUMBER: dict[type[Event], int] = {kind: number for number, kind in enumerate(KINDS, start=1)}
"""The small integer under which a kind is stored. Append only: numbers are on disk."""
