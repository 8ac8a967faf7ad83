"""The warnings in force, one at a time: standing still while read, never scrolling."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from console.domain.truth import Quality, Truth
from console.models.rows import WarningRow
from resources.theme import Theme
from widgets import draw, fonts, words
from widgets.shapes import ROMAN, paint_grade
from widgets.themed import ThemedWidget
from widgets.truth_strip import missing_words, truth_words

STEP_SECONDS = 8


def level_words(level: int) -> str:
    """The word of a warning level, as the meteorological service prints it beside the Roman figure."""
    names = {
        1: QCoreApplication.translate("WarningTicker", "特别严重"),
        2: QCoreApplication.translate("WarningTicker", "严重"),
        3: QCoreApplication.translate("WarningTicker", "较重"),
        4: QCoreApplication.translate("WarningTicker", "一般"),
    }
    return names.get(level, QCoreApplication.translate("WarningTicker", "未定级"))


def warning_parts(row: WarningRow, now: int) -> tuple[str, str, str]:
    """Headline with level, sender with time of issue, and the end; the later ones are left out first.

    The end has its date when it is not on the day of issue: beside yesterday's date a bare time would be yesterday's.
    """
    figure = ROMAN[row.level] if 1 <= row.level <= 4 else "—"
    said = level_words(row.level) in row.headline or f"[{figure}" in row.headline
    head = row.headline if said else f"{row.headline} [{figure}/{level_words(row.level)}]"
    issued = words.hour_minute(row.issued, now)
    sent = QCoreApplication.translate("WarningTicker", "{0} {1} 发布").format(row.sender, issued)
    until = QCoreApplication.translate("WarningTicker", "至 {0}").format(words.hour_minute(row.expires, row.issued))
    return head, sent, f" · {until}" if row.expires else ""


class WarningTicker(ThemedWidget):
    """Shows the warnings that are in force at this moment, stepping through several every eight seconds."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, now: Callable[[], int] = words.system_now
    ) -> None:
        super().__init__(theme, parent)
        self.now = now
        self._rows: tuple[WarningRow, ...] = ()
        self._index = 0
        self._quality = Quality.LIVE
        self._missing: tuple[str, ...] = ()
        self._stamp = ""
        self._timer = QTimer(self, interval=STEP_SECONDS * 1000)
        self._timer.timeout.connect(self.step)

    def set_rows(self, rows: Sequence[WarningRow]) -> None:
        """The published warnings, most severe first; those that ran out are left out by themselves."""
        if tuple(rows) != self._rows:
            shown = self.current()
            self._rows = tuple(rows)
            ids = [row.id for row in self.in_force()]
            self._index = ids.index(shown.id) if shown is not None and shown.id in ids else 0
            self.update()

    def set_quality(self, quality: Quality) -> None:
        """How far the list may be believed; when it is unknown no claim is made that there are no warnings."""
        if quality is not self._quality:
            self._quality = quality
            self.update()

    def set_missing(self, missing: tuple[str, ...]) -> None:
        """Sources never heard from: that there are no warnings is then said of the others only."""
        if missing != self._missing:
            self._missing = missing
            self.update()

    def set_truth(self, truth: Truth) -> None:
        """Quality and missing sources; of a list that is old, or of another time, it is said of when it is."""
        self.set_quality(truth.quality)
        self.set_missing(truth.missing)
        stamp = truth_words(truth) if truth.quality in (Quality.CACHED, Quality.REPLAY) else ""
        if stamp != self._stamp:
            self._stamp = stamp
            self.update()

    def in_force(self) -> tuple[WarningRow, ...]:
        """Warnings whose end has not passed."""
        now = self.now()
        return tuple(row for row in self._rows if not row.expires or row.expires > now)

    def current(self) -> WarningRow | None:
        """The warning on the screen."""
        rows = self.in_force()
        return rows[self._index % len(rows)] if rows else None

    def step(self) -> None:
        """Go on to the next warning, or drop one that has ended."""
        self._index += 1
        self.update()

    def text(self) -> str:
        """The words on the screen, before any shortening."""
        row = self.current()
        if self._quality is Quality.UNKNOWN:
            return QCoreApplication.translate("WarningTicker", "预警状态未知")
        if row is None:
            return " · ".join(part for part in (self._none(), self._stamp) if part)
        head, sent, until = warning_parts(row, self.now())
        return f"{head} {sent}{until}"

    def _none(self) -> str:
        """That there are none; while nobody is heard, only that there were none."""
        if self._missing:
            said = QCoreApplication.translate("WarningTicker", "已知来源无生效预警 · {0}")
            return said.format(missing_words(Truth(missing=self._missing)))
        if self._quality is Quality.CACHED:
            return QCoreApplication.translate("WarningTicker", "断线前无生效预警")
        return QCoreApplication.translate("WarningTicker", "当前无生效预警")

    def sizeHint(self) -> QSize:
        return QSize(self.theme.space(120), fonts.metrics_of(self.theme, "value").height() + self.theme.space(4))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.space(50), self.sizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.update()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.frame(painter, QRectF(self.rect()), self.theme, self._quality)
        pad = self.theme.space(3)
        room = QRectF(self.rect()).adjusted(pad, 0, -pad, 0)
        row = self.current()
        if row is None or self._quality is Quality.UNKNOWN:
            draw.text(painter, room, self.text(), self.theme, "value", "secondary")
            return
        side = round(fonts.metrics_of(self.theme, "value").height() * 1.05)
        shape = QRectF(room.left(), round((self.height() - side) / 2), side, side)
        paint_grade(painter, shape, row.level, self.theme, ROMAN[row.level] if 1 <= row.level <= 4 else "?")
        count = len(self.in_force())
        room.setLeft(room.left() + side + self.theme.space(3))
        if count > 1:
            room.setRight(room.right() - self._paint_aside(painter, room, f"{self._index % count + 1}/{count}"))
        if self._stamp:
            room.setRight(room.right() - self._paint_aside(painter, room, self._stamp))
        self._paint_warning(painter, room, row)

    def _paint_aside(self, painter: QPainter, room: QRectF, said: str) -> float:
        return draw.text(painter, room, said, self.theme, "secondary", "tertiary", draw.RIGHT) + self.theme.space(3)

    def _paint_warning(self, painter: QPainter, room: QRectF, row: WarningRow) -> None:
        head, sent, until = warning_parts(row, self.now())
        metrics = fonts.metrics_of(self.theme, "value")
        choices = (f"{head} {sent}{until}", f"{head}{until}", head)
        fitting = next((c for c in choices if metrics.horizontalAdvance(words.one_line(c)) <= room.width()), head)
        self.setToolTip("" if fitting == choices[0] else words.plain_tooltip(choices[0]))
        token = "secondary" if self._quality is Quality.CACHED else "text"
        draw.text(painter, room, fitting, self.theme, "value", token)
