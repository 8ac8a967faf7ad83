"""A chart in its frame, fed by one `Trend`."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from console.models.rows import Trend
from resources.theme import Theme
from widgets.pane import PaneFrame
from widgets.trend.chart import TrendChart
from widgets.truth_strip import Provider


class TrendPane(PaneFrame):
    """Spreads a trend over its frame: title, value of the moment and truth outside, lines inside.

    A narrow pane takes two lines for its title. ``hover``: for a desk, where it answers the pointer.
    """

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, provider: Provider | None = None, hover: bool = False
    ) -> None:
        super().__init__(theme, parent=parent, provider=provider, wrap=hover)
        self.chart = TrendChart(theme, hover=hover)
        self.set_content(self.chart)

    def set_trend(self, trend: Trend) -> None:
        """Show this trend; its truth goes to the strip unless a provider gives a better one."""
        self.set_title(trend.title)
        self.set_headline(trend.headline, trend.headline_token)
        self.set_truth(trend.truth)
        self.chart.set_trend(trend)
