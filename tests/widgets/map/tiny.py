"""A very small base map, made in the test's own folder: one street grid with a sea, some names and a park."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import mapbox_vector_tile
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import write

from widgets.map import mercator

CENTRE = (121.5, 36.6)
MARKUP = "<b>粗</b>&amp;路"


def _feature(geometry: dict[str, Any], **tags: Any) -> dict[str, Any]:
    return {"geometry": geometry, "properties": tags}


def _box(left: int, top: int, right: int, bottom: int) -> dict[str, Any]:
    ring = [[left, top], [right, top], [right, bottom], [left, bottom], [left, top]]
    return {"type": "Polygon", "coordinates": [ring]}


def _line(*points: tuple[int, int]) -> dict[str, Any]:
    return {"type": "LineString", "coordinates": [list(point) for point in points]}


def tile(town: str = "东海镇", at: tuple[int, int] = (4080, 2048)) -> bytes:
    """One vector tile; the town's name lies near its right border."""
    layers = [
        {"name": "water", "features": [_feature(_box(3000, -80, 4176, 4176), kind="sea")]},
        {"name": "green", "features": [_feature(_box(300, 300, 900, 900), kind="park")]},
        {"name": "block", "features": [_feature(_box(1000, 1000, 1900, 1900), kind="commercial")]},
        {"name": "building", "features": [_feature(_box(1100, 1100, 1300, 1300), height=60.0)]},
        {
            "name": "road",
            "features": [
                _feature(_line((-80, 2048), (4176, 2048)), **{"class": "motorway", "name": "滨海高速"}),
                _feature(_line((2048, -80), (2048, 4176)), **{"class": "primary", "name": MARKUP}),
            ],
        },
        {
            "name": "place",
            "features": [
                _feature({"type": "Point", "coordinates": list(at)}, name=town, level="town", rank=1),
                _feature({"type": "Point", "coordinates": [2048, 2300]}, name="示范市", level="city", rank=1),
            ],
        },
    ]
    return bytes(mapbox_vector_tile.encode(layers, default_options={"y_coord_down": True}))


def archive(path: Path, zooms: range = range(7, 15)) -> Path:
    """The tile above repeated around the centre at each zoom."""
    data = gzip.compress(tile())
    with write(str(path)) as writer:
        for zoom in zooms:
            column, row = mercator.tile_at(*CENTRE, zoom)
            for x in (column - 1, column, column + 1):
                for y in (row - 1, row, row + 1):
                    writer.write_tile(zxy_to_tileid(zoom, x, y), data)
        west, north = mercator.to_degrees(column / 2**zoom, row / 2**zoom)
        writer.finalize(
            {
                "tile_type": TileType.MVT,
                "tile_compression": Compression.GZIP,
                "min_lon_e7": int((west - 1) * 1e7),
                "min_lat_e7": int((north - 1) * 1e7),
                "max_lon_e7": int((west + 1) * 1e7),
                "max_lat_e7": int((north + 1) * 1e7),
                "center_zoom": 10,
                "center_lon_e7": int(CENTRE[0] * 1e7),
                "center_lat_e7": int(CENTRE[1] * 1e7),
            },
            {},
        )
    return path
