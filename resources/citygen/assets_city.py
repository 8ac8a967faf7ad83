"""数字城管, 全科网格 and 重点车辆: cameras, parts of the street (部件), grid staff and bridges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import shapely

from resources.citygen import names
from resources.citygen.asset import Asset, Ground
from resources.citygen.frame import stream
from resources.citygen.places import Roadside

# 部件: class, subclass (GB/T 30428.2 lineage), name, share
_COMPONENTS = (
    ("01", "01", "上水井盖", 12), ("01", "02", "污水井盖", 12), ("01", "03", "雨水井盖", 10),
    ("01", "04", "雨水箅子", 8),
    ("01", "05", "电力井盖", 5), ("01", "07", "通信井盖", 5), ("01", "13", "消防设施", 4),
    ("01", "15", "通信交接箱", 3),
    ("01", "18", "路灯", 16), ("01", "26", "健身设施", 2), ("02", "03", "公交站亭", 4), ("02", "09", "交通标志牌", 6),
    ("02", "10", "交通信号灯", 4), ("02", "11", "交通护栏", 4), ("02", "13", "路名牌", 4), ("03", "01", "公共厕所", 2),
    ("03", "05", "垃圾箱", 10), ("03", "07", "广告牌匾", 3), ("04", "02", "行道树", 14), ("04", "07", "街头座椅", 2),
    ("05", "01", "宣传栏", 2),
)  # fmt: skip


def city_assets(ground: Ground) -> Iterator[Asset]:
    """300 cameras, 2000 components, 300 grid staff, 8 bridges."""
    yield from _cameras(ground)
    yield from _components(ground)
    yield from _staff(ground)
    yield from _bridges(ground)


def _cameras(ground: Ground) -> Iterator[Asset]:
    """At crossings of two named roads, spread over the city; the greater roads' cameras serve the traffic desk."""
    rng = stream(ground.seed, "cameras")
    crossings = []
    for node, edges in sorted(ground.network.junctions().items()):
        roads = sorted({ground.network.edges[n].road for n in edges}, key=lambda n: ground.network.roads[n].name)
        named = [ground.network.roads[n] for n in roads if ground.network.roads[n].name]
        if len(named) >= 2:
            crossings.append((node, named[0], named[1]))
    number = 1
    for n in rng.permutation(len(crossings)):
        (x, y), a, b = crossings[n]
        spot = ground.locator.spot(x + 11.0, y + 9.0)
        if spot is None:
            continue
        great = {"motorway", "ring", "trunk"} & {a.kind, b.kind} or number % 2
        system = "vehicles" if great else "city"
        extra = {"heading": int(rng.integers(0, 36)) * 10}
        yield Asset(f"cam-{number:03d}", "camera", f"{a.name}与{b.name}路口", system, spot, extra)
        number += 1
        if number > 300:
            return


def _components(ground: Ground) -> Iterator[Asset]:
    rng = stream(ground.seed, "components")
    roadside = Roadside(ground.network, ground.locator, ("ring", "trunk", "primary", "secondary"), named=True)
    share = np.asarray([row[3] for row in _COMPONENTS], dtype=float)
    serials: dict[str, int] = defaultdict(int)
    for number in range(1, 2001):
        major, minor, name, _ = _COMPONENTS[int(rng.choice(len(_COMPONENTS), p=share / share.sum()))]
        spot, road = roadside.draw(rng, 9.0)
        prefix = spot.grid.code[:6] + major + minor
        serials[prefix] += 1
        extra = {"class": major, "subclass": minor, "type": name, "code": f"{prefix}{serials[prefix]:06d}"}
        yield Asset(f"cp-{number:04d}", "component", f"{road}{name}", "city", spot, extra)


def _staff(ground: Ground) -> Iterator[Asset]:
    rng = stream(ground.seed, "staff")
    grids = ground.areas.of("grid")
    chosen = rng.permutation(len(grids))
    number = 1
    for n in chosen:
        spot = ground.locator.spot(grids[n].x, grids[n].y)
        if spot is None:
            continue
        extra = {"duty": grids[n].name, "level": "专职" if rng.random() < 0.7 else "兼职"}
        yield Asset(f"gs-{number:03d}", "grid_staff", names.masked_person(rng), "grid", spot, extra)
        number += 1
        if number > 300:
            return


def _bridges(ground: Ground) -> Iterator[Asset]:
    """The greatest crossings of roads over rivers, one to a road, standing on the nearer bank."""
    rng = stream(ground.seed, "bridges")
    rank = {"ring": 0, "trunk": 1, "primary": 2, "motorway": 3}
    crossings = []
    for road in ground.network.roads:
        for river in ground.terrain.water.rivers if road.kind in rank else ():
            deck = shapely.intersection(road.line, river.area)
            if 40 < deck.length < 900 and max(map(abs, deck.centroid.coords[0])) < 25_000:
                crossings.append((rank[road.kind], -deck.length, road.name + river.name, road, river, deck))
    taken: set[str] = set()
    for _, _, _, road, river, deck in sorted(crossings, key=lambda row: row[:3]):
        if road.name in taken or len(taken) == 8:
            continue
        taken.add(road.name)
        x, y = shapely.get_coordinates(deck)[0]
        name = road.name.removesuffix("公路") + river.name.removeprefix("上") + "大桥"
        extra = {"length": round(deck.length), "limit_t": int(rng.choice([20, 30, 49])), "road": road.name}
        yield Asset(f"br-{len(taken):02d}", "bridge", name, "vehicles", ground.locator.near(x, y, rng, 25.0), extra)
