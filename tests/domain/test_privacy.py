"""Numbers of people in words: mobile and citizens' numbers are masked, all other figures stay as they are."""

from __future__ import annotations

import pytest

from console.domain.privacy import is_id, masked_id, masked_text

ID = "11010519491231002X"
"""The worked example of GB 11643-1999, appendix."""


def test_the_standards_own_example_passes_its_check() -> None:
    assert is_id(ID) and is_id(ID.lower()) and masked_id(ID) == "110***********002X"


@pytest.mark.parametrize(
    "wrong", ["110105194912310021", "11010519491331002X", "11010530491231002X", "110105194902300020"]
)
def test_what_fails_its_check_or_has_no_birthday_is_none(wrong: str) -> None:
    assert not is_id(wrong)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("来电人 13812345678，反映噪音", "来电人 138****5678，反映噪音"),
        ("电话13812345678。", "电话138****5678。"),
        ("138 1234 5678", "138 **** 5678"),
        ("138-1234-5678", "138-****-5678"),
        ("+86 13812345678", "+86 138****5678"),
        ("8613812345678", "86138****5678"),
        ("13812345678/13987654321", "138****5678/139****4321"),
        (f"身份证{ID}已核", "身份证110***********002X已核"),
        (f"({ID.lower()})", "(110***********002x)"),
        ("138****5678", "138****5678"),
    ],
)
def test_a_number_of_a_person_is_masked_in_its_place(words: str, shown: str) -> None:
    assert masked_text(words) == shown
    assert masked_text(shown) == shown, "once is enough"


@pytest.mark.parametrize(
    "words",
    [
        "",
        "12 人，3 车",
        "案件 990102003009003",
        "2026-11-27 13:45:12.123",
        "1795795150123 ms",
        "经度 118.13812345678",
        "0546-8331234 值班室",
        "12345678901",
        "018f2c4a-7b1e-7c3d-9a4b-13812345678a",
        "a13812345678",
        "138123456789",
        "110105194912310021",
        "CU2026112700000012345",
    ],
)
def test_other_figures_stay(words: str) -> None:
    assert masked_text(words) == words
