"""Small pictures blended into an image at many places at once, with numpy: what QPainter does one call at a time.

Twenty thousand dots are 20,000 calls from Python otherwise; this is a handful of array operations.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

Pixels = NDArray[np.uint32]
Ints = NDArray[np.int64]
_RED_BLUE, _GREEN, _OPAQUE = np.uint32(0x00FF00FF), np.uint32(0x0000FF00), np.uint32(0xFF000000)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A square picture split into its opaque pixels and its see-through ones (premultiplied ARGB)."""

    radius: int
    solid_at: NDArray[np.int64]
    solid: Pixels
    clear_at: NDArray[np.int64]
    clear: Pixels


def pixels_of(image: QImage) -> Pixels:
    """The image's own memory as rows of 0xAARRGGBB; the image must outlive it."""
    return np.frombuffer(image.bits(), np.uint32).reshape(image.height(), image.bytesPerLine() // 4)


def read_of(image: QImage) -> Pixels:
    """As ``pixels_of``, only to be read; any number of threads may."""
    return np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.bytesPerLine() // 4)


def blank(image: QImage, colour: QColor) -> None:
    """Fill an image with an opaque colour, or with nothing for a colour of no alpha.

    Not ``QImage.fill``: that keeps Python's lock, and the first touch of 36 MB at 4K takes up to 40 ms.
    """
    pixels_of(image)[:] = colour.rgba() if colour.alpha() else 0


def make_stamp(radius: int, draw: Callable[[QPainter], None]) -> Stamp:
    """A stamp of ``2 * radius + 1`` pixels; ``draw`` paints around the origin, the middle of the middle pixel."""
    size = 2 * radius + 1
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(radius + 0.5, radius + 0.5)
    draw(painter)
    painter.end()
    pixels = pixels_of(image)[:, :size].copy()
    alpha = pixels >> 24
    rows, columns = np.nonzero(alpha >= 250)
    faint_rows, faint_columns = np.nonzero((alpha > 8) & (alpha < 250))
    return Stamp(
        radius,
        np.stack([rows - radius, columns - radius]),
        pixels[rows, columns],
        np.stack([faint_rows - radius, faint_columns - radius]),
        pixels[faint_rows, faint_columns],
    )


def press(pixels: Pixels, x: Ints, y: Ints, stamp: Stamp) -> list[Ints]:
    """Blend the stamp into the image, centred on each place. Places too near the rim of the image are left out.

    Returns the flat indices that were written, so that the same pixels can be put back.
    """
    height, width = pixels.shape
    radius = stamp.radius
    inside = (x >= radius) & (x < width - radius) & (y >= radius) & (y < height - radius)
    at = (y[inside] * width + x[inside]).astype(np.int64)
    if not len(at):
        return []
    flat = pixels.reshape(-1)
    faint = (at[:, None] + (stamp.clear_at[0] * width + stamp.clear_at[1])[None, :]).ravel()
    flat[faint] = blended(flat[faint], np.tile(stamp.clear, len(at)))
    solid = (at[:, None] + (stamp.solid_at[0] * width + stamp.solid_at[1])[None, :]).ravel()
    flat[solid] = np.tile(stamp.solid, len(at))
    return [faint, solid]


def blended(below: Pixels, above: Pixels) -> Pixels:
    """Premultiplied ``above`` over opaque ``below``, two channels at a time."""
    rest = np.uint32(256) - (above >> 24)
    red_blue = (((below & _RED_BLUE) * rest) >> 8) & _RED_BLUE
    green = (((below & _GREEN) * rest) >> 8) & _GREEN
    return np.asarray((red_blue | green) + above | _OPAQUE, np.uint32)
