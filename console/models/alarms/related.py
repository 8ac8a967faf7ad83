"""What belongs to the place of an alarm: the same asset's series, and who and what is near."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from console.domain.entities import Alarm
from console.models.clock import clock_words
from console.models.incident.nearby import in_circle
from console.models.world import World

RADIUS_M = 1_000.0
NEAR_KINDS = {
    "camera": "摄像机", "team": "队伍", "grid_staff": "网格员", "hospital": "医院", "fire_station": "消防站",
    "shelter": "避难场所", "store": "物资库", "outfall": "排污口", "air_station": "空气站", "water_level": "水位站",
    "water_section": "水质断面",
}  # fmt: skip
EACH = 3


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("related", text)


@dataclass(frozen=True, slots=True)
class Related:
    """One thing: its id (a series or an asset), its name, what of it, and where on the map it is."""

    id: str
    name: str
    note: str
    kind: str
    lon: float | None = None
    lat: float | None = None
    series: str = ""


def related(world: World, alarm: Alarm) -> list[Related]:
    """The asset's own series first, then the nearest of each kind within a kilometre."""
    return [*_series(world, alarm), *_near(world, alarm)]


def _series(world: World, alarm: Alarm) -> list[Related]:
    found = []
    for info in world.registers.series_of(alarm.source):
        known = world.latest.get(info.id)
        value = known[1].value if known else None
        shown = tr("缺测") if value is None else f"{value:g} {info.unit}".rstrip()
        when = f" · {clock_words(known[1].at, world.now())}" if known else ""
        limit = "" if info.limit is None else tr("，限值 {:g}").format(info.limit)
        found.append(Related(info.id, info.name, f"{shown}{limit}{when}", tr("监测"), series=info.id))
    return found


def _near(world: World, alarm: Alarm) -> list[Related]:
    if alarm.lon is None or alarm.lat is None:
        return []
    found = []
    for kind, name in NEAR_KINDS.items():
        near = in_circle(world.registers.of_kind(kind), alarm.lon, alarm.lat, RADIUS_M)
        for each in near[:EACH]:
            if each.asset.id != alarm.source:
                asset = each.asset
                found.append(
                    Related(asset.id, asset.name, tr("{:.0f} m").format(each.metres), tr(name), asset.lon, asset.lat)
                )
    return found
