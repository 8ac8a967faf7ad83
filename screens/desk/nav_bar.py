"""The head of the desk: where we are, the pages with their keys, and who is in command."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from console.domain.entities import Duty
from console.domain.truth import Quality, Truth
from resources.theme import Theme
from screens.desk.chips import chip
from screens.desk.incident.parts import clear, label
from screens.desk.pages import PageSpec
from screens.header import duty_pairs
from widgets import draw, fonts
from widgets.duty_line import DutyLine
from widgets.flow import Flow
from widgets.themed import ThemedWidget

MOST_DUTY = 75
"""Units of width that who is in command may claim before the pages; beyond that a name is shortened."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("nav_bar", text)


class NavBar(ThemedWidget):
    """One chip a page, in two lines where large type has no room for one; the chosen one is outlined."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, pages: Sequence[PageSpec], parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.title = QLabel(tr("值班台"))
        self.title.setStyleSheet(f"font-size: {theme.px('title')}px; font-weight: bold; background: transparent;")
        self.city = label("", "secondary", theme)
        self.buttons: dict[str, QToolButton] = {}
        self._duty = DutyLine(theme, self)
        self._duty.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        chips = clear(QWidget())
        self._chips = Flow(chips, theme.space(2))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(1))
        row.setSpacing(theme.space(2))
        row.addWidget(self.title)
        row.addWidget(self.city)
        row.addSpacing(theme.space(3))
        for page in pages:
            made = chip(f"{page.title} {page.key}", lambda name=page.name: self.chosen.emit(name))
            self.buttons[page.name] = made
            self._chips.addWidget(made)
        row.addWidget(chips)
        row.addSpacing(theme.space(4))
        row.addWidget(self._duty, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spare_title()

    def _spare_title(self) -> None:
        """Where room is short the desk's own name goes first: the window bears it, the city and its posts nothing."""
        chips = [made.sizeHint().width() + self.theme.space(2) for made in self.buttons.values()]
        others = self.title.sizeHint().width() + self.city.sizeHint().width() + self._duty.sizeHint().width()
        self.title.setVisible(sum(chips) + others + self.theme.space(15) <= self.width())

    def sizeHint(self) -> QSize:
        return QSize(self.theme.space(200), fonts.metrics_of(self.theme, "title", True).height() + self.theme.space(5))

    def mark(self, name: str) -> None:
        """This page is shown."""
        for each, made in self.buttons.items():
            made.setChecked(each == name)

    def count(self, name: str, words: str) -> None:
        """What a page's chip says."""
        if name in self.buttons:
            self.buttons[name].setText(words)

    def refresh(self, city: str, city_label: str, duty: Duty | None, truth: Truth, now: int) -> None:
        """Where, and who is on duty."""
        self.city.setText(" · ".join(part for part in (city, city_label) if part))
        self._duty.set_pairs(duty_pairs(duty, truth, now))
        self._duty.setMinimumWidth(min(self._duty.first_width(), self.theme.space(MOST_DUTY)))
        self._spare_title()

    def paintEvent(self, event: QPaintEvent) -> None:
        draw.frame(QPainter(self), QRectF(self.rect()), self.theme, Quality.LIVE)
