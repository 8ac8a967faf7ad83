"""Where a map looks at first: at the ground inside the borders, or at the city's box where none are known."""

from __future__ import annotations

import msgspec

from console.models.city_map.home import Home, home_of
from console.models.registers import Registers

CITY = {"name": "示范市", "bbox": [118.2, 37.2, 119.2, 37.7], "center": [118.7, 37.45]}
AREAS = [
    {"code": "990100", "name": "示范市", "level": "city"},
    {"code": "990101", "name": "海曲区", "level": "county", "parent": "990100"},
    {"code": "990102", "name": "岚港区", "level": "county", "parent": "990100"},
]


def _registers(**bodies: object) -> Registers:
    registers = Registers()
    for name, body in bodies.items():
        registers.load(0, name, msgspec.json.encode(body))
    return registers


def test_nothing_is_known_of_a_city_that_was_not_told() -> None:
    assert home_of(_registers(areas=AREAS)) is None


def test_without_borders_it_is_the_whole_box() -> None:
    box = (118.2, 37.2, 119.2, 37.7)
    assert home_of(_registers(city=CITY, areas=AREAS)) == Home(box, box)


def test_the_borders_of_the_counties_bound_the_ground_where_the_city_has_none() -> None:
    shapes = {
        "990101": [[118.3, 37.3], [118.8, 37.3], [118.8, 37.6], [118.3, 37.3]],
        "990102": [[118.4, 37.25], [118.9, 37.25], [118.9, 37.4], [118.4, 37.25]],
        "990199": [[100.0, 20.0], [101.0, 20.0], [101.0, 21.0], [100.0, 20.0]],
    }
    home = home_of(_registers(city=CITY, areas=AREAS, area_shapes=shapes))
    assert home == Home((118.3, 37.25, 118.9, 37.6), (118.2, 37.2, 119.2, 37.7))


def test_the_city_s_own_border_comes_before_its_counties() -> None:
    shapes = {
        "990100": [[118.3, 37.3], [118.95, 37.3], [118.8, 37.65], [118.3, 37.3]],
        "990101": [[118.3, 37.3], [118.8, 37.3], [118.8, 37.6], [118.3, 37.3]],
    }
    home = home_of(_registers(area_shapes=shapes, areas=AREAS, city=CITY))
    assert home is not None and home.ground == (118.3, 37.3, 118.95, 37.65)
