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
"""Beyond any time in ms until the year 2527; subtracting from it turns ascending into newest first."""


def rank(alarm: Alarm) -> int:
    """Where an alarm stands in the list; smaller is higher."""
    return (int(alarm.acknowledged) << 50) | (alarm.priority << 46) | (_NEWEST - alarm.raised)


class AlarmModel(QObject):
    """Open alarms by row number. Changes are gathered and take effect at ``settle``."""

    changed = Signal()

    def __init__(self, registers: Registers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._registers = registers
        self._alarms: dict[int, tuple[int, Alarm]] = {}
        self._ranks: dict[int, int] = {}
        self._order: NDArray[np.int64] = np.empty((0, 2), np.int64)
        self._gone: set[int] = set()
        self._new: set[int] = set()

    def clear(self) -> None:
        """Everything is void."""
        self._alarms.clear()
        self._ranks.clear()
        self._order = self._order[:0]
        self._gone.clear()
        self._new.clear()

    def put(self, key: int, backend: int, alarm: Alarm) -> None:
        """An alarm is new or has changed."""
        self._alarms[key] = (backend, alarm)
        if self._ranks.get(key) != rank(alarm):
            if key in self._ranks:
                self._gone.add(key)
            self._new.add(key)

    def remove(self, key: int) -> None:
        """An alarm is Normal again."""
        if self._alarms.pop(key, None) is not None:
            self._new.discard(key)
            if key in self._ranks:
                self._gone.add(key)

    def settle(self) -> None:
        """Merge the gathered changes into the order and say so."""
        if self._gone:
            keep = ~np.isin(self._order[:, 1], np.fromiter(self._gone, np.int64, len(self._gone)))
            self._order = self._order[keep]
            for key in self._gone:
                self._ranks.pop(key, None)
        if self._new:
            fresh = np.array(sorted((rank(self._alarms[key][1]), key) for key in self._new), np.int64).reshape(-1, 2)
            self._ranks.update({int(key): int(place) for place, key in fresh})
            at = np.searchsorted(self._order[:, 0], fresh[:, 0])
            self._order = np.insert(self._order, at, fresh, axis=0)
        self._gone.clear()
        self._new.clear()
        self.changed.emit()

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
