"""One window of the wall, as it was made."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QScreen

from console.wall.arrangement import WindowPlan
from screens.overview import WallWindow
from screens.panes import Placed
from screens.pulse import Pulse
from widgets.webmap.painting import Painting


@dataclass(slots=True)
class Shown:
    """One window of the wall and what it was made from."""

    plan: WindowPlan
    window: WallWindow
    placed: list[Placed]
    pulse: Pulse
    screen: QScreen
    left_out: tuple[str, ...] = ()
    """Panes from elsewhere for which its type would have had to be too small to be read."""
    corrections: int = 0
    """How often in a row it was put back; a window system that places windows itself is not fought for ever."""

    def close(self, painting: Painting) -> None:
        """End its panes and take it away."""
        self.pulse.clear()
        painting.end(self.window)
        for placed in self.placed:
            placed.close()
        self.window.close()
        self.window.deleteLater()
        self.pulse.deleteLater()
