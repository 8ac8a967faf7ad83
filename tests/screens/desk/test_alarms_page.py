"""The alarm desk by keyboard and by mouse: what is chosen, shown, offered and sent; what only the log changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from alarm_hands import COUNT, buttons, chosen, click_row, press, shown
from alarm_stage import alarm, desk_of
from duty_stage import COMMANDER, DISPATCHER, WALL, Stage, all_of
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from console.commands import intents as do
from console.commands.envelope import Verdict
from console.config.desk_prefs import PrefsFile
from console.domain.entities import Note
from console.domain.roles import Person, Role
from console.models.alarms.acts import Act
from screens.desk.alarms.menu import act_menu, column_menu
from screens.desk.gear import DeskGear
from widgets.alarms.columns import Column

pytestmark = pytest.mark.operations


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path)
    made.put(*[alarm(made.world.now(), number) for number in range(COUNT)])
    yield made
    made.close()


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
    desk.told._fading.timeout.emit()
    assert desk.told.isVisible() and desk.told.text() == "冲突：确认未生效"
    desk.alarms.control.said.emit("不能复位", "delayed")
    desk.told._dismiss.click()
    assert desk.told.isVisible() and desk.told.text() == "冲突：确认未生效"
    desk.told._dismiss.click()
    assert desk.told.isHidden()
    desk.alarms.control.said.emit("不能复位", "delayed")
    desk.told._fading.timeout.emit()
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


def test_an_alarm_without_a_place_rings_nobody_elses(qtbot: QtBot, stage: Stage) -> None:
    now = stage.world.now()
    stage.put(alarm(now, COUNT, lon=None, lat=None))
    desk = desk_of(stage, qtbot)
    press(qtbot, desk, Qt.Key.Key_Home)
    place = desk.alarms.details
    qtbot.waitUntil(lambda: place.map._selected == "A-0")
    press(qtbot, desk, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: place.map_frame._title == "位置：这条告警没有坐标")
    assert place.map._selected == ""
