"""River sections: the class by the worst item, an alarm when the target is missed, inflows that go down the river."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import msgspec
import pytest

from console.domain.entities import Alarm, Sample, System
from console.domain.environment.water import WaterItem
from console.gateway.simulator.city import City
from console.gateway.simulator.operators import Operators
from console.gateway.simulator.run import Options, build, live_through
from console.gateway.simulator.sections import FLOW_HOURS, ITEMS, PERIOD, Sections
from console.gateway.simulator.world import HOUR, World
from tests.gateway.simulated import START, Notebook
from tests.gateway.tiny_city import write_city

CLEAN = {"pH": 7.5, "DO": 8.0, "CODMn": 1.5, "NH3-N": 0.1, "TP": 0.02, "TN": 9.9}
"""Class Ⅰ in everything that counts; nitrogen does not count in a river."""
DUE = START // PERIOD * PERIOD + PERIOD


class River:
    """One section with a target of Ⅲ, whose measured values the test decides."""

    def __init__(self, folder: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self.notebook = Notebook()
        world = World(City(write_city(folder)), 7, self.notebook)
        self.sections = Sections(world, Operators(world, 0))
        self.section = next(iter(self.sections._sections.values()))
        self.values = dict(CLEAN)
        self.turns = 0
        monkeypatch.setattr(self.sections, "_value", lambda _section, item, _at: self.values[item.code])
        monkeypatch.setattr("console.gateway.simulator.sections.MISSING", 0.0)

    def publish(self, **values: float) -> float | None:
        """Four hours with these values beside clean ones; the class that was said."""
        self.values = CLEAN | {name.replace("_", "-"): value for name, value in values.items()}
        self.turns += 1
        self.sections._publish(self.section, DUE + self.turns * PERIOD)
        said = [each for each in self.notebook.events(Sample) if each.id.endswith("/class")]
        assert said[-1].at == DUE + (self.turns - 1) * PERIOD, "labelled by the start of the four hours"
        return said[-1].value

    def alarm(self) -> Alarm | None:
        raised = self.notebook.events(Alarm)
        return raised[-1] if raised else None


@pytest.fixture
def river(tmp_path, monkeypatch):
    return River(tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, 1),
        ({"NH3_N": 0.16}, 2), ({"NH3_N": 0.5}, 2), ({"NH3_N": 1.0}, 3), ({"NH3_N": 1.01}, 4), ({"NH3_N": 2.0}, 5),
        ({"NH3_N": 2.01}, 6), ({"DO": 7.4}, 2), ({"DO": 5.0}, 3), ({"DO": 4.99}, 4), ({"DO": 1.9}, 6),
        ({"TP": 0.3}, 4), ({"CODMn": 10.0, "NH3_N": 0.16}, 4), ({"pH": 9.1}, 6),
    ],
)  # fmt: skip
def test_the_class_is_that_of_the_worst_item(river, values, expected):
    assert river.publish(**values) == expected


def test_missing_the_target_is_an_alarm_that_names_the_item_and_ends_with_it(river):
    river.publish(NH3_N=1.0)
    assert river.alarm() is None, "Ⅲ is what it is to keep"
    river.publish(NH3_N=1.01)
    alarm = river.alarm()
    assert (alarm.system, alarm.rule, alarm.priority) == (System.ENVIRONMENT, "section.class", 3)
    assert "Ⅳ类" in alarm.title and "目标Ⅲ类" in alarm.title and "氨氮 1.01 mg/L" in alarm.title
    assert (alarm.value, alarm.limit, alarm.series) == (1.01, 1.0, f"{river.section.asset.id}/NH3-N")
    river.publish(NH3_N=2.01)
    assert river.alarm().id == alarm.id and river.alarm().priority == 2 and "劣Ⅴ类" in river.alarm().title
    river.publish()
    assert not river.alarm().active


def test_an_inflow_comes_later_and_thinner_further_down(river):
    first, second = list(river.sections._sections.values())[:2]
    first.asset = msgspec.structs.replace(first.asset, down=second.asset.id)
    second.asset = msgspec.structs.replace(second.asset, down=first.asset.id)  # a register that runs in a circle
    river.sections._flow_in(first, WaterItem.TP, START)
    (_, since, until, worse), (_, later, _, less) = first.inflows[0], second.inflows[0]
    assert later - since == FLOW_HOURS * HOUR and 0 < less < worse and len(first.inflows) == 1
    middle = (since + until) // 2 - PERIOD // 2
    assert first.excess(WaterItem.TP, middle) == pytest.approx(worse) and first.excess(WaterItem.NH3_N, middle) == 0
    assert first.excess(WaterItem.TP, until) == 0


def test_two_days_of_a_city_have_every_item_of_every_section_every_four_hours(tmp_path):
    notebook = Notebook()
    world = World(City(write_city(tmp_path)), 7, notebook)
    parts, _ = build(world, Options(vehicles=0, rate=0), [], START, START)
    live_through(world, parts, START, 0)
    registered = {row.id for row in world.register if row.asset.startswith("ws-")}
    assert len(registered) == 3 * (1 + len(ITEMS))
    for name in registered:
        at = sorted(each.at for each in notebook.events(Sample) if each.id == name)
        assert len(at) >= 11 and {b - a for a, b in pairwise(at)} <= {PERIOD, 2 * PERIOD, 3 * PERIOD}
