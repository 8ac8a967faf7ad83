"""The foot of a map: whose it is may be shortened, its review number never; and no trouble hides another."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from resources import theme
from widgets import fonts
from widgets.map import MapPane, furniture
from widgets.map.furniture import foot_lines

WHOSE, NUMBER = "国家地理信息公共服务平台 天地图", "GS（2024）0650号"


@pytest.mark.parametrize("name", theme.names())
@pytest.mark.parametrize("room", [40, 80, 120, 200, 400, 900])
def test_the_review_number_is_whole_at_every_width(qapp: object, name: str, room: int) -> None:
    fonts.load_family()
    metrics = fonts.metrics_of(theme.load(name), "tertiary")
    lines = foot_lines((WHOSE, NUMBER), room - 30, room, metrics)
    assert all(metrics.horizontalAdvance(line) <= room for line in lines)
    assert "".join(lines).endswith(NUMBER) or lines == [f"{WHOSE} · {NUMBER}"]


@pytest.mark.parametrize("beside", [100, -5])
def test_nothing_is_said_of_plain_ground(qapp: object, beside: int) -> None:
    """Also in a map that is too narrow for its scale bar."""
    assert foot_lines((), beside, 100, fonts.metrics_of(theme.load(), "tertiary")) == []


def test_a_map_of_nobody_has_no_empty_line(qapp: object) -> None:
    assert foot_lines(("", NUMBER), 10, 400, fonts.metrics_of(theme.load(), "tertiary")) == [NUMBER]


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, QRectF]]:
    """What furniture writes, and where."""
    said: list[tuple[str, QRectF]] = []
    write: Callable[..., float] = furniture.draw.text

    def spy(painter: object, place: QRectF, text: str, *more: object) -> float:
        said.append((text, QRectF(place)))
        return write(painter, place, text, *more)

    monkeypatch.setattr(furniture.draw, "text", spy)
    return said


@pytest.mark.parametrize(("width", "height"), [(106, 140), (160, 160), (320, 180), (640, 360), (1920, 1080)])
def test_on_the_smallest_pane_of_a_wall_it_stands_inside_the_map(
    qtbot: QtBot, painted: list[tuple[str, QRectF]], width: int, height: int
) -> None:
    """One column of twelve on a monitor of 1280 is 106 wide."""
    pane = MapPane(theme.load())
    qtbot.addWidget(pane)
    pane.set_attribution(WHOSE, NUMBER)
    pane.set_data_time(1_764_230_000_000)
    pane.resize(width, height)
    pane.show()
    painted.clear()
    pane.grab()
    assert NUMBER in "".join(text for text, _ in painted)
    whole = QRectF(pane.rect())
    assert all(whole.contains(place) for text, place in painted if text)


def test_the_grounds_trouble_does_not_hide_a_layers(qtbot: QtBot, painted: list[tuple[str, QRectF]]) -> None:
    pane = MapPane(theme.load())
    qtbot.addWidget(pane)
    pane.resize(700, 400)
    pane.set_notice("own-1", "图层“路网”无法取得：服务连不上")
    pane.show()
    painted.clear()
    monkey, pane.paint_over = pane.paint_over, lambda painter, _message: monkey(painter, "离线：底图来自缓存")  # type: ignore[method-assign]
    pane.grab()
    places = {text: place for text, place in painted}
    one, other = places["离线：底图来自缓存"], places["图层“路网”无法取得：服务连不上"]
    assert not one.intersects(other)


def test_the_words_of_the_scale_bar_are_whole_at_every_zoom(qtbot: QtBot, painted: list[tuple[str, QRectF]]) -> None:
    """The bar is of any length, and half a pixel too little cut its words to 200…"""
    pane = MapPane(theme.load())
    qtbot.addWidget(pane)
    pane.resize(900, 500)
    pane.show()
    metrics = fonts.metrics_of(pane.theme, "tertiary")
    for step in range(60):
        pane.camera.look_at(118.68, 37.44, 9 + step / 8.5)
        painted.clear()
        pane.grab()
        (place,) = [place for text, place in painted if text.endswith("m")]
        label = next(text for text, _ in painted if text.endswith("m"))
        assert metrics.horizontalAdvance(label) <= int(place.width()), pane.camera.zoom


def test_a_message_of_two_lines_breaks_between_words(qtbot: QtBot, painted: list[tuple[str, QRectF]]) -> None:
    pane = MapPane(theme.load())
    qtbot.addWidget(pane)
    pane.resize(300, 200)
    message = "Base map unavailable: the tile process does not start"
    pane.set_notice("base", message)
    pane.show()
    painted.clear()
    pane.grab()
    lines = [text for text, _ in painted if text and text in message]
    assert len(lines) == 2 and " ".join(lines) == message
