"""Which rows are chosen: one by one, as a range from the anchor, or all."""

from __future__ import annotations

from collections.abc import Collection

from widgets.alarms.rows import AlarmRows, find_key, find_keys


class Choice:
    """Keys of the chosen rows, and the anchor that a range begins at."""

    def __init__(self) -> None:
        self.keys: set[int] = set()
        self._anchor: int | None = None

    def only(self, key: int) -> None:
        """This row and no other."""
        self.keys = {key}
        self._anchor = key

    def these(self, keys: Collection[int], anchor: int) -> None:
        """Exactly these rows."""
        self.keys = set(keys)
        self._anchor = anchor

    def toggle(self, key: int) -> None:
        """This row too, or no longer."""
        self.keys ^= {key}
        self._anchor = key

    def reach(self, rows: AlarmRows, index: int, most: int) -> None:
        """Everything from the anchor to the row at an index, but no more than the ``most`` that end there."""
        start = find_key(rows, self._anchor, index) if self._anchor is not None else index
        if start < 0:
            start = index
        if self._anchor is None:
            self._anchor = rows.row(index).key
        start = max(index - most + 1, min(index + most - 1, start))
        low, high = sorted((start, index))
        self.keys = {rows.row(place).key for place in range(low, high + 1)}

    def everything(self, rows: AlarmRows, most: int) -> None:
        """The first ``most`` rows."""
        self.keys = {rows.row(place).key for place in range(min(most, rows.count()))}

    def keep(self, rows: AlarmRows) -> bool:
        """Forget rows that are no longer shown; True if there were any."""
        places = find_keys(rows, self.keys)
        if len(places) == len(self.keys):
            return False
        self.keys = {rows.row(place).key for place in places}
        return True
