"""The head of the workspace: grade, name, what is known, what is due next, and the acts that this person may do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from console.domain.truth import Quality
from console.models.clock import local
from console.models.incident.incidents import Held, begun, due_next, grade_words, stage_words
from screens.desk.incident.parts import button
from screens.desk.incident.room import Room
from widgets import draw, fonts, words
from widgets.countdown import CountdownLabel, remaining
from widgets.shapes import ROMAN, paint_grade
from widgets.themed import ThemedWidget

ACTS = (
    ("grade_incident", "调整等级 G"), ("activate_plan", "启动预案 P"), ("report", "上报 R"), ("comment", "备注 N"),
    ("attach", "并入 M"), ("unit_mark", "力量 U"), ("invite", "会商 V"), ("close_incident", "终止 E"),
)  # fmt: skip
AFTER_END = ("report", "comment")
"""What can still be done when the response has ended."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("incident_header", text)


class IncidentHeader(ThemedWidget):
    """Emits the tag of the act that a person wants."""

    wanted = Signal(str)

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(room.theme, parent)
        self._room = room
        self._held: Held | None = None
        self._facts = self._state = ""
        self.countdown = CountdownLabel(room.theme, self)
        self.buttons: dict[str, QPushButton] = {}
        for act, name in ACTS:
            made = button(tr(name), lambda act=act: self.wanted.emit(act), primary=act == "report")
            made.setParent(self)
            self.buttons[act] = made

    def show_incident(self, held: Held | None) -> None:
        """Show this one; None when nothing is chosen."""
        self._held = held
        if held is not None:
            self._facts, self._state = self._words(held), self._plan(held)
        self.offer()
        self.count_down()
        self.update()

    def offer(self) -> None:
        """Show the buttons of acts that this person may do on this incident."""
        for act, made in self.buttons.items():
            there = self._held is not None and (not self._held.ended or act in AFTER_END)
            made.setVisible(there and self._room.acting.may(act))
        self._arrange()

    def count_down(self) -> None:
        """Bring the countdown up to the moment."""
        if self._held is None:
            self.countdown.show_left("", None)
            return
        incident = self._held.incident
        deadline = due_next(self._room.world, self._held, self._room.tables.current().reporting)
        if deadline is None:
            self.countdown.show_left(tr("没有待报送的报告"), None)
        else:
            what = tr("{} → {}").format(stage_words(deadline.row.stage), deadline.row.to)
            left = remaining(begun(incident, deadline), deadline.due, self._room.world.now())
            self.countdown.show_left(what, left)

    def _words(self, held: Held) -> str:
        incident, registers = held.incident, self._room.world.registers
        place = registers.county_name(incident.area) if incident.area else ""
        if incident.lon is not None and incident.lat is not None:
            place = f"{place} {incident.lon:.4f}°E {incident.lat:.4f}°N".strip()
        since = tr("{:%m-%d %H:%M} 起").format(local(incident.opened))
        parts = (grade_words(incident.grade), incident.cls, place or tr("地点未知"), since, self._taken(held))
        return " · ".join(part for part in parts if part)

    def _taken(self, held: Held) -> str:
        counts = ((tr("告警 {}"), len(held.incident.alarms)), (tr("案件 {}"), len(held.incident.cases)))
        return " · ".join(text.format(count) for text, count in counts if count)

    def _plan(self, held: Held) -> str:
        incident = held.incident
        if held.ended and incident.closed:
            return tr("响应已于 {:%m-%d %H:%M} 终止").format(local(incident.closed))
        if not incident.level:
            return tr("未启动预案")
        plan = self._room.tables.current().plans.get(incident.plan)
        name = plan.name if plan else incident.plan
        at = f"{local(incident.activated):%H:%M}"
        return tr("《{}》{}级响应，{} 启动").format(name, ROMAN[incident.level], at)

    def sizeHint(self) -> QSize:
        buttons = max((made.sizeHint().height() for made in self.buttons.values()), default=0)
        return QSize(self.theme.space(120), self._top_height() + buttons + self.theme.space(4))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.space(60), self.sizeHint().height())

    def _top_height(self) -> int:
        title, body = fonts.metrics_of(self.theme, "title", True), fonts.metrics_of(self.theme, "secondary")
        return title.height() + 2 * body.height() + self.theme.space(3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def _arrange(self) -> None:
        pad, left = self.theme.space(3), self.theme.space(3)
        top = self._top_height() + self.theme.space(1)
        for made in self.buttons.values():
            if made.isVisibleTo(self):
                size = made.sizeHint()
                made.setGeometry(left, top, size.width(), size.height())
                left += size.width() + self.theme.space(2)
        wide = min(self.countdown.sizeHint().width(), self.width() // 2)
        high = self.countdown.sizeHint().height()
        self.countdown.setGeometry(self.width() - wide - pad, self.theme.space(2), wide, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.frame(painter, QRectF(self.rect()), self.theme, Quality.LIVE)
        pad = self.theme.space(3)
        if self._held is None:
            empty = tr("在左侧选择一起突发事件；没有时，可由告警“转事件”，或按 Ctrl+N 新建。")
            draw.text(painter, QRectF(self.rect()).adjusted(pad, 0, -pad, 0), empty, self.theme, "body", "secondary")
            return
        self._arrange()
        title, body = fonts.metrics_of(self.theme, "title", True), fonts.metrics_of(self.theme, "secondary")
        side = title.height() * 1.25
        paint_grade(painter, QRectF(pad, self.theme.space(2.5), side, side), self._held.incident.grade, self.theme,
                    ROMAN[self._held.incident.grade], hollow=self._held.ended)  # fmt: skip
        left, top = pad + side + self.theme.space(3), float(self.theme.space(2))
        room = QRectF(left, top, self.countdown.x() - left - self.theme.space(3), title.height())
        draw.text(painter, room, self._held.incident.title, self.theme, "title", "text", bold=True)
        wide = self.width() - left - pad
        for number, (line, token) in enumerate(((self._facts, "secondary"), (self._state, "secondary"))):
            low = QRectF(left, top + title.height() + self.theme.space(1) + number * body.height(), wide, body.height())
            draw.text(painter, low, line, self.theme, "secondary", token)
        self.setToolTip(words.plain_tooltip(f"{self._held.incident.title} · {self._facts}"))
