"""How long is left, in words and colour: calm, amber in the last quarter, red once it is late."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from resources.theme import Theme
from widgets import draw, fonts, words
from widgets.themed import ThemedWidget

NEAR_SHARE = 0.25
"""The last quarter of the time that was given asks for attention."""


@dataclass(frozen=True, slots=True)
class Remaining:
    """A countdown at one moment: its words and the colour token that repeats them."""

    words: str
    token: str
    late: bool = False
    near: bool = False


def remaining(begun: int, due: int, now: int, near: bool | None = None) -> Remaining:
    """What is left (times in ms) of the span from ``begun`` to ``due``; a late one counts how late it is.

    ``near``: whether it is near its end by a rule of its own; None: in the last quarter.
    """
    left = due - now
    if left < 0:
        return Remaining(_tr("逾期 {0}").format(words.elapsed(-left)), "grade1", late=True)
    if near if near is not None else left < (due - begun) * NEAR_SHARE:
        return Remaining(_tr("仅剩 {0}").format(words.elapsed(left)), "delayed", near=True)
    return Remaining(_tr("剩 {0}").format(words.elapsed(left)), "secondary")


class CountdownLabel(ThemedWidget):
    """One line: what is due, and how long is left. Its owner brings it up to the moment."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._label = ""
        self._left: Remaining | None = None

    def show_left(self, label: str, left: Remaining | None) -> None:
        """Say this; None for no countdown, only the label."""
        if (label, left) != (self._label, self._left):
            self._label, self._left = label, left
            self.setAccessibleName(self.text())
            self.updateGeometry()
            self.update()

    def text(self) -> str:
        """All of its words."""
        return f"{self._label} {self._left.words}".strip() if self._left else self._label

    def token(self) -> str:
        """The colour of the countdown; empty for none."""
        return self._left.token if self._left else ""

    def sizeHint(self) -> QSize:
        wide = fonts.metrics_of(self.theme, "body").horizontalAdvance(self._label)
        if self._left:
            wide += fonts.metrics_of(self.theme, "title", True).horizontalAdvance(self._left.words)
        high = fonts.metrics_of(self.theme, "title", True).height()
        return QSize(wide + self.theme.space(3), high + self.theme.space(1))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.space(10), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        whole = QRectF(self.rect())
        room = 0.0
        if self._left:
            room = fonts.metrics_of(self.theme, "title", True).horizontalAdvance(self._left.words) + 1.0
            right = QRectF(whole.right() - room, whole.top(), room, whole.height())
            token = "text" if self._left.token == "secondary" else self._left.token
            draw.text(painter, right, self._left.words, self.theme, "title", token, draw.RIGHT, bold=True)
        left = whole.adjusted(0, 0, -room - self.theme.space(2), 0)
        draw.text(painter, left, self._label, self.theme, "body", "secondary", draw.RIGHT)


def _tr(text: str) -> str:
    return QCoreApplication.translate("countdown", text)
