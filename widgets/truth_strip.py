"""The line at the foot of every pane that says how far its data may be believed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.domain.truth import STALE_LINK_SECONDS, Quality, Truth
from console.models.text.phrases import listed
from resources.theme import Theme
from widgets import draw, fonts, words
from widgets.themed import ThemedWidget

Provider = Callable[[], Truth]
_TOKENS = {
    Quality.LIVE: "secondary",
    Quality.DELAYED: "delayed",
    Quality.CACHED: "secondary",
    Quality.UNKNOWN: "unknown",
    Quality.REPLAY: "replay",
}


def truth_words(truth: Truth) -> str:
    """What a strip says of a truth; an unknown one has no number."""
    if truth.quality is Quality.LIVE:
        return QCoreApplication.translate("TruthStrip", "实时 · {0}").format(words.age(truth.age))
    if truth.quality is Quality.DELAYED and truth.ahead:
        return QCoreApplication.translate("TruthStrip", "数据时间超前 {0}").format(words.age(truth.ahead))
    if truth.quality is Quality.DELAYED:
        return QCoreApplication.translate("TruthStrip", "延迟 {0}").format(words.age(truth.age))
    if truth.quality is Quality.CACHED:
        if not truth.since:
            return QCoreApplication.translate("TruthStrip", "缓存")
        since = words.hour_minute(truth.since, truth.since + int(truth.age * 1000))
        return QCoreApplication.translate("TruthStrip", "缓存 {0} 起 · {1}").format(since, words.age(truth.age))
    if truth.quality is Quality.REPLAY:
        if not truth.since:
            return QCoreApplication.translate("TruthStrip", "回放")
        moment = words.city_time(truth.since).strftime("%m-%d %H:%M:%S")
        return QCoreApplication.translate("TruthStrip", "回放 · {0}").format(moment)
    return QCoreApplication.translate("TruthStrip", "未知")


def missing_words(truth: Truth, short: bool = False) -> str:
    """Whose part was never there; empty if nobody's. ``short``: for a strip without room for names."""
    if not truth.missing:
        return ""
    if short:
        return QCoreApplication.translate("TruthStrip", "缺 {0} 个后端").format(len(truth.missing))
    names = listed(words.one_line(name) for name in truth.missing)
    return QCoreApplication.translate("TruthStrip", "不含“{0}”（从未收到）").format(names)


class TruthStrip(ThemedWidget):
    """States the quality and age of a pane's data at the moment of painting, so that a frozen pane cannot look live.

    With a ``provider`` the truth is asked for while painting. Without one the truth last set grows older by itself,
    and a live one that nobody renewed for three heartbeats is shown as delayed.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, provider: Provider | None = None) -> None:
        super().__init__(theme, parent)
        self.provider = provider
        self.wording: Callable[[Truth], str] = truth_words
        """What is said of a truth; a pane whose content is not our data says it in its own words."""
        self.narrow_wording: Callable[[Truth], str] | None = None
        """The same where that has no room: what must be read first, so that its end may be cut."""
        self.monotonic: Callable[[], float] = time.monotonic
        self.painted: Truth | None = None
        self.painted_text = ""
        self.note = ""
        self._truth = Truth()
        self._set_at = self.monotonic()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_truth(self, truth: Truth) -> None:
        """Show this truth from now on."""
        changed = truth != self._truth
        self._truth = truth
        self._set_at = self.monotonic()
        if changed:
            self.refresh()

    def set_note(self, note: str) -> None:
        """Plain words after the truth, such as a row count; hidden while the truth is unknown."""
        if note != self.note:
            self.note = note
            self.update()

    def truth(self) -> Truth:
        """The truth at this moment, as it would be painted."""
        if self.provider is not None:
            return self.provider()
        idle = self.monotonic() - self._set_at
        if idle < 1.0 or self._truth.quality in (Quality.UNKNOWN, Quality.REPLAY):
            return self._truth
        late = self._truth.quality is Quality.LIVE and idle > STALE_LINK_SECONDS
        quality = Quality.DELAYED if late else self._truth.quality
        return replace(self._truth, quality=quality, age=self._truth.age + idle)

    def refresh(self) -> None:
        """Repaint if the words would differ from those on the screen; to be called about once a second."""
        truth = self.truth()
        if (
            self.painted is None
            or truth.quality is not self.painted.quality
            or truth.missing != self.painted.missing
            or self.wording(truth) != self.painted_text
        ):
            self.update()

    def sizeHint(self) -> QSize:
        height = fonts.metrics_of(self.theme, "tertiary").height() + self.theme.space(1.5)
        return QSize(self.theme.space(20), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.space(8), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        truth = self.truth()
        self.painted, self.painted_text = truth, self.wording(truth)
        rect = QRectF(self.rect())
        if truth.quality is Quality.CACHED:
            draw.hatch(painter, rect, self.theme)
        painter.setPen(QPen(self.colour("line"), self.theme.hair()))
        painter.drawLine(QPointF(rect.left(), 0.5), QPointF(rect.right(), 0.5))
        dot = round(fonts.metrics_of(self.theme, "tertiary").height() * 0.42)
        left = self.theme.space(3)
        mark = Quality.UNKNOWN if truth.missing else truth.quality  # the dotted ring: a part is not known
        self._paint_mark(painter, QRectF(left, (rect.height() - dot) / 2, dot, dot), mark)
        left += dot + self.theme.space(2)
        self._paint_words(painter, QRectF(left, 0, rect.width() - left - self.theme.space(2), rect.height()), truth)

    def _paint_words(self, painter: QPainter, room: QRectF, truth: Truth) -> None:
        shown = self._whole(truth, room.width())
        if truth.quality is Quality.CACHED:
            wide = min(room.width(), fonts.metrics_of(self.theme, "tertiary").horizontalAdvance(shown))
            pad = self.theme.space(1)
            painter.fillRect(room.adjusted(-pad, pad, wide - room.width() + pad, -pad), self.colour("surface"))
        token = "delayed" if truth.missing and truth.quality is Quality.LIVE else _TOKENS[truth.quality]
        draw.text(painter, room, shown, self.theme, "tertiary", token)

    def _whole(self, truth: Truth, room: float) -> str:
        """All there is to say; what is missing goes before the note, and before all else where room is short."""
        note = self.note if truth.quality is not Quality.UNKNOWN else ""
        advance = fonts.metrics_of(self.theme, "tertiary").horizontalAdvance
        full, short = missing_words(truth), missing_words(truth, short=True)
        choices = [(self.painted_text, full, note), (self.painted_text, full), (short, self.painted_text)]
        lines = [" · ".join(part for part in parts if part) for parts in choices]
        if self.narrow_wording is not None and advance(lines[0]) > room:
            return self.narrow_wording(truth)
        if not full:
            return lines[0]
        return next((line for line in lines if advance(line) <= room), lines[-1])

    def _paint_mark(self, painter: QPainter, rect: QRectF, quality: Quality) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = max(1.5, rect.width() * 0.2)
        if quality in (Quality.LIVE, Quality.DELAYED):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.colour("live" if quality is Quality.LIVE else "delayed"))
            painter.drawEllipse(rect)
        elif quality is Quality.REPLAY:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.colour("replay"))
            painter.drawPolygon([rect.topLeft(), QPointF(rect.right(), rect.center().y()), rect.bottomLeft()])
        else:
            style = Qt.PenStyle.DotLine if quality is Quality.UNKNOWN else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(self.theme.token("secondary")), thick, style))
            painter.drawEllipse(rect.adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2))
        painter.restore()
