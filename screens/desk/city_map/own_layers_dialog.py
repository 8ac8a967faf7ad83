"""The dialog in which layers of one's own are added and removed, and the line that warns of an odd one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from console.config.map_settings import without_query
from console.geodata.library import WMS, Manifest
from console.models.city_map.import_words import content_words, notes, way_words
from console.models.city_map.imports import PREFIX, ImportedLayers
from console.models.city_map.wms_offer import system_words
from console.models.clock import local
from console.models.text.phrases import listed
from console.models.world import World
from resources.theme import Theme
from screens.desk.city_map.import_dialog import ImportDialog
from screens.desk.city_map.own_layers import OwnLayers
from screens.desk.city_map.wms_dialog import WmsDialog
from screens.desk.incident.parts import button, label, row
from widgets import words
from widgets.map.map_pane import MapPane


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("own_layers", text)


class OddLine(QWidget):
    """What is odd about the layer that was added last, on the page itself, until somebody has taken note of it."""

    def __init__(self, imports: ImportedLayers, theme: Theme) -> None:
        super().__init__()
        self._imports, self._name, self._seen = imports, "", False
        self.said = label("", "delayed", theme, wrap=True)
        self.known = button(tr("知道了"), self.hide)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space(1))
        line.addWidget(self.said, 1)
        line.addWidget(self.known)
        self.hide()
        imports.finished.connect(self._tell)
        imports.changed.connect(self._follow)

    def _tell(self, manifest: Manifest) -> None:
        found = notes(manifest.report) if manifest.report is not None else []
        self._name, self._seen = manifest.name, False
        self.said.setText(tr("自有图层“{0}”：{1}").format(words.one_line(manifest.title), listed(found)))
        self.setVisible(bool(found))

    def _follow(self) -> None:
        """A removed layer needs no warning; one that was just added is in the list soon."""
        there = any(each.name == self._name for each in self._imports.manifests)
        if self._seen and not there:
            self.hide()
        self._seen = there


class OwnLayersDialog(QDialog):
    """The folder's layers with all that is known of each; Insert adds one, Delete removes the chosen one."""

    def __init__(
        self, imports: ImportedLayers, world: World, theme: Theme, city_map: MapPane, own: OwnLayers, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._imports, self._world, self._theme, self._map, self._own = imports, world, theme, city_map, own
        self._known: set[str] = set()
        self.setWindowTitle(tr("自有图层"))
        self.setStyleSheet(theme.qss())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QListWidget()
        self.list.currentItemChanged.connect(self._tell)
        self.about = label("", wrap=True)
        self.about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.odd = label("", "delayed", theme, wrap=True)
        self.add_button = button(tr("添加图层… Insert"), self.add, primary=True)
        self.go_button = button(tr("定位"), self.go)
        self.remove_button = button(tr("移除 Delete"), self.remove)
        self.add_button.setShortcut(QKeySequence(Qt.Key.Key_Insert))
        self.remove_button.setShortcut(QKeySequence(Qt.Key.Key_Delete))
        layout = QVBoxLayout(self)
        edge = theme.space(4)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(theme.space(3))
        layout.addWidget(self._heading())
        layout.addWidget(self.list, 1)
        layout.addWidget(self.about)
        layout.addWidget(self.odd)
        closing = button(tr("关闭"), self.close)
        self.service_button = button(tr("添加 WMS…"), self.add_service)
        self.service_button.setVisible(bool(imports.wms_hosts))
        layout.addLayout(
            row(theme, self.add_button, self.service_button, self.go_button, self.remove_button, None, closing)
        )
        self.setMinimumSize(theme.space(150), theme.space(110))
        imports.changed.connect(self._fill)
        self._fill()

    def _heading(self) -> QLabel:
        made = label(tr("自有图层：只在本机或本中心的地图上显示，不上传"), "secondary", self._theme, wrap=True)
        return made

    def _fill(self) -> None:
        chosen = self.chosen()
        fresh = [each for each in self._imports.manifests if each.name not in self._known]
        self._known |= {each.name for each in fresh}
        if fresh:
            chosen = max(fresh, key=lambda each: each.added)
        self.list.clear()
        for manifest in self._imports.manifests:
            item = QListWidgetItem(manifest.title)
            item.setData(Qt.ItemDataRole.UserRole, manifest.name)
            self.list.addItem(item)
            if chosen is not None and manifest.name == chosen.name:
                self.list.setCurrentItem(item)
        if self.list.currentItem() is None and self.list.count():
            self.list.setCurrentRow(self.list.count() - 1)
        self._tell()

    def chosen(self) -> Manifest | None:
        """The layer that is marked in the list."""
        item = self.list.currentItem()
        name = item.data(Qt.ItemDataRole.UserRole) if item else ""
        return next((each for each in self._imports.manifests if each.name == name), None)

    def _tell(self) -> None:
        manifest = self.chosen()
        report = manifest.report if manifest else None
        for each in (self.go_button, self.remove_button):
            each.setEnabled(manifest is not None)
        odd = [tr("{0} 个图层的文件已损坏，未显示").format(len(self._imports.broken))] if self._imports.broken else []
        if manifest is None:
            self.about.setText(tr("还没有自有图层。可添加 GeoJSON 或 Shapefile 文件。"))
        else:
            lines = [
                tr("来源 {0} · 数据日期 {1}").format(manifest.source or tr("未注明"), date_words(manifest.at)),
                tr("WMS {0} · 图层 {1} · {2}").format(
                    without_query(manifest.url), manifest.layers, system_words(manifest.crs)
                )
                if manifest.kind == WMS
                else tr("文件 {0} · SHA-256 {1}… · 导入于 {2:%Y-%m-%d %H:%M}").format(
                    manifest.file, manifest.sha256[:12], local(manifest.added)
                ),
            ]
            if report is not None:
                lines += [content_words(report), way_words(report)]
                odd = notes(report) + odd
            self.about.setText("\n".join(lines))
        self.odd.setText("\n".join(odd))
        self.odd.setVisible(bool(odd))

    def add(self) -> None:
        """Ask for a file and how to read it."""
        ImportDialog(self._imports, self._world, self._theme, self).open()

    def add_service(self) -> None:
        """Ask for a WMS."""
        ask = self._map.tiles.ask if self._map.tiles is not None else None
        WmsDialog(self._imports, self._world, self._theme, self, ask).open()

    def go(self) -> None:
        """Show the chosen layer on the map."""
        manifest = self.chosen()
        if manifest is not None and manifest.report is not None:
            self._own.switch(PREFIX + manifest.name, True)
            self._map.fit(manifest.report.bounds)

    def remove(self) -> None:
        """Forget the chosen layer."""
        manifest = self.chosen()
        if manifest is not None:
            self._imports.remove(manifest.name)


def date_words(at: int | None) -> str:
    """The day of the data."""
    return f"{local(at):%Y-%m-%d}" if at is not None else tr("不详")
