"""Records the text that our own painters paint, with where it came to stand, and finds what is cut or overlaps.

Text of Qt's own widgets is measured from the widgets (``fit``). What we paint goes through ``draw.text`` or
``QPainter.drawText``; both are watched while a window is painted once.
"""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
import shiboken6
from fit import veil
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QWidget

from widgets import draw, fonts, words

SLACK = 1.5
"""Pixels that rounding may cost."""
ROUNDING = 1.004
"""Widths of words are whole pixels each; a long line of them may add up to a little more than it was given."""
TIGHT = 0.17
"""Share of a line's height, above and below, where no ink of another line is missed: leading and accents."""


@dataclass(frozen=True)
class Mark:
    """One line of text: as it was painted, as it was wanted, and its rectangle on its device."""

    shown: str
    wanted: str
    rect: QRectF
    room: QRectF
    colour: str = ""

    @property
    def elided(self) -> bool:
        """Whether less is shown than was wanted."""
        return self.shown != self.wanted


@dataclass
class Ink:
    """All marks, by what they were painted upon."""

    widgets: dict[QWidget, list[Mark]] = field(default_factory=lambda: defaultdict(list))
    views: dict[tuple[int, int, int], list[Mark]] = field(default_factory=lambda: defaultdict(list))
    """Lists and tables: Qt paints them, our delegates fill the cells. A cell says itself whole when pointed at."""
    pictures: dict[tuple[int, int, int], list[Mark]] = field(default_factory=lambda: defaultdict(list))

    def note(self, painter: QPainter, mark: Mark) -> None:
        """A line was painted."""
        transform = painter.transform()
        if transform.isRotating():
            return  # a watermark lies across everything, and is meant to
        rect = transform.mapRect(mark.rect)
        mark = replace(mark, rect=rect, room=transform.mapRect(mark.room))
        device = painter.device()
        if isinstance(device, QWidget):
            self.widgets[device].append(mark)
        elif device is not None:
            place = (shiboken6.getCppPointer(device)[0], device.width(), device.height())
            (self.pictures if isinstance(device, QPixmap | QImage) else self.views)[place].append(mark)

    def look_again(self) -> None:
        """Everything is about to be painted anew, but for pictures that are kept."""
        self.widgets.clear()
        self.views.clear()

    def begin(self, device: object) -> None:
        """A picture is begun: what was painted there before is gone."""
        if isinstance(device, QPixmap | QImage):
            self.pictures.pop((shiboken6.getCppPointer(device)[0], device.width(), device.height()), None)

    def shortened(self) -> list[Mark]:
        """Lines that end in … and can't be read whole anywhere."""
        cells = [widget for widget in self.widgets if isinstance(widget.parentWidget(), QAbstractItemView)]
        painted = [marks for widget, marks in self.widgets.items() if widget not in cells]
        return [mark for marks in (*painted, *self.pictures.values()) for mark in marks if mark.elided]


@contextlib.contextmanager
def watched() -> Iterator[Ink]:
    """Record what is painted meanwhile."""
    ink = Ink()
    patch = pytest.MonkeyPatch()
    paint_text, draw_text, begin = draw.text, QPainter.drawText, QPainter.__init__
    inside: list[bool] = []

    def text(painter: QPainter, rect: QRectF, said: str, theme: Any, role: str, token: str, align: int = draw.LEFT,
             bold: bool = False) -> float:  # fmt: skip
        wanted = words.one_line(said)
        metrics = fonts.metrics_of(theme, role, bold)
        shown = draw.elide(wanted, int(rect.width()), metrics)
        width = paint_text(painter, rect, said, theme, role, token, align, bold)
        left = {draw.RIGHT: rect.right() - width, draw.CENTRE: rect.center().x() - width / 2}.get(align, rect.left())
        top = rect.center().y() - metrics.height() / 2
        if shown:
            ink.note(painter, Mark(shown, wanted, QRectF(left, top, width, metrics.height()), rect, theme.ink(token)))
        return width

    def drawn(painter: QPainter, *args: Any) -> None:
        draw_text(painter, *args)
        if not inside:
            ink.note(painter, _mark(painter, args))

    def begun(painter: QPainter, *args: Any) -> None:
        begin(painter, *args)
        for device in args:
            ink.begin(device)

    patch.setattr(QPainter, "__init__", begun)
    patch.setattr(draw, "text", text)
    patch.setattr(QPainter, "drawText", drawn)
    try:
        yield ink
    finally:
        patch.undo()


def _mark(painter: QPainter, args: tuple[Any, ...]) -> Mark:
    said = next(each for each in args if isinstance(each, str))
    if isinstance(args[0], QRect | QRectF):
        room = QRectF(args[0])
        flags = next((each for each in args[1:] if isinstance(each, int)), int(Qt.AlignmentFlag.AlignLeft))
        return Mark(said, said, QRectF(painter.boundingRect(room, flags, said)), room, painter.pen().color().name())
    metrics = QFontMetricsF(painter.font())
    at = QPointF(args[0]) if not isinstance(args[0], int) else QPointF(args[0], args[1])
    rect = QRectF(at.x(), at.y() - metrics.ascent(), metrics.horizontalAdvance(said), metrics.height())
    return Mark(said, said, rect, rect, painter.pen().color().name())


def faults(ink: Ink) -> list[str]:
    """What leaves its place, lies upon other text, or is hidden by a widget."""
    found = []
    for widget, marks in ink.widgets.items():
        name = type(widget).__name__
        area = widget.parentWidget()
        scrolls = isinstance(area, QAbstractScrollArea)
        sideways = isinstance(area, QAbstractScrollArea) and area.horizontalScrollBar().maximum() > 0
        outside = _outside(marks, QRectF(widget.rect()), upright=not scrolls, across=not sideways)
        found += [f"{name}: {fault}" for fault in outside]
        found += [f"{name}: {fault}" for fault in _overlaps(marks)]
        found += [f"{name}: {fault}" for fault in _covered(widget, marks)]
    for (_, width, height), marks in ink.views.items():
        whole = QRectF(0, 0, width, height)
        cell = f"view {width}×{height}"
        found += [f"{cell}: {fault}" for fault in (*_outside(marks, whole, upright=False), *_overlaps(marks))]
    for (_, width, height), marks in ink.pictures.items():
        found += [f"picture {width}×{height}: {fault}" for fault in _overlaps(marks)]
    return found


def _outside(marks: list[Mark], whole: QRectF, *, upright: bool, across: bool = True) -> list[str]:
    """``upright``, ``across``: whether it may leave its place that way, because it can't be scrolled there."""
    found = []
    for mark in marks:
        rect = _tight(mark.rect)
        wide = not across or (whole.left() - SLACK <= rect.left() and rect.right() <= whole.right() + SLACK)
        high = not upright or (whole.top() - SLACK <= rect.top() and rect.bottom() <= whole.bottom() + SLACK)
        if not (wide and high):
            found.append(f"“{mark.shown}” {_words(mark.rect)} leaves {_words(whole)}")
        elif mark.rect.width() > mark.room.width() * ROUNDING + SLACK:
            found.append(f"“{mark.shown}” {_words(mark.rect)} is wider than its room {_words(mark.room)}")
    return found


def _overlaps(marks: list[Mark]) -> list[str]:
    found = []
    for number, one in enumerate(marks):
        for other in marks[number + 1 :]:
            common = _tight(one.rect).intersected(_tight(other.rect))
            if common.width() > SLACK and common.height() > SLACK and one.shown != other.shown:
                found.append(f"“{one.shown}” and “{other.shown}” overlap by {_words(common)}")
    return found


def _covered(widget: QWidget, marks: list[Mark]) -> list[str]:
    found = []
    for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if not child.isVisible() or child.isWindow() or veil(child):
            continue
        for mark in marks:
            common = _tight(mark.rect).intersected(QRectF(child.geometry()))
            if common.width() > SLACK and common.height() > SLACK:
                found.append(f"“{mark.shown}” is covered by {type(child).__name__} by {_words(common)}")
    return found


def _tight(rect: QRectF) -> QRectF:
    return rect.adjusted(0, rect.height() * TIGHT, 0, -rect.height() * TIGHT)


def _words(rect: QRectF) -> str:
    return f"{rect.width():.0f}×{rect.height():.0f}+{rect.left():.0f}+{rect.top():.0f}"
