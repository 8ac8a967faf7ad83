"""Paints the rows of the alarm list and keeps the pictures of the latest ones."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from console.domain.truth import ahead_of_time
from console.models.rows import AlarmRow
from resources.theme import Theme, mix
from widgets import draw, fonts, words
from widgets.alarms.columns import STANDARD, Column, ColumnLayout, Place, heading, places, row_height
from widgets.shapes import paint_grade

_MARGIN = 2
"""A hexagon's corners stand out of its square by this much."""
_KEPT = 240
"""Pictures kept: several screens full, so that scrolling back costs nothing."""


_FIELDS = {
    Column.SYSTEM: "system", Column.CONTENT: "title", Column.AREA: "area", Column.STATE: "state", Column.OWNER: "owner",
    Column.DISPATCH: "dispatch",
}  # fmt: skip
_INDENT = 5


@dataclass(frozen=True, slots=True)
class RowLook:
    """How a row stands out: chosen, under the mouse or just raised (``flash``); ``today``: midnight in ms."""

    selected: bool = False
    hovered: bool = False
    flash: bool = False
    grey: bool = False
    today: int = 0


class _Kept(NamedTuple):
    """A picture and what it was painted from."""

    row: AlarmRow
    look: RowLook
    picture: QPixmap


class AlarmPainter:
    """Turns rows into pictures once and hands out the same picture until the row or its look changes."""

    def __init__(self, theme: Theme) -> None:
        self.painted_rows = 0
        self._theme = theme
        self._width, self._ratio = 0, 1.0
        self._layout = STANDARD
        self._places: tuple[Place, ...] = ()
        self._pictures: OrderedDict[int, _Kept] = OrderedDict()
        self.height = row_height(theme)
        """Height of a row in pixels."""

    @property
    def columns(self) -> tuple[Place, ...]:
        """The columns at the present width."""
        return self._places

    def fit(self, theme: Theme, width: int, ratio: float, layout: ColumnLayout = STANDARD) -> None:
        """Prepare for a theme, a row width, a pixel ratio and columns; drops the pictures if any of them changed."""
        if (theme, width, ratio, layout) != (self._theme, self._width, self._ratio, self._layout):
            self._theme, self._width, self._ratio, self._layout = theme, width, ratio, layout
            self._places = places(theme, width, layout)
            self.height = row_height(theme)
            self._pictures.clear()

    def forget(self) -> None:
        """Drop all pictures, as after a change of language."""
        self._pictures.clear()

    def picture(self, row: AlarmRow, look: RowLook) -> QPixmap:
        """The row without its running time, which changes every second and is painted on top."""
        found = self._pictures.get(row.key)
        if found is not None and (found.row is row or found.row == row) and found.look == look:
            self._pictures.move_to_end(row.key)
            return found.picture
        made = self._paint(row, look)
        self._pictures[row.key] = _Kept(row, look, made)
        self._pictures.move_to_end(row.key)
        if len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)
        return made

    def ink(self, row: AlarmRow, grey: bool) -> str:
        """Colour token of a row's words: bright until somebody has acknowledged it."""
        return "secondary" if row.acknowledged or row.stale or grey else "text"

    def paint_elapsed(self, painter: QPainter, top: int, row: AlarmRow, now: int, grey: bool) -> None:
        """The running time of a row; a row that is over and acknowledged has none."""
        place = next((place for place in self._places if place.column is Column.ELAPSED), None)
        if place is None:
            return
        rect = QRectF(place.left, top, place.width, self.height)
        ink = "delayed" if ahead_of_time(row.raised, now, 0) else self.ink(row, grey)
        draw.text(painter, rect, running_words(row, now), self._theme, "body", ink, draw.RIGHT)

    def paint_heading(self, painter: QPainter, height: int) -> None:
        """The names of the columns and the line beneath."""
        for place in self._places:
            align = draw.RIGHT if place.right_aligned else draw.LEFT
            rect = QRectF(place.left, 0, place.width, height)
            draw.text(painter, rect, heading(place.column), self._theme, "tertiary", "tertiary", align)
        painter.setPen(QPen(QColor(self._theme.token("line")), self._theme.hair()))
        painter.drawLine(QPointF(0, height - 0.5), QPointF(self._width, height - 0.5))

    def _paint(self, row: AlarmRow, look: RowLook) -> QPixmap:
        self.painted_rows += 1
        size = QSize(self._width, self.height)
        picture = QPixmap(size * self._ratio)
        picture.setDevicePixelRatio(self._ratio)
        picture.fill(QColor(self._ground(row, look)))
        painter = QPainter(picture)
        theme = self._theme
        painter.setPen(QPen(QColor(theme.token("line")), theme.hair()))
        painter.drawLine(QPointF(0, size.height() - 0.5), QPointF(size.width(), size.height() - 0.5))
        if not row.acknowledged:
            bar = QRectF(0, 0, theme.space(1), size.height() - 1)
            painter.fillRect(bar, QColor(theme.token(self._grade(row))))
        for place in self._places:
            self._paint_cell(painter, place, row, look)
        painter.end()
        return picture

    def _ground(self, row: AlarmRow, look: RowLook) -> str:
        theme = self._theme
        if look.selected:
            return theme.token("selection")
        if look.flash:
            return mix(theme.token(self._grade(row)), theme.token("surface"), 0.22)
        return theme.token("hover" if look.hovered else "surface")

    def _grade(self, row: AlarmRow) -> str:
        return f"grade{row.priority}" if 1 <= row.priority <= 4 else "tertiary"

    def _paint_cell(self, painter: QPainter, place: Place, row: AlarmRow, look: RowLook) -> None:
        height = self.height
        rect = QRectF(place.left, 0, place.width, height)
        ink = self.ink(row, look.grey)
        if place.column is Column.LEVEL:
            side = round(height * 0.72)
            stamp = _grade_stamp(row.priority, side, not row.active, self._theme, self._ratio)
            painter.drawPixmap(place.left - _MARGIN, round((height - side) / 2) - _MARGIN, stamp)
        elif place.column is Column.SYSTEM:
            if row.system:
                stamp = _chip_stamp(row.system, place.width, height, self._theme, self._ratio)
                painter.drawPixmap(place.left, 0, stamp)
        elif place.column is Column.CONTENT:
            self._paint_content(painter, rect, row, ink)
        elif place.column is not Column.ELAPSED:
            token = "accent" if place.column is Column.STATE and row.pending else ink
            align = draw.RIGHT if place.right_aligned else draw.LEFT
            draw.text(painter, rect, cell_text(place.column, row, look.today), self._theme, "body", token, align)

    def _paint_content(self, painter: QPainter, rect: QRectF, row: AlarmRow, ink: str) -> None:
        theme, gap = self._theme, self._theme.space(2)
        if row.members:
            side = round(self.height * 0.3)
            _paint_fold(painter, QRectF(rect.left(), (self.height - side) / 2, side, side), theme, row.expanded)
            rect.adjust(side + gap, 0, 0, 0)
            members = QCoreApplication.translate("AlarmList", "{0} 条").format(f"{row.members:,}")
            room = rect.adjusted(0, 0, -draw.chip_width(members, theme) - gap, 0)
            taken = draw.text(painter, room, row.title, theme, "body", ink, bold=True)
            draw.chip(painter, rect.left() + taken + gap, rect.center().y(), members, theme)
            return
        if row.inside:
            rect.adjust(theme.space(_INDENT), 0, 0, 0)
        if row.stale:
            wide = draw.chip(painter, rect.left(), rect.center().y(), _stale_words(), theme, "unknown")
            rect.adjust(wide + gap, 0, 0, 0)
        if row.mark:
            wide = draw.chip(painter, rect.left(), rect.center().y(), row.mark, theme, "accent")
            rect.adjust(wide + gap, 0, 0, 0)
        draw.text(painter, rect, row.title, theme, "body", ink)


@lru_cache(maxsize=64)
def _grade_stamp(grade: int, side: int, hollow: bool, theme: Theme, ratio: float) -> QPixmap:
    """A grade's shape as a picture: there are only a few, and they are painted by the thousand."""
    stamp = _clear(side + 2 * _MARGIN, side + 2 * _MARGIN, ratio)
    painter = QPainter(stamp)
    paint_grade(painter, QRectF(_MARGIN, _MARGIN, side, side), grade, theme, hollow=hollow)
    painter.end()
    return stamp


@lru_cache(maxsize=256)
def _chip_stamp(words_: str, width: int, height: int, theme: Theme, ratio: float) -> QPixmap:
    """A system's chip as a picture."""
    stamp = _clear(width, height, ratio)
    painter = QPainter(stamp)
    draw.chip(painter, 0, height / 2, words_, theme, most=width)
    painter.end()
    return stamp


def _clear(width: int, height: int, ratio: float) -> QPixmap:
    stamp = QPixmap(QSize(width, height) * ratio)
    stamp.setDevicePixelRatio(ratio)
    stamp.fill(Qt.GlobalColor.transparent)
    return stamp


def _paint_fold(painter: QPainter, rect: QRectF, theme: Theme, expanded: bool) -> None:
    """A small triangle: to the right while the group is folded, down when it is unfolded."""
    corners = [rect.topLeft(), QPointF(rect.right(), rect.center().y()), rect.bottomLeft()]
    if expanded:
        corners = [rect.topLeft(), rect.topRight(), QPointF(rect.center().x(), rect.bottom())]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.token("secondary")))
    painter.drawPolygon(corners)
    painter.restore()


def running_words(row: AlarmRow, now: int) -> str:
    """How long it lasts; of one whose time is still to come nobody can say, for its source's clock is wrong."""
    if not row.active and row.acknowledged:
        return "—"
    late = QCoreApplication.translate("AlarmList", "超前")
    return late if ahead_of_time(row.raised, now, 0) else words.elapsed(now - row.raised)


def cell_text(column: Column, row: AlarmRow, today: int) -> str:
    """The words of a text column."""
    if column is Column.TIME:
        return words.hour_minute_second(row.raised, today or None)
    if column is Column.VALUE:
        return "" if row.value is None else f"{row.value:g} {row.unit}".rstrip()
    if column is Column.STATE and row.pending:
        return row.pending
    field = _FIELDS.get(column)
    return str(getattr(row, field)) if field else ""


def _stale_words() -> str:
    """What stands before an alarm whose source nobody hears any more."""
    return QCoreApplication.translate("AlarmList", "过时")


def cell_fits(place: Place, row: AlarmRow, theme: Theme, today: int) -> bool:
    """Whether a cell shows all of its words."""
    text = words.one_line(cell_text(place.column, row, today))
    room = place.width - (2 * theme.space(draw.CHIP_PADDING) if place.column is Column.SYSTEM else 0)
    role = "tertiary" if place.column is Column.SYSTEM else "body"
    if place.column is Column.CONTENT:
        room -= round(draw.chip_width(_stale_words(), theme)) + theme.space(2) if row.stale else 0
        room -= theme.space(_INDENT) if row.inside else 0
        room -= round(draw.chip_width(row.mark, theme)) + theme.space(2) if row.mark else 0
    return fonts.metrics_of(theme, role).horizontalAdvance(text) <= room + 1
