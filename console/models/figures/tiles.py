"""The five systems' headline figures, decided from counters, newest values and the fleet."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.domain.entities import System
from console.domain.incidents.rates import Ratio
from console.domain.truth import Quality
from console.models.clock import midnight
from console.models.figures.air import HOUR, city_air
from console.models.figures.rates import closing
from console.models.rows import Fact, Tile
from console.models.text.phrases import air_level, listed
from console.models.world import POSITION_SECONDS, World

ONLINE_MS = 120_000
"""A vehicle counts as on line when its last fix is at most two minutes old."""
ROMAN = ("", "Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ")
NOTHING = "—"


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("tiles", text)


def all_tiles(world: World) -> list[Tile]:
    """One tile a system, in the order of the wall."""
    return [make(world) for make in TILES]


def share(part: int, whole: int) -> str:
    """A percentage with one decimal; a denominator of zero is no percentage at all."""
    percent = Ratio(part, whole).percent
    return NOTHING if percent is None else f"{percent:.1f}%"


def count(number: int) -> str:
    """A number with thousands separators."""
    return f"{number:,}"


def _asks(number: int) -> str:
    return "grade2" if number else "secondary"


def grid_tile(world: World) -> Tile:
    """全科大网格: events of the day, share of them closed, overdue ones."""
    today, system = midnight(world.known_until()), System.GRID.value
    opened, closed = world.total(system, "case.opened", today), world.total(system, "case.closed", today)
    overdue = world.total(system, "case.overdue")
    facts = (
        Fact(tr("今日办结"), count(closed)),
        Fact(tr("在办"), count(world.total(system, "case.open"))),
        Fact(tr("超时"), count(overdue), _asks(overdue)),
    )
    return Tile(tr("全科大网格"), count(opened), tr("件 今日"), facts, truth=world.link_truth())


def emergency_tile(world: World) -> Tile:
    """应急指挥: incidents in hand, their highest grade, warnings in force."""
    grades = [incident.grade for incident in world.incidents.values()]
    highest = min(grades, default=0)
    warned = sum(not each.expires or each.expires > world.now() for each in world.warnings.values())
    facts = (
        Fact(
            tr("最高"),
            tr("{} 级").format(ROMAN[highest]) if highest else NOTHING,
            f"grade{highest}" if highest else "secondary",
        ),
        Fact(tr("生效预警"), tr("{} 条").format(warned), _asks(warned)),
    )
    return Tile(tr("应急指挥"), count(len(grades)), tr("起 在办"), facts, truth=world.link_truth())


def environment_tile(world: World) -> Tile:
    """智慧环保: the city's hourly AQI, its level, the primary pollutant."""
    air = city_air(world)
    if air is None:
        return Tile(tr("智慧环保"), "", "AQI")
    report, truth = air.report, world.truth(air.backend, air.at + 3_600_000, HOUR)
    level = report.level
    primary = listed(pollutant.value for pollutant in report.primary) or NOTHING
    facts = (Fact(tr("首要"), primary), Fact(tr("参评"), tr("{} 站").format(air.stations)))
    return Tile(
        tr("智慧环保"), NOTHING if report.aqi is None else str(report.aqi), "AQI", facts,
        chip=air_level(level) if level else "", chip_token=f"aqi{level.number}" if level else "", truth=truth,
    )  # fmt: skip


def vehicles_tile(world: World) -> Tile:
    """重点营运车辆: vehicles on line, share of the register, alarms nobody has acknowledged."""
    online = sum(world.fleet.online(key, _told_until(world, key), ONLINE_MS) for key in world.fleet.backends)
    unacknowledged = world.total(System.VEHICLES.value, "alarm.unacknowledged")
    facts = (
        Fact(tr("上线率"), share(online, world.fleet.size())),
        Fact(tr("未确认报警"), count(unacknowledged), _asks(unacknowledged)),
    )
    value = count(online) if world.fleet.size() else ""
    return Tile(tr("重点车辆"), value, tr("辆 在线"), facts, truth=world.fleet_truth())


def _told_until(world: World, backend: int) -> int:
    """A fleet that nobody hears has not gone off line: it is counted as it was when it was heard last."""
    at = world.fleet.at(backend)
    return at if world.truth(backend, at, POSITION_SECONDS).quality >= Quality.CACHED else world.now()


def city_tile(world: World) -> Tile:
    """数字城管: cases in hand, share closed in time today (see ``rates``), reworks, overdue ones."""
    today, system = midnight(world.known_until()), System.CITY.value
    overdue = world.total(system, "case.overdue")
    facts = (
        Fact(tr("今日按期结案"), share(*closing(world, System.CITY).punctual)),
        Fact(tr("返工"), count(world.total(system, "case.rework", today))),
        Fact(tr("超时"), count(overdue), _asks(overdue)),
    )
    return Tile(tr("数字城管"), count(world.total(system, "case.open")), tr("件 在办"), facts, truth=world.link_truth())


TILES = (grid_tile, emergency_tile, environment_tile, vehicles_tile, city_tile)
"""From left to right; whoever adds one needs to tell nobody else."""
