"""What each person drew on the map, in one small JSON file beside the arrangement of the desk."""

from __future__ import annotations

import logging
import math
from pathlib import Path

import msgspec

from console.domain.geo.sketch import LARGEST_RADIUS, MOST_CORNERS, Drawing

log = logging.getLogger(__name__)
MOST_KEPT = 200
"""Drawings of one person."""
LONGEST_NAME = 60


class DrawingsFile:
    """Reads once, writes whole files. Without a path drawings last as long as the window."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._all = self._read()

    def of(self, person: str) -> list[Drawing]:
        """A person's drawings, the oldest first; an empty name stands for a desk where nobody is signed in."""
        return list(self._all.get(person, ()))

    def keep(self, person: str, drawings: list[Drawing]) -> str:
        """Keep these in the place of those before; why they are not on disk, empty when they are."""
        self._all[person] = list(drawings)
        if self._path is None:
            return ""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            draft = self._path.with_suffix(".new")
            draft.write_bytes(msgspec.json.encode(self._all))
            draft.replace(self._path)
        except OSError as error:
            log.warning("%s cannot be written: %s", self._path, error)
            return error.strerror or str(error)
        return ""

    def _read(self) -> dict[str, list[Drawing]]:
        if self._path is None or not self._path.exists():
            return {}
        try:
            found = msgspec.json.decode(self._path.read_bytes(), type=dict[str, list[Drawing]])
        except (OSError, msgspec.DecodeError, ValueError) as error:
            log.warning("%s is not usable, the map begins without drawings: %s", self._path, error)
            return {}
        return {person: [each for each in drawings if sound(each)][-MOST_KEPT:] for person, drawings in found.items()}


def sound(drawing: Drawing) -> bool:
    """Whether a drawing that comes from outside can be shown."""
    enough = drawing.tool.least <= len(drawing.corners) <= MOST_CORNERS
    on_earth = all(_on_earth(lon, lat) for lon, lat in drawing.corners)
    sized = not drawing.tool.round or (math.isfinite(drawing.radius) and 0 < drawing.radius <= LARGEST_RADIUS)
    return enough and on_earth and sized


def _on_earth(lon: float, lat: float) -> bool:
    return math.isfinite(lon) and math.isfinite(lat) and abs(lon) <= 180 and abs(lat) < 90
