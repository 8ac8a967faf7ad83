"""A track shows what is known, in order, coloured by speed, and never a way that nobody saw."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np

from console.models.city_map.layers.follower import Follower
from console.models.city_map.layers.track import GAP_S, Track, joined, track_layer
from console.models.city_map.shapes import Form
from console.models.world import World
from console.wire.positions import Fix
from tests.models.kit import CITY, apply, changes, fleet_frame
from tests.models.worlds import HOUR, NOW


def _track(*seconds: int, speed: float = 30.0, **more: object) -> Track:
    n = len(seconds)
    at = np.array([NOW + second * 1000 for second in seconds], np.int64)
    return Track("示A", at, 118 + np.arange(n) / 100, np.full(n, 37.4), np.full(n, speed), whole=True, **more)  # type: ignore[arg-type]


def test_steps_of_one_speed_are_one_line_with_arrows() -> None:
    lines = [shape for shape in track_layer("t", _track(0, 5, 10, 15), "").shapes if shape.form is Form.LINE]
    assert len(lines) == 1 and lines[0].look.arrows and not lines[0].look.dashed and len(lines[0].parts[0]) == 4
    ends = [shape.look.label for shape in track_layer("t", _track(0, 5), "").shapes if shape.form is Form.POINT]
    assert ends == ["起", "止"]


def test_a_time_without_a_fix_is_dashed_and_the_legend_says_so() -> None:
    layer = track_layer("t", _track(0, 5, 5 + int(GAP_S) + 1, 105), "")
    dashed = [shape for shape in layer.shapes if shape.look.dashed]
    assert len(dashed) == 1 and dashed[0].parts[0].tolist() == [[118.01, 37.4], [118.02, 37.4]]
    assert any("路线未知" in entry.words for entry in layer.legend)
    assert not any("路线未知" in entry.words for entry in track_layer("t", _track(0, 5, 5 + int(GAP_S)), "").legend)


def test_the_title_says_how_little_the_cache_holds() -> None:
    short = track_layer("t", _track(0, 600, since=NOW, wanted=NOW - HOUR), "")
    begins = datetime.fromtimestamp(NOW / 1000, ZoneInfo("Asia/Shanghai"))
    assert f"（缓存中自 {begins:%m-%d %H:%M} 起）" in short.legend_title
    assert "缓存中" not in track_layer("t", _track(0, 600, since=NOW, wanted=NOW), "").legend_title


def test_a_track_of_days_says_the_days_and_that_it_is_by_the_minute() -> None:
    day = 24 * 3600
    layer = track_layer("t", _track(0, 60, 3 * day, wanted=NOW, since=NOW), "")
    first, last = (datetime.fromtimestamp(NOW / 1000 + s, ZoneInfo("Asia/Shanghai")) for s in (0, 3 * day))
    assert f"{first:%m-%d %H:%M}–{last:%m-%d %H:%M}" in layer.legend_title
    assert any("每分钟" in entry.words for entry in layer.legend)
    assert not any("每分钟" in entry.words for entry in track_layer("t", _track(0, day, wanted=NOW), "").legend)


def test_fixes_come_once_and_in_order() -> None:
    both = joined(_track(10, 20), _track(0, 10))
    assert ((both.at - NOW) // 1000).tolist() == [0, 10, 20]


def test_a_follower_asks_for_the_past_and_adds_what_comes() -> None:
    world, asked = World(), []
    world.past.track = lambda *question: asked.append(question)
    apply(world, changes(frames=[(CITY, fleet_frame(1, NOW, 3, {0: 0, 2: 0}))]))
    follower = Follower(world)
    follower.follow(2, HOUR)
    backend, vehicle, _, answer = asked[0]
    assert (backend, vehicle) == (CITY, 2)
    answer([Fix(NOW - 5000, 118.0, 37.0, 10.0)], NOW - HOUR, True)
    apply(world, changes(frames=[(CITY, fleet_frame(2, NOW + 5000, 3, {2: 0}))]))
    assert follower.track is not None and follower.track.whole
    assert (follower.track.at - NOW).tolist() == [-5000, 0, 5000]
    follower.follow(0, HOUR)
    answer([Fix(NOW - 9000, 118.0, 37.0, 10.0)], NOW - HOUR, True)
    assert follower.track.name and (follower.track.at - NOW).tolist() == [0], "an answer about another vehicle"
    follower.follow(99, HOUR)
    assert follower.track is None
