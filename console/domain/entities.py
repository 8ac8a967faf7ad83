"""The things a command centre talks about, one typed struct a kind, as they travel in the log.

Every struct is one event and the whole state of one entity after it: ``id`` names the entity, ``v`` is its version
(1, 2, 3 …), ``at`` when it happened. Applying an older version after a newer one changes nothing.

Units: times are milliseconds since 1970-01-01 UTC; coordinates WGS-84 degrees. Area codes: see ``area_code``.
"""

from __future__ import annotations

from console.domain.kinds.base import (
    SCHEMA,
    Count,
    Event,
    Grade,
    Id,
    Latitude,
    Longitude,
    Millis,
    Part,
    System,
    Text,
    Title,
    Version,
)
from console.domain.kinds.duty import (
    Decision,
    Duty,
    Handover,
    Swap,
)
from console.domain.kinds.incident import (
    Answer,
    Dossier,
    Entry,
    Incident,
    Note,
    Participant,
    Report,
    ReportStage,
    Stamp,
    Task,
    Unit,
)
from console.domain.kinds.terminal import (
    Condition,
    OutputState,
    Running,
    Terminal,
    WindowState,
)
from console.domain.kinds.watch import (
    Alarm,
    Asset,
    Case,
    Clock,
    Deferral,
    Dropped,
    Hand,
    Meeting,
    Push,
    Request,
    Resource,
    Sample,
    Stage,
    WallState,
    Warning,
    Wish,
)

__all__ = [
    "KINDS",
    "KIND_NUMBER",
    "SCHEMA",
    "Alarm",
    "Answer",
    "AnyEvent",
    "Asset",
    "Case",
    "Clock",
    "Condition",
    "Count",
    "Decision",
    "Deferral",
    "Dossier",
    "Dropped",
    "Duty",
    "Entry",
    "Event",
    "Grade",
    "Hand",
    "Handover",
    "Id",
    "Incident",
    "Latitude",
    "Longitude",
    "Meeting",
    "Millis",
    "Note",
    "OutputState",
    "Part",
    "Participant",
    "Push",
    "Report",
    "ReportStage",
    "Request",
    "Resource",
    "Running",
    "Sample",
    "Stage",
    "Stamp",
    "Swap",
    "System",
    "Task",
    "Terminal",
    "Text",
    "Title",
    "Unit",
    "Version",
    "WallState",
    "Warning",
    "WindowState",
    "Wish",
]

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
    | Terminal
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
    Terminal,
)
KIND_NUMBER: dict[type[Event], int] = {kind: number for number, kind in enumerate(KINDS, start=1)}
"""The small integer under which a kind is stored. Append only: numbers are on disk."""
