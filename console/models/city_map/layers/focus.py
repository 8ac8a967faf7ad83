"""Which areas a map of figures shows: the level, and the area that they lie in; down by choosing one, and up again."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from console.domain.geo.area_code import AreaLevel
from console.models.registers import Area, Registers

DEEPEST = AreaLevel.GRID
_LEVELS = {"province": AreaLevel.PROVINCE, "city": AreaLevel.CITY, "county": AreaLevel.COUNTY,
           "town": AreaLevel.TOWN, "community": AreaLevel.COMMUNITY, "grid": AreaLevel.GRID}  # fmt: skip


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("area_focus", text)


def level_words(level: AreaLevel) -> str:
    """Name of a level."""
    names = {
        AreaLevel.PROVINCE: tr("省"),
        AreaLevel.CITY: tr("市"),
        AreaLevel.COUNTY: tr("区县"),
        AreaLevel.TOWN: tr("镇街"),
        AreaLevel.COMMUNITY: tr("社区村"),
        AreaLevel.GRID: tr("网格"),
    }
    return names[level]


@dataclass(frozen=True, slots=True)
class Focus:
    """Areas of ``level`` inside ``within`` (a code; empty: the whole city)."""

    within: str = ""
    level: AreaLevel = AreaLevel.COUNTY

    def down(self, area: Area) -> Focus:
        """Into an area: the next level inside it; at the last level nothing changes."""
        level = _LEVELS.get(area.level, DEEPEST)
        return self if level >= DEEPEST else Focus(area.code, AreaLevel(level + 1))

    def up(self, registers: Registers) -> Focus:
        """Out again: the areas beside the one that we are in. The city is the outermost: there is no other."""
        area = registers.areas.get(self.within)
        if area is None or _LEVELS.get(area.level, AreaLevel.CITY) <= AreaLevel.CITY:
            return Focus()
        parent = registers.areas.get(area.parent)
        inner = parent is not None and _LEVELS.get(parent.level, AreaLevel.CITY) > AreaLevel.CITY
        return Focus(area.parent if inner else "", _LEVELS[area.level])

    def areas(self, registers: Registers) -> list[Area]:
        """The areas that are shown."""
        name = next(name for name, level in _LEVELS.items() if level is self.level)
        return [area for area in registers.areas.values() if area.level == name and area.code.startswith(self.within)]

    def path(self, registers: Registers) -> list[Area]:
        """From the province down to the area we are in, for the line above the map."""
        found: list[Area] = []
        area = registers.areas.get(self.within) or next(
            (each for each in registers.areas.values() if each.level == "city"), None
        )
        while area is not None and area not in found:
            found.insert(0, area)
            area = registers.areas.get(area.parent)
        return found

    def prefix(self) -> int:
        """Digits of a code that name an area of this level, where codes are written in full."""
        return {AreaLevel.PROVINCE: 2, AreaLevel.CITY: 4, AreaLevel.COUNTY: 6, AreaLevel.TOWN: 9,
                AreaLevel.COMMUNITY: 12, AreaLevel.GRID: 15}[self.level]  # fmt: skip
