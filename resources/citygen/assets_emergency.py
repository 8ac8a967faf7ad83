"""应急指挥: gauges, teams, shelters, stores, experts, hospitals and fire stations."""

from __future__ import annotations

from collections.abc import Iterator

from resources.citygen import names
from resources.citygen.areas import Area
from resources.citygen.asset import Asset, Ground
from resources.citygen.frame import stream

# (name, x km, y km, warning level m, guaranteed level m): the last two are 汛限 or 警戒 and 保证 of the gauge.
_GAUGES = (
    ("青河水库", -20.9, 8.9, 37.5, 39.0), ("青河城区水文站", -3.2, -1.4, 6.2, 7.0),
    ("禾川水文站", -15.6, -17.2, 18.4, 19.6),
    ("沙河口潮位站", 9.2, 18.1, 3.1, 3.6),
)  # fmt: skip
_TEAMS = (
    "抗洪抢险队",
    "森林消防队",
    "危化处置队",
    "医疗救援队",
    "供电抢修队",
    "燃气抢修队",
    "排水抢险队",
    "海上搜救队",
    "工程抢险队",
    "通信保障队",
)
_SHELTERS = ("广场避难场所", "中学避难场所", "体育场避难场所", "公园避难场所", "小学避难场所")
_STORES = ("防汛物资库", "救灾物资库", "森林防火物资库", "危化应急物资库", "医疗物资库")
_FIELDS = (
    "防汛抗旱",
    "危险化学品",
    "地震地质",
    "环境保护",
    "医疗救护",
    "海洋气象",
    "道路交通",
    "建筑结构",
    "森林防火",
    "舆情应对",
)
_HOSPITALS = ("市人民医院", "市中心医院", "市中医院", "市妇幼保健院", "市第三医院")


def emergency_assets(ground: Ground) -> Iterator[Asset]:
    """4 gauges, 40 teams, 60 shelters, 20 stores, 20 experts, 15 hospitals, 12 fire stations."""
    yield from _gauges(ground)
    yield from _spread(ground, "team", 40, _TEAMS, "tm", 0.2)
    yield from _spread(ground, "shelter", 60, _SHELTERS, "sh", 0.25)
    yield from _spread(ground, "store", 20, _STORES, "st", 0.2)
    yield from _experts(ground)
    yield from _hospitals(ground)
    yield from _fire_stations(ground)


def _gauges(ground: Ground) -> Iterator[Asset]:
    rng = stream(ground.seed, "gauges")
    for number, (name, x, y, warning, guaranteed) in enumerate(_GAUGES, 1):
        spot = ground.locator.near(x * 1000, y * 1000, rng, 90.0)
        extra = {"warning_m": warning, "guaranteed_m": guaranteed}
        yield Asset(f"wl-{number:02d}", "water_level", name, "emergency", spot, extra)


def _short(area: Area) -> str:
    return area.name.removesuffix("街道").removesuffix("镇").removesuffix("乡").removesuffix("社区").removesuffix("村")


_SIZES = {"team": ("people", 12, 60), "shelter": ("capacity", 400, 6000), "store": ("tonnes", 20, 400)}


def _spread(
    ground: Ground, kind: str, count: int, titles: tuple[str, ...], prefix: str, least: float
) -> Iterator[Asset]:
    """`count` assets of a kind, spread where people live, named after the town or community they stand in."""
    rng = stream(ground.seed, kind)
    key, low, high = _SIZES[kind]
    taken: set[str] = set()
    while len(taken) < count:
        spot = ground.locator.random(rng, least)
        owner = ground.community_of(spot) if kind == "shelter" else ground.town_of(spot)
        title = titles[int(rng.integers(len(titles)))]
        name = _short(owner) + title
        if name in taken:
            continue
        taken.add(name)
        extra = {key: int(rng.integers(low, high)), "type": title}
        yield Asset(f"{prefix}-{len(taken):02d}", kind, name, "emergency", spot, extra)


def _experts(ground: Ground) -> Iterator[Asset]:
    rng = stream(ground.seed, "experts")
    for number in range(1, 21):
        extra = {"field": _FIELDS[(number - 1) % len(_FIELDS)]}
        spot = ground.locator.random(rng, 0.45)
        yield Asset(f"ex-{number:02d}", "expert", names.masked_person(rng), "emergency", spot, extra)


def _hospitals(ground: Ground) -> Iterator[Asset]:
    """Five city hospitals, then one for each county and larger town."""
    rng = stream(ground.seed, "hospitals")
    towns = ground.areas.of("town")
    title = [_short(area) + ("医院" if area.name.endswith("街道") else "中心卫生院") for area in towns]
    chosen = [towns[n] for n in rng.permutation(len(towns))[:10]]
    known = dict(zip((area.code for area in towns), title, strict=True))
    rows = [(name, ground.locator.random(rng, 0.5)) for name in _HOSPITALS]
    rows += [(known[area.code], ground.locator.near(area.x, area.y, rng, 150.0)) for area in chosen]
    for number, (name, spot) in enumerate(rows, 1):
        extra = {"beds": int(rng.integers(80, 400)) * (4 if number <= 5 else 1)}
        yield Asset(f"hp-{number:02d}", "hospital", name, "emergency", spot, extra)


def _fire_stations(ground: Ground) -> Iterator[Asset]:
    rng = stream(ground.seed, "fire stations")
    towns = [area for area in ground.areas.of("town") if area.name.endswith("街道")]
    chosen = sorted(rng.permutation(len(towns))[:12].tolist())
    for number, n in enumerate(chosen, 1):
        spot = ground.locator.near(towns[n].x, towns[n].y, rng, 250.0)
        extra = {"engines": int(rng.integers(3, 9))}
        yield Asset(f"fs-{number:02d}", "fire_station", _short(towns[n]) + "消防救援站", "emergency", spot, extra)
