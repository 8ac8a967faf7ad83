"""Where a card on the map leads: alarm, case and incident to the page that works on them, a vehicle to its track."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal

from console.models.city_map.search import Sort
from console.models.world import World
from screens.desk.city_map.layer_dock import LayerDock
from screens.desk.city_map.tools import FOUND
from screens.desk.incident.room import Room
from widgets.map.carded import MARKER, VEHICLE
from widgets.map.map_pane import MapPane


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("card_ways", text)


class CardWays(QObject):
    """Names the button of a card and takes it. ``room`` None: a desk for reading, which has the alarms' page only."""

    alarm_wanted = Signal(int)
    """Key of an alarm."""
    case_wanted = Signal(int)
    """Key of a case."""
    incident_wanted = Signal(str)
    """Id of an incident."""

    def __init__(self, world: World, city_map: MapPane, layers: LayerDock, room: Room | None) -> None:
        super().__init__(layers)
        self._world, self._layers, self._room = world, layers, room
        city_map.way_of = self.words
        city_map.way_taken.connect(self._take)

    def words(self, what: str, name: str) -> str:
        """Of a card's button; empty where it leads nowhere."""
        if what == VEHICLE:
            return tr("看轨迹 回车")
        sort, name = _meant(what, name)
        if sort is Sort.ALARM and self._world.alarms.find(name):
            return tr("告警详情 回车") if self._room is None else tr("详情和处置 回车")
        if self._room is None:
            return ""
        if sort is Sort.CASE and self._case(name):
            return tr("办理案件 回车")
        return tr("事件指挥 回车") if sort is Sort.INCIDENT else ""

    def _take(self, what: str, name: str) -> None:
        if what == VEHICLE:
            self._layers.follow_vehicle(int(name))
            return
        sort, name = _meant(what, name)
        if sort is Sort.ALARM:
            self.alarm_wanted.emit(self._world.alarms.find(name))
        elif sort is Sort.CASE:
            self.case_wanted.emit(self._case(name))
        elif sort is Sort.INCIDENT:
            self.incident_wanted.emit(name)

    def _case(self, name: str) -> int:
        """Key of an open case, 0 for none, or if two backends have one of this id and nobody says which is meant."""
        found = [key for key, case in self._world.cases.items() if case.id == name]
        return found[0] if len(found) == 1 else 0


def _meant(what: str, name: str) -> tuple[Sort | None, str]:
    """Kind and id of what a card is about: a marker of the map, or something that was found within a drawing."""
    if what == MARKER:
        return Sort.ALARM, name
    if what != FOUND:
        return None, name
    sort, _, rest = name.partition("/")
    return Sort(sort), rest
