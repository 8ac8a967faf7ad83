"""立案率, 结案率, 按期结案率 on what cities publish."""

from __future__ import annotations

import pytest

from console.domain.incidents.rates import Closing, Filing, Ratio


def test_the_month_of_a_city_that_does_not_add_up_keeps_its_third_bucket() -> None:
    """许昌, February 2020: 受理 19,903, 自行处理 3,291, 立案派遣 16,604."""
    month = Filing(filed=16_604, declined=3_291, unfiled=8)
    assert month.received == 19_903
    assert month.rate == Ratio(16_604, 19_903)
    assert month.rate.percent == pytest.approx(83.4246, abs=1e-4)
    assert 16_604 + 3_291 == 19_895, "the two that are published are not the whole"


def test_deferred_cases_are_taken_off_what_was_to_be_closed() -> None:
    """金华: 结案率 = 结案数/(应结案数 − 缓办数), 按期结案率 = 按期结案数/(应结案数 − 缓办数)."""
    month = Closing(closed=190, in_time=171, owed=210, deferred=10)
    assert (month.rate.percent, month.punctual.percent) == (95.0, 85.5)
    assert Closing(closed=190, in_time=171, owed=200, deferred=0).rate.percent == 95.0


@pytest.mark.parametrize("nothing", [
    Closing(0, 0, 0, 0).rate, Closing(0, 0, 7, 7).punctual, Filing(0, 0, 0).rate, Ratio(0, -1),
])  # fmt: skip
def test_without_anything_to_have_a_share_of_there_is_no_rate(nothing: Ratio) -> None:
    assert nothing.percent is None
