"""What a map shows before anybody has moved it: the ground of the city, and the water that is the city's too."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from console.models.registers import Registers

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""
LEVELS = ("city", "county", "town")
"""Whose borders tell where the ground is, the first that has any."""


@dataclass(frozen=True, slots=True)
class Home:
    """The box of the ground, all of which is shown, and the city's own box, which has its islands and water too."""

    ground: Box
    whole: Box


def home_of(registers: Registers) -> Home | None:
    """None until the city is known. Without borders the ground is the city's whole box."""
    city = registers.city
    if not city.name:
        return None
    for level in LEVELS:
        rings = [
            polygon[0]
            for code, area in registers.areas.items()
            if area.level == level
            for polygon in registers.shapes.get(code, ())
        ]
        if rings:
            (west, south), (east, north) = (
                np.min([ring.min(axis=0) for ring in rings], axis=0),
                np.max([ring.max(axis=0) for ring in rings], axis=0),
            )
            return Home((float(west), float(south), float(east), float(north)), city.bbox)
    return Home(city.bbox, city.bbox)
