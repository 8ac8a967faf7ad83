"""Pictures of a provider, brought to a sheet: its zoom, its grid and its datum become ours, pixel by pixel.

A provider's picture in GCJ-02 or in equal degrees is resampled here, once, so that everything laid over the map (fleet,
marks, layers, hits, measures) stays in WGS-84 and neither painter knows of shifts.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from console.domain.geo import datum
from console.domain.geo.tile_grid import Grid
from widgets.map.mercator import LIMIT
from widgets.map.sheet import Sheet

MESH = 16
"""Pixels between the points whose place is computed; between them it is linear (to less than 0.02 px)."""
MOST = 64
"""Tiles for one sheet at most: a provider that begins at a deep zoom is not asked for a country."""
LEAN = 0.6
"""Beyond so much of a zoom the next one is taken: names a little too large are read, those too small are not."""
NIGHT = 200
"""Where a map turned over has its brightest."""
Floats = NDArray[np.float64]
TileOf = Callable[[int, int, int], QImage | None]
"""The picture at z, x, y; None where there is none."""


class TooCoarse(ValueError):
    """The provider begins at a zoom so deep that a sheet of this one would need too many tiles."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Which tiles a sheet needs, and where in their mosaic each of its pixels lies.

    ``across`` and ``down``: pixels of the world at ``z``, at the mesh points of the sheet (edges included).
    """

    z: int
    columns: range
    rows: range
    across: Floats
    down: Floats

    def places(self) -> Iterator[tuple[int, int, int]]:
        """The tiles, row by row."""
        return ((self.z, x, y) for y in self.rows for x in self.columns)


def plan(sheet: Sheet, cut: Grid) -> Plan:
    """The zoom whose pixels are nearest to the sheet's style pixels, and the tiles under it. Raises ``TooCoarse``.

    By style pixels and not the monitor's: names in a picture cannot grow with the theme, so on a wall of twice the
    type size the picture is enlarged, and its names with it.
    """
    points = np.linspace(0.0, 1.0, max(2, math.ceil(sheet.px / MESH) + 1))
    u, v = np.meshgrid((sheet.x + points) / 2**sheet.z, (sheet.y + points) / 2**sheet.z)
    u, v = _there(u, v, cut)
    wanted = sheet.z + math.log2(sheet.px / (cut.size * sheet.scale))
    z = min(cut.max_zoom, max(cut.min_zoom, math.ceil(wanted - LEAN)))
    across, down = u * cut.size * 2**z, v * cut.size * 2**z
    last = 2**z - 1
    columns, rows = _span(across, cut.size, last), _span(down, cut.size, last)
    if len(columns) * len(rows) > MOST:
        raise TooCoarse(f"it begins at zoom {cut.min_zoom}")
    return Plan(z, columns, rows, across, down)


def _there(u: Floats, v: Floats, cut: Grid) -> tuple[Floats, Floats]:
    """Points of our unit square to the provider's."""
    if cut.straight:
        return u, v
    lon, lat = (u - 0.5) * 360.0, np.degrees(np.arcsin(np.tanh((0.5 - v) * 2 * math.pi)))
    if cut.gcj:
        lon, lat = datum.to_gcj(lon, lat)
    if cut.geographic:
        return lon / 360.0 + 0.5, (90.0 - lat) / 360.0
    sine = np.sin(np.radians(np.clip(lat, -LIMIT, LIMIT)))
    return lon / 360.0 + 0.5, 0.5 - np.arctanh(sine) / (2 * math.pi)


def _span(where: Floats, size: int, last: int) -> range:
    """The tiles between the outermost points, to within a thousandth of a pixel."""
    first = max(0, math.floor((float(where.min()) + 1e-3) / size))
    return range(first, min(last, math.floor((float(where.max()) - 1e-3) / size)) + 1)


def compose(sheet: Sheet, cut: Grid, where: Plan, layers: list[TileOf], ground: QColor) -> QImage:
    """The sheet, opaque: the layers on top of each other over ``ground``."""
    image = QImage(sheet.px, sheet.px, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(ground)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    try:
        for tile_of in layers:
            if cut.straight:
                _lay(painter, sheet, cut, where, tile_of)
            else:
                painter.drawImage(0, 0, _warped(sheet, cut, where, tile_of))
    finally:
        painter.end()
    return image


def _lay(painter: QPainter, sheet: Sheet, cut: Grid, where: Plan, tile_of: TileOf) -> None:
    """Scaled only. One mosaic is scaled as a whole, so that no seam opens between two tiles."""
    left, top = where.across[0, 0], where.down[0, 0]
    right, bottom = where.across[-1, -1], where.down[-1, -1]
    source = QRectF(
        left - where.columns.start * cut.size, top - where.rows.start * cut.size, right - left, bottom - top
    )
    painter.drawImage(QRectF(0, 0, sheet.px, sheet.px), _mosaic(cut, where, tile_of), source)


def _mosaic(cut: Grid, where: Plan, tile_of: TileOf) -> QImage:
    width, height = len(where.columns) * cut.size, len(where.rows) * cut.size
    mosaic = QImage(max(1, width), max(1, height), QImage.Format.Format_ARGB32_Premultiplied)
    mosaic.fill(Qt.GlobalColor.transparent)
    painter = QPainter(mosaic)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    try:
        for z, x, y in where.places():
            picture = tile_of(z, x, y)
            if picture is not None:
                at = ((x - where.columns.start) * cut.size, (y - where.rows.start) * cut.size)
                painter.drawImage(QRectF(*at, cut.size, cut.size), picture)
    finally:
        painter.end()
    return mosaic


def _warped(sheet: Sheet, cut: Grid, where: Plan, tile_of: TileOf) -> QImage:
    """Each pixel fetched from where it lies in the mosaic, mixed from its four neighbours."""
    mosaic = _mosaic(cut, where, tile_of)
    width, height = mosaic.width(), mosaic.height()
    pixels = np.frombuffer(mosaic.constBits(), np.uint8).reshape(height, mosaic.bytesPerLine() // 4, 4)[:, :width]
    across = _fine(where.across - where.columns.start * cut.size, sheet.px) - 0.5
    down = _fine(where.down - where.rows.start * cut.size, sheet.px) - 0.5
    x, y = np.clip(across, 0, width - 1), np.clip(down, 0, height - 1)
    x0, y0 = x.astype(np.intp), y.astype(np.intp)
    x1, y1 = np.minimum(x0 + 1, width - 1), np.minimum(y0 + 1, height - 1)
    right = ((x - x0) * 256).astype(np.uint16)[..., None]
    below = ((y - y0) * 256).astype(np.uint16)[..., None]
    upper = (pixels[y0, x0] * (256 - right) + pixels[y0, x1] * right) >> 8
    lower = (pixels[y1, x0] * (256 - right) + pixels[y1, x1] * right) >> 8
    mixed = np.ascontiguousarray(((upper * (256 - below) + lower * below) >> 8).astype(np.uint8))
    form = QImage.Format.Format_ARGB32_Premultiplied
    return QImage(mixed.data, sheet.px, sheet.px, sheet.px * 4, form).copy()


def _fine(mesh: Floats, px: int) -> Floats:
    """The mesh's values at the middle of each pixel."""
    nodes = mesh.shape[0] - 1
    at = (np.arange(px) + 0.5) / px * nodes
    low = np.minimum(at.astype(np.intp), nodes - 1)
    part = at - low
    columns = mesh[:, low] * (1 - part) + mesh[:, low + 1] * part
    rows: Floats = columns[low] * (1 - part)[:, None] + columns[low + 1] * part[:, None]
    return rows


def dimmed(image: QImage) -> QImage:
    """Imagery for a dark room: half its light and two thirds of its colour, so that alarms stand out."""
    pixels = _bytes(image)
    colour = pixels[..., :3].astype(np.uint16)
    grey = (colour @ np.array([29, 150, 77], np.uint16) >> 8)[..., None]
    pixels[..., :3] = ((colour * 2 + grey) * 43 >> 8).astype(np.uint8)
    return image


def nightly(image: QImage, ground: QColor) -> QImage:
    """A bright map of lines and names turned over: its white becomes our ground and its black light, hues stay."""
    pixels = _bytes(image)
    colour = pixels[..., :3].astype(np.int16)
    turned = colour + 255 - colour.max(axis=2, keepdims=True) - colour.min(axis=2, keepdims=True)
    low = np.array([ground.blue(), ground.green(), ground.red()], np.int32)
    pixels[..., :3] = (low + np.clip(turned, 0, 255).astype(np.int32) * (NIGHT - low) // 255).astype(np.uint8)
    return image


def _bytes(image: QImage) -> NDArray[np.uint8]:
    """The image's own memory: blue, green, red, alpha."""
    return np.frombuffer(image.bits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)


def stand_in(tile_of: TileOf, z: int, x: int, y: int, size: int, climb: int = 4) -> QImage | None:
    """A part of the nearest tile above this place, at its size; None where there is none within ``climb`` zooms."""
    for up in range(1, min(climb, z) + 1):
        above = tile_of(z - up, x >> up, y >> up)
        if above is not None:
            edge = above.width() / 2**up
            corner = ((x - (x >> up << up)) * edge, (y - (y >> up << up)) * edge)
            part = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
            part.fill(Qt.GlobalColor.transparent)
            painter = QPainter(part)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(0, 0, size, size), above, QRectF(*corner, edge, edge))
            painter.end()
            return part
    return None
