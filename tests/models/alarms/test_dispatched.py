"""Dispatch beside the alarm's state: it follows the case, whichever of the two comes first, and can be filtered by."""

from __future__ import annotations

import pytest

from console.domain.entities import Stage
from console.models.alarms.facts import stage_number
from console.models.alarms.filter import AlarmQuery, FilteredAlarms
from console.models.world import World
from tests.fakes.events import alarm, case
from tests.models.kit import apply, changes

pytestmark = pytest.mark.operations
SENT = alarm("A-1", acknowledged=True, case="CA-1")
PLAIN = alarm("A-2")


def _row(world: World, key: int) -> tuple[str, str]:
    row = world.alarms.by_key(key)
    return row.state, row.dispatch


@pytest.mark.parametrize("alarm_first", [True, False])
def test_the_column_follows_the_case_and_the_state_stays_the_alarms(alarm_first: bool) -> None:
    parts = [
        changes([(1, SENT), (2, PLAIN)]),
        changes([(9, case("CA-1", 1, Stage.DISPATCHED))]),
    ]
    world = World()
    for part in parts if alarm_first else parts[::-1]:
        apply(world, part)
    assert (_row(world, 1), _row(world, 2)) == (("已确认", "待接收"), ("未确认", ""))
    for stage, words in ((Stage.HANDLING, "处置中"), (Stage.CHECKING, "待核查"), (Stage.FILED, "待派遣")):
        apply(world, changes([(9, case("CA-1", 2, stage))]))
        assert _row(world, 1) == ("已确认", words)
    apply(world, changes(removed=[9]))
    assert _row(world, 1) == ("已确认", "已结案")


def test_a_case_that_moves_on_redraws_its_alarm_and_no_other() -> None:
    world = apply(World(), changes([(1, SENT), (2, PLAIN), (9, case("CA-1"))]))
    apply(world, changes([(9, case("CA-1", 2, Stage.HANDLING)), (10, case("CA-2"))]))
    assert world.alarms.touched == [1]


def test_an_alarm_that_is_gone_is_not_brought_back_by_its_case() -> None:
    world = apply(World(), changes([(1, SENT), (9, case("CA-1"))]))
    apply(world, changes(removed=[1]))
    apply(world, changes([(9, case("CA-1", 2, Stage.HANDLING))]))
    assert world.alarms.count() == 0


def test_alarms_are_filtered_by_where_their_cases_stand() -> None:
    world = apply(World(), changes([(1, SENT), (2, PLAIN), (9, case("CA-1", 1, Stage.HANDLING))]))
    filtered = FilteredAlarms(world.alarms)
    found = {}
    for stage in (None, Stage.HANDLING, Stage.CLOSED):
        filtered.set_query(AlarmQuery(stages=frozenset({stage_number(stage)})))
        found[stage] = [filtered.row(at).id for at in range(filtered.count())]
    assert found == {None: ["A-2"], Stage.HANDLING: ["A-1"], Stage.CLOSED: []}
