"""The alarms that an operator wants to see: instant filters over the whole list, however long it is.

Flags, systems, grades and areas are compared as columns of integers; text is looked for in prepared lines that hold
the words and their pinyin. What was prepared is kept until its alarm changes.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from enum import Enum
from itertools import compress, repeat
from operator import contains

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from console.domain.entities import System
from console.models.alarms.facts import AREA_DIGITS, SYSTEMS, Col, Flag, Mask, Table, area_number, name_hash
from console.models.alarms.in_order import AlarmModel
from console.models.rows import AlarmRow
from console.models.text.pinyin import haystack, spellings

Keys = NDArray[np.int64]
Places = NDArray[np.intp]
AT_ONCE = 200
"""So many changed alarms are prepared for the search at once, more of them in slices while nothing else is to do."""
SLICE_SECONDS = 0.002


class Show(Enum):
    """The first choice of the filter bar."""

    WAITING = "waiting"
    ALL = "all"
    HIDDEN = "hidden"
    MINE = "mine"


@dataclass(frozen=True, slots=True)
class AlarmQuery:
    """What is wanted; an empty set is no restriction. ``counties``: 6-digit codes; ``names``: who "I" am; ``area``: a
    code, of any level, that alarms must lie in; ``stages``: of their cases, as ``stage_number`` has them.

    Words of ``text`` are parted by spaces and must all be found: in title, area, system, source, person or id, as
    written, by pinyin initials or by pinyin.
    """

    show: Show = Show.ALL
    systems: frozenset[System] = frozenset()
    priorities: frozenset[int] = frozenset()
    counties: frozenset[int] = frozenset()
    stages: frozenset[int] = frozenset()
    text: str = ""
    names: tuple[str, ...] = ()
    area: str = ""

    def terms(self) -> tuple[str, ...]:
        """The words to be found."""
        return tuple(self.text.lower().split())

    def narrowed(self) -> bool:
        """Whether anything but the first choice restricts the list."""
        sets = (self.systems, self.priorities, self.counties, self.stages)
        return any(sets) or bool(self.area or self.terms())

    def mask(self, table: Table) -> Mask:
        """Which rows of the table pass all but the text."""
        passed = shown(table, self.show, self.names)
        if self.systems:
            passed &= np.isin(table[:, Col.SYSTEM], [SYSTEMS.index(system) for system in self.systems])
        if self.priorities:
            passed &= np.isin(table[:, Col.PRIORITY], list(self.priorities))
        if self.counties:
            passed &= np.isin(table[:, Col.COUNTY], list(self.counties))
        if self.stages:
            passed &= np.isin(table[:, Col.STAGE], list(self.stages))
        if self.area:
            first = area_number(self.area)
            passed &= (table[:, Col.AREA] >= first) & (
                table[:, Col.AREA] < first + 10 ** (AREA_DIGITS - len(self.area))
            )
        return passed


_FLAG_OF = {Show.WAITING: Flag.WAITING, Show.HIDDEN: Flag.HIDDEN}


def shown(table: Table, show: Show, names: tuple[str, ...]) -> Mask:
    """Which rows one first choice shows."""
    if show in _FLAG_OF:
        passed: Mask = (table[:, Col.FLAGS] & _FLAG_OF[show]) != 0
        return passed
    if show is Show.MINE:
        return np.isin(table[:, Col.OWNER], [name_hash(name) for name in names if name])
    return np.ones(len(table), bool)


class FilteredAlarms(QObject):
    """A part of the alarm list, in its order, brought up to date when the list or the query changes."""

    changed = Signal()

    def __init__(self, alarms: AlarmModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._alarms = alarms
        self._query = AlarmQuery()
        self._keys: Keys = np.empty(0, np.int64)
        self._places: Places = np.empty(0, np.intp)
        self._lines: dict[int, str] = {}
        self._terms: tuple[str, ...] = ()
        self._hits: set[int] = set()
        self._backlog: set[int] = set()
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._prepare_some)
        alarms.changed.connect(self._on_changed)
        self._on_changed()

    @property
    def query(self) -> AlarmQuery:
        """What is shown."""
        return self._query

    def set_query(self, query: AlarmQuery) -> None:
        """Show something else."""
        if query != self._query:
            self._query = query
            self._select()
            self.changed.emit()

    def update_query(self, **fields: object) -> None:
        """Change a part of what is wanted."""
        self.set_query(replace(self._query, **fields))  # type: ignore[arg-type]

    def count(self) -> int:
        """How many alarms pass."""
        return len(self._keys)

    def row(self, index: int) -> AlarmRow:
        """The finished row at a place."""
        return self._alarms.by_key(int(self._keys[index]))

    def keys(self) -> Keys:
        """Their keys in display order; not to be written to."""
        return self._keys

    def places(self) -> Places:
        """Where they stand in the whole table; not to be written to."""
        return self._places

    def index_of(self, key: int) -> int:
        """Where an alarm stands, −1 if it does not pass."""
        found = np.flatnonzero(self._keys == key)
        return int(found[0]) if len(found) else -1

    def counts(self) -> dict[Show, int]:
        """How many each first choice shows, the other filters left aside."""
        table = self._alarms.table()
        return {show: int(np.count_nonzero(shown(table, show, self._query.names))) for show in Show}

    def _on_changed(self) -> None:
        touched = self._alarms.touched
        for key in touched:
            self._lines.pop(key, None)
        there = [
            key for key in touched if self._alarms.holds(key)
        ]  # of what is closed nothing is kept: there are months
        if self._terms:
            self._hits.difference_update(touched)
            self._hits.update(self._holding(there, self._terms))
        elif len(there) > AT_ONCE:
            self._backlog.update(there)
            self._idle.start(0)
        else:
            self._prepare(there)
        self._select()
        self.changed.emit()

    def _select(self) -> None:
        table = self._alarms.table()
        places = np.flatnonzero(self._query.mask(table))
        keys = table[places, Col.KEY]
        self._search(self._query.terms())
        if self._terms:
            passed = np.fromiter(map(self._hits.__contains__, keys.tolist()), bool, len(keys))
            places, keys = places[passed], keys[passed]
        self._places, self._keys = places, keys

    def _search(self, terms: tuple[str, ...]) -> None:
        """Bring the hits up to other words; words that only grew are looked for among the hits."""
        if terms == self._terms:
            return
        grown = bool(self._terms) and all(any(new.startswith(old) for new in terms) for old in self._terms)
        among = list(self._hits) if grown else self._alarms.table()[:, Col.KEY].tolist()
        self._terms = terms
        self._hits = set(self._holding(among, terms)) if terms else set()

    def _holding(self, keys: list[int], terms: tuple[str, ...]) -> list[int]:
        """Those of the keys whose lines hold all the words."""
        try:
            return self._look(keys, terms)
        except KeyError:
            self._prepare(keys)
            return self._look(keys, terms)

    def _look(self, keys: list[int], terms: tuple[str, ...]) -> list[int]:
        """The same for prepared lines; no Python code runs for each alarm. Raises ``KeyError``."""
        line_of = self._lines.__getitem__
        for term in terms:
            found: set[int] = set()
            for spelling in spellings(term):
                found.update(compress(keys, map(contains, map(line_of, keys), repeat(spelling))))
            keys = list(filter(found.__contains__, keys))
        return keys

    def _prepare(self, keys: list[int]) -> None:
        lines = self._lines
        for key in keys:
            if key not in lines and self._alarms.holds(key):
                lines[key] = self._line(key)

    def _line(self, key: int) -> str:
        row = self._alarms.by_key(key)
        return haystack(row.title, row.area, row.system, row.source, row.owner, row.id)

    def _prepare_some(self) -> None:
        until = time.perf_counter() + SLICE_SECONDS
        while self._backlog and time.perf_counter() < until:
            self._prepare([self._backlog.pop()])
        if self._backlog:
            self._idle.start(1)
