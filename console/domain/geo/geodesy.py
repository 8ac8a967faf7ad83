"""Lengths and areas on the earth, WGS-84, for what a person measures on a map; places are (lon, lat) in degrees.

Lengths: T. Vincenty, "Direct and inverse solutions of geodesics on the ellipsoid with application of nested
equations", Survey Review 176 (1975): within 1 mm of the geodesic up to 10,000 km. Between nearly opposite places of the
earth, where his equations do not settle, the great circle is taken: within 0.6 %.

Areas: the ellipsoid is laid on the sphere of equal area (Snyder, "Map Projections – A Working Manual", USGS 1395,
eq. 3-11), where a polygon of great circles has a closed area. Sides up to 100 km: within 0.003 %.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

Place = tuple[float, float]
"""Longitude and latitude in degrees."""
A = 6_378_137.0
F = 1 / 298.257223563
B = A * (1 - F)
MEAN_M = 6_371_008.8
"""Mean radius of the earth (IUGG)."""
_E2 = F * (2 - F)
_E = math.sqrt(_E2)
SETTLED = 1e-12
MOST_ROUNDS = 100


def distance(one: Place, other: Place) -> float:
    """Metres between two places along the geodesic."""
    metres = _inverse(one, other)
    return great_circle(one, other) if metres is None else metres


def great_circle(one: Place, other: Place) -> float:
    """Metres between two places on a sphere of the mean radius (haversine)."""
    lat1, lat2 = math.radians(one[1]), math.radians(other[1])
    a = math.sin((lat2 - lat1) / 2) ** 2
    a += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(other[0] - one[0]) / 2) ** 2
    return 2 * MEAN_M * math.asin(min(1.0, math.sqrt(a)))


def running(path: Sequence[Place]) -> list[float]:
    """Metres from the first corner of a path to each of them."""
    totals = [0.0] if path else []
    for one, other in pairwise(path):
        totals.append(totals[-1] + distance(one, other))
    return totals


def perimeter(ring: Sequence[Place]) -> float:
    """Metres around a ring whose last corner is joined to its first."""
    return running([*ring, ring[0]])[-1] if len(ring) > 1 else 0.0


def area(ring: Sequence[Place]) -> float:
    """Square metres inside a ring that does not cross itself nor hold a pole; its way round does not matter."""
    if len(ring) < 3:
        return 0.0
    excess = 0.0
    before = ring[-1]
    for corner in ring:
        turn = math.radians((corner[0] - before[0] + 180) % 360 - 180)
        t1, t2 = math.tan(_authalic(before[1]) / 2), math.tan(_authalic(corner[1]) / 2)
        excess += 2 * math.atan2(math.tan(turn / 2) * (t1 + t2), 1 + t1 * t2)
        before = corner
    return abs(excess) * _authalic_radius() ** 2


def ahead(start: Place, bearing: float, metres: float) -> Place:
    """The place so many metres from a start in a direction (degrees clockwise from north)."""
    azimuth, lat = math.radians(bearing), math.radians(start[1])
    tan_u = (1 - F) * math.tan(lat)
    cos_u = 1 / math.hypot(1, tan_u)
    sin_u = tan_u * cos_u
    sigma1 = math.atan2(tan_u, math.cos(azimuth))
    sin_alpha = cos_u * math.sin(azimuth)
    cos2_alpha = 1 - sin_alpha**2
    big_a, big_b = _series(cos2_alpha)
    sigma = metres / (B * big_a)
    for _ in range(MOST_ROUNDS):
        cos_2m = math.cos(2 * sigma1 + sigma)
        last, sigma = sigma, metres / (B * big_a) + _delta(big_b, sigma, cos_2m)
        if abs(sigma - last) < SETTLED:
            break
    sin_s, cos_s, cos_2m = math.sin(sigma), math.cos(sigma), math.cos(2 * sigma1 + sigma)
    across = sin_u * sin_s - cos_u * cos_s * math.cos(azimuth)
    end = math.atan2(
        sin_u * cos_s + cos_u * sin_s * math.cos(azimuth), (1 - F) * math.hypot(sin_alpha, across)
    )  # fmt: skip
    turn = math.atan2(sin_s * math.sin(azimuth), cos_u * cos_s - sin_u * sin_s * math.cos(azimuth))
    turn -= _less(cos2_alpha, sin_alpha, sigma, sin_s, cos_s, cos_2m)
    return (start[0] + math.degrees(turn) + 540) % 360 - 180, math.degrees(end)


def circle(centre: Place, metres: float, corners: int = 72) -> list[Place]:
    """Corners of a circle of this radius, clockwise from north."""
    return [ahead(centre, 360 * number / corners, metres) for number in range(corners)]


def _inverse(one: Place, other: Place) -> float | None:
    turn = math.radians((other[0] - one[0] + 180) % 360 - 180)
    u1, u2 = (math.atan((1 - F) * math.tan(math.radians(place[1]))) for place in (one, other))
    s1, c1, s2, c2 = math.sin(u1), math.cos(u1), math.sin(u2), math.cos(u2)
    lam = turn
    for _ in range(MOST_ROUNDS):
        sin_s = math.hypot(c2 * math.sin(lam), c1 * s2 - s1 * c2 * math.cos(lam))
        if sin_s == 0:
            return 0.0
        cos_s = s1 * s2 + c1 * c2 * math.cos(lam)
        sigma = math.atan2(sin_s, cos_s)
        sin_alpha = c1 * c2 * math.sin(lam) / sin_s
        cos2_alpha = 1 - sin_alpha**2
        cos_2m = cos_s - 2 * s1 * s2 / cos2_alpha if cos2_alpha > 1e-15 else 0.0
        last, lam = lam, turn + _less(cos2_alpha, sin_alpha, sigma, sin_s, cos_s, cos_2m)
        if abs(lam) > math.pi:
            return None
        if abs(lam - last) < SETTLED:
            big_a, big_b = _series(cos2_alpha)
            return B * big_a * (sigma - _delta(big_b, sigma, cos_2m))
    return None


def _series(cos2_alpha: float) -> tuple[float, float]:
    u2 = cos2_alpha * (A**2 - B**2) / B**2
    big_a = 1 + u2 / 16384 * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)))
    return big_a, u2 / 1024 * (256 + u2 * (-128 + u2 * (74 - 47 * u2)))


def _delta(big_b: float, sigma: float, cos_2m: float) -> float:
    sin_s, cos_s = math.sin(sigma), math.cos(sigma)
    inner = cos_s * (2 * cos_2m**2 - 1) - big_b / 6 * cos_2m * (4 * sin_s**2 - 3) * (4 * cos_2m**2 - 3)
    return big_b * sin_s * (cos_2m + big_b / 4 * inner)


def _less(
    cos2_alpha: float, sin_alpha: float, sigma: float, sin_s: float, cos_s: float, cos_2m: float
) -> float:  # fmt: skip
    """By how much the longitude on the auxiliary sphere is larger than on the ellipsoid, in radians."""
    c = F / 16 * cos2_alpha * (4 + F * (4 - 3 * cos2_alpha))
    return (1 - c) * F * sin_alpha * (sigma + c * sin_s * (cos_2m + c * cos_s * (2 * cos_2m**2 - 1)))


def _q(sine: float) -> float:
    return (1 - _E2) * (sine / (1 - _E2 * sine**2) + math.atanh(_E * sine) / _E)


def _authalic(lat: float) -> float:
    return math.asin(max(-1.0, min(1.0, _q(math.sin(math.radians(lat))) / _q(1.0))))


def _authalic_radius() -> float:
    return A * math.sqrt(_q(1.0) / 2)
