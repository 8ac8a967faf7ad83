"""The base map's style for MapLibre, from the very tables and tokens that the native painter draws by."""

from __future__ import annotations

from typing import Any

from resources.theme import Theme, mix
from widgets.map import style as look
from widgets.map.style import BLOCKS, BOUNDARY, PLACES, ROADS, Colours, Stops

Layer = dict[str, Any]
Bounds = tuple[float, float, float, float]
SOURCE, PICTURES, PLACE = "city", "pictures", "place"
ORIGIN = "cw://map/"
STANDING_FROM = 13.0
"""Buildings stand up from here on, growing to their height within one zoom."""
FAMILY = "CW Sans SC"


def make_style(theme: Theme, bounds: Bounds, most: int) -> dict[str, Any]:
    """A style document; ``most`` is the last zoom of the tiles. It names no glyphs: text is drawn from page fonts."""
    west, south, east, north = bounds
    colour = theme.token
    ground: Layer = {"id": "land", "type": "background", "paint": {"background-color": colour("map-land")}}
    return {
        "version": 8,
        "center": [(west + east) / 2, (south + north) / 2],
        "zoom": 9,
        "light": {"anchor": "viewport", "position": [1.4, 215, 38], "color": "#FFFFFF", "intensity": 0.35},
        "sources": {
            SOURCE: {
                "type": "vector",
                "tiles": [f"{ORIGIN}tiles/{{z}}/{{x}}/{{y}}"],
                "bounds": list(bounds),
                "minzoom": 7,
                "maxzoom": most,
            }
        },
        "layers": [
            ground, *_areas(colour), *_boundaries(colour), *_rails(colour), *_roads(colour), *_buildings(colour),
            *_road_names(colour), *_place_names(colour),
        ],
    }  # fmt: skip


def picture_style(theme: Theme, tiles: str) -> dict[str, Any]:
    """A style of finished pictures from this address, or of plain ground where it is empty.

    Its last layer shows nothing: it is where names of places would begin, under which the page puts what moves.
    """
    ground: Layer = {"id": "land", "type": "background", "paint": {"background-color": theme.token("map-land")}}
    pictures: Layer = {
        "id": PICTURES, "type": "raster", "source": PICTURES, "paint": {"raster-fade-duration": 0}
    }  # fmt: skip
    over: Layer = {"id": f"{PLACE}-none", "type": "background", "layout": {"visibility": "none"}}
    source = {"type": "raster", "tiles": [tiles], "tileSize": 512, "maxzoom": 17}
    return {
        "version": 8,
        "center": [0, 0],
        "zoom": 9,
        "sources": {PICTURES: source} if tiles else {},
        "layers": [ground, pictures, over] if tiles else [ground, over],
    }


def by_zoom(stops: Stops, factor: float = 1.0) -> Any:
    """Linear between the stops, as ``at_zoom`` has it."""
    if len(stops) == 1:
        return stops[0][1] * factor
    return ["interpolate", ["linear"], ["zoom"], *(part for zoom, value in stops for part in (zoom, value * factor))]


def _layer(name: str, kind: str, source: str, paint: Layer, **more: Any) -> Layer:
    return {"id": name, "type": kind, "source": SOURCE, "source-layer": source, "paint": paint} | more


def _is(key: str, *values: str) -> list[Any]:
    return ["in", ["get", key], ["literal", list(values)]]


def _areas(colour: Colours) -> list[Layer]:
    match = ["match", ["get", "kind"], *(part for kind, token in BLOCKS.items() for part in (kind, colour(token)))]
    forest, river, lake = colour("map-forest"), colour("map-river"), colour("map-lake")
    farmland = {"fill-color": forest, "fill-opacity": look.FARMLAND}
    blocks = {"fill-color": [*match, colour("map-block")], "fill-opacity": by_zoom(look.BLOCK_SHOW)}
    green = {"fill-color": ["match", ["get", "kind"], "park", colour("map-park"), forest]}
    water = {"fill-color": ["match", ["get", "kind"], "sea", colour("map-sea"), "lake", lake, river]}
    streams: Layer = {"filter": _shape("LineString")}
    shore = {
        "line-width": by_zoom(look.SHORE_WIDTH, 1.5),
        "line-color": ["match", ["get", "kind"], "lake", lake, river],
    }
    return [
        _layer("farmland", "fill", "block", farmland, filter=_is("kind", "farmland")),
        _layer("block", "fill", "block", blocks, filter=_is("kind", *BLOCKS), minzoom=look.BLOCK_SHOW[0][0]),
        _layer("green", "fill", "green", green),
        _layer("water", "fill", "water", water | {"fill-antialias": True}, filter=_shape("Polygon")),
        _layer("stream", "line", "water", shore, **streams),
        *_shallows(river),
    ]  # fmt: skip


def _shape(kind: str) -> list[Any]:
    return ["in", ["geometry-type"], ["literal", [kind, f"Multi{kind}"]]]


def _shallows(river: str) -> list[Layer]:
    """The sea grows lighter in three steps towards the coast; the half of each line that lies on land is left out."""
    return [
        _layer(
            f"shallow-{at}",
            "line",
            "water",
            {"line-color": river, "line-opacity": show, "line-width": width / 2, "line-offset": width / 4},
            filter=_is("kind", "sea"),
            layout={"line-join": "round"},
        )
        for at, (width, show) in enumerate(look.SHALLOWS)
    ]


def _boundaries(colour: Colours) -> list[Layer]:
    return [
        _layer(
            f"boundary-{level}",
            "line",
            "boundary",
            {
                "line-color": colour("map-boundary"),
                "line-width": by_zoom(width),
                "line-opacity": by_zoom(show),
                "line-dasharray": [3, 3] if level == "town" else [6, 3, 1.5, 3],
            },
            filter=_is("level", level),
        )
        for level, (width, show) in BOUNDARY.items()
    ]


def _rails(colour: Colours) -> list[Layer]:
    sleepers = {"line-color": colour("map-land"), "line-width": by_zoom(look.RAIL_WIDTH, 0.6), "line-dasharray": [6, 6]}
    return [
        _layer("rail", "line", "rail", {"line-color": colour("map-rail"), "line-width": by_zoom(look.RAIL_WIDTH)}),
        _layer("rail-sleepers", "line", "rail", sleepers, minzoom=11),
    ]


def _roads(colour: Colours) -> list[Layer]:
    rims, fills = [], []
    round_ends = {"line-cap": "round", "line-join": "round"}
    for kind, road in ROADS.items():
        common = {"filter": _is("class", kind), "layout": round_ends}
        rim = tuple((zoom, width + min(2.4, 0.8 + width * 0.25) if width >= 1.2 else 0.0) for zoom, width in road.width)
        paint = {"line-color": colour("map-land"), "line-width": by_zoom(rim), "line-opacity": by_zoom(road.show)}
        rims.append(_layer(f"road-rim-{kind}", "line", "road", paint, **common))
        paint = {
            "line-color": colour(road.token), "line-width": by_zoom(road.width), "line-opacity": by_zoom(road.show)
        }  # fmt: skip
        fills.append(_layer(f"road-{kind}", "line", "road", paint, **common))
    return rims + fills


def _roof(colour: Colours) -> list[Any]:
    low, high = colour("map-building"), colour("map-building-high")
    return ["interpolate", ["linear"], ["get", "height"], 0, low, look.TALL_M, high]


def _buildings(colour: Colours) -> list[Layer]:
    """Flat ones for the view from above, and the same standing up: the page shows one kind or the other."""
    first, show = look.BUILDING_FROM, by_zoom(look.BUILDING_SHOW)
    shadow = {
        "fill-color": colour("map-label-halo"), "fill-opacity": 0.45, "fill-translate": [1.4, 2.0]
    }  # fmt: skip
    low, high, land = colour("map-building"), colour("map-building-high"), colour("map-land")
    steps = ((0.0, mix(low, land, 0.5)), (24, mix(low, land, 0.8)), (look.TALL_M, mix(high, land, 0.72)), (240, high))
    walls = ["interpolate", ["linear"], ["get", "height"], *(part for step in steps for part in step)]
    height = [
        "interpolate", ["linear"], ["zoom"], STANDING_FROM, 0, STANDING_FROM + 1, ["get", "height"]
    ]  # fmt: skip
    standing = {
        "fill-extrusion-color": walls,
        "fill-extrusion-height": height,
        "fill-extrusion-vertical-gradient": True,
        "fill-extrusion-opacity": by_zoom(((STANDING_FROM, 0.0), (STANDING_FROM + 0.6, 1.0))),
    }
    return [
        _layer("building-shadow", "fill", "building", shadow, minzoom=look.SHADOW_FROM),
        _layer("building", "fill", "building", {"fill-color": _roof(colour), "fill-opacity": show}, minzoom=first),
        _layer("building-3d", "fill-extrusion", "building", standing, minzoom=STANDING_FROM),
    ]


def _ink(colour: Colours, token: str, show: float = 1.0) -> Layer:
    return {
        "text-color": colour(token),
        "text-opacity": show,
        "text-halo-color": colour("map-label-halo"),
        "text-halo-width": look.HALO / 2,
        "text-halo-blur": 0.3,
    }


def _road_names(colour: Colours) -> list[Layer]:
    """Along the street, the important roads first."""
    layout = {
        "symbol-placement": "line",
        "text-field": ["get", "name"],
        "text-font": [f"{FAMILY} Regular"],
        "text-size": by_zoom(look.ROAD_TEXT),
        "text-letter-spacing": 0.12,
        "text-pitch-alignment": "viewport",
        "symbol-spacing": 420,
        "text-padding": 12,
    }
    return [
        _layer(
            f"road-name-{kind}", "symbol", "road", _ink(colour, "map-label", 0.82),
            filter=_is("class", kind), minzoom=road.name_from, layout=layout,
        )
        for kind, road in ROADS.items()
    ]  # fmt: skip


def _place_names(colour: Colours) -> list[Layer]:
    """The last layer is placed first, so the most important level stands at the end."""
    return [
        _layer(
            f"place-{level}", "symbol", "place", _ink(colour, place.token),
            filter=_is("level", level), minzoom=place.first, maxzoom=place.last,
            layout={
                "text-field": ["get", "name"],
                "text-font": [f"{FAMILY} {'Bold' if place.bold else 'Regular'}"],
                "text-size": by_zoom(place.size),
                "text-letter-spacing": 0.06,
                "text-padding": look.HALO * 2,
                "symbol-sort-key": ["coalesce", ["get", "rank"], 9],
            },
        )
        for level, place in reversed(PLACES.items())
    ]  # fmt: skip
