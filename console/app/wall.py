"""``commandwall wall``: one frameless window on every monitor, showing one scene from the cache."""

from __future__ import annotations

import argparse
import socket
import sys
from importlib.resources import files
from pathlib import Path

from console.app import identify, own_layers
from console.app.applications import web_maker
from console.app.hall import document_of
from console.app.options import OptionError, cache_path, look_asked
from console.app.wall_windows import Wall
from console.app.window import WindowProcess, add_window_arguments, prepare_platform
from console.config.settings import Settings, SettingsError, load
from console.wall.monitors import MonitorsError
from console.wall.outputs import WallDocument, WallError, load_wall
from console.wall.scene import SceneError, load_scene


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the wall."""
    parser.add_argument(
        "act", nargs="?", choices=["show", "identify"], default="show",
        help="show the scene (default), or show on every monitor which one it is",
    )  # fmt: skip
    add_window_arguments(parser)
    parser.add_argument("--scene", type=Path, metavar="FILE", help="the scene to show (default: the overview)")
    parser.add_argument("--wall", type=Path, metavar="FILE", help="wall document (default: as the settings say)")
    identify.add_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Show the wall until told to end; 2 if settings, document, scene or monitors can't be used."""
    try:
        settings = load(args.config) if args.config else Settings()
        document = wall_document(args, settings)
        scene_file = args.scene or Path(str(files("resources"))) / "scenes" / "overview.toml"
        scene = load_scene(scene_file)
        identify.writable(args)
        prepare_platform(args)
    except (SettingsError, WallError, SceneError, MonitorsError, OptionError) as error:
        print(f"commandwall wall: {error}", file=sys.stderr)
        return 2
    if args.act == "identify":
        return identify.run(args, document, look_asked(args, settings.look).language)
    process = WindowProcess(args, "wall", settings.wall.map_painter, look_asked(args, settings.look))
    process.offer_bases(settings.map, settings.map.wall_base)
    node = settings.wall.node or socket.gethostname()
    title = scene.title if args.scene is not None else ""
    web = web_maker(settings, args.config, cache_path(args), "wall")
    own = own_layers.of_scene(settings.map, cache_path(args), scene_file, process)
    wall = Wall(process, scene, document, node, settings.wall.viewing_distance_m, web, title, own)
    try:
        wall.lay_out()
    except SceneError as error:
        print(f"commandwall wall: {error}", file=sys.stderr)
        return 2
    except KeyError as error:
        print(
            f"commandwall wall: scene {scene.name} asks for {error}, which no pane or chart is called", file=sys.stderr
        )
        return 2
    code = process.run()
    wall.end()
    own.stop()
    return code


def wall_document(args: argparse.Namespace, settings: Settings) -> WallDocument | None:
    """The document of the command line, or else of the settings; None if there is none. Raises ``WallError``."""
    if args.wall is not None:
        return load_wall(args.wall)
    return document_of(settings, args.config)
