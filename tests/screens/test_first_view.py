"""A map that nobody has moved looks at the city; one that was moved stays where it was put."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from console.models.world import World
from resources.theme import load
from screens.first_view import FirstView
from tests.models.kit import apply, backend, changes, register, stand_still
from widgets.map.map_pane import MapPane

CITY = {"name": "示范市", "bbox": [118.2, 37.2, 119.2, 37.7], "center": [118.7, 37.45]}
AREAS = [{"code": "990100", "name": "示范市", "level": "city"}]
SHAPES = {"990100": [[118.2, 37.2], [118.9, 37.2], [118.9, 37.7], [118.2, 37.7], [118.2, 37.2]]}


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    return apply(stand_still(monkeypatch, World()), changes(backends=[backend()]))


@pytest.fixture
def city_map(qtbot: QtBot) -> Iterator[MapPane]:
    pane = MapPane(load())
    qtbot.addWidget(pane)
    pane.resize(1280, 720)
    pane.show()
    yield pane


def _settled(first: FirstView, city_map: MapPane, qtbot: QtBot) -> None:
    first.refresh()
    qtbot.waitUntil(lambda: not city_map.camera.flying)
    first.refresh()


def _sides(city_map: MapPane) -> tuple[float, float]:
    """Degrees of the map's left and right side."""
    return city_map.camera.view.to_degrees(0, 0)[0], city_map.camera.view.to_degrees(city_map.width(), 0)[0]


def test_it_comes_home_to_the_ground_once_the_borders_are_told_too(
    world: World, city_map: MapPane, qtbot: QtBot
) -> None:
    first = FirstView(world, city_map)
    _settled(first, city_map, qtbot)
    apply(world, changes(registers=[register("city", CITY)]))
    _settled(first, city_map, qtbot)
    without = _sides(city_map)
    apply(world, changes(registers=[register("areas", AREAS), register("area_shapes", SHAPES)]))
    _settled(first, city_map, qtbot)
    west, east = _sides(city_map)
    assert west < 118.2 and east > 118.9
    assert west < without[0] and east < without[1], "what is spare lies on the land's side"


def test_a_map_that_changes_its_size_is_brought_home_again(world: World, city_map: MapPane, qtbot: QtBot) -> None:
    first = FirstView(world, city_map)
    apply(world, changes(registers=[register("city", CITY), register("areas", AREAS)]))
    _settled(first, city_map, qtbot)
    city_map.resize(700, 900)
    _settled(first, city_map, qtbot)
    west, east = _sides(city_map)
    assert west < 118.2 and east > 119.2


def test_one_that_was_moved_stays(world: World, city_map: MapPane, qtbot: QtBot) -> None:
    first = FirstView(world, city_map)
    apply(world, changes(registers=[register("city", CITY), register("areas", AREAS)]))
    _settled(first, city_map, qtbot)
    city_map.camera.look_at(118.6, 37.4, 13)
    city_map.resize(900, 700)
    apply(world, changes(registers=[register("area_shapes", SHAPES)]))
    _settled(first, city_map, qtbot)
    assert city_map.camera.centre == pytest.approx((118.6, 37.4)) and city_map.camera.zoom == 13


def test_one_that_was_put_somewhere_before_the_city_was_known_stays(
    world: World, city_map: MapPane, qtbot: QtBot
) -> None:
    city_map.camera.look_at(118.6, 37.4, 13)
    first = FirstView(world, city_map)
    apply(world, changes(registers=[register("city", CITY)]))
    _settled(first, city_map, qtbot)
    assert city_map.camera.zoom == 13


def test_a_map_that_was_made_again_is_at_home_where_the_one_before_was(
    world: World, city_map: MapPane, qtbot: QtBot
) -> None:
    """In another look of the desk, say; then the window gets another size."""
    apply(world, changes(registers=[register("city", CITY), register("areas", AREAS)]))
    _settled(FirstView(world, city_map), city_map, qtbot)
    again = MapPane(load("high-contrast"))
    qtbot.addWidget(again)
    again.resize(city_map.size())
    first = FirstView(world, again)
    again.restore_state(city_map.keep_state())
    again.show()
    _settled(first, again, qtbot)
    again.resize(700, 900)
    _settled(first, again, qtbot)
    west, east = _sides(again)
    assert west < 118.2 and east > 119.2
