"""What hands and eyes do at the alarm desk: press keys, click rows, read what is chosen, shown and offered."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from console.models.alarms.acts import Act
from screens.desk import DeskWindow

COUNT = 8


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
