"""Small things that these pages build alike: buttons, rows, forms."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from resources.theme import Theme
from widgets.calm import calm
from widgets.flow import FlowRow

LARGEST_SHARE = 0.9
"""Of the window behind it: no dialog is larger."""


def button(text: str, pressed: Callable[[], object], *, primary: bool = False) -> QPushButton:
    """A button that does one thing."""
    made = QPushButton(text)
    made.setProperty("primary", primary)
    made.setAutoDefault(False)
    made.clicked.connect(lambda _checked=False: pressed())
    return made


def row(theme: Theme, *widgets: QWidget | None, stretch: bool = True) -> QHBoxLayout:
    """Widgets side by side; None is the place that takes the room."""
    made = QHBoxLayout()
    made.setSpacing(theme.space(2))
    for widget in widgets:
        if widget is None:
            made.addStretch(1)
        else:
            made.addWidget(widget)
    if stretch and None not in widgets:
        made.addStretch(1)
    return made


def flow(theme: Theme, *widgets: QWidget) -> FlowRow:
    """Widgets side by side that go on in a next line where type is large; words are never squeezed."""
    return FlowRow(theme.space(2), widgets)


def column(parent: QWidget, theme: Theme, margin: float = 0) -> QVBoxLayout:
    """A layout from top to bottom."""
    made = QVBoxLayout(parent)
    edge = theme.space(margin) if margin else 0
    made.setContentsMargins(edge, edge, edge, edge)
    made.setSpacing(theme.space(2))
    return made


def label(text: str = "", token: str = "", theme: Theme | None = None, *, wrap: bool = False) -> QLabel:
    """Plain words."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if token and theme is not None:
        made.setStyleSheet(f"color: {theme.ink(token)}; background: transparent;")
    return made


def choice(items: Sequence[str], *, editable: bool = False, hint: str = "") -> QComboBox:
    """A box to choose from, or to write into."""
    made = calm(QComboBox())
    made.addItems(list(items))
    made.setEditable(editable)
    if editable:
        made.setCurrentIndex(-1)
        made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = made.lineEdit()
        if line is not None:
            line.setPlaceholderText(hint)
            line.setMaxLength(80)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    made.setMinimumContentsLength(8)
    return made


def hint_of(field: QLineEdit, words: str) -> None:
    """Say in a field what it is for, and again where the field is too narrow for it: when it is pointed at."""
    field.setPlaceholderText(words)
    field.setToolTip(words)


def refill(box: QComboBox, items: Sequence[str]) -> None:
    """Offer other items and keep what is written or chosen."""
    if [box.itemText(number) for number in range(box.count())] == list(items):
        return
    text = box.currentText()
    box.blockSignals(True)
    box.clear()
    box.addItems(list(items))
    place = box.findText(text)
    box.setCurrentIndex(place)
    if box.isEditable():
        box.setEditText(text)
    elif place < 0 and items:
        box.setCurrentIndex(0)
    box.blockSignals(False)


def key(parent: QWidget, keys: str, pressed: Callable[[], object]) -> QShortcut:
    """A key that works while the page is shown and no text is being written."""
    made = QShortcut(QKeySequence(keys), parent)
    made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.activated.connect(lambda: pressed())
    return made


def clear(widget: QWidget) -> QWidget:
    """A plain holder that lets the pane's ground shine through; its children keep their own looks."""
    widget.setObjectName("clear")
    widget.setStyleSheet("#clear { background: transparent; }")
    return widget


def stay_within(dialog: QDialog) -> None:
    """Make a dialog no larger than the window behind it leaves it; to be called before it is shown."""
    behind = dialog.parentWidget()
    if behind is not None:
        dialog.resize(dialog.size().boundedTo(behind.window().size() * LARGEST_SHARE))


def splitter(theme: Theme, way: Qt.Orientation, *widgets: QWidget, shares: Sequence[int] = ()) -> QSplitter:
    """Widgets with a gap between them that can be moved; none can be folded away.

    ``shares``: how much of the room each gets, at first and when the whole grows; none: as the widgets wish.
    """
    made = QSplitter(way)
    for widget in widgets:
        made.addWidget(widget)
    made.setChildrenCollapsible(False)
    made.setHandleWidth(theme.space(2))
    made.setStyleSheet("QSplitter::handle { background: transparent; }")
    made.setSizes([share * 100 for share in shares])
    for number, share in enumerate(shares):
        made.setStretchFactor(number, share)
    return made
