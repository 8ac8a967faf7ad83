"""A map on which something can be chosen: what lies under a click, the card that tells about it, the ring around it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from console.models.city_map.shapes import Form, MapLayer, Shape
from console.models.rows import Marker
from resources.theme import Theme
from widgets.map import vehicle_layer
from widgets.map.layered import HIT_PX, LayeredMap, ShapePlace
from widgets.map.marker_layer import MarkerLayer
from widgets.map.popup import Popup
from widgets.map.spots import Spot
from widgets.map.vehicle_layer import Fleet

NEAR_PX = 3.0
"""How near a click must be to mean a vehicle and not the shape under it: a city is strewn with vehicles."""
NO_FLEET = Fleet()
Ways = Callable[[str, str], str]
"""Words of a card's button, empty for none: of ``MARKER`` and an id, ``VEHICLE`` and an index, a layer and a shape."""
MARKER, VEHICLE = "marker", "vehicle"
PopupProvider = Callable[[int], tuple[str, Sequence[str]]]
"""Words about the vehicle of an index: title and lines."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("CardedMap", text)


@dataclass(frozen=True, slots=True)
class Pile:
    """The markers that lie on one another, the uppermost first, and which of them was clicked."""

    id: str = ""
    ids: tuple[str, ...] = ()

    def words(self, marker_id: str, open_still: Callable[[str], object]) -> tuple[str, ...]:
        """That there are more, for the card of this marker; those that were closed since are not counted."""
        ids = [each for each in self.ids if open_still(each)]
        if len(ids) < 2 or marker_id != self.id or marker_id not in ids:
            return ()
        return (_tr("此处 {0} 条中的第 {1} 条，再单击看下一条").format(len(ids), ids.index(marker_id) + 1),)


class CardedMap(LayeredMap):
    """One thing is chosen at a time: a marker, a vehicle or a shape of a layer."""

    marker_clicked = Signal(object)
    vehicle_clicked = Signal(int)
    clicked = Signal(float, float)
    let_go = Signal()
    """The card was closed by hand: by Esc or by its cross."""
    way_taken = Signal(str, str)
    """Somebody wants to go where a card leads, by its button: as ``Ways`` is asked."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.popup_provider: PopupProvider | None = None
        self.way_of: Ways = lambda _what, _name: ""
        self.cards = True
        """Whether a selected marker has a card; a map beside a pane that says the same only rings it."""
        self._fleet = NO_FLEET
        self._markers = MarkerLayer(theme, self._layers)
        self._hidden: frozenset[str] = frozenset()
        self._selected = self._awaited = ""
        """Ids of the marker that is chosen, and of one that was chosen before it came."""
        self._vehicle = -1
        self._popup = Popup(theme, self)
        self._popup.closed.connect(self.dismissed)
        self._popup.taken.connect(self.take_way)
        self._pile = Pile()
        self._covered: tuple[QRect, ...] = ()

    def layers_changed(self) -> None:
        """A chosen shape may be gone, and all is painted again."""
        self._place_popup()
        self.refresh()

    def _rested(self) -> None:
        """Words that went along with the map are laid out for where it is now."""
        if self._markers.slid:
            self._markers.forget()
        super()._rested()

    def select(self, marker_id: str) -> None:
        """Ring this marker and open its card, as soon as it is there; until then, and for an empty id, nothing is."""
        self._vehicle, self._shape = -1, None
        marker = self._markers.find(marker_id) if marker_id else None
        self._awaited = "" if marker else marker_id
        self._show_marker(marker)
        self.refresh()

    def shows(self, marker_id: str) -> bool:
        """Whether this marker is on the map and not hidden."""
        return any(marker.id == marker_id for marker in self._markers.shown())

    def select_vehicle(self, index: int) -> None:
        """Ring the vehicle of this index and open its card."""
        self._show_vehicle(index)

    def select_shape(self, layer: str, shape_id: str, place: tuple[float, float]) -> None:
        """Open the card of a shape at a place in degrees."""
        self._show_shape((layer, shape_id, place))

    def keep_clear(self, boxes: Iterable[QRect]) -> None:
        """Where something lies on the map, in its pixels: labels go elsewhere."""
        self._covered = tuple(boxes)
        if self._clear_words():
            self.refresh()

    def clear_selection(self) -> None:
        """No marker or vehicle is selected."""
        self.select("")

    # Hits

    def marker_at(self, point: QPointF) -> Spot | None:
        """The marker under a point in widget pixels: alarms first, then stations, then assets."""
        view = self.camera.view
        return self._markers.hit(view, point.x() * view.dpr, point.y() * view.dpr, HIT_PX * view.scale)

    def vehicle_at(self, point: QPointF) -> int:
        """The index of the nearest vehicle within 8 px of a point, -1 for none."""
        return self._vehicle_near(point, HIT_PX)

    def _vehicle_near(self, point: QPointF, reach: float) -> int:
        if "vehicles" in self._hidden:
            return -1
        view = self.camera.view
        return vehicle_layer.hit(self._fleet, view, point.x() * view.dpr, point.y() * view.dpr, reach * view.scale)

    def tapped(self, point: QPointF) -> None:
        """A click selects what is under it, or lets go of what was selected."""
        spot = self.marker_at(point)
        shape = None if spot else self.shape_at(point)
        vehicle = -1 if spot or self._on_disc(shape, point) else self._vehicle_near(point, NEAR_PX if shape else HIT_PX)
        if spot:
            self._pile = self._pile_of(spot)
            self.select(self._pile.id)
            self.marker_clicked.emit(self._markers.find(self._pile.id))
        elif vehicle >= 0:
            self._show_vehicle(vehicle)
            self.vehicle_clicked.emit(vehicle)
        elif shape is not None:
            self._show_shape((shape[0].name, shape[1].id, self.camera.view.to_degrees(point.x(), point.y())))
            self.shape_clicked.emit(shape[0].name, shape[1].id)
        else:
            self.clear_selection()
            self.clicked.emit(*self.camera.view.to_degrees(point.x(), point.y()))

    def _on_disc(self, found: tuple[MapLayer, Shape] | None, point: QPointF) -> bool:
        """Whether a click was on a point of a layer itself: vehicles lie under it and are not meant."""
        if found is None or found[1].form is not Form.POINT:
            return False
        view, shape = self.camera.view, found[1]
        away = QPointF(*view.to_widget(*shape.parts[0][0])) - point
        return math.hypot(away.x(), away.y()) <= shape.look.radius * view.factor

    def _pile_of(self, spot: Spot) -> Pile:
        """Of alarms that lie on one another a click takes the uppermost, and the next one below with every further."""
        ids = [marker.id for marker in (spot.marker, *spot.under)]
        at = (ids.index(self._selected) + 1) % len(ids) if self._selected in ids else 0
        return Pile(ids[at], tuple(ids))

    def subject(self) -> tuple[str, str] | None:
        """What the open card is about, as ``Ways`` is asked; None for none."""
        if self._shape is not None:
            return self._shape[0], self._shape[1]
        if self._selected:
            return MARKER, self._selected
        return (VEHICLE, str(self._vehicle)) if self._vehicle >= 0 else None

    def take_way(self) -> bool:
        """Go where the card leads; False where none is open, or it leads nowhere."""
        subject = self.subject()
        if subject is None or self._popup.isHidden() or not self.way_of(*subject):
            return False
        self.way_taken.emit(*subject)
        return True

    def _tell(self, title: str, lines: Sequence[str]) -> None:
        subject = self.subject()
        self._popup.tell(title, lines, self.way_of(*subject) if subject is not None else "")

    def dismissed(self) -> None:
        """Esc, or its cross, closes the card."""
        self.clear_selection()
        self.let_go.emit()

    # The card

    def _show_marker(self, marker: Marker | None) -> None:
        self._selected = marker.id if marker else ""
        if marker:
            said = marker.priority or marker.series  # the lines begin with what is written beside it
            lines = (marker.label, *marker.lines) if marker.label and not said else marker.lines
            self._tell(marker.name, (*lines, *self._pile.words(marker.id, self._markers.find)))
        self._place_popup()

    def _show_vehicle(self, index: int) -> None:
        self._selected, self._awaited, self._vehicle, self._shape = "", "", index, None
        if self.popup_provider is not None:
            self._tell(*self.popup_provider(index))
        self._place_popup()
        self.refresh()

    def _show_shape(self, shape: ShapePlace) -> None:
        """The card of a shape stands where it was clicked, and stays true when the layer is replaced."""
        self._selected, self._awaited, self._vehicle, self._shape = "", "", -1, shape
        self._place_popup()
        self.refresh()

    def _place_popup(self) -> None:
        if card := self.shape_card():
            self._tell(*card)
        point = self._anchor()
        if point is None or (self._selected and not self.cards):
            self._popup.hide()
        else:
            if self._vehicle >= 0 and self.popup_provider is not None:
                self._tell(*self.popup_provider(self._vehicle))
            self._popup.follow(point, QRectF(self.rect()))
        self._clear_words()

    def own_plates(self) -> Iterable[QRect]:
        """What the map itself has laid on it, besides the card."""
        return ()

    def _clear_words(self) -> bool:
        """No words under the card, where they would be cut, nor what it says once more beside its marker; whether words
        have to go elsewhere now."""
        shown = not self._popup.isHidden()
        dpr = self.camera.view.dpr

        def scaled(box: QRect) -> QRectF:
            return QRectF(box.x() * dpr, box.y() * dpr, box.width() * dpr, box.height() * dpr)

        plates = tuple(map(scaled, (*self._covered, *self.own_plates())))
        self._markers.set_told(self._selected if shown else "")
        return self._markers.set_clear(plates, scaled(self._popup.geometry()) if shown else None)

    def _anchor(self) -> QPointF | None:
        view = self.camera.view
        if self._shape is not None:
            return self.shape_anchor()
        if self._selected:
            marker = self._markers.find(self._selected)
            return QPointF(*view.to_widget(marker.lon, marker.lat)) if marker else None
        if self._vehicle >= 0 and self.popup_provider is not None:
            place = vehicle_layer.place(self._fleet, view, self._vehicle)
            return QPointF(place[0] / view.dpr, place[1] / view.dpr) if place else None
        return None

    def _paint_rings(self, painter: QPainter) -> None:
        self.paint_shape_ring(painter)
        place = vehicle_layer.place(self._fleet, self.camera.view, self._vehicle)
        if place:
            vehicle_layer.paint_ring(painter, *place, self.camera.view.scale, self.colour("accent"))
