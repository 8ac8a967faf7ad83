"""The glass over a map: while a tool is in hand it takes clicks and drags, and it shows the sketch and all figures.

What is finished is a layer of the map like any other; the glass only writes its figures beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent

from console.domain.geo.geodesy import Place
from console.domain.geo.sketch import Drawing, Sketch, Tool
from resources.theme import Theme
from widgets.map.map_pane import MapPane
from widgets.map.movable import DRAG_PX
from widgets.map.tools import paint
from widgets.themed import ThemedWidget

CLOSE_PX = 10.0
NewId = Callable[[], tuple[str, int]]
"""An id for a drawing, and the time (ms)."""
Figures = Sequence[tuple[Place, str]]
"""Words beside places."""


class SketchGlass(ThemedWidget):
    """Wheel, arrows and the right button go on moving the map; so does a drag, unless it sets a circle's radius."""

    drawn = Signal(object)
    """A finished ``Drawing``."""
    changed = Signal()
    """Another sketch, another tool, or none."""

    def __init__(self, theme: Theme, city_map: MapPane, new_id: NewId) -> None:
        super().__init__(theme, city_map)
        self._map, self._new_id = city_map, new_id
        self.sketch: Sketch | None = None
        self.typed = 0.0
        """A radius in metres that the next circle gets as it is clicked; 0 for none."""
        self._figures: Figures = ()
        self._hover: QPointF | None = None
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._moved = self._lent = self._centred = False
        """Of the press under way: it became a drag, it is the map's, it set a circle's centre."""
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setMouseTracking(True)
        city_map.installEventFilter(self)
        city_map.camera_changed.connect(self.update)
        self.setGeometry(city_map.rect())
        self._pass_mouse()

    # What is asked of it

    def begin(self, tool: Tool) -> None:
        """Take a tool in hand, with nothing drawn yet."""
        self._hover = None
        self.setFocus()
        self._show(Sketch(tool))

    def add(self, place: Place) -> None:
        """Another corner, as if it had been clicked."""
        if self.sketch is not None:
            self._show(self.sketch.add(place))

    def leave(self) -> None:
        """Give the hand back to the map; a sketch that is not finished is thrown away."""
        held = self.hasFocus()
        self._show(None)
        if held:
            self._map.setFocus()

    def set_figures(self, figures: Figures) -> None:
        """Words beside what is finished."""
        self._figures = figures
        self.update()

    def covered(self) -> list[QRect]:
        """Where its figures stand on the map, but for that under the hand."""
        view, sketch = self._map.camera.view, self.sketch
        mine = paint.sketch_figures(sketch, sketch.corners) if sketch is not None else []
        plates = [*paint.plates(view, self.theme, self._figures), *paint.plates(view, self.theme, mine)]
        return [plate.toAlignedRect() for plate, _ in plates]

    def undo(self) -> None:
        """Take the last corner away."""
        if self.sketch is not None:
            self._show(self.sketch.undo())

    def set_radius(self, metres: float) -> None:
        """A radius was typed: for the circle under way, else for the next one."""
        self.typed = metres
        if self.sketch is not None and self.sketch.corners:
            self._show(self.sketch.sized(metres))

    def finish(self) -> None:
        """Make a drawing of the sketch, or say why it is none yet. The tool stays in hand for the next one."""
        if self.sketch is None:
            return
        done = self.sketch.finished(*self._new_id())
        if isinstance(done, Drawing):
            self._show(Sketch(done.tool))
            self.drawn.emit(done)
        else:
            self._show(done)

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A corner may begin, or a drag; other buttons are the map's."""
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        self._lent = event.button() is not Qt.MouseButton.LeftButton or not plain
        if self._lent or self.sketch is None:
            self._map.mousePressEvent(event)
            return
        self._pressed = self._last = event.position()
        self._moved = False
        self._centred = self.sketch.tool.round and not self.sketch.corners
        if self._centred:
            self._show(self.sketch.add(self._place(event.position())))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where the next corner would be, how large the circle would be, or move the ground."""
        if self._lent and event.buttons():
            self._map.mouseMoveEvent(event)
            return
        point = event.position()
        self._hover = point
        if self._pressed is not None and (point - self._pressed).manhattanLength() >= DRAG_PX:
            self._moved = True
        round_one = self.sketch is not None and self.sketch.tool.round and bool(self.sketch.corners)
        if round_one and self.sketch is not None and not self.typed:
            self._show(self.sketch.reach(self._place(point)))
        elif self._moved and self._pressed is not None and not round_one:
            self._map.camera.pan(point.x() - self._last.x(), point.y() - self._last.y())
        self._last = point
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press that did not move is a corner; one that drew a circle ends it."""
        if self._lent:
            self._map.mouseReleaseEvent(event)
            return
        began, self._pressed = self._pressed, None
        sketch = self.sketch
        if began is None or sketch is None:
            return
        place = self._place(event.position())
        if sketch.tool.round:
            self._end_circle(sketch, place)
        elif not self._moved:
            self._corner(sketch, event.position(), place)

    def _end_circle(self, sketch: Sketch, place: Place) -> None:
        if self.typed:
            self._show(sketch.sized(self.typed))
            self.finish()
        elif self._moved or not self._centred:
            self._show(sketch.reach(place))
            self.finish()

    def _corner(self, sketch: Sketch, point: QPointF, place: Place) -> None:
        if sketch.tool.closed and len(sketch.corners) >= sketch.tool.least:
            first = QPointF(*self._map.camera.view.to_widget(*sketch.corners[0]))
            if (first - point).manhattanLength() < CLOSE_PX * self.theme.factor:
                self.finish()
                return
        self._show(sketch.add(place))
        if sketch.tool is Tool.POINT:
            self.finish()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ends what has many corners; the first click of the two was its last corner."""
        if event.button() is Qt.MouseButton.LeftButton and self.sketch is not None:
            if not self.sketch.tool.round and self.sketch.tool is not Tool.POINT:
                self.finish()
            else:
                self.mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ends, Backspace takes a corner back, Esc throws the sketch away and then the tool."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
        elif event.key() == Qt.Key.Key_Backspace:
            self.undo()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            self._map.keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The hand is elsewhere."""
        self._hover = None
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As large as the map."""
        if watched is self._map and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._map.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Figures of what is finished, then the sketch."""
        painter = QPainter(self)
        view = self._map.camera.view
        paint.figures(painter, view, self.theme, self._figures)
        if self.sketch is not None:
            held = self._pressed is not None and self._moved and not self.sketch.tool.round
            hover = None if self._hover is None or held else self._place(self._hover)
            paint.sketch(painter, view, self.theme, self.sketch, hover)
        painter.end()

    def _place(self, point: QPointF) -> Place:
        return self._map.camera.view.to_degrees(point.x(), point.y())

    def _show(self, sketch: Sketch | None) -> None:
        self.sketch = sketch
        self._pass_mouse()
        self.update()
        self.changed.emit()

    def _pass_mouse(self) -> None:
        busy = self.sketch is not None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not busy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if busy else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.CrossCursor if busy else Qt.CursorShape.ArrowCursor)
