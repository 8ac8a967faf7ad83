"""Figures of the day by area: from kept counters, with what they are a share of, and honest where there is little."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.counters import CounterKey
from console.domain.entities import System
from console.models.city_map.layers.figure_words import amount_words, percent
from console.models.clock import midnight
from console.models.figures.by_area import ENOUGH, Amount, amounts, known_since
from console.models.figures.flows import AreaFlows
from console.models.figures.tally import NOWHERE, Figure, Measure
from console.models.world import World
from tests.fakes.events import HOUR, NOW
from tests.models.figures.test_tally import case
from tests.models.kit import apply, changes, stand_still

TODAY = midnight(NOW)
TOWN, OTHER = "990101001", "990102001"
TOWNS = {TOWN, OTHER}


def flow(measure: str, area: str, n: int, system: str = "grid", at: int = TODAY) -> dict[CounterKey, int]:
    """A flow of an area, and the city's own that it is a part of."""
    key = CounterKey(system, measure, at)
    return {key: n, key.within(area): n} if area else {key: n}


def world_of(monkeypatch: pytest.MonkeyPatch, *flows: dict[CounterKey, int], **parts: object) -> World:
    counted: Counter[CounterKey] = Counter()
    for each in flows:
        counted.update(each)
    return apply(stand_still(monkeypatch, World()), changes(counters=dict(counted), **parts))


def of(world: World, measure: Measure, system: System | None = None) -> dict[str, Amount]:
    return amounts(world, Figure(measure, system), TOWNS, 9)


def test_the_day_begins_at_the_citys_midnight_and_systems_are_added(monkeypatch: pytest.MonkeyPatch) -> None:
    world = world_of(
        monkeypatch,
        flow("case.opened", TOWN + "001001", 3), flow("case.opened", TOWN + "002001", 2, at=TODAY + HOUR),
        flow("case.opened", TOWN + "001001", 4, "city"), flow("case.opened", OTHER + "001001", 1),
        flow("case.opened", TOWN + "001001", 50, at=TODAY - HOUR),
    )  # fmt: skip
    assert of(world, Measure.REPORTED) == {TOWN: (9, None), OTHER: (1, None), NOWHERE: (0, None)}
    assert of(world, Measure.REPORTED, System.GRID)[TOWN] == (5, None)


def test_what_happened_in_no_known_area_is_what_the_citys_own_counter_has_beyond(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = world_of(
        monkeypatch, flow("alarm.raised", TOWN, 4), flow("alarm.raised", "", 2), flow("alarm.raised", "880000", 1)
    )
    assert of(world, Measure.RAISED) == {TOWN: (4, None), NOWHERE: (3, None)}


def test_the_share_in_time_is_of_what_should_be_closed_late_open_cases_among_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    late = [case(f"L{number}", area=TOWN + "001001", overdue=True) for number in range(2)]
    world = world_of(
        monkeypatch, flow("case.closed", TOWN + "001001", 8), flow("case.closed_in_time", TOWN + "001001", 7),
        flow("case.closed", OTHER + "001001", 3), flow("case.closed_in_time", OTHER + "001001", 3),
    )  # fmt: skip
    apply(world, changes(list(enumerate(late, 100))))
    found = of(world, Measure.PUNCTUAL)
    assert found[TOWN] == (7, 10) and found[TOWN].value == 70.0 and found[TOWN].ranked
    assert found[OTHER] == (3, 3) and not found[OTHER].ranked, f"fewer than {ENOUGH}"
    assert amount_words(found[TOWN], "件") == "70.0%（7/10 件）"
    assert amount_words(found[OTHER], "件") == "100.0%（3/3 件），件数少，不评级"
    assert Amount(0, 0).value is None and "—" in amount_words(Amount(0, 0), "件")


@pytest.mark.parametrize(
    ("part", "whole", "shown"), [(191, 192, 99), (267, 267, 100), (0, 7, 0), (1, 300, 1), (262, 267, 98)]
)
def test_a_hundred_is_said_only_of_all_and_nothing_only_of_none(part: int, whole: int, shown: int) -> None:
    assert percent(part, whole) == shown


def test_a_day_that_nobody_counted_from_its_beginning_says_since_when(monkeypatch: pytest.MonkeyPatch) -> None:
    late = world_of(monkeypatch, flow("case.opened", TOWN, 1, at=TODAY + 3 * HOUR))
    assert known_since(late) == TODAY + 3 * HOUR
    whole = world_of(monkeypatch, flow("case.opened", TOWN, 1, at=TODAY - 2 * HOUR))
    assert known_since(whole) == TODAY


KEYS = [
    CounterKey(system, f"{measure}/{area}", TODAY + hours * HOUR)
    for system in ("grid", "city") for measure in ("case.opened", "case.closed") for area in ("1", "2")
    for hours in (-25, -1, 0, 5)
]  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(KEYS), st.integers(0, 5), st.integers(0, 1)), max_size=40))
def test_sums_that_are_kept_agree_with_sums_that_are_counted(steps: list[tuple[CounterKey, int, int]]) -> None:
    flows, plain = AreaFlows(), Counter[CounterKey]()
    for key, n, back in steps:
        flows.turn(TODAY - back * 24 * HOUR)
        flows.add(key, n - plain[key])
        plain[key] = n
    for measure in ("case.opened", "case.closed"):
        for system in ("", "grid"):
            counted: Counter[str] = Counter()
            for key, n in plain.items():
                within = flows.day <= key.bucket < flows.day + 24 * HOUR
                if key.plain == measure and within and system in ("", key.system):
                    counted[key.area] += n
            assert flows.sums(measure, system) == {area: n for area, n in counted.items() if n}
