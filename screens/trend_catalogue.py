"""The charts that a scene can ask for: by name, or any one series of a backend by its id."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from console.domain.entities import System
from console.models.figures.series import SeriesWindow
from console.models.figures.trends import (
    DAY_MS,
    PickedSeries,
    flow_trend,
    limit_line,
    mean_trend,
    named_trend,
    picked_trend,
)
from console.models.rows import Trend
from console.models.world import World
from console.wall.scene import SceneError

SERIES = "series:"
"""Before the id of a series stands this."""
PM25_LIMIT = 60.0
"""µg/m³, second-level limit of 24 h means in GB 3095-2026 (transitional); there is none for hours."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("trend_catalogue", text)


class TrendCatalogue:
    """Makes the content of the charts of one window. Raises ``SceneError`` for a name that it does not have."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._picked: dict[tuple[str, str], PickedSeries] = {}
        self._stations: dict[str, SeriesWindow] = {}
        self._named: dict[str, SeriesWindow] = {}
        """By id: a scene that is laid out again, for months, asks for the same ones again."""
        self._makers: dict[str, Callable[[], Trend]] = {
            "opened": self._opened,
            "closed": self._closed,
            "alarms": self._alarms,
            "vehicle-alarms": self._vehicle_alarms,
            "pm25": self._pm25,
            "cod": lambda: self._worst("outfall", "COD", tr("排污口 COD"), 0),
            "dust": lambda: self._worst("site", "PM10", tr("工地扬尘 PM10"), 0),
            "section": lambda: self._worst("water_section", "NH3-N", tr("断面氨氮"), 2),
            "reservoir": lambda: self._worst("water_level", "level", tr("水位"), 2),
        }

    def maker(self, name: str) -> Callable[[], Trend]:
        """What makes the chart of this name. A series need not be known yet: the backend may be heard later."""
        if name.startswith(SERIES) and len(name) > len(SERIES):
            window = self._window_of(name.removeprefix(SERIES))
            return lambda: named_trend(self._world, window)
        if name not in self._makers:
            raise SceneError(
                f"no chart is called {name!r}; there are {', '.join(self._makers)}, and {SERIES}ID of any series"
            )
        return self._makers[name]

    def _window_of(self, series: str) -> SeriesWindow:
        window = self._named.get(series)
        if window is None:
            window = self._named[series] = SeriesWindow(self._world, DAY_MS)
            window.follow(series)
        return window

    def _worst(self, kind: str, factor: str, title: str, digits: int) -> Trend:
        picked = self._picked.get((kind, factor))
        if picked is None:
            picked = self._picked[kind, factor] = PickedSeries(self._world, kind, factor)
        return picked_trend(self._world, picked, title, digits)

    def _pm25(self) -> Trend:
        for asset in self._world.registers.of_kind("air_station"):
            series = f"{asset.id}/PM2.5"
            if series in self._world.latest and series not in self._stations:
                window = self._stations[series] = SeriesWindow(self._world, 2 * DAY_MS)
                window.follow(series)
        stations = len(self._stations)
        title = tr("PM2.5 · {} 站").format(stations) if stations else tr("PM2.5 · 全市")
        limit = limit_line(PM25_LIMIT, "µg/m³", tr("24 h 均值限值"))
        return mean_trend(self._world, self._stations, title, "µg/m³", limit)

    def _opened(self) -> Trend:
        lines = [
            (tr("网格事件"), System.GRID.value, "case.opened", "accent"),
            (tr("城管案件"), System.CITY.value, "case.opened", "tertiary"),
        ]
        return flow_trend(self._world, tr("新增事件 · 每小时"), tr("件"), lines)

    def _closed(self) -> Trend:
        lines = [
            (tr("网格办结"), System.GRID.value, "case.closed", "accent"),
            (tr("城管结案"), System.CITY.value, "case.closed", "tertiary"),
        ]
        return flow_trend(self._world, tr("办结 · 每小时"), tr("件"), lines)

    def _alarms(self) -> Trend:
        lines = [
            (tr("全部"), "", "alarm.raised", "accent"),
            (tr("环保"), System.ENVIRONMENT.value, "alarm.raised", "normal"),
            (tr("交通"), System.VEHICLES.value, "alarm.raised", "tertiary"),
        ]
        return flow_trend(self._world, tr("告警发生 · 每小时"), tr("条"), lines)

    def _vehicle_alarms(self) -> Trend:
        lines = [(tr("主动安全报警"), System.VEHICLES.value, "alarm.raised", "accent")]
        return flow_trend(self._world, tr("主动安全报警 · 每小时"), tr("条"), lines)
