"""What every window process shares: application, theme, world, bridge, pictures, health file."""

from __future__ import annotations

import argparse
import contextlib
import json
import logging
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QWidget

from console.app.options import (
    add_cache_option,
    add_look_options,
    add_painter_option,
    cache_path,
    look_asked,
    readable_cache,
    usable_folder,
)
from console.app.windows.base_maps import known_bases, tiles_command
from console.app.windows.heap import keep_freed
from console.app.windows.language import speak
from console.app.windows.painters import make_painting
from console.app.windows.shots import Shots
from console.app.windows.tidying import Tidying
from console.app.windows.type_size import scale_of
from console.config.look import Look
from console.config.map_settings import MapSettings
from console.models.bridge import CacheBridge
from console.models.world import World
from console.wall.monitors import MonitorsError, load_monitors
from resources.theme import Theme, load
from widgets import fonts
from widgets.map.painter import Wish, prepare
from widgets.map.tile_source import TileSource

log = logging.getLogger(__name__)
HEALTH_SECONDS = 1.0
START_LOOKS = 2
"""What came with the first live word is still being taken in at the next look: it is start-up, not measured."""


def add_window_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of every window."""
    add_cache_option(parser)
    parser.add_argument("--headless", action="store_true", help="draw on virtual monitors instead of a display")
    parser.add_argument("--screens", type=Path, metavar="FILE", help="virtual monitors (JSON; implies --headless)")
    parser.add_argument("--shots", type=Path, metavar="DIR", help="write a picture of every monitor there")
    parser.add_argument("--shots-every", type=float, default=5.0, metavar="SECONDS", help="how often (default: 5)")
    add_painter_option(parser)
    add_look_options(parser)
    parser.add_argument("--config", type=Path, metavar="FILE", help="settings file (TOML)")
    parser.add_argument("--health", type=Path, metavar="FILE", help="write how the window runs there, every second")


def prepare_platform(args: argparse.Namespace) -> None:
    """Check what was asked for and choose Qt's platform before Qt starts: Qt itself would abort on a bad file.

    Raises ``MonitorsError`` or ``OptionError``.
    """
    readable_cache(args)
    if args.shots is not None:
        usable_folder(args.shots, "picture folder")
    if args.health is not None:
        usable_folder(args.health.absolute().parent, "folder of the health file")
    if args.screens is not None:
        load_monitors(args.screens)
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={args.screens.absolute()}"
    elif args.headless:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    elif sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        raise MonitorsError("there is no display: give --screens FILE or --headless to draw without one")
    prepare()
    keep_freed()


class WindowProcess(QObject):
    """Owns what lives as long as the process: application, world, bridge, tiles, and what it tells of itself."""

    def __init__(
        self, args: argparse.Namespace, name: str, map_painter: str = Wish.AUTO.value, look: Look | None = None
    ) -> None:
        self.application = QApplication.instance() or QApplication([f"commandwall-{name}"])
        super().__init__()
        QGuiApplication.setQuitOnLastWindowClosed(not args.headless and args.screens is None and name == "desk")
        self.name = name
        fonts.load_family()
        self.world = World()
        self.bridge = CacheBridge(cache_path(args), self.world)
        self.tiles = TileSource(tiles_command(cache_path(args), args.config), "wall-dark", self)
        self.painting = make_painting(args, cache_path(args), name, map_painter)
        self.wear(look or look_asked(args, Look()))
        self.quality_of: Callable[[], dict[str, str]] = dict
        self.more: dict[str, object] = {}
        """What else its health file tells."""
        self.cache = cache_path(args)
        self.windows: Callable[[], list[tuple[str, QWidget]]] = list
        self._health = args.health
        self._live_since = 0.0
        self._starting = START_LOOKS
        self._process = psutil.Process()
        if args.shots is not None:
            self._shots = Shots(args.shots, args.shots_every, lambda: self.windows(), self)
        self._health_timer = QTimer(self)
        self._health_timer.timeout.connect(self._tell)
        self._heed_signals()

    def offer_bases(self, maps: MapSettings, base: str = "") -> None:
        """The base maps of the settings, and the one shown first, if it is not the settings' own."""
        self.tiles.offer(known_bases(maps), base or maps.base)

    def wear(self, look: Look) -> None:
        """Language, theme and type size of every window that is made from now on."""
        self.look = look
        speak(look.language)
        self.theme: Theme = load(look.theme.value)
        self.tiles.set_theme(look.theme.value)
        QGuiApplication.setApplicationDisplayName(QCoreApplication.translate("window", "指挥台"))

    def _heed_signals(self) -> None:
        signal.signal(signal.SIGTERM, lambda *_: self.application.quit())
        signal.signal(signal.SIGINT, lambda *_: self.application.quit())
        # Python's handlers run only when Python runs: the bridge's clock sees to that many times a second.

    def theme_for(self, screen: QScreen, distance_m: float | None = None) -> Theme:
        """The theme at the type sizes of a monitor."""
        place, size = screen.geometry(), screen.physicalSize()
        trusted = QGuiApplication.platformName() != "offscreen"
        told = (size.width(), size.height()) if trusted else (0.0, 0.0)
        return self.theme.scaled(scale_of((place.width(), place.height()), told, distance_m, self.look.zoom / 100))

    def run(self) -> int:
        """Show until told to end; the exit code."""
        self._tidying = Tidying(self)
        self.bridge.start()
        self._health_timer.start(int(HEALTH_SECONDS * 1000))
        code = self.application.exec()
        self.bridge.stop()
        self.painting.end()
        self.tiles.stop()
        self._tidying.end()
        return int(code)

    def _tell(self) -> None:
        panes = self.quality_of()
        if self._starting and not {"live", "incomplete"}.isdisjoint(panes.values()):
            self._live_since = self._live_since or time.time()
            self._starting -= 1
            self.bridge.timings.clear()
        if self._health is None:
            return
        told = {
            "name": self.name,
            "pid": os.getpid(),
            "at": time.time(),
            "live_since": self._live_since,
            "panes": panes,
            "maps": self.painting.told(),
            "wire_to_model_ms": self.bridge.timings.wire_to_model.summary(),
            "tick_jitter_ms": self.bridge.timings.tick_jitter.summary(),
            **self.more,
            "memory_mb": round(self._process.memory_info().rss / 2**20, 1),
        }
        draft = self._health.with_suffix(".new")
        try:
            draft.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
            draft.replace(self._health)
        except OSError as error:
            log.error("the health file cannot be written: %s", error)
            with contextlib.suppress(OSError):
                os.utime(self._health)  # a full disk is no hang


def frameless(window: QWidget, screen: QScreen) -> None:
    """Fill a monitor exactly: without a window manager ``showFullScreen`` reports full screen at 300×200."""
    window.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.Window)
    window.setScreen(screen)
    window.setGeometry(screen.geometry())
    window.show()
