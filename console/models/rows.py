"""Finished rows: what a widget paints, already decided; plain data made off the GUI thread where it can be."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from console.domain.entities import System
from console.domain.truth import Truth

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class AlarmRow:
    """One line of the alarm list. ``priority`` 1 to 4; times in ms; ``area`` is the county's name.

    ``acknowledged``: it calls for nobody (any more); ``hidden``: shelved, suppressed or out of service; ``owner``: who
    has it in hand. ``mark`` stands before the title; ``pending``: an act that is on its way, instead of the state.
    ``stale``: nobody hears its source any more, so nobody knows whether it still is so.
    ``dispatch``: where the case stands that it was dispatched as, empty for none: no state of the alarm itself.
    ``members``: the row stands for a group of so many alarms; ``inside``: it is one of the group above it.
    ``system`` is the name to be read, ``branch`` what to decide by.
    """

    key: int
    id: str
    priority: int
    raised: int
    system: str
    title: str
    area: str
    active: bool
    acknowledged: bool
    state: str
    source: str
    series: str
    lon: float | None
    lat: float | None
    value: float | None = None
    limit: float | None = None
    unit: str = ""
    backend: int = 0
    owner: str = ""
    hidden: bool = False
    mark: str = ""
    pending: str = ""
    members: int = 0
    expanded: bool = False
    inside: bool = False
    stale: bool = False
    branch: System | None = None
    dispatch: str = ""


@dataclass(frozen=True, slots=True)
class TrendLine:
    """One line of a chart. ``at`` in ms, ascending; ``value`` NaN is a gap; ``token`` names a theme colour."""

    name: str
    at: Floats
    value: Floats
    token: str = "accent"
    cadence: float = 0.0


@dataclass(frozen=True, slots=True)
class Threshold:
    """A limit drawn across a chart, with its words."""

    value: float
    label: str
    token: str = "grade2"


@dataclass(frozen=True, slots=True)
class Trend:
    """All a chart needs. The window is ``start`` to ``end`` in ms; ``holes`` are times nobody knows about.

    ``headline`` is the value of the moment in words, ``headline_token`` its colour.
    """

    title: str
    unit: str
    start: int
    end: int
    lines: tuple[TrendLine, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    holes: tuple[tuple[int, int], ...] = ()
    headline: str = ""
    headline_token: str = "text"
    truth: Truth = field(default_factory=Truth)


@dataclass(frozen=True, slots=True)
class Fact:
    """A small figure under a tile's headline: words, a value, and the colour that asks for a decision (or none)."""

    label: str
    value: str
    token: str = "secondary"


@dataclass(frozen=True, slots=True)
class Tile:
    """One KPI tile: name, headline figure with unit, facts, truth. ``value`` empty means unknown."""

    title: str
    value: str
    unit: str = ""
    facts: tuple[Fact, ...] = ()
    chip: str = ""
    chip_token: str = ""
    truth: Truth = field(default_factory=Truth)


@dataclass(frozen=True, slots=True)
class Marker:
    """A point on the map: an asset, a station with its value, or an alarm (``priority`` 1 to 4, else 0).

    ``raised``: ms, of an alarm; of several of one level the newest comes first.
    """

    id: str
    kind: str
    lon: float
    lat: float
    name: str
    label: str = ""
    token: str = "secondary"
    priority: int = 0
    acknowledged: bool = True
    lines: tuple[str, ...] = ()
    series: str = ""
    raised: int = 0


@dataclass(frozen=True, slots=True)
class WarningRow:
    """One published warning for the ticker. ``level`` 1 (red) to 4 (blue); times in ms."""

    id: str
    level: int
    headline: str
    sender: str
    issued: int
    expires: int
