"""The line of words over a map while a tool is in hand: what to do next, what was refused, and a radius to type."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QLabel, QWidget

from console.domain.geo.sketch import LARGEST_RADIUS, Sketch, Tool
from console.models.city_map.measures import refusal_words
from resources.theme import Theme
from widgets.calm import calm
from widgets.themed import ThemedWidget


def _tr(text: str) -> str:
    return QCoreApplication.translate("ToolHint", text)


def next_words(sketch: Sketch) -> str:
    """What the hand can do now."""
    if sketch.tool is Tool.POINT:
        return _tr("单击标一个点，Esc 退出")
    if sketch.tool.round:
        return _tr("按住拖动定半径，或先输入半径再单击圆心，Esc 退出")
    if len(sketch.corners) < sketch.tool.least:
        return _tr("逐点单击，拖动可平移地图，Esc 退出")
    return _tr("双击或回车结束，退格撤销一点，Esc 退出")


class RadiusBox(QDoubleSpinBox):
    """Metres; Enter says that they are meant, Esc leaves the tool."""

    entered = Signal(float)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The two keys that end typing."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.interpretText()
            self.entered.emit(self.value())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ToolHint(ThemedWidget):
    """Shown while there is a sketch."""

    radius_typed = Signal(float)
    """Metres; 0 for none."""
    radius_entered = Signal(float)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.radius = calm(RadiusBox())
        self.radius.setRange(0, LARGEST_RADIUS)
        self.radius.setDecimals(1)
        self.radius.setSingleStep(100)
        self.radius.setSpecialValueText(_tr("半径…"))
        self.radius.setSuffix(" m")
        self.radius.setAccessibleName(_tr("半径（米）"))
        self.radius.valueChanged.connect(self.radius_typed)
        self.radius.entered.connect(self.radius_entered)
        self.radius.left.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(1))
        row.setSpacing(theme.space(2))
        row.addWidget(self.words)
        row.addWidget(self.radius)
        parent.installEventFilter(self)
        self.hide()

    def tell(self, sketch: Sketch | None) -> None:
        """The words for a sketch; none hides the line."""
        if sketch is None:
            self.hide()
            return
        refused = sketch.refusal is not None
        self.words.setText(refusal_words(sketch.refusal) if sketch.refusal is not None else next_words(sketch))
        self.words.setStyleSheet(f"color: {self.theme.ink('grade2' if refused else 'text')}; background: transparent;")
        self.radius.setVisible(sketch.tool.round)
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        """At the top and in the middle; in more than one line where the map is too narrow for one."""
        whole, margin = self.parentWidget().width(), self.theme.space(3)
        self.words.setWordWrap(False)
        self.adjustSize()
        if self.width() > whole - 2 * margin:
            self.words.setWordWrap(True)
            wide = max(1, whole - 2 * margin)
            self.resize(wide, self.layout().heightForWidth(wide))
        self.move((whole - self.width()) // 2, margin)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The map has another size: the middle is elsewhere."""
        if watched is self.parentWidget() and event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False

    def forget_radius(self) -> None:
        """A circle is done: the next one is free again."""
        self.radius.blockSignals(True)
        self.radius.setValue(0)
        self.radius.blockSignals(False)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A plate."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.colour("accent"), self.theme.hair()))
        painter.setBrush(self.colour("surface"))
        radius = self.theme.base["radius"]
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.end()
