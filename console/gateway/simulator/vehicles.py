"""The fleet: vehicles on the road graph, reporting every 5 s on the road and every minute when parked.

One position frame a second, a key frame a minute. A few vehicles are off line: their terminals say nothing.

Everything is an array over the fleet: 20,000 vehicles cost a few milliseconds a second.
"""

from __future__ import annotations

import random
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from console.gateway.simulator.roadnet import Floats, Ints, RoadNet
from console.gateway.simulator.world import SECOND, World, local_hour
from console.wire.positions import (
    STATE_ALARM,
    STATE_LOADED,
    STATE_STOPPED,
    Fleet,
    PositionFrame,
    encode_positions,
)

REPORT_SECONDS = 5
PARKED_SECONDS = 60
OFF_LINE = 0.035
"""Share of the fleet whose terminal is silent; real bulletins say 97 to 99.5 % on line."""
KEY_FRAME_SECONDS = 60
_CLASS_SPEEDS = (95.0, 70.0, 62.0, 50.0, 40.0, 30.0)
"""km/h on motorway, ring, trunk, primary, secondary and minor roads; beyond the table the last one."""
_ACTIVE = (0.16, 0.12, 0.09, 0.09, 0.12, 0.24, 0.42, 0.56, 0.6, 0.6, 0.6, 0.58, 0.52, 0.57, 0.6, 0.6, 0.6, 0.56,
           0.48, 0.4, 0.34, 0.3, 0.26, 0.2)  # fmt: skip
"""Share of the fleet on the road by hour of the local day."""
_STOP_CHANCE, _STOP_SECONDS = 0.2, (5, 45)
_ALARM_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Fix:
    """Where one vehicle is: degrees, km/h, and its place in the register."""

    index: int
    lon: float
    lat: float
    speed: float


class Vehicles:
    """Moves and reports the fleet. Who is on the road in a given hour follows from the seed."""

    depth = 0

    def __init__(self, world: World, size: int) -> None:
        self._world = world
        self._net = RoadNet(world.city.roads)
        self.size = size if len(self._net.length) else 0
        rng = self._rng = np.random.default_rng([world.seed, 0x5EED])
        n = self.size
        self._edge = rng.choice(len(self._net.length), n, p=self._net.length / self._net.length.sum()) if n else _none()
        self._metres = rng.random(n) * self._net.length[self._edge]
        self._backwards = rng.random(n) < 0.5
        self._eager = rng.random(n)
        self._temper = rng.uniform(0.7, 1.05, n)
        self._waits = np.zeros(n)
        self._loaded = rng.random(n) < 0.4
        self._alarm_until = np.zeros(n, np.int64)
        self._silent = rng.random(n) < OFF_LINE
        kinds = [row[2] for row in world.city.vehicles.vehicles[:n]]
        self._kinds = np.array(kinds + [-1] * (n - len(kinds)), np.int64)
        self._known = Fleet()
        self._tick = 0

    def begin(self, now: int) -> None:
        """Report everybody once, then move on."""
        if self.size:
            self._send(now, np.flatnonzero(~self._silent))
            self._world.schedule.every(now + SECOND, SECOND, self._second)

    def moving(self, rng: random.Random, at: int, kinds: Collection[str] = ()) -> Fix | None:
        """One vehicle (of some kinds) that is on the road now, for whoever needs a place for a driver's mistake."""
        wanted = [n for n, kind in enumerate(self._world.city.vehicles.kinds) if kind in kinds]
        fits = np.isin(self._kinds, wanted) if wanted else np.ones(self.size, np.bool_)
        on_road = np.flatnonzero(self._active(at) & (self._waits <= 0) & fits)
        if not len(on_road):
            return None
        index = int(on_road[rng.randrange(len(on_road))])
        chosen = np.array([index])
        lon, lat, _ = self._where(chosen)
        return Fix(index, round(float(lon[0]), 6), round(float(lat[0]), 6), round(float(self._speed(chosen)[0]), 1))

    def mark(self, index: int, at: int) -> None:
        """Show a vehicle's alarm bit for five minutes."""
        self._alarm_until[index] = at + _ALARM_SECONDS * SECOND

    def _active(self, at: int) -> NDArray[np.bool_]:
        hour = local_hour(at)
        here, there = _ACTIVE[int(hour)], _ACTIVE[(int(hour) + 1) % 24]
        return np.asarray((self._eager < here + (there - here) * (hour % 1)) & ~self._silent, dtype=np.bool_)

    def _speed(self, who: Ints) -> Floats:
        """km/h if it is not waiting."""
        kinds = np.minimum(self._net.classes[self._edge[who]], len(_CLASS_SPEEDS) - 1)
        return np.asarray(np.array(_CLASS_SPEEDS)[kinds] * self._temper[who], dtype=np.float64)

    def _second(self, due: int) -> None:
        self._tick += 1
        active = self._active(due)
        self._move(np.flatnonzero(active))
        driven = np.arange(self._tick % REPORT_SECONDS, self.size, REPORT_SECONDS)
        parked = np.arange(self._tick % PARKED_SECONDS, self.size, PARKED_SECONDS)
        who = np.concatenate([driven[active[driven]], parked[~active[parked] & ~self._silent[parked]]])
        self._send(due, who, key=self._tick % KEY_FRAME_SECONDS == 0)

    def _move(self, who: Ints) -> None:
        self._waits[who] -= 1
        going = who[self._waits[who] <= 0]
        self._metres[going] += self._speed(going) / 3.6
        over = going[self._metres[going] >= self._net.length[self._edge[going]]]
        if not len(over):
            return
        edge, backwards = self._net.turn(self._edge[over], self._backwards[over], self._rng.random(len(over)))
        self._edge[over], self._backwards[over] = edge, backwards
        self._metres[over] = 0.0
        stops = self._rng.random(len(over)) < _STOP_CHANCE
        self._waits[over[stops]] = self._rng.uniform(*_STOP_SECONDS, int(stops.sum()))

    def _where(self, who: Ints) -> tuple[Floats, Floats, Floats]:
        """Longitude, latitude and heading in degrees."""
        edge, back = self._edge[who], self._backwards[who]
        metres = np.where(back, self._net.length[edge] - self._metres[who], self._metres[who])
        lon, lat, heading = self._net.locate(edge, metres)
        return lon, lat, (heading + np.where(back, 180.0, 0.0)) % 360.0

    def _send(self, at: int, who: Ints, *, key: bool = False) -> None:
        """Report ``who``; a key frame repeats the last report of everybody else."""
        lon, lat, heading = self._where(who)
        stopped = (self._waits[who] > 0) | ~self._active(at)[who]
        speed = np.where(stopped, 0.0, self._speed(who))
        state = (
            np.where(self._alarm_until[who] > at, STATE_ALARM, 0)
            + np.where(self._loaded[who], STATE_LOADED, 0)
            + np.where(stopped, STATE_STOPPED, 0)
        )
        frame = PositionFrame(
            self._known.seq + 1, at, False, self.size, who.astype(np.uint32),
            np.round(lon * 1e6).astype(np.int32), np.round(lat * 1e6).astype(np.int32),
            np.round(heading * 10).astype(np.uint16) % 3600,
            np.round(speed * 10).astype(np.uint16), np.zeros(len(who), np.uint16), state.astype(np.uint16),
        )  # fmt: skip
        self._known.merge(frame)
        self._world.positions(encode_positions(self._known.key_frame() if key else frame))


def _none() -> Ints:
    return np.zeros(0, np.int64)
