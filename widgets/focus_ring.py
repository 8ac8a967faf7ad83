"""A ring around what the keyboard is at, the same for fields, buttons, lists and maps, in every look."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from resources.theme import Theme
from widgets.themed import ThemedWidget

FOLLOW_MS = 100
"""Nothing is told when something around a widget is scrolled or moved, so it is looked so often."""
OUTSIDE = 0.5
"""Units of space by which the ring stands out of the widget, where nothing of it is covered."""
THICK = 0.5


class FocusRing(ThemedWidget):
    """The ring of one window. It is nothing but its line: what is below is painted and scrolled as without it."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def apply_theme(self) -> None:
        self.setGeometry(QRect())  # its line is as wide as the theme says

    def surround(self, where: QRect) -> None:
        """Stand around this part of the window; an empty one needs none."""
        if where.isEmpty():
            self.hide()
            return
        out, thick = self.theme.space(OUTSIDE), self.theme.space(THICK)
        place = where.adjusted(-out, -out, out, out) & self.window().rect()
        if place != self.geometry():
            self.setGeometry(place)
            whole = QRect(QPoint(0, 0), place.size())
            self.setMask(QRegion(whole) - QRegion(whole.adjusted(thick, thick, -thick, -thick)))
        if not self.isVisible():
            self.show()
            self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.colour("accent"))


class FocusWatch(QObject):
    """Gives each window that belongs to ``owner``, dialogs too, its ring."""

    def __init__(self, theme: Theme, owner: QWidget) -> None:
        super().__init__(owner)
        self._theme, self._owner = theme, owner
        self._shown: FocusRing | None = None
        self._timer = QTimer(self, interval=FOLLOW_MS)
        self._timer.timeout.connect(self.look)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._moved)

    def _moved(self, _old: QWidget | None, _new: QWidget | None) -> None:
        if isValid(self._owner):  # a window that is being taken apart lets the keyboard go too
            self.look()

    def look(self) -> None:
        """Put the ring to where the keyboard is now; none where it is in a window of somebody else's."""
        widget = QApplication.focusWidget()
        ring = self._ring_of(widget.window()) if widget is not None and self._owns(widget) else None
        if self._shown is not None and self._shown is not ring and isValid(self._shown):
            self._shown.hide()
        self._shown = ring
        if widget is not None and ring is not None:
            ring.surround(_seen(widget))
        if (ring is not None) != self._timer.isActive():
            (self._timer.stop if ring is None else self._timer.start)()

    def _ring_of(self, window: QWidget) -> FocusRing:
        """A desk that was made again in another look finds the one of the look before."""
        ring = window.findChild(FocusRing, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if ring is None:
            return FocusRing(self._theme, window)
        if ring.theme is not self._theme:
            ring.set_theme(self._theme)
        return ring

    def _owns(self, widget: QWidget) -> bool:
        if widget.window().windowType() in (Qt.WindowType.Popup, Qt.WindowType.ToolTip):
            return False
        each: QWidget | None = widget
        while each is not None and each is not self._owner:
            each = each.parentWidget()
        return each is not None


def _seen(widget: QWidget) -> QRect:
    """The part of a widget that is not scrolled away, in its window.

    Not its ``visibleRegion``: a list's own viewport is cut out of that, and its scroll bar is what is left.
    """
    part, each = widget.rect(), widget
    while not each.isWindow() and (parent := each.parentWidget()) is not None:
        part = part.translated(each.pos()) & parent.rect()
        each = parent
    return part if widget.isVisible() else QRect()
