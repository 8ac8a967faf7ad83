"""Borders of areas as a register brings them: plain rings by code, or a TopoJSON topology whose borders are shared."""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

Ring = NDArray[np.float64]
"""Shape (n, 2): longitude and latitude in degrees."""
Polygon = tuple[Ring, ...]
"""The outer ring, then holes."""
Polygons = tuple[Polygon, ...]
FEWEST = 3
"""Places of a ring that bounds anything."""


class _Head(msgspec.Struct):
    type: Any = ""


class _Transform(msgspec.Struct):
    scale: tuple[float, float] = (1.0, 1.0)
    translate: tuple[float, float] = (0.0, 0.0)


class _Geometry(msgspec.Struct):
    type: str
    arcs: list[Any] = []
    id: str | int = ""


class _Collection(msgspec.Struct):
    geometries: list[_Geometry] = []


class _Topology(msgspec.Struct):
    type: str
    arcs: list[list[tuple[float, float]]]
    objects: dict[str, _Collection]
    transform: _Transform | None = None


def shapes_of(body: bytes) -> dict[str, Polygons]:
    """Polygons by area code. Raises ``ValueError`` or ``msgspec.DecodeError`` for a body that is of neither form.

    TopoJSON 1.0: geometries of all objects, their ``id`` is the area's code. Otherwise a ring by code, or several.
    """
    if msgspec.json.decode(body, type=_Head).type == "Topology":
        return _from_topology(msgspec.json.decode(body, type=_Topology))
    raw = msgspec.json.decode(body, type=dict[str, list[Any]])
    return {code: _kept([(ring,) for ring in _several(rings)]) for code, rings in raw.items()}


def _several(raw: Any) -> list[Ring]:
    """A ring is a list of pairs; several rings are a list of those."""
    rings = raw if raw and isinstance(raw[0][0], list | tuple) else [raw]
    return [np.array(ring, np.float64).reshape(-1, 2) for ring in rings]


def _kept(polygons: list[Polygon]) -> Polygons:
    """Without rings that bound nothing, and without polygons whose outer ring is one."""
    return tuple(
        tuple(ring for ring in polygon if len(ring) >= FEWEST)
        for polygon in polygons
        if polygon and len(polygon[0]) >= FEWEST
    )


def _from_topology(topology: _Topology) -> dict[str, Polygons]:
    arcs = _arcs(topology)
    found: dict[str, Polygons] = {}
    for geometry in (each for collection in topology.objects.values() for each in collection.geometries):
        if geometry.type not in ("Polygon", "MultiPolygon"):
            continue
        raw = [geometry.arcs] if geometry.type == "Polygon" else geometry.arcs
        polygons = msgspec.convert(raw, type=list[list[list[int]]])
        found[str(geometry.id)] = _kept([tuple(_ring(arcs, ring) for ring in polygon) for polygon in polygons])
    return found


def _arcs(topology: _Topology) -> list[Ring]:
    """All arcs in degrees; those of a quantised topology are a place and steps. One array, for there are thousands."""
    lengths = np.array([len(arc) for arc in topology.arcs], np.int64)
    flat = np.fromiter((part for arc in topology.arcs for place in arc for part in place), np.float64)
    places = flat.reshape(-1, 2)
    ends = np.cumsum(lengths)
    if topology.transform is not None and len(places):
        sums = np.concatenate([np.zeros((1, 2)), np.cumsum(places, axis=0)])
        places = sums[1:] - np.repeat(sums[ends - lengths], lengths, axis=0)
        places = places * topology.transform.scale + topology.transform.translate
    return np.split(places, ends[:-1])


def _ring(arcs: list[Ring], numbers: list[int]) -> Ring:
    """The arcs one after the other, ``~n`` backwards; where two meet the place is there once."""
    if any(not -len(arcs) <= number < len(arcs) for number in numbers):
        raise ValueError("A ring names an arc that is not there.")
    parts = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])]) if parts else np.zeros((0, 2))
