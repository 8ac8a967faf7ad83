"""Labels of shapes: values in their bubbles, and names of areas that are wide enough for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from console.models.city_map.shapes import Form
from resources.theme import Theme
from widgets import fonts, words
from widgets.broken_text import shortened
from widgets.map import style
from widgets.map.layers.prepared import Label, Prepared, ShownLabels
from widgets.map.layers.stack import Laid, LayerStack, colour_of
from widgets.map.view import View

SIZE = 13.0
"""Style pixels."""
LINE = 1.35
"""Height of a line of text for its type size."""
LONGEST = 24
LOOSE = 3.0
"""An area so many times as wide as its words has room for them beside its middle."""


@dataclass(frozen=True, slots=True)
class Written:
    """A label that would be shown: its picture, its corner in device pixels, and the box that is its own.

    ``point``: it is a value or a number in its bubble; else the name or the figure of an area. ``loose``: the area is
    so wide that it may be written a little beside its middle.
    """

    x: int
    y: int
    picture: QPixmap
    box: QRectF
    point: bool
    loose: bool = False


def label_text(text: str) -> str:
    """One line of plain text, not too long."""
    return shortened(words.one_line(text), LONGEST)


def candidates(view: View, theme: Theme, stack: LayerStack) -> list[Written]:
    """The labels of a view, the topmost first; which of them are shown is for who lays out the whole map."""
    return [written for laid in reversed(list(stack.seen(view))) for written in _of_layer(laid, view, theme)]


def _of_layer(laid: Laid, view: View, theme: Theme) -> Iterator[Written]:
    """Labels whose middle is in view; points first, as they come before areas."""
    shown = shown_labels(laid.prepared, view.world / view.scale)
    if not shown.labels:
        return
    halo = theme.token("map-label-halo")
    across, down = view.to_device(shown.x, shown.y)
    inside = (across >= 0) & (down >= 0) & (across < view.width * view.dpr) & (down < view.height * view.dpr)
    for at in np.flatnonzero(inside)[::-1].tolist():
        shape = laid.prepared.shapes[shown.labels[at].shape]
        x, y = float(across[at]), float(down[at])
        picture = label_picture(label_text(shape.look.label), colour_of(theme, shape.look.ink), halo, view.scale)
        left, top = round(x - picture.width() / 2), round(y - picture.height() / 2)
        box = QRectF(left, top, picture.width(), picture.height())
        point = shape.form is Form.POINT
        if point:
            around = (shape.look.radius + shape.look.width) * view.scale
            box = box.united(QRectF(x - around, y - around, 2 * around, 2 * around))
        yield Written(left, top, picture, box, point, shown.loose[at])


def shown_labels(prepared: Prepared, world: float) -> ShownLabels:
    """Those that have room when the world's edge is so many style pixels; found once for each zoom."""
    held = prepared.shown
    if held is None or held.world != world:
        widths = {label: width_of(prepared, label) for label in prepared.labels()}
        labels = tuple(label for label, wide in widths.items() if label.room * world >= wide)
        places = np.array([(label.x, label.y) for label in labels]).reshape(-1, 2)
        loose = tuple(label.room * world >= LOOSE * widths[label] for label in labels)
        held = prepared.shown = ShownLabels(world, labels, places[:, 0], places[:, 1], loose)
    return held


def width_of(prepared: Prepared, label: Label) -> float:
    """About how wide a label is, in style pixels: a character of Chinese is square, a digit half of that."""
    text = label_text(prepared.shapes[label.shape].look.label)
    return SIZE * sum(1.0 if ord(letter) > 0x2E80 else 0.58 for letter in text)


@lru_cache(maxsize=1024)
def label_picture(text: str, ink: str, halo: str, scale: float) -> QPixmap:
    """Bold words with a rim, on nothing."""
    font = fonts.sized(round(SIZE * scale), True)
    metrics = fonts.metrics(font.pixelSize(), True)
    rim = style.HALO * scale
    image = QPixmap(
        max(1, round(metrics.horizontalAdvance(text) + 2 * rim)),
        max(1, round(metrics.ascent() + metrics.descent() + rim)),
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
