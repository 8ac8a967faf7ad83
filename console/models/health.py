"""How well a window runs: bounded reservoirs of timings, as percentiles."""

from __future__ import annotations

from collections import deque

import numpy as np

KEPT = 20_000


class Reservoir:
    """The newest measurements of one thing, in milliseconds."""

    def __init__(self) -> None:
        self._values: deque[float] = deque(maxlen=KEPT)

    def add(self, value: float) -> None:
        """One more measurement."""
        self._values.append(value)

    def clear(self) -> None:
        """Start again: what was before (a start-up) is not what is asked."""
        self._values.clear()

    def summary(self) -> dict[str, float | None]:
        """``p50`` and ``p99``; None before the first measurement."""
        if not self._values:
            return {"p50": None, "p99": None}
        p50, p99 = np.percentile(np.fromiter(self._values, float), (50, 99))
        return {"p50": round(float(p50), 2), "p99": round(float(p99), 2)}


class Timings:
    """What a window measures of itself."""

    def __init__(self) -> None:
        self.wire_to_model = Reservoir()
        self.tick_jitter = Reservoir()

    def clear(self) -> None:
        """Forget the start-up."""
        self.wire_to_model.clear()
        self.tick_jitter.clear()
