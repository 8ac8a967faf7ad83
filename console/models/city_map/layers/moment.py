"""What a layer is made from: the window's models, what somebody chose on the map, and how near the map is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from console.domain.geo.classing import Rule
from console.domain.truth import Quality
from console.models.city_map.layers.focus import Focus
from console.models.city_map.layers.track import Track
from console.models.text.phrases import listed
from console.models.world import World


@dataclass(frozen=True, slots=True)
class Moment:
    """``zoom``: of the map's style; ``colour`` gives ``#RRGGBB`` of a theme token.

    ``window``: how many ms back things count as recent; ``track``: the way of the vehicle that somebody chose.
    """

    world: World
    zoom: float
    colour: Callable[[str], str]
    focus: Focus = field(default_factory=Focus)
    rule: Rule = Rule.QUANTILE
    window: int = 24 * 3_600_000
    track: Track | None = None

    def known(self) -> bool:
        """Whether anything was ever heard: before that, figures are unknown and not zero."""
        return self.world.link_truth().quality is not Quality.UNKNOWN

    def heard_at(self) -> int | None:
        """Until when (city time, ms) what is open is known; None before anything was heard."""
        links = [row.link for row in self.world.backends.values() if row.link.heard_at]
        return min((link.heard_at + link.offset_ms for link in links), default=None)

    def sources(self) -> str:
        """Whose data it is."""
        return listed(row.name for row in self.world.backends.values())
