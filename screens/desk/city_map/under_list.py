"""The list that opens under a map, about what was clicked on it: a title, a table, and what can be done with a row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from resources.theme import Theme
from widgets.plain_table import Heading, PlainTable

MOST = 500
"""Rows; the title says how many more there are."""
HIGH = 52
"""Units of space."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("under_list", text)


class UnderList(QWidget):
    """Hidden until it is opened. Who fills it says what its rows are and what choosing and opening one means."""

    closed = Signal()

    def __init__(self, theme: Theme, headings: Sequence[Heading], shut_words: str, can_open: bool) -> None:
        super().__init__()
        self.title = QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.table = PlainTable(theme, list(headings))
        self.work = QPushButton(tr("办理（Enter）"))
        self.work.clicked.connect(lambda _checked=False: self.open_row())
        self._shut = QToolButton()
        self._shut.setText("×")
        self._shut.setAccessibleName(shut_words)
        self._shut.setToolTip(shut_words)
        self._shut.clicked.connect(lambda _checked=False: self.close_list())
        self._head = QHBoxLayout()
        self._head.addWidget(self.title, 1)
        self._head.addWidget(self.work)
        self._head.addWidget(self._shut)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addLayout(self._head)
        column.addWidget(self.table, 1)
        self.work.setVisible(can_open)
        self.setFixedHeight(theme.space(HIGH))
        self.table.chosen.connect(lambda name: self.row_chosen(name))
        self.table.opened.connect(lambda _name: self.open_row())
        self.hide()

    def add_act(self, button: QPushButton) -> None:
        """One more thing to do with the chosen row, after the others."""
        self._head.insertWidget(self._head.indexOf(self._shut), button)

    def close_list(self) -> None:
        """No list any more."""
        self.hide()
        self.closed.emit()

    def row_chosen(self, name: str) -> None:
        """Somebody chose the row of this id."""
        raise NotImplementedError

    def open_row(self) -> None:
        """Somebody wants to work on the chosen row."""
        raise NotImplementedError
