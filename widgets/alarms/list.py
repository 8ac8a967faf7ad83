"""The alarm list: as quick with a hundred thousand rows as with ten, because only visible rows exist."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from console.domain.truth import Quality
from console.models.rows import AlarmRow
from resources.theme import Theme
from widgets import draw, fonts, words
from widgets.alarms.columns import STANDARD, Column
from widgets.alarms.fresh import FreshRows
from widgets.alarms.painter import AlarmPainter, RowLook, cell_fits, cell_text
from widgets.alarms.rows import AlarmRows, find_key
from widgets.themed import Themed


class AlarmList(Themed, QAbstractScrollArea):
    """Shows the rows of a source and says which one the operator means.

    ``wall``: no scroll bar and no mouse, only the top rows that fit and how many more there are.
    """

    activated = Signal(object)
    selected = Signal(object)

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        wall: bool = False,
        now: Callable[[], int] = words.system_now,
    ) -> None:
        super().__init__(parent)
        self.theme, self.wall, self.now = theme, wall, now
        self.fresh = FreshRows(time.monotonic)
        self._rows: AlarmRows | None = None
        self._painter = AlarmPainter(theme)
        self._columns = STANDARD
        self._quality = Quality.LIVE
        self._chosen: AlarmRow | None = None
        self._chosen_index = -1
        self._hovered = -1
        self._top_key: int | None = None
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._on_tick)
        self._motion = QTimer(self, interval=500)
        self._motion.timeout.connect(self._on_motion)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff if wall else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        )
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if wall else Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(not wall)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def set_rows(self, rows: AlarmRows) -> None:
        """Show another source."""
        if isinstance(self._rows, QObject):
            self._rows.changed.disconnect(self._on_changed)
        self._rows = rows
        rows.changed.connect(self._on_changed)
        self._on_changed()

    def set_quality(self, quality: Quality) -> None:
        """The look of the pane around: old rows are grey, unknown ones are not shown at all."""
        if quality is not self._quality:
            self._quality = quality
            self.viewport().update()

    def current(self) -> AlarmRow | None:
        """The chosen row."""
        return self._chosen

    def select_index(self, index: int) -> None:
        """Choose the row at an index and bring it into sight."""
        if self._rows is None or not 0 <= index < self._rows.count():
            return
        self._chosen, self._chosen_index = self._rows.row(index), index
        self._show_index(index)
        self.selected.emit(self._chosen)

    def _show_index(self, index: int) -> None:
        bar = self.verticalScrollBar()
        if index < bar.value():
            bar.setValue(index)
        elif index >= bar.value() + self.capacity():
            bar.setValue(index - self.capacity() + 1)
        self.viewport().update()

    def heading_height(self) -> int:
        """Height of the column names."""
        return fonts.metrics_of(self.theme, "tertiary").height() + self.theme.space(1)

    def capacity(self) -> int:
        """How many whole rows fit."""
        return max(0, (self.viewport().height() - self.heading_height()) // self._painter.height)

    def shown_range(self) -> range:
        """Indices of the rows on the screen; on the wall the last place may be taken by the count of the others."""
        count = self._rows.count() if self._rows is not None else 0
        room = self.capacity()
        if self.wall:
            return range(0, count if count <= room else max(0, room - 1))
        first = min(self.verticalScrollBar().value(), max(0, count - 1))
        return range(first, min(count, first + max(1, room)))

    def hidden_count(self) -> int:
        """How many rows the wall cannot show."""
        count = self._rows.count() if self._rows is not None else 0
        return count - len(self.shown_range()) if self.wall else 0

    def index_at(self, y: float) -> int:
        """Index of the row at a height of the viewport; −1 if there is none."""
        offset = int((y - self.heading_height()) // self._painter.height)
        shown = self.shown_range()
        return shown[offset] if y >= self.heading_height() and 0 <= offset < len(shown) else -1

    def sizeHint(self) -> QSize:
        return QSize(self.theme.space(180), self.heading_height() + 10 * self._painter.height)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.space(70), self.heading_height() + 2 * self._painter.height)

    def apply_theme(self) -> None:
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        self._tick.start()
        self._fit()

    def hideEvent(self, event: QHideEvent) -> None:
        self._tick.stop()
        self._motion.stop()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._painter.forget()
            self.viewport().update()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count = self._rows.count() if self._rows is not None else 0
        page = max(1, self.capacity() - 1)
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_Home: -count,
            Qt.Key.Key_End: count,
        }
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen is not None:
            self.activated.emit(self._chosen)
        elif event.key() in steps and count and not self.wall:
            step = steps[Qt.Key(event.key())]
            self.select_index(min(count - 1, max(0, self._start(step, count) + step)))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.index_at(event.position().y())
        if self.wall or index < 0 or event.button() != Qt.MouseButton.LeftButton:
            return
        self.select_index(index)
        self.activated.emit(self._chosen)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.index_at(event.position().y()))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and not self.wall:
            QToolTip.showText(event.globalPos(), self.tooltip_at(event.pos()), self.viewport())
            return True
        return super().viewportEvent(event)

    def tooltip_at(self, point: QPoint) -> str:
        """The whole words of the cell under a point, if they are cut."""
        index = self.index_at(point.y())
        place = next((p for p in self._painter.columns if p.left <= point.x() < p.left + p.width), None)
        if index < 0 or place is None or self._rows is None or place.column in (Column.LEVEL, Column.ELAPSED):
            return ""
        row = self._rows.row(index)
        fits = cell_fits(place, row, self.theme, self.now())
        return "" if fits else words.plain_tooltip(words.one_line(cell_text(place.column, row, self.now())))

    def nothing(self) -> str:
        """What an empty list says."""
        return QCoreApplication.translate("AlarmList", "当前无告警")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(0, 0, self.viewport().width(), self.heading_height(), self.colour("surface"))
        self._painter.paint_heading(painter, self.heading_height())
        if self._rows is None or self._quality is Quality.UNKNOWN:
            self._say(painter, QCoreApplication.translate("AlarmList", "未知"))
        elif self._rows.count() == 0:
            self._say(painter, self.nothing())
        else:
            self._paint_rows(painter, self._rows)
        if self.fresh.moving() and not self._motion.isActive() and self.isVisible():
            self._motion.start()

    def _paint_rows(self, painter: QPainter, rows: AlarmRows) -> None:
        now, top, height = self.now(), self.heading_height(), self._painter.height
        grey = self._quality is Quality.CACHED
        midnight = now - (now + words.CITY_OFFSET_MS) % words.DAY_MS
        for index in self.shown_range():
            row = rows.row(index)
            look = RowLook(
                selected=self._is_chosen(row.key),
                hovered=index == self._hovered,
                flash=self.fresh.flash(row, now),
                grey=grey,
                today=midnight,
            )
            painter.drawPixmap(0, top, self._painter.picture(row, look))
            self._painter.paint_elapsed(painter, top, row, now, grey)
            top += height
        painter.fillRect(0, top, self.viewport().width(), self.viewport().height() - top, self.colour("surface"))
        if hidden := self.hidden_count():
            more = QCoreApplication.translate("AlarmList", "另有 {0} 条").format(f"{hidden:,}")
            rect = QRectF(self.theme.space(2), top, self.viewport().width() - self.theme.space(4), height)
            draw.text(painter, rect, more, self.theme, "body", "secondary")

    def _say(self, painter: QPainter, said: str) -> None:
        rect = QRectF(self.viewport().rect()).adjusted(0, self.heading_height(), 0, 0)
        painter.fillRect(rect, self.colour("surface"))
        draw.text(painter, rect, said, self.theme, "title", "tertiary", draw.CENTRE)

    def _fit(self) -> None:
        self._painter.fit(self.theme, self.viewport().width(), self.devicePixelRatioF(), self._columns)
        self._measure()

    def _measure(self) -> None:
        count = self._rows.count() if self._rows is not None else 0
        room = self.capacity()
        bar = self.verticalScrollBar()
        bar.setPageStep(max(1, room))
        bar.setRange(0, 0 if self.wall else max(0, count - room))
        self.viewport().update()

    def _on_changed(self) -> None:
        if self._rows is None:
            return
        bar = self.verticalScrollBar()
        if bar.value() > 0 and self._top_key is not None:
            moved = find_key(self._rows, self._top_key, bar.value())
            bar.setRange(0, max(bar.maximum(), moved))
            bar.setValue(moved if moved >= 0 else bar.value())
            if moved < 0:
                self._hold_top()  # the row that held the place is gone: the one that follows it holds it from now on
        if self._chosen is not None:
            found = find_key(self._rows, self._chosen.key, self._chosen_index)
            self._chosen = self._rows.row(found) if found >= 0 else None
            self._chosen_index = found if found >= 0 else self._chosen_index
        self._measure()

    def _on_scrolled(self, _value: int) -> None:
        self._hold_top()
        self.viewport().update()

    def _hold_top(self) -> None:
        rows, value = self._rows, self.verticalScrollBar().value()
        self._top_key = rows.row(value).key if rows is not None and 0 < value < rows.count() else None

    def _is_chosen(self, key: int) -> bool:
        return self._chosen is not None and key == self._chosen.key

    def _start(self, step: int, count: int) -> int:
        """Where a step begins; when the chosen row is gone, its former place is the next one down."""
        if self._chosen_index < 0:
            return -1 if step > 0 else count
        return self._chosen_index - 1 if self._chosen is None and step > 0 else self._chosen_index

    def _hover(self, index: int) -> None:
        if index != self._hovered and not self.wall:
            self._hovered = index
            self.viewport().update()

    def _on_tick(self) -> None:
        place = next((p for p in self._painter.columns if p.column is Column.ELAPSED), None)
        if place is not None:
            self.viewport().update(place.left, self.heading_height(), place.width + self.theme.space(2), self.height())

    def _on_motion(self) -> None:
        self.viewport().update()
        if not self.fresh.moving():
            self._motion.stop()
