"""All layers that this city's data can fill, by name: what they are called, whose they are, how they begin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from console.domain.entities import System
from console.models.city_map.layers.choropleth import choropleth, figures_of, fill_alpha, measure_words, subject
from console.models.city_map.layers.clusters import cluster_layer, step_of
from console.models.city_map.layers.focus import Focus
from console.models.city_map.layers.heat import heat_layer
from console.models.city_map.layers.moment import Moment
from console.models.city_map.layers.scales import CLASS
from console.models.city_map.layers.stations import PREFIXES, factor_words, factors, kind_words, plain, station_layer
from console.models.city_map.layers.track import track_layer
from console.models.city_map.shapes import FARTHEST_ZOOM, MapLayer
from console.models.figures.tally import Figure, Kind, Measure
from console.models.registers import Registers
from console.models.text.labels import system_name

HEAT_TO = 15.0
"""Nearer by the kernel is wider than the map: all of it would be one colour. A person may set another zoom."""
CLASSES_OFFERED = 8
"""Classes of cases that have a choropleth of their own: the most frequent ones."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("layer_catalogue", text)


Zooming = Callable[[Focus, float], float]


@dataclass(frozen=True, slots=True)
class LayerSpec:
    """One layer that can be shown. ``topics``: of the world, what makes it anew; ``every_ms``: at most so often.

    ``zooming``: by what it depends on how near the map is; made anew when that changes.
    """

    name: str
    title: str
    group: str
    make: Callable[[str, Moment], MapLayer | None]
    topics: frozenset[str]
    every_ms: int = 2000
    opacity: float = 1.0
    from_zoom: float = 0.0
    to_zoom: float = FARTHEST_ZOOM
    zooming: Zooming | None = None


_OPEN = frozenset(("entities", "alarms", "registers", "links"))


def catalogue(registers: Registers, kinds: tuple[str, ...] = ()) -> list[LayerSpec]:
    """Every layer, in the order of the panel. ``kinds``: classes of cases that are open now."""
    figures = figures_of(tuple(sorted(kinds[:CLASSES_OFFERED])))
    plain_figures = [figure for figure in figures if figure.system is None and not figure.kind]
    specs = [_choropleth(figure, tr("区域统计")) for figure in plain_figures]
    specs += [
        LayerSpec("clusters:cases", tr("案件聚合"), tr("分布"), _clusters(Kind.CASE), _OPEN, 3000, zooming=_step),
        LayerSpec("clusters:alarms", tr("告警聚合"), tr("分布"), _clusters(Kind.ALARM), _OPEN, 3000, zooming=_step),
        LayerSpec("heat:cases", tr("案件热力"), tr("分布"), _heat(Kind.CASE), _OPEN, 10_000, 0.75, 0.0, HEAT_TO),
        LayerSpec("heat:alarms", tr("告警热力"), tr("分布"), _heat(Kind.ALARM), _OPEN, 10_000, 0.75, 0.0, HEAT_TO),
    ]
    for system in System:
        mine = [figure for figure in figures if figure.system is system]
        specs += [_choropleth(figure, system_name(system)) for figure in mine]
        if system is System.ENVIRONMENT:
            specs += _stations(registers, system_name(system))
        if system is System.VEHICLES:
            track = LayerSpec(
                "tracks:vehicle", tr("所选车辆轨迹"), system_name(system), _track, frozenset(("track",)), 500
            )
            specs.append(track)
    specs += [_choropleth(figure, tr("案件大类")) for figure in figures if figure.kind]
    return specs


def figure_name(figure: Figure) -> str:
    """``choropleth:open-cases``, ``choropleth:open-cases@grid``, ``choropleth:open-cases/市容环境``."""
    tail = f"@{figure.system.value}" if figure.system else f"/{figure.kind}" if figure.kind else ""
    return f"choropleth:{figure.measure.value}{tail}"


def figure_of(name: str) -> Figure | None:
    """The figure of such a name; None for another."""
    prefix, _, rest = name.partition(":")
    if prefix != "choropleth":
        return None
    rest, _, kind = rest.partition("/")
    measure, _, system = rest.partition("@")
    try:
        return Figure(Measure(measure), System(system) if system else None, kind)
    except ValueError:
        return None


def spec_named(name: str, registers: Registers) -> LayerSpec | None:
    """The layer of a name as a scene or a person's file has it; PM2.5 and PM25 are the same. None: there is none."""
    figure = figure_of(name)
    if figure is not None:
        return _choropleth(figure, tr("案件大类") if figure.kind else tr("区域统计"))
    wanted = plain(name)
    return next((spec for spec in catalogue(registers) if plain(spec.name) == wanted), None)


def is_layer_name(name: str) -> bool:
    """Whether a name could be a layer's, whatever the registers hold: to check a scene before there is any data."""
    prefix, _, rest = name.partition(":")
    others = {"clusters": ("cases", "alarms"), "heat": ("cases", "alarms"), "tracks": ("vehicle",)}
    if prefix == "choropleth":
        return figure_of(name) is not None
    return rest in others.get(prefix, ()) or (prefix in PREFIXES and bool(rest))


def colours_ground(name: str) -> bool:
    """Whether a layer colours all the ground of areas. Two of them would mix into colours that no legend has."""
    return name.startswith(("choropleth:", "heat:"))


def _choropleth(figure: Figure, group: str) -> LayerSpec:
    about = subject(figure)
    title = measure_words(figure.measure)[0] if figure.system is not None else about.title
    title = figure.kind or title

    def make(name: str, moment: Moment) -> MapLayer:
        return choropleth(name, about, moment)

    return LayerSpec(
        figure_name(figure), title, group, make, _OPEN | {"counters", "minute"}, 3000, 0.85, zooming=_strength
    )  # fmt: skip


def _step(_focus: Focus, zoom: float) -> float:
    return step_of(zoom)


def _strength(focus: Focus, zoom: float) -> float:
    return fill_alpha(focus.level, zoom)


def _clusters(kind: Kind) -> Callable[[str, Moment], MapLayer]:
    return lambda name, moment: cluster_layer(name, kind, moment)


def _heat(kind: Kind) -> Callable[[str, Moment], MapLayer | None]:
    return lambda name, moment: heat_layer(name, kind, moment)


def _stations(registers: Registers, group: str) -> list[LayerSpec]:
    order = list(PREFIXES)
    pairs = sorted(
        factors(registers.series, registers.assets),
        key=lambda pair: (order.index(pair[0]), pair[1] not in ("AQI", CLASS)),
    )
    return [
        LayerSpec(
            f"{prefix}:{factor}",
            f"{kind_words(prefix)} {factor_words(factor)}",
            group,
            lambda name, moment: station_layer(name, moment),
            frozenset(("latest", "registers", "minute")),
            zooming=_step,
        )
        for prefix, factor in pairs
    ]


def _track(name: str, moment: Moment) -> MapLayer:
    return track_layer(name, moment.track, moment.sources())
