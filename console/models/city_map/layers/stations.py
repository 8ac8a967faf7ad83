"""Stations by one factor: the value in a disc of its level's colour; grey with its age where it may be out of date."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QCoreApplication

from console.domain.environment.water import class_named
from console.domain.truth import Quality, ahead_of_time
from console.models.city_map.layers.moment import Moment
from console.models.city_map.layers.scales import CLASS, NO_DATA, Scale, class_words, scale_for
from console.models.city_map.shapes import Form, LegendEntry, Look, Shape, ShapeLayer
from console.models.clock import local
from console.models.registers import Asset, SeriesInfo
from console.models.text.phrases import aside, listed
from console.models.world import World

FEW = 20
"""So many stations of a kind write their values at every zoom."""
VALUES_FROM = 11.5
SMALL = 6.0
USUAL = 4
"""Characters of a value with decimals: 48.5."""
MINUTE, HOUR = 60_000, 3_600_000
PREFIXES = {"stations": "air_station", "dust": "site", "outfalls": "outfall", "levels": "water_level",
            "sections": "water_section"}  # fmt: skip
"""Name of the layers of one kind of station."""
MARKED = ("stations", "levels", "sections")
"""Layers of stations that the plain map marks too: its marks would lie over the layer's values, so those give way."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("stations", text)


def marked_kinds(layers: Iterable[str]) -> dict[str, bool]:
    """Kinds of stations that the plain map marks, and whether it still does beside these layers."""
    shown = {name.partition(":")[0] for name in layers}
    return {PREFIXES[prefix]: prefix not in shown for prefix in MARKED}


def kind_words(prefix: str) -> str:
    """What the stations of a layer are."""
    names = {
        "stations": tr("空气站"),
        "dust": tr("工地扬尘"),
        "outfalls": tr("入河入海排口"),
        "levels": tr("水位站"),
        "sections": tr("水质断面"),
    }
    return names[prefix]


def factor_words(factor: str) -> str:
    """What is measured, in words; the signs of chemistry (PM2.5, COD) are words enough."""
    names = {"power": tr("用电功率"), "level": tr("水位"), "noise": tr("噪声"), "flow": tr("流量"),
             CLASS: tr("水质类别")}  # fmt: skip
    return names.get(factor, factor)


def plain(factor: str) -> str:
    """A factor as it is written in names: PM2.5 and PM25 are the same."""
    return factor.replace(".", "").replace("_", "").upper()


def factors(moment_series: dict[str, SeriesInfo], kind_of: dict[str, Asset]) -> list[tuple[str, str]]:
    """All (prefix, factor) that some station measures, in the order of the register."""
    found: dict[tuple[str, str], None] = {}
    by_kind = {kind: prefix for prefix, kind in PREFIXES.items()}
    for info in moment_series.values():
        asset = kind_of.get(info.asset)
        prefix = by_kind.get(asset.kind) if asset else None
        if prefix:
            found[prefix, info.factor] = None
    return list(found)


def station_layer(name: str, moment: Moment) -> ShapeLayer | None:
    """The layer ``prefix:factor``; None when no station of that kind measures it."""
    prefix, _, wanted = name.partition(":")
    registers = moment.world.registers
    pairs = [
        (asset, info)
        for asset in registers.of_kind(PREFIXES.get(prefix, ""))
        for info in registers.series_of(asset.id)
        if plain(info.factor) == plain(wanted)
    ]
    if not pairs:
        return None
    scale = scale_for(pairs[0][1], pairs[0][0].kind, moment.world.now())
    told = len(pairs) <= FEW or moment.zoom >= VALUES_FROM
    shapes = [
        _shape(asset, info, scale_for(info, asset.kind, moment.world.now()), moment, told) for asset, info in pairs
    ]
    newest = _times(pairs, moment.world)
    title = tr("{0} {1}").format(kind_words(prefix), factor_words(pairs[0][1].factor))
    unit = pairs[0][1].unit
    legend_title = " · ".join(part for part in (aside(title, unit), scale.rule) if part)
    return ShapeLayer(
        name, title, legend=_legend(scale), legend_title=legend_title, at=max(newest, default=None),
        source=_source(pairs, moment), shapes=tuple(shapes),
    )  # fmt: skip


def _legend(scale: Scale) -> tuple[LegendEntry, ...]:
    return (
        *scale.legend,
        LegendEntry("cached", tr("灰：数据已过时，注明时间")),
        LegendEntry("", tr("空心：缺测或未知")),
    )


def _times(pairs: list[tuple[Asset, SeriesInfo]], world: World) -> list[int]:
    """When each newest value could be known, in ms; those labelled with a time to come say nothing."""
    known = [(info, world.latest[info.id][1].at) for _, info in pairs if info.id in world.latest]
    now = world.now()
    times = [info.known_at(at) for info, at in known]
    return [at for (info, _), at in zip(known, times, strict=True) if not ahead_of_time(at, now, info.cadence)]


def _source(pairs: list[tuple[Asset, SeriesInfo]], moment: Moment) -> str:
    via = sorted({info.via for _, info in pairs if info.via})
    return listed(via) or moment.sources()


def _shape(asset: Asset, info: SeriesInfo, scale: Scale, moment: Moment, told: bool) -> Shape:
    """``told``: the value is written too; where many stand close, only what is above its limit is."""
    place = (np.array([[asset.lon, asset.lat]]),)
    known = moment.world.latest.get(info.id)
    graded = NO_DATA if known is None or known[1].value is None else scale.grade(known[1].value)
    if known is None or not graded.known:
        words = tr("未知") if known is None else tr("缺测")
        when = () if known is None else (_time(known[1].at),)
        look = Look(line="unknown", width=1.5, dashed=True, radius=9.0 if told else SMALL, label=words if told else "")
        return Shape(asset.id, Form.POINT, place, look, asset.name, (tr("{0}：{1}").format(info.name, words), *when))
    backend, sample = known
    value = float(sample.value or 0.0)
    truth = moment.world.truth(backend, info.known_at(sample.at), info.cadence)
    old = truth.quality is not Quality.LIVE
    number = f"{value:.0f}" if abs(value) >= 100 or info.factor == "AQI" else f"{value:.3g}"
    if scale.mark is not None:
        number = scale.mark(value)
    age = tr("时间超前") if truth.ahead else age_words(int(truth.age * 1000))
    label = tr("{0} {1}").format(number, age) if old else number
    above = not old and graded.token == "grade1"
    if above:
        label = tr("{0} {1}").format(number, graded.words)
    told = told or above
    radius = _radius(number, scale.mark is not None or info.factor == "AQI") if told else SMALL
    look = Look(fill="cached" if old else graded.token, fill_alpha=0.9, line="map-label-halo", width=1.5,
                radius=radius, label=label if told else "")  # fmt: skip
    written = f"{value:g}" if scale.mark is None else number
    lines = [tr("{0}：{1} {2}").format(info.name, written, info.unit).rstrip(), *_target(asset, info, value)]
    lines += [graded.words] if graded.words else []
    lines += [tr("限值 {0} {1}").format(f"{info.limit:g}", info.unit)] if info.limit else []
    lines += [_time(sample.at), tr("已过时，不代表现在")] if old else [_time(sample.at)]
    return Shape(asset.id, Form.POINT, place, look, asset.name, tuple(lines))


def _radius(number: str, whole: bool) -> float:
    """Discs of one factor are of one size, whether 48 or 48.5 is written in them. ``whole``: it has no decimals."""
    return max(12.0, 4.0 + 4.0 * (len(number) if whole else max(USUAL, len(number))))


def _target(asset: Asset, info: SeriesInfo, value: float) -> list[str]:
    """Whether a section keeps the class that it is to keep."""
    target = class_named(asset.target) if info.factor == CLASS else None
    if target is None:
        return []
    kept = tr("达到目标：{0}") if value <= target else tr("未达到目标：{0}")
    return [kept.format(class_words(target))]


def _time(at: int) -> str:
    return tr("数据时间 {0}").format(f"{local(at):%m-%d %H:%M}")


def age_words(ms: int) -> str:
    """How long ago, in few characters."""
    if ms < HOUR:
        return tr("{0} 分前").format(max(1, ms // MINUTE))
    return tr("{0} 时前").format(ms // HOUR) if ms < 48 * HOUR else tr("{0} 天前").format(ms // (24 * HOUR))
