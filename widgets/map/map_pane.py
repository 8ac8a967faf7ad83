"""The map of a wall or a desk: base map, fleet, stations, assets and alarms, with one camera over all of them.

Its interface knows no painter: tiles come from a source, points as arrays and rows, moves go through the camera.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from console.domain.truth import Quality
from console.models.city_map.home import Home
from console.models.city_map.sign_key import KeyLine, Sign, key_lines
from console.models.rows import Marker
from console.models.text.phrases import listed
from resources.theme import Theme
from widgets import draw
from widgets.map import base_layer, furniture
from widgets.map.camera import Bounds
from widgets.map.carded import NO_FLEET, CardedMap
from widgets.map.frame import Frame, Scene
from widgets.map.marker_words import unwritten_words
from widgets.map.names import TileNames
from widgets.map.sign_plate import SignPlate
from widgets.map.tile_source import TileSource
from widgets.map.vehicle_layer import Fleet, Integers, make_fleet, signs_of

SETTLE_MS = 60
"""Tiles of a moving view are asked for at most this often."""


class MapPane(CardedMap):
    """A map to look at, move about and click on; it emits what the operator meant and changes nothing itself."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._notices: dict[str, str] = {}
        self._tiles: TileSource | None = None
        self._revision = 0
        self._quality = Quality.LIVE
        self._data_at: int | None = None
        self._notes: tuple[str, ...] = (QCoreApplication.translate("MapPane", "虚构城市"),)
        self._frame = Frame(self.sheet)
        self._names = TileNames()
        self._key: tuple[KeyLine, ...] = ()
        self._key_of: tuple[frozenset[Sign], bool, int] = (frozenset(), False, 0)
        self._key_plate = SignPlate()
        self._ask = QTimer(self)
        self._ask.setSingleShot(True)
        self._ask.timeout.connect(self._want_tiles)
        self.camera.changed.connect(self._moved)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # What is shown

    def set_tiles(self, source: TileSource | None) -> None:
        """Where the base map comes from, perhaps shared with other maps; None for plain ground. The caller ends it."""
        if self._tiles is not None:
            self._tiles.changed.disconnect(self._tiles_came)
            self._tiles.message_changed.disconnect(self.refresh)
            self._tiles.base_changed.disconnect(self._base_changed)
            self._tiles.wanting.disconnect(self._ask_soon)
            self._tiles.want((), id(self))
        self._tiles = source
        if source is not None:
            source.changed.connect(self._tiles_came)
            source.message_changed.connect(self.refresh)
            source.base_changed.connect(self._base_changed)
            source.wanting.connect(self._ask_soon)
            self.set_attribution(*source.base.notes)
        self._tiles_came()
        self._ask.start(0)

    @property
    def tiles(self) -> TileSource | None:
        """Where the base map comes from."""
        return self._tiles

    def set_fleet(
        self, lon: Integers, lat: Integers, heading: Integers, speed: Integers, state: Integers, fixed: Integers
    ) -> None:
        """Columns of the whole fleet: 1e-6 degrees, 0.1 degree, 0.1 km/h, state bits, ms of the fix (0: unknown)."""
        self._fleet = make_fleet(lon, lat, heading, speed, state, fixed)
        self._renew_key()
        self._place_popup()
        self.refresh()

    def set_markers(self, markers: list[Marker]) -> None:
        """Alarms (``priority`` 1 to 4), stations (with a ``label``) and assets, in any order."""
        self._markers.set_markers(markers)
        if self._awaited and self._markers.find(self._awaited):
            self.select(self._awaited)
        elif self._selected:
            self._show_marker(self._markers.find(self._selected))
        self._renew_key()
        self.refresh()

    def set_layer_visible(self, name: str, visible: bool) -> None:
        """``base``, ``vehicles``, ``alarms``, ``stations``, ``assets``, a marker kind, or the name of a layer."""
        self._hidden = self._hidden - {name} if visible else self._hidden | {name}
        self._markers.set_hidden(self._hidden)
        self._layers.set_hidden(self._hidden)
        self._renew_key()
        self._ask.start(0)
        self.refresh()

    def layer_visible(self, name: str) -> bool:
        """Whether a layer is shown; every layer is until it is hidden."""
        return name not in self._hidden

    def set_attribution(self, *notes: str) -> None:
        """Whose map it is, at the bottom left, with the review number where there is one."""
        self._notes = notes
        self.refresh()

    def set_data_time(self, at: int | None) -> None:
        """Time (ms) of the newest position or value, at the bottom right; None for none."""
        self._data_at = at
        self.refresh()

    def set_notice(self, name: str, words: str) -> None:
        """A word about a layer laid over the map, while there is none about the ground; empty takes it away."""
        if self._notices.get(name, "") != words:
            self._notices[name] = words
            self._notices = {name: words for name, words in self._notices.items() if words}
            self.refresh()

    @property
    def notice(self) -> str:
        """What there is to say about layers."""
        return listed(self._notices.values())

    def set_quality(self, quality: Quality) -> None:
        """How far the points may be believed: cached and unknown ones lose their colour, a replay is marked."""
        self._quality = quality
        self._renew_key()
        self.refresh()

    def keep_state(self) -> tuple[float, float, float, str]:
        """Where it looks, and the marker that is chosen."""
        return *self.camera.centre, self.camera.zoom, self._selected

    def restore_state(self, state: tuple[float, float, float, str]) -> None:
        """Look there again."""
        self.camera.look_at(*state[:3])
        self._selected = state[3]

    # Where it looks

    def fly_to(self, lon: float, lat: float, zoom: float) -> None:
        """An eased flight of at most 800 ms."""
        self.camera.fly_to(lon, lat, zoom)

    def fit(self, bounds: Bounds, covered: int = 0) -> None:
        """Show all of a box (west, south, east, north) beside what covers so many pixels at the left."""
        self.camera.fit(bounds, covered=covered)

    def go_home(self, home: Home, covered: int = 0) -> None:
        """Show all of the city's ground beside what covers so many pixels at the left, and water as room is left."""
        self.camera.fly_to(*self.camera.framing(home.ground, home.whole, covered))

    # Painting

    def refresh(self) -> None:
        """Something that is shown has changed."""
        self.update()

    @property
    def pale(self) -> bool:
        """Whether points are shown without their colour: they may be old."""
        return self._quality in (Quality.CACHED, Quality.UNKNOWN)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Base map and fleet from the frame, then markers, then what lies on every map."""
        view = self.camera.view
        store = self._tiles.store if self._tiles and "base" not in self._hidden else None
        scene = Scene(view, self.theme, store, self._revision, self._layers, self._shown_fleet, self.pale)
        if not self._frame.bring(scene, self._picture_came):
            self.go_on_later()
        if not self._markers.serves(view, self._selected, self.pale):
            self._markers.set_names(self._names.of(view, store, self._revision))
        words = self._markers.scene(view, self._selected, self.pale)
        if self._markers.slid:
            self._resting.start()
        painter = QPainter(self)
        painter.save()
        painter.scale(1 / view.dpr, 1 / view.dpr)
        painter.drawImage(self._frame.corner, self._frame.picture)
        for corner, name in self._frame.written(words.names, QPoint(*words.shift)):
            painter.drawImage(corner, name)
        self._paint_rings(painter)
        self._markers.paint(painter, view, self._selected, self.pale)
        painter.restore()
        self.paint_over(painter, self._tiles.message if self._tiles else "")
        painter.end()

    @property
    def _shown_fleet(self) -> Fleet:
        return NO_FLEET if "vehicles" in self._hidden else self._fleet

    def _renew_key(self) -> None:
        """What the map shows, and so what its signs mean, may have changed."""
        of = (signs_of(self._shown_fleet, self.camera.view), self.pale, self._markers.sifted)
        if of == self._key_of:
            return
        self._key_of = of
        lines = key_lines(self._markers.shown(), *of[:2])
        if lines != self._key:
            self._key = lines
            self._clear_words()

    def own_plates(self) -> Iterable[QRect]:
        """The key of its signs."""
        box = self._key_plate.box(self._key, self.camera.view, self.theme)
        return () if box.isEmpty() else (box.toAlignedRect(),)

    @property
    def settled(self) -> bool:
        """As of the layers, and no fleet is still being painted."""
        return super().settled and not self._frame.busy

    def _picture_came(self) -> None:
        self._frame.collect()
        super()._picture_came()

    def paint_over(self, painter: QPainter, message: str) -> None:
        """What lies on every map, with a word about its ground."""
        view = self.camera.view
        if self._quality is Quality.REPLAY:
            draw.watermark(painter, QRectF(self.rect()), self.theme, QCoreApplication.translate("MapPane", "回放"))
        furniture.paint(painter, view, self.theme, self._notes, self._data_at, unwritten_words(self._markers.unwritten))
        self._key_plate.paint(painter, self._key, view, self.theme)
        said = [words for words in (message, self.notice) if words]
        furniture.paint_messages(painter, view, self.theme, said, self._covered)

    def taken(self) -> None:
        """Have what lies around the view at hand."""
        self._frame.expect_move()
        self.refresh()

    def apply_theme(self) -> None:
        """New colours and sizes everywhere."""
        self._markers.set_theme(self.theme)
        self._frame.forget()
        if self._tiles:
            self._tiles.set_theme(self.theme.name)
        self.measure()
        self._ask.start(0)

    def showEvent(self, _event: QShowEvent) -> None:
        """Only a map that is seen asks for tiles."""
        self.measure()
        self._ask.start(0)

    def event(self, event: QEvent) -> bool:
        """A window that moved to another screen has another pixel ratio."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.measure()
        return super().event(event)

    def _moved(self) -> None:
        self._renew_key()
        self._place_popup()
        self.refresh()
        if not self._ask.isActive():
            self._ask.start(SETTLE_MS)
        self.camera_changed.emit()

    def _base_changed(self) -> None:
        if self._tiles is not None:
            self.set_attribution(*self._tiles.base.notes)
        self._ask_soon()

    def _ask_soon(self) -> None:
        if not self._ask.isActive():
            self._ask.start(SETTLE_MS)

    def _tiles_came(self) -> None:
        self._revision += 1
        self._markers.forget()
        self.refresh()

    def _want_tiles(self) -> None:
        if self._tiles is None or not self.isVisible() or "base" in self._hidden:
            return
        view = self.camera.view
        sheets = base_layer.seen(view)
        bare = any(self._tiles.store.above(sheet.z, sheet.x, sheet.y) is None for sheet in sheets)
        self._tiles.want([*base_layer.backdrop(view), *sheets] if bare else sheets, id(self))
