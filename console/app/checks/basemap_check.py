"""The doctor's look at the base maps of a settings file: one sentence each, all at once, within a few seconds."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

from console.app.basemap import CENTRE
from console.basemap.check import Verdict, check
from console.basemap.open import Providers
from console.config.map_settings import Base, Remote
from console.config.settings import SettingsError, load

PATIENCE_S = 3.0
"""A provider that takes longer than this is said not to answer: the doctor is asked while something is wrong."""


def check_bases(config: Path, cache: Path) -> Iterator[Verdict]:
    """As ``commandwall basemap check`` says it; nothing if the settings cannot be read, which is said elsewhere."""
    try:
        settings = load(config).map
    except SettingsError:
        return
    bases = [_hasty(base) for base in settings.bases]
    if not bases:
        return
    providers = Providers(settings, cache)

    def look(base: Base) -> Verdict:
        try:
            return check(providers, base, *CENTRE)
        except OSError as error:
            return Verdict(base.name, False, f"cannot be looked at: {error}")

    try:
        if any(isinstance(base, Remote) for base in bases):
            _ = providers.cache  # made here once, before the threads share it
    except OSError as error:
        yield Verdict("cache", False, f"the folder for tiles cannot be used: {error}")
        return
    with ThreadPoolExecutor(max_workers=min(8, len(bases))) as pool:
        yield from pool.map(look, bases)


def _hasty(base: Base) -> Base:
    if not isinstance(base, Remote):
        return base
    return msgspec.structs.replace(base, timeout_s=min(base.timeout_s, PATIENCE_S), retries=0)
