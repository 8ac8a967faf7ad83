"""Follows one vehicle: its way out of the kept log, and from then on every new fix."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Signal

from console.models.city_map.layers.track import Track, joined
from console.models.city_map.vehicles import vehicle_popup
from console.models.world import World
from console.wire.positions import Fix


class Follower(QObject):
    """``track`` is what is known so far; ``changed`` says that it grew."""

    changed = Signal()

    def __init__(self, world: World, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._world = world
        self._vehicle: tuple[int, int] | None = None
        self._ticket = 0
        self.track: Track | None = None
        world.fleet_changed.connect(self._extend)
        world.reloaded.connect(self.forget)

    def forget(self) -> None:
        """Follow nobody."""
        self._ticket += 1
        self._vehicle, self.track = None, None
        self.changed.emit()

    def follow(self, index: int, window: int) -> None:
        """The vehicle at this index of the fleet's columns, ``window`` ms back."""
        place = self._place(index)
        if place is None:
            self.forget()
            return
        self._ticket += 1
        ticket, since = self._ticket, self._world.now() - window
        self._vehicle = place
        name = vehicle_popup(self._world, index)[0]
        self.track = Track(name, since=self._world.now(), wanted=since)
        self._world.past.track(*place, since, lambda fixes, back, last: self._found(ticket, fixes, back, last))
        self._extend()
        self.changed.emit()

    def _place(self, index: int) -> tuple[int, int] | None:
        """The backend and the vehicle's index in its fleet."""
        for backend in self._world.fleet.backends:
            size = self._world.fleet.size_of(backend)
            if 0 <= index < size:
                return backend, index
            index -= size
        return None

    def _found(self, ticket: int, fixes: list[Fix], back: int, last: bool) -> None:
        if ticket != self._ticket or self.track is None:
            return
        track = joined(self.track, _columns(fixes))
        since = min(track.since, back) if back else track.since
        self.track = Track(track.name, track.at, track.lon, track.lat, track.speed, since, track.wanted, last)
        self.changed.emit()

    def _extend(self) -> None:
        if self._vehicle is None or self.track is None:
            return
        fleet = self._world.fleet.of(self._vehicle[0])
        at = self._vehicle[1]
        fixed = int(fleet.fixed[at]) if at < len(fleet.fixed) else 0
        if fixed and (not len(self.track.at) or fixed > self.track.at[-1]):
            fix = Fix(fixed, float(fleet.lon[at]) / 1e6, float(fleet.lat[at]) / 1e6, float(fleet.speed[at]) / 10)
            self.track = joined(self.track, _columns([fix]))
            self.changed.emit()


def _columns(fixes: list[Fix]) -> Track:
    at = np.array([fix.at for fix in fixes], np.int64)
    lon, lat, speed = (np.array([getattr(fix, name) for fix in fixes], float) for name in ("lon", "lat", "speed"))
    return Track("", at, lon, lat, speed)
