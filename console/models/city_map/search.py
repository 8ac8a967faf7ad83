"""What lies within a circle or a polygon on the map: alarms, incidents, cases, vehicles, stations, cameras, resources.

Everything is read from the models as they are now; a search is asked again whenever they change. A circle holds what is
no farther from its centre than its radius by the geodesic, a polygon what the even-odd rule puts inside.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from console.domain.entities import Resource
from console.domain.geo import geodesy
from console.domain.geo.geodesy import Place
from console.domain.geo.sketch import Drawing
from console.models.alarms.facts import Col
from console.models.city_map.vehicles import vehicle_popup
from console.models.registers import Asset
from console.models.world import World

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
MOST_LISTED = 200
"""Of each kind; the count is of all."""
DOUBT = 0.01
"""A sphere's distance is right within this share: nearer to the rim the geodesic decides."""


class Sort(Enum):
    """Kinds of things that are looked for, in the order of the list."""

    ALARM = "alarm"
    INCIDENT = "incident"
    CASE = "case"
    VEHICLE = "vehicle"
    STATION = "station"
    CAMERA = "camera"
    RESOURCE = "resource"
    OTHER = "other"


_STATIONS = ("air_station", "water_level", "water_section")
_RESOURCES = ("team", "shelter", "store", "expert", "hospital", "fire_station")


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("map_search", text)


def sort_name(sort: Sort) -> str:
    """Its name in the list."""
    return {
        Sort.ALARM: tr("告警"),
        Sort.INCIDENT: tr("事件"),
        Sort.CASE: tr("案件"),
        Sort.VEHICLE: tr("车辆"),
        Sort.STATION: tr("监测站"),
        Sort.CAMERA: tr("摄像机"),
        Sort.RESOURCE: tr("资源"),
        Sort.OTHER: tr("其他"),
    }[sort]


def kind_name(kind: str) -> str:
    """What kind of asset it is, in words; one that is not known as it is called."""
    names = {
        "air_station": tr("空气站"),
        "water_level": tr("水位站"),
        "water_section": tr("水质断面"),
        "camera": tr("摄像机"),
        "team": tr("队伍"),
        "shelter": tr("避难场所"),
        "store": tr("物资库"),
        "expert": tr("专家"),
        "hospital": tr("医院"),
        "fire_station": tr("消防站"),
        "grid_staff": tr("网格员"),
        "outfall": tr("排污口"),
        "site": tr("工地"),
        "bridge": tr("桥梁"),
        "component": tr("城市部件"),
    }
    return names.get(kind, kind)


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing: ``id`` as the models call it (a vehicle's index as words), where it is, how far from the middle.

    ``key`` is an alarm's, 0 for all else; ``note`` its kind or state; ``token`` the colour of the note.
    """

    sort: Sort
    id: str
    name: str
    lon: float
    lat: float
    metres: float
    note: str = ""
    token: str = "secondary"
    key: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """One kind of things: how many there are, how many of each sub-kind, and the nearest of them."""

    sort: Sort
    count: int
    kinds: tuple[tuple[str, int], ...]
    hits: tuple[Hit, ...]


def search(world: World, area: Drawing) -> list[Group]:
    """All groups that hold something, in the order of ``Sort``."""
    finders: tuple[Callable[[World, Drawing], Group], ...] = (
        _alarms, _incidents, _cases, _vehicles,
        _assets_of(Sort.STATION, _STATIONS), _assets_of(Sort.CAMERA, ("camera",)),
        _assets_of(Sort.RESOURCE, _RESOURCES), _assets_of(Sort.OTHER, ()),
    )  # fmt: skip
    return [group for find in finders if (group := find(world, area)).count]


def inside(area: Drawing, lon: Floats, lat: Floats) -> tuple[Bools, Floats]:
    """Which of these places lie within, and how far each is from the middle in metres (a sphere's, within 1 %)."""
    middle = middle_of(area)
    metres = _sphere(middle, lon, lat)
    if not area.tool.round:
        return _even_odd(area.corners, lon, lat), metres
    within = metres <= area.radius
    for at in np.flatnonzero(np.abs(metres - area.radius) <= area.radius * DOUBT):
        within[at] = geodesy.distance(middle, (float(lon[at]), float(lat[at]))) <= area.radius
    return within, metres


def middle_of(area: Drawing) -> Place:
    """The centre of a circle, the mean of a polygon's corners."""
    corners = area.corners
    return sum(lon for lon, _ in corners) / len(corners), sum(lat for _, lat in corners) / len(corners)


def _sphere(middle: Place, lon: Floats, lat: Floats) -> Floats:
    one, two = np.radians(middle[1]), np.radians(lat)
    a = np.sin((two - one) / 2) ** 2 + np.cos(one) * np.cos(two) * np.sin(np.radians(lon - middle[0]) / 2) ** 2
    metres: Floats = 2 * geodesy.MEAN_M * np.arcsin(np.minimum(1.0, np.sqrt(a)))
    return metres


def _even_odd(ring: Sequence[Place], lon: Floats, lat: Floats) -> Bools:
    within = np.zeros(len(lon), np.bool_)
    x1, y1 = ring[-1]
    for x2, y2 in ring:
        between = (y1 > lat) != (y2 > lat)
        if y1 != y2:
            within ^= between & (lon < x1 + (lat - y1) / (y2 - y1) * (x2 - x1))
        x1, y1 = x2, y2
    return within


def _nearest(area: Drawing, lon: Floats, lat: Floats) -> tuple[list[int], Floats, int]:
    """Places within, the nearest first and not too many; all distances; how many there are."""
    within, metres = inside(area, lon, lat)
    found = np.flatnonzero(within)
    order = found[np.argsort(metres[found], kind="stable")]
    return [int(at) for at in order], metres, len(found)


def _placed(area: Drawing, places: Sequence[tuple[float | None, float | None]]) -> tuple[list[int], Floats, int]:
    columns = np.array(places, float).reshape(-1, 2)  # a place that nobody knows is NaN, and NaN is nowhere
    return _nearest(area, columns[:, 0], columns[:, 1])


def _alarms(world: World, area: Drawing) -> Group:
    keys = [int(key) for key in world.alarms.table()[:, Col.KEY]]
    alarms = [world.alarms.entity(key)[1] for key in keys]
    order, metres, count = _placed(area, [(alarm.lon, alarm.lat) for alarm in alarms])
    hits = []
    for at in sorted(order)[:MOST_LISTED]:  # the order of the alarm list: what waits for a person comes first
        row = world.alarms.by_key(keys[at])
        token = "secondary" if row.acknowledged else f"grade{row.priority}"
        hits.append(
            Hit(Sort.ALARM, row.id, row.title, row.lon or 0.0, row.lat or 0.0, float(metres[at]), row.state, token,
                row.key)
        )  # fmt: skip
    waiting = sum(1 for at in order if not (alarms[at].acknowledged or alarms[at].hidden))
    kinds = ((tr("未确认告警"), waiting),) if waiting else ()
    return Group(Sort.ALARM, count, kinds, tuple(hits))


def _incidents(world: World, area: Drawing) -> Group:
    rows = list(world.incidents.values())
    order, metres, count = _placed(area, [(each.lon, each.lat) for each in rows])
    hits = [
        Hit(Sort.INCIDENT, rows[at].id, rows[at].title, rows[at].lon or 0.0, rows[at].lat or 0.0, float(metres[at]),
            rows[at].cls, f"grade{rows[at].grade}")
        for at in order[:MOST_LISTED]
    ]  # fmt: skip
    return Group(Sort.INCIDENT, count, (), tuple(hits))


def _cases(world: World, area: Drawing) -> Group:
    rows = list(world.cases.values())
    order, metres, count = _placed(area, [(each.lon, each.lat) for each in rows])
    hits = [
        Hit(Sort.CASE, rows[at].id, rows[at].title, rows[at].lon or 0.0, rows[at].lat or 0.0, float(metres[at]),
            tr("超期") if rows[at].late else rows[at].category.rpartition("/")[2],
            "grade2" if rows[at].late else "secondary")
        for at in order[:MOST_LISTED]
    ]  # fmt: skip
    late = sum(1 for at in order if rows[at].late)
    return Group(Sort.CASE, count, ((tr("超期案件"), late),) if late else (), tuple(hits))


def _vehicles(world: World, area: Drawing) -> Group:
    columns = world.fleet.columns()
    known = np.flatnonzero(columns["fixed"])
    lon, lat = columns["lon"][known] / 1e6, columns["lat"][known] / 1e6
    order, metres, count = _nearest(area, lon, lat)
    hits = []
    for at in order[:MOST_LISTED]:
        name, lines = vehicle_popup(world, int(known[at]))
        note = lines[0].partition(" · ")[0] if len(lines) > 2 else ""  # its enterprise stands on its card
        hits.append(
            Hit(Sort.VEHICLE, str(int(known[at])), name, float(lon[at]), float(lat[at]), float(metres[at]), note)
        )
    return Group(Sort.VEHICLE, count, (), tuple(hits))


def _assets_of(sort: Sort, kinds: tuple[str, ...]) -> Callable[[World, Drawing], Group]:
    """A finder of these kinds of assets; of none in particular: of all that no other finder looks for."""
    others = (*_STATIONS, "camera", *_RESOURCES)

    def find(world: World, area: Drawing) -> Group:
        assets = [each for each in world.registers.assets.values()
                  if (each.kind in kinds if kinds else each.kind not in others)]  # fmt: skip
        order, metres, count = _placed(area, [(each.lon, each.lat) for each in assets])
        states = {each.id: each for each in world.parts.every(Resource)} if sort is Sort.RESOURCE else {}
        hits = [_asset(sort, assets[at], float(metres[at]), states.get(assets[at].id)) for at in order[:MOST_LISTED]]
        counts: dict[str, int] = {}
        for at in order:
            counts[assets[at].kind] = counts.get(assets[at].kind, 0) + 1
        each = tuple((kind_name(kind), number) for kind, number in counts.items())
        return Group(sort, count, each, tuple(hits))

    return find


def _asset(sort: Sort, asset: Asset, metres: float, state: Resource | None) -> Hit:
    note, token = kind_name(asset.kind), "secondary"
    if sort is Sort.RESOURCE:
        if state is None:
            note, token = tr("{} · 状态未知").format(note), "unknown"
        elif not state.available:
            note, token = tr("{} · 不可调用").format(note), "delayed"
    return Hit(sort, asset.id, asset.name, asset.lon, asset.lat, metres, note, token)
