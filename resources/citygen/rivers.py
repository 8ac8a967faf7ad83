"""Rivers, the reservoir and the ponds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from resources.citygen import curves, plan
from resources.citygen.frame import Points
from resources.citygen.noise import fbm, warp


@dataclass(frozen=True)
class River:
    """A river's name, its course with a width (metres) at each point, and the area it covers."""

    name: str
    course: Points
    widths: Points
    area: BaseGeometry

    @property
    def line(self) -> LineString:
        """The middle of the stream."""
        return LineString(self.course)


@dataclass(frozen=True)
class InlandWater:
    """All fresh water: rivers and (name, area) of each lake; `area` is their union."""

    rivers: tuple[River, ...]
    lakes: tuple[tuple[str, BaseGeometry], ...]
    area: BaseGeometry


def _river(sketch: plan.RiverPlan, seed: int, sea: BaseGeometry, main: River | None) -> River:
    """Meanders from two scales of noise; a broad river swings wider than a brook, which ends in the main one."""
    line = curves.resample(curves.smooth(np.asarray(sketch.course) * 1000, 300.0), 90.0)
    swing = 380.0 if sketch.mouth < 200 else 420.0
    line = warp(warp(line, 2600, swing, seed, 2), 900, swing * 0.3, seed + 5, 2)
    course = curves.resample(curves.round_corners(line, 1), 60.0)
    if main is not None and sketch.name in plan.TRIBUTARIES:
        course = _led_into(course, main.line)
    part = np.linspace(0, 1, len(course))
    widths = sketch.spring + (sketch.mouth - sketch.spring) * part**2.2
    widths = widths * (1 + 0.22 * fbm(course[:, 0], course[:, 1], 1400, seed + 9, 2))
    area = shapely.difference(curves.ribbon(course, widths), sea)
    return River(sketch.name, course, widths, max(curves.polygons(area), key=lambda p: p.area))


def _led_into(course: Points, main: LineString) -> Points:
    """The last kilometres of a brook swung so that it ends in the middle of the main river, and cut off there."""
    target = np.asarray(main.interpolate(main.project(Point(course[-1]))).coords[0])
    away = np.hypot(*(course - course[-1]).T)
    share = np.clip(1 - away / 3500.0, 0, 1)[:, None]
    bent = course + (target - course[-1]) * share * share * (3 - 2 * share)
    first = np.flatnonzero(shapely.distance(shapely.points(bent), main) < 40.0)[0]
    return bent[: max(first + 1, 2)]


def _reservoir(seed: int) -> BaseGeometry:
    arms = []
    for arm in plan.RESERVOIR_ARMS:
        points = np.asarray(arm) * 1000
        line = curves.resample(curves.smooth(points[:, :2], 100.0), 100.0)
        along = np.linspace(0, 1, len(points))
        arms.append(curves.ribbon(line, 2 * np.interp(np.linspace(0, 1, len(line)), along, points[:, 2])))
    outline = shapely.segmentize(shapely.union_all(arms), 60.0)
    return shapely.transform(outline, lambda p: warp(p, 2100, 520, seed + 3, 5, 0.58)).buffer(30).buffer(-30)


def _pond(x: float, y: float, radius: float, seed: int) -> Polygon:
    ring = np.asarray(Point(x * 1000, y * 1000).buffer(radius * 1000, quad_segs=32).exterior.coords)
    blob = Polygon(warp(ring, radius * 1900, radius * 560, seed, 3)).buffer(0)
    return max(curves.polygons(blob), key=lambda p: p.area)


def make_inland_water(seed: int, sea: BaseGeometry) -> InlandWater:
    """Rivers cut off at the sea, with lakes laid over them."""
    main = _river(plan.RIVERS[0], seed + 50, sea, None)
    brooks = (_river(sketch, seed + 50 + 13 * n, sea, main) for n, sketch in enumerate(plan.RIVERS) if n)
    rivers = (main, *brooks)
    lakes = [(plan.RESERVOIR, _reservoir(seed + 200))]
    lakes += [(name, _pond(x, y, r, seed + 300 + 7 * n)) for n, (name, x, y, r) in enumerate(plan.PONDS)]
    area = shapely.union_all([*(r.area for r in rivers), *(lake for _, lake in lakes)])
    return InlandWater(rivers, tuple(lakes), area)
