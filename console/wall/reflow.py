"""A landscape arrangement put upright: on a portrait output panes stand above one another, charts in pairs."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from console.wall.folding import BOTTOM, TOP, is_strip
from console.wall.scene import COLUMNS, ROWS, Pane

WEIGHTS = {"map": 3.2, "alarms": 3.0, "web": 3.2, "tiles": 2.5}
"""How much height a row gets; a row of charts gets 1.5."""
CHART_WEIGHT = 1.5
MOST = {"tiles": 4.6}
"""More height than this a row has no use for, in rows of the grid."""
STRIPS = {TOP: 1.4, BOTTOM: 0.9}
"""Rows of the grid; they are higher upright."""


def upright(panes: Sequence[Pane]) -> list[Pane]:
    """The panes of one output, none left out."""
    made: list[Pane] = []
    top, bottom = 0.0, float(ROWS)
    for pane in panes:
        if pane.kind == TOP:
            made.append(replace(pane, at=(0, top, COLUMNS, STRIPS[TOP])))
            top += STRIPS[TOP]
        elif pane.kind == BOTTOM:
            bottom -= STRIPS[BOTTOM]
            made.append(replace(pane, at=(0, bottom, COLUMNS, STRIPS[BOTTOM])))
    rows = _rows([pane for pane in panes if not is_strip(pane)])
    weights = [WEIGHTS.get(row[0].kind, CHART_WEIGHT) for row in rows]
    for at, (row, weight) in enumerate(zip(rows, weights, strict=True)):
        height = min(
            (bottom - top) * weight / sum(weights[at:]), MOST.get(row[0].kind, ROWS) if rows[at + 1 :] else ROWS
        )
        width = COLUMNS / len(row)
        made += [replace(pane, at=(n * width, top, width, height)) for n, pane in enumerate(row)]
        top += height
    return made


def _rows(panes: Sequence[Pane]) -> list[list[Pane]]:
    """Large panes have a row each, in their order from the top; charts share one by two."""
    rows: list[list[Pane]] = []
    for pane in sorted(panes, key=lambda each: (each.at[1], each.at[0])):
        last = rows[-1] if rows else []
        if pane.kind not in WEIGHTS and last and last[0].kind not in WEIGHTS and len(last) == 1:
            last.append(pane)
        else:
            rows.append([pane])
    return rows
