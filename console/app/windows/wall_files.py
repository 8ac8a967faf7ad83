"""What a wall is made from, read whole from its files: settings, wall document, scene; and taken on while it runs."""

from __future__ import annotations

import argparse
import logging
import os
import socket
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

import msgspec

from console.app.options import look_asked
from console.app.windows.base_maps import known_bases
from console.app.windows.hall import document_of
from console.app.windows.painters import wish_named
from console.app.windows.wall_windows import Wall
from console.app.windows.window import WindowProcess
from console.config.map_settings import MapSettings, Mbtiles, Pmtiles
from console.config.settings import Settings, load
from console.models.city_map.scene_layers import SceneLayers
from console.wall.outputs import WallDocument, load_wall
from console.wall.scene import Scene, load_scene
from widgets.map.painter import SETTING

log = logging.getLogger(__name__)
LATER = ("backends", "applications", "desk")
"""Sections that are read at the start only."""
LATER_MAP = ("layers_folder", "largest_import_mb")


class WallFiles(msgspec.Struct, frozen=True):
    """Settings, document and scene of one moment, which fit together."""

    settings: Settings
    document: WallDocument | None
    scene: Scene

    @property
    def node(self) -> str:
        """This computer's name in the document."""
        return self.settings.wall.node or socket.gethostname()


def scene_file(args: argparse.Namespace) -> Path:
    """The scene of the command line, or the one that is shipped."""
    return args.scene or Path(str(files("resources"))) / "scenes" / "overview.toml"


def read_wall(args: argparse.Namespace) -> WallFiles:
    """Raises ``SettingsError``, ``WallError`` and ``SceneError``."""
    settings = load(args.config) if args.config else Settings()
    document = load_wall(args.wall) if args.wall is not None else document_of(settings, args.config)
    return WallFiles(settings, document, load_scene(scene_file(args)))


def paths_of(args: argparse.Namespace, settings: Settings | None = None) -> list[Path]:
    """All files that a wall is made from; those that the settings name, once these are known."""
    named = [args.config] if args.config else []
    if args.wall is not None:
        named.append(args.wall)
    elif settings is not None and settings.wall.document and args.config:
        named.append(args.config.absolute().parent / settings.wall.document)
    archives = archives_of(settings.map) if settings is not None else []
    return [path.absolute() for path in (*named, scene_file(args), *archives)]


def archives_of(maps: MapSettings) -> list[Path]:
    """Base maps that are files."""
    return [base.file for base in maps.bases if isinstance(base, Pmtiles | Mbtiles)]


class WallChanges:
    """Takes on what has changed; ``own`` are the scene's own layers."""

    def __init__(
        self, args: argparse.Namespace, process: WindowProcess, wall: Wall, own: SceneLayers, now: WallFiles
    ) -> None:
        self._args, self._process, self._wall, self._own, self._now = args, process, wall, own, now

    def paths(self) -> Iterable[Path]:
        """As in ``FollowFiles``."""
        return paths_of(self._args, self._now.settings)

    def take_on(self, changed: frozenset[Path]) -> None:
        """As in ``FollowFiles``."""
        new, old = read_wall(self._args), self._now
        look = look_asked(self._args, new.settings.look)
        dressed = look != self._process.look
        distance = new.settings.wall.viewing_distance_m
        anew = dressed or distance != old.settings.wall.viewing_distance_m
        before = self._process.look
        if dressed:
            self._process.wear(look)
        try:
            self._wall.change(new.scene, new.document, new.node, distance, anew)
        except Exception:
            if dressed:
                self._process.wear(before)
            raise
        self._now = new
        self._own.set_services(new.settings.map.wms)
        self._own.follow(new.scene.own_layers())
        self._renew_bases(old.settings.map, new.settings.map, changed)
        self._renew_painter(old.settings, new.settings)
        _note_later(old.settings, new.settings)

    def _renew_bases(self, old: MapSettings, new: MapSettings, changed: frozenset[Path]) -> None:
        archives = {path.absolute() for path in archives_of(new)}
        if old != new or archives & changed:
            self._process.tiles.renew(known_bases(new), new.wall_base or new.base)

    def _renew_painter(self, old: Settings, new: Settings) -> None:
        said = self._args.map_painter is not None or os.environ.get(SETTING)
        if new.wall.map_painter != old.wall.map_painter and not said:
            self._process.painting.choose(wish_named(new.wall.map_painter))


def _note_later(old: Settings, new: Settings) -> None:
    later = [name for name in LATER if getattr(old, name) != getattr(new, name)]
    later += [f"map.{name}" for name in LATER_MAP if getattr(old.map, name) != getattr(new.map, name)]
    if later:
        log.warning("changed, and read at the next start only: %s", ", ".join(later))
