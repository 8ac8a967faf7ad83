"""What one event adds to the kept figures, rule by rule."""

from __future__ import annotations

import pytest

from console.domain.counters import CounterKey, deltas
from console.domain.entities import Deferral, Dropped, Event, Sample, Stage, System
from tests.fakes.events import HOUR, NOW, alarm, case, incident

THIS_HOUR = NOW - 1_800_000
THIS_MINUTE = NOW
OPENED = {("grid", "case.opened", THIS_HOUR): 1, ("grid", "case.unfiled", THIS_HOUR): 1, ("grid", "case.open", 0): 1}
FILED = {("grid", "case.filed", THIS_HOUR): 1, ("grid", "case.unfiled", THIS_HOUR): -1}


def _of(before: Event | None, after: Event) -> dict[tuple[str, str, int], int]:
    found: dict[tuple[str, str, int], int] = {}
    for key, amount in deltas(before, after):
        assert tuple(key) not in found
        found[tuple(key)] = amount  # type: ignore[index]
    return found


def test_the_fixtures_stand_where_the_expectations_say() -> None:
    assert THIS_HOUR % HOUR == 0 and NOW - THIS_HOUR < HOUR and THIS_MINUTE % 60_000 == 0


def test_a_new_case_is_opened_once_in_the_hour_of_its_report() -> None:
    assert _of(None, case()) == OPENED
    late = case(opened=NOW - 3 * HOUR)
    assert _of(None, late) == {
        ("grid", "case.opened", THIS_HOUR - 3 * HOUR): 1,
        ("grid", "case.unfiled", THIS_HOUR - 3 * HOUR): 1,
        ("grid", "case.open", 0): 1,
    }


def test_a_case_that_moves_on_counts_nothing() -> None:
    assert _of(case(stage=Stage.FILED), case(v=2, stage=Stage.DISPATCHED)) == {}


@pytest.mark.parametrize("stage", [Stage.FILED, Stage.DISPATCHED])
def test_a_report_is_filed_once_in_the_hour_of_its_report_whenever_that_is(stage: Stage) -> None:
    assert _of(case(), case(v=2, stage=stage, at=NOW + 5 * HOUR)) == FILED
    assert _of(case(v=2, stage=stage), case(v=3, stage=Stage.HANDLING)) == {}


def test_what_nobody_takes_up_was_received_and_is_neither_filed_nor_closed() -> None:
    declined = case(v=2, stage=Stage.CLOSED, closed=NOW + HOUR, dropped=Dropped.DECLINED, at=NOW + HOUR)
    assert _of(case(), declined) == {
        ("grid", "case.unfiled", THIS_HOUR): -1,
        ("grid", "case.declined", THIS_HOUR): 1,
        ("grid", "case.open", 0): -1,
    }


@pytest.mark.parametrize("stage", [Stage.REPORTED, Stage.HANDLING])
def test_what_is_void_is_taken_off_where_it_was_counted(stage: Stage) -> None:
    here = case(stage=stage, overdue=True, area="330102003")
    gone = case(v=2, stage=Stage.CLOSED, closed=NOW, overdue=True, dropped=Dropped.VOID, area="330102003")
    sums = _of(None, here)
    for key, n in _of(here, gone).items():
        sums[key] = sums.get(key, 0) + n
    assert set(sums.values()) == {0}, "as if it had never been"
    assert _of(None, gone) == {}


def test_a_case_counts_as_closed_in_the_hour_of_closing() -> None:
    done = case(v=2, stage=Stage.CLOSED, at=NOW + HOUR)
    assert _of(case(stage=Stage.CHECKING), done) == {
        ("grid", "case.open", 0): -1,
        ("grid", "case.closed", THIS_HOUR + HOUR): 1,
        ("grid", "case.closed_in_time", THIS_HOUR + HOUR): 1,
    }


def test_a_case_that_closes_overdue_is_not_in_time_and_no_longer_overdue() -> None:
    late = case(v=2, stage=Stage.HANDLING, overdue=True)
    assert _of(case(stage=Stage.FILED), late) == {("grid", "case.overdue", 0): 1}
    assert _of(late, case(v=3, stage=Stage.CLOSED, overdue=True)) == {
        ("grid", "case.open", 0): -1,
        ("grid", "case.overdue", 0): -1,
        ("grid", "case.closed", THIS_HOUR): 1,
    }


def test_what_is_deferred_is_counted_as_that_and_not_as_overdue() -> None:
    aside = Deferral(since=NOW, until=NOW + HOUR, reason="待立项", name="a", agreed="b")
    late = case(v=2, stage=Stage.HANDLING, overdue=True)
    waiting = case(v=3, stage=Stage.HANDLING, overdue=True, deferral=aside)
    assert _of(late, waiting) == {("grid", "case.overdue", 0): -1, ("grid", "case.deferred", 0): 1}
    assert _of(waiting, case(v=4, stage=Stage.HANDLING, overdue=True)) == {
        ("grid", "case.overdue", 0): 1,
        ("grid", "case.deferred", 0): -1,
    }
    gone = case(v=4, stage=Stage.CLOSED, closed=NOW, overdue=True, dropped=Dropped.VOID)
    assert _of(waiting, gone)["grid", "case.deferred", 0] == -1


def test_an_extension_takes_the_overdue_mark_back() -> None:
    late = case(v=2, overdue=True)
    assert _of(late, case(v=3, overdue=False)) == {("grid", "case.overdue", 0): -1}


def test_a_case_first_seen_closed_was_never_in_hand() -> None:
    assert _of(None, case(stage=Stage.CLOSED)) == {
        ("grid", "case.opened", THIS_HOUR): 1,
        ("grid", "case.filed", THIS_HOUR): 1,
        ("grid", "case.closed", THIS_HOUR): 1,
        ("grid", "case.closed_in_time", THIS_HOUR): 1,
    }


def test_rework_counts_by_how_often_it_rose() -> None:
    assert _of(case(rework=1), case(v=2, rework=3)) == {("grid", "case.rework", THIS_HOUR): 2}
    assert _of(case(rework=1), case(v=2, rework=1)) == {}
    assert _of(case(rework=1), case(v=2, rework=0)) == {}


def test_the_system_is_the_cases_own() -> None:
    assert {key[0] for key in _of(None, case(system=System.CITY))} == {"city"}


def test_an_alarm_is_annunciated_by_the_minute_and_raised_by_the_hour() -> None:
    assert _of(None, alarm()) == {
        ("city", "alarm.annunciated", THIS_MINUTE): 1,
        ("city", "alarm.raised", THIS_HOUR): 1,
        ("city", "alarm.open", 0): 1,
        ("city", "alarm.unacknowledged", 0): 1,
    }


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({}, {"title": "改名"}, {}),
        ({}, {"acknowledged": True}, {"alarm.unacknowledged": -1}),
        ({}, {"active": False}, {}),
        ({"active": False}, {"active": False, "acknowledged": True}, {"alarm.unacknowledged": -1, "alarm.open": -1}),
        ({"acknowledged": True}, {"active": False, "acknowledged": True}, {"alarm.open": -1}),
        ({"acknowledged": True}, {"acknowledged": False}, {"alarm.unacknowledged": 1}),
        ({}, {"shelved": True}, {"alarm.unacknowledged": -1}),
        ({"acknowledged": True}, {"acknowledged": True, "suppressed": True}, {}),
        ({"shelved": True}, {"acknowledged": True}, {}),
    ],
)
def test_what_an_alarm_does_to_the_running_figures(
    before: dict[str, object], after: dict[str, object], expected: dict[str, int]
) -> None:
    wanted = {("city", measure, 0): amount for measure, amount in expected.items()}
    found = _of(alarm(**before), alarm(v=2, **after))
    assert {key: amount for key, amount in found.items() if key[2] == 0} == wanted


def test_an_alarm_that_asks_for_a_new_look_is_annunciated_though_not_raised() -> None:
    worse = _of(alarm(acknowledged=True), alarm(v=2, priority=1, acknowledged=False))
    off_the_shelf = _of(alarm(shelved=True, acknowledged=True), alarm(v=2, acknowledged=False))
    for found in (worse, off_the_shelf):
        assert found[("city", "alarm.annunciated", THIS_MINUTE)] == 1
        assert ("city", "alarm.raised", THIS_HOUR) not in found
    assert not any("annunciated" in key[1] for key in _of(alarm(shelved=True), alarm(v=2, acknowledged=True)))


def test_an_alarm_that_occurs_again_is_annunciated_again() -> None:
    returned, again = alarm(active=False), alarm(v=2, at=NOW + 60_000)
    assert _of(returned, again) == {
        ("city", "alarm.annunciated", THIS_MINUTE + 60_000): 1,
        ("city", "alarm.raised", THIS_HOUR): 1,
    }


def test_an_alarm_first_seen_normal_counts_nothing() -> None:
    assert _of(None, alarm(active=False, acknowledged=True)) == {}


def test_an_incident_counts_while_it_is_open() -> None:
    assert _of(None, incident()) == {("emergency", "incident.open", 0): 1}
    assert _of(incident(), incident(v=2, grade=1)) == {}
    assert _of(incident(), incident(v=2, closed=NOW)) == {("emergency", "incident.open", 0): -1}
    assert _of(None, incident(closed=NOW)) == {}


def test_samples_count_nothing() -> None:
    assert _of(None, Sample(id="s", v=1, at=NOW, value=1.0)) == {}


GRID = "330102003001001"


def test_flows_are_kept_for_the_area_too_where_the_entity_names_one() -> None:
    assert _of(None, case(area=GRID)) == OPENED | {("grid", f"case.opened/{GRID}", THIS_HOUR): 1}
    assert _of(case(area=GRID, stage=Stage.CHECKING), case(v=2, area=GRID, stage=Stage.CLOSED)) == {
        ("grid", "case.open", 0): -1,
        ("grid", "case.closed", THIS_HOUR): 1,
        ("grid", f"case.closed/{GRID}", THIS_HOUR): 1,
        ("grid", "case.closed_in_time", THIS_HOUR): 1,
        ("grid", f"case.closed_in_time/{GRID}", THIS_HOUR): 1,
    }
    raised = _of(None, alarm(area=GRID))
    assert raised["city", f"alarm.raised/{GRID}", THIS_HOUR] == 1
    assert [key for key in raised if "/" in key[1]] == [("city", f"alarm.raised/{GRID}", THIS_HOUR)], "minutes are not"


@pytest.mark.parametrize("area", ["", "城中区", "33/01", "1" * 19, "３３０１０２"])
def test_what_is_no_area_code_gets_no_counter_of_its_own(area: str) -> None:
    assert _of(None, case(area=area)) == OPENED


def test_a_counter_of_an_area_knows_the_flow_that_it_is_a_part_of() -> None:
    key = CounterKey("grid", "case.opened", 5).within(GRID)
    assert (key.plain, key.area, key.bucket) == ("case.opened", GRID, 5)
    assert CounterKey("grid", "case.opened", 5).area == ""


def test_what_is_told_of_a_case_after_its_end_opens_and_closes_nothing_again() -> None:
    end = NOW + HOUR
    assert _of(None, case(v=7, stage=Stage.CLOSED, at=end, closed=NOW, overdue=True)) == {}
    at_once = _of(None, case(stage=Stage.CLOSED, at=end, closed=end))
    assert at_once["grid", "case.closed", THIS_HOUR + HOUR] == 1, "reported as done on the spot"
