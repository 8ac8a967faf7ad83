"""What the alarm list asks of its source."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Protocol

from console.models.rows import AlarmRow

SEARCH = 400
"""How far from its former place a row is looked for when the source cannot say where it went."""


class AlarmRows(Protocol):
    """Sorted rows, most urgent first. ``index_of(key) -> int`` (−1 or None if gone) is used if there is one."""

    changed: Any

    def count(self) -> int:
        """How many rows there are."""
        ...

    def row(self, index: int) -> AlarmRow:
        """The row at an index below ``count``."""
        ...


def find_keys(rows: AlarmRows, keys: Collection[int]) -> list[int]:
    """Places of the rows with these keys, from the top. ``where(keys)`` of the source is used if there is one."""
    where = getattr(rows, "where", None)
    if where is not None:
        return [int(place) for place in where(keys)]
    return sorted(place for key in keys if (place := find_key(rows, key, 0)) >= 0)


def find_key(rows: AlarmRows, key: int, near: int) -> int:
    """Index of the row with this key, which was at ``near`` before; −1 if it is gone."""
    index_of = getattr(rows, "index_of", None)
    if index_of is not None:
        found = index_of(key)
        return -1 if found is None else int(found)
    low, high = max(0, near - SEARCH), min(rows.count(), near + SEARCH)
    return next((index for index in range(low, high) if rows.row(index).key == key), -1)
