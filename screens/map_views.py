"""The ways in which a scene may show the map: everything, or one thing with the rest left out."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("panes", text)


@dataclass(frozen=True, slots=True)
class MapView:
    """A title, and the layers that are not shown."""

    title: str
    hidden: tuple[str, ...] = ()


def map_view(name: str) -> MapView:
    """By its name in a scene; empty for everything. Raises ``KeyError``."""
    return {
        "": MapView(tr("全市一张图")),
        "vehicles": MapView(tr("重点车辆分布"), ("alarms", "stations", "assets")),
        "stations": MapView(tr("监测站点"), ("alarms", "vehicles", "assets")),
        "alarms": MapView(tr("告警分布"), ("vehicles", "stations", "assets")),
    }[name]
