"""After an acknowledgement: which alarm is in hand next, and that no echo and no other person takes it away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from alarm_hands import COUNT, buttons, chosen, click_row, opened, press, shown
from alarm_stage import alarm, desk_of
from duty_stage import Stage
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from console.models.alarms.acts import Act
from screens.desk import DeskWindow
from screens.desk.alarms.dialogs import ShelveDialog
from screens.desk.alarms.menu import act_menu

pytestmark = pytest.mark.operations


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path)
    made.put(*[alarm(made.world.now(), number) for number in range(COUNT)])
    yield made
    made.close()


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


def shelve(stage: Stage, desk: DeskWindow, qtbot: QtBot, name: str) -> None:
    """搁置 by hand: the dialog, and what the log then says."""
    press(qtbot, desk, Qt.Key.Key_S)
    dialog = opened(qtbot, desk.findChild(ShelveDialog))
    dialog.reason.setPlainText("检修")
    sent = len(stage.sent())
    with qtbot.waitSignal(dialog.accepted):  # the act is on disk a moment earlier, and no echo comes within it
        dialog.send()
    assert len(stage.sent()) > sent
    before = stage.world.alarms.entity(stage.world.alarms.find(name))[1]
    stage.put(msgspec.structs.replace(before, v=before.v + 1, shelved=True, until=before.raised + 9_000_000))
    stage.answer()
    qtbot.waitUntil(lambda: shown(desk)[-1] == name)


def test_a_shelved_alarm_goes_to_the_end_and_the_cursor_to_the_next_row(qtbot: QtBot, stage: Stage) -> None:
    echo(stage, "A-1", "A-2", "A-3")
    desk = desk_of(stage, qtbot)
    place = shown(desk).index("A-2")
    click_row(qtbot, desk, place)
    stage.put(alarm(stage.world.now(), 0, v=5))  # any change that is not the shelving leaves the cursor alone
    assert in_hand(desk) == "A-2"
    shelve(stage, desk, qtbot, "A-2")
    assert (in_hand(desk), chosen(desk)) == ("A-3", ["A-3"])


def test_from_the_search_words_enter_takes_the_first_that_is_found_and_escape_what_was_in_hand(
    qtbot: QtBot, stage: Stage
) -> None:
    desk = desk_of(stage, qtbot)
    click_row(qtbot, desk, 2)
    mine = in_hand(desk)
    press(qtbot, desk, Qt.Key.Key_Slash)
    qtbot.keyClicks(desk.alarms.bar.words, "jinggai")
    assert len(shown(desk)) == COUNT
    desk.alarms.bar.words.setText("没有这个")
    assert desk.alarms.table.nothing() == "没有符合筛选条件的告警", "at once, and never that there are no alarms"
    press(qtbot, desk, Qt.Key.Key_Escape)
    assert (in_hand(desk), chosen(desk)) == (mine, [mine])
    press(qtbot, desk, Qt.Key.Key_Slash)
    desk.alarms.bar.words.setText("A-5")
    press(qtbot, desk, Qt.Key.Key_Return)
    assert (in_hand(desk), chosen(desk)) == ("A-5", ["A-5"])
