"""Raises one alarm for a source that has gone silent, and keeps what follows from it off the operators' backs.

Alarms that were there before stay as they are: the console shows them as out of date, because nobody knows any more.
Alarms that a silent source's stations raise afterwards are its consequences and are suppressed by design, until the
data are back. The rules are ``console.domain.alarms.silence``; here they meet the log. The newest sample's version
tells when data came, whatever time they carry.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from itertools import chain
from typing import TypeVar

import msgspec

from console.domain.alarms import alarm_state
from console.domain.alarms.alarm_state import Refusal
from console.domain.alarms.silence import Down, Station, Watch
from console.domain.entities import KIND_NUMBER, Alarm, Event, System
from console.domain.incidents.incident import part_id
from console.gateway.log import Conflict, EventLog
from console.gateway.registers import Registers

logger = logging.getLogger(__name__)
RULE = "source.down"
HELD_MS = 30_000
"""Between two looks, which are a second apart: longer, and the gateway itself was held (asleep, stopped, waiting)."""
PRIORITY_SHARED, PRIORITY_ALONE = 2, 3
REASON = "数据来源中断："
"""How the reason of a suppression begins that this made, and that this takes away again."""
_ALARM = KIND_NUMBER[Alarm]
Row = TypeVar("Row")


class _Series(msgspec.Struct, frozen=True):
    id: str
    asset: str
    cadence: float = 0.0
    via: str = ""


class _Asset(msgspec.Struct, frozen=True):
    id: str
    name: str = ""
    system: str = ""
    area: str = ""
    lon: float | None = None
    lat: float | None = None


class SilenceWatch:
    """Looks once a second, ``speed`` seconds of ``now`` apart, after the timers. Belongs to the event loop's thread."""

    def __init__(self, log: EventLog, registers: Registers, now: Callable[[], int], speed: float = 1.0) -> None:
        self._log, self._now, self._held = log, now, HELD_MS * max(1.0, speed)
        rows = [row for row in _read(registers, "series", _Series) if row.via and row.cadence > 0]
        self._assets = {asset.id: asset for asset in _read(registers, "assets", _Asset)}
        self._station_of = {row.id: row.asset for row in rows}
        quickest: dict[str, Station] = {}
        for row in rows:
            cadence = int(row.cadence * 1000)
            if row.asset not in quickest or cadence < quickest[row.asset].cadence:
                quickest[row.asset] = Station(row.asset, cadence, row.via)
        self._watch = Watch(quickest.values(), now())
        self._versions = {series: self._version(series) for series in self._station_of}
        self._looked, self._seen = now(), log.last
        alarms = (event for event in log.state.ledger.entities.values() if isinstance(event, Alarm))
        self._alarms = {alarm.source: alarm.id for alarm in alarms if alarm.rule == RULE}

    def tick(self) -> int:
        """Look once; how many events were added."""
        if not self._station_of:
            return 0
        now = self._now()
        self._excuse(now)
        self._listen(now)
        down = self._watch.down(now)
        if not down and not self._alarms:
            return 0
        added = 0
        for event in chain(self._sources(down, now), self._consequences(down, now)):  # each sees those before it
            result = self._log.append((_ALARM, event.id), event.v - 1, event)
            added += not isinstance(result, Conflict)
        return added

    def _excuse(self, now: int) -> None:
        """While the gateway was held, or its log got nothing onto the disk, no source could be heard."""
        passed, stuck = now - self._looked, self._log.pending > 0 and self._log.last == self._seen
        self._looked, self._seen = now, self._log.last
        if passed > self._held or stuck:
            self._watch.excuse(passed)

    def _version(self, series: str) -> int:
        newest = self._log.state.ledger.latest.get(series)
        return newest.v if newest else 0

    def _listen(self, now: int) -> None:
        for series, before in self._versions.items():
            version = self._version(series)
            if version != before:
                self._versions[series] = version
                self._watch.hear(self._station_of[series], now)

    def _sources(self, down: dict[str, Down], now: int) -> Iterator[Alarm]:
        """The alarms of the sources themselves: raised, come again, or over."""
        for source, each in down.items():
            alarm = self._alarm(self._alarms.get(source, ""))
            if alarm is None:
                alarm = self._raised(each, now)
                self._alarms[source] = alarm.id
                logger.warning("source %s is silent, %d stations", source, len(each.stations))
                yield alarm
            elif not alarm.active:
                yield alarm_state.occur(alarm, now, float(len(each.stations)))
        for source, name in list(self._alarms.items()):
            alarm = self._alarm(name)
            if alarm is None:
                del self._alarms[source]
            elif alarm.active and source not in down and self._watch.spoke(source):
                yield alarm_state.clear(alarm, now)

    def _consequences(self, down: dict[str, Down], now: int) -> Iterator[Event]:
        """What follows from silence is suppressed; what is no longer under it comes back by its live condition."""
        silent = {station: each for each in down.values() for station in each.stations}
        own = set(self._alarms.values())
        for event in list(self._log.state.ledger.entities.values()):
            if not isinstance(event, Alarm) or event.id in own:
                continue
            cause = silent.get(event.source)
            if cause is None:
                if event.suppressed and event.reason.startswith(REASON):
                    yield from _made(alarm_state.unsuppress(event, "", now))
            elif event.active and not event.hidden and event.raised > cause.since:
                reason = REASON + self._name(cause)
                yield from _made(alarm_state.suppress(event, "", now, reason))

    def _alarm(self, name: str) -> Alarm | None:
        entity = self._log.entity((_ALARM, name)) if name else None
        return entity if isinstance(entity, Alarm) and entity.open else None

    def _name(self, down: Down) -> str:
        asset = self._assets.get(down.source)
        return asset.name if asset and asset.name else down.source

    def _raised(self, down: Down, now: int) -> Alarm:
        asset = self._assets.get(down.source) or _Asset(down.source)
        first = self._assets.get(down.stations[0]) or asset
        many = f"，{len(down.stations)} 个站点无数据" if down.shared else ""
        return Alarm(
            id=part_id("SD", down.source, str(down.since)), v=1, at=now, raised=now, system=_system(first.system),
            priority=PRIORITY_SHARED if down.shared else PRIORITY_ALONE, rule=RULE, source=down.source,
            title=f"{self._name(down)}数据中断{many}", area=asset.area, lon=asset.lon, lat=asset.lat,
            value=float(len(down.stations)), unit="个站点",
        )  # fmt: skip


def _made(outcome: alarm_state.Outcome) -> Iterator[Alarm]:
    if not isinstance(outcome, Refusal):
        yield outcome


def _system(name: str) -> System:
    return System(name) if name in {each.value for each in System} else System.CENTRE


def _read(registers: Registers, name: str, kind: type[Row]) -> list[Row]:
    rows: list[Row] = msgspec.json.decode(registers.get(name) or b"[]", type=list[kind])  # type: ignore[valid-type]
    return rows
