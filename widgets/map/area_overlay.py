"""Lies over a map: the place of an incident, the circle around it, or an area that a person draws corner by corner."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF

from resources.theme import Theme
from widgets.map import mercator
from widgets.map.map_pane import MapPane
from widgets.themed import ThemedWidget

Corner = tuple[float, float]
CLOSE_PX = 10.0
FILL_ALPHA = 36


class AreaOverlay(ThemedWidget):
    """While drawing it takes clicks: each is a corner, a double click or Enter ends, Esc begins anew."""

    drawn = Signal(list)
    """The corners (lon, lat) of a finished area; empty when it was thrown away."""

    def __init__(self, theme: Theme, city_map: MapPane) -> None:
        super().__init__(theme, city_map)
        self._map = city_map
        self._place: Corner | None = None
        self._radius = 0.0
        self._dots: list[Corner] = []
        self.ring: list[Corner] = []
        self.drawing = False
        self._hover: QPointF | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setMouseTracking(True)
        self._pass_mouse()
        city_map.installEventFilter(self)
        city_map.camera_changed.connect(self.update)
        self.setGeometry(city_map.rect())

    def show_place(self, place: Corner | None, radius: float = 0.0) -> None:
        """The incident's place and a circle of ``radius`` metres (0: none)."""
        self._place, self._radius = place, radius
        self.update()

    def show_found(self, places: list[Corner]) -> None:
        """Resources that were found."""
        self._dots = places
        self.update()

    def draw_area(self, on: bool) -> None:
        """Begin a new area, or stop drawing."""
        self.drawing = on
        self._hover = None
        if on:
            self.ring = []
            self.setFocus()
        self._pass_mouse()
        self.update()

    def finish(self) -> None:
        """The area is done; fewer than three corners are none."""
        if len(self.ring) < 3:
            self.ring = []
        self.draw_area_off()
        self.drawn.emit(list(self.ring))

    def draw_area_off(self) -> None:
        """Give the mouse back to the map and keep what was drawn."""
        self.drawing = False
        self._hover = None
        self._pass_mouse()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._map and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._map.rect())
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        point = event.position()
        if len(self.ring) >= 3 and (self._point(self.ring[0]) - point).manhattanLength() < CLOSE_PX * self.theme.factor:
            self.finish()
            return
        self.ring.append(self._map.camera.view.to_degrees(point.x(), point.y()))
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.finish()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover = event.position()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
        elif event.key() == Qt.Key.Key_Escape:
            self.ring = []
            self.finish()
        elif event.key() == Qt.Key.Key_Backspace and self.ring:
            self.ring.pop()
            self.update()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_circle(painter)
        self._paint_ring(painter)
        painter.setPen(QPen(self.colour("ground"), self.theme.hair()))
        painter.setBrush(self.colour("normal"))
        size = 5.0 * self.theme.factor
        for dot in self._dots:
            painter.drawEllipse(self._point(dot), size, size)
        if self._place is not None:
            self._paint_place(painter, self._point(self._place))

    def _paint_circle(self, painter: QPainter) -> None:
        if self._place is None or self._radius <= 0:
            return
        reach = self._radius / mercator.metres_per_pixel(self._place[1], self._map.camera.zoom)
        painter.setPen(self._line())
        painter.setBrush(self._fill())
        painter.drawEllipse(self._point(self._place), reach, reach)

    def _paint_ring(self, painter: QPainter) -> None:
        points = [self._point(corner) for corner in self.ring]
        if self.drawing and self._hover is not None and points:
            points.append(self._hover)
        if not points:
            return
        painter.setPen(self._line())
        painter.setBrush(self._fill() if len(points) > 2 else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(QPolygonF(points))
        painter.setBrush(self.colour("accent"))
        for point in points:
            painter.drawEllipse(point, 3.5 * self.theme.factor, 3.5 * self.theme.factor)

    def _paint_place(self, painter: QPainter, point: QPointF) -> None:
        size = 9.0 * self.theme.factor
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.colour("grade1"), 2.5 * self.theme.factor))
        painter.drawEllipse(point, size, size)
        dot = size * 0.35
        painter.setBrush(self.colour("grade1"))
        painter.drawEllipse(QRectF(point.x() - dot, point.y() - dot, 2 * dot, 2 * dot))

    def _line(self) -> QPen:
        return QPen(self.colour("accent"), 2.0 * self.theme.factor)

    def _fill(self) -> QColor:
        fill = self.colour("accent")
        fill.setAlpha(FILL_ALPHA)
        return fill

    def _point(self, corner: Corner) -> QPointF:
        return QPointF(*self._map.camera.view.to_widget(*corner))

    def _pass_mouse(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not self.drawing)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self.drawing else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.CrossCursor if self.drawing else Qt.CursorShape.ArrowCursor)
