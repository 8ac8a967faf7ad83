"""Classes for a map of figures: where one colour ends and the next begins, by equal steps or by equal numbers of areas.

Zero is a class of its own, and what nobody knows is none: an unknown figure must never look like a small one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

MOST = 5
"""Classes above zero; more than five steps of one colour cannot be told apart across a hall."""


class Rule(Enum):
    """How the borders are chosen. ``QUANTILE``: as many areas in each class; ``EQUAL``: steps of one width."""

    QUANTILE = "quantile"
    EQUAL = "equal"


@dataclass(frozen=True, slots=True)
class Classes:
    """``tops`` ascending: class i (from 1) holds what is above the border before it and not above its own.

    ``step`` is the smallest difference between two figures: 1 for things that are counted.
    """

    tops: tuple[float, ...] = ()
    step: float = 1.0

    def of(self, value: float) -> int:
        """0 for nothing, else the class from 1; what is beyond the last border is of the last class."""
        if value <= 0:
            return 0
        return next((at for at, top in enumerate(self.tops, 1) if value <= top), len(self.tops))

    def span(self, number: int) -> tuple[float, float]:
        """The least and the greatest figure of a class from 1, in steps: both belong to it."""
        low = self.tops[number - 2] + self.step if number > 1 else self.step
        return low, self.tops[number - 1]


def classes(values: Iterable[float], rule: Rule, step: float = 1.0, most: int = MOST) -> Classes:
    """Borders for these figures, each a multiple of ``step``; fewer classes where figures do not differ enough.

    Raises ValueError for a step that is not positive or for less than one class.
    """
    if step <= 0 or most < 1:
        raise ValueError("Classes need a positive step and at least one class.")
    known = sorted(value for value in values if math.isfinite(value) and value > 0)
    if not known:
        return Classes((), step)
    if rule is Rule.EQUAL:
        wanted = [known[-1] * at / most for at in range(1, most + 1)]
    else:
        wanted = [known[max(0, math.ceil(len(known) * at / most) - 1)] for at in range(1, most + 1)]
    tops = sorted({_up(value, step) for value in wanted})
    return Classes(tuple(tops), step)


def _up(value: float, step: float) -> float:
    """The next multiple of the step, without the dust of binary fractions."""
    whole = math.ceil(round(value / step, 6)) * step
    return round(whole, 6) if step < 1 else float(whole)
