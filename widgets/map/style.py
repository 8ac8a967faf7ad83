"""How the base map looks, as data: colours from the theme, widths and appearance by zoom.

Zoom here is the *style zoom*: what the eye sees, ``z + log2(px / (512 * scale))``. A tile drawn for a wall at twice
the type size therefore shows what a desk shows one zoom further out, at twice the width.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

STYLE = 6
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
    label: str = "map-label-road"


NEVER = 99.0
"""A zoom that nobody sees."""
ROADS: dict[str, Road] = {
    "path": Road("map-road-path", ((14, 0.6), (16, 1.6), (18, 4)), ((14.2, 0.0), (15.2, 1.0)), NEVER),
    "minor": Road("map-road-minor", ((12, 0.5), (14, 1.3), (16, 5), (18, 13)), ((12.0, 0.0), (13.2, 1.0)), 15.2),
    "secondary": Road(
        "map-road-secondary",
        ((10, 0.5), (12, 1.0), (14, 2.6), (16, 8), (18, 18)),
        ((9.8, 0.0), (11.2, 0.8), (12, 1.0)),
        13.8,
    ),
    "primary": Road(
        "map-road-primary", ((9, 0.6), (12, 1.5), (14, 3.6), (16, 11), (18, 24)), ((8.8, 0.0), (10.4, 1.0)), 12.6
    ),
    "trunk": Road("map-road-trunk", ((7, 0.6), (10, 1.2), (12, 2.0), (14, 4.4), (16, 12), (18, 26)), ((7, 1.0),), 11.4),
    "ring": Road("map-road-ring", ((7, 0.8), (10, 1.4), (12, 2.4), (14, 5.4), (16, 14), (18, 28)), ((7, 1.0),), 11.0),
    "motorway": Road(
        "map-road-motorway",
        ((7, 1.0), (10, 1.8), (12, 2.8), (14, 5.8), (16, 14), (18, 28)),
        ((7, 1.0),),
        10.0,
        "map-label-motorway",
    ),
}
"""Classes from the least to the most important, which is the order of painting."""
STREETS, MOTORWAYS = tuple(kind for kind in ROADS if kind != "motorway"), ("motorway",)
"""Streets meet at their level and share one rim; motorways lie over all of them, rim and all, as overpasses do."""
MEDIAN: Stops = ((12.6, 0.0), (13.4, 0.8), (16, 2.0), (18, 3.4))
"""Width of the strip between a motorway's two carriageways, in style pixels."""
MEDIAN_FROM = 12.6
CASED = 0.9
"""A road of less than this width (style pixels) has no casing."""
BRIDGE_FROM = 12.5
PARAPET = 1.3
"""How far a bridge stands out beside its road's casing, in style pixels."""


def casing(width: float) -> float:
    """Width of the dark rim's line under a road of this width, both in style pixels; 0 for none."""
    return width + min(2.6, 0.7 + width * 0.25) if width >= CASED else 0.0


@dataclass(frozen=True, slots=True)
class Place:
    """One level of place names. ``size`` in style pixels, ``spacing`` in ems; shown from one zoom to another."""

    size: Stops
    first: float
    last: float
    bold: bool = False
    token: str = "map-label"
    spacing: float = 0.0


PLACES: dict[str, Place] = {
    "city": Place(((7, 17), (10, 21), (13, 26)), 6, 11.4, True, spacing=0.14),
    "county": Place(((8, 13), (11, 17), (14, 20)), 8, 13.4, True, spacing=0.12),
    "neighbour": Place(((7, 12), (10, 15)), 6, 12.4, False, "map-label-dim", 0.08),
    "town": Place(((10, 11.5), (13, 14), (15, 16)), 10.4, 15.4, spacing=0.04),
    "feature": Place(((9, 11.5), (14, 13), (17, 14)), 6, 24, spacing=0.06),
    "community": Place(((13, 11.5), (16, 13.5)), 13.4, 24, False, "map-label-dim"),
}
"""Levels from the most to the least important, which is the order of placing."""
FEATURES = {
    "water": "map-label-water",
    "island": "map-label",
    "park": "map-label-park",
    "port": "map-label-road",
    "sight": "map-label-road",
    "station": "map-label-road",
    "airport": "map-label-road",
    "hospital": "map-label-road",
    "rescue": "map-label-dim",
}
"""Colour of a feature's name by what it is."""


def ink(place: Place, kind: str) -> str:
    """The colour token of a place's name; ``kind`` is empty for areas."""
    return FEATURES.get(kind, place.token)


BLOCKS = {
    "paved": "map-paved",
    "residential": "map-block",
    "commercial": "map-block-commercial",
    "industrial": "map-block-industrial",
    "harbour": "map-block-harbour",
    "public": "map-block-public",
    "beach": "map-beach",
    "airfield": "map-block-industrial",
    "runway": "map-runway",
}
"""Ground by its use, the lowest first: what is paved lies under the blocks, so that streets and yards have a ground."""
BLOCK_SHOW: Stops = ((10, 0.0), (11.2, 1.0))
URBAN_SHOW: Stops = ((7, 1.0), (11, 1.0), (12, 0.0))
"""Built-up land from afar; the blocks themselves take its place."""
GARDEN_SHOW: Stops = ((13.6, 0.0), (14.4, 1.0))
RELIEF: dict[int, tuple[str, float]] = {
    -1: ("map-shade", 0.20),
    -2: ("map-shade", 0.20),
    -3: ("map-shade", 0.22),
    1: ("map-light", 0.11),
    2: ("map-light", 0.12),
    3: ("map-light", 0.14),
}
"""Colour and opacity of hill shading; the stronger shade lies upon the weaker one."""
RELIEF_SHOW: Stops = ((7, 0.65), (9, 0.9), (11, 0.85), (12.5, 0.5), (14, 0.2))
DEPTHS = 6
"""Steps from the sea at the shore to the deep."""
BUILDING_FROM = 13.0
BUILDING_SHOW: Stops = ((13.0, 0.0), (13.6, 0.55), (14.6, 1.0))
TALL_M = 100.0
"""A building of this height has the brightest roof."""
RAIL_WIDTH: Stops = ((8, 0.8), (12, 1.2), (14, 1.8), (16, 3.0), (18, 5.0))
SIDING_FROM = 14.4
"""From here on a station's further tracks lie apart from each other."""
FARMLAND = 0.30
"""Opacity of the forest's green on farmland, and once more on a field that stands in crop."""
FIELD_SHOW: Stops = ((12.8, 0.0), (14.0, 0.55))
SHALLOWS = ((7.0, 0.18), (2.4, 0.35))
"""Width and opacity of the bands along the coast; half the widest fits into a tile's buffer."""
FERRY_WIDTH: Stops = ((10, 0.7), (14, 1.2))
FERRY_DASH = [5.0, 4.0]
FERRY_NAME_FROM = 12.0
ROOFS = 6
"""Steps between the colours of low and high roofs."""
SHADOW_FROM = 14.4
SHADOW = 0.45
"""Opacity of a building's shadow."""
SHORE_WIDTH: Stops = ((8, 0.8), (12, 1.2), (16, 2.0))
BOUNDARY: dict[str, tuple[Stops, Stops]] = {
    "town": (((10, 0.6), (14, 1.0)), ((11.2, 0.0), (12.4, 0.35))),
    "county": (((8, 0.8), (13, 1.3)), ((7, 0.45), (10, 0.7))),
    "city": (((7, 1.0), (13, 1.8)), ((7, 0.6), (10, 0.8))),
}
"""Width and opacity of the boundaries, least important first."""
ROAD_TEXT: Stops = ((10, 10.5), (14, 12), (16, 13.5))
ROAD_SPACING = 0.1
"""Air between two characters along a line, in ems."""
WATER_TEXT: Stops = ((11, 11.5), (14, 13.5), (16, 15))
WATER_SPACING = 0.55
WATER_NAME_FROM = 11.0
HALO = 2.6
"""Width of the rim around text, in style pixels."""

TOKENS = (
    "land", "sea", "sea-deep", "river", "lake", "forest", "park", "garden", "urban", "block", "shade",
    "light", "building", "building-high", "rail", "ferry", "boundary", "road-case", "road-bridge", "label", "label-dim",
    "label-road", "label-motorway", "label-water", "label-park", "label-halo",
)  # fmt: skip
"""What a theme names for the map, besides roads and blocks."""


def style_key(colour: Colours) -> str:
    """Names this drawing in these colours: part of the path of a cached tile."""
    tokens = sorted({f"map-{name}" for name in TOKENS} | {road.token for road in ROADS.values()} | set(BLOCKS.values()))
    text = f"{STYLE}|" + "|".join(f"{token}={colour(token)}" for token in tokens)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
