"""Brakes: so many in so long for each key, and words that do not fill a log."""

from __future__ import annotations

from console.domain.rate_limit import KEYS, RateLimit, Sparing


def test_each_key_has_its_own_and_time_gives_it_back() -> None:
    now = [0.0]
    limit = RateLimit(3, 60.0, lambda: now[0])
    assert [limit.allow("a") for _ in range(5)] == [True] * 3 + [False] * 2
    assert limit.allow("b")
    now[0] = 59.9
    assert not limit.allow("a")
    now[0] = 60.0
    assert limit.allow("a")


def test_no_more_keys_are_remembered_than_there_is_room_for() -> None:
    limit = RateLimit(1, 60.0, lambda: 0.0)
    for n in range(KEYS + 500):
        limit.allow(f"10.0.{n}")
    assert len(limit._seen) == KEYS


def test_a_million_causes_are_twenty_lines_and_a_number() -> None:
    now = [0.0]
    told = Sparing(20, 60.0, lambda: now[0])
    said = [more for _ in range(1_000) if (more := told.more()) is not None]
    assert said == [""] * 20
    now[0] = 61.0
    assert told.more() == " (980 more before this one)"
    assert told.more() == ""
