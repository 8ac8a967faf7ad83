"""The panel of map layers: what is shown, from the top down, with settings and legend; below, what there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from console.models.city_map.shapes import MapLayer
from resources.theme import Theme
from widgets import words
from widgets.calm import calm
from widgets.layer_legend import LayerLegend, Now

LAST_ZOOM, ZOOM_STEP = 18.0, 0.5
WIDTH = 78
"""Units of space."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("LayerPanel", text)


@dataclass(frozen=True, slots=True)
class Offer:
    """A layer that can be switched on."""

    name: str
    title: str
    group: str


class LayerPanel(QScrollArea):
    """Everything by keyboard too: Tab goes through the controls, Space ticks, arrows move sliders and figures."""

    switched = Signal(str, bool)
    wished = Signal(str, float, float, float)
    """Name, opacity 0 to 1, from which zoom, up to which."""
    moved = Signal(str, int)
    """Name; 1 is one higher, -1 one lower."""

    def __init__(self, theme: Theme, now: Now, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self._now = theme, now
        self.cards: dict[str, LayerCard] = {}
        self.boxes: dict[str, QCheckBox] = {}
        self._offers: list[Offer] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(theme.space(WIDTH))
        self.setAccessibleName(tr("图层"))
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(theme.space(1), 0, theme.space(2), 0)
        self._column.setSpacing(theme.space(1))
        self._shown, self._all = QVBoxLayout(), QVBoxLayout()
        self._hint = QLabel(tr("还没有图层。在下面勾选要看的内容。"))
        self._hint.setWordWrap(True)
        for each in (_heading(tr("正在显示"), theme), self._hint, self._shown, self._all):
            self._column.addWidget(each) if isinstance(each, QWidget) else self._column.addLayout(each)
        self._column.addStretch(1)
        self.setWidget(inside)

    def offer(self, offers: Sequence[Offer]) -> None:
        """All there is to choose from; nothing is touched while it is the same."""
        if list(offers) == self._offers:
            return
        self._offers = list(offers)
        _empty(self._all)
        self.boxes = {}
        group = None
        for each in offers:
            if each.group != group:
                group = each.group
                self._all.addWidget(_heading(group, self.theme))
            box = QCheckBox(words.on_button(each.title))
            box.setChecked(each.name in self.cards)
            box.toggled.connect(lambda on, name=each.name: self.switched.emit(name, on))
            self._all.addWidget(box)
            self.boxes[each.name] = box

    def arrange(self, shown: Sequence[tuple[Offer, float, float, float]]) -> None:
        """The layers that are on, from the topmost down, with opacity and zooms."""
        names = [offer.name for offer, *_ in shown]
        for name in [name for name in self.cards if name not in names]:
            self.cards.pop(name).deleteLater()
        for place, (offer, opacity, first, last) in enumerate(shown):
            card = self.cards.get(offer.name)
            if card is None:
                card = self.cards[offer.name] = LayerCard(self.theme, offer, self._now)
                card.wished.connect(self.wished)
                card.moved.connect(self.moved)
                card.closed.connect(lambda name: self.switched.emit(name, False))
            card.set_wish(opacity, first, last)
            card.set_ends(place == 0, place == len(shown) - 1)
            if self._shown.indexOf(card) != place:
                self._shown.insertWidget(place, card)
        for name, box in self.boxes.items():
            box.blockSignals(True)
            box.setChecked(name in names)
            box.blockSignals(False)
        self._hint.setVisible(not names)

    def tell(self, layer: MapLayer, note: str = "") -> None:
        """The newest legend of a layer."""
        if (card := self.cards.get(layer.name)) is not None:
            card.legend.show_layer(layer, note)


class LayerCard(QFrame):
    """One layer that is shown."""

    wished = Signal(str, float, float, float)
    moved = Signal(str, int)
    closed = Signal(str)

    def __init__(self, theme: Theme, offer: Offer, now: Now) -> None:
        super().__init__()
        self._name = offer.name
        title = QLabel(words.one_line(offer.title))
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setWordWrap(True)
        self.up = _button("▲", tr("上移一层"), lambda: self.moved.emit(self._name, 1))
        self.down = _button("▼", tr("下移一层"), lambda: self.moved.emit(self._name, -1))
        self.close_button = _button("×", tr("不再显示"), lambda: self.closed.emit(self._name))
        self.slider = calm(QSlider(Qt.Orientation.Horizontal))
        self.slider.setRange(5, 100)
        self.slider.setAccessibleName(tr("不透明度"))
        self.first, self.last = _zoom(tr("从缩放级别")), _zoom(tr("到缩放级别"))
        self.legend = LayerLegend(theme, now=now)
        head, strength, zooms = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(title, 1)
        for each in (self.up, self.down, self.close_button):
            head.addWidget(each)
        for words_, widget in ((tr("不透明度"), self.slider),):
            strength.addWidget(QLabel(words_))
            strength.addWidget(widget, 1)
        for words_, spin in ((tr("缩放"), self.first), (tr("至"), self.last)):
            zooms.addWidget(QLabel(words_))
            zooms.addWidget(spin, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(1), theme.space(1), 0, theme.space(1))
        column.setSpacing(theme.space(0.75))
        for row in (head, strength, zooms):
            row.setSpacing(theme.space(1))
            column.addLayout(row)
        column.addWidget(self.legend)
        self.slider.valueChanged.connect(self._wish)
        self.first.valueChanged.connect(self._wish)
        self.last.valueChanged.connect(self._wish)

    def set_wish(self, opacity: float, first: float, last: float) -> None:
        """How it is shown, without saying so again."""
        for widget in (self.slider, self.first, self.last):
            widget.blockSignals(True)
        self.slider.setValue(round(opacity * 100))
        self.first.setValue(first)
        self.last.setValue(min(LAST_ZOOM, last))
        for widget in (self.slider, self.first, self.last):
            widget.blockSignals(False)

    def set_ends(self, top: bool, bottom: bool) -> None:
        """Whether it lies above or under all others."""
        self.up.setEnabled(not top)
        self.down.setEnabled(not bottom)

    def _wish(self) -> None:
        first, last = self.first.value(), self.last.value()
        self.wished.emit(self._name, self.slider.value() / 100, min(first, last), 24.0 if last >= LAST_ZOOM else last)


def _heading(text: str, theme: Theme) -> QLabel:
    label = QLabel(words.one_line(text))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setStyleSheet(f"color: {theme.ink('secondary')}; font-weight: bold; padding-top: {theme.space(1)}px;")
    return label


def _button(sign: str, says: str, pressed) -> QToolButton:  # type: ignore[no-untyped-def]
    button = QToolButton()
    button.setText(sign)
    button.setToolTip(says)
    button.setAccessibleName(says)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(lambda _checked=False: pressed())
    return button


def _zoom(says: str) -> QDoubleSpinBox:
    spin = calm(QDoubleSpinBox())
    spin.setRange(0.0, LAST_ZOOM)
    spin.setSingleStep(ZOOM_STEP)
    spin.setDecimals(1)
    spin.setAccessibleName(says)
    return spin


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.deleteLater()
