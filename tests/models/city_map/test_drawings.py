"""A person's drawings: kept, named, removed, and seen by nobody else; and what is said of them."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from console.config.drawings import MOST_KEPT, DrawingsFile
from console.domain.geo.sketch import Drawing, Refusal, Tool
from console.models.city_map.drawings import Drawings, drawing_layer
from console.models.city_map.measures import area_words, length_words, long_words, refusal_words, short_words, tool_name
from console.models.city_map.shapes import Form

pytestmark = pytest.mark.operations
WAY = Drawing("d-1", Tool.DISTANCE, ((118.68, 37.44), (118.70, 37.44), (118.70, 37.46)))
FIELD = Drawing("d-2", Tool.POLYGON, ((118.68, 37.44), (118.69, 37.44), (118.69, 37.45), (118.68, 37.45)))
DISC = Drawing("d-3", Tool.CIRCLE, ((118.68, 37.44),), 1000.0)
PIN = Drawing("d-4", Tool.POINT, ((118.68, 37.44),))


def test_drawings_are_there_again_after_a_restart_each_persons_own(tmp_path: Path) -> None:
    path = tmp_path / "new" / "drawings.json"
    book = Drawings(DrawingsFile(path))
    book.follow("wang")
    for drawing in (WAY, FIELD, DISC, PIN):
        assert book.add(drawing)
    book.rename("d-2", "  封控   区 ")
    book.follow("li")
    assert book.all == [] and book.chosen == ""
    again = Drawings(DrawingsFile(path))
    again.follow("wang")
    assert [each.id for each in again.all] == ["d-1", "d-2", "d-3", "d-4"]
    assert again.find("d-2").name == "封控 区" and again.find("d-3") == DISC  # type: ignore[union-attr]
    again.remove("d-1")
    assert Drawings(DrawingsFile(path)).all == [], "nobody is signed in"


@pytest.mark.parametrize(
    "content",
    [
        b"{", b"[]", b"\xff", b'{"": [{"id": "x", "tool": "spiral", "corners": []}]}',
        b'{"": [{"id": "x", "tool": "polygon", "corners": [[0, 0], [1, 1]]}]}',
        b'{"": [{"id": "x", "tool": "point", "corners": [[500, 0]]}]}',
        b'{"": [{"id": "x", "tool": "circle", "corners": [[0, 0]], "radius": -5}]}',
    ],
)  # fmt: skip
def test_a_broken_file_or_drawing_is_left_out(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "drawings.json"
    path.write_bytes(content)
    assert DrawingsFile(path).of("") == []


def test_a_disk_that_refuses_is_told_and_the_drawing_stays_on_the_map(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    book = Drawings(DrawingsFile(blocked / "drawings.json"))
    assert book.add(WAY) and book.all == [WAY] and book.trouble


def test_there_is_an_end_to_drawings() -> None:
    book = Drawings(DrawingsFile(None))
    assert all(book.add(Drawing(str(n), Tool.POINT, ((0.0, 0.0),))) for n in range(MOST_KEPT))
    assert not book.add(WAY) and len(book.all) == MOST_KEPT


def test_figures_in_words() -> None:
    assert [length_words(m) for m in (0.94, 85.26, 856.4, 12_340, 1_066_799)] == [
        "0.9 m", "85.3 m", "856 m", "12.34 km", "1,067 km",
    ]  # fmt: skip
    assert [area_words(a) for a in (3250.4, 12_345, 982_118, 51_554_615)] == [
        "3,250 m²", "1.23 公顷", "98.21 公顷", "51.55 km²",
    ]  # fmt: skip


def test_what_is_said_of_each_kind() -> None:
    assert short_words(WAY) == "3.99 km" and long_words(WAY) == ("全长 3.99 km，2 段",)
    assert long_words(FIELD) == ("面积 98.21 公顷", "周长 3.99 km")
    assert long_words(DISC) == ("半径 1.00 km", f"面积 {math.pi:.2f} km²", "118.680000°E 37.440000°N")
    assert long_words(PIN) == ("118.680000°E 37.440000°N", "118°40′48.0″E 37°26′24.0″N")
    assert all(tool_name(tool) for tool in Tool) and all(refusal_words(each) for each in Refusal)


def test_the_layer_holds_every_drawing_and_the_chosen_one_on_top() -> None:
    layer = drawing_layer([WAY, FIELD, DISC, PIN], "d-1")
    assert [shape.form for shape in layer.shapes if shape.id == "d-1"] == [Form.LINE, *[Form.POINT] * 3]
    assert layer.shapes[-1].id == "d-1"
    assert {shape.id: shape.title for shape in layer.shapes}["d-3"] == "圆"
    ring = next(shape for shape in layer.shapes if shape.id == "d-3" and shape.form is Form.AREA)
    assert ring.parts[0].shape == (72, 2)
