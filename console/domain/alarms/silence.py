"""A source that goes off-line is one alarm, never a thousand: which source is down, and who merely hangs on it.

A *station* measures; its data come through a *collector* (a platform, a data logger, a gateway of data), which several
stations may share. What counts is when data were last heard, never what time they carry. Times in ms.

A collector is down when nobody behind it was heard for longer than its quickest station can be silent. A station is
down by itself when it is overdue *and* a neighbour behind the same collector was heard after its own data were due: as
long as that is not so, nobody can tell whether the station or the collector is at fault, and nothing is said. After a
collector has come back, its stations have their whole patience again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from console.domain.truth import LATE_FACTOR

GRACE_MS = 60_000
"""On top of one and a half cadences: a retry, a slow line. Configurable."""
SHARED_BY = 2
"""Fewer stations share no collector: then the station itself is named."""


@dataclass(frozen=True, slots=True)
class Station:
    """One station. ``cadence``: ms between its values; ``collector``: through whom they come, empty for nobody."""

    id: str
    cadence: int
    collector: str = ""


@dataclass(frozen=True, slots=True)
class Down:
    """A source that is down since ``since``, and the stations nobody hears because of it."""

    source: str
    since: int
    stations: tuple[str, ...]
    shared: bool = False
    """Whether the source is a collector."""


def patience(cadence: int) -> int:
    """How long a station may be silent."""
    return int(cadence * LATE_FACTOR) + GRACE_MS


class Watch:
    """Remembers when each station was heard. ``begun``: silence before that does not count."""

    def __init__(self, stations: Iterable[Station], begun: int) -> None:
        self._stations = {station.id: station for station in stations}
        self._members: dict[str, list[Station]] = {}
        for station in self._stations.values():
            if station.collector:
                self._members.setdefault(station.collector, []).append(station)
        self._members = {name: each for name, each in self._members.items() if len(each) >= SHARED_BY}
        self._patience = {name: min(patience(s.cadence) for s in each) for name, each in self._members.items()}
        self._heard = dict.fromkeys(self._stations, begun)
        self._alive = dict.fromkeys(self._members, begun)
        self._back = dict.fromkeys(self._members, begun)
        self._spoke: set[str] = set()

    def hear(self, station: str, at: int) -> None:
        """Data of a station came at ``at``; those of an unknown one say nothing."""
        known = self._stations.get(station)
        if known is None:
            return
        self._heard[station] = max(at, self._heard[station])
        self._spoke.add(station)
        name = known.collector
        if name in self._members:
            self._spoke.add(name)
            if at - self._alive[name] > self._patience[name]:
                self._back[name] = at
            self._alive[name] = max(at, self._alive[name])

    def excuse(self, ms: int) -> None:
        """Nobody could be heard for so long, so nobody was silent: that time does not count."""
        for times in (self._heard, self._alive, self._back):
            for name in times:
                times[name] += ms

    def spoke(self, source: str) -> bool:
        """Whether a station, or anybody behind a collector, was heard at all since the watch began."""
        return source in self._spoke

    def down(self, now: int) -> dict[str, Down]:
        """Every source that is down at ``now``, by its name."""
        found = {}
        for name, members in self._members.items():
            if now - self._alive[name] > self._patience[name]:
                found[name] = Down(name, self._alive[name], tuple(sorted(s.id for s in members)), shared=True)
        for station in self._stations.values():
            if station.collector not in found and self._alone(station, now):
                found[station.id] = Down(station.id, self._heard[station.id], (station.id,))
        return found

    def _alone(self, station: Station, now: int) -> bool:
        """Whether the station is overdue and nobody else can be the reason."""
        name = station.collector
        since = self._heard[station.id]
        if name not in self._members:
            return now - since > patience(station.cadence)
        since = max(since, self._back[name])
        due = since + station.cadence + GRACE_MS
        return now - since > patience(station.cadence) and self._alive[name] > due
