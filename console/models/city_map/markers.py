"""Points for the map: stations with their values, and open alarms on top."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.domain.entities import Sample
from console.domain.environment.aqi import CAP, level_of
from console.domain.environment.measured import is_measured
from console.domain.environment.water import WaterClass, class_named
from console.domain.truth import Quality
from console.models.city_map.layers.stations import age_words
from console.models.clock import clock_words, local
from console.models.registers import Asset, SeriesInfo
from console.models.rows import AlarmRow, Marker
from console.models.world import World

ALARMS_ON_MAP = 300
"""More open alarms than this are not drawn one by one; the list holds them all."""
_FACTORS = {"air_station": "AQI", "water_level": "level", "water_section": "class"}
"""Kinds of stations on the map, and the factor that is written beside each."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("markers", text)


def all_markers(world: World) -> list[Marker]:
    """Stations first, alarms last: later ones are painted on top."""
    stations = [_station(world, asset) for asset in world.registers.of_kind(*_FACTORS)]
    alarms = [_alarm(row) for row in world.alarms.rows(ALARMS_ON_MAP) if row.lon is not None and row.lat is not None]
    return [*stations, *reversed(alarms)]


def _station(world: World, asset: Asset) -> Marker:
    factor = _FACTORS[asset.kind]
    series = f"{asset.id}/{factor}"
    known = world.latest.get(series)
    label, token = "", "tertiary"
    if known is not None and _has_value(world, known[1]):
        label, token = _mark(factor, known[1].value or 0.0)
        if old := _age(world, *known):
            label, token = f"{label} {old}", "cached"
    return Marker(
        asset.id, asset.kind, asset.lon, asset.lat, asset.name, label, token,
        lines=tuple(_values(world, asset)), series=series,
    )  # fmt: skip


def _age(world: World, backend: int, sample: Sample) -> str:
    """How old a value is that may be out of date; empty for one of the moment."""
    info = world.registers.series.get(sample.id)
    at, cadence = (info.known_at(sample.at), info.cadence) if info else (sample.at, 0.0)
    truth = world.truth(backend, at, cadence)
    return "" if truth.quality is Quality.LIVE else age_words(int(truth.age * 1000))


def _has_value(world: World, sample: Sample) -> bool:
    """Whether a sample holds a measurement, and not a gap or the −999 of a dead instrument."""
    info = world.registers.series.get(sample.id)
    return sample.value is not None and is_measured(sample.value, info.unit if info else "")


def _mark(factor: str, value: float) -> tuple[str, str]:
    """What is written beside a station, and the colour that says how good it is. A bare number says nothing to who
    passes by, so what is measured is written with it."""
    if factor == "AQI":
        return tr("AQI {0}").format(f"{value:.0f}"), f"aqi{level_of(min(CAP, round(value))).number}"
    if factor == "class":
        found = class_named(value)
        return ("", "tertiary") if found is None else (tr("水质 {0} 类").format(found.label), f"water{int(found)}")
    return tr("水位 {0} m").format(f"{value:.2f}"), "accent"


def _values(world: World, asset: Asset) -> list[str]:
    """What is written on the map comes first, with its time; then the target, and what else is measured."""
    measured = sorted(world.registers.series_of(asset.id), key=lambda info: info.factor != _FACTORS[asset.kind])
    lines = []
    for info in measured:
        known = world.latest.get(info.id)
        if known is None:
            continue
        value = known[1].value
        shown = _number(info, value) if value is not None and is_measured(value, info.unit) else tr("缺测")
        lines.append(f"{_short(info, asset)}  {shown}  {clock_words(known[1].at, world.now())}")
    target = [tr("目标 {0}类").format(WaterClass(asset.target).label)] if 1 <= asset.target <= 5 else []
    return [*lines[:1], *target, *lines[1:]]


def _short(info: SeriesInfo, asset: Asset) -> str:
    """A series' name without that of its station, which the card says already."""
    for said in (f"{asset.name}站", asset.name):  # data
        if (rest := info.name.removeprefix(said).strip()) and rest != info.name:
            return rest
    return info.name


def _number(info: SeriesInfo, value: float) -> str:
    found = class_named(value) if info.factor == "class" else None
    return tr("{0}类").format(found.label) if found is not None else f"{value:g} {info.unit}".rstrip()


def _alarm(row: AlarmRow) -> Marker:
    raised = local(row.raised)
    lines = (
        tr("{} 级 · {} · {} · {}").format(row.priority, row.system, row.area, row.state),
        tr("{:%m-%d %H:%M:%S} 发生").format(raised),
    )
    return Marker(
        row.id, "alarm", row.lon or 0.0, row.lat or 0.0, row.title, row.title, f"grade{row.priority}",
        row.priority, row.acknowledged, lines, row.series, row.raised,
    )  # fmt: skip
