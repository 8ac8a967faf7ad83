"""Flood and quality of the alarm system as the desk shows them: figures with targets, top sources, trends.

Rates come from the kept counters (minutes and hours of two days), so they are there after a new start of the window.
What counters do not know (which source, chatter, re-alarms) is followed from the alarms themselves while this runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import msgspec
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QObject

from console.domain.alarms.alarm_metrics import Panel, SourceShare, long_standing
from console.domain.alarms.alarm_targets import Mark, Targets, mark_day, mark_rate, mark_share
from console.domain.counters import MINUTE
from console.domain.entities import Alarm
from console.models.alarms.procedures import procedure_of
from console.models.clock import DAY_MS, local, midnight
from console.models.world import World

WINDOW_MINUTES = 10
ANNUNCIATED = "alarm.annunciated"
"""The load of a position, by the minute: what called for a look, re-alarms too (EEMUA 191). Not what occurred."""
KEPT_MS = 2 * DAY_MS
LONG_SHOWN = 50


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("flood", text)


@dataclass(frozen=True, slots=True)
class Rates:
    """What the minute counters say: sums over sliding 10 minutes. ``flood_since`` 0: there is no flood."""

    current: int
    most: int
    average: float | None
    flood_since: int
    flooded: float | None


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the panel: name, value, target, and how they compare."""

    name: str
    value: str
    target: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Source:
    """A point that makes many alarms, with its name and its open alarms."""

    source: str
    rule: str
    name: str
    count: int
    share: float
    keys: tuple[int, ...]


def rates(minutes: NDArray[np.int64], now: int, targets: Targets) -> Rates:
    """From annunciations a minute, the running minute last. A flood has a threshold to begin at and one to end at."""
    if not len(minutes):
        return Rates(0, 0, None, 0, None)
    sums = np.convolve(minutes, np.ones(WINDOW_MINUTES, np.int64))[: len(minutes)]
    state, since, flooded = False, 0, 0
    for place, total in enumerate(sums.tolist()):
        if not state and total > targets.flood_begins_above:
            state, since = True, place
        elif state and total < targets.flood_ends_below:
            state = False
        flooded += state
    begun = now // MINUTE * MINUTE - (len(minutes) - 1 - since) * MINUTE
    average = float(minutes.sum()) * WINDOW_MINUTES / len(minutes) if len(minutes) >= WINDOW_MINUTES else None
    return Rates(int(sums[-1]), int(sums.max()), average, begun if state else 0, flooded / len(minutes))


class FloodModel(QObject):
    """Follows the alarms of a world for the panel. ``system``: one position, "" for the centre as a whole."""

    def __init__(self, world: World, days: dict[str, int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._world, self.days = world, days
        self.targets = Targets()
        self._panel = Panel(world.now() - DAY_MS)
        self._known: dict[int, Alarm] = {}
        self._today: tuple[int, int] = (0, 0)
        """The running day and the most that its counters have said; what is over and whole goes into ``days``."""
        world.alarms.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        alarms, now = self._world.alarms, self._world.now()
        for key in alarms.touched:
            before = self._known.pop(key, None)
            try:
                after = self._known[key] = alarms.entity(key)[1]
            except KeyError:
                if before is not None:
                    self._panel.take(
                        before, msgspec.structs.replace(before, active=False, acknowledged=True, at=now), now
                    )
                continue
            if before is not None and before.id == after.id:
                self._panel.take(before, after, now)
            elif now - after.raised < DAY_MS:
                self._panel.recall(after, now)
            else:
                self._panel.adopt([after])

    def rates(self, system: str) -> Rates:
        """Rates of one position, as of when anybody was heard."""
        now = self._world.known_until()
        last = now // MINUTE
        found: dict[int, int] = {}
        for key, n in self._world.totals.items():
            if key.measure == ANNUNCIATED and system in ("", key.system):
                found[key.bucket // MINUTE] = found.get(key.bucket // MINUTE, 0) + n
        first = max(min(found, default=last + 1), last - KEPT_MS // MINUTE)
        minutes = np.array([found.get(minute, 0) for minute in range(first, last + 1)], np.int64)
        return rates(minutes, now, self.targets)

    def figures(self, system: str) -> list[Figure]:
        """The lines of the panel."""
        now, targets, rate = self._world.known_until(), self.targets, self.rates(system)
        seen = self._panel.position(system).figures(now)
        today = sum(
            n for key, n in self._world.totals.items()
            if key.measure == ANNUNCIATED and system in ("", key.system)
            and midnight(now) <= key.bucket < midnight(now) + DAY_MS
        )  # fmt: skip
        ahead = self._world.dated_ahead("alarm.raised", system)
        flood = tr("告警高峰，{:%H:%M} 起").format(local(rate.flood_since)) if rate.flood_since else tr("否")
        mark = Mark.ACT if rate.flood_since else Mark.GOOD
        return [
            Figure(tr("告警高峰"), flood, tr("超 10 条起，少于 5 条止"), mark),
            Figure(tr("当前速率"), tr("{} 条/10 min").format(rate.current), tr("不超过 10"), _most(rate.current, 10)),
            Figure(tr("平均速率"), _number(rate.average, tr("条/10 min")), tr("约 1，最多 2"),
                   mark_rate(rate.average, targets)),
            Figure(tr("最大速率"), tr("{} 条/10 min").format(rate.most), tr("不超过 10"), _most(rate.most, 10)),
            Figure(tr("今日报警"), tr("{} 条").format(f"{today:,}"), tr("150 以内，满 300 整改"),
                   mark_day(today, targets)),
            Figure(tr("高峰时间占比"), _percent(rate.flooded), tr("低于 1%"),
                   mark_share(rate.flooded, targets.time_in_flood)),
            Figure(tr("前十来源占比"), _percent(seen.top_ten_share), tr("不超过 5%"),
                   mark_share(seen.top_ten_share, targets.top_ten_share)),
            Figure(tr("抖动告警"), tr("{} 个").format(len(seen.chattering)), "0", _most(len(seen.chattering), 0)),
            Figure(tr("长期告警"), tr("{} 条").format(len(self.standing(system))), tr("0（超过 24 h）"),
                   _most(len(self.standing(system)), 0)),
            Figure(tr("最多未确认"), tr("{} 条").format(seen.maximum_un_ack), "—", Mark.GOOD),
            Figure(tr("时间超前"), tr("{} 条").format(ahead), tr("0（不计入任何一天）"), _most(ahead, 0)),
            Figure(tr("级别分布"), _mix(seen.mix), tr("高 5 · 中 15 · 低 80%"), _mark_mix(seen.mix, targets)),
        ]  # fmt: skip

    def top(self, system: str) -> list[Source]:
        """The ten points that made most alarms in the last 24 hours, as far as this window has seen them."""
        return [self._source(share) for share in self._panel.position(system).figures(self._world.now()).top_ten]

    def chattering(self, system: str) -> list[Source]:
        """Points that come and go."""
        return [self._source(share) for share in self._panel.position(system).figures(self._world.now()).chattering]

    def standing(self, system: str) -> list[tuple[int, Alarm]]:
        """Alarms active for more than a day (cache key, alarm), the oldest first; hidden ones are dealt with."""
        found = {alarm.id: key for key, alarm in self._known.items() if system in ("", alarm.system.value)}
        shown = [alarm for alarm in self._known.values() if alarm.id in found and not alarm.hidden]
        return [(found[alarm.id], alarm) for alarm in long_standing(shown, self._world.now(), self.targets)]

    def _source(self, share: SourceShare) -> Source:
        keys = [
            key for key, alarm in self._known.items() if alarm.source == share.source and alarm.rule == share.rule
        ]  # fmt: skip
        place = self._world.alarms.source_name(share.source)
        procedure = procedure_of(share.rule)
        what = procedure.title if procedure else ""
        name = self._known[keys[0]].title if keys else " ".join(part for part in (place or share.source, what) if part)
        return Source(share.source, share.rule, name, share.count, share.share, tuple(keys))

    def trend(self, days: int) -> list[tuple[int, int]]:
        """(start of day in ms, annunciated), oldest first; days nobody counted are left out."""
        self._keep_days()
        today = midnight(self._world.now())
        found = []
        for back in range(days - 1, 0, -1):
            name = _day_name(today, back)
            if name in self.days:
                found.append((today - back * DAY_MS, self.days[name]))
        running, n = self._today
        return [*found, (today, n)] if running == today else found

    def _keep_days(self) -> None:
        """Days that are over and were counted from their midnight on are written down: counters forget in two days.

        What was counted from noon on, or until the link broke, is no day's figure: the first day of a log, the far end
        of what counters keep.
        """
        today = midnight(self._world.now())
        sums: dict[int, int] = {}
        for key, n in self._world.totals.items():
            if key.measure == ANNUNCIATED:
                back = (today - midnight(key.bucket)) // DAY_MS
                sums[back] = sums.get(back, 0) + n
        begun = min((key.bucket for key in self._world.totals if key.bucket), default=today)
        if 0 in sums:
            running, most = self._today
            self._today = (today, max(sums[0], most if running == today else 0))
        heard = self._world.known_until() >= today
        for back in range(1, KEPT_MS // DAY_MS):
            if heard and begun <= today - back * DAY_MS:
                name = _day_name(today, back)
                self.days[name] = max(self.days.get(name, 0), sums.get(back, 0))
        self.days.pop(_day_name(today, 0), None)
        for name in sorted(self.days)[:-62]:
            del self.days[name]


def _day_name(today: int, back: int) -> str:
    return f"{local(today) - timedelta(days=back):%Y-%m-%d}"


def _number(value: float | None, unit: str) -> str:
    return tr("未知") if value is None else f"{value:.1f} {unit}"


def _percent(value: float | None) -> str:
    return tr("未知") if value is None else f"{100 * value:.1f}%"


def _most(value: int, target: int) -> Mark:
    return Mark.GOOD if value <= target else Mark.OVER


def _mix(mix: tuple[float, float, float] | None) -> str:
    return tr("未知") if mix is None else " · ".join(f"{100 * part:.0f}" for part in mix) + "%"


def _mark_mix(mix: tuple[float, float, float] | None, targets: Targets) -> Mark:
    if mix is None:
        return Mark.UNKNOWN
    return Mark.GOOD if mix[0] <= 2 * targets.mix[0] and mix[1] <= 2 * targets.mix[1] else Mark.OVER
