"""A layer of one's own as a scene names it: which one, whose it is and from when, and how it is shown."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

Share = Annotated[float, Meta(ge=0, le=1)]
Zoom = Annotated[float, Meta(ge=0, le=24)]
Words = Annotated[str, Meta(max_length=80)]
Colour = Annotated[str, Meta(pattern="^(#[0-9A-Fa-f]{6})?$")]


class OwnLayer(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One of ``file`` (GeoJSON, or the .shp of a shapefile), ``id`` (in the folder of imported layers) and ``wms`` (the
    name of a service in the settings).

    ``title``, ``source`` and ``date`` left out: as the import or the settings say. ``legend``: what its colour means,
    else the title. ``crs``: of the file, where it says nothing. Shown from ``from_zoom`` up to ``to_zoom``.
    """

    file: Path | None = None
    id: Annotated[str, Meta(pattern="^([0-9a-f]{12})?$")] = ""
    wms: Annotated[str, Meta(max_length=40)] = ""
    title: Words = ""
    source: Words = ""
    date: datetime.date | None = None
    legend: Words = ""
    colour: Colour = ""
    crs: Annotated[str, Meta(max_length=20)] = ""
    opacity: Share | None = None
    from_zoom: Zoom = 0.0
    to_zoom: Zoom = 24.0

    @property
    def name(self) -> str:
        """What it is called until it is known what it is."""
        return self.title or (self.file.stem if self.file else self.id or self.wms)


def mistake(layer: OwnLayer) -> str:
    """What the types cannot say, empty when nothing is wrong."""
    if sum(map(bool, (layer.file, layer.id, layer.wms))) != 1:
        return "an own layer has one of file, id and wms"
    if layer.from_zoom >= layer.to_zoom:
        return f"own layer {layer.name}: from_zoom is not below to_zoom"
    if not layer.file and (layer.colour or layer.crs):
        return f"own layer {layer.name}: colour and crs are said of a file only"
    return ""
