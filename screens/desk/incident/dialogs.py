"""Acts on an incident: grade, plan, report, remark, end."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QWidget

from console.commands import intents as do
from console.commands.intents import AnyIntent
from console.domain.entities import ReportStage
from console.domain.incidents.plans import Plan
from console.domain.roles import Role
from console.models.clock import local
from console.models.incident.incidents import Held, deadlines_of, grade_words, stage_words
from console.models.text.phrases import aside, listed
from screens.desk.incident.dialog import MOST_REMARK, ActDialog
from screens.desk.incident.figures import FiguresForm, measure_words
from screens.desk.incident.parts import choice, label
from screens.desk.incident.pictures import PictureBox
from screens.desk.incident.room import Room

Wanted = tuple[int, str, list[tuple[AnyIntent, int]]]


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("incident_dialogs", text)


class GradeDialog(ActDialog):
    """调整等级: the figures as they are known, what the table makes of them, and why."""

    def __init__(self, room: Room, held: Held, parent: QWidget) -> None:
        super().__init__(room, tr("调整等级"), tr("确定"), parent)
        self._held = held
        table = room.tables.current().grades.get(held.incident.cls)
        self.figures = FiguresForm(room.theme, self.form)
        self.figures.show_table(table, held.incident.figures, held.incident.grade)
        self.reason = self.text_box(tr("依据：伤亡、损失、影响范围，信息来自哪里"), 3)
        self.form.addRow(tr("理由"), self.reason)

    def what(self) -> Wanted | None:
        reason = self.reason.toPlainText().strip()
        if not reason:
            self.tell(tr("请写明理由。"))
            return None
        incident = self._held.incident
        intent = do.GradeIncident(
            about=incident.id, grade=self.figures.grade(), reason=reason, figures=self.figures.values()
        )
        return self._held.backend, "Incident", [(intent, incident.v)]


class PlanDialog(ActDialog):
    """启动预案: which plan, at which level, who approves, and what it will put on the checklist."""

    def __init__(self, room: Room, held: Held, parent: QWidget) -> None:
        super().__init__(room, tr("启动预案"), tr("启动"), parent)
        self._held = held
        plans = sorted(room.tables.current().plans.values(), key=lambda plan: held.incident.cls not in plan.classes)
        self._plans: list[Plan] = plans
        self.plan = choice([aside(plan.name, plan.kind) for plan in plans])
        self.level = choice([])
        self.facts = label("", "secondary", room.theme, wrap=True)
        self.form.addRow(tr("预案"), self.plan)
        self.form.addRow(tr("响应级别"), self.level)
        self.form.addRow("", self.facts)
        self.plan.currentIndexChanged.connect(self._plan_chosen)
        self.level.currentIndexChanged.connect(self._level_chosen)
        self._plan_chosen()

    def _chosen(self) -> tuple[Plan, int] | None:
        number = self.plan.currentIndex()
        if not 0 <= number < len(self._plans) or self.level.currentData() is None:
            return None
        return self._plans[number], int(self.level.currentData())

    def _plan_chosen(self) -> None:
        number = self.plan.currentIndex()
        levels = sorted(self._plans[number].responses) if 0 <= number < len(self._plans) else []
        self.level.clear()
        for level in levels:
            self.level.addItem(tr("{} 级响应").format("ⅠⅡⅢⅣ"[level - 1]), level)
        if self._held.incident.grade in levels:
            self.level.setCurrentIndex(levels.index(self._held.incident.grade))
        self._level_chosen()

    def _level_chosen(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            self.facts.setText(tr("没有可用的预案。") if not self._plans else "")
            return
        plan, level = chosen
        response, lines = plan.responses[level], plan.at(level)
        shown = "\n".join(tr("+{} 分钟  {}（{}）").format(line.minutes, line.title, line.team) for line in lines[:8])
        more = tr("\n另有 {} 项").format(len(lines) - 8) if len(lines) > 8 else ""
        self.facts.setText(
            tr("启动条件：{}\n批准：{}\n任务清单 {} 项：\n{}{}").format(
                response.trigger, response.approver, len(lines), shown, more
            )
        )
        self.tell("" if self._allowed(plan, level) else tr("这一级别不由当前岗位启动，请报有权批准的领导。"))
        self.send_button.setEnabled(self._allowed(plan, level))

    def _allowed(self, plan: Plan, level: int) -> bool:
        person = self.room.acting.operations.person
        return person is not None and person.role in plan.responses[level].roles

    def what(self) -> Wanted | None:
        chosen = self._chosen()
        if chosen is None:
            return None
        incident = self._held.incident
        return (
            self._held.backend,
            "Incident",
            [(do.ActivatePlan(about=incident.id, plan=chosen[0].id, level=chosen[1]), incident.v)],
        )


class ReportDialog(ActDialog):
    """初报, 续报, 终报: to whom and how, with the elements that a report must have already there as headings."""

    def __init__(self, room: Room, held: Held, parent: QWidget) -> None:
        super().__init__(room, tr("上报"), tr("登记上报"), parent)
        self._held = held
        open_ones = [d for d in deadlines_of(room.world, held, room.tables.current().reporting) if d.done is None]
        rows = room.tables.current().reporting
        self.stage = choice([])
        for stage in ReportStage:
            self.stage.addItem(stage_words(stage), stage.value)
        bodies = [d.row.to for d in open_ones] + [row.to for row in rows if row.sender == "city"]
        self.to = choice(list(dict.fromkeys(bodies)), editable=True, hint=tr("报送对象"))
        usual = ["书面", "电话"]  # data: what is logged, as the table of deadlines says it
        self.channel = choice(list(dict.fromkeys([*usual, *(row.channel for row in rows)])), editable=True)
        self.channel.setCurrentIndex(0)
        if open_ones:
            self.stage.setCurrentIndex(self.stage.findData(open_ones[0].row.stage.value))
            self.to.setEditText(open_ones[0].row.to)
            self.channel.setEditText(open_ones[0].row.channel)
        self.text = self.text_box("", 8, self._draft(), MOST_REMARK)
        self.form.addRow(tr("类别"), self.stage)
        self.form.addRow(tr("报送对象"), self.to)
        self.form.addRow(tr("渠道"), self.channel)
        self.form.addRow(tr("内容"), self.text)

    def _draft(self) -> str:
        """The elements that are asked for (domain notes 2.2), with what is known filled in."""
        incident = self._held.incident
        place = self.room.world.registers.county_name(incident.area) or tr("待核实")
        figures = listed(f"{measure_words(name)} {value:g}" for name, value in incident.figures.items()) or tr("待核实")
        return tr(
            "时间：{}\n地点：{}\n信息来源：{}\n事件：{}（{}）\n伤亡与损失初步评估：{}\n影响范围：\n发展态势：\n处置情况："
        ).format(
            f"{local(incident.opened):%Y-%m-%d %H:%M}", place, incident.source or tr("指挥中心告警"), incident.title,
            grade_words(incident.grade), figures,
        )  # fmt: skip

    def what(self) -> Wanted | None:
        to, text = self.to.currentText().strip(), self.text.toPlainText().strip()
        if not to or not text:
            self.tell(tr("请填写报送对象和内容。"))
            return None
        incident = self._held.incident
        intent = do.Report(
            about=incident.id, stage=str(self.stage.currentData()), to=to[:80], text=text,
            channel=self.channel.currentText().strip()[:40],
        )  # fmt: skip
        return self._held.backend, "Incident", [(intent, -1)]


class NoteDialog(ActDialog):
    """备注 with pictures; a leader's may be a 批示."""

    def __init__(self, room: Room, held: Held, parent: QWidget) -> None:
        super().__init__(room, tr("备注"), tr("保存备注"), parent)
        self._held = held
        self.pictures = PictureBox(room, self.tell, self)
        self.text = self.text_box(tr("写下现场情况、电话内容、决定"), 5, most=MOST_REMARK)
        self.instruction = QCheckBox(tr("作为领导批示"))
        person = room.acting.operations.person
        self.instruction.setVisible(person is not None and person.role in (Role.COMMANDER, Role.WATCH_LEADER))
        self.form.addRow(tr("内容"), self.text)
        self.form.addRow("", self.instruction)
        self.form.addRow(tr("图片"), self.pictures)

    def what(self) -> Wanted | None:
        text = self.text.toPlainText().strip()
        if not text:
            self.tell(tr("备注不能为空。"))
            return None
        intent = do.Comment(
            about=self._held.incident.id, text=text, instruction=self.instruction.isChecked(),
            pictures=tuple(self.pictures.kept),
        )  # fmt: skip
        return self._held.backend, "Note", [(intent, -1)]


class CloseDialog(ActDialog):
    """终止: how it ended. The final report and the evaluation come after."""

    def __init__(self, room: Room, held: Held, open_tasks: int, parent: QWidget) -> None:
        super().__init__(room, tr("终止响应"), tr("终止"), parent)
        self._held = held
        self.text = self.text_box(tr("处置结果、遗留问题、善后安排"), 4)
        self.form.addRow(tr("结果"), self.text)
        left = tr("还有 {} 项任务未完成。").format(open_tasks) if open_tasks else ""
        self.form.addRow("", label(left + tr("终止后仍可登记终报。"), "secondary", room.theme, wrap=True))

    def what(self) -> Wanted | None:
        text = self.text.toPlainText().strip()
        if not text:
            self.tell(tr("请写明处置结果。"))
            return None
        incident = self._held.incident
        return self._held.backend, "Incident", [(do.CloseIncident(about=incident.id, text=text), incident.v)]
