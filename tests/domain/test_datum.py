"""GCJ-02 and BD-09 against published pairs; the inverse against its own forward formula."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from console.domain.geo.datum import Datum, bd_to_gcj, from_gcj, gcj_to_bd, to_gcj, to_wgs84

CITIES = json.loads((Path(__file__).parents[1] / "data" / "vectors.json").read_text(encoding="utf-8"))["gcj_shandong"]
PAIRS = [
    ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),
    ((113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),
    ((116.377817, 39.911954), (116.38404722455657, 39.91334545536069)),
    ((116.404, 39.915), (116.41024449916938, 39.91640428150164)),
]


@pytest.mark.parametrize(("wgs", "gcj"), PAIRS)
def test_published_pairs_are_met_to_a_micrometre(wgs: tuple[float, float], gcj: tuple[float, float]) -> None:
    assert to_gcj(*wgs) == pytest.approx(gcj, abs=1e-11)
    assert from_gcj(*gcj) == pytest.approx(wgs, abs=1e-8)


def test_baidu_pairs() -> None:
    assert bd_to_gcj(116.404, 39.915) == pytest.approx((116.39762729119315, 39.90865673957631), abs=1e-11)
    assert gcj_to_bd(116.404, 39.915) == pytest.approx((116.41036949371029, 39.92133699351021), abs=1e-11)


@pytest.mark.parametrize("name", sorted(CITIES))
def test_the_cities_of_shandong(name: str) -> None:
    city = CITIES[name]
    assert to_gcj(*city["WGS84"]) == pytest.approx(city["GCJ02"], abs=1e-5)  # theirs is a one-step inverse
    assert gcj_to_bd(*city["GCJ02"]) == pytest.approx(city["BD09"], abs=1e-6)
    lon, lat = to_wgs84(np.array(city["BD09"][:1]), np.array(city["BD09"][1:]), Datum.BD09)
    assert (lon[0], lat[0]) == pytest.approx(city["WGS84"], abs=1e-5)


def test_outside_china_nothing_moves() -> None:
    assert to_gcj(-104.9903, 39.7392) == (-104.9903, 39.7392)
    assert from_gcj(-104.9903, 39.7392) == (-104.9903, 39.7392)


def test_there_and_back_is_within_a_ten_millionth_of_a_degree_everywhere() -> None:
    random = np.random.default_rng(3)
    lon, lat = random.uniform(73.5, 135, 20_000), random.uniform(3.8, 53.5, 20_000)
    back = from_gcj(*to_gcj(lon, lat))
    assert np.abs(back[0] - lon).max() < 1e-7 and np.abs(back[1] - lat).max() < 1e-7


def test_what_is_not_shifted_is_handed_back_as_it_is() -> None:
    lon, lat = np.array([118.6]), np.array([37.4])
    for datum in (Datum.WGS84, Datum.CGCS2000):
        assert to_wgs84(lon, lat, datum) == (lon, lat)
        assert not datum.shifted
