"""The words above a chart's plot: its unit and what each line is, in as many rows as they take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from resources.theme import Theme
from widgets import draw, fonts, words

_ROLE = "tertiary"
MOST_ROWS = 2
LEAST_LINES = 5
"""A chart that is lower than so many lines of text has one row: its lines need the room."""
MARK = 3
GAP = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """The name of a line with its colour; the unit has none and comes first."""

    name: str
    colour: str = ""


Rows = tuple[tuple[Entry, ...], ...]


def entry_width(entry: Entry, theme: Theme) -> float:
    """Pixels of an entry with its mark and the gap after it."""
    wide = fonts.metrics_of(theme, _ROLE).horizontalAdvance(words.one_line(entry.name)) + theme.space(GAP)
    return wide + (theme.space(MARK) + theme.space(1) if entry.colour else 0)


def row_width(row: tuple[Entry, ...], theme: Theme) -> float:
    """Pixels of a row."""
    return sum(entry_width(entry, theme) for entry in row)


def in_rows(entries: tuple[Entry, ...], room: float, high: float, theme: Theme) -> tuple[Rows, tuple[Entry, ...]]:
    """The rows that fit a chart of this height with ``room`` pixels over its plot, and what is left out."""
    most = MOST_ROWS if high >= LEAST_LINES * fonts.metrics_of(theme, _ROLE).height() else 1
    rows: list[list[Entry]] = []
    for number, entry in enumerate(entries):
        fits = bool(rows) and row_width((*rows[-1], entry), theme) - theme.space(GAP) <= room
        if not fits and rows and len(rows) == most:
            return tuple(tuple(row) for row in rows), entries[number:]
        if not fits:
            rows.append([])
        rows[-1].append(entry)
    return tuple(tuple(row) for row in rows), ()


def paint(painter: QPainter, rows: Rows, left: float, right: float, theme: Theme) -> None:
    """Paint them from the top of the chart down, between these pixels."""
    height = fonts.metrics_of(theme, _ROLE).height()
    for entry, x, top in _places(rows, left, height, theme):
        if entry.colour:
            mark = QRectF(x, top + height / 2 - 1, theme.space(MARK), theme.hair() * 2)
            painter.fillRect(mark, QColor(entry.colour))
            x += theme.space(MARK) + theme.space(1)
        room = QRectF(x, top, right - x, height)
        draw.text(painter, room, entry.name, theme, _ROLE, "secondary" if entry.colour else "tertiary")


def _places(rows: Rows, left: float, height: float, theme: Theme) -> Iterator[tuple[Entry, float, float]]:
    for number, row in enumerate(rows):
        x = left
        for entry in row:
            yield entry, x, float(number * height)
            x += entry_width(entry, theme)
