"""What a map of a screen is told: new values of stations come to it, and markers that are left out are said."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from console.domain.entities import Sample
from console.models.rows import Marker
from console.models.world import World
from resources.theme import load
from screens import panes
from screens.panes import keep_map_fresh
from tests.fakes.events import NOW, alarm
from tests.models.kit import apply, backend, changes, register, stand_still
from widgets.map.map_pane import MapPane
from widgets.pane import PaneFrame


class Calls:
    """Stands in for the pulse."""

    def __init__(self) -> None:
        self.call: Callable[[], None] = lambda: None

    def add(self, call: Callable[[], None]) -> None:
        self.call = call
        call()


def test_new_values_come_to_the_map_though_no_alarm_does(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    assets = [{"id": "s", "kind": "air_station", "name": "s", "lon": 118.0, "lat": 37.0}]
    series = [{"id": "s/AQI", "asset": "s", "factor": "AQI", "name": "AQI", "cadence": 3600.0}]
    registers = [register("assets", assets), register("series", series)]
    world = apply(stand_still(monkeypatch, World()), changes(backends=[backend()], registers=registers))
    frame, pulse, now = PaneFrame(load()), Calls(), [1_000.0]
    qtbot.addWidget(frame)
    city_map = MapPane(load())
    frame.set_content(city_map)
    monkeypatch.setattr(panes.time, "monotonic", lambda: now[0])
    told: list[list[Marker]] = []
    monkeypatch.setattr(city_map, "set_markers", told.append)
    keep_map_fresh(world, pulse, city_map, frame)  # type: ignore[arg-type]
    apply(world, changes([(0, Sample(id="s/AQI", v=1, at=NOW, value=45.0))]))
    now[0] += 1.0
    pulse.call()
    assert len(told) == 1, "values come all the time: not each makes all markers anew"
    now[0] += 5.0
    pulse.call()
    assert [marker.label for marker in told[-1]] == ["AQI 45"]
    now[0] += 59.0
    pulse.call()
    assert len(told) == 2
    now[0] += 2.0
    pulse.call()
    assert len(told) == 3, "what is shown has grown older"


def test_alarms_that_are_left_out_of_the_map_are_said(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    world = apply(stand_still(monkeypatch, World()), changes(backends=[backend()]))
    frame, pulse = PaneFrame(load()), Calls()
    qtbot.addWidget(frame)
    city_map = MapPane(load())
    frame.set_content(city_map)
    keep_map_fresh(world, pulse, city_map, frame)  # type: ignore[arg-type]
    apply(world, changes([(n, alarm(f"a{n}")) for n in range(1, 301)]))
    pulse.call()
    assert city_map.notice == ""
    apply(world, changes([(n, alarm(f"a{n}")) for n in range(301, 1_201)]))
    pulse.call()
    assert city_map.notice == "地图只标出最急的 300 条告警，共 1,200 条"
    city_map.set_layer_visible("alarms", False)
    pulse.call()
    assert city_map.notice == ""
