"""The bundled typeface: it loads, its digits have one width, and the words we paint have glyphs."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QRawFont
from pytestqt.qtbot import QtBot

from resources.theme import load
from widgets import fonts


def test_the_bundled_family_is_the_theme_s(qtbot: QtBot) -> None:
    assert fonts.load_family() == load().family
    assert fonts.load_family() == fonts.load_family()


@pytest.mark.parametrize("bold", [False, True])
def test_digits_have_one_width(qtbot: QtBot, bold: bool) -> None:
    metrics = fonts.metrics(44, bold)
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_the_symbols_we_paint_are_in_the_subset(qtbot: QtBot) -> None:
    raw = QRawFont.fromFont(fonts.sized(16))
    assert raw.familyName() == fonts.load_family()
    missing = [c for c in "指挥长岚港µ³²·—–↑↓→●○■▲ⅠⅡⅢⅣ×℃°≥…①" if not raw.supportsCharacter(ord(c))]
    assert missing == []


def test_every_font_has_fallbacks_for_rare_characters(qtbot: QtBot) -> None:
    families = QFont(fonts.sized(16)).families()
    assert families[0] == fonts.load_family()
    assert "sans-serif" in families
