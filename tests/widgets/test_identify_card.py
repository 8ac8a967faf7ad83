"""The number of a monitor is as large as the monitor lets it, whatever its form, and the facts can still be read."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from resources.theme import load
from tests.widgets.samples import image_of
from widgets import fonts
from widgets.identify_card import IdentifyCard

FACTS = ["接口 DP-1", "型号 DEL DELL U2723QE", "序列号 未提供", "分辨率 3840 × 2160", "缩放 100 %",
         "尺寸 1209.6 × 680 mm", "桌面位置 11520, 2160"]  # fmt: skip
SIZES = {"usual": (1920, 1080), "small": (1280, 720), "portrait": (1080, 1920), "ultra-wide": (3440, 1440),
         "led": (6656, 1792), "banner": (3840, 600), "square": (1200, 1200)}  # fmt: skip
LEAST = {"portrait": 0.6, "square": 0.43}
"""Share of the height that the number takes, 0.85 on what is wider than high; or it is as wide as the monitor."""


def _card(qtbot: QtBot, size: tuple[int, int], number: str) -> IdentifyCard:
    card = IdentifyCard(load(), number, "东墙左上", FACTS)
    qtbot.addWidget(card)
    card.resize(*size)
    return card


def _inked(image: QImage, box: QRectF) -> QRectF:
    """What of a box is written in the colour of text."""
    part = image.copy(box.toAlignedRect().adjusted(-4, -4, 4, 4)).convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(part.constBits(), np.uint32).reshape(part.height(), part.bytesPerLine() // 4)
    rows, columns = np.nonzero((pixels & 0xFF) > 200)
    return QRectF(columns.min(), rows.min(), np.ptp(columns) + 1, np.ptp(rows) + 1)


@pytest.mark.parametrize("number", ["1", "8", "12"])
@pytest.mark.parametrize("form", SIZES)
def test_the_number_fills_the_monitor(qtbot: QtBot, form: str, number: str) -> None:
    card = _card(qtbot, SIZES[form], number)
    placed = card.arrangement()
    ink = _inked(image_of(card), placed.number)
    tall, wide = ink.height() / card.height(), ink.width() / card.width()
    assert tall >= LEAST.get(form, 0.85) or wide >= 0.85, (tall, wide)
    assert abs(ink.height() - placed.number.height()) <= 3 and abs(ink.width() - placed.number.width()) <= 3
    assert QRectF(card.rect()).contains(placed.number) and QRectF(card.rect()).contains(placed.facts)
    assert not placed.number.intersects(placed.facts)


@pytest.mark.parametrize("form", SIZES)
def test_the_facts_are_read_whole(qtbot: QtBot, form: str) -> None:
    placed = _card(qtbot, SIZES[form], "12").arrangement()
    widest = max(fonts.metrics(int(placed.size)).horizontalAdvance(fact) for fact in FACTS)
    assert placed.facts.width() >= widest
    assert placed.size >= min(SIZES[form]) / 30


def test_a_monitor_without_a_number_shows_a_dash(qtbot: QtBot) -> None:
    card = _card(qtbot, (1920, 1080), "—")
    assert card.arrangement().number.width() > 600
    assert _inked(image_of(card), card.arrangement().number).width() > 600
