"""The base maps one may choose from, as a window knows them: what they are called and whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

CITY, NONE = "city", "none"
"""The city that comes with the program, and plain ground."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("BaseMap", text)


@dataclass(frozen=True, slots=True)
class BaseMap:
    """One of them. ``pictures``: it comes as finished pictures, not as vector tiles that are painted in our colours.

    ``archive``: the file of vector tiles, where there is one and it is not the city's.
    """

    name: str
    title: str
    attribution: str = ""
    review: str = ""
    fictional: bool = False
    pictures: bool = False
    archive: Path | None = None
    min_zoom: int = 0

    @property
    def label(self) -> str:
        """What it is called in a menu."""
        return {CITY: _tr("示范市"), NONE: _tr("不显示底图")}.get(self.name, self.title)

    @property
    def notes(self) -> tuple[str, ...]:
        """What stands at the map's foot: whose it is, and its review number, or that it names none."""
        if self.name == NONE:
            return ()
        if self.fictional:
            return tuple(note for note in (self.attribution, _tr("虚构城市")) if note)
        return self.attribution, self.review or _tr("未标注审图号")


def city() -> BaseMap:
    """The fictional city."""
    return BaseMap(CITY, CITY, fictional=True)


def nothing() -> BaseMap:
    """Plain ground."""
    return BaseMap(NONE, NONE)
