"""Pinyin initials: words read as words, other characters as they are."""

from __future__ import annotations

import pytest

from console.models.text.pinyin import haystack, initials, spellings

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


@pytest.mark.parametrize("written", ["ranqi", "ranq", "qixie", "xielou", "ran", "RANQI".lower(), "louco", "rqxl"])
def test_letters_written_out_find_the_characters(written: str) -> None:
    line = haystack("燃气泄漏co")
    assert any(spelling in line for spelling in spellings(written))


@pytest.mark.parametrize("inside", ["anqi", "ielou", "ang", "ixie"])
def test_what_is_written_out_begins_where_a_character_does(inside: str) -> None:
    line = haystack("燃气泄漏")
    assert not any(spelling in line for spelling in spellings(inside))


def test_letters_that_can_be_parted_in_two_ways_find_both() -> None:
    assert [any(each in haystack(text) for each in spellings("xian")) for text in ("西安路", "先锋路", "县道")] == [
        True
    ] * 3
    assert any(each in haystack("西安路") for each in spellings("xianl"))


def test_many_letters_are_parted_in_few_ways() -> None:
    assert len(spellings("en" * 40)) < 500
