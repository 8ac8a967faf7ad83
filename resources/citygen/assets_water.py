"""智慧环保: automatic stations at the sections (断面) where rivers enter, pass and leave the city."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from shapely.geometry import Point

from resources.citygen.asset import Asset, Ground
from resources.citygen.frame import stream

# (id, name, river, x km, y km, target class, the next section down): the targets are invented, as the city is.
_SECTIONS = (
    ("ws-01", "青河水库出口断面", "青河", -20.2, 8.2, 2, "ws-02"),
    ("ws-02", "青河城区上游断面", "青河", -8.0, 0.6, 3, "ws-03"),
    ("ws-03", "青河大桥断面", "青河", 1.4, -1.6, 3, "ws-04"),
    ("ws-04", "青河入海口断面", "青河", 6.4, -0.9, 3, ""),
    ("ws-05", "柳溪汇入口断面", "柳溪", -9.7, 4.2, 4, "ws-02"),
    ("ws-06", "云溪汇入口断面", "云溪", -11.6, -1.6, 3, "ws-02"),
    ("ws-07", "沙河下游断面", "沙河", 7.6, 18.7, 3, ""),
    ("ws-08", "禾川县城下游断面", "禾川", -9.4, -18.4, 4, ""),
)  # fmt: skip


def section_assets(ground: Ground) -> Iterator[Asset]:
    """8 sections, each station on dry ground beside its river."""
    rng = stream(ground.seed, "sections")
    rivers = {river.name: river for river in ground.terrain.water.rivers}
    for name, title, river, x, y, target, down in _SECTIONS:
        course = rivers[river].line
        place = np.asarray(course.interpolate(course.project(Point(x * 1000, y * 1000))).coords[0])
        spot = ground.locator.near(float(place[0]), float(place[1]), rng, 30.0)
        extra = {"river": river, "target": target} | ({"down": down} if down else {})
        yield Asset(name, "water_section", title, "environment", spot, extra)
