"""What asks the operator for a look, against the letters of ISA-18.2; the panel and the kept counters count alike."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.alarms import alarm_state as rules
from console.domain.alarms.alarm_metrics import Position
from console.domain.alarms.alarm_state import Refusal, State, state_of
from console.domain.alarms.annunciation import annunciates, occurs
from console.domain.counters import deltas
from console.domain.entities import Alarm
from tests.fakes.events import NOW, alarm

pytestmark = pytest.mark.operations
HOUR = 3_600_000
ACTS: dict[str, Callable[[Alarm, int], Alarm | Refusal]] = {
    "clears": rules.clear,
    "occurs": rules.occur,
    "acknowledged": lambda a, at: rules.acknowledge(a, "张三", at),
    "worse": lambda a, at: rules.change_priority(a, max(1, a.priority - 1), at),
    "re-alarm": rules.re_alarm,
    "shelved": lambda a, at: rules.shelve(a, "张三", at, at + 1, "检修"),
    "taken off": lambda a, at: rules.unshelve(a, "张三", at),
    "shelf over": rules.expire,
    "suppressed": lambda a, at: rules.suppress(a, "张三", at, "停车"),
    "unsuppressed": lambda a, at: rules.unsuppress(a, "张三", at),
    "out of service": lambda a, at: rules.take_out_of_service(a, "张三", at, "检修"),
    "in service": lambda a, at: rules.return_to_service(a, "张三", at),
}


def lived(acts: list[str]) -> list[Alarm]:
    """The versions of one alarm to which this happened, a minute apart, while it was open."""
    versions = [alarm(priority=4)]
    for act in acts:
        after = ACTS[act](versions[-1], versions[-1].at + 60_000)
        if isinstance(after, Alarm) and after is not versions[-1]:
            versions.append(after)
        if not versions[-1].open:
            break
    return versions


@pytest.mark.parametrize(("acts", "times"), [
    ([], 1),
    (["acknowledged", "clears"], 1),
    (["shelved", "shelf over"], 2),
    (["shelved", "taken off"], 1),
    (["acknowledged", "shelved", "shelf over"], 2),
    (["acknowledged", "re-alarm"], 2),
    (["acknowledged", "worse"], 2),
    (["worse"], 1),
    (["clears", "occurs"], 2),
    (["suppressed", "unsuppressed"], 2),
    (["shelved", "clears", "shelf over"], 1),
    (["out of service", "in service", "acknowledged"], 2),
])  # fmt: skip
def test_how_often_a_life_asked_for_a_look(acts: list[str], times: int) -> None:
    versions = lived(acts)
    steps = list(zip([None, *versions], versions, strict=False))
    assert sum(annunciates(before, after) for before, after in steps) == times


def test_off_its_shelf_it_asks_again_but_has_not_occurred_again() -> None:
    raised, shelved, back = lived(["shelved", "shelf over"])
    assert annunciates(shelved, back) and not occurs(shelved, back)
    assert occurs(None, raised) and not annunciates(raised, shelved)


@given(st.lists(st.sampled_from(sorted(ACTS)), max_size=20))
def test_the_panel_and_the_counters_count_what_comes_into_state_b(acts: list[str]) -> None:
    versions = lived(acts)
    letters = [State.NORMAL, *(state_of(each) for each in versions)]
    into_b = sum(one is not State.UNACKNOWLEDGED is two for one, two in itertools.pairwise(letters))
    position, counted, occurred = Position(NOW), 0, 0
    for before, after in zip([None, *versions], versions, strict=False):
        position.take(before, after, after.at)
        for key, n in deltas(before, after):
            counted += n * (key.measure == "alarm.annunciated")
            occurred += n * (key.measure == "alarm.raised")
    figures = position.figures(versions[-1].at)
    assert counted == into_b == figures.today
    assert figures.alarm_count == occurred
