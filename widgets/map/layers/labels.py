"""Labels of shapes: those of points always, those of areas where they fit into their area and touch nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from console.models.city_map.shapes import Form
from resources.theme import Theme
from widgets import fonts, words
from widgets.map import style
from widgets.map.layers.prepared import Label, Prepared
from widgets.map.layers.stack import Laid, LayerStack, colour_of
from widgets.map.marker_layout import CELL, Cells
from widgets.map.stamp import NAME_ALPHA, pixels_of
from widgets.map.view import View

SIZE = 13.0
"""Style pixels."""
LONGEST = 24
INK = 60
"""Ink of less alpha than this does not count as part of a label."""


@dataclass(frozen=True, slots=True)
class Written:
    """A label that is shown: its picture, and its corner in device pixels."""

    x: int
    y: int
    image: QImage


def label_text(text: str) -> str:
    """One line of plain text, not too long."""
    text = words.one_line(text)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def paint(image: QImage, pad: int, written: list[Written]) -> None:
    """Write labels into a picture with a rim of ``pad`` pixels, and mark them as names, so that no dot buries them."""
    painter = QPainter(image)
    for label in written:
        painter.drawImage(label.x + pad, label.y + pad, label.image)
    painter.end()
    pixels = pixels_of(image)
    high, wide = image.height(), image.width()
    for label in written:
        left, top = label.x + pad, label.y + pad
        right, bottom = min(wide, left + label.image.width()), min(high, top + label.image.height())
        cut_x, cut_y = max(0, -left), max(0, -top)
        under = pixels[max(0, top) : bottom, max(0, left) : right]
        ink = pixels_of(label.image)[cut_y : cut_y + under.shape[0], cut_x : cut_x + under.shape[1]] >> 24 > INK
        under[ink] = under[ink] & np.uint32(0x00FFFFFF) | np.uint32(NAME_ALPHA << 24)


def lay_out(view: View, theme: Theme, stack: LayerStack, names: Cells | None) -> list[Written]:
    """The labels of a view. ``names``: cells of the view in which the base map shows a place's name."""
    rows, columns = int(view.height * view.dpr) // CELL + 2, int(view.width * view.dpr) // CELL + 2
    taken = np.zeros((rows, columns), bool)
    if names is not None:
        taken[: names.shape[0], : names.shape[1]] = names[:rows, :columns]
    written = []
    for laid in reversed(list(stack.seen(view))):
        for shape, x, y in _near(laid, view):
            look = laid.prepared.shapes[shape].look
            image = label_image(
                label_text(look.label), colour_of(theme, look.ink), theme.token("map-label-halo"), view.scale
            )
            left, top = round(x - image.width() / 2), round(y - image.height() / 2)
            box = (
                slice(max(0, top // CELL), max(0, (top + image.height()) // CELL + 1)),
                slice(max(0, left // CELL), max(0, (left + image.width()) // CELL + 1)),
            )
            if laid.prepared.shapes[shape].form is Form.POINT or not taken[box].any():
                taken[box] = True
                written.append(Written(left, top, image))
    return written[::-1]


def _near(laid: Laid, view: View) -> Iterator[tuple[int, float, float]]:
    """Labels whose middle is in view and whose area is wide enough, with their places in device pixels; points
    first, as their labels are always shown."""
    labels = shown_labels(laid.prepared, view.world / view.scale)
    if not labels:
        return
    x, y = view.to_device(np.array([label.x for label in labels]), np.array([label.y for label in labels]))
    inside = (x >= 0) & (y >= 0) & (x < view.width * view.dpr) & (y < view.height * view.dpr)
    for at in np.flatnonzero(inside)[::-1]:
        yield labels[at].shape, float(x[at]), float(y[at])


def shown_labels(prepared: Prepared, world: float) -> list[Label]:
    """Those that have room when the world's edge is so many style pixels."""
    return [label for label in prepared.labels() if label.room * world >= width_of(prepared, label)]


def width_of(prepared: Prepared, label: Label) -> float:
    """About how wide a label is, in style pixels: a character of Chinese is square, a digit half of that."""
    text = label_text(prepared.shapes[label.shape].look.label)
    return SIZE * sum(1.0 if ord(letter) > 0x2E80 else 0.58 for letter in text)


@lru_cache(maxsize=1024)
def label_image(text: str, ink: str, halo: str, scale: float) -> QImage:
    """Bold words with a rim, on nothing."""
    font = fonts.sized(round(SIZE * scale), True)
    metrics = fonts.metrics(font.pixelSize(), True)
    rim = style.HALO * scale
    image = QImage(
        max(1, round(metrics.horizontalAdvance(text) + 2 * rim)),
        max(1, round(metrics.ascent() + metrics.descent() + rim)),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    image.fill(Qt.GlobalColor.transparent)
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addText(QPointF(rim, metrics.ascent() + rim / 2), font, text)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = QColor(halo)
    edge.setAlphaF(0.85)
    painter.strokePath(path, QPen(edge, rim, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.fillPath(path, QColor(ink))
    painter.end()
    return image
