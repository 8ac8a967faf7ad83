"""The menu that lets a person choose the ground under the map."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from widgets.map.tile_source import TileSource


def base_menu(source: TileSource, parent: QWidget) -> QMenu:
    """The base maps that there are, the one shown now marked. All maps of this source change with it."""
    menu = QMenu(QCoreApplication.translate("MapPane", "底图"), parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    group = QActionGroup(menu)
    for base in source.bases:
        action = QAction(base.label.replace("&", "&&"), group, checkable=True)
        action.setChecked(base is source.base)
        action.triggered.connect(lambda _checked, name=base.name: source.choose(name))
        menu.addAction(action)
    return menu
