"""What the page is given: the native style's numbers, whole columns, patches of pictures, and no path of the disk."""

from __future__ import annotations

import json

import numpy as np
import pytest
from PySide6.QtGui import QColor, QPixmap

from console.models.city_map.shapes import Form, Look, Shape, ShapeLayer
from resources import theme
from widgets.map.layers.stack import LayerStack
from widgets.map.style import DEPTHS, PLACES, ROADS, casing
from widgets.webmap.atlas import Atlas
from widgets.webmap.fleet_bytes import HEADER, fleet_bytes
from widgets.webmap.layers import LayerBytes
from widgets.webmap.style import make_style
from widgets.webmap.style_parts import by_zoom
from widgets.webmap.supply import FILES, Answer, Supply, Tile
from widgets.webmap.tile_reader import CITY, TileProblem, TileReader

BOUNDS = (118.0, 37.0, 119.0, 38.0)


@pytest.mark.parametrize("name", theme.names())
def test_every_colour_of_the_style_is_a_token_or_a_mixture_of_tokens(name: str) -> None:
    chosen = theme.load(name)
    style = make_style(chosen, BOUNDS, 14)
    roads = {layer["id"]: layer for layer in style["layers"]}
    assert roads["land"]["paint"]["background-color"] == chosen.token("map-land")
    for kind, road in ROADS.items():
        assert roads[f"road-{kind}"]["paint"]["line-color"] == chosen.token(road.token)
    assert [f"place-{level}" for level in reversed(PLACES)] == [i for i in roads if i.startswith("place-")]


def test_the_page_draws_every_layer_of_the_archive_from_the_native_tables() -> None:
    layers = make_style(theme.load(), BOUNDS, 14)["layers"]
    sources = {layer.get("source-layer") for layer in layers} - {None}
    assert sources == {
        "block", "green", "relief", "water", "depth", "ferry", "boundary", "rail", "road", "bridge", "building",
        "waterway", "place",
    }  # fmt: skip
    by_id = {layer["id"]: layer for layer in layers}
    for kind, road in ROADS.items():
        deck, rim = by_id[f"bridge-deck-{kind}"], by_id[f"road-rim-{kind}"]
        assert deck["paint"]["line-width"] == by_id[f"road-{kind}"]["paint"]["line-width"] == by_zoom(road.width)
        widths = rim["paint"]["line-width"][4::2]
        assert widths == [casing(width) for _, width in road.width]
    assert [by_id[f"depth-{level}"]["paint"]["fill-color"] for level in range(1, DEPTHS + 1)][-1] == theme.load().token(
        "map-sea-deep"
    )


def test_the_style_asks_nobody_else_for_anything() -> None:
    style = make_style(theme.load(), BOUNDS, 14)
    assert "glyphs" not in style and "sprite" not in style
    text = json.dumps(style)
    assert "http" not in text and text.count("cw://map/") == 1
    assert style["sources"]["city"]["bounds"] == list(BOUNDS)


def test_stops_become_a_linear_interpolation() -> None:
    assert by_zoom(((7.0, 1.0),)) == 1.0
    assert by_zoom(((8, 1.0), (12, 3.0)), 2) == ["interpolate", ["linear"], ["zoom"], 8, 2.0, 12, 6.0]


def test_the_fleet_travels_as_its_columns() -> None:
    lon, lat = np.array([1, -2], np.int32), np.array([3, 4], np.int32)
    small = np.array([5, 6], np.uint16)
    fixed = np.array([7, 2**40], np.int64)
    data = fleet_bytes(lon, lat, small, small + 1, small + 2, fixed)
    assert HEADER.unpack_from(data) == (2, 0, 2**40)
    parts = [fixed, lon, lat, small, small + 1, small + 2]
    assert data[HEADER.size :] == b"".join(part.tobytes() for part in parts)
    assert len(fleet_bytes(*(np.zeros(0, np.int64),) * 6)) == HEADER.size


def _pixmap(width: int, height: int, colour: str = "#FF0000") -> QPixmap:
    pixmap = QPixmap(width, height)
    pixmap.fill(QColor(colour))
    return pixmap


def test_pictures_are_sent_once_and_all_again_to_a_new_page(qapp: object) -> None:
    atlas = Atlas(64)
    one, two = _pixmap(10, 4), _pixmap(40, 4, "#0000FF")
    assert atlas.place(one) == (0, 0) and atlas.place(two) == (11, 0) and atlas.place(one) == (0, 0)
    everything, rest = atlas.since(-1, 0), atlas.since(atlas.generation, 1)
    assert len(everything) == 12 + (8 + 160) + (8 + 640)
    assert len(rest) == 12 + 8 + 640
    assert everything[20:24] == bytes((255, 0, 0, 255))


def test_a_full_texture_is_begun_anew(qapp: object) -> None:
    atlas = Atlas(32)
    shown = [_pixmap(30, 12) for _ in range(3)]
    assert [atlas.place(pixmap) for pixmap in shown] == [(0, 0), (0, 13), None]
    before = atlas.revision
    atlas.begin()
    assert atlas.place(shown[2]) == (0, 0) and atlas.revision != before


@pytest.mark.parametrize(
    "path",
    [
        "",
        "main.py",
        "../theme.py",
        "fonts/OFL.txt",
        "tiles/1/2",
        "tiles/1/2/x",
        "tiles/1/2/²",
        "sprites/1",
        "index.html/",
    ],
)
def test_what_is_not_offered_is_not_there(path: str) -> None:
    reader = TileReader()
    supply = Supply(theme.load(), reader, Atlas(64))
    assert supply.answer(path) is None
    supply.close()


def test_every_file_is_there_and_so_are_style_and_tiles() -> None:
    reader = TileReader()
    supply = Supply(theme.load(), reader, Atlas(64))
    for path, (file, kind) in FILES.items():
        answer = supply.answer(path)
        assert isinstance(answer, Answer) and answer.kind == kind and answer.data == file.read_bytes()
    assert supply.answer("tiles/9/1/2") == Tile(9, 1, 2)
    assert isinstance(supply.answer("style.json"), Answer)
    assert isinstance(supply.answer("fleet/1"), Answer)
    reader.close()


def test_tiles_are_unpacked_and_a_missing_one_is_empty() -> None:
    reader = TileReader(CITY)
    data = reader.get(9, 424, 198).result(10)
    assert data[:1] == b"\x1a", "a vector tile begins with a layer"
    assert reader.get(9, 424, 198).done(), "kept"
    assert reader.get(9, 0, 0).result(10) == b""
    assert reader.get(3, 99, 0).result(10) == b""
    reader.close()


def test_a_page_that_is_going_may_still_ask() -> None:
    reader = TileReader(CITY)
    reader.close()
    assert reader.get(9, 424, 198).cancelled()


def test_an_archive_that_is_not_there_is_a_problem_without_a_path(tmp_path: object) -> None:
    reader = TileReader(tmp_path / "none.pmtiles")  # type: ignore[operator]
    assert reader.problem.startswith("none.pmtiles: ")
    with pytest.raises(TileProblem, match="none"):
        reader.get(9, 1, 1).result(10)
    reader.close()


def test_of_layers_that_are_gone_nothing_is_kept() -> None:
    """Each search puts its findings on the map anew, and a desk runs for months."""
    stack, chosen = LayerStack(), theme.load()
    held = LayerBytes(stack)
    shape = Shape("a", Form.POINT, (np.array([[118.5, 37.5]]),), Look(fill="accent"))
    for _ in range(50):
        stack.set(ShapeLayer("found", "t", shapes=(shape,)))
        (laid,) = stack.shown()
        made = held.get(laid.key, chosen)
        assert made is not None and made.result(10).kind == b"application/geo+json"
        stack.remove("found")
    assert len(held._made) == 1 and not held._under_way
    held.close()
