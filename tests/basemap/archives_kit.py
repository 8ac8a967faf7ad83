"""Archives of a test, written by its own hand."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import write

Tiles = Iterable[tuple[tuple[int, int, int], bytes]]
BOUNDS = (118.0, 37.0, 119.0, 38.0)


def mbtiles(path: Path, tiles: Tiles, form: str = "png", **meta: str) -> Path:
    """As MBTiles 1.3 has it: rows from the south."""
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE metadata (name text, value text)")
        db.execute("CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob)")
        told = {"name": "t", "format": form, "bounds": ",".join(map(str, BOUNDS))} | meta
        db.executemany("INSERT INTO metadata VALUES (?, ?)", told.items())
        rows = [(z, x, 2**z - 1 - y, data) for (z, x, y), data in tiles]
        db.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
    db.close()
    return path


def pmtiles(path: Path, tiles: Tiles, kind: TileType = TileType.PNG, **about: object) -> Path:
    with write(str(path)) as writer:
        for place, data in sorted(tiles, key=lambda each: zxy_to_tileid(*each[0])):
            writer.write_tile(zxy_to_tileid(*place), data)
        west, south, east, north = (round(each * 1e7) for each in BOUNDS)
        head = {"tile_type": kind, "tile_compression": Compression.NONE, "center_zoom": 8}
        head |= {"min_lon_e7": west, "min_lat_e7": south, "max_lon_e7": east, "max_lat_e7": north}
        writer.finalize(head | {"center_lon_e7": west, "center_lat_e7": south}, about)
    return path
