"""Figures by area that are kept agree with figures that are counted, whatever comes and goes."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from console.domain.entities import Alarm, Case, Deferral, Event, Stage, System
from console.models.figures.tally import NOWHERE, Figure, Kind, Measure, Tally
from tests.models.worlds import HOUR, NOW

AREAS = ("990101001001001", "990101001001002", "990102003001001", "")


def case(name: str, **fields: Any) -> Case:
    base: dict[str, Any] = {
        "system": System.GRID, "stage": Stage.FILED, "category": "市容环境/暴露垃圾", "title": name, "opened": NOW,
        "due": NOW + HOUR, "area": AREAS[0], "lon": 118.7, "lat": 37.4,
    }  # fmt: skip
    return Case(id=name, v=1, at=NOW, **(base | fields))


def alarm(name: str, **fields: Any) -> Alarm:
    base: dict[str, Any] = {
        "system": System.CITY, "priority": 2, "title": name, "source": "s", "rule": "r", "raised": NOW,
        "area": AREAS[1], "lon": 118.6, "lat": 37.5,
    }  # fmt: skip
    return Alarm(id=name, v=1, at=NOW, **(base | fields))


def test_a_case_counts_for_all_for_its_system_and_for_its_class() -> None:
    tally = Tally()
    tally.put(1, case("C", overdue=True))
    for figure in (
        Figure(Measure.CASES), Figure(Measure.CASES, System.GRID), Figure(Measure.CASES, None, "市容环境"),
        Figure(Measure.OVERDUE), Figure(Measure.OVERDUE, System.GRID),
    ):  # fmt: skip
        assert tally.counts[figure] == {AREAS[0]: 1}
    assert not tally.counts.get(Figure(Measure.CASES, System.CITY)) and tally.kinds() == ("市容环境",)


def test_sums_go_to_the_area_that_holds_the_code_and_the_rest_is_told() -> None:
    tally = Tally()
    for key, area in enumerate(AREAS):
        tally.put(key, case(f"C{key}", area=area))
    figure = Figure(Measure.CASES)
    assert tally.within(figure, {"990101", "990102"}, 6) == {"990101": 2, "990102": 1, NOWHERE: 1}
    assert tally.within(figure, {"990101001"}, 9) == {"990101001": 2, NOWHERE: 2}


def test_what_is_deferred_is_in_hand_and_not_late() -> None:
    tally = Tally()
    tally.put(1, case("C", overdue=True, deferral=Deferral(since=0, until=NOW, reason="r", name="a", agreed="b")))
    assert tally.counts[Figure(Measure.CASES)] == {AREAS[0]: 1} and not tally.counts.get(Figure(Measure.OVERDUE))
    assert not tally.places.late[tally.places.rows(Kind.CASE)].any()


def test_hidden_and_closed_things_count_for_nothing() -> None:
    tally = Tally()
    tally.put(1, alarm("A", shelved=True))
    tally.put(2, case("C", stage=Stage.CLOSED))
    assert not any(tally.counts.values()) and len(tally.places.rows(Kind.CASE)) == 0


def test_places_follow_and_rows_are_used_again() -> None:
    tally = Tally()
    for key in range(300):
        tally.put(key, case(f"C{key}", lon=118 + key / 1000))
    tally.put(5, case("C5", lon=None, lat=None))
    tally.drop(6)
    tally.put(1000, alarm("A"))
    keys = set(tally.places.key[tally.places.rows(Kind.CASE)].tolist())
    assert keys == set(range(300)) - {5, 6}
    assert tally.places.key[tally.places.rows(Kind.ALARM)].tolist() == [1000]
    assert len(tally.places.rows(Kind.CASE, NOW + 1)) == 0


_events = st.one_of(
    st.builds(
        lambda area, late, stage, system: case("C", area=area, overdue=late, stage=stage, system=system),
        st.sampled_from(AREAS), st.booleans(), st.sampled_from(Stage), st.sampled_from(System),
    ),
    st.builds(
        lambda area, seen, hidden: alarm("A", area=area, acknowledged=seen, shelved=hidden),
        st.sampled_from(AREAS), st.booleans(), st.booleans(),
    ),
    st.none(),
)  # fmt: skip


@given(st.lists(st.tuples(st.integers(1, 6), _events), max_size=40))
def test_kept_figures_equal_counted_ones(steps: list[tuple[int, Event | None]]) -> None:
    tally, held = Tally(), dict[int, Event]()
    for key, event in steps:
        if event is None:
            tally.drop(key)
            held.pop(key, None)
        else:
            tally.put(key, event)
            held[key] = event
    open_cases = [each for each in held.values() if isinstance(each, Case) and each.open]
    alarms = [each for each in held.values() if isinstance(each, Alarm) and each.open and not each.hidden]
    assert dict(tally.counts[Figure(Measure.CASES)]) == Counter(each.area for each in open_cases)
    assert dict(tally.counts[Figure(Measure.OVERDUE)]) == Counter(each.area for each in open_cases if each.overdue)
    assert dict(tally.counts[Figure(Measure.ALARMS)]) == Counter(each.area for each in alarms)
    unseen = Counter(each.area for each in alarms if not each.acknowledged)
    assert dict(tally.counts[Figure(Measure.WAITING)]) == unseen
    assert len(tally.places.rows(Kind.CASE)) == len(open_cases)
