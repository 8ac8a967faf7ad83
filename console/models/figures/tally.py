"""Figures of what is open by area, kept and never counted: each change costs as much as it changes.

An entity adds one to some figures at its area; when it changes or goes, it takes away what it had added. Places are
kept as columns, so that a map of ten thousand cases is a few array operations.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from console.domain.entities import Alarm, Case, Event, System

NOWHERE = ""
"""The area of things whose area nobody told."""


class Measure(Enum):
    """What is counted."""

    CASES = "open-cases"
    OVERDUE = "overdue-cases"
    REWORK = "rework-cases"
    ALARMS = "open-alarms"
    WAITING = "unacknowledged-alarms"
    REPORTED = "reported-today"
    CLOSED = "closed-today"
    PUNCTUAL = "closed-in-time"
    RAISED = "alarms-today"
    EXCEEDED = "exceeded-hours"


OPEN = (Measure.CASES, Measure.OVERDUE, Measure.REWORK, Measure.ALARMS, Measure.WAITING)
"""Of what is open now: counted here."""
DAY = (Measure.REPORTED, Measure.CLOSED, Measure.PUNCTUAL, Measure.RAISED, Measure.EXCEEDED)
"""Of the day: from the kept counters and histories, see ``by_area``."""


class Figure(NamedTuple):
    """A measure of one system (None: of all) and of one class of cases (empty: of all)."""

    measure: Measure
    system: System | None = None
    kind: str = ""


class Kind(Enum):
    """Of things with a place."""

    CASE = 1
    ALARM = 2


class Tally:
    """Counts by figure and area code as it stands in the entity; sums over larger areas are the asker's."""

    def __init__(self) -> None:
        self.counts: dict[Figure, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self.places = Places()
        self._added: dict[int, tuple[str, tuple[Figure, ...]]] = {}

    def clear(self) -> None:
        """Everything is void."""
        self.counts.clear()
        self._added.clear()
        self.places.clear()

    def put(self, key: int, event: Event) -> None:
        """An entity is as it says from now on."""
        self.drop(key)
        figures = tuple(_figures(event))
        if not figures:
            return
        assert isinstance(event, Alarm | Case)
        self._added[key] = (event.area, figures)
        for figure in figures:
            self.counts[figure][event.area] += 1
        self.places.put(key, event)

    def drop(self, key: int) -> None:
        """An entity is gone."""
        area, figures = self._added.pop(key, ("", ()))
        for figure in figures:
            held = self.counts[figure]
            held[area] -= 1
            if not held[area]:
                del held[area]
        if figures:
            self.places.drop(key)

    def within(self, figure: Figure, prefixes: set[str], length: int) -> dict[str, int]:
        """The sums over areas whose codes are the first ``length`` digits; ``prefixes`` names those that are there.

        What lies in none of them is summed under ``NOWHERE``.
        """
        return within(self.counts.get(figure, {}), prefixes, length)

    def kinds(self, system: System | None = None) -> tuple[str, ...]:
        """Classes of cases that are open, the most frequent first."""
        found = {
            figure.kind: sum(areas.values())
            for figure, areas in self.counts.items()
            if figure.kind and figure.system is system and figure.measure is Measure.CASES
        }
        return tuple(kind for kind, n in sorted(found.items(), key=lambda each: (-each[1], each[0])) if n)


def within(sums: Mapping[str, int], areas: set[str], digits: int) -> dict[str, int]:
    """Sums over those of ``areas`` whose first ``digits`` a code has; what lies in none of them under ``NOWHERE``.

    Codes above the county are filled up with zeros to six digits, as GB/T 2260 writes them.
    """
    found: dict[str, int] = defaultdict(int)
    for area, n in sums.items():
        code = area[:digits].ljust(6, "0")
        found[code if code in areas else NOWHERE] += n
    return dict(found)


def _figures(event: Event) -> list[Figure]:
    if isinstance(event, Case) and event.open:
        measures = [Measure.CASES]
        measures += [Measure.OVERDUE] if event.late else []
        measures += [Measure.REWORK] if event.rework else []
        kind = event.category.split("/")[0]
        kinds = [Figure(Measure.CASES, None, kind)] if kind else []
        return [Figure(measure, system) for measure in measures for system in (None, event.system)] + kinds
    if isinstance(event, Alarm) and event.open and not event.hidden:
        measures = [Measure.ALARMS] + ([] if event.acknowledged else [Measure.WAITING])
        return [Figure(measure, system) for measure in measures for system in (None, event.system)]
    return []


class Places:
    """Columns of places: one row an entity, rows of what is gone are used again. ``live`` says which rows count."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Nothing is anywhere."""
        self._row: dict[int, int] = {}
        self._free: list[int] = []
        self._size(0)

    key: NDArray[np.int64]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    since: NDArray[np.int64]
    kind: NDArray[np.int8]
    late: NDArray[np.bool_]

    def _size(self, rows: int) -> None:
        for name, form in (("key", np.int64), ("lon", float), ("lat", float), ("since", np.int64), ("kind", np.int8),
                           ("late", bool)):  # fmt: skip
            column = np.zeros(rows, form)
            old = getattr(self, name, column[:0])
            keep = min(len(old), rows)
            column[:keep] = old[:keep]
            setattr(self, name, column)

    def put(self, key: int, event: Alarm | Case) -> None:
        """Take the place of an entity; one without a place has no row."""
        if event.lon is None or event.lat is None:
            return
        row = self._free.pop() if self._free else len(self._row)
        if row >= len(self.key):
            self._size(max(256, 2 * len(self.key)))
        self._row[key] = row
        case = isinstance(event, Case)
        self.key[row], self.lon[row], self.lat[row] = key, event.lon, event.lat
        self.since[row] = event.opened if isinstance(event, Case) else event.raised
        self.kind[row] = (Kind.CASE if case else Kind.ALARM).value
        self.late[row] = event.late if isinstance(event, Case) else not event.acknowledged

    def drop(self, key: int) -> None:
        """It is nowhere any more."""
        row = self._row.pop(key, None)
        if row is not None:
            self.kind[row] = 0
            self._free.append(row)

    def rows(self, kind: Kind, since: int = 0) -> NDArray[np.intp]:
        """Rows of one kind that began at ``since`` (ms) or later."""
        return np.flatnonzero((self.kind == kind.value) & (self.since >= since))
