"""The areas of the demonstration city tile each other from the city down to the grids, without gap or overlap."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from console.models.area_shapes import shapes_of
from tests.resources.topojson import polygons

CITY = Path(__file__).parents[2] / "resources" / "city"
LEVELS = {4: "city", 6: "county", 9: "town", 12: "community", 15: "grid"}
MOST_BYTES = 400_000


@cache
def grounds() -> dict[str, Any]:
    """Every area as the specification of the format reads it."""
    raw = polygons(json.loads((CITY / "area_shapes.json").read_text(encoding="utf-8")))
    return {
        code: shapely.union_all([shapely.Polygon(rings[0], rings[1:]) for rings in parts])
        for code, parts in raw.items()
    }


@cache
def children() -> dict[str, list[str]]:
    """Codes of the areas that lie directly in an area."""
    found = defaultdict(list)
    for area in json.loads((CITY / "areas.json").read_text(encoding="utf-8")):
        if area["code"] in grounds() and area["parent"] in grounds():
            found[area["parent"]].append(area["code"])
    return dict(found)


def test_every_area_from_the_city_down_has_its_ground() -> None:
    areas = json.loads((CITY / "areas.json").read_text(encoding="utf-8"))
    assert {area["code"] for area in areas if area["level"] != "province"} == set(grounds())
    assert Counter(len(code) for code in grounds()) == {6: 1 + 5, 9: 39, 12: 269, 15: 1291}
    assert (CITY / "area_shapes.json").stat().st_size < MOST_BYTES, "it goes over the wire to every console"


@pytest.mark.parametrize("parent_level", ["city", "county", "town", "community"])
def test_the_children_of_an_area_fill_it_and_do_not_overlap(parent_level: str) -> None:
    level_of = {area["code"]: area["level"] for area in json.loads((CITY / "areas.json").read_text(encoding="utf-8"))}
    looked = 0
    for code, inside in children().items():
        if level_of[code] != parent_level:
            continue
        looked += 1
        whole, parts = grounds()[code], [grounds()[child] for child in inside]
        assert sum(part.area for part in parts) == pytest.approx(whole.area, rel=1e-9)
        assert shapely.union_all(parts).symmetric_difference(whole).area < whole.area * 1e-9
    assert looked


@cache
def index() -> tuple[list[str], shapely.STRtree]:
    codes = sorted(grounds())
    return codes, shapely.STRtree([grounds()[code] for code in codes])


@given(st.integers(0, 2**32 - 1))
def test_a_place_in_an_area_is_in_exactly_one_of_its_children(seed: int) -> None:
    rng = np.random.default_rng(seed)
    west, south, east, north = grounds()["990100"].bounds
    codes, tree = index()
    for point in shapely.points(rng.uniform((west, south), (east, north), (20, 2))):
        held = {codes[int(at)] for at in tree.query(point, predicate="within")}
        if any(grounds()[code].boundary.distance(point) < 1e-9 for code in held):
            continue  # on a border it is in neither
        for code in held & children().keys():
            assert len(held & set(children()[code])) == 1
        assert len(held) in (0, 5), "from the city down to one grid, or nowhere"


def test_everything_stands_on_the_ground_of_its_own_grid() -> None:
    assets = json.loads((CITY / "assets.json").read_text(encoding="utf-8"))
    for asset in assets:
        assert grounds()[asset["area"]].distance(shapely.Point(asset["lon"], asset["lat"])) == 0, asset["id"]


def test_the_console_reads_what_the_specification_says() -> None:
    body = (CITY / "area_shapes.json").read_bytes()
    ours, plain = shapes_of(body), polygons(json.loads(body))
    assert ours.keys() == plain.keys()
    for code, parts in plain.items():
        for rings, mine in zip(parts, ours[code], strict=True):
            for ring, held in zip(rings, mine, strict=True):
                assert np.allclose(held, ring, atol=1e-12)
