"""How far a pane may be believed: link against data, each against its own cadence, and never better than known."""

from __future__ import annotations

import itertools

import pytest

from console.domain.truth import Quality, Truth, judge, together, worst

NOW = 1_780_000_000_000
HOURLY, FAST = 3600.0, 5.0
LIVE, DELAYED, CACHED, UNKNOWN = Quality.LIVE, Quality.DELAYED, Quality.CACHED, Quality.UNKNOWN


def _ago(seconds: float) -> int:
    return NOW - int(seconds * 1000)


@pytest.mark.parametrize(
    ("heard_ago", "data_ago", "cadence", "quality"),
    [
        (0.5, 40 * 60, HOURLY, LIVE),
        (0.5, 89 * 60, HOURLY, LIVE),
        (0.5, 91 * 60, HOURLY, DELAYED),
        (0.5, 40 * 60, FAST, DELAYED),
        (0.5, 3, FAST, LIVE),
        (0.5, 16.0, FAST, LIVE),
        (0.5, 17.0, FAST, DELAYED),
        (9.0, 3, FAST, LIVE),
        (9.1, 3, FAST, CACHED),
        (9.1, 40 * 60, HOURLY, CACHED),
        (9.1, 5 * 3600, HOURLY, CACHED),
        (86_400.0, 3, FAST, CACHED),
    ],
)
def test_the_worse_of_link_and_data_counts(heard_ago: float, data_ago: float, cadence: float, quality: Quality) -> None:
    truth = judge(heard_ago, _ago(data_ago), NOW, cadence)
    assert truth.quality is quality
    assert truth.age == pytest.approx(data_ago)
    assert truth.since == _ago(data_ago)


def test_a_dead_link_is_shown_within_ten_seconds_of_the_last_sign_of_life() -> None:
    assert judge(10.0, _ago(1), NOW, FAST).quality > LIVE
    assert judge(10.0, 0, NOW, 0).quality > LIVE


@pytest.mark.parametrize(("heard_ago", "quality", "age"), [(2.0, LIVE, 2.0), (60.0, CACHED, 60.0)])
def test_data_without_a_cadence_is_as_good_as_its_link(heard_ago: float, quality: Quality, age: float) -> None:
    truth = judge(heard_ago, 0, NOW, 0)
    assert (truth.quality, truth.age) == (quality, age)


@pytest.mark.parametrize(
    ("heard_ago", "data_at", "cadence"),
    [(0.5, 0, HOURLY), (0.5, 0, FAST), (None, 0, HOURLY), (None, 0, 0), (60.0, 0, FAST), (0.5, -1, FAST)],
)
def test_what_is_not_known_never_looks_fine(heard_ago: float | None, data_at: int, cadence: float) -> None:
    truth = judge(heard_ago, data_at, NOW, cadence)
    assert truth.quality is UNKNOWN
    assert truth.since == 0


def test_a_link_that_was_never_heard_is_never_live() -> None:
    for data_at, cadence in itertools.product((0, NOW, _ago(60)), (0, FAST, HOURLY)):
        assert judge(None, data_at, NOW, cadence).quality in (CACHED, UNKNOWN)


def test_age_is_by_the_servers_clock_whatever_ours_says() -> None:
    for offset in (-24 * 3600, -600, 0, 600, 24 * 3600):
        servers_now = NOW + offset * 1000
        truth = judge(1.0, servers_now - 3000, servers_now, FAST)
        assert (truth.quality, truth.age) == (LIVE, 3.0)


def test_data_from_the_next_seconds_has_no_negative_age() -> None:
    assert judge(1.0, NOW + 4000, NOW, FAST).age == 0.0


def test_the_default_and_the_empty_pane_are_unknown() -> None:
    assert Truth().quality is UNKNOWN
    assert worst([]).quality is UNKNOWN


def test_a_pane_is_as_good_as_its_worst_stream_and_as_old_as_its_oldest() -> None:
    live, late, older = Truth(LIVE, 1.0, NOW), Truth(DELAYED, 30.0, NOW), Truth(DELAYED, 90.0, NOW)
    for order in itertools.permutations([live, late, older]):
        assert worst(list(order)) is older
    assert worst([live, Truth()]).quality is UNKNOWN


def test_the_five_looks_are_ordered_from_best_to_worst() -> None:
    assert [quality.name for quality in sorted(Quality)] == ["LIVE", "DELAYED", "CACHED", "UNKNOWN", "REPLAY"]


@pytest.mark.parametrize(
    ("links", "holding", "quality", "missing"),
    [
        ({}, "", UNKNOWN, ()),
        ({"a": UNKNOWN}, "", UNKNOWN, ()),
        ({"a": UNKNOWN}, "a", UNKNOWN, ()),
        ({"a": UNKNOWN, "b": UNKNOWN}, "", UNKNOWN, ()),
        ({"a": LIVE}, "", LIVE, ()),
        ({"a": LIVE, "b": LIVE}, "ab", LIVE, ()),
        ({"a": LIVE, "b": CACHED}, "ab", CACHED, ()),
        ({"a": LIVE, "b": UNKNOWN}, "a", LIVE, ("b",)),
        ({"a": UNKNOWN, "b": LIVE}, "b", LIVE, ("a",)),
        ({"a": UNKNOWN, "b": DELAYED, "c": UNKNOWN}, "b", DELAYED, ("a", "c")),
        ({"a": CACHED, "b": UNKNOWN}, "a", CACHED, ("b",)),
        ({"a": LIVE, "b": CACHED, "c": UNKNOWN}, "ab", CACHED, ("c",)),
        ({"a": LIVE, "b": UNKNOWN}, "ab", CACHED, ("b",)),
    ],
)
def test_several_backends_are_the_worst_of_those_heard_and_name_the_rest(
    links: dict[str, Quality], holding: str, quality: Quality, missing: tuple[str, ...]
) -> None:
    truth = together([Truth(each, 1.0, NOW, name) for name, each in links.items()], holding)
    assert (truth.quality, truth.missing) == (quality, missing)


@pytest.mark.parametrize(
    ("ahead", "cadence", "quality"),
    [
        (0, FAST, LIVE),
        (60, FAST, LIVE),
        (66, FAST, DELAYED),
        (600, FAST, DELAYED),
        (3600, HOURLY, LIVE),  # an interval labelled by its end
        (3661, HOURLY, DELAYED),
        (100 * 365 * 86_400, HOURLY, DELAYED),
    ],
)
def test_data_from_a_time_to_come_is_never_live(ahead: float, cadence: float, quality: Quality) -> None:
    truth = judge(0.5, _ago(-ahead), NOW, cadence)
    assert truth.quality is quality
    assert truth.ahead == (0 if quality is LIVE else ahead)
    assert truth.since <= NOW + 3_600_000, "nobody is told that something is so since a time to come"


def test_data_from_a_time_to_come_over_a_dead_link_is_as_old_as_the_link() -> None:
    truth = judge(600.0, _ago(-7200), NOW, FAST)
    assert (truth.quality, truth.age, truth.since) == (CACHED, 600.0, _ago(600))
    assert judge(None, _ago(-7200), NOW, FAST).quality is UNKNOWN
