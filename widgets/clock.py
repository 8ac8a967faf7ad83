"""The time of the hall, from whichever clock the owner trusts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from console.models.text.phrases import day_month
from resources.theme import Theme
from widgets import draw, fonts, words
from widgets.themed import ThemedWidget


def date_words(ms: int) -> str:
    """``11 月 22 日 周日``."""
    city = words.city_time(ms)
    return day_month(city.day, city.month, city.weekday())


class WallClock(ThemedWidget):
    """Shows time, date and weekday; the time is taken while painting, so a stopped clock shows that it stopped.

    ``note`` stands beside the date in amber, for a clock that is not to be trusted ("本机时间").
    """

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, now: Callable[[], int] = words.system_now
    ) -> None:
        super().__init__(theme, parent)
        self.now = now
        self.painted = 0
        self._note = ""
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._on_second)

    def set_note(self, note: str) -> None:
        """A reservation about the clock; empty when there is none."""
        if note != self._note:
            self._note = note
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        width = self._time_width() + self.theme.space(4) + self._after_width() + self.theme.space(6)
        return QSize(round(width), fonts.metrics_of(self.theme, "clock", True).height())

    def minimumSizeHint(self) -> QSize:
        return QSize(round(self._time_width()) + self.theme.space(2), self.sizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        self._on_second()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.updateGeometry()
            self.update()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.painted = self.now()
        rect = QRectF(self.rect())
        after = self._after_width()
        gap = self.theme.space(4)
        if self._time_width() + gap + after > rect.width():
            after = gap = 0
        shown = words.city_time(self.painted).strftime("%H:%M:%S")
        draw.text(painter, rect.adjusted(0, 0, -after - gap, 0), shown, self.theme, "clock", "text", draw.RIGHT, True)
        if not after:
            return
        note = fonts.metrics_of(self.theme, "value").horizontalAdvance(f" {self._note}") if self._note else 0
        draw.text(
            painter,
            rect.adjusted(0, 0, -note, 0),
            date_words(self.painted),
            self.theme,
            "value",
            "secondary",
            draw.RIGHT,
        )
        if note:
            draw.text(painter, rect, self._note, self.theme, "value", "delayed", draw.RIGHT)

    def _time_width(self) -> float:
        return fonts.metrics_of(self.theme, "clock", True).horizontalAdvance("00:00:00") + 1.0

    def _after_width(self) -> float:
        words_ = date_words(self.now()) + (f" {self._note}" if self._note else "")
        return fonts.metrics_of(self.theme, "value").horizontalAdvance(words_) + 2.0

    def _on_second(self) -> None:
        self.update()
        self._timer.start(1000 - self.now() % 1000 + 2)
