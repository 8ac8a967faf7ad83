"""What the maps of one window process share: who is to paint, how often pages died, and what to tell of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from widgets.map.painter import Choice, Kind, Wish, best_painter
from widgets.webmap.deaths import DeathWatch
from widgets.webmap.pane import SwitchingMapPane


class Painting(QObject):
    """One wish for all maps: a hand that switches one of them switches all, and it can be remembered."""

    def __init__(
        self,
        wish: Wish = Wish.NATIVE,
        deaths: DeathWatch | None = None,
        remember: Callable[[Wish], None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.wish = wish
        self.deaths = deaths or DeathWatch()
        self.remember = remember
        self._panes: list[SwitchingMapPane] = []

    def take(self, pane: SwitchingMapPane) -> None:
        """Have a new map painted as the others are; its watch over deaths must be this one's."""
        self._panes = [each for each in self._panes if isValid(each)] + [pane]
        pane.wish_for = self.choose
        pane.wish = self.wish
        pane.use(self._choice())

    def choose(self, wish: Wish) -> None:
        """A person wants this painter: on every map, and whatever happened before."""
        self.wish = wish
        if self.remember is not None:
            self.remember(wish)
        for pane in self.panes():
            pane.choose(wish)

    def panes(self) -> list[SwitchingMapPane]:
        """The maps that there are now."""
        return [pane for pane in self._panes if isValid(pane)]

    def told(self) -> dict[str, dict[str, Any]]:
        """For the health file, by the map's name: who paints, what is seen right now, why, and the page's process.

        ``cause`` is the same in every language, ``why`` and ``said`` are what a person at the window reads.
        """
        return {
            pane.name: {
                "painter": pane.choice.kind.value,
                "shown": (Kind.WEB if pane.web_shown else Kind.NATIVE).value,
                "cause": pane.choice.cause.value,
                "why": pane.choice.reason,
                "said": pane.said,
                "renderer": pane.web.renderer if pane.web is not None else 0,
            }
            for pane in self.panes()
        }

    def end(self, window: QWidget | None = None) -> None:
        """End the pages of all maps, or of those inside a window that is about to go."""
        going = [pane for pane in self.panes() if window is None or window.isAncestorOf(pane)]
        for pane in going:
            pane.stop()
        self._panes = [pane for pane in self.panes() if pane not in going]

    def _choice(self) -> Choice:
        """A setting that asks for the page does not insist when the page kept dying; a hand does."""
        tired = self.deaths.tired
        return best_painter(Wish.AUTO if tired and self.wish is Wish.WEB else self.wish, tired)
