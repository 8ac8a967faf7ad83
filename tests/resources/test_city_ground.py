"""What the tiles show between the parts that the registers know: no bare ground where a city has none."""

from __future__ import annotations

import gzip
import itertools
import json
import math
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import numpy as np
import pytest
from pmtiles.reader import MmapSource, Reader

CITY = Path(__file__).parents[2] / "resources" / "city"
EXTENT = 4096
STATIONS = {"示范站", "岚港站", "青河站", "示范北站"}
Ring = np.ndarray


@cache
def tile(zoom: int, x: int, y: int) -> dict[str, Any]:
    with (CITY / "city.pmtiles").open("rb") as file:
        data = Reader(MmapSource(file)).get(zoom, x, y)
    return mapbox_vector_tile.decode(gzip.decompress(data)) if data else {}


def at(lon: float, lat: float, zoom: int) -> tuple[float, float]:
    """Column and row with their fractions, rows from the north."""
    n = 2**zoom
    return (lon + 180) / 360 * n, (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * n


def tiles_around(zoom: int, west: float, south: float, east: float, north: float) -> Iterator[tuple[int, int]]:
    (x0, y0), (x1, y1) = at(west, north, zoom), at(east, south, zoom)
    for x in range(int(x0), int(x1) + 1):
        yield from ((x, y) for y in range(int(y0), int(y1) + 1))


def metres_a_unit(zoom: int) -> float:
    return 40_075_016.7 * math.cos(math.radians(37.44)) / 2**zoom / EXTENT


def lines(layer: dict[str, Any], **wanted: str) -> Iterator[np.ndarray]:
    """Courses of the features that have these properties, y upwards as the decoder has it."""
    for feature in layer.get("features", ()):
        if all(feature["properties"].get(key) == value for key, value in wanted.items()):
            shape = feature["geometry"]
            parts = shape["coordinates"] if shape["type"] == "MultiLineString" else [shape["coordinates"]]
            yield from (np.asarray(part, float) for part in parts)


def rings(layer: dict[str, Any]) -> list[list[Ring]]:
    """Closed rings of all polygons, the outer ring first."""
    out = []
    for feature in layer.get("features", ()):
        shape = feature["geometry"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        out += [[np.vstack([ring, ring[:1]]) for ring in map(np.asarray, polygon)] for polygon in polygons]
    return out


def holds(polygon: list[Ring], x: float, y: float) -> bool:
    """Even-odd over all rings."""
    inside = False
    for ring in polygon:
        (x0, y0), (x1, y1) = ring[:-1].T.astype(float), ring[1:].T.astype(float)
        crosses = (y0 > y) != (y1 > y)
        cut = x0[crosses] + (y - y0[crosses]) / (y1[crosses] - y0[crosses]) * (x1[crosses] - x0[crosses])
        inside ^= bool(np.count_nonzero(cut > x) % 2)
    return inside


def beside(line: np.ndarray, offset: float) -> Iterator[tuple[float, float]]:
    """Middles of a line's stretches moved aside, in the line's units; those in the tile proper only."""
    for (ax, ay), (bx, by) in itertools.pairwise(line):
        length = math.hypot(bx - ax, by - ay)
        if length > 0:
            x, y = (ax + bx) / 2 - (by - ay) / length * offset, (ay + by) / 2 + (bx - ax) / length * offset
            if 0 <= x <= EXTENT and 0 <= y <= EXTENT:
                yield x, y


def bare(name: str, offsets: tuple[float, ...], box: tuple[float, float, float, float]) -> list[tuple[float, ...]]:
    """Places so many metres beside a street at zoom 14 that neither green nor block nor water covers."""
    found, unit = [], metres_a_unit(14)
    for x, y in tiles_around(14, *box):
        here = tile(14, x, y)
        ground = [*rings(here.get("green", {})), *rings(here.get("block", {})), *rings(here.get("water", {}))]
        for line in lines(here.get("road", {}), name=name):
            for offset in offsets:
                found += [
                    (x, y, px, py, offset)
                    for px, py in beside(line, offset / unit)
                    if not any(holds(polygon, px, py) for polygon in ground)
                ]
    return found


@pytest.mark.parametrize("name", ["滨河街", "沿河街"])
def test_no_bare_sliver_lies_beside_the_streets_along_the_river(name: str) -> None:
    beside_both = (-30.0, -20.0, -14.0, 14.0, 20.0, 30.0)
    assert not bare(name, beside_both, (118.61, 37.40, 118.75, 37.46))


def test_the_port_reaches_the_water() -> None:
    """From the sea road to the quay there is harbour ground, not open country."""
    assert not bare("滨海大道", tuple(range(20, 220, 25)), (118.735, 37.365, 118.755, 37.39))


def turns(ring: Ring) -> np.ndarray:
    """Degrees by which a ring turns at each vertex that lies well within the tile."""
    way = np.diff(np.vstack([ring, ring[1:2]]).astype(float), axis=0)
    way = way[np.hypot(*way.T) > 0]
    angle = np.degrees(np.arctan2(way[:, 1], way[:, 0]))
    corner = np.abs((np.diff(angle) + 180) % 360 - 180)
    places = ring[1 : 1 + len(corner)]
    inner = ((places > 40) & (places < EXTENT - 40)).all(axis=1)
    long = np.minimum(np.hypot(*way[:-1].T), np.hypot(*way[1:].T)) > 24
    return corner[inner[: len(corner)] & long[: len(inner)]]


@pytest.mark.parametrize("zoom", [9, 10])
def test_contours_of_the_sea_have_no_corners(zoom: int) -> None:
    """Between two stretches of more than 3 px of a 512 px tile a contour turns by less than 50 degrees."""
    sharp = []
    for x, y in tiles_around(zoom, 118.2, 36.9, 119.9, 38.0):
        for feature in tile(zoom, x, y).get("depth", {"features": []})["features"]:
            if feature["properties"]["level"] > 2:
                sharp += [
                    float(turn)
                    for polygon in rings({"features": [feature]})
                    for ring in polygon
                    for turn in turns(ring)
                    if turn > 50
                ]
    assert not sharp


def test_the_sea_grows_deeper_without_a_gap() -> None:
    """Beyond a level's edge lies that level or the next, as far as the last."""
    zoom = 9
    for x, y in tiles_around(zoom, 119.0, 36.9, 120.5, 38.0):
        here = tile(zoom, x, y)
        levels = {feature["properties"]["level"] for feature in here.get("depth", {"features": []})["features"]}
        assert levels <= {1, 2, 3, 4, 5, 6} and levels, (x, y)


def test_every_station_has_further_tracks_and_its_platforms_beside_the_line() -> None:
    places = {}
    for x, y in tiles_around(14, 118.44, 37.36, 118.74, 37.54):
        for feature in tile(14, x, y).get("place", {"features": []})["features"]:
            if feature["properties"].get("kind") == "station":
                places[feature["properties"]["name"]] = (x, y, *feature["geometry"]["coordinates"])
    assert set(places) >= STATIONS
    reach = 320 / metres_a_unit(14)
    for name in STATIONS:
        x, y, px, py = places[name]
        here = tile(14, x, y)
        tracks = [
            line for line in lines(here["rail"], kind="siding") if np.hypot(*(line - (px, py)).T).min() < reach
        ]  # fmt: skip
        assert len(tracks) >= 2, name
        low = [feature for feature in here["building"]["features"] if feature["properties"]["height"] == 7]
        assert low, name


def test_there_is_sand_where_people_bathe() -> None:
    baths = next(
        (x, y, *feature["geometry"]["coordinates"])
        for x, y in tiles_around(14, 118.77, 37.46, 118.83, 37.50)
        for feature in tile(14, x, y).get("place", {"features": []})["features"]
        if feature["properties"]["name"] == "金滩浴场"
    )
    sand = [
        feature
        for x in (baths[0] - 1, baths[0], baths[0] + 1)
        for y in (baths[1] - 1, baths[1], baths[1] + 1)
        for feature in tile(14, x, y).get("block", {"features": []})["features"]
        if feature["properties"]["kind"] == "beach"
    ]
    assert sand


def test_what_the_registers_know_is_not_told_by_the_picture() -> None:
    """Walks are for the eye alone: nobody is sent along them, so the graph has none."""
    graph = json.loads((CITY / "roads.json").read_text(encoding="utf-8"))
    assert "path" not in graph["classes"]


def test_the_airport_stands_clear_of_every_street_and_house() -> None:
    """Its runway meets no street of the graph, its field no house but its own, and a drive leads to it."""
    graph = json.loads((CITY / "roads.json").read_text(encoding="utf-8"))
    spots = [spot for a, b, *_, inner in graph["edges"] for spot in (graph["nodes"][a], graph["nodes"][b], *inner)]
    field, own, drives = 0, set(), 0
    for x, y in tiles_around(14, 118.64, 37.54, 118.71, 37.58):
        here = tile(14, x, y)
        airfields = [
            f for f in here.get("block", {"features": []})["features"] if f["properties"]["kind"] == "airfield"
        ]
        ground = rings({"features": airfields})
        field += len(ground)
        for lon, lat in spots:
            column, row = at(lon, lat, 14)
            place = ((column - x) * EXTENT, (1 + y - row) * EXTENT)
            assert not any(holds(polygon, *place) for polygon in ground), (lon, lat)
        for feature in here.get("building", {"features": []})["features"]:
            for polygon in rings({"features": [feature]}):
                middle = polygon[0].mean(axis=0)
                if any(holds(area, *middle) for area in ground):
                    own.add(feature["properties"]["height"])
        drives += sum(1 for line in lines(here.get("road", {})) for area in ground if holds(area, *line[0]))
    assert field and own == {17, 24, 46} and drives


def test_hospitals_are_named_close_up() -> None:
    assets = json.loads((CITY / "assets.json").read_text(encoding="utf-8"))
    for asset in assets:
        if asset["kind"] == "hospital":
            column, row = at(asset["lon"], asset["lat"], 14)
            features = tile(14, int(column), int(row))["place"]["features"]
            assert asset["name"] in {feature["properties"]["name"] for feature in features}


def test_the_ferries_pier_is_reached_by_land() -> None:
    """No sea lies under the drive that leads along it."""
    wet = 0
    drives = 0
    for x, y in tiles_around(14, 118.762, 37.446, 118.786, 37.452):
        here = tile(14, x, y)
        water = rings(here.get("water", {}))
        for line in lines(here.get("road", {}), **{"class": "minor"}):
            if len(line) <= 3 and np.hypot(*(line[-1] - line[0])) * metres_a_unit(14) > 600:
                drives += 1
                wet += sum(1 for place in beside(line, 0.0) if any(holds(polygon, *place) for polygon in water))
    assert drives and not wet
