"""From settings to providers."""

from __future__ import annotations

from pathlib import Path

from console.basemap.archives import Archive, MbtilesArchive, PmtilesArchive
from console.basemap.disk_cache import DiskCache
from console.basemap.folder import BudgetFolder
from console.basemap.quota import DayCount
from console.basemap.remote import RemoteTiles
from console.basemap.secret import key_of
from console.config.map_settings import Base, MapSettings, Mbtiles, Pmtiles, Remote

MB = 1024 * 1024
FOLDER = "basemap"


class Providers:
    """Opens base maps of one settings file over one cache folder."""

    def __init__(self, settings: MapSettings, cache: Path) -> None:
        self.settings = settings
        self._folder = cache / FOLDER
        self._cache: DiskCache | None = None

    @property
    def cache(self) -> DiskCache:
        """Made when the first provider on a network is opened: counting a large folder takes a moment."""
        if self._cache is None:
            folder = BudgetFolder(self._folder, self.settings.cache_mb * MB, ".tile")
            self._cache = DiskCache(folder, self.settings.keep_days)
        return self._cache

    def open(self, base: Base) -> Archive | RemoteTiles:
        """The provider of a base map. Raises ``ProviderError``."""
        if isinstance(base, Pmtiles):
            return PmtilesArchive(base.file)
        if isinstance(base, Mbtiles):
            return MbtilesArchive(base.file)
        assert isinstance(base, Remote)
        return self.remote(base)

    def remote(self, base: Remote) -> RemoteTiles:
        """A provider on a network. Raises ``ProviderError`` when its key is missing."""
        count = DayCount(self._folder / f"{base.name}.count", base.daily_quota)
        return RemoteTiles(base, key_of(base), self.cache, self.settings.fresh_days, count)
