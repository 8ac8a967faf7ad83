"""Which columns the alarm list has, and where they are for a width and a type size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from console.domain.entities import Stage, System
from console.models.text.labels import stage_name, state_words, system_name
from resources.theme import Theme
from widgets import draw, fonts, words

_AREA_CHARACTERS = 5
_STATE_CHARACTERS = 5
_SYSTEM_CHARACTERS = 3
_CONTENT_UNITS = 44
"""The content keeps at least this room; other columns give way for it."""


class Column(Enum):
    """The columns, from left to right; some are shown only where an operator wants them."""

    LEVEL = auto()
    TIME = auto()
    SYSTEM = auto()
    CONTENT = auto()
    AREA = auto()
    STATE = auto()
    DISPATCH = auto()
    ELAPSED = auto()
    VALUE = auto()
    OWNER = auto()


USUAL = (Column.LEVEL, Column.TIME, Column.SYSTEM, Column.CONTENT, Column.AREA, Column.STATE, Column.ELAPSED)
ALWAYS = (Column.LEVEL, Column.CONTENT)
"""Without these a row says nothing: they cannot be hidden."""
_GIVE_WAY = (Column.OWNER, Column.VALUE, Column.AREA, Column.SYSTEM, Column.DISPATCH, Column.STATE)
_RIGHT_ALIGNED = (Column.ELAPSED, Column.VALUE)
_NARROWEST = 0.5
_WIDEST = 4.0


@dataclass(frozen=True, slots=True)
class ColumnLayout:
    """An operator's own arrangement: the order of the shown columns, and widths as a factor of the usual one."""

    order: tuple[Column, ...] = USUAL
    widths: Mapping[Column, float] = field(default_factory=dict)

    def moved(self, column: Column, place: int) -> ColumnLayout:
        """The column at another place among the shown ones."""
        rest = [each for each in self.order if each is not column]
        rest.insert(max(0, min(place, len(rest))), column)
        return replace(self, order=tuple(rest))

    def toggled(self, column: Column) -> ColumnLayout:
        """The column shown at its usual place, or hidden."""
        if column in ALWAYS:
            return self
        if column in self.order:
            return replace(self, order=tuple(each for each in self.order if each is not column))
        before = sum(1 for each in self.order if each.value < column.value)
        return replace(self, order=(*self.order[:before], column, *self.order[before:]))

    def resized(self, column: Column, factor: float) -> ColumnLayout:
        """The column so many times as wide as usual; the content takes what is left."""
        if column is Column.CONTENT:
            return self
        return replace(self, widths={**self.widths, column: max(_NARROWEST, min(_WIDEST, round(factor, 3)))})

    def plain(self) -> dict[str, object]:
        """For a settings file."""
        widths = {column.name.lower(): factor for column, factor in self.widths.items()}
        return {"order": [column.name.lower() for column in self.order], "widths": widths}

    @staticmethod
    def of(order: list[str], widths: dict[str, float]) -> ColumnLayout:
        """From a settings file; what it does not understand is left out, what must be shown is put back."""
        known = {column.name.lower(): column for column in Column}
        shown = list(dict.fromkeys(known[name] for name in order if name in known))
        if not shown:
            return ColumnLayout()
        layout = ColumnLayout(tuple(shown))
        for column in ALWAYS:
            layout = layout if column in shown else layout._with(column)
        for name, factor in widths.items():
            layout = layout.resized(known[name], factor) if name in known else layout
        return layout

    def _with(self, column: Column) -> ColumnLayout:
        return replace(self, order=(*[each for each in USUAL if each is column], *self.order))


STANDARD = ColumnLayout()


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
        Column.CONTENT: QCoreApplication.translate("AlarmList", "内容（发生时）"),
        Column.AREA: QCoreApplication.translate("AlarmList", "区域"),
        Column.STATE: QCoreApplication.translate("AlarmList", "状态"),
        Column.DISPATCH: QCoreApplication.translate("AlarmList", "派遣"),
        Column.ELAPSED: QCoreApplication.translate("AlarmList", "历时"),
        Column.VALUE: QCoreApplication.translate("AlarmList", "报警值"),
        Column.OWNER: QCoreApplication.translate("AlarmList", "经手人"),
    }
    return names[column]


def places(theme: Theme, width: int, layout: ColumnLayout = STANDARD) -> tuple[Place, ...]:
    """Columns for a row of this width; when it is narrow area, system and state give way, in that order."""
    gap = theme.space(4)
    widths = {column: round(wish * layout.widths.get(column, 1.0)) for column, wish in _wished(theme).items()}
    shown = list(layout.order)
    edge = theme.space(2)
    for leaving in _GIVE_WAY:
        rest = _rest(shown, widths, width, gap, edge)
        if rest >= theme.space(_CONTENT_UNITS):
            break
        if leaving in shown:
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
    wide = body.horizontalAdvance("国")  # data: the widest character
    systems = ["国" * _SYSTEM_CHARACTERS, *(system_name(system) for system in System)]  # data
    return {
        Column.LEVEL: round(row_height(theme) * 0.72) + theme.space(1),
        Column.TIME: max(body.horizontalAdvance("00:00:00"), body.horizontalAdvance("00-00 00:00")) + 2,
        Column.SYSTEM: round(max(draw.chip_width(name, theme) for name in systems)),
        Column.AREA: wide * _AREA_CHARACTERS,
        Column.STATE: max(wide * _STATE_CHARACTERS, *(body.horizontalAdvance(each) for each in state_words())),
        Column.DISPATCH: max(body.horizontalAdvance(stage_name(each)) for each in Stage),
        Column.ELAPSED: body.horizontalAdvance(words.elapsed(99 * words.DAY_MS + 23 * 3_600_000)) + 2,
        Column.VALUE: body.horizontalAdvance("00000.0 µg/m³") + 2,
        Column.OWNER: wide * _STATE_CHARACTERS,
        Column.CONTENT: 0,
    }
