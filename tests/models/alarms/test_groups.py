"""Groups: one row a cause, none lost, and which alarm of a burst was the first."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from console.models.alarms.filter import AlarmQuery, FilteredAlarms
from console.models.alarms.groups import FIRST_OUT_MS, GroupedAlarms, Grouping
from console.models.alarms.in_order import AlarmModel
from tests.models.alarms.test_filter import NOW, alarm, model

pytestmark = pytest.mark.operations


def grouped(alarms: AlarmModel) -> tuple[FilteredAlarms, GroupedAlarms]:
    filtered = FilteredAlarms(alarms)
    return filtered, GroupedAlarms(alarms, filtered)


def keys(groups: GroupedAlarms) -> list[int]:
    return [groups.row(place).key for place in range(groups.count())]


@pytest.mark.parametrize("seed", range(4))
def test_every_alarm_is_in_exactly_one_row(qapp: object, seed: int) -> None:
    rng = random.Random(seed)
    alarms = model({key: alarm(key, incident=rng.choice(("", "", "I-1", "I-2"))) for key in range(1, 120)})
    filtered, groups = grouped(alarms)
    for grouping in (Grouping.SOURCE, Grouping.INCIDENT, Grouping.NONE):
        groups.set_grouping(grouping)
        filtered.set_query(AlarmQuery(priorities=frozenset(rng.sample((1, 2, 3, 4), 2))))
        shown = Counter(member for key in keys(groups) for member in groups.members(key))
        assert shown == Counter(filtered.keys().tolist())
        for key in keys(groups):
            row = groups.row(groups.index_of(key))
            assert row.members == (len(groups.members(key)) if key < 0 else 0)
            assert row.members != 1, "a group of one stays an alarm"


def test_a_group_stands_where_its_most_urgent_alarm_stands(qapp: object) -> None:
    alarms = model({
        1: alarm(1, source="a", priority=4, acknowledged=True), 2: alarm(2, source="b", priority=1),
        3: alarm(3, source="a", priority=2), 4: alarm(4, source="c", priority=3),
    })  # fmt: skip
    _, groups = grouped(alarms)
    groups.set_grouping(Grouping.SOURCE)
    rows = [groups.row(place) for place in range(groups.count())]
    assert [row.key < 0 for row in rows] == [False, True, False]
    assert (rows[1].priority, rows[1].members, rows[1].acknowledged) == (2, 2, False)
    assert "1" in rows[1].state


def test_an_unfolded_group_shows_its_members_beneath_and_folds_again(qapp: object) -> None:
    alarms = model({key: alarm(key, source="a" if key < 4 else f"s{key}") for key in range(1, 7)})
    _, groups = grouped(alarms)
    groups.set_grouping(Grouping.SOURCE)
    (head,) = [key for key in keys(groups) if key < 0]
    folded = keys(groups)
    groups.toggle(head)
    place = keys(groups).index(head)
    assert keys(groups)[place + 1 : place + 4] == groups.members(head)
    assert all(groups.row(place + n).inside for n in (1, 2, 3))
    groups.toggle(head)
    assert keys(groups) == folded


def test_an_unfolded_group_stays_open_while_alarms_come(qapp: object) -> None:
    alarms = model({1: alarm(1, source="a"), 2: alarm(2, source="a")})
    _, groups = grouped(alarms)
    groups.set_grouping(Grouping.SOURCE)
    groups.toggle(keys(groups)[0])
    alarms.put(3, 1, alarm(3, source="a"))
    alarms.settle()
    assert sorted(keys(groups)[1:]) == [1, 2, 3]


def test_the_first_of_a_burst_is_marked_and_only_it(qapp: object) -> None:
    def at(seconds: int) -> int:
        return NOW + seconds * 1000

    alarms = model({
        1: alarm(1, source="a", raised=at(0)), 2: alarm(2, source="a", raised=at(20)),
        3: alarm(3, source="b", raised=at(0)),  # alone
        4: alarm(4, source="c", incident="I", raised=at(500)), 5: alarm(5, source="d", incident="I", raised=at(530)),
        6: alarm(6, source="e", raised=at(0)), 7: alarm(7, source="e", raised=at(0) + FIRST_OUT_MS + 1),  # too late
    })  # fmt: skip
    _, groups = grouped(alarms)
    marked = {row.key for row in (groups.row(place) for place in range(groups.count())) if row.mark}
    assert marked == {1, 4}


def test_an_act_on_its_way_stands_in_the_row(qapp: object) -> None:
    _, groups = grouped(model({1: alarm(1), 2: alarm(2)}))
    groups.set_pending({"A-2": "确认待送达"})
    assert {groups.row(place).key: groups.row(place).pending for place in range(2)} == {1: "", 2: "确认待送达"}
