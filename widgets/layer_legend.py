"""What a map layer's colours mean, of when its data is and whose: painted, so that it reads alike on desk and wall."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.models.city_map.shapes import LegendEntry, MapLayer, PictureLayer, ShapeLayer
from console.models.clock import DAY_MS, local, midnight
from resources.theme import Theme, mix
from widgets import draw, fonts, words
from widgets.map.layers.paint import hatch
from widgets.map.layers.stack import colour_of
from widgets.themed import ThemedWidget

SWATCH = (5.0, 2.6)
"""Width and height of a colour in units of space."""
ROUNDED = 2
"""Pixels by which a line may be longer than its letters add up to."""
SAID_WIDTH = 50
"""Notes and sources are wrapped at so many units of space, and not at the width of a short title."""
PICTURE = 0.75
"""How strong the colours of heat are in their picture."""
Now = Callable[[], int]


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("LayerLegend", text)


def time_words(layer: MapLayer, now: int) -> str:
    """Of when the data is, how old that is, and whose it is."""
    parts = []
    if layer.at is not None:
        moment = day_words(layer.at, now) or words.hour_minute_second(layer.at, now)
        parts.append(tr("数据 {0}（{1} 前）").format(moment, words.age((now - layer.at) / 1000)))
    if layer.source:
        parts.append(tr("来源 {0}").format(layer.source))
    return " · ".join(parts)


def day_words(at: int, now: int) -> str:
    """The day of what was dated by the day; empty for what has a time of its own."""
    dated = at == midnight(at) and now - at >= DAY_MS
    return f"{local(at):%Y-%m-%d}" if dated else ""


class LayerLegend(ThemedWidget):
    """Title, one line for each colour, and a last line with time and source. ``plate``: on a ground of its own."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, now: Now = words.system_now, plate: bool = False
    ) -> None:
        super().__init__(theme, parent)
        self._now, self._plate = now, plate
        self._layer: MapLayer | None = None
        self._note = ""
        self._said: tuple[MapLayer | None, str, str] = (None, "", "")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_layer(self, layer: MapLayer | None, note: str = "") -> None:
        """Tell of this layer; ``note`` comes first, where there is something odd about it."""
        said = (layer, note, time_words(layer, self._now()) if layer else "")
        if said == self._said:
            return  # a map under it would be painted for nothing
        self._said, self._layer, self._note = said, layer, note
        self.setAccessibleName(layer.title if layer else "")
        self.setAccessibleDescription("\n".join(entry.words for entry in layer.legend) if layer else "")
        self.updateGeometry()
        self.update()

    def apply_theme(self) -> None:
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._layer is None:
            return 0
        pad = self._pad()
        wraps = sum(self._wrapped(text, role, width - 2 * pad) for text, role in self._texts())
        return round(wraps + len(self._layer.legend) * self._pitch() + 2 * pad)

    def sizeHint(self) -> QSize:
        if self._layer is None:
            return QSize(0, 0)
        body, small = fonts.metrics_of(self.theme, "secondary", True), fonts.metrics_of(self.theme, "tertiary")
        swatch = self.theme.space(SWATCH[0] + 2)
        wide = max(
            [body.horizontalAdvance(self._layer.legend_title or self._layer.title)]
            + [small.horizontalAdvance(entry.words) + swatch for entry in self._layer.legend]
        )
        said = max(small.horizontalAdvance(words.one_line(text)) for text, _ in self._texts()[1:]) + ROUNDED
        wide = max(wide, min(said, self.theme.space(SAID_WIDTH)))
        width = min(wide, self.theme.space(80)) + 2 * self._pad()
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        layer = self._layer
        if layer is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._plate:
            ground = self.colour("ground")
            painter.setPen(QPen(self.colour("line"), self.theme.hair()))
            painter.setBrush(ground)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        pad = self._pad()
        room = QRectF(pad, pad, self.width() - 2 * pad, 0)
        texts = self._texts()
        for text, role in texts[:-1]:
            room.moveTop(self._write(painter, room, text, role))
        for entry in layer.legend:
            self._entry(painter, QRectF(pad, room.top(), room.width(), self._pitch()), entry)
            room.moveTop(room.top() + self._pitch())
        self._write(painter, room, *texts[-1])
        painter.end()

    def _texts(self) -> list[tuple[str, str]]:
        """What is wrapped: title and note before the colours, time and source after them."""
        assert self._layer is not None
        notes = [(self._note, "tertiary")] if self._note else []
        return [(self._layer.legend_title or self._layer.title, "secondary"), *notes,
                (time_words(self._layer, self._now()), "tertiary")]  # fmt: skip

    def _entry(self, painter: QPainter, rect: QRectF, entry: LegendEntry) -> None:
        wide, high = self.theme.space(SWATCH[0]), self.theme.space(SWATCH[1])
        box = QRectF(rect.left(), rect.center().y() - high / 2, wide, high)
        if entry.colour:
            colour = QColor(self._seen(entry.colour))
            painter.setPen(QPen(self.colour("line"), self.theme.hair()))
            painter.setBrush(Qt.BrushStyle.NoBrush if entry.hatched else colour)
            painter.drawRect(box)
            if entry.hatched:
                tile = hatch(colour.name(), self.theme.factor)
                painter.setBrushOrigin(box.topLeft())
                painter.fillRect(box, QBrush(tile))
        left = wide + self.theme.space(2) if entry.colour else 0
        draw.text(painter, rect.adjusted(left, 0, 0, 0), entry.words, self.theme, "tertiary", "text")

    def _seen(self, colour: str) -> str:
        """A colour as it looks on the map: as strong as the layer is, over the map's own ground."""
        ink = colour_of(self.theme, colour)
        layer = self._layer
        strength = layer.opacity if layer else 1.0
        if isinstance(layer, ShapeLayer):
            fills = (shape.look.fill_alpha for shape in layer.shapes if shape.look.fill == colour)
            strength *= next(fills, 1.0)
        elif isinstance(layer, PictureLayer):
            strength *= PICTURE
        return mix(ink, self.theme.token("map-land"), min(1.0, strength))

    def _write(self, painter: QPainter, room: QRectF, text: str, role: str) -> float:
        """Wrapped words; returns where the next thing begins."""
        high = self._wrapped(text, role, round(room.width()))
        painter.setFont(fonts.of(self.theme, role, role == "secondary"))
        painter.setPen(self.colour("text" if role == "secondary" else "secondary"))
        painter.drawText(QRectF(room.left(), room.top(), room.width(), high), _WRAP, words.one_line(text))
        return room.top() + high

    def _wrapped(self, text: str, role: str, width: int) -> float:
        if not text:
            return 0.0
        metrics = fonts.metrics_of(self.theme, role, role == "secondary")
        box = metrics.boundingRect(0, 0, max(1, width), 10_000, _WRAP, words.one_line(text))
        return box.height() + self.theme.space(0.5)

    def _pitch(self) -> int:
        return fonts.metrics_of(self.theme, "tertiary").height() + self.theme.space(0.75)

    def _pad(self) -> int:
        return self.theme.space(2.5) if self._plate else self.theme.space(0.5)


_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
