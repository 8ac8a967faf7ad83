"""From an alarm to its incident by keys alone: what was opened is in hand on F2 when the log has it, and takes keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from alarm_hands import opened, press
from alarm_stage import alarm, desk_of
from duty_stage import Stage, all_of
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from scenes import spill

from console.commands import intents as do
from screens.desk.incident.dialogs import ReportDialog
from screens.desk.incident.opening import OpenDialog
from screens.desk.incident.page import IncidentsPage

pytestmark = pytest.mark.operations


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path)
    made.put(spill(made.world.now()), *[alarm(made.world.now(), number) for number in range(3)])
    yield made
    made.close()


def test_what_was_opened_by_key_is_in_hand_by_key(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot)
    press(qtbot, desk, Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_I)
    dialog = desk.findChild(OpenDialog)
    assert dialog is not None
    opened(qtbot, dialog)
    dialog.cls.setCurrentText("生产安全事故")
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (sent,) = all_of([do.OpenIncident], stage.sent())
    assert sent.alarms == ("A-1",)
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    press(qtbot, desk, Qt.Key.Key_F2)
    page = desk.stack.currentWidget()
    assert isinstance(page, IncidentsPage)
    assert page.bar.isVisible() and "待发送" in page.bar.text()
    stage.put(msgspec.structs.replace(spill(stage.world.now()), id=sent.about, v=1, title="第 1 号井盖位移"))
    qtbot.waitUntil(lambda: page.held is not None and page.held.incident.id == sent.about)
    assert not page.bar.isVisible(), "what is here is not said to be on its way"
    qtbot.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_R)
    report = page.findChild(ReportDialog)
    assert report is not None and report.isVisible()
    report.reject()


def test_what_is_missing_is_told_until_it_is_there_with_the_keyboard_on_it(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot)
    press(qtbot, desk, Qt.Key.Key_Home, Qt.Key.Key_I)
    dialog = desk.findChild(OpenDialog)
    assert dialog is not None
    opened(qtbot, dialog)
    assert dialog.cls.hasFocus(), "the name is there, the class is not"
    assert not dialog.figures._hint.text(), "no class is chosen: nothing is said of how it is graded"
    dialog.send()
    assert dialog.said.text() == "请选择类别。"
    assert dialog.cls.hasFocus()
    qtbot.keyClick(dialog.cls, Qt.Key.Key_Down)
    assert dialog.cls.currentIndex() >= 0
    assert not dialog.said.text()
    dialog.title.clear()
    dialog.send()
    assert dialog.said.text() == "请填写名称。"
    assert dialog.title.hasFocus()
    qtbot.keyClicks(dialog.title, "x")
    assert not dialog.said.text()


def test_what_is_told_moves_no_button_from_under_the_pointer(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot)
    desk.show_page("incidents")
    page = desk.stack.currentWidget()
    assert isinstance(page, IncidentsPage)
    button = page.header.buttons["report"]
    before = button.mapTo(desk, button.rect().topLeft())
    page.expect("I-9")
    desk.told.mention("已导出", "accent")
    qtbot.waitUntil(lambda: page.bar.isVisible() and page.bar.y() > page.header.geometry().bottom())
    assert button.mapTo(desk, button.rect().topLeft()) == before
    assert desk.told.y() > desk.stack.y()
