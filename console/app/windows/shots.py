"""Pictures of every monitor, every few seconds: what a run without a display leaves for a person to look at."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QWidget

log = logging.getLogger(__name__)
Windows = Callable[[], list[tuple[str, QWidget]]]


class _Save(QRunnable):
    """Encodes one picture beside the GUI thread; the file appears whole or not at all."""

    def __init__(self, image: QImage, path: Path) -> None:
        super().__init__()
        self._image, self._path = image, path

    def run(self) -> None:
        draft = self._path.with_name(f".{self._path.name}")
        if not self._image.save(str(draft)):
            log.error("picture %s cannot be written", self._path)
            return
        draft.replace(self._path)


def picture(window: QWidget) -> QImage:
    """The window at its monitor's resolution: without a display Qt paints every window at ratio 1."""
    ratio = window.screen().devicePixelRatio()
    if ratio == window.devicePixelRatioF():
        return window.grab().toImage()
    picture = QPixmap(window.size() * ratio)
    picture.setDevicePixelRatio(ratio)
    window.render(picture)
    return picture.toImage()


class Shots(QObject):
    """Takes one window at a time, so that no frame pays for all of them; the first of each as soon as it can."""

    def __init__(self, folder: Path, every: float, windows: Windows, parent: QObject) -> None:
        super().__init__(parent)
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._windows = folder, windows
        self._every = every
        self._next = -1
        self._once: set[str] = set()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._take)
        self._timer.start(500)

    def _take(self) -> None:
        windows = self._windows()
        if not windows:
            return
        every = int(self._every * 1000 / len(windows)) if self._once >= {name for name, _ in windows} else 0
        self._timer.start(max(100, every))
        if self._pool.activeThreadCount():
            return
        self._next = (self._next + 1) % len(windows)
        name, window = windows[self._next]
        self._once.add(name)
        self._pool.start(_Save(picture(window), self._folder / f"{name}.png"))
