"""F11: the systems' own applications, each in a pane of its own, opened when it is first wanted."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from console.domain.truth import Quality
from resources.theme import Theme
from screens.desk.chips import chip
from screens.pulse import Pulse
from widgets import words
from widgets.webpane.maker import WebMaker
from widgets.webpane.pane import WebPane


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("web_page", text)


class WebPage(QWidget):
    """One chip an application; what was opened goes on running behind the others."""

    def __init__(self, theme: Theme, maker: WebMaker, pulse: Pulse) -> None:
        super().__init__()
        self._theme, self._maker = theme, maker
        self.panes: dict[str, WebPane] = {}
        self.stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        row = QHBoxLayout()
        row.setSpacing(theme.space(1))
        self.chips = {
            name: chip(words.on_button(name), lambda name=name: self.show_application(name))
            for name in maker.applications
        }
        for name, made in self.chips.items():
            made.setAccessibleName(tr("打开 {}").format(name))
            row.addWidget(made)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.stack, 1)
        self.show_application(next(iter(self.chips)))
        pulse.add(self._refresh)

    def show_application(self, name: str) -> None:
        """Go to one; it is loaded the first time."""
        pane = self.panes.get(name)
        if pane is None:
            pane = self.panes[name] = self._maker.make(self._theme, name)
            pane.outside_wanted.connect(lambda url: QDesktopServices.openUrl(QUrl(url)))
            self.stack.addWidget(pane)
        self.stack.setCurrentWidget(pane)
        for each, made in self.chips.items():
            made.setChecked(each == name)
        pane.open()

    def stop(self) -> None:
        """End all pages; to be called before this is deleted."""
        for pane in self.panes.values():
            pane.stop()

    def keep_state(self) -> object:
        """Those that are open, the one in hand last."""
        shown = next(name for name, pane in self.panes.items() if pane is self.stack.currentWidget())
        return [*(name for name in self.panes if name != shown), shown]

    def restore_state(self, state: Any) -> None:
        """Open them again."""
        for name in state:
            self.show_application(name)

    def qualities(self) -> dict[str, Quality]:
        """How far each may be believed."""
        return {f"web:{name}": pane.quality() for name, pane in self.panes.items()}

    def _refresh(self) -> None:
        pane = self.stack.currentWidget()
        if isinstance(pane, WebPane):
            pane.refresh()
