"""The way of one vehicle: its known places in the order of time, and a layer that shows them and invents none."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from console.models.city_map.shapes import Form, LegendEntry, Look, Shape, ShapeLayer
from console.models.clock import local
from console.store.tracks import FINE_MS

SPEEDS = ((20.0, "ramp1"), (40.0, "ramp2"), (60.0, "ramp3"), (80.0, "ramp4"), (np.inf, "ramp5"))
"""Upper borders in km/h and their colours."""
GAP_S = 90.0
"""Longer without a fix, and nobody knows which way it took."""
MINUTE = 60_000
Floats = NDArray[np.float64]


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("track", text)


def _none() -> Floats:
    return np.zeros(0)


@dataclass(frozen=True, slots=True)
class Track:
    """Columns in the order of time: ms, degrees, km/h. ``since``: how far back (ms) the kept log was looked through.

    ``whole``: it was looked through as far as was asked for; ``wanted`` is how far that was.
    """

    name: str = ""
    at: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    lon: Floats = field(default_factory=_none)
    lat: Floats = field(default_factory=_none)
    speed: Floats = field(default_factory=_none)
    since: int = 0
    wanted: int = 0
    whole: bool = False


def joined(one: Track, other: Track) -> Track:
    """All places of both, each time once."""
    at = np.concatenate([one.at, other.at])
    _, keep = np.unique(at, return_index=True)
    lon, lat, speed = (
        np.concatenate([getattr(one, name), getattr(other, name)])[keep] for name in ("lon", "lat", "speed")
    )
    return Track(one.name, at[keep], lon, lat, speed, one.since, one.wanted, one.whole)


def track_layer(name: str, track: Track | None, source: str) -> ShapeLayer:
    """Coloured by speed, arrows along the way; dashed and grey where no fix came for long."""
    title = tr("车辆轨迹")
    if track is None or not len(track.at):
        return ShapeLayer(name, title, legend=(LegendEntry("", _nothing(track)),), legend_title=title, source=source)
    return ShapeLayer(
        name, title, legend=_legend(track), legend_title=_title(track), at=int(track.at[-1]), source=source,
        shapes=(*_pieces(track), *_ends(track)),
    )  # fmt: skip


def _nothing(track: Track | None) -> str:
    if track is None:
        return tr("点选车辆后显示其轨迹")
    return tr("缓存中没有它的轨迹") if track.whole else tr("正在查找轨迹…")


def _title(track: Track) -> str:
    first, last = local(int(track.at[0])), local(int(track.at[-1]))
    day = "%H:%M:%S" if first.date() == last.date() else "%m-%d %H:%M"
    told = tr("{0} {1}–{2}").format(track.name, f"{first:{day}}", f"{last:{day}}")
    if not track.whole:
        return tr("{0}，查找中…").format(told)
    if track.since > track.wanted + MINUTE:
        told = tr("{0}（缓存中自 {1} 起）").format(told, f"{local(track.since):%m-%d %H:%M}")
    return told


def _legend(track: Track) -> tuple[LegendEntry, ...]:
    low, entries = 0.0, []
    for top, colour in SPEEDS:
        words = (
            tr("{0}–{1} km/h").format(f"{low:g}", f"{top:g}")
            if np.isfinite(top)
            else tr("≥ {0} km/h").format(f"{low:g}")
        )
        entries.append(LegendEntry(colour, words))
        low = top
    if (np.diff(track.at) > GAP_S * 1000).any():
        entries.append(
            LegendEntry("cached", tr("虚线：超过 {0} s 没有定位，路线未知").format(f"{GAP_S:g}"), hatched=True)
        )
    if int(track.at[-1]) - track.wanted > FINE_MS:
        entries.append(LegendEntry("", tr("超过一天的轨迹：每分钟一个位置")))
    return tuple(entries[::-1])


def _pieces(track: Track) -> list[Shape]:
    """Runs of steps of one colour; a step ends where the next begins, so that the line has no holes of its own."""
    steps = len(track.at) - 1
    if steps < 1:
        return []
    gaps = np.diff(track.at) > GAP_S * 1000
    mean = (track.speed[:-1] + track.speed[1:]) / 2
    band = np.searchsorted([top for top, _ in SPEEDS], mean, "right")
    band[gaps] = -1
    starts = np.flatnonzero(np.diff(band, prepend=-2))
    places = np.stack([track.lon, track.lat], axis=1)
    pieces = []
    for start, end in zip(starts, [*starts[1:], steps], strict=True):
        line = places[start : end + 1]
        if band[start] < 0:
            look, title = Look(line="cached", width=2.0, dashed=True), tr("没有定位，路线未知")
        else:
            look = Look(line=SPEEDS[int(band[start])][1], width=4.0, arrows=True)
            title = tr("{0} km/h").format(f"{mean[start:end].mean():.0f}")
        pieces.append(Shape(f"step-{start}", Form.LINE, (line,), look, title, _when(track, int(start), int(end))))
    return pieces


def _when(track: Track, start: int, end: int) -> tuple[str, ...]:
    first, last = local(int(track.at[start])), local(int(track.at[end]))
    return (track.name, f"{first:%H:%M:%S}–{last:%H:%M:%S}")


def _ends(track: Track) -> list[Shape]:
    ends = []
    for at, words, fill in ((0, tr("起"), "surface"), (len(track.at) - 1, tr("止"), "accent")):
        place = np.array([[track.lon[at], track.lat[at]]])
        look = Look(fill=fill, fill_alpha=1.0, line="text", width=1.5, radius=10.0, label=words)
        when = f"{local(int(track.at[at])):%m-%d %H:%M:%S}"
        ends.append(Shape(f"end-{at}", Form.POINT, (place,), look, track.name, (when,)))
    return ends
