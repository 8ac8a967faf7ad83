"""Chips: a filled one is the same at all of its corners, on a wall that is looked at from afar."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from resources import theme
from widgets import draw


@pytest.mark.parametrize("left", [0.0, 3.0])
def test_the_corners_of_a_filled_chip_mirror_one_another(qapp: object, left: float) -> None:
    look = theme.load()
    width, height = round(draw.chip_width("   ", look)), round(draw.chip_height(look))
    image = QImage(width + 8, height + 8, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    draw.chip(painter, left, (height + 8) / 2, "   ", look, "delayed")
    assert not painter.testRenderHint(QPainter.RenderHint.Antialiasing), "what is drawn next is as it was"
    painter.end()
    alpha = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)[..., 3].astype(int)
    rows, columns = np.flatnonzero(alpha.any(1)), np.flatnonzero(alpha.any(0))
    chip = alpha[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    assert np.abs(chip - chip[:, ::-1]).max() <= 2 and np.abs(chip - chip[::-1]).max() <= 2
