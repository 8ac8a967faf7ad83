"""Hands on a map that can lean: the right button turns and tilts it, or opens the menu of painters."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QMouseEvent
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


def _tr(text: str) -> str:
    return QCoreApplication.translate("SwitchingMapPane", text)


class TiltHands(MapPane):
    """Adds two more moves to those of every map."""

    choice: Choice

    def make_camera(self) -> Camera:
        """One that can lean."""
        self.tiltable = TiltCamera(self)
        self._turning: QPointF | None = None
        self._turned = False
        return self.tiltable

    def choose(self, wish: Wish | None = None) -> Choice:
        """Somebody asks for a painter."""
        raise NotImplementedError

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The right button may begin a turn."""
        if event.button() is Qt.MouseButton.RightButton:
            self._turning, self._turned = event.position(), False
            event.accept()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Sideways turns, up and down leans."""
        if self._turning is None:
            super().mouseMoveEvent(event)
            return
        moved = event.position() - self._turning
        if self._turned or moved.manhattanLength() >= DRAG_PX:
            self._turned = True
            self._turning = event.position()
            camera = self.tiltable
            camera.tilt_to(camera.pitch - moved.y() * LEAN_PER_PX, camera.bearing + moved.x() * TURN_PER_PX)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A right press that did not move asks for the menu."""
        if event.button() is not Qt.MouseButton.RightButton or self._turning is None:
            super().mouseReleaseEvent(event)
            return
        self._turning = None
        if not self._turned:
            self.painter_menu().popup(event.globalPosition().toPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """With Shift the arrows turn and lean; Home looks straight down, north up."""
        camera, key = self.tiltable, Qt.Key(event.key())
        steps = {
            Qt.Key.Key_Left: (0.0, -TURN_STEP),
            Qt.Key.Key_Right: (0.0, TURN_STEP),
            Qt.Key.Key_Up: (LEAN_STEP, 0.0),
            Qt.Key.Key_Down: (-LEAN_STEP, 0.0),
        }
        if key is Qt.Key.Key_Home:
            camera.tilt_to(0.0, 0.0)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and key in steps:
            lean, turn = steps[key]
            camera.tilt_to(camera.pitch + lean, camera.bearing + turn)
        else:
            super().keyPressEvent(event)

    def painter_menu(self) -> QMenu:
        """Both painters by hand, or the machine's choice."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for wish, words in (
            (Wish.AUTO, _tr("自动选择")),
            (Wish.WEB, _tr("三维地图")),
            (Wish.NATIVE, _tr("平面地图")),
        ):
            action = QAction(words, group, checkable=True)
            action.setChecked(wish.value == self.choice.kind.value)
            action.triggered.connect(lambda _checked, wish=wish: self.choose(wish))
            menu.addAction(action)
        if self.choice.kind is Kind.WEB and self.tiltable.pitch + abs(self.tiltable.bearing) > 0:
            menu.addSeparator()
            menu.addAction(_tr("正北俯视"), lambda: self.tiltable.tilt_to(0.0, 0.0))
        return menu
