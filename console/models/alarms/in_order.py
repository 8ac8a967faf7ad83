"""The alarm list's rows in display order, kept sorted by integer keys so that a batch costs one merge.

Order of display: unacknowledged first, then by priority, then the newest first; what is hidden comes last.
(The order of *update* is the log's.)
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Signal

from console.domain.entities import Alarm, Case, Stage
from console.models.alarms.facts import UNACKNOWLEDGED_BELOW, Col, Table, empty, line_of, owner_of, rank
from console.models.registers import Registers
from console.models.rows import AlarmRow
from console.models.text.labels import alarm_state, stage_name, system_name

__all__ = ["LOCAL", "AlarmModel", "rank"]
LOCAL = 1 << 60
"""Keys from here on are of alarms that this window made itself: no backend knows them."""


CaseKey = tuple[int, str]
"""(backend, case id): two backends may give the same id."""


class AlarmModel(QObject):
    """Open alarms by row number. Changes are gathered and take effect at ``settle``."""

    changed = Signal()

    def __init__(self, registers: Registers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._registers = registers
        self._alarms: dict[int, tuple[int, Alarm]] = {}
        self._lines: dict[int, tuple[int, ...]] = {}
        self._table: Table = empty()
        self.touched: list[int] = []
        """Keys that the last settling changed, brought or took away."""
        self._waiting: dict[int, tuple[int, Alarm] | None] = {}
        self._stale_backends: frozenset[int] = frozenset()
        self._stale_sources: frozenset[str] = frozenset()
        self._down: dict[int, str] = {}
        self._stages: dict[CaseKey, Stage] = {}
        self._dispatched: dict[CaseKey, set[int]] = {}
        """Keys of the alarms that were dispatched as a case, by its backend and id."""
        self._named: dict[str, tuple[int, ...]] = {}
        """Keys by id, mostly one: a list of commands asks for hundreds of ids that are no longer there."""

    def clear(self) -> None:
        """Everything is void."""
        self._waiting = dict.fromkeys(self._alarms)
        self._stages.clear()

    def put(self, key: int, backend: int, alarm: Alarm) -> None:
        """An alarm is new or has changed."""
        self._waiting[key] = (backend, alarm)

    def remove(self, key: int) -> None:
        """An alarm is Normal again."""
        if key in self._alarms:
            self._waiting[key] = None
        else:
            self._waiting.pop(key, None)

    def put_case(self, backend: int, case: Case) -> bool:
        """A case is new or has moved on; whether an alarm was dispatched as it."""
        self._stages[backend, case.id] = case.stage
        return self._case_moved(backend, case.id)

    def remove_case(self, backend: int, case: Case) -> bool:
        """A case is over; whether an alarm was dispatched as it."""
        self._stages.pop((backend, case.id), None)
        return self._case_moved(backend, case.id)

    def _case_moved(self, backend: int, name: str) -> bool:
        keys = self._dispatched.get((backend, name), ())
        for key in keys:
            self._waiting.setdefault(key, self._alarms.get(key))
        return bool(keys)

    def _stage(self, backend: int, alarm: Alarm) -> Stage | None:
        """Where its case stands; one that is no longer open is closed."""
        return self._stages.get((backend, alarm.case), Stage.CLOSED) if alarm.case else None

    def settle(self) -> None:
        """Merge the gathered changes into the order and say so. Until then all rows stay as they were."""
        fresh: list[tuple[int, ...]] = []
        gone: list[int] = []
        for key, owned in self._waiting.items():
            line = line_of(key, owned[1], self._stage(*owned)) if owned else None
            old = self._lines.get(key)
            if old is not None and old != line:
                gone.append(key)
            if line is not None and old != line:
                fresh.append(line)
        self._reorder(gone, fresh)
        for key, owned in self._waiting.items():
            if key in self._alarms:
                self._leave(key, *self._alarms.pop(key))
            if owned:
                self._take(key, *owned)
        self._note_sources()
        self.touched = list(self._waiting)
        self._waiting.clear()
        self.changed.emit()

    def _take(self, key: int, backend: int, alarm: Alarm) -> None:
        self._alarms[key] = (backend, alarm)
        self._named[alarm.id] = (*self._named.get(alarm.id, ()), key)
        if alarm.case:
            self._dispatched.setdefault((backend, alarm.case), set()).add(key)

    def _leave(self, key: int, backend: int, alarm: Alarm) -> None:
        others = tuple(each for each in self._named.pop(alarm.id) if each != key)
        if others:
            self._named[alarm.id] = others
        if alarm.case:
            same = self._dispatched[backend, alarm.case]
            same.discard(key)
            if not same:
                del self._dispatched[backend, alarm.case]

    def waiting(self) -> bool:
        """Whether changes wait for ``settle``."""
        return bool(self._waiting)

    def set_stale(self, *, backends: frozenset[int] | None = None, sources: frozenset[str] | None = None) -> None:
        """Whose alarms are out of date, because nobody hears the backend or the source any more."""
        new = (self._stale_backends if backends is None else backends,
               self._stale_sources if sources is None else sources)  # fmt: skip
        if new != (self._stale_backends, self._stale_sources):
            self._stale_backends, self._stale_sources = new
            self.touched = []
            self.changed.emit()

    def sources_down(self, rule: str) -> set[str]:
        """Sources about which there is an active alarm of this rule."""
        return {self._alarms[key][1].source for key, each in self._down.items() if each == rule}

    def _note_sources(self) -> None:
        """Keep the few active alarms at hand that are about sources themselves (rules ``….down``)."""
        for key, owned in self._waiting.items():
            if owned and owned[1].active and owned[1].rule.endswith(".down"):
                self._down[key] = owned[1].rule
            else:
                self._down.pop(key, None)

    def _stale(self, key: int, backend: int, alarm: Alarm) -> bool:
        if key >= LOCAL or alarm.rule.endswith(".down"):
            return key < LOCAL and backend in self._stale_backends
        return backend in self._stale_backends or alarm.source in self._stale_sources

    def _reorder(self, gone: list[int], fresh: list[tuple[int, ...]]) -> None:
        if gone:
            self._table = self._table[~np.isin(self._table[:, Col.KEY], np.array(gone, np.int64))]
            for key in gone:
                del self._lines[key]
        if fresh:
            rows = np.array(sorted(fresh), np.int64)
            self._lines.update({line[Col.KEY]: line for line in fresh})
            places = np.searchsorted(self._table[:, Col.RANK], rows[:, Col.RANK])
            self._table = np.insert(self._table, places, rows, axis=0)

    def table(self) -> Table:
        """The order with what it is filtered and grouped by; not to be written to."""
        return self._table

    def entity(self, key: int) -> tuple[int, Alarm]:
        """The backend and the alarm itself. Raises ``KeyError`` when it is no longer open."""
        return self._alarms[key]

    def entities(self) -> list[tuple[int, Alarm]]:
        """Every open alarm with its key, in no order."""
        return [(key, alarm) for key, (_, alarm) in self._alarms.items()]

    def holds(self, key: int) -> bool:
        """Whether the alarm is open."""
        return key in self._alarms

    def source_name(self, source: str) -> str:
        """Name of what an alarm comes from, empty if it is in no register."""
        asset = self._registers.assets.get(source)
        return asset.name if asset else ""

    def find(self, name: str, backend: int | None = None) -> int:
        """Key of the alarm with this id at a backend, 0 if none is open, or two are and nobody says which is meant."""
        found = [key for key in self._named.get(name, ()) if backend in (None, self._alarms[key][0])]
        return found[0] if len(found) == 1 else 0

    def count(self) -> int:
        """Number of open alarms."""
        return len(self._table)

    def row(self, index: int) -> AlarmRow:
        """The finished row at a place in the list."""
        return self.by_key(int(self._table[index, Col.KEY]))

    def by_key(self, key: int) -> AlarmRow:
        """The finished row of one alarm. Raises ``KeyError`` when it is no longer open."""
        backend, alarm = self._alarms[key]
        stage = self._stage(backend, alarm)
        return AlarmRow(
            key, alarm.id, alarm.priority, alarm.raised, system_name(alarm.system), alarm.title,
            self._registers.county_name(alarm.area), alarm.active, alarm.acknowledged or alarm.hidden,
            alarm_state(alarm), alarm.source, alarm.series, alarm.lon, alarm.lat, alarm.value, alarm.limit, alarm.unit,
            backend, owner_of(alarm), alarm.hidden, stale=self._stale(key, backend, alarm), branch=alarm.system,
            dispatch=stage_name(stage) if stage else "",
        )  # fmt: skip

    def index_of(self, key: int) -> int:
        """Where an alarm stands now, -1 if it is no longer open."""
        found = np.flatnonzero(self._table[:, Col.KEY] == key)
        return int(found[0]) if len(found) else -1

    def rows(self, limit: int) -> list[AlarmRow]:
        """The first rows."""
        return [self.row(index) for index in range(min(limit, self.count()))]

    def unacknowledged(self) -> int:
        """How many nobody has acknowledged yet: they stand first in the order."""
        return int(np.searchsorted(self._table[:, Col.RANK], UNACKNOWLEDGED_BELOW))
