"""A window of one series: history once from the cache, then every new sample as it comes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from console.domain.entities import Sample
from console.models.world import World
from console.store.chunks import Samples

Floats = NDArray[np.float64]
MARGIN_MS = 3_600_000


class SeriesWindow(QObject):
    """The last ``length`` ms of the series that it follows, as ascending columns; NaN is a gap.

    ``parent``: with which it ends; else it lives as long as the world.
    """

    changed = Signal()

    def __init__(self, world: World, length: int, parent: QObject | None = None) -> None:
        super().__init__(parent or world)
        self.length = length
        self.series = ""
        self.at: Floats = np.empty(0)
        self.value: Floats = np.empty(0)
        self._world = world
        self._ticket = 0
        self._waiting = False
        self._v = 0
        world.latest_changed.connect(self._extend)
        world.reloaded.connect(self._again)

    def follow(self, series: str) -> None:
        """Show another series from now on."""
        self.series = series
        self.at, self.value, self._v = np.empty(0), np.empty(0), 0
        self._again()

    def _again(self) -> None:
        self._ticket += 1
        known = self._world.latest.get(self.series)
        self._waiting = known is not None
        if known is not None:
            ticket, now = self._ticket, self._world.now()
            self._world.past.series(
                known[0], self.series, now - self.length - MARGIN_MS, now + MARGIN_MS,
                lambda samples: self._loaded(ticket, samples),
            )  # fmt: skip

    def _loaded(self, ticket: int, samples: Samples) -> None:
        if ticket != self._ticket:
            return
        self._waiting = False
        order = np.argsort(samples.at, kind="stable")
        at, value = samples.at[order].astype(np.float64), samples.value[order]
        later = self.at > (at[-1] if len(at) else -np.inf)
        self.at, self.value = np.append(at, self.at[later]), np.append(value, self.value[later])
        known = self._world.latest.get(self.series)
        if known is not None:
            self._v = known[1].v
            self._add(known[1])
        self.changed.emit()

    def _extend(self, touched: set[str]) -> None:
        known = self._world.latest.get(self.series)
        if self.series not in touched or known is None:
            return
        sample = known[1]
        whole, self._v = sample.v <= self._v + 1 and bool(self._v), sample.v
        if self._add(sample):
            self.changed.emit()
        if not whole and not self._waiting:
            self._again()  # values came in one go and only the newest was told: the others are in the cache

    def _add(self, sample: Sample) -> bool:
        if (len(self.at) and sample.at <= self.at[-1]) or sample.at > self._world.now() + MARGIN_MS:
            return False  # one value from the future would keep out all that come in time
        keep = self.at >= sample.at - self.length - MARGIN_MS
        value = np.nan if sample.value is None else sample.value
        self.at, self.value = np.append(self.at[keep], sample.at), np.append(self.value[keep], value)
        return True
