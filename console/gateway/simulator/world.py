"""What every part of the simulator shares: the city, time, chance, numbering, and one way to say what happened."""

from __future__ import annotations

import random
from typing import Any, Protocol, TypeVar

import msgspec

from console.domain.entities import KIND_NUMBER, Event, Sample
from console.domain.ledger import EntityKey
from console.gateway.simulator.city import City
from console.gateway.simulator.schedule import Schedule

E = TypeVar("E", bound=Event)

SECOND = 1_000
MINUTE = 60_000
HOUR = 3_600_000
DAY = 24 * HOUR
UTC_OFFSET = 8 * HOUR
"""The city lives on +08:00 without summer time; every daily rhythm and shift follows it."""


class Sink(Protocol):
    """Where events go: the log, or a list in a test."""

    def put(self, event: Event) -> int:
        """Take an event of a source that alone makes this entity's transitions."""

    def append_many(self, events: list[bytes]) -> int:
        """Take encoded events."""

    def append_positions(self, frame: bytes) -> int:
        """Take a position frame."""

    def entity(self, key: EntityKey) -> Event | None:
        """An open entity as it is now."""


class SeriesRow(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of the series register. ``cadence`` in seconds between values; ``limit`` None: there is none.

    ``via``: the collector through which the values come; whoever is silent with it is silent because of it.
    """

    id: str
    asset: str
    factor: str
    name: str
    unit: str
    cadence: float
    limit: float | None = None
    limit_label: str = ""
    via: str = ""


class World:
    """One run: the same seed, city and start give the same events."""

    def __init__(
        self,
        city: City,
        seed: int,
        sink: Sink,
        *,
        number: int = 0,
        versions: dict[str, int] | None = None,
        most: int | None = None,
    ) -> None:
        self.city = city
        self.seed = seed
        self.sink = sink
        self.schedule = Schedule()
        self.register: list[SeriesRow] = []
        self.said = 0
        self._number = number
        self._versions = versions if versions is not None else {}
        self._most = most
        self._muted: dict[str, int] = {}
        self._via: dict[str, str] = {}

    def mute(self, collector: str, until: int) -> None:
        """Nobody hears a collector until then (ms); what its stations measure meanwhile is lost."""
        self._via = {row.asset: row.via for row in self.register if row.via}
        self._muted[collector] = until

    def unheard(self, asset: str, at: int) -> int:
        """Until when (ms) nobody hears a station; 0 if it is heard at ``at``."""
        until = self._muted.get(self._via.get(asset, ""), 0) if self._muted else 0
        return until if at < until else 0

    def chance(self, part: str) -> random.Random:
        """A random source of a part's own, so that a change in one part leaves the others alone."""
        return random.Random(f"{self.seed}/{part}")

    def number(self) -> int:
        """The next number for a new entity's id; never given twice, restarts included."""
        self._number += 1
        return self._number

    def version(self, series: str) -> int:
        """The next version of a series' newest value."""
        version = self._versions.get(series, 0) + 1
        self._versions[series] = version
        return version

    def sample(self, series: str, at: int, value: float | None, flag: str = "N") -> None:
        """Say a value. ``at`` in ms: the start of the interval it stands for (HJ 212-2017)."""
        if self._muted and self.unheard(series.partition("/")[0], at):
            return
        if self._room(1):
            self.sink.put(Sample(id=series, v=self.version(series), at=at, value=value, flag=flag))

    def say(self, event: Event) -> None:
        """Say what an entity is now."""
        if self._room(1):
            self.sink.put(event)

    def change(self, entity: E, at: int, **fields: Any) -> E:
        """Say the next version of an entity; who made the version before has no part in this one."""
        after = msgspec.structs.replace(entity, v=entity.v + 1, at=at, **({"by": "", "command": ""} | fields))
        self.say(after)
        return after

    def bulk(self, events: list[bytes]) -> None:
        """Say encoded samples."""
        if room := self._room(len(events)):
            self.sink.append_many(events[:room])

    def positions(self, frame: bytes) -> None:
        """Say where vehicles are."""
        if self._room(1):
            self.sink.append_positions(frame)

    def _room(self, wanted: int) -> int:
        """How many of ``wanted`` events may still be said."""
        room = wanted if self._most is None else min(wanted, self._most - self.said)
        self.said += room
        return room

    def now_is(self, kind: type[Event], name: str) -> Event | None:
        """An open entity as it is now, whoever changed it last; one whose end still waits for the disk is gone."""
        found = self.sink.entity((KIND_NUMBER[kind], name))
        return found if found is not None and found.open else None


def local_hour(at: int) -> float:
    """Hour of the local day, 0 to 24."""
    return (at + UTC_OFFSET) % DAY / HOUR


def local_day(at: int) -> int:
    """Start of the local day in ms UTC."""
    return (at + UTC_OFFSET) // DAY * DAY - UTC_OFFSET
