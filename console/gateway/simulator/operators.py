"""Simulated operators: every alarm that a part raises is acknowledged, cleared and closed in its own time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from console.domain.entities import Alarm, System
from console.gateway.simulator.city import AssetRow
from console.gateway.simulator.world import MINUTE, SECOND, World

SIMULATED = "模拟调度员"
"""Whose acknowledgements these are: nobody shall take them for a person's."""
_ACKNOWLEDGE_SECONDS = {1: (15, 60), 2: (20, 150), 3: (30, 420), 4: (60, 900)}
"""How long the hall takes to acknowledge, by priority."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a part found wrong. ``minutes``: clears by itself after so long; 0: the part clears it."""

    system: System
    priority: int
    title: str
    rule: str
    minutes: float = 0.0
    value: float | None = None
    limit: float | None = None
    unit: str = ""
    series: str = ""
    source: str = ""
    area: str = ""
    lon: float | None = None
    lat: float | None = None


class Operators:
    """Raises, acknowledges and clears alarms; changes only what nobody else has changed meanwhile."""

    def __init__(self, world: World, until: int | None = None) -> None:
        """``until`` (ms): from then on nobody of them acknowledges; alarms are left to the people at the desks."""
        self._world, self._until = world, until
        self._rng = world.chance("operators")
        self._open: dict[tuple[str, str], str] = {}

    def adopt(self, alarms: list[Alarm], now: int) -> None:
        """Take over the alarms that an earlier run left open."""
        for alarm in sorted(alarms, key=lambda alarm: alarm.id):
            if alarm.active:
                self._open[alarm.source, alarm.rule] = alarm.id
            self._plan(alarm.id, alarm.priority, now, 0.0 if alarm.rule.startswith("air.") else 10.0)

    def open_alarm(self, source: str, rule: str) -> Alarm | None:
        """The active alarm of a source by a rule, if there is one."""
        name = self._open.get((source, rule))
        alarm = self._world.now_is(Alarm, name) if name else None
        return alarm if isinstance(alarm, Alarm) and alarm.active else None

    def raise_alarm(self, at: int, asset: AssetRow, finding: Finding) -> None:
        """Raise an alarm at an asset unless the same one is active; a change of priority or value updates it."""
        source = finding.source or asset.id
        if self._world.unheard(source, at):
            return
        active = self.open_alarm(source, finding.rule)
        if active is not None:
            if active.priority != finding.priority:
                if active.acknowledged and finding.priority < active.priority:
                    self._plan(active.id, finding.priority, at, 0.0)  # it got worse: somebody has to look again
                seen = active.acknowledged and finding.priority >= active.priority
                by, when = (active.acknowledged_by, active.acknowledged_at) if seen else ("", 0)
                self._world.change(active, at, priority=finding.priority, title=finding.title, value=finding.value,
                                   acknowledged=seen, acknowledged_by=by, acknowledged_at=when)  # fmt: skip
            return
        name = f"AL-{self._world.number():08d}"
        self._open[source, finding.rule] = name
        self._world.say(
            Alarm(
                id=name, v=1, at=at, raised=at, system=finding.system, priority=finding.priority, title=finding.title,
                source=source, rule=finding.rule, area=finding.area or asset.area, value=finding.value,
                lon=finding.lon if finding.lon is not None else asset.lon,
                lat=finding.lat if finding.lat is not None else asset.lat,
                limit=finding.limit, unit=finding.unit, series=finding.series,
            )
        )  # fmt: skip
        self._plan(name, finding.priority, at, finding.minutes)

    def clear(self, at: int, source: str, rule: str) -> None:
        """The condition is over; of a station that nobody hears this is known only afterwards."""
        if until := self._world.unheard(source, at):
            self._world.schedule.at(until, partial(self._clear_later, source, rule))
            return
        active = self.open_alarm(source, rule)
        self._open.pop((source, rule), None)
        if active is not None:
            self._world.change(active, at, active=False, cleared=at)

    def _clear_later(self, source: str, rule: str, due: int) -> None:
        self.clear(due, source, rule)

    def _plan(self, name: str, priority: int, at: int, minutes: float) -> None:
        low, high = _ACKNOWLEDGE_SECONDS[priority]
        self._world.schedule.at(at + int(self._rng.uniform(low, high) * SECOND), partial(self._look, name))
        if minutes:
            clears = at + int(self._rng.uniform(0.6, 1.6) * minutes * MINUTE)
            self._world.schedule.at(clears, partial(self._over, name))

    def _look(self, name: str, due: int) -> None:
        if self._until is not None and due >= self._until:
            return
        alarm = self._world.now_is(Alarm, name)
        if isinstance(alarm, Alarm) and not alarm.acknowledged and not alarm.hidden:
            self._world.change(alarm, due, acknowledged=True, by=SIMULATED,
                               acknowledged_by=SIMULATED, acknowledged_at=due)  # fmt: skip

    def _over(self, name: str, due: int) -> None:
        alarm = self._world.now_is(Alarm, name)
        if isinstance(alarm, Alarm) and alarm.active:
            if until := self._world.unheard(alarm.source, due):
                self._world.schedule.at(until, partial(self._over, name))
                return
            self._open.pop((alarm.source, alarm.rule), None)
            self._world.change(alarm, due, active=False, cleared=due)
