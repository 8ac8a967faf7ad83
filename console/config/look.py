"""How a window looks to the person before it: the language, the theme and the size of type."""

from __future__ import annotations

from enum import Enum, IntEnum

import msgspec


class Language(Enum):
    """Languages that are complete."""

    CHINESE = "zh"
    ENGLISH = "en"


class ThemeName(Enum):
    """The themes of ``resources/theme``."""

    WALL_DARK = "wall-dark"
    DESK_LIGHT = "desk-light"
    HIGH_CONTRAST = "high-contrast"


class Zoom(IntEnum):
    """Percent of the type size that the monitor asks for."""

    PLAIN = 100
    LARGER = 125
    LARGEST = 150


class Look(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Taken on as a whole: a window is made again in it."""

    language: Language = Language.CHINESE
    theme: ThemeName = ThemeName.WALL_DARK
    zoom: Zoom = Zoom.PLAIN
