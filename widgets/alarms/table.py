"""The alarm list of a desk: several rows at once, groups that unfold, columns that can be arranged."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console.models.rows import AlarmRow
from resources.theme import Theme
from widgets import words
from widgets.alarms.choice import Choice
from widgets.alarms.columns import STANDARD, ColumnLayout
from widgets.alarms.header import HeaderHand
from widgets.alarms.list import AlarmList
from widgets.alarms.rows import find_key, find_keys

MOST_CHOSEN = 1_000
"""Ctrl+A and Shift take no more than this: more cannot be meant one by one."""
_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class AlarmTable(AlarmList):
    """Says which rows the operator means, which group is to be folded, and how the columns shall be."""

    selection_changed = Signal()
    fold_requested = Signal(object)
    columns_changed = Signal(object)
    menu_requested = Signal(QPoint)
    header_menu_requested = Signal(QPoint)

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, now: Callable[[], int] = words.system_now
    ) -> None:
        super().__init__(theme, parent, now=now)
        self._choice = Choice()
        self._hand = HeaderHand(self._arranged)
        self._left: Callable[[AlarmRow], bool] | None = None
        self.empty_words = ""
        self.usual = STANDARD
        """The columns of who has arranged none."""

    def columns(self) -> ColumnLayout:
        """How the columns are arranged."""
        return self._columns

    def set_columns(self, layout: ColumnLayout) -> None:
        """Arrange the columns."""
        self._columns = layout
        self._fit()

    def chosen(self) -> list[AlarmRow]:
        """The chosen rows in display order."""
        rows = self._rows
        if rows is None:
            return []
        return [rows.row(place) for place in find_keys(rows, self._choice.keys)]

    def select_index(self, index: int) -> None:
        """Choose one row, and no other."""
        self._left = None
        super().select_index(index)
        if self._chosen is not None:
            self._choose(lambda: self._choice.only(self._chosen.key if self._chosen else 0))

    def keep_place(self, left: Callable[[AlarmRow], bool]) -> None:
        """The row in hand is done: when it is ``left`` and goes elsewhere, the cursor stays at this place."""
        self._left = left if self._chosen is not None else None

    def choose_keys(self, keys: Collection[int], current: int) -> None:
        """Choose these rows, with one of them as the row in hand; keys that are not shown are left out."""
        if self._rows is None:
            return
        place = find_key(self._rows, current, 0)
        if place >= 0:
            self.select_index(place)
            self._choose(lambda: self._choice.these(keys, current))

    def select_all(self) -> None:
        """Choose every row, up to a sensible number."""
        if self._rows is not None:
            rows = self._rows
            self._choose(lambda: self._choice.everything(rows, MOST_CHOSEN))

    def nothing(self) -> str:
        return self.empty_words or super().nothing()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.current(), event.key()
        folds = {
            Qt.Key.Key_Right: False,
            Qt.Key.Key_Left: True,
            Qt.Key.Key_Return: row and row.expanded,
            Qt.Key.Key_Enter: row and row.expanded,
        }
        if key == Qt.Key.Key_A and event.modifiers() & _CONTROL:
            self.select_all()
        elif event.modifiers() & _SHIFT and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._extend(1 if key == Qt.Key.Key_Down else -1)
        elif row is not None and row.members and folds.get(Qt.Key(key)) is row.expanded:
            self.fold_requested.emit(row.key)
        elif key == Qt.Key.Key_Menu or (key == Qt.Key.Key_F10 and event.modifiers() & _SHIFT):
            self.menu_requested.emit(self.mapToGlobal(self._menu_point()))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if point.y() < self.heading_height():
            if event.button() == Qt.MouseButton.LeftButton:
                self._hand.press(self._painter.columns, point.x(), self._columns, self.theme)
            return
        index = self.index_at(point.y())
        if index < 0 or self._rows is None:
            return
        row = self._rows.row(index)
        if event.button() == Qt.MouseButton.RightButton:
            if row.key not in self._choice.keys:
                self.select_index(index)
        elif event.modifiers() & (_SHIFT | _CONTROL):
            self._take(index, reach=bool(event.modifiers() & _SHIFT))
        else:
            folds = row.members and row.key in self._choice.keys
            super().mousePressEvent(event)
            if folds:
                self.fold_requested.emit(row.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._hand.active():
            self._hand.move(x, self._columns, self.theme)
            self.viewport().update()
            return
        edge = event.position().y() < self.heading_height() and self._hand.edge_at(self._painter.columns, x, self.theme)
        self.viewport().setCursor(Qt.CursorShape.SplitHCursor if edge else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._hand.release(self._painter.columns, event.position().x(), self._columns)
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        above = event.reason() == QContextMenuEvent.Reason.Mouse and event.pos().y() < self.heading_height()
        (self.header_menu_requested if above else self.menu_requested).emit(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._hand.paint(QPainter(self.viewport()), self.heading_height(), self.theme)

    def tooltip_at(self, point: QPoint) -> str:
        if point.y() < self.heading_height():
            said = QCoreApplication.translate("AlarmTable", "拖动列名调整次序，拖动右缘调整宽度，右键选择显示的列")
            return words.plain_tooltip(said)
        return super().tooltip_at(point)

    def _is_chosen(self, key: int) -> bool:
        return key in self._choice.keys

    def _choose(self, change: Callable[[], None]) -> None:
        before = set(self._choice.keys)
        change()
        self.viewport().update()
        if before != self._choice.keys:
            self.selection_changed.emit()

    def _take(self, index: int, *, reach: bool) -> None:
        """One more row by Ctrl, or all from the anchor by Shift; it becomes the current one."""
        if self._rows is None:
            return
        rows = self._rows
        self._left = None
        self._chosen, self._chosen_index = rows.row(index), index
        if reach:
            self._choose(lambda: self._choice.reach(rows, index, MOST_CHOSEN))
        else:
            key = rows.row(index).key
            self._choose(lambda: self._choice.toggle(key))
        self.selected.emit(self._chosen)

    def _extend(self, step: int) -> None:
        count = self._rows.count() if self._rows is not None else 0
        if count:
            index = min(count - 1, max(0, self._start(step, count) + step))
            self._take(index, reach=True)
            self._show_index(index)

    def _menu_point(self) -> QPoint:
        shown = self.shown_range()
        place = max(0, self._chosen_index - shown.start) if self._chosen is not None else 0
        return QPoint(self.theme.space(20), self.heading_height() + (place + 1) * self._painter.height)

    def _on_changed(self) -> None:
        place = self._chosen_index
        super()._on_changed()
        if self._rows is not None and self._choice.keys and self._choice.keep(self._rows):
            self.selection_changed.emit()
        if self._left is not None and self._rows is not None and (self._chosen is None or self._left(self._chosen)):
            self.select_index(min(place, self._rows.count() - 1))

    def _arranged(self, layout: ColumnLayout) -> None:
        if layout != self._columns:
            self.set_columns(layout)
            self.columns_changed.emit(layout)

    def reset_columns(self) -> None:
        """The usual columns."""
        self._arranged(self.usual)

    def arrange(self, layout: ColumnLayout) -> None:
        """Arrange the columns by a menu, and say so."""
        self._arranged(layout)
