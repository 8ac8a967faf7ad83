"""The foot of the desk: the links, what waits to be delivered, quarantine, who sits here, and the time."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from console.commands.envelope import Stage
from console.domain.roles import Role
from console.domain.truth import Quality, Truth
from console.models.acting.operations import Operations
from console.models.acting.outbox_rows import stage_name, tally
from console.models.clock import local
from console.models.duty.outputs import missing_outputs, output_words, wall_troubles
from console.models.duty.terminals import lost
from console.models.holding import room_advice, room_words
from console.models.text.link_words import nothing_advice, nothing_words, trouble_words
from console.models.text.phrases import titled
from console.models.world import World
from resources.theme import Theme
from screens.desk.incident.parts import button, label
from widgets.flow import FlowRow
from widgets.truth_strip import TruthStrip, truth_words
from widgets.words import one_line, plain_tooltip

ALWAYS = (Stage.PENDING, Stage.DELIVERED, Stage.CONFLICT)
LEAST_LINK = 40
"""Units of width in which a link says whose it is and how it is."""
ROLES = {
    Role.COMMANDER: "指挥长", Role.WATCH_LEADER: "值班长", Role.DISPATCHER: "调度员", Role.WALL: "大屏",
    Role.BRIEFING: "领导简报", Role.TECHNICIAN: "技术保障", Role.SUPERVISION: "督查", Role.SYSTEM_ADMIN: "系统管理员",
    Role.AUDIT_ADMIN: "审计管理员", Role.SECURITY_ADMIN: "安全管理员",
}  # fmt: skip


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("bottom_line", text)


def link_words(name: str, reason: str, answering: bool, truth: Truth, narrow: bool = False) -> str:
    """One backend in words: its name first, how it is, since when, and why it is not heard as the feed says it.

    ``narrow``: how it is comes first, for the end may be cut.
    """
    name, reason = one_line(name), one_line(trouble_words(reason))
    if truth.quality is Quality.UNKNOWN:
        how = tr("接入中，尚无心跳") if answering else tr("从未收到")
    else:
        how = truth_words(truth)
    if truth.quality is Quality.CACHED:
        how = tr("中断 · {}").format(how)
    first = tr("{}：{}").format(name, how) if not narrow else f"{how} · {name}"
    return " · ".join(part for part in (first, reason) if part)


class BottomLine(QWidget):
    """Emits what was pressed; knows nothing of the lists behind."""

    person_pressed = Signal()
    commands_pressed = Signal()
    look_pressed = Signal()

    def __init__(
        self, world: World, theme: Theme, operations: Operations | None, *, can_sign_in: bool, can_change: bool = False
    ) -> None:
        super().__init__()
        self._world, self._theme, self._operations = world, theme, operations
        self._strips: dict[int, TruthStrip] = {}
        self._spare = 0
        """Pixels that who and when take beyond their shortest words."""
        self._links = QHBoxLayout()
        self.nothing = label("", "delayed", theme)
        self.nothing.setToolTip(plain_tooltip(nothing_advice()))
        self._links.addWidget(self.nothing)
        self.commands = button("", self.commands_pressed.emit)
        self.quarantine = QPushButton()
        self.person = button("", self.person_pressed.emit) if can_sign_in else label("", "secondary", theme)
        self.look = button(tr("外观"), self.look_pressed.emit)
        self.look.setVisible(can_change)
        self.can_change(True)
        self.outputs = label("", "delayed", theme)
        self.walls = label("", "grade2", theme)
        self.settings = label("", "delayed", theme)
        self.room = label("", "delayed", theme)
        self.silence = label("", "delayed", theme)
        self.clock = label("", "secondary", theme)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(2))
        row.addLayout(self._links, 1)
        troubles = (self.outputs, self.walls, self.settings, self.room, self.silence)
        fixed = QSizePolicy.Policy.Fixed
        for each in (self.commands, self.quarantine, *troubles, self.person, self.look, self.clock):
            each.setSizePolicy(fixed, fixed)
        self.troubles = FlowRow(theme.space(2), troubles)  # all of them at once are wider than a small monitor
        for each in (self.commands, self.quarantine, self.troubles, self.person, self.look, self.clock):
            row.addWidget(each)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_who_and_when()

    def can_change(self, now: bool) -> None:
        """Whether the look can be changed at this moment; not while a dialog is open, whose words it would cost."""
        self.look.setEnabled(now)
        self.look.setToolTip(tr("语言、配色、字号（Ctrl+F10）") if now else tr("关闭打开的对话框后可更换外观"))

    def minimumSizeHint(self) -> QSize:
        """With the shortest words: a window is not to be kept wide by those that it may do without."""
        return super().minimumSizeHint() - QSize(self._spare, 0)

    def refresh(self, dismissed: list[str], silent: bool, trouble: str = "") -> None:
        """Everything as of now. ``trouble``: why the newest settings are not in use at this desk."""
        self._refresh_links()
        self._refresh_commands(dismissed)
        count = len(self._world.quarantine)
        self.quarantine.setVisible(bool(count))
        self.quarantine.setText(tr("隔离事件 {}").format(count))
        self._refresh_walls()
        self._refresh_settings(trouble)
        self._say(self.room, room_words(self._world.holding))
        self.room.setToolTip(plain_tooltip(room_advice(self._world.holding)))
        self.silence.setText(tr("已消音"))
        self.silence.setVisible(silent)
        self._say_who_and_when()

    def _say_who_and_when(self) -> None:
        """Who sits where, and the time; what room is wanting for can be pointed at: seat and date first, then the post.

        How the links are is never given up for it.
        """
        seat = tr("席位 {}").format(self._operations.terminal) if self._operations else ""
        now = local(self._world.now())
        whole = " · ".join(part for part in (seat, f"{now:%Y-%m-%d %H:%M:%S}") if part)
        person = self._person_words()
        name, time = self._person_words(short=True), f"{now:%H:%M:%S}"
        for who, when in ((person, whole), (person, time), (name, time)):
            self._say(self.person, who)
            self.clock.setText(when)
            person_wide, clock_wide = (each.fontMetrics().horizontalAdvance for each in (self.person, self.clock))
            self._spare = person_wide(who) - person_wide(name) + clock_wide(when) - clock_wide(time)
            if super().minimumSizeHint().width() <= self.width():
                break
        self.person.setToolTip(plain_tooltip(person) if who != person else "")
        self.clock.setToolTip(plain_tooltip(whole) if when != whole else "")

    def _refresh_walls(self) -> None:
        missing = missing_outputs(self._operations.folder if self._operations else None, self._world)
        self._say(self.outputs, tr("大屏缺 {} 屏").format(len(missing)) if missing else "")
        self.outputs.setToolTip(plain_tooltip("\n".join(output_words(*each) for each in missing)))
        silent = lost(self._world)
        self._say(self.walls, tr("大屏失联 {}").format(len(silent)) if silent else "")
        self.walls.setToolTip(plain_tooltip("\n".join(titled(one_line(each.id), each.state) for each in silent)))

    def _refresh_settings(self, trouble: str) -> None:
        walls = wall_troubles(self._operations.folder if self._operations else None)
        words = [tr("设置有误，沿用原来的")] if trouble else []
        words += [tr("大屏设置有误，沿用原来的")] if walls else []
        self._say(self.settings, " · ".join(words))
        self.settings.setToolTip(plain_tooltip("\n".join(part for part in (trouble, *walls) if part)))

    def _say(self, widget: QWidget, words: str) -> None:
        if isinstance(widget, QPushButton | QLabel):
            widget.setText(words)
            widget.setVisible(bool(words))

    def _person_words(self, short: bool = False) -> str:
        """``short``: the name alone, and whether the seat is locked."""
        operations = self._operations
        if operations is None or operations.person is None:
            return tr("未登录，只读")
        person = operations.person
        known, all_of_them = len(operations.logins.each()), len(self._world.backends)
        share = tr("已登录 {}/{} 个后端").format(known, all_of_them) if known < all_of_them else ""
        parts = (person.name,) if short else (person.name, tr(ROLES[person.role]), person.department, share)
        words = " · ".join(part for part in parts if part)
        return tr("{}（已锁定）").format(words) if operations.locked else words

    def _refresh_commands(self, dismissed: list[str]) -> None:
        own = self._operations
        self.commands.setVisible(own is not None)
        counts = tally(own.entries, dismissed, own.waiting, own.unreadable) if own else tally([], dismissed)
        parts = [f"{stage_name(stage)} {n}" for stage, n in counts.items() if n or stage in ALWAYS]
        self.commands.setText(" · ".join(parts))
        wrong = sum(n for stage, n in counts.items() if stage not in (Stage.PENDING, Stage.DELIVERED))
        colour = self._theme.ink("grade2" if wrong else "accent" if counts[Stage.PENDING] else "secondary")
        self.commands.setStyleSheet(f"color: {colour};")

    def _refresh_links(self) -> None:
        self._say(self.nothing, nothing_words(self._world))
        for key, row in self._world.backends.items():
            strip = self._strips.get(key)
            if strip is None:
                strip = self._strips[key] = TruthStrip(self._theme, self)
                strip.setMinimumWidth(self._theme.space(LEAST_LINK))
                self._links.addWidget(strip)
            truth = self._world.truth(key, 0, 0)
            answering = row.link.state not in ("never", "down")
            said = partial(link_words, row.name, row.link.reason, answering)
            strip.wording, strip.narrow_wording = said, partial(said, narrow=True)
            strip.set_truth(truth)
            whole = said(truth)
            check = tr("检查该后端的地址与网络；commandwall doctor 逐项说明") if truth.quality >= Quality.CACHED else ""
            where = tr("地址 {0}").format(one_line(row.url))
            strip.setToolTip(plain_tooltip("\n".join(part for part in (whole, where, check) if part)))
            strip.refresh()
