"""When something is due: round the clock, or in working time by an editable calendar; and how close that is.

Two clocks are found in practice (domain notes 1.3): 工作时/工作日, which skip nights, week-ends and holidays, and
紧急工作时/自然时, which don't. Week-ends that are worked (调休) and holidays change every year by decree, so the
calendar is a table; a year that it does not hold has no working time, and that is said instead of guessed.

Times are ms since 1970-01-01 UTC; local time is the calendar's fixed offset (China has no summer time).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import Any

from console.domain.entities import Clock

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
NEAR_SHARE = 0.2
"""临期: at most this share of the time is left. From memory [M], so configurable."""
_LONGEST_DAYS = 2_000
_LAST_MS = 253_402_300_799_999


class CalendarNotAvailable(Exception):
    """The calendar holds no table for ``year``; working time can't be told."""

    def __init__(self, year: int) -> None:
        super().__init__(f"calendar of {year} not available")
        self.year = year


class Pressure(Enum):
    """正常, 临期, 超时; unknown where the calendar has no table."""

    NORMAL = "normal"
    NEAR = "near"
    OVERDUE = "overdue"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Year:
    """One year of the holiday table. ``official`` False: only the statutory days are known, 调休 is not."""

    official: bool
    source: str
    holidays: Mapping[date, str]
    workdays: frozenset[date]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working hours of a working day (ms after local midnight, in order) and the years that are known."""

    hours: tuple[tuple[int, int], ...]
    years: Mapping[int, Year] = field(default_factory=dict)
    offset: int = 8 * HOUR

    @property
    def day_length(self) -> int:
        """Working time of one working day: what 1 工作日 is worth."""
        return sum(end - start for start, end in self.hours)

    def works(self, day: date) -> bool:
        """Whether people work on a local day. Raises ``CalendarNotAvailable``."""
        year = self._year(day)
        return day in year.workdays or (day.weekday() < 5 and day not in year.holidays)

    def holiday(self, day: date) -> str:
        """The name of the holiday, empty on any other day. Raises ``CalendarNotAvailable``."""
        return self._year(day).holidays.get(day, "")

    def local_day(self, at: int) -> date:
        """The local day of an instant; the calendar's last day for what lies beyond it."""
        return datetime.fromtimestamp(min(at + self.offset, _LAST_MS) / 1000, UTC).date()

    def midnight(self, day: date) -> int:
        """The instant at which a local day begins."""
        return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * 1000 - self.offset

    def spans(self, day: date) -> list[tuple[int, int]]:
        """The working spans of a local day, as instants; none on a day off."""
        if not self.works(day):
            return []
        start = self.midnight(day)
        return [(start + begin, start + end) for begin, end in self.hours]

    def _year(self, day: date) -> Year:
        year = self.years.get(day.year)
        if year is None:
            raise CalendarNotAvailable(day.year)
        return year


def due_after(start: int, amount: int, clock: Clock, calendar: Calendar) -> int:
    """The instant at which ``amount`` ms of the clock have run since ``start``.

    Working time that ends exactly with a working day is due at its end, not on the next morning. Raises
    ``CalendarNotAvailable`` if the way there leaves the calendar.
    """
    if clock is Clock.NATURAL:
        return start + amount
    day, left = calendar.local_day(start), amount
    for _ in range(_LONGEST_DAYS):
        for begin, end in calendar.spans(day):
            at = max(begin, start)
            if end - at >= left and end > at:
                return at + left
            left -= max(0, end - at)
        day += timedelta(days=1)
    raise ValueError("no working time in sight")


def between(start: int, end: int, clock: Clock, calendar: Calendar) -> int:
    """How much of the clock runs from ``start`` to ``end`` in ms; negative if ``end`` is earlier.

    Raises ``CalendarNotAvailable``.
    """
    if clock is Clock.NATURAL:
        return end - start
    if end < start:
        return -between(end, start, clock, calendar)
    day, last, total = calendar.local_day(start), calendar.local_day(end), 0
    while day <= last:
        total += sum(max(0, min(stop, end) - max(begin, start)) for begin, stop in calendar.spans(day))
        day += timedelta(days=1)
    return total


def pressure(opened: int, due: int, now: int, clock: Clock, calendar: Calendar, near: float = NEAR_SHARE) -> Pressure:
    """Normal, near its end, or overdue. Overdue is a matter of the instant alone and needs no calendar."""
    if now > due:
        return Pressure.OVERDUE
    try:
        whole, left = between(opened, due, clock, calendar), between(now, due, clock, calendar)
    except CalendarNotAvailable:
        return Pressure.UNKNOWN
    return Pressure.NEAR if left <= whole * near else Pressure.NORMAL


def calendar_of(table: Mapping[str, Any]) -> Calendar:
    """The calendar from ``holidays.toml``. Raises ``ValueError`` naming what is wrong."""
    hours = tuple((_clock_time(begin), _clock_time(end)) for begin, end in table["working_hours"])
    ends = [0, *(end for _, end in hours)]
    if not hours or any(not last <= begin < end <= DAY for last, (begin, end) in zip(ends, hours, strict=False)):
        raise ValueError("working_hours must be spans of one day in order, none over another")
    years = {int(number): _year_of(int(number), year) for number, year in table.get("years", {}).items()}
    return Calendar(hours, years, int(table.get("offset_minutes", 480)) * MINUTE)


def _year_of(number: int, table: Mapping[str, Any]) -> Year:
    holidays: dict[date, str] = {}
    for name, days in table["holidays"].items():
        holidays.update(dict.fromkeys(days, name))
    workdays = frozenset(table.get("workdays", ()))
    wrong = [day for day in (*holidays, *workdays) if type(day) is not date or day.year != number]
    if wrong:
        raise ValueError(f"{wrong[0]} is no day of {number}")
    if both := workdays & holidays.keys():
        raise ValueError(f"{min(both)} is both holiday and working day")
    return Year(bool(table.get("official", False)), str(table.get("source", "")), holidays, workdays)


def _clock_time(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * HOUR + int(minutes) * MINUTE


@dataclass(frozen=True, slots=True)
class Limit:
    """A time to handle something: an amount in ms on a clock."""

    amount: int
    clock: Clock


@dataclass(frozen=True, slots=True)
class Limits:
    """Times of a case made from an alarm when nobody names one; how often one is extended, for how long deferred.

    ``accept``: in which time (ms) a department may say that it is not its duty; 0: as long as it has not begun.
    """

    by_priority: Mapping[int, Limit]
    extensions: int = 1
    deferral_days: int = 90
    accept: int = 0
    near: float = NEAR_SHARE


def limits_of(table: Mapping[str, Any]) -> Limits:
    """The limits from ``limits.toml``. Raises ``ValueError`` naming what is wrong."""
    found = {int(row["priority"]): Limit(int(row["minutes"]) * MINUTE, Clock(row["clock"])) for row in table["alarms"]}
    if set(found) != {1, 2, 3, 4} or any(limit.amount <= 0 for limit in found.values()):
        raise ValueError("alarms: one row for each priority 1 to 4, minutes above 0")
    return Limits(
        found, int(table.get("extensions", 1)), int(table.get("deferral_days", 90)),
        int(table.get("accept_minutes", 0)) * MINUTE, float(table.get("near_share", NEAR_SHARE)),
    )  # fmt: skip
