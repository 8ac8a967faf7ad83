"""Names on the base map: never cut, never on each other, the same on both sides of a border."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF
from pytestqt.qtbot import QtBot

from tests.widgets.map import tiny
from widgets.map.mvt import BadTile, Feature, VectorTile
from widgets.map.place_labels import place_labels
from widgets.map.road_labels import joined, line_labels, road_labels
from widgets.map.sheet import Sheet


class Names:
    """A tile that holds place names only."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(seed)
        self._features = [
            Feature(
                1,
                {"name": f"地名{seed}{at}", "level": chance.choice(["town", "county", "city"]), "rank": at},
                [[(chance.random(), chance.random())]],
            )
            for at in range(14)
        ]

    def layer(self, name: str) -> list[Feature]:
        """The places."""
        return self._features if name == "place" else []


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_neighbours_agree_on_the_names_at_their_border(qtbot: QtBot, scale: float) -> None:
    tiles: dict[tuple[int, int], Names] = {}

    def tile_of(x: int, y: int) -> Names:
        return tiles.setdefault((x, y), Names(x * 1000 + y))

    px = round(512 * scale)
    shown = {
        (x, y): {
            (label.text, round(label.box.x() + (x - 10) * px, 3), round(label.box.y() + (y - 10) * px, 3)): label.box
            for label in place_labels(tile_of, Sheet(11, x, y, px, scale))  # type: ignore[arg-type]
        }
        for x in (10, 11)
        for y in (10, 11)
    }
    left, right = shown[10, 10], shown[11, 10]
    crossing = {key for key, box in left.items() if box.right() > px and box.top() > 0 and box.bottom() < px}
    crossing_back = {key for key, box in right.items() if box.left() < 0 and box.top() > 0 and box.bottom() < px}
    assert crossing == crossing_back
    for boxes in (list(one.values()) for one in shown.values()):
        assert not any(a.intersects(b) for at, a in enumerate(boxes) for b in boxes[:at])


def _road(name: str, *points: tuple[float, float]) -> Feature:
    return Feature(2, {"class": "trunk", "name": name}, [list(points)])


def test_a_road_name_lies_within_its_tile(qtbot: QtBot) -> None:
    sheet = Sheet(13, 0, 0, 512, 1.0)
    (label,) = road_labels([_road("滨海大道", (-0.02, 0.4), (1.02, 0.5))], sheet, [])
    assert [glyph.text for glyph in label.glyphs] == list("滨海大道")
    assert all(6 < glyph.centre.x() < 506 for glyph in label.glyphs)
    xs = [glyph.centre.x() for glyph in label.glyphs]
    assert xs == sorted(xs)


def test_a_road_that_runs_down_is_read_from_the_top_upright(qtbot: QtBot) -> None:
    sheet = Sheet(13, 0, 0, 512, 1.0)
    (label,) = road_labels([_road("东海路", (0.5, 1.02), (0.5, -0.02))], sheet, [])
    ys = [glyph.centre.y() for glyph in label.glyphs]
    assert ys == sorted(ys)
    assert all(abs(glyph.turn) < 1 for glyph in label.glyphs)


def test_a_road_that_runs_through_is_named_on_every_other_sheet(qtbot: QtBot) -> None:
    through = _road("滨海大道", (-0.1, 0.5), (1.1, 0.5))
    named = [bool(road_labels([through], Sheet(13, x, 0, 512, 1.0), [])) for x in range(4)]
    assert named in ([True, False, True, False], [False, True, False, True])


def test_a_street_that_ends_on_a_sheet_is_named_there(qtbot: QtBot) -> None:
    short = _road("短街", (0.3, 0.5), (0.7, 0.5))
    assert all(road_labels([short], Sheet(13, x, 0, 512, 1.0), []) for x in range(2))


class Lines:
    """A tile with one river and one road that run side by side."""

    def layer(self, name: str) -> list[Feature]:
        """The river well above the road, or right under it."""
        if name == "waterway":
            return [Feature(2, {"name": "青河"}, [[(0.1, 0.3), (0.9, 0.3)]])]
        return [_road("沿河街", (0.1, 0.31), (0.9, 0.31))] if name == "road" else []


def test_a_river_is_named_in_the_colour_of_water_and_keeps_others_off(qtbot: QtBot) -> None:
    river, road = line_labels(Lines(), Sheet(13, 0, 0, 512, 1.0), [])  # type: ignore[arg-type]
    assert [glyph.text for glyph in river.glyphs] == ["青", "河"]
    assert (river.token, road.token) == ("map-label-water", "map-label-road")
    assert min(abs(a.centre.x() - b.centre.x()) for a in river.glyphs for b in road.glyphs) > river.font.pixelSize()


def test_a_name_keeps_clear_of_what_is_taken(qtbot: QtBot) -> None:
    road = _road("短街", (0.3, 0.5), (0.7, 0.5))
    assert road_labels([road], Sheet(13, 0, 0, 512, 1.0), [QRectF(0, 0, 512, 512)]) == []


def test_a_park_is_named_in_green_and_letters_of_a_district_stand_apart(qtbot: QtBot) -> None:
    def tile_of(x: int, y: int) -> Two:
        return Two() if (x, y) == (10, 10) else Two(empty=True)

    district, park = place_labels(tile_of, Sheet(11, 10, 10, 512, 1.0))  # type: ignore[arg-type]
    assert (district.text, district.token, park.token) == ("云山区", "map-label", "map-label-park")
    assert district.font.letterSpacing() > 0.1 * district.font.pixelSize()
    plain = QFontMetricsF(park.font).height()
    assert park.box.height() == pytest.approx(plain + 6)


class Two:
    """A district and a park, far from each other."""

    def __init__(self, empty: bool = False) -> None:
        self._features = [
            Feature(1, {"name": "云山区", "level": "county", "rank": 2}, [[(0.3, 0.3)]]),
            Feature(1, {"name": "虎山", "level": "feature", "kind": "park", "rank": 4}, [[(0.7, 0.8)]]),
        ]
        if empty:
            self._features = []

    def layer(self, name: str) -> list[Feature]:
        """The places."""
        return self._features if name == "place" else []


def test_a_sharp_bend_carries_no_name(qtbot: QtBot) -> None:
    zigzag = [(0.4 + 0.02 * (at % 2), 0.3 + 0.02 * at) for at in range(20)]
    assert road_labels([_road("盘山公路", *zigzag)], Sheet(13, 0, 0, 512, 1.0), []) == []


def test_pieces_of_a_street_are_one_line() -> None:
    pieces = [[(1.0, 0.0), (2.0, 0.0)], [(0.0, 0.0), (1.0, 0.0)], [(2.0, 0.0), (3.0, 0.0)], [(2.0, 0.0), (2.0, 5.0)]]
    lines = joined(pieces)
    assert sum(len(line) - 1 for line in lines) == 4
    assert lines[0][:3] == [(0.0, 0.0), (1.0, 0.0), (2.0, 0.0)]


def test_a_ring_road_ends() -> None:
    ring = [[(0.0, 0.0), (1.0, 0.0)], [(1.0, 0.0), (1.0, 1.0)], [(1.0, 1.0), (0.0, 0.0)]]
    (line,) = joined(ring)
    assert len(line) == 4


def test_a_broken_tile_says_so() -> None:
    with pytest.raises(BadTile):
        VectorTile(b"\xff\xff\xff not a tile")


def test_a_tile_is_decoded_to_tile_units() -> None:
    (park,) = VectorTile(tiny.tile()).layer("green")
    assert park.word("kind") == "park"
    xs = [x for x, _ in park.parts[0]]
    assert (min(xs), max(xs)) == pytest.approx((300 / 4096, 900 / 4096))
