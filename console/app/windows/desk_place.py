"""Where the desk's windows stand: where they were left, and never on a monitor that is gone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QWidget

from console.config.desk_prefs import PrefsFile
from console.wall.outputs import Rect
from console.wall.placement import on_a_screen

SETTLE_MS = 300


class DeskPlace(QObject):
    """``changed_screen`` is called when the main window has come to another monitor, or its monitor has changed.

    ``home``: the room on the monitor that a desk opens on when it was never placed; None for the main one.
    """

    def __init__(
        self, window: QWidget, prefs: PrefsFile, changed_screen: Callable[[], None], home: Rect | None = None
    ) -> None:
        super().__init__(window)
        self._window, self._prefs, self._changed, self._home = window, prefs, changed_screen, home
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.timeout.connect(self._settled)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.screenAdded.connect(self._watch)
        application.screenRemoved.connect(self._soon)
        for screen in QGuiApplication.screens():
            self._watch(screen)
        self._settle.stop()

    def show(self) -> None:
        """Where it was left, on a monitor that is there; the first time on the one that is kept for it."""
        homes = [self._home] if self._home is not None else []
        self._window.setGeometry(QRect(*on_a_screen(self._prefs.prefs.place, [*homes, *rooms()])))
        if self._prefs.prefs.maximised:
            self._window.showMaximized()
        else:
            self._window.show()
        handle = self._window.windowHandle()
        if handle is not None:
            handle.screenChanged.connect(self._soon)

    def keep(self) -> None:
        """Remember where it stands now."""
        place = self._window.normalGeometry()
        self._prefs.prefs.place = (place.x(), place.y(), place.width(), place.height())
        self._prefs.prefs.maximised = self._window.isMaximized()
        self._prefs.save()

    def _watch(self, screen: QScreen) -> None:
        screen.availableGeometryChanged.connect(self._soon)
        screen.logicalDotsPerInchChanged.connect(self._soon)
        self._soon()

    def _soon(self, _what: object = None) -> None:
        self._settle.start(SETTLE_MS)

    def _settled(self) -> None:
        if not rooms():
            return  # all monitors are off: the windows wait
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and not window.isMaximized() and not window.isFullScreen():
                self._put_right(window)
        self._changed()

    def _put_right(self, window: QWidget) -> None:
        place = window.geometry()
        told = (place.x(), place.y(), place.width(), place.height())
        wanted = on_a_screen(told, rooms())
        inside = any(room.contains(place) for room in (QRect(*each) for each in rooms()))
        if not inside and (window is self._window or place.width() > wanted[2] or not _seen(place)):
            window.setGeometry(QRect(*wanted))


def rooms() -> list[Rect]:
    """Of each monitor without task bars, the main one first."""
    main = QGuiApplication.primaryScreen()
    screens = sorted(QGuiApplication.screens(), key=lambda screen: screen is not main)
    places = [screen.availableGeometry() for screen in screens]
    return [(place.x(), place.y(), place.width(), place.height()) for place in places if not place.isEmpty()]


def _seen(place: QRect) -> bool:
    return any(QRect(*room).contains(place.center()) for room in rooms())
