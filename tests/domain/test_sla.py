"""Working time and natural time, with the shipped calendar and with one of the tests' own."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.config.tables import SHIPPED
from console.domain.entities import Clock
from console.domain.incidents.sla import (
    HOUR,
    MINUTE,
    CalendarNotAvailable,
    Pressure,
    between,
    calendar_of,
    due_after,
    limits_of,
    pressure,
)

pytestmark = pytest.mark.operations

CALENDAR = calendar_of(tomllib.loads((SHIPPED / "holidays.toml").read_text(encoding="utf-8")))


def at(text: str) -> int:
    """A local time (UTC+8) in ms."""
    return int((datetime.fromisoformat(text).replace(tzinfo=UTC) - timedelta(hours=8)).timestamp() * 1000)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-11-23 09:00", 2, "2026-11-23 11:00"),
        ("2026-11-23 11:00", 1, "2026-11-23 12:00"),
        ("2026-11-23 11:00", 2, "2026-11-23 14:30"),
        ("2026-11-23 17:00", 1, "2026-11-24 09:00"),
        ("2026-11-23 03:00", 4, "2026-11-23 14:00"),
        ("2026-11-27 16:30", 4, "2026-11-30 11:30"),  # over a week-end
        ("2026-09-30 16:30", 4, "2026-10-08 11:30"),  # over 国庆 (7 days)
        ("2026-10-10 08:30", 1, "2026-10-10 09:30"),  # a Saturday that is worked
        ("2026-09-20 08:30", 7.5, "2026-09-20 17:30"),  # a Sunday that is worked; 7.5 h are one 工作日
        ("2026-02-14 17:00", 1, "2026-02-24 09:00"),  # over 春节 (9 days)
    ],
)
def test_working_time_skips_nights_week_ends_and_holidays(start, hours, due):
    assert due_after(at(start), int(hours * HOUR), Clock.WORKING, CALENDAR) == at(due)


def test_natural_time_skips_nothing_and_needs_no_calendar():
    assert due_after(at("2031-02-14 17:00"), 9 * HOUR, Clock.NATURAL, CALENDAR) == at("2031-02-15 02:00")


def test_a_year_without_a_table_has_no_working_time():
    with pytest.raises(CalendarNotAvailable) as caught:
        due_after(at("2028-03-01 09:00"), HOUR, Clock.WORKING, CALENDAR)
    assert caught.value.year == 2028
    with pytest.raises(CalendarNotAvailable):
        due_after(at("2027-12-31 17:00"), HOUR, Clock.WORKING, CALENDAR)


def test_the_table_of_2027_says_that_it_is_not_the_official_one():
    assert CALENDAR.years[2026].official
    assert not CALENDAR.years[2027].official
    assert CALENDAR.holiday(date(2027, 2, 5)) == "春节"


def test_2026_has_the_numbers_of_days_off_of_the_notice():
    names = list(CALENDAR.years[2026].holidays.values())
    assert {name: names.count(name) for name in names} == {
        "元旦": 3, "春节": 9, "清明节": 3, "劳动节": 5, "端午节": 3, "中秋节": 3, "国庆节": 7,
    }  # fmt: skip
    assert all(day.weekday() >= 5 for day in CALENDAR.years[2026].workdays), "only week-ends are worked instead"


@given(minutes=st.integers(1, 5_000), start=st.integers(at("2026-01-05 00:00"), at("2026-10-30 00:00")))
@settings(max_examples=200, deadline=None)
def test_what_is_due_after_some_working_time_is_exactly_that_far_away(minutes, start):
    due = due_after(start, minutes * MINUTE, Clock.WORKING, CALENDAR)
    assert between(start, due, Clock.WORKING, CALENDAR) == minutes * MINUTE
    assert between(due, start, Clock.WORKING, CALENDAR) == -minutes * MINUTE
    assert between(start, due - 1, Clock.WORKING, CALENDAR) == minutes * MINUTE - 1, "due while people work"


def test_a_case_is_near_its_end_in_the_last_fifth_and_overdue_after_it():
    opened, due = at("2026-11-23 09:00"), at("2026-11-23 19:00")

    def now(minutes: int) -> Pressure:
        return pressure(opened, due, opened + minutes * MINUTE, Clock.NATURAL, CALENDAR)

    assert [now(m) for m in (0, 479, 480, 600)] == [Pressure.NORMAL, Pressure.NORMAL, Pressure.NEAR, Pressure.NEAR]
    assert pressure(opened, due, due + 1, Clock.NATURAL, CALENDAR) is Pressure.OVERDUE


def test_pressure_counts_working_time_and_says_when_it_can_not():
    friday, monday = at("2026-11-27 15:30"), at("2026-11-30 10:30")
    assert pressure(friday, monday, at("2026-11-29 12:00"), Clock.WORKING, CALENDAR) is Pressure.NORMAL
    assert pressure(friday, monday, at("2026-11-30 09:45"), Clock.WORKING, CALENDAR) is Pressure.NEAR
    late = at("2028-01-04 10:00")
    assert pressure(late, late + HOUR, late, Clock.WORKING, CALENDAR) is Pressure.UNKNOWN
    assert pressure(late, late + HOUR, late + 2 * HOUR, Clock.WORKING, CALENDAR) is Pressure.OVERDUE


@pytest.mark.parametrize(
    "year",
    [
        {"holidays": {"元旦": [date(2027, 1, 1)]}},
        {"holidays": {"元旦": [date(2026, 1, 1)]}, "workdays": [date(2026, 1, 1)]},
        {"holidays": {"元旦": ["2026-01-01"]}},
    ],
)
def test_a_day_of_another_year_or_of_two_kinds_is_refused(year):
    with pytest.raises(ValueError, match=r"2026|2027"):
        calendar_of({"working_hours": [["08:30", "12:00"]], "years": {"2026": year}})


@pytest.mark.parametrize("hours", [
    [], [["12:00", "08:30"]], [["13:00", "17:00"], ["08:00", "12:00"]], [["08:00", "13:00"], ["12:00", "17:00"]],
    [["20:00", "26:00"]],
])  # fmt: skip
def test_working_hours_must_be_spans_in_order(hours):
    with pytest.raises(ValueError, match="working_hours"):
        calendar_of({"working_hours": hours})


def test_limits_name_every_priority():
    row = {"minutes": 60, "clock": "natural"}
    with pytest.raises(ValueError, match="each priority"):
        limits_of({"alarms": [{"priority": 1, **row}]})
