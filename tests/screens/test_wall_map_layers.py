"""Map layers on the wall: those of the scene, each with a legend that says of when its data is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from console.domain.area_code import AreaLevel
from resources import theme
from screens.pulse import Pulse
from screens.wall_layers import WallLayers
from tests.models.city_map.layers.city import COUNTY, TOWN, city_world
from tests.models.figures.test_tally import case
from widgets.map.map_pane import MapPane

NAMES = ("choropleth:open-cases", "clusters:cases")


@pytest.fixture
def city_map(qtbot: QtBot) -> Iterator[MapPane]:
    pane = MapPane(theme.load())
    qtbot.addWidget(pane)
    pane.resize(1280, 720)
    pane.camera.look_at(118.7, 37.4, 10)
    pane.show()
    yield pane


def _layers(city_map: MapPane, owner: QObject, *names: str, level: str = "") -> WallLayers:
    world = city_world(case("C", area=f"{TOWN}001001", lon=118.7, lat=37.4))
    made = WallLayers(world, theme.load(), Pulse(owner), city_map, names, level)
    for _ in names:
        made.refresh()
    return made


def test_the_layers_of_the_scene_are_shown_in_its_order_each_with_its_legend(city_map: MapPane) -> None:
    made = _layers(city_map, city_map, *NAMES)
    assert tuple(layer.name for layer in city_map.map_layers()) == NAMES
    first, second = (made.legends[name] for name in NAMES)
    assert first.isVisible() and second.isVisible() and not first.geometry().intersects(second.geometry())
    assert "1 件" in first.accessibleDescription()
    assert city_map.shape_at(city_map.rect().center().toPointF()) is not None


def test_the_level_says_which_areas(city_map: MapPane) -> None:
    made = _layers(city_map, city_map, NAMES[0], level="town")
    assert made.book.focus.level is AreaLevel.TOWN
    assert {shape.id for shape in city_map.map_layers()[0].shapes} > {TOWN}  # type: ignore[attr-defined]
    assert COUNTY not in {shape.id for shape in city_map.map_layers()[0].shapes}  # type: ignore[attr-defined]


@pytest.mark.parametrize(("name", "level"), [("choropleth:x", ""), ("traffic", ""), (NAMES[0], "street")])
def test_a_layer_or_a_level_that_there_is_not_is_an_error(city_map: MapPane, name: str, level: str) -> None:
    with pytest.raises(KeyError):
        _layers(city_map, city_map, name, level=level)


def test_legends_that_have_no_room_are_not_cut_but_left_out(city_map: MapPane) -> None:
    city_map.resize(1280, 260)
    made = _layers(city_map, city_map, *NAMES)
    shown = [legend for legend in made.legends.values() if not legend.isHidden()]
    assert len(shown) == 1 and city_map.rect().contains(shown[0].geometry())
