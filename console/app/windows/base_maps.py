"""The base maps of a settings file as a window knows them, and the command line of the tiles process."""

from __future__ import annotations

from pathlib import Path

from console.app.program import own_command
from console.basemap.archives import open_archive
from console.basemap.provider import ProviderError
from console.config.map_settings import Base, MapSettings, Mbtiles, Pmtiles
from console.models.city_map import base_maps
from console.models.city_map.base_maps import BaseMap


def known_bases(settings: MapSettings) -> tuple[BaseMap, ...]:
    """The fictional city, those of the settings, and plain ground."""
    return base_maps.city(), *(_known(base) for base in settings.bases), base_maps.nothing()


def _known(base: Base) -> BaseMap:
    archive = base.file if isinstance(base, Pmtiles | Mbtiles) else None
    pictures = archive is None or _holds_pictures(archive)
    return BaseMap(
        base.name, base.title, base.attribution, base.review, base.fictional, pictures,
        None if pictures else archive, base.min_zoom,
    )  # fmt: skip


def _holds_pictures(archive: Path) -> bool:
    """What an unreadable file holds does not matter: whoever opens it says so."""
    try:
        return open_archive(archive).raster
    except ProviderError:
        return True


def tiles_command(cache: Path, config: Path | None) -> list[str]:
    """Starts the tiles process. Keys are not among the words: it reads them itself."""
    told = ["--config", str(config)] if config is not None else []
    return [*own_command("tiles"), "--cache", str(cache), *told]
