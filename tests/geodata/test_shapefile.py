"""Shapefiles: shapes with their rows, in the encodings of the field; what is broken is refused with where."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from console.geodata.problem import GeoProblem, Kind
from console.geodata.shapefile import read_shapefile
from tests.geodata.kit import CLOCKWISE, HOLE, dbf, shapefile

MOST = 10**6
FIELDS = [("NAME", 20), ("备注", 12)]


def test_points_lines_and_areas_come_in(tmp_path: Path) -> None:
    points = read_shapefile(shapefile(tmp_path / "p.shp", 1, [[[(118.6, 37.4)]], None]), MOST)
    assert [record.form for record in points.records] == ["point"] and points.empty == 1
    lines = read_shapefile(shapefile(tmp_path / "l.shp", 3, [[CLOCKWISE[:3], CLOCKWISE[2:]]]), MOST)
    assert [(record.form, len(record.parts[0])) for record in lines.records] == [("line", 3), ("line", 3)]
    island = tuple((x + 1, y) for x, y in CLOCKWISE)
    areas = read_shapefile(shapefile(tmp_path / "a.shp", 5, [[CLOCKWISE, HOLE, island]]), MOST)
    assert [[len(part) for part in record.parts] for record in areas.records] == [[5, 5], [5]], (
        "the hole is in its ring"
    )


def test_heights_and_measures_are_left_out(tmp_path: Path) -> None:
    file = shapefile(tmp_path / "z.shp", 13, [[CLOCKWISE]])
    assert read_shapefile(file, MOST).records[0].parts[0].shape == (5, 2)


@pytest.mark.parametrize(
    ("encoding", "driver", "cpg", "found"),
    [
        ("gbk", 0, None, "gbk"), ("gbk", 0x4D, None, "gbk"), ("utf-8", 0, None, "utf-8"),
        ("utf-8", 0, "UTF-8", "utf-8"),
        ("gbk", 0, "936", "gbk"), ("gb18030", 0, "GB18030", "gb18030"),
    ],
)  # fmt: skip
def test_chinese_is_read_in_the_encoding_it_is_in(
    tmp_path: Path, encoding: str, driver: int, cpg: str | None, found: str
) -> None:
    file = shapefile(tmp_path / "a.shp", 1, [[[(118.6, 37.4)]], [[(118.7, 37.4)]]])
    dbf(tmp_path / "A.DBF", FIELDS, [("东营市泵站", "甲"), ("第二泵站", "很长的备注被截断")], encoding, driver)
    if cpg:
        (tmp_path / "a.cpg").write_text(cpg)
    reading = read_shapefile(file, MOST)
    assert [record.title for record in reading.records] == ["东营市泵站", "第二泵站"]
    assert reading.records[0].lines == ("备注：甲",)
    assert reading.encoding == found and reading.bad_texts == 0, "a character cut by its field is no fault"


def test_texts_of_another_encoding_than_told_are_counted(tmp_path: Path) -> None:
    file = shapefile(tmp_path / "a.shp", 1, [[[(118.6, 37.4)]]])
    dbf(tmp_path / "a.dbf", FIELDS, [("东营市泵站", "甲")], "gbk")
    (tmp_path / "a.cpg").write_text("UTF-8")
    assert read_shapefile(file, MOST).bad_texts >= 1


def test_the_prj_beside_it_is_taken(tmp_path: Path) -> None:
    file = shapefile(tmp_path / "a.shp", 1, [[[(118.6, 37.4)]]])
    (tmp_path / "a.PRJ").write_text('GEOGCS["GCS_WGS_1984"]')
    reading = read_shapefile(file, MOST)
    assert reading.wkt and reading.crs.startswith("GEOGCS")


def _good(tmp_path: Path) -> bytes:
    return shapefile(tmp_path / "g.shp", 5, [[CLOCKWISE], [CLOCKWISE, HOLE]]).read_bytes()


@pytest.mark.parametrize(
    ("name", "number"),
    [("empty", 0), ("another magic", 0), ("cut", 2), ("huge length", 1), ("negative length", 1), ("many points", 1),
     ("parts out of order", 2), ("unknown kind", 1), ("not a number", 1)],
)  # fmt: skip
def test_what_is_broken_is_refused_with_its_record(tmp_path: Path, name: str, number: int) -> None:
    data = bytearray(_good(tmp_path))
    if name == "empty":
        data = bytearray()
    elif name == "another magic":
        data[:4] = b"PK\3\4"
    elif name == "cut":
        data = data[:-30]
    elif name == "huge length":
        struct.pack_into(">i", data, 104, 2**31 - 1)
    elif name == "negative length":
        struct.pack_into(">i", data, 104, -5)
    elif name == "many points":
        struct.pack_into("<i", data, 108 + 40, 2**30)
    elif name == "parts out of order":
        second = 108 + struct.unpack_from(">i", data, 104)[0] * 2 + 8
        struct.pack_into("<i", data, second + 48, 99)
    elif name == "unknown kind":
        struct.pack_into("<i", data, 108, 31)
    elif name == "not a number":
        struct.pack_into("<d", data, 108 + 48, float("nan"))
    (tmp_path / "b.shp").write_bytes(bytes(data))
    with pytest.raises(GeoProblem) as refused:
        read_shapefile(tmp_path / "b.shp", MOST)
    assert refused.value.kind is Kind.BROKEN_SHP and refused.value.facts["number"] == number


@pytest.mark.parametrize("spoil", [b"", b"\x03" * 20, None])
def test_a_broken_table_is_refused(tmp_path: Path, spoil: bytes | None) -> None:
    file = shapefile(tmp_path / "a.shp", 1, [[[(118.6, 37.4)]]])
    table = dbf(tmp_path / "a.dbf", FIELDS, [("a", "b")] * 50, "utf-8")
    table.write_bytes(table.read_bytes()[:400] if spoil is None else spoil)
    with pytest.raises(GeoProblem) as refused:
        read_shapefile(file, MOST)
    assert refused.value.kind is Kind.BROKEN_DBF


def test_nothing_but_null_shapes_is_no_layer(tmp_path: Path) -> None:
    with pytest.raises(GeoProblem) as refused:
        read_shapefile(shapefile(tmp_path / "a.shp", 1, [None, None]), MOST)
    assert refused.value.kind is Kind.NO_FEATURES


def test_shapes_without_a_row_in_the_table_are_counted(tmp_path: Path) -> None:
    file = shapefile(tmp_path / "a.shp", 1, [[[(118.6, 37.4)]], [[(118.7, 37.4)]], None, [[(118.8, 37.4)]]])
    dbf(tmp_path / "a.dbf", FIELDS, [("甲", "")], "utf-8")
    reading = read_shapefile(file, MOST)
    assert [record.title for record in reading.records] == ["甲", "", ""] and reading.wordless == 2
    assert read_shapefile(shapefile(tmp_path / "b.shp", 1, [[[(118.6, 37.4)]]]), MOST).wordless == 0, "there is none"
