"""The plain table: a tick is what was under the hand, and rows stay where they are read."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from resources.theme import load
from widgets.plain_table import Cell, Heading, PlainTable, Row


def rows(*numbers: int) -> list[Row]:
    return [Row(f"r{number}", (Cell(tick=False), Cell(f"row {number}"))) for number in numbers]


def build(qtbot: QtBot, count: int = 100) -> PlainTable:
    table = PlainTable(load(), [Heading(""), Heading("row", wide=True)])
    qtbot.addWidget(table)
    table.resize(500, table.row_height() * 11)
    table.show_rows(rows(*range(count)))
    table.show()
    qtbot.waitExposed(table)
    return table


def box_of(table: PlainTable, row: int) -> QPoint:
    return table.visualRect(table.model().index(row, 0)).center()


def test_only_the_left_button_ticks(qtbot: QtBot) -> None:
    table, ticked = build(qtbot), list[str]()
    table.ticked.connect(ticked.append)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.RightButton, pos=box_of(table, 2))
    assert ticked == []
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box_of(table, 3))
    assert ticked == ["r3"]


def test_the_tick_is_of_the_row_that_was_pressed_also_when_its_choice_moves_the_rows(qtbot: QtBot) -> None:
    table, ticked = build(qtbot, 5), list[str]()
    table.ticked.connect(ticked.append)
    table.chosen.connect(lambda _name: table.show_rows(rows(9, 8, 0, 1, 2, 3, 4)))
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box_of(table, 3))
    assert ticked == ["r3"]


def test_a_reader_who_scrolled_keeps_the_rows_in_sight(qtbot: QtBot) -> None:
    """The chosen row far above does not pull the table back when rows come and go."""
    table = build(qtbot)
    table.choose("r0")
    table.verticalScrollBar().setValue(50)
    top = table._top()
    table.show_rows(rows(200, 201, *range(100)))
    qtbot.wait(1)
    assert (table._top(), table.current_id()) == (top, "r0")
    table.show_rows(rows(*range(100)))
    qtbot.wait(1)
    assert (table._top(), table.current_id()) == (top, "r0")
