"""Where a case is: a map beside its story."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.models.cases import HeldCase
from screens.desk.incident.room import Room
from widgets.map.area_overlay import AreaOverlay
from widgets.pane import PaneFrame

ZOOM = 15.0


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("case_place", text)


class CasePlace(PaneFrame):
    """Goes to the place of another case, and leaves the map alone while the case is the same."""

    def __init__(self, room: Room) -> None:
        super().__init__(room.theme, tr("位置"))
        self._about: tuple[str, float | None, float | None] = ("", None, None)
        self.map = room.maps.make(room.theme, "case-map")
        self.overlay = AreaOverlay(room.theme, self.map)
        self.set_content(self.map)

    def show_of(self, held: HeldCase | None) -> None:
        """Of this case; without a place nothing is marked, and the title says so."""
        about = (held.case.id, held.case.lon, held.case.lat) if held else ("", None, None)
        if about == self._about:
            return
        self._about = about
        name, lon, lat = about
        if lon is None or lat is None:
            self.overlay.show_place(None, 0.0)
            self.set_title(tr("位置：这件案件没有坐标") if name else tr("位置"))
            return
        self.set_title(tr("位置"))
        self.overlay.show_place((lon, lat), 0.0)
        self.map.camera.look_at(lon, lat, ZOOM)
