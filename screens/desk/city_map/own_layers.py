"""Imported layers on a map: kept the same as the folder's, and the dialog in which they are added and removed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from console.geodata.library import WMS, Manifest
from console.models.city_map.import_words import content_words, notes, way_words
from console.models.city_map.imports import PREFIX, ImportedLayers
from console.models.city_map.layers.book import Shown
from console.models.city_map.shapes import FARTHEST_ZOOM, MapLayer, PictureLayer, ShapeLayer
from console.models.clock import local
from console.models.text.phrases import listed
from console.models.world import World
from resources.theme import Theme
from screens.desk.city_map.import_dialog import ImportDialog
from screens.desk.city_map.wms_dialog import WmsDialog
from screens.desk.incident.parts import button, label, row
from widgets import words
from widgets.layer_panel import Offer
from widgets.map.map_pane import MapPane
from widgets.map.wms_overlay import WmsOverlay

USUAL, WMS_USUAL = Shown(1.0, 0.0, FARTHEST_ZOOM), Shown(0.8, 0.0, FARTHEST_ZOOM)
OwnState = tuple[list[str], dict[str, Shown], set[str]]
"""Order, wishes and what is hidden."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("own_layers", text)


class OwnLayers(QObject):
    """Gives a map the folder's layers, each as a person wants it, and takes away those that are gone."""

    changed = Signal()
    """There are others than before, or one is shown differently."""

    def __init__(self, imports: ImportedLayers, city_map: MapPane) -> None:
        super().__init__(city_map)
        self._imports, self._map = imports, city_map
        self._order: list[str] = []
        self._wishes: dict[str, Shown] = {}
        self._overlays: dict[str, WmsOverlay] = {}
        imports.changed.connect(self._follow)
        self._follow()

    def offers(self) -> list[Offer]:
        """All there are, in the order in which they were added."""
        return [Offer(PREFIX + each.name, each.title, tr("自有图层")) for each in self._there()]

    def order(self) -> list[str]:
        """Names of what is shown, from the lowest to the topmost."""
        return [name for name in self._order if self._map.layer_visible(name)]

    def wish(self, name: str) -> Shown:
        """How a layer is shown, or would be."""
        return self._wishes.get(name, WMS_USUAL if name.removeprefix(PREFIX) in self._overlays else USUAL)

    def layers(self) -> list[MapLayer]:
        """What there is of each on the map or, of a service that has not answered yet, what will be."""
        there = {layer.name: layer for layer in self._map.map_layers()}
        services = {PREFIX + name: overlay.layer for name, overlay in self._overlays.items()}
        return [layer for name in self._order if (layer := there.get(name) or services.get(name)) is not None]

    def note_of(self, name: str) -> str:
        """What is odd about a layer."""
        manifest = next(each for each in self._imports.manifests if PREFIX + each.name == name)
        undated = [tr("数据日期不详")] if manifest.at is None else []
        return listed(undated + (notes(manifest.report) if manifest.report is not None else []))

    def switch(self, name: str, on: bool) -> None:
        """Show a layer, or not for now; it stays in the folder."""
        self._map.set_layer_visible(name, on)
        overlay = self._overlays.get(name.removeprefix(PREFIX))
        if on and overlay is not None:
            overlay.hurry()
        self.changed.emit()

    def set_wish(self, name: str, wish: Shown) -> None:
        """Show it like this."""
        self._wishes[name] = wish
        overlay = self._overlays.get(name.removeprefix(PREFIX))
        if overlay is not None:
            overlay.restyle(wish.opacity, wish.from_zoom, wish.to_zoom)
        elif (layer := self._imports.layers.get(name)) is not None:
            self._map.set_layer(self._wished(layer))
        self.changed.emit()

    def move(self, name: str, by: int) -> None:
        """Higher (1) or lower (-1) among the imported ones; they stay above the city's own."""
        shown = self.order()
        to = shown.index(name) + by
        if not 0 <= to < len(shown):
            return
        one, other = self._order.index(name), self._order.index(shown[to])
        self._order[one], self._order[other] = self._order[other], self._order[one]
        there = {layer.name: layer for layer in self._map.map_layers()}
        for layer in [there[each] for each in self._order if each in there]:
            self._map.remove_layer(layer.name)
            self._map.set_layer(layer)
        self.changed.emit()

    def keep_state(self) -> OwnState:
        """How a person arranged them."""
        return list(self._order), dict(self._wishes), set(self._order) - set(self.order())

    def restore_state(self, state: OwnState) -> None:
        """Go on like that, with those that are still there."""
        order, wishes, hidden = state
        here = [name for name in order if name in self._order]
        self._order = here + [name for name in self._order if name not in here]
        for name in self._order:
            if name in wishes:
                self.set_wish(name, wishes[name])
            if name in hidden:
                self.switch(name, False)

    def _there(self) -> list[Manifest]:
        return [each for each in self._imports.manifests if PREFIX + each.name in self._order]

    def _wished(self, layer: ShapeLayer) -> ShapeLayer:
        wish = self.wish(layer.name)
        return replace(layer, opacity=wish.opacity, from_zoom=wish.from_zoom, to_zoom=wish.to_zoom)

    def _follow(self) -> None:
        services = {PREFIX + each.name for each in self._imports.manifests if each.kind == WMS and self._map.tiles}
        wanted = self._imports.layers.keys() | services
        for name in [name for name in self._order if name not in wanted]:
            self._order.remove(name)
            self._wishes.pop(name, None)
            self._map.set_layer_visible(name, True)
            self._map.remove_layer(name)
        for manifest in self._imports.manifests:
            name = PREFIX + manifest.name
            if name in wanted and name not in self._order:
                self._order.append(name)
                if name in self._imports.layers:
                    self._map.set_layer(self._wished(self._imports.layers[name]))
        self._follow_services()
        self.changed.emit()

    def _follow_services(self) -> None:
        wanted = {each.name: each for each in self._imports.manifests if each.kind == WMS}
        for name in self._overlays.keys() - wanted.keys():
            self._overlays.pop(name).close()
        for name, each in wanted.items():
            if name not in self._overlays and self._map.tiles is not None:
                layer = PictureLayer(
                    PREFIX + name, each.title, opacity=WMS_USUAL.opacity, at=each.at, source=each.source
                )
                self._overlays[name] = WmsOverlay(self._map, self._map.tiles, layer, each)


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
                tr("WMS {0} · 图层 {1} · Web 墨卡托（EPSG:3857）").format(manifest.url, manifest.layers)
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
        WmsDialog(self._imports, self._world, self._theme, self).open()

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
