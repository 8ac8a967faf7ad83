"""Tracks are thinned to a place a minute and outlive the log: against a plain table of what was reported."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.retention import DAY_MS
from console.store.generations import CacheRoot
from console.store.reader import CacheReader
from console.store.thinned import HOUR_MS, DamagedPart, HourOfTracks, fixes_in
from console.wire.positions import Fix, PositionFrame, encode_positions
from console.wire.segments import BinaryEvent, DamagedSegment, binary_events, pack
from tests.fakes.events import NOW
from tests.store.kit import commit_of
from tests.store.months import Wall

HOUR = NOW // HOUR_MS + 1
START = HOUR * HOUR_MS
FLEET = 70


def frame(seq: int, at: int, places: dict[int, tuple[int, int, int, int]]) -> PositionFrame:
    """``places``: vehicle → (longitude, latitude in 1e-6 degrees, speed in 0.1 km/h, age in s)."""
    columns = np.array(list(places.values()), np.int64).reshape(-1, 4)
    n = len(places)
    return PositionFrame(
        seq, at, False, FLEET, np.array(list(places), np.uint32), columns[:, 0].astype(np.int32),
        columns[:, 1].astype(np.int32), np.zeros(n, np.uint16), columns[:, 2].astype(np.uint16),
        columns[:, 3].astype(np.uint16), np.zeros(n, np.uint16),
    )  # fmt: skip


_place = st.tuples(
    st.integers(-180_000_000, 180_000_000), st.integers(-90_000_000, 90_000_000), st.integers(0, 65535),
    st.integers(0, 200),
)  # fmt: skip
_frames = st.lists(
    st.tuples(st.integers(-100, 3700), st.dictionaries(st.integers(0, FLEET - 1), _place, max_size=4)), max_size=12
)


@given(_frames)
def test_the_last_place_of_each_minute_is_kept(frames: list[tuple[int, dict[int, tuple[int, int, int, int]]]]) -> None:
    hour, table = HourOfTracks(HOUR), dict[tuple[int, int], Fix]()
    for seq, (second, places) in enumerate(frames):
        hour.take(frame(seq, START + second * 1000 + 250, places))
        for vehicle, (lon, lat, speed, age) in places.items():
            at = second - age
            if 0 <= at < 3600:
                table[vehicle, at // 60] = Fix(START + at * 1000, lon / 1e6, lat / 1e6, speed / 10)
    parts = dict(hour.parts())
    for vehicle in range(FLEET):
        wanted = [fix for (who, _), fix in sorted(table.items()) if who == vehicle]
        part = parts.get(vehicle // 64)
        assert (fixes_in(part, HOUR, vehicle) if part is not None else []) == wanted


@pytest.mark.parametrize("part", [b"", b"\1\0\0\0", b"\1\0\0\0xx", b"\2\0\0\0" + b"x" * 30])
def test_a_damaged_part_is_refused(part: bytes) -> None:
    with pytest.raises(DamagedPart):
        fixes_in(part, HOUR, 1)


@given(st.lists(st.tuples(st.booleans(), st.binary(max_size=40)), max_size=8))
def test_binary_events_are_those_that_went_in(events: list[tuple[bool, bytes]]) -> None:
    blob = pack([BinaryEvent(data) if binary else data for binary, data in events])
    assert binary_events(blob) == [data for binary, data in events if binary]


@pytest.mark.parametrize("blob", [b"", b"x", pack([BinaryEvent(b"abc")])[:-6]])
def test_binary_events_of_a_damaged_segment_are_refused(blob: bytes) -> None:
    with pytest.raises(DamagedSegment):
        binary_events(blob)


def _drive(wall: Wall, minutes: int, vehicle: int = 3) -> list[int]:
    """The vehicle reports every 20 s; the longitude counts the reports. When each was."""
    times = []
    for _ in range(minutes * 3):
        wall.seq += 1
        at = wall.machine.now // 1000 * 1000
        times.append(at)
        data = BinaryEvent(encode_positions(frame(wall.seq, at, {vehicle: (wall.seq, 0, 300, 0), 9: (5, 5, 0, 0)})))
        wall.writer.commit(commit_of(wall.backend, wall.seq, segment=(wall.seq, wall.seq, [data])))
        wall.machine.pass_by(20_000)
    return times


def _found(wall: Wall, since: int, vehicle: int = 3) -> list[Fix]:
    reader = CacheReader(CacheRoot(wall.path))
    reader.poll()
    found = [fix for part in reader.fixes_of(wall.backend, vehicle, since) for fix in part.fixes]
    reader.close()
    return sorted(found)


@pytest.mark.usefixtures("settled_at_once")
def test_tracks_outlive_the_log_a_place_a_minute_and_end_by_age(tmp_path: Path) -> None:
    wall = Wall(tmp_path, log_days=2, track_days=10)
    wall.machine.now = START
    times = _drive(wall, 180)
    wall.tidy()
    assert [fix.at for fix in _found(wall, START)] == times, "while the log is there, every fix is found once"
    assert [fix.at for fix in _found(wall, START - 20 * DAY_MS)] != times, "a long time is read thinned"
    for _ in range(4):
        wall.machine.pass_by(DAY_MS)
        wall.tidy()
    assert wall.column("SELECT count(*) FROM segment") == [0]
    last_of_minutes = {at // 60_000: at for at in times if at < START + 3 * HOUR_MS}
    assert [fix.at for fix in _found(wall, START)] == sorted(last_of_minutes.values())
    assert [fix.at for fix in _found(wall, START + HOUR_MS)] == [
        at for at in sorted(last_of_minutes.values()) if at >= START + HOUR_MS
    ]
    assert wall.writer.holding.tracks_since == START
    wall.close()
    wall.open()
    for _ in range(8):
        wall.machine.pass_by(DAY_MS)
        wall.tidy()
    assert wall.column("SELECT count(*) FROM track") == [0] and wall.writer.holding.tracks_since == 0
    wall.close()


@pytest.mark.usefixtures("settled_at_once")
def test_an_hour_is_thinned_once_and_a_start_in_the_middle_makes_it_again(tmp_path: Path) -> None:
    wall = Wall(tmp_path)
    wall.machine.now = START
    _drive(wall, 75)
    wall.live()
    chance = random.Random(5)
    while not wall.column("SELECT key FROM track WHERE part = -1"):
        wall.writer.tidy()
        wall.machine.pass_by(200)
        if chance.random() < 0.2:
            wall.close()
            wall.open()
            wall.live()
    hour = _found(wall, START - 30 * DAY_MS)
    assert len([fix for fix in hour if fix.at < START + HOUR_MS]) == 60
    before = wall.column("SELECT max(key) FROM track")
    wall.tidy(2)
    assert wall.column("SELECT max(key) FROM track") == before, "not again"
    wall.close()


@pytest.mark.usefixtures("settled_at_once")
def test_a_clock_that_was_a_year_ahead_for_hours_ends_no_tracks(tmp_path: Path) -> None:
    wall = Wall(tmp_path, log_days=400, track_days=10)
    wall.machine.now = START + 365 * DAY_MS
    _drive(wall, 180)
    wall.tidy()
    wall.close()
    wall.machine.now = START
    wall.open()
    times = _drive(wall, 180)
    wall.tidy()
    assert set(times) <= {fix.at for fix in _found(wall, START)}, "the log is read, whatever hours there are ahead"
    thinned = [fix for fix in _found(wall, START - 5 * DAY_MS) if START <= fix.at < START + HOUR_MS]
    assert len(thinned) == 60, "and what is over is thinned"
    for _ in range(13):
        wall.machine.pass_by(DAY_MS)
        wall.tidy()
    assert not wall.column(f"SELECT hour FROM track WHERE hour < {HOUR + 24 * 300}"), "and ends by age"
    wall.close()
