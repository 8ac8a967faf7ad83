"""What a map of the demonstration city shows before anybody has moved it."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.models.city_map.home import Home, home_of
from console.models.registers import Registers
from tests.resources.test_city_ground import EXTENT, at, holds, rings, tile
from widgets.map.camera import Camera

CITY = Path(__file__).parents[2] / "resources" / "city"
SIZES = {
    "wall 1280x720": (618, 260, 1.0),
    "wall 1920x1080": (928, 390, 1.0),
    "wall upright": (1040, 380, 1.0),
    "wall 6656x1792": (2530, 1400, 1.66),
    "desk 1920x1080": (1850, 860, 1.0),
    "map alone": (1920, 1080, 1.0),
    "map alone, upright": (1080, 1920, 1.0),
    "map alone, broad": (3840, 1080, 1.0),
}
ZOOM = 8


@pytest.fixture(scope="module")
def home() -> Home:
    registers = Registers()
    for name in ("city", "areas", "area_shapes"):
        registers.load(0, name, (CITY / f"{name}.json").read_bytes())
    found = home_of(registers)
    assert found is not None
    return found


def is_sea(lon: float, lat: float) -> bool:
    column, row = at(lon, lat, ZOOM)
    features = tile(ZOOM, int(column), int(row)).get("water", {"features": []})["features"]
    sea = [feature for feature in features if feature["properties"]["kind"] == "sea"]
    place = (column - int(column)) * EXTENT, (1 + int(row) - row) * EXTENT
    return any(holds(polygon, *place) for polygon in rings({"features": sea}))


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
def test_less_than_a_third_of_the_first_view_is_sea_and_no_ground_is_left_out(
    home: Home, size: tuple[int, int, float]
) -> None:
    width, height, factor = size
    camera = Camera()
    camera.set_size(width, height, 1.0, factor)
    camera.look_at(*camera.framing(home.ground, home.whole))
    spots = [(width * (x + 0.5) / 24, height * (y + 0.5) / 14) for x in range(24) for y in range(14)]
    share = sum(is_sea(*camera.view.to_degrees(*spot)) for spot in spots) / len(spots)
    assert 0.1 < share < 0.3
    west, south, east, north = home.ground
    left, top = camera.view.to_widget(west, north)
    right, bottom = camera.view.to_widget(east, south)
    assert left > 0 and top > 0 and right < width and bottom < height
