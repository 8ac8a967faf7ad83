"""City time of any instant that an event may carry, the calendar's last ones too."""

from __future__ import annotations

from datetime import date

import pytest

from console.domain.entities import Alarm, Clock, System
from console.domain.incidents.sla import HOUR, Calendar, Pressure, pressure
from console.models.alarms.history import happened
from console.models.clock import local, number_in

END = 253_402_300_799_999
"""What an event may name at most: the end of the year 9999 in Greenwich, when the city is eight hours further."""


@pytest.mark.parametrize(("ms", "shown"), [
    (0, "1970-01-01 08:00"), (1_767_225_599_999, "2026-01-01 07:59"), (253_402_271_999_999, "9999-12-31 23:59"),
    (END, "9999-12-31 23:59"),
])  # fmt: skip
def test_city_time_is_eight_hours_ahead_and_ends_with_the_calendar(ms: int, shown: str) -> None:
    assert f"{local(ms):%Y-%m-%d %H:%M}" == shown


def test_an_alarm_of_the_last_instant_does_not_end_the_page_that_tells_of_it() -> None:
    alarm = Alarm(id="A", v=1, at=END, system=System.CITY, priority=1, title="x", source="s", rule="r", raised=END)
    assert [f"{local(each.at):%Y}" for each in happened([alarm])] == ["9999"]


def test_a_case_that_is_due_at_the_last_instant_has_no_known_working_time() -> None:
    calendar = Calendar(((8 * HOUR, 12 * HOUR),))
    assert calendar.local_day(END) == date(9999, 12, 31)
    assert pressure(0, END, 1, Clock.WORKING, calendar) is Pressure.UNKNOWN


@pytest.mark.parametrize(("text", "number"), [("17", 17), ("", 0), ("-1", 0), ("²", 0), ("٣", 0), ("9" * 5_000, 0)])
def test_a_fact_that_is_no_number_is_none(text: str, number: int) -> None:
    assert number_in(text) == number
