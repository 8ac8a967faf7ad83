"""智慧环保: air stations, outfalls and building sites."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely
from numpy.random import Generator

from resources.citygen import names
from resources.citygen.asset import Asset, Ground
from resources.citygen.frame import stream
from resources.citygen.places import Spot

# (name, x km, y km, the Beijing station whose winter record is replayed here)
_AIR_STATIONS = (
    ("第三小学", 0.5, 2.2, "Dongsi"), ("海曲开发区", 6.9, 6.4, "Nongzhanguan"), ("望海公园", 4.9, 1.2, "Tiantan"),
    ("学府中学", -2.9, 2.9, "Wanliu"), ("岚港码头", 4.7, -6.1, "Gucheng"), ("临港产业园", 8.4, -11.4, "Shunyi"),
    ("建设广场", -0.5, -6.6, "Guanyuan"), ("云山宾馆", -5.1, -3.1, "Wanshouxigong"),
    ("高新管委会", -6.1, 3.4, "Aotizhongxin"),
    ("青河水厂", -17.6, 4.9, "Changping"), ("禾川职教中心", -15.8, -15.0, "Huairou"),
    ("海角对照点", 15.2, 10.2, "Dingling"),
)  # fmt: skip
_KNOWN_OUTFALL = (17, "滨河工业排污口", 3300.0, -900.0)
_TRADES = ("工业", "化工", "印染", "造纸", "食品", "电镀", "制药", "皮革", "水产加工", "污水处理厂")
_STAGES = ("土方", "基坑", "主体结构", "装饰装修", "拆除")
_PROJECTS = (
    "安置房",
    "商业综合体",
    "住宅楼",
    "学校扩建",
    "市政管网",
    "医院病房楼",
    "产业园厂房",
    "地下通道",
    "公园改造",
    "快速路",
)


def environment_assets(ground: Ground) -> Iterator[Asset]:
    """12 air stations, 40 outfalls, 60 building sites."""
    yield from _air_stations(ground)
    yield from _outfalls(ground)
    yield from _sites(ground)


def _air_stations(ground: Ground) -> Iterator[Asset]:
    rng = stream(ground.seed, "air stations")
    for number, (name, x, y, replay) in enumerate(_AIR_STATIONS, 1):
        spot = ground.locator.near(x * 1000, y * 1000, rng)
        yield Asset(f"aq-{number:02d}", "air_station", name, "environment", spot, {"replay": replay})


def _bank(ground: Ground, line: shapely.Geometry, rng: Generator, inland: float) -> Spot | None:
    """A place `inland` metres to one side of a water's edge."""
    along = float(rng.uniform(0, line.length))
    a, b = (np.asarray(line.interpolate(along + d).coords[0]) for d in (-8.0, 8.0))
    way = (b - a) / max(float(np.hypot(*(b - a))), 1e-6)
    for side in (inland, -inland):
        x, y = (a + b) / 2 + np.array([-way[1], way[0]]) * side
        if ground.terrain.density(np.array([x]), np.array([y]))[0] > 0.12:
            spot = ground.locator.spot(float(x), float(y))
            if spot is not None:
                return spot
    return None


def _outfalls(ground: Ground) -> Iterator[Asset]:
    """28 into rivers and 12 into the sea, at the water's edge where the city is built up."""
    rng = stream(ground.seed, "outfalls")
    frame = shapely.box(-36_000, -26_000, 24_000, 26_000)
    shore = ground.terrain.coast.mainland.boundary & frame
    rivers = [river for river in ground.terrain.water.rivers if (river.area & frame).area > 0]
    taken: set[str] = set()
    number = 1
    while number <= 40:
        if number == _KNOWN_OUTFALL[0]:
            yield _known_outfall(ground, rng)
            number += 1
            continue
        to_sea = number % 10 >= 7
        river = rivers[int(rng.integers(len(rivers)))]
        edge = shore if to_sea else (river.area.boundary & frame)
        spot = _bank(ground, edge, rng, 60.0)
        if spot is None:
            continue
        name = _outfall_name(ground, spot, to_sea, river.name, rng)
        if name in taken:
            continue
        taken.add(name)
        extra = {"water": "入海" if to_sea else "入河", "receiver": "海曲湾" if to_sea else river.name}
        yield Asset(f"DW-{number:03d}", "outfall", name, "environment", spot, extra)
        number += 1


def _known_outfall(ground: Ground, rng: Generator) -> Asset:
    """The outfall of the design's worked example, on the main river's north bank in 海曲区."""
    number, name, x, y = _KNOWN_OUTFALL
    bank = ground.terrain.water.rivers[0].area.boundary & shapely.Point(x, y).buffer(900)
    spot = None
    while spot is None or not spot.grid.code.startswith("990101"):
        spot = _bank(ground, bank, rng, 60.0)
    extra = {"water": "入河", "receiver": ground.terrain.water.rivers[0].name}
    return Asset(f"DW-{number:03d}", "outfall", name, "environment", spot, extra)


def _outfall_name(ground: Ground, spot: Spot, to_sea: bool, river: str, rng: Generator) -> str:
    town = ground.town_of(spot).name.removesuffix("街道").removesuffix("镇").removesuffix("乡")
    stem = town if to_sea or rng.random() < 0.6 else river
    trade = _TRADES[int(rng.integers(len(_TRADES)))]
    return f"{stem}{trade}排污口"


def _sites(ground: Ground) -> Iterator[Asset]:
    rng = stream(ground.seed, "sites")
    number = 1
    while number <= 60:
        block = ground.blocks[int(rng.integers(len(ground.blocks)))]
        point = block.shape.representative_point()
        spot = ground.locator.spot(point.x, point.y)
        if spot is None or block.kind == "park":
            continue
        community = ground.community_of(spot).name.removesuffix("社区").removesuffix("村")
        project = _PROJECTS[int(rng.integers(len(_PROJECTS)))]
        builder = names.COMPANY_STEMS[int(rng.integers(len(names.COMPANY_STEMS)))] + "建设集团"
        extra = {"builder": builder, "stage": _STAGES[int(rng.integers(len(_STAGES)))]}
        yield Asset(f"site-{number:02d}", "site", f"{community}{project}工地", "environment", spot, extra)
        number += 1
