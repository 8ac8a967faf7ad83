"""A machine whose months pass at once: clock, ticks and disk as a test says; a cache that lives through them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from console.config.storage import StorageSettings
from console.domain.entities import Alarm, Sample
from console.domain.retention import DAY_MS
from console.store.commit import LinkState
from console.store.keeping import Surroundings
from console.wire.codec import encode_event
from tests.fakes.events import NOW
from tests.store.kit import commit_of, open_writer

GB = 1024**3


class Machine:
    """``now`` in ms is the backend's time, ``skew`` how far this machine's clock is ahead of it."""

    def __init__(self, now: int = NOW) -> None:
        self.now, self.skew, self.seconds, self.free = now, 0, 0.0, 100 * GB

    def pass_by(self, ms: int) -> None:
        self.now += ms
        self.seconds += ms / 1000

    @property
    def surroundings(self) -> Surroundings:
        return Surroundings(lambda: self.now + self.skew, lambda: self.seconds, lambda _: self.free)


class Wall:
    """A cache that lives through months."""

    def __init__(self, path: Path, machine: Machine | None = None, **settings: Any) -> None:
        self.path, self.machine = path, machine or Machine()
        self.settings = StorageSettings(**settings)
        self.seq = 0
        self.open()

    def open(self) -> None:
        self.writer, self.backend = open_writer(self.path, settings=self.settings, machine=self.machine.surroundings)
        self.seq = self.writer.cursor(self.backend)[0].seq

    def hear(self, offset: int = 0) -> None:
        """A heartbeat: the link lives, and the backend says what time it is (``offset``: how wrongly)."""
        self.writer.link(
            self.backend,
            LinkState("live", "", self.machine.now + self.machine.skew, 0, "boot", offset - self.machine.skew),
        )

    def live(self) -> None:
        """Two heartbeats that agree."""
        self.hear()
        self.machine.pass_by(20_000)
        self.hear()

    def take(self, samples: Iterable[Sample] = (), alarms: Iterable[Alarm] = (), noise: bytes = b"") -> None:
        """One transaction, its events in the log too."""
        samples, alarms = list(samples), list(alarms)
        raws = [encode_event(event) for event in (*samples, *alarms)]
        first = self.seq + 1
        self.seq += len(raws) + 1
        open_ones = [alarm for alarm in alarms if alarm.open]
        closed = [alarm for alarm in alarms if not alarm.open]
        self.writer.commit(
            commit_of(self.backend, self.seq, [*samples, *open_ones], closed, segment=(first, self.seq, [*raws, noise]))
        )

    def tidy(self, rounds: int = 1) -> None:
        """Whole rounds of keeping, as fast as they go."""
        for _ in range(rounds):
            self.machine.pass_by(700_000)
            self.live()
            while self.writer.tidy() < 1.0:
                self.machine.pass_by(200)

    def column(self, sql: str) -> list[Any]:
        return [row[0] for row in self.writer._db.execute(sql)]

    def close(self) -> None:
        self.writer.close()


def day(series: str, number: int, each: int = 24) -> list[Sample]:
    """A day of hourly values; the value of each is its own number since the start."""
    return [
        Sample(
            id=series, v=number * each + n + 1, at=NOW + number * DAY_MS + n * DAY_MS // each, value=number * each + n
        )
        for n in range(each)
    ]
