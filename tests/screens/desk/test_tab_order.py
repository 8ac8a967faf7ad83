"""The Tab key: on every page it comes by everything that can be pressed or written in, and back to where it began."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alarm_stage import alarm, desk_of
from duty_stage import Stage
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from scenes import shift, spill

from screens.desk import DeskWindow
from screens.desk.shell import DeskShell

pytestmark = pytest.mark.operations
MOST = 120


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path)
    now = made.world.now()
    made.put(shift(now), spill(now), *[alarm(now, number) for number in range(4)])
    yield made
    made.close()


def walked(qtbot: QtBot, desk: DeskWindow) -> list[QWidget]:
    """What has the keyboard, one Tab after another, until it comes round."""
    met: list[QWidget] = []
    for _ in range(MOST):
        here = QApplication.focusWidget()
        assert here is not None
        if met and here is met[0]:
            break
        met.append(here)
        qtbot.keyClick(here, Qt.Key.Key_Tab)
    return met


def to_be_met(page: QWidget) -> list[QWidget]:
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit)
    found = [each for kind in kinds for each in page.findChildren(kind)]
    return [
        each for each in found
        if each.isVisible() and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["alarms", "incidents", "map", "duty", "handover", "cases", "help"])
def test_tab_comes_by_everything_on_a_page(qtbot: QtBot, stage: Stage, name: str) -> None:
    desk = desk_of(stage, qtbot)
    desk.show_page(name)
    page = desk.stack.currentWidget()
    met = walked(qtbot, desk)
    missed = [each for each in to_be_met(page) if each not in met]
    assert not missed, [each.text() if isinstance(each, QAbstractButton) else each.objectName() for each in missed]
    assert len(met) < MOST
    assert page.isAncestorOf(met[0]), "the keyboard is on the page as soon as it is opened"


def test_a_desk_that_has_just_started_has_the_keyboard_on_the_alarms(qtbot: QtBot, stage: Stage) -> None:
    shell = DeskShell(lambda _acting: DeskWindow(stage.world, stage.room.theme, stage.tiles, stage.operations))
    qtbot.addWidget(shell)
    shell.resize(1920, 1080)
    shell.show()
    qtbot.waitExposed(shell)
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is shell.desk.alarms.table)
