"""Where is …: a field over the map that finds a place by its name, and takes the map there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QWidget

from console.models.city_map.places import NamedPlace, PlaceIndex, PlaceKind
from console.models.city_map.shapes import Form, Look, Shape, ShapeLayer
from console.models.world import World
from resources.theme import Theme
from screens.desk.city_map.layer_dock import LayerDock
from screens.desk.incident.parts import hint_of
from widgets.lines import Line, LineList
from widgets.map.map_pane import MapPane

PLACE = "place"
"""The layer of what was found and is no marker of the map."""
CLOSE_ZOOM = 15.5
MOST_SHOWN = 12
LONGEST_WORDS = 40
NOBODY = "?"


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("place_finder", text)


class PlaceFinder(QLineEdit):
    """``/`` or Ctrl+F: type; arrows choose, Enter goes there, Esc is back on the map."""

    def __init__(
        self, world: World, theme: Theme, city_map: MapPane, layers: LayerDock, roads: Path | None, page: QWidget
    ) -> None:  # fmt: skip
        super().__init__(page)
        self._world, self._theme, self._map, self._layers, self._roads = world, theme, city_map, layers, roads
        self._index = PlaceIndex(world)
        self._rest: Iterator[int] | None = None
        self._stale, self._of_fleet = True, 0
        self.found: list[NamedPlace] = []
        hint_of(self, tr("找地点：地名、道路、监测站、医院、部件、车牌，可用拼音（/）"))
        self.setMaxLength(LONGEST_WORDS)
        self.setMinimumWidth(theme.space(40))
        self.setMaximumWidth(theme.space(110))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.list = LineList(theme, page)
        self.list.setFrameShape(QFrame.Shape.Box)
        self.list.setAccessibleName(tr("找到的地点"))
        self.list.hide()
        self._step = QTimer(self, interval=0)
        self._step.timeout.connect(self._build)
        self.textEdited.connect(lambda _text: self.look())
        self.list.clicked.connect(lambda _index: self.go())
        for each in (self, self.list):
            each.installEventFilter(self)
        world.registers_changed.connect(self._changed)
        city_map.let_go.connect(lambda: city_map.remove_layer(PLACE))
        for keys in ("/", "Ctrl+F"):
            made = QShortcut(QKeySequence(keys), page)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(self.begin)

    def begin(self) -> None:
        """The keyboard comes here; the names are got ready while somebody begins to type."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._get_ready()

    def _changed(self) -> None:
        self._stale = True

    def _get_ready(self) -> None:
        size = self._world.fleet.size()
        if self._stale or size != self._of_fleet:
            self._stale, self._of_fleet = False, size
            self._index = PlaceIndex(self._world, self._roads)
            self._rest = self._index.build()
            self._step.start()

    def _build(self) -> None:
        if self._rest is None or next(self._rest, None) is None:
            self._rest = None
            self._step.stop()
            if self.hasFocus() and self.text():
                self.look()

    def look(self) -> None:
        """List what is called like that."""
        self._get_ready()
        self.found = self._index.find(self.text())
        if not self.text().strip():
            self.list.hide()
            return
        none = tr("正在准备地名…") if self._step.isActive() else tr("没有找到这样的地点")
        self.list.show_lines(self.found or [Line(NOBODY, none)], self._line)
        if self.found:
            self.list.choose(self.found[0].id, quietly=True)
        self._put_list(max(1, len(self.found)))

    def _line(self, thing: object) -> Line:
        if isinstance(thing, Line):
            return thing
        assert isinstance(thing, NamedPlace)
        return Line(thing.id, thing.name, thing.note)

    def _put_list(self, lines: int) -> None:
        """Below the field, over the map."""
        page = self.list.parentWidget()
        corner = self.mapTo(page, QPoint(0, self.height()))
        high = self.list.sizeHintForRow(0) * min(lines, MOST_SHOWN) + 2 * self.list.frameWidth()
        self.list.setGeometry(corner.x(), corner.y(), self.width(), min(high, page.height() - corner.y()))
        self.list.show()
        self.list.raise_()

    # Going there

    def go(self) -> None:
        """To the chosen place; nowhere while none is listed."""
        place = next((each for each in self.found if each.id == self.list.current_id()), None)
        if place is None:
            return
        self.list.hide()
        self._map.setFocus(Qt.FocusReason.OtherFocusReason)
        self._map.remove_layer(PLACE)
        if place.kind is PlaceKind.VEHICLE:
            self._go_to_vehicle(int(place.key))
        elif place.kind is PlaceKind.AREA:
            self._mark(place)
            self._layers.shapes.look_at_area(self._world.registers.areas[place.key])
        else:
            self._fly(place.lon, place.lat)
            if place.kind is PlaceKind.ASSET and self._map.shows(place.key):
                self._map.select(place.key)
            else:
                self._mark(place)

    def _fly(self, lon: float, lat: float) -> None:
        self._map.fly_to(lon, lat, max(self._map.camera.zoom, CLOSE_ZOOM))

    def _go_to_vehicle(self, index: int) -> None:
        columns = self._world.fleet.columns()
        if index < len(columns["fixed"]) and columns["fixed"][index]:
            self._fly(columns["lon"][index] / 1e6, columns["lat"][index] / 1e6)
        self._map.select_vehicle(index)
        self._map.vehicle_clicked.emit(index)

    def _mark(self, place: NamedPlace) -> None:
        """What the map has no marker for gets one, an area its border; and a card."""
        borders = self._world.registers.shapes.get(place.key, ()) if place.kind is PlaceKind.AREA else ()
        area = Look(fill="accent", fill_alpha=0.12, line="accent", width=2.5)
        shapes = [Shape(place.id, Form.AREA, polygon, area, place.name, (place.note,)) for polygon in borders]
        if not shapes:
            point = Look(fill="accent", fill_alpha=1.0, line="text", width=2.0, radius=7.0)
            at = np.array([[place.lon, place.lat]])
            shapes = [Shape(place.id, Form.POINT, (at,), point, place.name, (place.note,))]
        self._map.set_layer(ShapeLayer(PLACE, tr("找到的地点"), shapes=tuple(shapes), over=True))
        self._map.select_shape(PLACE, place.id, (place.lon, place.lat))

    def leave(self) -> None:
        """Nothing is looked for any more."""
        self.clear()
        self.found = []
        self.list.hide()
        self._map.remove_layer(PLACE)
        self._map.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key == Qt.Key.Key_Escape:
                self.leave()
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.go()
                return True
            if watched is self and key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not self.list.isHidden():
                self._move(1 if key == Qt.Key.Key_Down else -1)
                return True
        elif event.type() == QEvent.Type.FocusOut and not self.list.hasFocus() and not self.hasFocus():
            self.list.hide()
        return super().eventFilter(watched, event)

    def _move(self, by: int) -> None:
        """The choice goes on in the list while the words stay under the hand."""
        at = self.list.currentIndex().row() + by
        if 0 <= at < len(self.found):
            self.list.choose(self.found[at].id, quietly=True)
