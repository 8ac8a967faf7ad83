"""A provider's pictures brought to our sheets: each pixel lies where it belongs, in every grid and datum."""

from __future__ import annotations

import math

import pytest
from PySide6.QtGui import QColor, QImage

from console.basemap.places import tile_at
from console.domain.geo.tile_grid import Grid
from tests.basemap import pictures
from widgets.map import mercator, raster
from widgets.map.raster import TooCoarse, compose, plan
from widgets.map.sheet import Sheet

PLACE = (118.6747, 37.4346)
GROUND = QColor("#102030")
# (118.6691133, 37.4340828) in WGS-84 lies at (118.6747727, 37.4347542) of GCJ-02: gcoord's list of cities, 东营市
WGS, GCJ = (118.6691133, 37.4340828), (118.6747727, 37.4347542)


def _ramps(size: int) -> raster.TileOf:
    return lambda _z, x, y: QImage.fromData(pictures.ramp(x, y, size))


def _shown(sheet: Sheet, grid: Grid, lon: float, lat: float) -> tuple[float, float, int]:
    """Where the provider's world is, by what our sheet shows at a place: tile fractions to the east and south."""
    image = compose(sheet, grid, plan(sheet, grid), [_ramps(grid.size)], GROUND)
    u, v = mercator.to_unit(lon, lat)
    x, y = (u * 2**sheet.z - sheet.x) * sheet.px, (v * 2**sheet.z - sheet.y) * sheet.px
    pixel = image.pixelColor(math.floor(x), math.floor(y))
    assert pixel.alpha() == 255
    return pixel.red() / 255, pixel.green() / 255, pixel.blue()


def _in_tile(lon: float, lat: float, z: int, geographic: bool) -> tuple[float, float, int]:
    """The same by the published formulas alone."""
    column, row = tile_at(lon, lat, z, geographic)
    v = (90 - lat) / 360 if geographic else 0.5 - math.asinh(math.tan(math.radians(lat))) / (2 * math.pi)
    return (lon / 360 + 0.5) * 2**z - column, v * 2**z - row, (column % 16) * 16 + row % 16


@pytest.mark.parametrize("size", [256, 512])
@pytest.mark.parametrize(("z", "px"), [(12, 512), (12, 609), (11, 1024), (16, 512)])
@pytest.mark.parametrize("geographic", [False, True])
def test_a_place_is_where_the_provider_has_it(size: int, z: int, px: int, geographic: bool) -> None:
    grid = Grid(size, geographic, max_zoom=18)
    sheet = Sheet(z, *mercator.tile_at(*PLACE, z), px, 1.0)
    from_zoom = plan(sheet, grid).z
    expected = _in_tile(*PLACE, from_zoom, geographic)
    shown = _shown(sheet, grid, *PLACE)
    assert shown[2] == expected[2], "the right tile"
    assert shown[:2] == pytest.approx(expected[:2], abs=3 / size), "to the pixel"


@pytest.mark.parametrize("z", [10, 13, 16])
def test_a_picture_in_gcj02_is_shifted_once_and_by_the_published_amount(z: int) -> None:
    grid = Grid(256, gcj=True)
    sheet = Sheet(z, *mercator.tile_at(*WGS, z), 512, 1.0)
    expected = _in_tile(*GCJ, plan(sheet, grid).z, False)
    shown = _shown(sheet, grid, *WGS)
    assert shown[2] == expected[2]
    assert shown[:2] == pytest.approx(expected[:2], abs=3 / 256)


def test_neighbours_meet_without_a_step_in_gcj02() -> None:
    grid = Grid(256, gcj=True)
    x, y = mercator.tile_at(*WGS, 13)
    left, right = (
        compose(sheet, grid, plan(sheet, grid), [_ramps(256)], GROUND)
        for sheet in (Sheet(13, x, y, 512, 1.0), Sheet(13, x + 1, y, 512, 1.0))
    )
    steps = [abs(left.pixelColor(511, row).green() - right.pixelColor(0, row).green()) for row in range(512)]
    assert sorted(steps)[500] <= 2


def test_beyond_the_last_zoom_the_last_is_enlarged() -> None:
    grid = Grid(256, max_zoom=10)
    sheet = Sheet(15, *mercator.tile_at(*PLACE, 15), 512, 1.0)
    where = plan(sheet, grid)
    assert where.z == 10 and len(list(where.places())) == 1
    assert _shown(sheet, grid, *PLACE)[:2] == pytest.approx(_in_tile(*PLACE, 10, False)[:2], abs=3 / 256)


def test_a_provider_that_begins_too_deep_is_not_asked_for_a_country() -> None:
    with pytest.raises(TooCoarse, match="zoom 14"):
        plan(Sheet(7, 106, 49, 512, 1.0), Grid(256, min_zoom=14))


def test_layers_lie_on_each_other_and_holes_show_the_ground() -> None:
    sheet, grid = Sheet(10, 849, 397, 512, 1.0), Grid(256)
    half = QImage.fromData(pictures.flat(255, 0, 0, alpha=0))
    names = QImage.fromData(pictures.flat(0, 0, 255))
    where = plan(sheet, grid)
    image = compose(sheet, grid, where, [lambda *_: half, lambda z, x, y: names if x % 2 else None], GROUND)
    assert {image.pixelColor(x, 300).name() for x in (10, 500)} == {GROUND.name(), "#0000ff"}


def test_a_stand_in_is_the_right_part_of_what_lies_above() -> None:
    known = {(10, 849, 397): QImage.fromData(pictures.ramp(849, 397))}
    part = raster.stand_in(lambda z, x, y: known.get((z, x, y)), 12, 849 * 4 + 3, 397 * 4 + 1, 256)
    assert part is not None
    middle = part.pixelColor(128, 128)
    assert (middle.red() / 255, middle.green() / 255) == pytest.approx((3.5 / 4, 1.5 / 4), abs=0.01)
    assert raster.stand_in(lambda *_: None, 12, 1, 1, 256) is None


def _one(colour: str) -> QImage:
    image = QImage(8, 8, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(colour))
    return image


def test_dimmed_imagery_has_half_its_light() -> None:
    assert 120 <= raster.dimmed(_one("#FFFFFF")).pixelColor(3, 3).lightness() <= 132


def test_a_map_at_night_has_our_ground_light_names_and_its_hues() -> None:
    assert raster.nightly(_one("#FFFFFF"), GROUND).pixelColor(3, 3).name() == GROUND.name()
    assert raster.nightly(_one("#000000"), GROUND).pixelColor(3, 3).lightness() > 180
    blue = raster.nightly(_one("#AACCFF"), GROUND).pixelColor(3, 3)
    assert abs(blue.hue() - QColor("#AACCFF").hue()) < 15 and blue.lightness() < 110
