"""Map features that cover ground: water, green, land by its use, the lie of the land, buildings."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from resources.citygen.blocks import gardens, pitch, urban_land
from resources.citygen.buildings import Building
from resources.citygen.curves import eased, polygons, ribbon
from resources.citygen.feature import Feature, reached
from resources.citygen.relief import FAR, MIDDLE, NEAR, depths, shades
from resources.citygen.rivers import River
from resources.citygen.scene import Scene
from resources.citygen.terrain import Terrain


def water(scene: Scene) -> Iterator[Feature]:
    """Sea, lakes and rivers; rivers are drawn broader from afar, or they would vanish."""
    terrain, jetty = scene.terrain, scene.shore.jetty
    yield from reached("water", shapely.difference(terrain.coast.sea, jetty), {"kind": "sea"})
    for level, deep in depths(terrain):
        for part in polygons(shapely.difference(deep, jetty)):
            yield from reached("depth", part, {"level": level}, 7 if level > 3 else 8 if level > 1 else 9)
    for name, lake in terrain.water.lakes:
        yield from (Feature("water", p, {"kind": "lake", "name": name}, (7, 14)) for p in polygons(lake))
    land = terrain.coast.land
    for river in terrain.water.rivers:
        properties = {"kind": "river", "name": river.name}
        yield from reached("water", _calm(river, terrain), properties, 12)
        for (low, high), least in (((7, 8), 420.0), ((9, 9), 230.0), ((10, 10), 120.0), ((11, 11), 75.0)):
            taper = np.clip(np.arange(len(river.widths)) / 160, 0.12, 1)
            area = shapely.intersection(ribbon(river.course, np.maximum(river.widths, least * taper)), land)
            yield from (Feature("water", p, properties, (low, high)) for p in polygons(area))


def _calm(river: River, terrain: Terrain) -> BaseGeometry:
    """A river's ground with banks as water leaves them; at its mouth it keeps the line of the coast."""
    mouth = shapely.intersection(river.area, terrain.coast.sea.buffer(150) & river.area.envelope)
    calm = shapely.union(eased(river.area, 18.0, 10), mouth)
    return shapely.intersection(calm, terrain.coast.land)


def green(scene: Scene) -> Iterator[Feature]:
    """Forest everywhere, parks from zoom 11, gardens of estates at the last."""
    for part in polygons(scene.terrain.forest):
        yield from reached("green", part, {"kind": "forest"})
    for shape in gardens(scene.blocks):
        yield Feature("green", shape, {"kind": "garden"}, (14, 14))
    for track in filter(None, map(pitch, scene.blocks)):
        yield Feature("green", track, {"kind": "park"}, (13, 14))
    for shape in polygons(scene.shore.parks):
        yield Feature("green", shape, {"kind": "park"}, (11, 14))
    for block in scene.blocks:
        if block.kind == "park":
            yield Feature("green", block.shape, {"kind": "park"}, (11, 14))


def ground(scene: Scene) -> Iterator[Feature]:
    """Built-up land from afar, what is paved between the blocks, blocks by use, quays and piers, sand, fields."""
    for part in polygons(urban_land(scene.terrain, scene.paved)):
        yield Feature("block", part, {"kind": "urban"}, (7, 11))
    for part in polygons(scene.paved.simplify(3.0)):
        yield Feature("block", part, {"kind": "paved"}, (12, 14))
    for block in scene.blocks:
        if block.kind != "park":
            yield Feature("block", block.shape, {"kind": block.kind}, (11, 14))
    for station in scene.stations:
        for part in polygons(station.square):
            yield Feature("block", part, {"kind": "public"}, (13, 14))
    yield Feature("block", scene.airport.field, {"kind": "airfield"}, (9, 14))
    for part in polygons(scene.airport.runways):
        yield Feature("block", part, {"kind": "runway"}, (9, 14))
    for part in polygons(scene.terrain.coast.piers):
        yield Feature("block", part, {"kind": "harbour"}, (9, 14))
    yield Feature("block", scene.shore.jetty, {"kind": "harbour"}, (9, 14))
    for part in polygons(scene.shore.harbour):
        yield Feature("block", part, {"kind": "harbour"}, (11, 14))
    for part in polygons(scene.shore.beaches):
        yield Feature("block", part, {"kind": "beach"}, (12, 14))
    for part in polygons(scene.farmland):
        yield Feature("block", part, {"kind": "farmland"}, (9, 14))
    for part in scene.fields:
        yield Feature("block", part, {"kind": "field"}, (13, 14))


def relief(terrain: Terrain) -> Iterator[Feature]:
    """Hill shading: coarse ranges from afar, the city's own hills closer up."""
    rows = ((FAR, None, (7, 7)), (FAR, MIDDLE, (8, 9)), (MIDDLE, None, (8, 9)), (MIDDLE, NEAR, (10, 11)),
            (NEAR, None, (10, 11)), (NEAR, None, (12, 14)))  # fmt: skip
    for raster, within, zooms in rows:
        for shade, area in shades(terrain, raster, within):
            coarse = area.simplify(raster[0] / (5 if zooms[1] == 14 else 4))
            for part in polygons(coarse):
                yield Feature("relief", part, {"shade": shade}, zooms)


def built(buildings: list[Building]) -> Iterator[Feature]:
    """Buildings with their height in metres; only the big ones one zoom earlier."""
    for building in buildings:
        first = 13 if building.shape.area > 620 or building.height > 45 else 14
        yield Feature("building", building.shape, {"height": building.height}, (first, 14))
