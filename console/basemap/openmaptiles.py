"""Vector tiles of the OpenMapTiles schema (openmaptiles.org/schema, 3.x), told over in ours, for both painters.

Geometry is copied as it lies there; layers and tags get our names. Country and province borders are left out: those of
a public data set are no reviewed ones, and 《地图管理条例》 asks for these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from mapbox_vector_tile.Mapbox import vector_tile_pb2

Tags = Mapping[str, Any]
Told = Iterator[tuple[str, dict[str, Any]]]
"""A layer of ours, and the tags of the feature there."""
POINT, LINE, AREA = 1, 2, 3
SIGNS = frozenset({"transportation", "transportation_name", "landcover", "landuse", "water_name", "aeroway"})
"""Layers that only this schema has."""
EXTENT = 4096

LANDUSE = {
    "residential": "residential", "commercial": "commercial", "retail": "commercial", "industrial": "industrial",
    "garages": "industrial", "quarry": "industrial", "railway": "industrial", "bus_station": "public",
    "hospital": "public", "school": "public", "university": "public", "college": "public", "kindergarten": "public",
    "library": "public", "stadium": "public", "suburb": "urban", "quarter": "urban", "neighbourhood": "urban",
}  # fmt: skip
GREEN = {"cemetery": "garden", "pitch": "garden", "playground": "garden", "zoo": "park", "theme_park": "park"}
ROADS = {
    "motorway": "motorway", "trunk": "trunk", "primary": "primary", "secondary": "secondary", "tertiary": "secondary",
    "minor": "minor", "service": "minor", "busway": "minor",
}  # fmt: skip
PLACES = {
    "city": "city", "town": "town", "suburb": "town", "village": "community", "quarter": "community",
    "neighbourhood": "community", "hamlet": "community", "island": "feature",
}  # fmt: skip
CITY_BORDER, COUNTY_BORDER, TOWN_BORDER = 5, 6, 8
"""Levels of administration as OpenStreetMap counts them in China."""


def is_openmaptiles(layers: frozenset[str]) -> bool:
    """By the names of an archive's layers."""
    return len(layers & SIGNS) >= 2


def translated(data: bytes) -> bytes:
    """A tile in our schema. Raises ``ValueError`` for what is no vector tile."""
    told = vector_tile_pb2.tile()
    try:
        told.ParseFromString(data)
    except Exception as problem:  # protobuf's own kinds, of a package that is not ours to import
        raise ValueError(f"no vector tile ({problem})") from problem
    made = _Tile()
    for layer in told.layers:
        tell = TELLERS.get(layer.name)
        if tell is None or (layer.extent or EXTENT) != EXTENT:
            continue
        for feature in layer.features:
            for name, tags in tell(feature.type, _tags(layer, feature)):
                made.add(name, feature, tags)
    return made.bytes()


def _tags(layer: Any, feature: Any) -> dict[str, Any]:
    pairs = list(feature.tags)
    keys, values = layer.keys, layer.values
    return {
        keys[key]: next((content for _, content in values[value].ListFields()), None)
        for key, value in zip(pairs[::2], pairs[1::2], strict=False)
        if key < len(keys) and value < len(values)
    }


class _Tile:
    """Grows layer by layer; equal keys and values are written once."""

    def __init__(self) -> None:
        self._tile = vector_tile_pb2.tile()
        self._layers: dict[str, Any] = {}
        self._keys: dict[str, dict[str, int]] = {}
        self._values: dict[str, dict[Any, int]] = {}

    def add(self, name: str, source: Any, tags: dict[str, Any]) -> None:
        """One more feature with the geometry of another."""
        if name not in self._layers:
            layer = self._layers[name] = self._tile.layers.add()
            layer.name, layer.version, layer.extent = name, 2, EXTENT
            self._keys[name], self._values[name] = {}, {}
        layer, keys, values = self._layers[name], self._keys[name], self._values[name]
        feature = layer.features.add()
        feature.type = source.type
        feature.geometry.extend(source.geometry)
        for key, value in tags.items():
            if key not in keys:
                keys[key] = len(keys)
                layer.keys.append(key)
            if value not in values:
                values[value] = len(values)
                _write(layer.values.add(), value)
            feature.tags.extend((keys[key], values[value]))

    def bytes(self) -> bytes:
        """The tile; empty where nothing of it is ours."""
        return bytes(self._tile.SerializeToString())


def _write(value: Any, content: Any) -> None:
    if isinstance(content, str):
        value.string_value = content
    else:
        value.double_value = float(content)


def _name(tags: Tags) -> str:
    return str(tags.get("name:zh") or tags.get("name") or "")


def _number(tags: Tags, key: str, usual: float) -> float:
    found = tags.get(key, usual)
    return float(found) if isinstance(found, int | float) and not isinstance(found, bool) else usual


def _water(form: int, tags: Tags) -> Told:
    if form == AREA:
        kind = {"ocean": "sea", "river": "river", "canal": "river"}.get(str(tags.get("class")), "lake")
        yield "water", {"kind": kind}


def _waterway(form: int, tags: Tags) -> Told:
    if form == LINE and tags.get("class") in ("river", "canal") and _name(tags):
        yield "waterway", {"name": _name(tags)}


def _landcover(form: int, tags: Tags) -> Told:
    kind, more = tags.get("class"), tags.get("subclass")
    if form != AREA:
        return
    if kind == "farmland":
        yield "block", {"kind": "farmland"}
    elif kind == "sand":
        yield "block", {"kind": "beach"}
    elif kind == "wood":
        yield "green", {"kind": "forest"}
    elif kind == "grass":
        yield "green", {"kind": "park" if more in ("park", "recreation_ground", "village_green") else "garden"}


def _landuse(form: int, tags: Tags) -> Told:
    kind = str(tags.get("class"))
    if form == AREA and kind in LANDUSE:
        yield "block", {"kind": LANDUSE[kind]}
    elif form == AREA and kind in GREEN:
        yield "green", {"kind": GREEN[kind]}


def _park(form: int, _tags: Tags) -> Told:
    if form == AREA:
        yield "green", {"kind": "park"}


def _boundary(form: int, tags: Tags) -> Told:
    level = int(_number(tags, "admin_level", 0))
    if form != LINE or level < CITY_BORDER or tags.get("maritime") or tags.get("disputed"):
        return
    yield "boundary", {"level": {CITY_BORDER: "city", COUNTY_BORDER: "county"}.get(level, "town")}


def _transportation(form: int, tags: Tags) -> Told:
    kind = str(tags.get("class"))
    if form != LINE:
        return
    if kind in ROADS:
        yield "road", {"class": ROADS[kind]}
        if tags.get("brunnel") == "bridge":
            yield "bridge", {"class": ROADS[kind]}
    elif kind in ("rail", "transit"):
        yield "rail", {}
    elif kind == "ferry":
        yield "ferry", {"name": _name(tags)}


def _transportation_name(form: int, tags: Tags) -> Told:
    """The schema keeps names apart; ours has them on the roads, which are so drawn twice in one place."""
    kind = str(tags.get("class"))
    if form == LINE and kind in ROADS and _name(tags):
        yield "road", {"class": ROADS[kind], "name": _name(tags)}


def _building(form: int, tags: Tags) -> Told:
    if form == AREA:
        yield "building", {"height": _number(tags, "render_height", 5.0)}


def _place(form: int, tags: Tags) -> Told:
    level = PLACES.get(str(tags.get("class")))
    if form == POINT and level and _name(tags):
        told = {"level": level, "name": _name(tags), "rank": _number(tags, "rank", 9.0)}
        yield "place", told | ({"kind": "island"} if level == "feature" else {})


def _water_name(form: int, tags: Tags) -> Told:
    if _name(tags) and form == POINT:
        yield "place", {"level": "feature", "kind": "water", "name": _name(tags), "rank": 5.0}
    elif _name(tags) and form == LINE:
        yield "waterway", {"name": _name(tags)}


TELLERS: dict[str, Callable[[int, Tags], Told]] = {
    "water": _water, "waterway": _waterway, "landcover": _landcover, "landuse": _landuse, "park": _park,
    "boundary": _boundary, "transportation": _transportation, "transportation_name": _transportation_name,
    "building": _building, "place": _place, "water_name": _water_name,
}  # fmt: skip
