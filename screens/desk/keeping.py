"""What is open, chosen and half written on a screen, taken off before it is made again and put on the new one.

A screen that is made again from the same models has the same widgets in the same places, so a widget is found again by
the way that leads to it. Qt's own fields are known here; a widget that holds more of a person's doing than its fields
tell has ``keep_state`` and ``restore_state``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QDateTimeEdit,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QSplitter,
    QTabWidget,
    QWidget,
)

from widgets.lines import LineList
from widgets.plain_table import PlainTable

Way = tuple[tuple[str, int], ...]
"""From the top to a widget: class, and which one of that class among its sisters."""
Kept = dict[Way, dict[str, Any]]
_WHOLE = (QComboBox, QAbstractSpinBox)
"""Their inner fields are a matter of their own."""


@runtime_checkable
class Keeper(Protocol):
    """A widget that tells what a person did with it, and can be told."""

    def keep_state(self) -> object:
        """What to remember; models may be in it, widgets not."""

    def restore_state(self, state: Any) -> None:
        """Be as it was remembered."""


def keep(root: QWidget) -> Kept:
    """What a person did on the screen below ``root``."""
    kept: Kept = {}
    focus = root.focusWidget()
    for way, widget in _walk(root):
        state = _state(widget)
        if widget is focus:
            state["focus"] = True
        if state:
            kept[way] = state
    return kept


def restore(root: QWidget, kept: Kept) -> None:
    """Bring it back; what has no place on the new screen is left out."""
    for way, widget in _walk(root):
        if way in kept:
            _put(widget, kept[way])


def _walk(widget: QWidget, way: Way = ()) -> Iterator[tuple[Way, QWidget]]:
    """Parents first, so that a parent may make what its children are asked for next."""
    yield way, widget
    if isinstance(widget, _WHOLE):
        return
    seen: dict[str, int] = {}
    for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if child.isWindow():
            continue
        kind = type(child).__name__
        seen[kind] = number = seen.get(kind, -1) + 1
        yield from _walk(child, (*way, (kind, number)))


def _state(widget: QWidget) -> dict[str, Any]:
    state: dict[str, Any] = {}
    if isinstance(widget, Keeper):
        state["own"] = widget.keep_state()
    if isinstance(widget, QLineEdit):
        if widget.echoMode() is QLineEdit.EchoMode.Normal:
            state["text"] = (widget.text(), widget.cursorPosition())
    elif isinstance(widget, QPlainTextEdit):
        if not widget.isReadOnly():
            state["text"] = (widget.toPlainText(), widget.textCursor().position())
    elif isinstance(widget, QComboBox):
        state["choice"] = (widget.currentIndex(), widget.currentText() if widget.isEditable() else None)
    elif isinstance(widget, QDateTimeEdit):
        state["time"] = widget.dateTime()
    elif isinstance(widget, QSpinBox):
        state["number"] = widget.value()
    elif isinstance(widget, QSplitter):
        state["sizes"] = widget.sizes()
    elif isinstance(widget, QTabWidget):
        state["tab"] = widget.currentIndex()
    elif isinstance(widget, LineList | PlainTable):
        state["chosen"] = widget.current_id()
    if isinstance(widget, QAbstractScrollArea) and widget.verticalScrollBar().maximum():
        bar = widget.verticalScrollBar()
        state["scrolled"] = bar.value() / bar.maximum()
    return state


def _put(widget: QWidget, state: dict[str, Any]) -> None:
    if isinstance(widget, Keeper) and "own" in state:
        widget.restore_state(state["own"])
    if isinstance(widget, QLineEdit) and "text" in state:
        widget.setText(state["text"][0])
        widget.setCursorPosition(state["text"][1])
    elif isinstance(widget, QPlainTextEdit) and "text" in state:
        widget.setPlainText(state["text"][0])
        cursor = widget.textCursor()
        cursor.setPosition(min(state["text"][1], len(widget.toPlainText())))
        widget.setTextCursor(cursor)
    elif isinstance(widget, QComboBox) and "choice" in state:
        place, written = state["choice"]
        if place < widget.count():
            widget.setCurrentIndex(place)
        if written is not None and widget.isEditable():
            widget.setEditText(written)
    elif isinstance(widget, QDateTimeEdit) and "time" in state:
        widget.setDateTime(state["time"])
    elif isinstance(widget, QSpinBox) and "number" in state:
        widget.setValue(state["number"])
    elif isinstance(widget, QSplitter) and "sizes" in state:
        widget.setSizes(state["sizes"])
    elif isinstance(widget, QTabWidget) and "tab" in state:
        widget.setCurrentIndex(state["tab"])
    elif isinstance(widget, LineList | PlainTable) and state.get("chosen"):
        widget.choose(state["chosen"])
    if "scrolled" in state and isinstance(widget, QAbstractScrollArea):
        _scroll(widget, state["scrolled"])
    if state.get("focus"):
        widget.setFocus(Qt.FocusReason.OtherFocusReason)


def _scroll(area: QAbstractScrollArea, share: float) -> None:
    """When the new lines have been laid out."""
    bar = area.verticalScrollBar()
    QTimer.singleShot(0, bar, lambda: bar.setValue(round(share * bar.maximum())))
