"""Where points lie in the layers' picture is found from their places, as it would be by looking at every pixel."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from console.models.city_map.shapes import Form, Look, Shape, ShapeLayer
from resources import theme
from widgets.map.layers.cover import Cover, cover_of
from widgets.map.layers.paint import discs_of, paint_points
from widgets.map.layers.prepared import Prepared
from widgets.map.layers.stack import LayerStack
from widgets.map.stamp import pixels_of
from widgets.map.view import View

VIEW = View(0.5, 0.5, 10.0, 300, 200)
THEME = theme.load()


def _shapes(count: int, radius: float) -> tuple[Shape, ...]:
    chance = np.random.default_rng(7)
    degrees = [VIEW.to_degrees(*chance.uniform((-20, -20), (320, 220))) for _ in range(count)]
    look = Look("#FF0000", 0.9, "#00FF00", 1.5, radius=radius)
    return tuple(Shape(str(n), Form.POINT, (np.array([place]),), look) for n, place in enumerate(degrees))


@pytest.mark.parametrize(("count", "radius"), [(1, 14.0), (9, 3.0), (40, 9.5), (400, 20.0)])
def test_it_is_all_the_ink_of_points_and_nothing_else(qapp: object, count: int, radius: float) -> None:
    stack = LayerStack()
    stack.set(ShapeLayer("d", "d", shapes=_shapes(count, radius)))
    (laid,) = stack.seen(VIEW)
    image = QImage(300, 200, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    for _ in paint_points((painter,), VIEW, THEME, laid):
        pass
    painter.end()
    cover = cover_of(image, discs_of(laid.prepared, VIEW))
    assert cover is not None
    wanted = set(zip(*(part.tolist() for part in np.nonzero(pixels_of(image))), strict=True))
    assert set(zip(cover.row.tolist(), cover.column.tolist(), strict=True)) == wanted
    assert np.array_equal(cover.colour, pixels_of(image)[cover.row, cover.column])


def test_without_points_there_is_none(qapp: object) -> None:
    image = QImage(30, 20, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(0, 0, 0, 0))
    assert cover_of(image, discs_of(Prepared(()), VIEW)) is None


def test_what_was_stamped_on_a_point_lies_under_it_afterwards_and_the_rest_stays() -> None:
    clean = np.array([[0xFF101010, 0xFF202020, 0xFF303030]], np.uint32)
    cover = Cover(np.array([0, 0], np.int32), np.array([0, 1], np.int32), np.array([0xFF202020, 0x80404040], np.uint32))
    placed = cover.placed(1.0, 0.0, 1.0, clean)
    stamped = clean.copy()
    stamped[0, 2] = 0xFFFF0000
    placed.lay_over(stamped)
    assert stamped[0, :2].tolist() == clean[0, :2].tolist(), "nothing was stamped there"
    red, green, blue = (int(stamped[0, 2]) >> shift & 0xFF for shift in (16, 8, 0))
    assert (red, green, blue) == pytest.approx((0x40 + 0xFF * (1 - 0x80 / 255), 0x40, 0x40), abs=2)


def test_a_cover_beyond_the_image_is_left_out() -> None:
    clean = np.zeros((2, 2), np.uint32)
    cover = Cover(np.array([0, 5], np.int32), np.array([0, 5], np.int32), np.array([1, 2], np.uint32))
    assert cover.placed(1.0, 1.0, 1.0, clean).at.tolist() == [3]
    assert cover.placed(-9.0, 0.0, 1.0, clean).at.tolist() == []
