"""The idle lock listens at the windows: a key or a move begins the rest anew; nothing listens at the application."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from screens.desk.seat.idle_lock import IdleLock

pytestmark = pytest.mark.operations


def shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(200, 100)
    widget.show()
    qtbot.waitExposed(widget)
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    return widget


def touched(lock: IdleLock, act: object) -> bool:
    lock._timer.stop()
    act()  # type: ignore[operator]
    return lock._timer.isActive()


def test_a_touch_of_any_window_begins_the_rest_anew(qtbot: QtBot) -> None:
    desk = QWidget()
    lock = IdleLock(desk, 5)
    shown(qtbot, desk)
    window = desk.windowHandle()
    assert touched(lock, lambda: QTest.keyClick(window, Qt.Key.Key_A))
    assert touched(lock, lambda: QTest.mouseMove(window, QPoint(20, 20)))
    assert touched(lock, lambda: QTest.mouseClick(window, Qt.MouseButton.LeftButton))
    dialog = QDialog(desk)
    QLineEdit(dialog)
    shown(qtbot, dialog)
    assert touched(lock, lambda: QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_A)), "a dialog that opened later too"


def test_what_the_program_does_itself_is_no_touch(qtbot: QtBot) -> None:
    desk = QWidget()
    lock = IdleLock(desk, 5)
    shown(qtbot, desk)
    assert not touched(lock, lambda: (desk.resize(300, 200), desk.update(), qtbot.wait(50)))
