"""Pinyin initials: words read as words, other characters as they are."""

from __future__ import annotations

import pytest

from console.models.text.pinyin import haystack, initials

pytestmark = pytest.mark.operations


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("滨河工业", "bhgy"),
        ("海曲区", "hqq"),
        ("DW-017 COD 超标", "dw-017codcb"),
        ("", ""),
        ("abc", "abc"),
        ("银行", "yh"),
    ],
)
def test_the_first_letter_of_every_character(text: str, letters: str) -> None:
    assert initials(text) == letters


def test_a_character_with_two_readings_is_found_by_both() -> None:
    line = haystack("银行长江")
    assert "yhcj" in line, "read as words"
    assert "yxzj" in line, "read one by one"


def test_a_search_never_runs_over_the_border_of_two_fields() -> None:
    assert "bc" not in haystack("ab", "cd")
    assert "hegong" not in haystack("he", "gong")


def test_words_and_initials_are_found_in_lower_case() -> None:
    line = haystack("滨河 COD", "AL-00017")
    assert all(wanted in line for wanted in ("滨河 cod", "bhcod", "al-00017"))
