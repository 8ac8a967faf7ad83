"""The pictures on the tools, drawn by lines in a square of 20 units, so that they follow theme and size."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from console.domain.geo.sketch import Tool

UNITS = 20.0


def paint(painter: QPainter, rect: QRectF, what: Tool | str, colour: QColor) -> None:
    """One picture into a square; ``what`` is a tool, or ``list``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / UNITS, rect.height() / UNITS)
    painter.setPen(QPen(colour, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    _PICTURES[what](painter, colour)
    painter.restore()


def _distance(painter: QPainter, colour: QColor) -> None:
    painter.drawLine(QPointF(3, 16), QPointF(16, 3))
    for at, arm in ((3.0, 2.4), (7.3, 1.5), (11.6, 1.5), (16.0, 2.4)):
        painter.drawLine(QPointF(at - arm * 0.7, 19 - at - arm * 0.7), QPointF(at + arm * 0.7, 19 - at + arm * 0.7))


def _area(painter: QPainter, colour: QColor) -> None:
    painter.drawRect(QRectF(3, 4, 14, 12))
    for left in (7, 11, 15):
        painter.drawLine(QPointF(left, 5), QPointF(max(3.5, left - 9), min(15.5, 5 + left - 3)))


def _point(painter: QPainter, colour: QColor) -> None:
    painter.drawPolyline(QPolygonF([QPointF(5.4, 10), QPointF(10, 18), QPointF(14.6, 10)]))
    painter.drawArc(QRectF(4.7, 2.2, 10.6, 10.6), -20 * 16, 220 * 16)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(10, 7.6), 1.6, 1.6)


def _circle(painter: QPainter, colour: QColor) -> None:
    painter.drawEllipse(QPointF(10, 10), 7.2, 7.2)
    painter.drawLine(QPointF(10, 10), QPointF(17.2, 10))
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(10, 10), 1.3, 1.3)


def _polygon(painter: QPainter, colour: QColor) -> None:
    corners = [QPointF(4, 7), QPointF(12, 3), QPointF(17, 10), QPointF(13, 17), QPointF(5, 15)]
    painter.drawPolygon(QPolygonF(corners))
    painter.setBrush(colour)
    for corner in corners:
        painter.drawEllipse(corner, 1.5, 1.5)


def _search(painter: QPainter, colour: QColor) -> None:
    painter.drawEllipse(QPointF(8.5, 8.5), 5.6, 5.6)
    painter.drawLine(QPointF(12.8, 12.8), QPointF(17, 17))
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(8.5, 8.5), 1.3, 1.3)


def _list(painter: QPainter, colour: QColor) -> None:
    for top in (5, 10, 15):
        painter.drawLine(QPointF(7, top), QPointF(17, top))
        painter.drawPoint(QPointF(3.5, top))


_PICTURES = {
    Tool.DISTANCE: _distance,
    Tool.AREA: _area,
    Tool.POINT: _point,
    Tool.CIRCLE: _circle,
    Tool.POLYGON: _polygon,
    Tool.SEARCH: _search,
    "list": _list,
}
