"""The card of a point: its whole title is read, nothing shines through it, and it never lies on its point."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from resources import theme
from resources.theme import Scale, names
from widgets import fonts
from widgets.broken_text import broken, shortened
from widgets.map.popup import Popup

LONG = "危货运输 示A·V5831 驾驶员疲劳，车速 24 km/h，已连续驾驶 4 小时 35 分，请立即联系企业核实并就近休息"
ENGLISH = "Hazardous goods A-V5831: driver fatigue at 24 km/h, 4 h 35 min at the wheel; call the operator at once"


def _card(qtbot: QtBot, look: str, lines: int = 1080, size: tuple[int, int] = (1000, 700)) -> tuple[QWidget, Popup]:
    ground = QWidget()
    ground.resize(*size)
    qtbot.addWidget(ground)
    ground.show()
    return ground, Popup(theme.load(look, Scale(height_px=lines)), ground)


@pytest.mark.parametrize("title", [LONG, ENGLISH, "短名", "A" * 90], ids=["chinese", "english", "short", "no break"])
@pytest.mark.parametrize("lines", [720, 1080, 2160])
def test_a_long_title_is_read_whole_and_keeps_off_the_cross(qtbot: QtBot, title: str, lines: int) -> None:
    _ground, card = _card(qtbot, "wall-dark", lines)
    card.tell(title, ("环保 · 岚港区 · 已确认",))
    wide = card.width() - 2 * card.theme.space(3)
    heading, _ = card._broken(wide)
    assert "".join(heading).replace(" ", "") == title.replace(" ", "")
    room = card._cross().left() - card.theme.space(3)
    assert all(fonts.metrics_of(card.theme, "body", True).horizontalAdvance(line) <= room for line in heading)


def test_what_is_longer_than_a_card_may_be_says_that_it_goes_on(qtbot: QtBot) -> None:
    _ground, card = _card(qtbot, "wall-dark")
    card.tell(LONG * 4, (LONG * 4,))
    heading, told = card._broken(card.width() - 2 * card.theme.space(3))
    assert heading[-1].endswith("…") and told[-1].endswith("…")
    assert card.height() < 320


@pytest.mark.parametrize("look", names())
def test_nothing_of_the_map_shines_through_a_card(qtbot: QtBot, look: str) -> None:
    """The same card on white and on black is the same picture, but for its round corners."""
    ground, card = _card(qtbot, look)
    card.tell(LONG, ("环保", "11-27 23:06:54 发生"))
    card.move(40, 40)
    card.show()
    seen = []
    for colour in ("#FFFFFF", "#000000"):
        ground.setStyleSheet(f"QWidget {{ background: {colour}; }}")
        image = ground.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
        inside = card.geometry().adjusted(8, 8, -8, -8)
        seen.append(pixels[inside.top() : inside.bottom(), inside.left() : inside.right()].copy())
    assert np.array_equal(*seen)
    assert len(np.unique(seen[0].reshape(-1, 4), axis=0)) > 10, "and there is something on it"
    assert QColor(card.theme.token("surface")).getRgb()[:3] in {tuple(pixel[2::-1]) for pixel in seen[0][0]}


@pytest.mark.parametrize("at", [(0, 0), (999, 0), (0, 699), (999, 699), (500, 350), (700, 350)])
@pytest.mark.parametrize("size", [(1000, 700), (480, 420), (360, 640)])
def test_a_card_stays_in_the_map_and_off_its_point(qtbot: QtBot, at: tuple[int, int], size: tuple[int, int]) -> None:
    ground, card = _card(qtbot, "wall-dark", size=size)
    card.tell(LONG, ("环保", "已确认"))
    point = QPointF(min(at[0], size[0] - 1), min(at[1], size[1] - 1))
    area = QRectF(ground.rect())
    card.follow(point, area)
    assert area.contains(QRectF(card.geometry()))
    assert not QRectF(card.geometry()).adjusted(-8, -8, 8, 8).contains(point)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("青河水厂站空气质量严重污染，AQI 364，首要污染物 PM2.5", "青河水厂站空气质量严重污染，AQI 364…"),
        ("井盖位移", "井盖位移"),
        ("一二三四，" + "长" * 40, "一二三四，" + "长" * 22 + "…"),
        ("港湾工业排污口 DW-011 COD 超标 0.0295 倍", "港湾工业排污口 DW-011 COD 超标…"),
        ("Manhole cover displaced, please inspect at once", "Manhole cover displaced…"),
    ],
)
def test_words_beside_a_sign_end_with_a_whole_clause(text: str, shown: str) -> None:
    assert shortened(text, 28) == shown


@pytest.mark.parametrize("room", range(60, 330, 9))
def test_a_figure_keeps_its_unit_when_a_title_is_broken(qapp: object, room: int) -> None:
    lines = broken("渣土车 示A·H7212 车距过近，车速 34 km/h，限速 30 km/h，超速 13 %", room, 16, True, 9)
    assert not any(line.startswith(("km/h", "%")) for line in lines), lines
