"""The alarm list: always the sorted list of what is open, whatever came between; no row vanishes early."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from console.domain.entities import Alarm
from console.models.alarms.in_order import AlarmModel
from console.models.registers import Registers
from tests.fakes.events import NOW, alarm
from tests.models.kit import register


def _model() -> AlarmModel:
    return AlarmModel(Registers())


def _place(one: Alarm) -> tuple[bool, int, int]:
    """Order of display: unacknowledged first, then by priority, then the newest first."""
    return one.acknowledged, one.priority, -one.raised


def _shown(model: AlarmModel) -> list[tuple[int, str]]:
    return [(model.row(n).key, model.row(n).title) for n in range(model.count())]


_alarm = st.builds(
    lambda priority, acknowledged, raised, title: alarm(
        priority=priority, acknowledged=acknowledged, raised=NOW + raised, title=title
    ),
    st.integers(1, 4), st.booleans(), st.integers(0, 3), st.sampled_from("甲乙丙"),
)  # fmt: skip
_step = st.tuples(st.sampled_from(["put", "put", "put", "remove", "settle", "clear"]), st.integers(1, 6), _alarm)


@given(st.lists(_step, max_size=60))
def test_the_list_is_the_sorted_list_of_what_is_open(steps: list[tuple[str, int, Alarm]]) -> None:
    model, expected = _model(), {}
    for what, key, one in steps:
        if what == "put":
            model.put(key, 1, one)
            expected[key] = one
        elif what == "remove":
            model.remove(key)
            expected.pop(key, None)
        elif what == "clear":
            model.clear()
            expected.clear()
        else:
            model.settle()
    model.settle()
    shown = _shown(model)
    assert dict(shown) == {key: one.title for key, one in expected.items()}
    assert len(shown) == len(expected)
    places = [_place(expected[key]) for key, _ in shown]
    assert places == sorted(places)
    assert model.unacknowledged() == sum(not one.acknowledged for one in expected.values())
    assert [model.index_of(key) for key, _ in shown] == list(range(len(shown)))


_named = st.builds(
    lambda name, case: alarm(name, case=case), st.sampled_from(["A-1", "A-2", "A-3"]), st.sampled_from(["", "C-1"])
)


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 2), st.none() | _named), max_size=40))
def test_an_id_finds_its_alarm_and_nothing_of_what_is_gone(steps: list[tuple[int, int, Alarm | None]]) -> None:
    """Against a walk through all that is open; of two backends' that have one id none is guessed."""
    model, open_now = _model(), dict[int, tuple[int, Alarm]]()
    for key, backend, one in steps:
        if one is None:
            model.remove(key)
            open_now.pop(key, None)
        else:
            model.put(key, backend, one)
            open_now[key] = (backend, one)
        model.settle()
        for name in ("A-1", "A-2", "A-3"):
            for at in (None, 1, 2):
                same = [each for each, (owner, it) in open_now.items() if it.id == name and at in (None, owner)]
                assert model.find(name, at) == (same[0] if len(same) == 1 else 0)
    for key in list(open_now):
        model.remove(key)
    model.settle()
    assert not model._named and not model._dispatched, "months of alarms leave nothing behind"


def test_an_alarm_from_a_clock_gone_mad_stays_in_its_class() -> None:
    model = _model()
    model.put(1, 1, alarm(priority=1, raised=NOW))
    model.put(2, 1, alarm(priority=2, raised=253_402_300_799_999))
    model.put(3, 1, alarm(priority=2, raised=NOW))
    model.put(4, 1, alarm(priority=1, raised=253_402_300_799_999, acknowledged=True))
    model.put(5, 1, alarm(priority=4, raised=0))
    model.settle()
    assert [key for key, _ in _shown(model)] == [1, 2, 3, 5, 4]
    assert model.unacknowledged() == 4


def test_changes_take_effect_together(qtbot: QtBot) -> None:
    model = _model()
    model.put(1, 1, alarm("A", title="one"))
    assert model.count() == 0
    with qtbot.assertNotEmitted(model.changed):
        model.put(2, 1, alarm("B", title="two"))
    model.settle()
    assert model.count() == 2
    model.remove(1)
    model.put(2, 1, alarm("B", title="renamed"))
    assert sorted(_shown(model)) == [(1, "one"), (2, "two")], "a row that is painted meanwhile is still there"
    model.settle()
    assert _shown(model) == [(2, "renamed")]
    with pytest.raises(KeyError):
        model.by_key(1)
    assert model.index_of(1) == -1


def test_an_alarm_that_goes_and_comes_within_a_frame_is_not_lost() -> None:
    model = _model()
    model.put(1, 1, alarm())
    model.settle()
    model.remove(1)
    model.put(1, 1, alarm())
    model.settle()
    assert model.count() == 1


def test_one_settling_tells_once(qtbot: QtBot) -> None:
    model, told = _model(), []
    model.changed.connect(lambda: told.append(model.count()))
    for key in range(1, 3001):
        model.put(key, 1, alarm(f"A-{key}", priority=key % 4 + 1, raised=NOW + key))
    model.settle()
    assert told == [3000]


def test_rows_are_finished_and_limited() -> None:
    registers = Registers()
    registers.load(*register("areas", [{"code": "310115", "name": "浦东新区", "level": "county"}]))
    model = AlarmModel(registers)
    for key in range(1, 11):
        model.put(key, 9, alarm(f"A-{key}", area="310115000000000", value=3.5, limit=2.0, unit="mg/L"))
    model.settle()
    rows = model.rows(4)
    assert len(rows) == 4 and len(model.rows(99)) == 10
    row = rows[0]
    assert (row.area, row.system, row.state, row.backend) == ("浦东新区", "城管", "未确认", 9)
    assert (row.value, row.limit, row.unit) == (3.5, 2.0, "mg/L")
