"""All that a window knows, as one object: filled from the cache, announced topic by topic, once a frame."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from console.domain.entities import Alarm, Case, Duty, Event, Incident, Sample, Warning
from console.domain.steady import SteadyClock, wall
from console.domain.truth import Quality, Truth, judge, together, worst
from console.models.alarms.in_order import AlarmModel
from console.models.city_map.fleet import FleetModel
from console.models.clock import DAY_MS, midnight
from console.models.figures.exceedance import ExceededHours
from console.models.figures.flows import AreaFlows
from console.models.figures.tally import Tally
from console.models.figures.totals import Totals
from console.models.parts import Parts
from console.models.past import Past
from console.models.registers import Registers
from console.store.boot import boot_id
from console.store.changes import BackendRow, Changes, QuarantineRow
from console.store.commit import Receipt
from console.store.holding import Holding
from console.store.lists import KEPT_POISON, KEPT_RECEIPTS

SLICE_ROWS = 64
POSITION_SECONDS = 5.0
"""How often a fleet tells where it is."""


def drop_oldest(kept: dict[int, Any], most: int) -> None:
    """As the store does without telling: a window that runs for months keeps no more of a list than the cache."""
    if len(kept) > most:
        for key in sorted(kept)[: len(kept) - most]:
            del kept[key]


class World(QObject):
    """The models of one window. Signals say that a topic changed; they come at most once a frame."""

    alarms_changed = Signal()
    counters_changed = Signal()
    latest_changed = Signal(set)
    fleet_changed = Signal()
    links_changed = Signal()
    registers_changed = Signal()
    entities_changed = Signal()
    parts_changed = Signal(set)
    """Parts of incidents, shifts and hand-overs: the ids of what they are about."""
    receipts_changed = Signal()
    quarantine_changed = Signal()
    reloaded = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.backends: dict[int, BackendRow] = {}
        self.begun = time.monotonic()
        self.registers = Registers()
        self.veil: Callable[[Event], Event] = lambda event: event
        """What of an event this window may have; a wall masks numbers of people."""
        self.alarms = AlarmModel(self.registers, self)
        self.fleet = FleetModel()
        self.flows = AreaFlows()
        self._counted = Totals(self.flows)
        self.totals = self._counted.sums
        self.latest: dict[str, tuple[int, Sample]] = {}
        self.cases: dict[int, Case] = {}
        self.incidents: dict[int, Incident] = {}
        self.warnings: dict[int, Warning] = {}
        self.duty: dict[int, Duty] = {}
        self.parts = Parts()
        self.tally = Tally()
        self.exceeded = ExceededHours(self)
        self.owners: dict[int, int] = {}
        """The backend of every entity that is no alarm, by key: where acts on it are sent."""
        self.receipts: dict[int, Receipt] = {}
        self.holding = Holding()
        """What the cache keeps, and whether a limit makes it less than is set."""
        self.quarantine: dict[int, QuarantineRow] = {}
        self.past = Past()
        self.generation = ""
        self._dirty: set[str] = set()
        self._touched_series: set[str] = set()
        self._loading = False
        self._clock = SteadyClock()

    def now(self) -> int:
        """The city's time in ms: the server's clock as the link last measured it, else this machine's.

        Counted by the machine's ticks from then on: somebody may turn its clock while the link is down.
        """
        return self._clock()

    def truth(self, backend: int, data_at: int, cadence: float) -> Truth:
        """How far data of a backend may be believed right now; see ``console.domain.truth.judge``."""
        row = self.backends.get(backend)
        if row is None:
            return Truth()
        link = row.link
        heard: float | None = None
        if link.heard_at:
            heard = (time.monotonic_ns() - link.heard_ns) / 1e9 if link.boot == boot_id() else None
            if heard is None or heard < 0:
                heard = time.time() - link.heard_at / 1000
                heard = heard if heard >= 0 else None  # the clock was set back since: nobody was heard in this boot
        if not data_at and not cadence and link.heard_at:
            data_at = link.heard_at + link.offset_ms
        truth = judge(heard, data_at, self.now(), cadence)
        return replace(truth, source=row.name)

    def link_truth(self) -> Truth:
        """All links together: what panes say that show things which happen only now and then."""
        holding = {row.name for row in self.backends.values() if row.cursor.epoch}
        return together([self.truth(key, 0, 0) for key in self.backends], holding)

    def known_until(self) -> int:
        """Until when (city time, ms) counts are known: now while anybody is heard, else when the last fell silent.

        After that there may be hundreds of events that nobody here knows of: their number is not zero.
        """
        now, truths = self.now(), [self.truth(key, 0, 0) for key in self.backends]
        if any(truth.quality < Quality.CACHED for truth in truths):
            return now
        return min(now, max((truth.since for truth in truths), default=0) or now)

    def fleet_truth(self) -> Truth:
        """The worst of those who tell positions; who was never heard may be one of them and is named."""
        truth = worst([self.truth(key, self.fleet.at(key), POSITION_SECONDS) for key in self.fleet.backends])
        return replace(truth, missing=self.link_truth().missing)

    def total(self, system: str, measure: str, since: int = 0) -> int:
        """A running figure, or the sum of a flow's buckets that begin at ``since`` (ms) or later, today at most."""
        return self._counted.total(system, measure, since, self.latest_bucket())

    def latest_bucket(self) -> int:
        """Where the running day ends (ms): what is dated later comes from a clock that is wrong, and is of no day."""
        return midnight(self.now()) + DAY_MS - 1

    def dated_ahead(self, measure: str, system: str = "") -> int:
        """How many of a flow say that they happened on a day that is still to come; no sum of a day has them."""
        return self._counted.after(system, measure, self.latest_bucket())

    def apply(self, changes: Changes) -> Iterator[None]:
        """Take changes in, yielding between slices so that the caller can keep its time budget."""
        self._loading = changes.reload
        try:
            yield from self._take(changes)
        finally:
            self._loading = False

    def _take(self, changes: Changes) -> Iterator[None]:
        if changes.reload:
            self._forget()
            self.generation = changes.generation
            self._dirty.add("reloaded")
        self._links(changes)
        for backend, name, body in changes.registers:
            self.registers.load(backend, name, body)
            self._dirty.update(("registers", "alarms"))
            yield
        yield from self._entities(changes)
        self._counters(changes)
        yield
        for backend, sample in changes.latest:
            self.latest[sample.id] = (backend, sample)
            self._touched_series.add(sample.id)
        for backend, blob in changes.frames:
            self.fleet.merge(backend, blob)
            self._dirty.add("fleet")
            yield
        self._lists(changes)

    def _forget(self) -> None:
        self.alarms.clear()
        self.fleet.clear()
        self._counted.clear()
        for table in (self.backends, self.latest, self.cases, self.incidents, self.warnings, self.duty,
                      self.receipts, self.quarantine, self.owners):  # fmt: skip
            table.clear()
        self.parts.clear()
        self.tally.clear()
        self.exceeded.clear()
        self.registers.begin_anew()
        self._dirty.update(("alarms", "entities", "counters", "fleet", "receipts", "quarantine", "links"))

    def _links(self, changes: Changes) -> None:
        for row in changes.backends:
            known = row.key in self.backends
            self.backends[row.key] = row
            first = next((key for key, each in self.backends.items() if each.link.heard_at), 0)
            if row.key == first and (row.link.state == "live" or not known):
                self._clock.set(wall() + row.link.offset_ms)
            self._dirty.add("links")

    def _entities(self, changes: Changes) -> Iterator[None]:
        for key in changes.removed:
            self._drop(key)
        if changes.removed:
            self._dirty.update(("alarms", "entities"))
        for start in range(0, len(changes.entities), SLICE_ROWS):
            for key, backend, event in changes.entities[start : start + SLICE_ROWS]:
                self._entity(key, backend, event)
            yield

    def _drop(self, key: int) -> None:
        self.alarms.remove(key)
        self.parts.drop(key)
        self.tally.drop(key)
        case = self.cases.get(key)
        if case is not None and self.alarms.remove_case(self.owners.get(key, 0), case):
            self._dirty.add("alarms")
        for table in (self.cases, self.incidents, self.warnings, self.duty, self.owners):
            table.pop(key, None)

    def _entity(self, key: int, backend: int, event: Event) -> None:
        event = self.veil(event)
        self._drop(key)  # a key may have been another entity's before the feed started again
        self.tally.put(key, event)
        if isinstance(event, Alarm):
            self.alarms.put(key, backend, event)
            self._dirty.add("alarms")
            return
        self.owners[key] = backend
        if self.parts.put(key, event):
            return
        self._dirty.add("entities")
        if isinstance(event, Case):
            self.cases[key] = event
            if self.alarms.put_case(backend, event):
                self._dirty.add("alarms")
        elif isinstance(event, Incident):
            self.incidents[key] = event
        elif isinstance(event, Warning):
            self.warnings[key] = event
        elif isinstance(event, Duty):
            self.duty[key] = event

    def _counters(self, changes: Changes) -> None:
        for key in changes.counters_removed:
            self._counted.put(key, None)
        for key, backend, counter, n in changes.counters:
            self._counted.put(key, (backend, counter, n))
        if changes.counters or changes.counters_removed:
            self._dirty.add("counters")

    def _lists(self, changes: Changes) -> None:
        for holding in changes.holding:
            self.holding = holding
        for key, receipt in changes.receipts:
            self.receipts[key] = receipt
            self._dirty.add("receipts")
        drop_oldest(self.receipts, KEPT_RECEIPTS)
        for row in changes.quarantine:
            self.quarantine[row.key] = row
            self._dirty.add("quarantine")
        drop_oldest(self.quarantine, KEPT_POISON)

    def announce(self) -> None:
        """Tell listeners what changed since the last frame; not while everything is being loaded anew."""
        if self._loading:
            return
        dirty, self._dirty = self._dirty, set()
        if "alarms" in dirty:
            self.alarms.settle()
        if self._touched_series:
            touched, self._touched_series = self._touched_series, set()
            self.latest_changed.emit(touched)
        if self.parts.touched:
            about, self.parts.touched = self.parts.touched, set()
            self.parts_changed.emit(about)
        for topic in dirty:
            getattr(self, "reloaded" if topic == "reloaded" else f"{topic}_changed").emit()
