"""The product's own typeface, loaded once, and fonts made from the theme's type sizes."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

import resources
from resources.theme import Theme

FOLDER = Path(resources.__file__).with_name("fonts")
FALLBACKS = ("Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "DejaVu Sans", "sans-serif")
"""Asked in this order for a character that the bundled subset does not hold, so that it is never an empty box."""
_loaded: list[str] = []


def load_family() -> str:
    """Register the bundled fonts and return their family; the first fallback's name if the files are missing."""
    if not _loaded:
        families: list[str] = []
        for path in sorted(FOLDER.glob("*.ttf")):
            number = QFontDatabase.addApplicationFont(str(path))
            families += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
        _loaded.append(families[0] if families else FALLBACKS[0])
    return _loaded[0]


@lru_cache(maxsize=256)
def sized(pixels: int, bold: bool = False) -> QFont:
    """A font of so many pixels; digits have one width, as the bundled typeface draws them."""
    font = QFont([load_family(), *FALLBACKS])
    font.setPixelSize(max(1, pixels))
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@lru_cache(maxsize=256)
def metrics(pixels: int, bold: bool = False) -> QFontMetrics:
    """Measures of `sized`."""
    return QFontMetrics(sized(pixels, bold))


def of(theme: Theme, role: str, bold: bool = False) -> QFont:
    """The font of a type role on the theme's monitor."""
    return sized(theme.px(role), bold)


def metrics_of(theme: Theme, role: str, bold: bool = False) -> QFontMetrics:
    """Measures of the font of a type role."""
    return metrics(theme.px(role), bold)
