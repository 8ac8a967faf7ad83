"""The menu of the person's own look: language, colours, size of type. What is on is ticked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from console.config.look import Language, Look, ThemeName, Zoom

Value = TypeVar("Value")
Chosen = Callable[[Look], object]


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("look_menu", text)


def look_menu(look: Look, chosen: Chosen, parent: QWidget) -> QMenu:
    """Offer every look that differs in one thing. A language is named in itself, so that everybody finds theirs."""
    menu = QMenu(parent)
    languages = ((Language.CHINESE, "简体中文"), (Language.ENGLISH, "English"))  # data: each in its own words
    themes = (
        (ThemeName.WALL_DARK, tr("大屏深色")),
        (ThemeName.DESK_LIGHT, tr("工位浅色")),
        (ThemeName.HIGH_CONTRAST, tr("高对比")),
    )
    zooms = tuple((zoom, f"{zoom.value} %") for zoom in Zoom)
    _part(menu, tr("语言"), languages, look.language, lambda each: chosen(msgspec.structs.replace(look, language=each)))
    _part(menu, tr("配色"), themes, look.theme, lambda each: chosen(msgspec.structs.replace(look, theme=each)))
    _part(menu, tr("字号"), zooms, look.zoom, lambda each: chosen(msgspec.structs.replace(look, zoom=each)))
    return menu


def _part(
    menu: QMenu, title: str, items: Sequence[tuple[Value, str]], now: Value, chosen: Callable[[Value], object]
) -> None:
    menu.addSection(title)
    group = QActionGroup(menu)
    for value, words in items:
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(value is now or value == now)
        group.addAction(action)
        action.triggered.connect(lambda _checked=False, value=value: chosen(value))
