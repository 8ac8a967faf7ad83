"""Hours over the limit: means by hand, hours that lack data are judged neither way."""

from __future__ import annotations

import numpy as np
import pytest

from console.domain.environment.exceedance import HOUR, Bounds, Judged, judge_hours

DAY = 1_780_416_000_000
"""2026-06-03 00:00 +08:00."""
STEP = 300_000


def judge(
    *values: tuple[int, float], cadence: float = 300, high: float = 150, flags: str = "", low: float = float("-inf")
) -> Judged:
    at, value = np.array([at for at, _ in values], np.int64), np.array([value for _, value in values], float)
    flag = np.frombuffer((flags or "N" * len(values)).encode(), np.uint8)
    return judge_hours(at, value, flag, cadence, Bounds(high, low), DAY, DAY + 6 * HOUR)


def five_minutes(hour: int, *values: float) -> list[tuple[int, float]]:
    return [(DAY + hour * HOUR + n * STEP, value) for n, value in enumerate(values)]


def test_the_day_that_the_vectors_are_of_begins_at_the_citys_midnight() -> None:
    assert (DAY + 8 * HOUR) % (24 * HOUR) == 0


def test_an_hour_is_over_by_its_mean_and_not_by_one_gust() -> None:
    gust = five_minutes(1, *[140] * 11, 260)  # mean 150: at the limit is not over it
    over = five_minutes(2, *[140] * 11, 272)  # mean 151
    found = judge(*gust, *over)
    assert found.known == {DAY + HOUR, DAY + 2 * HOUR} and found.over == {DAY + 2 * HOUR}
    assert found.peak == pytest.approx(151)


@pytest.mark.parametrize(("values", "judged"), [(8, False), (9, True), (12, True)])
def test_three_quarters_of_the_values_make_an_hour(values: int, judged: bool) -> None:
    assert bool(judge(*five_minutes(0, *[200] * values)).known) is judged


def test_values_that_are_missing_or_flagged_do_not_count() -> None:
    values = five_minutes(0, *[200] * 9, float("nan"), 200, 200)
    assert judge(*values).over == {DAY}
    assert judge(*values, flags="NNNNNNNNNNDM").over == {DAY}
    assert judge(*values, flags="NNNNNNNNCNDM").known == frozenset()


def test_the_hour_that_runs_yesterday_and_an_empty_day_are_not_judged() -> None:
    assert judge(*five_minutes(6, *[200] * 12)).known == frozenset()
    assert judge((DAY - HOUR, 400.0), cadence=3600).known == frozenset()
    assert judge() == Judged()


def test_hourly_values_are_means_already_and_ph_has_two_bounds() -> None:
    hourly = [(DAY + n * HOUR, value) for n, value in enumerate((100.0, 101.0, 300.0))]
    assert judge(*hourly, cadence=3600, high=100).over == {DAY + HOUR, DAY + 2 * HOUR}
    ph = [(DAY + n * HOUR, value) for n, value in enumerate((6.0, 9.0, 5.9, 9.1))]
    assert judge(*ph, cadence=3600, high=9, low=6).over == {DAY + 2 * HOUR, DAY + 3 * HOUR}


def test_the_peak_is_the_mean_that_is_furthest_beyond_its_own_bound() -> None:
    def peak(*means: float) -> float:
        hourly = [(DAY + n * HOUR, value) for n, value in enumerate(means)]
        return judge(*hourly, cadence=3600, high=9, low=6).peak

    assert peak(5.9, 12.0, 7.0) == 12.0, "3 above the upper bound is worse than 0.1 below the lower"
    assert peak(2.0, 9.5, 7.0) == 2.0
    assert peak(6.0, 9.0) == 0.0, "nothing is over"
    assert judge(*five_minutes(0, *[400] * 8), *five_minutes(1, *[200] * 12)).peak == 200, "8 of 12 are not judged"
