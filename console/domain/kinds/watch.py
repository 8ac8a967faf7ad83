"""What the centre watches: alarms, cases, samples, devices, resources, warnings, and what the wall shows."""

from __future__ import annotations

from enum import Enum
from typing import Annotated, ClassVar

import msgspec
from msgspec import Meta

from console.domain.kinds.base import Count, Event, Grade, Id, Latitude, Longitude, Millis, System, Title
from console.domain.roles import Role


class Stage(Enum):
    """Where a case stands (GB/T 30428 lineage: 信息收集 … 综合评价, shortened to what the wall shows)."""

    REPORTED = "reported"
    FILED = "filed"
    DISPATCHED = "dispatched"
    HANDLING = "handling"
    CHECKING = "checking"
    CLOSED = "closed"


class Dropped(Enum):
    """How a case ended that was not closed: not taken up (不予受理、不予立案), or a mistake (作废)."""

    DECLINED = "declined"
    VOID = "void"


class Clock(Enum):
    """How the time until a case is due runs: round the clock, or in working time (see ``sla``)."""

    NATURAL = "natural"
    WORKING = "working"


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


class Wish(Enum):
    """What is asked for of a case: a later time (延期), or that its clock stands for a while (缓办、挂账)."""

    EXTEND = "extend"
    DEFER = "defer"


class Request(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, gc=False):
    """What waits for somebody else's word: until when, who asks (id, name), when, and why.

    On the wire ``until`` is ``due``, and the request the case's ``extension``: there was one wish only.
    """

    until: Millis = msgspec.field(name="due")
    by: Annotated[str, Meta(max_length=80)]
    name: Annotated[str, Meta(max_length=80)]
    at: Millis
    reason: Title
    department: Annotated[str, Meta(max_length=80)] = ""
    wish: Wish = Wish.EXTEND


class Deferral(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, gc=False):
    """缓办: the clock stands ``since`` then, at the latest ``until`` that day; who asked, who agreed (names), why."""

    since: Millis
    until: Millis
    reason: Title
    name: Annotated[str, Meta(max_length=80)]
    agreed: Annotated[str, Meta(max_length=80)]


class Hand(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, gc=False):
    """Who has acted on a case for one of the two axes, and in which role (see ``two_axes``)."""

    id: Annotated[str, Meta(max_length=80)]
    role: Role


Hands = Annotated[tuple[Hand, ...], Meta(max_length=200)]


class Case(Event, frozen=True, tag="Case", omit_defaults=True, kw_only=True):
    """A grid event or a city-management case, from report to closure.

    ``department`` is the lead (主办), ``assisting`` help it (协办). ``origin`` is the alarm it was made from.
    ``charge`` is the area code of the level that has it in hand (empty: as reported). ``remark`` is the last reason
    or result given; the whole story is in the entries. Counts: ``urged`` 督办, ``extended`` 延期, ``returned`` 退回.
    ``feedback`` is what the department reports it did, ``handler`` the id of whose report that is, ``evidence`` the
    pictures (SHA-256 in hex) that show it, the verifier's among them; ``earlier`` those of rounds that failed their
    verification (返工), which show nothing of this one. ``request`` (延期、缓办) waits for a decision: nothing moves
    for it. While there is a ``deferral`` the clock stands. ``supervised`` and ``commanded``: whose acts were those of
    监督 and of 指挥. ``dropped`` says that it ended without being closed; its stage is that of a case that is over, so
    that a program which does not know the field takes it off its tables too. ``sent``: when its department got it (0:
    nobody kept that). The rules are in ``case_rules``, ``filing``, ``putting_off`` and ``two_axes``.
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
    feedback: Title = ""
    handler: Annotated[str, Meta(max_length=80)] = ""
    evidence: Annotated[tuple[str, ...], Meta(max_length=60)] = ()
    earlier: Annotated[tuple[str, ...], Meta(max_length=1_000)] = ()
    request: Request | None = msgspec.field(default=None, name="extension")
    supervised: Hands = ()
    commanded: Hands = ()
    dropped: Dropped | None = None
    deferral: Deferral | None = None
    sent: Millis = 0

    @property
    def pictures(self) -> tuple[str, ...]:
        """What a console fetches beside the case, and a gateway keeps for it."""
        return (*self.evidence, *self.earlier)

    @property
    def open(self) -> bool:
        """A case leaves the table when it is closed."""
        return self.stage is not Stage.CLOSED

    @property
    def late(self) -> bool:
        """Overdue, and to be chased: one that is put aside (缓办) waits for its day."""
        return self.overdue and self.deferral is None

    @property
    def filed(self) -> bool:
        """立案: whether it is, or was, a case to be handled, and not only a report."""
        return self.stage is not Stage.REPORTED and self.dropped is None


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
