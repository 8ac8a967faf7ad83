"""Many points as few: those that a zoom would draw over one another are one disc with their number in it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from console.domain.entities import Case
from console.models.city_map.layers.moment import Moment
from console.models.city_map.shapes import Form, LegendEntry, Look, Shape, ShapeLayer
from console.models.clock import local
from console.models.figures.tally import Figure, Kind, Measure

CELL = 76.0
"""Style pixels of the grid that gathers."""
NEAR = 0.62
"""Neighbours whose middles are nearer than this share of a cell are one."""
LAST_ZOOM = 17.0
"""From here on a click lists what is inside, for the map goes no nearer."""
LISTED = 10
WORLD_PX = 512.0


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("clusters", text)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Some rows and their common middle in degrees."""

    lon: float
    lat: float
    rows: NDArray[np.intp]


def step_of(zoom: float) -> float:
    """Clusters change at half zooms only, so that a pinch does not shake them."""
    return math.floor(zoom * 2) / 2


def gather(lon: NDArray[np.float64], lat: NDArray[np.float64], zoom: float) -> list[Cluster]:
    """Rows of two columns of degrees by the cells of a grid on the screen, the largest first."""
    if not len(lon):
        return []
    size = WORLD_PX * 2.0 ** step_of(zoom)
    x = (lon / 360.0 + 0.5) * size
    y = (0.5 - np.arctanh(np.sin(np.radians(np.clip(lat, -85, 85)))) / (2 * math.pi)) * size
    column, row = np.floor(x / CELL).astype(np.int64), np.floor(y / CELL).astype(np.int64)
    _, where, counts = np.unique(column << 32 | row, return_inverse=True, return_counts=True)
    middle_x, middle_y = np.bincount(where, x) / counts, np.bincount(where, y) / counts
    into = _merged(middle_x, middle_y, counts)
    owner = into[where]
    order = np.argsort(owner, kind="stable")
    starts = np.flatnonzero(np.diff(owner[order], prepend=-1))
    groups = np.split(order, starts[1:])
    made = [Cluster(float(lon[rows].mean()), float(lat[rows].mean()), rows) for rows in groups]
    return sorted(made, key=lambda cluster: (-len(cluster.rows), cluster.lon))


def _merged(x: NDArray[np.float64], y: NDArray[np.float64], counts: NDArray[np.intp]) -> NDArray[np.intp]:
    """For each cell the cell that takes it in: a larger one whose middle is near, or itself."""
    into = np.arange(len(x))
    for at in np.argsort(-counts, kind="stable"):
        if into[at] != at:
            continue
        near = np.flatnonzero(np.hypot(x - x[at], y - y[at]) < CELL * NEAR)
        free = near[(into[near] == near) & (counts[near] <= counts[at])]
        into[free] = at
    return into


def cluster_layer(name: str, kind: Kind, moment: Moment) -> ShapeLayer:
    """Discs of open cases or alarms; a ring in another colour and a second number say that something in it waits.

    Alarms have another ground and rim than cases: both may be on one map.
    """
    places = moment.world.tally.places
    chosen = places.rows(kind)
    found = gather(places.lon[chosen], places.lat[chosen], moment.zoom)
    shapes = [_shape(each, chosen[each.rows], kind, moment) for each in reversed(found)]
    case = kind is Kind.CASE
    title = tr("案件分布") if case else tr("告警分布")
    late = tr("其中有超期（圈内第二个数）") if case else tr("其中有未确认（圈内第二个数）")
    legend = (
        LegendEntry("accent" if case else "cluster-alarm", tr("圈内为件数") if case else tr("圈内为条数")),
        LegendEntry("grade2", late),
    )
    known = moment.known()
    return ShapeLayer(
        name, title, legend=legend if known else (LegendEntry("unknown", tr("未知：尚未收到数据")),),
        legend_title=_about(title, len(chosen), kind, moment), at=moment.heard_at(),
        source=moment.sources(), shapes=tuple(shapes) if known else (),
    )  # fmt: skip


def _about(title: str, placed: int, kind: Kind, moment: Moment) -> str:
    """How many are open, and how many of them nobody sees here, for they tell no place."""
    if not moment.known():
        return tr("{0}（未办结，数量未知）").format(title)
    measure = Measure.CASES if kind is Kind.CASE else Measure.ALARMS
    total = sum(moment.world.tally.counts.get(Figure(measure), {}).values())
    words = tr("{0}（未办结，共 {1}，其中 {2} 无位置，不在图上）") if total > placed else tr("{0}（未办结，共 {1}）")
    return words.format(title, f"{total:,}", f"{total - placed:,}")


def _shape(cluster: Cluster, rows: NDArray[np.intp], kind: Kind, moment: Moment) -> Shape:
    n, late = len(rows), int(moment.world.tally.places.late[rows].sum())
    label = "" if n == 1 else f"{n:,}·{late:,}" if late else f"{n:,}"
    radius = 6.0 if n == 1 else max(13.0, 5.0 + 4.2 * len(label), 9.0 + 3.4 * math.log2(n) / 1.6)
    case = kind is Kind.CASE
    rim = "grade2" if late else "accent" if case else "text"
    look = Look(fill="cluster" if case else "cluster-alarm", fill_alpha=0.88, line=rim, width=2.5 if late else 1.5,
                radius=radius, label=label)  # fmt: skip
    return Shape(cluster_id(cluster), Form.POINT, (np.array([[cluster.lon, cluster.lat]]),), look,
                 *_words(rows, late, kind, moment))  # fmt: skip


def cluster_id(cluster: Cluster) -> str:
    """A name that stays while the same things are in it."""
    return f"{cluster.lon:.5f},{cluster.lat:.5f},{len(cluster.rows)}"


def _words(rows: NDArray[np.intp], late: int, kind: Kind, moment: Moment) -> tuple[str, tuple[str, ...]]:
    keys = moment.world.tally.places.key[rows]
    case = kind is Kind.CASE
    if len(rows) == 1:
        return one_card(int(keys[0]), kind, moment)
    title = (tr("{0} 件案件") if case else tr("{0} 条告警")).format(f"{len(rows):,}")
    second = (tr("其中超期 {0}") if case else tr("其中未确认 {0}")).format(f"{late:,}")
    if moment.zoom < LAST_ZOOM - 0.1:
        return title, (second, tr("点击放大"))
    listed = [one_card(int(key), kind, moment)[0] for key in keys[:LISTED]]
    more = [tr("… 还有 {0}").format(len(rows) - LISTED)] if len(rows) > LISTED else []
    return title, (second, *listed, *more)


def one_card(key: int, kind: Kind, moment: Moment) -> tuple[str, tuple[str, ...]]:
    """Title and lines of one case or alarm."""
    world = moment.world
    if kind is Kind.CASE:
        case = world.cases.get(key)
        return _case_card(case) if case else ("", ())
    try:
        row = world.alarms.by_key(key)
    except KeyError:
        return "", ()
    return row.title, (
        f"{row.system} · {row.area} · {row.state}",
        tr("{0} 发生").format(f"{local(row.raised):%m-%d %H:%M}"),
    )


def _case_card(case: Case) -> tuple[str, tuple[str, ...]]:
    due = tr("{0} 到期").format(f"{local(case.due):%m-%d %H:%M}")
    return case.title, (
        case.category,
        tr("{0} 上报").format(f"{local(case.opened):%m-%d %H:%M}"),
        tr("已超期，{0}").format(due) if case.late else due,
        case.department,
    )


def members(name: str, kind: Kind, moment: Moment) -> Sequence[int]:
    """Keys of what is in the cluster of this id at this moment; empty when it is no more."""
    places = moment.world.tally.places
    chosen = places.rows(kind)
    for each in gather(places.lon[chosen], places.lat[chosen], moment.zoom):
        if cluster_id(each) == name:
            return [int(key) for key in places.key[chosen[each.rows]]]
    return ()
