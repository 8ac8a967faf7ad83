"""The alarm list's rows in display order, kept sorted by integer keys so that a batch costs one merge.

Order of display: unacknowledged first, then by priority, then the newest first. (The order of *update* is the log's.)
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from console.domain.entities import Alarm
from console.models.labels import alarm_state, system_name
from console.models.registers import Registers
from console.models.rows import AlarmRow

_NEWEST = 1 << 44
"""Beyond any time in ms until the year 2527 (a later one is the newest); subtracting from it puts the newest first."""


def rank(alarm: Alarm) -> int:
    """Where an alarm stands in the list; smaller is higher."""
    return (int(alarm.acknowledged) << 50) | (alarm.priority << 46) | max(0, _NEWEST - alarm.raised)


class AlarmModel(QObject):
    """Open alarms by row number. Changes are gathered and take effect at ``settle``."""

    changed = Signal()

    def __init__(self, registers: Registers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._registers = registers
        self._alarms: dict[int, tuple[int, Alarm]] = {}
        self._ranks: dict[int, int] = {}
        self._order: NDArray[np.int64] = np.empty((0, 2), np.int64)
        self._waiting: dict[int, tuple[int, Alarm] | None] = {}

    def clear(self) -> None:
        """Everything is void."""
        self._waiting = dict.fromkeys(self._alarms)

    def put(self, key: int, backend: int, alarm: Alarm) -> None:
        """An alarm is new or has changed."""
        self._waiting[key] = (backend, alarm)

    def remove(self, key: int) -> None:
        """An alarm is Normal again."""
        if key in self._alarms:
            self._waiting[key] = None
        else:
            self._waiting.pop(key, None)

    def settle(self) -> None:
        """Merge the gathered changes into the order and say so. Until then all rows stay as they were."""
        fresh: list[tuple[int, int]] = []
        gone: list[int] = []
        for key, owned in self._waiting.items():
            place = rank(owned[1]) if owned else None
            old = self._ranks.get(key)
            if old is not None and old != place:
                gone.append(key)
            if place is not None and old != place:
                fresh.append((place, key))
        self._reorder(gone, fresh)
        for key, owned in self._waiting.items():
            if owned:
                self._alarms[key] = owned
            else:
                self._alarms.pop(key, None)
        self._waiting.clear()
        self.changed.emit()

    def _reorder(self, gone: list[int], fresh: list[tuple[int, int]]) -> None:
        if gone:
            self._order = self._order[~np.isin(self._order[:, 1], np.array(gone, np.int64))]
            for key in gone:
                del self._ranks[key]
        if fresh:
            rows = np.array(sorted(fresh), np.int64)
            self._ranks.update({key: place for place, key in fresh})
            self._order = np.insert(self._order, np.searchsorted(self._order[:, 0], rows[:, 0]), rows, axis=0)

    def count(self) -> int:
        """Number of open alarms."""
        return len(self._order)

    def row(self, index: int) -> AlarmRow:
        """The finished row at a place in the list."""
        return self.by_key(int(self._order[index, 1]))

    def by_key(self, key: int) -> AlarmRow:
        """The finished row of one alarm. Raises ``KeyError`` when it is no longer open."""
        backend, alarm = self._alarms[key]
        return AlarmRow(
            key, alarm.id, alarm.priority, alarm.raised, system_name(alarm.system), alarm.title,
            self._registers.county_name(alarm.area), alarm.active, alarm.acknowledged, alarm_state(alarm),
            alarm.source, alarm.series, alarm.lon, alarm.lat, alarm.value, alarm.limit, alarm.unit, backend,
        )  # fmt: skip

    def index_of(self, key: int) -> int:
        """Where an alarm stands now, -1 if it is no longer open."""
        found = np.flatnonzero(self._order[:, 1] == key)
        return int(found[0]) if len(found) else -1

    def rows(self, limit: int) -> list[AlarmRow]:
        """The first rows."""
        return [self.row(index) for index in range(min(limit, self.count()))]

    def unacknowledged(self) -> int:
        """How many nobody has acknowledged yet: they stand first in the order."""
        return int(np.searchsorted(self._order[:, 0], 1 << 50))
