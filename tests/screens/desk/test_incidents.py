"""The incident workspace by keyboard and mouse: what is offered to whom, what is sent, what only the log shows."""

from __future__ import annotations

import threading

import msgspec
import pytest
from duty_stage import COMMANDER, DISPATCHER, LEADER, WALL, Stage, all_of
from incident_stage import page_of, running
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from scenes import MINUTE, PLAN, checklist, seat, spill, story, unit

from console.commands import intents as do
from console.commands.envelope import Verdict
from console.domain.entities import Answer, Dossier
from console.domain.roles import Person
from screens.desk.incident.dialogs import GradeDialog, NoteDialog, PlanDialog, ReportDialog
from screens.desk.incident.page import IncidentsPage
from widgets.countdown import remaining

pytestmark = pytest.mark.operations


def offered(page: IncidentsPage) -> set[str]:
    return {act for act, made in page.header.buttons.items() if made.isVisibleTo(page.header)}


DESK = {"report", "comment", "attach", "unit_mark", "invite"}
LEADERS = DESK | {"grade_incident", "activate_plan", "close_incident"}


@pytest.mark.parametrize(
    ("person", "acts"), [(COMMANDER, LEADERS), (LEADER, LEADERS), (DISPATCHER, DESK), (WALL, set()), (None, set())]
)
def test_only_what_the_role_may_do_is_offered(
    stage: Stage, qtbot: QtBot, person: Person | None, acts: set[str]
) -> None:
    running(stage)
    page = page_of(stage, qtbot, person)
    assert offered(page) == acts
    assert page.new_button.isVisibleTo(page) == ("report" in acts)
    qtbot.keyClick(page, Qt.Key.Key_G)
    assert (page.findChild(GradeDialog) is not None) == ("grade_incident" in acts)


def test_an_ended_incident_takes_reports_and_remarks_only(stage: Stage, qtbot: QtBot) -> None:
    now = stage.world.now()
    stage.put(Dossier(id="I-1", v=1, at=now, incident=spill(now, closed=now)))
    page = page_of(stage, qtbot)
    assert offered(page) == {"report", "comment"}
    assert "已终止" in page.list.line(0).bottom


def test_a_tick_is_shown_when_the_log_says_so_and_not_before(stage: Stage, qtbot: QtBot) -> None:
    now = running(stage)
    page = page_of(stage, qtbot)
    page.tabs.setCurrentWidget(page.tasks)
    first = page.tasks.table.rows()[0]
    page.tasks.table.choose(first.id)
    qtbot.keyClick(page.tasks.table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(stage.sent()))
    (sent,) = all_of([do.CheckTask], stage.sent())
    assert (sent.about, sent.done) == (first.id, True)
    stage.operations.look()
    row = page.tasks.table.rows()[0]
    assert row.cells[0].tick is False and row.cells[-1].text == "待发送"
    qtbot.keyClick(page.tasks.table, Qt.Key.Key_Space)
    stage.answer()
    task = next(task for task in checklist(stage.room.tables.current().plans[PLAN], now) if task.id == first.id)
    stage.put(msgspec.structs.replace(task, v=2, done=True, done_at=now, done_by="赵志国"))
    qtbot.waitUntil(lambda: page.tasks.table.rows()[-1].cells[0].tick is True)
    assert "赵志国" in page.tasks.table.rows()[-1].cells[-1].text
    assert page.tabs.tabText(0).startswith("任务 1/")


def test_what_the_gateway_answered_waits_no_longer_though_the_feeds_word_is_still_on_its_way(
    stage: Stage, qtbot: QtBot
) -> None:
    now = running(stage)
    page = page_of(stage, qtbot)
    kept, heard = stage.line._keep, threading.Event()

    def slow(backend: str, commands: list) -> None:
        kept(backend, commands)
        heard.wait(10.0)

    stage.line._keep = slow
    first = page.tasks.table.rows()[0]
    page.tasks.toggle(first.id)
    qtbot.waitUntil(lambda: bool(stage.sent()))
    assert page.tasks.table.rows()[0].cells[-1].text == "待发送"
    stage.answer()
    task = next(task for task in checklist(stage.room.tables.current().plans[PLAN], now) if task.id == first.id)
    stage.put(msgspec.structs.replace(task, v=2, done=True, done_at=now, done_by="赵志国"))
    page.tasks.refresh()
    assert "赵志国" in page.tasks.table.rows()[-1].cells[-1].text
    heard.set()


def test_a_box_is_ticked_by_the_mouse(stage: Stage, qtbot: QtBot) -> None:
    running(stage)
    page = page_of(stage, qtbot)
    table = page.tasks.table
    spot = table.visualRect(table.model().index(1, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    qtbot.waitUntil(lambda: bool(stage.sent()))
    assert stage.sent()[0].command.intent.about == table.rows()[1].id


def test_what_could_not_be_saved_stays_in_the_dialog(stage: Stage, qtbot: QtBot) -> None:
    running(stage)
    page = page_of(stage, qtbot)
    stage.broken = "disk I/O error"
    qtbot.keyClick(page, Qt.Key.Key_N)
    dialog = page.findChild(NoteDialog)
    assert dialog is not None
    dialog.text.setPlainText("下风向 240 户")
    dialog.send()
    qtbot.waitUntil(lambda: dialog.said.text().startswith("未保存："))
    assert dialog.isVisible() and dialog.text.toPlainText() == "下风向 240 户"
    stage.broken = ""
    with qtbot.waitSignal(dialog.accepted):
        dialog.send()
    (sent,) = all_of([do.Comment], stage.sent())
    assert (sent.about, sent.text) == ("I-1", "下风向 240 户")


def test_only_leaders_give_instructions(stage: Stage, qtbot: QtBot) -> None:
    running(stage)
    page = page_of(stage, qtbot, DISPATCHER)
    dialog = page.act("comment")
    assert isinstance(dialog, NoteDialog) and dialog.instruction.isHidden()
    dialog.close()


def test_the_grade_follows_the_figures(stage: Stage, qtbot: QtBot) -> None:
    running(stage)
    page = page_of(stage, qtbot)
    dialog = page.act("grade_incident")
    assert isinstance(dialog, GradeDialog)
    assert dialog.figures.grade() == 3
    dialog.figures._boxes["deaths"].setValue(10)
    assert dialog.figures.grade() == 2
    dialog.send()
    assert dialog.said.text() == "请写明理由。"
    dialog.reason.setPlainText("医院核实")
    with qtbot.waitSignal(dialog.accepted):
        dialog.send()
    (entry,) = stage.sent()
    intent = entry.command.intent
    assert isinstance(intent, do.GradeIncident)
    assert (intent.grade, intent.figures["deaths"], entry.command.expected) == (2, 10.0, 3)


def test_a_plan_names_its_approver_and_is_not_started_by_others(stage: Stage, qtbot: QtBot) -> None:
    stage.put(spill(stage.world.now()))
    page = page_of(stage, qtbot, LEADER)
    dialog = page.act("activate_plan")
    assert isinstance(dialog, PlanDialog)
    assert "批准：分管副市长" in dialog.facts.text()
    dialog.level.setCurrentIndex(0)
    assert not dialog.send_button.isEnabled()
    dialog.level.setCurrentIndex(2)
    with qtbot.waitSignal(dialog.accepted):
        dialog.send()
    (sent,) = all_of([do.ActivatePlan], stage.sent())
    assert (sent.plan, sent.level) == (PLAN, 3)


def test_a_report_begins_with_what_is_owed_and_known(stage: Stage, qtbot: QtBot) -> None:
    running(stage)
    page = page_of(stage, qtbot)
    owed = page.reports.deadlines()[0]
    dialog = page.act("report")
    assert isinstance(dialog, ReportDialog)
    assert dialog.to.currentText() == owed.row.to
    assert "危化品运输车侧翻泄漏" in dialog.text.toPlainText()
    with qtbot.waitSignal(dialog.accepted):
        dialog.send()
    (sent,) = all_of([do.Report], stage.sent())
    assert (sent.stage, sent.to, sent.channel) == ("first", owed.row.to, owed.row.channel)


def test_a_countdown_has_words_for_each_colour() -> None:
    begun, due = 0, 100 * MINUTE
    calm, near, late = (remaining(begun, due, at * MINUTE) for at in (70, 76, 101))
    assert (calm.words, calm.token) == ("剩 30:00", "secondary")
    assert (near.words, near.token) == ("仅剩 24:00", "delayed")
    assert (late.words, late.token) == ("逾期 01:00", "grade1")


def test_a_unit_is_marked_and_an_invitation_is_answered(stage: Stage, qtbot: QtBot) -> None:
    running(stage)
    page = page_of(stage, qtbot)
    qtbot.keyClick(page, Qt.Key.Key_U)
    assert page.tabs.currentWidget() is page.units
    page.units.table.choose("市公安局")
    qtbot.mouseClick(page.units.buttons[0], Qt.MouseButton.LeftButton)
    page.units.table.setFocus()
    qtbot.keyClick(page.units.table, Qt.Key.Key_V)
    assert page.tabs.currentWidget() is page.seats
    page.seats.table.choose("市公安局")
    assert not page.seats.buttons["left"].isEnabled()
    qtbot.mouseClick(page.seats.buttons["answered"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(stage.sent()) == 2)
    marks = {(type(e.command.intent).__name__, e.command.intent.mark) for e in stage.sent()}
    assert marks == {("UnitMark", "received"), ("Invite", "answered")}
    assert page.seats.venue.isHidden()


def test_an_old_measure_of_a_link_is_unknown(stage: Stage, qtbot: QtBot) -> None:
    now = running(stage)
    stage.put(
        seat(now, "新鲜", Answer.ANSWERED, measured=now, delay=50), seat(now, "陈旧", Answer.ANSWERED, measured=1)
    )
    page = page_of(stage, qtbot)
    words = {row.id: row.cells[2].text for row in page.seats.table.rows()}
    assert words["新鲜"].startswith("良好") and words["陈旧"] == "未知" and words["市公安局"] == "—"


def test_another_departments_act_appears_by_itself(stage: Stage, qtbot: QtBot) -> None:
    now = running(stage)
    page = page_of(stage, qtbot)
    stage.put(unit(now, "市委政法委", arrived=now), *story(now, 4))
    qtbot.waitUntil(lambda: any(row.id == "市委政法委" for row in page.units.table.rows()))
    assert page.story.list.count() == 4


def test_a_refused_act_is_told_in_words(stage: Stage, qtbot: QtBot) -> None:
    running(stage)
    page = page_of(stage, qtbot)
    told: list[str] = []
    stage.room.acting.said.connect(lambda words, _token: told.append(words))
    page.units.mark("joined", "市水务局")
    qtbot.waitUntil(lambda: bool(stage.sent()))
    stage.answer(Verdict.CONFLICT, reason="already marked", by="孙明", at=stage.world.now())
    qtbot.waitUntil(lambda: bool(told))
    assert len(told) == 1 and told[0].startswith("冲突：力量登记未生效，孙明 ")
