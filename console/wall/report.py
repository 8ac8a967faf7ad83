"""What the wall's windows tell the desks of the same computer: which outputs have no monitor, since when.

One small file a node, rewritten while the wall runs. A report that is not renewed is of a wall that is gone: nothing is
known of its outputs then.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

FOLDER = "wall"
RENEW_S = 10.0
STALE_S = 3 * RENEW_S


class OutputsReport(msgspec.Struct, frozen=True):
    """Of one node. ``at``: seconds of this machine's clock when written; ``missing``: ms since when, by output.

    ``trouble``: why the newest version of its settings, document or scene is not in use.
    """

    node: str
    at: float
    missing: dict[str, int] = {}
    trouble: str = ""


def write(cache: Path, report: OutputsReport) -> None:
    """Replace the node's report, whole or not at all. Raises ``OSError``."""
    path = _path(cache, report.node)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.write_bytes(msgspec.json.encode(report))
    draft.replace(path)


def withdraw(cache: Path, node: str) -> None:
    """The node's wall ends."""
    with contextlib.suppress(OSError):
        _path(cache, node).unlink(missing_ok=True)


def reports(cache: Path, now: float) -> Iterator[OutputsReport]:
    """Those of walls that run; what cannot be read is none."""
    with contextlib.suppress(OSError):
        for path in sorted((cache / FOLDER).glob("*.json")):
            with contextlib.suppress(OSError, msgspec.DecodeError, ValueError):
                found = msgspec.json.decode(path.read_bytes(), type=OutputsReport)
                if abs(now - found.at) <= STALE_S:
                    yield found


def _path(cache: Path, node: str) -> Path:
    name = re.sub(r"[^\w.-]", "_", node)[:64] or "wall"
    return cache / FOLDER / f"{name}.json"
