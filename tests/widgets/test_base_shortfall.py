"""A base map of which nothing can be shown is not said to come from the cache."""

from __future__ import annotations

import pytest

from console.basemap.provider import Fault, Trouble
from widgets.map.base_words import fault_words, trouble_words
from widgets.map.sheet import Sheet
from widgets.map.shortfall import KEPT, Shortfall
from widgets.map.wms_words import reason_words

ONE, OTHER = Sheet(9, 1, 1, 512, 1), Sheet(9, 2, 1, 512, 1)


def test_blank_is_only_what_has_no_picture_at_all() -> None:
    short = Shortfall()
    short.look(0, [ONE, OTHER])
    short.note(ONE, 4, True, True)
    assert not short.blank, "the other has not come yet"
    assert trouble_words("offline", "", short.lacks, short.blank, short.drawn) == "离线：缺 4 块", "nor from a cache"
    short.note(OTHER, 4, True, True)
    assert short.blank and short.lacks == 8
    short.note(OTHER, 3, True)
    assert not short.blank and short.drawn
    assert trouble_words("offline", "", short.lacks, short.blank, short.drawn) == "离线：底图来自缓存，缺 7 块"


def test_poor_sheets_are_forgotten_the_oldest_first_but_for_what_is_seen() -> None:
    """A wall off line for a month pans over the whole country: none of its sheets ever gets well."""
    short = Shortfall(lambda: 0.0)
    short.look(0, [ONE, OTHER])
    short.note(ONE, 4, True, True)
    short.note(OTHER, 4, True, True)
    for number in range(3 * KEPT):
        short.note(Sheet(12, number, 0, 512, 1), 4, True, True)
    assert len(short._poor) == len(short._blank) == KEPT
    assert short.lacks == 8 and short.blank, "what is seen is known"
    assert short.due(Sheet(12, 3 * KEPT - 1, 0, 512, 1)) is False and Sheet(12, 0, 0, 512, 1) not in short._poor


def test_words() -> None:
    assert trouble_words("offline", "", 8, True) == "没有底图：服务器不可达"
    assert trouble_words("offline", "", 3) == "离线：底图来自缓存，缺 3 块"
    assert trouble_words("empty", "no tile at any of 12 places", 0) == "底图服务在这一带没有瓦片"
    assert trouble_words("key", "HTTP 403", 8, True) == "底图密钥无效（HTTP 403）：没有底图，缺 8 块"


@pytest.mark.parametrize("trouble", [each for each in Trouble if each is not Trouble.BARRED])
def test_every_trouble_of_a_provider_has_words_of_its_own(trouble: Trouble) -> None:
    words = trouble_words(trouble.value, "", 3)
    assert words.endswith("缺 3 块") and words != trouble_words("", "", 3)
    others = {trouble_words(each.value, "", 3) for each in Trouble if each is not trouble}
    assert words not in others, "nobody is sent to look for another fault"


@pytest.mark.parametrize("trouble", [each for each in Trouble if each not in (Trouble.DAMAGED, Trouble.EMPTY)])
def test_every_trouble_of_a_service_has_words_of_its_own(trouble: Trouble) -> None:
    others = {reason_words(each.value) for each in Trouble if each is not trouble}
    assert reason_words(trouble.value) not in others


@pytest.mark.parametrize("fault", [each for each in Fault if each is not Fault.OTHER])
def test_every_fault_of_our_own_has_words_that_name_what_is_meant(fault: Fault) -> None:
    words = fault_words(fault.value, "city.pmtiles")
    assert words.isprintable() and ("city.pmtiles" in words or fault is Fault.FULL)
