"""Two painters, one pane: the page where it works, the native painter before, between and instead.

Here it is decided who paints: by the machine, by a hand, and by how often the page has died.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QPointF, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from resources.theme import Theme
from widgets.map.painter import Cause, Choice, Kind, Wish, best_painter, obstacle, web_obstacle, wish_of_environment
from widgets.webmap.deaths import DeathWatch
from widgets.webmap.menus import context_menu, painter_menu
from widgets.webmap.paged import PagedMap
from widgets.webmap.tile_reader import CITY

AGAIN_MS = 100
SAID_MS = 8000
REST_MS = 60_000
"""A page that nobody sees for so long is ended; it costs a quarter of a gigabyte and is back within seconds."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("SwitchingMapPane", text)


class SwitchingMapPane(PagedMap):
    """A map pane that can hand its painting to the page and takes it back when the page fails."""

    painter_changed = Signal(object)
    """A ``Choice``: who paints from now on, and why."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        archive: Path = CITY,
        deaths: DeathWatch | None = None,
        name: str = "",
    ) -> None:
        super().__init__(theme, parent, archive)
        self.name = name
        self.deaths = deaths or DeathWatch()
        self.wish = Wish.AUTO
        self.wish_for = self.choose
        self.choice = Choice(Kind.NATIVE, "")
        self._said = ""
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self._load_again)
        self._unsay = QTimer(self, singleShot=True, interval=SAID_MS)
        self._unsay.timeout.connect(self._say_no_more)
        self._seen = QTimer(self, singleShot=True, interval=0)
        self._seen.timeout.connect(self._begin_if_seen)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._end_web)

    # Who paints

    @property
    def said(self) -> str:
        """What is told on the map about its painter, empty for nothing."""
        return self._said

    def choose(self, wish: Wish | None = None) -> Choice:
        """Let the machine decide (``AUTO``), or ask for one painter; the answer tells which it became."""
        if wish is Wish.WEB:
            self.deaths.forgive()
        self.wish = wish or wish_of_environment()
        self.use(best_painter(wish, self.deaths.tired))
        if wish is Wish.WEB and self.choice.kind is Kind.NATIVE:
            self._say_for_a_while(_tr("不能改用三维地图：{0}").format(self.choice.reason))
        return self.choice

    def use(self, choice: Choice) -> None:
        """Have this painter from now on."""
        if choice.kind is Kind.WEB and (words := web_obstacle()):
            choice = Choice(Kind.NATIVE, words, obstacle())
        self._said = ""
        self._unsay.stop()
        if choice.kind is Kind.NATIVE:
            self._end_web()
        elif self._web is None and self.isVisible():
            self._begin_web()
        self.choice = choice
        self.refresh()
        self.painter_changed.emit(choice)

    def _say_for_a_while(self, words: str) -> None:
        self._said = words
        self.refresh()
        self._unsay.start()

    def _say_no_more(self) -> None:
        self._said = ""
        self.refresh()

    def stop(self) -> None:
        """End the page for good; to be called before the pane or the application ends."""
        self.choice = Choice(Kind.NATIVE, "")
        self._end_web()

    def painter_menu(self) -> QMenu:
        """Both painters by hand, or the machine's choice."""
        return painter_menu(self)

    def open_menu(self, point: QPointF) -> QMenu:
        """What a right click at a point in widget pixels offers."""
        menu = context_menu(self, point)
        menu.popup(self.mapToGlobal(point.toPoint()))
        return menu

    def showEvent(self, event: QShowEvent) -> None:
        """A page is begun when its map is first seen, and again when it has rested."""
        super().showEvent(event)
        self._rest.stop()
        if self.choice.kind is Kind.WEB and self._web is None:
            self._seen.start()

    def _begin_if_seen(self) -> None:
        """Not within the showing itself: the browser's view makes the window's surface anew."""
        if self.choice.kind is Kind.WEB and self._web is None and self.isVisible():
            self._begin_web()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody sees the map; perhaps not for long."""
        super().hideEvent(event)
        if self._web is not None:
            self._rest.start()

    def _begin_web(self) -> None:
        """From now on it may take the process along."""
        self.deaths.begins()
        super()._begin_web()

    def _end_web(self) -> None:
        self._again.stop()
        self._rest.stop()
        self.deaths.began()
        super()._end_web()

    def _load_again(self) -> None:
        if self._web is not None:
            self._web.load()

    def _web_drawn(self) -> None:
        self._said = ""
        self.deaths.began()
        super()._web_drawn()

    def _web_died(self, why: str) -> None:
        self._level()
        if self.deaths.note(self.name, why):
            self.use(Choice(Kind.NATIVE, why, Cause.PAGE_KEPT_DYING))
            self._said = _tr("已改用平面地图：{0}，一分钟内三次").format(why)
        else:
            self._put_web()
            self._said = _tr("{0}，正在重新载入").format(why)
            self._again.start()
        self.refresh()

    def paint_over(self, painter: QPainter, message: str) -> None:
        """What lies on every map; why it is not the page comes before what is wrong with the ground."""
        super().paint_over(painter, self._said or message)
