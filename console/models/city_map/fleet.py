"""The vehicles' last known positions as columns, of all backends one after the other."""

from __future__ import annotations

import numpy as np

from console.domain.truth import AHEAD_SECONDS
from console.wire.positions import BadPositions, Fleet, decode_positions


class FleetModel:
    """What the map paints: columns as in ``console.wire.positions.Fleet``; index = offset of the backend + index."""

    def __init__(self) -> None:
        self._fleets: dict[int, Fleet] = {}

    def clear(self) -> None:
        """Everything is void."""
        self._fleets.clear()

    def merge(self, backend: int, blob: bytes) -> None:
        """Take a stored frame in; a damaged one changes nothing (the feed has quarantined its like)."""
        try:
            self._fleets.setdefault(backend, Fleet()).merge(decode_positions(blob))
        except BadPositions:
            return

    @property
    def backends(self) -> list[int]:
        """Backends that have vehicles, in the order of their columns."""
        return list(self._fleets)

    def at(self, backend: int) -> int:
        """Time of a backend's newest frame in ms, 0 if none."""
        fleet = self._fleets.get(backend)
        return fleet.at if fleet else 0

    def of(self, backend: int) -> Fleet:
        """A backend's columns. Raises ``KeyError`` if it has no vehicles."""
        return self._fleets[backend]

    def size_of(self, backend: int) -> int:
        """Vehicles registered in a backend's fleet."""
        return len(self._fleets[backend].lon)

    def columns(self) -> dict[str, np.ndarray]:
        """lon, lat (1e-6 degrees), heading (0.1 degree), speed (0.1 km/h), state, fixed (ms; 0: unknown)."""
        names = ("lon", "lat", "heading", "speed", "state", "fixed")
        fleets = list(self._fleets.values()) or [Fleet()]
        return {name: np.concatenate([getattr(fleet, name) for fleet in fleets]) for name in names}

    def online(self, backend: int, at: int, within_ms: int) -> int:
        """Vehicles of a backend whose fix was not older than ``within_ms`` at a moment; one from a time to come says
        nothing of it.
        """
        fixed, latest = self._fleets[backend].fixed, at + int(AHEAD_SECONDS * 1000)
        return int(np.count_nonzero((fixed > at - within_ms) & (fixed <= latest)))

    def known(self) -> int:
        """Vehicles with any known position."""
        return sum(int(np.count_nonzero(fleet.fixed)) for fleet in self._fleets.values())

    def size(self) -> int:
        """Vehicles registered in the fleets."""
        return sum(len(fleet.lon) for fleet in self._fleets.values())
