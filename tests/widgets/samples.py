"""Plausible rows for the widget tests."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from console.models.rows import AlarmRow, TrendLine

NOW = 1_795_329_154_000 - 1_795_329_154_000 % 86_400_000 + (6 * 3600 + 32 * 60 + 34) * 1000
"""14:32:34 in the city."""


class Rows(QObject):
    """A source that holds its rows in a list."""

    changed = Signal()

    def __init__(self, rows: list[AlarmRow]) -> None:
        super().__init__()
        self.rows = rows

    def count(self) -> int:
        return len(self.rows)

    def row(self, index: int) -> AlarmRow:
        return self.rows[index]


def alarm(key: int, **other: object) -> AlarmRow:
    """A row with a key, and whatever else a test wants to differ."""
    values: dict[str, object] = {
        "key": key, "id": f"A{key}", "priority": key % 4 + 1, "raised": NOW - 100_000 - key * 1000, "system": "环保",
        "title": f"滨河工业排污口 DW-{key:03d} COD 超标", "area": "海曲区", "active": True, "acknowledged": True,
        "state": "已确认", "source": "", "series": "", "lon": None, "lat": None,
    }  # fmt: skip
    return AlarmRow(**(values | other))  # type: ignore[arg-type]


def line(at: list[float], value: list[float], cadence: float = 0.0, name: str = "") -> TrendLine:
    """A line from plain lists; ``at`` in seconds before NOW's hour began."""
    return TrendLine(name, np.array(at, dtype=float) * 1000, np.array(value, dtype=float), "accent", cadence)


def image_of(widget: QWidget) -> QImage:
    """What the widget paints."""
    return widget.grab().toImage()


def differs(one: QImage, other: QImage) -> bool:
    """Whether two pictures differ anywhere."""
    return one.convertToFormat(QImage.Format.Format_RGB32) != other.convertToFormat(QImage.Format.Format_RGB32)


def has_colour(image: QImage, test: Callable[[int, int, int], bool]) -> bool:
    """Whether some pixel passes a test of red, green and blue."""
    raw = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(raw.constBits(), dtype=np.uint8).reshape(raw.height(), raw.bytesPerLine() // 4, 4)
    flat = np.unique(pixels[:, : raw.width(), :3].reshape(-1, 3), axis=0)
    return any(test(int(r), int(g), int(b)) for b, g, r in flat)
