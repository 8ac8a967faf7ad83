"""Which base maps there are, which one is shown, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal

from console.models.city_map import base_maps
from console.models.city_map.base_maps import BaseMap
from widgets.map.base_words import trouble_words, unknown_words
from widgets.map.sheet import Sheet
from widgets.map.shortfall import Shortfall


class BaseChoice(QObject):
    """What one map has of it, or all that show the same: the choice, and one word about trouble."""

    message_changed = Signal(str)
    """What is wrong with the base map, in words; empty when nothing is."""
    base_changed = Signal()
    """Another base map is shown from now on."""
    chosen = Signal(str)
    """A person chose this one by hand."""
    wanting = Signal()
    """Something in sight can be better than it is: the maps should say again what they see."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bases: tuple[BaseMap, ...] = (base_maps.city(), base_maps.nothing())
        self.base = self.bases[0]
        self.wish = self.base.name
        """The name that was asked for, whether there is one of it or not."""
        self.message = self._unknown = ""
        self._words = self._trouble = self._detail = ""
        self._short = Shortfall()

    def offer(self, bases: Sequence[BaseMap], base: str) -> None:
        """Which base maps there are, and which one is shown."""
        self.bases = tuple(bases)
        there = any(each.name == base for each in self.bases)
        self.wish, self.base = base, BaseMap("", "")
        self._unknown = "" if there else unknown_words(base)
        self.set_base(base if there else base_maps.NONE)

    def told_of(self, name: str) -> tuple[str, str]:
        """The trouble that a base map's provider is known to have, and its own words."""
        return "", ""

    def set_base(self, name: str) -> None:
        """Show another base map; a name that nobody knows changes nothing."""
        base = next((each for each in self.bases if each.name == name), self.base)
        if base is not self.base:
            self.base, self._words = base, ""
            self._unknown = "" if base.name != base_maps.NONE else self._unknown
            self._trouble, self._detail = self.told_of(base.name)
            self.forget_tiles()
            self.base_changed.emit()
            self._say_base()

    def choose(self, name: str) -> None:
        """A person wants this one."""
        self.set_base(name)
        self.chosen.emit(name)

    def forget_tiles(self) -> None:
        """What was shown is of another base map or theme."""
        self._short.forget()

    def look(self, sheets: Iterable[Sheet], viewer: int) -> None:
        """What a viewer sees of sheets that it fetches itself; only for the word on what is missing."""
        self._short.look(viewer, sheets)
        self._say_base()

    def look_after(self, name: str) -> None:
        """A provider is otherwise than before."""
        if name != self.base.name:
            return
        self._trouble, self._detail = self.told_of(name)
        self._say_base()
        if not self._trouble:
            self._short.hurry()
            self.wanting.emit()

    def say(self, words: str) -> None:
        """How our own process and its files are; that comes before how the provider is."""
        self._words = words
        self._say_base()

    def _say_base(self) -> None:
        message = (
            self._words
            or self._unknown
            or trouble_words(self._trouble, self._detail, self._short.lacks, self._short.blank, self._short.drawn)
        )
        if message != self.message:
            self.message = message
            self.message_changed.emit(message)
