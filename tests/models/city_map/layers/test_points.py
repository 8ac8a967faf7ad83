"""Clusters lose nobody, heat integrates to what is there, stations tell their level and their age."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.entities import Sample
from console.models.city_map.layers.clusters import CELL, NEAR, cluster_layer, gather, members, step_of
from console.models.city_map.layers.heat import EARTH_KM, density, finer, heat_layer
from console.models.city_map.layers.stations import station_layer
from console.models.city_map.shapes import ShapeLayer
from console.models.figures.tally import Kind
from tests.models.city_map.layers.city import city_world, moment
from tests.models.figures.test_tally import alarm, case
from tests.models.kit import apply, changes

HOUR = 3_600_000
BOUNDS = (118.0, 37.0, 119.0, 38.0)
places = st.lists(st.tuples(st.floats(118, 119), st.floats(37, 38)), max_size=80)


@given(places, st.floats(7, 17))
def test_every_point_is_in_one_cluster(points: list[tuple[float, float]], zoom: float) -> None:
    lon, lat = (np.array([point[at] for point in points], float) for at in (0, 1))
    found = gather(lon, lat, zoom)
    rows = sorted(row for cluster in found for row in cluster.rows.tolist())
    assert rows == list(range(len(points)))
    for cluster in found:
        assert cluster.lon == pytest.approx(lon[cluster.rows].mean())


@given(places)
def test_points_of_one_cluster_lie_near_one_another_on_the_screen(points: list[tuple[float, float]]) -> None:
    lon, lat = (np.array([point[at] for point in points], float) for at in (0, 1))
    size = 512 * 2.0**12
    x, y = lon / 360 * size, -np.degrees(np.arctanh(np.sin(np.radians(lat)))) / 360 * size
    for cluster in gather(lon, lat, 12.2):
        assert np.ptp(x[cluster.rows]) <= CELL * (2 * NEAR + 2) and np.ptp(y[cluster.rows]) <= CELL * (2 * NEAR + 2)


def test_a_pinch_changes_clusters_at_half_zooms_only() -> None:
    assert {step_of(zoom) for zoom in (11.0, 11.2, 11.49)} == {11.0} and step_of(11.5) == 11.5


def test_a_cluster_says_how_many_and_how_many_of_them_are_late_and_knows_its_members() -> None:
    world = city_world(*(case(f"C{at}", lon=118.7 + at * 1e-5, overdue=at == 0) for at in range(5)), alarm("A"))
    at = moment(world, zoom=10)
    layer = cluster_layer("clusters:cases", Kind.CASE, at)
    (shape,) = layer.shapes
    assert shape.look.label == "5·1" and shape.title == "5 件案件" and "超期 1" in shape.lines[0]
    assert sorted(members(shape.id, Kind.CASE, at)) == [1, 2, 3, 4, 5] and members("gone", Kind.CASE, at) == ()
    (alone,) = cluster_layer("clusters:alarms", Kind.ALARM, at).shapes
    assert alone.title == "A" and alone.look.label == ""


def test_a_legend_counts_those_without_a_place_and_knows_nothing_before_the_first_word() -> None:
    events = (case("C1", lon=118.7, lat=37.45), case("C2", lon=None, lat=None))
    heard, unheard = city_world(*events), city_world(heard=False)
    title = cluster_layer("clusters:cases", Kind.CASE, moment(heard)).legend_title
    assert "共 2" in title and "1 无位置" in title
    layers = (cluster_layer("c", Kind.CASE, moment(unheard)), heat_layer("h", Kind.CASE, moment(unheard, window=HOUR)))
    for layer in layers:
        assert layer is not None and "0" not in layer.legend_title and "数量未知" in layer.legend_title


def test_heat_adds_up_to_the_number_of_things() -> None:
    lon, lat = np.array([118.5, 118.52, 118.4]), np.array([37.5, 37.5, 37.6])
    grid = density(lon, lat, BOUNDS)
    cell = (1 / grid.shape[1]) / 360 * EARTH_KM * math.cos(math.radians(37.5))
    assert grid.sum() * cell**2 == pytest.approx(3, rel=0.02)
    row, column = np.unravel_index(int(np.argmax(grid)), grid.shape)
    assert column / grid.shape[1] == pytest.approx(0.51, abs=0.02) and row / grid.shape[0] == pytest.approx(
        0.5, abs=0.02
    )


def test_heat_near_the_rim_does_not_come_in_on_the_other_side() -> None:
    grid = density(np.array([118.001]), np.array([37.999]), BOUNDS)
    assert grid[0, 0] > 0.1 and grid[:, -10:].max() < 1e-6 and grid[-10:].max() < 1e-6


def test_the_finer_picture_of_heat_is_the_same_surface_without_the_cells_of_the_grid() -> None:
    coarse = density(np.array([118.3, 118.7]), np.array([37.4, 37.6]), BOUNDS)
    fine = finer(coarse, 3)
    assert fine.shape == (coarse.shape[0] * 3, coarse.shape[1] * 3)
    assert np.allclose(fine[1::3, 1::3], coarse), "the middle of each cell has the cell's value"
    assert np.abs(np.diff(fine, axis=1)).max() < np.abs(np.diff(coarse, axis=1)).max() * 0.4, "and no step between two"
    assert fine.sum() / 9 == pytest.approx(coarse.sum(), rel=1e-3)


def test_discs_of_one_factor_are_of_one_size_whatever_their_digits() -> None:
    radii = {_station(10_000, value).shapes[0].look.radius for value in (48.0, 48.5, 5.25)}
    assert len(radii) == 1


def test_the_densest_place_has_the_last_colour_and_the_legend_says_per_square_kilometre() -> None:
    world = city_world(*(case(f"C{at}", lon=118.7, lat=37.45, opened=0 if at < 3 else 2**52) for at in range(8)))
    layer = heat_layer("heat:cases", Kind.CASE, moment(world, window=HOUR))
    assert layer is not None
    painted = layer.pixels[layer.pixels[..., 3] > 0]
    assert len(painted) and painted[:, :3].max() == 255
    assert all("件/km²" in entry.words for entry in layer.legend) and "共 5" in layer.legend_title


STATION = {"id": "air-1", "kind": "air_station", "name": "一中", "lon": 118.7, "lat": 37.4}
SERIES: dict[str, Any] = {"id": "air-1/PM2.5", "asset": "air-1", "factor": "PM2.5", "name": "PM2.5", "unit": "µg/m³",
                          "cadence": 60.0}  # fmt: skip


def _station(ago_ms: int, value: float | None, **series: Any) -> ShapeLayer:
    world = city_world(assets=[STATION | {"kind": series.pop("kind", "air_station")}], series=[SERIES | series])
    apply(world, changes([(1, Sample(id="air-1/PM2.5", v=1, at=world.now() - ago_ms, value=value))]))
    layer = station_layer(series.pop("layer", "stations:PM25"), moment(world))
    assert layer is not None
    return layer


def test_a_station_has_the_colour_and_the_word_of_its_level() -> None:
    (shape,) = _station(10_000, 160).shapes
    assert (shape.look.fill, shape.look.label) == ("aqi5", "160") and "重度污染" in shape.lines


def test_an_old_value_is_grey_and_says_how_old() -> None:
    (shape,) = _station(3 * HOUR, 20).shapes
    assert shape.look.fill == "cached" and "3 时前" in shape.look.label and "已过时，不代表现在" in shape.lines


def test_a_gap_is_hollow_and_a_station_never_heard_is_unknown() -> None:
    (gap,) = _station(10_000, None).shapes
    assert (gap.look.fill, gap.look.label) == ("", "缺测")
    world = city_world(assets=[STATION], series=[SERIES])
    layer = station_layer("stations:PM25", moment(world))
    assert layer is not None and layer.shapes[0].look.label == "未知"


def test_a_factor_that_nobody_measures_makes_no_layer() -> None:
    assert station_layer("stations:O3", moment(city_world(assets=[STATION], series=[SERIES]))) is None
