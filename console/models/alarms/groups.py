"""Alarms with one cause, shown as one row: grouped by source or by incident; and which of them was first out."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import replace
from enum import Enum

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QObject, Signal

from console.models.alarms.facts import Col, Flag, Table
from console.models.alarms.filter import FilteredAlarms, Keys
from console.models.alarms.in_order import AlarmModel
from console.models.rows import AlarmRow

FIRST_OUT_MS = 60_000
"""Alarms of one source or incident that came within this time of one another are one burst."""
NO_KEYS: Keys = np.empty(0, np.int64)
MARK_SECONDS = 1.0
"""A mark may be so old: to look for it in a long list again for every frame would cost more than the frame."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("alarm_groups", text)


class Grouping(Enum):
    """What makes alarms one group."""

    NONE = "none"
    SOURCE = "source"
    INCIDENT = "incident"


_COLUMN = {Grouping.SOURCE: Col.SOURCE, Grouping.INCIDENT: Col.INCIDENT}


def first_out(table: Table, place: int) -> bool:
    """Whether the alarm at a place of the table was the first of a burst of its source, or of its incident."""
    raised = int(table[place, Col.RAISED])
    for column in (Col.SOURCE, Col.INCIDENT):
        name = table[place, column]
        if not name:
            continue
        others = table[table[:, column] == name, Col.RAISED] - raised
        if len(others) > 1 and not ((others < 0) & (others >= -FIRST_OUT_MS)).any():
            later = np.count_nonzero((others >= 0) & (others <= FIRST_OUT_MS))
            if later > 1:
                return True
    return False


class GroupedAlarms(QObject):
    """The filtered list with its groups folded into one row each; a group of one stays what it is.

    A group stands where its most urgent alarm stands. Rows of groups have negative keys.
    """

    changed = Signal()

    def __init__(self, alarms: AlarmModel, filtered: FilteredAlarms, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._alarms, self._filtered = alarms, filtered
        self.incident_title: Callable[[str], str] = lambda name: name
        self._grouping = Grouping.NONE
        self._expanded: set[int] = set()
        self._entries: Keys = filtered.keys()
        self._groups: Keys = NO_KEYS
        self._sorted: NDArray[np.intp] = np.empty(0, np.intp)
        """Places in the filtered list, group by group; ``_starts`` says where each group begins."""
        self._starts: NDArray[np.intp] = np.empty(0, np.intp)
        self._inside: set[int] = set()
        self._marks: dict[int, str] = {}
        self._marks_until = 0.0
        self._made: dict[int, AlarmRow] = {}
        self.pending: dict[str, str] = {}
        """Acts on their way, in words, by alarm id."""
        filtered.changed.connect(self._arrange)

    @property
    def grouping(self) -> Grouping:
        """What makes a group now."""
        return self._grouping

    def set_grouping(self, grouping: Grouping) -> None:
        """Fold by something else."""
        if grouping is not self._grouping:
            self._grouping = grouping
            self._expanded.clear()
            self._arrange()

    def toggle(self, key: int) -> None:
        """Unfold a group, or fold it."""
        self._expanded ^= {key}
        self._arrange()

    def unfolded(self) -> frozenset[int]:
        """Keys of the groups that stand open."""
        return frozenset(self._expanded)

    def unfold(self, keys: frozenset[int]) -> None:
        """Let these groups stand open, and no others."""
        if keys != self._expanded:
            self._expanded = set(keys)
            self._arrange()

    def set_pending(self, pending: dict[str, str]) -> None:
        """Say which acts are on their way."""
        if pending != self.pending:
            self.pending = pending
            self._made.clear()
            self.changed.emit()

    def count(self) -> int:
        """Rows, those of groups included."""
        return len(self._entries)

    def row(self, index: int) -> AlarmRow:
        """The finished row at a place."""
        key = int(self._entries[index])
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = self._group_row(key) if key < 0 else self._alarm_row(key)
        return made

    def index_of(self, key: int) -> int:
        """Where a row stands, −1 if it is not shown."""
        found = np.flatnonzero(self._entries == key)
        return int(found[0]) if len(found) else -1

    def where(self, keys: Collection[int]) -> list[int]:
        """Places of the rows with these keys, from the top; keys that are not shown have none."""
        return [int(place) for place in np.flatnonzero(np.isin(self._entries, list(keys)))] if keys else []

    def members(self, key: int) -> list[int]:
        """Keys of the alarms that a row stands for, the most urgent first."""
        if key >= 0:
            return [key]
        return [int(each) for each in self._filtered.keys()[self._places_of(key)].tolist()]

    def _places_of(self, key: int) -> NDArray[np.intp]:
        """Where the members of a group stand in the filtered list, from the top."""
        parts = [
            self._sorted[self._starts[group] : self._starts[group + 1]]
            for group in np.flatnonzero(self._groups == key).tolist()
        ]
        return np.sort(np.concatenate(parts)) if parts else np.empty(0, np.intp)

    def next_waiting(self, place: int, done: Collection[int], on_way: Callable[[AlarmRow], bool]) -> int:
        """Where the next row stands that calls for somebody: below a place, else from the top; −1 if there is none.

        ``done``: alarms that are just being acknowledged; ``on_way`` says of an alarm that an act on it is.
        """
        flags = self._alarms.table()[self._filtered.places(), Col.FLAGS]
        waiting = np.setdiff1d(self._filtered.keys()[(flags & Flag.WAITING) != 0], list(done))
        places = np.flatnonzero((self._entries < 0) | np.isin(self._entries, waiting)).tolist()
        below = [each for each in places if each > place]
        for each in below + places[: len(places) - len(below)]:
            row = self.row(each)
            if row.members:
                if not row.expanded and np.isin(self.members(row.key), waiting).any():
                    return int(each)
            elif not row.pending and not on_way(row):
                return int(each)
        return -1

    def alarm_keys(self) -> list[int]:
        """Keys of all alarms that pass the filters, folded away or not."""
        return [int(key) for key in self._filtered.keys().tolist()]

    def _arrange(self) -> None:
        self._made.clear()
        if time.monotonic() > self._marks_until:
            self._marks.clear()
            self._marks_until = time.monotonic() + MARK_SECONDS
        keys = self._filtered.keys()
        self._groups, self._inside = NO_KEYS, set()
        self._entries = keys if self._grouping is Grouping.NONE or not len(keys) else self._fold(keys)
        self.changed.emit()

    def _fold(self, keys: Keys) -> Keys:
        names = self._alarms.table()[self._filtered.places(), _COLUMN[self._grouping]]
        names = np.where(names == 0, -keys, names)
        self._sorted = order = np.argsort(names)
        ordered = names[order]
        starts = np.concatenate(([0], np.flatnonzero(ordered[1:] != ordered[:-1]) + 1))
        self._starts = np.append(starts, len(keys))
        first, several = np.minimum.reduceat(order, starts), np.diff(self._starts) > 1
        self._groups = -(np.abs(ordered[starts]) // 2) - 1
        shown, entries = np.ones(len(keys), bool), keys.copy()
        shown[order[np.repeat(several, np.diff(self._starts))]] = False
        shown[first[several]] = True
        entries[first[several]] = self._groups[several]
        return self._unfold(keys, entries, shown) if self._expanded else entries[shown]

    def _unfold(self, keys: Keys, entries: Keys, shown: NDArray[np.bool_]) -> Keys:
        """The rows with the members of open groups below each one's own row."""
        rows: list[Keys] = []
        begun = 0
        opened = [each for each in map(self._places_of, self._expanded) if len(each) > 1]
        for members in sorted(opened, key=lambda each: int(each[0])):
            above = slice(begun, int(members[0]) + 1)
            rows += [entries[above][shown[above]], keys[members]]
            begun = above.stop
            self._inside.update(keys[members].tolist())
        return np.concatenate((*rows, entries[begun:][shown[begun:]]))

    def _alarm_row(self, key: int) -> AlarmRow:
        row = self._alarms.by_key(key)
        mark = self._marks.get(key)
        if mark is None:
            place = self._alarms.index_of(key)
            mark = self._marks[key] = tr("首") if place >= 0 and first_out(self._alarms.table(), place) else ""
        return replace(row, mark=mark, pending=self.pending.get(row.id, ""), inside=key in self._inside)

    def _group_row(self, key: int) -> AlarmRow:
        places = self._places_of(key)
        members = self._filtered.keys()[places].tolist()
        rows = self._alarms.table()[self._filtered.places()[places]]
        waiting = int(np.count_nonzero(rows[:, Col.FLAGS] & Flag.WAITING))
        top = self._alarms.by_key(members[0])
        return replace(
            top, key=key, id="", title=self._name(top), priority=int(rows[:, Col.PRIORITY].min()),
            raised=int(rows[:, Col.RAISED].min()), acknowledged=not waiting, members=len(members),
            state=tr("未确认 {}").format(waiting) if waiting else tr("均已确认"), expanded=key in self._expanded,
            value=None, owner="", dispatch="",
        )  # fmt: skip

    def _name(self, top: AlarmRow) -> str:
        if self._grouping is Grouping.INCIDENT:
            return self.incident_title(self._alarms.entity(top.key)[1].incident)
        return self._alarms.source_name(top.source) or top.title
