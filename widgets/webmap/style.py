"""The base map's style for MapLibre, from the very tables and tokens that the native painter draws by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from resources.theme import Theme, mix
from widgets.map import style as look
from widgets.map.style import BLOCKS, BOUNDARY, ROADS, Colours, Stops
from widgets.webmap.style_names import line_names, place_names
from widgets.webmap.style_parts import SOURCE, Layer, by_zoom, is_one, layer_of

Bounds = tuple[float, float, float, float]
PICTURES, PLACE = "pictures", "place"
ORIGIN = "cw://map/"
STANDING_FROM = 13.0
"""Buildings stand up from here on, growing to their height within one zoom."""


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
        "transition": {"duration": 0, "delay": 0},
        "sources": {
            SOURCE: {
                "type": "vector",
                "tiles": [f"{ORIGIN}tiles/{{z}}/{{x}}/{{y}}"],
                "bounds": list(bounds),
                "minzoom": 7,
                "maxzoom": most,
                "promoteId": {"place": "name"},
            }
        },
        "layers": [
            ground, *_areas(colour), *_water(colour), *_boundaries(colour), *_rails(colour), *_roads(colour),
            *_bridges(colour), *_buildings(colour), *line_names(colour), *place_names(colour),
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


def _areas(colour: Colours) -> list[Layer]:
    """Land by its use, green, and the shading of hills, in the native painter's order."""
    forest = colour("map-forest")
    blocks = [
        _fill(f"block-{kind}", "block", colour(token), None if kind == "harbour" else look.BLOCK_SHOW, kind)
        for kind, token in BLOCKS.items()
    ]
    return [
        _fill("farmland", "block", forest, ((0, look.FARMLAND),), "farmland"),
        _fill("field", "block", forest, look.FIELD_SHOW, "field"),
        _fill("urban", "block", colour("map-urban"), look.URBAN_SHOW, "urban"),
        *blocks,
        _fill("forest", "green", forest, None, "forest"),
        _fill("garden", "green", colour("map-garden"), look.GARDEN_SHOW, "garden"),
        _fill("park", "green", colour("map-park"), None, "park"),
        *_relief(colour),
    ]


def _fill(name: str, source: str, colour: str, show: Stops | None, kind: str) -> Layer:
    """An area of one kind; without ``show`` it is opaque at every zoom."""
    paint = {"fill-color": colour} | ({"fill-opacity": by_zoom(show)} if show else {})
    return layer_of(name, "fill", source, paint, filter=is_one("kind", kind))


def _relief(colour: Colours) -> list[Layer]:
    return [
        layer_of(
            f"relief-{at}",
            "fill",
            "relief",
            {
                "fill-color": colour(token),
                "fill-opacity": by_zoom(look.RELIEF_SHOW, opacity),
                "fill-antialias": False,
            },
            filter=["==", ["get", "shade"], shade],
        )
        for at, (shade, (token, opacity)) in enumerate(look.RELIEF.items())
    ]


def _water(colour: Colours) -> list[Layer]:
    """The sea in steps from the shore to the deep, fresh water, ferry lines."""
    sea, river = colour("map-sea"), colour("map-river")
    deep = [
        layer_of(
            f"depth-{level}",
            "fill",
            "depth",
            {"fill-color": mix(colour("map-sea-deep"), sea, level / look.DEPTHS)},
            filter=["==", ["get", "level"], level],
        )
        for level in range(1, look.DEPTHS + 1)
    ]
    ferry = {
        "line-color": colour("map-ferry"),
        "line-width": by_zoom(look.FERRY_WIDTH),
        "line-dasharray": look.FERRY_DASH,
    }
    return [
        _fill("sea", "water", sea, None, "sea"),
        *deep,
        *_shallows(river),
        _fill("lake", "water", colour("map-lake"), None, "lake"),
        _fill("river", "water", river, None, "river"),
        layer_of("ferry", "line", "ferry", ferry),
    ]


def _shallows(river: str) -> list[Layer]:
    """The sea grows lighter in steps at the very shore; the half of each line that lies on land is left out."""
    return [
        layer_of(
            f"shallow-{at}",
            "line",
            "water",
            {"line-color": river, "line-opacity": show, "line-width": width / 2, "line-offset": width / 4},
            filter=is_one("kind", "sea"),
            layout={"line-join": "round"},
        )
        for at, (width, show) in enumerate(look.SHALLOWS)
    ]


def _boundaries(colour: Colours) -> list[Layer]:
    return [
        layer_of(
            f"boundary-{level}",
            "line",
            "boundary",
            {
                "line-color": colour("map-boundary"),
                "line-width": by_zoom(width),
                "line-opacity": by_zoom(show),
                "line-dasharray": [3, 3] if level == "town" else [6, 3, 1.5, 3],
            },
            filter=is_one("level", level),
        )
        for level, (width, show) in BOUNDARY.items()
    ]


def _rails(colour: Colours) -> list[Layer]:
    """The lines, and a station's further tracks from where they lie apart."""
    line = {"line-color": colour("map-rail"), "line-width": by_zoom(look.RAIL_WIDTH)}
    sleepers = {"line-color": colour("map-land"), "line-width": by_zoom(look.RAIL_WIDTH, 0.6), "line-dasharray": [6, 6]}
    through, siding = ["!=", ["get", "kind"], "siding"], is_one("kind", "siding")
    return [
        layer_of("rail", "line", "rail", line, filter=through),
        layer_of("rail-siding", "line", "rail", line, filter=siding, minzoom=look.SIDING_FROM),
        layer_of("rail-sleepers", "line", "rail", sleepers, filter=through, minzoom=11),
        layer_of("rail-siding-sleepers", "line", "rail", sleepers, filter=siding, minzoom=look.SIDING_FROM),
    ]


_ROUND = {"line-cap": "round", "line-join": "round"}


def _roads(colour: Colours) -> list[Layer]:
    return [*_level(colour, look.STREETS), *_level(colour, look.MOTORWAYS)]


def _level(colour: Colours, kinds: Sequence[str]) -> list[Layer]:
    """Roads that meet at one level: all their rims, then all their surfaces."""
    rims, fills = [], []
    for kind in kinds:
        road = ROADS[kind]
        common = {"filter": is_one("class", kind), "layout": _ROUND}
        rim = tuple((zoom, look.casing(width)) for zoom, width in road.width)
        paint = {"line-color": colour("map-road-case"), "line-width": by_zoom(rim), "line-opacity": by_zoom(road.show)}
        rims.append(layer_of(f"road-rim-{kind}", "line", "road", paint, **common))
        paint = {
            "line-color": colour(road.token), "line-width": by_zoom(road.width), "line-opacity": by_zoom(road.show)
        }  # fmt: skip
        fills.append(layer_of(f"road-{kind}", "line", "road", paint, **common))
    return rims + fills


def _bridges(colour: Colours) -> list[Layer]:
    """Over the network once more, each deck between its two parapets; then what parts a motorway's carriageways."""
    layers = []
    for kind, road in ROADS.items():
        wide = tuple((zoom, max(look.casing(width), width) + look.PARAPET) for zoom, width in road.width)
        for name, token, width in (("parapet", "map-road-bridge", wide), ("deck", road.token, road.width)):
            paint = {"line-color": colour(token), "line-width": by_zoom(width)}
            more = {"filter": is_one("class", kind), "minzoom": look.BRIDGE_FROM, "layout": {"line-join": "round"}}
            layers.append(layer_of(f"bridge-{name}-{kind}", "line", "bridge", paint, **more))
    paint = {"line-color": colour("map-road-case"), "line-width": by_zoom(look.MEDIAN)}
    more = {"filter": is_one("class", *look.MOTORWAYS), "layout": _ROUND, "minzoom": look.MEDIAN_FROM}
    return [*layers, layer_of("road-median", "line", "road", paint, **more)]


def _roof(colour: Colours) -> list[Any]:
    low, high = colour("map-building"), colour("map-building-high")
    return ["interpolate", ["linear"], ["get", "height"], 0, low, look.TALL_M, high]


def _buildings(colour: Colours) -> list[Layer]:
    """Flat ones for the view from above, and the same standing up: the page shows one kind or the other."""
    first, show = look.BUILDING_FROM, by_zoom(look.BUILDING_SHOW)
    shadow = {
        "fill-color": colour("map-shade"), "fill-opacity": look.SHADOW, "fill-translate": [1.4, 2.0]
    }  # fmt: skip
    low, high, ground = colour("map-building"), colour("map-building-high"), colour("map-block")
    steps = ((0.0, mix(low, ground, 0.55)), (24, mix(low, ground, 0.85)), (70, mix(high, low, 0.4)), (220, high))
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
        layer_of("building-shadow", "fill", "building", shadow, minzoom=look.SHADOW_FROM),
        layer_of("building", "fill", "building", {"fill-color": _roof(colour), "fill-opacity": show}, minzoom=first),
        layer_of("building-3d", "fill-extrusion", "building", standing, minzoom=STANDING_FROM),
    ]
