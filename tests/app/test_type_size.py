"""The size of type on an output whose panes have too little room for what was wished."""

from __future__ import annotations

import pytest

from console.app.windows.type_size import smaller, squeezed


@pytest.mark.parametrize(
    ("factor", "plain", "share", "tried"),
    [
        (1.0, 1.0, 0.5, 0.49),  # nobody wished for more: what the panes hold, a little less for whole pixels
        (1.5, 1.0, 0.9, 1.323),  # the wish is met in part
        (1.5, 1.0, 0.6, 1.0),  # nothing of it can be met: as if nobody had wished
        (1.0, 1.0, 0.9, 0.882),  # and that has no room either
    ],
)
def test_a_wish_for_larger_type_never_ends_in_a_smaller_one(
    factor: float, plain: float, share: float, tried: float
) -> None:
    assert smaller(factor, plain, share) == pytest.approx(tried)


@pytest.mark.parametrize(
    ("factor", "plain", "alone", "cost"),
    [
        (1.08, 2.38, 2.25, True),  # half the type for a ticker
        (2.25, 2.38, 2.25, False),  # its own panes held no more before
        (2.22, 2.38, 2.25, False),  # whole pixels
        (2.4, 2.38, 3.0, False),  # only a wish for larger type is gone
    ],
)
def test_panes_from_elsewhere_may_cost_a_wish_and_not_what_the_eye_needs(
    factor: float, plain: float, alone: float, cost: bool
) -> None:
    assert squeezed(factor, plain, alone) is cost
