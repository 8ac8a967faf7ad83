"""The dialog that adds a WMS as a layer: address, layers, whose data from when."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QDateEdit, QDialog, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from console.models.city_map.imports import ImportedLayers
from console.models.world import World
from resources.theme import Theme
from screens.desk.city_map.import_dialog import LONGEST, day_of, ms_of
from screens.desk.incident.parts import button, label, row


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("wms_dialog", text)


class WmsDialog(QDialog):
    """Only services of the hosts that the settings name; others are refused here and by the process that would ask."""

    def __init__(self, imports: ImportedLayers, world: World, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._imports = imports
        self.setWindowTitle(tr("添加 WMS"))
        self.setStyleSheet(theme.qss())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.title, self.url, self.layers, self.source = (QLineEdit() for _ in range(4))
        self.url.setText(f"http://{imports.wms_hosts[0]}/wms" if imports.wms_hosts else "")
        self.layers.setPlaceholderText(tr("服务中的图层名，多个用逗号隔开"))
        for field in (self.title, self.source):
            field.setMaxLength(LONGEST)
        now = day_of(world.now())
        self.day = QDateEdit(now)
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setMaximumDate(now)
        self.undated = QCheckBox(tr("日期不详"))
        self.undated.toggled.connect(self.day.setDisabled)
        self.undated.setChecked(True)  # a date that nobody chose would be believed
        form = QFormLayout()
        form.setSpacing(theme.space(2))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(tr("地址"), self.url)
        form.addRow(tr("图层"), self.layers)
        form.addRow(tr("名称"), self.title)
        form.addRow(tr("数据日期"), row(theme, self.day, self.undated))
        form.addRow(tr("数据来源"), self.source)
        self.said = label(tr("可用的主机：{0}").format(", ".join(imports.wms_hosts)), "secondary", theme, wrap=True)
        self.go_button = button(tr("添加 Ctrl+回车"), self.begin, primary=True)
        self.go_button.setShortcut("Ctrl+Return")
        layout = QVBoxLayout(self)
        edge = theme.space(4)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(theme.space(3))
        layout.addLayout(form)
        layout.addWidget(self.said)
        layout.addLayout(row(theme, None, self.go_button, button(tr("取消"), self.reject)))
        self.setMinimumWidth(theme.space(150))

    def begin(self) -> None:
        """Keep it; it is asked for as soon as the map shows it."""
        title, url, layers = (field.text().strip() for field in (self.title, self.url, self.layers))
        if not (title and url and layers):
            self.said.setText(tr("请写明地址、图层和名称。"))
            return
        at = None if self.undated.isChecked() else ms_of(self.day.date())
        words = self._imports.add_wms(title, url, layers, self.source.text().strip(), at)
        if words:
            self.said.setText(words)
        else:
            self.accept()
