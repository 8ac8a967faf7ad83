"""Names on the map page: along rivers, streets and ferry lines, and of places; text is drawn from page fonts."""

from __future__ import annotations

from typing import Any

from widgets.map import style as look
from widgets.map.style import PLACES, ROADS, Colours, Stops
from widgets.webmap.style_parts import Layer, by_zoom, is_one, layer_of

FAMILY = "CW Sans SC"


def _ink(colour: Colours, token: Any) -> Layer:
    return {
        "text-color": colour(token) if isinstance(token, str) else token,
        "text-halo-color": colour("map-label-halo"),
        "text-halo-width": look.HALO / 2,
        "text-halo-blur": 0.3,
    }


def line_names(colour: Colours) -> list[Layer]:
    """Along rivers, streets and ferry lines. The last layer is placed first: the important roads before the others."""
    ferry = _along("ferry", "ferry", colour, "map-label-water", look.ROAD_TEXT, look.ROAD_SPACING, look.FERRY_NAME_FROM)
    river = _along(
        "river", "waterway", colour, "map-label-water", look.WATER_TEXT, look.WATER_SPACING, look.WATER_NAME_FROM
    )
    streets = [
        _along(f"road-name-{kind}", "road", colour, road.label, look.ROAD_TEXT, look.ROAD_SPACING, road.name_from)
        | {"filter": is_one("class", kind)}
        for kind, road in ROADS.items()
        if road.name_from < look.NEVER
    ]
    return [ferry | {"id": "ferry-name"}, *streets, river | {"id": "river-name"}]


def _along(name: str, source: str, colour: Colours, token: str, text: Stops, spacing: float, first: float) -> Layer:
    layout = {
        "symbol-placement": "line",
        "text-field": ["get", "name"],
        "text-font": [f"{FAMILY} Regular"],
        "text-size": by_zoom(text),
        "text-letter-spacing": spacing,
        "text-pitch-alignment": "viewport",
        "text-max-angle": 28,
        "symbol-spacing": 420,
        "text-padding": 10,
    }
    return layer_of(name, "symbol", source, _ink(colour, token), minzoom=first, layout=layout)


def place_names(colour: Colours) -> list[Layer]:
    """The last layer is placed first, so the most important level stands at the end."""
    kinds = [part for kind, token in look.FEATURES.items() for part in (kind, colour(token))]
    return [
        layer_of(
            f"place-{level}", "symbol", "place",
            _ink(colour, ["match", ["coalesce", ["get", "kind"], ""], *kinds, colour(place.token)])
            | {"text-opacity": ["case", ["boolean", ["feature-state", "hidden"], False], 0, 1]},
            filter=is_one("level", level), minzoom=place.first, maxzoom=place.last,
            layout={
                "text-field": ["get", "name"],
                "text-font": [f"{FAMILY} {'Bold' if place.bold else 'Regular'}"],
                "text-size": by_zoom(place.size),
                "text-letter-spacing": place.spacing,
                "text-max-width": 40,
                "text-padding": look.HALO * 2,
                "symbol-sort-key": ["coalesce", ["get", "rank"], 9],
            },
        )
        for level, place in reversed(PLACES.items())
    ]  # fmt: skip
