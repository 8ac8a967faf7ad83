"""Hours of the day over the limit, station by station, from the kept history: 超标小时数 by area, and who it was.

Read from the cache once an hour and series, when somebody looks, so it is there after a restart; what the backend had
no values for is said to be unjudged. An hour in which several factors of a station are over is one hour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from console.domain.entities import Sample
from console.domain.environment.exceedance import HOUR, Bounds, Judged, judge_hours
from console.models.clock import midnight
from console.models.past import Past
from console.models.registers import Asset, Registers, SeriesInfo
from console.store.chunks import Samples

AIR_LIMIT = 100.0
"""An hourly AQI above 100 is over the standard (HJ 633: from level 3 on)."""
PH = Bounds(9.0, 6.0)
KINDS = ("air_station", "outfall", "site")
"""Stations that have a standard to keep; a water level has a warning, not a limit of emission or quality."""


@dataclass(slots=True)
class Station:
    """What the hours of one station's day are. ``worst``: series by how many hours it was over."""

    asset: Asset
    known: set[int] = field(default_factory=set)
    over: set[int] = field(default_factory=set)
    worst: list[tuple[SeriesInfo, Judged]] = field(default_factory=list)


class Facts(Protocol):
    """What is read of the world: stations, the newest value of each series with its backend, and histories."""

    registers: Registers
    latest: dict[str, tuple[int, Sample]]
    past: Past

    def now(self) -> int:
        """The city's time, ms."""


class ExceededHours:
    """Asks for histories when it is looked at, and adds up what came."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._day = 0
        self._asked: dict[str, int] = {}
        self._judged: dict[str, Judged] = {}

    def clear(self) -> None:
        """Everything is void."""
        self._asked.clear()
        self._judged.clear()

    def stations(self) -> list[Station]:
        """Every station that is judged, as far as its history is read; asks for what is new since the last look."""
        today = midnight(self._facts.now())
        if today != self._day:
            self.clear()
            self._day = today
        return [station for asset in self._facts.registers.of_kind(*KINDS) if (station := self._station(asset))]

    def ended(self) -> int:
        """How many hours of the day are over by now."""
        now = self._facts.now()
        return int((now - midnight(now)) // HOUR)

    def _station(self, asset: Asset) -> Station | None:
        station, any_limit = Station(asset), False
        for info, bounds in self._limits(asset):
            any_limit = True
            self._look(info, bounds)
            judged = self._judged.get(info.id)
            if judged is not None:
                station.known |= judged.known
                station.over |= judged.over
                station.worst.append((info, judged))
        station.worst.sort(key=lambda each: -len(each[1].over))
        return station if any_limit else None

    def _limits(self, asset: Asset) -> Iterator[tuple[SeriesInfo, Bounds]]:
        for info in self._facts.registers.series_of(asset.id):
            if asset.kind == "air_station":
                if info.factor == "AQI":
                    yield info, Bounds(AIR_LIMIT)
            elif info.factor == "pH":
                yield info, PH
            elif info.limit is not None:
                yield info, Bounds(info.limit)

    def _look(self, info: SeriesInfo, bounds: Bounds) -> None:
        """Read a series again when another hour of it has ended."""
        held = self._facts.latest.get(info.id)
        if held is None:
            return
        backend, sample = held
        hour = int(info.known_at(sample.at) // HOUR)
        if self._asked.get(info.id, -1) >= hour:
            return
        self._asked[info.id] = hour
        now = self._facts.now()
        answer: Callable[[Samples], None] = partial(self._take, info, bounds, self._day, now)
        self._facts.past.series(backend, info.id, self._day, now, answer)

    def _take(self, info: SeriesInfo, bounds: Bounds, day: int, now: int, samples: Samples) -> None:
        if day == self._day:
            self._judged[info.id] = judge_hours(
                samples.at, samples.value, samples.flag, info.cadence, bounds, day, now
            )  # fmt: skip
