"""Boxes and sliders that a wheel does not turn on its way: a panel is scrolled over them, and nothing in it changes.

Qt turns whatever lies under the pointer. What a person did not choose first, by a click or by Tab, is not meant.
"""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractSlider, QAbstractSpinBox, QComboBox, QWidget

W = TypeVar("W", bound=QAbstractSlider | QAbstractSpinBox | QComboBox)


class _Calm(QObject):
    """Hands the wheel on to what lies around, unless the keyboard is here."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Wheel or self._widget.hasFocus():
            return False
        event.ignore()  # so Qt asks the parent
        return True


def calm(widget: W) -> W:
    """The same widget, deaf to the wheel until it is chosen. Every one of these kinds is made through this."""
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel alone does not choose it
    _Calm(widget)
    return widget
