"""Rules the committed city keeps, and that its generator is a function of its seed."""

from __future__ import annotations

import gzip
import itertools
import json
import math
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import numpy as np
import pytest
from pmtiles.reader import MmapSource, Reader

from tests.resources.topojson import polygons

CITY = Path(__file__).parents[2] / "resources" / "city"
LAYERS_Z14 = {"water", "green", "block", "building", "road", "boundary", "place"}
PREFIX = {"province": 2, "city": 4, "county": 6, "town": 9, "community": 12, "grid": 15}
COUNTS = {
    "air_station": 12, "outfall": 40, "site": 60, "water_level": 4, "bridge": 8, "camera": 300, "component": 2000,
    "water_section": 8,
    "grid_staff": 300, "team": 40, "shelter": 60, "store": 20, "expert": 20, "hospital": 15, "fire_station": 12,
}  # fmt: skip


def load(name: str) -> Any:
    return json.loads((CITY / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def areas() -> dict[str, dict[str, Any]]:
    return {area["code"]: area for area in load("areas.json")}


@pytest.fixture(scope="module")
def assets() -> list[dict[str, Any]]:
    return load("assets.json")


@pytest.fixture(scope="module")
def shapes() -> dict[str, np.ndarray]:
    """The outer rings of counties and towns; the tiling of all levels has tests of its own."""
    read = polygons(load("area_shapes.json"))
    return {code: np.asarray(parts[0][0]) for code, parts in read.items() if len(code) in (6, 9) and code[4:6] != "00"}


def contains(ring: np.ndarray, x: float, y: float) -> bool:
    """Even-odd rule."""
    (x0, y0), (x1, y1) = ring[:-1].T, ring[1:].T
    crosses = (y0 > y) != (y1 > y)
    at = x0[crosses] + (y - y0[crosses]) / (y1[crosses] - y0[crosses]) * (x1[crosses] - x0[crosses])
    return bool(np.count_nonzero(at > x) % 2)


def tile_of(lon: float, lat: float, zoom: int) -> tuple[int, int]:
    n = 2**zoom
    return int((lon + 180) / 360 * n), int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * n)


def tile(zoom: int, x: int, y: int) -> dict[str, Any]:
    with (CITY / "city.pmtiles").open("rb") as file:
        return mapbox_vector_tile.decode(gzip.decompress(Reader(MmapSource(file)).get(zoom, x, y)))


def test_the_city_says_it_is_fictional() -> None:
    city = load("city.json")
    assert city["fictional"] is True
    assert city["label"] == "虚构城市"
    west, south, east, north = city["bbox"]
    lon, lat = city["center"]
    assert west < lon < east and south < lat < north


def test_every_area_code_is_contained_in_its_parents(areas: dict[str, dict[str, Any]]) -> None:
    for code, area in areas.items():
        assert len(code) == max(6, PREFIX[area["level"]])
        if area["level"] == "province":
            continue
        parent = areas[area["parent"]]
        assert list(PREFIX).index(parent["level"]) == list(PREFIX).index(area["level"]) - 1
        assert code.startswith(area["parent"][: PREFIX[parent["level"]]])


def test_area_codes_follow_the_ranges_for_streets_towns_and_committees(areas: dict[str, dict[str, Any]]) -> None:
    ranges = {"街道": range(1, 100), "镇": range(100, 200), "乡": range(200, 400)}
    for code, area in areas.items():
        if area["level"] == "town":
            assert int(code[6:9]) in next(r for ending, r in ranges.items() if area["name"].endswith(ending))
        if area["level"] == "community":
            assert int(code[9:12]) in (range(1, 200) if area["name"].endswith("社区") else range(200, 400))


def test_there_are_enough_areas_of_every_level(areas: dict[str, dict[str, Any]]) -> None:
    count = Counter(area["level"] for area in areas.values())
    assert count["county"] == 5
    assert 30 <= count["town"] <= 40
    assert 200 <= count["community"] <= 300
    assert 900 <= count["grid"] <= 1500


def test_counties_and_towns_have_closed_shapes(areas: dict[str, dict[str, Any]], shapes: dict[str, np.ndarray]) -> None:
    assert set(shapes) == {code for code, area in areas.items() if area["level"] in ("county", "town")}
    assert all((ring[0] == ring[-1]).all() and len(ring) > 8 for ring in shapes.values())


Segment = tuple[tuple[float, float], tuple[float, float]]


def counter_clockwise(ring: np.ndarray) -> list[Segment]:
    """The ring's segments in the order that has its inside on the left."""
    (x0, y0), (x1, y1) = ring[:-1].T, ring[1:].T
    points = [tuple(point) for point in (ring if float(np.sum(x0 * y1 - x1 * y0)) > 0 else ring[::-1]).tolist()]
    return list(itertools.pairwise(points))  # type: ignore[arg-type]


def loops(segments: set[Segment]) -> list[np.ndarray]:
    """Directed segments joined end to start; raises KeyError where a line ends in nothing."""
    onward = defaultdict(list)
    for start, end in segments:
        onward[start].append(end)
    rings = []
    while onward:
        first = here = next(iter(onward))
        ring = [first]
        while True:
            there = onward[here].pop() if here in onward else onward.pop(here)[0]
            if not onward[here]:
                del onward[here]
            ring.append(there)
            here = there
            if here == first:
                break
        rings.append(np.asarray(ring))
    return rings


def square_km(ring: np.ndarray) -> float:
    """Signed area."""
    x, y = ((ring - ring[0]) * (111.320 * math.cos(math.radians(37.44)), 110.990)).T
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])) / 2


def test_neighbouring_towns_share_their_border_without_gap_or_overlap(shapes: dict[str, np.ndarray]) -> None:
    walked = Counter(segment for code, ring in shapes.items() if len(code) == 9 for segment in counter_clockwise(ring))
    assert max(walked.values()) == 1, "two towns lie on the same side of one border"
    outline = {segment for segment in walked if segment[::-1] not in walked}
    areas = sorted(square_km(ring) for ring in loops(outline))
    assert areas[-1] > 2000
    assert all(-0.05 < area < 0 for area in areas[:-1]), "a hole that is no lagoon"


def test_a_county_is_bounded_by_the_borders_of_its_towns(shapes: dict[str, np.ndarray]) -> None:
    for code, ring in shapes.items():
        if len(code) == 6:
            towns = [shape for town, shape in shapes.items() if len(town) == 9 and town.startswith(code)]
            walked = {segment for shape in towns for segment in counter_clockwise(shape)}
            assert set(counter_clockwise(ring)) <= walked
            assert sum(square_km(shape) * np.sign(square_km(shape)) for shape in towns) == pytest.approx(
                abs(square_km(ring)), abs=0.1
            )


def test_borders_have_no_long_straight_stretch(shapes: dict[str, np.ndarray]) -> None:
    metres = (111_320 * math.cos(math.radians(37.44)), 110_990)
    longest = max(np.hypot(*np.diff(ring * metres, axis=0).T).max() for ring in shapes.values())
    assert longest < 1000


def test_the_road_graph_is_one_component() -> None:
    graph = load("roads.json")
    neighbours = defaultdict(list)
    for a, b, kind, name, metres, _ in graph["edges"]:
        neighbours[a].append(b)
        neighbours[b].append(a)
        assert metres > 0 and graph["classes"][kind] and 0 <= name < len(graph["names"])
    seen, stack = {0}, [0]
    while stack:
        fresh = [n for n in neighbours[stack.pop()] if n not in seen]
        seen.update(fresh)
        stack.extend(fresh)
    assert len(seen) == len(graph["nodes"])


def test_an_edge_is_about_as_long_as_its_points_say() -> None:
    graph = load("roads.json")
    nodes = graph["nodes"]
    for a, b, _, _, metres, inner in graph["edges"][::97]:
        points = np.asarray([nodes[a], *inner, nodes[b]]) * (111_320 * math.cos(math.radians(37.44)), 110_990)
        assert np.hypot(*np.diff(points, axis=0).T).sum() == pytest.approx(metres, abs=1.0)


def test_every_primary_road_has_a_name() -> None:
    graph = load("roads.json")
    primary = graph["classes"].index("primary")
    assert all(graph["names"][edge[3]] for edge in graph["edges"] if edge[2] == primary)


def test_assets_are_complete_with_unique_ids(assets: list[dict[str, Any]]) -> None:
    assert Counter(asset["kind"] for asset in assets) == COUNTS
    assert len({asset["id"] for asset in assets}) == len(assets)


def test_assets_stand_in_the_county_and_town_of_their_grid(
    assets: list[dict[str, Any]], areas: dict[str, dict[str, Any]], shapes: dict[str, np.ndarray]
) -> None:
    for asset in assets:
        assert areas[asset["area"]]["level"] == "grid"
        for digits in (6, 9):
            assert contains(shapes[asset["area"][:digits]], asset["lon"], asset["lat"]), asset["id"]


def test_assets_belong_to_the_nearest_grid_of_their_town(
    assets: list[dict[str, Any]], areas: dict[str, dict[str, Any]]
) -> None:
    grids = defaultdict(list)
    for area in areas.values():
        if area["level"] == "grid":
            grids[area["code"][:9]].append(area)
    stretch = math.cos(math.radians(37.44))
    for asset in assets:
        ranked = sorted(
            (math.hypot((g["lon"] - asset["lon"]) * stretch, g["lat"] - asset["lat"]), g["code"])
            for g in grids[asset["area"][:9]]
        )
        own = next(distance for distance, code in ranked if code == asset["area"])
        assert own <= ranked[0][0] + 2e-5, asset["id"]


def test_component_codes_have_sixteen_digits_and_begin_with_their_district(assets: list[dict[str, Any]]) -> None:
    parts = [asset for asset in assets if asset["kind"] == "component"]
    assert len({part["code"] for part in parts}) == len(parts)
    for part in parts:
        assert len(part["code"]) == 16
        assert part["code"].startswith(part["area"][:6] + part["class"] + part["subclass"])


def test_every_air_station_replays_another_station(assets: list[dict[str, Any]]) -> None:
    assert len({asset["replay"] for asset in assets if asset["kind"] == "air_station"}) == 12


def test_persons_are_masked(assets: list[dict[str, Any]]) -> None:
    assert all(asset["name"].endswith("**") for asset in assets if asset["kind"] in ("grid_staff", "expert"))


def rings_of(geometry: dict[str, Any]) -> list[list[np.ndarray]]:
    """Closed rings of every polygon of a tile's geometry, the outer ring first."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [[np.vstack([ring, ring[:1]]) for ring in map(np.asarray, polygon)] for polygon in polygons]


def test_assets_stand_on_dry_land(assets: list[dict[str, Any]]) -> None:
    zoom, extent = 12, 4096
    by_tile = defaultdict(list)
    for asset in assets:
        by_tile[tile_of(asset["lon"], asset["lat"], zoom)].append(asset)
    wet = set()
    for (x, y), here in by_tile.items():
        for feature in tile(zoom, x, y).get("water", {"features": []})["features"]:
            for polygon in rings_of(feature["geometry"]):
                for asset in here:
                    px = ((asset["lon"] + 180) / 360 * 2**zoom - x) * extent
                    mercator = math.asinh(math.tan(math.radians(asset["lat"]))) / math.pi
                    py = (1 + y - (1 - mercator) / 2 * 2**zoom) * extent
                    if sum(contains(ring, px, py) for ring in polygon) % 2:
                        wet.add(asset["id"])
    assert not wet


def test_vehicles_have_unique_fictional_plates() -> None:
    fleet = load("vehicles.json")
    assert len(fleet["vehicles"]) == 5000
    assert len({row[1] for row in fleet["vehicles"]}) == 5000
    assert all(row[1].startswith("示") for row in fleet["vehicles"])
    assert [row[0] for row in fleet["vehicles"][:2]] == ["v-00000", "v-00001"]
    assert all(row[2] < len(fleet["kinds"]) and row[3] < len(fleet["enterprises"]) for row in fleet["vehicles"])


def test_tiles_show_the_city_from_afar_and_close_up() -> None:
    lon, lat = load("city.json")["center"]
    far, near = tile(11, *tile_of(lon, lat, 11)), tile(14, *tile_of(lon, lat, 14))
    assert {"water", "green", "block", "road"} <= set(far)
    assert set(near) >= LAYERS_Z14 - {"boundary", "place"}
    assert all(f["properties"]["height"] > 0 for f in near["building"]["features"])
    assert {f["properties"]["class"] for f in far["road"]["features"]} >= {"ring", "primary", "secondary"}


@pytest.mark.parametrize("zoom", range(7, 15))
def test_the_sea_goes_on_as_far_as_the_camera_may_look(zoom: int) -> None:
    """The camera's centre stays within the city's box and its width around it; a wall may be three screens wide."""
    west, south, east, north = load("city.json")["bbox"]
    screens = 3 * 1920 / 512 / 2**zoom * 360 / 2
    # Zoom 14 is the archive's last: deeper views see less.
    for lat in (south - (north - south), north + (north - south)):
        assert "water" in tile(zoom, *tile_of(east + (east - west) + screens, lat, zoom))


def test_no_main_street_ends_short_of_its_equals() -> None:
    """A primary or secondary road's end meets a road of its class or a greater one."""
    graph = load("roads.json")
    at = defaultdict(list)
    for number, (a, b, kind, *_rest) in enumerate(graph["edges"]):
        for node in (a, b):
            at[node].append((number, kind))
    primary, secondary = (graph["classes"].index(name) for name in ("primary", "secondary"))
    for number, (a, b, kind, *_rest) in enumerate(graph["edges"]):
        if kind in (primary, secondary):
            for node in (a, b):
                assert any(other != number and rank <= kind for other, rank in at[node]), graph["nodes"][node]


def test_the_archive_stays_small() -> None:
    assert (CITY / "city.pmtiles").stat().st_size < 6_000_000


def test_the_same_seed_makes_the_same_fleet_and_coast() -> None:
    pytest.importorskip("shapely", reason="the generator needs the city extra")
    from resources.citygen.coast import make_coast
    from resources.citygen.vehicles import make_vehicles

    assert make_vehicles(7) == load("vehicles.json")
    assert make_vehicles(8) != make_vehicles(7)
    assert make_coast(7).land.wkb == make_coast(7).land.wkb
