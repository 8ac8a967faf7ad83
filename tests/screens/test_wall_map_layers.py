"""Map layers on the wall: those of the scene, each with a legend that says of when its data is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from console.domain.geo.area_code import AreaLevel
from console.models.city_map.home import Box, Home
from console.models.rows import Marker
from resources import theme
from screens.pulse import Pulse
from screens.wall_layers import WallLayers
from screens.wall_legends import LegendColumn
from tests.models.city_map.layers.city import CITY, COUNTY, TOWN, city_world
from tests.models.figures.test_tally import case
from widgets.map.map_pane import MapPane

BOX: Box = tuple(CITY["bbox"])  # type: ignore[assignment,arg-type]
HOME = Home(BOX, BOX)
NAMES = ("choropleth:open-cases", "clusters:cases")


@pytest.fixture
def city_map(qtbot: QtBot) -> Iterator[MapPane]:
    pane = MapPane(theme.load())
    qtbot.addWidget(pane)
    pane.resize(1280, 720)
    pane.camera.look_at(118.7, 37.4, 10)
    pane.show()
    yield pane


def _layers(
    city_map: MapPane, owner: QObject, *names: str, level: str = "", legends: LegendColumn | None = None
) -> WallLayers:
    world = city_world(case("C", area=f"{TOWN}001001", lon=118.7, lat=37.4))
    made = WallLayers(world, theme.load(), Pulse(owner), city_map, names, level, legends)
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


def test_of_two_layers_that_colour_areas_the_first_is_shown(
    city_map: MapPane, caplog: pytest.LogCaptureFixture
) -> None:
    made = _layers(city_map, city_map, NAMES[0], "heat:cases", "clusters:cases")
    assert list(made.legends) == [NAMES[0], "clusters:cases"]
    assert "left out: heat:cases" in caplog.text


def test_values_of_the_air_take_the_place_of_its_stations_and_of_no_others(city_map: MapPane) -> None:
    kinds = ("air_station", "water_section", "water_level")
    city_map.set_markers([Marker(kind, kind, 118.7, 37.4, kind, "1") for kind in kinds])
    _layers(city_map, city_map, "stations:PM25")
    assert {marker.kind for marker in city_map._markers.shown()} == {"water_section", "water_level"}


def _settled(city_map: MapPane, made: WallLayers, qtbot: QtBot) -> None:
    made.refresh()
    qtbot.waitUntil(lambda: not city_map.camera.flying)
    made.refresh()


def _beside(city_map: MapPane) -> LegendColumn:
    return LegendColumn(theme.load(), city_map, lambda: 0, lambda: HOME)


def _at_home(city_map: MapPane) -> None:
    city_map.camera.look_at(*city_map.camera.framing(HOME.ground, HOME.whole))


def test_the_whole_city_is_shown_beside_the_legends(city_map: MapPane, qtbot: QtBot) -> None:
    _at_home(city_map)
    made = _layers(city_map, city_map, *NAMES, legends=_beside(city_map))
    _settled(city_map, made, qtbot)
    west, south, east, north = CITY["bbox"]  # type: ignore[misc]
    left, top = city_map.camera.view.to_widget(west, north)
    right, bottom = city_map.camera.view.to_widget(east, south)
    assert left > max(legend.geometry().right() for legend in made.legends.values())
    assert right < city_map.width() and top > 0 and bottom < city_map.height()


def test_a_map_that_looks_elsewhere_stays_where_it_is(city_map: MapPane, qtbot: QtBot) -> None:
    made = _layers(city_map, city_map, *NAMES, legends=_beside(city_map))
    _settled(city_map, made, qtbot)
    assert city_map.camera.centre == pytest.approx((118.7, 37.4)) and city_map.camera.zoom == 10


def test_a_column_as_wide_as_half_the_map_moves_nothing(city_map: MapPane, qtbot: QtBot) -> None:
    city_map.resize(320, 720)
    _at_home(city_map)
    before = city_map.camera.centre
    made = _layers(city_map, city_map, *NAMES, legends=_beside(city_map))
    _settled(city_map, made, qtbot)
    assert city_map.camera.centre == before


def test_legends_that_have_no_room_are_not_cut_but_left_out(city_map: MapPane) -> None:
    city_map.resize(1280, 260)
    made = _layers(city_map, city_map, *NAMES)
    shown = [legend for legend in made.legends.values() if not legend.isHidden()]
    assert len(shown) == 1 and city_map.rect().contains(shown[0].geometry())
