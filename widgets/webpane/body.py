"""What lies in a web pane's frame: the line with name and origin that no page can paint over, page, and curtain."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from console.domain.truth import Quality
from resources.theme import Theme
from widgets import draw, fonts
from widgets.themed import ThemedWidget

CALM = "secondary"
BAND = 0.22
"""How strongly the line is coloured when something is wrong."""


class OriginLine(ThemedWidget):
    """Where the page comes from and how it fares; buttons stand at the right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.origin, self.state, self.token, self.refused = "", "", CALM, ""
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.space(1))
        self._row.addStretch(1)

    def show_words(self, origin: str, state: str, token: str, refused: str) -> None:
        """All of it at once."""
        if (origin, state, token, refused) != (self.origin, self.state, self.token, self.refused):
            self.origin, self.state, self.token, self.refused = origin, state, token, refused
            self.update()

    def add(self, button: QToolButton) -> None:
        """One more button."""
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._row.addWidget(button)

    def sizeHint(self) -> QSize:
        least = fonts.metrics_of(self.theme, "secondary").height() + self.theme.space(1.5)
        return QSize(self.theme.space(40), max(least, self._row.sizeHint().height()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.token != CALM:  # the page below may look as fine as ever
            band = self.colour(self.token)
            band.setAlphaF(BAND)
            painter.fillRect(self.rect(), band)
        pad = self.theme.space(1)
        room = QRectF(self.rect()).adjusted(pad, 0, -pad - self._buttons(), 0)
        left = room.left() + draw.chip(
            painter,
            room.left(),
            room.center().y(),
            self.state,
            self.theme,
            "" if self.token == CALM else self.token,
        )
        room.setLeft(left + self.theme.space(2))
        if self.refused:
            width = draw.chip_width(self.refused, self.theme)
            draw.chip(painter, room.right() - width, room.center().y(), self.refused, self.theme)
            room.setRight(room.right() - width - self.theme.space(2))
        draw.text(painter, room, self.origin, self.theme, "secondary", "secondary")

    def _buttons(self) -> int:
        return sum(
            item.widget().sizeHint().width() + self._row.spacing()
            for n in range(self._row.count())
            if (item := self._row.itemAt(n)) is not None and item.widget() is not None and not item.widget().isHidden()
        )


class Curtain(ThemedWidget):
    """Says why there is no page to see."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.title, self.lines = "", tuple[str, ...]()

    def show_words(self, title: str, lines: Sequence[str]) -> None:
        """A word and some lines of plain text."""
        if (title, tuple(lines)) != (self.title, self.lines):
            self.title, self.lines = title, tuple(lines)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.colour("surface"))
        title = fonts.metrics_of(self.theme, "title", True).height() + self.theme.space(2)
        height = fonts.metrics_of(self.theme, "body").height() + self.theme.space(1)
        pad = self.theme.space(2)
        top = max(0.0, (self.height() - title - height * len(self.lines)) / 2)
        room = QRectF(pad, top, self.width() - 2 * pad, title)
        draw.text(painter, room, self.title, self.theme, "title", "text", draw.CENTRE, bold=True)
        for n, line in enumerate(self.lines):
            row = QRectF(pad, top + title + n * height, self.width() - 2 * pad, height)
            draw.text(painter, row, line, self.theme, "body", "secondary", draw.CENTRE)


class Body(ThemedWidget):
    """Origin line above, page or curtain below; the page never gets a pixel of the line."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.line = OriginLine(theme, self)
        self.curtain = Curtain(theme, self)
        self.page: QWidget | None = None

    def set_page(self, page: QWidget) -> None:
        """The page's widget."""
        self.page = page
        page.setParent(self)
        page.show()
        self.curtain.raise_()
        self._arrange()

    def set_quality(self, _quality: Quality) -> None:
        """The curtain says what is unknown; the frame does the rest."""

    def apply_theme(self) -> None:
        self._arrange()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._arrange()

    def _arrange(self) -> None:
        tall = min(self.line.sizeHint().height(), self.height())
        self.line.setGeometry(0, 0, self.width(), tall)
        room = QRect(0, tall, self.width(), max(0, self.height() - tall))
        self.curtain.setGeometry(room)
        if self.page is not None:
            self.page.setGeometry(room)
