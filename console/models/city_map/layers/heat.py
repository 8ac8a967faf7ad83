"""Where much of something lies: a Gaussian kernel over the places of what is open, in things a square kilometre."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from console.domain.geo.classing import Classes, Rule, classes
from console.models.city_map.layers.choropleth import RAMP, colour_of
from console.models.city_map.layers.moment import Moment
from console.models.city_map.shapes import Bounds, LegendEntry, PictureLayer
from console.models.figures.tally import Kind

SIGMA_KM = 0.8
"""Standard deviation of the kernel: about a third of what a thing adds lies within 0.7 km of it."""
COLUMNS = 256
FINER = 3
"""The picture has so many pixels for a cell of the grid: its edges are those of the kernel and not of the cells."""
RIM = 0.06
"""Share of the city's width that is painted around it, so that the kernel is not cut."""
ALPHA = 191
HOURS = 3_600_000
EARTH_KM = 40_075.016686
Grid = NDArray[np.floating]


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("heat", text)


def density(lon: Grid, lat: Grid, bounds: Bounds, columns: int = COLUMNS, sigma_km: float = SIGMA_KM) -> Grid:
    """Things a km² on a grid over the bounds, rows from the north, as wide and as high as Web Mercator has them.

    The kernel is the isotropic Gaussian; places outside the bounds are left out.
    """
    west, south, east, north = bounds
    top, bottom = _ordinate(north), _ordinate(south)
    rows = max(2, round(columns * (top - bottom) / math.radians(east - west)))
    cell_km = (
        math.radians(east - west) / columns * math.cos(math.radians((south + north) / 2)) * EARTH_KM / (2 * math.pi)
    )
    y = np.arctanh(np.sin(np.radians(np.clip(lat, -85, 85))))
    box = ((bottom, top), (west, east))
    counts, _, _ = np.histogram2d(y, lon, (rows, columns), box)
    sigma = sigma_km / cell_km
    spread = _spread(_spread(counts[::-1], sigma, 0), sigma, 1)
    return np.asarray(np.maximum(spread, 0.0) / (2 * math.pi * sigma_km**2))


def _ordinate(lat: float) -> float:
    return math.atanh(math.sin(math.radians(lat)))


def _spread(grid: Grid, sigma: float, axis: int) -> Grid:
    """Each cell over its neighbours along one axis, by the Gaussian whose middle is 1.

    By Fourier transform, with room at the end so that nothing comes round: matrices would start threads of their own.
    """
    size = grid.shape[axis]
    reach = math.ceil(4 * sigma)
    whole = size + reach
    away = np.minimum(np.arange(whole), whole - np.arange(whole))
    kernel = np.where(away <= reach, np.exp(-(away**2) / (2 * sigma**2)), 0.0)
    shape = [1, 1]
    shape[axis] = -1
    waves = np.fft.rfft(grid, whole, axis) * np.fft.rfft(kernel).reshape(shape)
    return np.take(np.fft.irfft(waves, whole, axis), np.arange(size), axis)


def finer(grid: Grid, times: int = FINER) -> Grid:
    """The same surface with so many values for each of its cells, linear between their middles."""
    for axis in (0, 1):
        size = grid.shape[axis]
        at = np.clip((np.arange(size * times) + 0.5) / times - 0.5, 0, size - 1)
        low = np.minimum(at.astype(np.intp), max(0, size - 2))
        share = (at - low).astype(grid.dtype).reshape((-1, 1) if axis == 0 else (1, -1))
        near, far = np.take(grid, low, axis), np.take(grid, np.minimum(low + 1, size - 1), axis)
        grid = near + (far - near) * share
    return grid


def heat_layer(name: str, kind: Kind, moment: Moment) -> PictureLayer | None:
    """The picture for what began within the window and is still open; None before the city is known."""
    city, case = moment.world.registers.city, kind is Kind.CASE
    west, south, east, north = city.bbox
    if east <= west:
        return None
    rim = (east - west) * RIM
    bounds = (west - rim, south - rim, east + rim, north + rim)
    places = moment.world.tally.places
    rows = places.rows(kind, moment.world.now() - moment.window)
    found = finer(density(places.lon[rows], places.lat[rows], bounds).astype(np.float32))
    ranks = _ranks(found)
    title, unit = (tr("案件热力"), tr("件/km²")) if case else (tr("告警热力"), tr("条/km²"))
    known = moment.known()
    spans = [
        (_faintest(ranks) if at == 1 else ranks.span(at)[0], ranks.span(at)[1]) for at in range(1, len(ranks.tops) + 1)
    ]
    legend = tuple(
        LegendEntry(colour_of(at, ranks), f"{low:g}–{high:g} {unit}") for at, (low, high) in enumerate(spans, 1)
    )[::-1]
    about = (
        tr("{0}（近 {1} h 内发生且未办结，图上共 {2}）") if known else tr("{0}（近 {1} h 内发生且未办结，数量未知）")
    )
    about = about.format(title, f"{moment.window / HOURS:g}", f"{len(rows):,}")
    return PictureLayer(
        name, title, bounds=bounds, pixels=_pixels(found, ranks, moment) if known else np.zeros((1, 1, 4), np.uint8),
        legend=legend if known else (LegendEntry("unknown", tr("未知：尚未收到数据")),), legend_title=about,
        at=moment.heard_at(), source=moment.sources(),
    )  # fmt: skip


def _ranks(found: Grid) -> Classes:
    """Equal steps up to the densest place, on round figures."""
    top = float(found.max()) if found.size else 0.0
    if top <= 0:
        return Classes()
    step = 10.0 ** math.floor(math.log10(top / len(RAMP)))
    return classes((top,), Rule.EQUAL, step, len(RAMP))


def _faintest(ranks: Classes) -> float:
    """Less than this is not painted: a single thing would colour its whole neighbourhood."""
    return max(ranks.step, round(ranks.tops[0] / 3 / ranks.step) * ranks.step)


def _pixels(found: Grid, ranks: Classes, moment: Moment) -> NDArray[np.uint8]:
    """One colour a class; by adding up which tops are passed, for half a million cells are not to be searched."""
    if not ranks.tops:
        return np.zeros((*found.shape, 4), np.uint8)
    level = np.ones(found.shape, np.uint8)
    for top in ranks.tops[:-1]:
        level += found > top
    level[found < _faintest(ranks)] = 0
    colours = np.zeros((len(ranks.tops) + 1, 4), np.uint8)
    for number in range(1, len(ranks.tops) + 1):
        colour = moment.colour(colour_of(number, ranks))
        colours[number] = [*(int(colour[at : at + 2], 16) for at in (1, 3, 5)), ALPHA]
    return colours[level]
