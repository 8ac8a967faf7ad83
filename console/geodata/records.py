"""What a file holds, before anything is made of it: forms, coordinates as they stand, and plain words."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from console.geodata.problem import GeoProblem, Kind

Array = NDArray[np.float64]
POINT, LINE, AREA = "point", "line", "area"
TITLES = ("name", "名称", "mc", "title", "标题", "xmmc", "dwmc", "label", "id")
LONGEST, MOST_LINES = 80, 10
MOST_SHAPES = 100_000


@dataclass(slots=True)
class Record:
    """One shape. ``parts``: arrays (n, 2), east and north; an area's first is its outer ring. ``number``: from 1."""

    number: int
    form: str
    parts: list[Array]
    title: str = ""
    lines: tuple[str, ...] = ()


@dataclass(slots=True)
class Reading:
    """A whole file: its shapes, what it says of its reference system, and what was passed over."""

    records: list[Record] = field(default_factory=list)
    crs: str = ""
    """A code, or the WKT of a ``.prj``; empty when nothing is said."""
    wkt: bool = False
    empty: int = 0
    """Features without a shape."""
    encoding: str = ""
    bad_texts: int = 0
    """Texts that are not of that encoding."""
    vertices: int = 0
    wordless: int = 0
    """Shapes that the table of attributes has no row for."""

    def add(self, record: Record) -> None:
        """Take one more. Raises ``GeoProblem`` for more than a map can show one by one."""
        if len(self.records) >= MOST_SHAPES:
            raise GeoProblem(Kind.TOO_MANY_SHAPES, limit=MOST_SHAPES)
        self.records.append(record)
        self.vertices += sum(len(part) for part in record.parts)


def words_of(properties: Mapping[str, Any] | None) -> tuple[str, tuple[str, ...]]:
    """Title and lines of a card from a feature's properties: plain text of one line each, whatever they hold."""
    if not properties:
        return "", ()
    plain = {text_of(key): text_of(value) for key, value in properties.items() if _simple(value)}
    by_low = {key.lower(): value for key, value in plain.items()}
    title = next((by_low[key] for key in TITLES if by_low.get(key)), "")
    lines = [f"{key}：{value}" for key, value in plain.items() if value and value != title]
    return title, tuple(lines[:MOST_LINES])


def _simple(value: object) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def text_of(value: object) -> str:
    """One line without control or direction characters."""
    text = f"{value:g}" if isinstance(value, float) else str(value)
    kept = "".join(each if unicodedata.category(each)[0] != "C" else " " for each in text[: LONGEST * 4])
    line = " ".join(kept.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
