"""A window of one series: history once from the cache, then every new sample as it comes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from console.models.world import World
from console.store.chunks import Samples

Floats = NDArray[np.float64]
MARGIN_MS = 3_600_000


class SeriesWindow(QObject):
    """The last ``length`` ms of the series that it follows, as ascending columns; NaN is a gap."""

    changed = Signal()

    def __init__(self, world: World, length: int) -> None:
        super().__init__(world)
        self.length = length
        self.series = ""
        self.at: Floats = np.empty(0)
        self.value: Floats = np.empty(0)
        self._world = world
        self._asked = 0
        world.latest_changed.connect(self._extend)
        world.reloaded.connect(self._again)

    def follow(self, series: str) -> None:
        """Show another series from now on."""
        self.series = series
        self.at, self.value = np.empty(0), np.empty(0)
        self._again()

    def _again(self) -> None:
        if self.series in self._world.latest:
            self._asked += 1
            ticket, now = self._asked, self._world.now()
            backend = self._world.latest[self.series][0]
            self._world.history_wanted(
                backend, self.series, now - self.length - MARGIN_MS, now + MARGIN_MS,
                lambda samples: self._loaded(ticket, samples),
            )  # fmt: skip

    def _loaded(self, ticket: int, samples: Samples) -> None:
        if ticket != self._asked:
            return
        order = np.argsort(samples.at, kind="stable")
        self.at, self.value = samples.at[order].astype(np.float64), samples.value[order]
        self._extend({self.series})
        self.changed.emit()

    def _extend(self, touched: set[str]) -> None:
        if self.series not in touched:
            return
        _, sample = self._world.latest[self.series]
        if len(self.at) and sample.at <= self.at[-1]:
            return
        if not self._asked:
            self._again()
            return
        keep = self.at >= sample.at - self.length - MARGIN_MS
        value = np.nan if sample.value is None else sample.value
        self.at, self.value = np.append(self.at[keep], sample.at), np.append(self.value[keep], value)
        self.changed.emit()
