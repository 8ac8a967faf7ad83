"""The commands of this desk: how far each got, who was first in a conflict, and the next sensible act."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from console.commands.intents import AnyIntent, Shelve
from console.commands.outbox import Entry, Stage
from console.config.desk_prefs import PrefsFile
from console.models.acting.outbox_rows import (
    TOKENS,
    Next,
    OutboxRow,
    about_of,
    asks,
    row_of,
    row_of_unreadable,
    stage_name,
)
from console.models.acting.receipts import duration
from console.models.acting.targets import target_of
from console.models.clock import local
from screens.desk.incident.parts import button, label, stay_within
from screens.desk.incident.room import Room
from widgets.plain_table import Cell, Heading, PlainTable, Row

SHOWN = 200
Ask = Callable[[str], bool]
"""Put a question; True for yes."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("command_list", text)


class CommandList(QDialog):
    """``look`` gives the cache key of the alarm that a command was about."""

    look = Signal(object)
    dismissed = Signal()

    def __init__(self, room: Room, prefs: PrefsFile, parent: QWidget) -> None:
        super().__init__(parent)
        self._room, self._prefs = room, prefs
        self._rows: dict[str, tuple[OutboxRow, Entry | None]] = {}
        self.ask: Ask = self._question
        self.setWindowTitle(tr("命令"))
        self.setStyleSheet(room.theme.qss())
        self.resize(room.theme.space(270), room.theme.space(130))
        self.table = PlainTable(room.theme, [
            Heading(tr("时间")), Heading(tr("操作")), Heading(tr("对象"), wide=True), Heading(tr("状态")),
            Heading(tr("经过"), wide=True),
        ])  # fmt: skip
        self.cut = label("", "secondary", room.theme)
        self.detail = label("", "secondary", room.theme, wrap=True)
        self.acts = {
            Next.RESEND: button(tr("重新发送…"), lambda: self._do(Next.RESEND)),
            Next.LOOK: button(tr("查看对象现状"), lambda: self._do(Next.LOOK)),
            Next.DISCARD: button(tr("不再处理"), lambda: self._do(Next.DISCARD)),
        }
        self._lay_out()
        self.table.chosen.connect(lambda _name: self._offer())
        self.table.opened.connect(lambda _name: self._do(Next.LOOK))
        room.acting.operations.outbox_changed.connect(self.refresh)

    def _lay_out(self) -> None:
        gap = self._room.theme.space(3)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.addWidget(self.table, 1)
        column.addWidget(self.cut)
        column.addWidget(self.detail)
        row = QHBoxLayout()
        row.addStretch(1)
        for each in (*self.acts.values(), button(tr("关闭"), self.close)):
            row.addWidget(each)
        column.addLayout(row)

    def open_list(self, wanted: str = "") -> None:
        """Show, with a command chosen: the wanted one, else the newest that came back."""
        self._fill()
        stay_within(self)
        self.show()
        self.raise_()
        back = next((row.id for row, _ in self._rows.values() if Next.DISCARD in row.next), "")
        self.table.choose(wanted or back or next(iter(self._rows), ""))
        self._offer()

    def refresh(self) -> None:
        """What became of them meanwhile."""
        if self.isVisible():
            self._fill()
            self._offer()

    def _fill(self) -> None:
        aside = set(self._prefs.prefs.dismissed)
        operations = self._room.acting.operations
        there = [entry for entry in operations.entries if entry.command.id not in aside]
        shown = there[:SHOWN] + [entry for entry in there[SHOWN:] if asks(entry, aside)]
        made: list[tuple[OutboxRow, Entry | None]] = [(row_of(self._room.world, entry), entry) for entry in shown]
        made += [(row_of_unreadable(each), None) for each in operations.unreadable if each.id not in aside]
        made.sort(key=lambda each: each[0].at, reverse=True)
        listed = sum(entry.stage is Stage.PENDING for entry in shown)
        self.cut.setText(
            tr("只列出最近 {0} 条待发送的命令，共 {1} 条").format(f"{listed:,}", f"{operations.waiting:,}")
        )
        self.cut.setVisible(listed < operations.waiting)
        self._rows = {row.id: (row, entry) for row, entry in made}
        self.table.show_rows([
            Row(row.id, (
                Cell(f"{local(row.at):%m-%d %H:%M:%S}", "secondary"), Cell(row.act), Cell(row.target),
                Cell(stage_name(row.stage), TOKENS[row.stage], True), Cell(row.detail, "secondary"),
            ))
            for row, _ in made
        ])  # fmt: skip

    def _offer(self) -> None:
        found = self._rows.get(self.table.current_id())
        self.detail.setText(
            found[0].detail if found else tr("暂无命令") if not self._rows else tr("选择一条命令查看经过")
        )
        for step, each in self.acts.items():
            each.setVisible(found is not None and step in found[0].next)

    def _do(self, step: Next) -> None:
        found = self._rows.get(self.table.current_id())
        if found is None or step not in found[0].next:
            return
        row, entry = found
        if step is Next.LOOK:
            self.look.emit(row.place)
            self.close()
        elif step is Next.DISCARD:
            self._put_aside(row.id)
        elif entry is not None:
            self._resend(row, entry)

    def _put_aside(self, name: str) -> None:
        self._prefs.prefs.dismissed.append(name)
        self._prefs.save()
        self._fill()
        self._offer()
        self.dismissed.emit()

    def _resend(self, row: OutboxRow, entry: Entry) -> None:
        """A person decides anew, on the thing as it is now; the old command stays what it was."""
        acting, world = self._room.acting, self._room.world
        intent = entry.command.intent
        if not acting.may(str(intent.__struct_config__.tag)):
            self.detail.setText(tr("当前身份无权{}，或席位已锁定。").format(row.act))
            return
        ago = duration((world.now() - row.at) / 1000)
        place = target_of(world, about_of(entry), entry.backend)
        if place is None:
            self.detail.setText(tr("对象已不在，不能重新发送。"))
            return
        if not self.ask(
            tr("这条{}是 {} 前下达的，对象现在的状态是“{}”。\n仍要重新发送吗？").format(row.act, ago, place.state)
        ):
            return
        expected = entry.command.expected if entry.command.expected <= 0 else place.version
        acting.send(place.backend, entry.command.kind, [(_renewed(intent, entry, world.now()), expected)],
                    lambda words: self.detail.setText(words) if words else self._put_aside(row.id))  # fmt: skip

    def _question(self, words: str) -> bool:
        box = QMessageBox(self)
        box.setWindowTitle(tr("重新发送"))
        box.setText(words)
        yes = box.addButton(tr("重新发送"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(tr("取消"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return box.clickedButton() is yes


def _renewed(intent: AnyIntent, entry: Entry, now: int) -> AnyIntent:
    """The same wish, its times counted from now."""
    if isinstance(intent, Shelve):
        return msgspec.structs.replace(intent, until=now + intent.until - entry.command.at)
    return intent
