"""Classes of a map of figures, against counting by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.geo.classing import MOST, Classes, Rule, classes


def test_equal_steps_end_at_round_figures() -> None:
    found = classes([1, 7, 23, 50], Rule.EQUAL)
    assert found.tops == (10, 20, 30, 40, 50)
    assert [found.span(number) for number in (1, 2, 5)] == [(1, 10), (11, 20), (41, 50)]
    assert [found.of(value) for value in (0, 1, 10, 11, 50, 99)] == [0, 1, 1, 2, 5, 5]


def test_quantiles_hold_as_many_areas_each() -> None:
    found = classes(range(1, 101), Rule.QUANTILE)
    assert found.tops == (20, 40, 60, 80, 100)
    sizes = [sum(found.of(value) == number for value in range(1, 101)) for number in range(1, 6)]
    assert sizes == [20] * 5


def test_few_different_figures_make_few_classes() -> None:
    assert classes([3, 3, 3], Rule.QUANTILE).tops == (3,)
    assert classes([1, 1, 1, 9], Rule.QUANTILE).tops == (1, 9)
    assert classes([0, 0], Rule.EQUAL) == Classes((), 1.0)


def test_small_steps_leave_no_dust() -> None:
    assert classes([0.29], Rule.EQUAL, 0.1).tops == (0.1, 0.2, 0.3)


def test_what_is_unknown_is_in_no_class() -> None:
    assert classes([math.nan, math.inf, 4], Rule.EQUAL, most=1).tops == (4,)


@pytest.mark.parametrize(("step", "most"), [(0, 5), (-1, 5), (1, 0)])
def test_nonsense_is_refused(step: float, most: int) -> None:
    with pytest.raises(ValueError, match="positive"):
        classes([1], Rule.EQUAL, step, most)


@given(st.lists(st.integers(0, 10_000), max_size=60), st.sampled_from(Rule))
def test_every_figure_lies_within_the_span_of_its_class(values: list[int], rule: Rule) -> None:
    found = classes(values, rule)
    assert list(found.tops) == sorted(set(found.tops)) and len(found.tops) <= MOST
    for value in values:
        number = found.of(value)
        assert (number == 0) == (value == 0)
        if number:
            low, high = found.span(number)
            assert low <= value <= high
