"""Cost of the alarm list: 100,000 rows, 50 in sight (30 at 4K, where no more fit), few or all of them changing.

Run: QT_QPA_PLATFORM=offscreen python benchmarks/alarm_list.py
"""

from __future__ import annotations

import os
import statistics
import time
from dataclasses import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from console.models.rows import AlarmRow
from resources.theme import Scale, load
from widgets.alarms.list import AlarmList

ROWS, FRAMES = 100_000, 60
NOW = 1_763_800_000_000


class Rows(QObject):
    """A source that holds its rows in a list."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows = [make(key) for key in range(ROWS)]

    def count(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def row(self, index: int) -> AlarmRow:
        """The row at an index."""
        return self.rows[index]


def make(key: int) -> AlarmRow:
    """A plausible row."""
    title = f"滨河工业排污口 DW-{key:06d} COD 超标 2.3 倍"
    return AlarmRow(
        key,
        f"A{key}",
        key % 4 + 1,
        NOW - key * 997,
        "环保",
        title,
        "海曲区",
        True,
        key > 20,
        "未确认",
        "",
        "",
        None,
        None,
    )


def measure(name: str, widget: AlarmList, rows: Rows, width: int, changing: int) -> None:
    """Print the cost of a repaint when ``changing`` rows in sight changed since the last one."""
    widget.show()
    QApplication.processEvents()
    painted = widget._painter.painted_rows
    assert painted, "the list was not painted at all"
    costs = []
    for frame in range(FRAMES):
        first = 40 + frame
        for index in range(first, first + changing):
            rows.rows[index] = replace(rows.rows[index], state=f"{width} {changing} · {frame % 10}")
        start = time.perf_counter()
        widget.verticalScrollBar().setValue(40 + frame if changing else 40)
        rows.changed.emit()
        widget.viewport().repaint()
        costs.append((time.perf_counter() - start) * 1000)
    assert widget._painter.painted_rows - painted >= FRAMES * changing, "repaints were left out"
    tail = statistics.quantiles(costs, n=20)[-1]
    print(
        f"{name:34} {width} px: {statistics.fmean(costs):5.2f} ms a repaint (p95 {tail:5.2f}, worst {max(costs):5.2f})"
    )


def main() -> None:
    """At the desk's size and on a 4K monitor."""
    app = QApplication([])
    rows = Rows()
    for height, width, in_sight in ((1080, 1200, 50), (2160, 2600, 30)):
        theme = load(scale=Scale(height_px=height))
        widget = AlarmList(theme, now=lambda: NOW)
        widget.set_rows(rows)
        widget.resize(width, widget.heading_height() + in_sight * widget._painter.height)
        widget.apply_theme()
        measure("nothing changed", widget, rows, width, 0)
        measure("5 rows changed, scrolled by one", widget, rows, width, 5)
        measure(f"all {in_sight} rows changed", widget, rows, width, in_sight)
    app.quit()


if __name__ == "__main__":
    main()
