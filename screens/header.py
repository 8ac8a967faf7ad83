"""The top line of a monitor: where we are, that the city is a fictional one, and who is in command."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from console.domain.entities import Duty
from console.domain.truth import Quality, Truth
from console.models.clock import clock_words
from resources.theme import Theme
from widgets import draw, fonts
from widgets.duty_line import DutyLine, Pair
from widgets.themed import ThemedWidget


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("header", text)


def duty_pairs(duty: Duty | None, truth: Truth, now: int) -> list[Pair]:
    """The posts of a shift as the roster has them; one that is over, or only remembered, says so before all else."""
    if duty is None:
        return [(tr("值守"), tr("未知"))]
    on = sum(len(names) for names in duty.dispatchers.values())
    notes = [tr("上一班，{} 已结束").format(clock_words(duty.ends, now))] if duty.ends <= now else []
    if truth.quality >= Quality.CACHED:
        notes.append(tr("回放") if truth.quality is Quality.REPLAY else tr("（缓存）"))
    return [
        *(("", note) for note in notes),
        (tr("带班领导"), duty.leader or tr("未排")),
        (tr("指挥长"), duty.commander or tr("未排")),
        (tr("值班长"), duty.watch_leader or tr("未排")),
        ("", tr("当班调度员 {} 人").format(on)),
    ]


class WallHeader(ThemedWidget):
    """Paints the centre's name, the scene and the city's label; the duty line stands at the right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._title, self._scene, self._label, self.notice = "", "", "", ""
        self._duty = DutyLine(theme, self)

    def set_title(self, title: str, scene: str, label: str) -> None:
        """Name of the centre, of the scene, and what kind of city it is."""
        if (title, scene, label) != (self._title, self._scene, self._label):
            self._title, self._scene, self._label = title, scene, label
            self._arrange()

    def set_notice(self, notice: str) -> None:
        """What is wrong with the wall itself, in a few words; empty for nothing."""
        if notice != self.notice:
            self.notice = notice
            self._arrange()

    def set_duty(self, duty: Duty | None, truth: Truth, now: int) -> None:
        """Who is on duty."""
        self._duty.set_pairs(duty_pairs(duty, truth, now))
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.space(120), fonts.metrics_of(self.theme, "title", True).height() + self.theme.space(3))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._arrange()

    def apply_theme(self) -> None:
        self._arrange()

    def _left_width(self) -> int:
        title = fonts.metrics_of(self.theme, "title", True).horizontalAdvance(self._title)
        scene = fonts.metrics_of(self.theme, "value").horizontalAdvance(self._scene)
        return round(title + scene + self._chips_width()) + self.theme.space(16)

    def _chips(self) -> list[tuple[str, str]]:
        """A made-up city must never pass for a real one, so its chip comes first."""
        return [chip for chip in ((self._label, ""), (self.notice, "delayed")) if chip[0]]

    def _chips_width(self) -> float:
        return sum(draw.chip_width(words, self.theme) + self.theme.space(3) for words, _ in self._chips())

    def _stacked(self) -> bool:
        """On a narrow monitor the duty line has a line of its own, if the header is high enough for two."""
        line = fonts.metrics_of(self.theme, "title", True).height()
        wanted = self._left_width() + self._duty.sizeHint().width()
        return wanted > self.width() and self.height() >= 2 * line + self.theme.space(2)

    def _left(self) -> int:
        """The left side's width on one line: all it wants as far as the duty line leaves it, and at least a half."""
        free = self.width() - self._duty.sizeHint().width() - self.theme.space(3)
        return min(self._left_width(), max(self.width() // 2, free))

    def _arrange(self) -> None:
        pad = self.theme.space(3)
        if self._stacked():
            half = self.height() // 2
            self._duty.setGeometry(pad, half, max(0, self.width() - 2 * pad), half - self.theme.space(1))
        else:
            left = self._left()
            self._duty.setGeometry(left, 0, max(0, self.width() - left - pad), self.height())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.frame(painter, QRectF(self.rect()), self.theme, Quality.LIVE)
        pad = self.theme.space(3)
        room = QRectF(self.rect()).adjusted(pad, 0, -pad, 0)
        if self._stacked():
            room.setHeight(room.height() / 2 + self.theme.space(1))
        else:
            room.setWidth(self._left() - pad)
        gap = self.theme.space(3)
        kept = self._chips_width()  # they have their room before name and scene have theirs
        named = room.adjusted(0, 0, -kept, 0)
        taken = draw.text(painter, named, self._title, self.theme, "title", "text", bold=True)
        rest = named.adjusted(taken + gap, 0, 0, 0)
        fits = fonts.metrics_of(self.theme, "value").horizontalAdvance(self._scene) <= rest.width()
        said = draw.text(painter, rest, self._scene, self.theme, "value", "secondary") + gap if fits else 0.0
        if kept:
            rest.adjust(said, 0, kept, 0)
            draw.chips(painter, rest, self._chips(), self.theme)
