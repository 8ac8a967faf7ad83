"""A table of plain words: cells in theme colours, a tick that can be set, and a choice that follows its row."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from resources.theme import Theme
from widgets import draw, fonts, words
from widgets.shapes import ROMAN, paint_grade
from widgets.themed import Themed

Index = QModelIndex | QPersistentModelIndex
_CELL = int(Qt.ItemDataRole.UserRole)
_FIXED, _STRETCH = QHeaderView.ResizeMode.Fixed, QHeaderView.ResizeMode.Stretch
TICK_SHARE = 0.62
LEAST_ROWS = 2
"""A table in which nobody sees what comes next is none."""
AMPLE = 60
"""Units of space that each wide column gets before a minor one is shown, the first minor one first."""
WIDE = 30
"""Units of space that a wide column keeps; in a table that is narrower still, one scrolls sideways."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: words in the colour of a token, or a tick (None: no box), or the shape of a grade."""

    text: str = ""
    token: str = "text"
    bold: bool = False
    tick: bool | None = None
    grade: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One row, found again by its id."""

    id: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its name; ``wide`` ones share what room is left; ``minor`` ones go where it is short, last first."""

    title: str
    wide: bool = False
    right: bool = False
    minor: bool = False


class TableModel(QAbstractTableModel):
    """Finished rows for a view; those that did not change are not painted again."""

    def __init__(self, headings: Sequence[Heading], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headings = tuple(headings)
        self.rows: list[Row] = []

    def show_rows(self, rows: list[Row]) -> None:
        """Take these; rows of the same ids in the same order only change their words."""
        if [row.id for row in rows] != [row.id for row in self.rows]:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return
        before, self.rows = self.rows, rows
        others = [number for number, (old, new) in enumerate(zip(before, rows, strict=True)) if old != new]
        if others:  # told once: a view measures its columns each time that it hears of something
            self.dataChanged.emit(self.index(others[0], 0), self.index(others[-1], len(self.headings) - 1))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.headings):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.headings[section].title
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.plain_tooltip(self.headings[section].title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return draw.RIGHT if self.headings[section].right else draw.LEFT
        return None

    def cell(self, index: Index) -> Cell:
        """The cell at an index; an empty one beyond the row's end."""
        cells = self.rows[index.row()].cells
        return cells[index.column()] if index.column() < len(cells) else Cell()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        cell = self.cell(index)
        if role == _CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return words.one_line(cell.text)
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.plain_tooltip(cell.text)
        return None


class PlainTable(Themed, QTableView):
    """Shows rows; ``chosen`` names the row that is meant, ``ticked`` the row whose box was clicked or got Space."""

    chosen = Signal(str)
    ticked = Signal(str)
    opened = Signal(str)

    def __init__(self, theme: Theme, headings: Sequence[Heading], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._widths: list[int] | None = None
        """What the words of each column take, for the rows that are shown."""
        self._model = TableModel(headings, self)
        self.setModel(self._model)
        self.setItemDelegate(_CellPainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setMinimumSectionSize(theme.space(6))
        for number, heading in enumerate(self._model.headings):
            mode = _STRETCH if heading.wide else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(number, mode)
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.apply_theme()

    def show_rows(self, rows: list[Row]) -> None:
        """Show these; the chosen row stays chosen while it is there, and a reader who scrolled keeps rows in sight."""
        before, top = self.current_id(), self._top()
        self._widths = None
        self.blockSignals(True)
        self._model.show_rows(rows)
        if before and self.current_id() != before:
            self.choose(before)
        self.blockSignals(False)
        self._fit_columns()
        if top and self._top() != top:
            place = next((number for number, row in enumerate(rows) if row.id == top), -1)
            if place >= 0:
                self.scrollTo(self._model.index(place, 0), QAbstractItemView.ScrollHint.PositionAtTop)

    def _top(self) -> str:
        """The id of the row at the top; empty while nobody has scrolled."""
        place = self.rowAt(0) if self.verticalScrollBar().value() else -1
        return self._model.rows[place].id if 0 <= place < len(self._model.rows) else ""

    def rows(self) -> list[Row]:
        """What is shown."""
        return self._model.rows

    def current_id(self) -> str:
        """The chosen row's id, empty for none."""
        row = self.currentIndex().row()
        return self._model.rows[row].id if 0 <= row < len(self._model.rows) else ""

    def choose(self, name: str) -> bool:
        """Choose a row by its id; False if it is not there."""
        for number, row in enumerate(self._model.rows):
            if row.id == name:
                self.selectRow(number)
                return True
        return False

    def apply_theme(self) -> None:
        self._widths = None
        self.verticalHeader().setDefaultSectionSize(self.row_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Minor columns are there only where the others keep their words, and wide ones keep enough of theirs."""
        headings, room = self._model.headings, self.viewport().width()
        wanted = [self._wanted(number) for number in range(len(headings))]
        ample = [self.theme.space(AMPLE) if each.wide else wide for each, wide in zip(headings, wanted, strict=True)]
        shown = [number for number, heading in enumerate(headings) if not heading.minor]
        for number in (number for number, heading in enumerate(headings) if heading.minor):
            fits = sum(ample[each] for each in (*shown, number)) <= room
            self.setColumnHidden(number, not fits)
            shown += [number] if fits else []
        scrolls, header = sum(wanted[number] for number in shown) > room, self.horizontalHeader()
        for number in (number for number in shown if headings[number].wide):
            header.setSectionResizeMode(number, _FIXED if scrolls else _STRETCH)
            if scrolls:
                header.resizeSection(number, wanted[number])

    def _wanted(self, number: int) -> int:
        """What a column needs: its words, but a wide one not more than lets them be told apart."""
        most = self.theme.space(WIDE) if self._model.headings[number].wide else math.inf
        return round(min(most, max(self.sizeHintForColumn(number), self.horizontalHeader().sectionSizeHint(number))))

    def sizeHintForColumn(self, column: int) -> int:
        """Of all rows, measured once for each that is shown: Qt would ask nine times for each cell, at every size."""
        if self._widths is None:
            cells = (row.cells for row in self._model.rows)
            several = zip_longest(*cells, fillvalue=None)
            self._widths = [max((self._cell_width(cell) for cell in some if cell), default=0) for some in several]
        return self._widths[column] if column < len(self._widths) else 0

    def _cell_width(self, cell: Cell) -> int:
        if cell.tick is not None or cell.grade:
            wide = self.row_height()
        else:
            wide = fonts.metrics_of(self.theme, "body", cell.bold).horizontalAdvance(words.one_line(cell.text))
        return wide + 2 * self.theme.space(2) + 2

    def minimumSizeHint(self) -> QSize:
        wide = super().minimumSizeHint().width()
        return QSize(wide, self.horizontalHeader().sizeHint().height() + LEAST_ROWS * self.row_height())

    def row_height(self) -> int:
        """Pixels of one row."""
        return fonts.metrics_of(self.theme, "body").height() + self.theme.space(3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space sets the tick, Enter opens."""
        name = self.current_id()
        if name and event.key() == Qt.Key.Key_Space:
            self.ticked.emit(name)
        elif name and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(name)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """What is ticked is what was under the hand, whatever the choice of it makes of the rows."""
        index = self.indexAt(event.position().toPoint())
        left = event.button() is Qt.MouseButton.LeftButton
        ticks = left and index.isValid() and self._model.cell(index).tick is not None
        name = self._model.rows[index.row()].id if ticks else ""
        super().mousePressEvent(event)
        if ticks:
            self.ticked.emit(name)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._model.cell(index).tick is None:
            self.opened.emit(self._model.rows[index.row()].id)

    def _moved(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self._model.rows[current.row()].id)


class _CellPainter(QStyledItemDelegate):
    """Paints one cell from the theme."""

    def __init__(self, owner: PlainTable) -> None:
        super().__init__(owner)
        self._owner = owner

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell, theme = index.data(_CELL), self._owner.theme
        if not isinstance(cell, Cell):
            return
        rect = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, draw.ink(theme.token("selection")))
        painter.fillRect(rect.adjusted(0, rect.height() - theme.hair(), 0, 0), draw.ink(theme.token("line")))
        side = rect.height() * TICK_SHARE
        box = QRectF(rect.left() + theme.space(2), rect.center().y() - side / 2, side, side)
        if cell.tick is not None:
            _paint_tick(painter, box, cell.tick, theme)
        elif cell.grade:
            paint_grade(painter, box, cell.grade, theme, ROMAN[cell.grade])
        else:
            heading = self._owner._model.headings[index.column()]
            room = rect.adjusted(theme.space(2), 0, -theme.space(2), 0)
            align = draw.RIGHT if heading.right else draw.LEFT
            draw.text(painter, room, cell.text, theme, "body", cell.token, align, cell.bold)


def _paint_tick(painter: QPainter, box: QRectF, done: bool, theme: Theme) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(draw.ink(theme.token("normal" if done else "tertiary")), max(1.5, 1.5 * theme.factor)))
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), theme.base["radius"], theme.base["radius"])
    if done:
        w, h = box.width(), box.height()
        painter.setPen(QPen(draw.ink(theme.token("normal")), max(2.0, 2.2 * theme.factor)))
        painter.drawLine(
            box.topLeft().x() + w * 0.24, box.top() + h * 0.52, box.left() + w * 0.44, box.top() + h * 0.72
        )
        painter.drawLine(box.left() + w * 0.44, box.top() + h * 0.72, box.left() + w * 0.78, box.top() + h * 0.3)
    painter.restore()
