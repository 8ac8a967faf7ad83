"""The desk's map layers: joins book, own layers, panel and the line of areas with the map, for one person."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from console.config.desk_prefs import PrefsFile
from console.domain.geo.classing import Rule
from console.models.city_map.imports import PREFIX
from console.models.city_map.layers.book import LayerBook, Shown
from console.models.city_map.layers.catalogue import colours_ground
from console.models.city_map.layers.stations import marked_kinds
from console.models.city_map.shapes import MapLayer
from console.models.world import World
from resources.theme import Theme
from screens.desk.city_map.focus_bar import FocusBar
from screens.desk.city_map.layer_memory import LayerMemory
from screens.desk.city_map.own_layers import OwnLayers
from screens.desk.city_map.shape_acts import ShapeActs
from screens.desk.incident.room import Room
from widgets.layer_panel import LayerPanel, Offer
from widgets.map.map_pane import MapPane

TRACK = "tracks:vehicle"
"""The layer of a chosen vehicle's way."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("layer_dock", text)


class LayerDock(QObject):
    """``panel``, ``bar``, ``acts``, ``cases`` and ``day`` are put into the page by the page."""

    def __init__(
        self, world: World, theme: Theme, city_map: MapPane, prefs: PrefsFile, room: Room | None, page: QWidget,
        own: OwnLayers | None = None,
    ) -> None:  # fmt: skip
        super().__init__(page)
        self._map, self._room, self._own = city_map, room, own
        self._instead: dict[str, str] = {}
        """By a layer that colours areas, the title of the one that went for it."""
        self.book = LayerBook(world, theme.token, self)
        self.panel = LayerPanel(theme, world.now)
        self.bar = FocusBar(theme, world.registers, self.book)
        self.shapes = ShapeActs(world, theme, city_map, self.book, room, page)
        self.acts, self.cases, self.day = self.shapes.line, self.shapes.cases, self.shapes.day
        self.memory = LayerMemory(prefs, self.book, own)
        self.panel.hide()
        self._connect()
        self._bind_keys(page)
        self._follow_person()

    def _connect(self) -> None:
        book, panel = self.book, self.panel
        book.made.connect(self._put)
        book.gone.connect(self._map.remove_layer)
        book.arranged.connect(self._arrange)
        panel.switched.connect(self._switch)
        panel.moved.connect(lambda name, by: self._keeper(name).move(name, by))
        panel.wished.connect(lambda name, *wish: self._keeper(name).set_wish(name, Shown(*wish)))
        self.bar.went_up.connect(self.shapes.look_at_focus)
        if self._own is not None:
            self._own.changed.connect(self._arrange)
        self._map.camera_changed.connect(lambda: book.set_zoom(self._map.camera.view.style_zoom))
        if self._room is not None:
            self._room.acting.operations.person_changed.connect(self._follow_person)

    def _bind_keys(self, page: QWidget) -> None:
        for keys, act in (("Backspace", self.bar.go_up), ("Return", self._enter), ("Enter", self._enter)):
            key = QShortcut(QKeySequence(keys), self._map)
            key.setContext(Qt.ShortcutContext.WidgetShortcut)
            key.activated.connect(act)
        toggle = QShortcut(QKeySequence("T"), page)
        toggle.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        toggle.activated.connect(self.toggle)

    def _enter(self) -> None:
        """What the open card offers comes first."""
        if not self._map.take_way():
            self.shapes.drill()

    def follow_vehicle(self, index: int) -> None:
        """Show where a vehicle has been, by its index in the fleet's columns."""
        self.book.switch(TRACK, True)
        self.book.follower.follow(index, self.book.window)

    # The panel

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
                self.panel.tell(layer, self._note(layer) or self.book.remark)
            for layer in self._own.layers() if self._own is not None else ():
                self.panel.tell(layer, self._note(layer) or self._own.note_of(layer.name))

    def _switch(self, name: str, on: bool) -> None:
        """One layer at a time colours areas; which one went is told beside the one that came."""
        others = [each for each in self.book.order() if colours_ground(each) and each != name]
        if on and colours_ground(name):
            self._instead = {name: self._title(others[-1])} if others else {}
            for each in others:
                self.book.switch(each, False)
        self._keeper(name).switch(name, on)

    def _title(self, name: str) -> str:
        made, offer = self.book.layers.get(name), self._offers().get(name)
        return made.title if made else offer.title if offer else name

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
            gone = self._instead.get(layer.name)
            return tr("已关闭“{0}”：区域只用一种颜色表示").format(gone) if gone else ""
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
        for kind, shown_plainly in marked_kinds(self.book.order()).items():
            self._map.set_layer_visible(kind, shown_plainly)
        self.memory.remember()

    def _follow_person(self) -> None:
        """Somebody else may sit here: their layers."""
        person = self._room.acting.operations.person if self._room is not None else None
        self.memory.follow(person.id if person is not None else "")
        self._arrange()

    def _put(self, layer: MapLayer) -> None:
        """A layer of the city's data lies under what other hands have put on the map, whenever it came."""
        self._map.set_layer(layer)
        others = [each.name for each in self._map.map_layers() if not self.book.shown(each.name)]
        own = self._own.ranks() if self._own is not None else []
        self._map.lay_in_order([*(name for name in others if name not in own), *own])

    def keep_state(self) -> tuple[object, Rule, int, bool]:
        """What the person's file does not hold: areas, classes, window, and whether the panel is open."""
        return self.book.focus, self.book.rule, self.book.window, self.panel.isVisible()

    def restore_state(self, state: tuple[object, Rule, int, bool]) -> None:
        """Go on like that."""
        self.book.focus, self.book.rule, self.book.window = state[:3]  # type: ignore[assignment]
        self.bar.refresh()
        if state[3]:
            self.toggle()
