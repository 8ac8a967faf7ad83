"""The map pane: a native painter behind an interface that knows no painter."""

from widgets.map.camera import Camera
from widgets.map.map_pane import MapPane
from widgets.map.tile_source import TileSource

__all__ = ["Camera", "MapPane", "TileSource"]
