"""What can be laid over a base map: shapes and pictures, as plain data that either painter draws.

Everything is in WGS-84 degrees. A layer says whose data it is and from when, so that no map shows old data as live.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

import numpy as np
from numpy.typing import NDArray

Line = NDArray[np.float64]
"""Shape (n, 2): longitude and latitude in degrees."""
Pixels = NDArray[np.uint8]
"""Shape (height, width, 4): red, green, blue, alpha, not premultiplied; the first row is the northernmost."""
Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees."""
FARTHEST_ZOOM = 24.0


class Form(Enum):
    """What a shape is."""

    POINT = "point"
    LINE = "line"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class Look:
    """How a shape is drawn. Colours are theme tokens or ``#RRGGBB``, empty for none; sizes in style pixels.

    ``radius`` is a point's, ``label`` is written in the middle of a point or an area, ``arrows`` show a line's way.
    ``hatched``: an area is filled with slanting strokes of its colour, for what nobody knows.
    """

    fill: str = ""
    fill_alpha: float = 0.35
    line: str = ""
    width: float = 1.5
    dashed: bool = False
    arrows: bool = False
    radius: float = 4.0
    label: str = ""
    ink: str = "text"
    hatched: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """One thing of a layer. ``parts``: a point or a line has one, an area its outer ring and then its holes.

    ``title`` and ``lines`` are its card, plain text; several shapes may share an ``id`` (the islands of one county).
    """

    id: str
    form: Form
    parts: tuple[Line, ...]
    look: Look
    title: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One line of a legend: a colour (token or ``#RRGGBB``) and what it means; ``hatched`` as the shapes are."""

    colour: str
    words: str
    hatched: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class MapLayer:
    """What all layers have. ``at``: time (ms) of the data, None for timeless; ``source``: whose they are, in words.

    It is drawn from ``from_zoom`` up to but not including ``to_zoom`` (style zoom), with ``opacity`` 0 to 1.
    ``over``: on top of all layers that are not, whenever it came: what a person draws.
    """

    name: str
    title: str
    opacity: float = 1.0
    from_zoom: float = 0.0
    to_zoom: float = FARTHEST_ZOOM
    legend: tuple[LegendEntry, ...] = ()
    legend_title: str = ""
    at: int | None = None
    source: str = ""
    over: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class ShapeLayer(MapLayer):
    """Areas, lines and points, drawn in this order and each kind in the order given."""

    shapes: tuple[Shape, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class PictureLayer(MapLayer):
    """A picture whose edges are straight in Web Mercator: heat, a WMS answer."""

    bounds: Bounds = (0.0, 0.0, 0.0, 0.0)
    pixels: Pixels = field(default_factory=lambda: np.zeros((1, 1, 4), np.uint8))
