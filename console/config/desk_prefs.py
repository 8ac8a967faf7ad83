"""What one person arranged at the desk, in a small JSON file of their own; a broken file means the usual look."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from console.config.look import Look

log = logging.getLogger(__name__)
MOST_DISMISSED = 500


class LayerPref(msgspec.Struct, frozen=True):
    """One map layer that a person has switched on: opacity 0 to 1, and between which zooms it is shown."""

    name: str
    opacity: Annotated[float, Meta(ge=0, le=1)] = 1.0
    from_zoom: float = 0.0
    to_zoom: float = 24.0


class OwnLayerPref(LayerPref, frozen=True):
    """A layer of one's own as a person wants it; it is shown until somebody says otherwise."""

    shown: bool = True


class DeskPrefs(msgspec.Struct):
    """Columns of the alarm list, grouping, commands that were looked at, the figures of past days, silence, maps."""

    columns: list[str] = []
    widths: dict[str, float] = {}
    grouping: str = "none"
    dismissed: list[str] = []
    days: dict[str, Annotated[int, Meta(ge=0)]] = {}
    sound: bool = True
    account: str = ""
    map_painter: str = "auto"
    base_map: str = ""
    """Of files from before there was one for each person."""
    base_maps: dict[str, str] = {}
    """By person's id; the empty one is of a desk where nobody is signed in."""
    map_layers: dict[str, list[LayerPref]] = {}
    """From the lowest to the topmost, by person's id; the empty one is of a desk where nobody is signed in."""
    own_layers: dict[str, list[OwnLayerPref]] = {}
    """Likewise, of layers that people brought; those that are not there just now are kept."""
    place: tuple[int, int, int, int] | None = None
    """Left, top, width and height of the window as it was left, in logical pixels of the desktop."""
    maximised: bool = False
    looks: dict[str, Look] = {}
    """By person's id; the empty one is of a desk where nobody is signed in."""


class PrefsFile:
    """Reads once, writes whole files. Without a path everything lasts as long as the window."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self.prefs = self._read()

    def _read(self) -> DeskPrefs:
        if self._path is None or not self._path.exists():
            return DeskPrefs()
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=DeskPrefs)
        except (OSError, msgspec.DecodeError, ValueError) as error:
            log.warning("%s is not usable, the usual look is shown: %s", self._path, error)
            return DeskPrefs()

    def save(self) -> None:
        """Write it down; a disk that refuses costs the arrangement only, and is logged."""
        self.prefs.dismissed = self.prefs.dismissed[-MOST_DISMISSED:]
        if self._path is None:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            draft = self._path.with_suffix(".new")
            draft.write_bytes(msgspec.json.format(msgspec.json.encode(self.prefs)))
            draft.replace(self._path)
        except OSError as error:
            log.warning("%s cannot be written: %s", self._path, error)
