"""Paints a sketch and figures on the glass over a map, in widget pixels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from console.domain.geo import geodesy
from console.domain.geo.geodesy import Place
from console.domain.geo.sketch import Sketch, Tool
from console.models.city_map.measures import area_words, length_words
from resources.theme import Theme
from widgets import draw, fonts
from widgets.map.tools.project import on_screen
from widgets.map.view import View

FILL = 0.16
DOT, LINE = 4.5, 3.0
CROSS = 9.0
"""Style pixels. The line is wider than the roads of the zooms at which one draws, and has a rim."""


def sketch(painter: QPainter, view: View, theme: Theme, made: Sketch, hover: Place | None) -> None:
    """What is drawn so far, and what the next corner under the hand would make of it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    corners = [*made.corners, hover] if hover is not None and not made.tool.round else list(made.corners)
    ring = geodesy.circle(made.corners[0], made.radius) if made.tool.round and made.radius else corners
    closed = made.tool.closed or made.tool.round
    _path(painter, view, theme, ring if len(ring) > 1 else (), closed=closed and len(ring) > 2)
    if made.tool.round and made.radius:
        rim = geodesy.ahead(made.corners[0], 90, made.radius)
        _path(painter, view, theme, (made.corners[0], rim), closed=False, thin=True)
    for run in on_screen(view, made.corners, closed=False):
        for point in run:
            _dot(painter, point, theme)
    figures(painter, view, theme, sketch_figures(made, corners))
    if made.where is not None:
        for run in on_screen(view, (made.where,), closed=False):
            _cross(painter, run[0], theme)


def figures(painter: QPainter, view: View, theme: Theme, items: Iterable[tuple[Place, str]]) -> None:
    """Words on small plates beside places."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for plate, words in plates(view, theme, items):
        painter.setPen(QPen(QColor(theme.token("accent")), theme.hair()))
        painter.setBrush(QColor(theme.token("ground")))
        painter.drawRoundedRect(plate, theme.base["radius"], theme.base["radius"])
        draw.text(painter, plate, words, theme, "secondary", "text", draw.CENTRE)


def plates(view: View, theme: Theme, items: Iterable[tuple[Place, str]]) -> list[tuple[QRectF, str]]:
    """Where the words beside places stand in widget pixels; where two would cover one another, the first one stays."""
    metrics = fonts.metrics_of(theme, "secondary")
    pad, high = theme.space(1.5), metrics.height() + theme.space(0.5)
    taken: list[tuple[QRectF, str]] = []
    room = QRectF(0, 0, view.width, view.height)
    for place, words in items:
        for run in on_screen(view, (place,), closed=False):
            plate = QRectF(run[0].x() + theme.space(2), run[0].y() - high - theme.space(1),
                           metrics.horizontalAdvance(words) + 2 * pad, high)  # fmt: skip
            if not (plate.intersects(room) or room.contains(run[0])):
                continue
            _bring_inside(plate, run[0], room, theme)
            if not any(plate.intersects(other) for other, _ in taken):
                taken.append((plate, words))
    return taken


def _bring_inside(plate: QRectF, point: QPointF, room: QRectF, theme: Theme) -> None:
    """To the other side of its point where it would be cut."""
    if plate.right() > room.right():
        plate.moveRight(min(point.x() - theme.space(2), room.right()))
    if plate.top() < room.top():
        plate.moveTop(max(point.y() + theme.space(1), room.top()))


def sketch_figures(made: Sketch, corners: Sequence[Place]) -> list[tuple[Place, str]]:
    """The newest figure first: where plates would cover one another, the first one stays."""
    if made.tool is Tool.DISTANCE and len(corners) > 1:
        return [*zip(corners[1:], map(length_words, geodesy.running(corners)[1:]), strict=True)][::-1]
    if made.tool.closed and len(corners) > 2:
        return [(corners[-1], area_words(geodesy.area(corners)))]
    if made.tool.round and made.radius:
        return [(geodesy.ahead(made.corners[0], 90, made.radius), length_words(made.radius))]
    return []


def _path(
    painter: QPainter, view: View, theme: Theme, places: Sequence[Place], *, closed: bool, thin: bool = False
) -> None:
    runs = on_screen(view, places, closed=closed)
    if closed:
        area = QPainterPath()
        area.addPolygon(QPolygonF([point for run in runs for point in run]))
        fill = QColor(theme.token("accent"))
        fill.setAlphaF(FILL)
        painter.fillPath(area, fill)
    width = theme.hair() if thin else LINE * theme.factor
    style = Qt.PenStyle.DashLine if thin else Qt.PenStyle.SolidLine
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, extra in (("ground", 2.0 * theme.factor), ("accent", 0.0)):
        if extra and thin:
            continue
        painter.setPen(QPen(QColor(theme.token(colour)), width + extra, style, Qt.PenCapStyle.RoundCap,
                            Qt.PenJoinStyle.RoundJoin))  # fmt: skip
        for run in runs:
            painter.drawPolyline(QPolygonF(run))


def _dot(painter: QPainter, point: QPointF, theme: Theme) -> None:
    painter.setPen(QPen(QColor(theme.token("ground")), theme.hair() * 1.5))
    painter.setBrush(QColor(theme.token("accent")))
    painter.drawEllipse(point, DOT * theme.factor, DOT * theme.factor)


def _cross(painter: QPainter, point: QPointF, theme: Theme) -> None:
    arm = CROSS * theme.factor
    for colour, width in (("ground", 6.0), ("grade1", 3.0)):
        painter.setPen(QPen(QColor(theme.token(colour)), width * theme.factor, Qt.PenStyle.SolidLine,
                            Qt.PenCapStyle.RoundCap))  # fmt: skip
        painter.drawLine(point + QPointF(-arm, -arm), point + QPointF(arm, arm))
        painter.drawLine(point + QPointF(-arm, arm), point + QPointF(arm, -arm))
