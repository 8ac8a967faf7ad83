"""Hands on a map that can lean: the right button, or the left one with Ctrl, turns and tilts it; else a menu opens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu

from widgets.map.camera import Camera
from widgets.map.map_pane import MapPane
from widgets.map.movable import DRAG_PX
from widgets.map.painter import Choice, Kind, Wish
from widgets.webmap.tilt import TiltCamera

TURN_PER_PX, LEAN_PER_PX = 0.4, 0.25
"""Degrees for each pixel of a drag."""
TURN_STEP, LEAN_STEP = 15.0, 10.0
"""Degrees for each key."""


AtPlace = Callable[[QMenu, QPointF], None]


class TiltHands(MapPane):
    """Adds two more moves to those of every map."""

    choice: Choice
    wish: Wish
    """What was asked for last."""
    wish_for: Callable[[Wish], object]
    """What a hand's choice of painter does; whoever owns several maps may answer for all of them."""
    at_place: AtPlace | None = None
    """Adds to the menu what can be done at a point in widget pixels."""

    def make_camera(self) -> Camera:
        """One that can lean."""
        self.tiltable = TiltCamera(self)
        self._turning: QPointF | None = None
        self._turned_by = Qt.MouseButton.NoButton
        self._turned = False
        return self.tiltable

    def choose(self, wish: Wish | None = None) -> Choice:
        """Somebody asks for a painter."""
        raise NotImplementedError

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The right button, or the left one with Ctrl, may begin a turn."""
        turns = event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.tiltable.may_tilt
        if event.button() is Qt.MouseButton.RightButton or (event.button() is Qt.MouseButton.LeftButton and turns):
            self._turning, self._turned, self._turned_by = event.position(), False, event.button()
            event.accept()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Sideways turns, up and down leans; a view that cannot lean stays as it is."""
        if self._turning is None:
            super().mouseMoveEvent(event)
            return
        moved = event.position() - self._turning
        if self._turned or moved.manhattanLength() >= DRAG_PX:
            self._turned = True
            self._turning = event.position()
            camera = self.tiltable
            if camera.may_tilt:
                camera.tilt_to(camera.pitch - moved.y() * LEAN_PER_PX, camera.bearing + moved.x() * TURN_PER_PX)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A right press that did not move asks for the menu, one with Ctrl is a click."""
        if self._turning is None or event.button() is not self._turned_by:
            super().mouseReleaseEvent(event)
            return
        self._turning = None
        if self._turned:
            return
        if self._turned_by is Qt.MouseButton.RightButton:
            self.open_menu(event.position())
        else:
            self.tapped(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """With Shift the arrows turn and lean; Home looks straight down, north up; V is the other painter."""
        camera, key = self.tiltable, Qt.Key(event.key())
        steps = {
            Qt.Key.Key_Left: (0.0, -TURN_STEP),
            Qt.Key.Key_Right: (0.0, TURN_STEP),
            Qt.Key.Key_Up: (LEAN_STEP, 0.0),
            Qt.Key.Key_Down: (-LEAN_STEP, 0.0),
        }
        if key is Qt.Key.Key_Home and camera.may_tilt:
            camera.tilt_to(0.0, 0.0)
        elif key is Qt.Key.Key_V and not event.modifiers():
            self.wish_for(Wish.NATIVE if self.choice.kind is Kind.WEB else Wish.WEB)
        elif key is Qt.Key.Key_Menu:
            self.open_menu(QPointF(self.rect().center()))
        elif camera.may_tilt and event.modifiers() & Qt.KeyboardModifier.ShiftModifier and key in steps:
            lean, turn = steps[key]
            camera.tilt_to(camera.pitch + lean, camera.bearing + turn)
        else:
            super().keyPressEvent(event)

    def open_menu(self, point: QPointF) -> QMenu:
        """Somebody asks what can be done at a point in widget pixels."""
        raise NotImplementedError
