"""How the base map looks, as data: colours from the theme, widths and appearance by zoom.

Zoom here is the *style zoom*: what the eye sees, ``z + log2(px / (512 * scale))``. A tile drawn for a wall at twice
the type size therefore shows what a desk shows one zoom further out, at twice the width.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

STYLE = 2
"""Raise it when the drawing changes, so that cached tiles of the old drawing are not shown."""

Stops = tuple[tuple[float, float], ...]
Colours = Callable[[str], str]


def at_zoom(stops: Stops, zoom: float) -> float:
    """Linear between the stops (zoom, value), constant outside them."""
    low = stops[0]
    if zoom <= low[0]:
        return low[1]
    for high in stops[1:]:
        if zoom <= high[0]:
            share = (zoom - low[0]) / (high[0] - low[0])
            return low[1] + (high[1] - low[1]) * share
        low = high
    return low[1]


@dataclass(frozen=True, slots=True)
class Road:
    """One class of road. ``width`` in style pixels, ``show`` its opacity, ``name_from`` the zoom that names it."""

    token: str
    width: Stops
    show: Stops
    name_from: float


ROADS: dict[str, Road] = {
    "minor": Road("map-road-minor", ((12, 0.5), (14, 1.2), (16, 4.5), (18, 11)), ((11.6, 0.0), (12.6, 1.0)), 15.2),
    "secondary": Road(
        "map-road-secondary",
        ((10, 0.5), (12, 0.9), (14, 2.2), (16, 7), (18, 16)),
        ((9.4, 0.0), (10.6, 0.75), (11.2, 1.0)),
        13.9,
    ),
    "primary": Road(
        "map-road-primary", ((9, 0.6), (12, 1.3), (14, 3.2), (16, 9), (18, 20)), ((8.6, 0.0), (10, 1.0)), 12.8
    ),
    "trunk": Road("map-road-trunk", ((7, 0.6), (10, 1.1), (12, 1.8), (14, 4), (16, 10), (18, 22)), ((7, 1.0),), 12),
    "ring": Road("map-road-ring", ((7, 0.8), (10, 1.3), (12, 2.2), (14, 5), (16, 12), (18, 25)), ((7, 1.0),), 11.6),
    "motorway": Road(
        "map-road-motorway", ((7, 0.9), (10, 1.5), (12, 2.4), (14, 5), (16, 12), (18, 25)), ((7, 1.0),), 11.4
    ),
}
"""Classes from the least to the most important, which is the order of painting."""


@dataclass(frozen=True, slots=True)
class Place:
    """One level of place names. ``size`` in style pixels; shown from one zoom to another."""

    size: Stops
    first: float
    last: float
    bold: bool = False
    token: str = "map-label"


PLACES: dict[str, Place] = {
    "city": Place(((7, 17), (10, 20), (13, 24)), 6, 11.2, True),
    "county": Place(((8, 13), (11, 16), (14, 19)), 8, 13.6, True),
    "town": Place(((10, 12), (13, 14), (15, 16)), 10.6, 15.2),
    "feature": Place(((11, 12), (14, 13), (17, 14)), 11.2, 24, False, "map-label-water"),
    "community": Place(((13, 12), (16, 14)), 13.3, 24),
}
"""Levels from the most to the least important, which is the order of placing."""

BLOCKS = {
    "residential": "map-block",
    "commercial": "map-block-commercial",
    "industrial": "map-block-industrial",
    "harbour": "map-block-industrial",
    "public": "map-block-public",
}
BLOCK_SHOW: Stops = ((9.5, 0.0), (11, 0.9), (12, 1.0))
BUILDING_FROM = 13.0
BUILDING_SHOW: Stops = ((13.0, 0.0), (13.6, 0.55), (14.6, 1.0))
TALL_M = 100.0
"""A building of this height has the brightest roof."""
RAIL_WIDTH: Stops = ((8, 0.8), (12, 1.2), (16, 2.4))
FARMLAND = 0.28
"""Opacity of the forest's green on fields."""
SHALLOWS = ((15.0, 0.16), (9.0, 0.20), (3.5, 0.28))
"""Width and opacity of the bands along the coast; half the widest fits into a tile's buffer."""
ROOFS = 6
"""Steps between the colours of low and high roofs."""
SHADOW_FROM = 14.4
SHORE_WIDTH: Stops = ((8, 0.8), (12, 1.2), (16, 2.0))
BOUNDARY: dict[str, tuple[Stops, Stops]] = {
    "town": (((10, 0.6), (14, 1.0)), ((11.2, 0.0), (12.4, 0.35))),
    "county": (((8, 0.8), (13, 1.3)), ((7, 0.45), (10, 0.7))),
    "city": (((7, 1.0), (13, 1.8)), ((7, 0.6), (10, 0.8))),
}
"""Width and opacity of the boundaries, least important first."""
ROAD_TEXT: Stops = ((11, 11), (14, 12), (16, 13.5))
HALO = 2.6
"""Width of the rim around text, in style pixels."""


def style_key(colour: Colours) -> str:
    """Names this drawing in these colours: part of the path of a cached tile."""
    tokens = sorted(
        {"map-land", "map-sea", "map-river", "map-lake", "map-forest", "map-park", "map-building", "map-building-high"}
        | {"map-rail", "map-boundary", "map-label", "map-label-water", "map-label-halo"}
        | {road.token for road in ROADS.values()}
        | set(BLOCKS.values())
    )
    text = f"{STYLE}|" + "|".join(f"{token}={colour(token)}" for token in tokens)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
