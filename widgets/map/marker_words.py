"""What is written beside a marker: which words, how loud, and from which zoom on."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from console.models.rows import Marker
from console.models.text.phrases import listed


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("marker_words", text)


NAMES_FROM = 13.0
VALUES_FROM = 10.4
ASSET_NAMES_FROM = 14.5
ALARM, STATION, ASSET = range(3)


def rank(marker: Marker) -> int:
    """Alarms before stations (they carry a value) before assets."""
    if marker.priority:
        return ALARM
    return STATION if marker.label else ASSET


@dataclass(frozen=True, slots=True)
class Beside:
    """The words, none for no label; the token of their edge, none for no edge; the type role; and whether it is a quiet
    label."""

    text: str
    edge: str = ""
    role: str = "tertiary"
    dense: bool = True


def beside(marker: Marker, zoom: float, selected: bool) -> Beside:
    """``zoom``: as the style counts it."""
    kind = rank(marker)
    if kind == ALARM:
        return Beside(marker.label or marker.name, f"grade{marker.priority}", "secondary", False)
    if kind == STATION:
        full = f"{marker.name}  {marker.label}" if zoom >= NAMES_FROM or selected else marker.label
        return Beside(full if zoom >= VALUES_FROM or selected else "")
    return Beside(marker.name if zoom >= ASSET_NAMES_FROM or selected else "")


def firm(marker: Marker) -> bool:
    """Whether its words come before the name of a place."""
    kind = rank(marker)
    return kind == STATION or (kind == ALARM and not marker.acknowledged)


@dataclass(slots=True)
class Unwritten:
    """What is in view and found no room: words of new alarms, values and numbers, names of city and counties, words of
    alarms that somebody has in hand."""

    alarms: int = 0
    values: int = 0
    names: int = 0
    in_hand: int = 0


def unwritten_words(missing: Unwritten) -> str:
    """How much of what is in view found no room for its words; empty for nothing."""
    parts = (
        (missing.alarms, tr("新告警 {0}")),
        (missing.in_hand, tr("已确认告警 {0}")),
        (missing.values, tr("数值 {0}")),
        (missing.names, tr("地名 {0}")),
    )
    told = listed(words.format(count) for count, words in parts if count)
    return tr("放大后显示：{0}").format(told) if told else ""
