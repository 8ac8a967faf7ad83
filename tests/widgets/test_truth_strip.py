"""The truth strip: words for every quality, stamped while painting, never younger than they are."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from console.domain.truth import Quality, Truth
from resources.theme import load
from tests.widgets.samples import NOW, differs, has_colour, image_of
from widgets.truth_strip import TruthStrip, missing_words, truth_words

CASES = [
    (Truth(Quality.LIVE, 1.2, NOW), "实时 · 1 s"),
    (Truth(Quality.LIVE, 0.0, NOW), "实时 · 1 s"),
    (Truth(Quality.DELAYED, 74.9, NOW), "延迟 74 s"),
    (Truth(Quality.DELAYED, 7_199, NOW), "延迟 119 min"),
    (Truth(Quality.DELAYED, 1.0, NOW, ahead=300.0), "数据时间超前 5 min"),
    (Truth(Quality.CACHED, 1834, NOW - 1_834_000), "缓存 14:02 起 · 30 min"),
    (Truth(Quality.CACHED, 90_000, NOW - 90_000_000), "缓存 11-21 13:32 起 · 25 h"),
    (Truth(Quality.CACHED, 60, 0), "缓存"),
    (Truth(Quality.UNKNOWN), "未知"),
    (Truth(Quality.REPLAY, 0, NOW), "回放 · 11-22 14:32:34"),
]


@pytest.fixture
def strip(qtbot: QtBot) -> TruthStrip:
    strip = TruthStrip(load())
    qtbot.addWidget(strip)
    strip.resize(320, strip.sizeHint().height())
    return strip


@pytest.mark.parametrize(("truth", "said"), CASES)
def test_every_quality_has_its_words(strip: TruthStrip, truth: Truth, said: str) -> None:
    strip.set_truth(truth)
    strip.grab()
    assert strip.painted == truth
    assert strip.painted_text == said == truth_words(truth)


def test_a_part_that_was_never_heard_is_named_and_takes_the_green_dot_away(strip: TruthStrip) -> None:
    strip.set_truth(Truth(Quality.LIVE, 1.0, NOW))
    whole = image_of(strip)
    strip.set_truth(Truth(Quality.LIVE, 1.0, NOW, missing=("应急同步中心",)))
    live = QColor(strip.theme.token("live")).getRgb()[:3]
    assert has_colour(whole, lambda *rgb: rgb == live) and not has_colour(image_of(strip), lambda *rgb: rgb == live)
    assert missing_words(strip.truth()) == "不含“应急同步中心”（从未收到）"
    assert missing_words(strip.truth(), short=True) == "缺 1 个后端"


def test_unknown_never_shows_a_number(strip: TruthStrip) -> None:
    strip.set_note("44 条")
    strip.set_truth(Truth(Quality.UNKNOWN, 99.0, NOW))
    strip.grab()
    assert not any(letter.isdigit() for letter in strip.painted_text)


def test_the_provider_is_asked_while_painting(qtbot: QtBot) -> None:
    ages = iter([3.0, 4.0, 75.0])
    strip = TruthStrip(load(), provider=lambda: Truth(Quality.LIVE, next(ages), NOW))
    qtbot.addWidget(strip)
    said = []
    for _ in range(3):
        strip.grab()
        said.append(strip.painted_text)
    assert said == ["实时 · 3 s", "实时 · 4 s", "实时 · 75 s"]


def test_a_truth_that_nobody_renews_grows_old_and_loses_its_live_look(strip: TruthStrip) -> None:
    clock = [100.0]
    strip.monotonic = lambda: clock[0]
    strip.set_truth(Truth(Quality.LIVE, 1.0, NOW))
    clock[0] = 105.0
    strip.grab()
    assert strip.painted_text == "实时 · 6 s"
    clock[0] = 130.0
    strip.grab()
    assert strip.painted is not None
    assert strip.painted.quality is Quality.DELAYED
    assert strip.painted_text == "延迟 31 s"


def test_the_five_looks_are_five_pictures(strip: TruthStrip) -> None:
    pictures = []
    for quality in Quality:
        strip.set_truth(Truth(quality, 30.0, NOW - 30_000))
        pictures.append(image_of(strip))
    assert all(differs(a, b) for i, a in enumerate(pictures) for b in pictures[:i])
    assert has_colour(pictures[Quality.DELAYED], lambda r, g, b: r > 220 and 130 < g < 190 and b < 80)
    assert has_colour(pictures[Quality.REPLAY], lambda r, g, b: b > 220 and r > 120 and g < 140)
