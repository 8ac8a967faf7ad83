"""The desk's map layers: joins book, panel, the line of areas, the list of cases and the map, for one person."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from console.config.desk_prefs import LayerPref, PrefsFile
from console.domain.classing import Rule
from console.models.cases import CaseAct, HeldCase
from console.models.city_map.imports import PREFIX
from console.models.city_map.layers.book import LayerBook, Shown
from console.models.city_map.layers.catalogue import figure_of
from console.models.city_map.layers.choropleth import subject
from console.models.city_map.layers.clusters import LAST_ZOOM, members
from console.models.city_map.layers.focus import DEEPEST
from console.models.city_map.shapes import MapLayer
from console.models.figures.behind import Line, prefix_of
from console.models.figures.by_area import Amount, amounts
from console.models.figures.tally import DAY, Kind, Measure
from console.models.registers import Area
from console.models.world import World
from resources.theme import Theme
from screens.desk.cases.case_list import CaseList
from screens.desk.cases.dialogs import WordsDialog
from screens.desk.city_map.area_acts import AreaActs
from screens.desk.city_map.day_list import DayList
from screens.desk.city_map.focus_bar import FocusBar
from screens.desk.city_map.own_layers import OwnLayers
from screens.desk.incident.room import Room
from widgets.layer_panel import LayerPanel, Offer
from widgets.map.map_pane import MapPane

KINDS = {"clusters:cases": Kind.CASE, "clusters:alarms": Kind.ALARM}
ALARM_MEASURES = (Measure.ALARMS, Measure.WAITING)
CLOSER = 2.0
"""Zooms nearer for a click on a cluster."""
CASE_ZOOM = 15.0


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("layer_dock", text)


class LayerDock(QObject):
    """``panel``, ``bar``, ``acts``, ``cases`` and ``day`` are put into the page by the page."""

    alarms_wanted = Signal(str)
    """Code of an area whose alarms somebody wants to act on."""
    case_wanted = Signal(str)
    """Id of a case that somebody wants to work on."""
    alarm_wanted = Signal(int)
    """Key of an alarm that somebody wants to act on."""

    def __init__(
        self, world: World, theme: Theme, city_map: MapPane, prefs: PrefsFile, room: Room | None, page: QWidget,
        own: OwnLayers | None = None,
    ) -> None:  # fmt: skip
        super().__init__(page)
        self._world, self._map, self._prefs, self._room = world, city_map, prefs, room
        self._page, self._own = page, own
        self.book = LayerBook(world, theme.token, self)
        self.panel = LayerPanel(theme, world.now)
        self.bar = FocusBar(theme, world.registers, self.book)
        self.acts = AreaActs(theme)
        self.cases = CaseList(world, theme, lambda: room is not None and room.acting.may("urge"), room is not None)
        self.day = DayList(world, theme, room is not None)
        self._area = ""
        self._told = ""
        self._person = "-"
        self.panel.hide()
        self._connect()
        self._bind_keys(page)
        self._follow_person()

    def _connect(self) -> None:
        book, panel = self.book, self.panel
        book.made.connect(self._put)
        book.gone.connect(self._map.remove_layer)
        book.arranged.connect(self._arrange)
        book.focused.connect(lambda: self._choose(""))
        panel.switched.connect(lambda name, on: self._keeper(name).switch(name, on))
        panel.moved.connect(lambda name, by: self._keeper(name).move(name, by))
        panel.wished.connect(lambda name, *wish: self._keeper(name).set_wish(name, Shown(*wish)))
        if self._own is not None:
            self._own.changed.connect(self._arrange)
        self._map.camera_changed.connect(lambda: book.set_zoom(self._map.camera.view.style_zoom))
        self._map.shape_clicked.connect(self._clicked)
        self._map.clicked.connect(lambda *_place: self._choose(""))
        self._map.vehicle_clicked.connect(self._vehicle)
        self.acts.down.clicked.connect(lambda _checked=False: self.drill())
        self.acts.alarms.clicked.connect(lambda _checked=False: self.alarms_wanted.emit(self._area))
        self.acts.cases.clicked.connect(lambda _checked=False: self._open_cases())
        self.acts.day.clicked.connect(lambda _checked=False: self._open_day())
        self.day.found.connect(self._show_line)
        self.day.opened.connect(self._work_on)
        self.cases.found.connect(self._show_case)
        self.cases.urge_wanted.connect(self._urge)
        self.cases.opened.connect(self.case_wanted)
        if self._room is not None:
            self._room.acting.operations.person_changed.connect(self._follow_person)

    def _bind_keys(self, page: QWidget) -> None:
        for keys, act in (("Backspace", self.bar.go_up), ("Return", self.drill)):
            key = QShortcut(QKeySequence(keys), self._map)
            key.setContext(Qt.ShortcutContext.WidgetShortcut)
            key.activated.connect(act)
        toggle = QShortcut(QKeySequence("T"), page)
        toggle.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        toggle.activated.connect(self.toggle)
        urge = QShortcut(QKeySequence("U"), self.cases)
        urge.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        urge.activated.connect(self.cases.urge.click)

    # The panel and what is remembered

    def toggle(self) -> None:
        """Open the panel, or shut it."""
        self.panel.setVisible(not self.panel.isVisible())
        if self.panel.isVisible():
            self.refresh()
            self._arrange()

    def refresh(self) -> None:
        """Called twice a second: one layer that is due, and the ages in the legends. A hidden map waits."""
        if not self._map.isVisible():
            return
        self.book.renew()
        self.day.refresh()
        if self.panel.isVisible():
            self.panel.offer(list(self._offers().values()))
            for layer in self.book.layers.values():
                self.panel.tell(layer, self._note(layer))
            for layer in self._own.layers() if self._own is not None else ():
                self.panel.tell(layer, self._note(layer) or self._own.note_of(layer.name))

    def _keeper(self, name: str) -> LayerBook | OwnLayers:
        """Who has the layer of that name."""
        return self._own if self._own is not None and name.startswith(PREFIX) else self.book

    def _offers(self) -> dict[str, Offer]:
        """All that can be switched on: what people brought, then the city's own."""
        own = self._own.offers() if self._own is not None else []
        return {each.name: each for each in own} | {
            spec.name: Offer(spec.name, spec.title, spec.group) for spec in self.book.offered()
        }

    def _note(self, layer: MapLayer) -> str:
        zoom = self._map.camera.view.style_zoom
        if layer.from_zoom <= zoom < layer.to_zoom:
            return ""
        return tr("当前缩放 {0} 下不显示").format(f"{zoom:.1f}")

    def _arrange(self) -> None:
        """The panel as the book has it, and a person's file as both."""
        offers, shown = self._offers(), []
        own = self._own.order() if self._own is not None else []
        for name in reversed([*self.book.order(), *own]):
            wish, made = self._keeper(name).wish(name), self.book.layers.get(name)
            offer = offers.get(name) or Offer(name, made.title if made else name, "")
            shown.append((offer, wish.opacity, wish.from_zoom, wish.to_zoom))
        self.panel.arrange(shown)
        self._map.set_layer_visible("stations", not any(name.startswith("stations:") for name in self.book.order()))
        self._remember()

    def _who(self) -> str:
        person = self._room.acting.operations.person if self._room is not None else None
        return person.id if person is not None else ""

    def _follow_person(self) -> None:
        """Somebody else sits here: their layers."""
        if self._who() == self._person:
            return
        self._person = self._who()
        kept = self._prefs.prefs.map_layers.get(self._person, [])
        for name in self.book.order():
            self.book.switch(name, False)
        for each in kept:
            self.book.set_wish(each.name, Shown(each.opacity, each.from_zoom, each.to_zoom))
            self.book.switch(each.name, True)

    def _remember(self) -> None:
        kept = []
        for name in self.book.order():
            wish = self.book.wish(name)
            kept.append(LayerPref(name, wish.opacity, wish.from_zoom, wish.to_zoom))
        if self._prefs.prefs.map_layers.get(self._person, []) != kept:
            self._prefs.prefs.map_layers[self._person] = kept
            self._prefs.save()

    # The map

    def _put(self, layer: MapLayer) -> None:
        """A new layer lies over the book's others and under what other hands have put on the map."""
        there = self._map.map_layers()
        self._map.set_layer(layer)
        if all(each.name != layer.name for each in there):
            for each in there:
                if not self.book.shown(each.name):
                    self._map.remove_layer(each.name)
                    self._map.set_layer(each)
        if layer.name == self._told:
            self._tell_area()

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
            self.acts.hide()
            return
        figure, acts = figure_of(self._told), self.acts
        measure = figure.measure if figure is not None else Measure.CASES
        first = acts.day if measure in DAY else acts.alarms if measure in ALARM_MEASURES else acts.cases
        acts.tell(f"{area.name} · {lines[0]}", self.book.focus.level < DEEPEST, first)

    def drill(self) -> None:
        """Into the chosen area."""
        area = self._world.registers.areas.get(self._area)
        if area is None or self.book.focus.level >= DEEPEST:
            return
        self._map.clear_selection()
        self._look_at_area(area)
        self.book.set_focus(self.book.focus.down(area))

    def _look_at_area(self, area: Area) -> None:
        rings = self._world.registers.shapes.get(area.code)
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
                and (system is None or case.system is system) and (case.overdue or not late)
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
        if line.key in self._world.cases:
            self.case_wanted.emit(line.id)
        else:
            self.alarm_wanted.emit(line.key)

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

    def keep_state(self) -> tuple[object, Rule, int, bool]:
        """What the person's file does not hold: areas, classes, window, and whether the panel is open."""
        return self.book.focus, self.book.rule, self.book.window, self.panel.isVisible()

    def restore_state(self, state: tuple[object, Rule, int, bool]) -> None:
        """Go on like that."""
        self.book.focus, self.book.rule, self.book.window = state[:3]  # type: ignore[assignment]
        self.bar.refresh()
        if state[3]:
            self.toggle()
