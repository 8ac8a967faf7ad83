"""Sources that nobody hears: their alarms are out of date, and a backend that is lost is one alarm of this desk's own.

The gateway itself says which of its collectors and stations are silent (rule ``source.down``). That a gateway is silent
only the desk can say: such an alarm lives here alone, is acknowledged here alone, and never reaches a log.
"""

from __future__ import annotations

import time

import msgspec
from PySide6.QtCore import QCoreApplication, QObject

from console.domain.alarms import alarm_state
from console.domain.alarms.alarm_state import Refusal
from console.domain.entities import Alarm, System
from console.domain.truth import Quality, Truth
from console.models.alarms.acts import LINK
from console.models.alarms.in_order import LOCAL
from console.models.clock import local
from console.models.world import World

DOWN = "source.down"
START_SECONDS = 15.0
"""A window that has just begun gives the feed so long to find its gateways."""
PRIORITY = 2


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("sources", text)


class SourceWatch(QObject):
    """Looks when it is told to, twice a second."""

    def __init__(self, world: World, parent: QObject | None = None, clock=time.monotonic) -> None:  # type: ignore[no-untyped-def]
        super().__init__(parent)
        self._world, self._clock = world, clock
        self._begun = clock()
        self._links: dict[int, Alarm] = {}
        """The alarm of every backend that is lost, or was and nobody has acknowledged that."""
        world.alarms_changed.connect(self._mark_sources)
        world.registers_changed.connect(self._mark_sources)

    def look(self) -> None:
        """Raise, end and forget the alarms of links; mark what is out of date."""
        lost = set()
        for key in sorted(self._world.backends):
            truth = self._world.truth(key, 0, 0)
            if truth.quality >= Quality.CACHED and self._clock() - self._begun >= START_SECONDS:
                lost.add(key)
                self._raise(key, truth)
        for key, alarm in list(self._links.items()):
            if key not in self._world.backends:
                self._forget(key)
            elif key not in lost and alarm.active:
                self._show(key, alarm_state.clear(alarm, self._world.now()))
        for key in self._links:
            if self._world.alarms.index_of(LOCAL + key) < 0:
                self._show(key, self._links[key])  # everything was loaded anew
        self._world.alarms.set_stale(backends=frozenset(lost))
        self._settle()

    def acknowledge(self, key: int, by: str) -> None:
        """Somebody at this desk has seen it (``key`` as in the alarm list)."""
        alarm = self._links.get(key - LOCAL)
        if alarm is None:
            return
        seen = alarm_state.acknowledge(alarm, by, self._world.now())
        if not isinstance(seen, Refusal):
            self._show(key - LOCAL, seen)
            self._settle()

    def _raise(self, key: int, truth: Truth) -> None:
        alarm, now = self._links.get(key), self._world.now()
        name, title = self._world.backends[key].name, self._title(key, truth)
        if alarm is not None:
            if not alarm.active:
                self._show(key, alarm_state.occur(msgspec.structs.replace(alarm, title=title), now))
            return
        self._show(key, Alarm(
            id=f"LINK-{name}"[:128], v=1, at=now, raised=now, system=System.CENTRE, priority=PRIORITY, rule=LINK,
            title=title, source=name[:128] or "-",
        ))  # fmt: skip

    def _title(self, key: int, truth: Truth) -> str:
        """What was never there cannot break."""
        row = self._world.backends[key]
        if not row.link.heard_at:
            return tr("后端“{0}”从未连通").format(row.name)
        since = tr("，数据停在 {:%m-%d %H:%M:%S}").format(local(truth.since)) if truth.since else ""
        return tr("与后端“{}”的连接中断{}").format(row.name, since)

    def _show(self, key: int, alarm: Alarm) -> None:
        if not alarm.open:
            self._forget(key)
            return
        self._links[key] = alarm
        self._world.alarms.put(LOCAL + key, key, alarm)

    def _forget(self, key: int) -> None:
        self._links.pop(key, None)
        self._world.alarms.remove(LOCAL + key)

    def _settle(self) -> None:
        if self._world.alarms.waiting():
            self._world.alarms.settle()
            self._world.alarms_changed.emit()

    def _mark_sources(self) -> None:
        self._world.alarms.set_stale(sources=self._silent())

    def _silent(self) -> frozenset[str]:
        """The stations behind every source that the gateway says is down."""
        down = self._world.alarms.sources_down(DOWN)
        if not down:
            return frozenset()
        via = {info.asset for info in self._world.registers.series.values() if info.via in down}
        return frozenset(down | via)
