"""Lines as a draughtsman makes them: smooth through sketch points, resampled, rounded, or widened to a river."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from resources.citygen.frame import Points


def smooth(points: Points, step: float, closed: bool = False) -> Points:
    """A centripetal-like Catmull-Rom curve through the points, sampled about every `step` metres."""
    if closed:
        ring = np.vstack([points[-1], points, points[0], points[1]])
    else:
        ring = np.vstack([2 * points[0] - points[1], points, 2 * points[-1] - points[-2]])
    pieces = []
    for p0, p1, p2, p3 in zip(ring, ring[1:], ring[2:], ring[3:], strict=False):
        count = max(2, int(np.hypot(*(p2 - p1)) / step))
        t = np.linspace(0, 1, count, endpoint=False)[:, None]
        pieces.append(
            0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2 + (3 * p1 - p0 - 3 * p2 + p3) * t**3)
        )
    return np.vstack([*pieces, ring[-2]])


def resample(points: Points, step: float) -> Points:
    """The same line with a vertex about every `step` metres, ends kept."""
    lengths = np.hypot(*np.diff(points, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(lengths)])
    count = max(2, round(along[-1] / step) + 1)
    wanted = np.linspace(0, along[-1], count)
    return np.column_stack([np.interp(wanted, along, points[:, 0]), np.interp(wanted, along, points[:, 1])])


def round_corners(points: Points, times: int = 2) -> Points:
    """Chaikin's corner cutting with the two ends kept."""
    for _ in range(times):
        a, b = points[:-1], points[1:]
        cut = np.empty((2 * len(a), 2))
        cut[0::2], cut[1::2] = 0.75 * a + 0.25 * b, 0.25 * a + 0.75 * b
        points = np.vstack([points[0], cut, points[-1]])
    return points


def rounded(shape: BaseGeometry) -> BaseGeometry:
    """Polygons with every corner cut once; they may need to be made valid."""
    out = []
    for part in polygons(shape):
        rings = [round_corners(np.asarray(ring.coords), 1) for ring in (part.exterior, *part.interiors)]
        out.append(Polygon(rings[0], rings[1:]))
    return shapely.multipolygons(out)


def eased(shape: BaseGeometry, step: float, times: int) -> BaseGeometry:
    """Polygons whose outlines are drawn anew with a vertex every `step` metres and blurred `times` over."""
    out = []
    for part in polygons(shape):
        rings = [_eased_ring(np.asarray(ring.coords), step, times) for ring in (part.exterior, *part.interiors)]
        out.append(Polygon(rings[0], rings[1:]))
    return shapely.make_valid(shapely.multipolygons(out)).simplify(step / 24)


def _eased_ring(ring: Points, step: float, times: int) -> Points:
    """One closed outline; one that is hardly longer than a few steps stays as it is."""
    if LineString(ring).length < 8 * step:
        return ring
    points = resample(ring, step)[:-1]
    for _ in range(times):
        points = (np.roll(points, 1, axis=0) + 2 * points + np.roll(points, -1, axis=0)) / 4
    return np.vstack([points, points[:1]])


def ribbon(points: Points, widths: Points) -> BaseGeometry:
    """The area covered by a round brush of changing width (metres, one per point) drawn along a line."""
    discs = shapely.buffer(shapely.points(points), np.asarray(widths) / 2, quad_segs=4)
    pairs = shapely.multipolygons(np.column_stack([discs[:-1], discs[1:]]).tolist())
    return shapely.union_all(shapely.convex_hull(pairs))


def polygons(shape: BaseGeometry) -> list[Polygon]:
    """The polygons inside any geometry, in a stable order."""
    return [p for p in shapely.get_parts(shape) if isinstance(p, Polygon) and not p.is_empty]


def lines(shape: BaseGeometry) -> list[LineString]:
    """The lines inside any geometry, in a stable order."""
    return [p for p in shapely.get_parts(shape) if isinstance(p, LineString) and p.length > 0]
