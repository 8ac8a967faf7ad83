"""What is known of one thing, in words: a headline and a few lines."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from resources.theme import Theme
from widgets import fonts
from widgets.pane import PaneFrame


class FactsCard(PaneFrame):
    """Shows lines of plain text under a title; says so while nothing is chosen."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, title, parent, wrap=True)
        self._empty = title
        self._least = 0
        body = QWidget()
        body.setObjectName("facts")
        body.setStyleSheet("#facts { background: transparent; }")
        self._label = QLabel(body)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        QVBoxLayout(body).addWidget(self._label)
        self.set_content(body)
        self.apply_theme()
        self.set_facts("", [])

    def set_facts(self, title: str, lines: list[str]) -> None:
        """Show these; with an empty title, ask for a choice."""
        self.set_title(title or self._empty)
        nothing = QCoreApplication.translate("facts", "在左侧选择一条告警，或点选地图上的对象")
        self._label.setText("\n".join(lines) if title else nothing)
        self.updateGeometry()

    def keep_room(self, height: int) -> None:
        """Be at least so high whatever is said, so that nothing below moves from one thing to the next."""
        if height != self._least:
            self._least = height
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().expandedTo(QSize(0, self._least))

    def apply_theme(self) -> None:
        super().apply_theme()
        self._label.setFont(fonts.of(self.theme, "body"))
        self._label.setStyleSheet(f"color: {self.theme.token('secondary')}; background: transparent;")
