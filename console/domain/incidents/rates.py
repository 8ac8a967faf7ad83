"""立案率, 结案率, 按期结案率 of 数字城管 (CJ/T 292-2008, GB/T 30428.4), as a city (金华) publishes the last two.

    立案率 = 立案数 ÷ 受理数
    结案率 = 结案数 ÷ (应结案数 − 缓办数)
    按期结案率 = 按期结案数 ÷ (应结案数 − 缓办数)

Without anything to have a share of there is no rate, which is neither 0 nor 100 %. A case that is void is in none.
"""

from __future__ import annotations

from typing import NamedTuple


class Ratio(NamedTuple):
    """``n`` of ``of``."""

    n: int
    of: int

    @property
    def percent(self) -> float | None:
        """None where there is nothing to have a share of."""
        return 100 * self.n / self.of if self.of > 0 else None


class Filing(NamedTuple):
    """What became of reports: filed (立案), declined (不予立案), and neither so far (未立案).

    The third is kept and never found by taking the other two from the whole: what a city publishes does not add up
    (许昌, February 2020: 8 of 19,903 are in neither), and they are the ones that somebody has to look for.
    """

    filed: int
    declined: int
    unfiled: int

    @property
    def received(self) -> int:
        """受理数."""
        return self.filed + self.declined + self.unfiled

    @property
    def rate(self) -> Ratio:
        """立案率."""
        return Ratio(self.filed, self.received)


class Closing(NamedTuple):
    """``owed``: 应结案数, of which ``deferred`` are 缓办; ``closed``, and of those ``in_time``."""

    closed: int
    in_time: int
    owed: int
    deferred: int

    @property
    def rate(self) -> Ratio:
        """结案率."""
        return Ratio(self.closed, self.owed - self.deferred)

    @property
    def punctual(self) -> Ratio:
        """按期结案率."""
        return Ratio(self.in_time, self.owed - self.deferred)
