"""A list of two-line rows that costs the same with ten rows as with thousands: only those in sight are made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from resources.theme import Theme
from widgets import draw, fonts, words
from widgets.shapes import ROMAN, paint_grade
from widgets.themed import Themed

Index = QModelIndex | QPersistentModelIndex
_LINE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class Line:
    """One row. ``mark`` stands in a column of its own at the left (a time), ``grade`` is painted as its shape.

    ``right`` stands at the right end of the second line in the colour of ``right_token``.
    """

    id: str
    top: str
    bottom: str = ""
    mark: str = ""
    grade: int = 0
    chip: str = ""
    chip_token: str = ""
    right: str = ""
    right_token: str = "secondary"

    @property
    def spoken(self) -> str:
        """All of it as one text."""
        parts = (ROMAN[self.grade], self.mark, self.chip, self.top, self.bottom, self.right)
        return " · ".join(part for part in parts if part)


class LineModel(QAbstractListModel):
    """Makes a row when it is looked at. ``make`` turns a thing of the source, which has an ``id``, into its line."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._things: Sequence[object] = ()
        self._make: Callable[[object], Line] = _as_it_is

    def reset(self, things: Sequence[object], make: Callable[[object], Line]) -> None:
        """Show others."""
        self.beginResetModel()
        self._things, self._make = things, make
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._things)

    def line(self, row: int) -> Line:
        """The line of a row."""
        return self._make(self._things[row])

    def name(self, row: int) -> str:
        """The id of a row, without making its line; empty beyond the end."""
        return str(getattr(self._things[row], "id", "")) if 0 <= row < len(self._things) else ""

    def place(self, name: str) -> int:
        """The row of an id, −1 if it is not there."""
        return next((row for row in range(len(self._things)) if self.name(row) == name), -1) if name else -1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._things):
            return None
        if role == _LINE:
            return self.line(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return words.one_line(self.line(index.row()).spoken)
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.plain_tooltip(self.line(index.row()).spoken)
        return None


class LineList(Themed, QListView):
    """Shows lines and says which one is meant; the choice follows its id when the rows are made anew."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, mark_sample: str = "") -> None:
        super().__init__(parent)
        self.theme = theme
        self.mark_sample = mark_sample
        self._model = LineModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.empty_words = ""
        """What stands in the list while it has no rows."""
        self._filling = False
        self.selectionModel().currentChanged.connect(self._moved)

    def show_lines(self, things: Sequence[object], make: Callable[[object], Line] | None = None) -> None:
        """Show these; the chosen row stays chosen, and a reader who scrolled down keeps the same rows in sight."""
        bar = self.verticalScrollBar()
        before, top = self.current_id(), self._model.name(self.indexAt(QPoint(1, 1)).row()) if bar.value() else ""
        self._filling = True
        self._model.reset(things, make or _as_it_is)
        self._filling = False
        self.choose(before, quietly=True)
        if top and (place := self._model.place(top)) >= 0:
            self.scrollTo(self._model.index(place, 0), QAbstractItemView.ScrollHint.PositionAtTop)
        else:
            self.scrollToTop()

    def count(self) -> int:
        """How many rows there are."""
        return self._model.rowCount()

    def line(self, row: int) -> Line:
        """The line of a row."""
        return self._model.line(row)

    def current_id(self) -> str:
        """The chosen line's id, empty for none."""
        return self._model.name(self.currentIndex().row())

    def choose(self, name: str, *, quietly: bool = False) -> bool:
        """Choose a line by its id; False if it is not there."""
        row = self._model.place(name)
        if row < 0:
            return False
        self._filling = quietly
        self.setCurrentIndex(self._model.index(row, 0))
        self._filling = False
        return True

    def apply_theme(self) -> None:
        self.scheduleDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.empty_words and not self.count():
            painter, gap = QPainter(self.viewport()), self.theme.space(2)
            inside = QRectF(self.viewport().rect()).adjusted(gap, gap, -gap, -gap)
            inside.setHeight(fonts.metrics_of(self.theme, "body").height())
            draw.text(painter, inside, self.empty_words, self.theme, "body", "secondary")
            painter.end()

    def _moved(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and not self._filling:
            self.chosen.emit(self._model.name(current.row()))


class _Painter(QStyledItemDelegate):
    """Paints one line from the theme, as plain text."""

    def __init__(self, owner: LineList) -> None:
        super().__init__(owner)
        self._owner = owner

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme = self._owner.theme
        high = fonts.metrics_of(theme, "body").height() + fonts.metrics_of(theme, "tertiary").height()
        return QSize(theme.space(40), high + theme.space(3))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(_LINE)
        if not isinstance(line, Line):
            return
        theme, rect = self._owner.theme, QRectF(option.rect)
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, draw.ink(theme.token("selection")))
            painter.fillRect(rect.adjusted(0, 0, theme.space(0.75) - rect.width(), 0), draw.ink(theme.token("accent")))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, draw.ink(theme.token("hover")))
        painter.fillRect(rect.adjusted(0, rect.height() - theme.hair(), 0, 0), draw.ink(theme.token("line")))
        self._paint_inside(
            painter, rect.adjusted(theme.space(2), theme.space(1), -theme.space(2), -theme.space(1)), line
        )

    def _paint_inside(self, painter: QPainter, room: QRectF, line: Line) -> None:
        theme = self._owner.theme
        if line.grade:
            side = min(room.height() * 0.62, theme.space(8))
            shape = QRectF(room.left(), room.center().y() - side / 2, side, side)
            paint_grade(painter, shape, line.grade, theme, ROMAN[line.grade])
            room.adjust(side + theme.space(2.5), 0, 0, 0)
        top = QRectF(room.left(), room.top(), room.width(), fonts.metrics_of(theme, "body").height())
        low = QRectF(room.left(), top.bottom(), room.width(), room.bottom() - top.bottom())
        if self._owner.mark_sample:
            wide = fonts.metrics_of(theme, "body").horizontalAdvance(self._owner.mark_sample) + theme.space(2)
            draw.text(painter, top, line.mark, theme, "body", "secondary")
            top.adjust(wide, 0, 0, 0)
            low.adjust(wide, 0, 0, 0)
        if line.chip:
            taken = draw.chip(painter, top.left(), top.center().y(), line.chip, theme, line.chip_token)
            top.adjust(taken + theme.space(2), 0, 0, 0)
        draw.text(painter, top, line.top, theme, "body", "text")
        if line.right:
            wanted = fonts.metrics_of(theme, "tertiary").horizontalAdvance(line.right) + 1.0
            room_right = min(wanted, low.width())
            end = QRectF(low.right() - room_right, low.top(), room_right, low.height())
            draw.text(painter, end, line.right, theme, "tertiary", line.right_token, draw.RIGHT)
            low.adjust(0, 0, -room_right - theme.space(2), 0)
        draw.text(painter, low, line.bottom, theme, "tertiary", "tertiary")


def _as_it_is(thing: object) -> Line:
    assert isinstance(thing, Line)
    return thing
