"""Archives: what lies in them comes out, whatever they are called; what is broken is one sentence."""

from __future__ import annotations

import gzip
import json
import sqlite3
from pathlib import Path

import pytest
from pmtiles.tile import TileType

from console.basemap.archives import ArchivePictures, MbtilesArchive, PmtilesArchive, open_archive, unpacked
from console.basemap.places import tile_at
from console.basemap.provider import ProviderError, Trouble
from tests.basemap import pictures
from tests.basemap.archives_kit import BOUNDS, mbtiles, pmtiles

MIDDLE = (118.5, 37.5)
PLACES = {z: (z, *tile_at(*MIDDLE, z)) for z in (8, 9, 10)}
RASTER = [(place, pictures.flat(z, 0, 0, size=512)) for z, place in PLACES.items()]


def test_tile_formulas_are_the_published_ones() -> None:
    assert tile_at(118.6747, 37.4346, 10) == (849, 397) and tile_at(118.6747, 37.4346, 14) == (13593, 6352)
    assert tile_at(118.6747, 37.4346, 10, True) == (849, 149) and tile_at(118.6747, 37.4346, 14, True) == (13593, 2392)


@pytest.mark.parametrize("make", [mbtiles, pmtiles])
def test_pictures_come_out_by_place(tmp_path: Path, make: object) -> None:
    archive = open_archive(make(tmp_path / "misnamed.bin", RASTER))  # type: ignore[operator]
    assert archive.raster and archive.bounds == pytest.approx(BOUNDS)
    assert (archive.min_zoom, archive.max_zoom) == (8, 10)
    one = ArchivePictures(archive)
    assert one.grid.size == 512 and one.grid.max_zoom == 10
    assert all(one.tile(0, place).body == data for place, data in RASTER)
    assert one.tile(0, (8, 0, 0)).body is None and not one.tile(0, (8, 0, 0)).wanting
    assert one.tile(0, (3, 99, -1)).body is None
    assert one.state.trouble is None


def test_vector_tiles_are_unpacked(tmp_path: Path) -> None:
    data = b"\x1a\x02hi"
    layers = json.dumps({"vector_layers": [{"id": "road"}, {"id": "else"}]})
    file = mbtiles(tmp_path / "v.mbtiles", [(PLACES[8], gzip.compress(data))], "pbf", json=layers)
    archive = open_archive(file)
    assert not archive.raster and archive.data(*PLACES[8]) == data
    assert not open_archive(pmtiles(tmp_path / "v.pmtiles", [(PLACES[8], data)], TileType.MVT)).raster


def test_a_file_is_opened_for_reading_only(tmp_path: Path) -> None:
    archive = MbtilesArchive(mbtiles(tmp_path / "a.mbtiles", RASTER))
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        archive._db.execute("DELETE FROM tiles")
    assert {path.name for path in tmp_path.iterdir()} == {"a.mbtiles"}


def _spoilt(tmp_path: Path, name: str) -> Path:
    path = tmp_path / "broken.mbtiles"
    if name == "no file":
        return path
    if name == "no archive":
        path.write_bytes(b"<html>" * 100)
    elif name == "no tables":
        sqlite3.connect(path).execute("CREATE TABLE a (b)").connection.commit()
    elif name == "no tile":
        mbtiles(path, [])
    elif name == "another format":
        mbtiles(path, RASTER, "tiff")
    elif name == "another schema":
        mbtiles(path, [(PLACES[8], b"x")], "pbf", json=json.dumps({"vector_layers": [{"id": "transportation"}]}))
    elif name == "cut":
        mbtiles(path, RASTER)
        path.write_bytes(path.read_bytes()[:1000])
    return path


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("no file", "No such file"), ("no archive", "not a PMTiles archive"), ("no tables", "not an MBTiles file"),
        ("no tile", "holds no tile"), ("another format", "tiff"), ("another schema", "transportation"),
        ("cut", "not an MBTiles file"),
    ],
)  # fmt: skip
def test_what_cannot_be_opened_is_one_sentence_with_its_name(tmp_path: Path, name: str, words: str) -> None:
    with pytest.raises(ProviderError) as problem:
        open_archive(_spoilt(tmp_path, name))
    told = str(problem.value)
    assert told.startswith("broken.mbtiles: ") and words in told and "\n" not in told and str(tmp_path) not in told


def test_a_tile_that_is_no_picture_is_wanting_and_the_others_are_not(tmp_path: Path) -> None:
    file = mbtiles(tmp_path / "a.mbtiles", [*RASTER, ((8, 1, 1), b"<html>"), ((8, 2, 2), RASTER[0][1][:-9])])
    one = ArchivePictures(MbtilesArchive(file))
    for place in ((8, 1, 1), (8, 2, 2)):
        assert one.tile(0, place).wanting and one.state.trouble is Trouble.DAMAGED
    assert one.tile(0, PLACES[9]).body == RASTER[1][1]


def test_a_damaged_directory_is_a_problem_of_the_tile(tmp_path: Path) -> None:
    file = pmtiles(tmp_path / "a.pmtiles", RASTER)
    data = bytearray(file.read_bytes())
    data[127:140] = b"\xff" * 13
    file.write_bytes(bytes(data))
    archive = PmtilesArchive(file)
    with pytest.raises(ProviderError, match=r"a\.pmtiles"):
        archive.data(*PLACES[8])


@pytest.mark.parametrize(
    "packed",
    [gzip.compress(b"\0" * 9_000_000), gzip.compress(b"abc" * 99)[:-9], b"\x1f\x8bxx"],
    ids=["bomb", "cut", "no gzip"],  # the bytes hold the time of day
)
def test_a_bomb_and_a_cut_tile_are_problems(packed: bytes) -> None:
    with pytest.raises(ProviderError):
        unpacked(packed, "a.pmtiles")
