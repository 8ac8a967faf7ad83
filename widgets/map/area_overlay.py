"""Lies over a map: the place of an incident, the circle around it, or an area that a person draws corner by corner."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen

from console.domain.geo.geodesy import Place
from console.domain.geo.sketch import Drawing, Refusal, Sketch, Tool
from resources.theme import Theme
from widgets.map.map_pane import MapPane
from widgets.map.tools import paint
from widgets.map.tools.project import on_screen
from widgets.themed import ThemedWidget

Corner = Place
CLOSE_PX = 10.0


class AreaOverlay(ThemedWidget):
    """While drawing it takes clicks: each is a corner, a double click or Enter ends, Esc begins anew.

    All is put where it lies by the camera's own projection, so it fits the ground in a leaning view too.
    """

    drawn = Signal(list)
    """The corners (lon, lat) of a finished area; empty when it was thrown away."""
    changed = Signal()
    """Another corner, or a refusal."""

    def __init__(self, theme: Theme, city_map: MapPane) -> None:
        super().__init__(theme, city_map)
        self._map = city_map
        self._place: Corner | None = None
        self._radius = 0.0
        self._dots: list[Corner] = []
        self._sketch = Sketch(Tool.POLYGON)
        self.drawing = False
        self._hover: QPointF | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setMouseTracking(True)
        self._pass_mouse()
        city_map.installEventFilter(self)
        city_map.camera_changed.connect(self.update)
        self.setGeometry(city_map.rect())

    @property
    def ring(self) -> list[Corner]:
        """The corners so far, or of the finished area."""
        return list(self._sketch.corners)

    @property
    def refusal(self) -> Refusal | None:
        """Why the last act was not taken."""
        return self._sketch.refusal

    def clear(self) -> None:
        """No area is drawn."""
        self._show(Sketch(Tool.POLYGON))

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
            self._sketch = Sketch(Tool.POLYGON)
            self.setFocus()
        self._pass_mouse()
        self.update()

    def finish(self) -> None:
        """The area is done; fewer than three corners are none, and one that crosses itself is not taken."""
        done = self._sketch.finished("", 0)
        if isinstance(done, Sketch) and done.refusal is Refusal.CROSSES:
            self._show(done)
            return
        self._sketch = Sketch(Tool.POLYGON, done.corners if isinstance(done, Drawing) else ())
        self.draw_area_off()
        self.drawn.emit(self.ring)

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
        point, ring = event.position(), self._sketch.corners
        if len(ring) >= 3 and (self._point(ring[0]) - point).manhattanLength() < CLOSE_PX * self.theme.factor:
            self.finish()
            return
        self._show(self._sketch.add(self._map.camera.view.to_degrees(point.x(), point.y())))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.finish()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover = event.position()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
        elif event.key() == Qt.Key.Key_Escape:
            self._sketch = Sketch(Tool.POLYGON)
            self.finish()
        elif event.key() == Qt.Key.Key_Backspace:
            self._show(self._sketch.undo())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        view = self._map.camera.view
        if self._place is not None and self._radius > 0:
            paint.sketch(painter, view, self.theme, Sketch(Tool.CIRCLE, (self._place,), self._radius), None)
        hover = self._hover if self.drawing else None
        under = view.to_degrees(hover.x(), hover.y()) if hover is not None else None
        paint.sketch(painter, view, self.theme, self._sketch, under if self._sketch.corners else None)
        painter.setPen(QPen(self.colour("ground"), self.theme.hair()))
        painter.setBrush(self.colour("normal"))
        size = 5.0 * self.theme.factor
        for dot in self._dots:
            for run in on_screen(view, (dot,), closed=False):
                painter.drawEllipse(run[0], size, size)
        if self._place is not None:
            for run in on_screen(view, (self._place,), closed=False):
                self._paint_place(painter, run[0])
        painter.end()

    def _paint_place(self, painter: QPainter, point: QPointF) -> None:
        size = 9.0 * self.theme.factor
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.colour("grade1"), 2.5 * self.theme.factor))
        painter.drawEllipse(point, size, size)
        dot = size * 0.35
        painter.setBrush(self.colour("grade1"))
        painter.drawEllipse(QRectF(point.x() - dot, point.y() - dot, 2 * dot, 2 * dot))

    def _point(self, corner: Corner) -> QPointF:
        return QPointF(*self._map.camera.view.to_widget(*corner))

    def _show(self, sketch: Sketch) -> None:
        self._sketch = sketch
        self.update()
        self.changed.emit()

    def _pass_mouse(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not self.drawing)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self.drawing else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.CrossCursor if self.drawing else Qt.CursorShape.ArrowCursor)
