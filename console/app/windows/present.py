"""The monitors that Qt shows now, as plain data with what they say of themselves."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QGuiApplication, QScreen

from console.wall.drm import connected, edid_of
from console.wall.edid import Edid
from console.wall.outputs import Screen

READABLE = ("xcb", "wayland", "eglfs")
"""Platforms whose monitors hang on this computer's own connectors."""

Sign = tuple[object, ...]


def present() -> list[tuple[Screen, QScreen]]:
    """Every monitor that shows a part of the desktop; while all are gone Qt keeps one of no size, which is none."""
    edids = connected() if QGuiApplication.platformName() in READABLE else {}
    shown = [screen for screen in QGuiApplication.screens() if not screen.geometry().isEmpty()]
    return [(screen_of(screen, edids), screen) for screen in shown]


def signs() -> list[Sign]:
    """What can be asked of all monitors many times a minute: without their EDIDs, which live in files."""
    return [
        (screen.name(), screen.geometry().getRect(), screen.devicePixelRatio(), screen.physicalSize().toTuple(),
         screen.model(), screen.serialNumber())
        for screen in QGuiApplication.screens()
    ]  # fmt: skip


def screen_of(screen: QScreen, edids: Mapping[str, Edid]) -> Screen:
    """What is known of one monitor; its own EDID is believed before the window system."""
    place = screen.geometry()
    size = screen.physicalSize()
    edid = edid_of(screen.name(), screen.model(), screen.serialNumber(), edids)
    offscreen = QGuiApplication.platformName() == "offscreen"  # it invents a size
    return Screen(
        connector=screen.name(),
        rect=(place.x(), place.y(), place.width(), place.height()),
        dpr=screen.devicePixelRatio(),
        manufacturer=edid.manufacturer if edid else screen.manufacturer(),
        model=edid.model if edid else screen.model(),
        serial=edid.serial if edid else screen.serialNumber(),
        size_mm=(0, 0) if offscreen else (round(size.width()), round(size.height())),
    )
