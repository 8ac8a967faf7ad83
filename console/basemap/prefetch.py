"""Fetch a region of a base map ahead, for times without a network; politely and within limits."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from console.basemap.places import count, places
from console.basemap.provider import Bounds, ProviderError, Trouble
from console.basemap.remote import RemoteTiles

LASTING = (Trouble.KEY, Trouble.QUOTA, Trouble.REFUSED, Trouble.AWAY)
"""Troubles at which it is no use to go on."""
REST_S = 2.0
RESTS = 60
BATCH = 64


@dataclass(slots=True)
class Progress:
    """How far it is; ``lacking``: what could not be had."""

    whole: int
    done: int = 0
    lacking: int = 0
    stopped: str = ""


def prefetch(
    provider: RemoteTiles, bounds: Bounds, zooms: range, limit: int, told: Callable[[Progress], None],
    parallel: int = 4, rest_s: float = REST_S,
) -> Progress:  # fmt: skip
    """Bring all tiles of a box to the disk; what is there and fresh is not asked for. Raises ``ProviderError`` for more
    than ``limit`` of them, before the first request."""
    grid = provider.grid
    first, last = max(zooms.start, grid.min_zoom), min(zooms.stop - 1, grid.max_zoom)
    zooms = range(first, last + 1)
    whole = count(bounds, zooms, grid) * provider.layers
    if whole > limit:
        raise ProviderError(f"{whole:,} tiles are more than the limit of {limit:,}: fewer zooms or a smaller box")
    progress = Progress(whole)
    todo = [(layer, place) for place in places(bounds, zooms, grid) for layer in range(provider.layers)]
    with ThreadPoolExecutor(parallel, "prefetch") as pool:
        for at in range(0, len(todo), BATCH):
            part = todo[at : at + BATCH]
            for _ in range(RESTS):
                got = list(pool.map(lambda each: provider.tile(*each), part))
                part = [each for each, one in zip(part, got, strict=True) if one.wanting]
                progress.done += len(got) - len(part)
                told(progress)
                trouble = provider.state.trouble
                if not part or trouble in LASTING or trouble is Trouble.BAD:
                    break
                time.sleep(rest_s)
            progress.lacking += len(part)
            trouble = provider.state.trouble
            if part and trouble is not None and trouble is not Trouble.BAD:
                progress.stopped = f"{trouble.value}: {provider.state.detail}"
                progress.lacking = whole - progress.done
                break
    return progress
