"""The wall on monitors of every shape and number, and with some of them missing: everything fits, nothing is cut."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from console.app.windows.type_size import CLOSER, scale_of
from console.models.figures.series import SeriesWindow
from console.models.world import World
from console.wall.arrangement import WindowPlan, arrange
from console.wall.outputs import Screen, draft
from console.wall.scene import SceneError, load_scene
from resources.theme import load
from screens.maps import MapMaker
from screens.overview import WallWindow, room
from screens.panes import PaneFactory, Placed
from screens.pulse import Pulse
from screens.trend_catalogue import TrendCatalogue
from tests.screens.test_wall_layout import on_window, outside
from widgets.kpi_tile import KpiTile
from widgets.map.tile_source import TileSource
from widgets.webmap.painting import Painting

SCENE = load_scene(Path(str(files("resources"))) / "scenes" / "overview.toml")
HD, UP, WIDE, SMALL = (1920, 1080), (1080, 1920), (6656, 1792), (1280, 720)
Size = tuple[int, int]
WALLS: dict[str, tuple[list[Size], set[int]]] = {
    "portrait": ([UP], set()),
    "portrait of 720p": ([(720, 1280)], set()),
    "portrait of 4K": ([(2160, 3840)], set()),
    "three portraits": ([UP] * 3, set()),
    "wide": ([WIDE], set()),
    "mixed": ([UP, HD, SMALL], set()),
    **{f"{n} outputs": ([HD] * n, set()) for n in (4, 5, 6, 8, 12)},
    "8 small outputs": ([SMALL] * 8, set()),
    **{f"3 outputs without {n + 1}": ([HD] * 3, {n}) for n in range(3)},
    "only the last of 3": ([HD] * 3, {0, 1}),
    "only the last of 12, small": ([SMALL] * 12, set(range(11))),
    "portrait left of a mixed wall": ([UP, HD], {1}),
}
DISTANCES = (None, 6.0)
"""Unknown sizes, and monitors of 46 inches seen from 6 m: the largest type."""


def screens(sizes: list[Size]) -> list[Screen]:
    lefts = itertools.accumulate([0, *(size[0] for size in sizes)])
    return [Screen(f"S-{n}", (left, 0, *size)) for n, (size, left) in enumerate(zip(sizes, lefts, strict=False))]


@pytest.mark.parametrize("distance", DISTANCES, ids=["unknown size", "6 m"])
@pytest.mark.parametrize("name", WALLS)
def test_everything_fits(
    qtbot: QtBot, town: Any, world: World, tiles: TileSource, name: str, distance: float | None
) -> None:
    sizes, missing = WALLS[name]
    town.live_through_a_day([town.alarm(f"al-{n}", n) for n in range(30)])
    town.hear()
    qtbot.waitUntil(lambda: world.alarms.count() == 30)
    all_of_them = screens(sizes)
    here = [screen for n, screen in enumerate(all_of_them) if n not in missing]
    for plan in arrange(SCENE, here, draft(all_of_them)).windows:
        made = make(world, tiles, plan, distance)
        share = room(made.placed)
        if share < 1:
            made.close()
            made = make(world, tiles, plan, distance, made.window.theme.factor * share * CLOSER)
        try:
            check(made)
        finally:
            made.close()


class Made:
    """A window and its panes."""

    def __init__(self, window: WallWindow, placed: list[Placed], pulse: Pulse) -> None:
        self.window, self.placed, self._pulse = window, placed, pulse
        window.show()

    def close(self) -> None:
        self._pulse.clear()
        for pane in self.placed:
            pane.close()
        self.window.close()
        self.window.deleteLater()


def make(world: World, tiles: TileSource, plan: WindowPlan, distance: float | None, most: float = math.inf) -> Made:
    size = (plan.screen.rect[2], plan.screen.rect[3])
    size_mm = (1018, 573) if size[0] >= size[1] else (573, 1018)
    scale = replace(scale_of(size, size_mm if distance else (0, 0), distance or 4.0), most=most)
    theme = load("wall-dark").scaled(scale)
    window, pulse = WallWindow(theme, QSize(*size)), Pulse(world)
    factory = PaneFactory(world, theme, pulse, MapMaker(world, tiles, Painting()), TrendCatalogue(world))
    return Made(window, [window.add(factory, pane) for pane in plan.panes], pulse)


def check(made: Made) -> None:
    window, placed = made.window, made.placed
    window.grab()
    assert placed, "no monitor stays empty"
    assert not outside(window)
    rects = [on_window(widget) for pane in placed for widget in pane.widgets]
    assert all(window.rect().contains(rect) for rect in rects)
    assert not [pair for pair in itertools.combinations(rects, 2) if pair[0].intersects(pair[1])]
    for pane in placed:
        for widget in pane.widgets:
            needed = widget.minimumSizeHint()
            assert widget.size().expandedTo(needed) == widget.size(), (pane.name, widget.size(), needed)


def test_on_a_narrow_monitor_the_tiles_stand_in_two_rows(
    qtbot: QtBot, town: Any, world: World, tiles: TileSource
) -> None:
    (plan,) = arrange(SCENE, screens([UP])).windows
    made = make(world, tiles, plan, None)
    tops = [tile.y() for tile in made.window.findChildren(KpiTile)]
    assert len(tops) == 5 and len(set(tops)) == 2
    made.close()


def test_a_chart_that_there_is_not_is_told_with_those_that_there_are(world: World) -> None:
    charts = TrendCatalogue(world)
    with pytest.raises(SceneError, match=r"no chart is called 'pm26'; there are opened, .*pm25.* and series:ID"):
        charts.maker("pm26")
    with pytest.raises(SceneError):
        charts.maker("series:")
    assert "s-1/COD" in charts.maker("series:s-1/COD")().title


def test_a_scene_laid_out_again_follows_a_series_once(world: World) -> None:
    """Scenes change for months; a window of a series lives as long as the world."""
    charts = TrendCatalogue(world)
    charts.maker("series:s-1/COD")
    held = len(world.findChildren(SeriesWindow))
    for _ in range(3):
        charts.maker("series:s-1/COD")
    assert len(world.findChildren(SeriesWindow)) == held
    charts.maker("series:s-2/COD")
    assert len(world.findChildren(SeriesWindow)) == held + 1
