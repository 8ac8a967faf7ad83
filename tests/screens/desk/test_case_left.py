"""临期 of a case: at most a fifth of its own clock's time is left; nights and week-ends do not count."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec
import pytest

from console.config.tables import TableBook
from console.domain.entities import Case, Clock, Stage, System
from screens.desk.cases.left import left_of

pytestmark = pytest.mark.operations


def at(day: int, hour: int, minute: int = 0, year: int = 2026) -> int:
    return int(datetime(year, 11, day, hour, minute, tzinfo=ZoneInfo("Asia/Shanghai")).timestamp() * 1000)


def case(opened: int, due: int, clock: Clock) -> Case:
    return Case(id="C", v=1, at=opened, system=System.CITY, stage=Stage.HANDLING, category="", title="", opened=opened,
                due=due, clock=clock)  # fmt: skip


# Shipped hours: 8:30-12:00 and 13:30-17:30. Friday 27 November to Monday 30: ten working hours from Friday 15:00.
WORKING = case(at(27, 15), at(30, 17, 30), Clock.WORKING)
NATURAL = case(at(27, 8), at(27, 18), Clock.NATURAL)


@pytest.mark.parametrize(("one", "now", "near"), [
    (NATURAL, at(27, 15, 59), False), (NATURAL, at(27, 16), True),
    (WORKING, at(29, 23), False),  # 18 of 74 hours are left, but 7.5 of ten working hours
    (WORKING, at(30, 15, 29), False), (WORKING, at(30, 15, 30), True),
])  # fmt: skip
def test_near_its_end_is_a_fifth_of_its_own_clock(qapp: object, one: Case, now: int, near: bool) -> None:
    left = left_of(one, TableBook().current(), now)
    assert (left.near, left.late) == (near, False)


def test_after_its_time_it_is_late_whatever_the_calendar_knows(qapp: object) -> None:
    tables = TableBook().current()
    assert left_of(WORKING, tables, at(30, 17, 30) + 1).late
    far = msgspec.structs.replace(WORKING, opened=at(1, 9, year=2031), due=at(2, 9, year=2031))
    assert left_of(far, tables, at(2, 8, year=2031)).near, "no table of that year: by a share of the hours"
    assert left_of(far, tables, at(3, 9, year=2031)).late
