"""``commandwall desk``: the operator's desk, from the cache."""

from __future__ import annotations

import argparse
import sys

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from console.app.options import OptionError
from console.app.window import WindowProcess, add_window_arguments, frameless, prepare_platform
from console.wall.monitors import MonitorsError
from screens.desk import DeskWindow


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the desk."""
    add_window_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Show the desk until it is closed; 2 if the monitors can't be used."""
    try:
        prepare_platform(args)
    except (MonitorsError, OptionError) as error:
        print(f"commandwall desk: {error}", file=sys.stderr)
        return 2
    process = WindowProcess(args, "desk")
    screen = QGuiApplication.primaryScreen()
    window = DeskWindow(process.world, process.theme_for(screen), process.tiles)
    process.quality_of = window.qualities
    windows: list[tuple[str, QWidget]] = [("desk", window)]
    process.windows = lambda: windows
    if QGuiApplication.platformName() == "offscreen":
        frameless(window, screen)
    else:
        window.resize(screen.availableGeometry().size() * 0.85)
        window.show()
    return process.run()
