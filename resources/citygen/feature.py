"""One feature of the map: which layer, which shape, which attributes, and from which zoom to which."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from resources.citygen.frame import lonlats

MIN_ZOOM, MAX_ZOOM = 7, 14

Zooms = tuple[int, int]


@dataclass(frozen=True)
class Feature:
    """One feature of one layer, in metres, with the zooms it is drawn at."""

    layer: str
    shape: BaseGeometry
    properties: dict[str, Any]
    zooms: Zooms

    def geojson(self) -> str:
        """One line of GeoJSON in degrees, with the tiler's zoom hints."""
        moved = shapely.transform(self.shape, lambda points: np.asarray(lonlats(points)))
        record = {
            "type": "Feature",
            "tippecanoe": {"minzoom": self.zooms[0], "maxzoom": self.zooms[1]},
            "properties": self.properties,
            "geometry": json.loads(shapely.to_geojson(moved)),
        }
        return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


# How far around the city (km) shapes reach at each range of zooms; wider than any wall shows at that zoom.
_REACHES: tuple[tuple[Zooms, float], ...] = (
    ((7, 8), 2000.0), ((9, 9), 520.0), ((10, 10), 310.0), ((11, 11), 200.0), ((12, 14), 150.0)
)  # fmt: skip


def reached(layer: str, shape: BaseGeometry, properties: dict[str, Any], first: int = MIN_ZOOM) -> Iterator[Feature]:
    """The same shape cut to what each range of zooms can show, so that far ground costs no close-up tiles."""
    for (low, high), reach in _REACHES:
        if high < first:
            continue
        for part in shapely.get_parts(shapely.intersection(shape, square(reach * 1000))):
            if isinstance(part, shapely.Polygon | shapely.LineString):
                yield Feature(layer, part, properties, (max(low, first), high))


def square(reach: float) -> shapely.Polygon:
    return shapely.box(-reach, -reach, reach, reach)
