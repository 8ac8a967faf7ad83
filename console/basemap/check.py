"""What is wrong with each base map of a settings file, in one sentence each."""

from __future__ import annotations

import time
from typing import NamedTuple

from console.basemap.archives import Archive
from console.basemap.fetch import FetchProblem
from console.basemap.open import Providers
from console.basemap.places import tile_at
from console.basemap.provider import ProviderError, Trouble
from console.basemap.remote import RemoteTiles
from console.config.map_settings import Base, Remote

HEADS = {
    Trouble.OFFLINE: "cannot be reached",
    Trouble.KEY: "does not accept the key",
    Trouble.QUOTA: "says that the quota is used up",
    Trouble.REFUSED: "refuses",
    Trouble.AWAY: "is not followed",
    Trouble.BARRED: "may not be asked",
    Trouble.BAD: "answers with something else",
    Trouble.EMPTY: "has no tiles",
    Trouble.DAMAGED: "is damaged",
}
USUAL_ZOOM = 10


class Verdict(NamedTuple):
    """A base map, whether it can be shown, and the sentence."""

    name: str
    good: bool
    words: str


def check(providers: Providers, base: Base, lon: float, lat: float) -> Verdict:
    """Open a base map and ask for the tile at a place."""
    try:
        provider = providers.open(base)
    except ProviderError as problem:
        return Verdict(base.name, False, str(problem))
    remark = "" if base.review or base.fictional else "; it has no review number (审图号), which the map will say"
    if isinstance(provider, Archive):
        return _archive(base, provider, lon, lat, remark)
    assert isinstance(base, Remote)
    return _remote(base, provider, lon, lat, remark)


def _archive(base: Base, archive: Archive, lon: float, lat: float, remark: str) -> Verdict:
    west, south, east, north = archive.bounds
    kind = "pictures" if archive.raster else "vector tiles"
    at = f"zoom {archive.min_zoom}–{archive.max_zoom}, {west:.2f}…{east:.2f}° E, {south:.2f}…{north:.2f}° N"
    z = min(archive.max_zoom, max(archive.min_zoom, USUAL_ZOOM))
    try:
        found = archive.data(z, *tile_at(lon, lat, z))
    except ProviderError as problem:
        return Verdict(base.name, False, f"opens, but {problem}")
    here = "" if found else f"; but it has no tile at {lon:g}, {lat:g}"
    return Verdict(base.name, True, f"{kind}, {at}{here}{remark}")


def _remote(base: Remote, provider: RemoteTiles, lon: float, lat: float, remark: str) -> Verdict:
    grid = provider.grid
    z = min(grid.max_zoom, max(grid.min_zoom, USUAL_ZOOM))
    place = (z, *tile_at(lon, lat, z, grid.geographic))
    told = []
    for layer in range(provider.layers):
        start = time.monotonic()
        try:
            size = provider.probe(layer, place)
        except FetchProblem as problem:
            return Verdict(base.name, False, f"layer {layer + 1} {HEADS[problem.trouble]}: {problem}")
        took = f"{(time.monotonic() - start) * 1000:.0f} ms"
        told.append(f"layer {layer + 1} {f'{size / 1024:.1f} KB' if size else 'has no tile there'} in {took}")
    return Verdict(base.name, True, f"answers at {'/'.join(map(str, place))}: {', '.join(told)}{remark}")
