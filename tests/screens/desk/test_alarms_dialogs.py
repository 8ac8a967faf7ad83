"""Acts on alarms that ask first: what a dialog needs, names and keeps, and what becomes of what was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from alarm_hands import COUNT, click_row, opened, press
from alarm_stage import HOUR, alarm, desk_of
from duty_stage import Stage, all_of
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from console.commands import intents as do
from console.models.alarms.acts import Act
from screens.desk.alarms.dialogs import CommentDialog, DispatchDialog, ServiceDialog, ShelveDialog
from screens.desk.incident.opening import OpenDialog

pytestmark = pytest.mark.operations


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path)
    made.put(*[alarm(made.world.now(), number) for number in range(COUNT)])
    yield made
    made.close()


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


def test_every_dialog_closes_by_escape_and_sends_nothing(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot)
    click_row(qtbot, desk, 0)
    for act in (Act.SHELVE, Act.DISPATCH, Act.COMMENT, Act.INCIDENT, Act.OUT_OF_SERVICE):
        dialog = desk.alarms.control.do(act)
        assert isinstance(dialog, QDialog)
        with qtbot.waitSignal(dialog.rejected):
            qtbot.keyClick(opened(qtbot, dialog), Qt.Key.Key_Escape)
    assert stage.sent() == []
