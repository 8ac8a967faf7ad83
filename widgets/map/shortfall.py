"""Which sheets in hand are not as good as they could be: something of the provider's is missing, or may be old."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

from widgets.map.sheet import Sheet

AGAIN_S = 15.0
"""A poor sheet is asked for again after so long."""
KEPT = 4_096
"""So many poor sheets are remembered, the newest: more are never in hand, and one that comes again is noted again."""


class Shortfall:
    """Counts what the eye misses now, and says what to ask for again."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._poor: dict[Sheet, tuple[int, float]] = {}
        self._blank: dict[Sheet, None] = {}
        self._drawn: dict[Sheet, None] = {}
        self._seen: dict[int, frozenset[Sheet]] = {}

    def look(self, viewer: int, sheets: Iterable[Sheet]) -> None:
        """What a viewer sees."""
        self._seen[viewer] = frozenset(sheets)
        if not self._seen[viewer]:
            del self._seen[viewer]

    def note(self, sheet: Sheet, lacks: int, doubtful: bool, blank: bool = False) -> None:
        """A sheet came; it lacks so many tiles, or it is whole but nobody could be asked whether it still holds."""
        self._poor.pop(sheet, None)
        self._blank.pop(sheet, None)
        self._drawn.pop(sheet, None)
        if lacks or doubtful:
            self._poor[sheet] = (lacks, self._now())
        (self._blank if blank else self._drawn)[sheet] = None
        for table in (self._poor, self._blank, self._drawn):
            if len(table) > KEPT:
                self._drop_oldest(table)

    def _drop_oldest(self, table: dict[Sheet, Any]) -> None:
        """Of what nobody sees now."""
        seen = self._in_sight()
        gone = next((sheet for sheet in table if sheet not in seen), None)
        if gone is not None:
            del table[gone]

    def _in_sight(self) -> frozenset[Sheet]:
        return frozenset[Sheet]().union(*self._seen.values())

    def due(self, sheet: Sheet) -> bool:
        """Whether to ask again for a sheet that is in hand."""
        poor = self._poor.get(sheet)
        return poor is not None and self._now() - poor[1] >= AGAIN_S

    def hurry(self) -> None:
        """The provider is well again: all is due."""
        self._poor = {sheet: (lacks, -AGAIN_S) for sheet, (lacks, _) in self._poor.items()}

    def forget(self) -> None:
        """Another base map or theme."""
        self._poor.clear()
        self._blank.clear()
        self._drawn.clear()

    @property
    def lacks(self) -> int:
        """Tiles missing in what is seen now."""
        seen = self._in_sight()
        return sum(lacks for sheet, (lacks, _) in self._poor.items() if sheet in seen)

    @property
    def blank(self) -> bool:
        """Nothing of the base map is in sight: every sheet came without any picture."""
        seen = self._in_sight()
        return bool(seen) and seen <= self._blank.keys()

    @property
    def drawn(self) -> bool:
        """Something of the base map is in sight: a sheet came with some picture."""
        return not self._in_sight().isdisjoint(self._drawn)

    @property
    def any_due(self) -> bool:
        """Whether something in sight wants to be asked for again."""
        return any(self.due(sheet) for sheets in self._seen.values() for sheet in sheets)
