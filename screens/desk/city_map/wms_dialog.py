"""The dialog that adds a WMS as a layer: what the service offers is read, chosen from, and its own words taken over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QDate, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from console.basemap.wms_service import Service, ServiceLayer
from console.models.city_map.imports import ImportedLayers
from console.models.city_map.wms_offer import day_of as service_day
from console.models.city_map.wms_offer import lack_words, service_of, system_words, systems_of
from console.models.text.phrases import aside
from console.models.world import World
from resources.theme import Theme
from screens.desk.city_map.import_dialog import LONGEST, day_of, ms_of
from screens.desk.incident.parts import button, choice, label, row
from screens.desk.unsaved import AsksFirst
from widgets import words
from widgets.calm import calm

Ask = Callable[[dict[str, Any], Callable[[dict[str, Any]], None]], None]
"""Asks the tiles process: a request, and who takes the answer."""
ROWS = 8


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("wms_dialog", text)


class WmsDialog(AsksFirst):
    """Only services of the hosts that the settings name; others are refused here and by the process that would ask.

    What a service does not tell, or one that cannot be read, can be written by hand.
    """

    def __init__(
        self, imports: ImportedLayers, world: World, theme: Theme, parent: QWidget, ask: Ask | None = None
    ) -> None:
        super().__init__(parent)
        self._imports, self._theme, self._ask = imports, theme, ask
        self.service: Service | None = None
        self._turn = 0
        self._taken: dict[QLineEdit, str] = {}
        """What was filled in from the service: it gives way to the next choice, what a hand wrote does not."""
        self.setWindowTitle(tr("添加 WMS"))
        self.setStyleSheet(theme.qss())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._make_fields(world)
        self._lay_out()

    def _make_fields(self, world: World) -> None:
        hosts = self._imports.wms_hosts
        self.title, self.url, self.layers, self.source = (QLineEdit() for _ in range(4))
        self.url.setText(f"http://{hosts[0]}/wms" if hosts else "")
        self.url.returnPressed.connect(self.read)
        self.layers.setPlaceholderText(tr("服务中的图层名，多个用逗号隔开"))
        for field in (self.title, self.source):
            field.setMaxLength(LONGEST)
        self.read_button = button(tr("读取服务"), self.read)
        self.read_button.setAutoDefault(False)
        self.offered = QListWidget()
        self.offered.setFixedHeight(self.fontMetrics().height() * ROWS * 3 // 2)
        self.offered.setAccessibleName(tr("服务中的图层"))
        self.offered.itemChanged.connect(lambda _item: self._chosen())
        self.offered.hide()
        self.crs = choice([])
        self.crs.addItem(system_words("EPSG:3857"), "EPSG:3857")
        now = day_of(world.now())
        self.day = calm(QDateEdit(now))
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setMaximumDate(now)
        self.undated = QCheckBox(tr("日期不详"))
        self.undated.toggled.connect(self.day.setHidden)
        self.undated.setChecked(True)  # a date that nobody chose would be believed

    def _lay_out(self) -> None:
        theme = self._theme
        form = QFormLayout()
        form.setSpacing(theme.space(2))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(tr("地址"), row(theme, self.url, self.read_button, stretch=False))
        form.addRow("", self.offered)
        form.addRow(tr("图层"), self.layers)
        form.addRow(tr("坐标系"), self.crs)
        form.addRow(tr("名称"), self.title)
        form.addRow(tr("数据日期"), row(theme, self.day, self.undated))
        form.addRow(tr("数据来源"), self.source)
        self.said = label(
            tr("可用的主机：{0}").format(", ".join(self._imports.wms_hosts)), "secondary", theme, wrap=True
        )
        self.go_button = button(tr("添加 Ctrl+回车"), self.begin, primary=True)
        self.go_button.setShortcut("Ctrl+Return")
        self.close_button = button(tr("取消"), self.reject)
        layout = QVBoxLayout(self)
        edge = theme.space(4)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(theme.space(3))
        layout.addLayout(form)
        layout.addWidget(self.said)
        layout.addLayout(row(theme, None, self.go_button, self.close_button))
        self.setMinimumWidth(theme.space(150))

    # What the service offers

    def read(self) -> None:
        """Ask it what it has; the answer comes later, and an older one is not taken."""
        url = self.url.text().strip()
        if not url or self._ask is None:
            self.said.setText(tr("请写明地址。"))
            return
        self._turn += 1
        turn = self._turn
        self.read_button.setEnabled(False)
        self.said.setText(tr("正在读取服务的说明…"))
        self._ask({"capabilities": {"url": url}}, lambda answer: self._came(turn, answer) if isValid(self) else None)

    def _came(self, turn: int, answer: dict[str, Any]) -> None:
        if turn != self._turn:
            return
        self.read_button.setEnabled(True)
        self.service = service_of(answer)
        self.offered.blockSignals(True)
        self.offered.clear()
        for each in self.service.layers if self.service is not None else ():
            self.offered.addItem(_item(each))
        self.offered.blockSignals(False)
        self.offered.setVisible(self.service is not None)
        if self.service is None:
            self.said.setText(lack_words(answer))
            return
        self.url.setText(self.service.url)
        found = tr("“{0}”：图层 {1} 个，勾选要看的。")
        self.said.setText(found.format(words.one_line(self.service.title), len(self.service.layers)))
        self.offered.setFocus()

    def chosen(self) -> list[ServiceLayer]:
        """The layers that are ticked."""
        rows = [self.offered.item(at) for at in range(self.offered.count())]
        ticked = [at for at, each in enumerate(rows) if each.checkState() is Qt.CheckState.Checked]
        return [self.service.layers[at] for at in ticked] if self.service is not None else []

    def _chosen(self) -> None:
        """Their own words, where a hand has not written others."""
        chosen = self.chosen()
        self.layers.setText(",".join(each.name for each in chosen))
        self._take(self.title, chosen[0].title if chosen else "")
        self._take(self.source, next((each.source for each in chosen if each.source), ""))
        systems = systems_of(chosen)
        self.crs.clear()
        for each in systems or ([] if chosen else ["EPSG:3857"]):
            self.crs.addItem(system_words(each), each)
        day = service_day(chosen)
        if day is not None:
            self.day.setDate(QDate(day.year, day.month, day.day))
        self.undated.setChecked(day is None)
        about = chosen[-1].about if chosen else ""
        none = tr("勾选的图层没有共同的、本系统能显示的坐标系，请分别添加。")
        self.said.setText(words.one_line(about) if systems or not chosen else none)

    def _take(self, field: QLineEdit, text: str) -> None:
        if field.text() in ("", self._taken.get(field, "")):
            field.setText(words.one_line(text)[:LONGEST])
            self._taken[field] = field.text()

    # Keeping it

    def reject(self) -> None:
        """Close; twice where something is written."""
        if self.lose():
            super().reject()

    def begin(self) -> None:
        """Keep it; it is asked for as soon as the map shows it."""
        title, url, layers = (field.text().strip() for field in (self.title, self.url, self.layers))
        if not (title and url and layers):
            self.said.setText(tr("请写明地址、图层和名称。"))
            return
        if self.crs.currentIndex() < 0:
            self.said.setText(tr("勾选的图层没有共同的、本系统能显示的坐标系，请分别添加。"))
            return
        at = None if self.undated.isChecked() else ms_of(self.day.date())
        version = self.service.version if self.service is not None and self.service.url == url else "1.1.1"
        crs = str(self.crs.currentData())
        told = self._imports.add_wms(title, url, layers, self.source.text().strip(), at, crs, version)
        if told:
            self.said.setText(told)
        else:
            self.accept()


def _item(layer: ServiceLayer) -> QListWidgetItem:
    """One that no map can show is there, and cannot be ticked."""
    item = QListWidgetItem(words.one_line(aside(layer.title, layer.name if layer.name != layer.title else "")))
    item.setCheckState(Qt.CheckState.Unchecked)
    if layer.systems:
        item.setToolTip(words.plain_tooltip(layer.about or layer.title))
    else:
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
        offered = ", ".join(layer.offered)
        item.setToolTip(words.plain_tooltip(tr("没有能显示的坐标系：{0}").format(offered)))
    return item
