"""What can be done about a shape of the city's layers: into an area, its alarms and cases, a cluster taken apart."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from console.models.case_acts import CaseAct
from console.models.cases import HeldCase
from console.models.city_map.home import home_of
from console.models.city_map.layers.book import LayerBook
from console.models.city_map.layers.catalogue import figure_of
from console.models.city_map.layers.choropleth import subject
from console.models.city_map.layers.clusters import LAST_ZOOM, members
from console.models.city_map.layers.focus import DEEPEST
from console.models.figures.behind import Line, prefix_of
from console.models.figures.by_area import Amount, amounts
from console.models.figures.tally import DAY, Kind, Measure
from console.models.registers import Area
from console.models.world import World
from resources.theme import Theme
from screens.desk.cases.dialogs import WordsDialog
from screens.desk.city_map.area_acts import AreaActs
from screens.desk.city_map.case_list import CaseList
from screens.desk.city_map.day_list import DayList
from screens.desk.incident.room import Room
from widgets.map.map_pane import MapPane

KINDS = {"clusters:cases": Kind.CASE, "clusters:alarms": Kind.ALARM}
ALARM_MEASURES = (Measure.ALARMS, Measure.WAITING)
CLOSER = 2.0
"""Zooms nearer for a click on a cluster."""
CASE_ZOOM = 15.0


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("layer_dock", text)


class ShapeActs(QObject):
    """Answers clicks on one map; ``line``, ``cases`` and ``day`` are put into the page."""

    alarms_wanted = Signal(str)
    """Code of an area whose alarms somebody wants to act on."""
    case_wanted = Signal(int)
    """Key of a case that somebody wants to work on."""
    alarm_wanted = Signal(int)
    """Key of an alarm that somebody wants to act on."""

    def __init__(
        self, world: World, theme: Theme, city_map: MapPane, book: LayerBook, room: Room | None, page: QWidget
    ) -> None:
        super().__init__(page)
        self._world, self._map, self.book, self._room, self._page = world, city_map, book, room, page
        self.line = AreaActs(theme)
        self.cases = CaseList(world, theme, lambda: room is not None and room.acting.may("urge"), room is not None)
        self.day = DayList(world, theme, room is not None)
        self._area = self._told = ""
        book.focused.connect(lambda: self._choose(""))
        book.arranged.connect(lambda: self.line.keep_room(any(figure_of(name) is not None for name in book.order())))
        book.made.connect(lambda layer: self._tell_area() if layer.name == self._told else None)
        city_map.shape_clicked.connect(self._clicked)
        city_map.clicked.connect(lambda *_place: self._choose(""))
        city_map.vehicle_clicked.connect(self._vehicle)
        self.line.down.clicked.connect(lambda _checked=False: self.drill())
        self.line.alarms.clicked.connect(lambda _checked=False: self.alarms_wanted.emit(self._area))
        self.line.cases.clicked.connect(lambda _checked=False: self._open_cases())
        self.line.day.clicked.connect(lambda _checked=False: self._open_day())
        self.day.found.connect(self._show_line)
        self.day.opened.connect(self._work_on)
        self.cases.found.connect(self._show_case)
        self.cases.urge_wanted.connect(self._urge)
        self.cases.opened.connect(self.case_wanted)
        urge = QShortcut(QKeySequence("U"), self.cases)
        urge.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        urge.activated.connect(self.cases.urge.click)

    def _clicked(self, layer: str, shape: str) -> None:
        if figure_of(layer) is not None:
            if shape == self._area:
                self.drill()
            else:
                self._choose(shape, layer)
        elif layer in KINDS:
            self._cluster(layer, shape)

    def _choose(self, area: str, layer: str = "") -> None:
        self._area, self._told = area, layer
        self._tell_area()

    def _tell_area(self) -> None:
        area = self._world.registers.areas.get(self._area)
        layer = self.book.layers.get(self._told)
        shapes = getattr(layer, "shapes", ())
        lines = next((shape.lines for shape in shapes if shape.id == self._area), None)
        if area is None or lines is None:
            self.line.hide()
            return
        figure, acts = figure_of(self._told), self.line
        measure = figure.measure if figure is not None else Measure.CASES
        first = acts.day if measure in DAY else acts.alarms if measure in ALARM_MEASURES else acts.cases
        acts.tell(f"{area.name} · {lines[0]}", self.book.focus.level < DEEPEST, first)

    def drill(self) -> None:
        """Into the chosen area."""
        area = self._world.registers.areas.get(self._area)
        if area is None or self.book.focus.level >= DEEPEST:
            return
        self._map.clear_selection()
        self.look_at_area(area)
        self.book.set_focus(self.book.focus.down(area))

    def look_at_focus(self) -> None:
        """All of the area whose parts are shown: the city's where none was chosen."""
        registers = self._world.registers
        area = registers.areas.get(self.book.focus.within)
        if area is not None:
            self.look_at_area(area)
        elif (home := home_of(registers)) is not None:
            self._map.go_home(home)

    def look_at_area(self, area: Area) -> None:
        """All of an area, by its border; where that is not known, the surroundings of its middle."""
        rings = [polygon[0] for polygon in self._world.registers.shapes.get(area.code, ())]
        if rings:
            west, south = (float(min(ring[:, at].min() for ring in rings)) for at in (0, 1))
            east, north = (float(max(ring[:, at].max() for ring in rings)) for at in (0, 1))
            self._map.fit((west, south, east, north))
        elif area.lon:
            self._map.fly_to(area.lon, area.lat, max(13.0, self._map.camera.zoom + 1))

    def _open_cases(self) -> None:
        area = self._world.registers.areas.get(self._area)
        if area is None:
            return
        figure, inside = figure_of(self._told), prefix_of(area.code)

        def keys() -> Sequence[int]:
            kind = figure.kind if figure else ""
            system = figure.system if figure else None
            late = figure is not None and figure.measure is Measure.OVERDUE
            return [
                key for key, case in self._world.cases.items()
                if case.area.startswith(inside) and case.category.startswith(kind)
                and (system is None or case.system is system) and (case.late or not late)
            ]  # fmt: skip

        self.day.hide()
        self.cases.open_list(area.name, keys)

    def _open_day(self) -> None:
        area, figure = self._world.registers.areas.get(self._area), figure_of(self._told)
        if area is None or figure is None:
            return
        digits = self.book.focus.prefix()

        def told() -> int:
            amount = amounts(self._world, figure, {area.code}, digits).get(area.code, Amount())
            return amount.n if amount.of is None else amount.of

        self.cases.close_list()
        self.day.open_list(subject(figure), area.code, area.name, told)

    def _work_on(self, line: Line) -> None:
        wanted = self.case_wanted if line.key in self._world.cases else self.alarm_wanted
        wanted.emit(line.key)

    def _cluster(self, layer: str, shape: str) -> None:
        kind, moment = KINDS[layer], self.book.moment()
        inside = members(shape, kind, moment)
        zoom = self._map.camera.view.style_zoom
        if kind is Kind.CASE and (len(inside) == 1 or zoom >= LAST_ZOOM - CLOSER):
            self.cases.open_list(tr("此处案件"), partial(tuple, inside))
        if len(inside) > 1 and zoom < LAST_ZOOM - 0.1:
            lon, lat, _ = (float(part) for part in shape.split(","))
            self._map.clear_selection()
            self._map.fly_to(lon, lat, self._map.camera.zoom + CLOSER)

    def _vehicle(self, index: int) -> None:
        if self.book.shown("tracks:vehicle"):
            self.book.follower.follow(index, self.book.window)

    def _show_case(self, key: int) -> None:
        case = self._world.cases.get(key)
        if case is not None:
            self._show_place(case.lon, case.lat)

    def _show_line(self, line: Line) -> None:
        self._show_place(line.lon, line.lat)

    def _show_place(self, lon: float | None, lat: float | None) -> None:
        if lon is not None and lat is not None:
            self._map.fly_to(lon, lat, max(CASE_ZOOM, self._map.camera.zoom))

    def _urge(self, key: int) -> None:
        case = self._world.cases.get(key)
        if case is not None and self._room is not None:
            held = HeldCase(key, self._world.owners.get(key, 0), case)
            WordsDialog(self._room, held, CaseAct.URGE.value, self._page).open()
