"""No words and no sign on a map lie upon others: the city at every zoom, on walls and desks, in both languages.

Measured are the boxes of all pictures that the layout hands to either painter, and of the names of places that it
leaves on the ground. Names along roads are ground, as the roads are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication

import resources
from console.app.windows.language import speak
from console.basemap.archives import PmtilesArchive
from console.config.look import Language
from console.models.city_map.layers.stations import age_words
from console.models.city_map.shapes import Form, Look, Shape, ShapeLayer
from console.models.rows import Marker
from resources.theme import Scale, Theme, load
from widgets.map import MapPane, TileSource, base_layer
from widgets.map.mvt import VectorTile, empty_tile
from widgets.map.place_labels import place_labels
from widgets.map.sheet import Sheet
from widgets.map.sheet_file import SheetName
from widgets.webmap.tile_reader import CITY

CENTRE = (118.68, 37.44)
SIZES = {"wall": (1920, 1080), "wall 4K": (3840, 2160), "desk": (1280, 720), "desk corner": (620, 310)}
ZOOMS = range(9, 17)
NAMED = {"desk corner": 3}
"""Names that stand on their places over all zooms, at least; 5 where nothing else is said. The corner is 620 pixels
wide, and names that its edge would cut are not shown."""
ASSETS = json.loads((Path(resources.__file__).with_name("city") / "assets.json").read_text(encoding="utf-8"))
TITLES = ("井盖位移", "青河水厂站空气质量严重污染，AQI 364，首要污染物 PM2.5", "示A·X1912 驾驶员疲劳，车速 28 km/h")
OUTSIDE = 2
"""Device pixels that the rims of two signs may share."""


@lru_cache(maxsize=1)
def _archive() -> PmtilesArchive:
    return PmtilesArchive(CITY)


@lru_cache(maxsize=4096)
def _tile(z: int, x: int, y: int) -> VectorTile:
    data = _archive().data(z, x, y)
    return VectorTile(data) if data else empty_tile()


def _names(sheet: Sheet) -> tuple[SheetName, ...]:
    """What the tiles process would send, without the lettering."""
    return tuple(
        SheetName(
            place.text, place.order[:2], round(place.box.x()), round(place.box.y()),
            QImage(*place.box.toAlignedRect().size().toTuple(), QImage.Format.Format_ARGB32_Premultiplied),
        )
        for place in place_labels(lambda x, y: _tile(sheet.data_zoom, x, y), sheet)
    )  # fmt: skip


def _markers() -> list[Marker]:
    """All that the city has, every tenth of it with an alarm, some of them new."""
    found = []
    for at, asset in enumerate(ASSETS):
        kind, place = asset["kind"], (asset["lon"], asset["lat"])
        label = f"{at % 400}" if kind in ("air_station", "water_level") else ""
        found.append(Marker(asset["id"], kind, *place, asset["name"], label, "aqi3"))
        if at % 10 == 0:
            title = TITLES[at // 10 % len(TITLES)]
            found.append(Marker(f"A{at}", "alarm", *place, title, title, "grade1", at // 10 % 4 + 1, at % 3 > 0))
    return found


def _bubbles() -> ShapeLayer:
    sites = [asset for asset in ASSETS if asset["kind"] == "site"][:60]
    shapes = tuple(
        Shape(site["id"], Form.POINT, (np.array([[site["lon"], site["lat"]]]),),
              Look("aqi3", 0.9, "map-label-halo", 1.5, radius=16, label=f"{at * 7} {age_words(at * 600_000)}"))
        for at, site in enumerate(sites)
    )  # fmt: skip
    return ShapeLayer("dust:PM10", "扬尘", shapes=shapes)


@pytest.fixture(params=list(Language), ids=lambda language: language.value)
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Language]:
    speak(request.param)
    yield request.param
    speak(Language.CHINESE)


def _pane(theme: Theme, size: tuple[int, int]) -> MapPane:
    pane = MapPane(theme)
    pane._tiles = TileSource(["unused"], theme.name)
    pane.resize(*size)
    pane.measure()
    pane.set_markers(_markers())
    pane.set_layer(_bubbles())
    return pane


def _shown(pane: MapPane, zoom: float) -> dict[str, list[QRectF]]:
    """Boxes of all that is drawn at a zoom, by kind."""
    pane.camera.look_at(*CENTRE, zoom)
    view = pane.camera.view
    assert pane._tiles is not None
    for sheet in base_layer.seen(view):
        if sheet not in pane._tiles.store:
            pane._tiles.store.put(sheet, QPixmap(1, 1), _names(sheet))
    pane._revision += 1
    pane._markers.set_names(pane._names.of(view, pane._tiles.store, pane._revision))
    scene = pane._markers.scene(view)
    signs = {spot.icon.cacheKey() for spot in scene.spots}
    seen = QRectF(0, 0, view.width * view.dpr, view.height * view.dpr)
    boxes: dict[str, list[QRectF]] = {"sign": [], "words": [], "name": [name.box & seen for name in scene.names]}
    for x, y, picture in scene.pictures:
        box = QRectF(x, y, picture.width(), picture.height())
        boxes["sign" if picture.cacheKey() in signs else "words"].append(box & seen)
    return boxes


def _touching(boxes: list[QRectF], others: list[QRectF] | None = None) -> int:
    """How many pairs overlap by more than the rims."""
    one, other = (
        np.array([each.getCoords() for each in some]).reshape(-1, 4)
        for some in (boxes, boxes if others is None else others)
    )
    wide = np.minimum(one[:, None, 2], other[None, :, 2]) - np.maximum(one[:, None, 0], other[None, :, 0])
    high = np.minimum(one[:, None, 3], other[None, :, 3]) - np.maximum(one[:, None, 1], other[None, :, 1])
    over = (wide > OUTSIDE) & (high > OUTSIDE)
    return int(np.triu(over, 1).sum()) if others is None else int(over.sum())


@pytest.mark.parametrize("where", SIZES)
def test_no_words_lie_on_words_or_signs(where: str, language: Language) -> None:
    width, height = SIZES[where]
    theme = load("wall-dark", Scale(height_px=height)) if "wall" in where else load("desk-light")
    pane = _pane(theme, (width, height))
    written = named = 0
    for zoom in ZOOMS:
        boxes = _shown(pane, zoom + np.log2(theme.factor))
        counts = {
            "words on words": _touching(boxes["words"]),
            "words on signs": _touching(boxes["words"], boxes["sign"]),
            "names on names": _touching(boxes["name"]),
            "words on names": _touching(boxes["words"], boxes["name"]),
            "signs on names": _touching(boxes["sign"], boxes["name"]),
        }
        assert not any(counts.values()), f"zoom {zoom}: {counts}"
        written, named = written + len(boxes["words"]), named + len(boxes["name"])
    assert written > 20 and named >= NAMED.get(where, 5), "and much is written"


def test_what_overlaps_is_found() -> None:
    one, other, apart = QRectF(0, 0, 20, 10), QRectF(15, 5, 20, 10), QRectF(100, 0, 5, 5)
    assert (_touching([one, other, apart]), _touching([one, apart]), _touching([apart], [one])) == (1, 0, 0)
