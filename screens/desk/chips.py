"""Chips that can be pressed: a choice of one, menus of several, and the key that each answers to in its words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from resources.theme import Theme


def chip(text: str, pressed: Callable[[], object], parent: QWidget | None = None) -> QToolButton:
    """A chip that can be on or off."""
    made = QToolButton(parent)
    made.setText(text)
    made.setCheckable(True)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.clicked.connect(lambda _checked=False: pressed())
    return made


class ManyChip(QToolButton):
    """A chip with a menu of ticks; none ticked means all. ``changed`` is called with what is ticked."""

    def __init__(self, title: str, changed: Callable[[list[object]], object], theme: Theme) -> None:
        super().__init__()
        self.setStyleSheet(f"padding-right: {theme.space(5)}px;")
        self._title, self._changed = title, changed
        self._actions: list[tuple[QAction, object]] = []
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMenu(QMenu(self))
        self.setCheckable(True)
        self._say()

    def offer(self, items: Iterable[tuple[str, object]]) -> None:
        """Offer these (words, value); what was ticked stays so."""
        wanted = list(items)
        if [(action.text(), value) for action, value in self._actions] == wanted:
            return
        ticked = self.ticked()
        self.menu().clear()
        self._actions = []
        for words, value in wanted:
            action = self.menu().addAction(words)
            action.setCheckable(True)
            action.setChecked(value in ticked)
            action.toggled.connect(self._toggled)
            self._actions.append((action, value))
        self._say()

    def ticked(self) -> list[object]:
        """The values that are ticked."""
        return [value for action, value in self._actions if action.isChecked()]

    def tick(self, values: list[object]) -> None:
        """Tick these and no others, without calling anybody."""
        for action, value in self._actions:
            action.blockSignals(True)
            action.setChecked(value in values)
            action.blockSignals(False)
        self._say()

    def clear(self) -> None:
        """Tick nothing."""
        self.tick([])

    def _toggled(self) -> None:
        self._say()
        self._changed(self.ticked())

    def _say(self) -> None:
        ticked = [action.text() for action, _ in self._actions if action.isChecked()]
        some = ticked[0] if len(ticked) == 1 else f"{self._title} {len(ticked)}"
        self.setText(some if ticked else self._title)
        self.setChecked(bool(ticked))
