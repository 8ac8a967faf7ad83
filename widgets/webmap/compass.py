"""The compass on a map that can lean: it shows where north is, and a click looks straight down again, or leans."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QWidget

from resources.theme import Theme
from widgets import draw, words
from widgets.themed import Themed
from widgets.webmap.tilt import TiltCamera

EDGE = 10
"""Units of space."""
LEANING = 50.0
"""Degrees that a click on a level map leans it."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Compass", text)


class Compass(Themed, QAbstractButton):
    """Stands at the top right while the page paints; without it there is nothing to turn, and no compass."""

    def __init__(self, theme: Theme, camera: TiltCamera, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme, self._camera = theme, camera
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.clicked.connect(self._turn)
        camera.changed.connect(self._follow)
        self.apply_theme()
        self._follow()
        self.hide()

    def apply_theme(self) -> None:
        """Another size."""
        self.resize(self.sizeHint())
        self.place()

    def sizeHint(self) -> QSize:
        """Large enough for a finger."""
        edge = self.theme.space(EDGE)
        return QSize(edge, edge)

    def place(self) -> None:
        """At the top right of the map."""
        gap = self.theme.space(3)
        self.move(self.parentWidget().width() - self.width() - gap, gap)

    def _turn(self) -> None:
        camera, (lon, lat) = self._camera, self._camera.centre
        level = camera.level
        camera.fly_tilted(lon, lat, camera.zoom, LEANING if level else 0.0, camera.bearing if level else 0.0)

    def _follow(self) -> None:
        camera = self._camera
        if camera.level:
            told = _tr("正北俯视；点击倾斜")
        else:
            told = _tr("朝向 {0:.0f}°，倾斜 {1:.0f}°；点击恢复正北俯视").format(camera.bearing % 360, camera.pitch)
        if told != self.accessibleName():
            self.setAccessibleName(told)
            self.setToolTip(words.plain_tooltip(told))
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A disc, a needle that points north and leans with the view, and the tilt in degrees."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ground = QColor(self.theme.token("surface"))
        focus = "accent" if self.hasFocus() or self.underMouse() else "line"
        painter.setPen(QPen(QColor(self.theme.token(focus)), self.theme.hair()))
        painter.setBrush(ground)
        painter.drawEllipse(rect)
        radius = rect.width() * 0.26
        turn = math.radians(self._camera.bearing)
        north = QPointF(-math.sin(turn), -math.cos(turn)) * rect.width()
        painter.save()
        painter.translate(rect.center() - north * 0.14)  # the letter stands before the needle's point, not on it
        painter.scale(1.0, max(0.35, math.cos(math.radians(self._camera.pitch))))
        painter.rotate(-self._camera.bearing)
        painter.setPen(Qt.PenStyle.NoPen)
        for token, way in (("text", -1), ("tertiary", 1)):
            painter.setBrush(QColor(self.theme.token(token)))
            side = radius * 0.42
            painter.drawPolygon(QPolygonF([QPointF(0, way * radius), QPointF(side, 0), QPointF(-side, 0)]))
        painter.restore()
        box = QRectF(0, 0, rect.width() * 0.4, rect.width() * 0.4)
        box.moveCenter(rect.center() + north * 0.29)
        draw.text(painter, box, "N", self.theme, "tertiary", "text", draw.CENTRE, bold=True)
        painter.end()
