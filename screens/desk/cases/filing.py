"""不予立案 at the desk: why, and how the one who reported it was told."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from console.commands import intents as do
from console.commands.intents import AnyIntent
from console.domain.incidents.filing import Told
from console.models.case_acts import CaseAct, act_name
from console.models.cases import HeldCase
from screens.desk.cases.dialogs import CaseDialog
from screens.desk.incident.parts import choice
from screens.desk.incident.room import Room


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("case_filing", text)


WAYS = {
    Told.PHONE: "电话", Told.MESSAGE: "短信", Told.APP: "上报应用内回复", Told.IN_PERSON: "当面",
    Told.NOBODY: "无从告知（匿名或设备上报）",
}  # fmt: skip


class DeclineDialog(CaseDialog):
    """The reason goes to the reporter; how they were told is chosen, never slipped into."""

    def __init__(self, room: Room, held: HeldCase, parent: QWidget) -> None:
        name = act_name(CaseAct.DECLINE, held.case)
        super().__init__(room, held, name, name, parent)
        self.reason = self.text_box(tr("为什么不予立案，依据什么"), 3)
        self.told = choice([])
        self.told.addItem(tr("请选择"), None)
        for way, words in WAYS.items():
            self.told.addItem(tr(words), way.value)
        self.form.addRow(tr("理由"), self.reason)
        self.form.addRow(tr("告知上报人"), self.told)
        self.reason.setFocus()

    def intent(self) -> AnyIntent | None:
        reason, told = self.reason.toPlainText().strip(), self.told.currentData()
        if not reason:
            self.tell(tr("请写明理由。"))
            return None
        if told is None:
            self.tell(tr("请选择怎样告知了上报人。"))
            return None
        return do.DeclineCase(about=self.case.id, reason=reason, told=Told(told))
