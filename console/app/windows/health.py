"""How a run went, as one JSON object: conservation of events, timings, memory, and the quality of each pane."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psutil

from console.store.changes import BackendRow
from console.store.generations import CacheRoot
from console.store.reader import CacheReader

NO_TIMING = {"p50": None, "p99": None}


def gather(
    cache: Path,
    windows: Mapping[str, Mapping[str, Any]],
    pids: Mapping[str, int | None],
    restarts: Mapping[str, int],
) -> dict[str, Any]:
    """Put together what the cache and the windows say. Timings are the wall's, in ms; memory is resident, in MB."""
    rows = _backends(cache)
    wall = windows.get("wall", {})
    panes = {pane: quality for pane, quality in wall.get("panes", {}).items()}
    panes.update({f"desk/{pane}": quality for pane, quality in windows.get("desk", {}).get("panes", {}).items()})
    return {
        "received": sum(row.counts.received for row in rows),
        "applied": sum(row.counts.applied for row in rows),
        "lost": sum(row.counts.lost(row.cursor.seq) for row in rows),
        "duplicated": sum(row.counts.duplicated(row.cursor.seq) for row in rows),
        "redelivered": sum(row.counts.redelivered for row in rows),
        "quarantined": sum(row.counts.quarantined for row in rows),
        "reconnects": sum(max(0, row.counts.reconnects - 1) for row in rows),
        "restarts": dict(restarts),
        "wire_to_model_ms": wall.get("wire_to_model_ms", NO_TIMING),
        "tick_jitter_ms": wall.get("tick_jitter_ms", NO_TIMING),
        "memory_mb": {name: memory_mb(pid) for name, pid in pids.items() if pid is not None},
        "panes": panes,
        "outputs": wall.get("outputs", {}),
        "settings": {name: each["settings"] for name, each in windows.items() if "settings" in each},
        "backends": {row.name: {"epoch": row.cursor.epoch, "seq": row.cursor.seq} for row in rows},
    }


def _backends(cache: Path) -> list[BackendRow]:
    reader = CacheReader(CacheRoot(cache))
    changes = reader.poll()
    reader.close()
    return changes.backends if changes is not None else []


def memory_mb(pid: int) -> float:
    """Resident memory of a process and its children, 0 if it is gone."""
    try:
        process = psutil.Process(pid)
        family = [process, *process.children(recursive=True)]
        return round(sum(each.memory_info().rss for each in family) / 2**20, 1)
    except psutil.Error:
        return 0.0
