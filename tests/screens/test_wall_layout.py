"""The wall fits: on every size nothing leaves its parent, no pane covers another, and nothing unknown is a number."""

from __future__ import annotations

import itertools
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.models.world import World
from console.wall.scene import load_scene
from resources.theme import Scale, load
from screens.maps import MapMaker
from screens.overview import WallWindow
from screens.panes import PaneFactory, Placed
from screens.pulse import Pulse
from screens.trend_catalogue import TrendCatalogue
from widgets import draw
from widgets.clock import WallClock
from widgets.kpi_tile import KpiTile
from widgets.map.tile_source import TileSource
from widgets.webmap.painting import Painting

SIZES = [(1280, 720), (1920, 1080), (3840, 2160)]
SCENE = load_scene(Path(str(files("resources"))) / "scenes" / "overview.toml")


class Wall:
    """Windows of the overview for a number of equal monitors, shown one by one."""

    def __init__(self, world: World, tiles: TileSource, size: tuple[int, int], outputs: int) -> None:
        theme = load("wall-dark").scaled(Scale(height_px=size[1]))
        self.pulse = Pulse(world)
        factory = PaneFactory(world, theme, self.pulse, MapMaker(world, tiles, Painting()), TrendCatalogue(world))
        self.windows = [WallWindow(theme, QSize(*size)) for _ in range(outputs)]
        self.placed: list[list[Placed]] = [
            [window.add(factory, pane) for pane in SCENE.panes(outputs) if pane.output == number]
            for number, window in enumerate(self.windows)
        ]
        for window in self.windows:
            window.show()

    def close(self) -> None:
        self.pulse.clear()
        for window in self.windows:
            window.close()
            window.deleteLater()


def outside(window: QWidget) -> list[str]:
    """Visible widgets that reach beyond their parent."""
    found = []
    for widget in window.findChildren(QWidget):
        parent = widget.parentWidget()
        if widget.isVisible() and parent is not None and not widget.isWindow():
            rect = widget.geometry()
            if not parent.rect().contains(rect) and not rect.isEmpty():
                found.append(f"{type(widget).__name__} {rect} in {type(parent).__name__} {parent.rect()}")
    return found


def on_window(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("outputs", [1, 2, 3, 4])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_everything_on_the_wall_fits(
    qtbot: QtBot, town: Any, world: World, tiles: TileSource, size: tuple[int, int], outputs: int
) -> None:
    town.live_through_a_day([town.alarm(f"al-{n}", n) for n in range(30)])
    town.hear()
    qtbot.waitUntil(lambda: world.alarms.count() == 30)
    wall = Wall(world, tiles, size, outputs)
    try:
        for window, placed in zip(wall.windows, wall.placed, strict=True):
            window.grab()
            assert placed, "no monitor stays empty"
            assert not outside(window)
            rects = [on_window(widget) for pane in placed for widget in pane.widgets]
            assert all(window.rect().contains(rect) for rect in rects)
            assert not [pair for pair in itertools.combinations(rects, 2) if pair[0].intersects(pair[1])]
            widgets = [(pane.name, widget) for pane in placed for widget in pane.widgets]
            needed = [(name, widget.size(), widget.minimumSizeHint()) for name, widget in widgets]
            assert not [each for each in needed if each[1].expandedTo(each[2]) != each[1]]
    finally:
        wall.close()


class Ear:
    """Hears every word that panes paint, clocks apart."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.heard: list[str] = []
        for name, place in (("text", 2), ("chip", 3)):
            self._listen(monkeypatch, name, place)
        chips = draw.chips

        def hear(painter: Any, rect: Any, shown: Any, *rest: Any, **named: Any) -> Any:
            self.heard += [str(chip[0]) for chip in shown]
            return chips(painter, rect, shown, *rest, **named)

        monkeypatch.setattr(draw, "chips", hear)

    def _listen(self, monkeypatch: pytest.MonkeyPatch, name: str, place: int) -> None:
        original = getattr(draw, name)

        def hear(*args: Any, **named: Any) -> Any:
            self.heard.append(str(args[place]))
            return original(*args, **named)

        monkeypatch.setattr(draw, name, hear)


def figures(words: list[str]) -> list[str]:
    """What says a number; the names of things may hold digits."""
    harmless = re.compile(r"PM2\.5|PM10|24 h|10 min|上限 10|^\d+ k?m$")
    return [text for text in words if re.search(r"\d", harmless.sub("", text))]


def test_before_anything_is_known_no_pane_shows_a_number(
    qtbot: QtBot, world: World, tiles: TileSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    wall = Wall(world, tiles, (1920, 1080), 3)
    ear = Ear(monkeypatch)
    try:
        assert all(pane.quality().name == "UNKNOWN" for placed in wall.placed for pane in placed)
        for window in wall.windows:
            assert all(tile.unknown for tile in window.findChildren(KpiTile))
            for clock in window.findChildren(WallClock):
                clock.hide()
            window.grab()
        assert ear.heard, "the panes do paint words"
        assert not figures(ear.heard)
    finally:
        wall.close()


def test_what_one_pane_does_not_know_is_no_zero(
    qtbot: QtBot, town: Any, world: World, tiles: TileSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The link is live, but nothing was ever heard of vehicles or the air."""
    town.put(town.alarm("al-1"))
    town.hear()
    qtbot.waitUntil(lambda: world.alarms.count() == 1)
    wall = Wall(world, tiles, (1920, 1080), 3)
    ear = Ear(monkeypatch)
    try:
        wall.windows[1].grab()
        assert not [text for text in figures(ear.heard) if "车辆" in text]
        tile = {tile.unknown for tile in wall.windows[0].findChildren(KpiTile)[2:4]}
        assert tile == {True}
    finally:
        wall.close()
