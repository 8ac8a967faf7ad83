"""Words that were typed into a dialog are not thrown away by one key; what was filled in for a person may be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from alarm_stage import alarm, desk_of
from duty_stage import Stage
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from console.models.alarms.acts import Act
from console.models.city_map.imports import ImportedLayers
from screens.desk.alarms.dialogs import CommentDialog
from screens.desk.city_map.import_dialog import ImportDialog
from screens.desk.gear import DeskGear
from screens.desk.incident.opening import OpenDialog
from screens.desk.shell import DeskShell
from screens.desk.window import DeskWindow

D = TypeVar("D", bound=QDialog)
pytestmark = pytest.mark.operations


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path)
    made.put(alarm(made.world.now(), 1))
    yield made
    made.close()


def in_front(dialog: D, qtbot: QtBot) -> D:
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def remark(stage: Stage, qtbot: QtBot) -> CommentDialog:
    desk = desk_of(stage, qtbot)
    desk.alarms.table.select_index(0)
    dialog = desk.alarms.control.do(Act.COMMENT)
    assert isinstance(dialog, CommentDialog)
    return in_front(dialog, qtbot)


def test_one_esc_does_not_throw_a_written_remark_away_and_two_do(stage: Stage, qtbot: QtBot) -> None:
    dialog = remark(stage, qtbot)
    qtbot.keyClicks(dialog.text, "half a remark")
    qtbot.keyClick(dialog.text, Qt.Key.Key_Escape)
    assert dialog.isVisible() and dialog.text.toPlainText() == "half a remark"
    assert "没有保存" in dialog.said.text() and "放弃" in dialog.close_button.text()
    qtbot.keyClicks(dialog.text, ", and more")
    qtbot.keyClick(dialog.text, Qt.Key.Key_Escape)
    assert dialog.isVisible(), "whoever went on writing is asked anew"
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog.text, Qt.Key.Key_Escape)


def test_what_is_asked_has_room_below_what_was_written(stage: Stage, qtbot: QtBot) -> None:
    dialog = remark(stage, qtbot)
    qtbot.keyClicks(dialog.text, "half")
    high = dialog.height()
    dialog.tell("所写的还没有保存。" * 6)
    qtbot.waitUntil(lambda: dialog.height() > high)
    assert dialog.said.height() >= dialog.said.heightForWidth(dialog.said.width())
    assert dialog._fields.geometry().bottom() < dialog.said.geometry().top()


def test_the_cross_of_the_window_asks_as_well(stage: Stage, qtbot: QtBot) -> None:
    dialog = remark(stage, qtbot)
    qtbot.keyClicks(dialog.text, "half")
    assert not dialog.close() and dialog.isVisible()


def test_what_was_filled_in_for_a_person_is_nothing_to_lose(stage: Stage, qtbot: QtBot) -> None:
    desk = desk_of(stage, qtbot)
    desk.alarms.table.select_index(0)
    dialog = desk.alarms.control.do(Act.INCIDENT)
    assert isinstance(dialog, OpenDialog) and dialog.title.text()
    in_front(dialog, qtbot)
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_remark_that_cannot_be_saved_yet_is_asked_about_again(stage: Stage, qtbot: QtBot) -> None:
    dialog = remark(stage, qtbot)
    qtbot.keyClicks(dialog.text, "x" * 3)
    qtbot.keyClick(dialog.text, Qt.Key.Key_Escape)
    stage.broken = "disk"
    qtbot.mouseClick(dialog.send_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.send_button.isEnabled)
    assert dialog.close_button.text() == "取消"
    qtbot.keyClick(dialog.text, Qt.Key.Key_Escape)
    assert dialog.isVisible()


def test_a_layer_s_words_are_asked_about_too(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    imports = ImportedLayers(tmp_path / "layers", ["true"])
    desk = desk_of(stage, qtbot)
    dialog = ImportDialog(imports, stage.world, stage.room.theme, desk)
    dialog.open()
    qtbot.keyClicks(dialog.source, "from the bureau")
    dialog.close_button.click()
    assert dialog.isVisible() and "没有保存" in dialog.said.text()
    imports.stop()


def test_the_look_is_dim_behind_a_dialog_and_its_key_says_why(stage: Stage, qtbot: QtBot) -> None:
    gear = DeskGear(wear=lambda _look: None)
    shell = DeskShell(
        lambda acting: DeskWindow(stage.world, stage.room.theme, stage.tiles, stage.operations, gear, acting)
    )
    qtbot.addWidget(shell)
    shell.show()
    qtbot.waitExposed(shell)
    look: QPushButton = shell.desk.foot.look
    assert look.isEnabled()
    shell.desk.alarms.table.select_index(0)
    dialog = shell.desk.alarms.control.do(Act.COMMENT)
    assert isinstance(dialog, CommentDialog)
    qtbot.waitUntil(lambda: not look.isEnabled())
    in_front(dialog, qtbot)
    qtbot.keyClick(dialog.text, Qt.Key.Key_F10, Qt.KeyboardModifier.ControlModifier)
    assert "外观" in dialog.said.text()
    dialog.reject()
    qtbot.waitUntil(look.isEnabled)
