"""The line below the map about the chosen area: its figure, and the lists that can be opened."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from resources.theme import Theme
from widgets import words


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("area_acts", text)


class AreaActs(QWidget):
    """One line about the chosen area, and what can be done about it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.down = QPushButton(tr("下钻（Enter）"))
        self.day = QPushButton(tr("今日明细"))
        self.alarms = QPushButton(tr("告警清单"))
        self.cases = QPushButton(tr("案件清单"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(1))
        row.addWidget(self.words, 1)
        for each in (self.down, self.day, self.alarms, self.cases):
            row.addWidget(each)
        self.hide()

    def keep_room(self, on: bool) -> None:
        """Whether its room stays its own while it is hidden: a map that grows or shrinks under a hand shifts what the
        second click of a drill is meant for."""
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(on)
        self.setSizePolicy(policy)

    def tell(self, about: str, deeper: bool, first: QPushButton) -> None:
        """Say the figure; the list that it counts is the first choice."""
        self.words.setText(words.one_line(about))
        self.down.setEnabled(deeper)
        self.day.setVisible(first is self.day)
        for each in (self.day, self.alarms, self.cases):
            each.setProperty("primary", each is first)
            each.style().unpolish(each)
            each.style().polish(each)
        self.show()
