"""The city's own metric frame, its random streams and its way of writing JSON.

All generation happens in metres east (x) and north (y) of the city centre; degrees exist only in the output.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

CENTRE_LON = 118.68
CENTRE_LAT = 37.44
METRES_PER_DEGREE_LAT = 110_990.0
METRES_PER_DEGREE_LON = 111_320.0 * math.cos(math.radians(CENTRE_LAT))

Points = NDArray[np.float64]
"""An (n, 2) array of metres."""


def km(*pairs: tuple[float, float]) -> Points:
    """Sketch coordinates in kilometres as metres."""
    return np.asarray(pairs, dtype=np.float64) * 1000.0


def lonlat(x: float, y: float) -> list[float]:
    """One place in degrees WGS-84, rounded to 6 decimals (0.1 m)."""
    return [round(CENTRE_LON + x / METRES_PER_DEGREE_LON, 6), round(CENTRE_LAT + y / METRES_PER_DEGREE_LAT, 6)]


def metres(lon: float, lat: float) -> tuple[float, float]:
    """One place in degrees as metres of the city's frame."""
    return (lon - CENTRE_LON) * METRES_PER_DEGREE_LON, (lat - CENTRE_LAT) * METRES_PER_DEGREE_LAT


def lonlats(places: ArrayLike) -> list[list[float]]:
    """Many places ((n, 2) metres) in degrees WGS-84, rounded to 6 decimals."""
    points = np.asarray(places, dtype=np.float64).reshape(-1, 2)
    lon = np.round(CENTRE_LON + points[:, 0] / METRES_PER_DEGREE_LON, 6)
    lat = np.round(CENTRE_LAT + points[:, 1] / METRES_PER_DEGREE_LAT, 6)
    return [[float(a), float(b)] for a, b in zip(lon, lat, strict=True)]


def stream(seed: int, step: str) -> np.random.Generator:
    """A random stream of its own for each step, so that a change in one step leaves the others as they were."""
    return np.random.default_rng([seed, *step.encode()])


def write_json(path: Path, value: Any) -> None:
    """Compact UTF-8 JSON with sorted keys: byte-identical for equal values."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8")


@contextmanager
def progress(what: str) -> Iterator[None]:
    """Say what is being made and how long it took."""
    print(f"  {what} …", end="", flush=True)
    start = time.monotonic()
    yield
    print(f" {time.monotonic() - start:.1f} s", flush=True)
