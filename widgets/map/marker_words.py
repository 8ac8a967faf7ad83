"""What is written beside a marker: which words, how loud, and from which zoom on."""

from __future__ import annotations

from dataclasses import dataclass

from console.models.rows import Marker

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


def beside(marker: Marker, more: int, zoom: float, selected: bool) -> Beside:
    """``more``: so many alarms lie under this one; ``zoom``: as the style counts it."""
    kind = rank(marker)
    if kind == ALARM:
        under = f"  +{more}" if more else ""
        return Beside((marker.label or marker.name) + under, f"grade{marker.priority}", "secondary", False)
    if kind == STATION:
        full = f"{marker.name}  {marker.label}" if zoom >= NAMES_FROM or selected else marker.label
        return Beside(full if zoom >= VALUES_FROM or selected else "")
    return Beside(marker.name if zoom >= ASSET_NAMES_FROM or selected else "")


def firm(marker: Marker) -> bool:
    """Whether its words come before the name of a place."""
    kind = rank(marker)
    return kind == STATION or (kind == ALARM and not marker.acknowledged)
