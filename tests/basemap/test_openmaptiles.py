"""Archives of OpenMapTiles' schema: known by their layers, told over in ours, painted in the theme's own colours."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import pytest
from pmtiles.tile import TileType
from PySide6.QtGui import QColor, QImage

from console.app.tiling.tile_bases import VectorBase
from console.app.tiling.tile_cache import TileCache
from console.basemap.archives import open_archive
from console.basemap.openmaptiles import is_openmaptiles, translated
from console.basemap.provider import ProviderError
from resources import theme
from tests.basemap.archives_kit import mbtiles, pmtiles
from widgets import fonts
from widgets.map.mvt import VectorTile
from widgets.map.sheet import Sheet
from widgets.map.sheet_file import unpack

PLACE = (14, 13593, 6356)
LAYERS = ("water", "transportation", "transportation_name", "landuse", "landcover", "building", "place", "boundary")
ABOUT = {"vector_layers": [{"id": name} for name in LAYERS]}


def _box(left: int, bottom: int, right: int, top: int) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [[[left, bottom], [right, bottom], [right, top], [left, top],
                                                [left, bottom]]]}  # fmt: skip


def _line(*points: tuple[int, int]) -> dict[str, Any]:
    return {"type": "LineString", "coordinates": [list(point) for point in points]}


def _point(x: int, y: int) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [x, y]}


def _layer(name: str, *features: tuple[dict[str, Any], dict[str, Any]]) -> dict[str, Any]:
    return {"name": name, "features": [{"geometry": shape, "properties": tags} for shape, tags in features]}


def _tile() -> bytes:
    return bytes(mapbox_vector_tile.encode([
        _layer("water", (_box(0, 0, 1000, 4096), {"class": "ocean"}), (_box(2000, 0, 2200, 4096), {"class": "river"}),
               (_box(3000, 3000, 3100, 3100), {"class": "pond"})),
        _layer("waterway", (_line((2100, 0), (2100, 4096)), {"class": "river", "name": "Qing", "name:zh": "清河"}),
               (_line((0, 0), (9, 9)), {"class": "ditch", "name": "x"})),
        _layer("landcover", (_box(1000, 0, 1500, 500), {"class": "wood"}),
               (_box(1000, 600, 1500, 900), {"class": "grass", "subclass": "park"}),
               (_box(0, 0, 9, 9), {"class": "ice"})),
        _layer("landuse", (_box(1000, 1000, 1500, 1500), {"class": "hospital"}),
               (_box(1000, 1600, 1500, 1900), {"class": "cemetery"}), (_box(0, 0, 9, 9), {"class": "dam"})),
        _layer("boundary", *((_line((0, at), (4096, at)), {"admin_level": level, "maritime": sea})
                             for at, (level, sea) in enumerate(((2, 0), (4, 0), (5, 0), (6, 0), (8, 0), (6, 1))))),
        _layer("transportation", (_line((2500, 0), (2500, 4096)), {"class": "motorway", "brunnel": "bridge"}),
               (_line((0, 2000), (4096, 2000)), {"class": "tertiary"}), (_line((0, 1), (9, 1)), {"class": "path"}),
               (_line((0, 100), (4096, 100)), {"class": "rail"}), (_line((0, 5), (9, 5)), {"class": "ferry"})),
        _layer("transportation_name", (_line((2500, 0), (2500, 4096)), {"class": "motorway", "name": "G18"})),
        _layer("building", (_box(3500, 3500, 3900, 3900), {"render_height": 60}), (_box(1, 1, 9, 9), {})),
        _layer("place", (_point(10, 10), {"class": "city", "name": "市", "rank": 2}),
               (_point(20, 20), {"class": "country", "name": "国"}),
               (_point(30, 30), {"class": "village", "name": "村"})),
        _layer("poi", (_point(1, 1), {"name": "店"})),
    ], default_options={"y_coord_down": True}))  # fmt: skip


def _told(tile: VectorTile, name: str) -> list[dict[str, Any]]:
    return [feature.tags for feature in tile.layer(name)]


def test_layers_and_tags_get_our_names_and_what_we_do_not_paint_is_left_out() -> None:
    tile = VectorTile(translated(_tile()))
    assert _told(tile, "water") == [{"kind": "sea"}, {"kind": "river"}, {"kind": "lake"}]
    assert _told(tile, "waterway") == [{"name": "清河"}]
    assert _told(tile, "green") == [{"kind": "forest"}, {"kind": "park"}, {"kind": "garden"}]
    assert _told(tile, "block") == [{"kind": "public"}]
    assert _told(tile, "road") == [{"class": "motorway"}, {"class": "secondary"}, {"class": "motorway", "name": "G18"}]
    assert _told(tile, "bridge") == [{"class": "motorway"}]
    assert len(_told(tile, "rail")) == 1 and len(_told(tile, "ferry")) == 1
    assert _told(tile, "building") == [{"height": 60.0}, {"height": 5.0}]
    assert [tags["name"] for tags in _told(tile, "place")] == ["市", "村"]
    assert _told(tile, "place")[0] == {"level": "city", "name": "市", "rank": 2.0}
    assert not tile.layer("poi") and not tile.layer("transportation")


def test_borders_of_countries_and_provinces_and_those_at_sea_are_not_drawn() -> None:
    assert _told(VectorTile(translated(_tile())), "boundary") == [
        {"level": "city"}, {"level": "county"}, {"level": "town"}
    ]  # fmt: skip


def test_geometry_stays_as_it_lies_there() -> None:
    whole = mapbox_vector_tile.decode(_tile(), default_options={"y_coord_down": True})
    made = mapbox_vector_tile.decode(translated(_tile()), default_options={"y_coord_down": True})
    wanted = [feature["geometry"] for feature in whole["transportation"]["features"][:2]]
    assert [feature["geometry"] for feature in made["road"]["features"][:2]] == wanted
    assert made["water"]["features"][1]["geometry"] == whole["water"]["features"][1]["geometry"]


@pytest.mark.parametrize("kind", ["mbtiles", "pmtiles"])
def test_both_archives_are_known_by_their_layers_and_painted_in_our_colours(
    qapp: object, tmp_path: Path, kind: str
) -> None:
    fonts.load_family()
    path = tmp_path / f"omt.{kind}"
    if kind == "mbtiles":
        mbtiles(path, [(PLACE, _tile())], "pbf", json=json.dumps(ABOUT))
    else:
        pmtiles(path, [(PLACE, _tile())], TileType.MVT, **ABOUT)
    archive = open_archive(path)
    assert archive.foreign and not archive.raster
    base = VectorBase(archive, TileCache(tmp_path / "sheets", 10**8), "omt-")
    image, names = unpack(QImage(str(base.sheet(Sheet(*PLACE, 512, 1.0), "wall-dark").path)))
    colour = theme.load("wall-dark").token

    def at(x: int, y: int) -> str:
        return QColor(image.pixel(x * 512 // 4096, y * 512 // 4096)).name().upper()

    assert names, "places have their names"
    assert at(500, 3000) == colour("map-sea").upper()
    assert at(2100, 3000) == colour("map-river").upper()
    assert at(1250, 250) == colour("map-forest").upper()
    assert at(2518, 3000) == colour("map-road-motorway").upper(), "beside its median"


def test_an_archive_of_a_third_schema_is_still_refused_by_name(tmp_path: Path) -> None:
    told = json.dumps({"vector_layers": [{"id": "earth"}, {"id": "pois"}]})
    mbtiles(tmp_path / "a.mbtiles", [(PLACE, _tile())], "pbf", json=told)
    pmtiles(tmp_path / "a.pmtiles", [(PLACE, _tile())], TileType.MVT, vector_layers=[{"id": "earth"}, {"id": "pois"}])
    for name in ("a.mbtiles", "a.pmtiles"):
        with pytest.raises(ProviderError, match=r"none of its layers \(earth, pois …\)"):
            open_archive(tmp_path / name)


def test_a_broken_tile_is_told_with_its_archive_intact(tmp_path: Path) -> None:
    path = mbtiles(tmp_path / "omt.mbtiles", [(PLACE, b"\xff\xff\xff")], "pbf", json=json.dumps(ABOUT))
    with pytest.raises(ProviderError, match="no vector tile"):
        open_archive(path).data(*PLACE)
    assert translated(b"") == b""


def test_ours_is_not_taken_for_it() -> None:
    from widgets.webmap.tile_reader import CITY

    assert not open_archive(CITY).foreign
    assert not is_openmaptiles(frozenset(("water", "road", "building", "place", "boundary")))
