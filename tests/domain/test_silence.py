"""A dead source is one alarm: the watch against a plain reading of the same rule over the whole history."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.alarms.silence import GRACE_MS, SHARED_BY, Station, Watch, patience

pytestmark = pytest.mark.operations
MINUTE = 60_000
FIVE = 5 * MINUTE
CALM = FIVE * 3 // 2 + GRACE_MS
"""One and a half cadences and a minute: 8.5 minutes."""


def five(count: int, collector: str = "hub") -> list[Station]:
    return [Station(f"s{number}", FIVE, collector) for number in range(count)]


def heard_round(watch: Watch, stations: list[Station], start: int) -> int:
    """Each station once, spread over its cadence as real ones are; when the last one was heard."""
    for number, station in enumerate(stations):
        last = start + number * FIVE // len(stations)
        watch.hear(station.id, last)
    return last


def test_a_collector_that_dies_is_one_source_and_never_its_stations_one_by_one() -> None:
    stations = five(60)
    watch = Watch(stations, 0)
    last = heard_round(watch, stations, 0)
    seen: set[str] = set()
    for now in range(last, last + 60 * MINUTE, 7_000):
        seen |= set(watch.down(now))
        assert set(watch.down(now)) in (set(), {"hub"})
    assert seen == {"hub"}
    assert watch.down(last + CALM) == {}
    (down,) = watch.down(last + CALM + 1).values()
    assert (down.since, down.shared, len(down.stations)) == (last, True, 60)


def test_one_station_that_falls_silent_is_named_itself() -> None:
    stations = five(4)
    watch = Watch(stations, 0)
    heard_round(watch, stations, 0)
    for start in range(FIVE, 4 * FIVE, FIVE):
        heard_round(watch, stations[1:], start)
    assert list(watch.down(3 * FIVE + 4 * MINUTE)) == ["s0"]
    watch.hear("s0", 3 * FIVE + 4 * MINUTE)
    assert watch.down(3 * FIVE + 4 * MINUTE) == {}


def test_when_a_collector_comes_back_its_stations_have_their_patience_again() -> None:
    stations = five(60)
    watch = Watch(stations, 0)
    heard_round(watch, stations, 0)
    back = 120 * MINUTE
    assert list(watch.down(back - 1)) == ["hub"]
    watch.hear("s7", back)
    for now in range(back, back + CALM, 5_000):
        watch.hear("s7", now)
        assert watch.down(now) == {}, "nobody is blamed for the outage that is over"
    found = watch.down(back + CALM + 5_000)
    assert len(found) == 59 and "s7" not in found, "who stays silent after that is silent by itself"


def test_silence_before_the_watch_began_does_not_count() -> None:
    watch = Watch(five(3), 1_000_000)
    assert watch.down(1_000_000 + CALM) == {}
    assert not watch.spoke("s0") and not watch.spoke("hub")
    watch.hear("s0", 1_000_001)
    assert watch.spoke("s0") and watch.spoke("hub") and not watch.spoke("s1")


def test_time_in_which_nobody_could_be_heard_does_not_count() -> None:
    stations = five(3)
    watch = Watch(stations, 0)
    last = heard_round(watch, stations, 0)
    watch.excuse(120 * MINUTE)
    assert watch.down(last + 120 * MINUTE + CALM) == {}
    assert list(watch.down(last + 120 * MINUTE + CALM + 1)) == ["hub"]
    watch.hear("s1", last + 130 * MINUTE)
    assert watch.down(last + 130 * MINUTE) == {}


def test_a_station_without_neighbours_is_its_own_source() -> None:
    watch = Watch([Station("only", FIVE, "hub"), Station("free", FIVE)], 0)
    assert set(watch.down(CALM + 1)) == {"only", "free"}


def plain(stations: list[Station], history: list[tuple[int, str]], now: int) -> set[str]:
    """The rule as it is written, read over the whole history each time."""
    by_collector: dict[str, list[Station]] = {}
    for station in stations:
        if station.collector:
            by_collector.setdefault(station.collector, []).append(station)
    shared = {name: each for name, each in by_collector.items() if len(each) >= SHARED_BY}
    found = set()
    last_of, back_of = {}, {}
    for name, members in shared.items():
        ids = {s.id for s in members}
        limit = min(patience(s.cadence) for s in members)
        times = [0, *[at for at, who in history if who in ids]]
        last_of[name] = times[-1]
        gaps = [after for before, after in pairwise(times) if after - before > limit]
        back_of[name] = max(gaps, default=0)
        if now - times[-1] > limit:
            found.add(name)
    for station in stations:
        if station.collector in found:
            continue
        last = max([0, *[at for at, who in history if who == station.id]])
        if station.collector in shared:
            last = max(last, back_of[station.collector])
            if last_of[station.collector] <= last + station.cadence + GRACE_MS:
                continue
        if now - last > patience(station.cadence):
            found.add(station.id)
    return found


STATIONS = st.lists(
    st.builds(
        Station,
        id=st.sampled_from(["a", "b", "c", "d", "e", "f"]),
        cadence=st.sampled_from([1_000, MINUTE, FIVE, 60 * MINUTE]),
        collector=st.sampled_from(["", "x", "y"]),
    ),
    min_size=1, max_size=6, unique_by=lambda station: station.id,
)  # fmt: skip
HISTORY = st.lists(st.tuples(st.integers(0, 12 * 60 * MINUTE), st.sampled_from("abcdef")), max_size=40)


@given(stations=STATIONS, history=HISTORY, looks=st.lists(st.integers(0, 14 * 60 * MINUTE), max_size=6))
def test_the_watch_says_what_the_plain_rule_says(
    stations: list[Station], history: list[tuple[int, str]], looks: list[int]
) -> None:
    history.sort()
    watch = Watch(stations, 0)
    steps = sorted([(at, 0, who) for at, who in history] + [(now, 1, "") for now in looks])
    told: list[tuple[int, str]] = []
    known = {station.id for station in stations}
    for at, look, who in steps:
        if look:
            assert set(watch.down(at)) == plain(stations, told, at)
        else:
            watch.hear(who, at)
            told += [(at, who)] if who in known else []
