"""The line above the map that says what its layers are about: areas down and up, how classes are cut, how far back."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QToolButton, QWidget

from console.domain.geo.area_code import AreaLevel
from console.domain.geo.classing import Rule
from console.models.city_map.layers.book import LayerBook
from console.models.city_map.layers.focus import Focus, level_words
from console.models.registers import Registers
from resources.theme import Theme
from screens.desk.chips import chip
from widgets import words
from widgets.calm import calm
from widgets.flow import Flow

HOUR = 3_600_000
WINDOWS = (1, 6, 24, 72, 168, 720, 2160)
LARGEST_HOURS = 72
"""More is said in days."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("focus_bar", text)


class FocusBar(QWidget):
    """``path`` of areas from the province down; the city is the outermost that can be shown."""

    went_up = Signal()
    """Somebody wants to see the areas one level out."""

    def __init__(self, theme: Theme, registers: Registers, book: LayerBook) -> None:
        super().__init__()
        self._theme, self._registers, self._book = theme, registers, book
        self.up = QToolButton()
        self.up.setText(tr("↑ 上一级"))
        self.up.setToolTip(tr("回到上一级区域（Backspace）"))
        self.up.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.up.clicked.connect(lambda _checked=False: self.go_up())
        self.path = QLabel()
        self.path.setTextFormat(Qt.TextFormat.PlainText)
        self.levels = {
            level: chip(level_words(level), lambda level=level: self._level(level))
            for level in (AreaLevel.COUNTY, AreaLevel.TOWN, AreaLevel.COMMUNITY, AreaLevel.GRID)
        }
        self.rule = calm(QComboBox())
        for each, says in ((Rule.QUANTILE, tr("分位数分级")), (Rule.EQUAL, tr("等距分级"))):
            self.rule.addItem(says, each)
        self.rule.setAccessibleName(tr("分级方法"))
        self.rule.activated.connect(lambda at: self._book.set_rule(self.rule.itemData(at)))
        self.window_box = calm(QComboBox())
        for hours in WINDOWS:
            words_ = tr("近 {0} h").format(hours) if hours <= LARGEST_HOURS else tr("近 {0} 天").format(hours // 24)
            self.window_box.addItem(words_, hours * HOUR)
        self.window_box.setAccessibleName(tr("热力与轨迹的时间范围"))
        self.window_box.activated.connect(lambda at: self._book.set_window(self.window_box.itemData(at)))
        row = Flow(self, theme.space(1))
        for widget in (self.up, self.path, *self.levels.values(), self.rule, self.window_box):
            row.addWidget(widget)
        book.focused.connect(self.refresh)
        book.arranged.connect(self.refresh)
        self.refresh()

    def go_up(self) -> None:
        """One level out."""
        self._book.set_focus(self._book.focus.up(self._registers))
        self.went_up.emit()

    def refresh(self) -> None:
        """As the book has it; only what some layer uses is shown."""
        names = self._book.order()
        areas = any(name.startswith("choropleth") for name in names)
        recent = any(name.startswith(("heat", "tracks")) for name in names)
        path = self._book.focus.path(self._registers)
        self.path.setText(" › ".join(words.one_line(area.name) for area in path))
        self.up.setEnabled(bool(self._book.focus.within))
        for level, each in self.levels.items():
            each.setChecked(level is self._book.focus.level)
            each.setEnabled(len(path) <= level - 1)
        for widget in (self.up, self.path, *self.levels.values(), self.rule):
            widget.setVisible(areas)
        self.window_box.setVisible(recent)
        self.rule.setCurrentIndex(self.rule.findData(self._book.rule))
        self.window_box.setCurrentIndex(self.window_box.findData(self._book.window))
        self.setVisible(areas or recent)

    def _level(self, level: AreaLevel) -> None:
        self._book.set_focus(Focus(self._book.focus.within, level))
