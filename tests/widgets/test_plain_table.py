"""The plain table: a tick is what was under the hand, and rows stay where they are read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from pytestqt.qtbot import QtBot

from resources.theme import load
from widgets.plain_table import Cell, Heading, PlainTable, Row, TableModel


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


def test_rows_that_all_change_are_measured_once_and_not_once_for_each_other(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two seconds of the window for 500 rows, when each row that changed had all columns measured anew."""
    table, asked = build(qtbot, 0), [0]
    data = TableModel.data

    def counted(self: TableModel, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        asked[0] += 1
        return data(self, index, role)

    monkeypatch.setattr(TableModel, "data", counted)
    for words in ("row", "line", "long line"):
        table.show_rows([Row(f"r{number}", (Cell(tick=False), Cell(f"{words} {number}"))) for number in range(500)])
        table.resize(table.width() - 1, table.height())
        qtbot.wait(1)
    assert asked[0] < 3 * 500


def test_a_column_is_as_wide_as_its_longest_words_wherever_they_are(qtbot: QtBot) -> None:
    table = PlainTable(load(), [Heading("a"), Heading("b", wide=True)])
    qtbot.addWidget(table)
    table.resize(900, table.row_height() * 5)
    table.show()
    for longest in (0, 40):
        said = ["很长很长的一句话" if number == longest else "短" for number in range(60)]
        table.show_rows([Row(f"r{number}", (Cell(words), Cell("x"))) for number, words in enumerate(said)])
        qtbot.wait(1)
        assert table.columnWidth(0) > table.fontMetrics().horizontalAdvance("很长很长的一句话")
    table.show_rows([Row(f"r{number}", (Cell("短"), Cell("x"))) for number in range(60)])
    qtbot.wait(1)
    assert table.columnWidth(0) < 100
