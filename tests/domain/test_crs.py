"""Reference systems against PROJ's numbers, and their names as files give them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from console.domain.geo.crs import UnknownCrs, Way, by_code, by_wkt, guess_swapped

VECTORS = json.loads((Path(__file__).parents[1] / "data" / "projected.json").read_text())
GEO = (
    'GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",'
    '6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'
)
ZONE_39 = (
    f'PROJCS["CGCS2000_3_Degree_GK_Zone_39",{GEO},PROJECTION["Gauss_Kruger"],'
    'PARAMETER["False_Easting",39500000.0],PARAMETER["False_Northing",0.0],'
    'PARAMETER["Central_Meridian",117.0],PARAMETER["Scale_Factor",1.0],'
    'PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
)
WEB = (
    'PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",'
    'SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",'
    '0.0174532925199433]],PROJECTION["Mercator_Auxiliary_Sphere"],PARAMETER["Central_Meridian",0.0],'
    'UNIT["Meter",1.0]]'
)


@pytest.mark.parametrize("code", sorted({one["epsg"] for one in VECTORS}))
def test_metres_become_the_degrees_that_proj_has_to_a_millimetre(code: int) -> None:
    ours = [one for one in VECTORS if one["epsg"] == code]
    x, y = (np.array([one[key] for one in ours]) for key in ("x", "y"))
    lon, lat = by_code(f"EPSG:{code}").to_wgs84(x, y)
    assert np.abs(lon - [one["lon"] for one in ours]).max() < 1e-8
    assert np.abs(lat - [one["lat"] for one in ours]).max() < 1e-8


@pytest.mark.parametrize(
    "text",
    ["EPSG:4490", "urn:ogc:def:crs:EPSG::4490", "http://www.opengis.net/def/crs/EPSG/0/4490", "4490", " epsg:4490 "],
)
def test_a_code_is_known_in_all_its_spellings(text: str) -> None:
    assert by_code(text).code == "EPSG:4490"


def test_names_of_our_own_and_crs84() -> None:
    assert by_code("urn:ogc:def:crs:OGC:1.3:CRS84").code == "EPSG:4326"
    assert by_code("gcj02").way is Way.GCJ and by_code("BD-09").way is Way.BD
    lon, lat = by_code("GCJ-02").to_wgs84(np.array([116.41024449916938]), np.array([39.91640428150164]))
    assert (lon[0], lat[0]) == pytest.approx((116.404, 39.915), abs=1e-8)


@pytest.mark.parametrize("text", ["", "EPSG:4610", "EPSG:2436", "EPSG:4555", "EPSG:4512000", "no such thing", "EPSG:"])
def test_what_is_not_known_is_refused_by_name(text: str) -> None:
    with pytest.raises(UnknownCrs, match=text.removeprefix("EPSG:") or "."):
        by_code(text)


def test_a_prj_of_esri_says_all_that_is_needed() -> None:
    one = next(each for each in VECTORS if each["epsg"] == 4527 and each["lon"] == 118.6747)
    lon, lat = by_wkt(ZONE_39).to_wgs84(np.array([one["x"]]), np.array([one["y"]]))
    assert (lon[0], lat[0]) == pytest.approx((one["lon"], one["lat"]), abs=1e-8)
    assert by_wkt(GEO).code == "EPSG:4490" and by_wkt(WEB).code == "EPSG:3857"
    assert by_wkt('GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984"]]').code == "EPSG:4326"


def test_a_prj_in_the_newer_words() -> None:
    text = (
        'PROJCRS["CGCS2000 / 3-degree Gauss-Kruger CM 117E",BASEGEOGCRS["China Geodetic Coordinate System 2000"],'
        'CONVERSION["x",METHOD["Transverse Mercator"],PARAMETER["Latitude of natural origin",0],'
        'PARAMETER["Longitude of natural origin",117],PARAMETER["Scale factor at natural origin",1],'
        'PARAMETER["False easting",500000],PARAMETER["False northing",0]]]'
    )
    one = next(each for each in VECTORS if each["epsg"] == 4548 and each["lon"] == 118.6747)
    lon, lat = by_wkt(text).to_wgs84(np.array([one["x"]]), np.array([one["y"]]))
    assert (lon[0], lat[0]) == pytest.approx((one["lon"], one["lat"]), abs=1e-8)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('PROJCS["Xian_1980_3_Degree_GK_CM_117E",GEOGCS["GCS_Xian_1980"],PROJECTION["Gauss_Kruger"]]', "Xian_1980"),
        ('GEOGCS["GCS_Beijing_1954",DATUM["D_Beijing_1954"]]', "Beijing_1954"),
        (ZONE_39.replace("Gauss_Kruger", "Lambert_Conformal_Conic"), "CGCS2000"),
        (ZONE_39.replace('UNIT["Meter",1.0]', 'UNIT["Foot",0.3048]'), "CGCS2000"),
        (ZONE_39.replace('Origin",0.0', 'Origin",30.0'), "CGCS2000"),
        ("", "?"), ("\0\xff garbage", "?"),
    ],
)  # fmt: skip
def test_a_prj_that_needs_more_than_we_have_is_refused_by_name(text: str, name: str) -> None:
    with pytest.raises(UnknownCrs, match=name.replace("?", r"\?")):
        by_wkt(text)


def test_latitude_first_is_noticed() -> None:
    assert guess_swapped(np.array([37.4, 36.6]), np.array([118.6, 117.0]))
    assert not guess_swapped(np.array([118.6, 117.0]), np.array([37.4, 36.6]))
    assert not guess_swapped(np.array([]), np.array([]))


@pytest.mark.parametrize(
    ("epsg", "easting", "meridian"),
    [
        (4491, 13_500_000, 75), (4501, 23_500_000, 135), (4502, 500_000, 75), (4512, 500_000, 135),
        (4513, 25_500_000, 75), (4533, 45_500_000, 135), (4534, 500_000, 75), (4554, 500_000, 135),
        (32643, 500_000, 75), (32653, 500_000, 135),
    ],
)  # fmt: skip
def test_the_first_and_the_last_zone_of_each_series_have_the_registrys_meridian(
    epsg: int, easting: float, meridian: float
) -> None:
    """EPSG registry: CGCS2000 6° zones 13–23, 3° zones 25–45, both also without the zone's number; UTM 43N–53N."""
    lon, lat = by_code(f"EPSG:{epsg}").to_wgs84(np.array([easting]), np.array([0.0]))
    assert (lon[0], lat[0]) == pytest.approx((meridian, 0.0), abs=1e-9)
