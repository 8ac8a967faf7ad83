"""Area codes of the six levels 省-市-县-乡-社区-网格: their level, their parent, what lies inside what.

A code is six digits of GB/T 2260 (province, city, county: two each), three of the township (GB/T 10114), three of the
community or village, then a grid suffix whose length each city chooses (3 unless told; 2–6). Level from code: xx0000
province, xxxx00 city, xxxxxx county, then one level a group. A tail of zero groups ("220581102000") only pads.

Canonical form: six digits for province, city and county, no padding below: "220581102000" is "220581102".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum
from functools import lru_cache
from typing import Final

GRID_DIGITS: Final = 3
_GRID_RANGE: Final = range(2, 7)
_COUNTY, _TOWN, _COMMUNITY = 6, 9, 12  # length of a code that ends with this level


class AreaLevel(IntEnum):
    """How far down a code goes; a greater number is a smaller area."""

    PROVINCE = 1
    CITY = 2
    COUNTY = 3
    TOWN = 4
    COMMUNITY = 5
    GRID = 6


class TownKind(Enum):
    """What the township digits say (GB/T 10114 ranges)."""

    SUBDISTRICT = "街道"
    TOWN = "镇"
    TOWNSHIP = "乡"
    ENTERPRISE = "政企合一单位"
    OTHER = "其他"


class CommunityKind(Enum):
    """What the community digits say."""

    RESIDENTS = "居委会"
    VILLAGERS = "村委会"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class AreaCode:
    """One parsed code, so that a checked code and unchecked text are different types. Make it with ``parse``."""

    code: str
    """Canonical digits."""
    level: AreaLevel

    @property
    def prefix(self) -> str:
        """The digits every code inside this area starts with."""
        return self.code[: {AreaLevel.PROVINCE: 2, AreaLevel.CITY: 4}.get(self.level, len(self.code))]

    @property
    def town_kind(self) -> TownKind | None:
        """Kind of the township this code lies in; None above that level."""
        if self.level < AreaLevel.TOWN:
            return None
        number = int(self.code[_COUNTY:_TOWN])
        ranges = {
            TownKind.SUBDISTRICT: range(1, 100),
            TownKind.TOWN: range(100, 200),
            TownKind.TOWNSHIP: range(200, 400),
            TownKind.ENTERPRISE: range(400, 600),
        }
        return next((kind for kind, numbers in ranges.items() if number in numbers), TownKind.OTHER)

    @property
    def community_kind(self) -> CommunityKind | None:
        """Kind of the community this code lies in; None above that level."""
        if self.level < AreaLevel.COMMUNITY:
            return None
        number = int(self.code[_TOWN:_COMMUNITY])
        ranges = {CommunityKind.RESIDENTS: range(1, 200), CommunityKind.VILLAGERS: range(200, 400)}
        return next((kind for kind, numbers in ranges.items() if number in numbers), CommunityKind.OTHER)


@lru_cache(maxsize=65_536)
def parse(code: str, grid_digits: int = GRID_DIGITS) -> AreaCode:
    """The checked code; raises ValueError in one sentence when it is none.

    Accepts 6, 9, 12 or 12 + ``grid_digits`` ASCII digits.
    """
    if grid_digits not in _GRID_RANGE:
        raise ValueError(f"A grid suffix has 2 to 6 digits, not {grid_digits}.")
    lengths = (_COUNTY, _TOWN, _COMMUNITY, _COMMUNITY + grid_digits)
    if not (code.isascii() and code.isdigit()):
        raise ValueError(f"Area code {code[:40]!r} is not made of digits.")
    if len(code) not in lengths:
        raise ValueError(f"Area code {code[:40]!r} has {len(code)} digits instead of {', '.join(map(str, lengths))}.")
    groups = [code[:2], code[2:4], code[4:6], code[6:9], code[9:12], code[12:]]
    return _from_groups(code, [group for group in groups if group])


def _from_groups(code: str, groups: list[str]) -> AreaCode:
    """Drop the padding, then refuse a code that names an area inside an area it leaves at zero."""
    while groups and not int(groups[-1]):
        groups.pop()
    if not groups:
        raise ValueError(f"Area code {code!r} names no area.")
    for position, group in enumerate(groups):
        # County digits of zero are real: cities without counties (441900 东莞) hold their townships directly.
        if not int(group) and position + 1 != AreaLevel.COUNTY:
            raise ValueError(f"Area code {code!r} leaves out its {AreaLevel(position + 1).name.lower()}.")
    return AreaCode("".join(groups).ljust(_COUNTY, "0"), AreaLevel(len(groups)))


def level_of(code: str, grid_digits: int = GRID_DIGITS) -> AreaLevel:
    """The level a code names; raises ValueError for a bad code."""
    return parse(code, grid_digits).level


def parent(code: str, grid_digits: int = GRID_DIGITS) -> str | None:
    """The canonical code one level up; None for a province. Raises ValueError for a bad code.

    A township of a city without counties has the city for a parent.
    """
    area = parse(code, grid_digits)
    match area.level:
        case AreaLevel.PROVINCE:
            return None
        case AreaLevel.CITY:
            return area.code[:2] + "0000"
        case AreaLevel.COUNTY:
            return area.code[:4] + "00"
        case AreaLevel.TOWN:
            return area.code[:_COUNTY]
        case AreaLevel.COMMUNITY:
            return area.code[:_TOWN]
        case AreaLevel.GRID:
            return area.code[:_COMMUNITY]


def contains(outer: str, inner: str, grid_digits: int = GRID_DIGITS) -> bool:
    """Whether ``inner`` is ``outer`` or lies inside it; raises ValueError for a bad code."""
    return parse(inner, grid_digits).code.startswith(parse(outer, grid_digits).prefix)


def county_of(code: str, grid_digits: int = GRID_DIGITS) -> str | None:
    """The six digits of the county a code lies in, or of the city that has no counties; None above county level.

    Raises ValueError for a bad code.
    """
    area = parse(code, grid_digits)
    return None if area.level < AreaLevel.COUNTY else area.code[:_COUNTY]
