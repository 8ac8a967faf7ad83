"""Where the columns of the alarm list are, for a width and a type size."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from resources.theme import Theme
from widgets import draw, fonts

_AREA_CHARACTERS = 5
_STATE_CHARACTERS = 5
_SYSTEM_CHARACTERS = 3
_CONTENT_UNITS = 44
"""The content keeps at least this room; other columns give way for it."""


class Column(Enum):
    """The columns, from left to right."""

    LEVEL = auto()
    TIME = auto()
    SYSTEM = auto()
    CONTENT = auto()
    AREA = auto()
    STATE = auto()
    ELAPSED = auto()


_GIVE_WAY = (Column.AREA, Column.SYSTEM, Column.STATE)
_RIGHT_ALIGNED = (Column.ELAPSED,)


@dataclass(frozen=True, slots=True)
class Place:
    """A column's room in a row, in pixels."""

    column: Column
    left: int
    width: int

    @property
    def right_aligned(self) -> bool:
        """Figures that are compared by length stand at the right."""
        return self.column in _RIGHT_ALIGNED


def heading(column: Column) -> str:
    """The column's name."""
    names = {
        Column.LEVEL: QCoreApplication.translate("AlarmList", "级"),
        Column.TIME: QCoreApplication.translate("AlarmList", "时间"),
        Column.SYSTEM: QCoreApplication.translate("AlarmList", "系统"),
        Column.CONTENT: QCoreApplication.translate("AlarmList", "内容"),
        Column.AREA: QCoreApplication.translate("AlarmList", "区域"),
        Column.STATE: QCoreApplication.translate("AlarmList", "状态"),
        Column.ELAPSED: QCoreApplication.translate("AlarmList", "历时"),
    }
    return names[column]


def places(theme: Theme, width: int) -> tuple[Place, ...]:
    """Columns for a row of this width; when it is narrow area, system and state give way, in that order."""
    gap = theme.space(4)
    widths = _wished(theme)
    shown = list(Column)
    edge = theme.space(2)
    for leaving in _GIVE_WAY:
        rest = _rest(shown, widths, width, gap, edge)
        if rest >= theme.space(_CONTENT_UNITS):
            break
        shown.remove(leaving)
    widths[Column.CONTENT] = max(theme.space(8), _rest(shown, widths, width, gap, edge))
    result, left = [], edge
    for column in shown:
        result.append(Place(column, left, widths[column]))
        left += widths[column] + gap
    return tuple(result)


def row_height(theme: Theme) -> int:
    """Height of a row."""
    return fonts.metrics_of(theme, "body").height() + theme.space(2.5)


def _rest(shown: list[Column], widths: dict[Column, int], width: int, gap: int, edge: int) -> int:
    used = sum(widths[column] for column in shown if column is not Column.CONTENT)
    return width - used - gap * (len(shown) - 1) - 2 * edge


def _wished(theme: Theme) -> dict[Column, int]:
    body = fonts.metrics_of(theme, "body")
    wide = body.horizontalAdvance("国")
    return {
        Column.LEVEL: round(row_height(theme) * 0.72) + theme.space(1),
        Column.TIME: max(body.horizontalAdvance("00:00:00"), body.horizontalAdvance("00-00 00:00")) + 2,
        Column.SYSTEM: round(draw.chip_width("国" * _SYSTEM_CHARACTERS, theme)),
        Column.AREA: wide * _AREA_CHARACTERS,
        Column.STATE: wide * _STATE_CHARACTERS,
        Column.ELAPSED: body.horizontalAdvance("00 天 00 h") + 2,
        Column.CONTENT: 0,
    }
