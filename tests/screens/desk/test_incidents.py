"""The incident workspace by keyboard and mouse: what is offered to whom, what is sent, what only the log shows."""

from __future__ import annotations

import csv
import hashlib
import io
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from duty_stage import COMMANDER, DISPATCHER, LEADER, WALL, Stage, all_of
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from scenes import MINUTE, PLAN, checklist, seat, spill, story, unit

from console.commands import intents as do
from console.commands.envelope import Verdict
from console.domain.entities import Answer, Dossier, Note, Resource, System
from console.domain.pictures import clean
from console.domain.roles import Person
from console.models.clock import local
from console.models.rows import AlarmRow
from console.store.pictures import PictureFolder
from screens.desk.incident.dialogs import GradeDialog, NoteDialog, PlanDialog, ReportDialog
from screens.desk.incident.opening import OpenDialog
from screens.desk.incident.page import IncidentsPage
from screens.desk.incident.pictures import PictureStrip, PictureView
from widgets.countdown import remaining

pytestmark = pytest.mark.operations


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path)
    yield made
    made.close()


def page_of(stage: Stage, qtbot: QtBot, person: Person | None = LEADER) -> IncidentsPage:
    if person is None:
        stage.operations.sign_out()
    else:
        stage.operations.sign_in(person, "s")
    page = IncidentsPage(stage.room)
    page.setStyleSheet(stage.room.theme.qss())
    page.resize(1900, 960)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    page.list.setFocus()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def running(stage: Stage) -> int:
    """An incident with checklist, unit and seat."""
    now = stage.world.now()
    tasks = checklist(stage.room.tables.current().plans[PLAN], now)
    stage.put(spill(now, plan=PLAN, level=3, activated=now), *tasks, unit(now), seat(now), *story(now, 3))
    return now


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


def alarm(name: str, backend: int, system: str = "环保") -> AlarmRow:
    return AlarmRow(1, name, 2, 0, system, f"{name} COD 超标", "海曲区", True, False, "未确认", "s", "", None, None,
                    backend=backend, branch=System.ENVIRONMENT)  # fmt: skip


def test_alarms_become_an_incident_that_is_chosen_when_its_echo_comes(stage: Stage, qtbot: QtBot) -> None:
    running(stage)
    page = page_of(stage, qtbot, DISPATCHER)
    dialog = page.open_incident([alarm("A-7", stage.backend), alarm("A-8", stage.backend)])
    assert isinstance(dialog, OpenDialog)
    assert dialog.cls.currentText() == "突发环境事件"
    with qtbot.waitSignal(dialog.accepted):
        dialog.send()
    (sent,) = all_of([do.OpenIncident], stage.sent())
    assert sent.alarms == ("A-7", "A-8") and sent.title == "A-7 COD 超标"
    assert page.held is not None and page.held.incident.id == "I-1"
    now = stage.world.now()
    stage.put(msgspec.structs.replace(spill(now), id=sent.about, v=1))
    qtbot.waitUntil(lambda: page.held is not None and page.held.incident.id == sent.about)


def test_a_report_by_telephone_needs_a_name_and_a_source(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage, qtbot, DISPATCHER)
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = page.findChild(OpenDialog)
    assert dialog is not None
    for words, field, text in (
        ("请填写名称。", dialog.title, "仓库起火"),
        ("请写明信息来源。", dialog.source, "119 转来"),
    ):
        dialog.send()
        assert dialog.said.text() == words
        field.setText(text)
        dialog.cls.setCurrentText("生产安全事故")
    with qtbot.waitSignal(dialog.accepted):
        dialog.send()
    (sent,) = all_of([do.OpenIncident], stage.sent())
    assert sent.source == "119 转来" and sent.lon is not None and len(sent.area) == 6


def test_resources_are_found_by_circle_by_road_and_by_a_drawn_area(stage: Stage, qtbot: QtBot) -> None:
    now = running(stage)
    page = page_of(stage, qtbot)
    page.tabs.setCurrentWidget(page.around)
    page.around.set_reach(5)
    circle = {each.asset.id for each in page.around.found}
    assert circle and page.around.table.rows()[0].cells[-1].text == "未登记"
    assert page.around.table.rows()[0].cells[4].text == "未知"
    page.around.set_mode("drive")
    qtbot.waitUntil(lambda: bool(page.around.found), timeout=10_000)
    drive = {each.asset.id for each in page.around.found}
    assert drive < circle
    stage.put(Resource(id=page.around.found[0].asset.id, v=1, at=now, name="x", available=True))
    page.around.set_mode("ring")
    assert page.around.found == []
    size = page.around.overlay.size()
    for x, y in ((0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9)):
        spot = QPoint(round(size.width() * x), round(size.height() * y))
        qtbot.mouseClick(page.around.overlay, Qt.MouseButton.LeftButton, pos=spot)
    qtbot.keyClick(page.around.overlay, Qt.Key.Key_Return)
    assert page.around.found and not page.around.overlay.drawing
    assert "沿道路" not in page.around.said.text()


def test_without_a_road_graph_the_page_says_so(stage: Stage, qtbot: QtBot) -> None:
    running(stage)
    stage.roads(None)
    page = page_of(stage, qtbot)
    page.around.set_mode("drive")
    assert page.around.said.text() == "本机没有路网数据，无法计算行车距离。"


def test_the_timeline_is_filtered_and_taken_away(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    now = running(stage)
    stage.put(Note(id="N", v=1, at=now, about="I-1", text="=cmd()", author="孙明"))
    page = page_of(stage, qtbot)
    assert page.story.list.count() == 4
    page.story.kind.setCurrentIndex(page.story.kind.findData("note"))
    assert [page.story.list.line(n).top for n in range(page.story.list.count())] == ["=cmd()"]
    page.story.write(tmp_path / "a.csv")
    rows = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_bytes().decode("utf-8-sig"))))
    assert rows[1][3] == "'=cmd()"
    page.story.kind.setCurrentIndex(0)
    page.story.write(tmp_path / "a.txt")
    assert "第 2 分队 到场" in (tmp_path / "a.txt").read_text(encoding="utf-8")
    page.story.write(tmp_path / "a.pdf")
    document = QPdfDocument()
    document.load(str(tmp_path / "a.pdf"))
    assert "危化品运输车侧翻泄漏" in document.getAllText(0).text()
    document.close()


def test_what_is_taken_away_says_of_when_it_is(
    stage: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Twenty minutes after the link broke a file must not claim to be of now."""
    running(stage)
    page = page_of(stage, qtbot)
    now, ticks = stage.world.now(), time.monotonic_ns()
    assert "缓存" not in page.story.paper().foot
    monkeypatch.setattr(stage.world, "now", lambda: now + 20 * MINUTE)
    monkeypatch.setattr(time, "monotonic_ns", lambda: ticks + 1_200_000_000_000)
    foot = page.story.paper().foot
    until = stage.world.known_until()
    assert abs(until - now) < MINUTE and f"数据时间 {local(until):%Y-%m-%d %H:%M:%S}" in foot
    assert "缓存" in foot and "20 min" in foot
    page.story.kind.setCurrentIndex(page.story.kind.findData("note"))
    page.story.write(tmp_path / "a.csv")
    rows = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_bytes().decode("utf-8-sig"))))
    said = [row[0] for row in rows[rows.index([]) + 1 :]]
    assert said[0].startswith("事件时间线：") and f"数据时间 {local(until):%Y-%m-%d %H:%M:%S}" in said
    assert "来源 gw-1" in said and any("缓存" in line for line in said)
    assert said[-1].startswith("只含类别“备注”，0 / "), "a part is not taken for the whole"


def test_mark_up_in_data_stays_plain(stage: Stage, qtbot: QtBot) -> None:
    now = stage.world.now()
    stage.put(spill(now, title="<b>粗</b>"), Note(id="N", v=1, at=now, about="I-1", text="<img src=x>", author="<i>"))
    page = page_of(stage, qtbot)
    assert page.list.line(0).top == "<b>粗</b>"
    page.story.list.choose("N")
    assert "<img src=x>" in page.story.full.toPlainText()


def test_a_picture_goes_with_its_remark(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    now = running(stage)
    picture, program = tmp_path / "现场.png", tmp_path / "x.exe"
    QImage(400, 300, QImage.Format.Format_RGB32).save(str(picture))
    program.write_bytes(b"MZ")
    page = page_of(stage, qtbot)
    dialog = page.act("comment")
    assert isinstance(dialog, NoteDialog)
    dialog.pictures.attach(picture)
    dialog.pictures.attach(program)
    assert "不是 PNG" in dialog.said.text() and dialog.pictures.attached.text().startswith("已附 1 张")
    dialog.pictures.attach(tmp_path / "gone.png")
    assert "读写失败" in dialog.said.text()
    dialog.text.setPlainText("见图")
    dialog.send()
    qtbot.waitUntil(lambda: bool(stage.sent()))
    (intent,) = all_of([do.Comment], stage.sent())
    (name,) = intent.pictures
    there = stage.folder / "pictures" / name
    assert hashlib.sha256(there.read_bytes()).hexdigest() == name
    stage.put(Note(id="N", v=1, at=now, about="I-1", text="见图", author="孙明", pictures=(name, "0" * 64)))
    page.tabs.setCurrentWidget(page.remarks)
    qtbot.waitUntil(lambda: bool(page.remarks.notes()))
    page.remarks.refresh()
    first, second = page.remarks.findChildren(PictureStrip)[0].findChildren(QPushButton)
    assert first.isEnabled() and not first.icon().isNull()
    assert not second.isEnabled() and "正在取" in second.text()


def test_pictures_of_other_desks_appear_when_they_come_and_open_large(stage: Stage, qtbot: QtBot) -> None:
    now = running(stage)
    page = page_of(stage, qtbot)
    page.tabs.setCurrentWidget(page.remarks)
    bodies = []
    for colour in ("red", "blue"):
        body = io.BytesIO()
        Image.new("RGB", (640, 480), colour).save(body, "JPEG")
        bodies.append(body.getvalue())
    names = [hashlib.sha256(body).hexdigest() for body in bodies]
    stage.put(Note(id="N", v=1, at=now, about="I-1", text="见图", author="别的席位", pictures=tuple(names)))
    qtbot.waitUntil(lambda: bool(page.remarks.findChildren(PictureStrip)))
    strip = page.remarks.findChildren(PictureStrip)[0]
    first, second = strip.findChildren(QPushButton)
    assert not first.isEnabled() and not second.isEnabled()
    for body in bodies:
        PictureFolder(stage.folder).put(clean(body))
    page.remarks.tick()
    assert first.isEnabled() and second.isEnabled()
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    (view,) = page.window().findChildren(PictureView)
    assert view.picture.pixmap().width() > first.iconSize().width()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert "第 2 / 2 张" in view.said.text()
    view.reject()


def test_an_area_that_crosses_itself_is_refused_with_a_word(stage: Stage, qtbot: QtBot) -> None:
    running(stage)
    page = page_of(stage, qtbot)
    page.tabs.setCurrentWidget(page.around)
    page.around.set_mode("ring")
    overlay = page.around.overlay
    width, height = overlay.width(), overlay.height()
    for x, y in ((0.1, 0.5), (0.9, 0.5), (0.9, 0.9), (0.5, 0.1)):
        qtbot.mouseClick(overlay, Qt.MouseButton.LeftButton, pos=QPoint(round(width * x), round(height * y)))
    assert len(overlay.ring) == 3 and "自相交" in page.around.said.text()
    qtbot.mouseClick(overlay, Qt.MouseButton.LeftButton, pos=QPoint(round(width * 0.2), round(height * 0.9)))
    qtbot.keyClick(overlay, Qt.Key.Key_Return)
    assert len(overlay.ring) == 4 and not overlay.drawing
