"""The web painter: a page under the pane that draws what it is told, and the watch over it."""

from __future__ import annotations

import logging
import os
import signal
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from console.basemap.provider import Fault
from resources.theme import Theme
from widgets.map.base_words import fault_words
from widgets.webmap.link import Message, PageLink
from widgets.webmap.page import MapPage
from widgets.webmap.scheme import map_server, page_of
from widgets.webmap.supply import Supply

log = logging.getLogger(__name__)
START_S = 30.0
"""A page that has not drawn its first picture by then does not work on this machine."""
SLOW_MS = 150.0
"""A page that needs longer for a picture shows fewer than four of a flight, and its end seconds later."""
Paint = Callable[[QPainter], None]


def _tr(text: str) -> str:
    return QCoreApplication.translate("WebPainter", text)


class Overlay(QWidget):
    """What the pane itself paints over the page: plates, rings, words about the ground."""

    def __init__(self, paint: Paint, parent: QWidget) -> None:
        super().__init__(parent)
        self._paint = paint
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As the pane says."""
        painter = QPainter(self)
        self._paint(painter)
        painter.end()


class WebPainter(QWidget):
    """Fills its pane. It takes no input: hands move the pane's camera, and the page follows."""

    drawn = Signal()
    """The page shows what it was told for the first time since it was loaded."""
    died = Signal(str)
    """The page is gone, for this reason; ``load`` brings it back."""
    names_came = Signal(list)
    """The names of places that the page has room for: name, longitude, latitude, width and height in device pixels."""
    problem_changed = Signal(str)
    """What is wrong with the picture, in words; empty for nothing."""

    def __init__(self, theme: Theme, supply: Supply, make: Callable[[], Message], over: Paint, parent: QWidget) -> None:
        super().__init__(parent)
        self._server, self._supply = map_server(), supply
        self.number = self._server.admit(supply)
        self._view = QWebEngineView(self)
        self.page = MapPage(self._server.profile, page_of(self.number), self)
        self._view.setPage(self.page)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._view.setAcceptDrops(False)
        for widget in (self, self._view):
            widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._overlay = Overlay(over, self)
        self.link = PageLink(self.page, make, self)
        self.problem = ""
        self.shown = 0
        self.pace = 0.0
        """Milliseconds of a picture of the ground, as the page measures them; 0 before it has."""
        self._live = self._loading = False
        self._began = 0.0
        self._deadline = QTimer(self, singleShot=True, interval=round(START_S * 1000))
        self._deadline.timeout.connect(self._late)
        self.page.loadFinished.connect(self._loaded)
        self.page.renderProcessTerminated.connect(self._terminated)
        self.link.answered.connect(self._answered)
        self.link.silent.connect(self._hangs)
        self._server.handler.tile_problem.connect(self._tile_problem)
        self.set_theme(theme)

    @property
    def live(self) -> bool:
        """Whether the page shows a whole picture."""
        return self._live

    @property
    def slow(self) -> bool:
        """Whether it draws too slowly for anything to be seen moving, as without a graphics card on a large screen."""
        return self.pace > SLOW_MS

    @property
    def renderer(self) -> int:
        """Process id of the page's renderer, 0 for none."""
        return self.page.renderProcessPid()

    @property
    def blocked(self) -> list[str]:
        """The newest addresses that the page asked for in vain."""
        return self._server.guard.blocked.get(self.number, [])

    def set_theme(self, theme: Theme) -> None:
        """The page's own pixels grow with the theme, so that its style needs no sizes of its own."""
        self._view.setZoomFactor(theme.factor)
        self.page.setBackgroundColor(theme.token("map-land"))

    def load(self) -> None:
        """Begin anew."""
        self.link.end()
        self._live, self._loading, self.shown = False, True, 0
        self._say("")
        self._began = time.monotonic()
        self._deadline.start()
        self.page.load(self.page.address)

    def stop(self) -> None:
        """End the page without calling it a death."""
        self._deadline.stop()
        self.link.end()
        for source in (self.page.renderProcessTerminated, self.page.loadFinished):
            source.disconnect()
        self._live = self._loading = False
        self._server.handler.tile_problem.disconnect(self._tile_problem)
        self._server.dismiss(self.number)
        self.page.deleteLater()

    def refresh(self) -> None:
        """What the page or the overlay shows has changed."""
        self.link.changed()
        self._overlay.update()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Page and overlay fill the pane."""
        self._view.setGeometry(self.rect())
        self._overlay.setGeometry(self.rect())

    def _loaded(self, well: bool) -> None:
        if well:
            self.link.begin()
        else:
            self._end(_tr("三维页面无法载入"))

    def _answered(self, told: dict[str, Any]) -> None:
        for kind, words in told.get("problems", ()):
            self._hear(str(kind), str(words))
        if told.get("lost"):
            self._end(_tr("图形设备丢失"))
            return
        if isinstance(names := told.get("names"), list):
            self.names_came.emit(names)
        self.shown = int(told.get("drawn") or 0)
        self.pace = float(told.get("pace") or self.pace)
        if self.shown and self._loading:
            self._live, self._loading = True, False
            self._deadline.stop()
            self.link.hurry(False)
            log.info("map page drawn after %.1f s", time.monotonic() - self._began)
            self.drawn.emit()

    def _hear(self, kind: str, words: str) -> None:
        log.warning("map page: %s: %r", kind, words)
        if kind == "start":
            self._end(_tr("三维页面未能启动"))
        elif kind == "font":
            self._say(_tr("地图字体缺失，改用系统字体"))
        elif kind == "tile" and not self.problem:
            named = fault_words(Fault.DAMAGED.value, self._supply.tiles.name) if self._supply.tiles.name else words
            self._say(_tr("底图不完整：{0}").format(named))

    def _tile_problem(self, number: int, why: str) -> None:
        if number == self.number and not self.problem:
            self._say(_tr("底图不完整：{0}").format(why))

    def _say(self, problem: str) -> None:
        if problem != self.problem:
            self.problem = problem
            self.problem_changed.emit(problem)

    def _late(self) -> None:
        if self.isVisible():
            self._end(_tr("三维页面未能启动"))
        else:
            self._deadline.start()  # a page that nobody sees does not draw

    def _hangs(self) -> None:
        pid = self.renderer
        log.error("map page: no answer; ending renderer %s", pid)
        if pid > 0:
            os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        self._end(_tr("三维页面无响应"))

    def _terminated(self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int) -> None:
        if status is QWebEnginePage.RenderProcessTerminationStatus.NormalTerminationStatus:
            return
        log.error("map page: renderer ended, %s, code %s", status.name, code)
        self._end(_tr("三维绘图进程已退出"))

    def _end(self, why: str) -> None:
        """Once for each load, however many signs of one death there are."""
        if not (self._live or self._loading):
            return
        self._live = self._loading = False
        self._deadline.stop()
        self.link.end()
        self.died.emit(why)
