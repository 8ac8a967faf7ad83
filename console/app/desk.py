"""``commandwall desk``: the operator's desk, from the cache."""

from __future__ import annotations

import argparse
import gc
import socket
import sys
import threading
from pathlib import Path

import platformdirs
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

import resources
from console.app.options import OptionError, cache_path, look_asked
from console.app.windows import own_layers
from console.app.windows.applications import web_maker
from console.app.windows.desk_bases import DeskBases
from console.app.windows.desk_place import DeskPlace
from console.app.windows.ending import delete_what_waits
from console.app.windows.follow_files import FollowFiles, stamps_of
from console.app.windows.hall import desk_room, document_of
from console.app.windows.printing import print_paper
from console.app.windows.wall_files import archives_of
from console.app.windows.window import WindowProcess, add_window_arguments, frameless, prepare_platform
from console.app.windows.window_report import WindowReporter
from console.commands.session import SignIn
from console.config.desk_prefs import PrefsFile
from console.config.drawings import DrawingsFile
from console.config.look import Look
from console.config.map_settings import MapSettings
from console.config.settings import Settings, SettingsError, load
from console.config.tables import TableBook, TableError
from console.models.acting.operations import Operations
from console.models.acting.presence import PresenceBeat
from console.models.city_map.services import offered
from console.models.file_watch import Stamp
from console.models.text import pinyin
from console.wall.monitors import MonitorsError
from console.wall.outputs import Rect, WallError
from console.wire import trust
from screens.desk import DeskWindow
from screens.desk.gear import DeskGear
from screens.desk.incident.room import Acting
from screens.desk.seat.idle_lock import LOCK_MINUTES
from screens.desk.shell import DeskShell
from widgets.map.painter import Wish

CITY_ROADS = Path(resources.__file__).with_name("city") / "roads.json"
"""The fictional city's; from anywhere else on earth nothing is within its reach."""


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
    stamps = stamps_of([args.config.absolute()] if args.config else [])
    try:
        settings = load(args.config) if args.config else Settings()
        trust.believe(settings.network.ca_file, settings.network.client_cert)
        document = document_of(settings, args.config)
        prepare_platform(args)
        tables = TableBook(settings.desk.tables)
    except (SettingsError, WallError, MonitorsError, OptionError, TableError) as error:
        print(f"commandwall desk: {error}", file=sys.stderr)
        return 2
    prefs = PrefsFile(args.prefs or default_prefs())
    look = look_asked(args, prefs.prefs.looks.get("", Look()))
    process = WindowProcess(args, "desk", prefs.prefs.map_painter, look)
    process.painting.remember = lambda wish: remember_painter(prefs, wish)
    operations = Operations(cache_path(args), process.world, process)

    def door(urls: str) -> SignIn:
        return SignIn(urls.split(","), operations.terminal)

    gear = DeskGear(
        prefs=prefs,
        door=door,
        tables=tables,
        print_paper=print_paper,
        lock_minutes=args.lock,
        roads=settings.desk.roads or CITY_ROADS,
        meeting_url=settings.desk.meeting_url,
        painting=process.painting,
        drawings=DrawingsFile((args.prefs or default_prefs()).with_name("drawings.json")),
        web=web_maker(settings, args.config, cache_path(args), "desk"),
    )
    gear.imports = own_layers.imported(settings.map, process)
    gear.imports.set_services(offered(settings.map.wms))
    gear.imports.load()
    desk = Desk(process, operations, gear, desk_room(document), settings.map)
    reporter = WindowReporter(process, settings.wall.node or socket.gethostname())
    following = follow_settings(args, process, desk, gear, settings, stamps, reporter)
    presence = PresenceBeat(operations, process.world, door, process)
    threading.Thread(target=pinyin.warm_up, name="pinyin", daemon=True).start()
    gc.freeze()  # what is here now stays: looking through it again and again would cost frames
    desk.show()
    reporter.begin()
    code = process.run()
    following.stop()
    reporter.end()
    desk.end()
    gear.imports.stop()
    presence.close()
    operations.close()
    return code


def follow_settings(
    args: argparse.Namespace, process: WindowProcess, desk: Desk, gear: DeskGear, settings: Settings,
    stamps: dict[Path, Stamp], reporter: WindowReporter,
) -> FollowFiles:  # fmt: skip
    """The desk takes on another ``[map]`` while it runs; its other settings are read at the start."""
    now = [settings]

    def paths() -> list[Path]:
        config = [args.config.absolute()] if args.config else []
        return [*config, *(path.absolute() for path in archives_of(now[0].map))]

    def take_on(changed: frozenset[Path]) -> None:
        new, old = load(args.config) if args.config else Settings(), now[0]
        now[0] = new
        if new.map != old.map or changed - {args.config.absolute()}:
            desk.bases.renew(new.map)
            if gear.imports is not None:
                gear.imports.wms_hosts = new.map.wms_hosts
                gear.imports.set_services(offered(new.map.wms))

    following = FollowFiles(process, paths, take_on, stamps, reporter.tell_trouble)
    gear.trouble = lambda: following.trouble
    return following


class Desk:
    """Owns the desk's window, and the look and the base map that the person before it chose."""

    def __init__(
        self, process: WindowProcess, operations: Operations, gear: DeskGear, home: Rect | None = None,
        maps: MapSettings | None = None,
    ) -> None:  # fmt: skip
        self._process, self._operations, self._gear = process, operations, gear
        self.bases = DeskBases(process.tiles, gear.prefs, maps or MapSettings(), self._who)
        gear.look, gear.wear = process.look, self.wear
        self.shell = DeskShell(self._make)
        operations.person_changed.connect(self._follow_person)
        process.quality_of = self.shell.qualities
        self._place = DeskPlace(self.shell, gear.prefs, self._fit_screen, home)
        windows: list[tuple[str, QWidget]] = [("desk", self.shell)]
        process.windows = lambda: windows

    def _make(self, acting: Acting | None) -> DeskWindow:
        process = self._process
        theme = process.theme_for(self._screen())
        return DeskWindow(process.world, theme, process.tiles, self._operations, self._gear, acting)

    def _screen(self) -> QScreen:
        shell = getattr(self, "shell", None)
        return shell.screen() if shell is not None else QGuiApplication.primaryScreen()

    def show(self) -> None:
        """On the whole monitor where there is no window manager, else as a window where it was left."""
        if QGuiApplication.platformName() == "offscreen":
            frameless(self.shell, QGuiApplication.primaryScreen())
        else:
            self._place.show()

    def end(self) -> None:
        """Remember where it stood, and end what runs in a browser."""
        if QGuiApplication.platformName() != "offscreen":
            self._place.keep()
        self.shell.desk.end_pages()
        delete_what_waits()

    def _fit_screen(self) -> None:
        """Another monitor, other type sizes; what is open and written stays."""
        if self._process.theme_for(self._screen()) != self.shell.desk.theme:
            self.shell.renew()

    def wear(self, look: Look) -> None:
        """Take on a look, and remember it for this person."""
        self._gear.prefs.prefs.looks[self._who()] = look
        self._gear.prefs.save()
        self._take_on(look)

    def _take_on(self, look: Look) -> None:
        if look != self._process.look:
            self._process.wear(look)
            self._gear.look = look
            self.shell.renew()

    def _who(self) -> str:
        return self._operations.person.id if self._operations.person else ""

    def _follow_person(self) -> None:
        self.bases.follow()
        look = self._gear.prefs.prefs.looks.get(self._who())
        if look is not None and self._operations.person is not None and not self._operations.locked:
            QTimer.singleShot(0, self.shell, lambda: self._take_on(look))  # the login dialog closes first
