"""The menus of the alarm table: acts on the chosen alarms, and the columns."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from console.models.alarms.acts import Act, act_name, key_name
from screens.desk.alarms.control import AlarmControl
from widgets import words
from widgets.alarms.columns import ALWAYS, Column, heading
from widgets.alarms.table import AlarmTable


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("alarm_menu", text)


def act_menu(control: AlarmControl, parent: QWidget) -> QMenu:
    """Every act with its key, on what is chosen now; those that are not possible say why."""
    menu = QMenu(parent)
    menu.setToolTipsVisible(True)
    meant = control.chosen()
    offered = control.offers(meant)
    for act in (act for act in Act if control.may(act)):
        offer = offered[act]
        many = tr(" {} 条").format(len(offer.keys)) if len(offer.keys) > 1 else ""
        action = menu.addAction(f"{act_name(act)}{many}\t{key_name(act)}")
        action.setEnabled(offer.possible)
        action.setToolTip(words.plain_tooltip(offer.reason))
        action.triggered.connect(lambda _checked=False, act=act: control.do(act, meant))
    if menu.isEmpty():
        menu.addAction(tr("未登录或无操作权限，只能查看")).setEnabled(False)
    return menu


def column_menu(table: AlarmTable) -> QMenu:
    """For each column: shown or not, one place to the left or to the right; and back to the usual ones."""
    menu = QMenu(table)
    layout = table.columns()
    for column in Column:
        part = menu.addMenu(heading(column) + ("" if column in layout.order else tr("（隐藏）")))
        shown = part.addAction(tr("显示"))
        shown.setCheckable(True)
        shown.setChecked(column in layout.order)
        shown.setEnabled(column not in ALWAYS)
        shown.triggered.connect(lambda _checked=False, column=column: table.arrange(table.columns().toggled(column)))
        if column in layout.order:
            place = layout.order.index(column)
            for name, goal in ((tr("左移"), place - 1), (tr("右移"), place + 1)):
                move = part.addAction(name)
                move.setEnabled(0 <= goal < len(layout.order))
                move.triggered.connect(
                    lambda _checked=False, c=column, g=goal: table.arrange(table.columns().moved(c, g))
                )
    menu.addSeparator()
    menu.addAction(tr("恢复默认列")).triggered.connect(lambda _checked=False: table.reset_columns())
    return menu
