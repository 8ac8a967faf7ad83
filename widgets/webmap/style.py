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
            ground, *_areas(colour), *_water(colour), *_boundaries(colour), *_rails(colour), *_roads(colour),
            *_bridges(colour), *_buildings(colour), *_line_names(colour), *_place_names(colour),
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
    """Land by its use, green, and the shading of hills, in the native painter's order."""
    forest = colour("map-forest")
    blocks = [
        _fill(f"block-{kind}", "block", colour(token), None if kind == "harbour" else look.BLOCK_SHOW, kind)
        for kind, token in BLOCKS.items()
    ]
    return [
        _fill("farmland", "block", forest, ((0, look.FARMLAND),), "farmland"),
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
    return _layer(name, "fill", source, paint, filter=_is("kind", kind))


def _relief(colour: Colours) -> list[Layer]:
    return [
        _layer(
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
        _layer(
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
        _layer("ferry", "line", "ferry", ferry),
    ]


def _shallows(river: str) -> list[Layer]:
    """The sea grows lighter in steps at the very shore; the half of each line that lies on land is left out."""
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
        rim = tuple((zoom, look.casing(width)) for zoom, width in road.width)
        paint = {"line-color": colour("map-road-case"), "line-width": by_zoom(rim), "line-opacity": by_zoom(road.show)}
        rims.append(_layer(f"road-rim-{kind}", "line", "road", paint, **common))
        paint = {
            "line-color": colour(road.token), "line-width": by_zoom(road.width), "line-opacity": by_zoom(road.show)
        }  # fmt: skip
        fills.append(_layer(f"road-{kind}", "line", "road", paint, **common))
    return rims + fills


def _bridges(colour: Colours) -> list[Layer]:
    """Over the network once more, each deck between its two parapets."""
    layers = []
    for kind, road in ROADS.items():
        wide = tuple((zoom, max(look.casing(width), width) + look.PARAPET) for zoom, width in road.width)
        for name, token, width in (("parapet", "map-road-bridge", wide), ("deck", road.token, road.width)):
            paint = {"line-color": colour(token), "line-width": by_zoom(width)}
            more = {"filter": _is("class", kind), "minzoom": look.BRIDGE_FROM, "layout": {"line-join": "round"}}
            layers.append(_layer(f"bridge-{name}-{kind}", "line", "bridge", paint, **more))
    return layers


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
        _layer("building-shadow", "fill", "building", shadow, minzoom=look.SHADOW_FROM),
        _layer("building", "fill", "building", {"fill-color": _roof(colour), "fill-opacity": show}, minzoom=first),
        _layer("building-3d", "fill-extrusion", "building", standing, minzoom=STANDING_FROM),
    ]


def _ink(colour: Colours, token: Any) -> Layer:
    return {
        "text-color": colour(token) if isinstance(token, str) else token,
        "text-halo-color": colour("map-label-halo"),
        "text-halo-width": look.HALO / 2,
        "text-halo-blur": 0.3,
    }


def _line_names(colour: Colours) -> list[Layer]:
    """Along rivers, streets and ferry lines. The last layer is placed first: the important roads before the others."""
    ferry = _along("ferry", "ferry", colour, "map-label-water", look.ROAD_TEXT, look.ROAD_SPACING, look.FERRY_NAME_FROM)
    river = _along(
        "river", "waterway", colour, "map-label-water", look.WATER_TEXT, look.WATER_SPACING, look.WATER_NAME_FROM
    )
    streets = [
        _along(f"road-name-{kind}", "road", colour, road.label, look.ROAD_TEXT, look.ROAD_SPACING, road.name_from)
        | {"filter": _is("class", kind)}
        for kind, road in ROADS.items()
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
    return _layer(name, "symbol", source, _ink(colour, token), minzoom=first, layout=layout)


def _place_names(colour: Colours) -> list[Layer]:
    """The last layer is placed first, so the most important level stands at the end."""
    kinds = [part for kind, token in look.FEATURES.items() for part in (kind, colour(token))]
    return [
        _layer(
            f"place-{level}", "symbol", "place",
            _ink(colour, ["match", ["coalesce", ["get", "kind"], ""], *kinds, colour(place.token)]),
            filter=_is("level", level), minzoom=place.first, maxzoom=place.last,
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
