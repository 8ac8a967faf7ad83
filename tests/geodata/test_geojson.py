"""GeoJSON: every form comes in, a piece at a time; what is broken is refused with where."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from console.geodata import geojson as reader
from console.geodata import records
from console.geodata.geojson import read_geojson
from console.geodata.making import make
from console.geodata.problem import GeoProblem, Kind
from tests.geodata.kit import BOW, CLOCKWISE, HOLE, feature, geojson

MOST = 10**6


def test_every_form_of_rfc_7946_comes_in(tmp_path: Path) -> None:
    point, line = [118.6, 37.4], [[118.6, 37.4], [118.7, 37.5, 12.0]]
    file = geojson(
        tmp_path / "a.geojson",
        feature("Point", point, name="泵站"),
        feature("MultiPoint", [point, point]),
        feature("LineString", line),
        feature("MultiLineString", [line, line]),
        feature("Polygon", [CLOCKWISE, HOLE]),
        feature("MultiPolygon", [[CLOCKWISE, HOLE], [BOW]]),
        {"type": "Feature", "properties": None, "geometry": None},
        {"type": "Feature", "properties": {}, "geometry": {"type": "GeometryCollection", "geometries": [
            {"type": "Point", "coordinates": point}, {"type": "LineString", "coordinates": line}]}},
    )  # fmt: skip
    reading = read_geojson(file, MOST)
    forms = [record.form for record in reading.records]
    assert forms == ["point"] * 3 + ["line"] * 3 + ["area"] * 3 + ["point", "line"]
    assert reading.records[0].title == "泵站" and reading.records[0].number == 1
    assert [len(part) for part in reading.records[6].parts] == [5, 5]
    assert reading.empty == 1 and reading.vertices == 3 + 6 + 10 + 15 + 3
    assert reading.records[3].parts[0].tolist()[1] == [118.7, 37.5], "heights are left out"


def test_a_polygon_without_rings_is_nothing_to_draw(tmp_path: Path) -> None:
    """Tools that cut areas leave such parts behind; what is beside them is drawn."""
    file = geojson(tmp_path / "a.geojson", feature("MultiPolygon", [[], [BOW]]), feature("MultiPolygon", [[], []]))
    reading = read_geojson(file, MOST)
    assert [len(record.parts) for record in reading.records] == [1] and reading.empty == 1
    assert make(reading)[1].flat == 0


@pytest.mark.parametrize("chunk", [1, 7, 64, 1 << 20])
def test_where_a_piece_ends_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int) -> None:
    monkeypatch.setattr(reader, "CHUNK", chunk)
    text = "\ufeff" + json.dumps(
        {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}}, "type": "FeatureCollection",
         "features": [feature("Point", [118.5 + at / 1e3, 37.4], 名称=f"点\\\"{at}", 数=at * 1e5) for at in range(40)],
         "more": [1, {"a": "]}"}]},
        ensure_ascii=False,
    )  # fmt: skip
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    reading = read_geojson(tmp_path / "a.json", MOST)
    assert len(reading.records) == 40 and reading.records[39].title == '点\\"39'
    assert reading.records[7].lines == ("数：700000",)
    assert reading.crs == "urn:ogc:def:crs:EPSG::4490"


def test_a_single_feature_and_a_bare_geometry_are_files_too(tmp_path: Path) -> None:
    for told in (feature("Point", [118.0, 37.0]), {"type": "LineString", "coordinates": [[118, 37], [119, 38]]}):
        (tmp_path / "a.json").write_text(json.dumps(told))
        assert len(read_geojson(tmp_path / "a.json", MOST).records) == 1


def _refused(tmp_path: Path, content: bytes | str, most: int = MOST) -> GeoProblem:
    (tmp_path / "a.json").write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(GeoProblem) as refused:
        read_geojson(tmp_path / "a.json", most)
    return refused.value


HEAD = '{"type": "FeatureCollection", "features": ['
GOOD = json.dumps(feature("Point", [118, 37]))


@pytest.mark.parametrize(
    ("content", "kind", "facts"),
    [
        ("", Kind.BROKEN_JSON, {"at": 0, "why": "empty"}),
        (" \n\n", Kind.BROKEN_JSON, {"at": 3, "why": "empty"}),
        ("[]", Kind.BROKEN_JSON, {"at": 0, "why": "no object"}),
        (f"{GOOD}\n{GOOD}\n", Kind.BROKEN_JSON, {"line": 2, "column": 1, "why": "more than one"}),
        (HEAD + '{"a": ' + "9" * 5000 + "}]}", Kind.BROKEN_JSON, {"why": "number too long"}),
        ((HEAD + '{"a": "东泵站"}]}').encode("gbk"), Kind.NOT_UTF8, {"why": "like GBK"}),
        ((HEAD + "]}").encode("utf-16"), Kind.NOT_UTF8, {"at": 0, "why": "like UTF-16"}),
        (HEAD.encode() + b'{"a": "\xff\xff"}]}', Kind.NOT_UTF8, {"why": ""}),
        ("<html>", Kind.BROKEN_JSON, {"at": 0}),
        (HEAD + GOOD, Kind.BROKEN_JSON, {"at": len(HEAD + GOOD)}),
        (HEAD + GOOD + ", {", Kind.BROKEN_JSON, {}),
        (HEAD + GOOD + ' {"a": 1}]}', Kind.BROKEN_JSON, {"at": len(HEAD + GOOD) + 1}),
        (HEAD + GOOD + ", nope]}", Kind.BROKEN_JSON, {"at": len(HEAD + GOOD) + 2}),
        (HEAD + '{"a": NaN}]}', Kind.BROKEN_JSON, {"why": "NaN"}),
        (HEAD + "[" * 100_000, Kind.BROKEN_JSON, {"why": "nested too deep"}),
        (HEAD + "]}", Kind.NO_FEATURES, {}),
        ("{}", Kind.NO_FEATURES, {}),
        (HEAD + GOOD + ", 7]}", Kind.BAD_FEATURE, {"number": 2}),
        (HEAD + json.dumps(feature("Circle", [1, 2])) + "]}", Kind.BAD_FEATURE, {"why": "geometry Circle"}),
        (f"{HEAD}{GOOD},{json.dumps(feature('Polygon', [[[1, 2], [3, 4]]]))}]}}", Kind.BAD_FEATURE, {"number": 2}),
        (HEAD + json.dumps(feature("LineString", [["a", "b"], [1, 2]])) + "]}", Kind.BAD_FEATURE, {}),
        (HEAD + json.dumps(feature("Point", [1e400, 2])) + "]}", Kind.BROKEN_JSON, {"why": "Infinity"}),
        (HEAD.encode() + b'{"a": "\xb6\xab"}]}', Kind.NOT_UTF8, {"at": len(HEAD) + 7}),
    ],
)  # fmt: skip
def test_what_is_broken_is_refused_with_where(
    tmp_path: Path, content: bytes | str, kind: Kind, facts: dict[str, Any]
) -> None:
    problem = _refused(tmp_path, content)
    assert problem.kind is kind
    assert {key: problem.facts[key] for key in facts} == facts


def test_too_many_vertices_are_refused_before_they_fill_the_memory(tmp_path: Path) -> None:
    line = json.dumps(feature("LineString", [[118, 37]] * 600))
    problem = _refused(tmp_path, HEAD + ",".join([line] * 3) + "]}", most=1000)
    assert problem.kind is Kind.TOO_MANY and problem.facts["limit"] == 1000


def test_more_shapes_than_a_map_shows_one_by_one_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MOST_SHAPES", 2)
    problem = _refused(tmp_path, HEAD + ",".join([GOOD] * 3) + "]}")
    assert problem.kind is Kind.TOO_MANY_SHAPES and problem.facts == {"limit": 2}


def test_a_feature_without_an_end_is_refused_by_its_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "LARGEST_FEATURE", 1 << 20)
    monkeypatch.setattr(reader, "CHUNK", 1 << 16)
    problem = _refused(tmp_path, HEAD + GOOD + ', {"type": "Feature", "properties": {"a": "' + "x" * (4 << 20))
    assert problem.kind is Kind.FEATURE_TOO_LARGE and problem.facts["number"] == 2


def test_script_in_a_name_stays_text_of_one_line(tmp_path: Path) -> None:
    name = "<img src=x onerror=alert(1)>\u202e甲\n乙\x00" + "长" * 200
    reading = read_geojson(geojson(tmp_path / "a.json", feature("Point", [118, 37], name=name)), MOST)
    title = reading.records[0].title
    assert title.startswith("<img src=x onerror=alert(1)> 甲 乙") and len(title) == 80 and title.isprintable()


def test_where_it_is_broken_is_told_by_line_and_column(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from console.geodata import geojson as reading

    monkeypatch.setattr(reading, "CHUNK", 7)
    file = tmp_path / "a.json"
    file.write_text('{\n"type": "FeatureCollection",\n"name" 3}', encoding="utf-8")
    with pytest.raises(GeoProblem) as caught:
        reading.read_geojson(file, 100)
    assert (caught.value.facts["line"], caught.value.facts["column"]) == (3, 8)
