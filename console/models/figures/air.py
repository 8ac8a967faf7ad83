"""The city's air as one figure: the hourly AQI of the mean of its stations."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from console.domain.environment.aqi import AqiReport, Period, Pollutant, evaluate, standard_for
from console.domain.truth import ahead_of_time
from console.models.clock import HOUR_MS, local
from console.models.world import World

HOUR = 3600.0
_FACTORS = {pollutant.value: pollutant for pollutant in Pollutant}


@dataclass(frozen=True, slots=True)
class CityAir:
    """What the stations say together. ``at`` ms: start of the newest hour; ``stations`` that count in it."""

    report: AqiReport
    at: int
    backend: int
    stations: int


def city_air(world: World) -> CityAir | None:
    """The newest hour's city AQI; None while no station has said anything.

    The city's value of a pollutant is the mean over its stations (HJ 633, city evaluation), of stations whose newest
    value is normal and of the newest hour, or of the one before: stations publish minutes apart, and a city is not
    judged by the first few; what is labelled with a time to come is of no hour. A gap stays a
    gap: it is not counted. ``at`` is the oldest hour that counts.
    """
    now = world.now()
    samples = [
        (backend, sample, info)
        for series, (backend, sample) in world.latest.items()
        if (info := world.registers.series.get(series)) is not None and info.factor in _FACTORS
        and world.registers.kind_of(info.asset) == "air_station" and not ahead_of_time(sample.at, now, HOUR)
    ]  # fmt: skip
    if not samples:
        return None
    newest = max(sample.at for _, sample, _ in samples) // HOUR_MS * HOUR_MS
    oldest = newest
    by_factor: dict[Pollutant, list[float]] = {}
    stations: set[str] = set()
    for _, sample, info in samples:
        value = sample.value
        if value is None or value < 0:  # there is no concentration below nothing: -999 of a dead instrument is a gap
            continue
        if sample.at >= newest - HOUR_MS and sample.flag == "N":
            by_factor.setdefault(_FACTORS[info.factor], []).append(value)
            stations.add(info.asset)
            oldest = min(oldest, sample.at // HOUR_MS * HOUR_MS)
    means = {factor: Decimal(repr(sum(values) / len(values))) for factor, values in by_factor.items()}
    report = evaluate(standard_for(local(newest).date()), Period.HOUR, means)
    return CityAir(report, oldest, samples[0][0], len(stations))
