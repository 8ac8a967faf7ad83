"""Simulated vehicles drive on roads, report as terminals do, and rest at night."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise

import numpy as np

from console.gateway.simulator.run import Options, build
from console.gateway.simulator.vehicles import KEY_FRAME_SECONDS, REPORT_SECONDS
from console.gateway.simulator.world import HOUR, MINUTE, SECOND, World, local_day
from console.wire.positions import STATE_STOPPED, Fleet, decode_positions, stamp_seq
from console.wire.segments import BinaryEvent
from tests.gateway.simulated import START, Notebook, play
from tests.gateway.tiny_city import LAT, LON


def test_a_frame_a_second_and_a_key_frame_a_minute(city):
    _, notebook = play(city, 3)
    frames = [decode_positions(raw) for raw in notebook.raw if type(raw) is BinaryEvent]
    assert [frame.at for frame in frames] == list(range(START, START + 3 * MINUTE + 1, SECOND))
    assert [n for n, frame in enumerate(frames) if frame.key] == [KEY_FRAME_SECONDS, 120, 180]
    on_line = {len(frame.index) for frame in frames if frame.key}
    assert len(on_line) == 1 and 270 < on_line.pop() < 300, "a few terminals are silent, always the same"
    assert all(frame.fleet == 300 for frame in frames)


def test_vehicles_move_along_at_their_speed_and_report_every_five_seconds(city):
    _, notebook = play(city, 2)
    frames = [decode_positions(raw) for raw in notebook.raw if type(raw) is BinaryEvent]
    seen: dict[int, list[tuple[int, int, int, int, int]]] = defaultdict(list)
    for frame in frames[1:]:
        if not frame.key:
            for i, lon, lat, speed, state in zip(
                frame.index, frame.lon, frame.lat, frame.speed, frame.state, strict=True
            ):
                seen[int(i)].append((frame.at, int(lon), int(lat), int(speed), int(state)))
    steps = [b[0] - a[0] for rows in seen.values() for a, b in pairwise(rows)]
    assert Counter(steps).most_common(1)[0][0] == REPORT_SECONDS * SECOND
    shrink = np.cos(np.radians(LAT))
    for rows in seen.values():
        for a, b in pairwise(rows):
            metres = np.hypot((b[1] - a[1]) * 0.11132 * shrink, (b[2] - a[2]) * 0.11132)
            assert metres <= 110 / 3.6 * (b[0] - a[0]) / 1000 + 2
            assert LON - 0.001 <= b[1] / 1e6 <= LON + 0.06
            assert (b[3] == 0) == bool(b[4] & STATE_STOPPED)
    moved = [rows for rows in seen.values() if len({row[1:3] for row in rows}) > 5]
    assert len(moved) > 100, "at ten in the morning most of the active ones move"


def test_a_key_frame_repeats_the_last_report_of_everybody_with_its_age(city):
    _, notebook = play(city, 1)
    frames = [raw for raw in notebook.raw if type(raw) is BinaryEvent]
    known = Fleet()
    for seq, raw in enumerate(frames[:-1], 1):
        known.merge(decode_positions(stamp_seq(raw, seq)))
    key = decode_positions(frames[-1])
    assert key.key
    repeated = key.age > 0
    who = key.index[repeated]
    assert 200 < len(who) < 300
    assert (key.lon[repeated] == known.lon[who]).all()
    assert (key.age[repeated] == (key.at - known.fixed[who]) // 1000).all()


def test_fewer_vehicles_drive_at_night(city):
    def speeding(hour: int) -> int:
        notebook = Notebook()
        world = World(city, 7, notebook)
        parts, _ = build(world, Options(vehicles=400, rate=0), [], START, START)
        parts[-2].begin(local_day(START) + hour * HOUR)
        world.schedule.run_until(local_day(START) + hour * HOUR + 10 * SECOND)
        frames = [decode_positions(raw) for raw in notebook.raw if type(raw) is BinaryEvent]
        return len({int(i) for frame in frames[1:] for i in frame.index[frame.speed > 0]})

    assert speeding(3) < 0.15 * 400 < 0.4 * 400 < speeding(10) < 0.7 * 400


# Cases, alarms, duty
