"""The four grades as shapes: hexagon, triangle, square, circle. List, map, tiles and ticker all paint them here."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from resources.theme import Theme
from widgets import fonts

ROMAN = ("", "Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ")
_DIGIT_SHARE = 0.62
_TRIANGLE_DROP = 0.13
"""The digit sits lower in a triangle, where it is wide; as a share of the size."""


def grade_path(rect: QRectF, grade: int) -> QPainterPath:
    """The outline of a grade (1 to 4) in a square rectangle; any other grade is a diamond."""
    path = QPainterPath()
    if grade == 4:
        path.addEllipse(rect)
    elif grade == 3:
        inset = rect.width() * 0.05
        path.addRect(rect.adjusted(inset, inset, -inset, -inset))
    else:
        path.addPolygon(_polygon(rect, grade))
        path.closeSubpath()
    return path


def paint_grade(
    painter: QPainter, rect: QRectF, grade: int, theme: Theme, label: str | None = None, hollow: bool = False
) -> None:
    """Paint a grade's shape with its digit (or ``label``, such as a Roman figure); hollow for one that is over."""
    token = f"grade{grade}" if 1 <= grade <= 4 else "tertiary"
    colour = QColor(theme.token(token))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    thick = max(1.0, rect.width() * 0.08)
    painter.setPen(QPen(colour, thick) if hollow else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if hollow else colour)
    painter.drawPath(grade_path(rect.adjusted(thick, thick, -thick, -thick) if hollow else rect, grade))
    text = label if label is not None else (str(grade) if 1 <= grade <= 4 else "?")
    if text:
        share = _DIGIT_SHARE * (0.88 if grade == 2 else 1.0)
        painter.setFont(fonts.sized(max(8, round(rect.height() * share)), bold=True))
        painter.setPen(colour if hollow else QColor(theme.on(token)))
        drop = rect.height() * _TRIANGLE_DROP if grade == 2 else 0.0
        painter.drawText(rect.translated(0, drop), int(Qt.AlignmentFlag.AlignCenter), text)
    painter.restore()


def _polygon(rect: QRectF, grade: int) -> QPolygonF:
    centre, radius = rect.center(), rect.width() / 2
    if grade == 2:
        corners = [rect.topLeft() + QPointF(radius, -0.04 * radius), rect.bottomRight(), rect.bottomLeft()]
        return QPolygonF(corners)
    count = 6 if grade == 1 else 4
    turns = [math.tau * index / count for index in range(count)]
    return QPolygonF(
        [QPointF(centre.x() + radius * 1.06 * math.cos(a), centre.y() + radius * 1.06 * math.sin(a)) for a in turns]
    )
