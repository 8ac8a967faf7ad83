"""The legends on a map of the wall: one column at the top left, none of them cut, and the city beside them."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint

from console.models.city_map.home import Home
from resources.theme import Theme
from widgets.layer_legend import LayerLegend, Now
from widgets.map.map_pane import MapPane

LEAST_ROOM = 0.5
"""Share of the map that is left to the city; a wider column stands over it."""
STILL = 0.04
"""Share of the map by which the column may grow or shrink without the map moving."""
NEAR = 1e-6
"""Degrees and zooms by which two views may differ and be the same."""


class LegendColumn(QObject):
    """Lives with one map; legends stand in the order in which they were asked for.

    ``city`` tells where it is once that is known: while nobody has looked elsewhere, all of it is shown beside them.
    """

    def __init__(
        self, theme: Theme, city_map: MapPane, now: Now, city: Callable[[], Home | None] | None = None
    ) -> None:  # fmt: skip
        super().__init__(city_map)
        self._city, self._covered = city, 0
        self._theme, self._map, self._now = theme, city_map, now
        self._legends: list[LayerLegend] = []
        city_map.installEventFilter(self)

    def add(self) -> LayerLegend:
        """One more, hidden until it is shown."""
        made = LayerLegend(self._theme, self._map, now=self._now, plate=True)
        made.hide()
        self._legends.append(made)
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Legends stay in their corner."""
        if event.type() == QEvent.Type.Resize:
            self.arrange()
        return super().eventFilter(watched, event)

    def arrange(self) -> None:
        """From the top left down; one that has no room any more is not shown, for a cut legend would lie."""
        gap = self._theme.space(2)
        at = QPoint(gap, gap)
        for legend in self._legends:
            size = legend.sizeHint()
            if legend.isHidden() or size.isEmpty():
                continue
            if at.y() + size.height() > self._map.height() - self._theme.space(12):
                legend.hide()
                continue
            legend.setGeometry(at.x(), at.y(), min(size.width(), self._map.width() - 2 * gap), size.height())
            at.setY(at.y() + size.height() + gap)
        shown = [each.geometry() for each in self._legends if not each.isHidden()]
        self._map.keep_clear(shown)
        self._step_aside(max((each.right() + gap for each in shown), default=0))

    def _step_aside(self, covered: int) -> None:
        """The whole city is looked at: then all of it beside the legends."""
        city, camera = self._city() if self._city is not None else None, self._map.camera
        if covered > self._map.width() * (1 - LEAST_ROOM):
            covered = 0
        if city is None or camera.flying or abs(covered - self._covered) < self._map.width() * STILL:
            return
        home = camera.framing(city.ground, city.whole, self._covered)
        if all(math.isclose(one, other, abs_tol=NEAR) for one, other in zip(home, self._looking(), strict=True)):
            self._map.go_home(city, covered)
            self._covered = covered

    def _looking(self) -> tuple[float, float, float]:
        return *self._map.camera.centre, self._map.camera.zoom
