"""The alarm desk by keyboard and by mouse: what is chosen, shown, offered and sent; what only the log changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from alarm_stage import HOUR, alarm, desk_of
from duty_stage import COMMANDER, DISPATCHER, WALL, Stage, all_of
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from console.commands import intents as do
from console.commands.envelope import Verdict
from console.config.desk_prefs import PrefsFile
from console.domain.entities import Note
from console.domain.roles import Person, Role
from console.models.alarms.acts import Act
from screens.desk import DeskWindow
from screens.desk.alarms.dialogs import CommentDialog, DispatchDialog, ServiceDialog, ShelveDialog
from screens.desk.alarms.menu import act_menu, column_menu
from screens.desk.gear import DeskGear
from screens.desk.incident.opening import OpenDialog
from widgets.alarms.columns import Column

pytestmark = pytest.mark.operations
COUNT = 8


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path)
    made.put(*[alarm(made.world.now(), number) for number in range(COUNT)])
    yield made
    made.close()


def press(qtbot: QtBot, desk: DeskWindow, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier):
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget() or desk, key, held)


def chosen(desk: DeskWindow) -> list[str]:
    return [row.id for row in desk.alarms.table.chosen()]


def shown(desk: DeskWindow) -> list[str]:
    groups = desk.alarms.groups
    return [groups.row(place).id or groups.row(place).title for place in range(groups.count())]


def click_row(qtbot: QtBot, desk: DeskWindow, index: int, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier):
    table = desk.alarms.table
    y = table.heading_height() + (index - table.shown_range().start) * table._painter.height + 8
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, held, QPoint(320, y))


def opened(qtbot: QtBot, dialog: QDialog) -> QDialog:
    """The dialog with the keyboard in it."""
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def buttons(desk: DeskWindow) -> dict[Act, QPushButton]:
    row = desk.alarms.details.acts
    return {act: each for act, each in row.buttons.items() if each.isVisibleTo(desk)}


def test_one_key_acknowledges_and_only_the_log_changes_the_row(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot)
    press(qtbot, desk, Qt.Key.Key_Home, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(stage.sent()) == 1)
    (entry,) = stage.sent()
    assert entry.command.intent == do.Acknowledge(about="A-0")
    assert entry.command.expected == 1
    qtbot.waitUntil(lambda: desk.alarms.groups.row(0).pending == "确认待送达")
    assert not desk.alarms.groups.row(0).acknowledged, "nothing is believed before the log says so"
    before = stage.world.alarms.entity(stage.world.alarms.find("A-0"))[1]
    stage.put(msgspec.structs.replace(before, v=2, acknowledged=True, by="赵志国"))
    stage.answer()
    qtbot.waitUntil(lambda: desk.alarms.groups.index_of(stage.world.alarms.find("A-0")) == COUNT - 1)
    assert desk.alarms.groups.row(COUNT - 1).pending == ""


def test_several_rows_by_shift_and_control_are_acknowledged_in_one_go(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot)
    press(qtbot, desk, Qt.Key.Key_Home)
    press(qtbot, desk, Qt.Key.Key_Down, Qt.Key.Key_Down, held=Qt.KeyboardModifier.ShiftModifier)
    assert chosen(desk) == ["A-0", "A-1", "A-2"]
    click_row(qtbot, desk, 5, Qt.KeyboardModifier.ControlModifier)
    assert chosen(desk) == ["A-0", "A-1", "A-2", "A-5"]
    press(qtbot, desk, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: len(stage.sent()) == 4)
    assert [each.about for each in all_of([do.Acknowledge], stage.sent())] == ["A-0", "A-1", "A-2", "A-5"]


def test_control_a_takes_all_and_a_shift_click_a_range(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot)
    press(qtbot, desk, Qt.Key.Key_A, held=Qt.KeyboardModifier.ControlModifier)
    assert len(chosen(desk)) == COUNT
    assert stage.sent() == []
    click_row(qtbot, desk, 2)
    click_row(qtbot, desk, 4, Qt.KeyboardModifier.ShiftModifier)
    assert chosen(desk) == ["A-2", "A-3", "A-4"]


def test_slash_searches_by_initials_and_escape_goes_back(qtbot: QtBot, stage: Stage) -> None:
    stage.put(alarm(stage.world.now(), 20, title="滨河工业排污口 COD 超标"))
    desk = desk_of(stage, qtbot)
    press(qtbot, desk, Qt.Key.Key_Slash)
    assert desk.alarms.bar.words.hasFocus()
    qtbot.keyClicks(desk.alarms.bar.words, "bhgy")
    assert shown(desk) == ["A-20"]
    assert stage.sent() == [], "letters in the search are no acts"
    press(qtbot, desk, Qt.Key.Key_Escape)
    assert len(shown(desk)) == COUNT + 1
    assert desk.alarms.table.hasFocus()


def test_filters_by_mouse_narrow_the_list_and_say_so(qtbot: QtBot, stage: Stage) -> None:
    stage.put(alarm(stage.world.now(), 30, priority=1, acknowledged=True), alarm(stage.world.now(), 31, shelved=True))
    desk = desk_of(stage, qtbot)
    bar = desk.alarms.bar
    bar.grades.menu().actions()[0].trigger()
    assert shown(desk) == ["A-30"]
    desk.alarms.refresh()
    assert bar.clear_button.isVisible()
    qtbot.mouseClick(bar.clear_button, Qt.MouseButton.LeftButton)
    hidden = next(each for show, each in bar.show_chips.items() if show.value == "hidden")
    qtbot.mouseClick(hidden, Qt.MouseButton.LeftButton)
    assert shown(desk) == ["A-31"]


def test_mine_are_those_that_i_have_in_hand(qtbot: QtBot, stage: Stage) -> None:
    stage.put(alarm(stage.world.now(), 30, acknowledged=True, by="钱小雨"))
    desk = desk_of(stage, qtbot, DISPATCHER)
    mine = next(each for show, each in desk.alarms.bar.show_chips.items() if show.value == "mine")
    qtbot.mouseClick(mine, Qt.MouseButton.LeftButton)
    assert shown(desk) == ["A-30"]


def test_a_group_acts_on_all_its_alarms_and_unfolds_by_key(qtbot: QtBot, stage: Stage) -> None:
    now = stage.world.now()
    stage.put(*[alarm(now, number, source="cam-1", priority=2) for number in (40, 41, 42)])
    desk = desk_of(stage, qtbot)
    press(qtbot, desk, Qt.Key.Key_G, Qt.Key.Key_Home)
    assert desk.alarms.groups.row(0).members == 3
    press(qtbot, desk, Qt.Key.Key_Right)
    assert shown(desk)[1:4] == ["A-40", "A-41", "A-42"]
    press(qtbot, desk, Qt.Key.Key_Left)
    assert desk.alarms.groups.count() == COUNT + 1
    press(qtbot, desk, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: len(stage.sent()) == 3)


def test_the_first_of_a_burst_is_marked(qtbot: QtBot, stage: Stage) -> None:
    now = stage.world.now()
    late, first = alarm(now, 50, source="x", raised=now - 5_000), alarm(now, 51, source="x", raised=now - 30_000)
    stage.put(late, first)
    desk = desk_of(stage, qtbot)
    groups = desk.alarms.groups
    marks = {groups.row(place).id: groups.row(place).mark for place in range(groups.count())}
    assert {name for name, mark in marks.items() if mark} == {"A-51"}


@pytest.mark.parametrize(
    ("person", "acts"),
    [
        (DISPATCHER, {Act.ACKNOWLEDGE, Act.DISPATCH, Act.INCIDENT, Act.ATTACH, Act.SHELVE, Act.COMMENT}),
        (
            COMMANDER,
            {Act.ACKNOWLEDGE, Act.DISPATCH, Act.INCIDENT, Act.ATTACH, Act.SHELVE, Act.COMMENT, Act.OUT_OF_SERVICE},
        ),
        (Person("t", "技术", Role.TECHNICIAN), {Act.COMMENT, Act.OUT_OF_SERVICE}),
        (WALL, set()),
        (Person("a", "审计", Role.AUDIT_ADMIN), set()),
        (None, set()),
    ],
)
def test_a_role_sees_its_own_acts(qtbot: QtBot, stage: Stage, person: Person | None, acts: set[Act]) -> None:
    desk = desk_of(stage, qtbot, person)
    click_row(qtbot, desk, 0)
    assert set(buttons(desk)) == acts
    offered = [action for action in act_menu(desk.alarms.control, desk).actions() if action.isEnabled()]
    assert len(offered) == len(acts)
    press(qtbot, desk, Qt.Key.Key_Space)
    qtbot.wait(50)
    assert len(stage.sent()) == (1 if Act.ACKNOWLEDGE in acts else 0)
    if Act.ACKNOWLEDGE not in acts:
        assert desk.told.isVisible() and "不能确认" in desk.told.text()


def test_an_act_that_the_state_refuses_says_why(qtbot: QtBot, stage: Stage) -> None:
    stage.put(alarm(stage.world.now(), 0, v=2, acknowledged=True))
    desk = desk_of(stage, qtbot)
    desk.alarms.look_at(stage.world.alarms.find("A-0"))
    acknowledge = buttons(desk)[Act.ACKNOWLEDGE]
    assert not acknowledge.isEnabled()
    assert "已确认过" in acknowledge.toolTip()
    press(qtbot, desk, Qt.Key.Key_R)
    assert "不能复位" in desk.told.text()
    assert stage.sent() == []


def test_shelving_needs_a_reason_and_offers_the_end_of_the_shift(qtbot: QtBot, stage: Stage) -> None:
    from scenes import shift

    stage.put(shift(stage.world.now(), offset=-2 * HOUR))
    desk = desk_of(stage, qtbot)
    click_row(qtbot, desk, 1)
    press(qtbot, desk, Qt.Key.Key_S)
    dialog = desk.findChild(ShelveDialog)
    assert "到本班结束" in dialog.until.itemText(dialog.until.count() - 1)
    dialog.send()
    assert dialog.isVisible() and "原因" in dialog.said.text()
    dialog.reason.setPlainText("检修")
    dialog.until.setCurrentIndex(2)
    qtbot.keyClick(opened(qtbot, dialog), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(stage.sent()) == 1)
    (intent,) = all_of([do.Shelve], stage.sent())
    assert (intent.about, intent.reason) == ("A-1", "检修")
    assert abs(intent.until - stage.world.now() - 30 * 60_000) < 5_000


def test_the_end_of_the_shift_does_not_wait_for_whoever_writes_the_reason(
    qtbot: QtBot, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from scenes import shift

    on = shift(stage.world.now(), offset=-2 * HOUR)
    stage.put(on)
    desk = desk_of(stage, qtbot)
    click_row(qtbot, desk, 1)
    press(qtbot, desk, Qt.Key.Key_S)
    dialog = desk.findChild(ShelveDialog)
    dialog.reason.setPlainText("检修")
    dialog.until.setCurrentIndex(dialog.until.count() - 1)
    later = stage.world.now() + 600_000
    monkeypatch.setattr(stage.world, "now", lambda: later)
    wanted = dialog.what()
    assert wanted is not None and wanted[2][0][0].until == on.ends


def test_what_could_not_be_saved_stays_in_the_dialog(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot)
    click_row(qtbot, desk, 0)
    press(qtbot, desk, Qt.Key.Key_C)
    dialog = desk.findChild(CommentDialog)
    dialog.text.setPlainText("现场已到人")
    stage.broken = "database or disk is full"
    dialog.send()
    qtbot.waitUntil(lambda: "未保存" in dialog.said.text())
    assert dialog.isVisible()
    assert dialog.text.toPlainText() == "现场已到人"
    stage.broken = ""
    dialog.send()
    qtbot.waitUntil(lambda: len(stage.sent()) == 1)
    assert all_of([do.Comment], stage.sent())[0].text == "现场已到人"


def test_words_are_never_cut_unseen(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot)
    click_row(qtbot, desk, 0)
    press(qtbot, desk, Qt.Key.Key_S)
    dialog = desk.findChild(ShelveDialog)
    dialog.reason.setPlainText("因" * 501)
    dialog.send()
    assert dialog.isVisible() and "最多 500 字，现有 501 字" in dialog.said.text()
    dialog.reason.setPlainText("因" * 500)
    dialog.send()
    qtbot.waitUntil(lambda: len(stage.sent()) == 1)
    assert all_of([do.Shelve], stage.sent())[0].reason == "因" * 500


def test_while_it_is_being_saved_a_dialog_neither_closes_nor_sends_again(
    qtbot: QtBot, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If it turns out that it was not saved, what was written must still be there, and somebody must be told."""
    desk = desk_of(stage, qtbot)
    click_row(qtbot, desk, 0)
    press(qtbot, desk, Qt.Key.Key_C)
    dialog = desk.findChild(CommentDialog)
    dialog.text.setPlainText("现场已到人")
    answers: list[Callable[[str], None]] = []
    monkeypatch.setattr(stage.operations, "send", lambda _b, _k, _i, answered: answers.append(answered) or [])
    desk.room.acting.operations = stage.operations
    dialog.send()
    dialog.reject()
    dialog.send()
    assert dialog.isVisible() and len(answers) == 1
    answers[0]("the feed does not answer")
    assert "未保存" in dialog.said.text() and dialog.text.toPlainText() == "现场已到人"
    dialog.reject()
    assert not dialog.isVisible()


def test_an_acknowledgement_that_could_not_be_saved_is_told(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot)
    stage.broken = "database or disk is full"
    click_row(qtbot, desk, 0)
    press(qtbot, desk, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: desk.told.isVisible() and "未保存" in desk.told.text())


def test_a_dispatch_names_the_lead_first_and_proposes_by_the_procedure(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot)
    click_row(qtbot, desk, 0)
    press(qtbot, desk, Qt.Key.Key_D)
    dialog = desk.findChild(DispatchDialog)
    assert [name for name, box in dialog.boxes.items() if box.isChecked()] == ["城管"]
    dialog.boxes["应急"].setChecked(True)
    dialog.lead.setCurrentText("应急")
    dialog.note.setPlainText("到场围挡")
    dialog.send()
    qtbot.waitUntil(lambda: len(stage.sent()) == 1)
    (intent,) = all_of([do.Dispatch], stage.sent())
    assert (intent.departments, intent.note) == (("市应急管理局", "市城市管理局"), "到场围挡")


def test_alarms_become_an_incident_and_a_point_goes_out_of_service(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot)
    click_row(qtbot, desk, 0)
    click_row(qtbot, desk, 2, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, desk, Qt.Key.Key_I)
    opening = desk.findChild(OpenDialog)
    assert (opening.cls.currentText(), opening.title.cursorPosition()) == ("", 0)
    opening.send()
    assert opening.said.text() == "请选择类别。", "no law's countdown begins by a guess"
    opening.cls.setCurrentText("事故灾难")
    opening.send()
    qtbot.waitUntil(lambda: len(stage.sent()) == 1)
    qtbot.waitUntil(lambda: "按 F2" in desk.told.text())
    assert all_of([do.OpenIncident], stage.sent())[0].alarms == ("A-0", "A-2")
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    desk.alarms.table.setFocus()
    click_row(qtbot, desk, 3)
    press(qtbot, desk, Qt.Key.Key_O)
    service = desk.findChild(ServiceDialog)
    service.reason.setPlainText("检修单 12")
    service.send()
    qtbot.waitUntil(lambda: len(stage.sent()) == 2)
    assert all_of([do.TakeOutOfService], stage.sent())[0].about == "A-3"


def test_columns_are_moved_hidden_and_remembered(qtbot: QtBot, stage: Stage, tmp_path: Path) -> None:
    file = tmp_path / "prefs" / "desk.json"
    desk = desk_of(stage, qtbot, gear=DeskGear(prefs=PrefsFile(file)))
    table = desk.alarms.table
    places = {place.column: place for place in table._painter.columns}
    start, goal = places[Column.STATE], places[Column.TIME]
    middle = table.heading_height() // 2
    qtbot.mousePress(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(start.left + 5, middle))
    qtbot.mouseMove(table.viewport(), QPoint(goal.left + 40, middle))
    qtbot.mouseMove(table.viewport(), QPoint(goal.left + 5, middle))
    qtbot.mouseRelease(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(goal.left + 5, middle))
    assert table.columns().order[:3] == (Column.LEVEL, Column.STATE, Column.TIME)
    menu = next(each for each in column_menu(table).actions() if each.text() == "区域").menu()
    menu.actions()[0].trigger()
    assert Column.AREA not in table.columns().order
    again = desk_of(stage, qtbot, gear=DeskGear(prefs=PrefsFile(file)))
    assert again.alarms.table.columns() == table.columns()


def test_a_broken_settings_file_is_the_usual_look(
    qtbot: QtBot, stage: Stage, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "desk.json"
    file.write_text('{"columns": 7')
    desk = desk_of(stage, qtbot, gear=DeskGear(prefs=PrefsFile(file)))
    assert desk.alarms.table.columns().order[0] is Column.LEVEL
    assert len([record for record in caplog.records if "desk.json" in record.getMessage()]) == 1


def test_details_tell_story_procedure_and_remarks(qtbot: QtBot, stage: Stage) -> None:
    now = stage.world.now()
    stage.put(Note(id="n", v=1, at=now, about="A-1", text="<b>已联系</b>", author="张三"))
    desk = desk_of(stage, qtbot)
    click_row(qtbot, desk, 1)
    details = desk.alarms.details
    assert "状态 B 未确认" in details.facts.findChild(QLabel).text()
    assert details.tabs.tabText(4) == "备注 1"
    assert details.notes.list.line(0).top == "<b>已联系</b>"
    assert "围挡" in details.procedure.text.toPlainText()
    assert "发生" in details.story.list.line(0).top
    press(qtbot, desk, Qt.Key.Key_5)
    assert details.tabs.currentWidget() is details.notes


def test_a_conflict_is_told_and_the_list_leads_on(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot)
    click_row(qtbot, desk, 2)
    press(qtbot, desk, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(stage.sent()) == 1)
    qtbot.waitUntil(lambda: not desk.room.acting._fresh)
    stage.answer(Verdict.CONFLICT, reason="already acknowledged", by="王建国", at=stage.world.now())
    qtbot.waitUntil(lambda: desk.told.isVisible() and "王建国" in desk.told.text())
    desk._refresh()
    assert "冲突 1" in desk.foot.commands.text()
    press(qtbot, desk, Qt.Key.Key_F7)
    assert desk.commands.isVisible()
    assert "已确认过" in desk.commands.detail.text()
    desk.commands.ask = lambda words: "未确认" in words
    desk.commands.acts[next(step for step in desk.commands.acts if step.value == "resend")].click()
    qtbot.waitUntil(lambda: len(stage.sent()) == 1)
    qtbot.waitUntil(lambda: "冲突 0" in desk.foot.commands.text())  # decided anew: the old one is done with


def test_an_outcome_comes_back_after_a_word_about_the_moment_until_it_was_seen(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot)
    desk.room.acting.said.emit("冲突：确认未生效", "grade2")
    desk.alarms.control.said.emit("不能复位", "delayed")
    assert desk.told.text() == "不能复位"
    desk._fading.timeout.emit()
    assert desk.told.isVisible() and desk.told.text() == "冲突：确认未生效"
    desk.alarms.control.said.emit("不能复位", "delayed")
    desk.told._dismiss.click()
    assert desk.told.isVisible() and desk.told.text() == "冲突：确认未生效"
    desk.told._dismiss.click()
    assert desk.told.isHidden()
    desk.alarms.control.said.emit("不能复位", "delayed")
    desk._fading.timeout.emit()
    assert desk.told.isHidden()


def test_a_conflict_is_in_the_list_however_many_acts_came_after_it(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot)
    desk.room.acting.send(stage.backend, "Alarm", [(do.Acknowledge(about="A-1"), 1)])
    qtbot.waitUntil(lambda: len(stage.sent()) == 1)
    stage.answer(Verdict.CONFLICT, reason="already acknowledged", by="王建国", at=stage.world.now())
    desk.room.acting.send(stage.backend, "Note", [(do.Comment(about="A-2", text=f"{n}"), -1) for n in range(230)])
    qtbot.waitUntil(lambda: stage.operations.waiting == 230)
    desk.commands.open_list()
    rows = desk.commands.table.rows()
    assert len(rows) == 201 and rows[-1].cells[3].text == "冲突"
    assert desk.commands.cut.isVisible() and "200" in desk.commands.cut.text() and "230" in desk.commands.cut.text()


def test_an_expired_dispatch_is_never_sent_again_without_asking(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot)
    desk.room.acting.send(stage.backend, "Alarm", [(do.Dispatch(about="A-1", departments=("应急",)), 1)])
    qtbot.waitUntil(lambda: len(stage.sent()) == 1 and not desk.room.acting._fresh)
    stage.answer(Verdict.EXPIRED, reason="waited too long")
    qtbot.waitUntil(lambda: "已过期" in desk.told.text())
    asked: list[str] = []
    desk.commands.ask = lambda words: bool(asked.append(words))
    desk.commands.open_list()
    resend = next(each for step, each in desk.commands.acts.items() if step.value == "resend")
    resend.click()
    assert "派遣" in asked[0]
    qtbot.wait(50)
    assert stage.sent() == []
    desk.commands.close()


def test_every_dialog_closes_by_escape_and_sends_nothing(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot)
    click_row(qtbot, desk, 0)
    for act in (Act.SHELVE, Act.DISPATCH, Act.COMMENT, Act.INCIDENT, Act.OUT_OF_SERVICE):
        dialog = desk.alarms.control.do(act)
        assert isinstance(dialog, QDialog)
        with qtbot.waitSignal(dialog.rejected):
            qtbot.keyClick(opened(qtbot, dialog), Qt.Key.Key_Escape)
    assert stage.sent() == []


def echo(stage: Stage, *names: str) -> None:
    """The log says that these are acknowledged."""
    for name in names:
        before = stage.world.alarms.entity(stage.world.alarms.find(name))[1]
        stage.put(msgspec.structs.replace(before, v=before.v + 1, acknowledged=True, by="赵志国"))
    stage.answer()


def in_hand(desk: DeskWindow) -> str:
    row = desk.alarms.table.current()
    return row.id if row else ""


def test_after_the_space_bar_the_next_alarm_that_waits_is_in_hand_and_no_echo_moves_it(
    qtbot: QtBot, stage: Stage
) -> None:
    echo(stage, "A-3")
    desk = desk_of(stage, qtbot)
    assert shown(desk)[-1] == "A-3"
    press(qtbot, desk, Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert (in_hand(desk), chosen(desk)) == ("A-2", ["A-2"])
    assert desk.alarms.details._row is not None and desk.alarms.details._row.id == "A-2"
    press(qtbot, desk, Qt.Key.Key_A)
    assert in_hand(desk) == "A-4"
    qtbot.waitUntil(lambda: len(stage.sent()) == 2)
    echo(stage, "A-1", "A-2")
    assert (in_hand(desk), chosen(desk)) == ("A-4", ["A-4"])
    press(qtbot, desk, Qt.Key.Key_Down)
    assert in_hand(desk) == "A-5", "one step is one row, not the end of the list"


def test_after_several_at_once_the_next_below_them_and_from_the_end_the_first_that_waits(
    qtbot: QtBot, stage: Stage
) -> None:
    desk = desk_of(stage, qtbot)
    press(qtbot, desk, Qt.Key.Key_Home, Qt.Key.Key_Down)
    press(qtbot, desk, Qt.Key.Key_Down, Qt.Key.Key_Down, held=Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, desk, Qt.Key.Key_Space)
    assert (in_hand(desk), chosen(desk)) == ("A-4", ["A-4"])
    press(qtbot, desk, *[Qt.Key.Key_Space] * 4)
    assert in_hand(desk) == "A-0", "what is on its way waits for nobody"
    qtbot.waitUntil(lambda: len(stage.sent()) == COUNT - 1)


def test_when_nothing_waits_any_more_the_cursor_keeps_its_place(qtbot: QtBot, stage: Stage) -> None:
    echo(stage, *(f"A-{number}" for number in range(2, COUNT)))
    desk = desk_of(stage, qtbot)
    press(qtbot, desk, Qt.Key.Key_Home, Qt.Key.Key_Space, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(stage.sent()) == 2)
    assert in_hand(desk) == "A-1"
    echo(stage, "A-0")
    place = desk.alarms.table._chosen_index
    echo(stage, "A-1")
    assert desk.alarms.table._chosen_index == place
    before = in_hand(desk)
    echo(stage, *(f"A-{number}" for number in range(COUNT)))
    assert in_hand(desk) == before


def test_a_row_that_another_person_acknowledges_stays_in_hand(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot)
    click_row(qtbot, desk, 1)
    echo(stage, "A-1")
    assert (in_hand(desk), chosen(desk), shown(desk)[-1]) == ("A-1", ["A-1"], "A-1")


def test_the_button_names_the_key_that_the_help_teaches(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot)
    click_row(qtbot, desk, 0)
    assert buttons(desk)[Act.ACKNOWLEDGE].text() == "确认 空格"
    assert "确认\t空格" in [action.text() for action in act_menu(desk.alarms.control, desk).actions()]


def test_a_menu_acts_on_the_row_that_it_was_opened_on_wherever_the_list_goes_meanwhile(
    qtbot: QtBot, stage: Stage
) -> None:
    """Nobody has chosen yet: the most urgent alarm stands in, and a worse one that comes would take its place."""
    desk = desk_of(stage, qtbot)
    desk.alarms.refresh()
    assert chosen(desk) == ["A-0"]
    menu = act_menu(desk.alarms.control, desk)
    stage.put(alarm(stage.world.now(), 99, priority=1, raised=stage.world.now()))
    desk.alarms.refresh()
    assert chosen(desk) == ["A-99"]
    next(action for action in menu.actions() if action.text().startswith("确认")).trigger()
    qtbot.waitUntil(lambda: len(stage.sent()) == 1)
    assert stage.sent()[0].command.intent.about == "A-0"
