"""Measuring, drawing and searching on the desk's map: joins tools, drawings, panel, menu and keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import uuid4

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from console.config.drawings import DrawingsFile
from console.domain.geo import coordinates, geodesy
from console.domain.geo.geodesy import Place
from console.domain.geo.sketch import Drawing, Tool
from console.models.city_map.drawings import LAYER, Drawings, drawing_layer
from console.models.city_map.measures import length_words, short_words
from console.models.city_map.search import Group, Hit, Sort
from console.models.city_map.shapes import Form, Look, Shape, ShapeLayer
from console.models.world import World
from resources.theme import Theme
from screens.desk.alarms.control import AlarmControl
from screens.desk.city_map.found_panel import COLOURS, FoundPanel
from screens.desk.incident.opening import OpenDialog
from screens.desk.incident.room import Room
from widgets.map.tools import KEYS, SketchGlass, ToolHint, ToolStrip
from widgets.map.tools.strip import LIST_KEY
from widgets.webmap.pane import SwitchingMapPane

FOUND = "found"
AROUND_M = 1000.0
TURNS = 4
CLOSE_ZOOM = 14.0
OWN_MARKS = (Sort.ALARM, Sort.STATION, Sort.VEHICLE)
"""Things that the map shows anyway."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("map_tools", text)


class MapTools(QObject):
    """Lives with one map. ``room`` None: a desk for reading, where nobody acts."""

    said = Signal(str, str)
    open_alarm = Signal(int)

    def __init__(
        self, world: World, theme: Theme, city_map: SwitchingMapPane, file: DrawingsFile, room: Room | None,
        page: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(page)
        self._world, self._map, self._room, self._page = world, city_map, room, page
        self._found: list[Hit] = []
        self._turn = 0
        self.drawings = Drawings(file, self)
        self.control = AlarmControl(world, room, self._alarm_keys, page)
        self.panel = FoundPanel(world, theme, self.drawings, self.control)
        self.panel.hide()
        self.glass = SketchGlass(theme, city_map, self._new_id)
        self.strip = ToolStrip(theme, city_map)
        self.strip.move(theme.space(3), theme.space(3))
        self.hint = ToolHint(theme, city_map)
        self._connect()
        self._bind_keys(page)
        self._follow_person()
        self._show_drawings()

    def _connect(self) -> None:
        self.strip.chosen.connect(self._take)
        self.strip.list_wanted.connect(self.show_panel)
        self.glass.changed.connect(self._sketch_changed)
        self.glass.drawn.connect(self._drawn)
        self.hint.radius_typed.connect(self.glass.set_radius)
        self.hint.radius_entered.connect(self._radius_entered)
        self.hint.left.connect(self.glass.leave)
        self.drawings.changed.connect(self._show_drawings)
        self.panel.looked_at.connect(self._look_at)
        self.panel.opened.connect(self.open_alarm)
        self.panel.wanted.connect(self.show_panel)
        self.panel.found.connect(self._show_found)
        self.control.said.connect(self.said)
        self._map.shape_clicked.connect(self._shape_clicked)
        self._map.at_place = self._fill_menu
        self._map.camera_changed.connect(self._clear_words)
        if self._room is not None:
            self._room.acting.operations.person_changed.connect(self._follow_person)

    def _bind_keys(self, page: QWidget) -> None:
        keys: dict[str, Callable[[], object]] = {key: partial(self._toggle, tool) for tool, key in KEYS.items()}
        keys[LIST_KEY] = lambda: self.show_panel(self.panel.isHidden())
        keys["Del"] = lambda: self.drawings.remove(self.drawings.chosen)
        for key, act in keys.items():
            made = QShortcut(QKeySequence(key), page)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(act)

    # Tools

    def _toggle(self, tool: Tool) -> None:
        in_hand = self.glass.sketch is not None and self.glass.sketch.tool is tool
        self._take(None if in_hand else tool)

    def _take(self, tool: Tool | None) -> None:
        if tool is None:
            self.glass.leave()
        else:
            self.glass.begin(tool)

    def _sketch_changed(self) -> None:
        sketch = self.glass.sketch
        self.strip.show_tool(sketch.tool if sketch is not None else None)
        self.hint.tell(sketch)
        self._clear_words()

    def _clear_words(self) -> None:
        """Words of the map keep off the tools and off the figures of what is drawn."""
        shown = [widget.geometry() for widget in (self.strip, self.hint) if not widget.isHidden()]
        self._map.keep_clear([*shown, *self.glass.covered()])

    def _radius_entered(self, metres: float) -> None:
        if self.glass.sketch is not None and self.glass.sketch.corners and metres:
            self.glass.set_radius(metres)
            self.glass.finish()
        else:
            self.glass.setFocus()

    def _new_id(self) -> tuple[str, int]:
        return uuid4().hex[:12], self._world.now()

    def _drawn(self, drawing: Drawing) -> None:
        self.glass.typed = 0.0
        self.hint.forget_radius()
        if not self.drawings.add(drawing):
            self.said.emit(tr("标绘已满，请先删除一些。"), "delayed")
            return
        if drawing.tool is Tool.SEARCH:
            self.glass.leave()
            self.show_panel(True)

    # Drawings and what lies within

    def show_panel(self, shown: bool) -> None:
        """The list of drawings and of what was found."""
        self.panel.setVisible(shown)
        self.strip.list.setChecked(shown)
        if shown:
            self.panel.refresh()
        else:
            self._show_found([])

    def refresh(self) -> None:
        """Called twice a second. Things move: every other second it is searched again, while somebody looks."""
        self._turn = (self._turn + 1) % TURNS
        if not self._turn and self.panel.isVisible() and self.panel.area() is not None:
            self.panel.look()

    def _follow_person(self) -> None:
        operations = self._room.acting.operations if self._room is not None else None
        self.drawings.follow(operations.person.id if operations is not None and operations.person else "")

    def _show_drawings(self) -> None:
        drawings = self.drawings
        self._map.set_layer(drawing_layer(drawings.all, drawings.chosen))
        self.glass.set_figures([figure for drawing in drawings.all[::-1] for figure in _figures(drawing)])
        self._clear_words()

    def _shape_clicked(self, layer: str, name: str) -> None:
        if layer == LAYER:
            self.drawings.choose(name)

    def _show_found(self, groups: list[Group]) -> None:
        hits = [hit for group in groups if group.sort not in OWN_MARKS for hit in group.hits]
        if self.panel.isHidden():
            hits = []
        if hits == self._found:
            return
        self._found = hits
        if not hits:
            self._map.remove_layer(FOUND)
            return
        looks = {
            sort: Look(fill=token, fill_alpha=1.0, line="ground", width=1.0, radius=5.0)
            for sort, token in COLOURS.items()
        }
        shapes = [
            Shape(_hit_id(hit), Form.POINT, (np.array([[hit.lon, hit.lat]]),), looks[hit.sort], hit.name,
                  tuple(line for line in (hit.note, length_words(hit.metres)) if line))
            for hit in hits
        ]  # fmt: skip
        self._map.set_layer(ShapeLayer(FOUND, tr("查询结果"), shapes=tuple(shapes), over=True))

    def _look_at(self, hit: Hit) -> None:
        self._map.fly_to(hit.lon, hit.lat, max(self._map.camera.zoom, CLOSE_ZOOM))
        if hit.sort is Sort.VEHICLE:
            self._map.select_vehicle(int(hit.id))
            self._map.vehicle_clicked.emit(int(hit.id))  # a vehicle is meant as by a click on it: its track follows
        elif hit.sort in OWN_MARKS:
            self._map.select(hit.id)
        else:
            self._map.select_shape(FOUND, _hit_id(hit), (hit.lon, hit.lat))

    def _alarm_keys(self) -> list[int]:
        return self.panel.alarm_keys()

    # The menu at a place

    def _fill_menu(self, menu: QMenu, point: QPointF) -> None:
        place = self._map.camera.view.to_degrees(point.x(), point.y())
        found = self._map.shape_at(point)
        if found is not None and found[0].name == LAYER:
            self._drawing_menu(menu, found[1].id)
        plain, parts = coordinates.decimal(*place), coordinates.sexagesimal(*place)
        menu.addAction(tr("复制坐标 {0}").format(plain), lambda: QGuiApplication.clipboard().setText(plain))
        menu.addAction(tr("复制坐标 {0}").format(parts), lambda: QGuiApplication.clipboard().setText(parts))
        menu.addSeparator()
        menu.addAction(tr("从这里测距"), lambda: self.measure_from(place))
        menu.addAction(tr("查询周边 1 km"), lambda: self.search_around(place))
        room = self._room
        if room is not None:
            action = menu.addAction(tr("在这里新建事件…"), lambda: self._open_incident(room, place))
            if not room.acting.may("open_incident"):
                action.setEnabled(False)
                action.setToolTip(tr("未登录或没有新建事件的权限"))

    def _drawing_menu(self, menu: QMenu, name: str) -> None:
        drawing = self.drawings.find(name)
        if drawing is None:
            return
        self.drawings.choose(name)
        menu.addAction(tr("标绘命名…"), self.panel.ask_name)
        if drawing.bounds_area:
            menu.addAction(tr("查询范围内"), lambda: self.show_panel(True))
        menu.addAction(tr("删除标绘\tDel"), lambda: self.drawings.remove(name))
        menu.addSeparator()

    def measure_from(self, place: Place) -> None:
        """Begin a way here."""
        self.glass.begin(Tool.DISTANCE)
        self.glass.add(place)

    def search_around(self, place: Place, metres: float = AROUND_M) -> None:
        """What lies within so many metres of a place."""
        name, made = self._new_id()
        self._drawn(Drawing(name, Tool.SEARCH, (place,), metres, made=made))
        ways = [geodesy.ahead(place, bearing, metres) for bearing in (0, 90, 180, 270)]
        lons, lats = [lon for lon, _ in ways], [lat for _, lat in ways]
        self._map.fit((min(lons), min(lats), max(lons), max(lats)))

    def _open_incident(self, room: Room, place: Place) -> OpenDialog:
        dialog = OpenDialog(room, [], self._page, place)
        dialog.open()
        return dialog


def _hit_id(hit: Hit) -> str:
    return f"{hit.sort.value}/{hit.id}"


def _figures(drawing: Drawing) -> list[tuple[Place, str]]:
    """Where a drawing's figures are written: totals at the corners of a way, else one beside it, with its name."""
    name = f"{drawing.name} · " if drawing.name else ""
    if drawing.tool is Tool.DISTANCE:
        totals = [length_words(metres) for metres in geodesy.running(drawing.corners)]
        totals[-1] = name + totals[-1]
        return [*zip(drawing.corners[1:], totals[1:], strict=True)][::-1]
    if drawing.tool is Tool.POINT:
        return [(drawing.corners[0], drawing.name)] if drawing.name else []
    if drawing.tool.round:
        return [(geodesy.ahead(drawing.corners[0], 90, drawing.radius), name + length_words(drawing.radius))]
    return [(drawing.corners[-1], name + short_words(drawing))]
