"""``commandwall wall``: one frameless window on every monitor, showing one scene from the cache."""

from __future__ import annotations

import argparse
import sys
from importlib.resources import files
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from console.app.options import OptionError
from console.app.window import WindowProcess, add_window_arguments, frameless, prepare_platform
from console.config.settings import Settings, SettingsError, load
from console.wall.monitors import MonitorsError
from console.wall.scene import Scene, SceneError, load_scene
from screens.maps import MapMaker
from screens.overview import WallWindow
from screens.panes import PaneFactory, Placed
from screens.pulse import Pulse
from screens.trend_catalogue import TrendCatalogue

SETTLE_MS = 300
"""Monitors come and go in bursts; the wall is laid out again once they have settled."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the wall."""
    add_window_arguments(parser)
    parser.add_argument("--scene", type=Path, metavar="FILE", help="the scene to show (default: the overview)")
    parser.add_argument("--config", type=Path, metavar="FILE", help="settings file (TOML)")


def run(args: argparse.Namespace) -> int:
    """Show the wall until told to end; 2 if settings, scene or monitors can't be used."""
    try:
        settings = load(args.config) if args.config else Settings()
        scene = load_scene(args.scene or Path(str(files("resources"))) / "scenes" / "overview.toml")
        prepare_platform(args)
    except (SettingsError, SceneError, MonitorsError, OptionError) as error:
        print(f"commandwall wall: {error}", file=sys.stderr)
        return 2
    process = WindowProcess(args, "wall", settings.wall.map_painter)
    wall = Wall(process, scene, settings.wall.viewing_distance_m)
    try:
        wall.lay_out()
    except KeyError as error:
        print(
            f"commandwall wall: scene {scene.name} asks for {error}, which no pane or chart is called", file=sys.stderr
        )
        return 2
    return process.run()


class Wall:
    """Keeps one window on every monitor, and lays them out again when monitors come, go or change."""

    def __init__(self, process: WindowProcess, scene: Scene, distance_m: float) -> None:
        self._process, self._scene, self._distance = process, scene, distance_m
        self._windows: list[WallWindow] = []
        self._placed: list[Placed] = []
        self._pulse = Pulse(process)
        self._trends = TrendCatalogue(process.world)
        self._maps = MapMaker(process.world, process.tiles, process.painting)
        self._settle = QTimer(process)
        self._settle.setSingleShot(True)
        self._settle.timeout.connect(self.lay_out)
        process.quality_of = self._qualities
        process.windows = self._shown
        application = process.application
        assert isinstance(application, QGuiApplication)
        application.screenAdded.connect(self._watch)
        application.screenRemoved.connect(lambda _screen: self._settle.start(SETTLE_MS))
        for screen in QGuiApplication.screens():
            screen.geometryChanged.connect(lambda _rect: self._settle.start(SETTLE_MS))
            screen.logicalDotsPerInchChanged.connect(lambda _dpi: self._settle.start(SETTLE_MS))

    def _watch(self, screen: object) -> None:
        screen.geometryChanged.connect(lambda _rect: self._settle.start(SETTLE_MS))  # type: ignore[attr-defined]
        self._settle.start(SETTLE_MS)

    def lay_out(self) -> None:
        """Make the windows for the monitors that there are now."""
        self._pulse.clear()
        for window in self._windows:
            self._process.painting.end(window)
            window.close()
            window.deleteLater()
        self._windows, self._placed = [], []
        screens = sorted(QGuiApplication.screens(), key=lambda each: (each.geometry().x(), each.geometry().y()))
        panes = self._scene.panes(len(screens))
        for number, screen in enumerate(screens):
            theme = self._process.theme_for(screen, self._distance)
            factory = PaneFactory(self._process.world, theme, self._pulse, self._maps, self._trends)
            window = WallWindow(theme, screen.geometry().size())
            self._placed += [window.add(factory, pane) for pane in panes if pane.output == number]
            frameless(window, screen)
            self._windows.append(window)

    def _shown(self) -> list[tuple[str, QWidget]]:
        return [(f"wall-{number}", window) for number, window in enumerate(self._windows, start=1)]

    def _qualities(self) -> dict[str, str]:
        return {placed.name: placed.quality().name.lower() for placed in self._placed}
