"""Where layers of one's own are kept: imported ones in a folder, those of a scene's files beside the cache."""

from __future__ import annotations

import hashlib
from pathlib import Path

import platformdirs
from PySide6.QtCore import QObject

from console.app.program import own_command
from console.config.map_settings import MapSettings
from console.models.city_map.imports import ImportedLayers
from console.models.city_map.scene_layers import SceneLayers


def imported(maps: MapSettings, parent: QObject) -> ImportedLayers:
    """The centre's folder, or this person's own."""
    folder = maps.layers_folder or platformdirs.user_data_path("commandwall", appauthor=False) / "layers"
    return ImportedLayers(folder, own_command("geodata"), maps.largest_import_mb, parent, maps.wms_hosts)


def of_scene(maps: MapSettings, cache: Path, scene: Path, parent: QObject) -> SceneLayers:
    """For the maps of a wall; windows of other scenes over the same cache have folders of their own."""
    folder = cache / "scene-layers" / hashlib.sha256(str(scene.absolute()).encode()).hexdigest()[:12]
    files = ImportedLayers(folder, own_command("geodata"), maps.largest_import_mb, parent)
    return SceneLayers(files, imported(maps, parent), maps.wms, parent)
