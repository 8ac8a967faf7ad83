"""Outages of whole collectors, now and then: nobody hears their stations, and nothing else of the city changes."""

from __future__ import annotations

from console.gateway.simulator.world import HOUR, MINUTE, World

PER_DAY = 3.0
MINUTES = (12.0, 40.0)


class Outages:
    """Mutes one collector after the other, each for a while."""

    depth = 0

    def __init__(self, world: World) -> None:
        self._world = world
        self._rng = world.chance("outages")

    def begin(self, now: int) -> None:
        """Plan the next outage. By now every part has registered its series."""
        wait = int(self._rng.expovariate(PER_DAY / (24 * HOUR)))

        def fail(due: int) -> None:
            names = sorted({row.via for row in self._world.register if row.via})
            if names:
                self._world.mute(self._rng.choice(names), due + int(self._rng.uniform(*MINUTES) * MINUTE))
            self.begin(due)

        self._world.schedule.at(now + 5 * MINUTE + wait, fail)
