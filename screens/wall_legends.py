"""The legends on a map of the wall: one column at the top left, none of them cut."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint

from resources.theme import Theme
from widgets.layer_legend import LayerLegend, Now
from widgets.map.map_pane import MapPane


class LegendColumn(QObject):
    """Lives with one map; legends stand in the order in which they were asked for."""

    def __init__(self, theme: Theme, city_map: MapPane, now: Now) -> None:
        super().__init__(city_map)
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
        self._map.keep_clear(each.geometry() for each in self._legends if not each.isHidden())
