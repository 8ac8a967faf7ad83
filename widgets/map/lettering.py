"""Names painted on a tile: each character as an outline, with a rim that keeps it legible on any ground."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from widgets.map import style
from widgets.map.place_labels import PlaceLabel
from widgets.map.road_labels import RoadLabel
from widgets.map.style import Colours

RIM_OPACITY = 0.85


def paint_along(painter: QPainter, label: RoadLabel, scale: float, colour: Colours) -> None:
    """A name along a line, glyph by glyph."""
    text = _lettering()
    measure = QFontMetricsF(label.font)
    down = (measure.ascent() - measure.descent()) / 2
    for glyph in label.glyphs:
        letter = QPainterPath()
        letter.addText(QPointF(-measure.horizontalAdvance(glyph.text) / 2, down), label.font, glyph.text)
        painter.save()
        painter.translate(glyph.centre)
        painter.rotate(glyph.turn)
        text.addPath(painter.worldTransform().map(letter))
        painter.restore()
    _paint(painter, text, scale, colour, label.token)


def paint_place(painter: QPainter, label: PlaceLabel, scale: float, colour: Colours) -> None:
    """A name upon its place."""
    measure = QFontMetricsF(label.font)
    centre = label.box.center()
    trailing = label.font.letterSpacing()
    start = QPointF(
        centre.x() - (measure.horizontalAdvance(label.text) - trailing) / 2,
        centre.y() + (measure.ascent() - measure.descent()) / 2,
    )
    text = _lettering()
    text.addText(start, label.font, label.text)
    _paint(painter, text, scale, colour, label.token)


def _paint(painter: QPainter, path: QPainterPath, scale: float, colour: Colours, token: str) -> None:
    rim = QColor(colour("map-label-halo"))
    rim.setAlphaF(RIM_OPACITY)
    pen = QPen(rim, style.HALO * scale, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, pen)
    painter.fillPath(path, QColor(colour(token)))


def _lettering() -> QPainterPath:
    """A path for text: strokes of one character may overlap, and must not cut holes into each other."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    return path
