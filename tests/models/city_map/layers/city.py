"""A county with two towns, one of them with a border, and what happens in them."""

from __future__ import annotations

from typing import Any

from console.domain.entities import Event
from console.models.city_map.layers.moment import Moment
from console.models.world import World
from tests.models.kit import apply, backend, changes, register

COUNTY, TOWN, OTHER, COMMUNITY = "990101", "990101001", "990101002", "990101001001"
RING = [[118.6, 37.3], [118.8, 37.3], [118.8, 37.5], [118.6, 37.5]]
AREAS: list[dict[str, Any]] = [
    {"code": "990000", "name": "示例省", "level": "province"},
    {"code": "990100", "name": "示范市", "level": "city", "parent": "990000"},
    {"code": COUNTY, "name": "海曲区", "level": "county", "parent": "990100", "lon": 118.7, "lat": 37.4},
    {"code": TOWN, "name": "人民路街道", "level": "town", "parent": COUNTY, "lon": 118.65, "lat": 37.4},
    {"code": OTHER, "name": "东海镇", "level": "town", "parent": COUNTY, "lon": 118.75, "lat": 37.4},
    {"code": COMMUNITY, "name": "新关社区", "level": "community", "parent": TOWN, "lon": 118.65, "lat": 37.41},
]
CITY = {"name": "示范市", "label": "虚构城市", "bbox": [118.2, 37.2, 119.2, 37.7], "center": [118.7, 37.45]}


def city_world(*events: Event, heard: bool = True, **registers: Any) -> World:
    """A world with areas and these events, of a backend that was heard, or never."""
    world = World()
    bodies = {"areas": AREAS, "area_shapes": {COUNTY: RING, TOWN: [RING, RING]}, "city": CITY} | registers
    apply(
        world,
        changes(
            list(enumerate(events, 1)),
            backends=[backend(name="主中心", heard_ago=1.0 if heard else None)],
            registers=[register(name, body) for name, body in bodies.items()],
        ),
    )
    return world


def moment(world: World, zoom: float = 10.0, **more: Any) -> Moment:
    return Moment(world, zoom, lambda token: {"ramp5": "#FFFFFF"}.get(token, "#102030"), **more)
