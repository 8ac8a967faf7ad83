"""How long and how large: what one computer's cache keeps, in one table of the settings file."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

MB = 1024 * 1024
Days = Annotated[int, Meta(ge=1, le=3650)]
Megabytes = Annotated[int, Meta(ge=64, le=10_000_000)]


class StorageSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Retention of everything under the cache folder but ``ops.db``, which holds people's acts and is never cut.

    ``cache_mb``: all databases of the cache together with what was set aside; ``spare_mb``: free space on the disk.
    ``log_mb`` and ``log_days``: the log, with every report of a vehicle and an alarm's history. ``track_days``: tracks,
    thinned to a place a minute. ``series_days``: values.
    ``pictures_mb``, ``pictures_days``: pictures that nothing open and no undelivered act names. ``aside_days``: damaged
    databases that were set aside.
    """

    cache_mb: Megabytes = 12288
    spare_mb: Annotated[int, Meta(ge=0, le=10_000_000)] = 1024
    log_mb: Megabytes = 2048
    log_days: Days = 30
    track_days: Days = 90
    series_days: Days = 90
    pictures_mb: Megabytes = 2048
    pictures_days: Days = 90
    aside_days: Days = 14
