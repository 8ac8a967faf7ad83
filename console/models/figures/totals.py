"""The cache's counters by their row, and what they add up to over all backends."""

from __future__ import annotations

from console.domain.counters import CounterKey
from console.models.figures.flows import AreaFlows

Row = tuple[int, CounterKey, int]
"""Backend, counter, and how much it is."""


class Totals:
    """Those of an area go to ``flows``, the others into ``sums``, where a counter that is zero is absent."""

    def __init__(self, flows: AreaFlows) -> None:
        self._flows = flows
        self._rows: dict[int, Row] = {}
        self.sums: dict[CounterKey, int] = {}

    def clear(self) -> None:
        """Forget all; the same ``sums`` is filled again."""
        self._rows.clear()
        self.sums.clear()
        self._flows.clear()

    def put(self, key: int, row: Row | None) -> None:
        """A row is there in place of what it was before; None: it is gone."""
        old = self._rows.pop(key, None)
        if old is not None:
            self._add(old[1], -old[2])
        if row is not None:
            self._rows[key] = row
            self._add(row[1], row[2])

    def _add(self, counter: CounterKey, n: int) -> None:
        if counter.area:
            self._flows.add(counter, n)
            return
        total = self.sums.get(counter, 0) + n
        if total:
            self.sums[counter] = total
        else:
            self.sums.pop(counter, None)

    def total(self, system: str, measure: str, since: int, until: int) -> int:
        """A running figure (``since`` 0), or the sum of a flow's buckets that begin between two times (ms)."""
        if not since:
            return self.sums.get(CounterKey(system, measure, 0), 0)
        return sum(n for key, n in self.sums.items() if since <= key.bucket <= until and key[:2] == (system, measure))

    def after(self, system: str, measure: str, until: int) -> int:
        """The sum of a flow's buckets that begin later than ``until``, of one system or of all."""
        return sum(
            n
            for key, n in self.sums.items()
            if key.bucket > until and key.measure == measure and system in ("", key.system)
        )
