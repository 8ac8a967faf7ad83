"""The menus under the right button: what can be done at this place, who paints and why, and another painter."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from widgets.map.base_menu import base_menu
from widgets.map.painter import Wish, choice_words
from widgets.webmap.hands import TiltHands

SWITCH_KEY = "V"


def _tr(text: str) -> str:
    return QCoreApplication.translate("SwitchingMapPane", text)


def painter_menu(pane: TiltHands) -> QMenu:
    """Both painters by hand, or the machine's choice."""
    menu = QMenu(_tr("绘制方式"), pane)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    group = QActionGroup(menu)
    for wish, words in (
        (Wish.AUTO, _tr("自动选择")),
        (Wish.WEB, _tr("三维地图")),
        (Wish.NATIVE, _tr("平面地图")),
    ):
        action = QAction(words, group, checkable=True)
        action.setChecked(wish is pane.wish)
        action.triggered.connect(lambda _checked, wish=wish: pane.wish_for(wish))
        menu.addAction(action)
    if pane.tiltable.may_tilt and not pane.tiltable.level:
        menu.addSeparator()
        menu.addAction(_tr("正北俯视\tHome"), lambda: pane.tiltable.tilt_to(0.0, 0.0))
    return menu


def context_menu(pane: TiltHands, point: QPointF) -> QMenu:
    """All that a right click offers; ``pane.at_place`` adds what can be done at the place under it."""
    menu = QMenu(pane)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setToolTipsVisible(True)
    if pane.at_place is not None:
        pane.at_place(menu, point)
        menu.addSeparator()
    menu.addAction(choice_words(pane.choice)).setEnabled(False)
    below = [painter_menu(pane), *([base_menu(pane.tiles, pane)] if pane.tiles is not None else [])]
    for each in below:
        menu.addMenu(each)
        menu.aboutToHide.connect(each.deleteLater)
    return menu
