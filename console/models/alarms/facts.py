"""What the list sorts, filters and groups alarms by, as one row of integers an alarm, so that numpy can do it."""

from __future__ import annotations

from enum import IntEnum, IntFlag

import numpy as np
from numpy.typing import NDArray

from console.domain.entities import Alarm, Stage, System

Table = NDArray[np.int64]
"""Rows in display order; the columns are those of ``Col``."""
Mask = NDArray[np.bool_]
SYSTEMS = tuple(System)
STAGES = tuple(Stage)
NOT_DISPATCHED = 0
"""In ``Col.STAGE``; every stage of a case has the number after it."""
_NEWEST = 1 << 44
"""Beyond any time in ms until the year 2527 (a later one is the newest); subtracting from it puts the newest first."""


class Col(IntEnum):
    """Columns of the table. Names are kept as hashes: they are only compared."""

    RANK = 0
    KEY = 1
    FLAGS = 2
    PRIORITY = 3
    SYSTEM = 4
    COUNTY = 5
    SOURCE = 6
    INCIDENT = 7
    OWNER = 8
    RAISED = 9
    AREA = 10
    """The area's code in full, padded with zeros; 0 for none."""
    STAGE = 11
    """Where the case stands that it was dispatched as, see ``stage_number``."""


class Flag(IntFlag):
    """Bits of ``Col.FLAGS``."""

    WAITING = 1
    """Unacknowledged and not hidden: it calls for somebody."""
    HIDDEN = 2
    """Shelved, suppressed by design or out of service."""


AREA_DIGITS = 18
"""Of the longest code: a grid suffix has at most six digits."""
UNACKNOWLEDGED_BELOW = 1 << 50
"""Ranks below this are of alarms that call for somebody."""


def rank(alarm: Alarm) -> int:
    """Where an alarm stands in the list; smaller is higher. What is hidden stands below all that is annunciated."""
    calm = alarm.acknowledged or alarm.hidden
    return (
        (int(alarm.hidden) << 52) | (int(calm) << 50) | (alarm.priority << 46) | max(0, _NEWEST - alarm.raised)
    )  # fmt: skip


def name_hash(name: str) -> int:
    """A name as a number; 0 for none."""
    return hash(name) if name else 0


def owner_of(alarm: Alarm) -> str:
    """Who has it in hand: whoever acknowledged it, else whoever touched it last."""
    return alarm.acknowledged_by or alarm.by


def stage_number(stage: Stage | None) -> int:
    """The stage of an alarm's case as a number; None for an alarm that was not dispatched."""
    return NOT_DISPATCHED if stage is None else STAGES.index(stage) + 1


def line_of(key: int, alarm: Alarm, stage: Stage | None = None) -> tuple[int, ...]:
    """The row of an alarm, and where its case stands."""
    waiting = not alarm.acknowledged and not alarm.hidden
    flags = (Flag.WAITING if waiting else 0) | (Flag.HIDDEN if alarm.hidden else 0)
    county = alarm.area[:6]
    return (
        rank(alarm), key, int(flags), alarm.priority, SYSTEMS.index(alarm.system),
        int(county) if county.isascii() and county.isdigit() else 0, name_hash(alarm.source),
        name_hash(alarm.incident), name_hash(owner_of(alarm)), alarm.raised, area_number(alarm.area),
        stage_number(stage),
    )  # fmt: skip


def area_number(code: str) -> int:
    """An area code as a number in which what lies inside it comes next; 0 for what is no code."""
    return int(code.ljust(AREA_DIGITS, "0")) if code.isascii() and code.isdigit() and len(code) <= AREA_DIGITS else 0


def empty() -> Table:
    """No alarms."""
    return np.empty((0, len(Col)), np.int64)
