"""What an act on a case still has to ask: departments, a time, words, pictures."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from console.commands import intents as do
from console.commands.intents import AnyIntent
from console.domain.incidents import case_rules
from console.models.cases import DEPARTMENTS, HeldCase
from screens.desk.incident.dialog import MOST_CHARACTERS, MOST_REMARK, ActDialog
from screens.desk.incident.parts import choice, label
from screens.desk.incident.pictures import PictureBox, PictureStrip
from screens.desk.incident.room import Room

REASONED: dict[str, type[do.SendBack | do.Escalate | do.Resume | do.VoidCase]] = {
    "send_back": do.SendBack, "escalate": do.Escalate, "resume": do.Resume, "void_case": do.VoidCase,
}  # fmt: skip
"""Acts that are a reason and nothing else."""
Wanted = tuple[int, str, list[tuple[AnyIntent, int]]]


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("case_dialogs", text)


class CaseDialog(ActDialog):
    """Says which case is meant, and sends one intent about the version that was seen."""

    def __init__(self, room: Room, held: HeldCase, title: str, send: str, parent: QWidget) -> None:
        super().__init__(room, title, send, parent)
        self.held, self.case = held, held.case
        self.form.addRow(tr("案件"), label(self.case.title, "secondary", room.theme, wrap=True))

    def intent(self) -> AnyIntent | None:
        """What is wanted; None after having told what is missing."""
        raise TypeError("a dialog says what it sends")

    def what(self) -> Wanted | None:
        intent = self.intent()
        return None if intent is None else (self.held.backend, "Case", [(intent, self.case.v)])


class SendDialog(CaseDialog):
    """派遣, or 返工 after a verification that failed: the lead department, those that help, and what is asked."""

    def __init__(self, room: Room, held: HeldCase, title: str, parent: QWidget) -> None:
        super().__init__(room, held, title, title, parent)
        names = dict.fromkeys([*DEPARTMENTS.values(), *filter(None, (held.case.department, *held.case.assisting))])
        self.lead = choice(list(names))
        self.lead.setCurrentText(held.case.department)
        self.boxes = {name: QCheckBox(name) for name in names}
        grid = QGridLayout()
        for number, (name, box) in enumerate(self.boxes.items()):
            box.setChecked(name in held.case.assisting)
            grid.addWidget(box, number // 2, number % 2)
        self.note = self.text_box(tr("要求：到场、查什么、何时反馈"), 3)
        self.form.addRow(tr("主办"), self.lead)
        self.form.addRow(tr("协办"), grid)
        self.form.addRow(tr("说明"), self.note)
        self.note.setFocus()

    def intent(self) -> AnyIntent | None:
        lead = self.lead.currentText()
        if not lead:
            self.tell(tr("请选择主办部门。"))
            return None
        others = [name for name, box in self.boxes.items() if box.isChecked() and name != lead]
        return do.Dispatch(
            about=self.case.id, departments=(lead, *others), note=self.note.toPlainText().strip()
        )  # fmt: skip


class TransferDialog(CaseDialog):
    """改派: to whom, and why."""

    def __init__(self, room: Room, held: HeldCase, parent: QWidget) -> None:
        super().__init__(room, held, tr("改派"), tr("改派"), parent)
        self.to = choice([name for name in DEPARTMENTS.values() if name != held.case.department])
        self.reason = self.text_box(tr("为什么改派"), 2)
        self.form.addRow(tr("现主办"), label(held.case.department or tr("无"), "secondary", room.theme))
        self.form.addRow(tr("改派给"), self.to)
        self.form.addRow(tr("理由"), self.reason)
        self.to.setFocus()

    def intent(self) -> AnyIntent | None:
        reason = self.reason.toPlainText().strip()
        if not reason:
            self.tell(tr("请写明理由。"))
            return None
        return do.Transfer(about=self.case.id, department=self.to.currentText(), reason=reason)


class WordsDialog(CaseDialog):
    """One act that only needs words: 督办, 退回, 升级, 恢复办理, 作废, 备注."""

    TITLES = {
        "urge": "督办", "send_back": "退回", "escalate": "升级", "comment": "备注", "void_case": "作废",
        "resume": "恢复办理",
    }  # fmt: skip
    HINTS = {
        "resume": "为什么现在能办了",
        "void_case": "为什么作废：误报、重复、测试。作废的案件不计入任何统计",
        "urge": "催什么，何时反馈", "send_back": "为什么不属本部门职责", "escalate": "为什么请上一级协调",
        "comment": "写下现场情况、电话内容、决定",
    }  # fmt: skip

    def __init__(self, room: Room, held: HeldCase, act: str, parent: QWidget) -> None:
        super().__init__(room, held, tr(self.TITLES[act]), tr(self.TITLES[act]), parent)
        self._act = act
        self.text = self.text_box(tr(self.HINTS[act]), 3, most=MOST_REMARK if act == "comment" else MOST_CHARACTERS)
        self.form.addRow(tr("内容"), self.text)
        self.pictures: PictureBox | None = None
        if act == "comment":
            self.pictures = PictureBox(room, self.tell, self)
            self.form.addRow(tr("图片"), self.pictures)
        self.text.setFocus()

    def intent(self) -> AnyIntent | None:
        text, about = self.text.toPlainText().strip(), self.case.id
        if not text:
            self.tell(tr("请写明内容。"))
            return None
        if self._act == "urge":
            return do.Urge(about=about, note=text)
        if (reasoned := REASONED.get(self._act)) is not None:
            return reasoned(about=about, reason=text)
        return do.Comment(about=about, text=text, pictures=tuple(self.pictures.kept if self.pictures else ()))

    def what(self) -> Wanted | None:
        wanted = super().what()
        if wanted is not None and self._act == "comment":
            return wanted[0], "Note", [(wanted[2][0][0], -1)]
        return wanted


class FeedbackDialog(CaseDialog):
    """反馈: what the department did, and the pictures that show it."""

    def __init__(self, room: Room, held: HeldCase, parent: QWidget) -> None:
        super().__init__(room, held, tr("反馈"), tr("报处置完毕"), parent)
        self.text = self.text_box(tr("处置经过和结果，谁在现场"), 4)
        self.pictures = PictureBox(room, self.tell, self)
        self.form.addRow(tr("结果"), self.text)
        self.form.addRow(tr("佐证"), self.pictures)
        self.text.setFocus()

    def intent(self) -> AnyIntent | None:
        text = self.text.toPlainText().strip()
        if not text:
            self.tell(tr("请写明处置结果。"))
            return None
        return do.Feedback(about=self.case.id, text=text, pictures=tuple(self.pictures.kept))


class CloseDialog(CaseDialog):
    """核查结案: the department's words and pictures beside one's own; without evidence it can't be closed."""

    def __init__(self, room: Room, held: HeldCase, parent: QWidget) -> None:
        super().__init__(room, held, tr("核查结案"), tr("结案"), parent)
        self.form.addRow(tr("部门反馈"), label(held.case.feedback, "", room.theme, wrap=True))
        if held.case.evidence:
            self.form.addRow(tr("已有佐证"), PictureStrip(room, held.case.evidence))
        self.text = self.text_box(tr("怎么核查的，结果如何"), 3)
        self.pictures = PictureBox(room, self.tell, self)
        self.form.addRow(tr("核查结果"), self.text)
        self.form.addRow(tr("核查照片"), self.pictures)
        self.text.setFocus()

    def intent(self) -> AnyIntent | None:
        text = self.text.toPlainText().strip()
        if not text:
            self.tell(tr("请写明核查结果。"))
            return None
        if not case_rules.shown(self.case, self.pictures.kept):
            again = tr("返工后要有新的佐证图片，返工前的不算，请附上核查照片。")
            self.tell(again if self.case.earlier else tr("结案至少要有一张佐证图片，请附上核查照片。"))
            return None
        return do.Close(about=self.case.id, text=text, pictures=tuple(self.pictures.kept))


class CountyDialog(CaseDialog):
    """通知县区: which one, with a few words."""

    def __init__(self, room: Room, held: HeldCase, parent: QWidget) -> None:
        super().__init__(room, held, tr("通知县区"), tr("通知"), parent)
        self.county = choice([])
        for area in room.world.registers.areas.values():
            if area.level == "county" and area.code[:6] not in held.case.counties:
                self.county.addItem(area.name, area.code[:6])
        self.county.setCurrentIndex(max(0, self.county.findData(held.case.area[:6])))
        self.note = self.text_box(tr("要县区做什么"), 2)
        self.form.addRow(tr("县区"), self.county)
        self.form.addRow(tr("说明"), self.note)
        self.county.setFocus()

    def intent(self) -> AnyIntent | None:
        county = str(self.county.currentData() or "")
        if not county:
            self.tell(tr("没有可通知的县区。"))
            return None
        return do.NotifyCounty(about=self.case.id, county=county, note=self.note.toPlainText().strip())
