"""Whether a number that came from an instrument is a measurement at all."""

from __future__ import annotations

import math

ABSENT = -999.0
"""−999, −9999 … is what loggers write where there was nothing to read; no quantity of a city goes so low."""
SIGNED = frozenset({"°C", "℃", "m", "mm", "cm", "m/s", "m³/s", "m³/h", "mm/s", "kW"})
"""Units of quantities that may lie below nothing: temperatures, elevations, displacements, flows against the stream and
power that is fed back. Of a concentration, a noise or an index there is no less than none."""


def is_measured(value: float, unit: str = "") -> bool:
    """False for what stands for "no data"."""
    return math.isfinite(value) and value > ABSENT and (value >= 0 or unit in SIGNED)
