"""Tones: one a priority, a summary after three within ten seconds, silence, never in a playback."""

from __future__ import annotations

import pytest

from console.domain.truth import Quality
from console.models.alarms.sound import SILENCE_SECONDS, SUMMARY, SoundRule

pytestmark = pytest.mark.operations


def test_each_priority_has_its_tone() -> None:
    rule = SoundRule()
    assert [rule.tone(p, p * 20.0, Quality.LIVE) for p in (1, 2, 3, 4)] == [1, 2, 3, 4]


def test_after_three_within_ten_seconds_comes_one_summary_and_then_nothing_for_a_while() -> None:
    rule = SoundRule()
    heard = [rule.tone(2, 0.5 * n, Quality.LIVE) for n in range(20)]
    assert heard[:4] == [2, 2, 2, SUMMARY]
    assert heard[4:] == [None] * 16
    assert rule.tone(1, 12.0, Quality.LIVE) == 1


def test_three_that_are_spread_out_are_three_tones() -> None:
    rule = SoundRule()
    assert [rule.tone(3, 11.0 * n, Quality.LIVE) for n in range(6)] == [3] * 6


def test_a_playback_is_silent_and_leaves_no_trace() -> None:
    rule = SoundRule()
    assert [rule.tone(1, float(n), Quality.REPLAY) for n in range(5)] == [None] * 5
    assert rule.tone(1, 5.0, Quality.CACHED) == 1


def test_the_silence_key_ends_by_itself_and_by_a_second_press() -> None:
    rule = SoundRule()
    rule.silence(100.0)
    assert rule.tone(1, 101.0, Quality.LIVE) is None
    assert rule.silent(101.0)
    assert rule.tone(1, 100.0 + SILENCE_SECONDS, Quality.LIVE) == 1
    rule.silence(500.0)
    rule.silence(501.0)
    assert rule.tone(2, 502.0, Quality.LIVE) == 2
