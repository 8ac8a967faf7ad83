"""A WMS laid over a map: its picture of what is seen, asked for by the tiles process when the view has settled."""

from __future__ import annotations

import contextlib
import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtGui import QImage
from shiboken6 import isValid

from console.domain.geo.wms_systems import in_degrees
from console.models.city_map.shapes import Bounds, PictureLayer, Pixels
from widgets.map import mercator
from widgets.map.map_pane import MapPane
from widgets.map.tile_source import TileSource
from widgets.map.view import View
from widgets.map.wms_words import reason_words

SETTLE_MS = 400
EDGE = 256
"""Style pixels of the steps at which a region begins and ends, so that a small move needs no new picture."""
MOST_PX = 2048
AGAIN_MS = 60_000
"""A service that failed is asked again after so long."""
RENEW_MS = 600_000
"""Nobody moves the map of a wall for months: its picture is asked for anew so often."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("WmsOverlay", text)


@dataclass(frozen=True, slots=True)
class Region:
    """A box of the world and the pixels of its picture."""

    bounds: Bounds
    width: int
    height: int


def region_of(view: View) -> Region:
    """What is seen, out to whole steps, in style pixels; of a large monitor in fewer, for servers have limits."""
    z = math.floor(view.style_zoom + 0.5)
    steps = 2**z * mercator.TILE // EDGE
    across, down = view.width * view.dpr / view.world / 2, view.height * view.dpr / view.world / 2
    left, right = math.floor((view.x - across) * steps), math.ceil((view.x + across) * steps)
    top, bottom = math.floor((view.y - down) * steps), math.ceil((view.y + down) * steps)
    west, north = mercator.to_degrees(left / steps, top / steps)
    east, south = mercator.to_degrees(right / steps, bottom / steps)
    columns, rows = max(1, right - left), max(1, bottom - top)
    px = min(EDGE, MOST_PX // max(columns, rows))
    return Region((west, south, east, north), columns * px, rows * px)


class Service(Protocol):
    """What is asked of whom."""

    url: str
    layers: str
    crs: str
    version: str


def _asked(service: Service) -> dict[str, str]:
    return {name: getattr(service, name) for name in ("url", "layers", "crs", "version")}


class WmsOverlay(QObject):
    """Keeps one picture layer of a map up to date; what the service says no to stands on the map."""

    _unpacked = Signal(object)

    def __init__(self, pane: MapPane, source: TileSource, layer: PictureLayer, service: Service) -> None:
        super().__init__(pane)
        self._pane, self._source, self.layer = pane, source, layer
        self._asked = _asked(service)
        self._region: Region | None = None
        self._closed = False
        self._pool = ThreadPoolExecutor(1, "wms")
        self._settle = QTimer(self, singleShot=True)
        self._settle.timeout.connect(self._ask)
        self._unpacked.connect(self._show)
        self._renew = QTimer(self, interval=RENEW_MS)
        self._renew.timeout.connect(self._look_anew)
        self._renew.start()
        pane.camera_changed.connect(self._soon)
        self._soon()

    def asks(self, service: Service) -> bool:
        """Whether it is this one whose pictures are shown."""
        return self._asked == _asked(service)

    def _look_anew(self) -> None:
        self._region = None
        self._ask()

    def hurry(self) -> None:
        """It is wanted now: whoever waited for a later time asks at once."""
        self._soon()

    def restyle(self, opacity: float, from_zoom: float, to_zoom: float) -> None:
        """Show it like this; the picture stays as it is."""
        style = {"opacity": opacity, "from_zoom": from_zoom, "to_zoom": to_zoom}
        self.layer = replace(self.layer, **style)
        shown = next((each for each in self._pane.map_layers() if each.name == self.layer.name), None)
        if shown is not None:
            self._pane.set_layer(replace(shown, **style))

    def _soon(self) -> None:
        self._settle.start(SETTLE_MS)

    def _later(self) -> None:
        """Ask again, unless a view that has just moved is about to be asked for sooner."""
        if not self._settle.isActive():
            self._settle.start(AGAIN_MS)

    def close(self) -> None:
        """Take the layer away; what is left of this goes with the map."""
        self._closed = True
        self._settle.stop()
        self._renew.stop()
        self._pane.camera_changed.disconnect(self._soon)
        self._pool.shutdown(cancel_futures=True)
        self._pane.remove_layer(self.layer.name)
        self._say("")

    def _ask(self) -> None:
        region = region_of(self._pane.camera.view)
        if not self._pane.isVisible() or not self._pane.layer_visible(self.layer.name):
            self._later()
            return
        if region == self._region:
            return
        request = {"wms": self._asked, "bounds": region.bounds, "px": (region.width, region.height)}
        self._source.ask(request, lambda answer: self._came(region, answer))

    def _came(self, region: Region, answer: dict[str, Any]) -> None:
        if self._closed or not isValid(self):
            return  # who asks the service outlives the map
        if "path" not in answer:
            self._fail(reason_words(str(answer.get("trouble", "")), str(answer.get("told", ""))))
            return
        stale = bool(answer.get("stale"))
        self._say(_tr("图层“{0}”离线，显示以前的图").format(self.layer.title) if stale else "")
        if region_of(self._pane.camera.view) == region:
            self._region = None if stale else region
            if stale:
                self._later()
            path = str(answer["path"])
            warped = region if in_degrees(self._asked["crs"]) else None
            self._pool.submit(self._unpack, region, path, warped)

    def _show(self, came: tuple[Region, Pixels | None]) -> None:
        region, pixels = came
        if self._closed:
            return
        if pixels is None:
            self._fail(reason_words("bad"))
        else:
            self._pane.set_layer(replace(self.layer, bounds=region.bounds, pixels=pixels))

    def _unpack(self, region: Region, path: str, warped: Region | None) -> None:
        """On the pool, where nobody looks: whatever is wrong comes back as no picture."""
        try:
            pixels = pixels_of(path, warped)
        except (OSError, ValueError, MemoryError):
            pixels = None
        with contextlib.suppress(RuntimeError):  # the map is gone
            self._unpacked.emit((region, pixels))

    def _fail(self, why: str) -> None:
        """No picture: that is said, and it is asked for again."""
        self._region = None
        self._say(_tr("图层“{0}”无法取得：{1}").format(self.layer.title, why))
        self._later()

    def _say(self, words: str) -> None:
        self._pane.set_notice(self.layer.name, words)


def pixels_of(path: str, degrees: Region | None = None) -> Pixels | None:
    """A picture file as rows of red, green, blue, alpha; None for one that cannot be read.

    ``degrees``: the box of a picture whose rows are equal steps of latitude; they are moved to where Mercator has them.
    """
    image = QImage(path).convertToFormat(QImage.Format.Format_RGBA8888)
    if image.isNull():
        return None
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    whole = rows[:, : image.width()]
    return (whole if degrees is None else whole[_rows_of(degrees.bounds, image.height())]).copy()


def _rows_of(bounds: Bounds, height: int) -> NDArray[np.intp]:
    """For each row in Mercator the row in degrees that holds its middle."""
    west, south, east, north = bounds
    _, (low, high) = mercator.to_unit(np.array([west, east]), np.array([south, north]))
    middles = high + (low - high) * (np.arange(height) + 0.5) / height
    lat = np.degrees(np.arcsin(np.tanh((0.5 - middles) * 2 * np.pi)))
    return np.clip((north - lat) / (north - south) * height, 0, height - 1).astype(np.intp)
