"""A movable map with layers of shapes and pictures: holds them, finds what lies under a point, marks what is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from console.models.city_map.shapes import Form, MapLayer, Shape
from resources.theme import Theme
from widgets.map.layers import LayerStack
from widgets.map.layers.outline import outline
from widgets.map.layers.sheet import LayerSheet
from widgets.map.layers.stack import check_colours
from widgets.map.movable import MovableMap

HIT_PX = 8.0
"""How near a click must be, in style pixels."""
REST_MS = 90
"""A map that has not moved for so long rests: layers are painted anew where that takes long, and words laid out."""
ShapePlace = tuple[str, str, tuple[float, float]]
"""Layer, shape, and where in degrees somebody clicked on it."""


class LayeredMap(MovableMap):
    """What every painter shares of layers; the painting itself is theirs."""

    shape_clicked = Signal(str, str)
    """Name of a layer and id of a shape in it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._layers = LayerStack()
        self._shape: ShapePlace | None = None
        self.sheet = LayerSheet()
        self._resting = QTimer(self, singleShot=True, interval=REST_MS)
        self._resting.timeout.connect(self._rested)

    def set_layer(self, layer: MapLayer) -> None:
        """Add a layer on top of the others, or replace the one of that name where it lies.

        Its vertices are projected now, so ``shapes`` that have not changed should be the same tuple as before. Raises
        ``ThemeError`` for a colour that is neither a token nor ``#RRGGBB``.
        """
        check_colours(layer, self.theme)
        self._layers.set(layer)
        self.layers_changed()

    def remove_layer(self, name: str) -> None:
        """Nothing happens when there is none of that name."""
        self._layers.remove(name)
        self.layers_changed()

    def lay_in_order(self, names: Sequence[str]) -> None:
        """Layers of these names lie above all others, the topmost last, whenever they come."""
        self._layers.lay_in_order(names)
        self.layers_changed()

    def map_layers(self) -> tuple[MapLayer, ...]:
        """What was set, from the lowest to the topmost."""
        return self._layers.all()

    def shape_at(self, point: QPointF) -> tuple[MapLayer, Shape] | None:
        """The topmost shape of a layer under a point in widget pixels; points and lines within 8 px."""
        view = self.camera.view
        return self._layers.hit(view, point.x() * view.dpr, point.y() * view.dpr, HIT_PX * view.scale)

    def layers_changed(self) -> None:
        """The layers are others than before."""

    def refresh(self) -> None:
        """Something that is shown has changed."""
        self.update()

    @property
    def settled(self) -> bool:
        """Whether the native painter's last picture was complete: no layer is still being painted."""
        return not (self.sheet.busy or self._resting.isActive())

    def go_on_later(self) -> None:
        """The layers' picture is not up to date: have it painted beside this thread, or begin when the map rests."""
        if self.sheet.busy:
            self.sheet.hand_over(self._picture_came)
        else:
            self._resting.start()

    def _rested(self) -> None:
        """Nobody has moved the map for a while."""
        self.refresh()

    def _picture_came(self) -> None:
        """Something is done that was painted beside this thread."""
        self.sheet.collect()
        self.refresh()

    def shape_card(self) -> tuple[str, tuple[str, ...]] | None:
        """The newest words about the chosen shape; one that is gone is no longer chosen."""
        found = self._layers.find(*self._shape[:2]) if self._shape else None
        if found is None:
            self._shape = None
            return None
        return found[1][0].title, found[1][0].lines

    def shape_anchor(self) -> QPointF | None:
        """Where the card of the chosen shape stands, in widget pixels; None where it has nothing to say."""
        card = self.shape_card()
        return QPointF(*self.camera.view.to_widget(*self._shape[2])) if self._shape and card and any(card) else None

    def paint_shape_ring(self, painter: QPainter) -> None:
        """Mark the chosen shape; the painter works in device pixels."""
        if self._shape is None:
            return
        view = self.camera.view
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for path, form in outline(self._layers, *self._shape[:2], view):
            width = 2.0 if form is Form.AREA else 3.0
            painter.setPen(QPen(self.colour("map-label-halo"), (width + 2) * view.scale))
            painter.drawPath(path)
            painter.setPen(QPen(self.colour("accent"), width * view.scale))
            painter.drawPath(path)
        painter.restore()
