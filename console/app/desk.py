"""``commandwall desk``: the operator's desk, from the cache."""

from __future__ import annotations

import argparse
import gc
import sys
import threading
from pathlib import Path

import platformdirs
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from console.app.options import OptionError, cache_path
from console.app.printing import print_paper
from console.app.window import WindowProcess, add_window_arguments, frameless, prepare_platform
from console.commands.session import SignIn
from console.config.desk_prefs import PrefsFile
from console.models import pinyin
from console.models.operations import Operations
from console.wall.monitors import MonitorsError
from screens.desk import DeskWindow
from screens.desk.gear import DeskGear
from screens.desk.idle_lock import LOCK_MINUTES
from widgets.map.painter import Wish


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the desk."""
    add_window_arguments(parser)
    parser.add_argument(
        "--prefs", type=Path, metavar="FILE", help=f"this person's columns and such (default: {default_prefs()})"
    )
    parser.add_argument(
        "--lock", type=float, default=LOCK_MINUTES, metavar="MINUTES",
        help=f"lock the seat after so long without a touch, 0 for never (default: {LOCK_MINUTES:g})",
    )  # fmt: skip


def default_prefs() -> Path:
    """Where a person's arrangement is kept."""
    return platformdirs.user_config_path("commandwall") / "desk.json"


def remember_painter(prefs: PrefsFile, wish: Wish) -> None:
    """This person's maps open with the painter that was chosen by hand."""
    prefs.prefs.map_painter = wish.value
    prefs.save()


def run(args: argparse.Namespace) -> int:
    """Show the desk until it is closed; 2 if the monitors can't be used."""
    try:
        prepare_platform(args)
    except (MonitorsError, OptionError) as error:
        print(f"commandwall desk: {error}", file=sys.stderr)
        return 2
    prefs = PrefsFile(args.prefs or default_prefs())
    process = WindowProcess(args, "desk", prefs.prefs.map_painter)
    process.painting.remember = lambda wish: remember_painter(prefs, wish)
    screen = QGuiApplication.primaryScreen()
    operations = Operations(cache_path(args), process.world, process)
    gear = DeskGear(
        prefs=prefs,
        door=lambda urls: SignIn(urls.split(","), operations.terminal),
        print_paper=print_paper,
        lock_minutes=args.lock,
        painting=process.painting,
    )
    window = DeskWindow(process.world, process.theme_for(screen), process.tiles, operations, gear)
    threading.Thread(target=pinyin.warm_up, name="pinyin", daemon=True).start()
    gc.freeze()  # what is here now stays: looking through it again and again would cost frames
    process.quality_of = window.qualities
    windows: list[tuple[str, QWidget]] = [("desk", window)]
    process.windows = lambda: windows
    if QGuiApplication.platformName() == "offscreen":
        frameless(window, screen)
    else:
        window.resize(screen.availableGeometry().size() * 0.85)
        window.show()
    code = process.run()
    operations.close()
    return code
