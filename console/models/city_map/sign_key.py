"""What the signs on a map mean: one line a kind, and only what the map has now."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication

from console.domain.environment.aqi import Level
from console.domain.environment.water import WaterClass
from console.models.rows import Marker
from console.models.text.phrases import air_level


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("sign_key", text)


class Sign(Enum):
    """How a thing is drawn."""

    ALARM = "alarm"
    NEW_ALARM = "new alarm"
    STATION = "station"
    PARKED = "parked"
    MOVING = "moving"
    HEADED = "headed"
    ALARMED = "alarmed"
    OLD = "old"


@dataclass(frozen=True, slots=True)
class Meaning:
    """A sign and its words. ``token``: its colour; ``priority``: an alarm's."""

    sign: Sign
    words: str
    token: str = ""
    priority: int = 0


@dataclass(frozen=True, slots=True)
class KeyLine:
    """Signs of one kind of thing, under the name of what it shows."""

    head: str
    meanings: tuple[Meaning, ...]


def key_lines(markers: Iterable[Marker], fleet: Collection[Sign], pale: bool) -> tuple[KeyLine, ...]:
    """``fleet``: how vehicles are drawn now; ``pale``: nothing newer is known, and stations have lost their colour."""
    alarms: set[tuple[int, bool]] = set()
    stations: dict[str, set[str]] = {}
    for marker in markers:
        if marker.priority:
            alarms.add((marker.priority, marker.acknowledged))
        elif marker.kind in _STATIONS:
            stations.setdefault(marker.kind, set()).add("cached" if pale else marker.token)
    lines = [_alarms(alarms), _vehicles(fleet), *(_stations(kind, stations.get(kind, set())) for kind in _STATIONS)]
    return tuple(line for line in lines if line.meanings)


def _alarms(seen: set[tuple[int, bool]]) -> KeyLine:
    words = {1: tr("紧急"), 2: tr("重要"), 3: tr("一般"), 4: tr("提示")}
    grades = sorted({priority for priority, _ in seen})
    meanings = [Meaning(Sign.ALARM, words.get(each, str(each)), priority=each) for each in grades]
    waiting = [priority for priority, acknowledged in sorted(seen) if not acknowledged]
    if waiting:
        meanings.append(Meaning(Sign.NEW_ALARM, tr("带圈：未确认"), priority=waiting[0]))
    return KeyLine(tr("告警"), tuple(meanings))


def _vehicles(seen: Collection[Sign]) -> KeyLine:
    words = {
        Sign.MOVING: tr("行驶"),
        Sign.HEADED: tr("行驶方向"),
        Sign.PARKED: tr("停驶"),
        Sign.ALARMED: tr("报警"),
        Sign.OLD: tr("位置已过 10 分钟"),
    }
    return KeyLine(tr("车辆"), tuple(Meaning(sign, said) for sign, said in words.items() if sign in seen))


_STATIONS = ("air_station", "water_section", "water_level")


def _stations(kind: str, tokens: set[str]) -> KeyLine:
    heads = {"air_station": tr("空气站"), "water_section": tr("水质断面"), "water_level": tr("水位站")}
    words = {f"aqi{level.number}": air_level(level) for level in Level}
    words |= {f"water{int(each)}": tr("{0} 类").format(each.label) for each in WaterClass}
    words |= {"accent": tr("实测水位"), "cached": tr("数据已过时"), "tertiary": tr("缺测或未知")}
    meanings = (Meaning(Sign.STATION, said, token) for token, said in words.items() if token in tokens)
    return KeyLine(heads[kind], tuple(meanings))
