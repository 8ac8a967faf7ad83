"""The dialog that adds a layer: file, reference system, whose data from when, colour; open until that is done."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDate, Qt
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QFormLayout,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from console.models.city_map.imports import COLOURS, ImportedLayers, Wish
from console.models.clock import CITY_ZONE, local
from console.models.world import World
from resources.theme import Theme
from screens.desk.files import files_to_read
from screens.desk.incident.parts import button, choice, label, row
from screens.desk.unsaved import AsksFirst
from widgets.calm import calm

LONGEST = 60
ZONES_3 = range(36, 44)
"""Zones of three degrees from 108° to 129° E: those that a coastal province has to do with stand in the list."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("import_dialog", text)


def systems() -> list[tuple[str, str]]:
    """Reference systems in words, each with its code; the first leaves it to the file. Others can be typed."""
    found = [
        (tr("按文件说明"), ""),
        ("WGS-84 (EPSG:4326)", "EPSG:4326"),
        ("CGCS2000 (EPSG:4490)", "EPSG:4490"),
        ("Web Mercator (EPSG:3857)", "EPSG:3857"),
        (tr("GCJ-02 火星坐标（高德、腾讯）"), "GCJ-02"),
        (tr("BD-09 百度坐标"), "BD-09"),
    ]
    for zone in ZONES_3:
        code = f"EPSG:{4513 + zone - 25}"
        found.append((tr("CGCS2000 3 度带 第 {0} 带，坐标带带号（{1}）").format(zone, code), code))
    for zone in ZONES_3:
        code = f"EPSG:{4534 + zone - 25}"
        found.append((tr("CGCS2000 3 度带 中央经线 {0}°，不带带号（{1}）").format(zone * 3, code), code))
    return found


class ImportDialog(AsksFirst):
    """Nothing is read in this process; the dialog shows how far the reading is and can end it."""

    def __init__(self, imports: ImportedLayers, world: World, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._imports, self._world, self._theme = imports, world, theme
        self.setWindowTitle(tr("添加图层"))
        self.setStyleSheet(theme.qss())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._make_fields()
        self._lay_out()
        imports.progress.connect(self._progressed)
        imports.finished.connect(self._finished)
        imports.refused.connect(self._refused)

    def _make_fields(self) -> None:
        self.file = QLineEdit()
        self.file.setPlaceholderText(tr("GeoJSON 或 Shapefile（.shp）"))
        self.title, self.source = QLineEdit(), QLineEdit()
        self.title.setMaxLength(LONGEST)
        self.source.setMaxLength(LONGEST)
        self.source.setPlaceholderText(tr("例如：市自然资源局"))
        self.crs = choice([words for words, _ in systems()], editable=True, hint=tr("可直接输入 EPSG 编号"))
        self.crs.setCurrentIndex(0)
        self.swap = QCheckBox(tr("纬度在前"))
        now = self._world.now()
        self.day = calm(QDateEdit(QDate.currentDate()))
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setMaximumDate(day_of(now))
        self.day.setDate(day_of(now))
        self.undated = QCheckBox(tr("日期不详"))
        self.undated.toggled.connect(self.day.setHidden)
        self.undated.setChecked(True)  # a date that nobody chose would be believed
        self.colour = choice([])
        for number, colour in enumerate(COLOURS, start=1):
            square = QPixmap(self._theme.px("body"), self._theme.px("body"))
            square.fill(QColor(colour))
            self.colour.addItem(QIcon(square), tr("颜色 {0}").format(number), colour)
        self.colour.setCurrentIndex(COLOURS.index(self._imports.next_colour()))

    def _lay_out(self) -> None:
        theme = self._theme
        form = QFormLayout()
        form.setSpacing(theme.space(2))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(tr("文件"), row(theme, self.file, button(tr("选择…"), self.choose), stretch=False))
        form.addRow(tr("名称"), self.title)
        form.addRow(tr("坐标系"), self.crs)
        form.addRow("", self.swap)
        form.addRow(tr("数据日期"), row(theme, self.day, self.undated))
        form.addRow(tr("数据来源"), self.source)
        form.addRow(tr("颜色"), self.colour)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.hide()
        self.said = label("", "delayed", theme, wrap=True)
        self.go_button = button(tr("导入 Ctrl+回车"), self.begin, primary=True)
        self.go_button.setShortcut("Ctrl+Return")
        self.close_button = button(tr("取消"), self.reject)
        layout = QVBoxLayout(self)
        edge = theme.space(4)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(theme.space(3))
        layout.addLayout(form)
        layout.addWidget(self.bar)
        layout.addWidget(self.said)
        layout.addLayout(row(theme, None, self.go_button, self.close_button))
        self.setMinimumWidth(theme.space(150))

    def choose(self) -> None:
        """Look for a file."""
        kinds = tr("图层文件 (*.geojson *.json *.shp)")
        for path in files_to_read(self, tr("选择图层文件"), kinds):
            self.set_file(path)

    def set_file(self, path: Path) -> None:
        """This file; its name is the title until another is written."""
        self.file.setText(str(path))
        if not self.title.text():
            self.title.setText(path.stem[:LONGEST])

    def code(self) -> str:
        """The reference system that is chosen or typed."""
        text = self.crs.currentText().strip()
        return next((code for words, code in systems() if words == text), text)

    def begin(self) -> None:
        """Read it."""
        name = self.file.text().strip()
        if not name or not self.title.text().strip():
            self.said.setText(tr("请选择文件并写明名称。"))
            return
        if self._imports.busy:
            self.said.setText(tr("另一个图层正在导入，请稍候。"))
            return
        city = self._world.registers.city
        at = None if self.undated.isChecked() else ms_of(self.day.date())
        wish = Wish(
            Path(name), self.title.text().strip(), self.source.text().strip(), at, str(self.colour.currentData()),
            self.code(), self.swap.isChecked(), city.bbox if city.name else None,
        )  # fmt: skip
        self.kept_on()
        self._wait(True)
        self.said.setText(tr("正在读取…"))
        self._imports.begin(wish)

    def _wait(self, waiting: bool) -> None:
        self.bar.setValue(0)
        self.bar.setVisible(waiting)
        self.go_button.setDisabled(waiting)

    def _progressed(self, share: float) -> None:
        self.bar.setValue(round(share * 1000))

    def _finished(self, _manifest: object) -> None:
        if self.bar.isVisible():
            self._wait(False)
            self.accept()

    def _refused(self, words: str) -> None:
        if self.bar.isVisible() or words:
            self._wait(False)
            self.said.setText(words or tr("已取消，图层未导入。"))

    def reject(self) -> None:
        """The first time while it reads: end that. Else close."""
        if self.bar.isVisible():
            self._imports.cancel()
        elif self.lose():
            super().reject()


def day_of(ms: int) -> QDate:
    """The city's day of a time in ms."""
    day = local(ms)
    return QDate(day.year, day.month, day.day)


def ms_of(day: QDate) -> int:
    """The beginning of a day of the city, in ms."""
    return int(datetime(day.year(), day.month(), day.day(), tzinfo=CITY_ZONE).timestamp() * 1000)
