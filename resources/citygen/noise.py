"""Seeded value noise: the one source of natural irregularity in coast, hills, borders and towns."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from resources.citygen.frame import Points

Array = NDArray[np.float64]


def _lattice(ix: NDArray[np.int64], iy: NDArray[np.int64], seed: int) -> Array:
    """A pseudo-random value in -1..1 for every lattice point (integer mixing, no state)."""
    h = (ix.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)) ^ (iy.astype(np.uint64) * np.uint64(0xC2B2AE3D27D4EB4F))
    h ^= np.uint64(seed * 0x165667B1 + 0x27D4EB2F)
    h = (h ^ (h >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    h = (h ^ (h >> np.uint64(32))) * np.uint64(0x94D049BB133111EB)
    h ^= h >> np.uint64(31)
    return (h >> np.uint64(11)).astype(np.float64) / float(1 << 52) - 1.0


def _single(x: Array, y: Array, seed: int) -> Array:
    ix, iy = np.floor(x), np.floor(y)
    fx, fy = x - ix, y - iy
    fx, fy = (t * t * t * (t * (t * 6 - 15) + 10) for t in (fx, fy))
    i, j = ix.astype(np.int64), iy.astype(np.int64)
    low = _lattice(i, j, seed) * (1 - fx) + _lattice(i + 1, j, seed) * fx
    high = _lattice(i, j + 1, seed) * (1 - fx) + _lattice(i + 1, j + 1, seed) * fx
    return low * (1 - fy) + high * fy


def fbm(x: Array, y: Array, scale: float, seed: int, octaves: int = 4, gain: float = 0.5) -> Array:
    """Fractal noise in about -1..1; `scale` is the wavelength in metres of the broadest octave."""
    total = np.zeros(np.broadcast(x, y).shape)
    amplitude, weight = 1.0, 0.0
    for octave in range(octaves):
        # Turning each octave hides the lattice directions.
        turn = 0.6 + octave * 1.1
        u = (np.cos(turn) * x - np.sin(turn) * y) / scale
        v = (np.sin(turn) * x + np.cos(turn) * y) / scale
        total += amplitude * _single(u, v, seed + octave * 101)
        weight += amplitude
        amplitude *= gain
        scale /= 2.03
    return total / weight * 1.4


def warp(points: Points, scale: float, amplitude: float, seed: int, octaves: int = 4, gain: float = 0.5) -> Points:
    """Shift points by a smooth vector field; equal points move equally, so shared borders stay shared."""
    x, y = points[:, 0], points[:, 1]
    dx = fbm(x, y, scale, seed, octaves, gain)
    dy = fbm(x, y, scale, seed + 7919, octaves, gain)
    return points + amplitude * np.column_stack([dx, dy])
