"""A feed's cause is read in the language of the interface, not in the feed's."""

from __future__ import annotations

import pytest

from console.domain.link_trouble import Trouble, reason
from console.models.text.link_words import trouble_words


@pytest.mark.parametrize("trouble", list(Trouble))
def test_every_cause_has_words_of_its_own(trouble: Trouble) -> None:
    words = trouble_words(reason(trouble, "[Errno 111] Connection refused"))
    assert words and not words.isascii()
    assert [each for each in Trouble if trouble_words(each.value) == trouble_words(trouble.value)] == [trouble]


def test_numbers_are_kept_and_library_english_is_not() -> None:
    assert trouble_words(reason(Trouble.REFUSED, "/v1/hello 503")) == "服务返回错误（/v1/hello 503）"
    assert trouble_words(reason(Trouble.LOST, "[Errno 104] Connection reset by peer")) == "连接断开"
    assert trouble_words("说不清") == "说不清"
