"""A layout of things side by side that go on in the next line where there is no more room."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

Line = list[tuple[QLayoutItem, int]]
"""Items and their widths."""


class Flow(QLayout):
    """What is left of a line is shared by those of its items that like to be wide. Hidden widgets take no room."""

    def __init__(self, parent: QWidget, spacing: int) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        widths = [item.sizeHint().width() for item in self._shown()]
        high = max((item.sizeHint().height() for item in self._shown()), default=0)
        return self._grown(QSize(sum(widths) + self.spacing() * max(0, len(widths) - 1), high))

    def minimumSize(self) -> QSize:
        wide = max((_least(item) for item in self._shown()), default=0)
        high = max((item.sizeHint().height() for item in self._shown()), default=0)
        return self._grown(QSize(wide, high))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _grown(self, size: QSize) -> QSize:
        edge = self.contentsMargins()
        return size + QSize(edge.left() + edge.right(), edge.top() + edge.bottom())

    def _lines(self, width: int) -> list[Line]:
        lines: list[Line] = []
        used = 0
        for item in self._shown():
            wide = min(_least(item), width)
            if not lines or used + self.spacing() + wide > width:
                lines.append([])
                used = -self.spacing()
            lines[-1].append((item, wide))
            used += self.spacing() + wide
        return [self._shared(line, width) for line in lines]

    def _shared(self, line: Line, width: int) -> Line:
        left = width - sum(wide for _, wide in line) - self.spacing() * (len(line) - 1)
        greedy = sum(_likes_width(item) for item, _ in line)
        more = left // greedy if greedy else 0
        return [(item, wide + (more if _likes_width(item) else 0)) for item, wide in line]

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Height of everything at the width of ``rect``; puts it there if asked to."""
        room = rect.marginsRemoved(self.contentsMargins())
        top = room.top()
        for number, line in enumerate(self._lines(room.width())):
            high = max(item.sizeHint().height() for item, _ in line)
            top += self.spacing() if number else 0
            left = room.left()
            for item, wide in line:
                if move:
                    item.setGeometry(QRect(left, top, wide, high))
                left += wide + self.spacing()
            top += high
        return top - rect.top() + self.contentsMargins().bottom()


class FlowRow(QWidget):
    """Holds a ``Flow`` and asks for as much height as its lines take at the width it has.

    Frames and splitters don't ask a content how high it is for a width, so it is told to them as a minimum.
    """

    def __init__(self, spacing: int, widgets: Iterable[QWidget] = ()) -> None:
        super().__init__()
        self.setObjectName("flow")
        self.setStyleSheet("#flow { background: transparent; }")
        self._flow = Flow(self, spacing)
        for widget in widgets:
            self._flow.addWidget(widget)

    def addWidget(self, widget: QWidget) -> None:
        """One more thing at the end."""
        self._flow.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ask()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._ask()
        return done

    def _ask(self) -> None:
        high = self._flow.heightForWidth(self.width())
        if high != self.minimumHeight():
            self.setMinimumHeight(high)


def _likes_width(item: QLayoutItem) -> bool:
    return bool(item.expandingDirections() & Qt.Orientation.Horizontal)


def _least(item: QLayoutItem) -> int:
    """Words are never squeezed; a field may be as narrow as it says."""
    widget = item.widget()
    asked = widget.minimumWidth() if widget is not None else 0
    return asked if asked and _likes_width(item) else max(item.sizeHint().width(), asked)
