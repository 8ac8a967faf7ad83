"""A widget with a camera: wheel, drag, keys and double click move it; a plain click is handed on."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from resources.theme import Theme
from widgets.map.camera import Camera
from widgets.themed import ThemedWidget

DRAG_PX = 4.0
"""A press that moves less than this is a click."""
PAN_PX = 96.0
NOTCH = 120.0
"""Wheel units of one notch; finer devices send fractions."""


class MovableMap(ThemedWidget):
    """Turns what hands do into moves of the camera, and into clicks."""

    camera_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.camera = self.make_camera()
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._dragging = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def make_camera(self) -> Camera:
        """The camera of this kind of map."""
        return Camera(self)

    def taken(self) -> None:
        """Somebody has taken hold of the map and may move it next."""

    def tapped(self, point: QPointF) -> None:
        """Somebody clicked here, in widget pixels."""

    def dismissed(self) -> None:
        """Somebody pressed Esc."""

    def measure(self) -> None:
        """Tell the camera how large the widget is, on which kind of screen."""
        self.camera.set_size(self.width(), self.height(), self.devicePixelRatioF(), self.theme.factor)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """The centre stays where it is."""
        self.measure()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with the ground under the cursor held fast: by half a zoom a notch, or finely with a touch pad."""
        point, turned = event.position(), event.angleDelta().y() / NOTCH
        if turned == round(turned):
            self.camera.ease_zoom_at(point.x(), point.y(), turned)
        else:
            self.camera.zoom_at(point.x(), point.y(), self.camera.zoom + turned * 0.5)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The beginning of a drag or of a click."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = self._last = event.position()
            self._dragging = False
            self.taken()
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The ground follows the hand."""
        if self._pressed is None:
            return
        if not self._dragging and (event.position() - self._pressed).manhattanLength() >= DRAG_PX:
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._dragging:
            moved = event.position() - self._last
            self.camera.pan(moved.x(), moved.y())
            self._last = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press that did not move was a click."""
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed is None:
            return
        self._pressed = None
        if self._dragging:
            self.unsetCursor()
        else:
            self.tapped(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """One zoom further in at this point."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.camera.ease_zoom_at(event.position().x(), event.position().y(), 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, + and - zoom about the middle, Esc lets go."""
        moves = {
            Qt.Key.Key_Left: (PAN_PX, 0.0),
            Qt.Key.Key_Right: (-PAN_PX, 0.0),
            Qt.Key.Key_Up: (0.0, PAN_PX),
            Qt.Key.Key_Down: (0.0, -PAN_PX),
        }
        zooms = {Qt.Key.Key_Plus: 1.0, Qt.Key.Key_Equal: 1.0, Qt.Key.Key_Minus: -1.0}
        key = Qt.Key(event.key())
        if key in moves:
            self.camera.pan(*moves[key])
        elif key in zooms:
            self.camera.ease_zoom_at(self.width() / 2, self.height() / 2, zooms[key])
        elif key == Qt.Key.Key_Escape:
            self.dismissed()
        else:
            event.ignore()
