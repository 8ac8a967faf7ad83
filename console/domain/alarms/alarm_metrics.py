"""Flood and quality of the alarm system per operator position, live (ISA-18.2, EEMUA 191; names of OPC UA Part 9).

Feed it each alarm's versions in the order of the log; every figure is then read in constant time or in the size of a
bounded list. Nothing grows with the load: rates are kept in one-second, minute, hour and day buckets, sources in
tables that forget the rarest, so a flood of 1,000 a second costs no more memory than a quiet night.

What is annunciated is said in one place for this panel and for the kept counters (``annunciation``).

Times are ms and are those of the events, so a late batch counts where it belongs, and what is older than the window
counts in the trends alone. The targets are in ``alarm_targets``.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from console.domain.alarms import annunciation
from console.domain.alarms.alarm_targets import DAY, HOUR, Targets
from console.domain.alarms.bounded import drop_before, remember, trim
from console.domain.alarms.flood import WINDOW, Flood, FloodWatch
from console.domain.entities import Alarm


@dataclass(frozen=True, slots=True)
class SourceShare:
    """One point (source and rule) and its part of the load in the last 24 hours."""

    source: str
    rule: str
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class Figures:
    """The panel of one position. The first block bears the names of OPC UA's AlarmMetricsType, in our spelling.

    ``alarm_count`` is how often an alarm occurred, ``today`` how many were annunciated. Rates are annunciations per 10
    minutes, re-alarms and what came off its shelf by time among them; shares are 0 to 1, None where there is nothing to
    divide by.
    """

    alarm_count: int
    start_time: int
    current_alarm_rate: int
    maximum_alarm_rate: int
    average_alarm_rate: float | None
    maximum_un_ack: int
    maximum_re_alarm_count: int
    maximum_active: int
    today: int
    flood: Flood | None
    time_in_flood: float | None
    top_ten: tuple[SourceShare, ...]
    top_ten_share: float | None
    chattering: tuple[SourceShare, ...]
    mix: tuple[float, float, float] | None


DAYS_KEPT = 400
_HOURS = 24


class Position:
    """The figures of one operator position. ``started`` (ms) is when counting began."""

    def __init__(self, started: int, targets: Targets | None = None) -> None:
        self.targets = targets or Targets()
        self._started = started
        self._rate = FloodWatch(started, self.targets)
        self._occurred = 0
        self._total = 0
        self._priorities: Counter[int] = Counter()
        self._hours: dict[int, Counter[tuple[str, str]]] = {}
        self._days: dict[int, int] = {}
        self._cycles: dict[tuple[str, str], deque[int]] = {}
        self._raised: dict[tuple[str, str], int] = {}
        self._re_alarms: Counter[str] = Counter()
        self._unacknowledged = self._most_unacknowledged = 0
        self._active = self._most_active = 0

    def adopt(self, alarm: Alarm) -> None:
        """An alarm that was open before counting began: it stands, but it wasn't annunciated now."""
        if alarm.active:
            remember(self._raised, (alarm.source, alarm.rule), alarm.raised)
        self._stands(None, alarm)

    def take(self, before: Alarm | None, after: Alarm, now: int) -> None:
        """One version of an alarm; ``before`` is the version before it (None: unseen).

        A time ahead of ``now`` counts as now, so that one wrong clock can't push the window out of the present.
        """
        point, at = (after.source, after.rule), min(after.at, now)
        was_active = before is not None and before.active
        if after.active and not was_active:
            remember(self._raised, point, at)
        elif was_active and not after.active:
            self._cycle(point, at, after.hidden)
        self._occurred += annunciation.occurs(before, after)
        if annunciation.annunciates(before, after):
            self._annunciate(point, after.priority, at)
            if was_active:
                self._re_alarms[after.id] += 1
                trim(self._re_alarms)
        self._stands(before, after)

    def recall(self, alarm: Alarm, now: int) -> None:
        """An alarm that came before anybody looked, within what is counted: it was annunciated when it was raised.

        Not while it is hidden: nobody knows since when. It stands as it is now.
        """
        point, at = (alarm.source, alarm.rule), min(alarm.raised, now)
        if alarm.active:
            remember(self._raised, point, at)
        if not alarm.hidden:
            self._occurred += 1
            self._annunciate(point, alarm.priority, at)
        self._stands(None, alarm)

    def _stands(self, before: Alarm | None, after: Alarm) -> None:
        self._unacknowledged += annunciation.calls(after) - (before is not None and annunciation.calls(before))
        self._active += _shows(after) - (before is not None and _shows(before))
        self._most_unacknowledged = max(self._most_unacknowledged, self._unacknowledged)
        self._most_active = max(self._most_active, self._active)

    def _annunciate(self, point: tuple[str, str], priority: int, at: int) -> None:
        self._rate.count(at)
        self._total += 1
        self._priorities[priority] += 1
        day, hour = (at + self.targets.offset) // DAY, at // HOUR
        self._days[day] = self._days.get(day, 0) + 1
        counts = self._hours.setdefault(hour, Counter())
        counts[point] += 1
        trim(counts)
        if len(self._days) > DAYS_KEPT or len(self._hours) > _HOURS:
            drop_before(self._days, max(self._days) - DAYS_KEPT)
            drop_before(self._hours, max(self._hours) - _HOURS)

    def advance(self, now: int) -> None:
        """As ``FloodWatch.advance``."""
        self._rate.advance(now)

    @property
    def floods(self) -> deque[Flood]:
        """Those that are over, the oldest first."""
        return self._rate.floods

    def _cycle(self, point: tuple[str, str], cleared: int, hidden: bool) -> None:
        """Active and clear again within the time that counts as chatter; what is hidden troubles nobody."""
        raised = self._raised.pop(point, None)
        if not hidden and raised is not None and cleared - raised <= self.targets.chatter_within:
            times = self._cycles.get(point)
            if times is None:
                times = deque(maxlen=self.targets.chatter_times)
            remember(self._cycles, point, times)
            times.append(cleared)

    def chattering(self, now: int) -> list[tuple[str, str]]:
        """Points with so many active → clear cycles within the time, the last of them in the last 10 minutes."""
        targets = self.targets
        return [
            point
            for point, times in self._cycles.items()
            if len(times) == targets.chatter_times
            and times[-1] - times[0] <= targets.chatter_within
            and now - times[-1] <= WINDOW
        ]

    def _load(self, now: int) -> Counter[tuple[str, str]]:
        """Annunciations by point in the last 24 hours."""
        load: Counter[tuple[str, str]] = Counter()
        for hour, counts in self._hours.items():
            if hour > now // HOUR - _HOURS:
                load.update(counts)
        return load

    def daily(self, now: int, days: int = 31) -> list[tuple[int, int]]:
        """The trend: (start of local day in ms, annunciated), oldest first; no day before counting began."""
        offset = self.targets.offset
        today, first = (now + offset) // DAY, (self._started + offset) // DAY
        known = range(max(min(first, *self._days, today), today - days + 1), today + 1)
        return [(day * DAY - offset, self._days.get(day, 0)) for day in known]

    def monthly(self, now: int) -> list[tuple[int, int, int]]:
        """The trend: (year, month, annunciated), oldest first."""
        months: Counter[tuple[int, int]] = Counter()
        for start, count in self.daily(now, DAYS_KEPT):
            local = datetime.fromtimestamp((start + self.targets.offset) / 1000, UTC)
            months[local.year, local.month] += count
        return [(year, month, count) for (year, month), count in sorted(months.items())]

    def seed_days(self, counts: Iterable[tuple[int, int]]) -> None:
        """Take over (time in the day, annunciated) from kept counters, so that a trend survives a new start."""
        for at, count in counts:
            day = (at + self.targets.offset) // DAY
            self._days[day] = self._days.get(day, 0) + count

    def figures(self, now: int) -> Figures:
        """The panel as it is at ``now``."""
        self.advance(now)
        load = self._load(now)
        whole = sum(load.values())
        top = tuple(_share(point, times, whole) for point, times in load.most_common(10))
        length = max(now - self._started, 0)
        return Figures(
            alarm_count=self._occurred,
            start_time=self._started,
            current_alarm_rate=self._rate.rate,
            maximum_alarm_rate=self._rate.most,
            average_alarm_rate=self._total * WINDOW / length if length >= WINDOW else None,
            maximum_un_ack=self._most_unacknowledged,
            maximum_re_alarm_count=max(self._re_alarms.values(), default=0),
            maximum_active=self._most_active,
            today=self._days.get((now + self.targets.offset) // DAY, 0),
            flood=self._rate.flood,
            time_in_flood=self._rate.flooded(now) / length if length else None,
            top_ten=top,
            top_ten_share=sum(share.count for share in top) / whole if whole else None,
            chattering=tuple(_share(point, load[point], whole) for point in self.chattering(now)),
            mix=self._mix(),
        )

    def _mix(self) -> tuple[float, float, float] | None:
        if not self._total:
            return None
        high, medium = self._priorities[1], self._priorities[2]
        return high / self._total, medium / self._total, (self._total - high - medium) / self._total


def long_standing(alarms: Iterable[Alarm], now: int, targets: Targets | None = None) -> list[Alarm]:
    """Alarms active for longer than the target without a break, the oldest first (ISA calls them stale).

    We keep the word stale for data that is old.
    """
    limit = (targets or Targets()).standing
    found = [alarm for alarm in alarms if alarm.active and now - alarm.raised > limit]
    return sorted(found, key=lambda alarm: (alarm.raised, alarm.id))


@dataclass(slots=True)
class Panel:
    """All positions at once: one for each system, and "" for the centre as a whole."""

    started: int
    targets: Targets = field(default_factory=Targets)
    positions: dict[str, Position] = field(default_factory=dict)

    def take(self, before: Alarm | None, after: Alarm, now: int) -> None:
        """One version of an alarm goes to its position and to the whole."""
        for name in ("", after.system.value):
            self.position(name).take(before, after, now)

    def recall(self, alarm: Alarm, now: int) -> None:
        """An alarm that came before anybody looked, within what is counted."""
        for name in ("", alarm.system.value):
            self.position(name).recall(alarm, now)

    def adopt(self, alarms: Iterable[Alarm]) -> None:
        """The alarms that were open before counting began."""
        for alarm in alarms:
            for name in ("", alarm.system.value):
                self.position(name).adopt(alarm)

    def position(self, name: str) -> Position:
        """The position of this name, made when it is first asked for."""
        found = self.positions.get(name)
        if found is None:
            found = self.positions[name] = Position(self.started, self.targets)
        return found


def _shows(alarm: Alarm) -> bool:
    return alarm.active and not alarm.hidden


def _share(point: tuple[str, str], times: int, whole: int) -> SourceShare:
    return SourceShare(point[0], point[1], times, times / whole if whole else 0.0)
