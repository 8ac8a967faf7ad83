"""The measures of an incident in a form, and the grade that the table makes of them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QFormLayout

from console.domain.incidents.grading import GradeTable
from console.models.incident.incidents import grade_words
from console.models.text.phrases import aside
from resources.theme import Theme
from screens.desk.incident.parts import label
from widgets.calm import calm

MEASURES = {
    "deaths": "死亡", "serious_injuries": "重伤（含急性中毒）", "loss_yuan": "直接经济损失", "evacuated": "疏散转移",
    "poisoned_or_injured": "中毒或重伤", "water_supply_cut_level": "水源地取水中断（地市级 3、县级 2、乡镇 1）",
    "burnt_hectares": "过火面积", "collapsed_rooms": "倒塌房屋", "sick": "发病",
}  # fmt: skip
UNITS = {"deaths": "人", "serious_injuries": "人", "loss_yuan": "元"}
KNOWN = ("人", "元", "公顷", "间", "例")


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("figures", text)


def measure_words(name: str) -> str:
    """A measure's name; one that the table's editor has named in Chinese is shown as it is."""
    return tr(MEASURES.get(name, name))


def unit_words(unit: str) -> str:
    """A unit of the table; one that the interface does not know is shown as it is."""
    return tr(unit) if unit in KNOWN else unit


class FiguresForm:
    """Rows in a form: one a measure, then the grade. A person may choose another grade than the table's."""

    def __init__(self, theme: Theme, form: QFormLayout) -> None:
        self._form = form
        self._table: GradeTable | None = None
        self._boxes: dict[str, QDoubleSpinBox] = {}
        self._known: set[str] = set()
        self._box = calm(QComboBox())
        for grade in (1, 2, 3, 4):
            self._box.addItem(grade_words(grade), grade)
        self._hint = label("", "secondary", theme, wrap=True)
        self._at = form.rowCount()
        form.addRow(tr("等级"), self._box)
        form.addRow("", self._hint)

    def show_table(
        self, table: GradeTable | None, known: Mapping[str, float], grade: int, *, asked: bool = True
    ) -> None:
        """Ask for the measures of this class's table; nothing is ``asked`` while no class is chosen."""
        for box in self._boxes.values():
            self._form.removeRow(box)
        self._boxes = {}
        self._table = table
        measures = list(table.bounds) if table else []
        self._known = {name for name in measures if known.get(name)}
        for number, name in enumerate(measures):
            box = calm(QDoubleSpinBox())
            box.setRange(0, 1e12)
            box.setDecimals(0)
            box.setGroupSeparatorShown(True)
            box.setValue(known.get(name, 0))
            unit = unit_words((table.units or {}).get(name, UNITS.get(name, ""))) if table else ""
            box.setSuffix(f" {unit}" if unit else "")
            box.valueChanged.connect(self._suggest)
            self._form.insertRow(self._at + number, measure_words(name), box)
            self._boxes[name] = box
        self._box.setCurrentIndex(self._box.findData(grade))
        self._hint.setText(self._words() if asked else "")

    def values(self) -> dict[str, float]:
        """The measures as they were entered; those of nothing are left out unless they were known before."""
        return {name: box.value() for name, box in self._boxes.items() if box.value() or name in self._known}

    def grade(self) -> int:
        """The grade that is chosen."""
        return int(self._box.currentData() or 4)

    def _suggest(self) -> None:
        made = self._table.grade(self.values()) if self._table else None
        if made is not None:
            self._box.setCurrentIndex(self._box.findData(made))
        self._hint.setText(self._words())

    def _words(self) -> str:
        made = self._table.grade(self.values()) if self._table else None
        if self._table is None or made is None:
            return tr("这一类别不按数字定级，由有权人员研判。")
        return tr("按所填数字为{}").format(aside(grade_words(made), self._table.source))
