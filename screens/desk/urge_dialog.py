"""督办: a case is pressed for, with a reason that its department reads."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from console.commands import intents as do
from console.commands.intents import AnyIntent
from console.domain.entities import Case
from screens.desk.incident.dialog import ActDialog
from screens.desk.incident.parts import label
from screens.desk.incident.room import Room


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("urge_dialog", text)


class UrgeDialog(ActDialog):
    """The case as it was seen; another version of it is a conflict, told in words."""

    def __init__(self, room: Room, backend: int, case: Case, parent: QWidget) -> None:
        super().__init__(room, tr("督办案件"), tr("发出督办"), parent)
        self._backend, self._case = backend, case
        self.text = self.text_box(tr("说明要求和时限"), 3)
        self.form.addRow(tr("案件"), label(case.title))
        self.form.addRow(tr("要求"), self.text)

    def what(self) -> tuple[int, str, list[tuple[AnyIntent, int]]] | None:
        note = self.text.toPlainText().strip()
        if not note:
            self.tell(tr("要求不能为空。"))
            return None
        return self._backend, "Case", [(do.Urge(about=self._case.id, note=note[:500]), self._case.v)]
