"""Measures Qt's own widgets: whether their words have room, whether sisters overlap, whether anything is outside."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollBar,
    QSlider,
    QTabBar,
    QWidget,
)

from resources.theme import SMALLEST_SCROLL, SMALLEST_TARGET
from screens.desk.page_stack import Scroller
from widgets.map.popup import Popup
from widgets.trend.chart import TrendChart

SLACK = 1
TOLD_APART = 4
"""Characters of a heading or a cell by which it is told from its neighbours."""


def faults(root: QWidget, *, scrolls: bool = False) -> list[str]:
    """Everything that is cut, covered or outside in a window. ``scrolls``: whether a whole page or form may scroll."""
    found = []
    for widget in _visible(root):
        if isinstance(widget, Scroller) and not scrolls and (beyond := widget.verticalScrollBar().maximum()):
            found.append(f"{beyond} pixels of {_name(widget.widget())} have to be scrolled to")
        if isinstance(widget, TrendChart) and widget.left_out:
            found.append(f"chart names no {', '.join(f'“{each.name}”' for each in widget.left_out)}")
        found += _cut(widget)
        found += _tiny(widget)
        found += _children(widget)
    return found


def _visible(root: QWidget) -> Iterator[QWidget]:
    yield root
    for widget in root.findChildren(QWidget):
        if widget.isVisibleTo(root) and not widget.visibleRegion().isEmpty():
            yield widget


def _tiny(widget: QWidget) -> list[str]:
    """What is pressed or dragged must be hit by a tired hand (WCAG 2.2, 2.5.8)."""
    inner = isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox | QTabBar)
    if inner or not isinstance(widget, QAbstractButton | QComboBox | QLineEdit | QSlider | QScrollBar):
        return []
    least = SMALLEST_SCROLL if isinstance(widget, QScrollBar) else SMALLEST_TARGET
    have = min(widget.width(), widget.height())
    return [f"{_name(widget)} is {have} pixels small"] if have < least else []


def _cut(widget: QWidget) -> list[str]:
    if isinstance(widget, QLabel):
        return _label(widget)
    if isinstance(widget, QAbstractButton):
        need, have = widget.sizeHint(), widget.size()
        short = widget.text() and (need.width() > have.width() + SLACK or need.height() > have.height() + SLACK)
        return [f"button “{widget.text()}” needs {need.toTuple()}, has {have.toTuple()}"] if short else []
    if isinstance(widget, QTabBar):
        return _tabs(widget)
    if isinstance(widget, QMenu):
        return _menu(widget)
    if isinstance(widget, QHeaderView):
        return _header(widget)
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        return _field(widget)
    return []


def _label(label: QLabel) -> list[str]:
    text = label.text()
    if not text:
        return []
    room = label.contentsRect()
    if label.wordWrap():
        need = label.heightForWidth(label.width())
        if need > label.height() + SLACK:
            return [f"label “{text[:40]}” needs a height of {need}, has {label.height()}"]
        widest = max(label.fontMetrics().horizontalAdvance(word) for word in text.split())
        latin = [word for word in text.split() if word.isascii()]
        widest = max((label.fontMetrics().horizontalAdvance(word) for word in latin), default=0)
        return [f"label “{text[:40]}” has a word of {widest}, room for {room.width()}"] if widest > room.width() else []
    wide = max(label.fontMetrics().horizontalAdvance(line) for line in text.splitlines())
    high = label.fontMetrics().height() * len(text.splitlines())
    if wide > room.width() + SLACK and not label.toolTip():
        return [f"label “{text[:40]}” is {wide} wide, has {room.width()}"]
    return [f"label “{text[:40]}” is {high} high, has {room.height()}"] if high > room.height() + 2 * SLACK else []


def _tabs(bar: QTabBar) -> list[str]:
    found = []
    for number in range(bar.count()):
        rect, text = bar.tabRect(number), bar.tabText(number)
        if bar.fontMetrics().horizontalAdvance(text) > rect.width() - 2 * SLACK:
            found.append(f"tab “{text}” has {rect.width()}")
        if rect.right() > bar.width() + SLACK:
            found.append(f"tab “{text}” ends at {rect.right()} of {bar.width()}")
    return found


def _menu(menu: QMenu) -> list[str]:
    found, metrics = [], menu.fontMetrics()
    for action in (action for action in menu.actions() if not action.isSeparator()):
        need = sum(metrics.horizontalAdvance(part) for part in action.text().split("\t"))
        need += metrics.height() if action.menu() is not None else 0  # the arrow
        if need > (have := menu.actionGeometry(action).width()):
            found.append(f"entry “{action.text()}” needs {need}, has {have}")
    return found


def _header(header: QHeaderView) -> list[str]:
    model, found = header.model(), []
    for section in range(header.count()):
        if header.isSectionHidden(section) or header.orientation() is Qt.Orientation.Vertical:
            continue
        text = str(model.headerData(section, header.orientation()) or "")
        tip = model.headerData(section, header.orientation(), Qt.ItemDataRole.ToolTipRole)
        have, need = header.sectionSize(section), header.fontMetrics().horizontalAdvance(text)
        if tip:  # the rest is read when it is pointed at, but what it is about must be seen
            need = min(need, TOLD_APART * header.fontMetrics().horizontalAdvance("国"))
        if need > have:
            found.append(f"heading “{text}” has {have}")
    return found


def _field(field: QLineEdit | QPlainTextEdit) -> list[str]:
    hint = field.placeholderText()
    if not hint or isinstance(field.parentWidget(), QComboBox):
        return []
    if isinstance(field, QPlainTextEdit):
        rect = field.viewport().rect()
        need = field.fontMetrics().boundingRect(rect, int(Qt.TextFlag.TextWordWrap), hint)
        return [f"hint “{hint}” needs {need.height()}, has {rect.height()}"] if need.height() > rect.height() else []
    room = field.contentsRect().width() - 2 * field.fontMetrics().averageCharWidth()
    short = field.fontMetrics().horizontalAdvance(hint) > room and not field.toolTip()
    return [f"hint “{hint}” has {room} and no tooltip"] if short else []


def veil(widget: QWidget) -> bool:
    """Lies above others on purpose: lets the mouse through, or is the card of a map."""
    return widget.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents) or isinstance(widget, Popup)


def _children(parent: QWidget) -> list[str]:
    if isinstance(parent, QAbstractScrollArea) or isinstance(parent.parentWidget(), QAbstractScrollArea):
        return []  # what is scrolled is outside by its nature
    shown = [
        child
        for child in parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if child.isVisible() and not child.isWindow() and not child.geometry().isEmpty() and not veil(child)
    ]
    found = [
        f"{_name(child)} {_rect(child.geometry())} is outside {_name(parent)} {_rect(parent.rect())}"
        for child in shown
        if not parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(child.geometry())
    ]
    for one, other in combinations(shown, 2):
        common = one.geometry().intersected(other.geometry())
        if common.width() > SLACK and common.height() > SLACK:
            found.append(f"{_name(one)} and {_name(other)} overlap in {_name(parent)} by {_rect(common)}")
    return found


def _name(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    said = text() if callable(text) else ""
    return f"{type(widget).__name__}{f' “{said[:20]}”' if isinstance(said, str) and said else ''}"


def _rect(rect: QRect) -> str:
    return f"{rect.width()}×{rect.height()}+{rect.x()}+{rect.y()}"
