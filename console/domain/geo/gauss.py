"""Transverse Mercator (Gauss-Krüger, UTM) back to degrees, by Krüger's series to the sixth order in n.

Karney, "Transverse Mercator with an accuracy of a few nanometers" (2011), equations 11, 15 to 19 and 36. Within 4° of
the central meridian the error is far below a millimetre.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
WGS84 = (6_378_137.0, 1 / 298.257223563)
CGCS2000 = (6_378_137.0, 1 / 298.257222101)
"""Half the equator's diameter in metres, and the flattening."""


def to_degrees(
    east: Array, north: Array, central: float, scale: float = 1.0, ellipsoid: tuple[float, float] = CGCS2000
) -> tuple[Array, Array]:
    """Longitude and latitude of metres east of the central meridian (no false easting) and north of the equator."""
    half, f = ellipsoid
    n = f / (2 - f)
    rectifying = half / (1 + n) * (1 + n**2 / 4 + n**4 / 64 + n**6 / 256)
    xi, eta = north / (scale * rectifying), east / (scale * rectifying)
    xi_, eta_ = xi.copy(), eta.copy()
    for j, beta in enumerate(_betas(n), start=1):
        xi_ -= beta * np.sin(2 * j * xi) * np.cosh(2 * j * eta)
        eta_ -= beta * np.cos(2 * j * xi) * np.sinh(2 * j * eta)
    tau_ = np.sin(xi_) / np.hypot(np.sinh(eta_), np.cos(xi_))
    lon = central + np.degrees(np.arctan2(np.sinh(eta_), np.cos(xi_)))
    return lon, np.degrees(np.arctan(_tau(tau_, math.sqrt(f * (2 - f)))))


def _betas(n: float) -> tuple[float, ...]:
    return (
        n / 2 - 2 * n**2 / 3 + 37 * n**3 / 96 - n**4 / 360 - 81 * n**5 / 512 + 96199 * n**6 / 604800,
        n**2 / 48 + n**3 / 15 - 437 * n**4 / 1440 + 46 * n**5 / 105 - 1118711 * n**6 / 3870720,
        17 * n**3 / 480 - 37 * n**4 / 840 - 209 * n**5 / 4480 + 5569 * n**6 / 90720,
        4397 * n**4 / 161280 - 11 * n**5 / 504 - 830251 * n**6 / 7257600,
        4583 * n**5 / 161280 - 108847 * n**6 / 3991680,
        20648693 * n**6 / 638668800,
    )


def _tau(conformal: Array, e: float) -> Array:
    """The tangent of the latitude from that of the conformal one, by Newton's method (equations 19 to 21)."""
    tau = conformal.copy()
    for _ in range(6):
        root = np.hypot(1.0, tau)
        sigma = np.sinh(e * np.arctanh(e * tau / root))
        guess = tau * np.hypot(1.0, sigma) - sigma * root
        step = (conformal - guess) / np.hypot(1.0, guess) * (1 + (1 - e * e) * tau * tau) / ((1 - e * e) * root)
        tau = tau + step
        if float(np.max(np.abs(step), initial=0.0)) < 1e-14:
            break
    return tau
