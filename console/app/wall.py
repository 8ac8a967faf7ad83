"""``commandwall wall``: one frameless window on every monitor, showing one scene from the cache."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from console.app.options import OptionError, cache_path, look_asked
from console.app.windows import identify, own_layers
from console.app.windows.applications import web_maker
from console.app.windows.follow_files import FollowFiles, stamps_of
from console.app.windows.wall_files import WallChanges, paths_of, read_wall, scene_file
from console.app.windows.wall_windows import Wall
from console.app.windows.window import WindowProcess, add_window_arguments, prepare_platform
from console.config.settings import SettingsError
from console.models.veil import veiled
from console.wall.monitors import MonitorsError
from console.wall.outputs import WallError
from console.wall.scene import SceneError


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
        stamps = stamps_of(paths_of(args))
        made = read_wall(args)
        settings, document, scene = made.settings, made.document, made.scene
        identify.writable(args)
        prepare_platform(args)
    except (SettingsError, WallError, SceneError, MonitorsError, OptionError) as error:
        print(f"commandwall wall: {error}", file=sys.stderr)
        return 2
    if args.act == "identify":
        return identify.run(args, document, look_asked(args, settings.look).language)
    process = WindowProcess(args, "wall", settings.wall.map_painter, look_asked(args, settings.look))
    process.world.veil = veiled
    process.offer_bases(settings.map, settings.map.wall_base)
    title = scene.title if args.scene is not None else ""
    web = web_maker(settings, args.config, cache_path(args), "wall")
    own = own_layers.of_scene(settings.map, cache_path(args), scene_file(args), process)
    wall = Wall(process, scene, document, made.node, settings.wall.viewing_distance_m, web, title, own)
    try:
        wall.lay_out()
    except SceneError as error:
        print(f"commandwall wall: scene {scene.name}: {error}", file=sys.stderr)
        return 2
    except KeyError as error:
        print(
            f"commandwall wall: scene {scene.name} asks for {error}, which no pane or chart is called", file=sys.stderr
        )
        return 2
    changes = WallChanges(args, process, wall, own, made)
    following = FollowFiles(process, changes.paths, changes.take_on, stamps, wall.tell_trouble)
    code = process.run()
    following.stop()
    wall.end()
    own.stop()
    return code
